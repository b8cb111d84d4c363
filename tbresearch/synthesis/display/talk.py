"""What one group says about one life domain: who, how many, and which way.

The direction is a test over respondents, for one person who says a thing nine times
is one. Who names as much that works as that falls short counts for neither.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from tbresearch.coding import Coding, different_units, spoken_turns
from tbresearch.estimate import Count, NotEstimable
from tbresearch.outcomes.claims import sign_test
from tbresearch.study import Study
from tbresearch.vocabulary import LEEFGEBIEDEN, OPPOSITES, UNITS, label

__all__ = ["DIRECTION_LEVEL", "Talk", "balances", "group_talk"]

# Probability under which a direction is called one; our choice, and the usual one.
DIRECTION_LEVEL = 0.05
_UNITS = ("respondent", "groep")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What a group says about a life domain.

    Attributes
    ----------
    group, leefgebied : str
        Keys of `vocabulary.RESPONDENT_GROUPS` and `LEEFGEBIEDEN`.
    named, focus_groups : Count or NotEstimable
        Respondents, and focus groups, in which anything about it was said.
    works, falls_short : Count or NotEstimable
        Respondents who name something that works, and that falls short; who names
        both is in both.
    mostly_works, mostly_short : int
        Respondents who name more of the one than of the other.
    p : float
        Two-sided exact sign test that those two are as likely.
    codes : tuple of (str, str, int)
        Polarity, code and number of respondents, most named first.
    codings : tuple of str
        Ids of the codings, in the order of the conversations.
    """

    group: str
    leefgebied: str
    named: Count | NotEstimable
    focus_groups: Count | NotEstimable
    works: Count | NotEstimable
    falls_short: Count | NotEstimable
    mostly_works: int
    mostly_short: int
    p: float
    codes: tuple[tuple[str, str, int], ...]
    codings: tuple[str, ...]

    @property
    def state(self) -> str:
        """Key of `vocabulary.STRAND_STATES`."""
        if not self.codings:
            return "niets"
        if self.p > DIRECTION_LEVEL:
            return "open"
        return "gunstig" if self.mostly_works > self.mostly_short else "ongunstig"

    def __str__(self) -> str:
        if isinstance(self.named, NotEstimable):
            return "niemand uit deze groep is gesproken"
        if not self.codings:
            return "hierover is niets gecodeerd"
        said = f"{self.named} {'noemt' if self.named.k == 1 else 'noemen'} iets"
        if isinstance(self.focus_groups, Count):
            said += f", in {self.focus_groups}"
        parts = (
            f"{words} {count.short}"
            for words, count in (
                ("wat werkt", self.works),
                ("wat tekortschiet", self.falls_short),
            )
            if isinstance(count, Count)
        )
        return f"{said}: {', '.join(parts)}"


def group_talk(coding: Coding, passages: pd.DataFrame) -> tuple[Talk, ...]:
    """Return what each group says about each life domain.

    Parameters
    ----------
    coding : Coding
        Says who could have spoken.
    passages : pd.DataFrame
        Rows of `Coding.passages` that count, with the column leefgebied; a passage
        about two life domains has two rows.

    Returns
    -------
    tuple of Talk
        By life domain, and within it by group of the study.
    """
    study = coding.study
    turns = spoken_turns(coding.corpus)
    by = ["leefgebied", "group"]
    counts = _Counts(
        study=study,
        totals={
            unit: different_units(unit, turns, by=["group"], study=study).to_dict()
            for unit in _UNITS
        },
        named={
            unit: different_units(unit, passages, by=by, study=study).to_dict()
            for unit in _UNITS
        },
        sides=different_units(
            "respondent", passages, by=[*by, "polarity"], study=study
        ).to_dict(),
    )
    mostly = balances(passages)
    cells = dict(iter(passages.groupby(by)))
    return tuple(
        _talk(
            (area, group),
            own=cells.get((area, group), passages.iloc[:0]),
            mostly=mostly.get((area, group), (0, 0)),
            counts=counts,
            coding=coding,
        )
        for area in LEEFGEBIEDEN
        for group in study.groups
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """Units of each cell, and how many there could have been."""

    study: Study
    totals: Mapping[str, Mapping[Hashable, int]]
    named: Mapping[str, Mapping[Hashable, int]]
    sides: Mapping[Hashable, int]

    def of(self, cell: tuple[str, str], unit: str) -> Count | NotEstimable:
        """Return how many of a unit say anything."""
        return self._count(self.named[unit].get(cell, 0), cell[1], unit)

    def side(self, cell: tuple[str, str], polarity: str) -> Count | NotEstimable:
        """Return how many respondents name something of one side."""
        return self._count(self.sides.get((*cell, polarity), 0), cell[1], "respondent")

    def _count(self, k: int, group: str, unit: str) -> Count | NotEstimable:
        total = int(self.totals[unit].get(group, 0))
        if not total:
            return NotEstimable(f"geen {label(UNITS, unit)}")
        return Count(
            k=int(k),
            total=total,
            unit=label(UNITS, unit),
            percentage_from=self.study.percentage_from,
        )


def _talk(
    cell: tuple[str, str],
    *,
    own: pd.DataFrame,
    mostly: tuple[int, int],
    counts: _Counts,
    coding: Coding,
) -> Talk:
    works, short = mostly
    return Talk(
        group=cell[1],
        leefgebied=cell[0],
        named=counts.of(cell, "respondent"),
        focus_groups=counts.of(cell, "groep"),
        works=counts.side(cell, "succesfactor"),
        falls_short=counts.side(cell, "verbeterpunt"),
        mostly_works=works,
        mostly_short=short,
        p=sign_test(works, short),
        codes=tuple(_codes(own, coding)),
        codings=tuple(dict.fromkeys(own["id"].map(str))),
    )


def balances(passages: pd.DataFrame) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Return who names mostly what works, and who mostly what falls short.

    Parameters
    ----------
    passages : pd.DataFrame
        With leefgebied, group, respondent, id and polarity.

    Returns
    -------
    mapping of (leefgebied, group) to (int, int)
        Numbers of respondents; who names as much of both is in neither.
    """
    by = ["leefgebied", "group", "respondent"]
    once = passages.drop_duplicates([*by, "id"])
    signs = once["polarity"].map({"succesfactor": 1, "verbeterpunt": -1})
    sums = signs.groupby([once[name] for name in by]).sum().reset_index(name="net")
    found: dict[tuple[str, str], tuple[int, int]] = {}
    columns = (sums[name].tolist() for name in ("leefgebied", "group", "net"))
    for leefgebied, group, net in zip(*columns, strict=True):
        works, short = found.get((leefgebied, group), (0, 0))
        found[leefgebied, group] = (works + (net > 0), short + (net < 0))
    return found


def _codes(own: pd.DataFrame, coding: Coding) -> Iterator[tuple[str, str, int]]:
    """Yield what is named, per polarity the most named first."""
    place: Sequence[str] = list(coding.codebook.codes)
    once = own.drop_duplicates(["polarity", "code", "respondent"])
    for polarity in OPPOSITES:
        sizes = once.loc[once["polarity"] == polarity, "code"].value_counts()
        named = [(str(code), int(n)) for code, n in sizes.items()]
        for code, n in sorted(named, key=lambda row: (-row[1], place.index(row[0]))):
            yield polarity, code, n
