"""What people say: success factors and improvement points, with their counts."""

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
from tbresearch.findings.ledger import unit_counts
from tbresearch.findings.pairs import PAIRS, Pairs, read_pairs
from tbresearch.findings.perspectives import (
    SIDES_OF_PAIR,
    PerspectiveAgreement,
    perspective_agreement,
)
from tbresearch.findings.quotes import QUOTE_RULE, Quote, printable_quotes
from tbresearch.findings.saturation_result import Saturation, saturation

__all__ = [
    "ELEMENT_SCORES",
    "NO_DATA",
    "ORDER_RULE",
    "PAIRS",
    "QUOTE_RULE",
    "SIDES_OF_PAIR",
    "ElementScores",
    "Factors",
    "Pairs",
    "PerspectiveAgreement",
    "Quote",
    "Saturation",
    "WorkingElements",
    "has_element_scores",
    "improvement_points",
    "perspective_agreement",
    "printable_quotes",
    "read_elements",
    "read_pairs",
    "saturation",
    "score_text",
    "success_factors",
    "unit_counts",
    "working_elements",
]
