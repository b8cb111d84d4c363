"""An interval around a share, only where the sample was drawn to carry one."""

from __future__ import annotations

from tbresearch.estimate import Estimate, NotApplicable, NotEstimable, wilson
from tbresearch.findings.factors import Factors

__all__ = ["interval"]


def interval(
    factors: Factors, *, group: str, code: str
) -> Estimate | NotApplicable | NotEstimable:
    """Return the share of respondents that mentions a code, between bounds.

    Parameters
    ----------
    factors : Factors
        The counts.
    group, code : str
        As in `Factors.count`.

    Returns
    -------
    Estimate or NotApplicable or NotEstimable
        In percent, with Wilson's score interval of 95% (Wilson 1927, Journal of the
        American Statistical Association 22, 209-212). Not applicable unless the
        study says that its respondents were drawn by lot.

    Raises
    ------
    WorkbenchError
        If the group or the code is unknown.
    """
    count = factors.count(group, code, "respondent")
    if isinstance(count, NotEstimable):
        return count
    if factors.coding.study.sampling != "aselect":
        return NotApplicable(
            "de respondenten zijn doelgericht gekozen en niet door loting; het aantal "
            "geldt voor hen en niet voor wie niet is gevraagd"
        )
    low, high = wilson(count.k, count.total)
    return Estimate(
        value=100 * count.k / count.total,
        low=100 * low,
        high=100 * high,
        unit="procent",
        n=count.total,
        denominator="respondenten",
        method="Aandeel met het interval van Wilson van 95%; respondenten zijn door "
        "loting getrokken.",
    )
