"""`tbresearch agreement`: the table, the differences, and how it ends."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

Contents = Callable[[Path], dict[str, bytes]]
Edit = Callable[[Path, str, str], None]
Run = Callable[..., tuple[int, str, str]]


def test_it_prints_a_table_the_notes_and_the_first_differences(
    run: Run, example: Path, contents: Contents
) -> None:
    before = contents(example)
    status, out, err = run("agreement", example, "--verschillen", "2")
    assert (status, err) == (0, "")
    assert out.startswith("Overeenstemming van anna en bram over 6 gesprekken; alfa ")
    head = re.search(r"^Code +Gebruikt +Gelijk +Kappa +AC1 +Alfa$", out, re.MULTILINE)
    assert head is not None
    assert re.search(
        r"^Praktische hulp +5 en 6 +298 van 299 \(>99%\) ", out, re.MULTILINE
    )
    assert "Alle codes samen" in out
    assert "Vergeleken zijn anna en bram, in 6 van 15 gesprekken" in out
    assert out.count("\n  anna: ") == out.count("\n  bram: ") == 2
    assert re.search(r"^Er zijn nog \d+ andere verschillen", out, re.MULTILINE)
    assert contents(example) == before


@pytest.mark.parametrize(
    ("per", "first"),
    [("gesprek", "focusgroep 2"), ("paar", "anna en bram"), ("code", "Thuis en in")],
)
def test_a_row_is_what_is_asked(per: str, first: str, run: Run, example: Path) -> None:
    status, out, _ = run("agreement", example, "--per", per, "--verschillen", "0")
    assert status == 0
    assert out.splitlines()[3].startswith(first)
    assert "\n  anna: " not in out


def test_two_coders_can_be_chosen(run: Run, example: Path) -> None:
    _, out, _ = run("agreement", example, "--codeurs", "bram", "anna")
    assert out.startswith("Overeenstemming van bram en anna")
    status, out, err = run("agreement", example, "--codeurs", "anna", "carla")
    assert (status, out) == (1, "")
    assert "codeur 'carla' is niet bekend" in err


def test_reflexive_analysis_gets_the_reason_and_the_differences(
    run: Run, example: Path, edit: Edit
) -> None:
    edit(example / "studie.toml", 'traditie = "codeboek"', 'traditie = "reflexief"')
    status, out, _ = run("agreement", example)
    assert status == 0
    assert out.startswith("Overeenstemming tussen codeurs: niet van toepassing: ")
    assert "Kappa" not in out
    assert "verschillen tussen anna en bram" in out


def test_one_coder_is_told_so(run: Run, example: Path) -> None:
    (example / "coderingen" / "bram.jsonl").unlink()
    status, out, _ = run("agreement", example)
    assert status == 0
    assert "Er is nog geen tweede codeur" in out


def test_wrong_use_and_bad_studies_end_as_they_should(
    run: Run, example: Path, tmp_path: Path
) -> None:
    assert run("agreement", example, "--per", "zin")[0] == 2
    assert run("agreement", example, "--codeurs", "anna")[0] == 2
    assert run("agreement", example, "--verschillen", "-1")[0] == 2
    status, _, err = run("agreement", tmp_path)
    assert (status, "deze map is geen studie" in err) == (1, True)
    (example / "besluiten.jsonl").write_text("stuk\nstuk\n", encoding="utf-8")
    status, _, err = run("agreement", example)
    assert status == 1
    assert "besluiten.jsonl, regel 1" in err
