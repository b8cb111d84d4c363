"""The command that lays talk beside scores, and its worksheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl

from tbresearch.datasets.planted_display import planted_display
from tbresearch.vocabulary import ZRM_DOMAINS

Run = Callable[..., tuple[int, str, str]]


def study(folder: Path, *, works: int, short: int) -> Path:
    return planted_display(
        folder / "geplant",
        talk={("financien", "client"): (works, short, 0)},
        scores={"financien": (30, 5, 5)},
        domains=ZRM_DOMAINS["2017"],
        people=10,
        seed=5,
    )


def test_each_cell_is_printed_with_its_counts_its_evidence_and_the_rule(
    run: Run, tmp_path: Path
) -> None:
    status, out, err = run("samenhang", study(tmp_path, works=8, short=0))
    assert (status, err) == (0, "")
    assert "Uitspraken naast scores: 7 cellen, waarvan 1 bevestigt, 0 vult aan" in out
    assert "\nFinanciën (financien)\n  scores: Financiën: meer cliënten hoger" in out
    assert "Cliënten (client): 8 van 10 respondenten noemen iets: wat werkt 8" in out
    assert "    succesfactor: Helpt (8)\n    coderingen: a0, " in out
    assert "    kandidaat: bevestigt, want uitspraken wijzen naar beter, scores" in out
    assert "hierover is niets gecodeerd" in out
    assert "Over kosten is in deze studie niets bekend" in out
    for title in ("Zo komt een kandidaat tot stand", "Wat verloren gaat", "Let op"):
        assert f"\n{title}" in out


def test_a_contradiction_left_alone_ends_with_status_1_and_what_to_do(
    run: Run, tmp_path: Path
) -> None:
    status, out, err = run("samenhang", study(tmp_path, works=0, short=8))
    assert status == 1
    assert "kandidaat: spreekt tegen" in out
    assert "schrijf een regel die begint met: financien;client;spreekt_tegen;" in err


def test_a_worksheet_goes_out_and_comes_back(
    run: Run, small_study: Path, tmp_path: Path
) -> None:
    path = tmp_path / "werkblad.xlsx"
    status, out, _ = run("samenhang", small_study, "--werkblad", path)
    assert status == 0
    assert f"tbresearch samenhang {small_study} --inlezen {path}" in out
    book = openpyxl.load_workbook(path)
    for row in book["Leefgebieden"].iter_rows(min_row=2):
        row[-1].value = "geen"
    book.save(path)
    status, out, _ = run("samenhang", small_study, "--inlezen", path)
    assert status == 0
    assert (
        "Leefgebieden: 7 coderingen ingedeeld, waarvan 0 bij een leefgebied.\n" in out
    )
    assert "Gooi" in out
    status, out, _ = run("samenhang", small_study)
    assert status == 0
    assert "Uitkomst niet gemeten: zonder scores zwijgt elke cel" in out


def test_out_and_in_at_once_is_wrong_use(run: Run, small_study: Path) -> None:
    status, _, err = run(
        "samenhang", small_study, "--werkblad", "a.xlsx", "--inlezen", "b.xlsx"
    )
    assert status == 2
    assert "kies --werkblad of --inlezen, niet allebei" in err
