"""Every kind of report has files, texts and a manifest of its own."""

from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.errors import WorkbenchError
from tbresearch.report import PRODUCTS

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"


def test_products_share_no_name_folder_or_manifest() -> None:
    for names in (
        [product.key for product in PRODUCTS.values()],
        [product.folder for product in PRODUCTS.values()],
        [product.manifest for product in PRODUCTS.values()],
    ):
        assert len(set(names)) == len(names)
    assert all(key == product.key for key, product in PRODUCTS.items())


def test_sections_of_a_product_have_different_keys() -> None:
    for product in PRODUCTS.values():
        keys = [section.key for section in product.outline]
        keys += [key for key, _ in product.appendices]
        assert len(set(keys)) == len(keys)


def test_an_unknown_product_is_named_with_those_there_are() -> None:
    report = tb.Report(tb.open_study(EXAMPLE))
    with pytest.raises(WorkbenchError) as caught:
        report.as_product("folder")
    assert "'folder' is geen soort rapport" in str(caught.value)
    assert "procesevaluatie" in str(caught.value)
