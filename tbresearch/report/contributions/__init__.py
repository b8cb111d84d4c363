"""What each kind of result brings to the report.

To let a new kind of result into the report: one module here that turns it and the
study into a `Contribution`, and one line in `_MAKERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tbresearch.coding import TopicCoverage
from tbresearch.coding.comparing import Agreement
from tbresearch.coding.retrieval import FrameworkMatrix
from tbresearch.costs import (
    ClaimAudit,
    CostBalance,
    CostPerTrajectory,
    NationalClaim,
    Simulation,
    Tornado,
    ValueOfInformation,
)
from tbresearch.errors import WorkbenchError
from tbresearch.findings import (
    Factors,
    PerspectiveAgreement,
    Recommendations,
    Saturation,
    Vignettes,
    WorkingElements,
)
from tbresearch.frameworks import Assessment
from tbresearch.implementation import PlanCheck, Practice, Reach
from tbresearch.intervention import Intervention
from tbresearch.outcomes import (
    DropoutSensitivity,
    Duration,
    Exits,
    GoalAttainment,
    Measurements,
    Satisfaction,
    ZrmChange,
)
from tbresearch.outcomes.models import ChangeModels, ChangeSensitivity
from tbresearch.report.contributions.agreement import agreement_contribution
from tbresearch.report.contributions.assessments import assessment_contribution
from tbresearch.report.contributions.checklists import checklist_contribution
from tbresearch.report.contributions.claim_audit import (
    claim_contribution,
    national_contribution,
)
from tbresearch.report.contributions.codes_together import codes_contribution
from tbresearch.report.contributions.cost_balance import (
    balance_contribution,
    no_balance_contribution,
)
from tbresearch.report.contributions.cost_uncertainty import (
    information_contribution,
    simulation_contribution,
    tornado_contribution,
    turning_contribution,
)
from tbresearch.report.contributions.costs import cost_contribution
from tbresearch.report.contributions.course import (
    duration_contribution,
    exits_contribution,
    measurements_contribution,
)
from tbresearch.report.contributions.disclosure import (
    disclosure_contribution,
    told_in,
)
from tbresearch.report.contributions.dropout import dropout_contribution
from tbresearch.report.contributions.elements import elements_contribution
from tbresearch.report.contributions.figures_elsewhere import figures_contribution
from tbresearch.report.contributions.findings import factor_contribution
from tbresearch.report.contributions.framework_matrix import framework_contribution
from tbresearch.report.contributions.intervention import intervention_contribution
from tbresearch.report.contributions.joint_display import joint_contribution
from tbresearch.report.contributions.judged import (
    goals_contribution,
    satisfaction_contribution,
)
from tbresearch.report.contributions.models import (
    models_contribution,
    sensitivity_contribution,
)
from tbresearch.report.contributions.outcomes import (
    not_measured_contribution,
    zrm_contribution,
)
from tbresearch.report.contributions.perspectives import perspective_contribution
from tbresearch.report.contributions.plans import plan_contribution
from tbresearch.report.contributions.practice import practice_contribution
from tbresearch.report.contributions.quotes import quote_contribution
from tbresearch.report.contributions.reach import reach_contribution
from tbresearch.report.contributions.recipe import recipe_contribution
from tbresearch.report.contributions.recommendations import (
    recommendation_contribution,
)
from tbresearch.report.contributions.saturation import saturation_contribution
from tbresearch.report.contributions.study import (
    coding_contribution,
    study_contribution,
)
from tbresearch.report.contributions.topics import topic_contribution
from tbresearch.report.contributions.vignettes import vignette_contribution
from tbresearch.report.cost_results import NoBalance, TurningPoints
from tbresearch.report.evidence import Contribution
from tbresearch.report.figure_register import FigureRegister
from tbresearch.report.outcome_results import NotMeasured
from tbresearch.study import Study
from tbresearch.synthesis.display import JointDisplay

__all__ = [
    "checklist_contribution",
    "codes_contribution",
    "coding_contribution",
    "contribution",
    "disclosure_contribution",
    "quote_contribution",
    "recipe_contribution",
    "refuse_unknown",
    "study_contribution",
    "told_in",
]


_MAKERS: Mapping[type, Callable[[Any, Study], Contribution]] = {
    Intervention: lambda description, _: intervention_contribution(description),
    FigureRegister: lambda register, _: figures_contribution(register),
    Assessment: lambda found, _: assessment_contribution(found),
    Reach: reach_contribution,
    Practice: practice_contribution,
    PlanCheck: plan_contribution,
    Factors: lambda factors, _: factor_contribution(factors),
    Recommendations: lambda found, _: recommendation_contribution(found),
    Vignettes: lambda found, _: vignette_contribution(found),
    ZrmChange: zrm_contribution,
    DropoutSensitivity: dropout_contribution,
    ChangeModels: lambda models, _: models_contribution(models),
    ChangeSensitivity: lambda result, _: sensitivity_contribution(result),
    NotMeasured: lambda *_: not_measured_contribution(),
    Measurements: measurements_contribution,
    Duration: lambda result, _: duration_contribution(result),
    Exits: exits_contribution,
    Satisfaction: satisfaction_contribution,
    GoalAttainment: goals_contribution,
    Agreement: lambda result, _: agreement_contribution(result),
    Saturation: lambda result, _: saturation_contribution(result),
    TopicCoverage: lambda found, _: topic_contribution(found),
    FrameworkMatrix: lambda matrix, _: framework_contribution(matrix),
    PerspectiveAgreement: lambda result, _: perspective_contribution(result),
    WorkingElements: lambda result, _: elements_contribution(result),
    CostPerTrajectory: lambda costs, _: cost_contribution(costs),
    ClaimAudit: lambda audit, _: claim_contribution(audit),
    NationalClaim: lambda national, _: national_contribution(national),
    CostBalance: lambda balance, _: balance_contribution(balance),
    NoBalance: lambda none, _: no_balance_contribution(none),
    Simulation: lambda simulation, _: simulation_contribution(simulation),
    Tornado: lambda result, _: tornado_contribution(result),
    TurningPoints: lambda turns, _: turning_contribution(turns),
    ValueOfInformation: lambda worth, _: information_contribution(worth),
    JointDisplay: joint_contribution,
}


def contribution(result: object, study: Study) -> Contribution:
    """Return what `result` brings to the report of `study`.

    Raises
    ------
    WorkbenchError
        If the report has no place for this kind of result.
    """
    refuse_unknown(result)
    return _MAKERS[type(result)](result, study)


def refuse_unknown(result: object) -> None:
    """Raise if the report has no place for this kind of result."""
    if type(result) in _MAKERS:
        return
    raise WorkbenchError(
        f"het rapport heeft geen plaats voor een {type(result).__name__}",
        where="Report.add",
        fix="voeg toe wat read_intervention, figure_register, success_factors, "
        "improvement_points, read_recommendations, read_vignettes, saturation, "
        "perspective_agreement, working_elements, "
        "agreement, topic_coverage, framework_matrix, read_assessment, reach, "
        "review_practice, check_plans, zrm_change, "
        "dropout_sensitivity, fit_change, change_sensitivity, planned_measurements, "
        "traject_duration, traject_exits, read_satisfaction, goal_attainment, "
        "cost_per_trajectory, audit_claim, national_claim, cost_balance, simulate, "
        "tornado, value_of_information of joint_display geeft",
    )
