"""Settlements on what two coders see differently: `besluiten.jsonl`, append-only.

One line is one decision, with who took it, when and why. A later decision on the
same difference replaces the earlier one; the file keeps both. It follows the
journals in what a crash may tear: that line, and no other.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tbresearch.coding.coding import Coding
from tbresearch.coding.journal import parse_act
from tbresearch.errors import Problem, StudyError
from tbresearch.study import Study, read_bytes
from tbresearch.vocabulary import POLARITIES

__all__ = [
    "DECISIONS_FILE",
    "SHARED",
    "WHOLE",
    "Settlement",
    "Settlements",
    "cleaned_settlements",
    "consensus_coders",
    "read_settlements",
]

DECISIONS_FILE = "besluiten.jsonl"
# Which stretch of text stays: what both coded, or what either coded. The name of a
# coder is that coder's.
SHARED, WHOLE = "gedeeld", "geheel"

_CHOICES = ("keep", "drop", "open")
_KEYS: Mapping[str, Mapping[str, type]] = {
    "settle": {
        "key": str,
        "time": str,
        "who": str,
        "reason": str,
        "choice": str,
        "codes": list,
        "polarity": str,
        "extent": str,
        "codings": list,
    },
    "merge": {"time": str, "into": str, "coders": list},
}
_OF_CODING = ("id", "coder", "code", "polarity")
_REPAIR = (
    "zet de regel terug uit een reservekopie; dit bestand is niet bedoeld om met de "
    "hand te wijzigen"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What was decided on one difference.

    Attributes
    ----------
    key : str
        Of the difference.
    keep : bool
        Whether the passage stays in the joint coding.
    codes : tuple of str
        The codes it then gets.
    polarity : str
        Key of `vocabulary.POLARITIES`, or "" for the one that each coder gave.
    extent : str
        `SHARED`, `WHOLE` or the name of a coder.
    who, reason, time : str
        Who decided, why and when.
    about : tuple of (str, str, str, str)
        Id, coder, code and polarity of the codings it is about, as they were: if
        they changed, the decision no longer holds.
    """

    key: str
    keep: bool
    codes: tuple[str, ...]
    polarity: str
    extent: str
    who: str
    reason: str
    time: str
    about: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlements:
    """All decisions of a study that hold.

    Attributes
    ----------
    by_key : mapping of str to Settlement
        The last decision on each difference.
    merges : tuple of (str, tuple of str)
        Coders whose journal was made by merging, and those it was made from.
    notes : tuple of str
        Lines that were torn by a crash, in Dutch.
    """

    by_key: Mapping[str, Settlement]
    merges: tuple[tuple[str, tuple[str, ...]], ...]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        many = len(self.by_key)
        return f"{many} {'besluit' if many == 1 else 'besluiten'} over verschillen"


def read_settlements(coding: Coding) -> Settlements:
    """Read `besluiten.jsonl` of a study; no file holds no decisions.

    Parameters
    ----------
    coding : Coding
        The codings that the decisions are about.

    Returns
    -------
    Settlements

    Raises
    ------
    StudyError
        With every line that cannot be read or names an unknown code or polarity.
    """
    by_key: dict[str, Settlement] = {}
    merges: dict[str, tuple[str, ...]] = {}
    notes: list[str] = []
    problems: list[Problem] = []
    for where, act, torn in _acts(coding.study):
        if torn:
            notes.append(
                f"{where}: afgebroken bij een storing; dat ene besluit is niet bewaard"
            )
            continue
        what = _wrong(act, coding)
        if act is None or what is not None:
            problems.append(Problem(what=what or "", where=where, fix=_REPAIR))
        elif act["act"] == "merge":
            merges[str(act["into"])] = tuple(map(str, act["coders"]))  # type: ignore[call-overload]
        elif act["choice"] == "open":
            by_key.pop(str(act["key"]), None)
        else:
            by_key[str(act["key"])] = _settlement(act)
    if problems:
        raise StudyError(problems)
    return Settlements(
        by_key=MappingProxyType(by_key),
        merges=tuple(merges.items()),
        notes=tuple(notes),
    )


