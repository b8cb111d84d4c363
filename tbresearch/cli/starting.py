"""The command that makes a new study."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["new"]


@click.command(options_metavar="[OPTIES]")
@click.argument("map_", metavar="MAP", type=click.Path(path_type=Path))
@click.option(
    "--interventie",
    type=click.Choice(["thuisbegeleiding", "reset", "integraal_werken", "leeg"]),
    help="Zet deze beschrijving in de studie, om aan te passen.",
)
def new(map_: Path, interventie: str | None) -> None:
    """Maak een nieuwe, lege studie met uitleg in de bestanden."""
    from tbresearch.folder import new_study

    root = new_study(map_, intervention=interventie)
    click.echo(f"Nieuwe studie in {root}. Lees eerst {root / 'LEESMIJ.md'}.")
