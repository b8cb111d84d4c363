"""The reports of a study: text with evidence, in HTML, DOCX and PDF, and its proof."""

from tbresearch.report.composition import Composition
from tbresearch.report.figure_register import FigureRegister, figure_register
from tbresearch.report.full import full_report
from tbresearch.report.outline import TEXT_FOLDER, Product
from tbresearch.report.products import PRODUCTS
from tbresearch.report.report import Report
from tbresearch.report.verification import Verification, verify_report

__all__ = [
    "PRODUCTS",
    "TEXT_FOLDER",
    "Composition",
    "FigureRegister",
    "Product",
    "Report",
    "Verification",
    "figure_register",
    "full_report",
    "verify_report",
]
