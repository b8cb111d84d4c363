"""What people say: success factors and improvement points, with their counts."""

from tbresearch.findings.factors import (
    ORDER_RULE,
    Factors,
    improvement_points,
    success_factors,
)
from tbresearch.findings.ledger import unit_counts
from tbresearch.findings.quotes import QUOTE_RULE, Quote, printable_quotes
from tbresearch.findings.saturation_result import Saturation, saturation

__all__ = [
    "ORDER_RULE",
    "QUOTE_RULE",
    "Factors",
    "Quote",
    "Saturation",
    "improvement_points",
    "printable_quotes",
    "saturation",
    "success_factors",
    "unit_counts",
]
