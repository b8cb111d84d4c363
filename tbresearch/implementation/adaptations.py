"""Adaptations that were recorded, with what was judged of them; never a score."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tbresearch.estimate import Count
from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention import Intervention
from tbresearch.trajectories import Trajectories
from tbresearch.vocabulary import JUDGEMENTS, label, list_items, quantity_text

__all__ = ["AdaptationRecord", "adaptation_record"]

_NO_ELEMENT = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AdaptationRecord:
    """Adaptations by working element, and whether they fit it.

    Attributes
    ----------
    elements : pd.DataFrame
        One row an element of the intervention, and one for adaptations without an
        element: element, label, ja, nee, onbekend, total.
    frame : pd.DataFrame
        The adaptations themselves.
    adapted : Count
        Trajecten with an adaptation.
    recorded : bool
        Whether the study has a table of adaptations at all.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    """

    elements: pd.DataFrame
    frame: pd.DataFrame
    adapted: Count
    recorded: bool
    percentage_from: int

    def __str__(self) -> str:
        if not self.recorded:
            return "Aanpassingen: niet geleverd"
        found = quantity_text(len(self.frame), "aanpassing", "aanpassingen")
        return f"Aanpassingen: {found}, bij {self.adapted}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What was judged, in Dutch sentences."""
        judged = ", ".join(
            f"{label(JUDGEMENTS, key).lower()} {self.fits(key).short}"
            for key in JUDGEMENTS
        )
        return (
            f"Past het bij het werkzame element? {judged}. Onbekend is niet hetzelfde "
            "als nee.",
            "Oordelen worden geteld en niet tot één score gemaakt. Wat niemand heeft "
            "vastgelegd, staat er niet bij: zonder aanpassing in de tabel kan er toch "
            "iets zijn aangepast.",
        )

    def fits(self, judgement: str) -> Count:
        """Return how many adaptations were judged so, of all."""
        return Count(
            k=int(self.frame["fits"].eq(judgement).sum()),
            total=len(self.frame),
            unit="aanpassingen",
            percentage_from=self.percentage_from,
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row an element."""
        return self.elements.copy()

    def _repr_html_(self) -> str:
        heads = ("Werkzaam element", "Past", "Past niet", "Onbekend", "Samen")
        columns = ["label", *JUDGEMENTS, "total"]
        rows = self.elements[columns].itertuples(index=False, name=None)
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def adaptation_record(
    trajectories: Trajectories, intervention: Intervention
) -> AdaptationRecord:
    """Count adaptations by element and judgement.

    Parameters
    ----------
    trajectories : Trajectories
        With adaptations.
    intervention : Intervention
        Its working elements.

    Returns
    -------
    AdaptationRecord
    """
    rows = trajectories.adaptations
    keys = rows["element"].astype(object).where(rows["element"].notna(), _NO_ELEMENT)
    names = {item.key: item.label for item in intervention.elements}
    known = list_items()
    for key in [*names]:
        names[key] = known[key].label if key in known else names[key]
    found = [*names, *sorted(set(keys) - set(names))]
    counts = pd.crosstab(keys, rows["fits"].astype(object))
    counts = counts.reindex(index=found, columns=list(JUDGEMENTS), fill_value=0)
    elements = counts.rename_axis("element").reset_index()
    names[_NO_ELEMENT] = "geen element genoemd"
    elements.insert(1, "label", [names.get(key, key) for key in elements["element"]])
    elements["total"] = elements[list(JUDGEMENTS)].sum(axis=1)
    return AdaptationRecord(
        elements=elements,
        frame=rows.reset_index(drop=True),
        adapted=Count(
            k=int(rows["trajectory"].nunique()),
            total=len(trajectories.trajectories),
            unit="trajecten",
            percentage_from=trajectories.percentage_from,
        ),
        recorded="adaptations" in trajectories.files,
        percentage_from=trajectories.percentage_from,
    )
