"""From the life domains of Thuisbegeleiding to those of the ZRM, and what is lost.

The pairs are our reading of the names and meanings; no source prints them. Every life
domain and every ZRM domain occurs, also those that have no counterpart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tbresearch.vocabulary.terms import label, terms
from tbresearch.vocabulary.zrm import DOMAIN_LABELS, LEEFGEBIEDEN, ZRM_DOMAINS

__all__ = ["FITS", "Match", "crosswalk_losses", "zrm_crosswalk"]

FITS = terms(
    ("exact", "Exact", "Beide bedoelen hetzelfde gebied."),
    ("deels", "Deels", "Er is overlap; elk heeft ook iets wat de ander niet heeft."),
    ("geen", "Geen", "Er is aan de andere kant geen gebied dat erbij past."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A life domain beside a ZRM domain.

    Attributes
    ----------
    leefgebied, domain : str or None
        Keys of `LEEFGEBIEDEN` and of `DOMAIN_LABELS`; one is None where nothing
        fits the other.
    fit : str
        Key of `FITS`.
    lost : str
        What is lost on the way, in one Dutch sentence; empty if nothing is.
    """

    leefgebied: str | None
    domain: str | None
    fit: str
    lost: str


_ADL = (
    "De ZRM 2017 verdeelt ADL over twee domeinen; uit één leefgebied volgt niet welk."
)
_PARTS: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]] = MappingProxyType(
    {
        "elf": {
            "adl": (("adl", ""),),
            "werk_opleiding": (
                (
                    "dagbesteding",
                    "Het leefgebied noemt werk en school; de ZRM vraagt naar elke "
                    "dagbesteding.",
                ),
            ),
        },
        "dertien": {
            "adl": (("basale_adl", _ADL), ("instrumentele_adl", _ADL)),
            "werk_opleiding": (
                ("werk_opleiding", ""),
                (
                    "tijdsbesteding",
                    "Het leefgebied noemt werk en school; tijd zonder werk of school "
                    "heeft er geen eigen plaats.",
                ),
            ),
        },
    }
)
_SAME = (
    "financien",
    "geestelijke_gezondheid",
    "sociaal_netwerk",
    "lichamelijke_gezondheid",
)
_UPBRINGING = (
    "Het leefgebied heeft ook de opvoeding; die staat in de ZRM niet, wel in het "
    "supplement Ouderschap."
)


def zrm_crosswalk(version: str) -> tuple[Match, ...]:
    """Return every life domain and every ZRM domain of a version, matched or not.

    Parameters
    ----------
    version : str
        Key of `vocabulary.ZRM_VERSIONS`.

    Returns
    -------
    tuple of Match
        First by life domain, then the ZRM domains without one.
    """
    own = _PARTS["dertien" if version == "2017" else "elf"]
    found = []
    for leefgebied in LEEFGEBIEDEN:
        if leefgebied in _SAME:
            pairs: tuple[tuple[str, str], ...] = ((leefgebied, ""),)
        elif leefgebied == "huiselijke_relaties":
            pairs = ((leefgebied, _UPBRINGING),)
        else:
            pairs = own[leefgebied]
        found += [
            Match(
                leefgebied=leefgebied,
                domain=domain,
                fit="deels" if lost else "exact",
                lost=lost,
            )
            for domain, lost in pairs
        ]
    reached = {match.domain for match in found}
    return (
        *found,
        *(
            Match(
                leefgebied=None,
                domain=domain,
                fit="geen",
                lost="Thuisbegeleiding heeft hiervoor geen leefgebied: een verandering "
                "hier is bij geen doel onder te brengen.",
            )
            for domain in ZRM_DOMAINS[version]
            if domain not in reached
        ),
    )


def crosswalk_losses(version: str) -> tuple[str, ...]:
    """Return what is lost between the life domains and a ZRM version, in Dutch.

    >>> crosswalk_losses("2013")[-1].split(":")[0]
    'Justitie'
    """
    lines = []
    for match in zrm_crosswalk(version):
        names = [
            label(LEEFGEBIEDEN, match.leefgebied) if match.leefgebied else "",
            DOMAIN_LABELS[match.domain] if match.domain else "",
        ]
        if match.lost:
            shown = " / ".join(dict.fromkeys(filter(None, names)))
            lines.append(f"{shown}: {match.lost}")
    return tuple(lines)
