"""The reports of a study: text with evidence, in HTML, DOCX and PDF, and its proof."""

from tbresearch.report.build_changes import BuildChanges
from tbresearch.report.changes import compare_builds, write_changes
from tbresearch.report.composition import Composition
from tbresearch.report.full import full_report
from tbresearch.report.outline import TEXT_FOLDER, Product
from tbresearch.report.products import PRODUCTS
from tbresearch.report.report import Report
from tbresearch.report.verification import Verification, verify_report

__all__ = [
    "PRODUCTS",
    "TEXT_FOLDER",
    "BuildChanges",
    "Composition",
    "Product",
    "Report",
    "Verification",
    "compare_builds",
    "full_report",
    "verify_report",
    "write_changes",
]
