"""`tbresearch suggest`: the state, the numbers, and how it ends."""

from collections.abc import Callable
from pathlib import Path

Contents = Callable[[Path], dict[str, bytes]]
Run = Callable[..., tuple[int, str, str]]


def test_it_says_what_suggestions_are_worth_and_writes_nothing(
    run: Run, example: Path, contents: Contents
) -> None:
    before = contents(example)
    status, out, err = run("suggest", example, "--codeur", "anna")
    assert (status, err) == (0, "")
    assert out.startswith("De voorstellen (")
    for name in ("kans", "meest gegeven", "trefwoorden"):
        assert f"\n{name} " in out
    assert contents(example) == before


def test_few_decisions_are_said_to_be_few(run: Run, small_study: Path) -> None:
    status, out, _ = run("suggest", small_study, "--codeur", "anna")
    assert status == 0
    assert out.startswith("Nog niet te beoordelen: ")


def test_wrong_use_is_told_apart(run: Run, example: Path) -> None:
    assert run("suggest", example)[0] == 2
    status, _, err = run("suggest", example, "--codeur", "jan")
    assert status == 1
    assert "codeur 'jan' staat niet in de studie" in err
