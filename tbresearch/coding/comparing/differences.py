"""The list of what two coders see differently: to read, discuss and settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from tbresearch.coding.coding import Coding
from tbresearch.coding.comparing.kinds import BY_RULE, OPEN, SETTLED
from tbresearch.coding.comparing.matching import PASSAGE_RULE, Given, Match, matches
from tbresearch.coding.comparing.settlements import (
    Settlement,
    Settlements,
    read_settlements,
)
from tbresearch.coding.comparing.shared import (
    SESSION_RULE,
    compared_coders,
    shared_sessions,
)
from tbresearch.coding.comparing.showing import disagreements_html
from tbresearch.errors import WorkbenchError
from tbresearch.study import INTERVIEWER, WITHDRAWN

__all__ = ["Disagreement", "Disagreements", "disagreements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One thing that two coders see differently.

    Attributes
    ----------
    match : Match
        The coding of each; None where one has nothing.
    turns : tuple of int
        Numbers of the turns of the passage.
    speaker, role : str
        Who speaks in the first of them, by label and role or group.
    settlement : Settlement or None
        What was decided.
    lapsed : bool
        Whether a decision was taken on codings that changed since.
    """

    match: Match
    turns: tuple[int, ...]
    speaker: str
    role: str
    settlement: Settlement | None
    lapsed: bool

    @property
    def key(self) -> str:
        """The name to settle it by."""
        return self.match.key

    @property
    def kind(self) -> str:
        """Key of `KINDS`."""
        return self.match.kind

    @property
    def session(self) -> str:
        """Where it is."""
        return self.match.sides[0].session

    @property
    def status(self) -> str:
        """Tell whether it is open, decided on, or settled by the rule on extent."""
        if self.settlement is not None:
            return SETTLED
        return BY_RULE if self.kind == "extent" else OPEN

    def record(self, coders: Sequence[str]) -> dict[str, object]:
        """Return the row for a frame."""
        row: dict[str, object] = {
            "key": self.key,
            "kind": self.kind,
            "session": self.session,
            "turn": self.turns[0] if self.turns else None,
            "speaker": self.speaker,
            "role": self.role,
            "who": " ".join(side.coder for side in self.match.sides),
        }
        sides = zip(coders, (self.match.one, self.match.two), strict=True)
        for coder, side in sides:
            for name in ("code", "polarity", "quote"):
                row[f"{name}_{coder}"] = getattr(side, name) if side else None
        decided = self.settlement
        row["status"] = self.status
        row["reason"] = decided.reason if decided else None
        row["decided_by"] = decided.who if decided else None
        return row


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Disagreements:
    """Everything that two coders see differently.

    Attributes
    ----------
    coding : Coding
        What was compared.
    coders : tuple of (str, str)
        Who.
    rows : tuple of Disagreement
        By session and place.
    agreed : tuple of Match
        Pairs of codings that are the same.
    sessions : tuple of str
        Sessions that both coded.
    notes : tuple of str
        Rules and what was left out, in Dutch.
    """

    coding: Coding
    coders: tuple[str, str]
    rows: tuple[Disagreement, ...]
    agreed: tuple[Match, ...]
    sessions: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def open(self) -> tuple[Disagreement, ...]:
        """Those that still ask for a decision."""
        return tuple(row for row in self.rows if row.status == OPEN)

    def __str__(self) -> str:
        many = len(self.rows)
        differences = "1 verschil" if many == 1 else f"{many} verschillen"
        one, two = self.coders
        return (
            f"{differences} tussen {one} en {two}, waarvan {len(self.open)} nog open; "
            f"{len(self.agreed)} keer precies gelijk"
        )

    def __getitem__(self, key: str) -> Disagreement:
        """Return the difference of that name."""
        for row in self.rows:
            if row.key == key:
                return row
        raise WorkbenchError(
            f"verschil {key!r} is er niet",
            where=f"de verschillen tussen {' en '.join(self.coders)}",
            fix="neem de naam over uit de lijst van tb.disagreements; een verschil dat "
            "er niet meer is, hoeft geen besluit",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a difference, with code, polarity and quote of each."""
        return pd.DataFrame([row.record(self.coders) for row in self.rows])

    def _repr_html_(self) -> str:
        return disagreements_html(self)


def disagreements(coding: Coding, *, coders: Sequence[str]) -> Disagreements:
    """List what two coders see differently, with what was decided on it.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them.
    coders : sequence of two str
        Whom to compare, in sessions that both coded.

    Returns
    -------
    Disagreements

    Raises
    ------
    WorkbenchError
        If these are not two coders of the study.
    StudyError
        If the file with decisions cannot be read.

    Notes
    -----
    All turns take part, also those of the interviewer and of people who may not
    be counted: what is not compared cannot be put right.
    """
    one, two = compared_coders(coding, coders, exactly=2)
    settlements = read_settlements(coding)
    found = matches(coding, (one, two))
    places = _Places.of(coding)
    rows = tuple(
        _disagreement(match, settlements, places)
        for match in found
        if match.kind != "same"
    )
    return Disagreements(
        coding=coding,
        coders=(one, two),
        rows=rows,
        agreed=tuple(match for match in found if match.kind == "same"),
        sessions=tuple(shared_sessions(coding, (one, two))),
        notes=tuple(_notes(coding, (one, two), rows, settlements)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Finds the turns of a passage, and who speaks in them."""

    turns: dict[str, pd.DataFrame]

    @classmethod
    def of(cls, coding: Coding) -> _Places:
        grouped = coding.corpus.turns.groupby("session", sort=False)
        return cls({str(session): turns for session, turns in grouped})

    def touched(self, match: Match) -> pd.DataFrame:
        turns = self.turns[match.sides[0].session]
        start, end = match.whole
        return turns[(turns["start"] < end) & (turns["end"] > start)]


def _disagreement(
    match: Match, settlements: Settlements, places: _Places
) -> Disagreement:
    touched = places.touched(match)
    decided = settlements.by_key.get(match.key)
    holds = decided is not None and set(decided.about) == set(map(about, match.sides))
    first = touched.iloc[0] if len(touched) else None
    return Disagreement(
        match=match,
        turns=tuple(int(number) for number in touched["number"]),
        speaker="" if first is None else str(first["speaker"]),
        role="" if first is None else _role(first),
        settlement=decided if holds else None,
        lapsed=decided is not None and not holds,
    )


def about(side: Given) -> tuple[str, ...]:
    """Return what a decision remembers of a coding."""
    return side.id, side.coder, side.code, side.polarity


def _role(turn: pd.Series) -> str:
    if turn["respondent"] in (INTERVIEWER, WITHDRAWN):
        return str(turn["respondent"])
    known = [turn[name] for name in ("role", "group")]
    return next((str(x) for x in known if isinstance(x, str) and x), "")


def _notes(
    coding: Coding,
    coders: tuple[str, str],
    rows: Sequence[Disagreement],
    settlements: Settlements,
) -> Iterator[str]:
    shared = shared_sessions(coding, coders)
    yield (
        f"Vergeleken zijn {len(shared)} van {len(coding.corpus.transcripts)} "
        f"gesprekken, die beiden codeerden. {SESSION_RULE} {PASSAGE_RULE}"
    )
    if any(row.kind == "extent" for row in rows):
        yield (
            "Bij een andere omvang telt zonder besluit de tekst die beiden codeerden."
        )
    lapsed = [row.key for row in rows if row.lapsed]
    if lapsed:
        yield (
            f"Vervallen, omdat de codering sindsdien veranderde: het besluit over "
            f"{', '.join(lapsed)}."
        )
    parked = coding.parked[coding.parked["coder"].isin(coders)]
    if len(parked):
        names = ", ".join(parked["id"])
        yield f"Niet vergeleken omdat zij op een plaats wachten: {names}."
    yield from settlements.notes
