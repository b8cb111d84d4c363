"""Changes of a codebook: what each does to the file, and how it is taken back.

A change is a plain dict that goes into a journal, complete enough to be undone.
The file is the user's: comments, order and layout of all that a change does not
touch stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, Table

from tbresearch.coding.codebook import CODEBOOK_FILE, Code, Codebook
from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import CODE_KINDS

__all__ = ["changed_text", "merged", "moved", "new", "renamed"]

Change = dict[str, Any]

# What a merged code hands over to the code that it becomes part of.
_HANDED_OVER = {
    "wel": "include",
    "voorbeelden": "examples",
    "woorden": "cues",
    "lijsten": "items",
}


def new(
    codebook: Codebook,
    *,
    label: str,
    kind: str,
    parent: str | None = None,
    definition: str = "",
) -> Change:
    """Return the change that adds a code; its key comes from its label."""
    if kind not in CODE_KINDS:
        raise WorkbenchError(
            f"soort {kind!r} is niet bekend",
            where=f"code {label!r}",
            fix=f"bekend zijn: {', '.join(CODE_KINDS)}",
        )
    if parent is not None:
        _known(codebook, parent)
    block = {
        "code": _free_key(codebook, label),
        "label": _fresh_label(codebook, label),
        "soort": kind,
        "definitie": definition,
        "hoort_bij": parent or "",
    }
    return {"op": "new", "block": {name: said for name, said in block.items() if said}}


def renamed(codebook: Codebook, code: str, *, label: str) -> Change:
    """Return the change that gives a code another label; its key stays."""
    before = _known(codebook, code).label
    label = _fresh_label(codebook, label, of=code)
    return {"op": "rename", "code": code, "label": label, "before": before}


def moved(codebook: Codebook, code: str, *, parent: str | None) -> Change:
    """Return the change that puts a code under another, or at the top."""
    before = _known(codebook, code).parent
    if code in _line_up(codebook, parent):
        raise WorkbenchError(
            f"{code!r} kan niet onder {parent!r} staan: dat is een kringetje",
            where=CODEBOOK_FILE,
            fix="kies een code die er niet zelf onder hoort",
        )
    return {"op": "move", "code": code, "parent": parent, "before": before}


def merged(codebook: Codebook, code: str, *, into: str) -> Change:
    """Return the change that makes a code part of another.

    The other gets what the code was used for and its examples; its definition
    stays its own. Codes under the one come under the other.
    """
    gone, kept = _known(codebook, code), _known(codebook, into)
    if code == into:
        raise WorkbenchError(
            f"{code!r} kan niet met zichzelf worden samengevoegd",
            where=CODEBOOK_FILE,
            fix="kies een andere code",
        )
    added = {
        name: [one for one in getattr(gone, column) if one not in getattr(kept, column)]
        for name, column in _HANDED_OVER.items()
    }
    above = _line_up(codebook, into)
    under = {
        one.code: gone.parent if one.code in above else into
        for one in codebook.codes.values()
        if one.parent == code
    }
    return {
        "op": "merge",
        "code": code,
        "into": into,
        "place": list(codebook.codes).index(code),
        "added": {name: lines for name, lines in added.items() if lines}
        | {"voorheen": [code, *gone.former]},
        "under": under,
    }


def changed_text(text: str, change: Change) -> tuple[str, Change]:
    """Return the file after a change, and the change with what it took away."""
    file = tomlkit.parse(text)
    if "code" not in file:
        file["code"] = tomlkit.aot()
    codes: AoT = file["code"]
    back = change.get("back")
    done = change | _DO[change["op"]](codes, change) if back is None else change
    if back is not None:
        _UNDO[back["op"]](codes, back)
    return tomlkit.dumps(file), done


def _add(codes: AoT, change: Change) -> Change:
    if len(codes):
        codes[-1].add(tomlkit.nl())
    codes.append(_table(change["block"]))
    return {}


def _take_away(codes: AoT, change: Change) -> None:
    del codes[_place(codes, change["block"]["code"])]


def _relabel(codes: AoT, change: Change) -> Change:
    _block(codes, change["code"])["label"] = change["label"]
    return {}


def _label_back(codes: AoT, change: Change) -> None:
    _block(codes, change["code"])["label"] = change["before"]


def _put_under(codes: AoT, change: Change) -> Change:
    _set_parent(_block(codes, change["code"]), change["parent"])
    return {}


def _put_back(codes: AoT, change: Change) -> None:
    _set_parent(_block(codes, change["code"]), change["before"])


def _merge(codes: AoT, change: Change) -> Change:
    place = _place(codes, change["code"])
    gone = codes[place].unwrap()
    del codes[place]
    kept = _block(codes, change["into"])
    for name, lines in change["added"].items():
        if name not in kept:
            kept[name] = _lines([])
        kept[name].extend(lines)
    for child, parent in change["under"].items():
        _set_parent(_block(codes, child), parent)
    return {"block": gone}


def _part(codes: AoT, change: Change) -> None:
    kept = _block(codes, change["into"])
    for name, lines in change["added"].items():
        left = [one for one in kept.get(name, []) if one not in lines]
        if left:
            kept[name] = _lines(left)
        else:
            kept.pop(name, None)
    codes.insert(min(change["place"], len(codes)), _table(change["block"]))
    for child in change["under"]:
        _set_parent(_block(codes, child), change["code"])


_DO = {"new": _add, "rename": _relabel, "move": _put_under, "merge": _merge}
_UNDO = {
    "new": _take_away,
    "rename": _label_back,
    "move": _put_back,
    "merge": _part,
}


def _table(block: Mapping[str, object]) -> Table:
    table = tomlkit.table()
    for name, said in block.items():
        table.add(name, _lines(said) if isinstance(said, list) else said)
    table.add(tomlkit.nl())
    return table


def _lines(said: list[str]) -> Array:
    lines = tomlkit.array().multiline(True)
    lines.extend(said)
    return lines


def _place(codes: AoT, code: str) -> int:
    for place, block in enumerate(codes):
        if block.get("code") == code:
            return place
    raise _gone(code)


def _block(codes: AoT, code: str) -> Table:
    return codes[_place(codes, code)]


def _set_parent(block: Table, parent: str | None) -> None:
    if parent is None:
        block.pop("hoort_bij", None)
    else:
        block["hoort_bij"] = parent


def _known(codebook: Codebook, code: str) -> Code:
    if code not in codebook.codes:
        raise _gone(code)
    return codebook.codes[code]


def _line_up(codebook: Codebook, code: str | None) -> list[str]:
    """Return a code and all that it is under, up to the top."""
    line = []
    while code is not None:
        line.append(code)
        code = _known(codebook, code).parent
    return line


def _gone(code: str) -> WorkbenchError:
    return WorkbenchError(
        f"code {code!r} staat niet (meer) in het codeboek",
        where=CODEBOOK_FILE,
        fix="lees het codeboek opnieuw en kies een code die er staat",
    )


def _fresh_label(codebook: Codebook, label: str, *, of: str = "") -> str:
    """Return the label in one line, or refuse one that is empty or in use."""
    clean = " ".join(unicodedata.normalize("NFC", label).split())
    others = (code for code in codebook.codes.values() if code.code != of)
    used = {code.label.casefold(): code.code for code in others}
    if not clean or clean.casefold() in used:
        raise WorkbenchError(
            f"het label {clean!r} is al van code {used[clean.casefold()]!r}"
            if clean
            else "een code heeft een label nodig",
            where=CODEBOOK_FILE,
            fix="geef een label dat nog geen andere code heeft",
        )
    return clean


def _free_key(codebook: Codebook, label: str) -> str:
    """Return a key that no code has or had, made from the label."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_") or "code"
    taken = {*codebook.codes, *codebook.merged}
    key, number = base, 2
    while key in taken:
        key, number = f"{base}_{number}", number + 1
    return key
