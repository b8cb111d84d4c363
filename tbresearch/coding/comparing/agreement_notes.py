"""What a reader of a table of agreement has to know, in Dutch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tbresearch.coding.coding import Coding
from tbresearch.coding.comparing.rows import AgreementRow, Measures
from tbresearch.coding.comparing.shared import SESSION_RULE
from tbresearch.coding.comparing.units import Grid
from tbresearch.estimate import NotEstimable
from tbresearch.vocabulary import decimal_text, join_text

__all__ = ["NO_VALUE", "SIDES_NOTE", "agreement_notes"]

NO_VALUE = "n.t.b."
_UNIT_NAMES = {"turn": ("beurt", "beurten"), "session": ("gesprek", "gesprekken")}


def agreement_notes(
    coding: Coding,
    unit: str,
    measures: Measures,
    rows: Sequence[AgreementRow | None],
) -> Iterator[str]:
    """Yield the unit, the rules, and what was left out."""
    grid = measures.grid
    if len(grid.coders) < 2:
        yield "Er is nog geen tweede codeur, dus er valt niets te vergelijken."
        return
    yield _sessions(coding, grid)
    if not grid.sessions:
        return
    one, more = _UNIT_NAMES[unit]
    yield (
        f"Eenheid: een {one}{' van een respondent' if unit == 'turn' else ''}; per "
        "code is gekeken of de codeur die daar gebruikte. Wat de gespreksleider zegt "
        f"telt niet mee. Waar codes samen zijn genomen, is er een waarde per {one} en "
        "code."
    )
    yield from _left_out(coding, grid)
    yield (
        f"Tussen haakjes staat een interval van 95%: {more} opnieuw getrokken met "
        f"teruglegging, {decimal_text(measures.draws)} keer, startgetal "
        f"{measures.seed}. Eenheden van één gesprek hangen samen; het interval is "
        "daardoor eerder te smal. Waar het ontbreekt, was de maat in te veel "
        "trekkingen niet te bepalen."
    )
    yield from (RARE_NOTE, SIDES_NOTE)
    reasons = dict.fromkeys(
        x.reason
        for row in rows
        if row is not None
        for x in (row.equal, row.kappa, row.alpha, row.ac1)
        if isinstance(x, NotEstimable)
    )
    for reason in reasons:
        yield f"{NO_VALUE} is niet te bepalen: {reason}."


RARE_NOTE = (
    "Bij een code die zelden is gebruikt is bijna alles vanzelf gelijk, en hangt kappa "
    "van een enkele eenheid af; AC1 is daar minder gevoelig voor. Lees vooral de "
    "verschillen zelf na."
)
SIDES_NOTE = (
    "Zelfde kant: van de eenheden waar twee codeurs de code gebruikten, hoeveel "
    "dezelfde richting kregen. Zelfde tekst: van de tekens die een codeur de code gaf, "
    "welk deel zij allen die gaven."
)


def _sessions(coding: Coding, grid: Grid) -> str:
    many = len(coding.corpus.transcripts)
    left = many - len(grid.sessions)
    return (
        f"Vergeleken zijn {join_text(grid.coders)}, in {len(grid.sessions)} van {many} "
        f"gesprekken; {left} {_are(left)} weggelaten omdat er geen twee van hen "
        f"codeerden. {SESSION_RULE}"
    )


def _left_out(coding: Coding, grid: Grid) -> Iterator[str]:
    unused = len(coding.codebook.codes) - len(grid.codes)
    yield (
        f"Alleen codes die een van hen daar gebruikte: {len(grid.codes)}; "
        f"{unused} {_are(unused)} weggelaten."
    )
    silent = grid.without_consent
    if silent:
        yield (
            f"Weggelaten: {silent} {'beurt' if silent == 1 else 'beurten'} van wie "
            "geen toestemming gaf voor deelname."
        )


def _are(number: int) -> str:
    return "is" if number == 1 else "zijn"
