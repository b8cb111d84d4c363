"""The official schemas of REFI-QDA, against which all that leaves is held.

The two files in `schemas/` are those of the Rotterdam Exchange Format Initiative,
unchanged, with their licence (MIT) inside.
"""

from __future__ import annotations

import io
from functools import cache
from importlib import resources

from lxml import etree

from tbresearch.errors import WorkbenchError

__all__ = ["CODEBOOK", "PROJECT", "require_valid"]

PROJECT = "Project-mrt2019.xsd"
CODEBOOK = "Codebook-mrt2019.xsd"


@cache
def _schema(name: str) -> etree.XMLSchema:
    file = resources.files("tbresearch.interchange").joinpath("schemas", name)
    return etree.XMLSchema(etree.fromstring(file.read_bytes()))


def require_valid(content: bytes, schema: str, *, where: str) -> None:
    """Refuse XML that is not as the standard says; it is read as a stream.

    Raises
    ------
    WorkbenchError
        With the line at which it goes wrong. It is a fault of ours, not of the
        user, so nothing is written.
    """
    try:
        events = etree.iterparse(
            io.BytesIO(content), events=("end",), schema=_schema(schema), huge_tree=True
        )
        for _, element in events:
            element.clear()
    except etree.XMLSyntaxError as error:
        raise WorkbenchError(
            f"dit bestand zou niet voldoen aan de standaard: {error.msg}",
            where=f"{where}, regel {error.lineno} van het project",
            fix="er is niets geschreven; meld dit als een fout van tbresearch",
        ) from None
