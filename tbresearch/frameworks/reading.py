"""Reading a framework: one that ships with the workbench, or a team's own file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.frameworks.framework import AssessmentFramework
from tbresearch.frameworks.layout import STRUCTURE, STRUCTURE_REFERENCES
from tbresearch.frameworks.parts import Criterion, Indicator, Theme
from tbresearch.intervention import NOT_IN_SOURCES, Origin, Source
from tbresearch.study import Study, TomlFile, read_toml
from tbresearch.study.sheet import Sheet, dangling, read_sheet, repeated
from tbresearch.study.toml_file import parse_toml

__all__ = [
    "OWN_FOLDER",
    "SHIPPED_FRAMEWORKS",
    "read_assessment_framework",
    "study_framework",
]

# What ships, in the order in which it is offered.
SHIPPED_FRAMEWORKS = ("stj", "erkenning")
# A team's own frameworks, in the study folder.
OWN_FOLDER = "kaders/opbouw"


def read_assessment_framework(source: str | Path) -> AssessmentFramework:
    """Read a framework of assessment, or name everything wrong with its file.

    Parameters
    ----------
    source : str or Path
        A name such as ``"stj"``: what ships. Or the path of a file.

    Returns
    -------
    AssessmentFramework

    Raises
    ------
    WorkbenchError
        If there is none, or its file is no TOML.
    StudyError
        With every unknown or missing name, id that occurs twice, reference that leads
        nowhere, and indicator without a theme; each with its line.

    Examples
    --------
    >>> print(read_assessment_framework("stj"))
    Toezicht van Samenwerkend Toezicht Jeugd: 5 thema's, 13 criteria en 30 indicatoren
    """
    if isinstance(source, str) and source in SHIPPED_FRAMEWORKS:
        return _shipped(source)
    path = Path(source)
    if not path.is_file():
        raise _unknown(str(source), where="read_assessment_framework")
    return _read(read_toml(path, source=path.name))


def study_framework(study: Study, key: str, *, where: str) -> AssessmentFramework:
    """Return a framework of a study: its own, or else the shipped one of that name."""
    name = f"{OWN_FOLDER}/{key}.toml"
    path = study.root / name
    if path.is_file():
        return _read(read_toml(path, source=name))
    if key not in SHIPPED_FRAMEWORKS:
        raise _unknown(key, where=where)
    return _shipped(key)


def _unknown(name: str, *, where: str) -> WorkbenchError:
    return WorkbenchError(
        f"er is geen kader {name!r}",
        where=where,
        fix=f"noem een meegeleverd kader ({', '.join(SHIPPED_FRAMEWORKS)}), of zet een "
        f"eigen kader in {OWN_FOLDER}/",
    )


@cache
def _shipped(key: str) -> AssessmentFramework:
    file = resources.files("tbresearch.frameworks").joinpath("data", f"{key}.toml")
    content = file.read_text(encoding="utf-8")
    return _read(parse_toml(content, source=f"{key}.toml (meegeleverd)"))


def _read(file: TomlFile) -> AssessmentFramework:
    problems: list[Problem] = []
    sheet = read_sheet(file, STRUCTURE, problems)
    problems += repeated(sheet)
    for reference in STRUCTURE_REFERENCES:
        problems += dangling(sheet, reference)
    problems += _placeless(sheet)
    if problems:
        raise StudyError(problems)
    head: dict[str, Any] = sheet.head
    themes = {r.key: str(r.values["theme"]) for r in sheet.records["criterium"]}
    return AssessmentFramework(
        file=file.source,
        **head,
        sources=tuple(_made(Source, r.values) for r in sheet.records["bron"]),
        themes=tuple(_made(Theme, r.values) for r in sheet.records["thema"]),
        criteria=tuple(_made(Criterion, r.values) for r in sheet.records["criterium"]),
        indicators=tuple(
            _made(
                Indicator,
                r.values
                | {
                    "theme": r.values["theme"]
                    or themes.get(str(r.values["criterion"]), "")
                },
            )
            for r in sheet.records["indicator"]
        ),
    )


def _placeless(sheet: Sheet) -> Iterator[Problem]:
    """Yield indicators of no theme, or of two."""
    themes = {r.key: r.values["theme"] for r in sheet.records["criterium"]}
    for record in sheet.records["indicator"]:
        theme, criterion = record.values["theme"], record.values["criterion"]
        if not theme and not criterion:
            yield Problem(
                what=f"indicator {record.key!r} hoort bij geen criterium of thema",
                where=record.at("id"),
                fix="noem bij criterium het id van een [[criterium]]; zegt de bron dat "
                "niet, noem dan het thema",
            )
        elif theme and criterion in themes and themes[criterion] != theme:
            yield Problem(
                what=f"indicator {record.key!r} staat bij thema {theme!r}, en zijn "
                f"criterium bij {themes[criterion]!r}",
                where=record.at("thema"),
                fix="haal de regel met thema weg, of verbeter het criterium",
            )


def _made(part: type[Any], record: dict[str, Any]) -> Any:  # noqa: ANN401
    values = dict(record)
    if "label" in values:
        values["label"] = values["label"] or NOT_IN_SOURCES
    if "sources" in values:
        values["origin"] = Origin(
            sources=values.pop("sources"), place=values.pop("place")
        )
    return part(**values)
