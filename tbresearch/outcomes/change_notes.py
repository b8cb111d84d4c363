"""What stands under a table of change: method, what lacks, chance, and the claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tbresearch.estimate import NotEstimable
from tbresearch.outcomes.by_chance import Chance
from tbresearch.outcomes.claims import ChangeClaim
from tbresearch.outcomes.expectation import reliability_text
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    MOMENTS,
    join_text,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from tbresearch.outcomes.change import DomainChange

__all__ = ["chance_notes", "claim_notes", "count_notes", "have_both"]


def chance_notes(
    chance: Sequence[Chance | NotEstimable],
    reliability: float,
    between: tuple[float, float],
) -> tuple[str, ...]:
    """Say what the columns of chance are, or why there are none."""
    if all(isinstance(found, NotEstimable) for found in chance):
        return (f"Wat toeval zou geven is {chance[0]}.",) if chance else ()
    return (
        "Door toeval: zoveel cliënten zouden hoger of lager uitkomen als er niets "
        "veranderde, berekend uit de niveaus bij de eerste meting en een "
        f"betrouwbaarheid (alfa) van {reliability_text(reliability, between)}. Een "
        "aantal dat daar niet boven uitkomt, is geen vooruitgang.",
    )


def claim_notes(
    claims: Sequence[ChangeClaim | NotEstimable], primary: Sequence[str]
) -> tuple[str, ...]:
    """Say when a domain is called changed, or why none can be."""
    if all(isinstance(claim, NotEstimable) for claim in claims):
        return (f"Een uitspraak over de groep is {claims[0]}.",) if claims else ()
    over = "alle domeinen"
    if primary:
        over = f"de domeinen waarop doelen zijn gesteld ({_named(primary)})"
    return (
        "Uitspraak over de groep: alleen als er zoveel meer cliënten de ene kant op "
        "gingen dan de andere dat toeval het niet goed verklaart (tekentoets, met "
        f"Holm gecorrigeerd over {over}). Die gaat over wie beide scores heeft.",
    )


def _named(domains: Sequence[str]) -> str:
    return join_text([DOMAIN_LABELS[domain] for domain in domains])


def count_notes(
    between: tuple[str, str],
    changes: tuple[DomainChange, ...],
    clients: int,
    never: list[int],
) -> tuple[str, ...]:
    """Return the method, and then what tells how many scores lack."""
    people = quantity_text(clients, "cliënt", "cliënten")
    begin, end = (label(MOMENTS, moment).lower() for moment in between)
    return (
        f"Per domein is geteld hoeveel cliënten bij de {end} hoger, gelijk of lager "
        f"scoren dan bij de {begin}, hoe groot het verschil ook is. Over domeinen is "
        "niets opgeteld of gemiddeld.",
        f"Per domein {have_both(changes)} van {people} beide scores.",
        f"Zonder enige score bij de {begin}: {never[0]} van {people}; bij de "
        f"{end}: {never[1]}. Zij staan bij elk domein als ontbrekend en er is niets "
        "voor hen ingevuld. Zijn juist zij anders af dan de rest, dan klopt het beeld "
        "niet.",
    )


def have_both(changes: tuple[DomainChange, ...]) -> str:
    """Return the verb, and how many clients have both scores."""
    low, high = min(c.n for c in changes), max(c.n for c in changes)
    if high - low < 2:
        verb = "heeft" if low == high == 1 else "hebben"
        return f"{verb} {' of '.join(str(n) for n in sorted({low, high}))}"
    return f"hebben {low} tot {high}"
