"""Working elements: scores apart per source, and no data is never a 0."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tbresearch.coding import Coding
from tbresearch.estimate import NotEstimable
from tbresearch.findings import WorkingElements, read_elements, working_elements
from tbresearch.folder import check_study
from tbresearch.study import open_study
from tbresearch.vocabulary import element_items

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]

HEAD = "lijst;element;geval;bron;score;beoordelaar;toelichting\n"
SCORES = """\
B9;B9.1;T1;zelf;8;p1;
B9;B9.1;T1;zelf;6,5;p2;
B9;B9.1;T2;zelf;9;p1;
B9;B9.1;T1;client;0;k1;zag er niets van
B9;B9.2;T1;zelf;;p1;geen kind of oudere in dit gezin
B10;B10.1;T1;team;7;team_a;
"""


@pytest.fixture
def scored(small_study: Path, edit: Edit) -> Path:
    """Return a study with scores, and with two codes that belong to B9.1."""
    (small_study / "werkzame_elementen.csv").write_text(HEAD + SCORES, encoding="utf-8")
    for code in ("rust", "wachttijd"):
        line = f'code = "{code}"\n'
        edit(small_study / "codeboek.toml", line, f'{line}lijsten = ["B9.1"]\n')
    return small_study


def matrix(folder: Path, read: Read, elements: str = "B9") -> WorkingElements:
    coding = read(folder)
    return working_elements(coding, read_elements(coding.study), elements=elements)


def test_both_lists_have_every_element(scored: Path, read: Read) -> None:
    assert len(matrix(scored, read, "B9").items) == 9
    assert len(matrix(scored, read, "B10").items) == 12
    assert list(element_items("B10"))[-1] == "B10.12"


def test_the_matrix_has_every_score_with_its_scorer(scored: Path, read: Read) -> None:
    frame = matrix(scored, read).to_frame()
    cells = frame[frame["element"] == "B9.1"].to_dict("split")["data"]
    assert [row[2:] for row in cells] == [
        ["T1", "zelf", "p1", 8.0],
        ["T1", "zelf", "p2", 6.5],
        ["T2", "zelf", "p1", 9.0],
        ["T1", "client", "k1", 0.0],
    ]
    others = frame[frame["element"] != "B9.1"]
    assert len(others) == 8 * 3  # three cases by source
    assert others["score"].isna().all()


def test_no_data_is_not_nought_and_nought_is_no_lack_of_data(
    scored: Path, read: Read
) -> None:
    html = matrix(scored, read)._repr_html_()
    assert "0 (k1)" in html
    assert "8 (p1); 6,5 (p2)" in html
    spread = matrix(scored, read).spread.set_index(["element", "source"])
    assert spread.loc[("B9.1", "client"), "middle"] == 0
    assert pd.isna(spread.loc[("B9.2", "zelf"), "middle"])
    assert spread.loc[("B9.2", "zelf"), "scores"] == 0
    texts = [text.get_text() for text in matrix(scored, read).plot().texts]
    assert texts[:2] == ["8", "0"]
    assert set(texts[2:]) == {"geen"}


def test_spread_names_cases_scorers_and_scores_apart(scored: Path, read: Read) -> None:
    """By hand: 6.5, 8 and 9; the quartiles lie halfway to the middle one."""
    spread = matrix(scored, read).spread.set_index(["element", "source"])
    assert spread.loc[("B9.1", "zelf")].tolist() == [2, 2, 3, 7.25, 8.0, 8.5]


def test_there_is_no_mean_over_elements_or_sources(scored: Path, read: Read) -> None:
    result = matrix(scored, read)
    assert not {"mean", "gemiddelde"} & {*result.spread, *result.to_frame()}
    assert "gemiddeld" not in str(result)
    assert str(result) == (
        "Negen werkzame elementen van Thuisbegeleiding: 1 van 9 met scores (4 scores "
        "over 2 gevallen)"
    )
    assert "1 regel heeft geen score." in result.notes


def test_talk_is_joined_through_the_lists_of_the_codes(
    scored: Path, read: Read
) -> None:
    """Rust is named by B1, B2 and B3; wachttijd by B3. C2 may not be counted."""
    result = matrix(scored, read)
    assert result.codes("B9.1") == ("rust", "wachttijd")
    count = result.count("B9.1", group="begeleider", polarity="succesfactor")
    assert str(count) == "3 van 4 respondenten"
    count = result.count("B9.1", group="begeleider", polarity="verbeterpunt")
    assert str(count) == "1 van 4 respondenten"
    count = result.count("B9.1", group="client", polarity="succesfactor")
    assert str(count) == "0 van 1 respondent"
    nothing = result.count("B9.3", group="client", polarity="succesfactor")
    assert nothing == NotEstimable("geen code hoort bij dit element")


def test_without_scores_the_talk_still_stands(small_study: Path, read: Read) -> None:
    result = matrix(small_study, read)
    assert result.sources == ()
    assert "0 van 9 met scores" in str(result)
    assert len(result.evidence) == 9 * 2 * 2
    result.plot().figure.draw_without_rendering()


def test_the_second_list_says_whose_words_it_has(scored: Path, read: Read) -> None:
    assert any("B10.5" in note for note in matrix(scored, read, "B10").notes)
    assert not any("B10.5" in note for note in matrix(scored, read, "B9").notes)


def test_every_line_that_cannot_be_is_named(scored: Path, refusal: Refusal) -> None:
    (scored / "werkzame_elementen.csv").write_text(
        HEAD + "B9;B10.1;T1;zelf;5;p1;\n"
        "B9;B9.1;T1;zelf;10,5;p1;\n"
        "B9;B9.2;T1;zelf;-1;p1;\n"
        "B9;B9.1;B1;zelf;5;p1;\n"
        "B9;B9.1;T1;collega;5;C2;\n",
        encoding="utf-8",
    )
    said = refusal(read_elements, open_study(scored))
    assert said == [
        "'B10.1' is hier niet bekend\n"
        "  waar:      werkzame_elementen.csv, regel 2, kolom element\n"
        "  oplossing: bedoeld is misschien 'B9.1'; bekend zijn: B9.1, B9.2, B9.3, "
        "B9.4, B9.5, B9.6, B9.7, B9.8, B9.9",
        "score = 10.5 kan hier niet\n"
        "  waar:      werkzame_elementen.csv, regel 3, kolom score\n"
        "  oplossing: gebruik een getal van 0 tot en met 10; laat de cel leeg als er "
        "geen score is",
        "score = -1 kan hier niet\n"
        "  waar:      werkzame_elementen.csv, regel 4, kolom score\n"
        "  oplossing: gebruik een getal van 0 tot en met 10; laat de cel leeg als er "
        "geen score is",
        "respondent 'B1' gaf geen toestemming voor koppeling\n"
        "  waar:      werkzame_elementen.csv, regel 5, kolom geval\n"
        "  oplossing: verwijder de regel, of geef het geval een nummer dat niet bij "
        "een respondent hoort",
        "respondent 'C2' gaf geen toestemming voor deelname\n"
        "  waar:      werkzame_elementen.csv, regel 6, kolom beoordelaar\n"
        "  oplossing: verwijder de regel",
    ]
    assert [str(problem) for problem in check_study(scored).problems] == said


def test_two_scores_of_one_scorer_are_one_too_many(
    scored: Path, refusal: Refusal
) -> None:
    path = scored / "werkzame_elementen.csv"
    path.write_text(HEAD + "B9;B9.1;T1;zelf;5;p1;\nB9;B9.1;T1;zelf;6;p1;\n")
    [said] = refusal(read_elements, open_study(scored))
    assert said == (
        "element 'B9.1' en geval 'T1' en bron 'zelf' en beoordelaar 'p1' staat er al "
        "op een eerdere regel\n"
        "  waar:      werkzame_elementen.csv, regel 3\n"
        "  oplossing: verwijder de dubbele regel, of geef haar een eigen waarde"
    )


def test_a_spreadsheet_with_a_bom_and_windows_line_ends_is_read(scored: Path) -> None:
    path = scored / "werkzame_elementen.csv"
    text = (HEAD + SCORES).replace("\n", "\r\n")
    path.write_bytes(text.encode("utf-8-sig"))
    assert str(read_elements(open_study(scored))) == (
        "Werkzame elementen: 5 scores over 2 gevallen"
    )


def test_an_unknown_list_is_refused(scored: Path, read: Read, refusal: Refusal) -> None:
    assert refusal(matrix, scored, read, "A5") == [
        "lijst 'A5' is niet bekend\n"
        "  waar:      de vraag naar werkzame elementen\n"
        "  oplossing: kies elements= uit: B9, B10"
    ]
