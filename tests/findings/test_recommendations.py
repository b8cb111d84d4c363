"""Improvement points in the author's file: what they rest on, and what is missing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.findings import NO_OWNER, NO_RECOMMENDATION
from tbresearch.folder.author_tables import renamed_tables

Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]
HEAD = "punt;probleem;aanbeveling;aan_zet;bewijs\n"


@pytest.fixture
def ids(small_study: Path, read: Read) -> dict[str, str]:
    """Return the id of each coding of the small study, by quote and coder."""
    codings = read(small_study).codings
    rows = zip(codings["quote"], codings["coder"], codings["id"], strict=True)
    return {f"{coder}: {quote}": name for quote, coder, name in rows}


def write(study: Path, *rows: str) -> Path:
    path = study / "verbeterpunten.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_point_has_its_four_parts(
    small_study: Path, read: Read, ids: dict[str, str]
) -> None:
    wait = ids["anna: De wachttijd is veel te lang"]
    write(
        small_study, f"wacht;Men wacht lang;Kort haar in;gemeente;{{{{citaat:{wait}}}}}"
    )
    found = tb.read_recommendations(read(small_study))
    [point] = found.points
    assert (point.problem, point.recommendation) == ("Men wacht lang", "Kort haar in")
    assert (point.owner, point.evidence, point.line) == ("gemeente", (wait,), 2)
    assert found.behind(point) == (("begeleider", "wachttijd"),)
    assert list(found.to_frame()["codes"]) == [("wachttijd",)]
    assert found.notes == ()
    assert str(found) == (
        "1 verbeterpunt met bewijs, waarvan 1 met aanbeveling en wie aan zet is"
    )


def test_what_is_not_written_is_said_and_not_made_up(
    small_study: Path, read: Read, ids: dict[str, str]
) -> None:
    wait = ids["anna: De wachttijd is veel te lang"]
    write(small_study, f"wacht;Men wacht <b>lang</b>;;;{{{{citaat:{wait}}}}}")
    found = tb.read_recommendations(read(small_study))
    assert found.notes == (
        f"Verbeterpunt wacht: {NO_RECOMMENDATION}; wie aan zet is: {NO_OWNER}.",
    )
    shown = found._repr_html_()
    assert NO_RECOMMENDATION in shown
    assert NO_OWNER in shown
    assert "<b>lang" not in shown
    assert found.notes[0] in tb.check_study(small_study).lines


@pytest.mark.parametrize(
    ("evidence", "what"),
    [
        ("zie de notulen", "dit verbeterpunt verwijst naar geen enkele codering"),
        ("{{citaat:weg}}", "codering 'weg' bestaat niet"),
        ("anna: Rust.", "is gecodeerd als succesfactor"),
        (
            "bram: dat duurde een half jaar",
            "is van bram, en diens coderingen tellen niet mee",
        ),
    ],
)
def test_evidence_that_carries_nothing_is_refused_with_its_line(
    evidence: str,
    what: str,
    small_study: Path,
    read: Read,
    refusal: Refusal,
    ids: dict[str, str],
) -> None:
    cited = f"{{{{citaat:{ids[evidence]}}}}}" if evidence in ids else evidence
    write(small_study, f"wacht;Men wacht;;;{cited}")
    coding = read(small_study)
    [problem] = refusal(tb.read_recommendations, coding)
    assert what in problem.split("\n")[0]
    assert "verbeterpunten.csv, regel 2, kolom bewijs" in problem
    assert [str(p) for p in tb.check_study(small_study).problems] == [problem]


def test_a_study_without_the_file_has_no_points(small_study: Path, read: Read) -> None:
    assert tb.read_recommendations(read(small_study)).points == ()
    assert renamed_tables(small_study, str.upper) == {}


def test_a_withdrawal_marks_what_rested_on_it_and_takes_what_repeats(
    small_study: Path, ids: dict[str, str]
) -> None:
    wait = ids["anna: De wachttijd is veel te lang"]
    path = write(
        small_study,
        f"wacht;Men wacht lang;;;{{{{citaat:{wait}}}}}",
        f"woorden;wachttijd is veel te lang, daar;;;{{{{citaat:{wait}}}}}",
    )
    log = small_study / "tegenspraak.csv"
    log.write_text(
        "bevinding;door;datum;gevonden\n"
        "verbeterpunt.begeleider.wachttijd;anna;2026-01-01;"
        "daar heeft niemand iets aan\n"
        "succesfactor.begeleider.rust;anna;2026-01-01;Niets gevonden.\n"
    )
    withdrawal = tb.withdraw_respondent(small_study, "B3", day=date(2026, 2, 1))
    assert path.read_text(encoding="utf-8") == (
        HEAD + "wacht;Men wacht lang;;;[citaat verwijderd]\n"
    )
    assert "niemand iets aan" not in log.read_text()
    assert "Niets gevonden." in log.read_text()
    assert "1 regel uit verbeterpunten.csv weggehaald" in withdrawal.done
    assert "1 regel uit tegenspraak.csv weggehaald" in withdrawal.done
    assert (
        "herschrijf: verbeterpunten.csv, punt wacht; dit rustte op wat is verwijderd"
        in withdrawal.to_do
    )
    assert [str(problem) for problem in tb.check_study(small_study).problems] == [
        "dit verbeterpunt rustte op wat is verwijderd\n"
        "  waar:      verbeterpunten.csv, regel 2, kolom bewijs\n"
        "  oplossing: lees het punt na, en haal [citaat verwijderd] weg of verwijder "
        "de regel"
    ]
    study = tb.open_study(small_study)
    left = tb.read_recommendations(
        tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    )
    assert left.points == ()
    assert left.notes == (
        "1 verbeterpunt is weggelaten tot nalezing, want het bewijs is verwijderd.",
    )


def test_names_are_replaced_in_the_texts_of_both_tables(
    small_study: Path, ids: dict[str, str]
) -> None:
    wait = ids["anna: De wachttijd is veel te lang"]
    path = write(small_study, f"jan;Jan wacht;;Jan;{{{{citaat:{wait}}}}}")
    changed = renamed_tables(
        small_study, lambda text: text.replace("Jan", "[persoon 1]")
    )
    raw = changed[path]
    assert raw is not None
    assert raw.decode() == (
        f"{HEAD}jan;[persoon 1] wacht;;[persoon 1];{{{{citaat:{wait}}}}}\n"
    )
