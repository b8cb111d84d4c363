"""Names come back in a copy elsewhere, and the study stays as it is."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.cli import main
from tbresearch.coding.journal import append_act
from tbresearch.folder import restoring
from tbresearch.privacy import Decision

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"
Contents = Callable[[Path], dict[str, bytes]]
Refusal = Callable[..., list[str]]

TALK = """\
I: Hoe ging het met Johanna de Wit?

R1: Johanna kwam elke week. Haar nummer is 06 5550 1234 en dat van Piet 06 5550 9876.
"""
DECISIONS = tuple(
    Decision(entity=entity, kind=kind, replacement=token, choice="vervang")
    for entity, kind, token in (
        ("Johanna de Wit", "persoon", "[persoon 1]"),
        ("Johanna", "persoon", "[persoon 1]"),
        ("Piet", "persoon", "[persoon 2]"),
        ("06 5550 1234", "telefoon", "[telefoon]"),
        ("06 5550 9876", "telefoon", "[telefoon]"),
    )
)


def read(study: Path) -> tb.Coding:
    opened = tb.open_study(study)
    return tb.read_coding(opened, tb.read_transcripts(opened), tb.read_codebook(opened))


def texts(study: Path) -> dict[str, str]:
    corpus = tb.read_transcripts(tb.open_study(study))
    return {name: one.text for name, one in corpus.transcripts.items()}


@pytest.fixture
def study(small_study: Path) -> Path:
    """Return the small study with names in an interview, a memo and a text."""
    (small_study / "transcripten" / "int1.txt").write_text(TALK, encoding="utf-8")
    journal = small_study / "coderingen" / "anna.jsonl"
    acts = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
    kept = [act for act in acts if act["session"] != "int1"]
    lines = "".join(json.dumps(act) + "\n" for act in kept)
    journal.write_text(lines, encoding="utf-8")
    (small_study / "coderingen" / "bram.jsonl").unlink()
    name = tb.add_coding(
        read(small_study),
        coder="anna",
        session="int1",
        quote="Johanna kwam elke week",
        code="rust",
        polarity="succesfactor",
    )
    memo = {"act": "memo", "id": name, "time": "2026-01-02T03:04:05+00:00"}
    append_act(journal, memo | {"text": "Johanna, op [telefoon]?"})
    (small_study / "rapport").mkdir()
    text = "Volgens Johanna de Wit gaat het goed.\n"
    (small_study / "rapport" / "samenvatting.md").write_text(text, encoding="utf-8")
    return small_study


@pytest.fixture
def key(study: Path, tmp_path: Path) -> tb.Key:
    """Return the key of the study, which has pseudonyms from here on."""
    tb.pseudonymise_study(study, DECISIONS, key=tmp_path / "sleutel.json")
    return tb.read_key(tmp_path / "sleutel.json")


def test_the_whole_example_comes_back_to_the_letter(
    tmp_path: Path, contents: Contents
) -> None:
    study = shutil.copytree(EXAMPLE, tmp_path / "studie")
    before, quotes = texts(study), read(study).codings["quote"].tolist()
    decided = [
        replace(item.decision, choice="vervang")
        for item in tb.propose_names(study).items
    ]
    tb.pseudonymise_study(study, decided, key=tmp_path / "sleutel.json")
    hidden = contents(study)
    assert texts(study) != before
    key = tb.read_key(tmp_path / "sleutel.json")
    found = tb.restore_study(study, key, to=tmp_path / "met namen")
    assert contents(study) == hidden
    assert texts(found.folder) == before
    assert read(found.folder).codings["quote"].tolist() == quotes
    assert tb.check_study(found.folder).problems == ()
    assert [task for task in found.to_do if "deel de kopie niet" not in task] == []


def test_codings_memos_labels_and_texts_get_their_names(
    study: Path, key: tb.Key, tmp_path: Path
) -> None:
    assert "Johanna" not in (study / "coderingen" / "anna.jsonl").read_text("utf-8")
    found = tb.restore_study(study, key, to=tmp_path / "namen")
    [row] = read(found.folder).codings.query("session == 'int1'").to_dict("records")
    assert row["quote"] == "Johanna kwam elke week"
    assert row["memo"] == "Johanna de Wit, op [telefoon]?"
    text = (found.folder / "rapport" / "samenvatting.md").read_text("utf-8")
    assert text == "Volgens Johanna de Wit gaat het goed.\n"
    assert str(found) == (
        "De namen staan terug, in een kopie van de studie.\n\nGedaan:\n"
        "  - 5 vervangingen in 1 gesprek teruggedraaid\n"
        "  - coderingen, memo's, sprekers.csv en uw teksten bijgewerkt\n"
        f"  - de kopie geschreven naar {tmp_path / 'namen'}; de studie is niet "
        "veranderd\n\nNog te doen door een mens:\n"
        "  - deel de kopie niet, en gooi haar weg zodra u haar niet meer nodig hebt"
    )
    assert "<ul>" in found._repr_html_()
    warning = (found.folder / "MET-ECHTE-NAMEN.md").read_text("utf-8")
    assert warning.startswith("# In deze map staan echte namen\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows kent deze rechten niet")
def test_only_the_owner_can_open_the_copy(
    study: Path, key: tb.Key, tmp_path: Path
) -> None:
    folder = tb.restore_study(study, key, to=tmp_path / "namen").folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_transcript_that_changed_since_gets_the_names_that_are_sure(
    study: Path, key: tb.Key, tmp_path: Path
) -> None:
    better = tmp_path / "beter.csv"
    text = (study / "transcripten" / "int1.csv").read_text("utf-8-sig")
    better.write_text(text.replace("elke week", "iedere week"), encoding="utf-8")
    tb.renew_transcript(study, better, session="int1")
    found = tb.restore_study(study, key, to=tmp_path / "namen")
    assert texts(found.folder)["int1"] == (
        "I: Hoe ging het met Johanna de Wit?\n\nR1: Johanna de Wit kwam iedere week. "
        "Haar nummer is [telefoon] en dat van Piet [telefoon]."
    )
    assert found.to_do[:2] == (
        "lees na: int1; daar is na het pseudonimiseren iets veranderd, dus elke "
        "vervanging is de langste naam geworden waar zij voor staat",
        "zoek op in de sleutel: in deze gesprekken staan nog vervangingen die voor "
        "meer dan één ding kunnen staan: int1 (2 keer)",
    )
    assert not (found.folder / "transcripten" / "oud").exists() or not list(
        (found.folder / "transcripten" / "oud").iterdir()
    )
    for folder in (study, found.folder):
        assert tb.check_study(folder).problems == ()


def test_who_withdrew_does_not_come_back(
    study: Path, key: tb.Key, tmp_path: Path
) -> None:
    tb.withdraw_respondent(study, "C1", day=date(2026, 2, 1))
    folder = tb.restore_study(study, key, to=tmp_path / "namen").folder
    assert "int1" not in texts(folder)
    assert "C1;" not in (folder / "respondenten.csv").read_text("utf-8")


def test_two_rounds_come_back_with_two_keys_the_last_one_first(
    study: Path, tmp_path: Path, refusal: Refusal
) -> None:
    before = texts(study)
    for number, part in enumerate((DECISIONS[:2], DECISIONS[2:])):
        tb.pseudonymise_study(study, part, key=tmp_path / f"{number}.json")
    first, last = (tb.read_key(tmp_path / f"{number}.json") for number in (0, 1))
    between = tb.restore_study(study, last, to=tmp_path / "een").folder
    folder = tb.restore_study(between, first, to=tmp_path / "twee").folder
    assert texts(folder) == before


def test_the_key_of_another_study_brings_nobody_back(
    study: Path, key: tb.Key, tmp_path: Path, refusal: Refusal
) -> None:
    other = replace(key, originals={"0" * 64: ((0, 1, "x"),)})
    to = tmp_path / "namen"
    assert refusal(tb.restore_study, study, other, to=to) == [
        "deze sleutel past bij geen enkel transcript van deze studie\n"
        f"  waar:      {study}\n"
        "  oplossing: neem de sleutel die voor deze studie is geschreven; is er twee "
        "keer gepseudonimiseerd, neem dan eerst de laatste"
    ]
    assert not to.exists()


def test_names_go_nowhere_near_the_study_or_version_control(
    study: Path, key: tb.Key, tmp_path: Path, refusal: Refusal, contents: Contents
) -> None:
    before = contents(study)
    tree = tmp_path / "werk"
    (tree / ".git").mkdir(parents=True)
    (tmp_path / "vol").mkdir()
    elsewhere = (
        "kies een map buiten de studie die alleen u kunt openen, zoals een "
        "versleutelde schijf"
    )
    for to, what, fix in (
        (
            study / "namen",
            "een map met echte namen mag niet in de map van de studie staan",
            elsewhere,
        ),
        (
            tree / "namen",
            f"een map met echte namen mag niet onder versiebeheer staan: {tree} heeft "
            "een map .git",
            elsewhere,
        ),
        (
            tmp_path / "vol",
            "hier staat al iets; het wordt niet overschreven",
            "noem een map die er nog niet is",
        ),
        (
            tmp_path / "weg" / "namen",
            "de map voor deze map is er niet",
            f"maak de map {tmp_path / 'weg'} eerst, of kies een andere",
        ),
    ):
        assert refusal(tb.restore_study, study, key, to=to) == [
            f"{what}\n  waar:      {to}\n  oplossing: {fix}"
        ]
    assert contents(study) == before


def test_a_disk_that_fails_leaves_no_copy(
    study: Path,
    key: tb.Key,
    tmp_path: Path,
    refusal: Refusal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = set(tmp_path.iterdir())
    monkeypatch.setattr(restoring.shutil, "copytree", fail)
    to = tmp_path / "namen"
    assert refusal(tb.restore_study, study, key, to=to) == [
        "de kopie kan niet worden geschreven (de schijf is vol)\n"
        f"  waar:      {to}\n"
        "  oplossing: controleer of er plaats is en of u in deze map mag schrijven; er "
        "is niets veranderd"
    ]
    assert set(tmp_path.iterdir()) == before


def test_the_command_gives_the_names_back(
    study: Path,
    key: tb.Key,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    own_language: None,
) -> None:
    words = ["restore", str(study), "--sleutel", str(tmp_path / "sleutel.json")]
    assert main([*words, "--naar", str(tmp_path / "namen")]) == 0
    assert "5 vervangingen in 1 gesprek teruggedraaid" in capsys.readouterr().out
    assert main([*words, "--naar", str(study / "namen")]) == 1
    assert "mag niet in de map van de studie staan" in capsys.readouterr().err
    assert main(words) == 2
    assert "Er ontbreekt '--naar'." in capsys.readouterr().err
