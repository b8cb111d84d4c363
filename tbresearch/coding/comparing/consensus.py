"""The joint coding: what two coders agree on, and what they settled.

It becomes the journal of a coder of its own, so that findings, report and every
other part take it like any journal. Making it again gives the same journal.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tbresearch.coding.coding import Coding
from tbresearch.coding.comparing.differences import (
    Disagreement,
    Disagreements,
    disagreements,
)
from tbresearch.coding.comparing.kinds import BY_RULE, KINDS
from tbresearch.coding.comparing.matching import Match, standing_codings
from tbresearch.coding.comparing.settlements import (
    DECISIONS_FILE,
    SHARED,
    WHOLE,
    read_settlements,
)
from tbresearch.coding.comparing.showing import turns_text
from tbresearch.coding.journal import journal_path, longer_journal, now
from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, text_html
from tbresearch.study import fingerprint, read_bytes, write_together
from tbresearch.vocabulary import label

__all__ = ["Merged", "merge_coders"]

_ID_LENGTH = 12
_CONTENT = ("session", "start", "end", "code", "polarity", "quote")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Merged:
    """What came of making a joint coding.

    Attributes
    ----------
    into : str
        The coder whose journal it is.
    codings : pd.DataFrame
        One row a joint coding: id, session, start, end, code, polarity, quote and
        `from`, the ids it was made of.
    added, removed : int
        What this changed in the journal.
    left : tuple of Disagreement
        What nobody decided on yet, and is not in it.
    notes : tuple of str
        Rules and what was left alone, in Dutch.
    """

    into: str
    codings: pd.DataFrame
    added: int
    removed: int
    left: tuple[Disagreement, ...]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        many = len(self.codings)
        codings = "1 codering" if many == 1 else f"{many} coderingen"
        waits = len(self.left)
        left = "1 verschil wacht" if waits == 1 else f"{waits} verschillen wachten"
        return (
            f"{self.into}: {codings}, {self.added} erbij en {self.removed} eraf; "
            f"{left} nog op een besluit"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a joint coding."""
        return self.codings.copy()

    def _repr_html_(self) -> str:
        waiting = [
            f"{row.key}, {turns_text(row)}: {label(KINDS, row.kind).lower()}"
            for row in self.left
        ]
        return "".join(
            (
                text_html(self),
                list_html(self.notes),
                list_html(waiting, title="Nog te beslissen"),
            )
        )


def merge_coders(
    coding: Coding, *, coders: Sequence[str], into: str, rest: str | None = None
) -> Merged:
    """Write the journal of a joint coder: what two agree on and what was settled.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them.
    coders : sequence of two str
        Whose codings are put together, in sessions that both coded.
    into : str
        The joint coder, who stands among the `codeurs` of `studie.toml`.
    rest : str or None
        One of `coders`, whose codings are taken as they are in sessions that the
        other did not code; None leaves those sessions out.

    Returns
    -------
    Merged

    Raises
    ------
    WorkbenchError
        If `into` is no coder of the study, or one of `coders`; or `rest` is not.

    Notes
    -----
    The same code and polarity on the same passage becomes one coding, on the text
    that both coded unless a decision says otherwise. A difference becomes what was
    decided on it; without a decision nothing. Ids follow from the codings it was
    made of, so a second call changes nothing.
    """
    found = disagreements(coding, coders=coders)
    _require(coding, found.coders, into, rest)
    wanted = _wanted(found, coding, into, rest)
    there = coding.codings[coding.codings["coder"] == into].to_dict("records")
    parked = coding.parked[coding.parked["coder"] == into].to_dict("records")
    made = [row for row in (*there, *parked) if str(row["id"]).startswith(f"{into}-")]
    standing = {str(row["id"]) for row in there}
    stale = {str(row["id"]) for row in made if not _same(wanted, row, standing)}
    fresh = [row for name, row in wanted.items() if name not in standing - stale]
    acts: list[dict[str, object]] = [
        {"act": "remove", "id": name, "time": now()} for name in sorted(stale)
    ]
    acts += [act for row in fresh for act in _acts(row)]
    _write(coding, found, into, acts)
    return Merged(
        into=into,
        codings=pd.DataFrame(
            [{k: row[k] for k in ("id", *_CONTENT, "from")} for row in wanted.values()],
            columns=["id", *_CONTENT, "from"],
        ),
        added=len(fresh),
        removed=len(stale),
        left=found.open,
        notes=tuple(_notes(found, len(there) + len(parked) - len(made), into, rest)),
    )


def _require(
    coding: Coding, coders: Sequence[str], into: str, rest: str | None
) -> None:
    known = coding.study.coders
    if into in coders:
        raise WorkbenchError(
            f"{into!r} is een van de codeurs die worden samengevoegd",
            where="merge_coders",
            fix='geef de gezamenlijke codeur een eigen naam, zoals into="samen"',
        )
    if rest is not None and rest not in coders:
        raise WorkbenchError(
            f"rest={rest!r} is geen van de codeurs die worden samengevoegd",
            where="merge_coders",
            fix=f"kies uit: {', '.join(coders)}; of laat rest weg",
        )
    if into not in known:
        names = ", ".join(f'"{name}"' for name in (*known, into))
        raise WorkbenchError(
            f"{into!r} staat niet bij de codeurs van de studie",
            where=f"studie.toml, codeurs: {', '.join(known) or 'geen'}",
            fix=f"schrijf daar: codeurs = [{names}]",
        )


