"""The costs that a claim is held against: low, middle and high prices."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tbresearch.costs.assumptions import Assumption
from tbresearch.costs.balance import cost_balance
from tbresearch.costs.flows import CashFlows, present_values
from tbresearch.costs.register import Register, adjust_register
from tbresearch.costs.simulation import base_values
from tbresearch.costs.streams import Stream, streams_of
from tbresearch.costs.terms import terms_of
from tbresearch.costs.units import COST_UNIT, TIMES, is_money, product_unit
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.vocabulary import join_text

__all__ = [
    "ClaimCosts",
    "claim_costs",
    "comparison_costs",
    "known_costs",
    "value_per_trajectory",
]

_WAGE = "EUR/uur"
_YEARLY = "EUR/jaar"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCosts:
    """What a trajectory costs, at low, middle and high prices.

    Attributes
    ----------
    bounds : (float, float, float)
        EUR per trajectory of the price year; discounted unless the notes say not.
    counted : tuple of str
        Labels of what is in it.
    wage : (float, float) or None
        Lowest and highest price of an hour, if there is just one such price.
    product : tuple of str
        Ids of the assumptions, if it is another trajectory; empty for cost items.
    stream : Stream or None
        When the costs fall; None if that is not known.
    notes : tuple of str
        Terms, and what was left out, in Dutch sentences.
    """

    bounds: tuple[float, float, float]
    counted: tuple[str, ...]
    wage: tuple[float, float] | None
    product: tuple[str, ...]
    stream: Stream | None
    notes: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The cost at middle prices."""
        return self.bounds[1]


def known_costs(register: Register) -> tuple[str, ...]:
    """Return the ids of the cost items in which nothing is unknown."""
    return tuple(
        item.id
        for item in register.items_of("kosten")
        if all(register.assumption(name).bounds for name in item.factors)
    )


def claim_costs(register: Register, *, items: Collection[str] | None) -> ClaimCosts:
    """Return the present value of the cost items.

    Raises
    ------
    StudyError
        If there is no cost item, or something in one is unknown.
    """
    every = {item.id: item for item in register.items_of("kosten")}
    chosen = list(every) if items is None else [*items]
    for name in chosen:
        if name not in every:
            raise WorkbenchError(
                f"kostenpost {name!r} is er niet",
                where="items",
                fix=f"er zijn: {', '.join(every) or 'geen'}",
            )
    kept = adjust_register(register, items=chosen)
    streams = streams_of(kept)
    money = [
        register.assumption(name)
        for name in sorted({f for stream in streams for f in stream.factors})
        if is_money(register.assumption(name).unit)
    ]
    left = [item.label for name, item in every.items() if name not in chosen]
    return ClaimCosts(
        bounds=(_cost(kept, money, 0), _cost(kept, money, 1), _cost(kept, money, 2)),
        counted=tuple(every[name].label for name in every if name in chosen),
        wage=_wage(money),
        product=(),
        stream=streams[0],
        notes=(str(terms_of(kept)), *_left_out(left)),
    )


def comparison_costs(register: Register, product: Sequence[str]) -> ClaimCosts:
    """Return the cost of another trajectory as a product, which is not discounted.

    Raises
    ------
    StudyError
        If a factor is unknown, or the units do not come to EUR/traject.
    """
    factors = [register.assumption(name) for name in product]
    problems = [
        Problem(
            what=f"{factor.id!r} is onbekend",
            where=factor.where,
            fix="zoek een bron, of neem een andere aanname in het product",
        )
        for factor in factors
        if factor.bounds is None
    ]
    unit = product_unit([factor.unit for factor in factors])
    if unit != COST_UNIT:
        problems.append(
            Problem(
                what=f"het product is in {unit}",
                where="product",
                fix=f"kies aannames waarvan de eenheden samen {COST_UNIT} zijn",
            )
        )
    if problems:
        raise StudyError(problems)
    bounds = [
        math.prod(_level(factor, place) for factor in factors) for place in range(3)
    ]
    return ClaimCosts(
        bounds=(bounds[0], bounds[1], bounds[2]),
        counted=(TIMES.join(factor.label for factor in factors),),
        wage=_wage([factor for factor in factors if is_money(factor.unit)]),
        product=tuple(product),
        stream=None,
        notes=(
            f"Prijspeil {register.price_year}. Wanneer deze kosten vallen is niet "
            "bekend; zij zijn niet verdisconteerd.",
        ),
    )


def value_per_trajectory(
    register: Register, claim: Assumption, costs: ClaimCosts
) -> float:
    """Return what is claimed per trajectory, in EUR of the price year.

    A yearly amount flows as long as the costs do and is discounted as they are.

    Raises
    ------
    WorkbenchError
        If it is yearly and no duration is known.
    """
    assert claim.value is not None
    amount = claim.value * claim.price_factor
    if claim.unit != _YEARLY:
        return amount
    stream = costs.stream
    if stream is None or stream.duration is None:
        raise WorkbenchError(
            f"{claim.id!r} is een bedrag per jaar, en hoe lang het traject duurt is "
            "niet bekend",
            where=claim.where,
            fix="kies een kostenpost met een duur in het product, zoals week/traject",
        )
    return amount * _annuity(register, stream)


def _annuity(register: Register, stream: Stream) -> float:
    """Return what one euro a year comes to over the duration of a stream."""
    assert stream.duration is not None
    flows = CashFlows(
        streams=(stream,),
        terms=terms_of(register),
        values=base_values(register, (stream,)),
        draws=1,
    )
    present = sum(float(x) for x in present_values(flows).values())
    nominal = math.prod(float(x) for x in flows.values.values()) * stream.price_factor
    years = float(flows.values[stream.duration]) / stream.per_year
    return years * abs(present) / nominal


def _cost(register: Register, money: Sequence[Assumption], place: int) -> float:
    values = {a.id: a.bounds[place] for a in money if a.bounds}
    balance = cost_balance(adjust_register(register, values=values))
    return -float(sum(float(x) for x in balance.present.values()))


def _level(factor: Assumption, place: int) -> float:
    assert factor.bounds is not None
    at = factor.bounds[place] if is_money(factor.unit) else factor.bounds[1]
    return at * factor.price_factor


def _wage(money: Sequence[Assumption]) -> tuple[float, float] | None:
    hourly = [a for a in money if a.unit == _WAGE and a.bounds]
    if len(hourly) != 1 or hourly[0].bounds is None or hourly[0].bounds[0] <= 0:
        return None
    low, _, high = hourly[0].bounds
    return low * hourly[0].price_factor, high * hourly[0].price_factor


def _left_out(labels: Sequence[str]) -> tuple[str, ...]:
    if not labels:
        return ()
    return (
        f"Niet meegeteld: {join_text(labels)}. De kosten zijn dus hoger, en de "
        "drempels ook.",
    )
