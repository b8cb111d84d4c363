"""Success factors and improvement points: what each group says, and how many.

Respondent groups are never pooled. Nothing here says how often a thing is true
of people who were not asked: the sample of a process evaluation is not drawn to
carry that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.coding import Coding
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Count, NotEstimable
from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.findings.factor_notes import factor_notes
from tbresearch.findings.ledger import count_units, counted_passages
from tbresearch.findings.quotes import Quote, Quotes, choose_quotes
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import (
    POLARITIES,
    RESPONDENT_GROUPS,
    UNITS,
    label,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ORDER_RULE", "Factors", "improvement_points", "success_factors"]

ORDER_RULE = (
    "Volgorde: eerst het aantal focusgroepen waarin het genoemd is, dan het aantal "
    "respondenten, dan organisaties, dan uitingen; bij gelijke stand die van het "
    "codeboek."
)
_NONE = np.array([], dtype=np.intp)
_RANKED_BY = ("groep", "respondent", "organisatie", "uiting")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Factors:
    """What respondents name as one polarity, per code and respondent group.

    Attributes
    ----------
    polarity : str
        Key of `vocabulary.POLARITIES`.
    counts : pd.DataFrame
        One row a group, code and unit: group, code, unit, k and total; the first
        three are the index as well.
    passages : pd.DataFrame
        The passages behind the counts.
    coding : Coding
        Where they come from.
    notes : tuple of str
        Rules and what was left out, in Dutch.
    """

    polarity: str
    counts: pd.DataFrame
    passages: pd.DataFrame
    coding: Coding
    notes: tuple[str, ...]
    _cells: Mapping[tuple[str, str, str], tuple[int, int]] = field(
        init=False, repr=False
    )
    _places: Mapping[tuple[str, str], NDArray[np.intp]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        columns = (self.counts[name] for name in ("group", "code", "unit"))
        numbers = (self.counts[name].map(int) for name in ("k", "total"))
        cells = dict(
            zip(zip(*columns, strict=True), zip(*numbers, strict=True), strict=True)
        )
        object.__setattr__(self, "_cells", cells)
        places = self.passages.groupby(["group", "code"]).indices
        object.__setattr__(self, "_places", places)

    def __str__(self) -> str:
        name = label(POLARITIES, self.polarity).lower()
        if self.coding.codings.empty:
            return f"{name.capitalize()}: niet te bepalen, er is nog niets gecodeerd"
        codes = self.counts.loc[self.counts["k"] > 0, "code"].nunique()
        plural = {"succesfactor": "succesfactoren", "verbeterpunt": "verbeterpunten"}
        parts = [
            f"{label(RESPONDENT_GROUPS, group).lower()} noemen er "
            f"{len(self.ranked(group))}"
            for group in self.coding.study.groups
        ]
        noun = name if codes == 1 else plural.get(name, name)
        return f"{codes} {noun}: {', '.join(parts)}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a group and code, with `k_` and `total_` of each unit."""
        wide = self.counts.pivot_table(
            index=["group", "code"], columns="unit", values=["k", "total"]
        )
        wide.columns = ["_".join(names) for names in wide.columns]
        keys = [
            (group, code)
            for group in self.coding.study.groups
            for code in self.ranked(group)
        ]
        if not keys:
            return pd.DataFrame(columns=["group", "code", "label"])
        frame = wide.loc[keys].astype(int).reset_index()
        labels = [self.label(code) for code in frame["code"]]
        frame.insert(2, "label", labels)
        return frame

    def ranked(self, group: str) -> list[str]:
        """Return the codes that `group` mentions, by `ORDER_RULE`."""
        codes = [code for code in self.coding.codebook.codes if _k(self, group, code)]
        return sorted(
            codes,
            key=lambda code: [-_k(self, group, code, unit) for unit in _RANKED_BY],
        )

    def label(self, code: str) -> str:
        """Return the Dutch label of a code."""
        return self.coding.codebook.codes[code].label

    def count(self, group: str, code: str, unit: str) -> Count | NotEstimable:
        """Return how many of a unit mention `code`.

        Parameters
        ----------
        group, code, unit : str
            Keys of `vocabulary.RESPONDENT_GROUPS`, the codebook, and
            `vocabulary.UNITS`.

        Raises
        ------
        WorkbenchError
            If one of them is no such key.
        """
        _require(group, RESPONDENT_GROUPS)
        _require(code, self.coding.codebook.codes)
        _require(unit, UNITS)
        k, total = self._cells.get((group, code, unit), (0, 0))
        if not total:
            return NotEstimable(
                f"geen {label(UNITS, unit)} bij {label(RESPONDENT_GROUPS, group)}"
            )
        return Count(
            k=k,
            total=total,
            unit=label(UNITS, unit),
            percentage_from=self.coding.study.percentage_from,
        )

    def behind(self, group: str, code: str) -> pd.DataFrame:
        """Return the passages of one group and code, in order."""
        return self.passages.iloc[self._places.get((group, code), _NONE)]

    def quotes(
        self, code: str, *, group: str, n: int, heard: Sequence[Quote] = ()
    ) -> Quotes:
        """Return at most `n` quotes, chosen by `findings.quotes.QUOTE_RULE`.

        Parameters
        ----------
        code, group : str
            A code of the codebook, and a key of `vocabulary.RESPONDENT_GROUPS`.
        n : int
            How many.
        heard : sequence of Quote
            Quotes that were printed before, whose speakers come later now.
        """
        passages = self.behind(group, code)
        return Quotes(choose_quotes(passages, self.coding, n=n, heard=heard))

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw how many respondents of each group mention each code."""
        return _plot(self, ax)

    def _repr_html_(self) -> str:
        rows = [
            (
                label(RESPONDENT_GROUPS, group),
                self.label(code),
                *(_short(self.count(group, code, unit)) for unit in _RANKED_BY),
            )
            for group in self.coding.study.groups
            for code in self.ranked(group)
        ]
        units = [label(UNITS, unit).capitalize() for unit in _RANKED_BY]
        heads = ("Volgens", label(POLARITIES, self.polarity), *units)
        table = table_html(heads, rows) if rows else ""
        return text_html(self) + table + list_html(self.notes)


def success_factors(coding: Coding) -> Factors:
    """Count what respondents name as helping or working well.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them.

    Returns
    -------
    Factors

    Raises
    ------
    WorkbenchError
        If there are codings and the study names no coder for its findings.
    """
    return _factors(coding, polarity="succesfactor")


def improvement_points(coding: Coding) -> Factors:
    """Count what respondents name as what could or must be better.

    Parameters, result and errors are those of `success_factors`.
    """
    return _factors(coding, polarity="verbeterpunt")


def _factors(coding: Coding, *, polarity: str) -> Factors:
    passages = counted_passages(coding, polarity=polarity)
    counts = count_units(coding, passages)
    keys = ["group", "code", "unit"]
    return Factors(
        polarity=polarity,
        counts=counts.set_index(keys, drop=False).rename_axis([None, None, None]),
        passages=passages,
        coding=coding,
        notes=(ORDER_RULE, *factor_notes(coding, counts, polarity=polarity)),
    )


def _plot(factors: Factors, ax: Axes | None) -> Axes:
    groups = factors.coding.study.groups
    codes = sorted(
        dict.fromkeys(code for group in groups for code in factors.ranked(group)),
        key=lambda code: -_most(factors, code),
    )
    ax = ax or new_axes(height=1.0 + 0.17 * len(codes) * len(groups))
    step = 0.8 / max(len(groups), 1)
    for i, group in enumerate(groups):
        for j, code in enumerate(codes):
            count = factors.count(group, code, "respondent")
            if isinstance(count, NotEstimable):
                continue
            share, y = count.k / count.total, j + (i + 0.5) * step - 0.4
            ax.barh(y, share, height=step * 0.9, color=SHADES[i], edgecolor=INK, lw=0.4)
            ax.text(share + 0.012, y, count.short, va="center", fontsize=8, color=INK)
    names = [factors.label(code).replace("$", r"\$") for code in codes]  # no formulas
    ax.set_yticks(range(len(codes)), names)
    ax.set_ylim(max(len(codes), 1) - 0.5, -0.5)
    ax.set_xlim(0, 1.15)
    ax.set_xticks([0, 0.5, 1], ["niemand", "de helft", "iedereen"])
    handles = [
        ax.barh([0], [0], color=SHADES[i], edgecolor=INK, lw=0.4)
        for i in range(len(groups))
    ]
    ax.legend(
        handles,
        [label(RESPONDENT_GROUPS, group) for group in groups],
        loc="lower right",
        frameon=False,
        fontsize=9,
    )
    strip(ax)
    return ax


def _k(factors: Factors, group: str, code: str, unit: str = "respondent") -> int:
    return factors._cells.get((group, code, unit), (0, 0))[0]


def _require(key: str, known: Iterable[str]) -> None:
    names = list(known)
    if key not in names:
        raise WorkbenchError(
            f"{key!r} is niet bekend",
            where="de vraag om een aantal",
            fix=f"bekend zijn: {', '.join(names)}",
        )


def _short(count: Count | NotEstimable) -> str:
    return "n.v.t." if isinstance(count, NotEstimable) else count.short


def _most(factors: Factors, code: str) -> float:
    """Return the largest share of respondents of any group that mentions `code`."""
    counts = [
        factors.count(group, code, "respondent")
        for group in factors.coding.study.groups
    ]
    return max(
        (c.k / c.total for c in counts if not isinstance(c, NotEstimable)), default=0
    )