def _wanted(
    found: Disagreements, coding: Coding, into: str, rest: str | None
) -> dict[str, dict[str, object]]:
    """Return the joint codings by id, each passage once."""
    rows: dict[str, dict[str, object]] = {}
    seen: set[tuple[object, ...]] = set()
    for match, code, polarity, extent in (*_kept(found), *_alone(found, rest)):
        start, end = _stretch(match, extent)
        session = match.sides[0].session
        transcript = coding.corpus.transcripts[session]
        row: dict[str, object] = {
            "session": session,
            "start": start,
            "end": end,
            "code": code,
            "polarity": polarity,
            "quote": transcript.text[start:end],
        }
        content = tuple(row.values())
        if content in seen:
            continue
        seen.add(content)
        ids = sorted(side.id for side in match.sides)
        digest = fingerprint("|".join((*ids, code, polarity)))[:_ID_LENGTH]
        memos = [f"{side.coder}: {side.memo}" for side in match.sides if side.memo]
        rows[f"{into}-{digest}"] = {
            "id": f"{into}-{digest}",
            **row,
            "sha256": transcript.sha256,
            "from": ids,
            "memo": "\n".join(memos),
        }
    order = list(coding.corpus.transcripts)

    def place(name: str) -> tuple[object, ...]:
        session, *at = (rows[name][key] for key in _CONTENT[:-1])
        return order.index(str(session)), *at

    return {name: rows[name] for name in sorted(rows, key=place)}


def _kept(found: Disagreements) -> Iterator[tuple[Match, str, str, str]]:
    """Yield each passage that stays, with its code, polarity and extent."""
    for match in found.agreed:
        side = match.sides[0]
        yield match, side.code, side.polarity, SHARED
    for row in found.rows:
        sides = row.match.sides
        decided = row.settlement
        if decided is None:
            if row.status == BY_RULE:
                yield row.match, sides[0].code, sides[0].polarity, SHARED
            continue
        given = {side.code: side.polarity for side in sides}
        for code in decided.codes if decided.keep else ():
            yield row.match, code, decided.polarity or given[code], decided.extent


def _alone(
    found: Disagreements, rest: str | None
) -> Iterator[tuple[Match, str, str, str]]:
    """Yield the codings of a coder in sessions that the other did not code."""
    for given in standing_codings(found.coding):
        if given.coder == rest and given.session not in found.sessions:
            match = Match(kind="only", one=given, two=None)
            yield match, given.code, given.polarity, given.coder


def _stretch(match: Match, extent: str) -> tuple[int, int]:
    if extent == WHOLE:
        return match.whole
    own = [side for side in match.sides if side.coder == extent]
    return (own[0].start, own[0].end) if own else match.shared


def _same(
    wanted: Mapping[str, Mapping[str, object]],
    row: Mapping[Hashable, object],
    standing: Collection[str],
) -> bool:
    """Tell whether a coding of the journal is still what it should be."""
    name = str(row["id"])
    if name not in wanted or name not in standing:
        return False
    return all(row[key] == wanted[name][key] for key in _CONTENT)


def _acts(row: dict[str, object]) -> list[dict[str, object]]:
    act = {name: value for name, value in row.items() if name != "memo"}
    acts = [{"act": "add", "time": now(), **act}]
    if row["memo"]:
        acts.append(
            {"act": "memo", "id": row["id"], "time": now(), "text": row["memo"]}
        )
    return acts


def _write(
    coding: Coding, found: Disagreements, into: str, acts: list[dict[str, object]]
) -> None:
    """Add the acts to the journal, and that it was made by merging, if it is new."""
    root = coding.study.root
    merges = read_settlements(coding).merges
    lines: dict[Path, list[dict[str, object]]] = {}
    if acts:
        lines[journal_path(root, into)] = acts
    if (into, found.coders) not in merges:
        lines[root / DECISIONS_FILE] = [
            {"act": "merge", "time": now(), "into": into, "coders": list(found.coders)}
        ]
    write_together(
        {
            path: longer_journal(
                read_bytes(path, source=path.name) if path.is_file() else b"", more
            )
            for path, more in lines.items()
        }
    )


def _notes(
    found: Disagreements, other: int, into: str, rest: str | None
) -> Iterator[str]:
    yield (
        f"Samengevoegd is wat {' en '.join(found.coders)} gelijk codeerden (dezelfde "
        "code en kant op dezelfde passage; de tekst die beiden codeerden) en waarover "
        "is besloten. Wat nog open is, staat er niet in."
    )
    if rest is None:
        yield "Gesprekken die een van beiden niet codeerde, staan er niet in."
    else:
        yield f"Waar de ander niet codeerde, is {rest} overgenomen, zonder tweede."
    yield from found.notes
    if other == 1:
        yield f"1 codering van {into} is niet door samenvoegen gemaakt, en blijft."
    elif other:
        yield f"{other} coderingen van {into} zijn niet zo gemaakt, en blijven."
