"""The command that lays what people say beside what scores show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tbresearch.cli.opening import STUDY, coding_of

if TYPE_CHECKING:
    from tbresearch.coding import Coding
    from tbresearch.synthesis.display import JointCell, JointDisplay

__all__ = ["samenhang"]

_FILE = click.Path(path_type=Path)
_FIRST = 4


@click.command(options_metavar="[OPTIES]")
@STUDY
@click.option(
    "--werkblad",
    metavar="BESTAND",
    type=_FILE,
    help="Schrijf een nieuw .xlsx-bestand, buiten de studie, waarin u per uitspraak "
    "kiest over welk leefgebied zij gaat.",
)
@click.option(
    "--inlezen",
    metavar="BESTAND",
    type=_FILE,
    help="Lees een ingevuld werkblad, en zet wat erin staat in leefgebieden.csv.",
)
def samenhang(studie: Path, werkblad: Path | None, inlezen: Path | None) -> int:
    """Leg uitspraken, scores en kosten naast elkaar."""
    if werkblad is not None and inlezen is not None:
        raise click.UsageError("kies --werkblad of --inlezen, niet allebei")
    coding = coding_of(studie)
    if werkblad is not None:
        return _write(coding, werkblad)
    if inlezen is not None:
        return _take_in(coding, inlezen)
    display = _display(coding)
    _show(display)
    for problem in display.unread:
        click.echo(f"\n{problem}", err=True)
    return 1 if display.unread else 0


def _write(coding: Coding, path: Path) -> int:
    from tbresearch.synthesis.display import area_worksheet, read_areas

    file = area_worksheet(coding, path)
    click.echo(
        f"{read_areas(coding)}.\nHet werkblad staat in {file}. Er staan uitspraken van "
        "respondenten in. Vul de laatste kolom in, bewaar het, en geef dan:\n  "
        f"tbresearch samenhang {coding.study.root} --inlezen {file}"
    )
    return 0


def _take_in(coding: Coding, path: Path) -> int:
    from tbresearch.synthesis.display import AREAS, take_in_worksheet

    areas = take_in_worksheet(coding, path)
    click.echo(
        f"{areas}.\n{AREAS.file} is bijgewerkt. Gooi {path} weg: er staan uitspraken "
        "van respondenten in."
    )
    return 0


def _display(coding: Coding) -> JointDisplay:
    from tbresearch.costs import (
        ASSUMPTIONS_FILE,
        cost_per_trajectory,
        read_assumptions,
    )
    from tbresearch.findings import improvement_points, success_factors
    from tbresearch.outcomes import has_zrm, of_ended, read_zrm, zrm_change
    from tbresearch.synthesis.display import joint_display
    from tbresearch.trajectories import has_trajectories, read_trajectories

    study, change, costs = coding.study, None, None
    if has_zrm(study):
        scores = read_zrm(study)
        if has_trajectories(study):
            scores = of_ended(scores, read_trajectories(study))
        change = zrm_change(scores, between=("intake", "eind"))
    if (study.root / ASSUMPTIONS_FILE).is_file():
        register = read_assumptions(study)
        if register.items_of("kosten"):
            costs = cost_per_trajectory(register)
    return joint_display(
        success_factors(coding), improvement_points(coding), change, costs=costs
    )


def _show(display: JointDisplay) -> None:
    from tbresearch.vocabulary import LEEFGEBIEDEN, label

    click.echo(f"{display}")
    area = ""
    for cell in display.cells:
        if cell.leefgebied != area:
            area = cell.leefgebied
            click.echo(f"\n{label(LEEFGEBIEDEN, area)} ({area})")
            click.echo(f"  scores: {cell.change}")
            for row in cell.costs:
                click.echo(f"  kosten: {row.item.label}")
        _show_cell(cell, display)
    click.echo(f"\n{display.cost_line}")
    for title, lines in (
        ("Zo komt een kandidaat tot stand", display.rule),
        ("Wat verloren gaat tussen leefgebieden en ZRM", display.losses),
        ("Let op", display.notes),
    ):
        if lines:
            click.echo(f"\n{title}:\n" + "\n".join(f"- {line}" for line in lines))


def _show_cell(cell: JointCell, display: JointDisplay) -> None:
    from tbresearch.synthesis.display import inference_text
    from tbresearch.vocabulary import JOINT_LABELS, RESPONDENT_GROUPS, label

    book = display.coding.codebook.codes
    who = label(RESPONDENT_GROUPS, cell.group)
    click.echo(f"  {who} ({cell.group}): {cell.talk}")
    for polarity in ("succesfactor", "verbeterpunt"):
        named = [
            f"{book[code].label} ({n})"
            for side, code, n in cell.talk.codes
            if side == polarity
        ][:_FIRST]
        if named:
            click.echo(f"    {polarity}: {', '.join(named)}")
    if cell.talk.codings:
        click.echo(f"    coderingen: {', '.join(cell.talk.codings)}")
    click.echo(
        f"    kandidaat: {label(JOINT_LABELS, cell.candidate).lower()}, want "
        f"{cell.reason}"
    )
    if cell.inference is not None:
        click.echo(f"    duiding: {inference_text(cell)}")
