"""The commands passages, matrix and concordance."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl

Contents = Callable[[Path], dict[str, bytes]]
Run = Callable[..., tuple[int, str, str]]


def test_passages_prints_who_said_it_where_and_how_it_was_coded(
    run: Run, small_study: Path, contents: Contents
) -> None:
    before = contents(small_study)
    words = ("passages", small_study, "--code", "wachttijd")
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    assert "fg2, beurt 2, B3, niet citeren: Wachttijd, verbeterpunt (anna, " in out
    assert "\n  De wachttijd is veel te lang\n" in out
    assert "Wachttijd: 2 coderingen in 2 uitingen van 2 respondenten\n" in out
    _, out, _ = run(*words, "--groep", "client", "--codeur", "bram")
    assert "\n  dat duurde een half jaar\n" in out
    assert "B3" not in out
    assert contents(small_study) == before


def test_passages_asks_about_codes_below(run: Run, small_study: Path) -> None:
    words = ("passages", small_study, "--code", "rust")
    status, out, err = run(*words)
    assert (status, out) == (1, "")
    assert "--met-onderliggende of --zonder-onderliggende" in err
    assert run(*words, "--met-onderliggende").status == 0  # type: ignore[attr-defined]
    _, out, _ = run(*words, "--zonder-onderliggende", "--kant", "geen")
    assert "Rust in huis (kant Geen oordeel): 1 codering" in out


def test_a_file_holds_what_the_screen_would_show(
    run: Run, small_study: Path, tmp_path: Path
) -> None:
    path = tmp_path / "passages.xlsx"
    words = ("passages", small_study, "--code", "wachttijd", "--naar", path)
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    assert out.endswith(f"Bewaard in {path}.\n")
    assert "De wachttijd is veel te lang" not in out
    page = openpyxl.load_workbook(path)["Passages"]
    assert page.max_row == 3
    assert "[mag niet worden geciteerd]" in [cell.value for cell in page["H"]]
    run(*words, "--alle-uitspraken")
    page = openpyxl.load_workbook(path)["Passages"]
    assert "De wachttijd is veel te lang" in [cell.value for cell in page["H"]]


def test_all_words_belong_to_a_file(run: Run, small_study: Path) -> None:
    status, _, err = run("passages", small_study, "--alle-uitspraken")
    assert status == 2
    assert err.endswith("Fout: Bij '--alle-uitspraken' hoort '--naar'.\n")


def test_matrix_prints_k_of_n_per_column(run: Run, small_study: Path) -> None:
    words = ("matrix", small_study, "--per", "groep", "--eenheid", "respondent")
    status, out, err = run(*words, "--zonder-onderliggende")
    assert (status, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.split("\n")]
    begin = lines.index("Begeleiders")
    assert lines[begin : begin + 6] == [
        "Begeleiders",
        "Rust in huis 3 van 4",
        "Overzicht 1 van 4",
        "Korte lijnen 1 van 4",
        "Wachttijd 1 van 4",
        "",
    ]
    assert "Geteld zijn de coderingen van anna." in lines


def test_concordance_takes_words_as_they_are_typed(run: Run, small_study: Path) -> None:
    status, out, err = run("concordance", small_study, "Rust", "in", "huis")
    assert (status, err) == (0, "")
    assert "[Rust in huis] helpt het meest" in out
    assert "«Rust in huis»: 1 plaats, bij 1 van 5 respondenten\n" in out
    status, out, _ = run("concordance", small_study, "wacht*", "--groep", "client")
    assert "Het [wachten], dat duurde" in out
    status, out, err = run("concordance", small_study, "*")
    assert (status, out) == (1, "")
    assert "staat geen woord" in err


def test_a_file_of_another_kind_is_refused(
    run: Run, small_study: Path, tmp_path: Path
) -> None:
    status, _, err = run(
        "concordance", small_study, "rust", "--naar", tmp_path / "a.pdf"
    )
    assert status == 1
    assert "een bestand .pdf wordt niet geschreven" in err
