"""Disclosure control: no table tells about a person what it must not."""

from tbresearch.privacy.disclosure.crosstabs import (
    MARGIN,
    cell_name,
    protect_crosstab,
    protect_crosstabs,
)
from tbresearch.privacy.disclosure.features import (
    age_band,
    age_problems,
    letter_organisations,
)
from tbresearch.privacy.disclosure.linked_counts import Relation, adds_up
from tbresearch.privacy.disclosure.log import DisclosureLog, LogEntry, disclosure_log
from tbresearch.privacy.disclosure.practice_tables import protect_funnel, protect_rows
from tbresearch.privacy.disclosure.protected import ProtectedTable, protected_table
from tbresearch.privacy.disclosure.report_tables import (
    hide_small_mentions,
    protect_change,
    protect_consents,
    protect_roles,
)
from tbresearch.privacy.disclosure.rules import (
    HIDDEN,
    HIDDEN_NOTE,
    DisclosureRule,
    cell_text,
    count_text,
    disclosure_rule,
)
from tbresearch.privacy.disclosure.suppression import Suppression, protect

__all__ = [
    "HIDDEN",
    "HIDDEN_NOTE",
    "MARGIN",
    "DisclosureLog",
    "DisclosureRule",
    "LogEntry",
    "ProtectedTable",
    "Relation",
    "Suppression",
    "adds_up",
    "age_band",
    "age_problems",
    "cell_name",
    "cell_text",
    "count_text",
    "disclosure_log",
    "disclosure_rule",
    "hide_small_mentions",
    "letter_organisations",
    "protect",
    "protect_change",
    "protect_consents",
    "protect_crosstab",
    "protect_crosstabs",
    "protect_funnel",
    "protect_roles",
    "protect_rows",
    "protected_table",
]
