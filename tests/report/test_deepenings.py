"""The report tells of saturation, pairs and working elements as far as it may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.report.composition import Composition

Edit = Callable[[Path, str, str], None]
Refusal = Callable[..., list[str]]

RULE = """
verzadiging_eenheid = "interview"
verzadiging_basis = 4
verzadiging_reeks = 2
verzadiging_drempel = 5
"""
HEAD = "lijst;element;geval;bron;score;beoordelaar;toelichting\n"


@pytest.fixture
def example(example: Path) -> Path:
    """Return the example study without what this module puts in it."""
    for name in ("koppels", "werkzame_elementen"):
        (example / f"{name}.csv").unlink()
    path = example / "studie.toml"
    kept = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("verzadiging_")
    ]
    path.write_text("\n".join([*kept, ""]), encoding="utf-8")
    return example


def composed(folder: Path) -> Composition:
    return tb.full_report(tb.open_study(folder)).compose()


def bare(folder: Path) -> Path:
    """Take away the author's texts, which refer to what is not there in every test."""
    for path in (folder / "rapport").glob("*.md"):
        path.unlink()
    return folder


def added(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def part(found: Composition, head: str) -> str:
    return found.markdown.split(f"## {head}\n")[1].split("\n## ")[0].split("\n# ")[0]


def scored(folder: Path, cases: int) -> None:
    lines = [f"B9;B9.1;T{n};zelf;{n + 3};p{n % 2};\n" for n in range(cases)]
    lines.append("B9;B9.2;T0;client;4;k1;\n")
    (folder / "werkzame_elementen.csv").write_text(HEAD + "".join(lines))


def paired(folder: Path, pairs: int) -> None:
    path = folder / "respondenten.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split(";") for line in lines]
    for row in rows:
        row[11] = "ja"
    text = "\n".join([head, *(";".join(row) for row in rows), ""])
    path.write_text(text, encoding="utf-8")
    named = "".join(f"B{n:02};C{n:02}\n" for n in range(1, pairs + 1))
    (folder / "koppels.csv").write_text(f"begeleider;client\n{named}")


def test_a_study_that_asks_for_none_gets_none(example: Path) -> None:
    text = composed(example).markdown
    for word in ("## Verzadiging", "eigen cliënten\n", "werkzame elementen van"):
        assert word not in text


def test_saturation_stands_in_the_design_with_its_rule(example: Path) -> None:
    added(example / "studie.toml", RULE)
    found = composed(example)
    text = part(found, "Verzadiging")
    assert "niet bereikt na 10 interviews" in found.used["aantal:verzadiging.client"]
    assert "geen gecodeerde interviews" in found.used["aantal:verzadiging.begeleider"]
    assert "Guest, Namey en Chen, 2020" in text
    assert "figuur:verzadiging" in found.used
    assert "van 15 codes na het eerste gesprek naar 23" in found.markdown


def test_a_study_that_hides_voices_gets_no_curve(example: Path) -> None:
    added(example / "studie.toml", RULE + 'uitspraken = "onderdrukken"\n')
    found = composed(bare(example))
    assert "figuur:verzadiging" not in found.used
    assert "aantal:verzadiging.client" in found.used


def test_a_reflexive_study_says_that_it_does_not_apply(
    example: Path, edit: Edit
) -> None:
    added(example / "studie.toml", RULE)
    edit(example / "studie.toml", 'traditie = "codeboek"', 'traditie = "reflexief"')
    text = composed(example).markdown
    assert "## Verzadiging" not in text
    assert "verzadiging zijn daarom niet van toepassing" in text


def test_half_a_rule_is_refused_with_what_lacks(
    example: Path, refusal: Refusal
) -> None:
    added(example / "studie.toml", "\nverzadiging_basis = 4\n")
    said = refusal(tb.open_study, example)
    assert [text.splitlines()[0] for text in said] == [
        f"'verzadiging_{name}' is niet ingevuld, en de rest van de regel wel"
        for name in ("eenheid", "reeks", "drempel")
    ]
    assert said[0].splitlines()[2] == (
        "  oplossing: vul alle vier in, of geen: verzadiging_eenheid, "
        "verzadiging_basis, verzadiging_reeks, verzadiging_drempel"
    )


def test_a_table_of_enough_pairs_is_shown(example: Path) -> None:
    paired(example, 5)
    found = composed(example)
    assert "tabel:koppels" in found.used
    text = part(found, "Begeleiders en hun eigen cliënten")
    assert "van 5 koppels" in text
    assert "%" not in text


@pytest.mark.parametrize("pairs", [1, 4])
def test_of_few_pairs_no_number_leaves(example: Path, pairs: int) -> None:
    """Who is one of a pair can work out what the other said."""
    paired(example, pairs)
    found = composed(example)
    text = part(found, "Begeleiders en hun eigen cliënten")
    assert "is weggelaten" in text
    assert "koppels|" not in text
    assert "Begeleiders naast hun eigen cliënten\\, in koppels" in found.markdown


def test_a_text_may_not_refer_to_the_table_that_is_left_out(
    example: Path, refusal: Refusal
) -> None:
    paired(example, 2)
    added(example / "rapport" / "conclusies.md", "\n\n{{tabel:koppels}}\n")
    report = tb.full_report(tb.open_study(example))
    [said] = refusal(report.compose)
    assert said.startswith("{{tabel:koppels}} is uit het rapport weggelaten")


def test_without_pairs_the_report_can_say_so(example: Path) -> None:
    study = tb.open_study(bare(example))
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    result = tb.perspective_agreement(coding, polarity=None)
    text = tb.Report(study).add(tb.success_factors(coding), result).compose().markdown
    assert (
        "Of begeleiders en hun eigen cliënten hetzelfde noemen, is niet te bepalen: er "
        "zijn geen koppels van een begeleider en een cliënt (koppels.csv)." in text
    )


def test_scores_of_enough_cases_are_shown_and_the_others_not(example: Path) -> None:
    """By hand: scores 3 to 7 of five cases, and one score of one client."""
    scored(example, 5)
    found = composed(example)
    text = part(found, "Negen werkzame elementen van Thuisbegeleiding")
    assert "5 \\(4 tot 6\\)\\; 5 gevallen\\, 2 beoordelaars|geen gegevens|" in text
    assert "|geen gegevens|niet getoond|" in text
    assert "Niet getoond: er zijn minder dan 5 gevallen." in text
    assert "gemiddelde over elementen" in text
    assert "Voor de rest van deze paragraaf" not in text
    assert "tabel:elementen.B9.gezegd" in found.used
    assert "Twaalf werkzame elementen" not in found.markdown


def test_scores_of_few_cases_are_left_out_whole(example: Path) -> None:
    scored(example, 4)
    found = composed(example)
    assert "tabel:elementen.B9.scores" not in found.used
    text = part(found, "Negen werkzame elementen van Thuisbegeleiding")
    assert "De tabel met scores is weggelaten" in text


def test_lines_without_any_score_are_no_data(example: Path) -> None:
    (example / "werkzame_elementen.csv").write_text(HEAD + "B10;B10.1;T1;team;;a;\n")
    text = part(composed(example), "Twaalf werkzame elementen bij integraal werken")
    assert "geen gegevens: er is geen enkele score" in text
    assert "leg ze naast de publicatie" in text


def test_a_report_with_all_three_is_built_and_verified(
    example: Path, tmp_path: Path
) -> None:
    added(example / "studie.toml", RULE)
    scored(example, 6)
    paired(example, 6)
    study = tb.open_study(example)
    tb.full_report(study).save(tmp_path / "rapport")
    assert "alles klopt nog" in str(tb.verify_report(study, tmp_path / "rapport"))
    page = (tmp_path / "rapport" / "procesevaluatie.html").read_text(encoding="utf-8")
    assert "Lijndiagram dat per groep oploopt" in page


def test_the_example_as_it_ships_has_all_three() -> None:
    """Six pairs, two lists of elements, and a rule for saturation."""
    found = composed(Path(__file__).parents[2] / "data" / "voorbeeld")
    for key in (
        *("tabel:koppels", "figuur:verzadiging"),
        *("tabel:elementen.B9.scores", "tabel:elementen.B10.scores"),
    ):
        assert key in found.used
    text = part(found, "Negen werkzame elementen van Thuisbegeleiding")
    assert text.count("niet getoond") == 9  # what teams scored: three cases
