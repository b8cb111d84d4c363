"""What people say: success factors and improvement points, with their counts."""

from tbresearch.findings.concentration import (
    CONCENTRATION_RULE,
    concentrated_findings,
    concentrated_quotes,
)
from tbresearch.findings.dyads import (
    SIDES_OF_PAIR,
    PerspectiveAgreement,
    perspective_agreement,
)
from tbresearch.findings.element_scores import (
    ELEMENT_SCORES,
    ElementScores,
    has_element_scores,
    read_elements,
)
from tbresearch.findings.elements import (
    NO_DATA,
    WorkingElements,
    score_text,
    working_elements,
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
from tbresearch.findings.intervals import (
    interval,
)
from tbresearch.findings.kinds import (
    KIND_RULE,
    AgainstKind,
    against_kind,
    kind_note,
)
from tbresearch.findings.ledger import (
    unit_counts,
)
from tbresearch.findings.negative_cases import (
    NEGATIVE_RULE,
    SEARCHES,
    NegativeCases,
    negative_cases,
)
from tbresearch.findings.pairs import (
    PAIRS,
    Pairs,
    read_pairs,
)
from tbresearch.findings.perspectives import (
    PERSPECTIVE_RULE,
    Perspectives,
    perspectives,
)
from tbresearch.findings.quotes import (
    QUOTE_RULE,
    Quote,
    printable_quotes,
)
from tbresearch.findings.recommendations import (
    NO_OWNER,
    NO_RECOMMENDATION,
    RECOMMENDATIONS,
    Recommendation,
    Recommendations,
    read_recommendations,
)
from tbresearch.findings.saturation_result import (
    Saturation,
    saturation,
)
from tbresearch.findings.vignettes import (
    VIGNETTES_FILE,
    Vignette,
    Vignettes,
    has_vignettes,
    read_vignettes,
)

__all__ = [
    "CONCENTRATION_RULE",
    "ELEMENT_SCORES",
    "KIND_RULE",
    "NEGATIVE_RULE",
    "NO_DATA",
    "NO_OWNER",
    "NO_RECOMMENDATION",
    "ORDER_RULE",
    "PAIRS",
    "PATTERN_RULE",
    "PERSPECTIVE_RULE",
    "QUOTE_RULE",
    "RECOMMENDATIONS",
    "SEARCHES",
    "SIDES_OF_PAIR",
    "VIGNETTES_FILE",
    "AgainstKind",
    "ElementScores",
    "Factors",
    "GroupPatterns",
    "NegativeCases",
    "Pairs",
    "PerspectiveAgreement",
    "Perspectives",
    "Quote",
    "Recommendation",
    "Recommendations",
    "Saturation",
    "Vignette",
    "Vignettes",
    "WorkingElements",
    "against_kind",
    "concentrated_findings",
    "concentrated_quotes",
    "group_patterns",
    "has_element_scores",
    "has_vignettes",
    "improvement_points",
    "interval",
    "kind_note",
    "negative_cases",
    "perspective_agreement",
    "perspectives",
    "printable_quotes",
    "read_elements",
    "read_pairs",
    "read_recommendations",
    "read_vignettes",
    "saturation",
    "score_text",
    "success_factors",
    "unit_counts",
    "working_elements",
]
