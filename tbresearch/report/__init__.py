"""The procesevaluatie: text with evidence, in HTML, DOCX and PDF, and its proof."""

from tbresearch.report.checklist import (
    Checklists,
    FilledChecklist,
    FilledItem,
    read_answers,
)
from tbresearch.report.composition import TEXT_FOLDER, Composition
from tbresearch.report.manifest import MANIFEST, author_texts
from tbresearch.report.report import REPORT_NAME, Report, checklists, full_report
from tbresearch.report.verification import Verification, verify_report

__all__ = [
    "MANIFEST",
    "REPORT_NAME",
    "TEXT_FOLDER",
    "Checklists",
    "Composition",
    "FilledChecklist",
    "FilledItem",
    "Report",
    "Verification",
    "author_texts",
    "checklists",
    "full_report",
    "read_answers",
    "verify_report",
]
