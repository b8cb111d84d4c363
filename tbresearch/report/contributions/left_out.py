"""Tables of which nothing may be shown: they are left out, and the report says so."""

from __future__ import annotations

from tbresearch.report.evidence import Refusal

__all__ = ["left_out", "left_out_text"]

_WHY = "geen aantal erin is te tonen zonder iets van een enkeling te verraden"


def left_out_text(what: str) -> str:
    """Return the sentence that stands in the place of `what`, such as "De tabel"."""
    return f"{what} is weggelaten: {_WHY}."


def left_out(*keys: str) -> tuple[Refusal, ...]:
    """Return for each key why a text may not refer to it."""
    return tuple(
        Refusal(
            key=key,
            what=f"{{{{{key}}}}} is uit het rapport weggelaten: {_WHY}",
            fix="haal de verwijzing weg, en beschrijf in woorden wat u zag",
        )
        for key in keys
    )
