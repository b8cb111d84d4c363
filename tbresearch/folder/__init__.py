"""The study folder as a whole: making a new one, and checking everything in one."""

from tbresearch.folder.check import Inspection, check_study
from tbresearch.folder.exchange import ProjectImport, import_project, preview_project
from tbresearch.folder.name_review import (
    NameReview,
    add_name,
    apply_decisions,
    decide,
    open_name_review,
)
from tbresearch.folder.new import new_study
from tbresearch.folder.pseudonymising import (
    Pseudonymised,
    propose_names,
    pseudonymise_study,
)
from tbresearch.folder.restoring import NamesBack, restore_study
from tbresearch.folder.versions import Renewal, renew_transcript, sole_speaker_of
from tbresearch.folder.withdrawal import Withdrawal, withdraw_respondent

__all__ = [
    "Inspection",
    "NameReview",
    "NamesBack",
    "ProjectImport",
    "Pseudonymised",
    "Renewal",
    "Withdrawal",
    "add_name",
    "apply_decisions",
    "check_study",
    "decide",
    "import_project",
    "new_study",
    "open_name_review",
    "preview_project",
    "propose_names",
    "pseudonymise_study",
    "renew_transcript",
    "restore_study",
    "sole_speaker_of",
    "withdraw_respondent",
]
