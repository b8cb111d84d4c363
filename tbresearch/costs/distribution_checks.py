"""Whether the distribution of an assumption can be, and stays within its unit."""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.costs.checks import Place
from tbresearch.costs.distributions import BY_BOUNDS, BY_ERROR, Distribution, impossible
from tbresearch.costs.records import Record, Records, factors_of
from tbresearch.costs.units import SHARE
from tbresearch.errors import Problem
from tbresearch.vocabulary import join_text

__all__ = ["distribution_of", "distribution_problems"]

# Where the message about a number stands.
_DECIDING = dict.fromkeys(BY_BOUNDS, "laag") | dict.fromkeys(BY_ERROR, "standaardfout")
_WITHOUT_BOUND = ("gamma", "lognormaal", "normaal")


def distribution_of(record: Record) -> Distribution | None:
    """Return the distribution of a record; None if it names none or lacks a number."""
    kind, value = record["kind"], record["value"]
    low, high, error = record["low"], record["high"], record["error"]
    values = record["values"]
    if kind == "empirisch" and isinstance(values, tuple) and values:
        return Distribution(
            kind="empirisch", value=sum(values) / len(values), values=values
        )
    if not isinstance(value, float):
        return None
    if kind == "vast":
        return Distribution(kind="vast", value=value)
    if kind in BY_BOUNDS and isinstance(low, float) and isinstance(high, float):
        return Distribution(kind=str(kind), value=value, low=low, high=high)
    if kind in BY_ERROR and isinstance(error, float):
        return Distribution(kind=str(kind), value=value, error=error)
    return None


def distribution_problems(records: Records) -> list[Problem]:
    """Return what is wrong with distributions, each with its line."""
    used = {
        factor: [str(i["id"]) for *_, i in records.items if factor in factors_of(i)]
        for *_, item in records.items
        for factor in factors_of(item)
    }
    problems: list[Problem] = []
    for number, record in records.numbered():
        at = records.file.place("aanname", number)
        if record["values"] == ():
            problems.append(
                Problem(
                    what=f"'waarden' van {record['id']!r} is leeg",
                    where=at("waarden"),
                    fix="geef de gevonden waarden, zoals [1.5, 2, 2.5]",
                )
            )
        distribution = distribution_of(record)
        if distribution is not None:
            users = used.get(str(record["id"]), [])
            problems += _problems(record, distribution, at, users=users)
    return problems


def _problems(
    record: Record, distribution: Distribution, at: Place, *, users: list[str]
) -> Iterator[Problem]:
    kind = distribution.kind
    found = list(impossible(distribution))
    for what, fix in found:
        yield Problem(
            what=f"verdeling {kind} van {record['id']!r} kan niet: {what}",
            where=at(_DECIDING[kind]),
            fix=fix,
        )
    if record["unit"] == SHARE:
        yield from _share_problems(record, distribution, at)
    elif users and kind == "normaal" and not found:
        low = distribution.value - 1.96 * distribution.error
        if low < 0:
            yield Problem(
                what=f"verdeling normaal van {record['id']!r} komt onder nul (2,5% "
                f"onder {low:.4g}), en het is een factor van {join_text(users)}",
                where=at("standaardfout"),
                fix="kies gamma of lognormaal, die niet onder nul komen",
            )


def _share_problems(
    record: Record, distribution: Distribution, at: Place
) -> Iterator[Problem]:
    if distribution.kind in _WITHOUT_BOUND:
        yield Problem(
            what=f"verdeling {distribution.kind} van {record['id']!r} komt buiten 0 "
            "tot 1, en het is een aandeel",
            where=at("verdeling"),
            fix="kies beta, pert, driehoek of uniform",
        )
    for value in distribution.values:
        if not 0 <= value <= 1:
            yield Problem(
                what=f"{value:g} is geen aandeel",
                where=at("waarden"),
                fix="schrijf een aandeel als getal van 0 tot en met 1, zoals 0.25",
            )
            return
