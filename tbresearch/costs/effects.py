"""An effect that was estimated elsewhere, as assumptions: gross, deadweight and net.

Coefficients come in together with their correlations, so that they are drawn as one
group. What would have happened anyway (deadweight) is an assumption of its own and
has no silent value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
import pandas as pd

from tbresearch.costs.assumptions import (
    Assumption,
    CorrelationGroup,
    CostItem,
    number_text,
)
from tbresearch.costs.distributions import Distribution
from tbresearch.costs.draws import rows_of
from tbresearch.costs.effect_checks import effect_problems
from tbresearch.costs.register import Register
from tbresearch.costs.sampling import draw
from tbresearch.errors import StudyError
from tbresearch.estimate import Estimate
from tbresearch.html import list_html, table_html
from tbresearch.vocabulary import decimal_text, join_text

__all__ = ["LinkedEffect", "link_effect"]

_DRAWS = 2**14
_SEED = 1
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LinkedEffect:
    """A register with an estimated effect in it, and what of the effect is net.

    Attributes
    ----------
    register : Register
        With the effects, what is attributable, and a benefit for each effect.
    effects : pd.DataFrame
        One row an effect: effect (id), label, unit, and mean, low and high (2.5% and
        97.5% of the draws) of gross and of net, and the mean deadweight as a share;
        missing where the deadweight is unknown.
    sources : tuple of str
        How each effect was estimated.
    """

    register: Register
    effects: pd.DataFrame
    sources: tuple[str, ...]

    def __str__(self) -> str:
        parts = [
            f"{r.label}: bruto {_interval(r, 'gross')}, netto "
            + (_interval(r, "net") if pd.notna(r.net) else "onbekend")
            + f" {r.unit}"
            for r in rows_of(self.effects)
        ]
        return "; ".join(parts)

    @property
    def notes(self) -> tuple[str, ...]:
        """How it entered the register, in Dutch sentences."""
        notes = [
            *self.sources,
            "Bruto is wat de schatting zegt. Netto is wat overblijft als eraf is wat "
            "ook zonder traject was gebeurd (deadweight); alleen netto telt als baat.",
        ]
        if len(self.effects) > 1:
            notes.append("De effecten worden samen getrokken, met hun correlaties.")
        if self.effects["net"].isna().any():
            notes.append("De deadweight is onbekend; er is dus geen balans mee.")
        if any("log-odds" in unit for unit in self.sources):
            notes.append(
                "Log-odds zijn geen aantal mensen of niveaus: het bedrag moet echt per "
                "eenheid log-odds zijn."
            )
        return tuple(notes)

    def to_frame(self) -> pd.DataFrame:
        """Return one row an effect."""
        return self.effects.copy()

    def _repr_html_(self) -> str:
        heads = ("Effect", "Eenheid", "Bruto", "Deadweight", "Netto")
        rows = [
            (
                r.label,
                r.unit,
                _interval(r, "gross"),
                "onbekend"
                if pd.isna(r.deadweight)
                else f"{decimal_text(100 * r.deadweight, 1)}%",
                "onbekend" if pd.isna(r.net) else _interval(r, "net"),
            )
            for r in rows_of(self.effects)
        ]
        return table_html(heads, rows) + list_html(self.notes)


def link_effect(
    register: Register,
    estimates: Mapping[str, Estimate],
    *,
    unit: str,
    worth: str,
    deadweight: str,
    covariance: pd.DataFrame | None = None,
) -> LinkedEffect:
    """Put estimated effects in a register, as benefits of what is net.

    Parameters
    ----------
    register : Register
        Is not changed.
    estimates : mapping of str to Estimate
        By id of the assumption that each becomes. One that is there must be unknown:
        it gets its value; what is known already is never overwritten. Bounds are
        those of an interval of 95%.
    unit : str
        What an effect is in per trajectory, such as ``"niveau/traject"``.
    worth : str
        Id of the assumption that says what one unit is worth, in EUR per unit; it
        says as well who gains and when.
    deadweight : str
        Id of the assumption in aandeel that says which part of the effect would have
        happened anyway. It may be unknown, and then there is no balance.
    covariance : pd.DataFrame, optional
        Covariances of the estimates, with their ids on both sides; more rows, such
        as the thresholds of a model, are left aside. Needed for two or more.

    Raises
    ------
    StudyError
        With every estimate that is known already, every unit that does not fit, and
        every covariance that is missing or is none.
    """
    problems = list(
        effect_problems(
            register, estimates, unit=unit, worth=worth, deadweight=deadweight,
            covariance=covariance,
        )
    )  # fmt: skip
    if problems:
        raise StudyError(problems)
    group = _group(estimates, covariance)
    effects = [
        _effect(register, name, estimate, unit=unit, group=group)
        for name, estimate in estimates.items()
    ]
    kept = _kept(register.assumption(deadweight))
    replaced = {a.id for a in effects}
    there = {a.id for a in register.assumptions}
    whole = replace(
        register,
        assumptions=(
            *(a for a in register.assumptions if a.id not in replaced),
            *effects,
            *([] if kept.id in there else [kept]),
        ),
        items=(
            *register.items,
            *(_benefit(a, factors=(worth, a.id, kept.id)) for a in effects),
        ),
        groups=(*register.groups, *([group] if group else [])),
    )
    return LinkedEffect(
        register=whole,
        effects=_frame(whole, effects, kept),
        sources=tuple(
            f"{a.label}: {estimates[a.id]}. {estimates[a.id].method}" for a in effects
        ),
    )


def _benefit(effect: Assumption, *, factors: tuple[str, ...]) -> CostItem:
    return CostItem(
        id=f"baat_{effect.id}",
        label=f"Netto-effect: {effect.label}",
        factors=factors,
        direction="baten",
        where=effect.where,
    )


def _effect(
    register: Register,
    name: str,
    estimate: Estimate,
    *,
    unit: str,
    group: CorrelationGroup | None,
) -> Assumption:
    error = (estimate.high - estimate.low) / (2 * _Z)
    there = {a.id: a for a in register.assumptions}.get(name)
    return Assumption(
        id=name,
        label=there.label if there else name.replace("_", " ").capitalize(),
        value=estimate.value,
        low=estimate.low,
        high=estimate.high,
        unit=unit,
        aspect="onzekerheid",
        price_year=None,
        payer=None,
        source="Schatting uit deze studie",
        place=str(estimate),
        grade=(there.grade if there else None) or "C",
        status="bron",
        distribution=Distribution(kind="normaal", value=estimate.value, error=error)
        if error > 0
        else Distribution(kind="vast", value=estimate.value),
        support=there.support if there else (),
        contradiction=there.contradiction if there else (),
        group=group.id if group else None,
        where=there.where if there else "link_effect",
    )


def _group(
    estimates: Mapping[str, Estimate], covariance: pd.DataFrame | None
) -> CorrelationGroup | None:
    if covariance is None or len(estimates) < 2:
        return None
    names = [*estimates]
    values = covariance.loc[names, names].to_numpy(dtype=float)
    errors = np.sqrt(np.diag(values))
    matrix = values / np.outer(errors, errors)
    return CorrelationGroup(
        id="_".join(["effecten", *names]),
        members=tuple(names),
        matrix=tuple(tuple(float(x) for x in row) for row in matrix),
    )


def _kept(deadweight: Assumption) -> Assumption:
    """Return what is attributable: one minus the deadweight, with its uncertainty."""
    bounds = deadweight.bounds
    drawn = deadweight.distribution
    return replace(
        deadweight,
        id=f"toe_te_schrijven_{deadweight.id}",
        label=f"Toe te schrijven deel (1 min {deadweight.label.lower()})",
        value=None if bounds is None else 1 - bounds[1],
        low=None if bounds is None else 1 - bounds[2],
        high=None if bounds is None else 1 - bounds[0],
        distribution=None
        if drawn is None
        else replace(
            drawn,
            value=1 - drawn.value,
            low=1 - drawn.high,
            high=1 - drawn.low,
            values=tuple(1 - x for x in drawn.values),
        ),
        group=None,
    )


def _frame(
    register: Register, effects: list[Assumption], kept: Assumption
) -> pd.DataFrame:
    varied = [a for a in (*effects, kept) if a.uncertain]
    drawn = draw(varied, register.groups, draws=_DRAWS, seed=_SEED)
    share = _values(kept, drawn)
    rows = []
    for effect in effects:
        gross = _values(effect, drawn)
        rows.append(
            (effect.id, effect.label, effect.unit, *_three(gross), 1 - share.mean(),
             *_three(gross * share))
        )  # fmt: skip
    columns = ["effect", "label", "unit", "gross", "gross_low", "gross_high"]
    columns += ["deadweight", "net", "net_low", "net_high"]
    return pd.DataFrame(rows, columns=columns)


def _values(assumption: Assumption, drawn: pd.DataFrame) -> np.ndarray:
    if assumption.id in drawn:
        return drawn[assumption.id].to_numpy()
    value = np.nan if assumption.value is None else assumption.value
    return np.full(_DRAWS, value)


def _three(values: np.ndarray) -> tuple[float, float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return float(values.mean()), float(low), float(high)


def _interval(row: object, name: str) -> str:
    value, low, high = (
        number_text(round(getattr(row, key), 2))
        for key in (name, f"{name}_low", f"{name}_high")
    )
    return f"{value} ({join_text([low, high], 'tot')})"
