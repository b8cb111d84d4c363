"""What the assumption register brings: cost items, and every assumption in them."""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.costs import (
    ASSUMPTIONS_FILE,
    Assumption,
    CostPerTrajectory,
    number_text,
    support_text,
)
from tbresearch.estimate import Estimate, NotEstimable
from tbresearch.report.evidence import Contribution, Evidence, Picture, Refusal
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.vocabulary import (
    EVIDENCE_GRADES,
    STATUSES,
    euro_text,
    label,
)

__all__ = ["cost_contribution", "cost_rows"]

_TOTAL = "totaal"


def cost_contribution(costs: CostPerTrajectory) -> Contribution:
    """Return the table of cost items, their picture and the assumptions."""
    notes = "\n".join(f"- {note}" for note in costs.notes)
    estimable = any(isinstance(row.cost, Estimate) for row in costs.items)
    picture = "{{figuur:kosten}}\n\n" if estimable else ""
    return Contribution(
        sections={
            "kosten": f"{picture}{{{{tabel:kosten}}}}\n\n{{{{tabel:aannames}}}}"
            f"\n\n{notes}\n"
        },
        evidence=tuple(_amounts(costs)),
        tables=(_items(costs), _assumptions(costs)),
        pictures=(_picture(costs),) if estimable else (),
    )


def cost_rows(
    costs: CostPerTrajectory,
) -> list[tuple[str, str, Estimate | NotEstimable]]:
    """Return the key, title and cost of each item, the total last."""
    rows = [(row.item.id, row.item.label, row.cost) for row in costs.items]
    return [*rows, (_TOTAL, "Totaal", costs.total)]


def _amounts(costs: CostPerTrajectory) -> Iterator[Evidence | Refusal]:
    details = _behind(costs)
    for name, title, cost in cost_rows(costs):
        if isinstance(cost, NotEstimable):
            yield Refusal(
                key=f"bedrag:{name}",
                what=f"{title} heeft geen bedrag: {cost}",
                fix="vul de onbekende aanname aan met een bron, of laat het bedrag weg",
            )
            continue
        for level, value in (
            ("", cost.value),
            (".laag", cost.low),
            (".hoog", cost.high),
        ):
            yield Evidence(
                key=f"bedrag:{name}{level}",
                text=euro_text(value),
                method=f"{title}, per traject, prijspeil {costs.price_year}. "
                f"{cost.method}",
                sources=(ASSUMPTIONS_FILE,),
                details=details.get(name, ()),
            )


def _behind(costs: CostPerTrajectory) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the assumptions of each item, and the items of the total."""
    known = {item.id: item for item in costs.register.assumptions}
    parts = {
        row.item.id: tuple(
            (known[name].label, _said(known[name])) for name in row.item.factors
        )
        for row in costs.items
    }
    amounts = tuple(
        (row.item.label, euro_text(row.cost.value))
        for row in costs.items
        if isinstance(row.cost, Estimate)
    )
    return parts | {_TOTAL: amounts}


def _said(item: Assumption) -> str:
    year = "" if item.price_year is None else f", prijspeil {item.price_year}"
    return f"{_values(item)} {item.unit}{year}. Bron: {_origin(item)}. {_grade(item)}"


def _items(costs: CostPerTrajectory) -> TableText:
    rows: list[tuple[str, ...]] = []
    for _, title, cost in cost_rows(costs):
        if isinstance(cost, NotEstimable):
            rows.append((title, EMPTY, EMPTY, EMPTY, cost.reason))
            continue
        amounts = (euro_text(x) for x in (cost.low, cost.value, cost.high))
        rows.append((title, *amounts, ""))
    return TableText(
        key="tabel:kosten",
        caption=f"Kosten per traject, prijspeil {costs.price_year}",
        head=("Kostenpost", "Laag", "Midden", "Hoog", "Niet te bepalen omdat"),
        rows=tuple(rows),
        right=(1, 2, 3),
        method=" ".join(costs.notes),
        sources=(ASSUMPTIONS_FILE,),
    )


def _assumptions(costs: CostPerTrajectory) -> TableText:
    used = {name for item in costs.register.items for name in item.factors}
    rows = tuple(
        (
            item.label,
            _values(item),
            item.unit
            if item.price_year is None
            else f"{item.unit}, prijspeil {item.price_year}",
            _origin(item),
            _strength(item),
        )
        for item in costs.register.assumptions
        if item.id in used
    )
    return TableText(
        key="tabel:aannames",
        caption="De aannames achter de posten, met bron en sterkte van het bewijs",
        head=("Aanname", "Waarde (laag tot hoog)", "Eenheid", "Bron", "Bewijs"),
        rows=rows,
        method="De aannames van aannames.toml die in een post zitten. Bewijs: "
        + " ".join(f"{t.key} = {t.meaning}" for t in EVIDENCE_GRADES.values()),
        sources=(ASSUMPTIONS_FILE,),
    )


def _strength(item: Assumption) -> str:
    """Return the grade, and what people say of it; that changes no number."""
    grade = _grade(item) or EMPTY
    said = support_text(item.support, item.contradiction)
    return f"{grade}; {said}" if said else grade


def _grade(item: Assumption) -> str:
    return label(EVIDENCE_GRADES, item.grade) if item.grade else ""


def _values(item: Assumption) -> str:
    if item.bounds is None:
        return label(STATUSES, "onbekend").lower()
    low, value, high = (number_text(number) for number in item.bounds)
    return value if low == high else f"{value} ({low} tot {high})"


def _origin(item: Assumption) -> str:
    parts = [item.source, item.place]
    return ", ".join(part for part in parts if part) or label(STATUSES, item.status)


def _picture(costs: CostPerTrajectory) -> Picture:
    amounts = "; ".join(
        f"{title} {euro_text(cost.low)} tot {euro_text(cost.high)}"
        for _, title, cost in cost_rows(costs)
        if isinstance(cost, Estimate)
    )
    return Picture(
        key="figuur:kosten",
        caption=f"Kosten per traject, laag tot hoog, prijspeil {costs.price_year}",
        alt=f"Balken van laag tot hoog per kostenpost. {amounts}.",
        draw=costs.plot,
        method="Dezelfde bedragen als in de tabel die volgt.",
    )
