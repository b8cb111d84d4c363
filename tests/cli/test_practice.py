"""The command on practice prints every measure with its denominator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_practice_prints_every_part_and_what_is_missing(
    run: Run, example: Path
) -> None:
    status, out, err = run("practice", example)
    assert (status, err) == (0, "")
    for part in ("Fasen", "Dosis", "Evaluaties", "Begeleiders", "Aanpassingen"):
        assert f"\n{part}\n" in out
    assert "Wat ontbreekt\n  Context: niets\n" in out
    assert "240 trajecten van 232 cliënten" in out


def test_practice_without_trajecten_says_what_to_do(
    run: Run, small_study: Path
) -> None:
    status, _, err = run("practice", small_study)
    assert status == 1
    assert "er zijn geen trajecten in deze studie" in err
