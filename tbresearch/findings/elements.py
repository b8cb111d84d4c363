"""Working elements: how far they were seen, and who speaks of them.

A matrix of element x case x source, and beside it the coded talk that belongs to
each element. Scores stay apart per source and are never made one number: an element
may be strong where another is weak, and that is what a team wants to see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.coding import Coding, different_units
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Count, NotEstimable
from tbresearch.figures import draw_heat_map
from tbresearch.findings.element_scores import ElementScores
from tbresearch.findings.heard import heard
from tbresearch.html import list_html, scroll_html, table_html, text_html
from tbresearch.vocabulary import (
    ELEMENT_LISTS,
    ELEMENT_SOURCES,
    POLARITIES,
    RESPONDENT_GROUPS,
    Term,
    decimal_text,
    element_items,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["NO_DATA", "WorkingElements", "score_text", "working_elements"]

NO_DATA = "geen gegevens"
_SIDES = ("succesfactor", "verbeterpunt")
_SPREAD = ("cases", "scorers", "scores", "low", "middle", "high")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WorkingElements:
    """The elements of one list, with their scores and with the talk on them.

    Attributes
    ----------
    elements : str
        Key of `vocabulary.ELEMENT_LISTS`.
    coding : Coding
        Where the talk comes from.
    scores : pd.DataFrame
        One row a score that was given: element, case, source, score and scorer.
    spread : pd.DataFrame
        One row an element and source of the study: element, source; how many cases,
        scorers and scores; low, middle and high: the first quartile, the median and
        the third, missing without scores.
    evidence : pd.DataFrame
        One row an element, group and polarity: element, group, polarity, k
        respondents who say something with a code of the element, and total; k is
        missing where the codebook has no code of it.
    notes : tuple of str
        Rules and what was left out, in Dutch.
    """

    elements: str
    coding: Coding
    scores: pd.DataFrame
    spread: pd.DataFrame
    evidence: pd.DataFrame
    notes: tuple[str, ...]

    @property
    def items(self) -> Mapping[str, Term]:
        """The elements in order, by key."""
        return element_items(self.elements)

    @property
    def sources(self) -> tuple[str, ...]:
        """Who scored in this study: keys of `vocabulary.ELEMENT_SOURCES`."""
        there = set(self.scores["source"])
        return tuple(source for source in ELEMENT_SOURCES if source in there)

    def __str__(self) -> str:
        scored = self.scores["element"].nunique()
        cases = quantity_text(self.scores["case"].nunique(), "geval", "gevallen")
        given = quantity_text(len(self.scores), "score", "scores")
        return (
            f"{ELEMENT_LISTS[self.elements]}: {scored} van {len(self.items)} "
            f"met scores ({given} over {cases})"
        )

    def codes(self, element: str) -> tuple[str, ...]:
        """Return the codes of the codebook that belong to an element."""
        codes = self.coding.codebook.codes.values()
        return tuple(code.code for code in codes if element in code.items)

    def count(self, element: str, *, group: str, polarity: str) -> Count | NotEstimable:
        """Return how many respondents of a group speak of an element.

        Parameters
        ----------
        element, group, polarity : str
            An item of the list, a group of the study, and succesfactor or
            verbeterpunt.
        """
        own = self.evidence
        asked = (element, group, polarity)
        columns = (own[name] for name in ("element", "group", "polarity"))
        at = [*zip(*columns, strict=True)].index(asked)
        k, total = own["k"].iloc[at], int(own["total"].iloc[at])
        if pd.isna(k):
            return NotEstimable("geen code hoort bij dit element")
        if not total:
            who = label(RESPONDENT_GROUPS, group).lower()
            return NotEstimable(f"geen gecodeerde gesprekken met {who}")
        return Count(
            k=int(k),
            total=total,
            unit="respondenten",
            percentage_from=self.coding.study.percentage_from,
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the matrix: one row an element, case and source that occur.

        Columns element, label, case, source, and scorer and score, which are missing
        where the source gave none of this element in this case.
        """
        seen = self.scores[["case", "source"]].drop_duplicates()
        grid = pd.DataFrame({"element": list(self.items)}).merge(seen, how="cross")
        frame = grid.merge(self.scores, on=["element", "case", "source"], how="left")
        names = [self.items[str(element)].label for element in frame["element"]]
        frame.insert(1, "label", names)
        columns = ["element", "label", "case", "source", "scorer", "score"]
        return frame[columns]

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the median of each element per source; no data is left white."""
        middle = self.spread.pivot_table(
            index="element", columns="source", values="middle", dropna=False
        ).reindex(index=list(self.items), columns=list(self.sources))
        n = middle.to_numpy(float)
        return draw_heat_map(
            ax,
            n / 10,
            texts=[
                ["geen" if np.isnan(x) else score_text(float(x)) for x in row]
                for row in n
            ],
            rows=[term.label for term in self.items.values()],
            columns=[label(ELEMENT_SOURCES, source) for source in self.sources],
            caption="Mediaan van de scores (0 tot 10); geen: geen gegevens",
        )

    def _repr_html_(self) -> str:
        heads = ("Element", "Geval", "Bron", "Scores")
        talk = [
            f"{label(RESPONDENT_GROUPS, group)}, {label(POLARITIES, side).lower()}"
            for group in self.coding.study.groups
            for side in _SIDES
        ]
        return "".join(
            (
                text_html(self),
                table_html(heads, list(_matrix_rows(self))) if self.sources else "",
                scroll_html(table_html(("Element", *talk), list(_evidence_rows(self)))),
                list_html(self.notes),
            )
        )


def working_elements(
    coding: Coding, scores: ElementScores, *, elements: str
) -> WorkingElements:
    """Put the scores of a list of working elements beside the talk on them.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them. A code belongs to the elements that
        its `lijsten` in the codebook names.
    scores : ElementScores
        As `read_elements` gives them.
    elements : str
        Which list: key of `vocabulary.ELEMENT_LISTS`.

    Returns
    -------
    WorkingElements

    Raises
    ------
    WorkbenchError
        If there is no such list, or there are codings and the study names no coder
        for its findings.
    """
    if elements not in ELEMENT_LISTS:
        raise WorkbenchError(
            f"lijst {elements!r} is niet bekend",
            where="de vraag naar werkzame elementen",
            fix=f"kies elements= uit: {', '.join(ELEMENT_LISTS)}",
        )
    own = scores.frame[scores.frame["elements"] == elements]
    given = own[own["score"].notna()]
    columns = ["element", "case", "source", "score", "scorer"]
    return WorkingElements(
        elements=elements,
        coding=coding,
        scores=given[columns].reset_index(drop=True),
        spread=_spread(given, elements),
        evidence=_evidence(coding, elements),
        notes=tuple(_notes(own, elements)),
    )


def _spread(given: pd.DataFrame, elements: str) -> pd.DataFrame:
    there = set(given["source"])
    rows = []
    for element in element_items(elements):
        for source in (name for name in ELEMENT_SOURCES if name in there):
            own = given[(given["element"] == element) & (given["source"] == source)]
            score = own["score"].astype(float)
            sizes = (own["case"].nunique(), own["scorer"].nunique(), len(own))
            quartiles = score.quantile([0.25, 0.5, 0.75])
            rows.append((element, source, *sizes, *quartiles))
    return pd.DataFrame(rows, columns=["element", "source", *_SPREAD])


def _evidence(coding: Coding, elements: str) -> pd.DataFrame:
    talk, study = heard(coding), coding.study
    total = different_units("respondent", talk.turns, by=["group"], study=study)
    rows = []
    for element in element_items(elements):
        codes = [c.code for c in coding.codebook.codes.values() if element in c.items]
        said = talk.passages[talk.passages["code"].isin(codes)]
        k = different_units("respondent", said, by=["group", "polarity"], study=study)
        for group in study.groups:
            for side in _SIDES:
                many = int(k.get((group, side), 0)) if codes else None
                rows.append((element, group, side, many, int(total.get(group, 0))))
    columns = ["element", "group", "polarity", "k", "total"]
    return pd.DataFrame(rows, columns=columns).astype({"k": "Int64"})


def score_text(score: float) -> str:
    """Write a score, with decimals only where it has any.

    >>> score_text(7.0), score_text(7.5)
    ('7', '7,5')
    """
    return decimal_text(score, 2).rstrip("0").removesuffix(",")


def _matrix_rows(result: WorkingElements) -> Iterator[tuple[str, ...]]:
    cells = result.to_frame().groupby(["element", "case", "source"], sort=False)
    for (element, case, source), own in cells:
        given = [
            f"{score_text(score)} ({scorer})"
            for score, scorer in zip(own["score"], own["scorer"], strict=True)
            if not pd.isna(score)
        ]
        yield (
            result.items[str(element)].label,
            str(case),
            label(ELEMENT_SOURCES, str(source)),
            "; ".join(given) or NO_DATA,
        )


def _evidence_rows(result: WorkingElements) -> Iterator[tuple[str, ...]]:
    for element, term in result.items.items():
        counts = (
            result.count(element, group=group, polarity=side)
            for group in result.coding.study.groups
            for side in _SIDES
        )
        cells = (NO_DATA if isinstance(n, NotEstimable) else n.short for n in counts)
        yield (term.label, *cells)


def _notes(own: pd.DataFrame, elements: str) -> Iterator[str]:
    yield (
        "Een score is van 0 tot en met 10 en zegt hoe duidelijk iemand het element in "
        f"dit geval zag. {NO_DATA.capitalize()} is geen 0."
    )
    yield (
        "Er is geen gemiddelde over elementen of bronnen: dat zou verbergen waar het "
        "verschil zit. Scores van dezelfde beoordelaar hangen samen; lees daarom ook "
        "hoeveel beoordelaars er waren."
    )
    empty = int(own["score"].isna().sum())
    if empty:
        several = quantity_text(empty, "regel heeft", "regels hebben")
        yield f"{several} geen score."
    yield (
        "Wat mensen zeggen: respondenten met minstens één passage onder een code die "
        "bij het element hoort (lijsten in het codeboek). Dat is iets anders dan hoe "
        "goed het is uitgevoerd."
    )
    if elements == "B10":
        yield (
            "De nummers en namen B10.5 tot en met B10.12 zijn van ons; leg ze naast de "
            "publicatie voordat u ze gebruikt."
        )
