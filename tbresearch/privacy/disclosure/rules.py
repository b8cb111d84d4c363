"""The thresholds of a study, and how a count that is not printed looks.

Every hidden count has the same mark, small or not: a mark that said which are
small would tell more than it hides.
"""

from __future__ import annotations

from dataclasses import dataclass

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Count
from tbresearch.study import Study
from tbresearch.vocabulary import decimal_text

__all__ = [
    "HIDDEN",
    "HIDDEN_NOTE",
    "SMALLEST_COUNT",
    "SMALLEST_DENOMINATOR",
    "DisclosureRule",
    "cell_text",
    "count_text",
    "disclosure_rule",
]

HIDDEN = "\N{MIDDLE DOT}"
HIDDEN_NOTE = (
    f"Een {HIDDEN} betekent: niet getoond, omdat het om weinig mensen gaat of omdat "
    "het aantal van weinig mensen er anders uit te berekenen is."
)
SMALLEST_COUNT = 5
SMALLEST_DENOMINATOR = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRule:
    """Which counts are small.

    Attributes
    ----------
    zero_is_safe : bool
        Whether a 0 is printed. It tells of everyone in a group that something is
        not so, so the study decides.
    smallest_count : int
        Counts of people under it are not printed.
    smallest_denominator : int
        No percentage of fewer; `estimate.Count` gives none of fewer than 20, and
        the stricter of the two holds.
    """

    zero_is_safe: bool
    smallest_count: int = SMALLEST_COUNT
    smallest_denominator: int = SMALLEST_DENOMINATOR

    def __post_init__(self) -> None:
        least = 3 if self.zero_is_safe else 2
        if self.smallest_count < least or self.smallest_denominator < 1:
            raise WorkbenchError(
                f"een kleinste aantal van {self.smallest_count} en een kleinste noemer "
                f"van {self.smallest_denominator} beschermen niemand",
                where="instellingen van de onthullingscontrole",
                fix=f"neem een kleinste aantal van minstens {least} en een kleinste "
                "noemer van minstens 1",
            )

    def __str__(self) -> str:
        zero = "een 0 wordt getoond" if self.zero_is_safe else "ook een 0 niet"
        return (
            f"geen aantallen onder {self.smallest_count} ({zero}), geen percentages "
            f"van minder dan {self.smallest_denominator}"
        )


def disclosure_rule(study: Study) -> DisclosureRule:
    """Return the thresholds that a study has set."""
    return DisclosureRule(
        zero_is_safe=study.zeros == "tonen",
        smallest_count=study.smallest_count,
        smallest_denominator=study.smallest_denominator,
    )


def cell_text(n: int | None) -> str:
    """Write a count, or the mark for None.

    >>> cell_text(1200), cell_text(None)
    ('1.200', '·')
    """
    return HIDDEN if n is None else decimal_text(n)


def count_text(
    k: int | None, total: int | None, *, rule: DisclosureRule, percentage_from: int
) -> str:
    """Write so many of so many, either of which may be hidden (None).

    >>> rule = DisclosureRule(zero_is_safe=True)
    >>> count_text(None, 10, rule=rule, percentage_from=20)
    '· van 10'
    >>> count_text(12, 40, rule=rule, percentage_from=20)
    '12 van 40 (30%)'
    """
    if k is None and total is None:
        return HIDDEN
    if k is None or total is None:
        return f"{cell_text(k)} van {cell_text(total)}"
    smallest = max(percentage_from, rule.smallest_denominator)
    return Count(k=k, total=total, unit="", percentage_from=smallest).short
