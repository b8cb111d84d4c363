"""Taking a table in: first a look, then two files in the folder of findings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.frameworks.assessing import ASSESSMENT_FOLDER, read_assessment
from tbresearch.frameworks.assessment import Assessment
from tbresearch.frameworks.framework import AssessmentFramework
from tbresearch.frameworks.importing.grids import read_grids
from tbresearch.frameworks.importing.reading import Line, read_lines
from tbresearch.frameworks.importing.result import AssessmentTable
from tbresearch.frameworks.importing.writing import findings_text, structure_text
from tbresearch.frameworks.reading import (
    OWN_FOLDER,
    SHIPPED_FRAMEWORKS,
    read_assessment_framework,
    study_framework,
)
from tbresearch.study import Study, write_together
from tbresearch.vocabulary import SCOPES

__all__ = ["import_assessment", "preview_assessment"]

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LONGEST = 30


def preview_assessment(
    path: str | Path, *, framework: str | AssessmentFramework | None = None
) -> AssessmentTable:
    """Show what a table of verdicts holds; nothing is written.

    Parameters
    ----------
    path : str or Path
        A .docx, .xlsx, .csv, .md or .html file with one table or several. The heads of
        columns are Thema, Criterium, Indicator, Oordeel, Toelichting, in any order; any
        other head is the name of an informant.
    framework : str, AssessmentFramework or None
        A framework whose names of themes and criteria are known: a criterion that
        stands under another theme goes where it belongs. None takes the table as it is.

    Returns
    -------
    AssessmentTable
        With what has to be mended in `problems`.

    Raises
    ------
    WorkbenchError
        If the file cannot be read, or holds no table; or there is no such framework.
    """
    known = (
        read_assessment_framework(framework)
        if isinstance(framework, str)
        else framework
    )
    source = Path(path)
    sheet = read_lines(read_grids(source), known)
    return AssessmentTable(
        source=source.name,
        lines=tuple(sheet.lines),
        open_marks=tuple(sheet.open),
        informants=tuple(sheet.informants),
        remarks=(*sheet.remarks, *_other_shape(sheet.lines, known)),
        problems=tuple(sheet.problems),
    )


def _other_shape(
    lines: list[Line], framework: AssessmentFramework | None
) -> Iterator[str]:
    """Yield where the table has more or fewer indicators than the framework."""
    for theme in framework.themes if framework else ():
        there = sum(line.theme == theme.label for line in lines)
        asked = len(framework.indicators_of(theme.key)) if framework else 0
        if there != asked:
            yield (
                f"Bij {theme.label} heeft de tabel {there} en het kader {asked} "
                f"indicator{'' if asked == 1 else 'en'}"
            )


def import_assessment(
    study: Study,
    path: str | Path,
    *,
    framework: str,
    subject: str,
    scope: str,
    name: str | None = None,
) -> Assessment:
    """Take a table of verdicts into a study.

    Writes `kaders/<framework>.toml` with the verdicts and
    `kaders/opbouw/<framework>.toml` with the framework as the table has it.

    Parameters
    ----------
    study : Study
        The study.
    path : str or Path
        As for `preview_assessment`.
    framework : str
        Key of the framework: one that ships, such as ``"stj"``, or a new one.
    subject : str
        What was assessed, in Dutch.
    scope : str
        Key of `vocabulary.SCOPES`: ``"beleid"`` or ``"praktijk"``.
    name : str or None
        What the framework is called; needed for a new one.

    Returns
    -------
    Assessment
        As `read_assessment` reads it back.

    Raises
    ------
    StudyError
        With all problems of the table; nothing is written then.
    WorkbenchError
        If the study has findings of this name, or an argument does not hold.
    """
    _refuse(study, framework, scope, name)
    known = _known(study, framework)
    table = preview_assessment(path, framework=known)
    if table.problems:
        raise StudyError(table.problems)
    keys = _keys(table.lines, known)
    title = name or (known.name if known else framework)
    files: dict[Path, bytes | None] = {
        study.root / f"{ASSESSMENT_FOLDER}/{framework}.toml": findings_text(
            table, keys, framework=framework, subject=subject.strip(), scope=scope
        ).encode(),
        study.root / f"{OWN_FOLDER}/{framework}.toml": structure_text(
            table, keys, framework=framework, name=title
        ).encode(),
    }
    write_together(files)
    return read_assessment(study, framework)


def _refuse(study: Study, framework: str, scope: str, name: str | None) -> None:
    if not _KEY.fullmatch(framework):
        raise WorkbenchError(
            f"{framework!r} is geen naam voor een kader",
            where="import_assessment",
            fix="gebruik kleine letters, cijfers, _ en -, zonder spaties",
        )
    if scope not in SCOPES:
        raise WorkbenchError(
            f"{scope!r} is geen reikwijdte",
            where="import_assessment",
            fix=f"kies uit: {', '.join(SCOPES)}",
        )
    for file in (
        f"{ASSESSMENT_FOLDER}/{framework}.toml",
        f"{OWN_FOLDER}/{framework}.toml",
    ):
        if (study.root / file).exists():
            raise WorkbenchError(
                "dit bestand is er al, en wordt niet overschreven",
                where=file,
                fix="geef het een andere naam, of haal het eerst weg",
            )
    if framework not in SHIPPED_FRAMEWORKS and not name:
        raise WorkbenchError(
            f"er is geen kader {framework!r}",
            where="import_assessment",
            fix=f"noem een meegeleverd kader ({', '.join(SHIPPED_FRAMEWORKS)}); is het "
            "een nieuw kader, zeg dan met name= hoe het heet",
        )


def _known(study: Study, framework: str) -> AssessmentFramework | None:
    if framework not in SHIPPED_FRAMEWORKS:
        return None
    known = study_framework(study, framework, where="import_assessment")
    if known.kind == "controlelijst":
        raise WorkbenchError(
            f"kader {framework!r} is een controlelijst, en heeft geen oordelen",
            where="import_assessment",
            fix=f"zet in {ASSESSMENT_FOLDER}/{framework}.toml blokken [[vindplaats]]",
        )
    return known


def _keys(
    lines: tuple[Line, ...], framework: AssessmentFramework | None
) -> list[tuple[str, str, str]]:
    """Return for each line the keys of its theme, its criterion and itself."""
    themes = {t.label: t.key for t in framework.themes} if framework else {}
    criteria: dict[tuple[str, str], str] = {}
    numbers: dict[str, int] = {}
    keys = []
    for line in lines:
        theme = themes.setdefault(line.theme, _free(_slug(line.theme), themes.values()))
        group = (line.theme, line.criterion)
        if group not in criteria:
            name = f"{theme}.{_slug(line.criterion)}" if line.criterion else ""
            criteria[group] = _free(name, criteria.values()) if name else ""
        base = criteria[group] or theme
        numbers[base] = numbers.get(base, 0) + 1
        keys.append((theme, criteria[group], f"{base}.{numbers[base]}"))
    return keys


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore")
    slug = re.sub(r"[^a-z0-9]+", "_", plain.decode())[:_LONGEST].strip("_")
    return slug or "deel"


def _free(name: str, taken: object) -> str:
    used = set(taken)  # type: ignore[call-overload]
    number, free = 2, name
    while free in used:
        free, number = f"{name}_{number}", number + 1
    return free
