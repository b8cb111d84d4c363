"""Reading what a study found in a framework: `kaders/*.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.frameworks.assessment import Assessment
from tbresearch.frameworks.framework import AssessmentFramework
from tbresearch.frameworks.layout import FINDING_REFERENCES, FINDINGS
from tbresearch.frameworks.parts import (
    Document,
    Finding,
    Informant,
    OpenVerdicts,
    Pointer,
    Verdict,
    View,
)
from tbresearch.frameworks.reading import study_framework
from tbresearch.study import Study, TomlFile, read_toml
from tbresearch.study.sheet import (
    Record,
    Sheet,
    dangling,
    read_sheet,
    repeated,
    unknown_id,
)
from tbresearch.vocabulary import quantity_text

__all__ = ["ASSESSMENT_FOLDER", "assessment_names", "read_assessment"]

ASSESSMENT_FOLDER = "kaders"
_CHECKLIST_ONLY = ("vindplaats",)
_JUDGED_ONLY = ("oordeel", "open_oordeel", "standpunt")
# What may be said of an indicator once, and by an informant once.
_TWICE = {
    "oordeel": "indicator {key!r} heeft al een oordeel",
    "open_oordeel": "indicator {key!r} heeft al een oordeel",
    "standpunt": "{who!r} heeft over {key!r} al iets gezegd",
}


def assessment_names(study: Study) -> tuple[str, ...]:
    """Return the names of the findings of a study, in alphabetical order."""
    folder = study.root / ASSESSMENT_FOLDER
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def read_assessment(study: Study, name: str) -> Assessment:
    """Read what a study found in one framework, or name all that is wrong with it.

    Parameters
    ----------
    study : Study
        The study.
    name : str
        Name of a file in `kaders`, without its extension, such as ``"stj"``.

    Returns
    -------
    Assessment

    Raises
    ------
    WorkbenchError
        If there are no such findings, or no such framework.
    StudyError
        With every unknown or missing name, indicator that the framework does not have
        or that is judged twice, conclusion without premises, set of verdicts that is
        not open, and file that is not there; each with its line.
    """
    source = f"{ASSESSMENT_FOLDER}/{name}.toml"
    path = study.root / source
    if not path.is_file():
        there = ", ".join(assessment_names(study)) or "nog geen"
        raise WorkbenchError(
            f"in deze studie staan geen bevindingen {name!r}",
            where=source,
            fix=f"er zijn: {there}; maak het bestand, of haal een tabel binnen met "
            "import_assessment",
        )
    file = read_toml(path, source=source)
    problems: list[Problem] = []
    sheet = read_sheet(file, FINDINGS, problems)
    framework = _framework(study, sheet, problems)
    problems += repeated(sheet)
    for reference in FINDING_REFERENCES:
        problems += dangling(sheet, reference)
    if framework is not None:
        problems += [*_outside(sheet, framework), *_misplaced(sheet, framework)]
    problems += [*_inferred(sheet), *_open(sheet), *_scopeless(sheet)]
    problems += _alike(sheet)
    problems += _missing_files(study, sheet)
    if problems or framework is None:
        raise StudyError(problems)
    return _built(file, sheet, framework)


def _framework(
    study: Study, sheet: Sheet, problems: list[Problem]
) -> AssessmentFramework | None:
    key = sheet.head["framework"]
    if not key:
        return None
    try:
        return study_framework(study, str(key), where=sheet.file.place()("kader"))
    except WorkbenchError as error:
        problems += error.problems
        return None


def _outside(sheet: Sheet, framework: AssessmentFramework) -> Iterator[Problem]:
    """Yield indicators that the framework does not have, and what is said twice."""
    known = [indicator.key for indicator in framework.indicators]
    seen: set[tuple[object, ...]] = set()
    for table in (*_JUDGED_ONLY, *_CHECKLIST_ONLY):
        for record in sheet.records[table]:
            for key in _indicators(record):
                where = record.at(_column(record))
                if key not in known:
                    yield unknown_id(key, known, "indicator", where)
                who = record.values.get("informant")
                if table in _TWICE and (key, who) in seen:
                    yield Problem(
                        what=_TWICE[table].format(key=key, who=who),
                        where=where,
                        fix="houd het blok dat klopt, en haal het andere weg",
                    )
                seen.add((key, who))


def _misplaced(sheet: Sheet, framework: AssessmentFramework) -> Iterator[Problem]:
    """Yield verdicts in a checklist, and pointers in anything else."""
    checklist = framework.kind == "controlelijst"
    fix = (
        "een controlelijst geeft geen oordeel en geen niveau: gebruik [[vindplaats]]"
        if checklist
        else "een kader met oordelen heeft geen vindplaatsen: noem informanten en "
        "documenten bij het [[oordeel]]"
    )
    for table in _JUDGED_ONLY if checklist else _CHECKLIST_ONLY:
        for record in sheet.records[table]:
            yield Problem(
                what=f"een blok [[{table}]] hoort niet bij kader {framework.key!r}",
                where=record.at(_column(record)),
                fix=fix,
            )


def _indicators(record: Record) -> tuple[str, ...]:
    named = record.values.get("indicators") or record.values.get("indicator") or ()
    return (named,) if isinstance(named, str) else tuple(named)  # type: ignore[arg-type]


def _column(record: Record) -> str:
    return "indicatoren" if record.table == "open_oordeel" else "indicator"


def _inferred(sheet: Sheet) -> Iterator[Problem]:
    """Yield conclusions without premises, premises of observations, and circles."""
    premises: dict[str, tuple[str, ...]] = {
        r.key: r.values["premises"]  # type: ignore[misc]
        for r in sheet.records["bevinding"]
    }
    for record in sheet.records["bevinding"]:
        named, kind = premises[record.key], record.values["kind"]
        if kind == "conclusie" and not named:
            yield Problem(
                what=f"conclusie {record.key!r} noemt niet waaruit zij volgt",
                where=record.at("premissen"),
                fix="noem bij premissen de id's van andere [[bevinding]]en",
            )
        if kind == "observatie" and named:
            yield Problem(
                what=f"observatie {record.key!r} heeft premissen",
                where=record.at("premissen"),
                fix='maak er soort = "conclusie" van, of haal de premissen weg',
            )
        if _reaches(record.key, premises):
            yield Problem(
                what=f"conclusie {record.key!r} volgt uit zichzelf",
                where=record.at("premissen"),
                fix="laat elke conclusie uiteindelijk op observaties rusten",
            )


def _reaches(key: str, premises: dict[str, tuple[str, ...]]) -> bool:
    waiting, seen = list(premises[key]), set[str]()
    while waiting:
        one = waiting.pop()
        if one == key:
            return True
        if one not in seen:
            seen.add(one)
            waiting += premises.get(one, ())
    return False


def _open(sheet: Sheet) -> Iterator[Problem]:
    """Yield sets of verdicts that leave nothing open."""
    for record in sheet.records["open_oordeel"]:
        indicators, verdicts = record.values["indicators"], record.values["verdicts"]
        if not isinstance(indicators, tuple) or not isinstance(verdicts, tuple):
            continue
        if not 0 < len(verdicts) < len(indicators):
            yield Problem(
                what=f"{quantity_text(len(verdicts), 'oordeel', 'oordelen')} bij "
                f"{quantity_text(len(indicators), 'indicator', 'indicatoren')} laat "
                "niets open",
                where=record.at("oordelen"),
                fix="een [[open_oordeel]] heeft minder oordelen dan indicatoren, en "
                "minstens één; weet u wat bij wat hoort, maak er dan een [[oordeel]] "
                "van",
            )


def _scopeless(sheet: Sheet) -> Iterator[Problem]:
    for record in sheet.records["oordeel"]:
        if not record.values["scope"] and not sheet.head["scope"]:
            yield Problem(
                what="de reikwijdte van dit oordeel is niet bekend",
                where=record.at("reikwijdte"),
                fix='zet bovenaan reikwijdte = "beleid" of "praktijk", of bij dit '
                "oordeel",
            )


def _alike(sheet: Sheet) -> Iterator[Problem]:
    """Yield informants with one name: in a table nobody could tell them apart."""
    first: dict[str, str] = {}
    for record in sheet.records["informant"]:
        name = " ".join(str(record.values["label"]).split()).casefold()
        if name in first:
            yield Problem(
                what=f"informanten {first[name]!r} en {record.key!r} heten allebei "
                f"{record.values['label']!r}",
                where=record.at("label"),
                fix="geef elk een eigen label, bijvoorbeeld Partner A en Partner B",
            )
        first.setdefault(name, record.key)


def _missing_files(study: Study, sheet: Sheet) -> Iterator[Problem]:
    """Yield pointers that point nowhere, or out of the study."""
    for record in sheet.records["vindplaats"]:
        name, place = str(record.values["file"]), record.values["place"]
        if not name and not place:
            yield Problem(
                what="deze vindplaats noemt geen bestand en geen plaats",
                where=record.at("bestand"),
                fix="noem een bestand in de studiemap, of zeg bij plaats waar het "
                "staat",
            )
        parts = PurePosixPath(name.replace("\\", "/"))
        outside = parts.is_absolute() or ".." in parts.parts or ":" in name
        if name and (outside or not (study.root / parts).exists()):
            yield Problem(
                what=f"bestand {name!r} staat niet in de studiemap",
                where=record.at("bestand"),
                fix="noem het pad vanaf de studiemap; staat het elders, zeg dat dan "
                "bij plaats",
            )


def _built(file: TomlFile, sheet: Sheet, framework: AssessmentFramework) -> Assessment:
    def made(part: type[Any], table: str) -> tuple[Any, ...]:
        return tuple(part(**record.values) for record in sheet.records[table])

    scope = sheet.head["scope"]
    head: dict[str, Any] = {k: sheet.head[k] for k in ("subject", "date", "text")}
    return Assessment(
        framework=framework,
        file=file.source,
        **head,
        informants=made(Informant, "informant"),
        documents=made(Document, "document"),
        findings=made(Finding, "bevinding"),
        verdicts=tuple(
            Verdict(**(record.values | {"scope": record.values["scope"] or scope}))  # type: ignore[arg-type]
            for record in sheet.records["oordeel"]
        ),
        open_verdicts=made(OpenVerdicts, "open_oordeel"),
        views=made(View, "standpunt"),
        pointers=made(Pointer, "vindplaats"),
    )
