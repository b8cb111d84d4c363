"""The framework matrix: summaries that hold, cells that count, citations that open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding.retrieval import FRAMEWORK
from tbresearch.folder import check_study

Read = Callable[[Path], tb.Coding]
Refusal = Callable[..., list[str]]
Rows = Callable[..., None]


@pytest.fixture
def ids(small_study: Path, read: Read) -> dict[str, str]:
    """Return the id of each coding by coder, session and code."""
    rows = read(small_study).codings.to_dict("records")
    return {f"{r['coder']} {r['session']} {r['code']}": r["id"] for r in rows}


@pytest.fixture
def rows(small_study: Path) -> Rows:
    """Return a function that writes the summaries."""

    def write(*lines: str) -> None:
        text = "\n".join(["geval;code;samenvatting", *lines, ""])
        (small_study / FRAMEWORK.file).write_text(text, encoding="utf-8")

    return write


def cite(name: str) -> str:
    return "{{citaat:" + name + "}}"


def test_a_cell_has_its_summary_or_how_many_turns_there_are(
    small_study: Path, read: Read, rows: Rows, ids: dict[str, str]
) -> None:
    rows(f"C1;overzicht;Vindt <b>de post</b> nu {cite(ids['anna int1 overzicht'])} zo.")
    matrix = tb.framework_matrix(read(small_study), by="respondent")
    assert str(matrix) == (
        "Raamwerk van 5 gevallen en 4 codes: 1 samenvatting; 7 cellen met uitingen "
        "hebben er nog geen"
    )
    frame = matrix.to_frame().set_index(["case", "code"])
    assert frame.loc[("C1", "overzicht"), "summary"].startswith("Vindt <b>")
    assert frame.loc[("B1", "rust"), "turns"] == 1
    # What is coded with a code below counts for the code above it.
    assert frame.loc[("C1", "rust"), "turns"] == 1
    assert frame.loc[("B4", "rust"), "turns"] == 0
    assert "C2" not in matrix.cases
    page = matrix._repr_html_()
    assert "Vindt &lt;b&gt;de post&lt;/b&gt; nu [1] zo.</p><details>" in page
    assert "<summary>1 passage</summary>" in page
    assert "[1] «overzicht over de post» (C1, int1, beurt 2, " in page
    assert "<em>1 uiting</em>" in page
    assert page == matrix._repr_html_()


def test_a_session_is_a_case_too(
    small_study: Path, read: Read, rows: Rows, ids: dict[str, str]
) -> None:
    lines, quiet = ids["anna fg1 lijnen"], ids["anna fg1 rust"]
    rows(
        f"fg1;lijnen;De groep noemt dit. {cite(lines)}",
        f"fg1;rust;Ook dit, {cite(quiet)}, en weer {cite(quiet)}.",
    )
    matrix = tb.framework_matrix(read(small_study), by="session")
    assert matrix.cases == ("fg1", "fg2", "int1")
    assert sorted(matrix.cited["number"].unique()) == [1, 2]
    clients = tb.framework_matrix(read(small_study), by="session", group="client")
    assert clients.cases == ("int1",)
    some = tb.framework_matrix(read(small_study), by="session", codes=["lijnen"])
    assert list(some.to_frame()["code"].unique()) == ["lijnen"]
    assert list(some.cited["id"]) == [lines]


def test_everything_that_does_not_hold_is_named_with_its_line(
    small_study: Path,
    read: Read,
    rows: Rows,
    ids: dict[str, str],
    refusal: Refusal,
) -> None:
    rest, lines = ids["anna fg1 rust"], ids["anna fg1 lijnen"]
    away = ids["anna int2 rust"]
    rows(
        "C1;overzicht;Zonder bewijs.",
        "C1;rust;Met iets dat niet bestaat {{citaat:weg}}.",
        f"C1;lijnen;Van een ander {cite(lines)}.",
        f"B1;overzicht;Andere code {cite(lines)}.",
        f"B9;rust;Wie? {cite(rest)}",
        f"B1;rusd;Welke code? {cite(rest)}",
        f"C2;rust;Mag niet {cite(away)}.",
        "fg1;rust;{{aantal:gesprekken}} en {{citaat:}}",
        "fg1;lijnen;Het was zo [citaat verwijderd].",
    )
    problems = refusal(tb.read_framework, read(small_study))
    heads = [tuple(problem.split("\n  ")[:2]) for problem in problems]
    file, cell = "waar:      raamwerk.csv, regel", "kolom samenvatting"
    assert heads == [
        (
            "deze samenvatting verwijst naar geen enkele codering",
            f"{file} 2, {cell}",
        ),
        ("codering 'weg' bestaat niet", f"{file} 3, {cell}"),
        (f"codering {lines!r} is niet van C1, maar van B1 en fg1", f"{file} 4, {cell}"),
        (f"codering {lines!r} heeft een andere code: lijnen", f"{file} 5, {cell}"),
        ("'B9' is hier niet bekend", f"{file} 6, kolom geval"),
        ("'rusd' is hier niet bekend", f"{file} 7, kolom code"),
        (
            "respondent 'C2' gaf geen toestemming voor deelname",
            f"{file} 8, kolom geval",
        ),
        (
            "verwijzing '{{aantal:gesprekken}}' is hier niet leesbaar",
            f"{file} 9, {cell}",
        ),
        ("verwijzing '{{citaat:}}' is hier niet leesbaar", f"{file} 9, {cell}"),
        (
            "deze samenvatting verwijst naar geen enkele codering",
            f"{file} 9, {cell}",
        ),
        ("deze samenvatting rustte op wat is verwijderd", f"{file} 10, {cell}"),
    ]
    assert [str(problem) for problem in check_study(small_study).problems] == problems


def test_one_cell_is_written_once(
    small_study: Path, read: Read, rows: Rows, ids: dict[str, str], refusal: Refusal
) -> None:
    line = f"C1;overzicht;Zo {cite(ids['anna int1 overzicht'])}."
    rows(line, line)
    [problem] = refusal(tb.read_framework, read(small_study))
    assert problem.startswith(
        "geval 'C1' en code 'overzicht' staat er al op een eerdere regel"
    )


def test_summaries_follow_a_merged_code_and_two_of_one_cell_are_named(
    small_study: Path, read: Read, rows: Rows, ids: dict[str, str], refusal: Refusal
) -> None:
    waits = f"C1;wachttijd;Lang {cite(ids['bram int1 wachttijd'])}."
    rows(waits)
    tb.merge_codes(
        tb.open_study(small_study), "wachttijd", into="overzicht", coder="anna"
    )
    framework = tb.read_framework(read(small_study))
    assert framework.cells["code"].tolist() == ["overzicht"]
    rows(waits, f"C1;overzicht;Zo {cite(ids['anna int1 overzicht'])}.")
    assert refusal(tb.read_framework, read(small_study)) == [
        "geval 'C1' heeft twee samenvattingen bij code 'overzicht', want codes zijn "
        "samengevoegd\n"
        "  waar:      raamwerk.csv, regel 3\n"
        "  oplossing: maak van de twee één samenvatting, met de verwijzingen van beide"
    ]


def test_a_code_above_may_cite_what_was_coded_below_it(
    small_study: Path, read: Read, rows: Rows, ids: dict[str, str]
) -> None:
    rows(f"C1;rust;Rust door overzicht {cite(ids['bram int1 wachttijd'])}")
    with pytest.raises(tb.StudyError, match="heeft een andere code: wachttijd"):
        tb.read_framework(read(small_study))
    rows(f"C1;rust;Rust door overzicht {cite(ids['anna int1 overzicht'])}")
    assert len(tb.read_framework(read(small_study)).cells) == 1


def test_a_coding_without_a_place_proves_nothing(
    small_study: Path, write: Callable[..., Path], read: Read, rows: Rows
) -> None:
    path = write({"id": "los"})
    park = '{"act": "park", "id": "los", "time": "2025-12-08T09:00:00+00:00"}\n'
    path.write_text(path.read_text() + park)
    rows("C1;overzicht;Zo {{citaat:los}}.")
    with pytest.raises(tb.StudyError, match="'los' wacht op een plaats"):
        tb.read_framework(read(small_study))


def test_a_name_that_is_a_person_and_a_session_is_refused(
    small_study: Path, read: Read, rows: Rows, ids: dict[str, str]
) -> None:
    for name in ("respondenten.csv", "sprekers.csv"):
        path = small_study / name
        path.write_text(path.read_text().replace("B1", "fg1").replace("fg1;", "fg1;"))
    rows(f"fg1;lijnen;Zo {cite(ids['anna fg1 lijnen'])}.")
    with pytest.raises(tb.StudyError, match="is een respondent en ook een gesprek"):
        tb.read_framework(read(small_study))


def test_a_study_without_the_file_has_no_summaries_and_check_is_silent(
    small_study: Path, read: Read
) -> None:
    assert len(tb.read_framework(read(small_study)).cells) == 0
    assert "Raamwerk" not in str(check_study(small_study))
    matrix = tb.framework_matrix(read(small_study), by="respondent")
    assert "0 samenvattingen" in str(matrix)


def test_check_says_how_many_summaries_hold(
    small_study: Path, rows: Rows, ids: dict[str, str]
) -> None:
    rows(f"C1;overzicht;Zo {cite(ids['anna int1 overzicht'])}.")
    assert "Raamwerk: 1 samenvatting bij 1 geval" in str(check_study(small_study))


def test_a_file_as_a_dutch_spreadsheet_writes_it_is_read(
    small_study: Path, read: Read, ids: dict[str, str]
) -> None:
    text = (
        "geval;code;samenvatting\r\nC1;overzicht;"
        f'"Eerst dit.\r\nDan ""dat"" {cite(ids["anna int1 overzicht"])}"\r\n'
    )
    (small_study / FRAMEWORK.file).write_bytes(text.encode("utf-8-sig"))
    [summary] = tb.read_framework(read(small_study)).cells["summary"]
    assert summary.startswith("Eerst dit.")


def test_a_case_is_a_person_or_a_session(small: tb.Coding, refusal: Refusal) -> None:
    [problem] = refusal(tb.framework_matrix, small, by="group")
    assert "bekend zijn: respondent, session" in problem
