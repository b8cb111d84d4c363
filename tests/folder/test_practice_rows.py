"""Scores and trajecten of a client who withdrew go, through every table and format."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from tbresearch.folder.practice_rows import withdrawn_practice
from tbresearch.study import Study, write_together
from tbresearch.trajectories import RECRUITMENT, read_trajectories

WithPractice = Callable[..., Study]
TABLES = {
    "trajecten": [
        "T1;K1;A;2025-01-01;2025-06-30;anders;;;;",
        "T2;K2;A;2025-01-01;2025-06-30;anders;;;;",
    ],
    "contacten": [
        "T1;2025-02-01;60;bezoek;w1",
        "T2;2025-02-02;60;bezoek;w1",
        "T1;2025-02-03;60;bezoek;w1",
    ],
    "fasen": ["T1;F1;2025-01-01;2025-02-01", "T2;F1;2025-01-01;2025-02-01"],
}
LAST = (
    "kijk of cliënt K1 nog als indicatiehouder of in een huishouden bij anderen staat, "
    "en of een aanpassing over deze persoon gaat"
)


def test_all_rows_of_the_client_go_and_those_of_others_stay(
    with_practice: WithPractice,
) -> None:
    study = with_practice(**TABLES)
    found = withdrawn_practice(study.root, "K1")
    write_together(found.files)
    left = read_trajectories(study)
    assert left.trajectories["trajectory"].tolist() == ["T2"]
    assert left.contacts["trajectory"].tolist() == ["T2"]
    assert left.phases["trajectory"].tolist() == ["T2"]
    assert found.done == (
        "1 regel van cliënt K1 uit trajecten.csv weggehaald",
        "2 regels van cliënt K1 uit contacten.csv weggehaald",
        "1 regel van cliënt K1 uit fasen.csv weggehaald",
    )
    assert found.to_do == (LAST,)


def test_parquet_is_written_again_and_excel_is_left_to_the_user(
    with_practice: WithPractice,
) -> None:
    study = with_practice(**TABLES)
    for name, suffix in (("contacten", "parquet"), ("fasen", "xlsx")):
        old = study.root / f"{name}.csv"
        frame = pd.read_csv(old, sep=";")
        old.unlink()
        write = frame.to_parquet if suffix == "parquet" else frame.to_excel
        write(study.root / f"{name}.{suffix}", index=False)
    found = withdrawn_practice(study.root, "K1")
    write_together(found.files)
    left = pd.read_parquet(study.root / "contacten.parquet")
    assert left["traject"].tolist() == ["T2"]
    assert found.to_do == (
        "haal zelf weg uit fasen.xlsx: regel 2; Excel en SPSS worden hier niet "
        "geschreven",
        LAST,
    )


def test_without_a_tie_to_a_client_a_person_has_to_judge(
    with_practice: WithPractice,
) -> None:
    found = withdrawn_practice(with_practice(**TABLES).root, None)
    assert found.files == {}
    assert found.to_do == (
        "beoordeel of scores en trajectgegevens van deze persoon mogen blijven",
    )


def test_their_applications_go_with_what_was_known_of_them(
    with_practice: WithPractice,
) -> None:
    study = with_practice(**TABLES)
    head = RECRUITMENT.fields
    rows = [
        {"aanmelding": "A1", "client": "K1"},
        {"aanmelding": "A2", "client": "K2", "traject": "T2"},
        {"aanmelding": "A3", "traject": "T1"},
    ]
    lines = [";".join(row.get(field.name, "") for field in head) for row in rows]
    names = ";".join(field.name for field in head)
    path = study.root / "werving.csv"
    path.write_text("\n".join([names, *lines, ""]), encoding="utf-8")
    known = "aanmelding;kenmerk;waarde\nA1;indicatie;ja\nA2;indicatie;ja\nA3;lvb;nee\n"
    (study.root / "selectie.csv").write_text(known, encoding="utf-8")
    write_together(withdrawn_practice(study.root, "K1").files)
    left = pd.read_csv(path, sep=";")
    assert left["aanmelding"].tolist() == ["A2"]
    left = pd.read_csv(study.root / "selectie.csv", sep=";")
    assert left["aanmelding"].tolist() == ["A2"]
