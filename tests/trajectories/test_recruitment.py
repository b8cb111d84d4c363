"""Applications and what is known of them: bad lines are named, blanks are unknown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.study import Study, open_study
from tbresearch.trajectories import (
    has_recruitment,
    read_recruitment,
    read_situations,
)

Refusal = Callable[..., list[str]]

RECRUITMENT = """\
aanmelding;datum;aanmelder;client;doelgroepen;herkomst;gedwongen;benaderd;passend;\
gestart;afgerond;reden;traject
a1;2025-01-06;huisarts;K01;jeugd|opvoeding;;nee;ja;ja;ja;loopt;;T1
a2;7-1-2025;;;;;;ja;nee;;;niet_passend;
a3;2025-01-08;;;;;;;;;;;
"""
SITUATIONS = """\
aanmelding;kenmerk;waarde
a1;eigen_woning;Ja
a1;leeftijd;41,5
a1;gemeente;G1
a2;indicatie;nee
a2;wil_niet;onbekend
a2;gevaarlijk;
"""
HEAD = "aanmelding;datum;benaderd;gestart;afgerond;reden;traject;client\n"


@pytest.fixture
def study(small_study: Path) -> Study:
    (small_study / "werving.csv").write_text(RECRUITMENT, encoding="utf-8")
    (small_study / "selectie.csv").write_text(SITUATIONS, encoding="utf-8")
    return open_study(small_study)


def test_what_is_blank_is_unknown(study: Study) -> None:
    recruitment = read_recruitment(study)
    assert str(recruitment) == "Werving: 3 aanmeldingen, waarvan 1 gestart"
    first, second, third = recruitment.frame.to_dict("records")
    assert first["target_groups"] == ("jeugd", "opvoeding")
    assert second["reason"] == "niet_passend"
    assert second["gestart"] == "onbekend"
    assert [third[k] for k in ("forced", "benaderd", "afgerond")] == ["onbekend"] * 3


def test_without_a_table_there_is_none(study: Study) -> None:
    (study.root / "werving.csv").unlink()
    (study.root / "selectie.csv").unlink()
    assert not has_recruitment(study)
    assert read_situations(study, applications=[]).known == {}


def test_known_features_have_their_kind_and_unknown_ones_are_not_there(
    study: Study,
) -> None:
    found = read_situations(study, applications=["a1", "a2", "a3"])
    assert found.known == {
        "a1": {"eigen_woning": True, "leeftijd": 41.5, "gemeente": "G1"},
        "a2": {"indicatie": False},
    }
    assert str(found) == "Selectie: kenmerken van 2 aanmeldingen"


def test_features_of_an_unknown_application_are_named(
    study: Study, refusal: Refusal
) -> None:
    assert refusal(read_situations, study, applications=["a1"])[0] == (
        "aanmelding 'a2' staat niet in werving.csv\n"
        "  waar:      selectie.csv, regel 5, kolom aanmelding\n"
        "  oplossing: verbeter de naam, of zet de aanmelding in werving.csv"
    )


def test_a_feature_stands_once_for_each_application(
    study: Study, refusal: Refusal
) -> None:
    path = study.root / "selectie.csv"
    path.write_text(f"{SITUATIONS}a1;eigen_woning;nee\n", encoding="utf-8")
    assert refusal(read_situations, study, applications=["a1", "a2"]) == [
        "aanmelding 'a1' en kenmerk 'eigen_woning' staat er al op een eerdere regel\n"
        "  waar:      selectie.csv, regel 8\n"
        "  oplossing: verwijder de dubbele regel, of geef haar een eigen waarde"
    ]


def test_every_application_that_cannot_be_is_named(
    study: Study, refusal: Refusal
) -> None:
    (study.root / "werving.csv").write_text(
        HEAD + "a1;2025-01-06;ja;ja;;wachttijd;;\n"
        "a2;2025-01-06;ja;nee;;;T1;\n"
        "a3;2025-01-06;ja;;loopt;;;\n"
        "a4;2025-01-06;ja;;;;;C2\n"
        "a5;2025-01-06;ja;;;;;K7\n",
        encoding="utf-8",
    )
    assert refusal(read_recruitment, study) == [
        "er staat een reden, 'wachttijd', en bij geen stap nee\n"
        "  waar:      werving.csv, regel 2, kolom reden\n"
        "  oplossing: schrijf nee bij de stap waar het ophield, of maak de reden leeg",
        "er is een traject, 'T1', en gestart is nee\n"
        "  waar:      werving.csv, regel 3, kolom gestart\n"
        "  oplossing: schrijf ja bij gestart, of maak de cel van het traject leeg",
        "afgerond is loopt, en gestart is onbekend\n"
        "  waar:      werving.csv, regel 4, kolom afgerond\n"
        "  oplossing: verbeter een van de twee; wat niet begon, is niet afgerond",
        "respondent 'C2' gaf geen toestemming voor koppeling\n"
        "  waar:      werving.csv, regel 5, kolom client\n"
        "  oplossing: maak de cel leeg, of geef de cliënt een nummer dat niet bij een "
        "respondent hoort",
    ]


def test_one_application_stands_once(study: Study, refusal: Refusal) -> None:
    (study.root / "werving.csv").write_text(
        "aanmelding;datum\na1;2025-01-06\na1;2025-01-07\n", encoding="utf-8"
    )
    assert refusal(read_recruitment, study) == [
        "aanmelding 'a1' staat er al op een eerdere regel\n"
        "  waar:      werving.csv, regel 3\n"
        "  oplossing: verwijder de dubbele regel, of geef haar een eigen waarde"
    ]
