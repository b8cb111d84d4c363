"""The procesevaluatie: text with evidence, in HTML, DOCX and PDF, and its proof."""

from tbresearch.report.composition import TEXT_FOLDER, Composition
from tbresearch.report.manifest import MANIFEST
from tbresearch.report.report import REPORT_NAME, Report, full_report
from tbresearch.report.verification import Verification, verify_report

__all__ = [
    "MANIFEST",
    "REPORT_NAME",
    "TEXT_FOLDER",
    "Composition",
    "Report",
    "Verification",
    "full_report",
    "verify_report",
]
