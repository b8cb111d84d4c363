"""The worksheet has every heading of its skeleton, and says what is lacking."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.errors import StudyError
from tbresearch.folder import check_study
from tbresearch.report import PRODUCTS, full_report
from tbresearch.report.products.worksheet import WORKSHEET

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"
# The skeleton of the worksheet of May 2015, as its chapters and sections stand.
SKELETON = [
    (1, "Colofon"),
    (1, "Leeswijzer"),
    (1, "Samenvatting"),
    (1, "Beschrijving van de interventie"),
    (2, "Doelgroep"),
    (2, "Doel"),
    (2, "Aanpak"),
    (1, "Uitvoering"),
    (2, "Materialen"),
    (2, "Locatie en soort organisatie"),
    (2, "Opleiding en competenties"),
    (2, "Kwaliteitsbewaking"),
    (2, "Randvoorwaarden"),
    (2, "Implementatie"),
    (2, "Kosten van de interventie"),
    (1, "Onderbouwing"),
    (1, "Onderzoek"),
    (2, "Onderzoek naar de uitvoering"),
    (2, "Praktijkvoorbeelden"),
    (1, "Samenvatting werkzame elementen"),
    (1, "Aangehaalde literatuur"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tb.Report:
    """Return the report of the example, without the models, which take longest."""
    copy = tmp_path_factory.mktemp("voorbeeld") / "studie"
    shutil.copytree(EXAMPLE, copy)
    settings = copy / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("modellen = true", ""), encoding="utf-8")
    return full_report(tb.open_study(copy))


@pytest.fixture(scope="module")
def example(report: tb.Report) -> str:
    return plain(report.as_product("werkblad").compose().markdown)


def plain(markdown: str) -> str:
    """Return what a reader sees: references as words, escaped signs as signs."""
    text = re.sub(r"\[([^\[\]]*)\]\(#bewijs[^()]*\)\{\.bewijs\}", r"\1", markdown)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def composed(study: Path, *results: object) -> str:
    report = tb.Report(tb.open_study(study)).add(*results)
    return plain(report.as_product("werkblad").compose().markdown)


def part(text: str, key: str) -> str:
    """Return what stands in a section, up to the next heading of its level."""
    found = re.search(rf"^(#+) [^\n]*\{{#{key}\b[^\n]*\n", text, re.MULTILINE)
    assert found, key
    rest = text[found.end() :]
    return re.split(rf"^#{{1,{len(found[1])}}} ", rest, flags=re.MULTILINE)[0]


def headings(text: str) -> list[tuple[int, str]]:
    found = re.findall(r"^(#+) (.+?) \{#\w+[^{}\n]*\}$", text, re.MULTILINE)
    return [(len(marks), title) for marks, title in found]


def test_every_heading_of_the_skeleton_is_there_in_its_order(example: str) -> None:
    assert headings(example)[: len(SKELETON)] == SKELETON
    rest = headings(example)[len(SKELETON) :]
    assert rest
    assert all(title.startswith("Bijlage: ") for _, title in rest)


def test_a_study_of_nothing_has_every_heading_and_says_what_is_lacking(
    bare: Path,
) -> None:
    text = composed(bare)
    assert headings(text)[: len(SKELETON)] == SKELETON
    chapters = {s.key for s in WORKSHEET.outline if not s.needs}
    told = {"colofon", "leeswijzer"}
    for section in WORKSHEET.outline:
        if section.key not in chapters | told:
            assert "::: {.ontbreekt}" in part(text, section.key), section.key
    assert "Buurthulp" in part(text, "colofon")
    empty = part(text, "leeswijzer").split("**Nog leeg**")[1]
    for name in ("Samenvatting", "Hoofddoel (Doel)", "Oorzaken", "Praktijkvoorbeelden"):
        assert name in empty


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a study without people, talk, numbers and description."""
    (tmp_path / "studie.toml").write_text(
        'titel = "Proef"\ninterventie = "Buurthulp"\ntraditie = "codeboek"\n'
        'groepen = ["client"]\n',
        encoding="utf-8",
    )
    for name, head in (
        ("respondenten.csv", "respondent;groep\n"),
        ("gesprekken.csv", "gesprek;soort;wijze;datum;transcript;titel\n"),
        ("sprekers.csv", "gesprek;spreker;respondent\n"),
    ):
        (tmp_path / name).write_text(head, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("key", "heading", "where"),
    [
        ("doelgroep", "Uiteindelijke doelgroep", "`[[doelgroep]]` en `[[herkomst]]`"),
        (
            "doelgroep",
            "Betrokkenheid van de doelgroep",
            "rapport/werkblad/doelgroep.md",
        ),
        ("doel", "Hoofddoel", "`doel` en `doel_bron` in `interventie.toml`"),
        ("aanpak", "Opzet van de interventie", "`[[fase]]` en `[dosering]`"),
        ("materialen", "Beschikbare materialen", "blokken `[[materiaal]]`"),
        ("opleiding", "Opleiding", "welke opleiding en scholing"),
        ("kwaliteit", "Middelen om de kwaliteit te bewaken", "`[[kwaliteit]]`"),
        ("randvoorwaarden", "Wat er nodig is", "`[[randvoorwaarde]]`"),
        ("kosten", "Kosten per traject", "`aannames.toml`"),
        ("onderbouwing", "Verantwoording", "`[[theorie]]`"),
        ("praktijkervaringen", "Wat volgens betrokkenen werkt", "coderingen"),
        ("praktijkervaringen", "Verandering bij cliënten", "`zrm.csv`"),
        ("werkzame_elementen", "De elementen", "`[[element]]`"),
    ],
)
def test_an_empty_heading_says_what_it_needs_and_where_that_goes(
    bare: Path, key: str, heading: str, where: str
) -> None:
    box = part(composed(bare), key).split(f" {heading}\n")[1].split(":::\n")[0]
    assert "Nog leeg." in box
    assert where in box
    assert f"in `rapport/werkblad/{key}.md` onder de kop `## {heading}`" in box


