"""The starter codebook: 25 codes, complete, and mapped to the published lists."""

import re
import tomllib
from importlib import resources

import pytest

from tbresearch.coding import starter_codebook
from tbresearch.coding.codebook import Code
from tbresearch.vocabulary import CODE_KINDS

CODES = [
    "thuis_leefwereld",
    "systeemgericht",
    "praktische_hulp",
    "eigen_regie",
    "oplossingsgericht",
    "alle_leefgebieden",
    "vertrouwensband",
    "voordoen_samendoen",
    "deskundigheid",
    "steun_en_aanpakken",
    "vaardigheden_structuur",
    "afstemming",
    "regisserende_professional",
    "maatwerk",
    "brede_doelgroep",
    "krachtenanalyse",
    "kleine_doelen",
    "plan_vastleggen",
    "begrenzing",
    "kennis_scholing",
    "administratiesystemen",
    "digitale_bijscholing",
    "positionering",
    "bekendheid",
    "overnemen_of_zelf",
]
STARTER = starter_codebook().codes
codes = pytest.mark.parametrize("code", STARTER.values(), ids=list(STARTER))
ARROW = re.compile(r"-> ?(\S*)$")


def published_items() -> list[str]:
    text = resources.files("tbresearch.vocabulary").joinpath("item_lists.toml")
    lists = tomllib.loads(text.read_text(encoding="utf-8"))["lijst"]
    return [item["item"] for one in lists for item in one["item"]]


def test_the_starter_has_exactly_these_codes_in_this_order() -> None:
    assert list(STARTER) == CODES


@codes
def test_each_code_can_be_used_from_its_text_alone(code: Code) -> None:
    assert code.label
    assert code.kind in CODE_KINDS
    assert "Kernvraag: " in code.definition
    assert code.definition.endswith("?")
    assert code.include
    assert code.exclude
    # The first three are shown; all of them help to suggest the code.
    assert len(code.examples) >= 2
    assert len(set(code.examples)) == len(code.examples)
    assert all(len(example.split()) >= 8 for example in code.examples)


@codes
def test_what_is_excluded_says_what_to_do_instead(code: Code) -> None:
    for line in code.exclude:
        found = ARROW.search(line)
        if found:
            assert found[1] in set(CODES) - {code.code}, line
        else:
            assert re.search("geen code, maak een memo|kies de code van", line)


def test_no_arrow_stands_in_mid_sentence() -> None:
    lines = [line for code in STARTER.values() for line in code.exclude]
    assert sum(line.count("->") for line in lines) == sum(
        bool(ARROW.search(line)) for line in lines
    )
    assert len(lines) > 100


def test_labels_and_examples_are_used_once() -> None:
    labels = [code.label for code in STARTER.values()]
    examples = [example for code in STARTER.values() for example in code.examples]
    assert len(set(labels)) == len(labels) == 25
    assert len(set(examples)) == len(examples)


def test_every_mapped_item_is_published() -> None:
    mapped = {item for code in STARTER.values() for item in code.items}
    assert mapped <= set(published_items())


@pytest.mark.parametrize("prefix", ["A5", "A6", "B9", "B10"])
def test_every_published_item_is_mapped(prefix: str) -> None:
    mapped = {item for code in STARTER.values() for item in code.items}
    published = [i for i in published_items() if i.startswith(f"{prefix}.")]
    assert published
    assert set(published) <= mapped


@codes
def test_every_code_maps_to_something_published(code: Code) -> None:
    assert code.items
    assert len(set(code.items)) == len(code.items)


def test_the_starter_prints_as_one_sentence() -> None:
    assert str(starter_codebook()) == (
        "Startcodeboek Thuisbegeleiding, versie 1: 25 codes"
    )
