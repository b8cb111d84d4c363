"""The procesevaluatie: text with evidence, in HTML, DOCX and PDF, and its proof."""

from tbresearch.report.composition import TEXT_FOLDER
from tbresearch.report.report import Report, full_report
from tbresearch.report.verification import Verification, verify_report

__all__ = ["TEXT_FOLDER", "Report", "Verification", "full_report", "verify_report"]
