"""The codebook of a project: names that are unique, parents before children."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from tbresearch.interchange.markers import MARKERS, is_marker
from tbresearch.interchange.project import CODEBOOK_COLUMNS
from tbresearch.interchange.records import Found, RawCode

__all__ = ["code_frame", "code_names"]


def code_names(codes: Sequence[RawCode], found: list[Found]) -> dict[str, str]:
    """Return a unique name for each code, by its guid.

    The name alone where only one code has it, else the names from the top.
    """
    own = {code.guid: code for code in codes}
    often = Counter(code.name for code in codes)
    taken: Counter[str] = Counter()
    names: dict[str, str] = {}
    for code in codes:
        if code.guid in names:
            found.append(("Code", "een andere code heeft hetzelfde nummer", code.name))
            continue
        name = code.name or "zonder naam"
        if often[code.name] > 1:
            name = " > ".join(_path(code, own))
        taken[name] += 1
        names[code.guid] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return names


def _path(code: RawCode, own: Mapping[str, RawCode]) -> list[str]:
    """Return the names from the top down to a code."""
    path = [code.name]
    seen = {code.guid}
    while code.parent in own and code.parent not in seen:
        code = own[code.parent]
        seen.add(code.guid)
        path.insert(0, code.name)
    return path


def code_frame(codes: Sequence[RawCode], names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row a code, without the codes by which we mark codings."""
    marking = {code.parent for code in codes if is_marker(code.name)}
    rows = []
    seen: set[str] = set()
    for code in codes:
        hidden = is_marker(code.name) or (code.name == MARKERS and code.guid in marking)
        if hidden or code.guid in seen:
            continue
        seen.add(code.guid)
        rows.append(
            (
                names[code.guid],
                code.name,
                names.get(code.parent),
                code.description,
                code.color,
                code.codable,
                code.guid,
            )
        )
    return pd.DataFrame(rows, columns=list(CODEBOOK_COLUMNS))
