"""Tables of verdicts as they arrive: a look first, then files of the study."""

from tbresearch.frameworks.importing.result import AssessmentTable
from tbresearch.frameworks.importing.taking_in import (
    import_assessment,
    preview_assessment,
)

__all__ = ["AssessmentTable", "import_assessment", "preview_assessment"]
