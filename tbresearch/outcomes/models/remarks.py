"""What a reader must know beside the numbers of a model, in Dutch.

How biased the Laplace approximation is was measured with simulated panels of known
truth (see docs/modellen.md); the numbers here are those.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tbresearch.outcomes.models.design import Design
from tbresearch.outcomes.models.fitting import Fit
from tbresearch.outcomes.models.naming import counted, plural
from tbresearch.outcomes.models.structure import RandomTerm
from tbresearch.vocabulary import decimal_text, join_text, quantity_text

__all__ = ["FEWEST_GROUPS", "NEAR_ENOUGH", "remarks_on"]

# From this many groups on a standard deviation between groups says something.
FEWEST_GROUPS = 8
# Fewer groups than this: Laplace gives a standard deviation that is clearly too low.
_MANY_GROUPS = 100
# Squared distance to the maximum, in standard errors.
NEAR_ENOUGH = 1e-4


def remarks_on(design: Design, fit: Fit, *, quadrature: int) -> tuple[str, ...]:
    """Return the notes of a model."""
    return tuple(
        line
        for part in (
            _data(design),
            _reading(design),
            _levels(design),
            _groups(design, fit, quadrature),
            _search(fit),
        )
        for line in part
    )


def _data(design: Design) -> Iterator[str]:
    rows = quantity_text(len(design.codes), "rij", "rijen")
    parts = [counted(t.levels, t.name) for t in design.random]
    held = f", met {join_text(parts)}" if parts else ""
    yield f"{rows}{held}."
    if design.dropped:
        verb = "is" if design.dropped == 1 else "zijn"
        left = quantity_text(design.dropped, "rij", "rijen")
        yield (
            f"{left} met een lege cel {verb} niet gebruikt. Hangt leeg zijn af van wat "
            "niet gemeten is, dan is de schatting vertekend."
        )


def _reading(design: Design) -> Iterator[str]:
    same = (
        f" voor dezelfde {join_text([t.name for t in design.random])}"
        if design.random
        else ""
    )
    yield (
        "Een coëfficiënt is een verschil in log-odds op een hoger niveau"
        f"{same}. Zonder vergelijkingsgroep is dat een samenhang, geen effect."
    )
    if not design.random:
        yield (
            "Zonder groepen tellen herhaalde scores van één cliënt als onafhankelijk: "
            "de intervallen zijn dan meestal te smal."
        )


def _levels(design: Design) -> Iterator[str]:
    for name, levels in zip(design.set_names, design.levels, strict=True):
        where = f" bij {name}" if name else ""
        inside = range(levels[0], levels[-1] + 1)
        gaps = [str(level) for level in inside if level not in levels]
        if gaps:
            word, verb = ("niveau", "komt") if len(gaps) == 1 else ("niveaus", "komen")
            yield (
                f"{word.capitalize()} {join_text(gaps)} {verb}{where} niet voor: de "
                "niveaus eromheen gelden als buren."
            )


def _groups(design: Design, fit: Fit, quadrature: int) -> Iterator[str]:
    if not design.random:
        return
    largest = max(design.random, key=lambda term: term.levels)
    start = fit.natural.size - sum(term.parameters for term in design.random)
    for term in design.random:
        yield from _group(term, fit.free[start : start + term.parameters])
        if term is not largest:
            yield from _alone(term, largest)
        start += term.parameters
    if quadrature == 1:
        few = [t.name for t in design.random if t.levels < _MANY_GROUPS]
        line = (
            "Laplace-benadering: in simulaties was de standaarddeviatie tussen "
            "cliënten 2 tot 3% te laag"
        )
        if few:
            line += (
                f", en die van een groep met weinig niveaus (hier {join_text(few)}) 5 "
                "tot 24%; bij 5 aanbieders het meest"
            )
        yield f"{line}."


def _group(term: RandomTerm, free: np.ndarray) -> Iterator[str]:
    many = plural(term.name)
    if term.levels < FEWEST_GROUPS:
        yield (
            f"Met {counted(term.levels, term.name)} zegt de standaarddeviatie "
            f"daartussen weinig; er zijn er minstens {FEWEST_GROUPS} nodig."
        )
    if not free[0]:
        yield (
            f"De standaarddeviatie tussen {many} komt op 0 uit, de grens van wat kan. "
            "De gegevens laten geen verschil zien en sluiten het niet uit; een "
            "interval is er niet."
        )
    if not free[-1] and term.slope is not None:
        yield (
            f"De helling van {term.slope_name} is bij {many} niet van hun niveau te "
            "scheiden: de schatting ligt op de grens van wat kan, en een interval is "
            "er niet."
        )


def _alone(term: RandomTerm, largest: RandomTerm) -> Iterator[str]:
    """Tell of levels that hold one level of the largest group only."""
    pairs = np.unique(term.codes * largest.levels + largest.codes)
    inside = np.bincount(pairs // largest.levels, minlength=term.levels)
    alone = int((inside == 1).sum())
    if alone:
        verb = "heeft" if alone == 1 else "hebben"
        yield (
            f"Van de {counted(term.levels, term.name)} {verb} er {decimal_text(alone)} "
            f"maar één {largest.name}: die twee zijn daar niet te onderscheiden."
        )


def _search(fit: Fit) -> Iterator[str]:
    if fit.distance > NEAR_ENOUGH:
        yield (
            "Het zoeken naar het maximum bleef steken "
            f"(afstand {decimal_text(float(np.sqrt(fit.distance)), 3)} "
            "standaardfout): vertrouw deze uitkomst niet."
        )
