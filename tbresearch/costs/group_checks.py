"""Whether correlated groups can be: members that vary, and a matrix that exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tbresearch.costs.checks import Place
from tbresearch.costs.fields import GROUP_BLOCK
from tbresearch.costs.records import Record, Records
from tbresearch.errors import Problem
from tbresearch.study.fields import unknown_name
from tbresearch.vocabulary import join_text

__all__ = ["group_problems"]

_FIELD = "correlatiegroep"


def group_problems(records: Records) -> list[Problem]:
    """Return what is wrong with correlated groups, each with its line."""
    problems: list[Problem] = []
    known = records.known()
    seen: set[object] = set()
    for number, (_, group) in enumerate(records.groups):
        at = records.file.place(GROUP_BLOCK, number)
        if group["id"] in seen and group["id"] is not None:
            problems.append(
                Problem(
                    what=f"{GROUP_BLOCK} {group['id']!r} staat er al",
                    where=at("id"),
                    fix="geef dit blok een eigen id, of haal het weg",
                )
            )
        seen.add(group["id"])
        members = group["members"]
        if isinstance(members, tuple):
            named = sorted(
                str(n) for n, r in known.items() if r["group"] == group["id"]
            )
            problems += _member_problems(members, named, known, at)
            problems += _matrix_problems(group["matrix"], members, at)
    problems += _loose_problems(records, blocks=seen)
    for number, record in records.numbered():
        if record["group"]:
            at = records.file.place("aanname", number)
            problems += _variation_problems(record, at)
    return problems


def _member_problems(
    members: Sequence[object], named: list[str], known: dict[str, Record], at: Place
) -> Iterator[Problem]:
    strangers = [str(m) for m in members if m not in known]
    for name in strangers:
        yield unknown_name(name, list(known), where=at("leden"))
    if not strangers and sorted(map(str, members)) != named:
        yield Problem(
            what=f"de leden zijn {join_text([str(m) for m in members])}, en naar deze "
            f"groep verwijzen {join_text(named) or 'geen aannames'}",
            where=at("leden"),
            fix="noem dezelfde aannames bij leden, elk één keer, als er deze "
            "correlatiegroep hebben",
        )


def _matrix_problems(
    matrix: object, members: Sequence[object], at: Place
) -> Iterator[Problem]:
    if not isinstance(matrix, tuple) or not matrix:
        return
    size = len(members)
    what = ""
    if len(matrix) != size or any(len(row) != size for row in matrix):
        what = f"de matrix is niet {size} bij {size}"
    else:
        numbers = np.array(matrix, dtype=float)
        if (np.diag(numbers) != 1).any() or (np.abs(numbers) > 1).any():
            what = "de matrix heeft geen enen op de diagonaal, of iets buiten -1 tot 1"
        elif (numbers != numbers.T).any():
            what = "de matrix is niet gelijk aan haar spiegelbeeld"
        elif np.linalg.eigvalsh(numbers).min() < -1e-10:
            what = "deze correlaties kunnen niet samen voorkomen"
    if what:
        yield Problem(
            what=what,
            where=at("matrix"),
            fix="geef de correlaties tussen de leden, in de volgorde van leden, zoals "
            "[[1, 0.5], [0.5, 1]]",
        )


def _loose_problems(records: Records, *, blocks: set[object]) -> Iterator[Problem]:
    """Yield groups without a matrix that are not rows of found values."""
    with_matrix = {group["id"] for _, group in records.groups if group["matrix"]}
    lengths: dict[object, int] = {}
    for number, record in records.numbered():
        group, values = record["group"], record["values"]
        if not group or group in with_matrix:
            continue
        at = records.file.place("aanname", number)
        if record["kind"] != "empirisch" or not isinstance(values, tuple):
            yield Problem(
                what=f"van correlatiegroep {group!r} is er geen matrix",
                where=at(_FIELD),
                fix=f"schrijf een blok [[{GROUP_BLOCK}]] met id, leden en matrix",
            )
        elif lengths.setdefault(group, len(values)) != len(values):
            yield Problem(
                what=f"{record['id']!r} heeft {len(values)} trekkingen, en de groep "
                f"{group!r} heeft er {lengths[group]}",
                where=at("waarden"),
                fix="geef alle aannames van de groep evenveel waarden, op volgorde van "
                "dezelfde trekkingen",
            )


def _variation_problems(record: Record, at: Place) -> Iterator[Problem]:
    if record["aspect"] == "spreiding":
        yield Problem(
            what=f"{record['id']!r} is spreiding tussen cliënten en kan niet in een "
            "correlatiegroep: die telt in de simulatie, en spreiding hoort daar niet",
            where=at(_FIELD),
            fix='haal de regel weg, of maak er aard = "onzekerheid" van als het om het '
            "gemiddelde gaat",
        )
    elif record["status"] == "onbekend" or record["kind"] in (None, "vast"):
        yield Problem(
            what=f"{record['id']!r} varieert niet en kan niet in een correlatiegroep",
            where=at(_FIELD),
            fix="haal de regel weg, of geef een verdeling",
        )
