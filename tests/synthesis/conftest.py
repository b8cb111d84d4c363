"""A planted study, and the joint display of any study."""

from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.outcomes import has_zrm


@pytest.fixture(scope="session")
def read() -> Callable[[Path], Coding]:
    """Return a function that reads the codings of a study folder."""

    def of(folder: Path) -> Coding:
        study = tb.open_study(folder)
        return tb.read_coding(
            study, tb.read_transcripts(study), tb.read_codebook(study)
        )

    return of


@pytest.fixture(scope="session")
def joint(read: Callable[[Path], Coding]) -> Callable[[Path], tb.JointDisplay]:
    """Return a function that makes the joint display of a study folder."""

    def of(folder: Path) -> tb.JointDisplay:
        coding = read(folder)
        change = None
        if has_zrm(coding.study):
            scores = tb.read_zrm(coding.study)
            change = tb.zrm_change(scores, between=("intake", "eind"))
        return tb.joint_display(
            tb.success_factors(coding), tb.improvement_points(coding), change
        )

    return of
