"""The Zelfredzaamheid-Matrix: its versions, domains, levels and moments.

Owner of the instrument is GGD Amsterdam. Versions 2010 and 2013 have 11 domains,
version 2017 has 13; a score means nothing without its version.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tbresearch.vocabulary.terms import terms

__all__ = [
    "COMMON_DOMAINS",
    "DOMAIN_LABELS",
    "LEEFGEBIEDEN",
    "MOMENTS",
    "ZRM_CROSSWALKS",
    "ZRM_DOMAINS",
    "ZRM_LEVELS",
    "ZRM_VERSIONS",
]

DOMAIN_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "financien": "Financiën",
        "dagbesteding": "Dagbesteding",
        "werk_opleiding": "Werk en opleiding",
        "tijdsbesteding": "Tijdsbesteding",
        "huisvesting": "Huisvesting",
        "huiselijke_relaties": "Huiselijke relaties",
        "geestelijke_gezondheid": "Geestelijke gezondheid",
        "lichamelijke_gezondheid": "Lichamelijke gezondheid",
        "verslaving": "Verslaving",
        "middelengebruik": "Middelengebruik",
        "adl": "ADL",
        "basale_adl": "Basale ADL",
        "instrumentele_adl": "Instrumentele ADL",
        "sociaal_netwerk": "Sociaal netwerk",
        "maatschappelijke_participatie": "Maatschappelijke participatie",
        "justitie": "Justitie",
    }
)

_ELEVEN = (
    "financien",
    "dagbesteding",
    "huisvesting",
    "huiselijke_relaties",
    "geestelijke_gezondheid",
    "lichamelijke_gezondheid",
    "verslaving",
    "adl",
    "sociaal_netwerk",
    "maatschappelijke_participatie",
    "justitie",
)
_THIRTEEN = (
    "financien",
    "werk_opleiding",
    "tijdsbesteding",
    "huisvesting",
    "huiselijke_relaties",
    "geestelijke_gezondheid",
    "lichamelijke_gezondheid",
    "middelengebruik",
    "basale_adl",
    "instrumentele_adl",
    "sociaal_netwerk",
    "maatschappelijke_participatie",
    "justitie",
)

ZRM_DOMAINS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"2010": _ELEVEN, "2013": _ELEVEN, "2017": _THIRTEEN}
)

ZRM_VERSIONS = terms(
    ("2010", "ZRM 2010", "Eerste versie, 11 domeinen."),
    ("2013", "ZRM 2013", "Tweede versie, dezelfde 11 domeinen."),
    ("2017", "ZRM 2017", "Derde versie, 13 domeinen."),
)

# How scores of different versions may stand in one table; never without being asked.
ZRM_CROSSWALKS = terms(
    (
        "gelijke_domeinen",
        "alleen gelijke domeinen",
        "De acht domeinen die in elke versie zo heten; de andere vallen weg.",
    ),
    (
        "met_middelengebruik",
        "gelijke domeinen en middelengebruik",
        "De acht gelijke domeinen, en Verslaving als Middelengebruik; dat is niet "
        "precies hetzelfde.",
    ),
)

COMMON_DOMAINS: tuple[str, ...] = tuple(name for name in _THIRTEEN if name in _ELEVEN)

ZRM_LEVELS = terms(
    ("1", "Acute problematiek", "Laagste niveau van zelfredzaamheid."),
    ("2", "Niet zelfredzaam", "Tweede niveau."),
    ("3", "Beperkt zelfredzaam", "Derde niveau."),
    ("4", "Voldoende zelfredzaam", "Vierde niveau."),
    ("5", "Volledig zelfredzaam", "Hoogste niveau."),
)

MOMENTS = terms(
    ("intake", "Intake", "Meting bij het begin van het traject."),
    ("tussen", "Tussenmeting", "Meting tijdens het traject."),
    ("eind", "Eindmeting", "Meting bij het einde van het traject."),
)

LEEFGEBIEDEN = terms(
    ("adl", "Dagelijkse verrichtingen (ADL)", "Zichzelf en het huishouden verzorgen."),
    ("financien", "Financiën", "Inkomen, uitgaven, schulden en post."),
    ("geestelijke_gezondheid", "Geestelijke gezondheid", "Psychisch welbevinden."),
    ("sociaal_netwerk", "Sociaal netwerk", "Familie, vrienden en buren."),
    (
        "huiselijke_relaties",
        "Huiselijke relaties en opvoeding",
        "De omgang thuis, met partner en kinderen.",
    ),
    ("lichamelijke_gezondheid", "Lichamelijke gezondheid", "Lichamelijk welbevinden."),
    ("werk_opleiding", "Werk en opleiding", "Werk, school en dagbesteding."),
)
