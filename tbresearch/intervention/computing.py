"""Working out what can be worked out: sums that the sources do not make themselves.

Each computation takes the intervention and some of its figures, and gives what the
numbers say and whether both sources can be right. Change a phase or a figure in the
file, and the answer changes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from tbresearch.intervention.parts import Figure
from tbresearch.intervention.ranges import (
    Range,
    capacity,
    feasible_parts,
    in_care,
    total,
)
from tbresearch.vocabulary import join_text

if TYPE_CHECKING:
    from tbresearch.intervention.intervention import Intervention

__all__ = ["COMPUTATIONS", "Computed"]

_WHOLE = 100
_WEEKS_A_YEAR = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What the numbers say.

    Attributes
    ----------
    text : str
        In one or two Dutch sentences, with the assumption that it rests on.
    clash : bool or None
        Whether both sources cannot be right; None if the numbers do not decide it.
    numbers : mapping of str to Range
        What was worked out, by name.
    """

    text: str
    clash: bool | None
    numbers: Mapping[str, Range]


def _phases_and_short(
    intervention: Intervention, figures: Sequence[Figure]
) -> Computed:
    """Hold the sum of the shortest phases against the shortest trajectory."""
    del figures
    known = [p for p in intervention.phases if p.min_weeks is not None]
    shortest = intervention.dose.shortest_weeks if intervention.dose else None
    if not known or shortest is None:
        return _missing("de kortste duur van de fasen en van een traject")
    weeks = total([Range(p.min_weeks or 0, p.min_weeks or 0) for p in known])
    stated = Range(shortest, shortest)
    clash = weeks.low > shortest
    parts = " + ".join(str(Range(p.min_weeks or 0, p.min_weeks or 0)) for p in known)
    left_out = [p.label for p in intervention.phases if p.min_weeks is None]
    rest = f", nog zonder {join_text(left_out)}" if left_out else ""
    verdict = (
        f"dat is meer dan de {stated} weken van een kort traject"
        if clash
        else f"dat past in de {stated} weken van een kort traject"
    )
    return Computed(
        text=f"De kortste fasen duren samen {parts} = {weeks} weken{rest}; {verdict}.",
        clash=clash,
        numbers=MappingProxyType({"fasen": weeks, "traject": stated}),
    )


def _shares(intervention: Intervention, figures: Sequence[Figure]) -> Computed:
    """Hold the sum of shares against the whole."""
    del intervention
    if not figures:
        return _missing("de aandelen")
    parts = [figure.range for figure in figures]
    whole = total(parts)
    text = f"De aandelen zijn samen {whole}%"
    feasible = feasible_parts(parts, _WHOLE)
    if feasible is not None:
        text += f"; {_WHOLE}% ligt daarin, dus zij kunnen samen kloppen"
        sharper = [
            f"{figure.label.lower()} {left}%"
            for figure, left in zip(figures, feasible, strict=True)
            if left != figure.range
        ]
        text += f" als {join_text(sharper)}" if sharper else ""
        return Computed(
            text=f"{text}.", clash=False, numbers=MappingProxyType({"samen": whole})
        )
    rounded = total([Range(max(0, p.low - 0.5), p.high + 0.5) for p in parts])
    text += f"; {_WHOLE}% ligt daar niet in"
    if _WHOLE in rounded:
        text += ", maar zo'n verschil kan van afronden komen"
        return Computed(
            text=f"{text}.", clash=None, numbers=MappingProxyType({"samen": whole})
        )
    return Computed(
        text=f"{text}.", clash=True, numbers=MappingProxyType({"samen": whole})
    )


def _flow_and_stock(intervention: Intervention, figures: Sequence[Figure]) -> Computed:
    """Read one figure as inflow and as stock, with the mean duration (Little)."""
    mean = intervention.dose.mean_weeks if intervention.dose else None
    if mean is None or len(figures) != 1:
        return _missing("het bereik en de gemiddelde duur")
    [figure] = figures
    years = Range(mean / _WEEKS_A_YEAR, mean / _WEEKS_A_YEAR)
    stock = in_care(figure.range, years)
    inflow = figure.range / years
    same = stock.overlaps(figure.range)
    text = (
        f"Komen er {figure.range} per jaar bij en duurt een traject gemiddeld {years} "
        f"jaar, dan zijn er {stock} tegelijk in zorg. Zijn er {figure.range} tegelijk "
        f"in zorg, dan komen er {inflow} per jaar bij (wet van Little, bij een gelijk "
        "blijvend bestand)."
    )
    return Computed(
        text=text if same else f"{text} Het getal kan niet allebei zijn.",
        clash=not same,
        numbers=MappingProxyType({"tegelijk": stock, "instroom": inflow}),
    )


def _occupation(intervention: Intervention, figures: Sequence[Figure]) -> Computed:
    """Work out clients and contact hours a week for each worker."""
    hours = intervention.dose.hours_per_week if intervention.dose else None
    if hours is None or len(figures) != 2:
        return _missing("cliënten, professionals en uren per week")
    clients, workers = (figure.range for figure in figures)
    if workers.low <= 0:
        return _missing("een aantal professionals boven 0")
    each, weekly = capacity(clients, workers, hours_per_client=Range(hours, hours))
    return Computed(
        text=f"Dat is {each} cliënten per professional, en bij {Range(hours, hours)} "
        f"uur per cliënt per week {weekly} contacturen per week. Aanname: alle "
        "cliënten zijn tegelijk in zorg en krijgen even veel uren.",
        clash=None,
        numbers=MappingProxyType({"clienten": each, "uren": weekly}),
    )


def _missing(what: str) -> Computed:
    return Computed(
        text=f"Niet na te rekenen: {what} staan niet allemaal in de beschrijving.",
        clash=None,
        numbers=MappingProxyType({}),
    )


COMPUTATIONS: Mapping[str, Callable[[Intervention, Sequence[Figure]], Computed]] = (
    MappingProxyType(
        {
            "fasen_en_kort_traject": _phases_and_short,
            "aandelen_tot_honderd": _shares,
            "instroom_en_bestand": _flow_and_stock,
            "bezetting": _occupation,
        }
    )
)
