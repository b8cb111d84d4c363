"""A study that has nothing but an assumption register."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tbresearch.costs import ASSUMPTIONS_FILE
from tbresearch.study import Study


@pytest.fixture
def study_at() -> Callable[[Path], Study]:
    def build(root: Path) -> Study:
        return Study(
            root=root,
            title="Toets",
            intervention="Thuisbegeleiding",
            period="",
            client="",
            authors=(),
            owners=(),
            report_date=None,
            tradition="codeboek",
            groups=(),
            coders=(),
            findings_from=(),
            zrm_version=None,
            percentage_from=20,
            smallest_count=5,
            smallest_denominator=10,
            zeros="tonen",
            missing="tonen",
            statements="tonen",
            respondents=pd.DataFrame(),
            sessions=pd.DataFrame(),
            speakers=pd.DataFrame(),
        )

    return build


@pytest.fixture
def with_register(
    tmp_path: Path, study_at: Callable[[Path], Study]
) -> Callable[[str], Study]:
    """Write the text of `aannames.toml` and return the study."""

    def write(text: str) -> Study:
        (tmp_path / ASSUMPTIONS_FILE).write_text(text, encoding="utf-8")
        return study_at(tmp_path)

    return write
