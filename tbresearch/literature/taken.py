"""A figure from elsewhere in an author's text: its value, source, year, denominator.

    [10.000]{bron="@S0, par. 4.1" jaar=2020 noemer="cliënten per jaar" cijfer="bereik"}

Only `bron` is needed. With an at sign it cites a source, which then stands in the list
of references; without one it is free text. `cijfer` names the figure, so that two
values of one figure can be found.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from tbresearch.errors import Problem

__all__ = ["TakenFigure", "taken_figure"]

_NAMES = ("jaar", "noemer", "cijfer")
_PAIR = re.compile(r"(\w+)=(?:\"([^\"\n]*)\"|([^\s\"}]+))")
_SPECIAL = re.compile(r"([!-/:-?\[-`{-~])")  # all that Markdown reads, but not "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFigure:
    """A figure that an author took from elsewhere.

    Attributes
    ----------
    value, origin : str
        As they were written; an origin that begins with an at sign cites.
    year, denominator, name : str
        Empty if they were not given.
    where : str
        File and line.
    """

    value: str
    origin: str
    year: str
    denominator: str
    name: str
    where: str

    @property
    def key(self) -> str:
        """The key of the source that is cited; empty for free text."""
        return self.origin.partition(",")[0].strip().removeprefix("@") * self.cites

    @property
    def place(self) -> str:
        """Where in that source."""
        return self.origin.partition(",")[2].strip() if self.cites else ""

    @property
    def cites(self) -> bool:
        """Whether the origin is a citation."""
        return self.origin.startswith("@")

    def said(self) -> str:
        """Return where it comes from, in Markdown with the citation in it."""
        told = [f"[{self.origin}]." if self.cites else f"{_plain(self.origin)}."]
        told += [f"Jaar: {self.year}."] if self.year else []
        told += [f"Noemer: {_plain(self.denominator)}."] if self.denominator else []
        return " ".join(told)


def taken_figure(
    found: re.Match[str], *, where: str, problems: list[Problem]
) -> TakenFigure:
    """Read one match of `references.SOURCED`; append what is not known of it."""
    given = {name: quoted or bare for name, quoted, bare in _PAIR.findall(found[3])}
    for name in given:
        if name not in _NAMES:
            near = difflib.get_close_matches(name, _NAMES, n=1)
            hint = f"bedoeld is misschien {near[0]}; " if near else ""
            problems.append(
                Problem(
                    what=f"{name!r} is niet bekend bij een cijfer van elders",
                    where=where,
                    fix=f"{hint}bekend zijn: bron, {', '.join(_NAMES)}",
                )
            )
    year = given.get("jaar", "")
    if year and not re.fullmatch(r"(19|20)\d\d", year):
        problems.append(
            Problem(
                what=f"jaar={year} is geen jaar",
                where=where,
                fix="schrijf een jaar van vier cijfers, zoals jaar=2020",
            )
        )
    return TakenFigure(
        value=" ".join(found[1].split()),
        origin=" ".join(found[2].split()),
        year=year,
        denominator=given.get("noemer", ""),
        name=given.get("cijfer", ""),
        where=where,
    )


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
