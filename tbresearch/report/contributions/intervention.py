"""What the description of an intervention brings: the intervention as intended.

It is what the sources say the intervention is meant to be, and nothing of what was
done in this study. What the description lacks is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.intervention import (
    Contradictions,
    Dose,
    Intervention,
    Origin,
    Range,
    contradictions,
    theory_text,
)
from tbresearch.literature import CitedSource
from tbresearch.report.contributions.intervention_tables import (
    intervention_tables,
    weeks_text,
)
from tbresearch.report.evidence import Contribution, Evidence, Picture
from tbresearch.report.tables import TableText
from tbresearch.vocabulary import day_text, join_text, quantity_text

__all__ = ["dose_sentences", "intervention_contribution"]

_FIGURE = "figuur:interventie.theorie"
_COUNTS = (
    ("subgoals", "subdoelen", "subdoel", "subdoelen"),
    ("life_domains", "leefgebieden", "leefgebied", "leefgebieden"),
    ("elements", "elementen", "werkzaam element", "werkzame elementen"),
    ("target_groups", "doelgroepen", "doelgroep", "doelgroepen"),
    ("problem_origins", "herkomsten", "herkomst", "herkomsten"),
    ("phases", "fasen", "fase", "fasen"),
    ("core_tasks", "kerntaken", "kerntaak", "kerntaken"),
    ("work_processes", "werkprocessen", "werkproces", "werkprocessen"),
    ("competences", "competenties", "algemene vaardigheid", "algemene vaardigheden"),
    ("routes", "routes", "route", "routes"),
    ("disputes", "tegenstrijdigheden", "tegenstrijdigheid", "tegenstrijdigheden"),
)
_DOSE = (
    ("visits_per_week", "bezoeken_per_week", "bezoek per week", "bezoeken per week"),
    ("hours_per_visit", "uren_per_bezoek", "uur per bezoek", "uur per bezoek"),
    ("hours_total", "uren_totaal", "uur per traject", "uur per traject"),
    ("shortest_weeks", "kortste_weken", "week", "weken"),
    ("mean_weeks", "gemiddeld_weken", "week", "weken"),
    ("longest_weeks", "langste_weken", "week", "weken"),
)


def intervention_contribution(intervention: Intervention) -> Contribution:
    """Return the description as section, tables, the picture of the theory, numbers."""
    found = contradictions(intervention)
    tables = {
        table.key.rpartition(".")[2]: table
        for table in intervention_tables(intervention, found)
    }
    parts = [part for part in _parts(intervention, tables) if part]
    return Contribution(
        sections={
            "interventie": "\n\n".join(parts) + "\n",
            **({"cijfers": _disputed()} if "tegenstrijdigheden" in tables else {}),
        },
        evidence=tuple(_evidence(intervention, found)),
        tables=tuple(tables.values()),
        pictures=(_picture(intervention),) if intervention.links else (),
        literature=tuple(_literature(intervention)),
    )


def _parts(intervention: Intervention, tables: dict[str, TableText]) -> Iterator[str]:
    yield (
        f"Zo is {intervention.name} bedoeld: dit zeggen de bronnen ervan, niet wat er "
        f"in deze studie gebeurde. De beschrijving is versie {intervention.version}, "
        f"van {day_text(intervention.date)}."
    )
    if intervention.goal:
        yield f"**Doel.** {intervention.goal} ({intervention.goal_origin})."
    if intervention.links:
        yield (
            "## Theorie\n\nDe theorie loopt van {{aantal:interventie.elementen}} via "
            "{{aantal:interventie.subdoelen}} naar "
            "{{aantal:interventie.leefgebieden}}. Wat waartoe leidt, staat in de "
            "figuur en in de tabel. " + _own_reading(intervention)
        )
        yield f"{{{{{_FIGURE}}}}}"
    elif intervention.elements:
        yield "## Theorie\n\nDe interventie heeft {{aantal:interventie.elementen}}."
    yield _table(tables, "theorie")
    yield from _who(intervention, tables)
    yield from _course(intervention, tables)
    yield from _delivery(intervention, tables)
    yield from _access(intervention, tables)
    yield from _sources(intervention, tables)


def _own_reading(intervention: Intervention) -> str:
    own = {s.key for s in intervention.sources if s.kind == "eigen_lezing"}
    if any(own & set(link.origin.sources) for link in intervention.links):
        return (
            "Deze verbanden zijn een eigen lezing van de makers (graad E): geen bron "
            "tekent ze zo."
        )
    return ""


def _who(intervention: Intervention, tables: dict[str, TableText]) -> Iterator[str]:
    if "voorwie" not in tables and "selectie" not in tables:
        return
    yield "## Voor wie"
    if intervention.target_groups and intervention.problem_origins:
        yield (
            "Er zijn twee dimensies naast elkaar: {{aantal:interventie.doelgroepen}} "
            "en {{aantal:interventie.herkomsten}} van de hulpvraag. Een cliënt kan op "
            "beide meer dan één label hebben, dus aandelen kunnen samen meer dan alles "
            "zijn."
        )
    yield _table(tables, "voorwie")
    yield _table(tables, "selectie")


def _course(intervention: Intervention, tables: dict[str, TableText]) -> Iterator[str]:
    dose = intervention.dose
    if not intervention.phases and dose is None:
        return
    yield "## Fasen en dosering"
    if dose is not None:
        yield from dose_sentences(dose)
    yield _table(tables, "fasen")
    limits = intervention.goal_limits
    if limits and limits.most and limits.most_at_once_lvb:
        yield (
            "Een plan heeft hoogstens {{interventie:doelen.hoogstens}}, en bij een "
            "licht verstandelijke beperking (LVB) hoogstens "
            f"{{{{interventie:doelen.tegelijk_lvb}}}} tegelijk ({limits.origin})."
        )
    yield _table(tables, "evaluaties")


def dose_sentences(dose: Dose) -> Iterator[str]:
    """Yield how much and how long, with references, as far as a source says."""
    given = {
        name: f"{{{{interventie:dosering.{name}}}}}"
        for column, name, _, _ in _DOSE
        if getattr(dose, column) is not None
    }
    rhythm = [
        given[name]
        for name in ("bezoeken_per_week", "uren_per_bezoek", "uren_totaal")
        if name in given
    ]
    if rhythm:
        yield f"De bedoelde dosering is {join_text(rhythm)}. {dose.text}".strip()
    length = [
        f"{what} {given[name]}"
        for name, what in (
            ("kortste_weken", "minstens"),
            ("gemiddeld_weken", "gemiddeld ongeveer"),
            ("langste_weken", "in de langste gevallen minstens"),
        )
        if name in given
    ]
    if length:
        yield f"Een traject duurt {join_text(length)}."


def _delivery(
    intervention: Intervention, tables: dict[str, TableText]
) -> Iterator[str]:
    if not {"uitvoering", "begrippen"} & tables.keys() and not intervention.core_tasks:
        return
    yield "## Onderbouwing en uitvoering"
    yield _table(tables, "begrippen")
    if intervention.core_tasks and intervention.work_processes:
        text = (
            "Het beroepsprofiel telt {{aantal:interventie.kerntaken}} en "
            "{{aantal:interventie.werkprocessen}}"
        )
        if intervention.competences:
            text += ", en {{aantal:interventie.competenties}}"
        yield f"{text}. Het nummer is de sleutel, want labels komen vaker voor."
    yield _table(tables, "uitvoering")


def _access(intervention: Intervention, tables: dict[str, TableText]) -> Iterator[str]:
    if not intervention.routes:
        return
    yield "## Routes"
    yield (
        "De beschrijving heeft {{aantal:interventie.routes}}. Waar bronnen elkaar "
        "tegenspreken, staan beide in de tabel."
    )
    yield _table(tables, "routes")
    yield _table(tables, "bijdragen")


def _sources(intervention: Intervention, tables: dict[str, TableText]) -> Iterator[str]:
    if "bronnen" in tables:
        yield "## Bronnen van de beschrijving"
        if "tegenstrijdigheden" in tables:
            yield (
                "Waar deze bronnen elkaar tegenspreken, telt het register "
                "{{aantal:interventie.tegenstrijdigheden}}: zie de bijlage met cijfers "
                "van elders."
            )
    yield _table(tables, "bronnen")
    missing = list(_missing(intervention))
    notes = [*intervention.notes]
    if missing:
        notes.append(f"In de beschrijving staat nog niets over: {join_text(missing)}.")
    yield "\n".join(f"- {note}" for note in notes)


def _literature(intervention: Intervention) -> Iterator[CitedSource]:
    """Yield the sources of the description; a team's own `bronnen.toml` goes first."""
    for source in intervention.sources:
        if source.kind != "eigen_lezing":
            yield CitedSource(
                key=source.key,
                form="wet",
                title=source.title,
                year=source.year,
                origin=intervention.file,
            )


