"""The theory of change as a graph: working element -> subgoal -> life domain.

It has to hang together: nothing that leads nowhere or comes from nowhere, no loop,
no second theory beside the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tbresearch.errors import Problem
from tbresearch.study.sheet import Record, Sheet

__all__ = ["theory_problems"]

_COLUMNS = ("element", "subdoel", "leefgebied")
_ARROWS = (("element", "subdoel"), ("subdoel", "subdoel"), ("subdoel", "leefgebied"))
_FROM = {
    "element": "maak een [[verband]] met van = {key!r} naar een subdoel",
    "subdoel": "maak een [[verband]] met van = {key!r} naar een leefgebied",
}
_TO = {
    "subdoel": "maak een [[verband]] van een element met naar = {key!r}",
    "leefgebied": "maak een [[verband]] van een subdoel met naar = {key!r}",
}


def theory_problems(sheet: Sheet) -> Iterator[Problem]:
    """Yield what stands between the blocks and a theory that hangs together.

    A file without any [[verband]] describes no theory, which is no problem.
    """
    if not sheet.records["verband"]:
        return
    nodes: dict[str, tuple[str, Record]] = {}
    for table in _COLUMNS:
        for record in sheet.records[table]:
            if record.key in nodes and nodes[record.key][0] != table:
                yield _shared(record, nodes[record.key][0])
            elif record.key:
                nodes[record.key] = (table, record)
    arrows: list[tuple[str, str, Record]] = []
    wrong = [
        problem
        for record in sheet.records["verband"]
        for problem in _read_arrows(record, nodes, arrows)
    ]
    yield from wrong
    if not wrong:  # else what hangs loose may follow from a name that is mistyped
        yield from _orphans(nodes, arrows)
    yield from _loops(arrows)
    if not wrong:
        yield from _second_theories(nodes, arrows)


def _shared(record: Record, other: str) -> Problem:
    return Problem(
        what=f"{record.key!r} is ook de id van een {other}",
        where=record.at("id"),
        fix="geef elementen, subdoelen en leefgebieden elk een eigen id",
    )


def _read_arrows(
    record: Record,
    nodes: Mapping[str, tuple[str, Record]],
    arrows: list[tuple[str, str, Record]],
) -> Iterator[Problem]:
    start = str(record.values["start"] or "")
    ends = record.values["end"] if isinstance(record.values["end"], tuple) else ()
    named = [("van", start), *(("naar", end) for end in ends)]
    missing = [(name, key) for name, key in named if key and key not in nodes]
    for name, key in missing:
        yield Problem(
            what=f"{key!r} is geen element, subdoel of leefgebied",
            where=record.at(name),
            fix="noem een id van een [[element]], [[subdoel]] of [[leefgebied]]",
        )
    for end in ends:
        if start not in nodes or end not in nodes:
            continue
        kinds = (nodes[start][0], nodes[end][0])
        if kinds in _ARROWS:
            arrows.append((start, end, record))
            continue
        yield Problem(
            what=f"een verband van {kinds[0]} {start!r} naar {kinds[1]} {end!r} kan "
            "niet",
            where=record.at("naar"),
            fix="een verband gaat van element naar subdoel, van subdoel naar subdoel, "
            "of van subdoel naar leefgebied",
        )


def _orphans(
    nodes: Mapping[str, tuple[str, Record]], arrows: list[tuple[str, str, Record]]
) -> Iterator[Problem]:
    starts = {start for start, _, _ in arrows}
    ends = {end for _, end, _ in arrows}
    for key, (table, record) in nodes.items():
        if table in _FROM and key not in starts:
            yield Problem(
                what=f"{table} {key!r} leidt nergens heen",
                where=record.at("id"),
                fix=_FROM[table].format(key=key),
            )
        if table in _TO and key not in ends:
            yield Problem(
                what=f"{table} {key!r} volgt nergens uit",
                where=record.at("id"),
                fix=_TO[table].format(key=key),
            )


def _loops(arrows: list[tuple[str, str, Record]]) -> Iterator[Problem]:
    """Yield a problem for each arrow that closes a loop, in the order of the file."""
    reach: dict[str, set[str]] = {}
    for start, end, record in arrows:
        path = _path(reach, end, start)
        if path:
            yield Problem(
                what=f"de theorie loopt in een kring: {' -> '.join([*path, end])}",
                where=record.at("naar"),
                fix="haal één van deze verbanden weg; wat elkaar versterkt, staat in "
                "de toelichting",
            )
            continue
        reach.setdefault(start, set()).add(end)


def _path(reach: Mapping[str, set[str]], start: str, end: str) -> list[str]:
    """Return the names from `start` to `end`, or nothing if there is no way."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == end:
            return way
        for name in sorted(reach.get(way[-1], set()) - seen):
            seen.add(name)
            ways.append([*way, name])
    return []


def _second_theories(
    nodes: Mapping[str, tuple[str, Record]], arrows: list[tuple[str, str, Record]]
) -> Iterator[Problem]:
    """Yield the parts of the theory that hang apart from the first, once each."""
    near: dict[str, set[str]] = {}
    for start, end, _ in arrows:
        near.setdefault(start, set()).add(end)
        near.setdefault(end, set()).add(start)
    joined = [key for key in nodes if key in near]
    if not joined:
        return
    seen = _component(near, joined[0])
    for key in joined:
        if key not in seen:
            part = _component(near, key)
            seen |= part
            yield Problem(
                what="dit deel van de theorie hangt los van de rest: "
                + ", ".join(name for name in nodes if name in part),
                where=nodes[key][1].at("id"),
                fix="maak een [[verband]] tussen dit deel en de rest",
            )


def _component(near: Mapping[str, set[str]], start: str) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        for name in near[todo.pop()] - seen:
            seen.add(name)
            todo.append(name)
    return seen
