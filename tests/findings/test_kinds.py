"""A code with the other side than its kind is counted as coded, and told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.findings import KIND_RULE

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]


@pytest.fixture
def wrong(small_study: Path, edit: Edit) -> Path:
    """Return a study in which the kind of `rust` is that of an improvement point.

    Anna gave it as a success factor in three turns of people who count: three codings.
    """
    edit(
        small_study / "codeboek.toml",
        'label = "Rust in huis"\nsoort = "succesfactor"',
        'label = "Rust in huis"\nsoort = "verbeterpunt"',
    )
    return small_study


def ids(coding: Coding, quotes: tuple[str, ...]) -> tuple[str, ...]:
    own = coding.codings[
        (coding.codings["coder"] == "anna") & (coding.codings["code"] == "rust")
    ]
    by_quote = dict(zip(own["quote"], own["id"], strict=True))
    return tuple(by_quote[quote] for quote in quotes)


def test_codes_that_keep_to_their_kind_are_not_named(
    small_study: Path, read: Read
) -> None:
    result = tb.against_kind(read(small_study))
    assert result.rows.empty
    assert str(result) == "Geen code is tegen haar soort in gebruikt"
    assert result.warnings == ()
    assert "<table" not in result._repr_html_()
    assert not any("soort" in line for line in tb.check_study(small_study).lines)


def test_each_coding_against_the_kind_is_named(wrong: Path, read: Read) -> None:
    coding = read(wrong)
    result = tb.against_kind(coding)
    quotes = ("Rust in huis helpt het meest", "Overzicht, en dan pas rust.", "Rust.")
    [row] = result.to_frame().to_dict("records")
    assert (row["code"], row["kind"]) == ("rust", "verbeterpunt")
    assert (row["against"], row["codings"]) == (3, 3)
    assert row["ids"] == ids(coding, quotes)
    assert list(result.passages("rust")["quote"]) == list(quotes)
    assert str(result) == (
        "3 van 3 coderingen onder 1 code zijn tegen de soort van het codeboek in"
    )
    assert result.notes == (KIND_RULE,)
    assert all(name in result._repr_html_() for name in row["ids"])


def test_the_table_of_factors_and_check_say_it(wrong: Path, read: Read) -> None:
    coding = read(wrong)
    names = ids(
        coding, ("Rust in huis helpt het meest", "Overzicht, en dan pas rust.", "Rust.")
    )
    assert (
        "Gecodeerd als succesfactor, terwijl het codeboek de soort verbeterpunt geeft, "
        "in coderingen: Rust in huis (3 van 3). Lees die passages na."
        in tb.success_factors(coding).notes
    )
    assert not any("soort" in n for n in tb.improvement_points(coding).notes)
    lines = tb.check_study(wrong).lines
    assert str(tb.against_kind(coding)) in lines
    assert (
        "let op: code 'Rust in huis' heeft soort verbeterpunt, en 3 van 3 coderingen "
        f"zijn succesfactor: {names[0]}, {names[1]} en {names[2]}" in lines
    )


def test_the_report_has_a_table_of_it(wrong: Path) -> None:
    found = tb.full_report(tb.open_study(wrong)).compose()
    assert "tabel:succesfactor.soort" in found.used
    assert "|Rust in huis|verbeterpunt|3 van 3|" in found.markdown
    assert "tabel:verbeterpunt.soort" not in found.used


def test_a_study_that_hides_voices_has_no_number_of_it(wrong: Path) -> None:
    with (wrong / "studie.toml").open("a", encoding="utf-8") as file:
        file.write('uitspraken = "onderdrukken"\n')
    found = tb.full_report(tb.open_study(wrong)).compose()
    assert "tabel:succesfactor.soort" not in found.used
    assert "terwijl het codeboek" not in found.markdown


def test_a_theme_has_no_other_side(small_study: Path, edit: Edit, read: Read) -> None:
    edit(
        small_study / "codeboek.toml",
        'label = "Rust in huis"\nsoort = "succesfactor"',
        'label = "Rust in huis"\nsoort = "thema"',
    )
    assert tb.against_kind(read(small_study)).rows.empty


def test_one_wrong_coding_is_told_and_no_warning(example: Path, read: Read) -> None:
    """The numbers are those of a loop over the codings of Anna, in the example."""
    coding = read(example)
    by_hand: dict[str, list[int]] = {}
    people = set(coding.passages["id"])
    for row in coding.codings.to_dict("records"):
        kind = coding.codebook.codes[row["code"]].kind
        sides = {"succesfactor", "verbeterpunt"}
        if row["coder"] != "anna" or not {kind, row["polarity"]} <= sides:
            continue
        if row["id"] in people:
            numbers = by_hand.setdefault(row["code"], [0, 0])
            numbers[0] += row["polarity"] != kind
            numbers[1] += 1
    result = tb.against_kind(coding)
    found = {
        row["code"]: [row["against"], row["codings"]]
        for row in result.rows.to_dict("records")
    }
    assert found == {code: pair for code, pair in by_hand.items() if pair[0]}
    assert found["bekendheid"] == [1, 13]
    warned = [text.split("'")[1] for text in result.warnings]
    assert "Bekendheid bij verwijzers" not in warned
    assert "Het hele gezin en netwerk" in warned
    assert any(text.endswith("en nog 11") for text in result.warnings)
