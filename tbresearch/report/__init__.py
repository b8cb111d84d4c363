"""The reports of a study: text with evidence, in HTML, DOCX and PDF, and its proof."""

from tbresearch.report.build_changes import BuildChanges
from tbresearch.report.changes import compare_builds, write_changes
from tbresearch.report.checklist import (
    Checklists,
    FilledChecklist,
    FilledItem,
    read_answers,
)
from tbresearch.report.composition import Composition
from tbresearch.report.figure_register import FigureRegister, figure_register
from tbresearch.report.full import checklists, full_report
from tbresearch.report.manifest import author_texts
from tbresearch.report.outline import TEXT_FOLDER, Product
from tbresearch.report.products import PRODUCTS
from tbresearch.report.report import Report
from tbresearch.report.verification import Verification, verify_report

__all__ = [
    "PRODUCTS",
    "TEXT_FOLDER",
    "BuildChanges",
    "Checklists",
    "Composition",
    "FigureRegister",
    "FilledChecklist",
    "FilledItem",
    "Product",
    "Report",
    "Verification",
    "author_texts",
    "checklists",
    "compare_builds",
    "figure_register",
    "full_report",
    "read_answers",
    "verify_report",
    "write_changes",
]
