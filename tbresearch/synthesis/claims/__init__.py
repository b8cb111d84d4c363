"""Claims: what each sentence of a report rests on, and what may be said of it."""

from tbresearch.synthesis.claims.book import ClaimBook, plain_text, show_marks
from tbresearch.synthesis.claims.check import check_claims, find_claims
from tbresearch.synthesis.claims.claim import GENERATED, Claim
from tbresearch.synthesis.claims.effects import claims_effect
from tbresearch.synthesis.claims.finding import Finding, Grounds
from tbresearch.synthesis.claims.kinds import EVIDENCE_KINDS
from tbresearch.synthesis.claims.references import (
    MARKED,
    REFERENCE,
    SOURCED,
    sourced_key,
)
from tbresearch.synthesis.claims.register import ClaimRegister

__all__ = [
    "EVIDENCE_KINDS",
    "GENERATED",
    "MARKED",
    "REFERENCE",
    "SOURCED",
    "Claim",
    "ClaimBook",
    "ClaimRegister",
    "Finding",
    "Grounds",
    "check_claims",
    "claims_effect",
    "find_claims",
    "plain_text",
    "show_marks",
    "sourced_key",
]
