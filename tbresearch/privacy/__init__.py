"""What may be done with what people said, and what of them may leave in a table."""

from tbresearch.privacy.disclosure import (
    DisclosureLog,
    DisclosureRule,
    ProtectedTable,
    Suppression,
    adds_up,
    age_band,
    age_problems,
    count_text,
    disclosure_log,
    hide_small_mentions,
    letter_organisations,
    protect,
    protect_change,
    protect_consents,
    protect_crosstab,
    protect_crosstabs,
    protect_roles,
)
from tbresearch.privacy.rights import effective_rights

__all__ = [
    "DisclosureLog",
    "DisclosureRule",
    "ProtectedTable",
    "Suppression",
    "adds_up",
    "age_band",
    "age_problems",
    "count_text",
    "disclosure_log",
    "effective_rights",
    "hide_small_mentions",
    "letter_organisations",
    "protect",
    "protect_change",
    "protect_consents",
    "protect_crosstab",
    "protect_crosstabs",
    "protect_roles",
]
