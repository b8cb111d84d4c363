"""The outcome of a register as a function of its assumptions, for sensitivity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tbresearch.costs.assumptions import Assumption, number_text
from tbresearch.costs.flows import CashFlows, present_values
from tbresearch.costs.register import Register, adjust_register
from tbresearch.costs.simulation import base_values, net_value, perspectives_of
from tbresearch.costs.streams import Stream, streams_of
from tbresearch.costs.terms import Terms, terms_of
from tbresearch.errors import WorkbenchError

__all__ = ["Outcome", "outcome_of", "range_of"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """A register ready to be computed for other values; all but those stay put.

    Attributes
    ----------
    streams : tuple of Stream
        In alphabetical order.
    terms : Terms
        When money falls, and what a later euro counts for.
    base : mapping of str to ndarray of shape ()
        Middle value of each assumption.
    """

    streams: tuple[Stream, ...]
    terms: Terms
    base: Mapping[str, Array]

    def net(self, perspective: str, changes: Mapping[str, ArrayLike]) -> Array:
        """Return the net present value; shape () or that of the changes."""
        given = {name: np.asarray(x, dtype=float) for name, x in changes.items()}
        sizes = [x.size for x in given.values() if x.ndim]
        flows = CashFlows(
            streams=self.streams,
            terms=self.terms,
            values={**self.base, **given},
            draws=sizes[0] if sizes else 1,
        )
        return net_value(present_values(flows), self.streams, perspective)

    @property
    def perspectives(self) -> tuple[str, ...]:
        """Every party that gains or loses, and last all of them together."""
        flows = CashFlows(
            streams=self.streams, terms=self.terms, values=self.base, draws=1
        )
        return perspectives_of(present_values(flows))


def outcome_of(register: Register, *, searched: Mapping[str, float]) -> Outcome:
    """Return the outcome of a register in which some assumptions are searched.

    Those may be unknown: their value is filled in for the calculation only.

    Raises
    ------
    StudyError
        If anything else in it is unknown, or has no payer or no period.
    """
    unknown = {
        name: value
        for name, value in searched.items()
        if register.assumption(name).bounds is None
    }
    known = adjust_register(register, values=unknown) if unknown else register
    streams = streams_of(known)
    used = {factor for stream in streams for factor in stream.factors}
    for name in searched:
        if name not in used:
            raise WorkbenchError(
                f"{name!r} zit in geen enkele post en verandert dus niets",
                where=register.assumption(name).where,
                fix="kies een aanname die in een post staat",
            )
    return Outcome(
        streams=streams, terms=terms_of(known), base=base_values(known, streams)
    )


def range_of(
    assumption: Assumption, between: tuple[float, float] | None
) -> tuple[float, float]:
    """Return the range to search: what is given, else bounds, else 0 to 1 of a share.

    Raises
    ------
    WorkbenchError
        If there is no range to be had, or it is no range.
    """
    if between is None and assumption.bounds is not None:
        between = assumption.bounds[0], assumption.bounds[2]
    elif between is None and assumption.unit == "aandeel":
        between = 0.0, 1.0
    if between is None:
        raise WorkbenchError(
            f"van {assumption.id!r} is geen bereik bekend",
            where=assumption.where,
            fix="geef een bereik mee, zoals between=(0, 100)",
        )
    low, high = map(float, between)
    inside = assumption.unit != "aandeel" or (low >= 0 and high <= 1)
    if not (np.isfinite(low) and np.isfinite(high) and low < high and inside):
        raise WorkbenchError(
            f"{number_text(low)} tot {number_text(high)} is geen bereik voor "
            f"{assumption.id!r}",
            where=assumption.where,
            fix="geef de laagste en dan de hoogste waarde, zoals between=(0, 100); een "
            "aandeel ligt van 0 tot en met 1",
        )
    return low, high
