"""Along which routes somebody can come: all of them, with reasons, as of a date.

A route that nothing speaks against and of which not everything is known is
``onbekend``, never ``nee``. Where sources contradict each other, both of their
routes stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention.conditions import all_of, answer
from tbresearch.intervention.intervention import Intervention
from tbresearch.intervention.parts import (
    NOT_IN_SOURCES,
    Charge,
    Origin,
    Route,
    RouteCondition,
)
from tbresearch.intervention.situation import Situation, as_situation
from tbresearch.vocabulary import (
    ANSWERS,
    LAWS,
    day_text,
    decimal_text,
    join_text,
    label,
)

__all__ = ["RouteAnswer", "Routes", "charge_text", "routes"]

_RESTRICTED = {
    "aanbieder": "de aanbieder is {}",
    "gemeente": "de gemeente is {}",
    "wet": "de hulp valt onder: {}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAnswer:
    """Whether one route is open to a situation, and why.

    Attributes
    ----------
    route : Route
        The route.
    answer : str
        Key of `vocabulary.ANSWERS`.
    holds, fails, unknown : tuple of str
        Conditions that hold, that do not, and that cannot be decided, in Dutch.
    to_do : tuple of str
        What remains before help begins along this route, such as an indication.
    charge : str
        What the client pays on the date, in Dutch.
    """

    route: Route
    answer: str
    holds: tuple[str, ...]
    fails: tuple[str, ...]
    unknown: tuple[str, ...]
    to_do: tuple[str, ...]
    charge: str

    def __str__(self) -> str:
        why = [
            *(f"klopt niet: {text}" for text in self.fails),
            *(f"nog niet bekend: {text}" for text in self.unknown),
            *(f"klopt: {text}" for text in self.holds),
        ]
        reasons = f" ({'; '.join(why)})" if why else ""
        return f"{self.route.label}: {self.answer}{reasons}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Routes:
    """All routes of an intervention, for one situation on one day.

    Attributes
    ----------
    name : str
        The intervention.
    situation : Situation
        What was known.
    on : date
        The day.
    answers : tuple of RouteAnswer
        One for every route, in the order of the description.
    notes : tuple of str
        Where the sources contradict each other on these routes.
    """

    name: str
    situation: Situation
    on: date
    answers: tuple[RouteAnswer, ...]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        found = Counter(item.answer for item in self.answers)
        counts = join_text([f"{found[key]} {key}" for key in ANSWERS])
        lines = [
            f"Routes naar {self.name} op {day_text(self.on)}: {counts}",
            *(f"- {item}" for item in self.answers),
        ]
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """Return one row a route.

        Columns are `route`, `label`, `law`, `answer`, `holds`, `fails`, `unknown`,
        `to_do` (each sentences joined by semicolons), `decides`, `charge` and `source`.
        """
        rows = [
            {
                "route": item.route.key,
                "label": item.route.label,
                "law": item.route.law,
                "answer": item.answer,
                "holds": "; ".join(item.holds),
                "fails": "; ".join(item.fails),
                "unknown": "; ".join(item.unknown),
                "to_do": "; ".join(item.to_do),
                "decides": item.route.decides or NOT_IN_SOURCES,
                "charge": item.charge,
                "source": ", ".join(item.route.origin.sources),
            }
            for item in self.answers
        ]
        return pd.DataFrame(rows)

    def _repr_html_(self) -> str:
        heads = ("Route", "Antwoord", "Waarom", "Nog uit te zoeken", "Eigen bijdrage")
        rows = [
            (
                item.route.label,
                item.answer,
                (
                    *(f"klopt niet: {text}" for text in item.fails),
                    *(f"klopt: {text}" for text in item.holds),
                ),
                (*item.unknown, *item.to_do),
                item.charge,
            )
            for item in self.answers
        ]
        title = str(self).split("\n", 1)[0]
        known = f"Bekend is: {self.situation}."
        return (
            text_html(title)
            + text_html(known)
            + table_html(heads, rows)
            + list_html(self.notes)
        )


def routes(
    intervention: Intervention,
    situation: Situation | Mapping[str, object],
    *,
    on: date,
) -> Routes:
    """Return every route to an intervention, with what speaks for and against it.

    Parameters
    ----------
    intervention : Intervention
        Its description has the routes.
    situation : Situation or mapping
        What is known, by the attributes of `Situation`; leave out what is not.
    on : date
        The day as of which routes and charges hold. Files say from when to when.

    Returns
    -------
    Routes
        One answer for every route, also of those that are closed.

    Raises
    ------
    WorkbenchError
        If the situation has a name or a value that cannot be, or `on` is no date.

    Examples
    --------
    >>> from datetime import date
    >>> from tbresearch.intervention import read_intervention
    >>> found = routes(
    ...     read_intervention("thuisbegeleiding"), {"age": 40}, on=date(2024, 5, 1)
    ... )
    >>> found.answers[0].answer, found.answers[0].charge
    ('ja', '20,60 euro per maand (CAK)')
    """
    if not isinstance(on, date):
        raise WorkbenchError(
            f"on = {on!r} is geen datum",
            where="routes",
            fix="gebruik datetime.date, zoals date(2025, 3, 1)",
        )
    known = as_situation(situation)
    answers = tuple(
        _answer(intervention, route, known, on) for route in intervention.routes
    )
    return Routes(
        name=intervention.name,
        situation=known,
        on=on,
        answers=answers,
        notes=tuple(_notes(intervention)),
    )


def charge_text(charge: Charge) -> str:
    """Write what a client pays a month."""
    if charge.euros is None:
        return charge.text or NOT_IN_SOURCES
    if charge.euros == 0:
        return "geen"
    collector = f" ({charge.collector})" if charge.collector else ""
    return f"{decimal_text(charge.euros, 2)} euro per maand{collector}"


def _answer(
    intervention: Intervention, route: Route, situation: Situation, on: date
) -> RouteAnswer:
    given: dict[str, list[str]] = {key: [] for key in ANSWERS}
    for condition in _conditions(route, situation):
        known = situation.known(condition.variable)
        given[answer(condition, known)].append(condition.label)
    outside = _outside(route, on)
    if outside:
        given["nee"].append(outside)
    return RouteAnswer(
        route=route,
        answer=all_of(key for key, labels in given.items() if labels),
        holds=tuple(given["ja"]),
        fails=tuple(given["nee"]),
        unknown=tuple(given["onbekend"]),
        to_do=tuple(_to_do(route, situation)),
        charge=_charge(intervention, route, on),
    )


def _conditions(route: Route, situation: Situation) -> Iterator[RouteCondition]:
    """Yield what has to hold, with what the route itself is restricted to."""
    yield from route.conditions
    restricted = [("aanbieder", route.provider), ("gemeente", route.municipality)]
    # A law that is not settled yet is an outcome of the route, and no condition of it.
    if situation.law is not None:
        restricted.append(("wet", route.law))
    for variable, value in restricted:
        if value:
            shown = label(LAWS, value) if variable == "wet" else value
            yield RouteCondition(
                route=route.key,
                label=_RESTRICTED[variable].format(shown),
                variable=variable,
                op="is",
                value=value,
                origin=Origin(sources=route.origin.sources, place=route.origin.place),
            )


def _outside(route: Route, on: date) -> str:
    if route.starts is not None and on < route.starts:
        return f"de route is er sinds {day_text(route.starts)}"
    if route.ends is not None and on > route.ends:
        return f"de route was er tot en met {day_text(route.ends)}"
    return ""


def _to_do(route: Route, situation: Situation) -> Iterator[str]:
    by = route.decides or NOT_IN_SOURCES
    term = (
        f", besluit binnen {decimal_text(route.term_weeks)} weken"
        if route.term_weeks is not None
        else ""
    )
    if route.indication is None:
        yield f"nagaan of er een indicatie nodig is: dat staat {NOT_IN_SOURCES}"
    elif route.indication and situation.has_indication is None:
        yield f"nagaan of er een indicatie is (besluit: {by}{term})"
    elif route.indication and not situation.has_indication:
        yield f"een indicatie aanvragen (besluit: {by}{term})"


def _charge(intervention: Intervention, route: Route, on: date) -> str:
    """Write what a client pays on a day; where sources differ, all of it."""
    valid = [
        charge_text(charge)
        for charge in intervention.charges
        if charge.route == route.key
        and (charge.starts is None or charge.starts <= on)
        and (charge.ends is None or on <= charge.ends)
    ]
    return (
        "; of: ".join(valid)
        or f"onbekend: het bedrag op deze dag staat {NOT_IN_SOURCES}"
    )


def _notes(intervention: Intervention) -> Iterator[str]:
    for dispute in intervention.disputes:
        touched = [r.label for r in intervention.routes if dispute.key in r.disputes]
        if touched:
            yield (
                f"Bronnen spreken elkaar tegen: {dispute.subject.lower()} "
                f"({dispute.origin_a} tegenover {dispute.origin_b}). Dat raakt "
                f"{join_text(touched)}."
            )
