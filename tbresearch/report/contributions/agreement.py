"""What a comparison of coders brings: how far they agree, per code.

Counts here are of turns and of decisions, not of people, so no cell is hidden for
being small. A study that hides who mentions what gets no row per code: a turn has
one speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.coding.agreement import Coefficient
from tbresearch.coding.comparing import (
    DECISIONS_FILE,
    Agreement,
    AgreementRow,
    disagreements,
)
from tbresearch.coding.comparing.agreement_notes import SIDES_NOTE
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.report.evidence import Contribution, Evidence, Picture, Refusal
from tbresearch.report.tables import TableText
from tbresearch.vocabulary import decimal_text, join_text

__all__ = ["agreement_contribution"]

_MEASURES = {"kappa": "kappa", "alpha": "Krippendorffs alfa", "ac1": "Gwets AC1"}
_TABLE = "tabel:overeenstemming"
_PICTURE = "figuur:overeenstemming"


def agreement_contribution(result: Agreement) -> Contribution:
    """Return sentences, and a table and picture per code where these may be shown.

    A tradition that has no place for agreement brings nothing; the design of the
    study says so already.

    Raises
    ------
    WorkbenchError
        If the rows are pairs of coders, which have no total.
    """
    if result.by == "pair":
        raise WorkbenchError(
            "het rapport heeft geen plaats voor overeenstemming per paar",
            where="Report.add",
            fix='gebruik agreement(codering, level="nominal", by="code")',
        )
    total = result.total
    if total is None:
        return Contribution()
    shown = result.coding.study.statements == "tonen"
    return Contribution(
        sections={
            "onderzoeksopzet": _text(result, shown=shown),
            **({"overeenstemming": f"{{{{{_TABLE}}}}}\n"} if shown else {}),
        },
        evidence=tuple(_evidence(result, total, shown=shown)),
        tables=(_table(result),) if shown else (),
        pictures=(_picture(result),) if shown else (),
    )


def _text(result: Agreement, *, shown: bool) -> str:
    many, pair = len(result.sessions), len(result.coders) == 2
    who = f"{join_text(result.coders)} allebei" if pair else "meer dan één codeur"
    parts = [
        "## Overeenstemming tussen codeurs\n",
        f"{{{{aantal:gesprekken.vergeleken}}}} {'is' if many == 1 else 'zijn'} "
        f"gecodeerd door {who}. Over alle codes samen is Krippendorffs alfa "
        f"{_reference(result, 'alpha')} en Gwets AC1 {_reference(result, 'ac1')} "
        "[@hayes2007; @gwet2008]; in {{aantal:gelijk}} deden zij hetzelfde.\n",
    ]
    if pair:
        parts.append(
            "Er zijn {{aantal:verschillen}}; er is een besluit over "
            "{{aantal:verschillen.besloten}}.\n"
        )
    if shown:
        parts.append("Per code staat het in de bijlage over overeenstemming.\n")
    notes = _notes(result)
    if not shown:
        notes.append(
            "Per code staat er niets: deze studie toont geen aantallen die over weinig "
            "mensen gaan."
        )
    return "\n".join([*parts, "\n".join(f"- {note}" for note in notes), ""])


def _reference(result: Agreement, name: str) -> str:
    """Return what the text says for a coefficient over everything together."""
    found = getattr(result.total, name)
    return str(found) if isinstance(found, NotEstimable) else f"{{{{maat:{name}}}}}"


def _equal(total: AgreementRow) -> str:
    equal = total.equal
    return str(equal) if isinstance(equal, NotEstimable) else equal.short


def _evidence(
    result: Agreement, total: AgreementRow, *, shown: bool
) -> Iterator[Evidence | Refusal]:
    sources = _sources(result)
    many = len(result.sessions)
    yield Evidence(
        key="aantal:gesprekken.vergeleken",
        text="1 gesprek" if many == 1 else f"{decimal_text(many)} gesprekken",
        method=result.notes[0],
        sources=sources,
    )
    yield Evidence(
        key="aantal:gelijk",
        text=f"{_equal(total)} vergelijkingen",
        method=result.notes[1],
        sources=sources,
    )
    for row in result.every_row() if shown else (total,):
        for name, measure in _MEASURES.items():
            yield _measure(row, name, measure, sources)
    if len(result.coders) == 2:
        yield from _decided(result, sources)


def _measure(
    row: AgreementRow, name: str, measure: str, sources: tuple[str, ...]
) -> Evidence | Refusal:
    key = f"maat:{name}.{row.key}" if row.key else f"maat:{name}"
    found: Coefficient | NotEstimable = getattr(row, name)
    if isinstance(found, NotEstimable):
        return Refusal(
            key=key,
            what=f"{measure} van {row.label!r} is er niet: {found}",
            fix="laat het getal weg",
        )
    return Evidence(
        key=key,
        text=found.short,
        method=f"{found.measure} van {row.label}, n = {decimal_text(row.n)}. "
        f"{' '.join(found.notes)}",
        sources=sources,
    )


def _decided(result: Agreement, sources: tuple[str, ...]) -> Iterator[Evidence]:
    found = disagreements(result.coding, coders=result.coders)
    rows = [row for row in found.rows if row.kind != "extent"]
    decided = sum(row.settlement is not None for row in rows)
    for key, number, method in (
        ("aantal:verschillen", len(rows), "Verschillen in code, kant of plaats."),
        ("aantal:verschillen.besloten", decided, "Verschillen met een besluit."),
    ):
        noun = "verschil" if number == 1 else "verschillen"
        yield Evidence(
            key=key,
            text=f"{decimal_text(number)} {noun}",
            method=f"{method} Alleen een andere omvang telt niet als verschil.",
            sources=(*sources, DECISIONS_FILE),
        )


def _table(result: Agreement) -> TableText:
    return TableText(
        key=_TABLE,
        caption=f"Overeenstemming van {join_text(result.coders)}, per "
        f"{result.head()[0].lower()}",
        head=result.brief_head(),
        rows=tuple(result.brief_cells(row) for row in result.every_row()),
        right=(1, 2, 3, 4, 5),
        method=f"Gebruikt: in hoeveel eenheden {join_text(result.coders)} de code "
        f"gebruikten. {' '.join(_notes(result))}",
        sources=_sources(result),
    )


def _picture(result: Agreement) -> Picture:
    alphas = "; ".join(
        f"{row.label} {row.alpha.short}"
        for row in result.every_row()
        if isinstance(row.alpha, Coefficient)
    )
    return Picture(
        key=_PICTURE,
        caption=f"Overeenstemming van {join_text(result.coders)}, met intervallen",
        alt=f"Per {result.head()[0].lower()} een punt voor kappa, alfa en AC1. Alfa: "
        f"{alphas or 'geen'}.",
        draw=result.plot,
        method="Dezelfde getallen als in de tabel ervoor.",
    )


def _notes(result: Agreement) -> list[str]:
    """Return the notes on the columns that the report has."""
    return [note for note in result.notes if note != SIDES_NOTE]


def _sources(result: Agreement) -> tuple[str, ...]:
    return tuple(f"coderingen/{coder}.jsonl" for coder in result.coders)
