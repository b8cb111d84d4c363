"""Which life domain a coding is about, from `leefgebieden.csv`.

A code says what works or falls short; it does not say about which part of life. A
researcher says that of codings that exist, and the file holds no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from tbresearch.coding import Coding, counted_respondents, counting_coders
from tbresearch.errors import Problem, StudyError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.study import LINE, Study, Table, read_table
from tbresearch.study.fields import Field, choice, text
from tbresearch.vocabulary import LEEFGEBIEDEN, OPPOSITES, label, quantity_text

__all__ = ["AREAS", "NO_AREA", "Areas", "has_areas", "read_areas", "sortable"]

NO_AREA = "geen"
# How many codings a note names; `Areas.unsorted` has all of them.
_NAMED = 20
AREAS = Table(
    file="leefgebieden.csv",
    fields=(
        Field(name="codering", column="coding", kind=text(), required=True),
        Field(
            name="leefgebied",
            column="leefgebied",
            kind=choice([*LEEFGEBIEDEN, NO_AREA]),
            required=True,
        ),
    ),
    unique=("coding", "leefgebied"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Areas:
    """What the codings of a study are about.

    Attributes
    ----------
    coding : Coding
        The codings.
    frame : pd.DataFrame
        One row a coding and life domain: coding, leefgebied (`geen` for a passage
        about none) and line of the file.
    unsorted : tuple of str
        Codings that count as success factor or improvement point and are not in the
        file yet.
    gone : tuple of str
        Codings in the file that are not there, or not any more; they count nowhere.
    notes : tuple of str
        How many are sorted, and which not, in Dutch.
    """

    coding: Coding
    frame: pd.DataFrame
    unsorted: tuple[str, ...]
    gone: tuple[str, ...]
    notes: tuple[str, ...]
    _of: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, tuple[str, ...]] = {}
        columns = (self.frame[name] for name in ("coding", "leefgebied"))
        for name, leefgebied in zip(*columns, strict=True):
            found[str(name)] = (*found.get(str(name), ()), str(leefgebied))
        object.__setattr__(self, "_of", found)

    def __str__(self) -> str:
        sorted_ = len(self._of)
        about = sum(areas != (NO_AREA,) for areas in self._of.values())
        text = (
            f"Leefgebieden: {quantity_text(sorted_, 'codering', 'coderingen')} "
            f"ingedeeld, waarvan {about} bij een leefgebied"
        )
        left = len(self.unsorted)
        return text if not left else f"{text}; {left} nog niet"

    def of(self, coding_id: str) -> tuple[str, ...]:
        """Return what a coding is about; nothing if that is not said yet."""
        return self._of.get(coding_id, ())

    def to_frame(self) -> pd.DataFrame:
        """Return one row a coding and life domain: coding and leefgebied."""
        return self.frame[["coding", "leefgebied"]].copy()

    def _repr_html_(self) -> str:
        counts = self.frame["leefgebied"].value_counts()
        names = {key: label(LEEFGEBIEDEN, key) for key in LEEFGEBIEDEN}
        rows = [
            (name, int(counts.get(key, 0)))
            for key, name in (names | {NO_AREA: "Geen leefgebied"}).items()
        ]
        table = table_html(("Leefgebied", "Coderingen"), rows)
        return text_html(self) + table + list_html(self.notes)


def has_areas(study: Study) -> bool:
    """Tell whether the study says what its codings are about."""
    return (study.root / AREAS.file).is_file()


def read_areas(coding: Coding) -> Areas:
    """Read what each coding is about; without the file, nothing is said of any.

    Parameters
    ----------
    coding : Coding
        The codings that the file names.

    Returns
    -------
    Areas

    Raises
    ------
    StudyError
        With every cell that is wrong, and every coding that is said to be about a
        life domain and about none.
    """
    names = [*(f.column for f in AREAS.fields), LINE]
    frame = pd.DataFrame(columns=names)
    if has_areas(coding.study):
        frame = read_table(coding.study.root / AREAS.file, AREAS)
    problems = list(_problems(frame))
    if problems:
        raise StudyError(problems)
    known = set(frame["coding"])
    ids = sortable(coding)["id"].drop_duplicates()
    left = tuple(str(name) for name in ids if name not in known)
    return Areas(
        coding=coding,
        frame=frame,
        unsorted=left,
        gone=(gone := _gone(frame, coding)),
        notes=tuple(_notes(coding, left, gone, sortable=len(ids))),
    )


def sortable(coding: Coding) -> pd.DataFrame:
    """Return the passages that a life domain can be said of, in order.

    Those of success factors and improvement points, by the coders that count, of
    respondents who may be counted.
    """
    coders = counting_coders(coding.study, codings=len(coding.codings))
    passages = coding.passages
    keep = (
        passages["coder"].isin(coders)
        & passages["polarity"].isin(list(OPPOSITES))
        & passages["respondent"].isin(counted_respondents(coding.study))
    )
    return passages[keep].sort_values(["session", "start", "id"], ignore_index=True)


def _problems(frame: pd.DataFrame) -> Iterator[Problem]:
    about = set(frame.loc[frame["leefgebied"] != NO_AREA, "coding"])
    none = frame[(frame["leefgebied"] == NO_AREA) & frame["coding"].isin(about)]
    for row in none.to_dict("records"):
        yield Problem(
            what=f"codering {row['coding']!r} staat bij een leefgebied en ook bij "
            f"{NO_AREA!r}",
            where=f"{AREAS.file}, regel {row[LINE]}, kolom codering",
            fix="houd wat klopt, en verwijder de andere regel",
        )


def _gone(frame: pd.DataFrame, coding: Coding) -> tuple[str, ...]:
    """Return the codings of the table that are not there, or not any more."""
    known = {*coding.codings["id"], *coding.parked["id"]}
    return tuple(str(n) for n in frame["coding"].drop_duplicates() if n not in known)


def _notes(
    coding: Coding, left: tuple[str, ...], gone: tuple[str, ...], *, sortable: int
) -> Iterator[str]:
    if not has_areas(coding.study):
        yield (
            f"Er is geen {AREAS.file}: van geen codering is gezegd over welk "
            "leefgebied zij gaat."
        )
        return
    done = sortable - len(left)
    yield (
        f"Van {done} van de {quantity_text(sortable, 'codering', 'coderingen')} van "
        "succesfactoren en verbeterpunten is gezegd over welk leefgebied zij "
        f"{'gaat' if sortable == 1 else 'gaan'}, of dat het er geen is."
    )
    if left:
        are = "telt" if len(left) == 1 else "tellen"
        yield (
            f"Nog niet ingedeeld, en dus niet meegeteld: {_named(left)}. Deze "
            f"{quantity_text(len(left), 'codering', 'coderingen')} {are} mee zodra "
            "iemand zegt waar het over gaat."
        )
    if gone:
        rows = quantity_text(len(gone), "codering", "coderingen")
        yield (
            f"In {AREAS.file} {'staat' if len(gone) == 1 else 'staan'} {rows} die er "
            f"niet of niet meer {'is' if len(gone) == 1 else 'zijn'}: {_named(gone)}."
        )


def _named(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" en nog {more}" if more > 0 else "")
