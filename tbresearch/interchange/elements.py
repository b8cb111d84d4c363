"""The elements of a project file, one function each, in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd
from lxml import etree

__all__ = [
    "NAMESPACE",
    "child",
    "code_tree",
    "element",
    "fitting_kind",
    "safe",
    "short_quote",
    "values",
]

NAMESPACE = "urn:QDA-XML:project:1.0"
_TAG = f"{{{NAMESPACE}}}"
_QUOTE = 100
_COLOR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMS = {
    "Boolean": re.compile("true|false|0|1"),
    "Integer": re.compile(r"[+-]?[0-9]{1,18}"),
    "Float": re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?"),
    "Date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}


def safe(text: str) -> str:
    """Return text that XML can hold: with LF, and without control characters."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def short_quote(text: str) -> str:
    """Return the start of a passage on one line, as the name of its selection."""
    said = " ".join(text.split())
    short = said if len(said) <= _QUOTE else f"{said[:_QUOTE].rstrip()}…"
    return _FORBIDDEN.sub("\ufffd", short)


def element(tag: str, attributes: Mapping[str, str | None]) -> etree._Element:
    """Return an element with the attributes that have a value."""
    return etree.Element(_TAG + tag, _given(attributes), nsmap={None: NAMESPACE})  # type: ignore[dict-item]


def child(
    parent: etree._Element,
    tag: str,
    attributes: Mapping[str, str | None] | None = None,
    text: str | None = None,
) -> etree._Element:
    """Add an element below another."""
    made = etree.SubElement(parent, _TAG + tag, _given(attributes or {}))
    if text is not None:
        made.text = safe(text)
    return made


def _given(attributes: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value is not None}


def code_tree(
    parent: etree._Element,
    codebook: pd.DataFrame,
    guids: Mapping[str, str],
    *,
    notes: Mapping[str, Iterable[str]],
    namespace_of: str = NAMESPACE,
) -> None:
    """Add all codes below an element, children in their parents."""
    made: dict[str, etree._Element] = {}
    tag = f"{{{namespace_of}}}"
    waiting = list(codebook.to_dict("records"))
    known = {row["code"] for row in waiting}
    # a parent may stand below its child in the frame; each round places a level
    while waiting:
        later = []
        for row in waiting:
            above = row["parent"] if row["parent"] in known else None
            if above is not None and above not in made:
                later.append(row)
                continue
            code = etree.SubElement(made.get(str(above), parent), f"{tag}Code")
            code.set("guid", guids[row["code"]])
            code.set("name", safe(str(row["name"])))
            code.set("isCodable", "true" if row["codable"] else "false")
            if _COLOR.fullmatch(str(row["color"])):
                code.set("color", str(row["color"]))
            if row["description"]:
                text = etree.SubElement(code, f"{tag}Description")
                text.text = safe(str(row["description"]))
            for note in notes.get(row["code"], ()):
                etree.SubElement(code, f"{tag}NoteRef").set("targetGUID", note)
            made[row["code"]] = code
        if len(later) == len(waiting):
            known -= {row["code"] for row in later}  # a circle: these go to the top
        waiting = later


def values(
    parent: etree._Element,
    given: Mapping[str, str],
    kinds: Mapping[str, str],
    guids: Mapping[str, str],
) -> None:
    """Add the values of variables."""
    for name, value in given.items():
        made = child(parent, "VariableValue")
        child(made, "VariableRef", {"targetGUID": guids[name]})
        if value:
            child(made, f"{kinds[name]}Value", text=value)


def fitting_kind(kind: str, used: Iterable[str]) -> str:
    """Return the type of a variable, or Text where a value does not fit in it."""
    form = _FORMS.get(kind)
    try:
        for value in filter(None, used):
            if form is None or not form.fullmatch(value):
                return "Text"
            if kind == "Date":
                date.fromisoformat(value)
    except ValueError:
        return "Text"
    return kind if form else "Text"
