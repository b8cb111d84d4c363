"""Sorting codings by life domain in a spreadsheet, without typing their names.

The worksheet holds words of respondents, so it never stands in the study, where a
withdrawal would not find them; what is read back holds none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from tbresearch.coding import Coding
from tbresearch.coding.retrieval.sheets import Column, Row, Sheet
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study import LINE, Table, read_table, repacked, write_together
from tbresearch.study.fields import Field, Kind, text
from tbresearch.synthesis.display.areas import (
    AREAS,
    NO_AREA,
    Areas,
    read_areas,
    sortable,
)
from tbresearch.vocabulary import (
    LEEFGEBIEDEN,
    POLARITIES,
    RESPONDENT_GROUPS,
    label,
    quantity_text,
)

__all__ = ["area_worksheet", "take_in_worksheet"]

_BETWEEN = "|"
_COLUMNS = (
    Column(head="codering", width=16),
    Column(head="gesprek", width=14),
    Column(head="groep", width=12),
    Column(head="kant", width=14),
    Column(head="code", width=26),
    Column(head="uitspraak", width=70, spoken=True),
    Column(
        head="leefgebied",
        width=32,
        choices=(*(term.label for term in LEEFGEBIEDEN.values()), NO_AREA),
    ),
)
_HOW = (
    "Dit bestand bevat uitspraken van respondenten. Zet het niet in de studie en "
    "deel het niet; gooi het weg zodra het is ingelezen.",
    "Kies in de laatste kolom over welk leefgebied de uitspraak gaat, of geen. Gaat "
    f"zij over meer dan één, schrijf ze dan met {_BETWEEN} ertussen. Wat u leeg laat, "
    "is nog niet ingedeeld.",
    "Verander de andere kolommen niet. Sorteren en filteren mag, als u alle kolommen "
    "samen sorteert.",
)


def area_worksheet(coding: Coding, path: str | Path) -> Path:
    """Write every success factor and improvement point to sort, with a blank column.

    Parameters
    ----------
    coding : Coding
        The codings; what `leefgebieden.csv` says already is filled in.
    path : str or Path
        A new .xlsx file, outside the study folder.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    WorkbenchError
        If the file is of another kind, stands in the study or is there already, or
        there is nothing to sort.
    """
    file = _new_place(Path(path), coding)
    areas = read_areas(coding)
    passages = sortable(coding).drop_duplicates("id")
    if passages.empty:
        raise WorkbenchError(
            "er is nog geen succesfactor of verbeterpunt om in te delen",
            where=coding.study.root.name,
            fix="codeer eerst uitspraken, met een kant",
        )
    from tbresearch.coding.retrieval.workbook import workbook

    sheet = Sheet(
        name="Leefgebieden",
        title=quantity_text(len(passages), "codering", "coderingen"),
        columns=_COLUMNS,
        rows=tuple(_row(row, coding, areas) for row in passages.to_dict("records")),
    )
    meanings = [f"{t.label}: {t.meaning}" for t in LEEFGEBIEDEN.values()]
    raw = workbook(coding.study.title, [*_HOW, *meanings], [sheet])
    write_together({file: repacked(raw)})
    return file


def take_in_worksheet(coding: Coding, path: str | Path) -> Areas:
    """Read a worksheet back, and write what it says to `leefgebieden.csv`.

    Parameters
    ----------
    coding : Coding
        The codings that the worksheet is of.
    path : str or Path
        The worksheet: .xlsx, or .csv if it was saved as that.

    Returns
    -------
    Areas
        What the study says now. Codings that the worksheet does not hold stay as they
        were; those that are not there any more are left out.

    Raises
    ------
    StudyError
        With every row that is wrong; nothing is written then.
    """
    file = Path(path)
    frame = read_table(file, replace(_WORKSHEET, file=file.name))
    quotes = _quotes(coding)
    known = frame["coding"].isin(quotes)
    if not known.any():
        raise WorkbenchError(
            "geen enkele codering van dit werkblad staat in deze studie",
            where=file.name,
            fix="kies het werkblad dat bij deze studie hoort",
        )
    problems = list(_problems(frame[known], quotes, source=file.name))
    if problems:
        raise StudyError(problems)
    columns = (frame.loc[known, name] for name in ("coding", "areas"))
    said = {str(name): tuple(areas) for name, areas in zip(*columns, strict=True)}
    _write(coding, said, quotes)
    return read_areas(coding)


def _new_place(file: Path, coding: Coding) -> Path:
    if file.suffix.lower() != ".xlsx":
        raise WorkbenchError(
            f"een werkblad {file.suffix or 'zonder extensie'} wordt niet geschreven",
            where=str(file),
            fix="geef een naam die eindigt op .xlsx",
        )
    if file.resolve().is_relative_to(coding.study.root.resolve()):
        raise WorkbenchError(
            "een werkblad met uitspraken mag niet in de map van de studie staan",
            where=str(file),
            fix="kies een map erbuiten; wie zich terugtrekt, zou er anders in blijven "
            "staan",
        )
    if file.exists():
        raise WorkbenchError(
            "hier staat al een bestand, en dat wordt niet overschreven",
            where=str(file),
            fix="lees het eerst in als het een werkblad is, of kies een andere naam",
        )
    return file


def _row(row: Mapping[object, object], coding: Coding, areas: Areas) -> Row:
    known = areas.of(str(row["id"]))
    names = [a if a == NO_AREA else label(LEEFGEBIEDEN, a) for a in known]
    return Row(
        cells=(
            str(row["id"]),
            str(row["session"]),
            label(RESPONDENT_GROUPS, str(row["group"])),
            label(POLARITIES, str(row["polarity"])),
            coding.codebook.codes[str(row["code"])].label,
            str(row["quote"]),
            f" {_BETWEEN} ".join(names),
        )
    )


def _areas() -> Kind:
    names = {NO_AREA: NO_AREA, "geen leefgebied": NO_AREA}
    for key, term in LEEFGEBIEDEN.items():
        names |= {_plain(key): key, _plain(term.label): key}

    def parse(value: object) -> tuple[str, ...]:
        parts = [part for part in str(value).split(_BETWEEN) if part.strip()]
        return tuple(dict.fromkeys(names[_plain(part)] for part in parts))

    labels = ", ".join(term.label for term in LEEFGEBIEDEN.values())
    return Kind(f"een leefgebied ({labels}) of {NO_AREA}", parse)


def _plain(name: str) -> str:
    """Return a name as people type it: no capitals, accents or double blanks."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return " ".join("".join(c for c in letters if c.isascii()).split())


