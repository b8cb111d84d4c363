"""Plans and goals are read whole, and what cannot be is named with place and remedy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tbresearch.study import Study, open_study
from tbresearch.trajectories import Goals, read_goals, read_plans

Refusal = Callable[..., list[str]]

PLANS = """\
plan;traject;versie;datum;hulpvragen;planning;evaluatiemoment;ondertekend
p1;t1;2;1-9-2025;ja;nee;;nee
p1;t1;1;2025-03-01;ja;;2025-06-01;ja
p2;t2;;2025-04-01;;;;onbekend
"""
GOALS = """\
doel;plan;omschrijving;start;einde;termijn;maat;eigenaar;eigen_woorden;subdoel;\
leefgebied;soort;verlangd;status;gas;vervangt
d1;p1;De post gaat open \N{ENVELOPE};2025-03-01;2025-09-01;2025-06-01;elke week;\
client;ja;vangnet;financien, sociaal_netwerk;verbeteren;persoonlijk;herzien;-1;
d2;p1;;2025-09-01;;;;;;;;;;;;d1
"""
HEAD = GOALS.split("\n", 1)[0] + "\n"


@pytest.fixture
def study(small_study: Path) -> Study:
    (small_study / "plannen.csv").write_text(PLANS, encoding="utf-8")
    (small_study / "doelen.csv").write_text(GOALS, encoding="utf-8")
    return open_study(small_study)


def goals_of(study: Study) -> Goals:
    return read_goals(
        study,
        read_plans(study),
        subgoals=["vertrouwen", "vangnet"],
        life_domains=["financien", "sociaal_netwerk"],
    )


def test_versions_stand_in_order_and_blank_is_unknown(study: Study) -> None:
    plans = read_plans(study, trajectories=["t1", "t2"])
    assert str(plans) == "Plannen: 2 plannen in 3 versies"
    frame = plans.frame
    assert frame[["plan", "version"]].to_numpy().tolist() == [
        ["p1", 1],
        ["p1", 2],
        ["p2", 1],
    ]
    assert frame["date"].tolist() == [
        date(2025, 3, 1),
        date(2025, 9, 1),
        date(2025, 4, 1),
    ]
    assert frame["planning"].tolist() == ["onbekend", "nee", "onbekend"]
    assert frame["taal_gezin"].tolist() == ["onbekend"] * 3
    assert frame["line"].tolist() == [3, 2, 4]


def test_goals_know_their_trajectory_and_name_several_domains(study: Study) -> None:
    goals = goals_of(study)
    assert str(goals) == "Doelen: 2 doelen in 1 plan"
    first, second = goals.frame.to_dict("records")
    assert first["trajectory"] == "t1"
    assert first["leefgebied"] == ("financien", "sociaal_netwerk")
    assert first["gas"] == -1
    assert second["replaces"] == "d1"
    assert second["eigen_woorden"] == "onbekend"
    assert pd.isna(second["gas"])


def test_without_goals_there_are_none(study: Study) -> None:
    (study.root / "doelen.csv").unlink()
    assert str(goals_of(study)) == "Doelen: 0 doelen in 0 plannen"


def test_a_table_from_a_spreadsheet_reads_the_same(study: Study) -> None:
    path = study.root / "doelen.csv"
    written = "\ufeff" + GOALS.replace("\n", "\r\n")
    path.write_bytes(written.encode("utf-8"))
    assert goals_of(study).frame["description"][0] == "De post gaat open \N{ENVELOPE}"


def test_every_plan_that_cannot_be_is_named(study: Study, refusal: Refusal) -> None:
    (study.root / "plannen.csv").write_text(
        "plan;traject;versie;datum;evaluatiemoment\n"
        "p1;t9;1;2025-03-01;2025-02-01\n"
        "p1;t1;3;2025-01-01;\n"
        "p2;t2;1;2025-03-01;\n",
        encoding="utf-8",
    )
    assert refusal(read_plans, study, trajectories=["t1", "t2"]) == [
        "traject 't9' staat niet in trajecten.csv\n"
        "  waar:      plannen.csv, regel 2, kolom traject\n"
        "  oplossing: verbeter de naam, of zet het traject in trajecten.csv",
        "het evaluatiemoment 1 februari 2025 ligt voor de datum van het plan, 1 maart "
        "2025\n"
        "  waar:      plannen.csv, regel 2, kolom evaluatiemoment\n"
        "  oplossing: verbeter een van de twee datums",
        "plan 'p1' heeft een versie 3, en geen 2\n"
        "  waar:      plannen.csv, regel 3, kolom versie\n"
        "  oplossing: nummer de versies van een plan 1, 2, 3 ... zonder gat",
        "plan 'p1' hoort bij traject 't1', en een eerdere versie bij 't9'\n"
        "  waar:      plannen.csv, regel 3, kolom traject\n"
        "  oplossing: verbeter het traject, of geef dit plan een eigen naam",
        "versie 3 van plan 'p1' is ouder dan de versie ervoor\n"
        "  waar:      plannen.csv, regel 3, kolom datum\n"
        "  oplossing: verbeter de datum of het nummer van de versie",
    ]


def test_one_version_stands_once(study: Study, refusal: Refusal) -> None:
    (study.root / "plannen.csv").write_text(
        "plan;traject;datum\np1;t1;2025-03-01\np1;t1;2025-03-02\n", encoding="utf-8"
    )
    assert refusal(read_plans, study) == [
        "plan 'p1' en versie 1 staat er al op een eerdere regel\n"
        "  waar:      plannen.csv, regel 3\n"
        "  oplossing: verwijder de dubbele regel, of geef haar een eigen waarde"
    ]


def test_every_goal_that_cannot_be_is_named(study: Study, refusal: Refusal) -> None:
    (study.root / "doelen.csv").write_text(
        "doel;plan;start;einde;termijn;subdoel;leefgebied;status;vervangt\n"
        "d1;p9;2025-03-01;;;;;;\n"
        "d2;p1;2025-03-01;2025-02-01;2025-01-01;;;;\n"
        "d3;p1;2025-03-01;;;vangnett;financiën|werk;;\n"
        "d4;p1;2025-03-01;2025-04-01;;;;loopt;\n"
        "d5;p1;2025-03-01;;;;;;d99\n"
        "d6;p2;2025-05-01;;;;;;d4\n"
        "d7;p1;2025-01-01;;;;;;d4\n"
        "d8;p1;2025-03-01;;;;;;d9\n"
        "d9;p1;2025-03-01;;;;;;d8\n",
        encoding="utf-8",
    )
    said = refusal(goals_of, study)
    assert said[0].startswith("leefgebied = 'financiën|werk' kan hier niet\n")
    assert len(said) == 1
    text = (study.root / "doelen.csv").read_text(encoding="utf-8")
    (study.root / "doelen.csv").write_text(
        text.replace("financiën", "financien"), encoding="utf-8"
    )
    assert refusal(goals_of, study) == [
        "plan 'p9' staat niet in plannen.csv\n"
        "  waar:      doelen.csv, regel 2, kolom plan\n"
        "  oplossing: verbeter de naam, of zet het plan in plannen.csv",
        "einde 1 februari 2025 ligt voor de start, 1 maart 2025\n"
        "  waar:      doelen.csv, regel 3, kolom einde\n"
        "  oplossing: verbeter een van de twee datums",
        "termijn 1 januari 2025 ligt voor de start, 1 maart 2025\n"
        "  waar:      doelen.csv, regel 3, kolom termijn\n"
        "  oplossing: verbeter een van de twee datums",
        "'vangnett' is hier niet bekend\n"
        "  waar:      doelen.csv, regel 4, kolom subdoel\n"
        "  oplossing: bedoeld is misschien 'vangnet'; bekend zijn: vertrouwen, vangnet",
        "'werk' is hier niet bekend\n"
        "  waar:      doelen.csv, regel 4, kolom leefgebied\n"
        "  oplossing: bekend zijn: financien, sociaal_netwerk",
        "het doel loopt, en heeft een einde\n"
        "  waar:      doelen.csv, regel 5, kolom status\n"
        "  oplossing: maak het einde leeg, of schrijf hoe het doel eindigde",
        "doel 'd99' staat niet in doelen.csv\n"
        "  waar:      doelen.csv, regel 6, kolom vervangt\n"
        "  oplossing: verbeter de naam, of maak de cel leeg",
        "doel 'd6' vervangt 'd4', en dat staat in een ander plan\n"
        "  waar:      doelen.csv, regel 7, kolom vervangt\n"
        "  oplossing: verbeter het plan of het doel dat vervangen is",
        "doel 'd7' vervangt 'd4', en begon eerder\n"
        "  waar:      doelen.csv, regel 8, kolom vervangt\n"
        "  oplossing: verbeter een van de twee datums, of draai de twee om",
        "doelen vervangen elkaar in een kring: d8 -> d9\n"
        "  waar:      doelen.csv, regel 9, kolom vervangt\n"
        "  oplossing: maak de cel van het eerste doel leeg",
    ]


def test_one_goal_stands_once(study: Study, refusal: Refusal) -> None:
    (study.root / "doelen.csv").write_text(
        "doel;plan;start\nd1;p1;2025-03-01\nd1;p1;2025-03-02\n", encoding="utf-8"
    )
    assert refusal(goals_of, study) == [
        "doel 'd1' staat er al op een eerdere regel\n"
        "  waar:      doelen.csv, regel 3\n"
        "  oplossing: verwijder de dubbele regel, of geef haar een eigen waarde"
    ]


def test_a_score_of_another_scale_is_refused(study: Study, refusal: Refusal) -> None:
    (study.root / "doelen.csv").write_text(
        "doel;plan;start;gas\nd1;p1;2025-03-01;3\n", encoding="utf-8"
    )
    assert refusal(goals_of, study) == [
        "gas = '3' kan hier niet\n"
        "  waar:      doelen.csv, regel 2, kolom gas\n"
        "  oplossing: gebruik een heel getal van -3 tot en met 2"
    ]
