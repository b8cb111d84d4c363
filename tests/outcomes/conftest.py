"""A study that has nothing but its ZRM settings, and scores written by hand."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tbresearch.datasets.zrm_panel import ZrmPanel
from tbresearch.outcomes import ZRM, ZrmScores
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


@pytest.fixture(scope="session")
def panel_scores() -> Callable[[ZrmPanel], ZrmScores]:
    """Return a function that makes scores of what was seen of a drawn panel."""

    def scores(panel: ZrmPanel) -> ZrmScores:
        columns = dict(
            zip(
                (field.name for field in ZRM.fields),
                (field.column for field in ZRM.fields),
                strict=True,
            )
        )
        frame = panel.to_scores().rename(columns=columns)
        frame["date"] = pd.to_datetime(frame["date"])
        frame["line"] = range(2, len(frame) + 2)
        return ZrmScores(frame=frame, version="2017", percentage_from=20)

    return scores
