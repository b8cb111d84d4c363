"""Projects of QualCoder: read with all that they hold, and never changed."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.interchange import read_qda, read_qdpx, write_qdpx
from tests.interchange.dialects import CODED, TEXT
from tests.interchange.qualcoder_base import write_base


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write_base(tmp_path / "studie.qda")


def test_all_of_a_project_is_read(base: Path) -> None:
    project = read_qda(base)
    assert (project.name, project.origin) == ("studie", "QualCoder")
    columns = project.codings[["quote", "code", "coder"]]
    assert [tuple(row) for row in columns.itertuples(index=False)] == list(CODED)
    assert list(project.codings["marked"]) == [False, True] * 3
    assert project.codings["memo"][0] == "kijk hier"
    assert project.codings["time"][0] == "2025-11-03T10:00:00"
    assert project.sources["gesprek 1"].text == TEXT
    codes = project.codebook.set_index("code")
    assert list(codes.index) == ["Thema", "Stemming", "Netwerk", "Rust"]
    assert codes.loc["Netwerk", "parent"] == "Thema"
    assert not codes.loc["Thema", "codable"]
    assert codes.loc["Rust", "description"] == "over Rust"
    [case] = project.cases
    assert (case.name, dict(case.variables)) == ("R1", {"leeftijd": "43"})
    assert [TEXT[s.start : s.end] for s in case.passages] == ["Goed, dank u."]
    notes = {(note.kind, note.text) for note in project.notes}
    assert notes == {("passage", "mooi"), ("free", "vandaag begonnen")}
    assert [(loss.element, loss.count) for loss in project.losses] == [
        ("source", 1),
        ("PictureSelection", 1),
    ]


def test_the_file_in_the_folder_is_the_same_project(base: Path) -> None:
    assert read_qda(base / "data.qda").name == "studie"


def test_reading_changes_nothing(base: Path) -> None:
    before = (base / "data.qda").read_bytes()
    read_qda(base)
    assert (base / "data.qda").read_bytes() == before
    assert [path.name for path in base.iterdir()] == ["data.qda"]


def test_a_project_of_qualcoder_can_go_on_as_refi_qda(
    base: Path, tmp_path: Path
) -> None:
    before = read_qda(base)
    write_qdpx(before, tmp_path / "a.qdpx")
    after = read_qdpx(tmp_path / "a.qdpx")
    own = ["quote", "code", "coder", "start", "end", "marked", "memo"]
    assert after.codings[own].equals(before.codings[own])


def test_what_is_no_project_is_refused(
    base: Path, tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    file = base / "data.qda"
    raw = file.read_bytes()
    broken = "dit is geen leesbaar project van QualCoder"
    for content in (b"\x93" * 4096, raw[:5000], b"SQLite format 3\x00" + bytes(200)):
        file.write_bytes(content)
        [problem] = refusal(read_qda, base)
        assert broken in problem
    with contextlib.closing(sqlite3.connect(tmp_path / "leeg.qda")) as other:
        other.execute("CREATE TABLE project (memo text)")
        other.commit()
    [problem] = refusal(read_qda, tmp_path / "leeg.qda")
    assert "tabel 'source' ontbreekt" in problem
    [problem] = refusal(read_qda, tmp_path / "weg.qda")
    assert "hier is geen project van QualCoder" in problem


def test_a_view_in_the_place_of_a_table_is_refused(
    base: Path, refusal: Callable[..., list[str]]
) -> None:
    with contextlib.closing(sqlite3.connect(base / "data.qda")) as other:
        other.execute("DROP TABLE source")
        other.execute(
            "CREATE VIEW source AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT "
            "id + 1 FROM n) SELECT id FROM n"
        )
        other.commit()
    [problem] = refusal(read_qda, base)
    assert "tabel 'source' ontbreekt" in problem


def test_a_database_that_is_in_use_is_said_so(
    base: Path, refusal: Callable[..., list[str]]
) -> None:
    with contextlib.closing(
        sqlite3.connect(base / "data.qda", isolation_level=None)
    ) as other:
        other.execute("BEGIN EXCLUSIVE")
        [problem] = refusal(read_qda, base)
    assert "dit project is in gebruik" in problem


def test_any_change_of_the_database_is_read_or_refused(base: Path) -> None:
    file = base / "data.qda"
    raw = file.read_bytes()
    for seed in range(150):
        chance = random.Random(seed)
        changed = bytearray(raw)
        for _ in range(chance.randint(1, 12)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        file.write_bytes(bytes(changed))
        with contextlib.suppress(WorkbenchError):
            str(read_qda(base))
