"""What informants say of the same indicator, and where they do not agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Count
from tbresearch.figures import draw_heat_map
from tbresearch.frameworks.assessment import Assessment
from tbresearch.frameworks.parts import View
from tbresearch.frameworks.telling import indicator_name
from tbresearch.html import list_html, scroll_html, table_html, text_html
from tbresearch.vocabulary import (
    INFORMANT_ROLES,
    VIEW_PATTERNS,
    join_text,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["InformantViews", "Spread", "informant_views"]

_NO_VIEW = "geen standpunt"
# Characters that fit in a cell of the picture.
_WIDEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What informants say of one indicator.

    Attributes
    ----------
    indicator, name : str
        Its key and what a reader sees.
    answers : tuple of (str, tuple of str)
        Each answer with the labels of the informants who give it, in the order in
        which they are listed.
    pattern : str
        Key of `vocabulary.VIEW_PATTERNS`.
    role_says : str
        What the informants of the compared role say; empty if they say nothing.
    with_role, against_role : tuple of str
        Labels of the other informants, who say the same and who say otherwise.
    """

    indicator: str
    name: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    pattern: str
    role_says: str
    with_role: tuple[str, ...]
    against_role: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether there are two answers or more."""
        return len(self.answers) > 1

    @property
    def text(self) -> str:
        """Each answer with how many of the informants give it, and which."""
        n = sum(len(who) for _, who in self.answers)
        return "; ".join(
            f"{says}: {Count(k=len(who), total=n, unit='informanten').short} "
            f"({join_text(who)})"
            for says, who in self.answers
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InformantViews:
    """Informants by indicators, with the pattern of what they say.

    Attributes
    ----------
    assessment : Assessment
        Where the views come from.
    role : str
        Key of `vocabulary.INFORMANT_ROLES`: who is held against the others.
    spreads : tuple of Spread
        One an indicator of which at least one informant says something.
    """

    assessment: Assessment = field(repr=False)
    role: str
    spreads: tuple[Spread, ...]

    def __str__(self) -> str:
        asked = quantity_text(len(self.spreads), "indicator", "indicatoren")
        n = quantity_text(len(self.discrepancies), "verschil", "verschillen")
        return f"Informanten over {asked}: {n}"

    @property
    def discrepancies(self) -> tuple[Spread, ...]:
        """The indicators of which not all informants say the same."""
        return tuple(spread for spread in self.spreads if spread.differs)

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read it, in Dutch sentences."""
        who = label(INFORMANT_ROLES, self.role).lower()
        return (
            "Hetzelfde is: dezelfde woorden, hoofdletters daargelaten. Wie niets zegt, "
            "telt niet mee in de noemer.",
            f"De rol {who} wordt naast de andere informanten gezet; wie gelijk heeft, "
            "staat er niet.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the matrix: one row an indicator, one column an informant.

        Cells are what the informant says, missing without a view. The last columns
        are `pattern`, `answers` (text), `role_says`, `with_role` and `against_role`.
        """
        said = {(v.indicator, v.informant): v.says for v in self.assessment.views}
        informants = [informant.key for informant in self.assessment.informants]
        rows = [
            {"indicator": spread.indicator}
            | {key: said.get((spread.indicator, key)) for key in informants}
            | {
                "pattern": spread.pattern,
                "answers": spread.text,
                "role_says": spread.role_says,
                "with_role": ", ".join(spread.with_role),
                "against_role": ", ".join(spread.against_role),
            }
            for spread in self.spreads
        ]
        last = ["pattern", "answers", "role_says", "with_role", "against_role"]
        return pd.DataFrame(rows, columns=["indicator", *informants, *last])

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw who says what: the darker, the more informants say the same."""
        informants = self.assessment.informants
        texts, shades = [], []
        for spread in self.spreads:
            said = {who: text for text, names in spread.answers for who in names}
            share = {text: len(names) for text, names in spread.answers}
            cells = [said.get(informant.label, "") for informant in informants]
            texts.append([_fitting(cell) for cell in cells])
            shades.append(
                [0.6 * share[c] / len(said) if c else float("nan") for c in cells]
            )
        return draw_heat_map(
            ax,
            np.array(shades, dtype=float).reshape(len(texts), len(informants)),
            texts=texts,
            rows=[spread.name for spread in self.spreads],
            columns=[informant.label for informant in informants],
            caption="Wat elke informant zegt; donker: meer informanten zeggen dat",
        )

    def _repr_html_(self) -> str:
        informants = self.assessment.informants
        rows = []
        for spread in self.spreads:
            said = {who: text for text, names in spread.answers for who in names}
            cells = [said.get(informant.label, _NO_VIEW) for informant in informants]
            pattern = label(VIEW_PATTERNS, spread.pattern)
            rows.append((spread.name, *cells, pattern))
        heads = ("Indicator", *(i.label for i in informants), "Patroon")
        body = scroll_html(table_html(heads, rows))
        return text_html(self) + body + list_html(self.notes)


def informant_views(assessment: Assessment, *, role: str) -> InformantViews:
    """Return what informants say of the same indicators, and where they differ.

    Parameters
    ----------
    assessment : Assessment
        What `read_assessment` gives.
    role : str
        Key of `vocabulary.INFORMANT_ROLES`: who is held against all others, such as
        ``"gemeente"``.

    Returns
    -------
    InformantViews

    Raises
    ------
    WorkbenchError
        If there is no such role.
    """
    if role not in INFORMANT_ROLES:
        raise WorkbenchError(
            f"rol {role!r} is niet bekend",
            where="informant_views",
            fix=f"kies uit: {', '.join(INFORMANT_ROLES)}",
        )
    by_indicator: dict[str, list[View]] = {}
    for view in assessment.views:
        by_indicator.setdefault(view.indicator, []).append(view)
    return InformantViews(
        assessment=assessment,
        role=role,
        spreads=tuple(
            _spread(assessment, indicator.key, by_indicator[indicator.key], role)
            for indicator in assessment.framework.indicators
            if indicator.key in by_indicator
        ),
    )


def _spread(
    assessment: Assessment, indicator: str, views: list[View], role: str
) -> Spread:
    order = {informant.key: n for n, informant in enumerate(assessment.informants)}
    views = sorted(views, key=lambda view: order[view.informant])
    shown: dict[str, str] = {}
    for view in views:
        shown.setdefault(_plain(view.says), view.says)
    people = {informant.key: informant for informant in assessment.informants}
    answers = tuple(
        (
            text,
            tuple(people[v.informant].label for v in views if _plain(v.says) == key),
        )
        for key, text in shown.items()
    )
    own = {_plain(v.says) for v in views if people[v.informant].role == role}
    others = [v for v in views if people[v.informant].role != role]
    return Spread(
        indicator=indicator,
        name=indicator_name(assessment, indicator),
        answers=answers,
        pattern=_pattern([_plain(view.says) for view in views]),
        role_says=join_text([shown[key] for key in shown if key in own]),
        with_role=tuple(
            people[v.informant].label for v in others if own and _plain(v.says) in own
        ),
        against_role=tuple(
            people[v.informant].label
            for v in others
            if own and _plain(v.says) not in own
        ),
    )


def _fitting(text: str) -> str:
    """Return what fits in a cell of the picture; the table has all of it."""
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _pattern(answers: list[str]) -> str:
    sizes = sorted(Counter(answers).values(), reverse=True)
    n = len(answers)
    if n == 1:
        return "een_bron"
    if len(sizes) == 1:
        return "eens"
    if sizes[0] == 1:
        return "alle_anders"
    if len(sizes) == 2 and sizes[0] == sizes[1]:
        return "helft"
    return "een_anders" if sizes == [n - 1, 1] else "verdeeld"
