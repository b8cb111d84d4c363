"""What reach brings: who was reached, the funnel, the rules, stock against flow.

Every table is protected before it leaves, and the picture and the numbers that a text
may refer to are taken from the protected tables. What one application is about stays
with the study.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tbresearch.implementation import Reach
from tbresearch.privacy import HIDDEN_NOTE, LogEntry, ProtectedTable, disclosure_rule
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.contributions.reach_tables import (
    FunnelTables,
    applied_table,
    flow_table,
    funnel_tables,
    label_table,
    rules_table,
)
from tbresearch.report.evidence import Contribution, Evidence, Picture, Refusal
from tbresearch.report.tables import TableText
from tbresearch.study import Study
from tbresearch.vocabulary import RECRUITMENT_STEPS, quantity_text

__all__ = ["reach_contribution"]

_UNITS = {
    "trajectory": ("trajecten", "traject", "trajecten"),
    "client": ("clienten", "cliënt", "cliënten"),
    "household": ("huishoudens", "huishouden", "huishoudens"),
    "indication_holder": ("indicatiehouders", "indicatiehouder", "indicatiehouders"),
}
_HEADS = {
    "tabel:bereik.labels": "Wie is bereikt",
    "tabel:bereik.trechter": "Van aanmelding tot afronding",
    "tabel:bereik.selectie": "Selectieregels",
    "tabel:bereik.doorstroom": "Lopend en begonnen",
}


def reach_contribution(result: Reach, study: Study) -> Contribution:
    """Return the section on reach, with its tables, picture, numbers and log."""
    funnel = funnel_tables(result.funnel, study) if result.funnel else None
    made = list(_made(result, study, funnel))
    kept = [(table, entry) for table, entry in made if not entry.left_out]
    gone = [entry for _, entry in made if entry.left_out]
    parts = [_people_text(result)] if len(result.people) else []
    for table, entry in made:
        head = _HEADS.get(table.key)
        parts += [f"## {head}"] if head else []
        told = f"{{{{{table.key}}}}}"
        parts.append(
            left_out_text(f"De tabel '{table.caption}'") if entry.left_out else told
        )
        parts += _around(result, study, table.key, shown=not entry.left_out)
    hidden = any(e.primary + e.secondary for _, e in made if not e.left_out)
    parts += [HIDDEN_NOTE] if hidden else []
    return Contribution(
        sections={"bereik": "\n\n".join(part for part in parts if part) + "\n"},
        evidence=(
            *_numbers(result),
            *_funnel_numbers(funnel),
            *left_out(*(entry.table for entry in gone)),
        ),
        tables=tuple(table for table, _ in kept),
        pictures=_pictures(funnel, study),
        disclosure=tuple(entry for _, entry in made if entry.cells),
    )


def _made(
    result: Reach, study: Study, tables: FunnelTables | None
) -> Iterator[tuple[TableText, LogEntry]]:
    """Yield each table with what was hidden in it, in the order of the section."""
    if len(result.labels):
        yield _logged(*label_table(result, study))
    if tables is not None:
        yield _logged(tables.steps_text, tables.steps)
        if tables.reasons_text.rows:
            yield _logged(tables.reasons_text, tables.reasons)
        yield _logged(*applied_table(result.applied, study))
    if result.selection is not None:
        yield _logged(*rules_table(result.selection, study))
    if result.flow is not None:
        yield flow_table(result.flow, study)


def _logged(table: TableText, protected: ProtectedTable) -> tuple[TableText, LogEntry]:
    columns = [name for name in protected.frame.columns if name != "total"]
    gone = protected.tells_nothing(columns)
    return table, replace(protected.entry, left_out=gone)


def _people_text(result: Reach) -> str:
    unfilled = [
        f"bij {quantity_text(row['missing'], 'traject', 'trajecten')} is geen "
        f"{_UNITS[row['unit']][1]} ingevuld"
        for row in result.people.to_dict("records")
        if row["missing"]
    ]
    text = (
        "Er zijn {{aantal:bereik.trajecten}} van {{aantal:bereik.clienten}} uit "
        "{{aantal:bereik.huishoudens}}, met {{aantal:bereik.indicatiehouders}}. "
        "Dat zijn verschillende aantallen: een indicatie staat soms op naam van een "
        "kind of een mantelzorger, en in een huishouden kan meer dan één cliënt wonen."
    )
    return f"{text} Let op: {'; '.join(unfilled)}." if unfilled else text


def _around(result: Reach, study: Study, key: str, *, shown: bool) -> list[str]:
    """Return what a reader must know beside one table."""
    if key == "tabel:bereik.labels":
        return [
            "Doelgroep en herkomst van de hulpvraag zijn twee dimensies naast elkaar. "
            "Een cliënt kan op elk meer dan één label hebben, dus de aandelen kunnen "
            "samen meer dan 100% zijn. Elk traject heeft één wet en één route; die "
            "aandelen zijn samen 100%. Wat niet is ingevuld, is onbekend en geen nee."
        ]
    if key == "tabel:bereik.trechter" and result.funnel is not None and shown:
        return ["{{figuur:bereik.trechter}}", _funnel_text(result, study)]
    if key == "tabel:bereik.selectie" and result.selection is not None:
        return [" ".join(result.selection.notes)]
    if key == "tabel:bereik.doorstroom" and result.flow is not None:
        return [" ".join(result.flow.notes)]
    return []


def _funnel_text(result: Reach, study: Study) -> str:
    funnel = result.funnel
    assert funnel is not None
    parts = [
        funnel.notes[0],
        _few(
            funnel.forced,
            study,
            "Weggelaten omdat de hulp was opgelegd: {}. De interventie is voor "
            "vrijwillige hulp.",
        ),
        _few(
            funnel.forced_unknown,
            study,
            "Onbekend of de hulp vrijwillig was: {}.",
        ),
        _few(
            funnel.off_path,
            study,
            "Een latere stap ondanks een nee, zoals gestart terwijl het team de hulp "
            "niet passend vond: {}. In de trechter telt de eerste nee.",
        ),
        "Wat nog loopt, is bij de laatste stap onbekend." if funnel.running else "",
    ]
    shares = funnel.interval("gestart")
    parts.append(f"Een betrouwbaarheidsinterval bij deze aandelen is {shares}.")
    if funnel.register == "aselect":
        parts[-1] = f"Gestart is {shares}: {getattr(shares, 'method', '')}"
    return " ".join(part for part in parts if part)


def _few(n: int, study: Study, sentence: str) -> str:
    """Write a count that stands by itself: a small one only as small."""
    if not n:
        return ""
    least = study.smallest_count
    shown = quantity_text(n, "aanmelding", "aanmeldingen")
    return sentence.format(shown if n >= least else f"minder dan {least} aanmeldingen")


def _numbers(result: Reach) -> Iterator[Evidence]:
    for row in result.people.to_dict("records"):
        name, one, more = _UNITS[row["unit"]]
        yield Evidence(
            key=f"aantal:bereik.{name}",
            text=quantity_text(row["n"], one, more),
            method=f"Verschillende {more} in trajecten.csv.",
            sources=("trajecten.csv",),
        )
    if result.funnel is not None:
        yield Evidence(
            key="aantal:bereik.aanmeldingen",
            text=quantity_text(
                result.funnel.applications, "aanmelding", "aanmeldingen"
            ),
            method="Regels van werving.csv, zonder opgelegde hulp.",
            sources=("werving.csv",),
        )


def _funnel_numbers(tables: FunnelTables | None) -> Iterator[Evidence | Refusal]:
    """Yield who reached each step, as far as the protected table shows it."""
    if tables is None:
        return
    for step in list(RECRUITMENT_STEPS)[1:]:
        key = f"aantal:bereik.{step}"
        cell = tables.cell(step)
        if cell is None:
            yield Refusal(
                key=key,
                what=f"{{{{{key}}}}} wordt niet getoond: het gaat om weinig mensen, of "
                "verraadt een klein aantal",
                fix="haal de verwijzing weg, en beschrijf in woorden wat u zag",
            )
        else:
            yield Evidence(
                key=key,
                text=cell,
                method="Aanmeldingen die deze stap en alle stappen ervoor haalden; wat "
                "onbekend is, geeft de bovengrens.",
                sources=("werving.csv",),
            )


def _pictures(tables: FunnelTables | None, study: Study) -> tuple[Picture, ...]:
    if tables is None or tables.steps.tells_nothing(
        ["reached", "unknown", "lost_here"]
    ):
        return ()
    told = "; ".join(f"{row[0].lower()}: {row[1]}" for row in tables.steps_text.rows)
    return (
        Picture(
            key="figuur:bereik.trechter",
            caption="Van aanmelding tot afronding, met de grenzen die onbekende "
            "antwoorden laten",
            alt=f"Trechter van aanmeldingen. Gehaald: {told}.",
            draw=lambda: tables.draw(),
            method=f"De regel voor wat er wordt getoond: {disclosure_rule(study)}.",
        ),
    )
