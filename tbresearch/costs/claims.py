"""A claim laid apart: what an amount means under three readings, and what it takes.

The same "EUR 45,000 saved" is another statement if the costs are still to be taken
off it (A), if they are off already but failing brings nothing (B), or if it is what
a trajectory brings on average (C). What it needs to break even is worked out for
each, side by side, and so is what it would mean in placements or hours.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.costs.assumptions import Assumption
from tbresearch.costs.claim_costs import (
    ClaimCosts,
    claim_costs,
    comparison_costs,
    value_per_trajectory,
)
from tbresearch.costs.claim_text import claim_html, claim_notes, share_text
from tbresearch.costs.register import Register
from tbresearch.costs.units import COST_UNIT, is_money
from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import (
    CLAIM_READINGS,
    euro_text,
    label,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["UNIT_COSTS", "ClaimAudit", "audit_claim"]

# Prices to try out when no source gives one; what they stand for is said with them.
UNIT_COSTS = (20_000.0, 45_000.0, 80_000.0)
_HUNDRED = 100
_YEARLY = "EUR/jaar"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClaimAudit:
    """What a claimed saving means under each reading, and what it takes.

    Attributes
    ----------
    claim : Assumption
        As it stands in the register.
    reading : str
        Key of `vocabulary.CLAIM_READINGS` that is put forward.
    amount : float
        What is claimed per trajectory, in EUR of the price year of the register.
    costs : ClaimCosts
        What it is held against.
    prices : tuple of (str, str, float)
        Label, unit (such as ``"plaatsing"``) and price of what would be avoided.
    """

    claim: Assumption
    reading: str
    amount: float
    costs: ClaimCosts
    prices: tuple[tuple[str, str, float], ...]

    def __str__(self) -> str:
        return (
            f"{self.claim.label}, {self._amount}. Gelezen als {self.reading} "
            f"({label(CLAIM_READINGS, self.reading).lower()}): "
            f"{self.threshold(self.reading)}, bij kosten van "
            f"{euro_text(self.costs.middle)} per traject"
        )

    def gross(self, reading: str) -> tuple[float, float, float]:
        """Return the effect before costs are taken off, at low, middle and high cost.

        Raises
        ------
        WorkbenchError
            If there is no such reading.
        """
        _refuse_reading(reading)
        low, middle, high = self.costs.bounds
        if reading == "A":
            return self.amount, self.amount, self.amount
        return self.amount + low, self.amount + middle, self.amount + high

    def share(self, reading: str) -> tuple[float, float, float]:
        """Return the share of the gross effect that pays for the costs.

        Under A and B that is a break-even probability; under C chance is in the
        amount already, and it is the part of the effect that must survive.
        """
        of = self.gross(reading)
        low, middle, high = (c / g for c, g in zip(self.costs.bounds, of, strict=True))
        return low, middle, high

    def threshold(self, reading: str) -> str:
        """Return in Dutch what a reading takes to pay for the costs."""
        low, middle, high = (share_text(x) for x in self.share(reading))
        if reading == "C":
            return f"{middle} ({low} tot {high}) van het bruto-effect moet overblijven"
        return f"de kosten zijn eruit bij een kans van {middle} ({low} tot {high})"

    @property
    def hours(self) -> tuple[float, float] | None:
        """Hours that the amount pays at the highest and lowest price of an hour."""
        wage = self.costs.wage
        return None if wage is None else (self.amount / wage[1], self.amount / wage[0])

    @property
    def notes(self) -> tuple[str, ...]:
        """What was counted, what was left out and how to read it, in Dutch."""
        return claim_notes(self)

    def to_frame(self) -> pd.DataFrame:
        """Return one row a reading.

        Columns are reading, label, gross (EUR, at middle cost), net (gross minus
        middle cost), low, middle and high (share of the gross effect that pays for
        the costs at low, middle and high prices).
        """
        rows = [
            (
                name,
                term.label,
                self.gross(name)[1],
                self.gross(name)[1] - self.costs.middle,
                *self.share(name),
            )
            for name, term in CLAIM_READINGS.items()
        ]
        return pd.DataFrame(
            rows, columns=["reading", "label", "gross", "net", "low", "middle", "high"]
        )

    def plausibility(self) -> pd.DataFrame:
        """Return what must be avoided, and what the claim says is avoided.

        One row a price. Columns are price_label, unit, price (EUR), needed (units per
        100 trajectories that pay for the costs at middle prices), and A, B and C:
        units per 100 trajectories (A and B: that succeed) that the amount implies.
        """
        rows = [
            (
                name or f"{euro_text(price)} per {unit}",
                unit,
                price,
                *(
                    _HUNDRED * money / price
                    for money in (
                        self.costs.middle,
                        *(self.gross(r)[1] for r in CLAIM_READINGS),
                    )
                ),
            )
            for name, unit, price in self.prices
        ]
        columns = ["price_label", "unit", "price", "needed", *CLAIM_READINGS]
        return pd.DataFrame(rows, columns=columns)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw for each reading the share that pays for the costs."""
        from tbresearch.costs.claim_charts import draw_claim

        return draw_claim(self, ax)

    @property
    def _amount(self) -> str:
        most = "ten hoogste " if self.claim.maximum else ""
        return f"{most}{euro_text(self.amount)} per traject"

    def _repr_html_(self) -> str:
        return claim_html(self)


