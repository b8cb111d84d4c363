"""Terms of reporting: what has become of an item of a reporting checklist."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = ["ITEM_STATES"]

ITEM_STATES = terms(
    ("studie", "Uit de studie", "Het volgt uit de bestanden van de studie."),
    (
        "deels",
        "Deels",
        "Een deel volgt uit de bestanden van de studie; wat ontbreekt, staat erbij.",
    ),
    ("auteur", "Tekst van de auteur", "De auteur heeft het opgeschreven."),
    (
        "nvt",
        "Niet van toepassing",
        "Het past niet bij deze studie; de reden staat erbij.",
    ),
    ("niet", "Niet gerapporteerd", "Niemand heeft het opgeschreven."),
)