_WORKSHEET = Table(
    file="werkblad",
    fields=(
        Field(name="codering", column="coding", kind=text(), required=True),
        *(
            Field(name=name, column=name, kind=text(), default="")
            for name in ("gesprek", "groep", "kant", "code")
        ),
        Field(name="uitspraak", column="quote", kind=text(), required=True),
        Field(name="leefgebied", column="areas", kind=_areas(), default=()),
    ),
    unique=("coding",),
)


def _quotes(coding: Coding) -> dict[str, str]:
    rows = sortable(coding).drop_duplicates("id")
    return {str(i): str(q) for i, q in zip(rows["id"], rows["quote"], strict=True)}


def _problems(
    frame: pd.DataFrame, quotes: Mapping[str, str], *, source: str
) -> Iterator[Problem]:
    for row in frame.to_dict("records"):
        where = f"{source}, regel {row[LINE]}"
        if _words(row["quote"]) != _words(quotes[row["coding"]]):
            yield Problem(
                what=f"bij codering {row['coding']!r} staat een andere uitspraak",
                where=where,
                fix="is er een kolom los van de andere gesorteerd, maak dat dan "
                "ongedaan; maak anders een nieuw werkblad",
            )
        elif NO_AREA in row["areas"] and len(row["areas"]) > 1:
            yield Problem(
                what=f"codering {row['coding']!r} staat bij een leefgebied en ook bij "
                f"{NO_AREA!r}",
                where=where,
                fix="houd wat klopt",
            )


def _words(quote: object) -> str:
    from tbresearch.coding.retrieval.workbook import plain

    return " ".join(plain(str(quote)).split())


def _write(
    coding: Coding, said: Mapping[str, tuple[str, ...]], quotes: Mapping[str, str]
) -> None:
    path = coding.study.root / AREAS.file
    before: dict[str, tuple[str, ...]] = {}
    if path.is_file():
        old = read_table(path, AREAS)
        for name, area in zip(old["coding"], old["leefgebied"], strict=True):
            before[str(name)] = (*before.get(str(name), ()), str(area))
    there = {*coding.codings["id"], *coding.parked["id"]}
    merged = {**{n: a for n, a in before.items() if n in there}, **said}
    order = dict.fromkeys([*(n for n in quotes if n in merged), *merged])
    lines = [f"{name};{area}\n" for name in order for area in merged[name]]
    head = ";".join(field.name for field in AREAS.fields)
    write_together({path: "".join([f"{head}\n", *lines]).encode()})
