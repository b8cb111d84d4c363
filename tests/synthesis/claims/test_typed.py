"""The author refers to evidence; typing a number or a quote is refused."""

import pytest

from tbresearch.synthesis.claims import Grounds, check_claims
from tbresearch.synthesis.claims.typed import typed_evidence


def found(text: str) -> list[str]:
    return [finding.what for finding in typed_evidence(text)]


@pytest.mark.parametrize(
    "text",
    [
        "{{aantal:gesprekken}} zijn gehouden in 2025.",
        "De Wmo 2015 en de Jeugdwet gelden sinds 2015.",
        '[10.000]{bron="S0, par. 4.1"} cliënten per jaar.',
        "1. eerste vraag\n2. tweede vraag",
        "Dat staat in een noot.[^1]\n\n[^1]: Zie de bijlage.",
        "Zij noemen het “maatwerk” en dat is een woord.",
        "Op één punt zijn zij het eens.",
        "Dat staat elders [@S0, p. 12; zie ook @S2].",
        '[10.000]{bron="@S0, par. 4.1" jaar=2020 noemer="cliënten"} per jaar.',
        "Volgens [persoon 1] gaat het goed, en [plaats 12]s buurt ook.",
        "{{ aantal:succesfactor.client.vertrouwensband.respondent }} noemt het.",
    ],
)
def test_a_text_that_only_refers_is_accepted(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Er waren 13 cliënten.", "13"),
        ("Dat is 31% van hen.", "31%"),
        ("Gemiddeld 2,5 uur per week.", "2,5"),
        ("Ongeveer 10.000 mensen.", "10.000"),
        ("Drie van de vier cliënten.", "Drie van de vier cliënten"),
        ("Twaalf respondenten spraken.", "Twaalf respondenten"),
        ("In 1899 was dat zo.", "1899"),
        ("Volgens [persoon 1] waren het er 3 samen.", "3"),
        ("Zie [bijlage 2].", "2"),
    ],
)
def test_a_typed_number_is_named(text: str, typed: str) -> None:
    assert found(text) == [f"getal {typed!r} is met de hand getypt"]


def test_a_typed_quote_is_named_with_its_line_and_remedy() -> None:
    text = "Goed.\n\nZij zei: “ze neemt altijd op, altijd” en lachte."
    (problem,) = check_claims(text, source="rapport/ervaringen.md", grounds=Grounds())
    assert problem.what == (
        "citaat '“ze neemt altijd op, altijd”' is met de hand getypt"
    )
    assert problem.where == "rapport/ervaringen.md, regel 3"
    assert "{{citaat:...}}" in problem.fix


@pytest.mark.parametrize("text", ["{{aantal gesprekken}}", "{{Aantal:x}}", "{{:x}}"])
def test_a_reference_that_cannot_be_read_is_not_passed_over(text: str) -> None:
    assert found(text) == [f"verwijzing {text!r} is niet leesbaar"]


@pytest.mark.parametrize(
    "text", ["Leg dit vast.{norm}", "[Zie [bijlage].]{norm}", "[Een.\n\nTwee.]{norm}"]
)
def test_a_mark_that_would_be_printed_as_it_is_typed_is_a_problem(text: str) -> None:
    assert found(text) == ["merkteken '{norm}' staat niet achter een zin tussen haken"]


def test_every_problem_of_a_text_is_listed() -> None:
    text = "Er waren 13 cliënten.\n“zij zei het zo, letterlijk”\n{{kapot}}"
    assert len(found(text)) == 3
