"""The words of the field, once: keys, Dutch labels, and how a number is written.

Every key that a file may hold and every label that a reader sees comes from
here. `docs/glossary.md` is printed from these terms.
"""

from tbresearch.vocabulary.costs import (
    ASPECTS,
    EVIDENCE_GRADES,
    PAYERS,
    STATUSES,
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
from tbresearch.vocabulary.intervention import (
    ANSWERS,
    COMPARISONS,
    CONTRADICTION_STATUSES,
    EVALUATION_MOMENTS,
    FEATURES,
    LAWS,
    RULE_KINDS,
    SOURCE_KINDS,
)
from tbresearch.vocabulary.items import list_items
from tbresearch.vocabulary.outcomes import DESIGNS
from tbresearch.vocabulary.plans import (
    GOAL_KINDS,
    GOAL_OWNERS,
    GOAL_PARTS,
    GOAL_SIDES,
    GOAL_STATUSES,
    GOAL_STEPS,
    PLAN_FAULTS,
    PLAN_PARTS,
)
from tbresearch.vocabulary.practice import (
    COMPONENTS,
    CONTACT_KINDS,
    EVALUATION_KINDS,
    EXIT_REASONS,
    JUDGEMENTS,
)
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
    COMMON_DOMAINS,
    DOMAIN_LABELS,
    LEEFGEBIEDEN,
    MOMENTS,
    ZRM_CROSSWALKS,
    ZRM_DOMAINS,
    ZRM_LEVELS,
    ZRM_VERSIONS,
)

__all__ = [
    "ANSWERS",
    "ASPECTS",
    "ASSOCIATIONS",
    "CODE_KINDS",
    "COMMON_DOMAINS",
    "COMPARISONS",
    "COMPONENTS",
    "CONSENTS",
    "CONTACT_KINDS",
    "CONTRADICTION_STATUSES",
    "DESIGNS",
    "DOMAIN_LABELS",
    "ELEMENT_LISTS",
    "ELEMENT_SOURCES",
    "EVALUATION_KINDS",
    "EVALUATION_MOMENTS",
    "EVIDENCE_GRADES",
    "EXIT_REASONS",
    "FEATURES",
    "FUNCTION_WORD_CHOICES",
    "GOAL_KINDS",
    "GOAL_OWNERS",
    "GOAL_PARTS",
    "GOAL_SIDES",
    "GOAL_STATUSES",
    "GOAL_STEPS",
    "GROUP_MEMBERS",
    "GROUP_PATTERNS",
    "JUDGEMENTS",
    "LAWS",
    "LEEFGEBIEDEN",
    "MISSING_CHOICES",
    "MODES",
    "MOMENTS",
    "OPPOSITES",
    "PAYERS",
    "PLAN_FAULTS",
    "PLAN_PARTS",
    "POLARITIES",
    "QUOTING",
    "RESPONDENT_GROUPS",
    "RULE_KINDS",
    "SAMPLING_CHOICES",
    "SESSION_KINDS",
    "SOURCE_KINDS",
    "STATEMENT_CHOICES",
    "STATUSES",
    "TOGETHER",
    "TRADITIONS",
    "UNITS",
    "ZERO_CHOICES",
    "ZRM_CROSSWALKS",
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
