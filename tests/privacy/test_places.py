"""Real names stay out of the study folder and out of version control."""

from __future__ import annotations

from pathlib import Path

import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.privacy import (
    propose_pseudonyms,
    read_key,
    write_key,
    write_review,
)

NOTHING = propose_pseudonyms({}, names=())
ELSEWHERE = (
    "kies een map buiten de studie die alleen u kunt openen, zoals een versleutelde "
    "schijf"
)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    root = tmp_path / "studie"
    (root / "rapport").mkdir(parents=True)
    return root


def refusal(path: Path, study: Path) -> str:
    """Return why both files are refused there, after checking it is the same."""
    with pytest.raises(WorkbenchError) as key:
        write_key(path, study, decisions=(), replaced={})
    with pytest.raises(WorkbenchError) as review:
        write_review(NOTHING, path, study_root=study)
    assert str(key.value) == str(review.value)
    return str(key.value)


@pytest.mark.parametrize("inside", ["sleutel.json", "rapport/sleutel.json"])
def test_the_study_folder_is_refused(study: Path, inside: str) -> None:
    assert refusal(study / inside, study) == (
        "een bestand met echte namen mag niet in de map van de studie staan\n"
        f"  waar:      {study / inside}\n"
        f"  oplossing: {ELSEWHERE}"
    )


def test_a_way_round_to_the_study_folder_is_refused(
    study: Path, tmp_path: Path
) -> None:
    (tmp_path / "kortweg").symlink_to(study / "rapport")
    for path in (tmp_path / "kortweg" / "s.json", tmp_path / "x/../studie/s.json"):
        assert refusal(path, study).startswith(
            "een bestand met echte namen mag niet in de map van de studie staan\n"
        )


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_git_work_tree_is_refused(study: Path, tmp_path: Path, kind: str) -> None:
    tree = tmp_path / "werk"
    (tree / "diep" / "dieper").mkdir(parents=True)
    if kind == "folder":
        (tree / ".git").mkdir()
    else:  # a linked work tree has a file
        (tree / ".git").write_text("gitdir: elders")
    path = tree / "diep" / "dieper" / "sleutel.json"
    assert refusal(path, study) == (
        "een bestand met echte namen mag niet onder versiebeheer staan: "
        f"{tree.resolve()} heeft een map .git\n"
        f"  waar:      {path}\n"
        f"  oplossing: {ELSEWHERE}"
    )


def test_a_file_that_is_there_is_not_overwritten(study: Path, tmp_path: Path) -> None:
    path = tmp_path / "sleutel.json"
    path.write_text("oud")
    assert refusal(path, study) == (
        "hier staat al een bestand; het wordt niet overschreven, want er kunnen "
        "besluiten of een sleutel in staan\n"
        f"  waar:      {path}\n"
        "  oplossing: kies een andere naam, en bewaar het oude bestand"
    )
    assert path.read_text() == "oud"


def test_a_folder_that_is_not_there_is_told(study: Path, tmp_path: Path) -> None:
    path = tmp_path / "weg" / "sleutel.json"
    assert refusal(path, study) == (
        "de map voor dit bestand is er niet\n"
        f"  waar:      {path}\n"
        f"  oplossing: maak de map {path.parent.resolve()} eerst, of kies een andere"
    )


@pytest.mark.parametrize(
    "content", ["", "geen json", "[]", '{"bestand": "iets anders"}', "[" * 100_000]
)
def test_what_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "sleutel.json"
    path.write_text(content)
    with pytest.raises(WorkbenchError) as caught:
        read_key(path)
    assert str(caught.value) == (
        "dit bestand is geen sleutel, of het is beschadigd\n"
        "  waar:      sleutel.json\n"
        "  oplossing: zet het bestand terug uit een reservekopie; een sleutel is niet "
        "bedoeld om met de hand te wijzigen"
    )
