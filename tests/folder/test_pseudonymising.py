"""Names go from everything the study holds, and only after a person decided."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.cli import main
from tbresearch.errors import WorkbenchError
from tbresearch.privacy import Key

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "studie")
    return tmp_path / "studie"


PROPOSALS = tb.propose_names(EXAMPLE)


def decided(choice: str = "vervang") -> list[tb.Decision]:
    return [replace(item.decision, choice=choice) for item in PROPOSALS.items]


def everything(study: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in study.rglob("*") if p.is_file()}


def codings(study: Path) -> dict[str, str]:
    opened = tb.open_study(study)
    corpus = tb.read_transcripts(opened)
    frame = tb.read_coding(opened, corpus, tb.read_codebook(opened)).codings
    return dict(zip(frame["id"], frame["quote"], strict=True))


def texts(study: Path) -> dict[str, str]:
    corpus = tb.read_transcripts(tb.open_study(study))
    return {name: t.text for name, t in corpus.transcripts.items()}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key]:
    """Return the example with every name replaced, and its key."""
    folder = tmp_path_factory.mktemp("gedaan")
    shutil.copytree(EXAMPLE, folder / "studie")
    assert len(decided()) > 100
    tb.pseudonymise_study(folder / "studie", decided(), key=folder / "sleutel.json")
    return folder / "studie", tb.read_key(folder / "sleutel.json")


def test_no_replaced_name_is_left_in_any_file(done: tuple[Path, Key]) -> None:
    study, _ = done
    written = [
        path.read_text(encoding="utf-8")
        for folder in ("transcripten", "coderingen", "rapport")
        for path in (study / folder).rglob("*.*")
    ]
    written.append((study / "sprekers.csv").read_text(encoding="utf-8"))
    people = [d.entity for d in decided() if d.kind == "persoon"]
    found = {
        name
        for name in people
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for text in written)
    }
    assert found == set()


def test_every_coding_moves_along_with_its_quote(done: tuple[Path, Key]) -> None:
    study, key = done
    before, after = codings(EXAMPLE), codings(study)
    assert after.keys() == before.keys()
    changed = [name for name in before if before[name] != after[name]]
    assert len(changed) > 20
    assert all("[" in after[name] for name in changed)
    assert key.decisions


def test_who_holds_the_key_gets_every_text_back(done: tuple[Path, Key]) -> None:
    study, key = done
    before, after = texts(EXAMPLE), texts(study)
    assert after != before
    assert {name: tb.restore(text, key) for name, text in after.items()} == before


def test_the_study_still_checks_out_and_builds(done: tuple[Path, Key]) -> None:
    study, _ = done
    assert tb.check_study(study).problems == ()


def test_what_was_left_alone_changes_nothing(study: Path, tmp_path: Path) -> None:
    before = {p.name for p in (study / "transcripten").iterdir()}
    decisions = decided(choice="laat staan")
    tb.pseudonymise_study(study, decisions, key=tmp_path / "sleutel.json")
    assert {p.name for p in (study / "transcripten").iterdir()} == before


def test_an_open_decision_stops_everything(study: Path, tmp_path: Path) -> None:
    before = everything(study)
    with pytest.raises(WorkbenchError, match="nog niet besloten"):
        tb.pseudonymise_study(study, decided(""), key=tmp_path / "s.json")
    assert everything(study) == before
    assert not (tmp_path / "s.json").exists()


def test_a_key_inside_the_study_is_refused_and_nothing_changes(study: Path) -> None:
    before = everything(study)
    with pytest.raises(WorkbenchError, match="studie"):
        tb.pseudonymise_study(study, decided(), key=study / "sleutel.json")
    assert everything(study) == before


def test_the_command_proposes_waits_and_replaces(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = tmp_path / "besluiten.csv"
    words = ["pseudonymise", str(study), "--besluiten", str(review)]
    assert main(words) == 0
    assert "voorstellen om te pseudonimiseren" in capsys.readouterr().out
    assert main([*words, "--sleutel", str(tmp_path / "s.json")]) == 1
    assert "nog niet besloten" in capsys.readouterr().err
    text = review.read_text(encoding="utf-8-sig")
    head, *rows = text.split("\n")
    rows = [f"vervang{row}" if row.startswith(";") else row for row in rows]
    review.write_text("\n".join([head, *rows]), encoding="utf-8-sig")
    assert main(words) == 0
    assert "waarvan 0 nog te beslissen" in capsys.readouterr().out
    assert main([*words, "--sleutel", str(tmp_path / "s.json")]) == 0
    assert "De studie is gepseudonimiseerd." in capsys.readouterr().out
    assert (tmp_path / "s.json").is_file()
