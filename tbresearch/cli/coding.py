"""`tbresearch code`: JupyterLab on the page of one coder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click

from tbresearch.cli.opening import STUDY

__all__ = ["code"]

_TEXT = """\
# Coderen

Klik in het grijze vak en druk op Shift+Enter: dan komt de pagina eronder te staan. Met
*? Toetsen* ziet u wat u met het toetsenbord kunt."""
_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
_CELL = """\
import tbresearch as tb

tb.code(tb.open_study("."), coder={coder!r})"""


@click.command(options_metavar="[OPTIES]")
@STUDY
@click.option("--codeur", required=True, metavar="NAAM", help="Uw codeursnaam.")
@click.option(
    "--niet-openen", is_flag=True, help="Maak alleen het notebook; start niets."
)
def code(studie: Path, codeur: str, niet_openen: bool) -> int:
    """Codeer de gesprekken in JupyterLab."""
    from tbresearch.coding.checks import require
    from tbresearch.study import open_study

    require(codeur, open_study(studie).coders, "codeur")
    path = studie / f"coderen-{codeur}.ipynb"
    if not path.exists():
        _write(path, codeur)
    click.echo(f"Uw notebook staat in {path}.")
    if niet_openen:
        return 0
    click.echo("JupyterLab opent in uw browser. Laat dit venster openstaan.")
    lab = [sys.executable, "-m", "jupyter", "lab", "--log-level=WARN", str(path)]
    return subprocess.run(lab, check=False).returncode


def _write(path: Path, coder: str) -> None:
    from tbresearch.study import write_together

    cell: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
    }
    notebook = {
        "cells": [
            {"cell_type": "markdown", "id": "uitleg", "metadata": {}, "source": _TEXT},
            cell | {"id": "coderen", "source": _CELL.format(coder=coder)},
        ],
        "metadata": {"kernelspec": _KERNEL},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    text = json.dumps(notebook, ensure_ascii=False, indent=1)
    write_together({path: f"{text}\n".encode()})
