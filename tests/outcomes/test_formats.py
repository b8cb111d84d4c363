"""Scores and grades are read alike from every format that a study may bring."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.outcomes import has_zrm, read_satisfaction, read_zrm
from tbresearch.study import Study

StudyAt = Callable[..., Study]
WithScores = Callable[..., Study]
ROWS = (
    "K1;intake;2025-01-02;2017;financien;2;R1",
    "K1;eind;2025-07-02;2017;justitie;;",
)


def rewritten(root: Path, name: str, suffix: str) -> Path:
    """Write a CSV file of a study again in another format, and take the CSV away."""
    old = root / f"{name}.csv"
    frame = pd.read_csv(old, sep=";", dtype=str)
    old.unlink()
    new = old.with_suffix(suffix)
    match suffix:
        case ".xlsx":
            frame.to_excel(new, index=False)
        case ".sav":
            pyreadstat.write_sav(frame.fillna(""), str(new))
        case ".parquet":
            frame.to_parquet(new, index=False)
    return new


@pytest.mark.parametrize("suffix", [".xlsx", ".sav", ".parquet"])
def test_scores_of_another_format_are_those_of_csv(
    suffix: str, with_scores: WithScores
) -> None:
    study = with_scores(*ROWS)
    wanted = read_zrm(study).frame.drop(columns="line")

    rewritten(study.root, "zrm", suffix)

    assert has_zrm(study)
    found = read_zrm(study).frame.drop(columns="line")
    pd.testing.assert_frame_equal(found, wanted, check_dtype=False)


@pytest.mark.parametrize("suffix", [".xlsx", ".sav", ".parquet"])
def test_grades_of_another_format_are_those_of_csv(
    suffix: str, tmp_path: Path, study_at: StudyAt
) -> None:
    (tmp_path / "tevredenheid.csv").write_text(
        "traject;client;datum;cijfer;instrument\nT1;;2025-05-01;8;CTO\n", "utf-8"
    )
    study = study_at(tmp_path)
    wanted = read_satisfaction(study).rows()

    rewritten(tmp_path, "tevredenheid", suffix)

    assert read_satisfaction(study).rows() == wanted
    assert wanted == [("CTO", "8 (8 tot 8)", "1 van 1")]


def test_a_problem_names_the_file_that_there_is(with_scores: WithScores) -> None:
    study = with_scores(ROWS[0], ROWS[0])
    rewritten(study.root, "zrm", ".xlsx")

    with pytest.raises(StudyError) as caught:
        read_zrm(study)

    assert caught.value.problems[0].where == "zrm.xlsx, regel 3"


def test_scores_in_two_formats_are_refused(with_scores: WithScores) -> None:
    study = with_scores(*ROWS)
    (study.root / "zrm.xlsx").write_bytes(b"")

    with pytest.raises(WorkbenchError, match="deze tabel staat er 2 keer"):
        has_zrm(study)