def consensus_coders(study: Study) -> set[str]:
    """Return the coders whose journal was made by merging, as far as it can be read."""
    return {
        str(act["into"])
        for _, act, torn in _acts(study)
        if act and not torn and act.get("act") == "merge" and "into" in act
    }


def cleaned_settlements(
    root: Path, *, gone: Collection[str], text: Callable[[str], str]
) -> dict[Path, bytes | None]:
    """Return the file without decisions on codings that are gone, to be written.

    Parameters
    ----------
    root : Path
        The study folder.
    gone : collection of str
        Ids of codings that are no longer there.
    text : callable
        Gives the new text of every reason.
    """
    path = root / DECISIONS_FILE
    if not path.is_file():
        return {}
    kept = []
    for line in read_bytes(path, source=DECISIONS_FILE).split(b"\n"):
        act = parse_act(line.removeprefix(BOM_UTF8))
        if act is None or _about(act) & set(gone):
            continue
        if "reason" in act:
            act["reason"] = text(str(act["reason"]))
        kept.append(f"{json.dumps(act, ensure_ascii=False)}\n")
    return {path: "".join(kept).encode()}


def _about(act: Mapping[str, object]) -> set[str]:
    codings = act.get("codings")
    if not isinstance(codings, list):
        return set()
    return {str(row.get("id")) for row in codings if isinstance(row, dict)}


def _acts(study: Study) -> Iterator[tuple[str, dict[str, object] | None, bool]]:
    """Yield the place of each line, its act if it holds one, and whether it is torn.

    A torn line is the last one, or one that a later act closed and marked.
    """
    path = study.root / DECISIONS_FILE
    if not path.is_file():
        return
    raw = read_bytes(path, source=DECISIONS_FILE)
    lines = raw.removeprefix(BOM_UTF8).split(b"\n")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            act = parse_act(line)
            marked = line.endswith(b'{"act": "torn"}')
            torn = act is None and (marked or number == len(lines))
            yield f"{DECISIONS_FILE}, regel {number}", act, torn


def _wrong(act: dict[str, object] | None, coding: Coding) -> str | None:
    """Say what is wrong with a decision, or None."""
    keys = _KEYS.get(str(act.get("act"))) if act else None
    if act is None or keys is None:
        return "deze regel is geen leesbaar besluit"
    wrong = [
        name for name, kind in keys.items() if not _fits(name, act.get(name), kind)
    ]
    if wrong:
        return f"in deze regel ontbreekt of klopt niet: {', '.join(wrong)}"
    if act["act"] == "merge":
        return None
    strange = [code for code in act["codes"] if code not in coding.codebook.codes]  # type: ignore[attr-defined]
    if strange:
        return f"code {strange[0]!r} staat niet in het codeboek"
    if act["polarity"] and act["polarity"] not in POLARITIES:
        return f"polariteit {act['polarity']!r} is niet bekend"
    return None


def _fits(name: str, value: object, kind: type) -> bool:
    """Tell whether a decision says what it should under a name."""
    if not isinstance(value, kind):
        return False
    if name == "choice":
        return value in _CHOICES
    if not isinstance(value, list):
        return True
    if name == "codings":
        rows = [row if isinstance(row, dict) else {} for row in value]
        return all(isinstance(row.get(k), str) for row in rows for k in _OF_CODING)
    return all(isinstance(item, str) for item in value)


def _settlement(act: Mapping[str, object]) -> Settlement:
    codes, codings = act["codes"], act["codings"]
    assert isinstance(codes, list)
    assert isinstance(codings, list)
    return Settlement(
        key=str(act["key"]),
        keep=act["choice"] == "keep",
        codes=tuple(map(str, codes)),
        polarity=str(act["polarity"]),
        extent=str(act["extent"]),
        who=str(act["who"]),
        reason=str(act["reason"]),
        time=str(act["time"]),
        about=tuple(tuple(row[k] for k in _OF_CODING) for row in codings),
    )
