"""One figure from elsewhere, and the places where a study has such figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tbresearch.costs import Assumption, Register
from tbresearch.intervention import Figure, Intervention, Range
from tbresearch.literature import TakenFigure
from tbresearch.vocabulary import decimal_text

__all__ = [
    "RegisteredFigure",
    "assumed_figures",
    "described_figures",
    "number_in",
    "written_figure",
]

_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_YEAR = re.compile(r"\((\d{4})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredFigure:
    """A figure that does not come from the study itself.

    Attributes
    ----------
    name, label : str
        What it is called in the file, empty if it has no name there; and in words.
    value : str
        As a reader sees it, with its unit.
    range : Range or None
        The same as numbers, a share in per cent; None if it is no number.
    year : int or None
        What it is about; None if nobody says.
    denominator : str
        Of what it is a part; may be empty.
    source : str
        Who says so, and where.
    where : str
        The file that it stands in, with the line for an author's text.
    used : tuple of str
        Where the study uses it, in Dutch.
    """

    name: str
    label: str
    value: str
    range: Range | None
    year: int | None
    denominator: str
    source: str
    where: str
    used: tuple[str, ...]


def described_figures(description: Intervention) -> Iterator[RegisteredFigure]:
    """Yield the figures in the description of the intervention."""
    for figure in description.figures:
        yield RegisteredFigure(
            name=figure.key,
            label=figure.label,
            value=f"{figure.range}{'' if figure.unit == '%' else ' '}{figure.unit}",
            range=figure.range,
            year=figure.year,
            denominator=figure.denominator,
            source=_said(figure),
            where=description.file,
            used=("beschrijving",),
        )


def _said(figure: Figure) -> str:
    by = f"; schatting van {figure.estimator}" if figure.estimator else ""
    return f"{figure.origin}{by}"


def assumed_figures(register: Register) -> Iterator[RegisteredFigure]:
    """Yield the assumptions that anybody knows a value of."""
    for assumption in register.assumptions:
        if assumption.bounds is None:
            continue
        low, middle, high = assumption.bounds
        scale = 100 if assumption.unit == "aandeel" else 1
        bounds = Range(low * scale, high * scale)
        yield RegisteredFigure(
            name=assumption.id,
            label=assumption.label,
            value=_assumed(assumption, middle * scale, bounds),
            range=bounds,
            year=assumption.price_year or _year_of(assumption.source),
            denominator="",
            source=", ".join(filter(None, [assumption.source, assumption.place])),
            where=assumption.where,
            used=tuple(
                item.label for item in register.items if assumption.id in item.factors
            ),
        )


def _assumed(assumption: Assumption, middle: float, bounds: Range) -> str:
    unit = "%" if assumption.unit == "aandeel" else f" {assumption.unit}"
    value = f"{_plain(middle)}{unit}"
    return value if bounds.low == bounds.high else f"{value} ({bounds})"


def _plain(value: float) -> str:
    decimals = next((d for d in range(3) if round(value, d) == value), 2)
    return decimal_text(value, decimals)


def _year_of(source: str) -> int | None:
    found = _YEAR.search(source)
    return int(found[1]) if found else None


def written_figure(taken: TakenFigure, *, year: int | None) -> RegisteredFigure:
    """Return a figure that an author typed with its source.

    Parameters
    ----------
    taken : TakenFigure
        As it stands in the text.
    year : int or None
        Of the source that it cites, for a figure without a year of its own.
    """
    number = number_in(taken.value)
    return RegisteredFigure(
        name=taken.name,
        label=taken.name or taken.denominator or "zonder naam",
        value=taken.value,
        range=None if number is None else Range(number, number),
        year=int(taken.year) if taken.year.isdecimal() else year,
        denominator=taken.denominator,
        source=taken.origin.removeprefix("@"),
        where=taken.where,
        used=(taken.where,),
    )


def number_in(text: str) -> float | None:
    """Return the first number in a Dutch text, or None.

    >>> number_in("ongeveer 10.000"), number_in("2,5%"), number_in("veel")
    (10000.0, 2.5, None)
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    return float(found[0].replace(".", "").replace(",", "."))
