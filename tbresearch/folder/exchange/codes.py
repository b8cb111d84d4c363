"""Codes of another program in the codebook of a study: which are there, which come."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import tomlkit

from tbresearch.coding import Code, Codebook
from tbresearch.coding.codebook import parse_codebook
from tbresearch.coding.codebook_changes import new
from tbresearch.interchange.definitions import Said, understood

__all__ = ["CodePlan", "planned_codes"]

_KEY = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.IGNORECASE | re.ASCII)
_LISTS = {
    "include": "wel",
    "exclude": "niet",
    "examples": "voorbeelden",
    "cues": "woorden",
    "items": "lijsten",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePlan:
    """What an import makes of the codes.

    Attributes
    ----------
    keys : dict of str to str
        The key in the study of each code of the file.
    added : tuple of str
        Keys that are new.
    renamed : tuple of str
        What got another key or label than its name gives, in Dutch.
    text : str
        The codebook file as it becomes.
    codebook : Codebook
        The same, read.
    """

    keys: dict[str, str]
    added: tuple[str, ...]
    renamed: tuple[str, ...]
    text: str
    codebook: Codebook


def planned_codes(frame: pd.DataFrame, codebook: Codebook, text: str) -> CodePlan:
    """Fit the codes of a file into a codebook.

    A code is the one that its description names, or that has its label; any other
    is added, under its parent.

    Parameters
    ----------
    frame : pd.DataFrame
        The codes, as `QdaProject.codebook` has them.
    codebook : Codebook
        The codes of the study.
    text : str
        The file that they stand in.
    """
    keys: dict[str, str] = {}
    added: list[str] = []
    renamed: list[str] = []
    blocks: list[dict[str, object]] = []
    often = Counter(str(name).casefold() for name in frame["name"])
    rows = frame.to_dict("records")
    named = {str(row["name"]): str(row["code"]) for row in rows}
    for row in _parents_first(rows, named):
        said = understood(str(row["description"]))
        name = " ".join(str(row["name"]).split()) or str(row["code"])
        label = name if often[str(row["name"]).casefold()] == 1 else str(row["code"])
        there = _there(codebook, said.get("key"), label)
        if there is not None:
            own = codebook.codes[there].label
            if own.casefold() != label.casefold():
                renamed.append(f"{name!r} hoort bij {own!r} ({there})")
        else:
            above = row["above"]
            block = _block(codebook, label, said, keys.get(above) if above else None)
            blocks.append(block)
            there = str(block["code"])
            codebook = _longer(codebook, block)
            added.append(there)
            if label != name or _has_number(there, label):
                renamed.append(f"{name!r} wordt {block['label']!r} ({there})")
        keys[str(row["code"])] = there
    if blocks:
        text = _with_blocks(text, blocks)
    return CodePlan(
        keys=keys,
        added=tuple(added),
        renamed=tuple(renamed),
        text=text,
        codebook=parse_codebook(text),
    )


def _parents_first(
    rows: list[dict[Any, Any]], named: dict[str, str]
) -> list[dict[str, Any]]:
    """Return each code after the one that it belongs under."""
    for row in rows:
        parent = row["parent"]
        if not isinstance(parent, str):
            # ATLAS.ti writes "A::B" for B under A
            front = str(row["name"]).rpartition("::")[0]
            parent = named.get(front) if front else None
        row["above"] = parent if parent != row["code"] else None
    done: dict[str, dict[str, Any]] = {}
    left = list(rows)
    while left:
        ready = [r for r in left if r["above"] is None or r["above"] in done]
        if not ready:  # a circle, or a parent that is not there
            ready = left
            for row in ready:
                row["above"] = None
        done |= {str(row["code"]): row for row in ready}
        left = [row for row in left if str(row["code"]) not in done]
    return list(done.values())


def _there(codebook: Codebook, key: object, label: str) -> str | None:
    """Return the code of the study that this is, if it is there."""
    merged = codebook.merged
    if isinstance(key, str) and (key in codebook.codes or key in merged):
        return merged.get(key, key)
    folded = label.casefold()
    for code in codebook.codes.values():
        if code.label.casefold() == folded:
            return code.code
    return None


def _block(
    codebook: Codebook, label: str, said: Said, parent: str | None
) -> dict[str, object]:
    """Return the block of a new code, with all that its description gives."""
    change = new(
        codebook,
        label=label,
        kind=str(said.get("kind", "thema")),
        parent=parent,
        definition=str(said["definition"]),
    )
    block: dict[str, object] = change["block"]
    for field, name in _LISTS.items():
        given = list(said.get(field, ()))
        if given and (field != "items" or all(map(_KEY.fullmatch, given))):
            block[name] = given
    key = str(said.get("key", ""))
    if _KEY.fullmatch(key) and key not in codebook.codes and key not in codebook.merged:
        block["code"] = key
    return block


def _longer(codebook: Codebook, block: dict[str, object]) -> Codebook:
    """Return a codebook in which a new block is taken, to find the next free key."""
    code = Code(
        code=str(block["code"]),
        label=str(block["label"]),
        kind=str(block["soort"]),
        definition="",
        include=(),
        exclude=(),
        examples=(),
        parent=None,
        items=(),
        former=(),
    )
    return replace(codebook, codes={**codebook.codes, code.code: code})


def _with_blocks(text: str, blocks: list[dict[str, object]]) -> str:
    """Return the file with blocks at its end; the rest stays as it is."""
    codes = tomlkit.aot()
    for block in blocks:
        table = tomlkit.table()
        for name, said in block.items():
            if isinstance(said, list):
                lines = tomlkit.array().multiline(True)
                lines.extend(said)
                table.add(name, lines)
            else:
                table.add(name, said)
        table.add(tomlkit.nl())
        codes.append(table)
    return f"{text.rstrip()}\n\n{tomlkit.dumps({'code': codes}).strip()}\n"


def _has_number(key: str, label: str) -> bool:
    """Tell whether a key got a number because another code had it."""
    return key[-1:].isdigit() and not label[-1:].isdigit()
