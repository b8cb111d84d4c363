"""Checking a study: every problem in every file, not the first one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from tbresearch.coding import (
    Coding,
    has_topics,
    read_codebook,
    read_coding,
    topic_coverage,
)
from tbresearch.coding.comparing import DECISIONS_FILE, read_settlements
from tbresearch.coding.retrieval import FRAMEWORK, read_framework
from tbresearch.costs import ASSUMPTIONS_FILE, read_assumptions, support_problems
from tbresearch.errors import Problem, WorkbenchError
from tbresearch.findings import (
    CONCENTRATION_RULE,
    ELEMENT_SCORES,
    PAIRS,
    RECOMMENDATIONS,
    SEARCHES,
    against_kind,
    concentrated_findings,
    concentrated_quotes,
    has_vignettes,
    improvement_points,
    negative_cases,
    printable_quotes,
    read_elements,
    read_pairs,
    read_recommendations,
    read_vignettes,
    success_factors,
)
from tbresearch.frameworks import assessment_names, read_assessment
from tbresearch.html import list_html, problems_html
from tbresearch.implementation import check_plans, has_reach, reach
from tbresearch.intervention import (
    INTERVENTION_FILE,
    has_intervention,
    read_intervention,
)
from tbresearch.literature import (
    cited_keys,
    has_bibliography,
    read_bibliography,
    uncited_sources,
)
from tbresearch.outcomes import (
    has_satisfaction,
    has_zrm,
    read_satisfaction,
    read_zrm,
)
from tbresearch.report import (
    PRODUCTS,
    TEXT_FOLDER,
    Composition,
    full_report,
    read_answers,
)
from tbresearch.study import SETTINGS_FILE, Study, open_study, read_text
from tbresearch.synthesis.display import JointDisplay, has_areas, read_areas
from tbresearch.trajectories import (
    Trajectories,
    has_plans,
    has_trajectories,
    read_trajectories,
)
from tbresearch.transcripts import read_transcripts
from tbresearch.vocabulary import quantity_text

__all__ = ["Inspection", "check_study"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What came of checking a study.

    Attributes
    ----------
    lines : tuple of str
        What was found and can be read, one Dutch sentence a part.
    problems : tuple of Problem
        Everything that is wrong.
    """

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        found = len(self.problems)
        if not found:
            return "\n".join([*self.lines, "Geen problemen gevonden."])
        count = quantity_text(found, "probleem", "problemen")
        return "\n".join([*self.lines, f"{count} gevonden."])

    def _repr_html_(self) -> str:
        return list_html(str(self).split("\n")) + problems_html(self.problems)


def check_study(folder: str | Path) -> Inspection:
    """Read everything in a study folder and list all that is wrong.

    Parameters
    ----------
    folder : str or Path
        The study folder.

    Returns
    -------
    Inspection
        Parts that rest on a part with problems are checked once that is mended.

    Raises
    ------
    WorkbenchError
        If the folder is no study.
    """
    if not (Path(folder) / SETTINGS_FILE).is_file():
        open_study(folder)  # raises, and says what to do
    found = _Findings()
    study = found.attempt(lambda: open_study(folder))
    if study is not None:
        _check_parts(study, found)
    return Inspection(lines=tuple(found.lines), problems=tuple(found.problems))


@dataclass(slots=True)
class _Findings:
    """What reading has given so far."""

    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def attempt(self, read: Callable[[], _T], *, told: bool = True) -> _T | None:
        """Read a part: remember what it is (if `told`), or what is wrong with it."""
        try:
            result = read()
        except WorkbenchError as error:
            self.problems.extend(p for p in error.problems if p not in self.problems)
            return None
        self.lines.extend([str(result)] if told else [])
        return result


# What a study may hold besides its talk: whether it is there, and what reads it.
_PARTS: tuple[tuple[Callable[[Study], bool], Callable[[Study], object]], ...] = (
    (lambda study: (study.root / PAIRS.file).is_file(), read_pairs),
    (lambda study: (study.root / ELEMENT_SCORES.file).is_file(), read_elements),
    (lambda study: has_intervention(study) and has_reach(study), reach),
    (lambda study: has_intervention(study) and has_plans(study), check_plans),
    (has_zrm, read_zrm),
    (lambda study: (study.root / ASSUMPTIONS_FILE).is_file(), read_assumptions),
    (has_bibliography, read_bibliography),
)


def _check_parts(study: Study, found: _Findings) -> None:
    _check_intervention(study, found)
    coding = _check_talk(study, found)
    practice = _check_trajectories(study, found)
    for present, read in _PARTS:
        if present(study):
            found.attempt(partial(read, study))
    if has_satisfaction(study):
        found.attempt(lambda: read_satisfaction(study, practice))
    for name in assessment_names(study):
        found.attempt(partial(read_assessment, study, name))
    found.attempt(lambda: read_answers(study), told=False)
    if coding is not None and not found.problems:
        _check_support(study, coding, found)
    if coding is not None and not found.problems:
        _check_report(study, coding, found)


def _check_intervention(study: Study, found: _Findings) -> None:
    if has_intervention(study):
        found.attempt(lambda: read_intervention(study))
    else:
        found.lines.append(
            f"Van interventie {study.intervention!r} is er geen beschrijving; zet er "
            f"een in {INTERVENTION_FILE}"
        )