def test_a_section_without_parts_says_what_it_needs(bare: Path) -> None:
    text = composed(bare)
    assert "Er is voor nodig: `voorbeelden.toml`" in part(text, "voorbeelden")
    assert "Er is voor nodig: blokken `[[bron]]`" in part(text, "literatuur")


@pytest.mark.parametrize("name", ["thuisbegeleiding", "reset", "integraal_werken"])
def test_each_intervention_that_ships_has_its_own_worksheet(
    bare: Path, name: str
) -> None:
    intervention = tb.read_intervention(name)
    text = composed(bare, intervention)
    for item in (*intervention.elements, *intervention.subgoals):
        assert item.label in text
    for source in intervention.sources:
        assert f"**{source.key}.** {source.title}." in part(text, "literatuur")


def test_every_source_that_the_worksheet_names_is_in_its_literature(
    example: str,
) -> None:
    listed = set(re.findall(r"\*\*([\w.]+)\.\*\*", part(example, "literatuur")))
    body = example.split("{#literatuur}")[0].split("{#beschrijving}")[1]
    named = set(re.findall(r"\((S\d)\b", body))
    assert named
    assert named <= listed


def test_what_has_one_source_says_so_once_and_else_each_says_it(example: str) -> None:
    assert "7 doelgroepen (S0, par. 1.1):\n\n- Gezinnen" in example
    assert "(SEO, 2011) (S0, par. 2)" in part(example, "materialen")
    assert "(S0 en S2)" in part(example, "materialen")


def test_experiences_are_told_with_counts_and_quotes(example: str) -> None:
    told = part(example, "praktijkervaringen")
    assert "gesproken met 18 begeleiders en 13 cliënten" in told
    assert "band van vertrouwen (13 van 13 respondenten)" in told
    assert told.count("\n> “") >= 8
    assert re.search(r"tegenspraak zocht. Dat is zo bij \d+ van \d+ bevindingen", told)
    assert re.search(r"Cliënten noemen \d+ succesfactoren. Het vaakst", told)
    assert "Of de hulp werkt, is met dit onderzoek niet te zeggen." in told
    assert "tijdens de hulp, en niet waardoor" in told


