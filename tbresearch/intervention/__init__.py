"""The intervention as intended, as data: what practice and reach are held against."""

from tbresearch.intervention.chart import theory_text
from tbresearch.intervention.computing import Computed
from tbresearch.intervention.conditions import Condition, all_of, answer
from tbresearch.intervention.disputes import (
    Contradiction,
    Contradictions,
    computed_text,
    contradictions,
)
from tbresearch.intervention.intervention import Intervention
from tbresearch.intervention.parts import (
    NOT_IN_SOURCES,
    Charge,
    Concept,
    DeliveryForm,
    Dispute,
    Dose,
    Evaluation,
    Figure,
    GoalLimits,
    Item,
    Link,
    Origin,
    Phase,
    Route,
    RouteCondition,
    SelectionRule,
    Source,
)
from tbresearch.intervention.ranges import (
    Range,
    capacity,
    feasible_parts,
    in_care,
    total,
)
from tbresearch.intervention.reading import (
    INTERVENTION_FILE,
    SHIPPED,
    has_intervention,
    intervention_file,
    read_intervention,
)
from tbresearch.intervention.routing import RouteAnswer, Routes, charge_text, routes
from tbresearch.intervention.situation import ATTRIBUTES, Situation, as_situation

__all__ = [
    "ATTRIBUTES",
    "INTERVENTION_FILE",
    "NOT_IN_SOURCES",
    "SHIPPED",
    "Charge",
    "Computed",
    "Concept",
    "Condition",
    "Contradiction",
    "Contradictions",
    "DeliveryForm",
    "Dispute",
    "Dose",
    "Evaluation",
    "Figure",
    "GoalLimits",
    "Intervention",
    "Item",
    "Link",
    "Origin",
    "Phase",
    "Range",
    "Route",
    "RouteAnswer",
    "RouteCondition",
    "Routes",
    "SelectionRule",
    "Situation",
    "Source",
    "all_of",
    "answer",
    "as_situation",
    "capacity",
    "charge_text",
    "computed_text",
    "contradictions",
    "feasible_parts",
    "has_intervention",
    "in_care",
    "intervention_file",
    "read_intervention",
    "routes",
    "theory_text",
    "total",
]