def _check_talk(study: Study, found: _Findings) -> Coding | None:
    corpus = found.attempt(lambda: read_transcripts(study))
    codebook = found.attempt(lambda: read_codebook(study))
    found.lines.extend(codebook.notes if codebook else ())
    if corpus is not None and has_vignettes(study):
        found.attempt(lambda: read_vignettes(study, corpus))
    if corpus is None or codebook is None:
        return None
    coding = found.attempt(lambda: read_coding(study, corpus, codebook))
    if coding is not None:
        found.lines.extend(coding.notes)
        _check_framework(coding, found)
        _check_topics(coding, found)
        _check_decisions(study, coding, found)
        _check_findings(coding, found)
        _check_areas(coding, found)
    return coding


def _check_support(study: Study, coding: Coding, found: _Findings) -> None:
    if (study.root / ASSUMPTIONS_FILE).is_file():
        known = {*coding.codings["id"], *coding.codebook.codes}
        found.problems.extend(support_problems(study, known))


def _check_report(study: Study, coding: Coding, found: _Findings) -> None:
    try:
        report = full_report(study)
    except WorkbenchError as error:  # of what rests on several parts together
        found.problems.extend(error.problems)
        return
    for result in report.results:
        if isinstance(result, JointDisplay):
            _check_display(result, found)
    composed = found.attempt(report.compose)
    for product in PRODUCTS.values():
        if product != report.product and any(
            (study.root / product.folder).glob("*.md")
        ):
            found.attempt(report.as_product(product.key).compose, told=False)
    used = against_kind(coding)
    found.lines.extend([str(used)] if len(used.rows) else [])
    if not study.sessions.empty:
        found.lines.extend(map(str, report.checklists().lists))
    voices = list(_voices(coding, composed))
    warnings = [
        *report.disclosure().warnings,
        *voices,
        *used.warnings,
        *_uncited(study, composed),
    ]
    found.lines.extend(f"let op: {text}" for text in warnings)
    found.lines.extend([CONCENTRATION_RULE] if voices else [])


def _uncited(study: Study, composed: Composition | None) -> Iterator[str]:
    """Yield a note on sources that no text of any report cites."""
    cited = {source.key for source in composed.cited} if composed else set()
    for path in (study.root / TEXT_FOLDER).rglob("*.md"):
        cited.update(cited_keys(read_text(path, source=path.name)))
    note = uncited_sources(read_bibliography(study), cited)
    if note:
        yield note


def _check_trajectories(study: Study, found: _Findings) -> Trajectories | None:
    if not has_trajectories(study):
        return None
    read = found.attempt(lambda: read_trajectories(study))
    if read is not None:
        found.lines.extend(read.notes)
        found.lines.extend(
            f"let op: {warning.what} ({warning.where}); {warning.fix}"
            for warning in read.warnings
        )
    return read


def _check_framework(coding: Coding, found: _Findings) -> None:
    if (coding.study.root / FRAMEWORK.file).is_file():
        found.attempt(lambda: read_framework(coding))


def _check_topics(coding: Coding, found: _Findings) -> None:
    if has_topics(coding.study):
        coverage = found.attempt(lambda: topic_coverage(coding))
        gaps = coverage.gaps if coverage else ()
        found.lines.extend(f"let op: {gap}" for gap in gaps)


def _check_decisions(study: Study, coding: Coding, found: _Findings) -> None:
    if (study.root / DECISIONS_FILE).is_file():
        decisions = found.attempt(lambda: read_settlements(coding))
        found.lines.extend(decisions.notes if decisions else ())


def _check_findings(coding: Coding, found: _Findings) -> None:
    if (coding.study.root / RECOMMENDATIONS.file).is_file():
        points = found.attempt(lambda: read_recommendations(coding))
        found.lines.extend(points.notes if points else ())
        found.problems.extend(points.waiting if points else ())
    if (coding.study.root / SEARCHES.file).is_file():
        for count in (success_factors, improvement_points):
            found.attempt(lambda count=count: negative_cases(count(coding)))  # type: ignore[misc]


def _check_areas(coding: Coding, found: _Findings) -> None:
    if has_areas(coding.study):
        areas = found.attempt(lambda: read_areas(coding))
        notes = areas.notes[1:] if areas is not None else ()
        found.lines.extend(f"let op: {note}" for note in notes)


def _check_display(display: JointDisplay, found: _Findings) -> None:
    found.lines.append(str(display))
    found.lines.extend(
        f"let op: duiding van {cell.key} vervallen, want {cell.lapsed}"
        for cell in display.cells
        if cell.lapsed
    )
    found.problems.extend(display.waiting)


def _voices(coding: Coding, composed: Composition | None) -> Iterator[str]:
    """Yield where one source supplies too much of the findings or the quotes."""
    for count in (success_factors, improvement_points):
        yield from concentrated_findings(count(coding))
    quotes = printable_quotes(coding)
    keys = composed.used if composed else ()
    names = [key.removeprefix("citaat:") for key in keys]
    speakers = [quotes[name].respondent for name in names if name in quotes]
    yield from concentrated_quotes(speakers, study=coding.study)
