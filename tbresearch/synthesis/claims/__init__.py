"""Claims: what each sentence of a report rests on, and what may be said of it."""

from tbresearch.synthesis.claims.book import ClaimBook, plain_text
from tbresearch.synthesis.claims.claim import GENERATED, Claim
from tbresearch.synthesis.claims.kinds import EVIDENCE_KINDS
from tbresearch.synthesis.claims.references import REFERENCE, SOURCED

__all__ = [
    "EVIDENCE_KINDS",
    "GENERATED",
    "REFERENCE",
    "SOURCED",
    "Claim",
    "ClaimBook",
    "plain_text",
]
