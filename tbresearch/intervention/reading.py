"""Reading an intervention: one that ships with the workbench, or a team's own file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.intervention.checks import KNOWN_LABELS, sheet_problems
from tbresearch.intervention.intervention import Intervention
from tbresearch.intervention.layout import HEAD, LISTS, SINGLE, Layout
from tbresearch.intervention.parts import NOT_IN_SOURCES, Origin
from tbresearch.study import Study, TomlFile, read_toml
from tbresearch.study.sheet import Plan, Record, Sheet, read_sheet
from tbresearch.study.toml_file import parse_toml

__all__ = [
    "INTERVENTION_FILE",
    "SHIPPED",
    "has_intervention",
    "intervention_file",
    "read_intervention",
]

INTERVENTION_FILE = "interventie.toml"
# What ships, in the order in which it is offered; the last holds nothing yet.
SHIPPED = ("thuisbegeleiding", "reset", "integraal_werken", "leeg")
_PLAN = Plan(
    head=HEAD,
    lists={table: layout.fields for table, layout in LISTS.items()},
    single={table: layout.fields for table, layout in SINGLE.items()},
)


def intervention_file(key: str) -> Traversable:
    """Return the file of an intervention that ships.

    Raises
    ------
    WorkbenchError
        If none of that name ships.
    """
    if key not in SHIPPED:
        raise WorkbenchError(
            f"er is geen meegeleverde interventie {key!r}",
            where="interventie",
            fix=f"kies uit: {', '.join(SHIPPED)}",
        )
    return resources.files("tbresearch.intervention").joinpath("data", f"{key}.toml")


def has_intervention(study: Study) -> bool:
    """Return whether a study describes its intervention, or names one that ships."""
    own = (study.root / INTERVENTION_FILE).is_file()
    return own or _shipped_key(study.intervention) is not None


def read_intervention(source: Study | str | Path) -> Intervention:
    """Read an intervention as intended, or name everything wrong with its file.

    Parameters
    ----------
    source : Study, str or Path
        A study: its own `interventie.toml`, or else the shipped one that
        `studie.toml` names. A name such as ``"thuisbegeleiding"``: what ships. Or the
        path of a file.

    Returns
    -------
    Intervention

    Raises
    ------
    WorkbenchError
        If there is no such intervention, or its file is no TOML.
    StudyError
        With every unknown or missing name, item without source, id that occurs
        twice, reference that leads nowhere, reversed bounds, and everything that
        keeps the theory of change from hanging together; each with its line.

    Examples
    --------
    >>> len(read_intervention("thuisbegeleiding").work_processes)
    21
    """
    if isinstance(source, Study):
        path = source.root / INTERVENTION_FILE
        if path.is_file():
            return _read(read_toml(path, source=INTERVENTION_FILE))
        return _shipped(_key_of(source))
    if isinstance(source, str) and source in SHIPPED:
        return _shipped(source)
    path = Path(source)
    if not path.is_file():
        raise WorkbenchError(
            f"er is geen interventie of bestand {str(source)!r}",
            where="read_intervention",
            fix=f"geef een studie, het pad van een bestand, of één van: "
            f"{', '.join(SHIPPED)}",
        )
    return _read(read_toml(path, source=path.name))


def _key_of(study: Study) -> str:
    key = _shipped_key(study.intervention)
    if key is None:
        raise WorkbenchError(
            f"van interventie {study.intervention!r} is er geen beschrijving",
            where=f"studie.toml, of {INTERVENTION_FILE}",
            fix=f"zet een bestand {INTERVENTION_FILE} in de studiemap, of noem bij "
            f"interventie één van: {', '.join(SHIPPED[:-1])}",
        )
    return key


def _shipped_key(name: str) -> str | None:
    """Return the shipped intervention that a study means by its name."""
    plain = re.sub(r"[^a-z]+", "_", name.lower()).strip("_")
    known = {key: key for key in SHIPPED[:-1]} | {"reset_thuisbegeleiding": "reset"}
    return known.get(plain)


@cache
def _shipped(key: str) -> Intervention:
    return _read(_shipped_toml(key))


def _shipped_toml(key: str) -> TomlFile:
    content = intervention_file(key).read_text(encoding="utf-8")
    return parse_toml(content, source=f"{key}.toml (meegeleverd)")


def _read(file: TomlFile) -> Intervention:
    problems: list[Problem] = []
    sheet = read_sheet(file, _PLAN, problems)
    sheet = _with_base(sheet, problems)
    problems += sheet_problems(sheet)
    if problems:
        raise StudyError(problems)
    return _built(sheet)


def _with_base(sheet: Sheet, problems: list[Problem]) -> Sheet:
    """Return a variant with all that it does not say itself, from what it varies."""
    base_key = sheet.head["variant_of"]
    if base_key is None:
        return sheet
    if base_key not in SHIPPED[:-1] or base_key == sheet.head["key"]:
        problems.append(
            Problem(
                what=f"{base_key!r} is geen interventie die wordt meegeleverd",
                where=sheet.file.place()("variant_van"),
                fix=f"kies een andere uit: {', '.join(SHIPPED[:-1])}; of haal de regel "
                "weg",
            )
        )
        return sheet
    base = read_sheet(_shipped_toml(str(base_key)), _PLAN, problems)
    records = {
        table: own or base.records[table] for table, own in sheet.records.items()
    }
    own_sources = sheet.keys("bron")
    records["bron"] = [
        *sheet.records["bron"],
        *(r for r in base.records["bron"] if r.key not in own_sources),
    ]
    head = dict(sheet.head)
    if not head["goal"]:
        goal = [f.column for f in HEAD if f.column.startswith("goal")]
        head |= {column: base.head[column] for column in goal}
    return Sheet(file=sheet.file, head=head, records=records)


def _built(sheet: Sheet) -> Intervention:
    head: dict[str, Any] = dict(sheet.head)
    goal_sources, place = head.pop("goal_sources"), head.pop("goal_place")
    origin = Origin(sources=goal_sources, place=place) if goal_sources else None
    lists: dict[str, Any] = {
        layout.column: tuple(
            part for record in sheet.records[table] for part in _parts(layout, record)
        )
        for table, layout in LISTS.items()
    }
    conditions = lists.pop("conditions")
    lists["routes"] = tuple(
        replace(route, conditions=tuple(c for c in conditions if c.route == route.key))
        for route in lists["routes"]
    )
    single: dict[str, Any] = {
        layout.column: next(
            (_made(layout, r.values) for r in sheet.records[table]), None
        )
        for table, layout in SINGLE.items()
    }
    return Intervention(
        file=sheet.file.source,
        goal_origin=origin,
        **head,
        **lists,
        **single,
    )


def _parts(layout: Layout, record: Record) -> Iterator[object]:
    values = dict(record.values)
    if "label" in values and not values["label"]:
        values["label"] = KNOWN_LABELS.get(record.key, NOT_IN_SOURCES)
    if layout.table == "verband":
        ends = values.pop("end")
        assert isinstance(ends, tuple)
        for end in ends:
            yield _made(layout, {**values, "end": end})
        return
    yield _made(layout, values)


def _made(layout: Layout, record: dict[str, Any]) -> object:
    values = dict(record)
    if "sources" in values:
        sources, place = values.pop("sources"), values.pop("place")
        values["origin"] = Origin(sources=sources, place=place)
    return layout.make(**values)
