"""What people say: success factors and improvement points, with their counts."""

from tbresearch.findings.factors import (
    ORDER_RULE,
    Factors,
    improvement_points,
    success_factors,
)
from tbresearch.findings.group_patterns import (
    PATTERN_RULE,
    GroupPatterns,
    group_patterns,
)
from tbresearch.findings.intervals import interval
from tbresearch.findings.ledger import unit_counts
from tbresearch.findings.perspectives import (
    PERSPECTIVE_RULE,
    Perspectives,
    perspectives,
)
from tbresearch.findings.quotes import QUOTE_RULE, Quote, printable_quotes

__all__ = [
    "ORDER_RULE",
    "PATTERN_RULE",
    "PERSPECTIVE_RULE",
    "QUOTE_RULE",
    "Factors",
    "GroupPatterns",
    "Perspectives",
    "Quote",
    "group_patterns",
    "improvement_points",
    "interval",
    "perspectives",
    "printable_quotes",
    "success_factors",
    "unit_counts",
]
