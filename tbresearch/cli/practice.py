"""Showing what was done, held against the intervention as intended."""

from __future__ import annotations

from pathlib import Path

import click

from tbresearch.cli.opening import STUDY

__all__ = ["practice"]


@click.command(options_metavar="[OPTIES]")
@STUDY
def practice(studie: Path) -> None:
    """Leg de uitvoering naast de interventie zoals bedoeld."""
    from tbresearch.implementation import review_practice
    from tbresearch.study import open_study

    found = review_practice(open_study(studie))
    click.echo(found)
    for part, rows in found.to_frame().groupby("part", sort=False):
        click.echo(f"\n{part}")
        for row in rows.to_dict("records"):
            click.echo(f"  {row['measure']:<66} {row['text']}")
    click.echo("\nWat ontbreekt")
    for component in found.profile:
        missing = "; ".join(component.missing) or "niets"
        click.echo(f"  {component.label}: {missing}")
    click.echo("\n" + "\n".join(found.notes))
