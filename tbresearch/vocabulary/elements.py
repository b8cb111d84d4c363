"""Terms of the working elements: which lists there are, and who scores."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tbresearch.vocabulary.items import list_items
from tbresearch.vocabulary.terms import Term, terms

__all__ = ["ELEMENT_LISTS", "ELEMENT_SOURCES", "element_items"]

# By the names that the codebook uses at `lijsten`.
ELEMENT_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "B9": "Negen werkzame elementen van Thuisbegeleiding",
        "B10": "Twaalf werkzame elementen bij integraal werken",
    }
)

ELEMENT_SOURCES = terms(
    ("zelf", "Zelf", "De begeleider scoort het eigen werk."),
    ("collega", "Collega", "Een collega scoort mee."),
    ("client", "Cliënt", "De cliënt zegt wat hij ervan merkte."),
    ("team", "Team", "Het team scoort samen, zoals bij intervisie."),
    ("onderzoeker", "Onderzoeker", "Een onderzoeker scoort, uit dossier of gesprek."),
)


def element_items(elements: str) -> Mapping[str, Term]:
    """Return the items of one of `ELEMENT_LISTS`, in order, by key.

    >>> len(element_items("B9")), len(element_items("B10"))
    (9, 12)
    """
    own = {
        key: term
        for key, term in list_items().items()
        if key.partition(".")[0] == elements
    }
    return MappingProxyType(own)
