"""The intervention as intended: one frozen value that every other part reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention.layout import LISTS
from tbresearch.intervention.parts import (
    NOT_IN_SOURCES,
    Charge,
    Concept,
    DeliveryForm,
    Dispute,
    Dose,
    Evaluation,
    Figure,
    GoalLimits,
    Item,
    Link,
    Origin,
    Phase,
    Route,
    SelectionRule,
    Source,
)
from tbresearch.vocabulary import day_text, join_text, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Intervention"]

_COUNTED = (
    ("elements", "werkzaam element", "werkzame elementen"),
    ("subgoals", "subdoel", "subdoelen"),
    ("life_domains", "leefgebied", "leefgebieden"),
    ("phases", "fase", "fasen"),
    ("routes", "route", "routes"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Intervention:
    """An intervention as its sources describe it.

    Lists are tuples in the order of the file. What no source says is absent or
    None, and never filled in. Durations are in weeks.

    Attributes
    ----------
    key, name, version, date
        Which intervention, and which version of its description.
    file : str
        The file that it was read from.
    variant_of : str or None
        Key of the intervention that the rest was taken over from.
    goal, goal_origin
        What it is for; where that is said, or None.
    dose, goal_limits
        How much and how long; how many goals. None if no source says.
    links : tuple of Link
        The arrows of the theory of change, drawn by `plot`.
    target_groups, problem_origins : tuple of Item
        Two dimensions of their own; a client may have several labels on each.
    work_processes : tuple of Item
        By number ("2.5"): labels recur.
    """

    key: str
    name: str
    version: str
    date: date
    file: str
    variant_of: str | None
    goal: str
    goal_origin: Origin | None
    dose: Dose | None
    goal_limits: GoalLimits | None
    sources: tuple[Source, ...]
    subgoals: tuple[Item, ...]
    life_domains: tuple[Item, ...]
    target_groups: tuple[Item, ...]
    problem_origins: tuple[Item, ...]
    selection_rules: tuple[SelectionRule, ...]
    phases: tuple[Phase, ...]
    activities: tuple[Item, ...]
    building_blocks: tuple[Item, ...]
    theories: tuple[Item, ...]
    concepts: tuple[Concept, ...]
    perspectives: tuple[Item, ...]
    elements: tuple[Item, ...]
    links: tuple[Link, ...]
    preconditions: tuple[Item, ...]
    core_tasks: tuple[Item, ...]
    work_processes: tuple[Item, ...]
    competences: tuple[Item, ...]
    materials: tuple[Item, ...]
    quality_means: tuple[Item, ...]
    evaluations: tuple[Evaluation, ...]
    figures: tuple[Figure, ...]
    delivery_forms: tuple[DeliveryForm, ...]
    routes: tuple[Route, ...]
    charges: tuple[Charge, ...]
    disputes: tuple[Dispute, ...]

    @property
    def max_goals(self) -> int | None:
        """How many goals a plan may hold; None if no source says."""
        return self.goal_limits.most if self.goal_limits else None

    @property
    def max_goals_at_once_lvb(self) -> int | None:
        """How many goals at once with a mild disability; None if no source says."""
        return self.goal_limits.most_at_once_lvb if self.goal_limits else None

    def __str__(self) -> str:
        counts = [
            quantity_text(len(getattr(self, column)), one, many)
            for column, one, many in _COUNTED
        ]
        version = f"versie {self.version} van {day_text(self.date)}"
        return f"{self.name} zoals bedoeld ({version}): {join_text(counts)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What the description rests on, and what it lacks, in Dutch sentences."""
        unnamed = [
            f"{len(gone)} van {len(getattr(self, layout.column))} {layout.title}"
            for layout in LISTS.values()
            if layout.column in ("core_tasks", "work_processes", "competences")
            and (gone := self._unnamed(layout.column))
        ]
        own = {source.key for source in self.sources if source.kind == "eigen_lezing"}
        read = [link for link in self.links if own & set(link.origin.sources)]
        notes = []
        if unnamed:
            notes.append(f"Het label staat {NOT_IN_SOURCES}: {join_text(unnamed)}.")
        if read:
            count = quantity_text(len(read), "verband", "verbanden")
            notes.append(
                f"Van de theorie in beeld zijn {count} een eigen lezing: geen bron "
                "tekent ze zo."
                if len(read) > 1
                else f"Van de theorie in beeld is {count} een eigen lezing: geen bron "
                "tekent het zo."
            )
        if self.variant_of:
            notes.append(
                f"Variant van {self.variant_of!r}: wat hier niet staat, is daarvan "
                "overgenomen."
            )
        return tuple(notes)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each item that has a name.

        Columns are `list` (name of the table in the file), `key`, `label`, `source`
        (keys, separated by commas), `year` (of the youngest source) and `place`.
        """
        return pd.DataFrame(
            _rows(self), columns=["list", "key", "label", "source", "year", "place"]
        ).astype({"year": "Int64"})

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the theory of change: elements, subgoals and life domains.

        Raises
        ------
        WorkbenchError
            If the description has no links.
        """
        from tbresearch.intervention.chart import draw_theory

        if not self.links:
            raise WorkbenchError(
                "er is geen theorie om te tekenen: er zijn geen verbanden beschreven",
                where=self.file,
                fix="beschrijf verbanden van element naar subdoel en van subdoel naar "
                "leefgebied, elk in een blok [[verband]]",
            )
        return draw_theory(self, ax)

    def _repr_html_(self) -> str:
        rows = [
            (LISTS[name].title.capitalize(), key, label, source, place)
            for name, key, label, source, _, place in _rows(self)
        ]
        heads = ("Lijst", "Sleutel", "Label", "Bron", "Plaats")
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)

    def _unnamed(self, column: str) -> list[Item]:
        return [item for item in getattr(self, column) if item.label == NOT_IN_SOURCES]


def _rows(
    intervention: Intervention,
) -> list[tuple[str, str, str, str, int | None, str]]:
    years = {source.key: source.year for source in intervention.sources}
    rows = []
    for layout in LISTS.values():
        named = layout.has_keys and layout.table not in ("bron", "tegenstrijdigheid")
        for item in getattr(intervention, layout.column) if named else ():
            sources = item.origin.sources
            rows.append(
                (
                    layout.table,
                    item.key,
                    item.label,
                    ", ".join(sources),
                    max((y for s in sources if (y := years[s])), default=None),
                    item.origin.place,
                )
            )
    return rows
