"""What happened to a subject inside each focus group: agreed, disputed, or silent.

The group is the unit of a focus group, and a count of voices does not say how the
talk went. Each pattern follows from who said what by `PATTERN_RULE`; silence is
never read as agreement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from tbresearch.coding import spoken_turns
from tbresearch.findings.factors import Factors
from tbresearch.findings.ledger import counted_passages
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import (
    GROUP_PATTERNS,
    OPPOSITES,
    POLARITIES,
    RESPONDENT_GROUPS,
    label,
    quantity_text,
)

__all__ = ["PATTERN_RULE", "GroupPatterns", "group_patterns", "pattern_of"]

PATTERN_RULE = (
    "Patroon per focusgroep, onder de deelnemers van één respondentgroep die er iets "
    "zeiden en meetellen: "
    + "; ".join(
        f"{term.label}: {term.meaning[0].lower()}{term.meaning[1:].rstrip('.')}"
        for term in GROUP_PATTERNS.values()
    )
    + ". Wie zwijgt, stemt niet in en spreekt niet tegen."
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GroupPatterns:
    """The pattern of each factor in each focus group.

    Attributes
    ----------
    factors : Factors
        The factors of one polarity.
    rows : pd.DataFrame
        One row a focus group, respondent group in it, and code that anyone of the
        respondent group mentions somewhere: session, group, code, named (speakers
        who name it), opposed (speakers who say the other side), total (speakers)
        and pattern, a key of `vocabulary.GROUP_PATTERNS`.
    notes : tuple of str
        The rule, and what cannot be said.
    """

    factors: Factors
    rows: pd.DataFrame
    notes: tuple[str, ...]

    def __str__(self) -> str:
        name = label(POLARITIES, self.factors.polarity).lower()
        groups = quantity_text(
            self.rows["session"].nunique(), "focusgroep", "focusgroepen"
        )
        counts = self.rows["pattern"].value_counts()
        parts = [
            f"{term.label} {counts[key]}"
            for key, term in GROUP_PATTERNS.items()
            if key in counts
        ]
        return f"Patronen bij {name} in {groups}: {', '.join(parts) or 'geen'}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a focus group, respondent group and code, as `rows`."""
        return self.rows.copy()

    def table(self, group: str) -> pd.DataFrame:
        """Return the patterns of one respondent group in Dutch, codes by sessions."""
        own = self.rows[self.rows["group"] == group]
        words = {
            (row["code"], row["session"]): pattern_text(row)
            for row in own.to_dict("records")
        }
        sessions = list(dict.fromkeys(own["session"]))
        codes = [c for c in self.factors.ranked(group) if c in set(own["code"])]
        cells = [[words[code, session] for session in sessions] for code in codes]
        return pd.DataFrame(cells, index=codes, columns=sessions)

    def _repr_html_(self) -> str:
        parts = []
        for group in self.factors.coding.study.groups:
            table = self.table(group)
            rows = [
                (self.factors.label(str(code)), *map(str, cells))
                for code, *cells in table.itertuples()
            ]
            if rows:
                heads = (label(RESPONDENT_GROUPS, group), *map(str, table.columns))
                parts.append(table_html(heads, rows))
        return text_html(self) + "".join(parts) + list_html(self.notes)


def group_patterns(factors: Factors) -> GroupPatterns:
    """Say of each factor how it went in each focus group.

    Parameters
    ----------
    factors : Factors
        As `success_factors` or `improvement_points` gives them.

    Returns
    -------
    GroupPatterns
    """
    coding = factors.coding
    sessions = coding.study.sessions
    groups = list(sessions.loc[sessions["kind"] == "focusgroep", "session"])
    speakers = _people(spoken_turns(coding.corpus), ["session", "group"])
    keys = ["session", "group", "code"]
    named = _people(factors.passages, keys)
    other = counted_passages(coding, polarity=OPPOSITES[factors.polarity])
    opposed = _people(other, keys)
    rows = []
    for group in coding.study.groups:
        for session in groups:
            present = speakers.get((session, group), frozenset())
            for code in factors.ranked(group) if present else ():
                yes = named.get((session, group, code), frozenset())
                no = opposed.get((session, group, code), frozenset())
                pattern = pattern_of(yes, no, total=len(present))
                rows.append(
                    (session, group, code, len(yes), len(no), len(present), pattern)
                )
    columns = [*keys, "named", "opposed", "total", "pattern"]
    return GroupPatterns(
        factors=factors,
        rows=pd.DataFrame(rows, columns=columns),
        notes=_notes(factors, bool(groups)),
    )


def pattern_of(named: frozenset[str], opposed: frozenset[str], *, total: int) -> str:
    """Return the key of the pattern, by `PATTERN_RULE`.

    Parameters
    ----------
    named, opposed : frozenset of str
        Who names it, and who says the other side; someone may do both.
    total : int
        How many speak in the group.
    """
    if total == 1:
        return "alleen_een"
    if not named:
        return "andere_kant" if opposed else "stil"
    if opposed and len(named | opposed) > 1:
        return "omstreden"
    if len(named) == 1:
        return "een_stem"
    if len(named) == total:
        return "consensus"
    return "meerderheid" if 2 * len(named) > total else "enkelen"


def pattern_text(row: Mapping[object, object]) -> str:
    """Return a pattern with the number of speakers that it rests on, in Dutch."""
    name = label(GROUP_PATTERNS, str(row["pattern"]))
    if row["pattern"] in ("stil", "andere_kant", "alleen_een"):
        return name
    text = f"{name} ({row['named']} van {row['total']})"
    return f"{text[:-1]}, {row['opposed']} andersom)" if row["opposed"] else text


def _people(rows: pd.DataFrame, by: list[str]) -> dict[tuple[str, ...], frozenset[str]]:
    """Return who stands in `rows`, per value of `by`."""
    found: dict[tuple[str, ...], set[str]] = {}
    different = rows[[*by, "respondent"]].drop_duplicates()
    for *key, who in different.itertuples(index=False):
        found.setdefault(tuple(map(str, key)), set()).add(str(who))
    return {key: frozenset(people) for key, people in found.items()}


def _notes(factors: Factors, has_groups: bool) -> tuple[str, ...]:
    if not has_groups:
        return ("Er zijn geen focusgroepen, en dus geen patronen.",)
    if factors.coding.codings.empty:
        return ("Er zijn geen coderingen, en dus geen patronen.",)
    return (PATTERN_RULE,)
