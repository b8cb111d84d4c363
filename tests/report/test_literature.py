"""Sources: read strictly, cited by key, listed at the end in Dutch style."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

import tbresearch as tb
from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.literature import (
    CitedSource,
    cited_keys,
    csl_items,
    method_sources,
    read_bibliography,
    uncited_sources,
)
from tbresearch.report.composition import Composition, compose
from tbresearch.report.evidence import Contribution
from tbresearch.report.outline import Product, Section
from tbresearch.report.rendering import FORMATS, Manuscript, to_docx, to_html
from tbresearch.study import Study

BOOK = """
[[bron]]
sleutel = "pawson1997"
soort = "boek"
auteurs = ["Berg, A. van den", "Tilley, Nick"]
jaar = 1997
titel = "Een boek met een & en een <"
uitgever = "Uitgever"
"""
MOORE = next(s for s in method_sources().sources if s.key == "moore2015")
LAW = CitedSource(key="Wmo", form="wet", title="Wmo 2015", year=2015)


def study_with(root: Path, toml: str) -> Study:
    (root / "bronnen.toml").write_text(toml, encoding="utf-8")
    return _study(root)


def _study(root: Path) -> Study:
    example = tb.open_study(Path(__file__).parents[2] / "data" / "voorbeeld")
    return replace(example, root=root)


def problems(root: Path, toml: str) -> list[tuple[str, str, str]]:
    with pytest.raises(StudyError) as raised:
        read_bibliography(study_with(root, toml))
    return [(p.what, p.where, p.fix) for p in raised.value.problems]


def composed(root: Path, text: str, *sources: CitedSource) -> Composition:
    (root / "rapport").mkdir(exist_ok=True)
    (root / "rapport" / "aanleiding.md").write_text(text, encoding="utf-8")
    return compose(root, [Contribution(literature=(MOORE, LAW, *sources))])


def manuscript(text: Composition) -> Manuscript:
    return Manuscript(
        title="T",
        subtitle="",
        authors=(),
        date="",
        version="v",
        markdown=text.markdown,
        figures={},
        references=tuple(csl_items(text.cited)),
    )


def test_a_study_without_the_file_has_no_sources_of_its_own(tmp_path: Path) -> None:
    assert read_bibliography(_study(tmp_path)).sources == ()


def test_a_source_reads_as_it_was_written(tmp_path: Path) -> None:
    found = read_bibliography(study_with(tmp_path, "\ufeff" + BOOK))
    assert str(found) == "bronnen.toml: 1 bron"
    assert found.to_frame().loc[0, "title"] == "Een boek met een & en een <"
    assert csl_items(found.sources)[0]["author"] == [
        {"family": "Berg", "given": "A.", "non-dropping-particle": "van den"},
        {"family": "Tilley", "given": "Nick"},
    ]


@pytest.mark.parametrize(
    ("gone", "what", "fix"),
    [
        (
            'auteurs = ["Berg, A. van den", "Tilley, Nick"]',
            "bij bron 'pawson1997' (boek) ontbreekt: auteurs",
            'zet erbij: auteurs = ["Achternaam, Voorletters"] of ["Organisatie"]',
        ),
        (
            "jaar = 1997",
            "bij bron 'pawson1997' (boek) ontbreekt: jaar",
            'zet erbij: jaar = 2020, of jaar = "onbekend"',
        ),
        (
            'uitgever = "Uitgever"',
            "bij bron 'pawson1997' (boek) ontbreekt: uitgever",
            'zet erbij: uitgever = "..."',
        ),
    ],
)
def test_what_an_entry_lacks_is_named(
    gone: str, what: str, fix: str, tmp_path: Path
) -> None:
    assert problems(tmp_path, BOOK.replace(gone, "")) == [
        (what, f"bronnen.toml, regel 2, {what.split()[-1]}", fix)
    ]


def test_a_year_that_nobody_knows_is_said_and_not_left_out(tmp_path: Path) -> None:
    toml = BOOK.replace("jaar = 1997", 'jaar = "onbekend"')
    [source] = read_bibliography(study_with(tmp_path, toml)).sources
    assert source.year is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('doi = "https://doi.org/10.1/x"', "'https://doi.org/10.1/x' is geen DOI"),
        ('url = "www.movisie.nl"', "'www.movisie.nl' is geen webadres"),
        ('redactie = ["A en B; C"]', "'A en B; C' lijkt meer dan één naam"),
        ('redactie = ["Jansen, A., Berg, B."]', None),
        ('redactie = ["Jansen, A.", "e.a."]', '"e.a." staat op plaats 2 van de namen'),
        ('titelx = "T"', "'titelx' is hier niet bekend"),
    ],
)
def test_what_cannot_be_is_named(line: str, what: str | None, tmp_path: Path) -> None:
    [(said, where, _)] = problems(tmp_path, f"{BOOK}{line}\n")
    assert said == (what or "'Jansen, A., Berg, B.' lijkt meer dan één naam")
    assert where.startswith("bronnen.toml, regel 9, ")


def test_a_key_stands_once(tmp_path: Path) -> None:
    [(what, where, _)] = problems(tmp_path, BOOK + BOOK)
    assert what == "bron 'pawson1997' staat er twee keer in"
    assert where == "bronnen.toml, regel 11, sleutel"


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="geen geldige TOML"):
        read_bibliography(study_with(tmp_path, "[[bron]]\nsleutel = x\n"))


def test_every_source_on_method_is_complete_and_has_a_doi_or_is_a_book() -> None:
    for source in method_sources().sources:
        assert source.doi or source.form in {"boek", "hoofdstuk"}, source.key
        assert source.year is not None


def test_cited_sources_come_in_the_list_and_no_others(tmp_path: Path) -> None:
    text = composed(tmp_path, "Zo is het [zie @moore2015, p. 3].")
    assert [source.key for source in text.cited] == ["moore2015"]
    assert "# Literatuur {#literatuur .unnumbered}" in text.markdown
    assert "# Literatuur" not in composed(tmp_path, "Zo is het.").markdown


def test_a_product_with_a_section_for_it_has_the_list_there(tmp_path: Path) -> None:
    (tmp_path / "rapport").mkdir()
    (tmp_path / "rapport" / "a.md").write_text("[@Wmo]", encoding="utf-8")
    product = Product(
        key="p",
        title="P",
        folder="rapport",
        outline=(
            Section("a", "A", "iets"),
            Section("literatuur", "Aangehaald", "een bron"),
            Section("b", "B", "iets"),
        ),
    )
    text = compose(tmp_path, [Contribution(literature=(LAW,))], product).markdown
    assert text.count("literatuur") == 1
    assert "# Literatuur" not in text
    assert text.index("Aangehaald") < text.index("::: {#refs}") < text.index("# B {#b}")


def test_an_unknown_source_stops_the_build_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(StudyError) as raised:
        composed(tmp_path, "Goed.\n\nZo is het [@Moore2016, p. 3; @wat_is_dit].")
    first, second = raised.value.problems
    assert first.what == "bron 'Moore2016' is niet bekend"
    assert first.where == "rapport/aanleiding.md, regel 3"
    assert first.fix.startswith("bedoeld is misschien [@moore2015]; of zet een blok")
    assert second.what == "bron 'wat_is_dit' is niet bekend"
    assert second.fix.startswith("zet een blok [[bron]] met sleutel = 'wat_is_dit'")


def test_brackets_that_were_forgotten_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(StudyError) as raised:
        composed(tmp_path, "Volgens @moore2015 is het zo.")
    [problem] = raised.value.problems
    assert problem.what == "bron @moore2015 staat niet tussen rechte haken"
    assert problem.fix == "schrijf [@moore2015], of [@moore2015, p. 12]"


@pytest.mark.parametrize(
    "text",
    [
        "Mail naar jan@voorbeeld.nl.",
        "Mail naar <jan@voorbeeld.nl>.",
        "[jan@voorbeeld.nl](mailto:jan@voorbeeld.nl)",
        "[@naam](https://voorbeeld.nl/@naam) schrijft.",
        "Volgens @naam en op@ en @ zelf.",
        "In code: `@moore2015` en `[@x]`.",
        r"Al ontweken: \@naam.",
        "[persoon 1] en [noot]^[zie verder].",
    ],
)
def test_an_at_sign_in_ordinary_text_cites_nothing(text: str, tmp_path: Path) -> None:
    found = composed(tmp_path, f"{text}\n\nEn toch [@Wmo].")
    assert [source.key for source in found.cited] == ["Wmo"]
    page = to_html(manuscript(found)).decode()
    for shown in ("jan@voorbeeld.nl", "@naam", "@moore2015"):
        assert (shown in text) == (shown in page)
    assert r"\@" not in page


def test_a_page_number_in_a_citation_is_no_typed_number(tmp_path: Path) -> None:
    composed(tmp_path, "Zo is het [@moore2015, p. 12].")
    composed(tmp_path, "Ook zo [@moore2015, pp. 12-14; @Wmo, par. 4.1, tabel 3].")
    for typed in ("[p. 12]", "[12 van hen, @moore2015]", "[@moore2015, bij 12]"):
        with pytest.raises(StudyError, match="getal '12' is met de hand getypt"):
            composed(tmp_path, f"Zo is het {typed}.")


def test_the_source_of_a_number_is_cited_too(tmp_path: Path) -> None:
    text = composed(
        tmp_path,
        'Er zijn [10.000]{bron="@moore2015, par. 4.1" jaar=2020 noemer="wie *er* is"} '
        'mensen, en [12]{bron="een oud boek, p. 3"} niet.',
    )
    assert [source.key for source in text.cited] == ["moore2015"]
    assert (
        "Overgenomen cijfer. [@moore2015, par. 4.1]. Jaar: 2020. "
        r"Noemer: wie \*er\* is." in text.markdown
    )
    assert r"Overgenomen cijfer. een oud boek\, p\. 3." in text.markdown


def test_what_a_number_of_elsewhere_cannot_have_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudyError) as raised:
        composed(tmp_path, 'Er zijn [9]{bron="x" jaar=20 noemr="y"} mensen.')
    assert [(p.what, p.fix) for p in raised.value.problems] == [
        (
            "'noemr' is niet bekend bij een cijfer van elders",
            "bedoeld is misschien noemer; bekend zijn: bron, jaar, noemer, cijfer",
        ),
        ("jaar=20 is geen jaar", "schrijf een jaar van vier cijfers, zoals jaar=2020"),
    ]


def test_own_source_wins_from_that_of_the_workbench(tmp_path: Path) -> None:
    own = CitedSource(key="moore2015", form="boek", title="Eigen", year=2001)
    (tmp_path / "rapport").mkdir()
    (tmp_path / "rapport" / "context.md").write_text("[@moore2015]", encoding="utf-8")
    parts = [Contribution(literature=(own,)), Contribution(literature=(MOORE,))]
    assert compose(tmp_path, parts).cited == (own,)


def test_the_list_is_in_dutch_style_and_in_the_order_of_the_alphabet(
    tmp_path: Path,
) -> None:
    own = CitedSource(
        key="b",
        form="rapport",
        authors=("Berg, A. van den", "Movisie"),
        title="Zorg thuis",
        publisher="Movisie",
        url="https://www.movisie.nl/x",
    )
    text = composed(tmp_path, "Zo is het [@moore2015; @b, par. 4.1; @Wmo].", own)
    page = " ".join(to_html(manuscript(text)).decode().split())
    assert '<a href="#ref-moore2015">Moore e.a., 2015</a>' in page
    assert '<a href="#ref-b">van den Berg en Movisie, z.d., par. 4.1</a>' in page
    listed = page[page.index('<div id="refs"') :]
    assert listed.index("ref-b") < listed.index("ref-moore2015") < listed.index("Wmo")
    assert "Berg, A. van den en Movisie (z.d.). <em>Zorg thuis</em>. Movisie." in listed
    assert "Hardeman, W., e.a. (2015). Process evaluation of" in listed
    assert 'href="https://doi.org/10.1136/bmj.h1258"' in listed


@pytest.mark.parametrize("name", FORMATS)
def test_every_form_has_the_list_and_the_same_bytes_twice(
    name: str, tmp_path: Path
) -> None:
    text = composed(tmp_path, "Zo is het [@moore2015, p. 3].")
    made = FORMATS[name](manuscript(text))
    assert made == FORMATS[name](manuscript(text))


def test_word_has_a_style_for_the_list_and_keeps_the_head_of_a_table_with_rows(
    tmp_path: Path,
) -> None:
    rows = "\n".join("| a | b |" for _ in range(20))
    text = composed(tmp_path, f"Zo [@Wmo].\n\n| A | B |\n|---|---|\n{rows}\n")
    report = docx.Document(io.BytesIO(to_docx(manuscript(text))))
    [entry] = [p for p in report.paragraphs if p.style.name == "Bibliography"]
    assert entry.text.startswith("Wmo 2015 (2015)")
    assert entry.style.paragraph_format.first_line_indent < 0
    [table] = report.tables
    kept = [
        bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next)
        for row in table.rows
    ]
    assert kept == [True] * 3 + [False] * 18


def test_citations_are_found_in_a_text() -> None:
    text = '[zie @a.b; -@c_d, p. 3] x@y.nl [10]{bron="@e, par. 1"} `[@f]`'
    assert cited_keys(text.split(" `")[0]) == ["a.b", "c_d", "e"]


def test_sources_that_nobody_cites_are_a_note(tmp_path: Path) -> None:
    found = read_bibliography(
        study_with(tmp_path, BOOK + BOOK.replace("pawson1997", "b"))
    )
    assert uncited_sources(found, {"pawson1997", "b"}) == ""
    assert uncited_sources(found, {"b"}) == (
        "in bronnen.toml staat pawson1997, en geen tekst haalt die aan"
    )
    assert uncited_sources(found, ()) == (
        "in bronnen.toml staan pawson1997 en b, en geen tekst haalt ze aan"
    )
