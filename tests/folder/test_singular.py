"""One of a thing is written in the singular, wherever a user reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.cli import main
from tbresearch.privacy import Decision

# A 1 that is no part of a longer number or of "3 van 1...", and the word after it.
ONE = re.compile(r"(?<![\d.,:/-])1 ([a-zë]+)")
PLURAL = re.compile(
    r"(?:[a-zë]+en|[a-zë]*(?:scores|codes|interviews|organisaties|"
    r"begeleiders|notebooks|versies|regels|kolommen|aannames))"
)
FILES = {
    "studie.toml": """\
titel = "Eén"
interventie = "Thuisbegeleiding"
traditie = "codeboek"
groepen = ["client"]
codeurs = ["anna"]
bevindingen_van = ["anna"]
""",
    "respondenten.csv": """\
respondent;groep;rol;organisatie;deelname;letterlijk_citeren
C1;client;moeder;a;ja;ja
""",
    "gesprekken.csv": """\
gesprek;soort;wijze;datum;transcript;titel;enige_spreker
int1;interview;telefoon;2025-11-03;int1.txt;interview 1;R1
""",
    "sprekers.csv": "gesprek;spreker;respondent\nint1;R1;C1\n",
    "transcripten/int1.txt": "Johanna bracht rust in huis, en daar ging het om.\n",
    "codeboek.toml": """\
titel = "Codeboek"
versie = "1"

[[code]]
code = "rust"
label = "Rust in huis"
soort = "succesfactor"

[[code]]
code = "wachttijd"
label = "Wachttijd"
soort = "verbeterpunt"
""",
    "zrm.csv": """\
client;moment;datum;versie;domein;score
K1;intake;2025-01-02;2017;huisvesting;2
K1;eind;2025-09-02;2017;huisvesting;3
""",
}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return a study with one of everything."""
    root = tmp_path / "een"
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    opened = tb.open_study(root)
    coding = tb.read_coding(
        opened, tb.read_transcripts(opened), tb.read_codebook(opened)
    )
    for quote in ("rust in huis", "daar ging het om"):
        tb.add_coding(
            coding,
            coder="anna",
            session="int1",
            quote=quote,
            code="rust",
            polarity="succesfactor",
        )
    return root


def plurals(text: str) -> list[str]:
    return [word for word in ONE.findall(text) if PLURAL.fullmatch(word)]


def test_the_search_finds_a_plural_after_one() -> None:
    text = "1 gesprekken, 11 beurten, 2,1 scores, 1 gesprek, 1 codes, van 1 cliënten"
    assert plurals(text) == ["gesprekken", "codes", "cliënten"]


def test_the_report_of_one_of_everything_has_no_plural(study: Path) -> None:
    report = tb.full_report(tb.open_study(study))
    text = report.compose().markdown.replace("\\", "")
    assert "1 gesprek" in text
    assert "1 van 1 respondent" in text
    assert plurals(text) == []
    assert plurals(f"{report} {report.compose()} {report.disclosure()}") == []


@pytest.mark.parametrize("command", ["check", "factors", "zrm"])
def test_commands_on_one_of_everything_print_no_plural(
    study: Path,
    command: str,
    capsys: pytest.CaptureFixture[str],
    own_language: None,
) -> None:
    more = ["--van", "intake", "--naar", "eind"] if command == "zrm" else []
    assert main([command, str(study), *more]) == 0
    out = capsys.readouterr().out
    assert ONE.search(out)
    assert plurals(out) == []


def test_acts_on_one_of_everything_say_no_plural(study: Path, tmp_path: Path) -> None:
    decision = Decision(
        entity="Johanna", kind="persoon", replacement="[persoon 1]", choice="vervang"
    )
    key = tmp_path / "sleutel.json"
    said: list[Callable[[], object]] = [
        lambda: tb.propose_names(study),
        lambda: tb.pseudonymise_study(study, [decision], key=key),
        lambda: tb.read_key(key),
        lambda: tb.restore_study(study, tb.read_key(key), to=tmp_path / "namen"),
        lambda: tb.withdraw_respondent(study, "C1", day=date(2026, 2, 1)),
    ]
    text = "\n".join(str(act()) for act in said)
    text += (study / "terugtrekkingen.csv").read_text("utf-8")
    assert text.count("in 1 gesprek") == 4
    assert plurals(text) == []
