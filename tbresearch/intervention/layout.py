"""What an intervention file may hold: its tables, their columns, what they become."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from tbresearch.intervention.computing import COMPUTATIONS
from tbresearch.intervention.kinds import amount, plain_value
from tbresearch.intervention.parts import (
    Charge,
    Concept,
    DeliveryForm,
    Dispute,
    Dose,
    Evaluation,
    Figure,
    GoalLimits,
    Item,
    Link,
    Origin,
    Phase,
    Route,
    RouteCondition,
    SelectionRule,
    Source,
)
from tbresearch.intervention.ranges import Range
from tbresearch.study.fields import (
    Field,
    choice,
    day,
    key,
    keys,
    many,
    may,
    need,
    text,
    whole,
    year,
    yes_no,
)
from tbresearch.vocabulary import (
    COMPARISONS,
    CONTRADICTION_STATUSES,
    EVALUATION_MOMENTS,
    EVIDENCE_GRADES,
    FEATURES,
    LAWS,
    RULE_KINDS,
    SOURCE_KINDS,
)

__all__ = ["HEAD", "LISTS", "SINGLE", "Layout"]


_ID = need("id", "key", key())
_LABEL = need("label", "label", text())
_MAYBE_LABEL = may("label", "label", text(), "")
_TEXT = may("toelichting", "text", text(), "")
_SOURCES = need("bron", "sources", keys())
_PLACE = may("plaats", "place", text(), "")
_ORIGIN = (_SOURCES, _PLACE)
_ITEM = (_ID, _LABEL, _TEXT, *_ORIGIN)
_UNNAMED = (_ID, _MAYBE_LABEL, _TEXT, *_ORIGIN)
_WEEKS = (
    may("min_weken", "min_weeks", amount()),
    may("max_weken", "max_weeks", amount()),
)
_VALIDITY = (
    may("van", "starts", day()),
    may("tot_en_met", "ends", day()),
)
_CONDITION = (
    need("kenmerk", "variable", choice(FEATURES)),
    need("toets", "op", choice(COMPARISONS)),
    need("waarde", "value", plain_value()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One table of the file.

    Attributes
    ----------
    table, column : str
        Its name in the file, and the attribute of `Intervention` that it becomes.
    title : str
        What the items are, in Dutch, plural.
    fields : tuple of Field
        Its columns.
    make : callable
        Turns a record that holds, with its origin, into a part.
    """

    table: str
    column: str
    title: str
    fields: tuple[Field, ...]
    make: Callable[..., Any]

    @property
    def has_keys(self) -> bool:
        """Whether an item has a name of its own, that occurs once."""
        return any(field.column == "key" for field in self.fields)


def _figure(*, low: float, high: float, **rest: Any) -> Figure:  # noqa: ANN401
    return Figure(range=Range(low, high), **rest)


def _dispute(
    *,
    source_a: tuple[str, ...],
    place_a: str,
    source_b: tuple[str, ...],
    place_b: str,
    **rest: Any,  # noqa: ANN401
) -> Dispute:
    return Dispute(
        origin_a=Origin(sources=source_a, place=place_a),
        origin_b=Origin(sources=source_b, place=place_b),
        **rest,
    )


def _list(
    table: str,
    column: str,
    title: str,
    fields: tuple[Field, ...] = _ITEM,
    make: Callable[..., Any] = Item,
) -> Layout:
    return Layout(table=table, column=column, title=title, fields=fields, make=make)


HEAD = (
    need("sleutel", "key", key()),
    need("naam", "name", text()),
    need("versie", "version", text()),
    need("datum", "date", day()),
    may("variant_van", "variant_of", key()),
    may("doel", "goal", text(), ""),
    may("doel_bron", "goal_sources", keys(), ()),
    may("doel_plaats", "goal_place", text(), ""),
)

# Tables that occur once at most.
SINGLE: Mapping[str, Layout] = {
    layout.table: layout
    for layout in (
        _list(
            "dosering",
            "dose",
            "dosering",
            (
                may("bezoeken_per_week", "visits_per_week", amount()),
                may("uren_per_bezoek", "hours_per_visit", amount()),
                may("uren_totaal", "hours_total", amount()),
                may("werkers", "workers", whole(1, 20), 1),
                may("kortste_weken", "shortest_weeks", amount()),
                may("gemiddeld_weken", "mean_weeks", amount()),
                may("langste_weken", "longest_weeks", amount()),
                may("tijdelijk_min", "temporary_min", amount()),
                may("tijdelijk_max", "temporary_max", amount()),
                may("structureel_vanaf", "structural_from", amount()),
                _TEXT,
                *_ORIGIN,
            ),
            Dose,
        ),
        _list(
            "doelen",
            "goal_limits",
            "grenzen aan doelen",
            (
                may("hoogstens", "most", whole(1, 100)),
                may("hoogstens_tegelijk_lvb", "most_at_once_lvb", whole(1, 100)),
                *_ORIGIN,
            ),
            GoalLimits,
        ),
    )
}

