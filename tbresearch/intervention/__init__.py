"""The intervention as intended, as data: what practice and reach are held against."""

from tbresearch.intervention.computing import Computed
from tbresearch.intervention.conditions import Condition, all_of, answer
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

__all__ = [
    "INTERVENTION_FILE",
    "NOT_IN_SOURCES",
    "SHIPPED",
    "Charge",
    "Computed",
    "Concept",
    "Condition",
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
    "RouteCondition",
    "SelectionRule",
    "Source",
    "all_of",
    "answer",
    "capacity",
    "feasible_parts",
    "has_intervention",
    "in_care",
    "intervention_file",
    "read_intervention",
    "total",
]
