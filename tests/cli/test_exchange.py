"""Projects of other programs on the command line: shown first, then brought in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interchange import dialects as made
from tests.interchange.dialects import DIALECTS
from tests.interchange.qualcoder_base import write_base

Run = Callable[..., tuple[int, str, str]]
FACTS = ("--soort", "interview", "--wijze", "online", "--datum", "2025-11-03")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "project.qdpx"
    path.write_bytes(made.project(DIALECTS["nvivo"]))
    return path


def test_a_project_is_shown_and_then_brought_in(
    run: Run, small_study: Path, project: Path
) -> None:
    status, out, err = run("import", small_study, project)
    assert (status, err) == (0, "")
    assert "project.qdpx: p, van NVivo 1.7.1: 3 codes, 1 bron, 6 coderingen" in out
    assert "2 nieuwe codes, 1 al in het codeboek" not in out
    assert "3 nieuwe codes, 0 al in het codeboek" in out
    assert "1 nieuw gesprek, 0 al in de studie" in out
    assert "gesprek-1: gesprek-1.txt, platte tekst" in out
    assert (
        "codeur Anna-Visser (in het bestand Anna Visser), nieuwe codeur: 3 nieuwe "
        "coderingen, 0 al in de studie"
    ) in out
    assert "6 coderingen hebben geen kant in het bestand" in out
    assert "Er is nog niets in de studie gezet. Voeg daarvoor toe: --soort" in out
    status, out, err = run("import", small_study, project, *FACTS)
    assert (status, err) == (0, "")
    assert "Dit staat nu in de studie." in out
    status, out, err = run("import", small_study, project)
    assert (status, err) == (0, "")
    assert "Alles staat al in de studie; er is niets veranderd." in out


def test_a_project_can_only_be_shown(
    run: Run,
    small_study: Path,
    project: Path,
    contents: Callable[[Path], dict[str, bytes]],
) -> None:
    before = contents(small_study)
    _, out, _ = run("import", small_study, project, *FACTS, "--toon")
    assert out.endswith("Er is nog niets in de studie gezet.\n")
    assert contents(small_study) == before


def test_a_folder_of_qualcoder_is_a_project(
    run: Run, small_study: Path, tmp_path: Path
) -> None:
    folder = write_base(tmp_path / "studie.qda")
    status, out, _ = run(
        *("import", small_study, folder, *FACTS, "--codeur", "Anna Visser=anna")
    )
    assert status == 0
    assert "codeur anna (in het bestand Anna Visser): 3 nieuwe coderingen" in out


def test_what_is_wrong_with_a_project_is_said(
    run: Run, small_study: Path, project: Path
) -> None:
    project.write_bytes(b"geen zip")
    status, out, err = run("import", small_study, project)
    assert (status, out) == (1, "")
    assert "dit is geen .qdpx" in err


WRONG = {
    "a speaker": (
        ("a.qdpx", "--spreker", "P1=B1"),
        "Bij een project hoort geen '--spreker'.",
    ),
    "a new version": (
        ("a.qdpx", "--vernieuw", "fg1"),
        "Bij een project hoort geen '--vernieuw'.",
    ),
    "two files": (("a.qdpx", "b.txt"), "Een project of codeboek importeert u alleen."),
    "a coder of a transcript": (
        ("a.txt", "--codeur", "a=b"),
        "'--codeur' hoort bij een project (.qdpx).",
    ),
    "showing a transcript": (
        ("a.txt", "--toon"),
        "'--toon' hoort bij een project (.qdpx).",
    ),
    "positions of a transcript": (
        ("a.txt", "--posities", "utf16-lf"),
        "'--posities' hoort bij een project (.qdpx).",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_options_that_do_not_go_together_are_wrong_use(case: str, run: Run) -> None:
    words, message = WRONG[case]
    status, _, err = run("import", "map", *words)
    assert status == 2
    assert err.endswith(f"Fout: {message}\n")


def test_an_export_says_what_leaves(
    run: Run, small_study: Path, tmp_path: Path
) -> None:
    names = [tmp_path / f"a.{suffix}" for suffix in ("qdpx", "qdc", "jsonld")]
    status, out, err = run(
        *("export", small_study, "--qdpx", names[0], "--qdc", names[1]),
        *("--webannotatie", names[2]),
    )
    assert (status, err) == (0, "")
    assert all(name.is_file() for name in names)
    assert out.count("Dit verlaat de studie:") == 3
    assert "niet de woorden van C2: die zijn afgedekt" in out


def test_an_export_of_nothing_is_wrong_use(run: Run, small_study: Path) -> None:
    status, out, err = run("export", small_study)
    assert (status, out) == (2, "")
    assert err.endswith("Fout: Kies wat u wilt: --qdpx, --qdc of --webannotatie.\n")


def test_an_export_under_another_name_writes_nothing(
    run: Run, small_study: Path, tmp_path: Path
) -> None:
    status, _, err = run("export", small_study, "--qdpx", tmp_path / "a.zip")
    assert status == 1
    assert "wordt geschreven als .qdpx, niet als .zip" in err
    assert not (tmp_path / "a.zip").exists()
