"""Tables of practice: broken data are named with place and remedy, deviations noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from tbresearch.study import Study
from tbresearch.trajectories import read_trajectories

WithPractice = Callable[..., Study]
Refusal = Callable[..., list[str]]

T1 = "T1;K1;A;2025-01-01;2025-06-30;doelen_bereikt;nee;wmo;K1;wmo"
T2 = "T2;K2;B;2025-02-01;;;;;;"


def problem(what: str, where: str, fix: str) -> str:
    return f"{what}\n  waar:      {where}\n  oplossing: {fix}"


BROKEN = {
    "an end before the start": (
        {"trajecten": ["T1;K1;A;2025-06-30;2025-01-01;anders;;;;"]},
        "traject 'T1' eindigt op 1 januari 2025, vóór het begin op 30 juni 2025",
        "trajecten.csv, regel 2, kolom einde",
        "verbeter het begin of het einde",
    ),
    "a running traject with a reason": (
        {"trajecten": ["T1;K1;A;2025-06-30;;opname;;;;"]},
        "traject 'T1' heeft een reden van einde en geen einde",
        "trajecten.csv, regel 2, kolom reden_einde",
        "vul het einde in, of maak de reden leeg als het traject nog loopt",
    ),
    "an ended traject without a reason": (
        {"trajecten": ["T1;K1;A;2025-01-01;2025-06-30;;;;;"]},
        "traject 'T1' is geëindigd, en er staat niet waarom",
        "trajecten.csv, regel 2, kolom reden_einde",
        "vul de reden in; weet u die niet, schrijf dan anders",
    ),
    "an indication without a holder": (
        {"trajecten": ["T1;K1;A;2025-01-01;;;;wmo;;"]},
        "traject 'T1' heeft een indicatie (wmo) zonder houder",
        "trajecten.csv, regel 2, kolom indicatiehouder",
        "vul in op wiens naam de indicatie staat; dat hoeft de cliënt niet te zijn",
    ),
    "a holder without an indication": (
        {"trajecten": ["T1;K1;A;2025-01-01;;;;geen;K1;"]},
        "traject 'T1' heeft een indicatiehouder en geen wet",
        "trajecten.csv, regel 2, kolom wet",
        "vul de wet in, of maak de houder leeg als er geen indicatie is",
    ),
    "a traject twice": (
        {"trajecten": [T1, "T1;K2;A;2025-01-01;;;;;;"]},
        "traject 'T1' staat er al op een eerdere regel",
        "trajecten.csv, regel 3",
        "verwijder de dubbele regel, of geef haar een eigen waarde",
    ),
    "an unknown route": (
        {"trajecten": ["T1;K1;A;2025-01-01;;;;wmo;K1;wmoo"]},
        "route 'wmoo' is hier niet bekend",
        "trajecten.csv, regel 2, kolom route",
        "bedoeld is misschien 'wmo'; bekend zijn: wmo, jeugdwet, wlz, cjg, "
        "gezin_zonder_indicatie",
    ),
    "a contact of nobody": (
        {"trajecten": [T1], "contacten": ["T9;2025-02-01;60;bezoek;w1"]},
        "traject 'T9' is er niet",
        "contacten.csv, regel 2, kolom traject",
        "verbeter het nummer, of zet het traject in de tabel met trajecten",
    ),
    "negative minutes": (
        {"trajecten": [T1], "contacten": ["T1;2025-02-01;-5;bezoek;w1"]},
        "minuten = '-5' kan hier niet",
        "contacten.csv, regel 2, kolom minuten",
        "gebruik een heel getal van 0 tot en met 1440",
    ),
    "more than a day": (
        {"trajecten": [T1], "contacten": ["T1;2025-02-01;1441;bezoek;w1"]},
        "minuten = '1441' kan hier niet",
        "contacten.csv, regel 2, kolom minuten",
        "gebruik een heel getal van 0 tot en met 1440",
    ),
    "phases that overlap": (
        {
            "trajecten": [T1],
            "fasen": ["T1;F1;2025-01-01;2025-02-01", "T1;F2;2025-01-20;2025-03-01"],
        },
        "fase 'F2' van traject 'T1' begint op 20 januari 2025, voordat de fase op "
        "regel 2 is geëindigd",
        "fasen.csv, regel 3, kolom start",
        "verbeter de data; een traject is op elk moment in één fase",
    ),
    "a phase after one without an end": (
        {
            "trajecten": [T2],
            "fasen": ["T2;F1;2025-02-01;", "T2;F2;2025-03-01;"],
        },
        "fase 'F2' van traject 'T2' begint op 1 maart 2025, voordat de fase op regel 2 "
        "is geëindigd",
        "fasen.csv, regel 3, kolom start",
        "verbeter de data; een traject is op elk moment in één fase",
    ),
    "a phase outside the traject": (
        {"trajecten": [T1], "fasen": ["T1;F1;2024-12-01;2025-02-01"]},
        "fase 'F1' valt buiten traject 'T1'",
        "fasen.csv, regel 2, kolom start",
        "verbeter de datum van de fase, of het begin of einde van het traject",
    ),
    "a phase that goes on after the end": (
        {"trajecten": [T1], "fasen": ["T1;F1;2025-01-01;"]},
        "fase 'F1' van traject 'T1' heeft geen einde, het traject wel",
        "fasen.csv, regel 2, kolom einde",
        "vul het einde van de fase in",
    ),
    "a phase backwards": (
        {"trajecten": [T1], "fasen": ["T1;F1;2025-03-01;2025-02-01"]},
        "fase 'F1' van traject 'T1' eindigt op 1 februari 2025, vóór het begin op 1 "
        "maart 2025",
        "fasen.csv, regel 2, kolom einde",
        "verbeter het begin of het einde",
    ),
    "an unknown phase": (
        {
            "trajecten": [T1],
            "fasen": ["T1;F7;2025-01-01;2025-02-01", "T1;F7;2025-02-01;2025-02-05"],
        },
        "fase 'F7' is hier niet bekend",
        "fasen.csv, regel 2, kolom fase, en 1 keer elders",
        "bekend zijn: F1, F2, F3, F4",
    ),
    "an adaptation of nobody": (
        {"trajecten": [T1], "aanpassingen": [";;vaker;;;"]},
        "deze aanpassing hoort bij geen traject en geen aanbieder",
        "aanpassingen.csv, regel 2, kolom traject",
        "vul er één van in",
    ),
    "an unknown provider": (
        {"trajecten": [T1], "aanpassingen": [";Z;vaker;;;"]},
        "aanbieder 'Z' heeft geen traject",
        "aanpassingen.csv, regel 2, kolom aanbieder",
        "verbeter de naam, of zet de trajecten van deze aanbieder erbij",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_data_that_contradict_themselves_are_refused(
    case: str, with_practice: WithPractice, refusal: Refusal
) -> None:
    tables, what, where, fix = BROKEN[case]
    assert refusal(read_trajectories, with_practice(**tables)) == [
        problem(what, where, fix)
    ]


REMARKABLE = {
    "a visit before the start": (
        {"contacten": ["T1;2024-12-31;60;bezoek;w1"]},
        "contact op 31 december 2024 valt buiten traject 'T1'",
        "contacten.csv, regel 2, kolom datum",
        "verbeter de datum, of het begin of einde van het traject; tot dan telt dit "
        "contact niet mee",
    ),
    "an evaluation after the end": (
        {"evaluaties": ["T1;2025-08-01;evaluatie", "T1;2025-08-01;tevredenheid"]},
        "evaluatie op 1 augustus 2025 valt buiten traject 'T1'",
        "evaluaties.csv, regel 2, kolom datum",
        "verbeter de datum; tot dan telt deze evaluatie niet mee",
    ),
    "a contact twice": (
        {"contacten": ["T1;2025-02-01;60;bezoek;w1", "T1;2025-02-01;60;bezoek;w1"]},
        "dit contact van traject 'T1' op 1 februari 2025 staat er al precies zo",
        "contacten.csv, regel 3",
        "verwijder de regel als het contact dubbel is; hij telt nu mee",
    ),
    "a judgement of nobody": (
        {"aanpassingen": ["T1;;vaker;B9.1;nee;"]},
        "oordeel 'nee' over een aanpassing, zonder wie dat oordeelde",
        "aanpassingen.csv, regel 2, kolom beoordelaar",
        "vul in wie het beoordeelde, of schrijf onbekend",
    ),
}


@pytest.mark.parametrize("case", REMARKABLE)
def test_what_is_remarkable_is_a_warning_and_stays_readable(
    case: str, with_practice: WithPractice
) -> None:
    tables, what, where, fix = REMARKABLE[case]
    found = read_trajectories(with_practice(trajecten=[T1], **tables))
    assert [str(warning) for warning in found.warnings] == [problem(what, where, fix)]


def test_client_household_and_holder_are_kept_apart(
    with_practice: WithPractice,
) -> None:
    found = read_trajectories(
        with_practice(trajecten=["T1;K1;A;2025-01-01;;;;jeugdwet;J1;jeugdwet"])
    )
    [row] = found.trajectories.to_dict("records")
    assert (row["client"], row["indication_holder"]) == ("K1", "J1")
    assert pd.isna(row["household"])
    assert row["target_groups"] == ()


def test_running_trajecten_need_a_cut_off(
    with_practice: WithPractice, refusal: Refusal
) -> None:
    study = with_practice(trajecten=[T1, T2])
    settings = study.root / "studie.toml"
    settings.write_text(settings.read_text().replace("peildatum = 2025-12-31\n", ""))
    from tbresearch.study import open_study

    assert refusal(read_trajectories, open_study(study.root)) == [
        problem(
            "er is geen peildatum, en er loopt nog 1 traject",
            "studie.toml, peildatum",
            "zet erbij tot welke dag de gegevens gaan: peildatum = 2025-12-31",
        )
    ]


def test_what_is_of_after_the_cut_off_is_left_out_and_counted(
    with_practice: WithPractice,
) -> None:
    found = read_trajectories(
        with_practice(
            trajecten=[
                "T1;K1;A;2025-01-01;2026-02-01;opname;;;;",
                "T2;K2;A;2026-01-05;;;;;;",
            ],
            contacten=["T1;2026-01-01;60;bezoek;w1", "T1;2025-12-31;60;bezoek;w1"],
            fasen=["T1;F1;2025-01-01;2026-01-20", "T1;F2;2026-01-20;2026-02-01"],
        )
    )
    assert found.cutoff == date(2025, 12, 31)
    [row] = found.trajectories.to_dict("records")
    assert pd.isna(row["end"])
    assert pd.isna(row["exit_reason"])
    assert found.phases["end"].isna().tolist() == [True]
    assert found.left_out == (
        "Weggelaten: 1 traject van na de peildatum, 31 december 2025.",
        "Weggelaten: 1 contact van na de peildatum, 31 december 2025.",
        "Weggelaten: 1 fase van na de peildatum, 31 december 2025.",
        "1 traject eindigde na de peildatum en telt als lopend.",
    )


def test_a_table_in_two_formats_is_refused(
    with_practice: WithPractice, refusal: Refusal
) -> None:
    study = with_practice(trajecten=[T1])
    (study.root / "trajecten.xlsx").write_bytes(b"")
    assert refusal(read_trajectories, study) == [
        problem(
            "deze tabel staat er 2 keer: trajecten.csv en trajecten.xlsx",
            "trajecten.csv",
            "houd het bestand dat klopt, en haal het andere uit de studiemap",
        )
    ]


def test_many_of_the_same_are_counted_after_the_first(
    with_practice: WithPractice,
) -> None:
    rows = [f"T1;2024-12-{1 + i % 28:02};{i};bezoek;w1" for i in range(300)]
    found = read_trajectories(with_practice(trajecten=[T1], contacten=rows))
    assert len(found.warnings) == 201
    assert found.warnings[-1].what == "hetzelfde geldt voor nog 100 regels"
    assert found.warnings[-1].where == (
        "contacten.csv, regel 202 tot en met 301, kolom datum"
    )
    assert found.notes[1] == (
        "300 van 300 contacten vallen buiten het traject en tellen niet mee."
    )
