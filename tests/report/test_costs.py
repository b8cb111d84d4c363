"""The chapter on money: as much as the register allows, each number with its proof."""

import re
from pathlib import Path

import pytest

from tbresearch.cli.main import main
from tbresearch.errors import StudyError
from tbresearch.report import Report
from tbresearch.report.contributions import contribution
from tbresearch.report.cost_results import cost_results
from tbresearch.study import open_study

# Invented: a register with nothing unknown, so that there is a balance.
WHOLE = """\
titel = "Kosten en baten"
prijspeil = 2020
moment = "midden"
startdatum = 2021-01-01
horizon = "2 jaar"

[[aanname]]
id = "prijs"
label = "Prijs van een traject"
waarde = 12000
laag = 9000
hoog = 15000
verdeling = "pert"
eenheid = "EUR/traject"
aard = "onzekerheid"
prijspeil = 2020
richting = "kosten"
betaler = "gemeente"
periode = [0, 2]
bron = "verzonnen"
graad = "E"
status = "plaatshouder"
steun = ["STEUN"]
tegenspraak = ["vertrouwensband"]

[[aanname]]
id = "opname"
label = "Voorkomen opname"
waarde = 13000
laag = 4000
hoog = 25000
verdeling = "pert"
eenheid = "EUR/traject"
aard = "onzekerheid"
prijspeil = 2020
richting = "baten"
ontvanger = "zorgverzekeraar"
periode = [0, 2]
nulalternatief = "Niets doen"
bron = "verzonnen"
graad = "E"
status = "plaatshouder"

[[kostenpost]]
id = "traject"
label = "Traject"
product = ["prijs"]

[[batenpost]]
id = "besparing"
label = "Besparing"
product = ["opname"]
"""


def write(study: Path, text: str) -> Path:
    (study / "aannames.toml").write_text(text, encoding="utf-8")
    return study


@pytest.fixture
def bare(example: Path) -> Path:
    """Return the example without its texts, which refer to other chapters."""
    for path in (example / "rapport").glob("*.md"):
        path.unlink()
    return example


@pytest.fixture
def whole(bare: Path) -> Path:
    return write(bare, WHOLE.replace("STEUN", "vertrouwensband"))


def chapter(study: Path) -> str:
    opened = open_study(study)
    text = Report(opened).add(*cost_results(opened)).compose().markdown
    return text.split("{#kosten}")[1].split("\n# ")[0]


def test_the_example_has_claims_and_says_why_there_is_no_balance(
    bare: Path,
) -> None:
    text = chapter(bare)
    assert "45\\.000" in text
    assert "Wat ontbreekt" in text
    assert "Overhead per contactuur is onbekend\\, en zit in Overhead" in text
    assert "135\\,0 miljoen" in text
    assert "Referentieprijs verpleegdag" in text
    assert "## Hoe zeker" not in text


def test_the_table_holds_only_assumptions_that_are_used(bare: Path) -> None:
    text = chapter(bare)
    table = text.split("Aanname|Waarde")[1].split(": Tabel")[0]
    assert "Uurloon van de begeleider" in table
    assert "Cliënten per jaar" not in table


def test_a_whole_register_brings_every_part(whole: Path) -> None:
    text = chapter(whole)
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert heads == [
        "Balans per partij",
        "Hoe zeker is het saldo?",
        "Welke aanname beslist?",
        "Waar slaat het om?",
        "Wat is het waard om meer te weten?",
    ]
    for picture in ("balans-gemeente", "balans-maatschappij", "tornado", "kennis"):
        assert f"figuren/{picture}.svg" in text
    # Spread evenly over two years at 2.25%, money at mid-year.
    assert "−11\\.736" in text or "−11\\.737" in text


def test_what_people_say_flags_an_assumption_and_moves_no_number(
    whole: Path,
) -> None:
    flagged = chapter(whole)
    assert "gesteund door wat mensen zeggen" in flagged
    assert "tegengesproken door wat mensen zeggen" in flagged
    plain = re.sub(r"(?m)^(steun|tegenspraak) = .*\n", "", WHOLE)
    without = chapter(write(whole, plain))
    flags = r"; (gesteund|tegengesproken) door wat mensen zeggen"
    assert re.sub(flags.replace("; ", r"\\; "), "", flagged) == without


def test_a_coding_that_is_not_there_is_a_problem_with_its_line(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(example, WHOLE.replace("STEUN", "bestaat-niet"))
    line = WHOLE.split("\n").index('steun = ["STEUN"]') + 1
    place = f"aannames.toml, regel {line}, steun"
    with pytest.raises(StudyError) as caught:
        list(cost_results(open_study(example)))
    assert "er is geen codering of code 'bestaat-niet'" in str(caught.value)
    assert place in str(caught.value)
    assert main(["check", str(example)]) == 1
    told = capsys.readouterr()
    assert (told.out + told.err).count(place) == 1


def test_a_number_of_the_balance_can_be_referred_to(whole: Path) -> None:
    opened = open_study(whole)
    keys = {
        item.key
        for result in cost_results(opened)
        for item in contribution(result, opened).evidence
    }
    assert {
        "bedrag:saldo.gemeente",
        "bedrag:saldo.maatschappij.gemiddeld",
        "kans:saldo.maatschappij",
        "omslag:aanname.opname",
        "bedrag:kennis",
    } <= keys


def test_a_text_that_refers_to_a_balance_that_is_not_there_hears_why(
    bare: Path,
) -> None:
    text = "Het saldo is {{bedrag:saldo.gemeente}}.\n"
    (bare / "rapport" / "kosten.md").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match="Overhead per contactuur is onbekend"):
        chapter(bare)


def test_the_same_register_gives_the_same_bytes(whole: Path) -> None:
    assert chapter(whole) == chapter(whole)


def test_cheers_has_28_items_and_says_what_is_not_reported(
    whole: Path,
) -> None:
    opened = open_study(whole)
    cheers = Report(opened).add(*cost_results(opened)).checklists()["cheers"]
    told = {filled.item.number: filled for filled in cheers.items}
    assert list(told) == list(range(1, 29))
    assert told[4].state == told[21].state == "niet"
    assert told[8].text == "gemeente, zorgverzekeraar en maatschappij"
    assert told[9].text == "2 jaar"
    assert told[10].text.startswith("2,25% reëel")
    assert told[23].told == "Balans per partij. Zie Kosten en aannames."
