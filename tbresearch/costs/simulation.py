"""The balance under uncertainty: many draws of all that is uncertain at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.costs.draws import rows_of
from tbresearch.costs.flows import CashFlows, present_values
from tbresearch.costs.register import Register
from tbresearch.costs.sampling import draw, varying
from tbresearch.costs.streams import SOCIETY, Stream, party_list, streams_of
from tbresearch.costs.terms import Terms, terms_of
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import (
    PAYERS,
    decimal_text,
    euro_text,
    join_text,
    label,
    percentage_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "ALTERNATIVE",
    "OPTION",
    "Simulation",
    "base_values",
    "net_value",
    "perspectives_of",
    "simulate",
]

Array = NDArray[np.float64]

# The two options that a balance compares.
ALTERNATIVE = "nulalternatief"
OPTION = "traject"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Simulation:
    """A balance in many draws; positive is gain, in EUR per trajectory.

    Attributes
    ----------
    register : Register
        The assumptions behind it.
    terms : Terms
        When money falls, and what a later euro counts for.
    parameters : pd.DataFrame of shape (draws, varying assumptions)
        Columns are ids in alphabetical order, in their own unit and price year.
    totals : mapping of (str, str) to ndarray
        Present value by stream id and party; shape (draws,), or () if fixed.
    streams : tuple of Stream
        In alphabetical order.
    draws, seed : int
        How many draws, and what they came from.
    """

    register: Register
    terms: Terms
    parameters: pd.DataFrame
    totals: Mapping[tuple[str, str], Array]
    streams: tuple[Stream, ...]
    draws: int
    seed: int

    def __str__(self) -> str:
        return (
            f"Balans per traject, {decimal_text(self.draws)} trekkingen: "
            + "; ".join(_sentence(row) for row in rows_of(self.to_frame()))
            + f". {self.terms}"
        )

    @property
    def perspectives(self) -> tuple[str, ...]:
        """Every party that gains or loses, and last all of them together."""
        return perspectives_of(self.totals)

    @property
    def notes(self) -> tuple[str, ...]:
        """How it was computed and what was not varied, in Dutch sentences."""
        used = {f for stream in self.streams for f in stream.factors}
        fixed = [
            a for a in self.register.assumptions if a.id in used - {*self.parameters}
        ]
        spread = [a.label for a in fixed if a.aspect == "spreiding"]
        rest = [a.label for a in fixed if a.aspect != "spreiding"]
        notes = [
            str(self.terms),
            f"{decimal_text(self.draws)} trekkingen met Sobolpunten, begingetal "
            f"{self.seed}. Gemeld is het gemiddelde van de trekkingen.",
            "52 weken tellen als een jaar, en een jaar begint bij de start van het "
            "traject.",
        ]
        if spread:
            notes.append(
                f"Niet gevarieerd, want spreiding tussen cliënten: {join_text(spread)}."
            )
        if rest:
            notes.append(f"Niet gevarieerd, want vast: {join_text(rest)}.")
        return tuple(notes)

    @property
    def flows(self) -> CashFlows:
        """The cash-flow table, which makes its rows when they are asked for."""
        fixed = base_values(self.register, self.streams)
        drawn = _columns(self.parameters)
        return CashFlows(
            streams=self.streams,
            terms=self.terms,
            values={**fixed, **drawn},
            draws=self.draws,
        )

    def net(self, perspective: str) -> pd.Series:
        """Return the net present value in each draw.

        Raises
        ------
        WorkbenchError
            If there is no such perspective.
        """
        value = net_value(self.totals, self.streams, party_list(perspective))
        return pd.Series(np.broadcast_to(value, self.draws), name=perspective)

    def net_benefit(self, perspective: str) -> pd.DataFrame:
        """Return one column an option, as `evpi` and `evppi` take it.

        The null alternative is 0: every amount is a difference with it.
        """
        net = self.net(perspective).to_numpy()
        return pd.DataFrame({ALTERNATIVE: np.zeros(self.draws), OPTION: net})

    def to_frame(self) -> pd.DataFrame:
        """Return one row a perspective.

        Columns are perspective, mean, sd, low and high (2.5% and 97.5% of the
        draws; EUR), and chance (share of draws in which benefits exceed costs).
        """
        rows = []
        for name in self.perspectives:
            net = self.net(name).to_numpy()
            low, high = np.quantile(net, (0.025, 0.975))
            chance = float(np.mean(net > 0))
            rows.append((name, net.mean(), net.std(), low, high, chance))
        names = ["perspective", "mean", "sd", "low", "high", "chance"]
        return pd.DataFrame(rows, columns=names)

    def plot(self, ax: Axes | None = None, *, perspective: str = SOCIETY) -> Axes:
        """Draw how often each net present value came out."""
        from tbresearch.costs.balance_charts import draw_distribution

        return draw_distribution(self.net(perspective), ax, terms=self.terms)

    def _repr_html_(self) -> str:
        heads = (
            "Perspectief", "Gemiddeld", "2,5%", "97,5%", "Kans dat baten hoger zijn",
        )  # fmt: skip
        rows = [
            (
                label(PAYERS, r.perspective),
                *(euro_text(x) for x in (r.mean, r.low, r.high)),
                percentage_text(r.chance),
            )
            for r in rows_of(self.to_frame())
        ]
        title = f"Balans per traject, {self.register.title}"
        return text_html(title) + table_html(heads, rows) + list_html(self.notes)


def simulate(
    register: Register,
    *,
    draws: int = 2**14,
    seed: int = 1,
    vary: Sequence[str] | None = None,
) -> Simulation:
    """Draw what is uncertain and compute the balance in every draw.

    Parameters
    ----------
    register : Register
        With costs, benefits or transfers, and with moment, startdatum and horizon.
    draws : int
        A power of two; 2**16 for a report.
    seed : int
        Same seed, same bytes.
    vary : sequence of str, optional
        Ids of the assumptions to vary; by default all that are uncertain.

    Raises
    ------
    StudyError
        If something in it is unknown, has no distribution, no payer or no period;
        or if what should vary is spread between clients.
    WorkbenchError
        If `draws` is no power of two.
    """
    terms = terms_of(register)
    streams = streams_of(register)
    chosen = varying(register, vary)
    parameters = draw(chosen, register.groups, draws=draws, seed=seed)
    values = base_values(register, streams)
    values.update(_columns(parameters))
    flows = CashFlows(streams=streams, terms=terms, values=values, draws=draws)
    return Simulation(
        register=register,
        terms=terms,
        parameters=parameters,
        totals=present_values(flows),
        streams=streams,
        draws=draws,
        seed=seed,
    )


def base_values(register: Register, streams: Sequence[Stream]) -> dict[str, Array]:
    """Return the middle value of each assumption that a stream uses, shape ()."""
    used = sorted({name for stream in streams for name in stream.factors})
    return {name: np.asarray(register.assumption(name).value) for name in used}


def net_value(
    totals: Mapping[tuple[str, str], Array],
    streams: Sequence[Stream],
    perspective: str,
) -> Array:
    """Return gains minus losses of a perspective; shape (draws,) or ().

    Parties are added within a stream first, so that a transfer is exactly zero.
    """
    net = np.asarray(0.0)
    for stream in streams:
        own = np.asarray(0.0)
        for (name, party), amount in totals.items():
            if name == stream.id and stream.counts_for(party, perspective):
                own = own + amount
        net = net + own
    return net


def perspectives_of(totals: Mapping[tuple[str, str], Array]) -> tuple[str, ...]:
    """Return the parties in `totals` in the order of the vocabulary, society last."""
    parties = {party for _, party in totals} - {SOCIETY}
    return (*(name for name in PAYERS if name in parties), SOCIETY)


def _columns(parameters: pd.DataFrame) -> dict[str, Array]:
    return {str(name): parameters[name].to_numpy() for name in parameters}


def _sentence(row: object) -> str:
    name, mean, low, high, chance = (
        getattr(row, part) for part in ("perspective", "mean", "low", "high", "chance")
    )
    return (
        f"{label(PAYERS, name).lower()} {euro_text(mean)} ({euro_text(low)} tot "
        f"{euro_text(high)}; kans dat de baten hoger zijn {percentage_text(chance)})"
    )