def test_a_study_that_hides_statements_ranks_nothing_and_prints_no_count(
    small_study: Path,
) -> None:
    settings = small_study / "studie.toml"
    hides = settings.read_text(encoding="utf-8") + 'uitspraken = "onderdrukken"\n'
    settings.write_text(hides, encoding="utf-8")
    text = plain(
        full_report(tb.open_study(small_study))
        .as_product("werkblad")
        .compose()
        .markdown
    )
    told = part(text, "praktijkervaringen")
    assert "Het vaakst" not in told
    assert "van 4 respondenten" not in told
    assert "Begeleiders noemen" in told


def test_the_example_has_a_constructed_example_that_counts_nowhere(
    report: tb.Report, example: str
) -> None:
    told = part(example, "voorbeelden")
    assert "**Geconstrueerd voorbeeld.**" in told
    assert "> " not in told
    used = report.as_product("werkblad").compose().used
    assert not [key for key in used if "post_op_tafel" in key]
    assert "Wietske" not in " ".join(used.values())


@pytest.mark.parametrize(
    ("kind", "what"),
    [("voorbeeld", "dus geen bewijs"), ("citaat", "dus geen citaat")],
)
def test_a_constructed_example_is_no_evidence_and_no_quote(
    small_study: Path, kind: str, what: str
) -> None:
    (small_study / "voorbeelden.toml").write_text(
        '[[voorbeeld]]\nid = "post"\ntitel = "De post"\n'
        'herkomst = "geconstrueerd"\ntekst = "Zij opent de post."\n',
        encoding="utf-8",
    )
    own(small_study, "voorbeelden", f"{{{{{kind}:post}}}}")
    report = full_report(tb.open_study(small_study)).as_product("werkblad")
    with pytest.raises(StudyError) as caught:
        report.compose()
    (problem,) = caught.value.problems
    assert what in problem.what
    assert problem.where == "rapport/werkblad/voorbeelden.md, regel 1"


def own(study: Path, name: str, text: str) -> None:
    folder = study / "rapport" / "werkblad"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def vignette(study: Path, consent: str, text: str = "Zij helpt bij de post.") -> None:
    path = study / "respondenten.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    given = [f"{row};{consent}" for row in rows]
    path.write_text("\n".join([f"{head};vignet", *given, ""]), encoding="utf-8")
    (study / "voorbeelden.toml").write_text(
        '[[voorbeeld]]\nid = "post"\ntitel = "De post"\nherkomst = "echt"\n'
        f'respondenten = ["B1"]\nnagelezen = "door A."\ntekst = "{text}"\n',
        encoding="utf-8",
    )


def test_an_example_without_consent_enters_no_report(small_study: Path) -> None:
    vignette(small_study, "nee")
    with pytest.raises(
        StudyError, match="geen toestemming gaf om als praktijkvoorbeeld"
    ):
        full_report(tb.open_study(small_study))
    problems = check_study(small_study).problems
    assert [p.where for p in problems] == ["voorbeelden.toml, regel 5, respondenten"]


def test_an_example_with_consent_says_that_it_is_one(small_study: Path) -> None:
    vignette(small_study, "ja")
    report = full_report(tb.open_study(small_study)).as_product("werkblad")
    text = plain(report.compose().markdown)
    assert "### De post\n\nNaar een echt geval: dit gaat over iemand uit" in text
    assert "Nagelezen op herkenbaarheid: door A." in text.split("{#herkomst")[1]


def test_a_typed_number_in_an_example_has_its_line(small_study: Path) -> None:
    vignette(small_study, "ja", text="Zij opent 12 brieven.")
    report = full_report(tb.open_study(small_study)).as_product("werkblad")
    with pytest.raises(StudyError) as caught:
        report.compose()
    (problem,) = caught.value.problems
    assert problem.what == "getal '12' is met de hand getypt"
    assert problem.where == "voorbeelden.toml, regel 7"


