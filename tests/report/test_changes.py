"""Two builds of a report: each sentence that changed, and why, and no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import tbresearch as tb
from tbresearch.cli.commands import tbresearch
from tbresearch.errors import WorkbenchError
from tbresearch.report import PRODUCTS, write_changes
from tbresearch.report.entries import Entry
from tbresearch.report.matching import matched_claims
from tbresearch.report.provenance import Provenance, provenance_of, read_provenance
from tbresearch.synthesis.claims import Claim

Edit = Callable[[Path, str, str], None]
TEXT = """\
Rust helpt volgens {{aantal:succesfactor.begeleider.rust.respondent}}. Er waren \
{{aantal:gesprekken.interview}}.

Dit is de mening van de evaluator over alles wat er is gezegd.
"""
NAME = "procesevaluatie.herkomst.json"


def provenance(folder: Path, version: str = "een") -> Provenance:
    study = tb.open_study(folder)
    composed = tb.full_report(study).compose()
    product = PRODUCTS["procesevaluatie"]
    return provenance_of(study, product, composed, version=version)


@pytest.fixture
def study(small_study: Path) -> Path:
    (small_study / "rapport").mkdir()
    (small_study / "rapport" / "ervaringen.md").write_text(TEXT, encoding="utf-8")
    return small_study


@pytest.fixture
def old(study: Path, tmp_path: Path) -> Path:
    """Return a folder with the provenance of the study before a test changes it."""
    folder = tmp_path / "oud"
    folder.mkdir()
    (folder / NAME).write_bytes(provenance(study).content())
    return folder


def compared(old: Path, study: Path) -> tb.BuildChanges:
    return tb.compare_builds(old, tb.open_study(study))


def test_provenance_is_the_same_twice_and_after_reading(old: Path, study: Path) -> None:
    found = read_provenance(old / NAME)
    assert found.content() == provenance(study).content() == (old / NAME).read_bytes()


def test_provenance_holds_what_the_report_shows_and_nothing_of_the_files(
    old: Path, study: Path
) -> None:
    data = json.loads((old / NAME).read_text(encoding="utf-8"))
    assert list(data) == ["vorm", "rapport", "titel", "versie", "zinnen", "bewijs"]
    report = tb.full_report(tb.open_study(study)).compose()
    assert [item["sleutel"] for item in data["bewijs"]] == list(report.entries)
    for item in data["bewijs"]:
        assert item["tekst"] in report.markdown.replace("\\", "")
    said = next(z for z in data["zinnen"] if z["zin"].startswith("Rust helpt"))
    assert said["zin"] == "Rust helpt volgens 3 van 4 respondenten."
    assert (said["bron"], said["regel"]) == ("rapport/ervaringen.md", 1)
    assert said["bewijs"] == ["aantal:succesfactor.begeleider.rust.respondent"]
    loose = next(z for z in data["zinnen"] if z["zin"].startswith("Dit is de mening"))
    assert (loose["bewijs"], loose["soort"], loose["regel"]) == ([], "", 3)
    # No words of who is not quoted, and no surroundings unless asked for.
    content = (old / NAME).read_text(encoding="utf-8")
    assert "daar heeft niemand iets aan" not in content
    assert "dat zie ik elke dag weer" not in content


def test_nothing_changed_says_so(old: Path, study: Path) -> None:
    found = compared(old, study)
    assert (found.sentences, found.evidence) == ((), ())
    assert "er is niets veranderd" in str(found)


def test_a_number_that_changed_shows_old_new_and_its_file(
    old: Path, study: Path, edit: Edit
) -> None:
    talks = study / "gesprekken.csv"
    edit(talks, "int2;interview;", "int2;focusgroep;")
    (changed,) = [s for s in compared(old, study).sentences if s.line]
    assert changed.kind == "gewijzigd"
    assert changed.before == "Er waren 2 interviews."
    assert changed.after == "Er waren 1 interview."
    assert not changed.rewritten
    assert changed.reasons == (
        "aantal:gesprekken.interview: 2 interviews → 1 interview (uit gesprekken.csv)",
    )
    assert changed.evidence[0].sources == ("gesprekken.csv",)
    assert changed.where == "rapport/ervaringen.md, regel 1"


def test_a_sentence_that_reads_the_same_on_other_passages_is_told(
    old: Path, study: Path
) -> None:
    journal = study / "coderingen" / "anna.jsonl"
    acts = journal.read_text(encoding="utf-8").splitlines()
    # One of two passages of B1 goes; B1 still mentions it.
    kept = [a for a in acts if not ('"rust"' in a and "Rust in huis helpt" in a)]
    assert len(kept) == len(acts) - 1
    journal.write_text("\n".join([*kept, ""]), encoding="utf-8")
    changed = [s for s in compared(old, study).sentences if s.line]
    assert changed
    assert "'genoemd in' is anders" in " ".join(changed[0].reasons)


def test_a_sentence_of_the_author_is_new_gone_or_rewritten(
    old: Path, study: Path, edit: Edit
) -> None:
    text = study / "rapport" / "ervaringen.md"
    edit(text, "de mening van de evaluator", "de mening van een evaluator")
    edit(text, " Er waren {{aantal:gesprekken.interview}}.", "")
    (study / "rapport" / "bereik.md").write_text("Niets is bekend.", encoding="utf-8")
    found = {s.kind: s for s in compared(old, study).sentences}
    assert set(found) == {"gewijzigd", "nieuw", "vervallen"}
    assert found["nieuw"].after == "Niets is bekend."
    assert found["vervallen"].before == "Er waren 2 interviews."
    assert found["vervallen"].reasons[0] == "de tekst van de auteur"
    assert found["gewijzigd"].rewritten
    assert found["gewijzigd"].before.startswith("Dit is de mening van de evaluator")


def test_a_cell_of_a_table_that_changed_is_named(tmp_path: Path) -> None:
    def build(cell: str) -> Provenance:
        rows = (("Wie", "Aantal"), ("cliënt", cell), ("naaste", "4"))
        entry = Entry(
            key="tabel:t", kind="tabel", name="Tabel 1", text="T", method="", rows=rows
        )
        return Provenance(
            product="procesevaluatie",
            title="T",
            version=cell,
            claims=(),
            entries={"tabel:t": entry},
        )

    paths = [tmp_path / "een.json", tmp_path / "twee.json"]
    for path, cell in zip(paths, ("3", "5"), strict=True):
        path.write_bytes(build(cell).content())
    found = tb.compare_builds(*paths)
    assert str(found.loose[0]) == "tabel:t: cliënt, Aantal: 3 → 5"
    assert str(found) == (
        "Procesevaluatie, van versie 3 naar 5: geen zin is anders, wel 1 stuk bewijs"
    )


def claim(text: str, *, section: str = "kosten") -> Claim:
    return Claim(
        id=f"zin-{section}-{text}",
        section=section,
        source="gegenereerd",
        line=0,
        text=text,
        printed=text,
        kind="feit",
        evidence=(),
        wording="",
    )


def test_sentences_match_by_id_then_by_nearness_and_only_within_a_section() -> None:
    a, b, c = claim("een twee drie vier vijf"), claim("zes"), claim("blijft staan")
    a2, far = claim("een twee drie vier zes"), claim("heel iets anders dus")
    moved = claim("een twee drie vier vijf", section="bereik")
    pairs = list(matched_claims([a, b, c], [c, moved, a2, far]))
    assert pairs == [(c, c), (None, moved), (a, a2), (None, far), (b, None)]


def test_the_command_prints_and_writes_the_changes(
    old: Path, study: Path, edit: Edit, tmp_path: Path
) -> None:
    edit(study / "gesprekken.csv", "int2;interview;", "int2;focusgroep;")
    words = ["changes", str(study), "--met", str(old)]
    out = tmp_path / "wijzigingen.html"
    done = CliRunner().invoke(tbresearch, [*words, "--naar", str(out)])
    assert done.exit_code == 0, done.output
    assert "GEWIJZIGDE ZINNEN" in done.output
    assert "  is:  Er waren 1 interview." in done.output
    page = out.read_text(encoding="utf-8")
    assert "Er waren 1 interview." in page
    assert "<h1>Wat er is veranderd</h1>" in page


def test_markdown_and_notebook_tell_the_same(
    old: Path, study: Path, edit: Edit, tmp_path: Path
) -> None:
    edit(study / "gesprekken.csv", "int2;interview;", "int2;focusgroep;")
    found = compared(old, study)
    text = write_changes(found, tmp_path / "w.md").read_text(encoding="utf-8")
    assert text.startswith("# Proefstudie: wat er is veranderd\n")
    assert "**Was:** Er waren 2 interviews\\." in text
    assert "**Is:** Er waren 1 interview\\." in text
    assert "Er waren 2 interviews." in found._repr_html_()
    frame = found.to_frame()
    assert len(frame) == len(found.sentences)
    assert set(frame["kind"]) <= {"gewijzigd", "onderbouwing", "nieuw", "vervallen"}


def test_what_cannot_be_compared_says_why(study: Path, tmp_path: Path) -> None:
    opened = tb.open_study(study)
    with pytest.raises(WorkbenchError, match="geen herkomst van een rapport"):
        tb.compare_builds(tmp_path, opened)
    broken = tmp_path / NAME
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(
        WorkbenchError, match="de herkomst van het rapport is beschadigd"
    ):
        tb.compare_builds(broken, opened)
    broken.write_text('{"vorm": 9}', encoding="utf-8")
    with pytest.raises(WorkbenchError, match="heeft vorm 9, en deze versie"):
        tb.compare_builds(tmp_path, opened)
    found = tb.compare_builds(opened, opened)
    with pytest.raises(WorkbenchError, match=r"eindigt op .md of .html"):
        write_changes(found, tmp_path / "w.docx")
