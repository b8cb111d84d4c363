"""A claim in words: how it was worked out, and how it looks in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tbresearch.costs.draws import rows_of
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import CLAIM_READINGS, decimal_text, euro_text, join_text

if TYPE_CHECKING:
    from tbresearch.costs.claims import ClaimAudit

__all__ = ["claim_html", "claim_notes", "share_text"]

_KIND = {
    "A": "kans op slagen",
    "B": "kans op slagen",
    "C": "deel dat moet overblijven",
}


def share_text(share: float) -> str:
    """Write a share as a percentage with one decimal.

    >>> share_text(0.2758), share_text(1.05)
    ('27,6%', '105,0%')
    """
    return f"{decimal_text(100 * share, 1)}%"


def claim_notes(audit: ClaimAudit) -> tuple[str, ...]:
    """Return what was counted, what was left out and how to read it, in Dutch."""
    notes = [
        "A en B zeggen iets over trajecten die lukken; de drempel is dan een kans. "
        "Bij C zit de kans al in het bedrag. Een omslagkans heeft dan geen "
        "betekenis; de vraag is welk deel van het bruto-effect moet overblijven.",
        f"Kosten: {join_text(audit.costs.counted)}. Laag en hoog: alleen de "
        "tarieven op hun grens, de rest op de middelste waarde.",
        *audit.costs.notes,
    ]
    if audit.claim.net_of:
        notes.append(
            "Volgens de bron zijn de kosten van Thuisbegeleiding er al af: A past "
            "daar niet bij, en nog eens aftrekken is dubbel."
        )
    else:
        notes.append("De bron zegt niet of de kosten er al af zijn.")
    if audit.claim.maximum:
        notes.append(
            "Het bedrag is een maximum en geen gemiddelde: wat er gemiddeld "
            "overblijft is lager, en de drempels zijn dus minstens zo hoog."
        )
    if audit.claim.alternative:
        notes.append(f"Vergeleken met: {audit.claim.alternative}.")
    if any(max(audit.share(reading)) > 1 for reading in CLAIM_READINGS):
        notes.append(
            "Een drempel boven 100% betekent: ook als het altijd lukt, zijn de "
            "kosten er niet uit."
        )
    if any(unit != "dag" for _, unit, _ in audit.prices):
        notes.append(
            "Is het beweerde aantal meer dan 100 per 100 trajecten, dan zou elk "
            "traject er meer dan één moeten voorkomen."
        )
    if any(name == "" for name, _, _ in audit.prices):
        notes.append(
            "De prijzen om uit te proberen zijn van ons: een prijs staat in geen "
            "bron van dit register."
        )
    return tuple(notes)


def claim_html(audit: ClaimAudit) -> str:
    """Return the readings, what they imply and the notes."""
    heads = ("Lezing", "Bruto-effect", "Na kosten", "Drempel", "Laag", "Hoog", "")
    rows = [
        (
            f"{r.reading}: {r.label}",
            euro_text(r.gross),
            euro_text(r.net),
            *(share_text(x) for x in (r.middle, r.low, r.high)),
            _KIND[r.reading],
        )
        for r in rows_of(audit.to_frame())
    ]
    prices = ("Prijs", "Nodig", *(f"Beweerd bij {r}" for r in CLAIM_READINGS))
    implied = [
        (r.price_label, *(decimal_text(x) for x in (r.needed, r.A, r.B, r.C)))
        for r in rows_of(audit.plausibility())
    ]
    second = [text_html("Hoeveel dat er zijn, per 100 trajecten")] * bool(implied)
    return "".join(
        [
            text_html(audit),
            table_html(heads, rows),
            *second,
            *([table_html(prices, implied)] if implied else []),
            list_html(audit.notes),
        ]
    )
