"""What people say: success factors and improvement points, with their counts."""

from tbresearch.findings.concentration import (
    CONCENTRATION_RULE,
    concentrated_findings,
    concentrated_quotes,
)
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
from tbresearch.findings.negative_cases import (
    NEGATIVE_RULE,
    SEARCHES,
    NegativeCases,
    negative_cases,
)
from tbresearch.findings.perspectives import (
    PERSPECTIVE_RULE,
    Perspectives,
    perspectives,
)
from tbresearch.findings.quotes import QUOTE_RULE, Quote, printable_quotes
from tbresearch.findings.recommendations import (
    NO_OWNER,
    NO_RECOMMENDATION,
    RECOMMENDATIONS,
    Recommendation,
    Recommendations,
    read_recommendations,
)

__all__ = [
    "CONCENTRATION_RULE",
    "NEGATIVE_RULE",
    "NO_OWNER",
    "NO_RECOMMENDATION",
    "ORDER_RULE",
    "PATTERN_RULE",
    "PERSPECTIVE_RULE",
    "QUOTE_RULE",
    "RECOMMENDATIONS",
    "SEARCHES",
    "Factors",
    "GroupPatterns",
    "NegativeCases",
    "Perspectives",
    "Quote",
    "Recommendation",
    "Recommendations",
    "concentrated_findings",
    "concentrated_quotes",
    "group_patterns",
    "improvement_points",
    "interval",
    "negative_cases",
    "perspectives",
    "printable_quotes",
    "read_recommendations",
    "success_factors",
    "unit_counts",
]