def test_the_summary_to_fill_is_short_and_gives_way_to_that_of_the_author(
    bare: Path,
) -> None:
    long = tb.read_intervention("thuisbegeleiding")
    told = part(composed(bare, long), "samenvatting")
    assert "in ten hoogste 600 woorden" in told
    for name in ("Doelgroep", "Doel", "Aanpak", "Materialen", "Onderzoek"):
        assert f"**{name}**" in told
    assert len(told.split()) < 600
    own(bare, "samenvatting", "woord " * 600)
    assert "Schrijf haar" not in composed(bare, long)
    own(bare, "samenvatting", "woord " * 601)
    with pytest.raises(StudyError) as caught:
        composed(bare, long)
    (problem,) = caught.value.problems
    assert problem.what == "de samenvatting heeft 601 woorden"
    assert problem.where == "rapport/werkblad/samenvatting.md"


def test_an_endless_goal_does_not_make_a_long_summary(bare: Path) -> None:
    shipped = Path(tb.__file__).parent / "intervention" / "data" / "leeg.toml"
    text = shipped.read_text(encoding="utf-8")
    goal = f'doel = "{"woord " * 700}"\ndoel_bron = "b"\n'
    source = '\n[[bron]]\nid = "b"\ntitel = "B"\njaar = 2020\nsoort = "wet"\n'
    head = "\n".join(
        line
        for line in text.split("\n")
        if line and line[0] not in "#[" and "=" in line
    )
    kept = [line for line in head.split("\n") if not line.startswith("doel")]
    (bare / "interventie.toml").write_text(
        "\n".join([*kept, goal, source]), encoding="utf-8"
    )
    long = tb.read_intervention(tb.open_study(bare))
    assert len(long.goal.split()) == 700
    assert len(part(composed(bare, long), "samenvatting").split()) < 200


def test_the_text_of_the_author_wins_and_what_it_replaces_is_told(
    example: str,
) -> None:
    place = part(example, "organisatie")
    assert "De begeleider komt bij de cliënt thuis." in place
    assert "Woont in een eigen woning" not in place
    assert "Woont in een eigen woning" in example.split("{#vervangen")[1]
    assert "bij Locatie (Locatie en soort organisatie)" in part(example, "colofon")
    assert "Betrokkenheid van de doelgroep" not in part(example, "leeswijzer")


def test_the_log_of_disclosure_tells_of_the_tables_in_it_and_no_other(
    small_study: Path,
) -> None:
    for name in ("trajecten", "fasen", "contacten", "evaluaties", "aanpassingen"):
        shutil.copy(EXAMPLE / f"{name}.csv", small_study)
    settings = small_study / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"peildatum = 2025-12-31\n{text}", encoding="utf-8")
    report = tb.full_report(tb.open_study(small_study)).as_product("werkblad")
    told = part(plain(report.compose().markdown), "onthulling")
    every = {entry.title for entry in report.disclosure().entries}
    logged = {title for title in every if f"|{title}|" in told}
    assert "Bereik per label" in logged
    assert "Lopende en begonnen trajecten" in every - logged
    own(small_study, "implementatie", "{{tabel:bereik.doorstroom}}")
    told = part(plain(report.compose().markdown), "onthulling")
    assert "|Lopende en begonnen trajecten|" in told


def test_check_reads_the_texts_of_the_worksheet_too(small_study: Path) -> None:
    own(small_study, "doel", "Er zijn 12 doelen.")
    found = check_study(small_study).problems
    assert [p.where for p in found] == ["rapport/werkblad/doel.md, regel 1"]
    own(small_study, "doelen", "Mis.")
    assert "'doelen' is geen paragraaf van het rapport" in str(
        check_study(small_study).problems[-1]
    )


def test_results_that_have_nothing_to_say_leave_their_heading_empty(
    small_study: Path,
) -> None:
    study = tb.open_study(small_study)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    text = composed(small_study, tb.read_recommendations(coding))
    told = part(text, "praktijkervaringen")
    box = told.split(" Verbeterpunten met aanbeveling\n")[1].split(":::\n")[0]
    assert "Nodig: `verbeterpunten.csv`" in box


def test_a_name_of_the_worksheet_is_not_one_of_another_report() -> None:
    assert PRODUCTS["werkblad"] is WORKSHEET
    assert [s.title for s in WORKSHEET.outline if s.words] == ["Samenvatting"]