def _disputed() -> str:
    return (
        "## Waar bronnen elkaar tegenspreken\n\n"
        "Het register telt {{aantal:interventie.tegenstrijdigheden}}. Beide uitspraken "
        "staan er; er is niet tussen beslist. Wat een som is, is nagerekend.\n\n"
        "{{tabel:interventie.tegenstrijdigheden}}\n"
    )


def _missing(intervention: Intervention) -> Iterator[str]:
    """Yield what a description should have and this one has not, in Dutch."""
    if not intervention.goal:
        yield "het doel"
    for column, what in (
        ("target_groups", "de doelgroepen"),
        ("selection_rules", "selectieregels"),
        ("subgoals", "subdoelen"),
        ("life_domains", "leefgebieden"),
        ("elements", "werkzame elementen"),
        ("links", "de verbanden daartussen"),
        ("phases", "fasen"),
        ("dose", "de dosering"),
        ("evaluations", "evaluatiemomenten"),
        ("routes", "routes"),
    ):
        if not getattr(intervention, column):
            yield what


def _table(tables: dict[str, TableText], name: str) -> str:
    return f"{{{{{tables[name].key}}}}}" if name in tables else ""


def _evidence(intervention: Intervention, found: Contradictions) -> Iterator[Evidence]:
    for column, name, one, many in _COUNTS:
        yield _number(
            intervention,
            f"aantal:interventie.{name}",
            quantity_text(len(getattr(intervention, column)), one, many),
            "Geteld in de beschrijving van de interventie.",
        )
    for phase in intervention.phases:
        yield _number(
            intervention,
            f"interventie:fase.{phase.key}.weken",
            weeks_text(phase.weeks(complex_situation=False)),
            _said(phase.origin),
        )
    yield from _dose(intervention)
    for figure in intervention.figures:
        unit = figure.unit if figure.unit == "%" else f" {figure.unit}"
        by = f" Schatting van {figure.estimator}." if figure.estimator else ""
        of = f" Noemer: {figure.denominator}." if figure.denominator else ""
        yield _number(
            intervention,
            f"interventie:cijfer.{figure.key}",
            f"{figure.range}{unit}",
            f"{figure.label}, jaar {figure.year or 'onbekend'}. "
            f"{_said(figure.origin)}{by}{of}",
        )
    for item in found.items:
        for name, numbers in item.computed.numbers.items() if item.computed else ():
            assert item.computed is not None
            yield _number(
                intervention,
                f"interventie:tegenspraak.{item.dispute.key}.{name}",
                str(numbers),
                f"Nagerekend. {item.computed.text}",
            )


