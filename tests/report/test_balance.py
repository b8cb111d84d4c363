"""The report prints what makes a finding hold, and what is not written yet."""

from pathlib import Path

import pytest

import tbresearch as tb


def text_of(study: Path) -> str:
    composed = tb.full_report(tb.open_study(study)).compose()
    return composed.markdown.replace("\\", "")


def coding_of(study: Path, code: str, polarity: str) -> str:
    """Return the first coding of anna with a code and a side."""
    opened = tb.open_study(study)
    codebook = tb.read_codebook(opened)
    rows = tb.read_coding(opened, tb.read_transcripts(opened), codebook).codings
    own = rows[(rows["code"] == code) & (rows["polarity"] == polarity)]
    return str(own["id"].iloc[0])


def test_every_finding_is_provisional_until_someone_searched(small_study: Path) -> None:
    text = text_of(small_study)
    assert "|Rust in huis|2 van 2|3 van 4|2 van 2|3 van 5|voorlopig|" in text
    assert "- Van 4 bevindingen zijn er 0 definitief." in text
    (small_study / "tegenspraak.csv").write_text(
        "bevinding;door;datum;gevonden\n"
        "succesfactor.begeleider.rust;anna;2100-01-02;Niets gevonden.\n"
    )
    text = text_of(small_study)
    assert "|Rust in huis|2 van 2|3 van 4|2 van 2|3 van 5|definitief|" in text
    assert "- Van 4 bevindingen is er 1 definitief." in text
    assert (
        "- Rust in huis volgens begeleiders (definitief): gezocht door anna op "
        "2 januari 2100. Niets gevonden."
    ) in text


def test_who_shares_it_and_how_each_group_took_it_are_printed(
    small_study: Path,
) -> None:
    text = text_of(small_study)
    assert "|Rust in huis|3 van 4|0 van 1|Alleen begeleiders|" in text
    assert "|Overzicht|1 van 4|1 van 1|Gedeeld: begeleiders en cliënten|" in text
    assert "|Rust in huis|consensus (2 van 2)|één stem (1 van 2)|" in text


def test_a_study_that_hides_statements_prints_none_of_it(small_study: Path) -> None:
    with (small_study / "studie.toml").open("a", encoding="utf-8") as settings:
        settings.write('uitspraken = "onderdrukken"\n')
    text = text_of(small_study)
    assert "Lees elke bevinding hier als voorlopig." in text
    for words in ("consensus", "Alleen begeleiders", "|voorlopig|", "andersom"):
        assert words not in text.split("{#ervaringen}")[1].split("\n# ")[0]


def test_a_missing_recommendation_and_owner_are_printed_as_missing(
    small_study: Path,
) -> None:
    wait = coding_of(small_study, "wachttijd", "verbeterpunt")
    (small_study / "verbeterpunten.csv").write_text(
        "punt;probleem;aanbeveling;aan_zet;bewijs\n"
        f"wacht;Men wacht lang.;;;{{{{citaat:{wait}}}}}\n",
        encoding="utf-8",
    )
    text = text_of(small_study)
    assert "**Probleem.** Men wacht lang." in text
    assert "- **Aanbeveling:** *nog geen aanbeveling geschreven*" in text
    assert "- **Aan zet:** *nog niemand genoemd*" in text
    assert "- **Rust op:** 1 passage, onder Wachttijd, begeleiders ([1 van 4" in text


@pytest.mark.parametrize(
    ("file", "head", "row", "what"),
    [
        (
            "verbeterpunten.csv",
            "punt;probleem;aanbeveling;aan_zet;bewijs",
            "wacht;Voor 12 mensen duurt het lang;;;{{citaat:%s}}",
            "getal '12' is met de hand getypt",
        ),
        (
            "tegenspraak.csv",
            "bevinding;door;datum;gevonden",
            "succesfactor.begeleider.rust;anna;2100-01-02;Iedereen is tevreden.",
            "hier staat dat begeleiders onverdeeld positief zijn, en van begeleiders "
            "noemt 1 van 4 respondenten een verbeterpunt",
        ),
    ],
)
def test_words_in_both_tables_are_held_against_the_evidence(
    file: str, head: str, row: str, what: str, small_study: Path
) -> None:
    wait = coding_of(small_study, "wachttijd", "verbeterpunt")
    filled = row % wait if "%s" in row else row
    (small_study / file).write_text(f"{head}\n{filled}\n", encoding="utf-8")
    [problem] = tb.check_study(small_study).problems
    assert (problem.what, problem.where) == (what, f"{file}, regel 2")
