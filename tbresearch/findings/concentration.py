"""One voice too many: a finding that rests for the larger part on one respondent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tbresearch.findings.factors import Factors
from tbresearch.vocabulary import POLARITIES, RESPONDENT_GROUPS, label

__all__ = ["CONCENTRATION_RULE", "concentrated_findings", "concentrated_quotes"]

_LEAST_TURNS = 4
_LEAST_QUOTES = 6
_QUOTES_PART = 3
CONCENTRATION_RULE = (
    f"Er komt een waarschuwing als van een bevinding met minstens {_LEAST_TURNS} "
    "uitingen meer dan de helft van één respondent komt, en als van minstens "
    f"{_LEAST_QUOTES} afgedrukte citaten meer dan een derde van één respondent is."
)


def concentrated_findings(factors: Factors) -> tuple[str, ...]:
    """Return a Dutch sentence for each finding that leans on one respondent.

    Parameters
    ----------
    factors : Factors
        Whose `passages` are counted as turns, each once.
    """
    warnings = []
    for group in factors.coding.study.groups:
        for code in factors.ranked(group):
            behind = factors.behind(group, code)
            turns = behind.drop_duplicates(["session", "number"])
            [(who, most)] = Counter(turns["respondent"]).most_common(1)
            if len(turns) >= _LEAST_TURNS and 2 * most > len(turns):
                name = label(RESPONDENT_GROUPS, group).lower()
                side = label(POLARITIES, factors.polarity).lower()
                warnings.append(
                    f"{side} {factors.label(code)!r}: {most} van {len(turns)} uitingen "
                    f"van {name} komen van {who}"
                )
    return tuple(warnings)


def concentrated_quotes(speakers: Iterable[str]) -> tuple[str, ...]:
    """Return a Dutch sentence if one respondent supplies too many of the quotes.

    Parameters
    ----------
    speakers : iterable of str
        The respondent of each quote that is printed.
    """
    times = Counter(speakers)
    total = times.total()
    return tuple(
        f"{n} van {total} afgedrukte citaten zijn van {who}"
        for who, n in times.most_common()
        if total >= _LEAST_QUOTES and _QUOTES_PART * n > total
    )
