"""How strong something that was not measured must be to explain a difference away."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import decimal_text, percentage_text

__all__ = ["EValue", "RobustnessValue", "e_value", "robustness_value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EValue:
    """The E-value of a risk ratio.

    Attributes
    ----------
    estimate : float
        Risk ratio that something unmeasured must have, both with who got what and
        with the outcome, to explain the difference away; 1 or more.
    limit : float or None
        The same for the limit of the interval that is nearest to 1.
    """

    estimate: float
    limit: float | None

    def __str__(self) -> str:
        limit = ""
        if self.limit is not None:
            limit = f", en met {decimal_text(self.limit, 2)} zou het interval 1 raken"
        return (
            f"E-waarde {decimal_text(self.estimate, 2)}: iets wat niet is gemeten en "
            "zowel met de groep als met de uitkomst een risicoverhouding van "
            f"{decimal_text(self.estimate, 2)} heeft, kan het verschil geheel "
            f"verklaren{limit}"
        )


def e_value(
    risk_ratio: float, *, low: float | None = None, high: float | None = None
) -> EValue:
    """Return the E-value of a risk ratio (VanderWeele and Ding 2017).

    Parameters
    ----------
    risk_ratio : float
        More than 0; below 1 is turned round.
    low, high : float, optional
        Its 95% interval.

    Raises
    ------
    WorkbenchError
        If a ratio is not positive, or the interval does not hold the ratio.

    Notes
    -----
    RR + sqrt(RR (RR - 1)), and 1 for an interval with 1 in it.
    """
    given = [value for value in (low, risk_ratio, high) if value is not None]
    if min(given) <= 0 or given != sorted(given):
        raise WorkbenchError(
            f"een risicoverhouding van {risk_ratio:g} met dit interval kan niet",
            where="e_value",
            fix="geef een verhouding boven 0, en een interval waar zij in ligt",
        )
    nearest = low if risk_ratio >= 1 else high
    limit = None
    if nearest is not None:
        crosses = (nearest <= 1) if risk_ratio >= 1 else (nearest >= 1)
        limit = 1.0 if crosses else _e(nearest)
    return EValue(estimate=_e(risk_ratio), limit=limit)


def _e(ratio: float) -> float:
    above = ratio if ratio >= 1 else 1 / ratio
    return above + sqrt(above * (above - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustnessValue:
    """The robustness value of a coefficient.

    Attributes
    ----------
    estimate : float
        Share of the remaining variance, of both who got what and the outcome, that
        something unmeasured must explain to bring the coefficient to 0.
    limit : float
        The same to bring its 95% interval to 0.
    """

    estimate: float
    limit: float

    def __str__(self) -> str:
        return (
            f"robuustheid {percentage_text(self.estimate)}: iets wat niet is gemeten "
            f"en van beide {percentage_text(self.estimate)} van de resterende "
            "spreiding verklaart, haalt het verschil weg; bij "
            f"{percentage_text(self.limit)} is het niet meer van toeval te "
            "onderscheiden"
        )


def robustness_value(
    t: float, *, degrees_of_freedom: float, confidence: float = 0.95
) -> RobustnessValue:
    """Return the robustness value of a regression coefficient.

    Parameters
    ----------
    t : float
        The coefficient divided by its standard error.
    degrees_of_freedom : float
        Of the residuals, more than 1.
    confidence : float
        Of the interval.

    Raises
    ------
    WorkbenchError
        If there are too few degrees of freedom.

    Notes
    -----
    Cinelli and Hazlett (2020): half of sqrt(f^4 + 4 f^2) - f^2, with f the size of t
    over the square root of the degrees of freedom; for the interval, f less the
    same of the critical t with one degree of freedom less.
    """
    from scipy.stats import t as student

    if degrees_of_freedom <= 1:
        raise WorkbenchError(
            f"{degrees_of_freedom:g} vrijheidsgraden zijn te weinig",
            where="robustness_value",
            fix="geef een model met meer waarnemingen dan schatters",
        )
    f = abs(t) / sqrt(degrees_of_freedom)
    rest = degrees_of_freedom - 1
    critical = float(student.ppf((1 + confidence) / 2, rest)) / sqrt(rest)
    return RobustnessValue(estimate=_robust(f), limit=_robust(f - critical))


def _robust(f: float) -> float:
    if f <= 0:
        return 0.0
    return 0.5 * (sqrt(f**4 + 4 * f**2) - f**2)
