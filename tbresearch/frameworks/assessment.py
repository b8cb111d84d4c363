"""What an assessor found, held against the framework: verdicts with reservations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import SMALLEST_PERCENTAGE, Count
from tbresearch.frameworks.framework import AssessmentFramework
from tbresearch.frameworks.parts import (
    Document,
    Finding,
    Informant,
    OpenVerdicts,
    Pointer,
    Verdict,
    View,
)
from tbresearch.frameworks.telling import (
    assessment_html,
    assessment_notes,
    assessment_rows,
    caveats,
)
from tbresearch.frameworks.verdict_chart import draw_assessment
from tbresearch.vocabulary import (
    VERDICTS,
    percentage_text,
    quantity_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Assessment"]

# A count of verdicts never turns into a percentage by itself; see `share`.
_NEVER = 10**9
_JUDGED = ("voldoet", "verbeterpunt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The findings of one study in one framework.

    Attributes
    ----------
    framework : AssessmentFramework
        What was asked.
    subject : str
        What was assessed, in Dutch.
    date : date or None
        When.
    text, file : str
        What to know of it, and where it was read.
    informants, documents, findings, verdicts, open_verdicts, views, pointers : tuple
        The blocks of the file, in its order.
    """

    framework: AssessmentFramework
    subject: str
    date: date | None
    text: str
    file: str
    informants: tuple[Informant, ...] = field(repr=False)
    documents: tuple[Document, ...] = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)
    verdicts: tuple[Verdict, ...] = field(repr=False)
    open_verdicts: tuple[OpenVerdicts, ...] = field(repr=False)
    views: tuple[View, ...] = field(repr=False)
    pointers: tuple[Pointer, ...] = field(repr=False)

    def __str__(self) -> str:
        start = f"{self.subject}, {self.framework.name}"
        if self.framework.kind == "controlelijst":
            shown = Count(
                k=len({pointer.indicator for pointer in self.pointers}),
                total=len(self.framework.indicators),
                unit="punten",
                percentage_from=_NEVER,
            )
            return f"{start}: bewijs aangewezen bij {shown}; dit is geen erkenning"
        if not self.count("voldoet").total:
            return f"{start}: nog geen oordelen"
        told = f"{start}: {self.count('voldoet')} voldoet"
        kept = [text for text in caveats(self, short=True) if text]
        return f"{told}; {'; '.join(kept)}" if kept else told

    @property
    def states(self) -> dict[str, str]:
        """The state of each indicator, a key of `vocabulary.VERDICT_STATES`."""
        known = {verdict.indicator: verdict.verdict for verdict in self.verdicts}
        known |= {key: "open" for o in self.open_verdicts for key in o.indicators}
        return {i.key: known.get(i.key, "zonder") for i in self.framework.indicators}

    def count(self, verdict: str, *, theme: str | None = None) -> Count:
        """Return how many verdicts are this one, of those that are a judgement.

        Verdicts that nobody can tie to one indicator count; ``geen_oordeel`` does
        not, and neither does an indicator without a verdict.

        Parameters
        ----------
        verdict : str
            ``"voldoet"`` or ``"verbeterpunt"``.
        theme : str or None
            Key of a theme; None counts all.
        """
        if verdict not in _JUDGED:
            raise WorkbenchError(
                f"{verdict!r} is geen oordeel dat wordt geteld",
                where="count",
                fix=f"kies uit: {', '.join(_JUDGED)}",
            )
        given = [v for v in self.given(theme) if v in _JUDGED]
        return Count(
            k=given.count(verdict),
            total=len(given),
            unit="oordelen",
            percentage_from=_NEVER,
        )

    def given(self, theme: str | None = None) -> list[str]:
        """Return every verdict that was given, of a theme or of all."""
        themes = {i.key: i.theme for i in self.framework.indicators}
        return [
            verdict
            for keys, verdicts in (
                *(((v.indicator,), (v.verdict,)) for v in self.verdicts),
                *((o.indicators, o.verdicts) for o in self.open_verdicts),
            )
            for verdict in verdicts
            if theme is None or themes[keys[0]] == theme
        ]

    @property
    def open_links(self) -> int:
        """The number of verdicts of which nobody says what indicator they are on."""
        return sum(len(open_.verdicts) for open_ in self.open_verdicts)

    def share(self, verdict: str) -> str:
        """Return a percentage with everything that takes something off it.

        Raises
        ------
        WorkbenchError
            If there are fewer than 20 verdicts.
        """
        count = self.count(verdict)
        if count.total < SMALLEST_PERCENTAGE:
            raise WorkbenchError(
                f"{quantity_text(count.total, 'oordeel is', 'oordelen zijn')} te "
                "weinig voor een percentage",
                where=self.file,
                fix=f"schrijf het aantal: {count}",
            )
        text = f"{count} ({percentage_text(count.k / count.total)})"
        kept = [line for line in caveats(self, short=False) if line]
        return f"{text} {VERDICTS[verdict].label.lower()}. " + (
            f"Daarbij hoort: {'; '.join(kept)}." if kept else "Er is geen voorbehoud."
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read it: what is lacking, what is reserved, who was asked."""
        return assessment_notes(self)

    def to_frame(self) -> pd.DataFrame:
        """Return one row an indicator.

        Columns are `theme`, `criterion`, `indicator`, `label`, `state`,
        `reservations`, `scope`, `informants`, `documents` (texts),
        `self_report_only` and `nominated` (True, False or missing).
        """
        return assessment_rows(self)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw every indicator with its verdict, theme by theme."""
        return draw_assessment(self, ax)

    def _repr_html_(self) -> str:
        return assessment_html(self)
