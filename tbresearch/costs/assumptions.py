"""The records of a register: assumptions, items made of them, correlated groups."""

from __future__ import annotations

from dataclasses import dataclass, field

from tbresearch.costs.distributions import Distribution
from tbresearch.vocabulary import decimal_text

__all__ = ["Assumption", "CorrelationGroup", "CostItem", "number_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One disputable number: its range, its unit, and who says so.

    Attributes
    ----------
    id, label : str
        Key, and what the report prints.
    value, low, high : float or None
        Middle and bounds in `unit`; all None if nobody knows. Where a source gives
        a standard error, the bounds are the 2.5% and 97.5% quantiles.
    unit : str
        Such as ``"EUR/uur"``, ``"uur/week"`` or ``"aandeel"``.
    aspect : str
        Key of `vocabulary.ASPECTS`: are the bounds what we do not know about the
        mean, or how clients differ?
    price_year : int or None
        Year of the euros; None for what is not money.
    payer : str or None
        Key of `vocabulary.PAYERS`, for money.
    source, place : str
        Who says so, and where in it.
    grade : str or None
        Key of `vocabulary.EVIDENCE_GRADES`; None if nobody knows.
    status : str
        Key of `vocabulary.STATUSES`.
    distribution : Distribution or None
        None if nobody knows, or if the register does not say.
    index : str or None
        What brings the amount to the price year of the register.
    price_factor : float
        What that index multiplies the amount by.
    direction : str or None
        Key of `vocabulary.DIRECTIONS`, for money, if the register says so.
    receiver : str or None
        Key of `vocabulary.PAYERS`: who keeps a benefit or gets a transfer.
    scheme : str or None
        Key of `vocabulary.SCHEMES`; who pays then follows from the year.
    period : tuple of float or None
        From and until when the money flows, in years from the start.
    perspectives : tuple of str
        Keys of `vocabulary.PAYERS` in which it counts; empty for all.
    support, contradiction : tuple of str
        Ids of codings, or codes, that speak for it and against it.
    net_of : tuple of str
        Ids of items and assumptions that this amount has had subtracted already.
    maximum : bool
        Whether the source gives a highest value and not a mean.
    alternative : str
        What would have happened otherwise, for a benefit.
    group : str or None
        Correlated group that it belongs to.
    where : str
        Its place in the file, for messages.
    """

    id: str
    label: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    aspect: str
    price_year: int | None
    payer: str | None
    source: str
    place: str
    grade: str | None
    status: str
    distribution: Distribution | None = None
    index: str | None = None
    price_factor: float = 1.0
    direction: str | None = None
    receiver: str | None = None
    scheme: str | None = None
    period: tuple[float, ...] | None = None
    perspectives: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    contradiction: tuple[str, ...] = ()
    net_of: tuple[str, ...] = ()
    maximum: bool = False
    alternative: str = ""
    group: str | None = None
    where: str = field(default="aannames.toml", compare=False)

    def __str__(self) -> str:
        if self.bounds is None:
            return f"{self.label}: onbekend ({self.unit})"
        low, value, high = (number_text(number) for number in self.bounds)
        bounds = "" if low == high else f" ({low} tot {high})"
        return f"{self.label}: {value} {self.unit}{bounds}; {self.source}"

    @property
    def bounds(self) -> tuple[float, float, float] | None:
        """Low, middle and high; None if nobody knows."""
        if self.low is None or self.value is None or self.high is None:
            return None
        return self.low, self.value, self.high

    @property
    def uncertain(self) -> bool:
        """Whether it varies in a simulation: we do not know it, and clients apart."""
        return (
            self.aspect == "onzekerheid"
            and self.distribution is not None
            and self.distribution.kind != "vast"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CostItem:
    """A cost, benefit or transfer per trajectory, as a product of assumptions.

    Attributes
    ----------
    id, label : str
        Key, and what the report prints.
    factors : tuple of str
        Ids of assumptions; one is money and the units come to EUR/traject.
    direction : str
        Key of `vocabulary.DIRECTIONS`.
    leefgebied : str or None
        Key of `vocabulary.LEEFGEBIEDEN`, of an item that is about one only.
    where : str
        Its place in the file, for messages.
    """

    id: str
    label: str
    factors: tuple[str, ...]
    direction: str = "kosten"
    leefgebied: str | None = None
    where: str = field(default="aannames.toml", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrelationGroup:
    """Assumptions that go up and down together.

    Attributes
    ----------
    id : str
        Key that the members name.
    members : tuple of str
        Ids of assumptions, in the order of the matrix.
    matrix : tuple of tuple of float
        Correlations between the normal scores of the members; empty for rows of
        found values, which belong together draw by draw.
    """

    id: str
    members: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...] = ()


def number_text(value: float) -> str:
    """Write an assumed number with as many decimals as it has, at most four.

    >>> number_text(104.0), number_text(1.5)
    ('104', '1,5')
    """
    decimals = next((d for d in range(4) if round(value, d) == value), 4)
    return decimal_text(value, decimals)
