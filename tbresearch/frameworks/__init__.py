"""Frameworks of assessment as data: themes, criteria, indicators, and verdicts."""

from tbresearch.frameworks.assessing import (
    ASSESSMENT_FOLDER,
    assessment_names,
    read_assessment,
)
from tbresearch.frameworks.assessment import Assessment
from tbresearch.frameworks.framework import AssessmentFramework
from tbresearch.frameworks.importing import (
    AssessmentTable,
    import_assessment,
    preview_assessment,
)
from tbresearch.frameworks.parts import Indicator, Theme
from tbresearch.frameworks.reading import (
    OWN_FOLDER,
    SHIPPED_FRAMEWORKS,
    read_assessment_framework,
)
from tbresearch.frameworks.telling import (
    indicator_name,
    pointed,
    reservations,
    self_reported,
)
from tbresearch.frameworks.views import InformantViews, informant_views

__all__ = [
    "ASSESSMENT_FOLDER",
    "OWN_FOLDER",
    "SHIPPED_FRAMEWORKS",
    "Assessment",
    "AssessmentFramework",
    "AssessmentTable",
    "Indicator",
    "InformantViews",
    "Theme",
    "assessment_names",
    "import_assessment",
    "indicator_name",
    "informant_views",
    "pointed",
    "preview_assessment",
    "read_assessment",
    "read_assessment_framework",
    "reservations",
    "self_reported",
]
