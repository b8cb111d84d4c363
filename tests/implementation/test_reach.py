"""Reach of a study that has one of its two files, or files without a row."""

from __future__ import annotations

from pathlib import Path

import pytest

import tbresearch as tb

TRAJECTORIES = ("trajecten", "contacten", "fasen", "evaluaties", "aanpassingen")


def only_header(path: Path) -> None:
    head = path.read_text(encoding="utf-8").splitlines(keepends=True)[0]
    path.write_text(head, encoding="utf-8")


def without_trajectories(folder: Path) -> Path:
    for name in (*TRAJECTORIES, "plannen", "doelen"):
        (folder / f"{name}.csv").unlink()
    return folder


def test_applications_alone_tell_who_started_and_nothing_of_trajecten(
    example: Path,
) -> None:
    found = tb.reach(tb.open_study(without_trajectories(example)))
    assert str(found) == "Bereik: 154 aanmeldingen: 90 gestart, 64 niet"
    assert found.notes == ()
    assert found.flow is None
    assert found.not_reached().empty
    assert found.to_frame().empty
    shown = found._repr_html_()
    assert "154" in shown
    assert "Doelgroep" not in shown


@pytest.mark.parametrize("with_applications", [True, False])
def test_files_without_rows_are_shown_and_drawn(
    example: Path, with_applications: bool
) -> None:
    only_header(example / "werving.csv")
    (example / "selectie.csv").unlink()
    without_trajectories(example)
    if not with_applications:
        (example / "werving.csv").unlink()
        head = "traject;client;huishouden;indicatiehouder;wet;route;aanbieder;gemeente;"
        head += "begeleider;start;einde;reden_einde;doelgroepen;herkomst;complex\n"
        (example / "trajecten.csv").write_text(head, encoding="utf-8")
    found = tb.reach(tb.open_study(example))
    told = "Bereik: 0 aanmeldingen: 0 gestart, 0 niet"
    assert str(found) == (told if with_applications else "Bereik: geen trajecten")
    assert found.notes == ()
    assert found._repr_html_()
    found.plot().figure.draw_without_rendering()