def audit_claim(
    register: Register,
    claim: str,
    *,
    reading: str = "C",
    items: Collection[str] | None = None,
    product: Sequence[str] | None = None,
    prices: Sequence[float | str] = UNIT_COSTS,
    unit: str = "plaatsing",
) -> ClaimAudit:
    """Hold a claimed saving against the costs under three readings.

    Parameters
    ----------
    register : Register
        With the claim as an assumption, and with moment, startdatum and horizon.
    claim : str
        Id of an assumption in EUR/traject, or in EUR/jaar: then the amount comes
        every year of the trajectory, discounted as the costs are.
    reading : str
        ``"A"`` gross if it succeeds, ``"B"`` net if it succeeds, or ``"C"`` net and
        expected. All three are worked out; this one is put forward.
    items : collection of str, optional
        Ids of the cost items to count; by default all.
    product : sequence of str, optional
        Instead of items: ids of assumptions whose product is the cost of another
        trajectory, such as an hourly wage and hours. It is not discounted.
    prices : sequence of float or str
        What one avoided unit costs: amounts in EUR, or ids of assumptions in EUR per
        something.
    unit : str
        What the amounts in `prices` are for, such as ``"plaatsing"`` or
        ``"kindjaar"``.

    Raises
    ------
    StudyError
        If a cost that is counted is unknown; there is no total of a part.
    WorkbenchError
        If the claim is unknown or no such amount, or a price is not above zero.

    Examples
    --------
    >>> import tbresearch as tb
    >>> audit = tb.audit_claim(
    ...     tb.starter_register(), "besparing_gezin", items=["contacttijd"]
    ... )
    >>> [round(100 * share, 1) for share in audit.share("A")]
    [21.2, 27.6, 33.9]
    """
    _refuse_reading(reading)
    own = register.assumption(claim)
    if own.value is None or own.unit not in (COST_UNIT, _YEARLY):
        raise WorkbenchError(
            f"{claim!r} is geen bedrag per traject of per jaar"
            if own.value is not None
            else f"{claim!r} is onbekend, en dus geen bewering over een bedrag",
            where=own.where,
            fix=f"kies een aanname met een waarde in {COST_UNIT} of {_YEARLY}",
        )
    costs = (
        claim_costs(register, items=items)
        if product is None
        else comparison_costs(register, product)
    )
    return ClaimAudit(
        claim=own,
        reading=reading,
        amount=value_per_trajectory(register, own, costs),
        costs=costs,
        prices=tuple(_price(register, price, unit) for price in prices),
    )


def _refuse_reading(reading: str) -> None:
    if reading not in CLAIM_READINGS:
        raise WorkbenchError(
            f"lezing {reading!r} is er niet",
            where="reading",
            fix=f"kies uit: {', '.join(CLAIM_READINGS)}",
        )


def _price(register: Register, price: float | str, unit: str) -> tuple[str, str, float]:
    if not isinstance(price, str):
        if not 0 < price < float("inf"):
            raise WorkbenchError(
                f"een prijs van {price} kan niet",
                where="prices",
                fix="geef een bedrag boven nul",
            )
        return "", unit, float(price)
    own = register.assumption(price)
    if own.value is None or not is_money(own.unit) or own.value <= 0:
        raise WorkbenchError(
            f"{price!r} is geen prijs met een waarde",
            where=own.where,
            fix="kies een aanname in EUR met een waarde boven nul, of geef een bedrag",
        )
    return own.label, own.unit.partition("/")[2], own.value * own.price_factor