# Tables of which there may be many, in the order of the description.
LISTS: Mapping[str, Layout] = {
    layout.table: layout
    for layout in (
        _list(
            "bron",
            "sources",
            "bronnen",
            (
                _ID,
                need("titel", "title", text()),
                need("jaar", "year", year()),
                need("soort", "kind", choice(SOURCE_KINDS)),
                _TEXT,
            ),
            Source,
        ),
        _list("subdoel", "subgoals", "subdoelen"),
        _list("leefgebied", "life_domains", "leefgebieden", _UNNAMED),
        _list("doelgroep", "target_groups", "doelgroepen"),
        _list("herkomst", "problem_origins", "herkomsten van de hulpvraag"),
        _list(
            "selectieregel",
            "selection_rules",
            "selectieregels",
            (
                _ID,
                _LABEL,
                need("soort", "kind", choice(RULE_KINDS)),
                *_CONDITION,
                *_ORIGIN,
            ),
            SelectionRule,
        ),
        _list(
            "fase",
            "phases",
            "fasen",
            (
                _ID,
                _LABEL,
                _TEXT,
                *_WEEKS,
                may("min_complex", "complex_min", amount()),
                may("max_complex", "complex_max", amount()),
                may("terug_naar", "back_to", many(key()), ()),
                *_ORIGIN,
            ),
            Phase,
        ),
        _list("activiteit", "activities", "activiteiten in de uitvoering"),
        _list("bouwsteen", "building_blocks", "bouwstenen"),
        _list("theorie", "theories", "theorieën"),
        _list(
            "begrip",
            "concepts",
            "begrippen",
            (
                _ID,
                _LABEL,
                need("kern", "core", text()),
                need("kernvraag", "question", text()),
                *_ORIGIN,
            ),
            Concept,
        ),
        _list("perspectief", "perspectives", "perspectieven"),
        _list("element", "elements", "werkzame elementen", _UNNAMED),
        _list(
            "verband",
            "links",
            "verbanden",
            (
                need("van", "start", key()),
                need("naar", "end", keys()),
                need("graad", "grade", choice(EVIDENCE_GRADES)),
                *_ORIGIN,
            ),
            Link,
        ),
        _list("randvoorwaarde", "preconditions", "randvoorwaarden"),
        _list("kerntaak", "core_tasks", "kerntaken", _UNNAMED),
        _list("werkproces", "work_processes", "werkprocessen", _UNNAMED),
        _list("competentie", "competences", "competenties", _UNNAMED),
        _list("materiaal", "materials", "materialen"),
        _list("kwaliteit", "quality_means", "middelen voor kwaliteit"),
        _list(
            "evaluatie",
            "evaluations",
            "evaluatiemomenten",
            (
                _ID,
                _LABEL,
                _TEXT,
                may("wet", "law", choice(LAWS)),
                need("moment", "moment", choice(EVALUATION_MOMENTS)),
                *_WEEKS,
                *_ORIGIN,
            ),
            Evaluation,
        ),
        _list(
            "cijfer",
            "figures",
            "cijfers",
            (
                _ID,
                _LABEL,
                need("laag", "low", amount()),
                need("hoog", "high", amount()),
                need("eenheid", "unit", text()),
                need("jaar", "year", year()),
                may("noemer", "denominator", text(), ""),
                may("schatter", "estimator", text(), ""),
                *_ORIGIN,
            ),
            _figure,
        ),
        _list("vorm", "delivery_forms", "leveringsvormen", make=DeliveryForm),
        _list(
            "route",
            "routes",
            "routes",
            (
                _ID,
                _LABEL,
                _TEXT,
                need("wet", "law", choice(LAWS)),
                may("verwijzers", "referrers", many(text()), ()),
                may("besluit", "decides", text(), ""),
                may("indicatie", "indication", yes_no()),
                may("termijn_weken", "term_weeks", amount()),
                may("vormen", "forms", many(key()), ()),
                *_VALIDITY,
                may("aanbieder", "provider", text(), ""),
                may("gemeente", "municipality", text(), ""),
                may("tegenspraak", "disputes", many(key()), ()),
                *_ORIGIN,
            ),
            partial(Route, conditions=()),
        ),
        _list(
            "voorwaarde",
            "conditions",
            "voorwaarden",
            (
                need("route", "route", key()),
                _LABEL,
                *_CONDITION,
                *_ORIGIN,
            ),
            RouteCondition,
        ),
        _list(
            "eigen_bijdrage",
            "charges",
            "eigen bijdragen",
            (
                need("route", "route", key()),
                may("euro_per_maand", "euros", amount()),
                may("inner", "collector", text(), ""),
                _TEXT,
                *_VALIDITY,
                *_ORIGIN,
            ),
            Charge,
        ),
        _list(
            "tegenstrijdigheid",
            "disputes",
            "tegenstrijdigheden",
            (
                _ID,
                need("onderwerp", "subject", text()),
                need("bron_a", "source_a", keys()),
                may("plaats_a", "place_a", text(), ""),
                need("zegt_a", "says_a", text()),
                need("bron_b", "source_b", keys()),
                may("plaats_b", "place_b", text(), ""),
                need("zegt_b", "says_b", text()),
                _TEXT,
                need("status", "status", choice(CONTRADICTION_STATUSES)),
                may("berekening", "computation", choice(tuple(COMPUTATIONS)), ""),
                may("cijfers", "figures", many(key()), ()),
            ),
            _dispute,
        ),
    )
}
