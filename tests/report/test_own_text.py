"""The author's text wins over what the program makes, and nothing goes unseen."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.errors import StudyError
from tbresearch.report.composition import compose
from tbresearch.report.evidence import Contribution, Evidence, Picture
from tbresearch.report.outline import Product, Section
from tbresearch.report.own_text import shifted, weave
from tbresearch.report.tables import TableText

MADE = """\
Vooraf.

## Bereik

Er kwamen er veel.

### Wie niet

Wie niet kwam, is onbekend.

## Kosten

Dat is duur."""
COUNT = Evidence(key="aantal:gesprekken", text="6 gesprekken", method="Geteld.")
TABLE = TableText(
    key="tabel:t", caption="Twee rijen", head=("A",), rows=(("1",),), method="Geteld."
)
PICTURE = Picture(
    key="figuur:f",
    caption="Een lijn",
    alt="Een lijn.",
    draw=lambda: pytest.fail("nothing is drawn here"),
    method="Getekend.",
)


def woven(own: str, made: str = MADE) -> tuple[str, list[tuple[str, str, str]]]:
    pieces, gone = weave(own, made, title="Uitvoering", source="u.md")
    text = "\n".join(line for p in pieces for line in p.text.split("\n") if line)
    return text, [(each.heading, each.where, each.text) for each in gone]


def test_text_without_a_heading_of_the_program_comes_first() -> None:
    text, gone = woven("Mijn tekst.\n\n## Iets anders\n\nOok van mij.")
    assert text.startswith("Mijn tekst.\n## Iets anders\nOok van mij.\nVooraf.")
    assert "Dat is duur." in text
    assert gone == []


def test_a_heading_of_the_program_is_taken_over_in_its_place() -> None:
    text, gone = woven("Eerst dit.\n\n## Bereik\n\nVan mij.")
    assert text.split("\n") == [
        *("Eerst dit.", "Vooraf.", "## Bereik", "Van mij.", "## Kosten"),
        "Dat is duur.",
    ]
    ((heading, where, told),) = gone
    assert (heading, where) == ("Bereik", "u.md, regel 3")
    assert "Er kwamen er veel." in told
    assert "### Wie niet" in told
    assert "Wie niet kwam, is onbekend." in told


@pytest.mark.parametrize(
    "heading",
    ["## BEREIK", "### *Bereik*", "## Bereik:", "## Beréik {.unnumbered}", "# Bereik"],
)
def test_headings_are_the_same_without_case_accents_and_marks(heading: str) -> None:
    text, gone = woven(f"{heading}\n\nVan mij.")
    assert "Er kwamen er veel." not in text
    assert [name for name, _, _ in gone] == ["Bereik"]


def test_a_heading_within_another_can_be_taken_over_by_itself() -> None:
    text, gone = woven("## Wie niet\n\nVan mij.")
    assert "Er kwamen er veel.\n### Wie niet\nVan mij.\n## Kosten" in text
    assert [told for _, _, told in gone] == ["Wie niet kwam, is onbekend."]


def test_the_title_of_the_section_takes_over_all_of_it() -> None:
    text, gone = woven("# Uitvoering\n\nAlles van mij.\n\n## Kosten\n\nNiets.")
    assert text == "Alles van mij.\n## Kosten\nNiets."
    ((heading, where, told),) = gone
    assert (heading, where, told) == ("Uitvoering", "u.md, regel 1", MADE)


def test_a_heading_in_code_is_no_heading() -> None:
    text, gone = woven("```\n## Bereik\n```\n")
    assert "Er kwamen er veel." in text
    assert gone == []


def test_a_heading_that_occurs_twice_takes_over_once() -> None:
    text, gone = woven("## Kosten\n\nEen.\n\n## Kosten\n\nTwee.")
    assert text.split("\n")[:2] == ["## Kosten", "Twee."]
    assert text.endswith("## Kosten\nEen.")
    assert len(gone) == 1


LACKING = "::: {.ontbreekt}\nNog leeg.\n:::"


def test_what_is_lacking_goes_with_any_text_above_the_first_heading() -> None:
    made = f"{LACKING}\n\n## Bereik\n\n{LACKING}"
    assert woven("", made)[0].count("Nog leeg.") == 2
    assert woven("Van mij.", made)[0].count("Nog leeg.") == 1
    text, gone = woven("## Bereik\n\nVan mij.", made)
    assert (text, gone) == ("## Bereik\nVan mij.", [])
    assert woven("# Uitvoering\n\nVan mij.", made) == ("Van mij.", [])


titles = st.sampled_from(["Een", "Twee", "Drie", "Vier"])
lines = st.lists(
    st.one_of(
        st.builds(lambda n, t: f"{'#' * n} {t}", st.integers(2, 4), titles),
        st.sampled_from(["zin", "- punt", "", "{{aantal:x}}"]),
    ),
    max_size=12,
)


@given(lines, lines)
def test_no_line_of_either_goes_unseen(own: list[str], made: list[str]) -> None:
    mine = [
        line if line.startswith("#") else f"{line} m{n}" for n, line in enumerate(own)
    ]
    theirs = [
        line if line.startswith("#") else f"{line} t{n}" for n, line in enumerate(made)
    ]
    text, gone = woven("\n".join(mine), "\n".join(theirs))
    told = "\n".join([text, *(each for _, _, each in gone)])
    for line in (*mine, *theirs):
        if not line.startswith("#"):
            assert told.count(line.strip() + "\n") + told.endswith(line.strip()) == 1


def test_levels_of_headings_are_shifted_and_nothing_else() -> None:
    text = "## Een\n\n#hash\n\n```\n## code\n```"
    assert shifted(text, by=1) == text.replace("## Een", "### Een", 1)
    assert shifted("###### Diep", by=3) == "###### Diep"
    assert shifted(text, by=0) == text


OWN = Product(
    key="proef",
    title="Proef",
    folder="rapport/proef",
    outline=(
        Section("deel", "Deel", ""),
        Section("bereik", "Bereik", "`bereik.csv`", level=2),
        Section("kort", "Kort", "een tekst", words=5, numbered=False),
    ),
    front="Colofon",
)


def proof(root: Path, own: str, made: str, *, section: str = "bereik") -> str:
    folder = root / "rapport" / "proef"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{section}.md").write_text(own, encoding="utf-8")
    part = Contribution(
        sections={section: made, "colofon": "Van ons.\n\n## Contact\n\nBel."},
        evidence=(COUNT,),
        tables=(TABLE,),
        pictures=(PICTURE,),
    )
    return compose(root, [part], OWN).markdown


GENERATED = (
    "## Wie\n\nEr waren {{aantal:gesprekken}}, onder voorbehoud.\n\n{{tabel:t}}\n\n"
    "{{figuur:f}}\n\n### Nog iets {.unnumbered}\n\n- Een voorbehoud."
)


def test_what_was_replaced_is_told_in_the_colophon_and_at_the_back(
    tmp_path: Path,
) -> None:
    text = proof(tmp_path, "## Wie\n\nVan mij.", GENERATED)
    colophon, back = text.split("# Deel")[0], text.split("{#vervangen .unnumbered}")[1]
    assert "bij Wie \\(Bereik\\). Wat daar anders had gestaan" in colophon
    assert colophon.index("had gestaan") < colophon.index("## Contact")
    assert "rapport\\/proef\\/bereik\\.md\\, regel 1" in back
    assert "onder voorbehoud" in back
    assert "[6 gesprekken](#bewijs-" in back
    assert "**Nog iets**\n\n- Een voorbehoud." in back
    assert "Niet in dit rapport: de tabel \\'Twee rijen\\' en de figuur \\'Een" in back
    assert "### Wie\n\nVan mij." in text.split("# Bijlage")[0]
    assert ": Tabel 1" not in text


def test_a_table_that_the_author_prints_is_not_said_to_be_gone(tmp_path: Path) -> None:
    text = proof(tmp_path, "## Wie\n\n{{tabel:t}}\n\n{{figuur:f}}", GENERATED)
    assert ": Tabel 1. Twee rijen" in text
    assert "Niet in dit rapport" not in text


def test_nothing_is_told_where_nothing_was_replaced(tmp_path: Path) -> None:
    text = proof(tmp_path, "Van mij.", GENERATED)
    assert "vervangen" not in text
    assert "had gestaan" not in text


def test_a_fault_in_a_part_that_moved_has_its_own_line(tmp_path: Path) -> None:
    with pytest.raises(StudyError) as caught:
        proof(tmp_path, "Eerst.\n\n## Wie\n\n{{aantal:weg}}", GENERATED)
    (problem,) = caught.value.problems
    assert problem.where == "rapport/proef/bereik.md, regel 5"


def test_sections_of_the_second_level_are_printed_under_their_chapter(
    tmp_path: Path,
) -> None:
    text = proof(tmp_path, "", "## Wie\n\nZij.")
    assert "# Deel {#deel}\n\n## Bereik {#bereik}\n\n### Wie\n\nZij." in text
    assert "# Kort {#kort .unnumbered}\n\n::: {.ontbreekt}" in text


def test_words_are_counted_as_a_reader_sees_them(tmp_path: Path) -> None:
    made = "::: {.ontbreekt}\nNog heel veel te schrijven door de auteurs.\n:::"
    proof(tmp_path, "Dit is – {{aantal:gesprekken}}.", made, section="kort")
    with pytest.raises(StudyError) as caught:
        proof(tmp_path, "Dit zijn er {{aantal:gesprekken}}, echt.", "", section="kort")
    (problem,) = caught.value.problems
    assert problem.what == "de kort heeft 6 woorden"
    assert problem.fix == "kort in tot 5 woorden"
