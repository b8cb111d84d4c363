"""Lists of the shape that an evaluation of Thuisbegeleiding printed, with numbers.

The evaluation printed no number at all. Every number here is invented, and so is who
says what: only how long the lists are, and what they are about, was there.
"""

from __future__ import annotations

from tbresearch.datasets.plan import PlantedFactor, PlantedGroup, StudyPlan

__all__ = ["source_plan"]


def source_plan() -> StudyPlan:
    """Return lists of the shape that an evaluation of Thuisbegeleiding printed.

    Professionals with 5 success factors and 6 improvement points, clients with 5 and
    3, of which practical help, boundaries and being known to referrers are shared.
    """
    staff = PlantedGroup(
        group="begeleider", focus_groups=4, size=4, interviews=2, organisations=9
    )
    clients = PlantedGroup(
        group="client", focus_groups=1, size=3, interviews=10, organisations=7
    )
    return StudyPlan(groups=(staff, clients), factors=(*_OF_STAFF, *_OF_CLIENTS))


def _staff(
    code: str,
    label: str,
    polarity: str,
    groups: str,
    *,
    interviewed: int,
    organisations: int,
    turns: int,
) -> PlantedFactor:
    """Return a factor of professionals; each focus group is a number and a pattern."""
    parts = [part.split(":") for part in groups.split()]
    return PlantedFactor(
        code=code,
        label=label,
        group="begeleider",
        polarity=polarity,
        in_groups=tuple(int(number) for number, _ in parts),
        patterns=tuple(pattern for _, pattern in parts),
        interviewed=interviewed,
        organisations=organisations,
        turns=turns,
    )


def _client(
    code: str,
    label: str,
    polarity: str,
    group: str,
    *,
    interviewed: int,
    organisations: int,
    turns: int,
) -> PlantedFactor:
    number, pattern = group.split(":")
    return PlantedFactor(
        code=code,
        label=label,
        group="client",
        polarity=polarity,
        in_groups=(int(number),),
        patterns=(pattern,),
        interviewed=interviewed,
        organisations=organisations,
        turns=turns,
    )


_S, _V = "succesfactor", "verbeterpunt"
_OF_STAFF = (
    _staff(
        "thuis_leefwereld",
        "Achter de voordeur",
        _S,
        "4:consensus 3:meerderheid 2:enkelen 1:een_stem",
        interviewed=2,
        organisations=8,
        turns=19,
    ),
    _staff(
        "systeemgericht",
        "Het hele systeem in beeld",
        _S,
        "3:meerderheid 3:meerderheid 0:stil 2:enkelen",
        interviewed=1,
        organisations=7,
        turns=11,
    ),
    _staff(
        "praktische_hulp",
        "Praktische hulp",
        _S,
        "2:enkelen 0:stil 4:consensus 0:stil",
        interviewed=0,
        organisations=5,
        turns=6,
    ),
    _staff(
        "eigen_regie",
        "Zelfvertrouwen en eigen regie",
        _S,
        "0:stil 2:enkelen 1:een_stem 0:stil",
        interviewed=1,
        organisations=4,
        turns=9,
    ),
    _staff(
        "oplossingsgericht",
        "Oplossingsgericht werken",
        _S,
        "1:een_stem 0:stil 0:stil 0:stil",
        interviewed=0,
        organisations=1,
        turns=1,
    ),
    _staff(
        "begrenzing",
        "Grenzen aan de hulp",
        _V,
        "3:meerderheid 4:consensus 2:enkelen 3:meerderheid",
        interviewed=2,
        organisations=9,
        turns=21,
    ),
    _staff(
        "kennis_scholing",
        "Scholing en opleiding",
        _V,
        "2:enkelen 2:enkelen 1:een_stem 0:stil",
        interviewed=1,
        organisations=5,
        turns=8,
    ),
    _staff(
        "administratiesystemen",
        "Administratiesystemen",
        _V,
        "4:consensus 0:stil 3:meerderheid 0:stil",
        interviewed=0,
        organisations=6,
        turns=12,
    ),
    _staff(
        "digitale_bijscholing",
        "Digitale bijscholing",
        _V,
        "0:stil 0:stil 0:stil 1:een_stem",
        interviewed=0,
        organisations=1,
        turns=3,
    ),
    _staff(
        "positionering",
        "Plaats van het vak",
        _V,
        "1:een_stem 3:meerderheid 0:stil 1:een_stem",
        interviewed=0,
        organisations=4,
        turns=7,
    ),
    _staff(
        "bekendheid",
        "Bekendheid bij verwijzers",
        _V,
        "2:enkelen 0:stil 0:stil 2:enkelen",
        interviewed=2,
        organisations=5,
        turns=6,
    ),
)
_OF_CLIENTS = (
    _client(
        "praktische_hulp",
        "Praktische hulp",
        _S,
        "3:consensus",
        interviewed=6,
        organisations=6,
        turns=14,
    ),
    _client(
        "alle_leefgebieden",
        "Alle leefgebieden",
        _S,
        "0:stil",
        interviewed=2,
        organisations=2,
        turns=2,
    ),
    _client(
        "vertrouwensband",
        "Band van vertrouwen",
        _S,
        "2:meerderheid",
        interviewed=9,
        organisations=7,
        turns=24,
    ),
    _client(
        "voordoen_samendoen",
        "Voordoen en samen doen",
        _S,
        "1:een_stem",
        interviewed=4,
        organisations=4,
        turns=7,
    ),
    _client(
        "deskundigheid",
        "Deskundigheid",
        _S,
        "2:meerderheid",
        interviewed=0,
        organisations=2,
        turns=2,
    ),
    _client(
        "overnemen_of_zelf",
        "Overnemen of zelf laten doen",
        _V,
        "1:een_stem",
        interviewed=3,
        organisations=3,
        turns=6,
    ),
    _client(
        "bekendheid",
        "Bekendheid bij verwijzers",
        _V,
        "0:stil",
        interviewed=3,
        organisations=3,
        turns=3,
    ),
    _client(
        "begrenzing",
        "Grenzen aan de hulp",
        _V,
        "2:meerderheid",
        interviewed=5,
        organisations=5,
        turns=10,
    ),
)
