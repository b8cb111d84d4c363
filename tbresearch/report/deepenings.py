"""What a study may bring besides its factors: saturation, topic lists, pairs, elements.

Each is there because the study asks for it: settings, or a file that is not empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.coding import Coding, has_topics, topic_coverage
from tbresearch.coding.retrieval import FRAMEWORK, framework_matrix
from tbresearch.findings import (
    PAIRS,
    Saturation,
    has_element_scores,
    perspective_agreement,
    read_elements,
    saturation,
    working_elements,
)
from tbresearch.vocabulary import ELEMENT_LISTS

__all__ = ["deepenings"]

# The band of the report; its notes print both.
_PERMUTATIONS = 1000
_SEED = 1


def deepenings(coding: Coding) -> Iterator[object]:
    """Yield the results that the study of these codings asks for.

    Raises
    ------
    WorkbenchError
        If one of its files does not hold.
    """
    study = coding.study
    rule = _saturation(coding)
    if rule is not None:
        yield rule
    if has_topics(study):
        yield topic_coverage(coding)
    if (study.root / FRAMEWORK.file).is_file():
        yield framework_matrix(coding, by="respondent")
    if (study.root / PAIRS.file).is_file():
        yield perspective_agreement(coding, polarity=None)
    if has_element_scores(study):
        scores = read_elements(study)
        there = set(scores.frame["elements"])
        for elements in ELEMENT_LISTS:
            if elements in there:
                yield working_elements(coding, scores, elements=elements)


def _saturation(coding: Coding) -> Saturation | None:
    study = coding.study
    unit, base = study.saturation_unit, study.saturation_base
    run, percent = study.saturation_run, study.saturation_percent
    if unit is None or base is None or run is None or percent is None:
        return None
    return saturation(
        coding,
        unit=unit,
        base_size=base,
        run_length=run,
        threshold=percent / 100,
        permutations=_PERMUTATIONS,
        seed=_SEED,
    )
