"""A coefficient of agreement with what it needs to be read."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tbresearch.estimate import NotEstimable
from tbresearch.html import list_html, text_html
from tbresearch.vocabulary import decimal_text

__all__ = ["Coefficient", "Interval"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Bounds of a coefficient."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"{_two(self.low)} tot {_two(self.high)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """How far coders agree, as one number.

    Attributes
    ----------
    measure : str
        Name of the coefficient, in Dutch.
    value : float
        At most 1, which is full agreement. 0 is what chance would give, as the
        coefficient understands chance; percent agreement has no such zero.
    interval : Interval or NotEstimable
        Bootstrap interval, or why there is none.
    n : int
        Units that at least two coders gave a value.
    left_out : int
        Units that fewer coders gave a value.
    coders : tuple of str
        Whose values were compared.
    notes : tuple of str
        How value and interval were had, in Dutch.
    """

    measure: str
    value: float
    interval: Interval | NotEstimable
    n: int
    left_out: int
    coders: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def number(self) -> str:
        """The value alone, in two decimals."""
        return _two(self.value)

    @property
    def short(self) -> str:
        """Value and bounds, for a table cell under a head that names the measure."""
        bounded = isinstance(self.interval, Interval)
        return f"{self.number} ({self.interval})" if bounded else self.number

    def __str__(self) -> str:
        units = "1 eenheid" if self.n == 1 else f"{decimal_text(self.n)} eenheden"
        out = f", {decimal_text(self.left_out)} weggelaten" if self.left_out else ""
        return f"{self.measure}: {self.short}, n = {units}{out}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row, ready to stack with other coefficients."""
        found = isinstance(self.interval, Interval)
        low, high = (self.interval.low, self.interval.high) if found else (None, None)  # type: ignore[union-attr]
        return pd.DataFrame(
            [
                {
                    "measure": self.measure,
                    "value": self.value,
                    "low": low,
                    "high": high,
                    "n": self.n,
                    "left_out": self.left_out,
                }
            ]
        )

    def _repr_html_(self) -> str:
        return text_html(self) + list_html(self.notes)


def _two(value: float) -> str:
    """Write two decimals; what is not full agreement never reads as 1,00."""
    text = decimal_text(value, 2)
    return ">0,99" if text == "1,00" and value < 1 else text
