"""What must hold before money may be added up: parties, and nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tbresearch.costs.checks import Place
from tbresearch.costs.fields import ITEM_BLOCKS
from tbresearch.costs.records import Record, Records, factors_of
from tbresearch.costs.units import is_money
from tbresearch.errors import Problem
from tbresearch.study.fields import unknown_name
from tbresearch.vocabulary import join_text

__all__ = ["balance_problems"]

_NET = "netto_van"


def balance_problems(records: Records) -> list[Problem]:
    """Return what would make a balance of this register wrong."""
    problems: list[Problem] = []
    problems += _same_product(records)
    known = records.known()
    for block, number, _, item in records.items:
        money = [
            known[f]
            for f in factors_of(item)
            if f in known and is_money(str(known[f]["unit"]))
        ]
        if len(money) == 1:
            at = records.file.place(block, number)
            problems += _direction_problems(item, money[0], at, block)
    for number, record in records.numbered():
        at = records.file.place("aanname", number)
        problems += _party_problems(record, at)
        problems += _net_problems(records, record, at)
    return problems


def _direction_problems(
    item: Record, money: Record, at: Place, block: str
) -> Iterator[Problem]:
    """Yield money that runs another way than its item, or to nobody."""
    direction = ITEM_BLOCKS[block]
    where, name = at("product"), money["id"]
    if money["direction"] not in (None, direction):
        yield Problem(
            what=f"{name!r} heeft richting {money['direction']}, en {item['id']!r} is "
            f"een {block}",
            where=where,
            fix="verbeter de richting, of maak er een ander soort post van",
        )
    needed = {
        "kosten": (),
        "baten": ("receiver",),
        "overdracht": ("payer", "receiver"),
    }[direction]
    names = {"payer": "betaler", "receiver": "ontvanger"}
    for column in needed:
        by_scheme = direction == "baten" and money["scheme"]
        if not money[column] and not by_scheme:
            yield Problem(
                what=f"{name!r} heeft geen {names[column]}, en {item['id']!r} is een "
                f"{block}",
                where=where,
                fix=f"schrijf bij {name!r} wie het is"
                + (", of noem de regeling" if direction == "baten" else ""),
            )
    if direction == "baten" and not str(money["alternative"]).strip():
        yield Problem(
            what=f"{name!r} heeft geen nulalternatief, en {item['id']!r} is een "
            f"{block}",
            where=where,
            fix=f"schrijf bij {name!r} wat er zonder Thuisbegeleiding zou gebeuren",
        )


def _party_problems(record: Record, at: Place) -> Iterator[Problem]:
    """Yield a party named twice over, and a transfer to oneself."""
    direction = record["direction"]
    side = "receiver" if direction == "baten" else "payer"
    if record["scheme"] and record[side]:
        name = "ontvanger" if side == "receiver" else "betaler"
        yield Problem(
            what=f"{record['id']!r} heeft een regeling en een {name}",
            where=at("regeling"),
            fix="laat er één weg: bij een regeling volgt de partij uit het jaar",
        )
    if direction == "overdracht" and record["payer"] == record["receiver"]:
        yield Problem(
            what=f"{record['id']!r} is een overdracht van een partij aan zichzelf",
            where=at("betaler"),
            fix="noem wie betaalt en wie ontvangt",
        )


def _net_problems(records: Records, record: Record, at: Place) -> Iterator[Problem]:
    """Yield what an amount is net of, if that is unknown, circular or taken twice."""
    net_of = record["net_of"]
    targets = [str(name) for name in net_of] if isinstance(net_of, tuple) else []
    known = records.known()
    items = {str(i["id"]): i for *_, i in records.items if i["id"] is not None}
    strangers = [name for name in targets if name not in {**known, **items}]
    for name in strangers:
        yield unknown_name(name, [*items, *known], where=at(_NET))
    circle = _circle(str(record["id"]), known, items)
    if circle:
        yield Problem(
            what=f"'netto_van' loopt in een kring: {' -> '.join(circle)}",
            where=at(_NET),
            fix="haal uit één van deze bedragen de verwijzing weg",
        )
        return
    own = [name for name, item in items.items() if record["id"] in factors_of(item)]
    for name in targets:
        twice = [
            post
            for post, item in items.items()
            if post not in own and (post == name or name in factors_of(item))
        ]
        if own and twice:
            yield Problem(
                what=f"{record['id']!r} is al netto van {name!r}, en "
                f"{join_text(twice)} telt dat nog eens: dubbel afgetrokken",
                where=at(_NET),
                fix=f"haal {join_text(own)} of {join_text(twice)} uit de balans, of "
                "neem het brutobedrag",
            )


def _circle(
    begin: str, known: Mapping[str, Record], items: Mapping[str, Record]
) -> list[str]:
    """Return a way along `netto_van` from a name back to itself, or nothing."""
    paths = [[begin]]
    seen = set()
    while paths:
        path = paths.pop()
        for name in _next(path[-1], known, items):
            if name == begin:
                return [*path, begin]
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []


def _next(
    name: str, known: Mapping[str, Record], items: Mapping[str, Record]
) -> list[str]:
    if name in known:
        net_of = known[name]["net_of"]
        return [str(n) for n in net_of] if isinstance(net_of, tuple) else []
    return factors_of(items[name]) if name in items else []


def _same_product(records: Records) -> Iterator[Problem]:
    """Yield items of one direction that multiply the same factors."""
    seen: dict[tuple[str, tuple[str, ...]], object] = {}
    for block, number, _, item in records.items:
        key = (block, tuple(sorted(factors_of(item))))
        if key[1] and key in seen:
            yield Problem(
                what=f"{item['id']!r} is hetzelfde product als {seen[key]!r}: dat geld "
                "zou twee keer tellen",
                where=records.file.place(block, number)("product"),
                fix="haal één van beide weg",
            )
        seen.setdefault(key, item["id"])
