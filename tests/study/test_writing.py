"""Files are put in place whole, and together or not at all."""

from __future__ import annotations

import doctest
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch import errors
from tbresearch.errors import WorkbenchError, system_reason
from tbresearch.study import write_together, writing

HELP = (
    "controleer of er plaats is en of u in de map mag schrijven, sluit het bestand in "
    "andere programma's, en probeer het opnieuw; "
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt", "weg.txt"):
        (tmp_path / name).write_text(f"oud {name}")
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def new(folder: Path) -> dict[Path, bytes | None]:
    return {
        folder / "a.txt": b"nieuw a",
        folder / "weg.txt": None,
        folder / "b.txt": b"nieuw b",
        folder / "c.txt": b"nieuw c",
    }


def failing(real: Callable[..., object], calls: list[int]) -> Callable[..., object]:
    """Return a function that fails the so-manieth times that `calls` says."""
    done = iter(range(1, 100))

    def act(*words: object, **named: object) -> object:
        if next(done) in calls:
            raise OSError(28, "No space left on device")
        return real(*words, **named)

    return act


def test_all_files_are_written_and_nothing_is_left_beside_them(folder: Path) -> None:
    write_together(new(folder))
    assert contents(folder) == {
        "a.txt": "nieuw a",
        "b.txt": "nieuw b",
        "c.txt": "nieuw c",
    }


@pytest.mark.parametrize("step", ["_draft", "_place"])
@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_a_failure_anywhere_leaves_all_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, call: int
) -> None:
    before = contents(folder)
    monkeypatch.setattr(writing, step, failing(getattr(writing, step), [call]))
    with pytest.raises(WorkbenchError) as caught:
        write_together(new(folder))
    assert contents(folder) == before
    name = list(new(folder))[call - 1]
    assert str(caught.value) == (
        "dit bestand kan niet worden geschreven (de schijf is vol)\n"
        f"  waar:      {name}\n"
        f"  oplossing: {HELP}er is niets veranderd"
    )


def test_what_cannot_be_put_back_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_place", failing(writing._place, [3, 4]))
    with pytest.raises(WorkbenchError) as caught:
        write_together(new(folder))
    [old] = folder.glob(".*.nieuw")
    assert old.read_text() == "oud weg.txt"
    assert str(caught.value).endswith(
        f"{HELP}wel veranderd zijn: weg.txt (de oude inhoud staat in {old.name})"
    )
    assert (folder / "a.txt").read_text() == "oud a.txt"


def test_stopping_halfway_puts_back_as_well(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(folder)
    place = writing._place

    def stop(path: Path, draft: Path | None) -> None:
        if path.name == "c.txt":
            raise KeyboardInterrupt
        place(path, draft)

    monkeypatch.setattr(writing, "_place", stop)
    with pytest.raises(KeyboardInterrupt):
        write_together(new(folder))
    assert contents(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows kent deze rechten niet")
def test_a_file_stays_as_readable_as_it_was(folder: Path) -> None:
    (folder / "a.txt").chmod(0o640)
    write_together({folder / "a.txt": b"x"})
    write_together({folder / "prive.txt": b"x"}, private=True)
    modes = [stat.S_IMODE((folder / n).stat().st_mode) for n in ("a.txt", "prive.txt")]
    assert modes == [0o640, 0o600]


def test_a_folder_in_the_place_of_the_file_is_named(folder: Path) -> None:
    (folder / "map").mkdir()
    with pytest.raises(WorkbenchError) as caught:
        write_together({folder / "a.txt": b"x", folder / "map": b"x"})
    assert "kan niet worden geschreven (het is een map)" in str(caught.value)
    assert (folder / "a.txt").read_text() == "oud a.txt"


def test_the_examples_in_the_docstrings_hold() -> None:
    found = doctest.testmod(errors)
    assert (found.attempted, found.failed) == (1, 0)


@pytest.mark.parametrize(
    ("error", "dutch"),
    [
        (
            PermissionError(13, "Permission denied"),
            "geen toestemming, of een ander programma heeft het open",
        ),
        (OSError(99999, "Strange thing"), "fout 99999 van het systeem"),
        (OSError("strange"), "het systeem zegt niet waarom"),
    ],
)
def test_the_system_speaks_dutch(error: OSError, dutch: str) -> None:
    assert system_reason(error) == dutch
