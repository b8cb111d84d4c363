"""What each kind of result brings to the report.

To let a new kind of result into the report: one module here that turns it into a
`Contribution`, and one line in `contribution`.
"""

from __future__ import annotations

from functools import singledispatch

from tbresearch.costs import CostPerTrajectory
from tbresearch.errors import WorkbenchError
from tbresearch.findings import Factors
from tbresearch.outcomes import ZrmChange
from tbresearch.report.contributions.costs import cost_contribution
from tbresearch.report.contributions.findings import (
    factor_contribution,
    quote_contribution,
)
from tbresearch.report.contributions.outcomes import zrm_contribution
from tbresearch.report.contributions.study import (
    coding_contribution,
    study_contribution,
)
from tbresearch.report.evidence import Contribution

__all__ = [
    "coding_contribution",
    "contribution",
    "quote_contribution",
    "refuse_unknown",
    "study_contribution",
]


@singledispatch
def contribution(result: object) -> Contribution:
    """Return what `result` brings to the report.

    Raises
    ------
    WorkbenchError
        If the report has no place for this kind of result.
    """
    raise WorkbenchError(
        f"het rapport heeft geen plaats voor een {type(result).__name__}",
        where="Report.add",
        fix="voeg toe wat success_factors, improvement_points, zrm_change of "
        "cost_per_trajectory geeft",
    )


def refuse_unknown(result: object) -> None:
    """Raise what `contribution` would raise, without computing anything."""
    if contribution.dispatch(type(result)) is contribution.dispatch(object):
        contribution(result)


contribution.register(Factors, factor_contribution)
contribution.register(ZrmChange, zrm_contribution)
contribution.register(CostPerTrajectory, cost_contribution)
