"""Replacing what names somebody: proposed by rules, decided by a person.

The result is gepseudonimiseerd and never anonymous: who holds the key can go
back, and a job, an illness and a town together may still tell who somebody is.
"""

from tbresearch.privacy.pseudonyms.applying import (
    Change,
    Replaced,
    apply_pseudonyms,
    pseudonymiser,
)
from tbresearch.privacy.pseudonyms.decisions import (
    CHOICES,
    KINDS,
    TOKEN,
    Decision,
    decision_problem,
)
from tbresearch.privacy.pseudonyms.keys import (
    Key,
    read_key,
    restore,
    restored,
    write_key,
)
from tbresearch.privacy.pseudonyms.places import check_new_place, check_place
from tbresearch.privacy.pseudonyms.proposals import (
    Proposal,
    Proposals,
    propose_pseudonyms,
)
from tbresearch.privacy.pseudonyms.review import (
    read_review,
    review_notes,
    review_version,
    rewrite_review,
    write_review,
)
from tbresearch.privacy.pseudonyms.tokens import Tokens

__all__ = [
    "CHOICES",
    "KINDS",
    "TOKEN",
    "Change",
    "Decision",
    "Key",
    "Proposal",
    "Proposals",
    "Replaced",
    "Tokens",
    "apply_pseudonyms",
    "check_new_place",
    "check_place",
    "decision_problem",
    "propose_pseudonyms",
    "pseudonymiser",
    "read_key",
    "read_review",
    "restore",
    "restored",
    "review_notes",
    "review_version",
    "rewrite_review",
    "write_key",
    "write_review",
]
