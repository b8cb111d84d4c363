"""Who mentions what, as far as a study shows statements of few people.

A study that shows them has everything, by rank. One that hides them has the order of
the codebook, for a rank tells a number, and no picture.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tbresearch.estimate import NotEstimable
from tbresearch.findings import ORDER_RULE, Factors, kind_note
from tbresearch.privacy import (
    HIDDEN_NOTE,
    LogEntry,
    count_text,
    disclosure_rule,
    hide_small_mentions,
)
from tbresearch.report.tables import EMPTY

__all__ = ["UNIT_ORDER", "Mentions", "shown_mentions"]

UNIT_ORDER = ("groep", "respondent", "organisatie", "uiting")
_CODEBOOK_ORDER = "Volgorde: die van het codeboek."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Factors as the report may tell them.

    Attributes
    ----------
    factors : Factors
        With every number. Not for a report that hides statements.
    hides : bool
        Whether the study hides statements of few people.
    hidden : frozenset of (str, str)
        Groups and codes of which no number is shown.
    """

    factors: Factors
    hides: bool
    hidden: frozenset[tuple[str, str]] = field(repr=False)

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes of the factors, with the order that is kept here."""
        if not self.hides:
            return self.factors.notes
        factors = self.factors
        gone = {ORDER_RULE, *kind_note(factors.coding, polarity=factors.polarity)}
        kept = [note for note in factors.notes if note not in gone]
        return (*([HIDDEN_NOTE] if self.hidden else []), _CODEBOOK_ORDER, *kept)

    def codes(self, group: str) -> list[str]:
        """Return the codes to tell of, in the order of the report."""
        ranked = self.factors.ranked(group)
        if not self.hides:
            return ranked
        return [
            code
            for code in self.factors.coding.codebook.codes
            if code in ranked or (group, code) in self.hidden
        ]

    def quotable(self, group: str) -> list[str]:
        """Return those of `codes` that someone in the group mentions."""
        ranked = set(self.factors.ranked(group))
        return [code for code in self.codes(group) if code in ranked]

    def is_hidden(self, group: str, code: str) -> bool:
        """Tell whether no number of this group and code is shown."""
        return (group, code) in self.hidden

    def tells_nothing(self, group: str) -> bool:
        """Tell whether no number of the group is shown, though it has codes."""
        codes = self.codes(group)
        return bool(codes) and all(self.is_hidden(group, code) for code in codes)

    def units(self, group: str) -> list[str]:
        """Return the units that the group can be counted in."""
        code = self.codes(group)[0]
        counts = {unit: self.factors.count(group, code, unit) for unit in UNIT_ORDER}
        return [u for u, n in counts.items() if not isinstance(n, NotEstimable)]

    def short(self, group: str, code: str, unit: str) -> str:
        """Return so many of so many, or the mark."""
        count = self.factors.count(group, code, unit)
        if isinstance(count, NotEstimable):
            return EMPTY
        if not self.hides:
            return count.short
        return count_text(
            None if self.is_hidden(group, code) else count.k,
            count.total,
            rule=disclosure_rule(self.factors.coding.study),
            percentage_from=count.percentage_from,
        )

    def entry(self, group: str, *, table: str, title: str) -> LogEntry:
        """Return what the log says of the table of one group."""
        codes, units = self.codes(group), len(self.units(group))
        hidden = sum(self.is_hidden(group, code) for code in codes) * units
        return LogEntry(
            table=table,
            title=title,
            cells=len(codes) * units,
            primary=hidden,
            secondary=0,
            limited=hidden,
            exposed=0,
            rule=str(disclosure_rule(self.factors.coding.study)),
            left_out=self.tells_nothing(group),
        )


def shown_mentions(factors: Factors) -> Mentions:
    """Return what the study of these factors lets the report tell of them."""
    study = factors.coding.study
    if study.statements == "tonen":
        return Mentions(factors=factors, hides=False, hidden=frozenset())
    left = hide_small_mentions(factors.counts, rule=disclosure_rule(study))
    gone = left[left["k"].isna()]
    pairs = zip(gone["group"].map(str), gone["code"].map(str), strict=True)
    return Mentions(factors=factors, hides=True, hidden=frozenset(pairs))
