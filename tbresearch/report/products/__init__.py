"""The reports that one study can be made into.

To add one: a module here with its `Product`, and one line in `PRODUCTS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tbresearch.errors import WorkbenchError
from tbresearch.report.outline import PROCESS_EVALUATION, Product
from tbresearch.report.products.factsheet import FACTSHEET
from tbresearch.report.products.supervision import SUPERVISION_TABLE
from tbresearch.report.products.worksheet import WORKSHEET

__all__ = ["PRODUCTS", "product_of"]

PRODUCTS: Mapping[str, Product] = MappingProxyType(
    {
        product.key: product
        for product in (PROCESS_EVALUATION, WORKSHEET, SUPERVISION_TABLE, FACTSHEET)
    }
)


def product_of(key: str) -> Product:
    """Return the product with this key.

    Raises
    ------
    WorkbenchError
        If there is none.
    """
    if key not in PRODUCTS:
        raise WorkbenchError(
            f"{key!r} is geen soort rapport",
            where="soort",
            fix=f"kies één van: {', '.join(PRODUCTS)}",
        )
    return PRODUCTS[key]
