"""A framework of assessment as data: themes, criteria, indicators."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from tbresearch.frameworks.parts import Criterion, Indicator, Theme
from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention import NOT_IN_SOURCES, Source
from tbresearch.vocabulary import join_text, quantity_text

__all__ = ["AssessmentFramework"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentFramework:
    """What is asked of an intervention, by whom, in which order.

    Attributes
    ----------
    key, name, kind, version, date, text
        What stands above all blocks; `kind` is a key of `vocabulary.FRAMEWORK_KINDS`.
    sources, themes, criteria, indicators : tuple
        In the order of the file.
    file : str
        Where it was read.
    """

    key: str
    name: str
    kind: str
    version: str
    date: date | None
    text: str
    file: str
    sources: tuple[Source, ...] = field(repr=False)
    themes: tuple[Theme, ...] = field(repr=False)
    criteria: tuple[Criterion, ...] = field(repr=False)
    indicators: tuple[Indicator, ...] = field(repr=False)

    def __str__(self) -> str:
        parts = [
            quantity_text(len(self.themes), "thema", "thema's"),
            quantity_text(len(self.criteria), "criterium", "criteria"),
            quantity_text(len(self.indicators), "indicator", "indicatoren"),
        ]
        return f"{self.name}: {join_text(parts)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know of the framework, in Dutch sentences."""
        unnamed = sum(i.label == NOT_IN_SOURCES for i in self.indicators)
        loose = sum(not i.criterion for i in self.indicators)
        told = quantity_text(unnamed, "indicator heet", "indicatoren heten")
        where = quantity_text(loose, "indicator", "indicatoren")
        return (
            *([self.text] if self.text else []),
            *([f"{told} {NOT_IN_SOURCES}: vul ze aan."] if unnamed else []),
            *(
                [f"Van {where} zegt geen bron bij welk criterium van het thema."]
                if loose
                else []
            ),
        )

    def indicators_of(self, theme: str) -> tuple[Indicator, ...]:
        """Return the indicators of a theme, in order."""
        return tuple(i for i in self.indicators if i.theme == theme)

    def criterion_label(self, indicator: Indicator) -> str:
        """Return what the criterion of an indicator is called; may be empty."""
        labels = {criterion.key: criterion.label for criterion in self.criteria}
        return labels.get(indicator.criterion, "")

    def to_frame(self) -> pd.DataFrame:
        """Return one row an indicator: theme, criterion, indicator, label, source."""
        return pd.DataFrame(
            [
                {
                    "theme": indicator.theme,
                    "criterion": indicator.criterion,
                    "indicator": indicator.key,
                    "label": indicator.label,
                    "source": str(indicator.origin),
                }
                for indicator in self.indicators
            ],
            columns=["theme", "criterion", "indicator", "label", "source"],
        )

    def _repr_html_(self) -> str:
        rows = [
            (
                theme.label,
                sum(c.theme == theme.key for c in self.criteria),
                len(self.indicators_of(theme.key)),
            )
            for theme in self.themes
        ]
        heads = ("Thema", "Criteria", "Indicatoren")
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)
