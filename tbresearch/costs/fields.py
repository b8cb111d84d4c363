"""What the blocks of `aannames.toml` may hold: Dutch names there, English here."""

from __future__ import annotations

import re

from tbresearch.costs.units import unit
from tbresearch.study.fields import (
    Field,
    Kind,
    choice,
    day,
    decimal,
    key,
    many,
    text,
    whole,
    yes_no,
)
from tbresearch.vocabulary import (
    ASPECTS,
    DIRECTIONS,
    DISTRIBUTIONS,
    EVIDENCE_GRADES,
    LEEFGEBIEDEN,
    PAYERS,
    SCHEMES,
    STATUSES,
    TIMINGS,
)

__all__ = [
    "ASSUMPTION_FIELDS",
    "BLOCKS",
    "GROUP_BLOCK",
    "GROUP_FIELDS",
    "ITEM_BLOCKS",
    "ITEM_FIELDS",
    "TOP_FIELDS",
    "WEEKS_PER_YEAR",
]

# Block of the file -> direction of the money in it.
ITEM_BLOCKS = {"kostenpost": "kosten", "batenpost": "baten", "overdracht": "overdracht"}
GROUP_BLOCK = "correlatiegroep"
BLOCKS = ("aanname", *ITEM_BLOCKS, GROUP_BLOCK)

# Two hours a week for two years are 2 x 52 x 2 hours.
WEEKS_PER_YEAR = 52
_PER_YEAR = {
    "week": WEEKS_PER_YEAR, "weken": WEEKS_PER_YEAR,
    "maand": 12, "maanden": 12, "jaar": 1,
}  # fmt: skip
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\s+(\w+)", re.ASCII)
_LONGEST = 100


def _years() -> Kind:
    def parse(value: object) -> float:
        found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise ValueError(value)
        years = float(found[1].replace(",", ".")) / _PER_YEAR[found[2]]
        if not 0 < years <= _LONGEST:
            raise ValueError(value)
        return years

    return Kind('een lengte als "26 weken", "18 maanden" of "10 jaar"', parse)


def _period() -> Kind:
    def parse(value: object) -> tuple[float, float]:
        if not isinstance(value, list) or len(value) != 2:
            raise ValueError(value)
        begin, end = (float(str(decimal().parse(part))) for part in value)
        if not 0 <= begin <= end <= _LONGEST:
            raise ValueError(value)
        return begin, end

    return Kind("twee getallen in jaren vanaf de start, zoals [0, 2]", parse)


def _percent() -> Kind:
    def parse(value: object) -> float:
        percent = float(str(decimal().parse(value)))
        if not 0 <= percent < 100:
            raise ValueError(value)
        return percent / 100

    return Kind("een percentage van 0 tot 100, zoals 2.25", parse)


_PRICE_YEAR = Field(name="prijspeil", column="price_year", kind=whole(1980, 2100))
TOP_FIELDS = (
    Field(name="titel", column="title", kind=text(), required=True),
    Field(name="prijspeil", column="price_year", kind=_PRICE_YEAR.kind, required=True),
    Field(name="moment", column="timing", kind=choice(TIMINGS)),
    Field(name="startdatum", column="start", kind=day()),
    Field(name="discontovoet", column="rate", kind=_percent()),
    Field(name="horizon", column="horizon", kind=_years()),
)
ASSUMPTION_FIELDS = (
    Field(name="id", column="id", kind=key(), required=True),
    Field(name="label", column="label", kind=text(), required=True),
    Field(name="waarde", column="value", kind=decimal()),
    Field(name="laag", column="low", kind=decimal()),
    Field(name="hoog", column="high", kind=decimal()),
    Field(name="verdeling", column="kind", kind=choice(DISTRIBUTIONS)),
    Field(name="standaardfout", column="error", kind=decimal()),
    Field(name="waarden", column="values", kind=many(decimal())),
    Field(name="eenheid", column="unit", kind=unit(), required=True),
    Field(name="aard", column="aspect", kind=choice(ASPECTS), required=True),
    _PRICE_YEAR,
    Field(name="index", column="index", kind=text()),
    Field(name="richting", column="direction", kind=choice(DIRECTIONS)),
    Field(name="betaler", column="payer", kind=choice(PAYERS)),
    Field(name="ontvanger", column="receiver", kind=choice(PAYERS)),
    Field(name="regeling", column="scheme", kind=choice(SCHEMES)),
    Field(name="periode", column="period", kind=_period()),
    Field(
        name="perspectieven",
        column="perspectives",
        kind=many(choice(PAYERS)),
        default=(),
    ),
    Field(name="bron", column="source", kind=text(), default=""),
    Field(name="vindplaats", column="place", kind=text(), default=""),
    Field(name="graad", column="grade", kind=choice(EVIDENCE_GRADES)),
    Field(name="status", column="status", kind=choice(STATUSES), required=True),
    Field(name="steun", column="support", kind=many(text()), default=()),
    Field(name="tegenspraak", column="contradiction", kind=many(text()), default=()),
    Field(name="netto_van", column="net_of", kind=many(key()), default=()),
    Field(name="maximum", column="maximum", kind=yes_no(), default=False),
    Field(name="nulalternatief", column="alternative", kind=text(), default=""),
    Field(name="correlatiegroep", column="group", kind=key()),
)
ITEM_FIELDS = (
    Field(name="id", column="id", kind=key(), required=True),
    Field(name="label", column="label", kind=text(), required=True),
    Field(name="product", column="factors", kind=many(key()), required=True),
    Field(name="leefgebied", column="leefgebied", kind=choice(LEEFGEBIEDEN)),
)
GROUP_FIELDS = (
    Field(name="id", column="id", kind=key(), required=True),
    Field(name="leden", column="members", kind=many(key()), required=True),
    Field(name="matrix", column="matrix", kind=many(many(decimal())), default=()),
)
