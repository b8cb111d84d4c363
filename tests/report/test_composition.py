"""Text and evidence come together, or the build says why not."""

from pathlib import Path

import pytest

from tbresearch.errors import StudyError
from tbresearch.report.composition import compose
from tbresearch.report.evidence import Contribution, Evidence, Refusal, anchor
from tbresearch.report.outline import PROCESS_EVALUATION
from tbresearch.report.tables import TableText, escape, to_markdown

COUNT = Evidence(
    key="aantal:gesprekken", text="6 gesprekken", method="Geteld.", sources=("a.csv",)
)
QUOTE = Evidence(
    key="citaat:c1",
    text="Ze *bleef* <b>gewoon</b> komen.\nElke week.",
    method="Letterlijk.",
    attribution="cliënt, interview 1",
)
SECRET = Refusal(key="citaat:c2", what="mag niet worden afgedrukt", fix="kies anders")
TABLE = TableText(
    key="tabel:t",
    caption="Twee rijen",
    head=("Naam", "N"),
    rows=(("a | b", "1"), ("c", "2")),
    right=(1,),
    method="Geteld.",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "rapport").mkdir()
    return tmp_path


def composed(root: Path, section: str = "") -> str:
    part = Contribution(
        sections={"kosten": section} if section else {},
        evidence=(COUNT, QUOTE, SECRET),
        tables=(TABLE,),
    )
    return compose(root, [part]).markdown


def write(root: Path, text: str, name: str = "aanleiding") -> None:
    (root / "rapport" / f"{name}.md").write_text(text, encoding="utf-8")


def problems(root: Path) -> list[tuple[str, str]]:
    with pytest.raises(StudyError) as raised:
        composed(root)
    return [(problem.what, problem.where) for problem in raised.value.problems]


def test_a_number_links_to_its_entry_in_the_appendix(root: Path) -> None:
    write(root, "Er waren {{aantal:gesprekken}}.")
    text = composed(root)
    assert f"[6 gesprekken](#{anchor(COUNT.key)}){{.bewijs}}" in text
    assert f"::: {{#{anchor(COUNT.key)} .herkomst}}" in text
    assert "Geteld" in text.split("# Bijlage: herkomst")[1]


def test_evidence_used_twice_has_one_entry(root: Path) -> None:
    write(root, "{{aantal:gesprekken}} en {{aantal:gesprekken}}")
    assert composed(root).count(f"#{anchor(COUNT.key)} .herkomst") == 1


def test_evidence_that_is_not_used_is_not_in_the_appendix(root: Path) -> None:
    assert anchor(COUNT.key) not in composed(root)


def test_a_quote_alone_on_a_line_is_a_block_and_shows_letter_for_letter(
    root: Path,
) -> None:
    write(root, "Zij zegt:\n\n{{citaat:c1}}\n")
    text = composed(root)
    assert r"> “Ze \*bleef\* \<b\>gewoon\<\/b\> komen\.\\"[:-1] in text
    assert "> Elke week\\.”" in text
    assert "cliënt\\, interview 1" in text


def test_a_quote_in_a_sentence_stays_in_the_sentence(root: Path) -> None:
    write(root, "Zij zegt {{citaat:c1}} en lacht.")
    assert "komen\\. Elke week\\.” ([cliënt" in composed(root)


def test_a_quote_without_the_right_stops_the_build_and_names_the_line(
    root: Path,
) -> None:
    write(root, "Zij zegt:\n\n{{citaat:c2}}\n")
    assert problems(root) == [
        ("mag niet worden afgedrukt", "rapport/aanleiding.md, regel 3")
    ]


def test_an_unknown_reference_stops_the_build_and_proposes_the_nearest(
    root: Path,
) -> None:
    write(root, "{{aantal:gesprek}}")
    with pytest.raises(StudyError) as raised:
        composed(root)
    (problem,) = raised.value.problems
    assert problem.what == "verwijzing {{aantal:gesprek}} leidt nergens heen"
    assert problem.where == "rapport/aanleiding.md, regel 1"
    assert problem.fix == "bedoeld is misschien {{aantal:gesprekken}}"


def test_all_problems_of_all_texts_are_listed_at_once(root: Path) -> None:
    write(root, "{{aantal:weg}} en 12 mensen")
    write(root, "{{citaat:c2}}", name="conclusies")
    write(root, "los", name="voorwoord")
    assert [where for _, where in problems(root)] == [
        "rapport/aanleiding.md, regel 1",
        "rapport/aanleiding.md, regel 1",
        "rapport/conclusies.md, regel 1",
        "rapport/voorwoord.md",
    ]


def test_a_summary_of_more_than_600_words_is_refused(root: Path) -> None:
    write(root, "woord " * 600, name="samenvatting")
    composed(root)
    write(root, "woord " * 601, name="samenvatting")
    assert problems(root) == [
        ("de samenvatting heeft 601 woorden", "rapport/samenvatting.md")
    ]


def test_a_sourced_number_gets_an_entry_that_names_its_source(root: Path) -> None:
    write(root, 'Ongeveer [10.000]{bron="S0, par. 4.1"} mensen.')
    text = composed(root)
    assert "[10\\.000](#bewijs-" in text
    assert "S0\\, par\\. 4\\.1" in text.split("# Bijlage: herkomst")[1]


def test_a_section_without_text_and_data_says_what_it_needs(root: Path) -> None:
    text = composed(root)
    for section in PROCESS_EVALUATION.outline:
        assert f"# {section.title} {{#{section.key}}}" in text
        assert section.needs in text


def test_a_section_with_data_does_not_say_that_it_is_empty(root: Path) -> None:
    text = composed(root, section="Iets over {{aantal:gesprekken}}.")
    kosten = text.split("{#kosten}")[1].split("\n# ")[0]
    assert "ontbreekt" not in kosten


def test_tables_are_numbered_in_the_order_of_the_text(root: Path) -> None:
    text = composed(root, section="{{tabel:t}}")
    assert ": Tabel 1. Twee rijen" in text


def test_a_cell_cannot_break_its_table() -> None:
    lines = to_markdown(TABLE, number=3).split("\n")
    assert lines[2] == r"|a \| b|1|"
    assert lines[1].count("|") == 3


@pytest.mark.parametrize("text", ["5 * 3 < 20", "# kop", "[a](b)", r"C:\map", "`x`"])
def test_escaped_text_has_a_backslash_before_each_sign(text: str) -> None:
    plain = escape(text)
    assert plain.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == text
    assert all(
        plain[i - 1] == "\\" for i, sign in enumerate(plain) if sign in "*<#[]()`"
    )
