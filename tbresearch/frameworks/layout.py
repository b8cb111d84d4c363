"""What the two kinds of files may hold: a framework, and findings in one."""

from __future__ import annotations

from tbresearch.study.fields import (
    Field,
    Kind,
    choice,
    day,
    key,
    keys,
    many,
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


def _need(name: str, column: str, kind: Kind) -> Field:
    return Field(name=name, column=column, kind=kind, required=True)


def _may(name: str, column: str, kind: Kind, default: object = None) -> Field:
    return Field(name=name, column=column, kind=kind, default=default)


def _texts() -> Kind:
    """Accept one text, or a list of them."""

    def parse(value: object) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) and item.strip() for item in values):
            raise ValueError(value)
        return tuple(str(item).strip() for item in values)

    return Kind('een tekst, of een lijst van teksten, zoals ["...", "..."]', parse)


_ID = _need("id", "key", key())
_TEXT = _may("toelichting", "text", text(), "")
_ITEM = (
    _ID,
    _may("label", "label", text(), ""),
    _TEXT,
    _need("bron", "sources", keys()),
    _may("plaats", "place", text(), ""),
)
_FROM = (
    _may("informanten", "informants", keys(), ()),
    _may("documenten", "documents", keys(), ()),
)
_RESERVATIONS = _may("voorbehoud", "reservations", _texts(), ())

STRUCTURE = Plan(
    head=(
        _need("sleutel", "key", key()),
        _need("naam", "name", text()),
        _need("soort", "kind", choice(FRAMEWORK_KINDS)),
        _need("versie", "version", text()),
        _may("datum", "date", day()),
        _TEXT,
    ),
    lists={
        "bron": (
            _ID,
            _need("titel", "title", text()),
            _need("jaar", "year", year()),
            _need("soort", "kind", choice(SOURCE_KINDS)),
            _TEXT,
        ),
        "thema": _ITEM,
        "criterium": (*_ITEM, _need("thema", "theme", key())),
        "indicator": (
            *_ITEM,
            _may("thema", "theme", key(), ""),
            _may("criterium", "criterion", key(), ""),
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
        _need("kader", "framework", key()),
        _need("onderwerp", "subject", text()),
        _may("datum", "date", day()),
        _may("reikwijdte", "scope", choice(SCOPES)),
        _TEXT,
    ),
    lists={
        "informant": (
            _ID,
            _need("label", "label", text()),
            _need("rol", "role", choice(INFORMANT_ROLES)),
            _may("wordt_beoordeeld", "assessed", yes_no()),
            _may("aangewezen_door", "nominated_by", key(), ""),
        ),
        "document": (
            _ID,
            _need("titel", "title", text()),
            _may("datum", "date", day()),
            _may("van", "by", key(), ""),
        ),
        "bevinding": (
            _ID,
            _need("soort", "kind", choice(FINDING_KINDS)),
            _need("tekst", "text", text()),
            _may("premissen", "premises", keys(), ()),
            *_FROM,
        ),
        "oordeel": (
            _need("indicator", "indicator", key()),
            _need("oordeel", "verdict", choice(VERDICTS)),
            _RESERVATIONS,
            *_FROM,
            _may("bevindingen", "findings", keys(), ()),
            _may("reikwijdte", "scope", choice(SCOPES)),
            _TEXT,
        ),
        "open_oordeel": (
            _need("indicatoren", "indicators", keys()),
            _need("oordelen", "verdicts", many(choice(VERDICTS))),
            _RESERVATIONS,
            _TEXT,
        ),
        "standpunt": (
            _need("indicator", "indicator", key()),
            _need("informant", "informant", key()),
            _need("zegt", "says", text()),
            _TEXT,
        ),
        "vindplaats": (
            _need("indicator", "indicator", key()),
            _may("bestand", "file", text(), ""),
            _may("plaats", "place", text(), ""),
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
