"""Reading `aannames.toml`: a register, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from tbresearch.costs.assumptions import Assumption, CorrelationGroup, CostItem
from tbresearch.costs.balance_checks import balance_problems
from tbresearch.costs.checks import register_problems
from tbresearch.costs.distribution_checks import distribution_of, distribution_problems
from tbresearch.costs.distributions import BY_ERROR
from tbresearch.costs.fields import (
    ASSUMPTION_FIELDS,
    BLOCKS,
    GROUP_BLOCK,
    GROUP_FIELDS,
    ITEM_BLOCKS,
    ITEM_FIELDS,
    TOP_FIELDS,
)
from tbresearch.costs.group_checks import group_problems
from tbresearch.costs.money import data_file, price_index
from tbresearch.costs.records import Records
from tbresearch.costs.register import ASSUMPTIONS_FILE, Register
from tbresearch.costs.units import is_money
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study import Study, TomlFile, read_toml
from tbresearch.study.fields import parse_record

__all__ = ["read_assumptions", "starter_register"]


def read_assumptions(study: Study) -> Register:
    """Read the assumption register of a study, or name everything wrong with it.

    Parameters
    ----------
    study : Study
        Its folder holds `aannames.toml`.

    Returns
    -------
    Register

    Raises
    ------
    WorkbenchError
        If there is no `aannames.toml`, or it is no TOML.
    StudyError
        With every name that is unknown or missing, every number outside its
        bounds, every impossible distribution, every price year without an index,
        every amount subtracted twice, and every item whose units do not come to
        EUR/traject; each with its line.
    """
    path = study.root / ASSUMPTIONS_FILE
    if not path.is_file():
        raise WorkbenchError(
            "er is geen register van aannames in deze studie",
            where=ASSUMPTIONS_FILE,
            fix=f"zet in de studiemap een bestand {ASSUMPTIONS_FILE}, met bovenaan "
            "titel en prijspeil",
        )
    file = read_toml(path, source=ASSUMPTIONS_FILE)
    return _register(file, folder=study.root)


def starter_register() -> Register:
    """Return the register for Thuisbegeleiding that ships with tbresearch.

    It holds what the description of the intervention and the Dutch reference prices
    say; what no source says is `onbekend`.
    """
    with resources.as_file(data_file("thuisbegeleiding.toml")) as path:
        return _register(read_toml(path, source=path.name), folder=None)


def _register(file: TomlFile, *, folder: Path | None) -> Register:
    problems: list[Problem] = []
    head = parse_record(
        {name: value for name, value in file.data.items() if name not in BLOCKS},
        TOP_FIELDS,
        at=file.place(),
        problems=problems,
    )
    records = Records(
        file=file,
        price_year=head["price_year"],
        assumptions=file.records("aanname", ASSUMPTION_FIELDS, problems),
        items=[
            (block, number, place, record)
            for block in ITEM_BLOCKS
            for number, (place, record) in enumerate(
                file.records(block, ITEM_FIELDS, problems)
            )
        ],
        groups=file.records(GROUP_BLOCK, GROUP_FIELDS, problems),
    )
    problems += register_problems(records)
    problems += distribution_problems(records)
    problems += balance_problems(records)
    problems += group_problems(records)
    factors = _price_factors(records, folder=folder, problems=problems)
    if problems:
        raise StudyError(problems)
    return Register(
        assumptions=tuple(
            _assumption(record, place, factor)
            for (place, record), factor in zip(
                records.assumptions, factors, strict=True
            )
        ),
        items=tuple(
            CostItem(**record, direction=ITEM_BLOCKS[block], where=place)  # type: ignore[arg-type]
            for block, _, place, record in sorted(
                records.items, key=lambda item: _line(item[2])
            )
        ),
        groups=_groups(records),
        **head,  # type: ignore[arg-type]
    )


def _line(place: str) -> int:
    return int(place.rsplit(" ", 1)[1])


def _price_factors(
    records: Records, *, folder: Path | None, problems: list[Problem]
) -> list[float]:
    """Return what brings each amount to the price year of the register."""
    factors = []
    for number, (_, record) in enumerate(records.assumptions):
        own, wanted = record["price_year"], records.price_year
        factor = 1.0
        if isinstance(own, int) and isinstance(wanted, int) and record["index"]:
            try:
                factor = price_index(str(record["index"]), folder).factor(own, wanted)
            except WorkbenchError as error:
                at = records.file.place("aanname", number)
                problems.extend(
                    Problem(what=p.what, where=at("index"), fix=p.fix)
                    for p in error.problems
                )
        factors.append(factor)
    return factors


def _assumption(record: Mapping[str, object], place: str, factor: float) -> Assumption:
    kept: dict[str, Any] = {
        name: value
        for name, value in record.items()
        if name not in ("kind", "error", "values")
    }
    distribution = distribution_of(record)
    if distribution is not None and kept["status"] != "onbekend":
        kept["value"] = _first(kept["value"], distribution.mean)
        quantile = (0.025, 0.5, 0.975)
        low, _, high = (
            [float(x) for x in distribution.ppf(quantile)]  # type: ignore[arg-type]
            if distribution.kind in (*BY_ERROR, "empirisch")
            else [kept["value"]] * 3
        )
        kept["low"] = _first(kept["low"], low)
        kept["high"] = _first(kept["high"], high)
    return Assumption(
        **kept,
        distribution=distribution,
        price_factor=factor if is_money(str(record["unit"])) else 1.0,
        where=place,
    )


def _first(given: object, otherwise: float) -> object:
    return otherwise if given is None else given


def _groups(records: Records) -> tuple[CorrelationGroup, ...]:
    """Return the groups with a block, and those of found values that share a name."""
    groups = [CorrelationGroup(**record) for _, record in records.groups]  # type: ignore[arg-type]
    members: dict[str, list[str]] = {}
    for _, record in records.assumptions:
        if record["group"]:
            members.setdefault(str(record["group"]), []).append(str(record["id"]))
    named = {group.id for group in groups}
    groups += [
        CorrelationGroup(id=name, members=tuple(ids))
        for name, ids in members.items()
        if name not in named and len(ids) > 1
    ]
    return tuple(groups)
