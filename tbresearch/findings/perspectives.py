"""Who shares a factor: every group, one group only, or whoever was asked.

"Only clients" can be said if others were asked as well. Where nobody of another
group spoke, nothing is known of that group, and the table says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tbresearch.estimate import NotEstimable
from tbresearch.findings.factor_notes import NO_CODINGS
from tbresearch.findings.factors import Factors
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import POLARITIES, RESPONDENT_GROUPS, join_text, label

__all__ = ["PERSPECTIVE_RULE", "Perspectives", "perspectives"]

PERSPECTIVE_RULE = (
    "Gedeeld is wat minstens één respondent van elke groep noemt; alleen van één groep "
    "is wat in de andere groepen niemand noemt. Wie iets niet noemt, spreekt het "
    "daarmee niet tegen. Groepen worden niet bij elkaar opgeteld; de volgorde is die "
    "van het codeboek."
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Perspectives:
    """Which groups mention each factor, side by side and never added up.

    Attributes
    ----------
    factors : Factors
        Where the counts come from.
    rows : pd.DataFrame
        One row a code that anyone mentions, in the order of the codebook: code,
        label, shared (gedeeld, deels, alleen or onbekend), named_by (tuple of
        groups), unasked (tuple of groups of which nobody spoke), and for each
        group `k_` and `total_` in respondents.
    notes : tuple of str
        The rule, in Dutch.
    """

    factors: Factors
    rows: pd.DataFrame
    notes: tuple[str, ...]

    def __str__(self) -> str:
        name = label(POLARITIES, self.factors.polarity).lower()
        parts = [
            f"{str(words).lower()}: {number}"
            for words, number in self.verdicts().value_counts(sort=False).items()
        ]
        return f"Perspectieven op {name}: {'; '.join(parts) or 'geen'}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a code, as `rows`."""
        return self.rows.copy()

    def verdicts(self) -> pd.Series[str]:
        """Return by code who mentions it, in Dutch words."""
        names = zip(self.rows["named_by"], self.rows["unasked"], strict=True)
        words = [_words(named, unasked, self._groups()) for named, unasked in names]
        return pd.Series(words, index=list(self.rows["code"]), dtype="object")

    def _groups(self) -> tuple[str, ...]:
        return self.factors.coding.study.groups

    def _repr_html_(self) -> str:
        verdicts = self.verdicts()
        rows = [
            (
                self.factors.label(code),
                *(_short(self.factors, group, code) for group in self._groups()),
                verdicts[code],
            )
            for code in self.rows["code"]
        ]
        groups = [label(RESPONDENT_GROUPS, group) for group in self._groups()]
        heads = (label(POLARITIES, self.factors.polarity), *groups, "Genoemd door")
        table = table_html(heads, rows) if rows else ""
        return text_html(self) + table + list_html(self.notes)


def perspectives(factors: Factors) -> Perspectives:
    """Lay side by side which groups mention each factor.

    Parameters
    ----------
    factors : Factors
        As `success_factors` or `improvement_points` gives them.

    Returns
    -------
    Perspectives
    """
    groups = factors.coding.study.groups
    own = factors.counts[factors.counts["unit"] == "respondent"]
    k = {
        (g, c): int(n)
        for g, c, n in zip(own["group"], own["code"], own["k"], strict=True)
    }
    total = dict(zip(own["group"], own["total"].map(int), strict=True))
    unasked = tuple(group for group in groups if not total.get(group))
    rows = []
    for code in factors.coding.codebook.codes:
        named = tuple(group for group in groups if k.get((group, code)))
        if named:
            cells = {f"k_{group}": k[group, code] for group in groups}
            cells |= {f"total_{group}": total[group] for group in groups}
            shared = _shared(named, unasked, groups)
            rows.append(
                (code, factors.label(code), shared, named, unasked, *cells.values())
            )
    columns = [
        *("code", "label", "shared", "named_by", "unasked"),
        *(f"k_{group}" for group in groups),
        *(f"total_{group}" for group in groups),
    ]
    return Perspectives(
        factors=factors,
        rows=pd.DataFrame(rows, columns=columns),
        notes=(*_uncoded(factors), PERSPECTIVE_RULE, *_unheard(unasked)),
    )


def _shared(
    named: tuple[str, ...], unasked: tuple[str, ...], groups: tuple[str, ...]
) -> str:
    if len(groups) - len(unasked) < 2:
        return "onbekend"
    if len(named) == len(groups) - len(unasked):
        return "gedeeld"
    return "alleen" if len(named) == 1 else "deels"


def _words(
    named: tuple[str, ...], unasked: tuple[str, ...], groups: tuple[str, ...]
) -> str:
    who = join_text([label(RESPONDENT_GROUPS, group).lower() for group in named])
    match _shared(named, unasked, groups):
        case "onbekend":
            return f"{who}; niemand anders sprak".capitalize()
        case "gedeeld":
            return f"Gedeeld: {who}"
        case "alleen":
            return f"Alleen {who}"
    return who.capitalize()


def _uncoded(factors: Factors) -> tuple[str, ...]:
    return (NO_CODINGS,) if factors.coding.codings.empty else ()


def _unheard(unasked: tuple[str, ...]) -> tuple[str, ...]:
    if not unasked:
        return ()
    who = join_text([label(RESPONDENT_GROUPS, group).lower() for group in unasked])
    return (f"Van {who} sprak niemand die meetelt: wat zij vinden is niet bekend.",)


def _short(factors: Factors, group: str, code: str) -> str:
    count = factors.count(group, code, "respondent")
    return "n.v.t." if isinstance(count, NotEstimable) else count.short
