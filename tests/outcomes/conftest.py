"""A study that has nothing but its ZRM settings, and scores written by hand."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tbresearch.outcomes import ZRM
from tbresearch.study import Study

HEADER = ";".join(field.name for field in ZRM.fields)


@pytest.fixture
def study_at() -> Callable[..., Study]:
    def build(
        root: Path, *, zrm_version: str | None = "2017", percentage_from: int = 20
    ) -> Study:
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
            zrm_version=zrm_version,
            percentage_from=percentage_from,
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
def with_scores(tmp_path: Path, study_at: Callable[..., Study]) -> Callable[..., Study]:
    """Write rows under the header of `zrm.csv` and return the study."""

    def write(*rows: str, **settings: object) -> Study:
        text = "\n".join([HEADER, *rows, ""])
        (tmp_path / ZRM.file).write_text(text, encoding="utf-8")
        return study_at(tmp_path, **settings)

    return write
