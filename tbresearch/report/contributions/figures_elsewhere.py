"""The appendix on figures from elsewhere: the register, and who gives another value."""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.costs import ASSUMPTIONS_FILE
from tbresearch.report.evidence import Contribution, Evidence
from tbresearch.report.figure_register import FigureRegister, RegisteredFigure
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.vocabulary import quantity_text

__all__ = ["figures_contribution"]

_METHOD = (
    "Verzameld uit de beschrijving van de interventie, de aannames en de teksten van "
    "de evaluator, bij elke bouw opnieuw."
)


def figures_contribution(register: FigureRegister) -> Contribution:
    """Return the register as a table, and a table of values that differ."""
    tables = [table for table in (_all(register), _twice(register)) if table]
    return Contribution(
        sections={"cijfers": "\n\n".join(_text(register)) + "\n"},
        evidence=(
            Evidence(
                key="aantal:cijfers.elders",
                text=quantity_text(len(register.rows), "cijfer", "cijfers"),
                method=_METHOD,
            ),
        ),
        tables=tuple(tables),
    )


def _text(register: FigureRegister) -> Iterator[str]:
    yield (
        "Dit rapport neemt {{aantal:cijfers.elders}} over die niet uit dit onderzoek "
        "komen. Bij elk staat wie het zegt, over welk jaar en waarvan het een deel is. "
        "Bij geld is het jaar het prijspeil."
    )
    yield "{{tabel:cijfers.elders}}"
    if register.differences:
        yield (
            "Eén cijfer heeft soms op twee plaatsen een andere waarde. Beide staan "
            "hieronder; er is niet tussen gekozen."
        )
        yield "{{tabel:cijfers.verschillen}}"
    yield "\n".join(f"- {note}" for note in register.notes)


def _all(register: FigureRegister) -> TableText:
    return TableText(
        key="tabel:cijfers.elders",
        caption="Cijfers van elders, met hun bron",
        head=("Cijfer", "Waarde", "Jaar en noemer", "Bron", "Waar gebruikt"),
        rows=tuple(
            (
                row.label,
                row.value,
                "; ".join(filter(None, [str(row.year or "onbekend"), row.denominator])),
                row.source,
                "; ".join(row.used) or EMPTY,
            )
            for row in register.rows
        ),
        method=_METHOD,
        sources=(ASSUMPTIONS_FILE,),
        about_people=False,
    )


def _twice(register: FigureRegister) -> TableText | None:
    if not register.differences:
        return None
    return TableText(
        key="tabel:cijfers.verschillen",
        caption="Eén cijfer, twee waarden",
        head=("Cijfer", "De ene waarde", "De andere waarde"),
        rows=tuple(
            (item.label, _told(item.one), _told(item.other))
            for item in register.differences
        ),
        method="Cijfers met dezelfde naam, of zonder naam met dezelfde bron, "
        "vindplaats, jaar en noemer. Wat binnen de grenzen van het andere ligt, is "
        "geen verschil.",
        about_people=False,
    )


def _told(row: RegisteredFigure) -> str:
    year = f", {row.year}" if row.year else ""
    of = f", noemer: {row.denominator}" if row.denominator else ""
    return f"{row.value}{year}{of} ({row.source}; {row.where})"
