"""Grades and goals: who gave none is counted, and keeping is no failure."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.outcomes import goal_attainment, read_satisfaction
from tbresearch.study import Study

StudyAt = Callable[..., Study]
HEAD = "traject;client;datum;cijfer;instrument\n"


def study_with(root: Path, study_at: StudyAt, *rows: str) -> Study:
    (root / "tevredenheid.csv").write_text(HEAD + "\n".join(rows), encoding="utf-8")
    return study_at(root)


def test_the_middle_and_who_is_satisfied(tmp_path: Path, study_at: StudyAt) -> None:
    rows = [f"T{n};;2025-05-01;{grade};CTO" for n, grade in enumerate([6, 7, 8, 9, 10])]
    found = read_satisfaction(
        study_with(tmp_path, study_at, *rows, "T9;;2025-05-01;;CTO")
    )

    assert found.rows() == [("CTO", "8 (7 tot 9)", "3 van 5")]
    assert found.response == NotEstimable("er is geen tabel van trajecten")
    assert "Wie afhaakt, geeft zelden een cijfer" in found._repr_html_()


def test_bad_grades_and_rows_of_nobody_are_named(
    tmp_path: Path, study_at: StudyAt
) -> None:
    with pytest.raises(StudyError) as caught:
        read_satisfaction(
            study_with(tmp_path, study_at, "T1;;;11;CTO", "T2;;;7,5;CTO", "T3;;;7;")
        )
    texts = [str(problem) for problem in caught.value.problems]
    assert texts[0] == (
        "cijfer = '11' kan hier niet\n"
        "  waar:      tevredenheid.csv, regel 2, kolom cijfer\n"
        "  oplossing: gebruik een heel getal van 0 tot en met 10"
    )
    assert len(texts) == 3

    with pytest.raises(StudyError, match="van wie dit cijfer is, staat er niet"):
        read_satisfaction(study_with(tmp_path, study_at, ";;;7;CTO"))


def test_a_missing_table_says_what_is_needed(tmp_path: Path, study_at: StudyAt) -> None:
    with pytest.raises(WorkbenchError, match="traject, client, datum, cijfer, instrum"):
        read_satisfaction(study_at(tmp_path))


def test_keeping_things_as_they_are_is_no_failure() -> None:
    goals = pd.DataFrame(
        {
            "gas": pd.array([0, 0, -1, 2, None], dtype="Int64"),
            "kind": ["behouden", "behouden", "verbeteren", "verbeteren", "verbeteren"],
        }
    )

    found = goal_attainment(goals, percentage_from=20)

    assert str(found.reached("behouden")) == "2 van 2 doelen"
    assert str(found) == "Doelrealisatie: 3 van 4 doelen gehaald"
    assert found.rows()[0] == (
        *("Iets verbeteren", "1 van 2"),
        *("0", "0", "1", "0", "0", "1"),
    )
    assert "gelijk blijven is daar geen mislukking" in found.notes[0]
    assert found.notes[1] == "Zonder score: 1 van 5 doelen. Die tellen niet mee."


def test_a_score_off_the_scale_is_refused() -> None:
    with pytest.raises(WorkbenchError, match="gas = 3 kan niet"):
        goal_attainment(
            pd.DataFrame({"gas": [3], "kind": ["behouden"]}), percentage_from=20
        )
