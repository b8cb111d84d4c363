"""What may be done with what people said, and how to say it without their names."""

from tbresearch.privacy.pseudonyms import (
    Change,
    Decision,
    Key,
    Proposal,
    Proposals,
    Replaced,
    apply_pseudonyms,
    propose_pseudonyms,
    read_key,
    read_review,
    restore,
    write_key,
    write_review,
)
from tbresearch.privacy.rights import effective_rights

__all__ = [
    "Change",
    "Decision",
    "Key",
    "Proposal",
    "Proposals",
    "Replaced",
    "apply_pseudonyms",
    "effective_rights",
    "propose_pseudonyms",
    "read_key",
    "read_review",
    "restore",
    "write_key",
    "write_review",
]
