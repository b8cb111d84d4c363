"""Pictures of codes in the report: what they draw, say, and leave out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import tbresearch as tb
from tbresearch.errors import StudyError

CELL = tuple[str, str]
# Of red, green and blue (Rec. 709).
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def numbers(ax: object) -> dict[CELL, str]:
    """Return what stands in each cell of a drawn heat map, by row and column."""
    columns = [t.get_text() for t in ax.get_xticklabels()]  # type: ignore[attr-defined]
    rows = [t.get_text() for t in ax.get_yticklabels()]  # type: ignore[attr-defined]
    found = {}
    for text in ax.texts:  # type: ignore[attr-defined]
        x, y = (round(place) for place in text.get_position())
        found[rows[y], columns[x]] = text.get_text()
    return {cell: text for cell, text in found.items() if text}


@pytest.fixture
def drawn(small_study: Path) -> dict[str, object]:
    found = tb.full_report(tb.open_study(small_study)).compose()
    return found.pictures


def test_each_code_stands_beside_groups_and_sides(drawn: dict[str, object]) -> None:
    """By hand, from the eight codings of Anna; C2 does not count."""
    picture = drawn["codes"]
    assert numbers(picture.draw()) == {
        ("Rust in huis", "Begeleiders\nsuccesfactor\n(van 4)"): "3",
        ("Overzicht", "Begeleiders\nsuccesfactor\n(van 4)"): "1",
        ("Korte lijnen", "Begeleiders\nsuccesfactor\n(van 4)"): "1",
        ("Wachttijd", "Begeleiders\nverbeterpunt\n(van 4)"): "1",
        ("Overzicht", "Cliënten\nsuccesfactor\n(van 1)"): "1",
    }
    assert picture.alt == (
        "Tabel in tinten van 4 codes in 4 kolommen, met het aantal respondenten in "
        "elke cel. Begeleiders, succesfactor: het meest Rust in huis 3 van 4; "
        "Overzicht 1 van 4; Korte lijnen 1 van 4. Begeleiders, verbeterpunt: het "
        "meest Wachttijd 1 van 4. Cliënten, succesfactor: het meest Overzicht 1 van "
        "1. Cliënten, verbeterpunt: geen."
    )


def test_codes_in_one_turn_are_drawn_per_group(drawn: dict[str, object]) -> None:
    """B2 names overzicht and rust in one turn; the clients nothing together."""
    picture = drawn["samen-begeleider"]
    found = numbers(picture.draw())
    assert found == {
        ("Overzicht", "Rust in huis"): "1",
        ("Rust in huis", "Rust in huis"): "3",
        ("Overzicht", "Overzicht"): "1",
        **{
            cell: text
            for cell, text in found.items()
            if {"Korte lijnen", "Wachttijd"} & set(cell)
        },
    }
    assert picture.alt.startswith("Tabel in tinten van ")
    assert "Het vaakst samen: Rust in huis met Overzicht 1 keer" in picture.alt
    assert "samen-client" not in drawn


def test_a_group_without_codes_together_is_told(small_study: Path) -> None:
    text = tb.full_report(tb.open_study(small_study)).compose().markdown
    assert "Bij cliënten komen geen twee codes in dezelfde uiting voor." in text


def test_the_pictures_of_the_example_read_in_greyscale(example: Path) -> None:
    """Numbers stand in the cells, and darker is more by lightness alone."""
    found = tb.full_report(tb.open_study(example)).compose()
    stems = {"codes", "samen-begeleider", "samen-client"}
    assert stems <= set(found.pictures)
    for stem in sorted(stems):
        ax = found.pictures[stem].draw()
        [image] = ax.images
        colours = image.cmap([0.0, 0.25, 0.5, 0.75, 1.0])
        light = [float(c[:3] @ LUMINANCE) for c in colours]
        assert light == sorted(light, reverse=True)
        assert len(set(light)) == len(light)
        width, height = ax.get_figure(root=True).get_size_inches()
        assert width == pytest.approx(7.2)
        assert height < 9  # fits a page with its caption
        assert numbers(ax)
        assert len(ax.get_yticklabels()) <= 25


def test_a_study_that_hides_voices_says_what_is_left_out(small_study: Path) -> None:
    with (small_study / "studie.toml").open("a", encoding="utf-8") as file:
        file.write('uitspraken = "onderdrukken"\n')
    report = tb.full_report(tb.open_study(small_study))
    found = report.compose()
    assert set(found.pictures) == {"interventie-theorie"}  # it tells of no people
    why = "is weggelaten: geen aantal erin is te tonen zonder iets van een enkeling"
    for what in (
        "Het staafdiagram van succesfactoren",
        "De figuur van codes per groep en kant",
        "De figuur van codes die begeleiders samen noemen",
    ):
        assert f"{what} {why}" in found.markdown
    (small_study / "rapport").mkdir()
    text = small_study / "rapport" / "conclusies.md"
    text.write_text("{{figuur:codes}}\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"figuur:codes\}\} is uit het rapport"):
        report.compose()


def test_one_side_alone_has_no_picture_of_both(small_study: Path) -> None:
    study = tb.open_study(small_study)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    found = tb.Report(study).add(tb.success_factors(coding)).compose()
    assert set(found.pictures) == {"succesfactor"}


def test_recommendations_bring_the_numbers_that_they_refer_to(example: Path) -> None:
    """Without the improvement points beside them, as with them."""
    for path in (example / "rapport").glob("*.md"):
        path.unlink()
    study = tb.open_study(example)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    points = tb.read_recommendations(coding)
    alone = tb.Report(study).add(points).compose()
    both = tb.Report(study).add(tb.improvement_points(coding), points).compose()
    keys = {key for key in alone.used if key.startswith("aantal:verbeterpunt.")}
    assert len(keys) > 4
    assert {key: alone.used[key] for key in keys} == {
        key: both.used[key] for key in keys
    }
    assert "tabel:verbeterpunt.client" not in alone.used
    assert "## Verbeterpunten met aanbeveling" in alone.markdown
