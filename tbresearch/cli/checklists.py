"""Showing what reporting checklists ask for and the report does not have yet."""

from __future__ import annotations

from pathlib import Path

import click

from tbresearch.cli.opening import STUDY

__all__ = ["checklists"]


@click.command(options_metavar="[OPTIES]")
@STUDY
def checklists(studie: Path) -> None:
    """Noem wat controlelijsten vragen en nog ontbreekt."""
    from tbresearch import report
    from tbresearch.study import open_study

    found = report.checklists(open_study(studie))
    click.echo(found)
    click.echo("\n" + "\n".join(found.notes))
