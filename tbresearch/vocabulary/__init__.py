"""The words of the field, once: keys, Dutch labels, and how a number is written.

Every key that a file may hold and every label that a reader sees comes from
here. `docs/glossary.md` is printed from these terms.
"""

from tbresearch.vocabulary.costs import (
    ASPECTS,
    DIRECTIONS,
    DISTRIBUTIONS,
    EVIDENCE_GRADES,
    PAYERS,
    SCHEMES,
    STATUSES,
    TIMINGS,
)
from tbresearch.vocabulary.disclosure import (
    MISSING_CHOICES,
    STATEMENT_CHOICES,
    ZERO_CHOICES,
)
from tbresearch.vocabulary.elements import (
    ELEMENT_LISTS,
    ELEMENT_SOURCES,
    element_items,
)
from tbresearch.vocabulary.formats import (
    day_text,
    decimal_text,
    euro_text,
    join_text,
    percentage_text,
    quantity_text,
    signed_text,
)
from tbresearch.vocabulary.items import list_items
from tbresearch.vocabulary.qualitative import (
    CODE_KINDS,
    CONSENTS,
    GROUP_MEMBERS,
    GROUP_PATTERNS,
    MODES,
    OPPOSITES,
    POLARITIES,
    RESPONDENT_GROUPS,
    SAMPLING_CHOICES,
    SESSION_KINDS,
    TRADITIONS,
    UNITS,
)
from tbresearch.vocabulary.retrieval import (
    ASSOCIATIONS,
    FUNCTION_WORD_CHOICES,
    QUOTING,
    TOGETHER,
)
from tbresearch.vocabulary.terms import Term, label, terms
from tbresearch.vocabulary.zrm import (
    DOMAIN_LABELS,
    LEEFGEBIEDEN,
    MOMENTS,
    ZRM_DOMAINS,
    ZRM_LEVELS,
    ZRM_VERSIONS,
)

__all__ = [
    "ASPECTS",
    "ASSOCIATIONS",
    "CODE_KINDS",
    "CONSENTS",
    "DIRECTIONS",
    "DISTRIBUTIONS",
    "DOMAIN_LABELS",
    "ELEMENT_LISTS",
    "ELEMENT_SOURCES",
    "EVIDENCE_GRADES",
    "FUNCTION_WORD_CHOICES",
    "GROUP_MEMBERS",
    "GROUP_PATTERNS",
    "LEEFGEBIEDEN",
    "MISSING_CHOICES",
    "MODES",
    "MOMENTS",
    "OPPOSITES",
    "PAYERS",
    "POLARITIES",
    "QUOTING",
    "RESPONDENT_GROUPS",
    "SAMPLING_CHOICES",
    "SCHEMES",
    "SESSION_KINDS",
    "STATEMENT_CHOICES",
    "STATUSES",
    "TIMINGS",
    "TOGETHER",
    "TRADITIONS",
    "UNITS",
    "ZERO_CHOICES",
    "ZRM_DOMAINS",
    "ZRM_LEVELS",
    "ZRM_VERSIONS",
    "Term",
    "day_text",
    "decimal_text",
    "element_items",
    "euro_text",
    "join_text",
    "label",
    "list_items",
    "percentage_text",
    "quantity_text",
    "signed_text",
    "terms",
]
