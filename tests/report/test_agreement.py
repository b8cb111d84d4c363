"""The report shows agreement where the study has room for it, and says so if not."""

import shutil
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding.journal import append_act
from tbresearch.errors import WorkbenchError
from tbresearch.report.composition import Composition
from tbresearch.report.manifest import source_files

ROOT = Path(__file__).parents[2]
HEAD = "## Overeenstemming tussen codeurs"
NOT_COMPARED = "De overeenstemming tussen codeurs is niet berekend."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data" / "voorbeeld", tmp_path / "voorbeeld")
    return tmp_path / "voorbeeld"


def composed(folder: Path) -> Composition:
    return tb.full_report(tb.open_study(folder)).compose()


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "studie.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_example_shows_agreement_with_its_proof(folder: Path) -> None:
    found = composed(folder)
    part = found.markdown.split(HEAD)[1].split("\n# ")[0]
    assert NOT_COMPARED not in found.markdown
    assert found.used["aantal:gesprekken.vergeleken"] == "6 gesprekken"
    assert "door anna en bram allebei" in part
    assert "Code|Gebruikt|Gelijk|Kappa|AC1|Alfa" in found.markdown
    assert "tabel:overeenstemming" in found.used
    alpha = found.used["maat:alpha"]
    assert alpha in str(tb.agreement(read(folder), level="nominal", by="code"))
    assert "voldoende" not in part
    assert "Zelfde kant" not in part


def read(folder: Path) -> tb.Coding:
    study = tb.open_study(folder)
    return tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))


def test_decisions_are_counted_and_are_a_source(folder: Path) -> None:
    differences = tb.disagreements(read(folder), coders=("anna", "bram"))
    key = differences.open[0].key
    tb.settle(differences, key, choice="drop", who="anna", reason="past niet")
    assert composed(folder).used["aantal:verschillen.besloten"] == "1 verschil"
    assert "besluiten.jsonl" in source_files(tb.open_study(folder))


def test_a_reflexive_study_has_a_sentence_and_no_number(folder: Path) -> None:
    edit(folder, 'traditie = "codeboek"', 'traditie = "reflexief"')
    found = composed(folder)
    assert HEAD not in found.markdown
    assert NOT_COMPARED not in found.markdown
    assert "Overeenstemming tussen codeurs en verzadiging zijn daarom niet van" in (
        found.markdown
    )
    assert not any(key.startswith("maat:") for key in found.used)


def test_a_study_of_one_coder_says_that_nothing_was_compared(folder: Path) -> None:
    (folder / "coderingen" / "bram.jsonl").unlink()
    found = composed(folder)
    assert NOT_COMPARED in found.markdown
    assert HEAD not in found.markdown


def test_a_study_that_hides_statements_has_no_row_per_code(folder: Path) -> None:
    edit(
        folder,
        'zrm_versie = "2017"',
        'zrm_versie = "2017"\nuitspraken = "onderdrukken"',
    )
    study = tb.open_study(folder)
    result = tb.agreement(read(folder), level="nominal", by="code")
    found = tb.Report(study).add(result)
    parts = [*found._contributions()]
    text = "".join(text for part in parts for text in part.sections.values())
    keys = [item.key for part in parts for item in (*part.evidence, *part.tables)]
    assert "Per code staat er niets" in text
    assert "tabel:overeenstemming" not in keys
    assert [key for key in keys if key.startswith("maat:")] == [
        "maat:kappa",
        "maat:alpha",
        "maat:ac1",
    ]


def test_the_picture_may_be_referred_to(folder: Path) -> None:
    text = folder / "rapport" / "onderzoeksopzet.md"
    text.write_text("Zie {{figuur:overeenstemming}}\n", encoding="utf-8")
    assert "figuur:overeenstemming" in composed(folder).used


def test_a_table_per_session_says_so_and_pairs_are_refused(folder: Path) -> None:
    study, coding = tb.open_study(folder), read(folder)
    found = tb.Report(study).add(tb.agreement(coding, level="nominal", by="session"))
    tables = [table for part in found._contributions() for table in part.tables]
    assert "Overeenstemming van anna en bram, per gesprek" in [
        x.caption for x in tables
    ]
    pairs = tb.Report(study).add(tb.agreement(coding, level="nominal", by="pair"))
    with pytest.raises(WorkbenchError, match="overeenstemming per paar"):
        list(pairs._contributions())


def test_undefined_agreement_does_not_hold_the_report_up(folder: Path) -> None:
    # One code, and it is in every turn that both coded: nothing could differ.
    coding = read(folder)
    for coder in ("anna", "bram"):
        path = folder / "coderingen" / f"{coder}.jsonl"
        path.write_text("", encoding="utf-8")
    text = coding.corpus.transcripts["int1"].turns
    for coder in ("anna", "bram"):
        for row in text[text["respondent"] == "C01"].to_dict("records"):
            append_act(
                folder / "coderingen" / f"{coder}.jsonl",
                {
                    "act": "add",
                    "id": f"{coder}-{row['start']}",
                    "time": "2026-01-01T00:00:00+00:00",
                    "session": "int1",
                    "start": int(row["start"]),
                    "end": int(row["end"]),
                    "code": "maatwerk",
                    "polarity": "geen",
                    "quote": row["text"],
                    "sha256": "0" * 64,
                },
            )
    shutil.rmtree(folder / "rapport")
    (folder / "raamwerk.csv").unlink()  # rests on codings that are gone
    (folder / "verbeterpunten.csv").unlink()
    found = composed(folder)
    assert "Krippendorffs alfa niet te bepalen: overal is dezelfde waarde" in (
        found.markdown
    )
    assert "n.t.b." in found.markdown.replace("\\", "")