def _dose(intervention: Intervention) -> Iterator[Evidence]:
    dose, limits = intervention.dose, intervention.goal_limits
    if dose is not None:
        for column, name, one, many in _DOSE:
            value = getattr(dose, column)
            if value is not None:
                yield _number(
                    intervention,
                    f"interventie:dosering.{name}",
                    f"{Range(value, value)} {one if value == 1 else many}",
                    _said(dose.origin),
                )
    if limits is not None:
        for name, value in (
            ("hoogstens", limits.most),
            ("tegelijk_lvb", limits.most_at_once_lvb),
        ):
            if value is not None:
                yield _number(
                    intervention,
                    f"interventie:doelen.{name}",
                    quantity_text(value, "doel", "doelen"),
                    _said(limits.origin),
                )


def _said(origin: Origin) -> str:
    return f"Overgenomen uit {origin}."


def _number(intervention: Intervention, key: str, text: str, method: str) -> Evidence:
    return Evidence(key=key, text=text, method=method, sources=(intervention.file,))


def _picture(intervention: Intervention) -> Picture:
    return Picture(
        key=_FIGURE,
        caption="De theorie: van werkzaam element via subdoel naar leefgebied",
        alt=theory_text(intervention),
        draw=lambda: intervention.plot(),
        method="Getekend uit de verbanden van de beschrijving. "
        + _own_reading(intervention),
        about_people=False,
    )
