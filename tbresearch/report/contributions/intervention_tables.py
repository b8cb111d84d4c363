"""The tables of the intervention as intended, from its target groups to its sources."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from tbresearch.intervention import (
    Contradictions,
    Evaluation,
    Intervention,
    Item,
    Phase,
    Range,
    Route,
    charge_text,
    computed_text,
)
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.vocabulary import (
    CONTRADICTION_STATUSES,
    EVALUATION_MOMENTS,
    LAWS,
    RULE_KINDS,
    SOURCE_KINDS,
    day_text,
    join_text,
    label,
)

__all__ = ["intervention_tables", "weeks_text"]

_UNSAID = "niet in onze bronnen"


def intervention_tables(
    intervention: Intervention, found: Contradictions
) -> tuple[TableText, ...]:
    """Return every table that the description has rows for."""
    return tuple(table for table in _tables(intervention, found) if table is not None)


def weeks_text(weeks: Range | None) -> str:
    """Write a duration, or that no source names one.

    >>> weeks_text(Range(2, 4)), weeks_text(Range(13, float("inf"))), weeks_text(None)
    ('2 tot 4 weken', '13 weken of meer', 'niet in onze bronnen')
    """
    if weeks is None:
        return _UNSAID
    if math.isinf(weeks.high):
        return f"{Range(weeks.low, weeks.low)} weken of meer"
    return f"{weeks} {'week' if weeks == Range(1, 1) else 'weken'}"


def _tables(
    intervention: Intervention, found: Contradictions
) -> Iterator[TableText | None]:
    table = _Maker(intervention)
    for group in (_who, _course, _delivery, _access, _sources):
        yield from group(table, intervention)
    yield table(
        "tegenstrijdigheden",
        "Waar bronnen elkaar tegenspreken",
        ("Onderwerp", "De ene bron", "De andere bron", "Nagerekend"),
        [
            (
                f"{item.dispute.subject} "
                f"({label(CONTRADICTION_STATUSES, item.dispute.status).lower()})",
                f"{item.dispute.origin_a}: {item.dispute.says_a}",
                f"{item.dispute.origin_b}: {item.dispute.says_b}",
                computed_text(item) or EMPTY,
            )
            for item in found.items
        ],
    )


def _who(table: _Maker, intervention: Intervention) -> Iterator[TableText | None]:
    """Yield for whom it is, and what should bring what about."""
    yield table(
        "voorwie",
        "Voor wie: doelgroepen, en waar de hulpvraag vandaan komt",
        ("Dimensie", "Label", "Bron"),
        [
            *_items("Doelgroep", intervention.target_groups),
            *_items("Herkomst", intervention.problem_origins),
        ],
    )
    yield table(
        "selectie",
        "Regels voor wie de interventie is",
        ("Regel", "Soort", "Bron"),
        [
            (rule.label, label(RULE_KINDS, rule.kind), str(rule.origin))
            for rule in intervention.selection_rules
        ],
    )
    yield table(
        "theorie",
        "De theorie: wat moet wat teweegbrengen",
        ("Werkzaam element", "Subdoelen", "Leefgebieden", "Bron van het element"),
        list(_theory(intervention)),
    )


def _course(table: _Maker, intervention: Intervention) -> Iterator[TableText | None]:
    """Yield the phases and the evaluations."""
    loops = any(phase.back_to for phase in intervention.phases)
    head = ("Fase", "Duur", "Duur bij een complexe situatie", "Bron")
    yield table(
        "fasen",
        "Fasen en hun bedoelde duur",
        (*head[:3], "Terug naar", head[3]) if loops else head,
        [_phase(phase, intervention, loops=loops) for phase in intervention.phases],
    )
    yield table(
        "evaluaties",
        "Wanneer wordt geëvalueerd",
        ("Evaluatie", "Moment", "Wet", "Om de", "Bron"),
        [
            (
                item.label,
                label(EVALUATION_MOMENTS, item.moment),
                label(LAWS, item.law) if item.law else "elke",
                EMPTY if item.moment == "einde" else weeks_text(_between(item)),
                str(item.origin),
            )
            for item in intervention.evaluations
        ],
    )


def _delivery(table: _Maker, intervention: Intervention) -> Iterator[TableText | None]:
    """Yield what the work rests on."""
    yield table(
        "begrippen",
        "Begrippen die uit elkaar blijven",
        ("Begrip", "Kern", "Kernvraag", "Bron"),
        [
            (item.label, item.core, item.question, str(item.origin))
            for item in intervention.concepts
        ],
    )
    yield table(
        "uitvoering",
        "Waar de uitvoering op steunt",
        ("Onderdeel", "Wat erbij hoort", "Bron"),
        [
            (kind, "; ".join(item.label for item in items), _origins(items))
            for kind, items in (
                ("Bouwstenen", intervention.building_blocks),
                ("Theorieën", intervention.theories),
                ("Perspectieven", intervention.perspectives),
                ("Activiteiten", intervention.activities),
                ("Randvoorwaarden", intervention.preconditions),
                ("Kwaliteit", intervention.quality_means),
                ("Materialen", intervention.materials),
            )
            if items
        ],
    )


def _access(table: _Maker, intervention: Intervention) -> Iterator[TableText | None]:
    """Yield the routes, and what a client pays."""
    yield table(
        "routes",
        "Langs welke routes iemand komt",
        ("Route", "Wie verwijst", "Wie besluit", "Indicatie", "Geldt", "Bron"),
        [_route(route) for route in intervention.routes],
    )
    names = {route.key: route.label for route in intervention.routes}
    yield table(
        "bijdragen",
        "Wat de cliënt zelf betaalt",
        ("Route", "Eigen bijdrage", "Geldt", "Bron"),
        [
            (
                names[charge.route],
                charge_text(charge),
                _span(charge.starts, charge.ends) or EMPTY,
                str(charge.origin),
            )
            for charge in intervention.charges
        ],
    )


def _sources(table: _Maker, intervention: Intervention) -> Iterator[TableText | None]:
    """Yield the figures and the sources."""
    yield table(
        "cijfers",
        "Cijfers die de bronnen geven",
        ("Cijfer", "Waarde", "Jaar", "Noemer", "Schatter", "Bron"),
        [
            (
                item.label,
                f"{item.range}{'' if item.unit == '%' else ' '}{item.unit}",
                str(item.year or "onbekend"),
                item.denominator or EMPTY,
                item.estimator or EMPTY,
                str(item.origin),
            )
            for item in intervention.figures
        ],
    )
    yield table(
        "bronnen",
        "De bronnen van de beschrijving",
        ("Bron", "Titel", "Jaar", "Soort"),
        [
            (
                source.key,
                source.title,
                str(source.year or "onbekend"),
                label(SOURCE_KINDS, source.kind),
            )
            for source in intervention.sources
        ],
    )


class _Maker:
    """Makes a table of the description, or nothing where there are no rows."""

    def __init__(self, intervention: Intervention) -> None:
        self.intervention = intervention

    def __call__(
        self,
        name: str,
        caption: str,
        head: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
    ) -> TableText | None:
        if not rows:
            return None
        version = self.intervention.version
        return TableText(
            key=f"tabel:interventie.{name}",
            caption=caption,
            head=head,
            rows=tuple(rows),
            method=f"Uit de beschrijving van {self.intervention.name}, versie "
            f"{version}; de kolom Bron zegt waar elk item staat.",
            sources=(self.intervention.file,),
            about_people=False,
        )


def _items(kind: str, items: Sequence[Item]) -> list[tuple[str, str, str]]:
    return [(kind, item.label, str(item.origin)) for item in items]


def _origins(items: Sequence[Item]) -> str:
    """Return where the items are said, each place once."""
    return "; ".join(dict.fromkeys(str(item.origin) for item in items))


def _theory(intervention: Intervention) -> Iterator[tuple[str, ...]]:
    """Yield each element with the subgoals it leads to, and where those lead."""
    goals = {item.key: item.label for item in intervention.subgoals}
    domains = {item.key: item.label for item in intervention.life_domains}
    ways: dict[str, list[str]] = {}
    for link in intervention.links:
        ways.setdefault(link.start, []).append(link.end)
    for element in intervention.elements:
        reached = _reached(element.key, ways)
        yield (
            element.label,
            _joined(label_ for key, label_ in goals.items() if key in reached),
            _joined(label_ for key, label_ in domains.items() if key in reached),
            str(element.origin),
        )


def _reached(start: str, ways: dict[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    todo = [start]
    while todo:
        for key in ways.get(todo.pop(), []):
            if key not in seen:
                seen.add(key)
                todo.append(key)
    return seen


def _joined(labels: Iterator[str]) -> str:
    return "; ".join(labels) or EMPTY


def _phase(phase: Phase, intervention: Intervention, *, loops: bool) -> tuple[str, ...]:
    labels = {item.key: item.label for item in intervention.phases}
    slower = EMPTY
    if phase.complex_min is not None:
        slower = weeks_text(phase.weeks(complex_situation=True))
    return (
        f"{phase.label}. {phase.text}" if phase.text else phase.label,
        weeks_text(phase.weeks(complex_situation=False)),
        slower,
        *((_joined(labels[key] for key in phase.back_to),) if loops else ()),
        str(phase.origin),
    )


def _between(item: Evaluation) -> Range | None:
    """Return the weeks between two evaluations."""
    if item.min_weeks is None:
        return None
    return Range(item.min_weeks, math.inf if item.max_weeks is None else item.max_weeks)


def _route(route: Route) -> tuple[str, ...]:
    asked = [condition.label for condition in route.conditions]
    needs = f"{route.label}. Als {join_text(asked)}." if asked else route.label
    indication = {True: "nodig", False: "niet nodig", None: _UNSAID}[route.indication]
    term = f" (binnen {route.term_weeks:g} weken)" if route.term_weeks else ""
    return (
        needs,
        "; ".join(route.referrers) or _UNSAID,
        (route.decides or _UNSAID) + term,
        indication,
        _valid(route),
        str(route.origin),
    )


def _valid(route: Route) -> str:
    only = [f"alleen {name}" for name in (route.provider, route.municipality) if name]
    span = _span(route.starts, route.ends)
    return "; ".join([*([span] if span else []), *only]) or EMPTY


def _span(starts: date | None, ends: date | None) -> str:
    if starts is not None and ends is not None:
        return f"{day_text(starts)} tot en met {day_text(ends)}"
    if starts is not None:
        return f"sinds {day_text(starts)}"
    return f"tot en met {day_text(ends)}" if ends is not None else ""
