"""How a codebook changed, as far as anybody recorded it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.coding import (
    CodebookLog,
    add_code,
    codebook_log,
    merge_codes,
    move_code,
    read_codebook,
    rename_code,
)
from tbresearch.study import open_study


def log_of(folder: Path) -> CodebookLog:
    study = open_study(folder)
    return codebook_log(study, read_codebook(study))


def told(folder: Path) -> list[tuple[str, str]]:
    return [(one.coder, one.what) for one in log_of(folder).changes]


def appended(folder: Path, coder: str, *changes: object) -> None:
    path = folder / "coderingen" / f"{coder}.jsonl"
    lines = [
        json.dumps({"act": "codebook", "time": time, "change": change})
        for time, change in changes  # type: ignore[misc]
    ]
    with path.open("a", encoding="utf-8") as file:
        file.write("\n".join([*lines, ""]))


def test_a_codebook_that_nobody_changed_says_so(small_study: Path) -> None:
    found = log_of(small_study)
    assert found.changes == ()
    assert str(found) == "Aan het codeboek is tijdens het coderen niets veranderd"
    assert found.to_frame().empty


def test_each_change_is_told_with_who_and_in_order(small_study: Path) -> None:
    coder = "anna"
    add_code(
        open_study(small_study), coder=coder, label="Vaste begeleider", kind="thema"
    )
    rename_code(
        open_study(small_study), coder=coder, code="lijnen", label="Korte lijntjes"
    )
    move_code(open_study(small_study), coder=coder, code="lijnen", parent="rust")
    move_code(open_study(small_study), coder="bram", code="lijnen", parent=None)
    study = open_study(small_study)
    merge_codes(study, coder="bram", code="vaste_begeleider", into="overzicht")
    assert told(small_study) == [
        ("anna", "nieuwe code “Vaste begeleider” (thema)"),
        ("anna", "“Korte lijnen” heet voortaan “Korte lijntjes”"),
        ("anna", "“Korte lijntjes” valt voortaan onder “Rust in huis”"),
        ("bram", "“Korte lijntjes” valt niet meer onder een andere code"),
        ("bram", "“Vaste begeleider” is samengevoegd met “Overzicht”"),
    ]
    days = log_of(small_study).to_frame()["day"]
    assert days.str.fullmatch(r"\d{4}-\d\d-\d\d").all()


def test_what_was_taken_back_stands_there_as_well(small_study: Path) -> None:
    change = {"op": "rename", "code": "rust", "label": "Kalmte", "before": "Rust"}
    appended(
        small_study,
        "anna",
        ("2025-12-09T10:00:00+00:00", change),
        ("2025-12-09T10:01:00+00:00", {"back": change}),
    )
    assert [what for _, what in told(small_study)] == [
        "“Rust” heet voortaan “Kalmte”",
        "teruggedraaid: “Rust” heet voortaan “Kalmte”",
    ]


def test_journals_are_told_in_the_order_of_time(small_study: Path) -> None:
    late, early = "2025-12-09T10:00:00+00:00", "2025-12-08T10:00:00+00:00"
    change = {"op": "rename", "code": "rust", "label": "B", "before": "A"}
    appended(small_study, "anna", (late, change))
    appended(small_study, "bram", (early, change))
    assert [who for who, _ in told(small_study)] == ["bram", "anna"]


def test_a_merge_in_the_file_itself_has_no_day_and_no_name(
    small_study: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(
        small_study / "codeboek.toml",
        'label = "Wachttijd"',
        'label = "Wachttijd"\nvoorheen = ["wachten"]',
    )
    (change,) = log_of(small_study).changes
    assert (change.day, change.coder) == ("", "")
    assert change.what == "“wachten” is samengevoegd met “Wachttijd”"
    assert list(log_of(small_study).rows()) == [
        ("niet vastgelegd", "niet vastgelegd", change.what)
    ]


@pytest.mark.parametrize(
    "change", [{}, {"op": "new"}, {"op": "x"}, {"back": 3}, {"op": "merge", "code": 1}]
)
def test_a_change_that_cannot_be_read_is_said_to_be_so(
    small_study: Path, change: dict[str, object]
) -> None:
    appended(small_study, "anna", ("2025-12-09T10:00:00+00:00", change))
    assert [what for _, what in told(small_study)] == [
        "een wijziging die niet te lezen is"
    ]
