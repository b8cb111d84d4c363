"""Whether estimated effects can enter a register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from tbresearch.costs.register import ASSUMPTIONS_FILE, Register
from tbresearch.costs.units import COST_UNIT, SHARE, is_money, product_unit
from tbresearch.costs.units import unit as unit_kind
from tbresearch.errors import Problem
from tbresearch.estimate import Estimate
from tbresearch.vocabulary import join_text

__all__ = ["effect_problems"]

# How far the standard error of a covariance may lie from that of an estimate.
_SAME = 0.05
_Z = 1.959964
_TINY = 1e-9


def effect_problems(
    register: Register,
    estimates: Mapping[str, Estimate],
    *,
    unit: str,
    worth: str,
    deadweight: str,
    covariance: pd.DataFrame | None,
) -> Iterator[Problem]:
    """Yield what keeps estimates out of a register, each with its remedy."""
    if not estimates:
        yield Problem(
            what="er is geen schatting",
            where="estimates",
            fix="geef minstens één schatting, met de naam in het register",
        )
        return
    yield from _known(register, estimates)
    yield from _units(register, unit=unit, worth=worth, deadweight=deadweight)
    if covariance is not None:
        yield from _covariances(estimates, covariance)
    elif len(estimates) > 1:
        yield Problem(
            what="hoe de schattingen samenhangen is niet bekend",
            where="covariance",
            fix="geef de covariantie van het model mee, of koppel één schatting",
        )


def _known(register: Register, estimates: Mapping[str, Estimate]) -> Iterator[Problem]:
    there = {a.id: a for a in register.assumptions}
    taken = {item.id for item in register.items}
    for name, estimate in estimates.items():
        if name in there and there[name].bounds is not None:
            yield Problem(
                what=f"{name!r} heeft al een waarde",
                where=there[name].where,
                fix="geef de schatting een andere naam, of maak de aanname onbekend",
            )
        if f"baat_{name}" in taken:
            yield Problem(
                what=f"{name!r} is al gekoppeld",
                where=ASSUMPTIONS_FILE,
                fix="geef de schatting een andere naam",
            )
        numbers = (estimate.low, estimate.value, estimate.high)
        if not np.isfinite(numbers).all() or not estimate.low <= estimate.high:
            yield Problem(
                what=f"de schatting van {name!r} heeft geen grenzen",
                where="estimates",
                fix="neem een schatting met een interval van 95%",
            )


def _units(
    register: Register, *, unit: str, worth: str, deadweight: str
) -> Iterator[Problem]:
    price, part = register.assumption(worth), register.assumption(deadweight)
    if not _is_unit(unit):
        yield Problem(
            what=f"{unit!r} is geen eenheid",
            where="unit",
            fix="schrijf een eenheid als niveau/traject",
        )
    elif not is_money(price.unit) or product_unit([price.unit, unit]) != COST_UNIT:
        yield Problem(
            what=f"{worth!r} is in {price.unit}, en het effect in {unit}: samen geen "
            f"{COST_UNIT}",
            where=price.where,
            fix="kies een bedrag per eenheid van het effect, zoals EUR/niveau",
        )
    if part.unit != SHARE:
        yield Problem(
            what=f"{deadweight!r} is in {part.unit} en geen aandeel",
            where=part.where,
            fix="kies een aanname met eenheid aandeel, van 0 tot en met 1",
        )


def _is_unit(text: str) -> bool:
    try:
        unit_kind().parse(text)
    except ValueError:
        return False
    return True


def _covariances(
    estimates: Mapping[str, Estimate], covariance: pd.DataFrame
) -> Iterator[Problem]:
    names = [*estimates]
    lacking = [
        n for n in names if n not in covariance.index or n not in covariance.columns
    ]
    if lacking:
        yield Problem(
            what=f"de covariantie heeft geen rij en kolom voor {join_text(lacking)}",
            where="covariance",
            fix="geef schattingen dezelfde namen als in de covariantie; daar staan: "
            f"{', '.join(map(str, covariance.columns))}",
        )
        return
    values = covariance.loc[names, names].to_numpy(dtype=float)
    if (
        not np.isfinite(values).all()
        or not np.allclose(values, values.T)
        or (np.diag(values) <= 0).any()
        or np.linalg.eigvalsh(values).min() < -_TINY * np.trace(values)
    ):
        yield Problem(
            what="de tabel is geen covariantie: niet symmetrisch, leeg of negatief",
            where="covariance",
            fix="geef de covariantie zoals het model haar geeft",
        )
        return
    for name, variance in zip(names, np.diag(values), strict=True):
        error = (estimates[name].high - estimates[name].low) / (2 * _Z)
        if abs(np.sqrt(variance) - error) > _SAME * error:
            yield Problem(
                what=f"het interval van {name!r} past niet bij de covariantie",
                where="covariance",
                fix="neem schattingen en covariantie van hetzelfde model",
            )
