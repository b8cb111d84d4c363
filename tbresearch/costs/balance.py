"""The base case of a balance: every assumption at its middle value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.costs.flows import CashFlows, present_values
from tbresearch.costs.register import Register
from tbresearch.costs.simulation import base_values, net_value, perspectives_of
from tbresearch.costs.streams import SOCIETY, Stream, party_list, streams_of
from tbresearch.costs.terms import Terms, terms_of
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import PAYERS, euro_text, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["CostBalance", "cost_balance"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CostBalance:
    """Costs and benefits per trajectory at the middle values; positive is gain.

    Attributes
    ----------
    register : Register
        The assumptions behind it.
    terms : Terms
        When money falls, and what a later euro counts for.
    streams : tuple of Stream
        In alphabetical order.
    flows : CashFlows
        One draw.
    nominal, present : mapping of (str, str) to ndarray of shape ()
        EUR by stream id and party, before and after discounting.
    """

    register: Register
    terms: Terms
    streams: tuple[Stream, ...]
    flows: CashFlows
    nominal: Mapping[tuple[str, str], NDArray[np.float64]]
    present: Mapping[tuple[str, str], NDArray[np.float64]]

    def __str__(self) -> str:
        parts = [
            f"{label(PAYERS, name).lower()} {euro_text(self.net(name))}"
            for name in self.perspectives
        ]
        return f"Balans per traject: {'; '.join(parts)}. {self.terms}"

    @property
    def perspectives(self) -> tuple[str, ...]:
        """Every party that gains or loses, and last all of them together."""
        return perspectives_of(self.present)

    @property
    def notes(self) -> tuple[str, ...]:
        """How it was computed, in Dutch sentences."""
        return (
            str(self.terms),
            "Elke aanname staat op haar middelste waarde; de simulatie (tb.simulate) "
            "geeft het gemiddelde met de onzekerheid erbij.",
            "Min is uitgeven, plus is overhouden. 52 weken tellen als een jaar.",
        )

    def net(self, perspective: str, *, discounted: bool = True) -> float:
        """Return gains minus losses in EUR of the price year.

        Raises
        ------
        WorkbenchError
            If there is no such perspective.
        """
        totals = self.present if discounted else self.nominal
        return float(net_value(totals, self.streams, party_list(perspective)))

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each stream and party.

        Columns are stream, label, direction, payer, nominal and present (EUR).
        """
        of = {stream.id: stream for stream in self.streams}
        rows = [
            (
                key[0],
                of[key[0]].label,
                of[key[0]].direction,
                key[1],
                x,
                self.present[key],
            )
            for key, x in self.nominal.items()
        ]
        columns = ["stream", "label", "direction", "payer", "nominal", "present"]
        frame = pd.DataFrame(rows, columns=columns)
        return frame.astype({"nominal": "float64", "present": "float64"})

    def actors(self) -> pd.DataFrame:
        """Return who pays and who gains: one row a party, all of them together last.

        Columns are party, pays (at most 0), gains (at least 0) and net (EUR, present
        value). A transfer is with both its parties, and not in the last row.
        """
        rows = []
        for name in self.perspectives:
            own = [float(net_value(self.present, (s,), name)) for s in self.streams]
            pays, gains = sum(x for x in own if x < 0), sum(x for x in own if x > 0)
            rows.append((name, pays, gains, self.net(name)))
        return pd.DataFrame(rows, columns=["party", "pays", "gains", "net"]).astype(
            {"pays": "float64", "gains": "float64"}
        )

    def plot(self, ax: Axes | None = None, *, perspective: str = SOCIETY) -> Axes:
        """Draw a waterfall of the streams of a perspective, and what is left."""
        from tbresearch.costs.balance_charts import draw_balance

        return draw_balance(self, ax, perspective=party_list(perspective))

    def _cells(self, streams: tuple[Stream, ...]) -> list[str]:
        return [
            euro_text(float(net_value(self.present, streams, name)))
            for name in self.perspectives
        ]

    def _repr_html_(self) -> str:
        heads = ("Post", *(label(PAYERS, name) for name in self.perspectives))
        rows = [(s.label, *self._cells((s,))) for s in self.streams]
        rows.append(("Saldo", *self._cells(self.streams)))
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def cost_balance(register: Register) -> CostBalance:
    """Add up costs, benefits and transfers at the middle values, per party.

    Parameters
    ----------
    register : Register
        With costs, benefits or transfers, and with moment, startdatum and horizon.

    Raises
    ------
    StudyError
        If something in it is unknown, or has no payer or no period.
    """
    terms, streams = terms_of(register), streams_of(register)
    flows = CashFlows(
        streams=streams, terms=terms, values=base_values(register, streams), draws=1
    )
    return CostBalance(
        register=register,
        terms=terms,
        streams=streams,
        flows=flows,
        nominal=present_values(flows, discounted=False),
        present=present_values(flows),
    )
