"""`tbresearch agreement`: how far coders agree, and what they see differently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tbresearch.cli.opening import STUDY, coding_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tbresearch.coding.comparing import Agreement, Disagreement, Disagreements

__all__ = ["agreement"]

_PER = {"code": "code", "gesprek": "session", "paar": "pair"}
_QUOTE = 66


@click.command(
    options_metavar="[OPTIES]",
    help="Vergelijk codeurs, en toon wat zij anders zien.",
)
@STUDY
@click.option(
    "--codeurs", nargs=2, metavar="A B", help="Alleen deze twee; anders alle codeurs."
)
@click.option(
    "--per",
    type=click.Choice(list(_PER)),
    default="code",
    help="Waarvan elke regel is; anders per code.",
)
@click.option(
    "--verschillen",
    metavar="AANTAL",
    type=click.IntRange(min=0),
    default=10,
    help="Hoeveel open verschillen er worden getoond; anders tien.",
)
def agreement(
    studie: Path, codeurs: tuple[str, str] | None, per: str, verschillen: int
) -> None:
    """Print the table of agreement, and the first differences that are open."""
    from tbresearch.coding.comparing import agreement as compare
    from tbresearch.coding.comparing import disagreements

    coding = coding_of(studie)
    found = compare(
        coding,
        level="nominal",
        by=_PER[per],  # type: ignore[arg-type]
        coders=codeurs or None,
    )
    click.echo(found)
    _show_table(found)
    click.echo("\n" + "\n".join(found.notes))
    if len(found.coders) == 2:
        _show_open(disagreements(coding, coders=found.coders), most=verschillen)


def _show_table(found: Agreement) -> None:
    """Print the rows under each other, words to the left and numbers to the right."""
    if not found.rows:
        return
    rows = [found.brief_cells(row) for row in found.every_row()]
    click.echo()
    for line in _columns([found.brief_head(), *rows]):
        click.echo(line)


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _show_open(found: Disagreements, *, most: int) -> None:
    click.echo(f"\n{found}")
    for row in found.open[:most]:
        click.echo(f"\n{_title(row)}")
        sides = zip(found.coders, (row.match.one, row.match.two), strict=True)
        for coder, side in sides:
            if side is None:
                click.echo(f"  {coder}: geen code")
            else:
                click.echo(
                    f"  {coder}: {side.code}, {side.polarity}: {_cut(side.quote)}"
                )
    rest = len(found.open) - most
    if most and rest > 0:
        more = "nog 1 ander verschil" if rest == 1 else f"nog {rest} andere verschillen"
        click.echo(f"\nEr zijn {more}; zie tb.disagreements in JupyterLab.")


def _title(row: Disagreement) -> str:
    from tbresearch.coding.comparing.kinds import KINDS
    from tbresearch.coding.comparing.showing import turns_text
    from tbresearch.vocabulary import label

    kind = label(KINDS, row.kind).lower()
    speaker = f", {row.speaker}" if row.speaker else ""
    return f"{row.key}  {turns_text(row)}{speaker}: {kind}"


def _cut(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= _QUOTE else f"{text[:_QUOTE].rstrip()} ..."
