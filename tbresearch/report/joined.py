"""Talk beside scores, for a study that says what its codings are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tbresearch.costs import CostPerTrajectory
from tbresearch.errors import Problem
from tbresearch.findings import Factors
from tbresearch.outcomes import ZrmChange
from tbresearch.study import Study
from tbresearch.synthesis.display import JointDisplay, has_areas, joint_display
from tbresearch.vocabulary import OPPOSITES

__all__ = ["joined_results", "unread_contradictions"]


def joined_results(study: Study, results: Sequence[object]) -> Iterator[JointDisplay]:
    """Yield the joint display that a study has the files for.

    Raises
    ------
    StudyError
        If `leefgebieden.csv` or `samenhang.csv` does not hold.
    """
    own = {r.polarity: r for r in results if isinstance(r, Factors)}
    if not has_areas(study) or set(OPPOSITES) - own.keys():
        return
    changes = [r for r in results if isinstance(r, ZrmChange)]
    costs = [r for r in results if isinstance(r, CostPerTrajectory)]
    yield joint_display(
        own["succesfactor"],
        own["verbeterpunt"],
        changes[0] if changes else None,
        costs=costs[0] if costs else None,
    )


def unread_contradictions(results: Sequence[object]) -> Iterator[Problem]:
    """Yield the cells of which talk and scores contradict, and nobody said more."""
    for result in results:
        if isinstance(result, JointDisplay):
            yield from result.unread
