"""One voice too many: a finding that rests for the larger part on one source.

The source is a respondent, or an organisation: what many people of one organisation
say may be about that organisation, and not about the work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pandas as pd

from tbresearch.findings.factors import Factors
from tbresearch.study import Study
from tbresearch.vocabulary import POLARITIES, RESPONDENT_GROUPS, label

__all__ = ["CONCENTRATION_RULE", "concentrated_findings", "concentrated_quotes"]

_LEAST_TURNS = 4
_LEAST_PEOPLE = 4
_LEAST_QUOTES = 6
_QUOTES_PART = 3
CONCENTRATION_RULE = (
    f"Er komt een waarschuwing als van een bevinding met minstens {_LEAST_TURNS} "
    "uitingen meer dan de helft van één respondent komt, en als van minstens "
    f"{_LEAST_QUOTES} afgedrukte citaten meer dan een derde van één respondent is. "
    f"Ook komt er een als van minstens {_LEAST_PEOPLE} respondenten die iets noemen, "
    f"of van minstens {_LEAST_QUOTES} afgedrukte citaten, meer dan de helft van één "
    "organisatie is, tenzij de hele groep dat is."
)


def concentrated_findings(factors: Factors) -> tuple[str, ...]:
    """Return a Dutch sentence for each finding that leans on one source.

    Parameters
    ----------
    factors : Factors
        Whose `passages` are counted as turns, each once, for respondents; and as
        respondents of whom an organisation is known, for organisations.
    """
    several = _groups_of_several(factors.coding.study)
    return tuple(
        f"{label(POLARITIES, factors.polarity).lower()} {factors.label(code)!r}: {text}"
        for group in factors.coding.study.groups
        for code in factors.ranked(group)
        for text in (
            *_one_respondent(factors.behind(group, code), group),
            *(
                _one_organisation(factors.behind(group, code), group)
                if group in several
                else ()
            ),
        )
    )


def concentrated_quotes(speakers: Iterable[str], *, study: Study) -> tuple[str, ...]:
    """Return a Dutch sentence if one source supplies too many of the quotes.

    Parameters
    ----------
    speakers : iterable of str
        The respondent of each quote that is printed.
    study : Study
        Says of which organisation they are.
    """
    who = list(speakers)
    people = Counter(who)
    found = [
        f"{n} van {len(who)} afgedrukte citaten zijn van {name}"
        for name, n in people.most_common()
        if len(who) >= _LEAST_QUOTES and _QUOTES_PART * n > len(who)
    ]
    of = study.respondents.set_index("respondent")["organisation"].dropna()
    known = [str(of[name]) for name in who if name in of.index]
    if of.nunique() > 1 and len(known) >= _LEAST_QUOTES:
        found += [
            f"{n} van {len(known)} afgedrukte citaten waarvan de organisatie bekend "
            f"is, zijn van organisatie {name}"
            for name, n in Counter(known).most_common(1)
            if 2 * n > len(known)
        ]
    return tuple(found)


def _groups_of_several(study: Study) -> set[str]:
    """Return the groups whose respondents come from more than one organisation."""
    different = study.respondents.groupby("group")["organisation"].nunique()
    return {str(group) for group, n in different.items() if n > 1}


def _one_respondent(behind: pd.DataFrame, group: str) -> Iterator[str]:
    turns = behind.drop_duplicates(["session", "number"])
    [(who, most)] = Counter(turns["respondent"]).most_common(1)
    if len(turns) >= _LEAST_TURNS and 2 * most > len(turns):
        name = label(RESPONDENT_GROUPS, group).lower()
        yield f"{most} van {len(turns)} uitingen van {name} komen van {who}"


def _one_organisation(behind: pd.DataFrame, group: str) -> Iterator[str]:
    people = behind.drop_duplicates("respondent")["organisation"].dropna()
    if len(people) < _LEAST_PEOPLE:
        return
    [(name, most)] = Counter(people).most_common(1)
    if 2 * most > len(people):
        who = label(RESPONDENT_GROUPS, group).lower()
        yield (
            f"{most} van {len(people)} {who} die het noemen, zijn van organisatie "
            f"{name}"
        )
