"""Pairs and scores of working elements when a respondent withdraws or names go."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tbresearch.folder import withdraw_respondent
from tbresearch.folder.related import renamed_remarks, withdrawn_related

DAY = date(2026, 2, 1)
PAIRS = "begeleider;client\nB1;C1\nB2;C1\n"
HEAD = "lijst;element;geval;bron;score;beoordelaar;toelichting\n"
SCORES = (
    "B9;B9.1;B1;zelf;8;p1;\n"
    "B9;B9.1;T1;zelf;7;B1;\n"
    "B9;B9.1;T1;team;6;a;rust in huis helpt het meest, zei iemand\n"
    "B9;B9.2;T1;team;5;a;Anna zag het\n"
)


def consenting(folder: Path) -> None:
    path = folder / "respondenten.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{head};koppeling;naast_elkaar", *(f"{row};ja;ja" for row in rows)]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    (folder / "koppels.csv").write_text(PAIRS, encoding="utf-8")
    (folder / "werkzame_elementen.csv").write_text(HEAD + SCORES, encoding="utf-8")


def test_a_withdrawal_takes_pairs_scores_and_repeated_words(small_study: Path) -> None:
    consenting(small_study)
    withdrawal = withdraw_respondent(small_study, "B1", day=DAY)
    pairs = (small_study / "koppels.csv").read_text(encoding="utf-8")
    assert pairs == "begeleider;client\nB2;C1\n"
    scores = (small_study / "werkzame_elementen.csv").read_text(encoding="utf-8")
    assert scores == (HEAD + "B9;B9.1;T1;team;6;a;\nB9;B9.2;T1;team;5;a;Anna zag het\n")
    assert "1 regel uit koppels.csv weggehaald" in withdrawal.done
    assert "2 regels uit werkzame_elementen.csv weggehaald" in withdrawal.done
    assert withdrawal.to_do[0] == (
        "schrijf opnieuw: werkzame_elementen.csv, geval T1, element B9.1; de "
        "toelichting herhaalde woorden van deze respondent en is weggehaald"
    )


def test_a_study_without_these_files_gets_none(small_study: Path) -> None:
    related = withdrawn_related(
        small_study, "B1", cases=["B1"], repeats=lambda text: True
    )
    assert related.files == {}
    assert related.done == ()
    assert renamed_remarks(small_study, str.upper) == {}


def test_names_in_remarks_are_replaced_and_nothing_else(small_study: Path) -> None:
    consenting(small_study)
    path = small_study / "werkzame_elementen.csv"
    new = renamed_remarks(small_study, lambda text: text.replace("Anna", "[NAAM_1]"))
    assert new == {path: (HEAD + SCORES).replace("Anna zag", "[NAAM_1] zag").encode()}


def test_a_file_without_the_optional_column_survives(small_study: Path) -> None:
    consenting(small_study)
    path = small_study / "werkzame_elementen.csv"
    path.write_text(
        "lijst;element;geval;bron;score;beoordelaar\nB9;B9.1;T1;zelf;7;p1\n"
    )
    withdraw_respondent(small_study, "B1", day=DAY)
    assert path.read_text(encoding="utf-8").endswith("B9;B9.1;T1;zelf;7;p1\n")
