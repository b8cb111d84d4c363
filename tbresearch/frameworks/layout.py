"""What the two kinds of files may hold: a framework, and findings in one."""

from __future__ import annotations

from tbresearch.study.fields import (
    Kind,
    choice,
    day,
    key,
    keys,
    many,
    may,
    need,
    text,
    year,
    yes_no,
)
from tbresearch.study.sheet import Plan, Reference
from tbresearch.vocabulary import (
    FINDING_KINDS,
    FRAMEWORK_KINDS,
    INFORMANT_ROLES,
    SCOPES,
    SOURCE_KINDS,
    VERDICTS,
)

__all__ = ["FINDINGS", "FINDING_REFERENCES", "STRUCTURE", "STRUCTURE_REFERENCES"]


def _texts() -> Kind:
    """Accept one text, or a list of them."""

    def parse(value: object) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) and item.strip() for item in values):
            raise ValueError(value)
        return tuple(str(item).strip() for item in values)

    return Kind('een tekst, of een lijst van teksten, zoals ["...", "..."]', parse)


_ID = need("id", "key", key())
_TEXT = may("toelichting", "text", text(), "")
_ITEM = (
    _ID,
    may("label", "label", text(), ""),
    _TEXT,
    need("bron", "sources", keys()),
    may("plaats", "place", text(), ""),
)
_FROM = (
    may("informanten", "informants", keys(), ()),
    may("documenten", "documents", keys(), ()),
)
_RESERVATIONS = may("voorbehoud", "reservations", _texts(), ())

STRUCTURE = Plan(
    head=(
        need("sleutel", "key", key()),
        need("naam", "name", text()),
        need("soort", "kind", choice(FRAMEWORK_KINDS)),
        need("versie", "version", text()),
        may("datum", "date", day()),
        _TEXT,
    ),
    lists={
        "bron": (
            _ID,
            need("titel", "title", text()),
            need("jaar", "year", year()),
            need("soort", "kind", choice(SOURCE_KINDS)),
            _TEXT,
        ),
        "thema": _ITEM,
        "criterium": (*_ITEM, need("thema", "theme", key())),
        "indicator": (
            *_ITEM,
            may("thema", "theme", key(), ""),
            may("criterium", "criterion", key(), ""),
        ),
    },
)
STRUCTURE_REFERENCES = (
    *(Reference(t, "bron", "sources", "bron") for t in STRUCTURE.lists if t != "bron"),
    Reference("criterium", "thema", "theme", "thema"),
    Reference("indicator", "thema", "theme", "thema"),
    Reference("indicator", "criterium", "criterion", "criterium"),
)

FINDINGS = Plan(
    head=(
        need("kader", "framework", key()),
        need("onderwerp", "subject", text()),
        may("datum", "date", day()),
        may("reikwijdte", "scope", choice(SCOPES)),
        _TEXT,
    ),
    lists={
        "informant": (
            _ID,
            need("label", "label", text()),
            need("rol", "role", choice(INFORMANT_ROLES)),
            may("wordt_beoordeeld", "assessed", yes_no()),
            may("aangewezen_door", "nominated_by", key(), ""),
        ),
        "document": (
            _ID,
            need("titel", "title", text()),
            may("datum", "date", day()),
            may("van", "by", key(), ""),
        ),
        "bevinding": (
            _ID,
            need("soort", "kind", choice(FINDING_KINDS)),
            need("tekst", "text", text()),
            may("premissen", "premises", keys(), ()),
            *_FROM,
        ),
        "oordeel": (
            need("indicator", "indicator", key()),
            need("oordeel", "verdict", choice(VERDICTS)),
            _RESERVATIONS,
            *_FROM,
            may("bevindingen", "findings", keys(), ()),
            may("reikwijdte", "scope", choice(SCOPES)),
            _TEXT,
        ),
        "open_oordeel": (
            need("indicatoren", "indicators", keys()),
            need("oordelen", "verdicts", many(choice(VERDICTS))),
            _RESERVATIONS,
            _TEXT,
        ),
        "standpunt": (
            need("indicator", "indicator", key()),
            need("informant", "informant", key()),
            need("zegt", "says", text()),
            _TEXT,
        ),
        "vindplaats": (
            need("indicator", "indicator", key()),
            may("bestand", "file", text(), ""),
            may("plaats", "place", text(), ""),
        ),
    },
)
FINDING_REFERENCES = (
    Reference("informant", "aangewezen_door", "nominated_by", "informant"),
    Reference("document", "van", "by", "informant"),
    Reference("standpunt", "informant", "informant", "informant"),
    Reference("bevinding", "premissen", "premises", "bevinding"),
    Reference("oordeel", "bevindingen", "findings", "bevinding"),
    *(
        Reference(table, name, column, target)
        for table in ("bevinding", "oordeel")
        for name, column, target in (
            ("informanten", "informants", "informant"),
            ("documenten", "documents", "document"),
        )
    ),
)
