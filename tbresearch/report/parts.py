"""What the results of a study bring to its reports, in the order of printing."""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.coding import Coding
from tbresearch.coding.comparing import Agreement
from tbresearch.findings import Factors, Recommendations
from tbresearch.literature import read_bibliography
from tbresearch.report.contributions import (
    codes_contribution,
    coding_contribution,
    contribution,
    quote_contribution,
    study_contribution,
)
from tbresearch.report.evidence import Contribution
from tbresearch.study import Study
from tbresearch.vocabulary import OPPOSITES

__all__ = ["parts_of"]


def parts_of(study: Study, results: tuple[object, ...]) -> Iterator[Contribution]:
    """Yield what the study, its codings and each of the results bring."""
    yield Contribution(literature=read_bibliography(study).sources)
    yield study_contribution(study)
    codings: list[Coding] = []
    for result in results:
        if isinstance(result, Factors | Recommendations):
            codings += [result.coding] if result.coding not in codings else []
    compared = any(isinstance(result, Agreement) for result in results)
    for coding in codings:
        yield coding_contribution(coding, compared=compared)
        yield quote_contribution(coding)
    for result in results:
        yield contribution(result, study)
    for coding in codings:
        both = _both_sides(coding, results)
        if len(both) == len(OPPOSITES):
            yield codes_contribution(both)


def _both_sides(coding: Coding, results: tuple[object, ...]) -> dict[str, Factors]:
    """Return what was added of success factors and improvement points."""
    own = [result for result in results if isinstance(result, Factors)]
    found = {f.polarity: f for f in own if f.coding is coding}
    return {side: found[side] for side in OPPOSITES if side in found}
