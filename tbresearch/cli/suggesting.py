"""`tbresearch suggest`: whether suggestions are on, and what they are worth."""

from __future__ import annotations

from pathlib import Path

import click

from tbresearch.cli.opening import STUDY, coding_of

__all__ = ["suggest"]


@click.command(
    options_metavar="[OPTIES]",
    help="Zeg of voorstellen voor codes aanstaan.",
)
@STUDY
@click.option(
    "--codeur",
    metavar="NAAM",
    required=True,
    help="Wiens beslissingen en coderingen de maat zijn.",
)
def suggest(studie: Path, codeur: str) -> None:
    """Print the state of the suggester after the decisions of a coder."""
    from tbresearch.suggesting import decisions_of, judged_suggester

    coding = coding_of(studie)
    _, verdict = judged_suggester(decisions_of(coding, coder=codeur), coding.codebook)
    click.echo("\n".join(verdict.notes))
    if verdict.evaluation is None:
        return
    click.echo(f"\n{verdict.evaluation}\n")
    from tbresearch.suggesting.measures import MEASURES

    for row in (("", *MEASURES), *verdict.evaluation.table()):
        click.echo(f"{row[0]:15}" + "".join(f"{cell:>23}" for cell in row[1:]))
    click.echo("\n" + "\n".join(verdict.evaluation.notes))
