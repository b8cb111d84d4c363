"""Deciding on a difference between two coders, with the reason kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from tbresearch.coding.comparing.differences import (
    Disagreement,
    Disagreements,
    about,
    disagreements,
)
from tbresearch.coding.comparing.settlements import DECISIONS_FILE, SHARED, WHOLE
from tbresearch.coding.journal import append_act, now
from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import POLARITIES

__all__ = ["settle"]

Choice = Literal["keep", "drop", "open"]


def settle(
    differences: Disagreements,
    key: str,
    *,
    choice: Choice,
    who: str,
    reason: str,
    code: str | Sequence[str] | None = None,
    polarity: str | None = None,
    extent: str | None = None,
) -> Disagreements:
    """Write a decision on one difference to `besluiten.jsonl`.

    Parameters
    ----------
    differences : Disagreements
        As `disagreements` gives them.
    key : str
        Name of the difference.
    choice : str
        "keep" the passage, "drop" it, or "open" what was decided before.
    who, reason : str
        Who decides, and why; the file keeps both. Write no words of respondents
        in the reason that need not be there.
    code : str or sequence of str or None
        The code or codes it gets; needed where the two gave different ones.
    polarity : str or None
        Key of `vocabulary.POLARITIES`; needed where the two gave different ones,
        and for a code that neither gave.
    extent : str or None
        "gedeeld", what both coded; "geheel", what either coded; or a coder. Needed
        where they coded different words of a turn; otherwise None is what both
        coded, or the coding itself where there is one.

    Returns
    -------
    Disagreements
        The list, read again, with this decision in it.

    Raises
    ------
    WorkbenchError
        If there is no such difference, something needed is missing, or a name is
        unknown. Nothing is written then.
    """
    row = differences[key]
    asked = {"choice": choice, "who": who.strip(), "reason": reason.strip()}
    codes = _codes(row, code)
    _refuse(row, differences, asked, (code, polarity, extent))
    sides = row.match.sides
    act: dict[str, object] = {
        "act": "settle",
        "key": key,
        "time": now(),
        **asked,
        "codes": list(codes),
        "polarity": polarity or "",
        "extent": extent or (SHARED if len(sides) == 2 else sides[0].coder),
        "codings": [
            dict(zip(("id", "coder", "code", "polarity"), about(side), strict=True))
            for side in sides
        ],
    }
    append_act(differences.coding.study.root / DECISIONS_FILE, act)
    return disagreements(differences.coding, coders=differences.coders)


def _codes(row: Disagreement, code: str | Sequence[str] | None) -> tuple[str, ...]:
    if code is not None:
        return (code,) if isinstance(code, str) else tuple(code)
    return tuple(dict.fromkeys(side.code for side in row.match.sides))


def _refuse(
    row: Disagreement,
    differences: Disagreements,
    asked: dict[str, str],
    said: tuple[str | Sequence[str] | None, str | None, str | None],
) -> None:
    """Raise if the decision is not whole, or names what is not there."""
    where = f"het besluit over {row.key}"
    code, polarity, extent = said
    known = differences.coding.codebook.codes
    # Of other words of one turn, nothing is shared.
    common = () if row.kind == "place" else (SHARED,)
    extents = (*common, WHOLE, *(side.coder for side in row.match.sides))
    for name, given, allowed in (
        ("choice", asked["choice"], get_args(Choice)),
        *(("code", name, tuple(known)) for name in _codes(row, code)),
        ("polarity", polarity, (*POLARITIES, None)),
        ("extent", extent, (*extents, None)),
    ):
        if given not in allowed:
            names = ", ".join(str(x) for x in allowed if x is not None)
            raise WorkbenchError(
                f"{name}={given!r} kan hier niet", where=where, fix=f"kies uit: {names}"
            )
    lacking = [name for name in ("who", "reason") if not asked[name]]
    if asked["choice"] == "keep":
        lacking += _lacking(row, code, polarity, extent)
    if lacking:
        raise WorkbenchError(
            f"nog niet gezegd: {', '.join(lacking)}",
            where=where,
            fix="vul dit aan; een besluit zegt wie het nam, waarom, en wat er blijft",
        )


def _lacking(
    row: Disagreement,
    code: str | Sequence[str] | None,
    polarity: str | None,
    extent: str | None,
) -> list[str]:
    """Return what no rule settles, and the decision does not say."""
    strange = set(_codes(row, code)) - {side.code for side in row.match.sides}
    needed = {
        "code": not _codes(row, code) or (code is None and row.kind == "code"),
        "polarity": polarity is None and (row.kind == "polarity" or bool(strange)),
        "extent": extent is None and row.kind == "place",
    }
    return [name for name, lacks in needed.items() if lacks]
