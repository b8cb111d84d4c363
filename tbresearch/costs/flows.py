"""The cash-flow table: draw x year x stream x payer, made when it is asked for.

A million draws of ten streams over ten years do not fit in memory as a table, so
what is kept is columns of values; a row of the table is a column of amounts here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.costs.money import discount_factors
from tbresearch.costs.streams import Stream
from tbresearch.costs.terms import Terms

__all__ = ["CashFlows", "Flow", "present_values"]

Array = NDArray[np.float64]
Values = Mapping[str, Array]

_COLUMNS = ("draw", "year", "stream", "payer", "nominal", "present")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flow:
    """The money of one stream, year and party, in every draw.

    Attributes
    ----------
    stream : Stream
        Where it comes from.
    year : int
        0 is the first year from the start.
    party : str
        Key of `vocabulary.PAYERS`.
    nominal, present : ndarray of shape (draws,) or ()
        EUR of the price year, positive is gain; before and after discounting.
    """

    stream: Stream
    year: int
    party: str
    nominal: Array
    present: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CashFlows:
    """Every flow of money in every draw, as columns.

    Attributes
    ----------
    streams : tuple of Stream
        In alphabetical order.
    terms : Terms
        When money falls, and what a later euro counts for.
    values : mapping of str to ndarray
        Value of each assumption by its id; shape (draws,), or () if fixed.
    draws : int
        How many.
    """

    streams: tuple[Stream, ...]
    terms: Terms
    values: Values
    draws: int

    def __iter__(self) -> Iterator[Flow]:
        """Yield one flow at a time, so that no table has to fit in memory."""
        for stream in self.streams:
            yield from _flows(stream, self.values, self.terms)

    def to_frame(self, *, first: int = 0, last: int | None = None) -> pd.DataFrame:
        """Return the long table for draws `first` up to `last`, by default all.

        Columns are draw, year (from 1), stream, payer, nominal and present.
        """
        stop = self.draws if last is None else min(last, self.draws)
        chosen = np.arange(first, max(stop, first))
        values = {
            name: column if column.ndim == 0 else column[chosen]
            for name, column in self.values.items()
        }
        parts = [
            pd.DataFrame(
                {
                    "draw": chosen,
                    "year": flow.year + 1,
                    "stream": stream.id,
                    "payer": flow.party,
                    "nominal": np.broadcast_to(flow.nominal, chosen.shape),
                    "present": np.broadcast_to(flow.present, chosen.shape),
                }
            )
            for stream in self.streams
            for flow in _flows(stream, values, self.terms)
        ]
        if not parts:
            return pd.DataFrame(columns=list(_COLUMNS))
        table = pd.concat(parts, ignore_index=True)
        return table.sort_values(
            ["draw", "year", "stream", "payer"], kind="stable", ignore_index=True
        )


def present_values(
    flows: CashFlows, *, discounted: bool = True
) -> dict[tuple[str, str], Array]:
    """Return the sum over years for each stream and party, by (stream id, party).

    Each is an ndarray of shape (draws,), or () where nothing varies.
    """
    totals: dict[tuple[str, str], Array] = {}
    for flow in flows:
        key = (flow.stream.id, flow.party)
        amount = flow.present if discounted else flow.nominal
        totals[key] = totals[key] + amount if key in totals else amount
    return totals


def _flows(stream: Stream, values: Values, terms: Terms) -> Iterator[Flow]:
    amount = np.asarray(stream.price_factor)
    for name in stream.factors:
        amount = amount * values[name]
    for year, share, moment in _years(stream, values, terms):
        nominal = amount * share
        present = nominal * discount_factors(moment, rate=terms.rate)
        for party, sign in stream.parties(terms.start.year + year):
            yield Flow(
                stream=stream,
                year=year,
                party=party,
                nominal=sign * nominal,
                present=sign * present,
            )


def _years(
    stream: Stream, values: Values, terms: Terms
) -> Iterator[tuple[int, Array, Array]]:
    """Yield each year with the share of the money in it, and its moment in years.

    Money without a length falls on its own moment, whatever the timing.
    """
    begin = np.asarray(stream.begin)
    if stream.duration is None:
        end = np.asarray(stream.end)
    else:
        end = begin + values[stream.duration] / stream.per_year
    length = end - begin
    last = min(float(end.max()), terms.horizon)
    for year in range(max(ceil(last), int(stream.begin) + 1)):
        low, high = np.maximum(year, begin), np.minimum(year + 1, end)
        high = np.minimum(high, terms.horizon)
        within = np.maximum(high - low, 0.0)
        at_once = (length <= 0) & (np.floor(begin) == year) & (begin < terms.horizon)
        share = np.where(length > 0, within / np.where(length > 0, length, 1), at_once)
        if not share.any():
            continue
        high = np.maximum(high, low)
        moment = {"begin": low, "midden": (low + high) / 2, "einde": high}[terms.timing]
        yield year, np.asarray(share), np.where(length > 0, moment, begin)
