"""Reporting checklists as data, and what a report has of every item."""

from tbresearch.report.checklist.answering import (
    ANSWERS_FILE,
    OwnAnswer,
    answered_lines,
    read_answers,
)
from tbresearch.report.checklist.choosing import fill_checklists
from tbresearch.report.checklist.filling import (
    Checklists,
    FilledChecklist,
    FilledItem,
)
from tbresearch.report.checklist.lists import (
    CHECKLISTS,
    Checklist,
    ChecklistItem,
    read_checklist,
)

__all__ = [
    "ANSWERS_FILE",
    "CHECKLISTS",
    "Checklist",
    "ChecklistItem",
    "Checklists",
    "FilledChecklist",
    "FilledItem",
    "OwnAnswer",
    "answered_lines",
    "fill_checklists",
    "read_answers",
    "read_checklist",
]
