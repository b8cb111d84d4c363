"""Checking a study: every problem in every file, not the first one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tbresearch.coding import Coding, read_codebook, read_coding
from tbresearch.coding.comparing import DECISIONS_FILE, read_settlements
from tbresearch.coding.retrieval import FRAMEWORK, read_framework
from tbresearch.costs import ASSUMPTIONS_FILE, read_assumptions
from tbresearch.errors import Problem, WorkbenchError
from tbresearch.findings import (
    ELEMENT_SCORES,
    PAIRS,
    RECOMMENDATIONS,
    SEARCHES,
    concentrated_findings,
    concentrated_quotes,
    improvement_points,
    negative_cases,
    printable_quotes,
    read_elements,
    read_pairs,
    read_recommendations,
    success_factors,
)
from tbresearch.html import list_html, problems_html
from tbresearch.outcomes import (
    has_satisfaction,
    has_zrm,
    read_satisfaction,
    read_zrm,
)
from tbresearch.report import Composition, full_report
from tbresearch.study import SETTINGS_FILE, Study, open_study
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

    def attempt(self, read: Callable[[], _T]) -> _T | None:
        """Read a part: remember what it is, or what is wrong with it."""
        try:
            result = read()
        except WorkbenchError as error:
            self.problems.extend(p for p in error.problems if p not in self.problems)
            return None
        self.lines.append(str(result))
        return result


def _check_parts(study: Study, found: _Findings) -> None:
    corpus = found.attempt(lambda: read_transcripts(study))
    codebook = found.attempt(lambda: read_codebook(study))
    coding = None
    if corpus is not None and codebook is not None:
        coding = found.attempt(lambda: read_coding(study, corpus, codebook))
    if coding is not None:
        found.lines.extend(coding.notes)
        _check_framework(coding, found)
        _check_decisions(study, coding, found)
        _check_findings(coding, found)
    if (study.root / PAIRS.file).is_file():
        found.attempt(lambda: read_pairs(study))
    if (study.root / ELEMENT_SCORES.file).is_file():
        found.attempt(lambda: read_elements(study))
    if has_zrm(study):
        found.attempt(lambda: read_zrm(study))
    if has_satisfaction(study):
        found.attempt(lambda: read_satisfaction(study))
    if (study.root / ASSUMPTIONS_FILE).is_file():
        found.attempt(lambda: read_assumptions(study))
    if coding is not None and not found.problems:
        report = full_report(study)
        composed = found.attempt(report.compose)
        warnings = [*report.disclosure().warnings, *_voices(coding, composed)]
        found.lines.extend(f"let op: {text}" for text in warnings)


def _check_framework(coding: Coding, found: _Findings) -> None:
    if (coding.study.root / FRAMEWORK.file).is_file():
        found.attempt(lambda: read_framework(coding))


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


def _voices(coding: Coding, composed: Composition | None) -> Iterator[str]:
    """Yield where one respondent supplies too much of the findings or the quotes."""
    for count in (success_factors, improvement_points):
        yield from concentrated_findings(count(coding))
    quotes = printable_quotes(coding)
    keys = composed.used if composed else ()
    names = [key.removeprefix("citaat:") for key in keys]
    yield from concentrated_quotes(
        quotes[name].respondent for name in names if name in quotes
    )
