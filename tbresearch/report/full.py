"""Everything that a study folder holds, put into one report."""

from __future__ import annotations

from tbresearch.coding import read_codebook, read_coding
from tbresearch.coding.comparing import agreement
from tbresearch.costs import ASSUMPTIONS_FILE
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.findings import (
    has_vignettes,
    improvement_points,
    read_recommendations,
    read_vignettes,
    success_factors,
)
from tbresearch.frameworks import assessment_names, read_assessment
from tbresearch.implementation import check_plans, has_reach, reach, review_practice
from tbresearch.intervention import has_intervention, read_intervention
from tbresearch.report.checklist import Checklists, read_answers
from tbresearch.report.cost_results import cost_results
from tbresearch.report.deepenings import deepenings
from tbresearch.report.figure_register import figure_register
from tbresearch.report.joined import joined_results
from tbresearch.report.outcome_results import outcome_results
from tbresearch.report.report import Report
from tbresearch.study import Study
from tbresearch.trajectories import has_plans, has_trajectories
from tbresearch.transcripts import read_transcripts

__all__ = ["checklists", "full_report"]


def full_report(study: Study) -> Report:
    """Put everything that the study folder holds into one report.

    Parameters
    ----------
    study : Study
        The study. Scores and cost items that are not there are left out, and
        the report says so.

    Raises
    ------
    StudyError
        With the problems of all parts together.
    """
    problems: list[Problem] = []
    results: list[object] = []
    for part in _PARTS:
        try:
            results += part(study)
        except WorkbenchError as error:
            problems += error.problems
    try:
        results += joined_results(study, results)
    except WorkbenchError as error:
        problems += error.problems
    if problems:  # one file may be read by several parts
        raise StudyError(list(dict.fromkeys(problems)))
    return Report(study).add(*results)


def checklists(study: Study) -> Checklists:
    """Fill the reporting checklists of a study: COREQ or RTARG, GRAMMS, TIDieR, CHEERS.

    Parameters
    ----------
    study : Study
        The study, with everything that its report would hold.

    Returns
    -------
    Checklists
        Prints what is still not reported.

    Raises
    ------
    StudyError
        As `full_report`.
    """
    return full_report(study).checklists()


def _taken(study: Study) -> list[object]:
    """Return the figures from elsewhere, if there are any."""
    figures = figure_register(study)
    return [figures] if figures.rows else []


def _intended(study: Study) -> list[object]:
    return [read_intervention(study)] if has_intervention(study) else []


def _practice(study: Study) -> list[object]:
    if not has_intervention(study):
        return []
    reached = [reach(study)] if has_reach(study) else []
    planned = [check_plans(study)] if has_plans(study) else []
    done = [review_practice(study)] if has_trajectories(study) else []
    return [*reached, *done, *planned]


def _assessed(study: Study) -> list[object]:
    return [read_assessment(study, name) for name in assessment_names(study)]


def _findings(study: Study) -> list[object]:
    corpus = read_transcripts(study)
    coding = read_coding(study, corpus, read_codebook(study))
    between = agreement(coding, level="nominal", by="code")
    comparable = between.rows or between.not_applicable
    factors = [success_factors(coding), improvement_points(coding)]
    points = read_recommendations(coding)
    written = [points] if points.points else []
    compared = [between] if comparable else []
    examples = [read_vignettes(study, corpus)] if has_vignettes(study) else []
    return [*factors, *written, *examples, *compared, *deepenings(coding)]


def _outcomes(study: Study) -> list[object]:
    return list(outcome_results(study))


def _costs(study: Study) -> list[object]:
    if not (study.root / ASSUMPTIONS_FILE).is_file():
        return []
    return list(cost_results(study))


def _said(study: Study) -> list[object]:
    """Read the author's answers, so that what is wrong with them is told with all."""
    read_answers(study)
    return []


_PARTS = (
    *(_taken, _intended, _practice, _assessed, _findings, _outcomes, _costs),
    _said,
)
