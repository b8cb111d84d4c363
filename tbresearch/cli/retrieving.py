"""The commands that read codings and words back, and can put them in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tbresearch.cli.opening import SIDES, STUDY, coding_of

if TYPE_CHECKING:
    from tbresearch.coding.retrieval import CodeMatrix, Concordance, Passages, Tabular

__all__ = ["concordance", "matrix", "passages"]

_METAVAR = "[OPTIES]"
_BY = {
    "groep": "group",
    "respondent": "respondent",
    "gesprek": "session",
    "organisatie": "organisation",
}
_UNITS = ("respondent", "uiting", "groep", "organisatie")
# Characters of a passage on the screen; all of it is in a file.
_LONG = 300


def _where(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose whose words."""
    for name, metavar, text in (
        ("--gesprek", "NAAM", "Alleen dit gesprek."),
        ("--respondent", "NAAM", "Alleen deze respondent."),
        ("--groep", "NAAM", "Alleen deze groep, zoals client."),
    ):
        command = click.option(name, metavar=metavar, help=text)(command)
    return command


def _file(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that put a result in a file."""
    everything = click.option(
        "--alle-uitspraken",
        is_flag=True,
        help="Zet in BESTAND ook de uitspraken van wie niet geciteerd mag worden.",
    )
    to = click.option(
        "--naar",
        metavar="BESTAND",
        type=click.Path(path_type=Path),
        help="Zet alles in dit bestand: .xlsx of .docx.",
    )
    return to(everything(command))


def _children(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--met-onderliggende/--zonder-onderliggende",
        "onderliggende",
        default=None,
        help="Of een code ook telt wat met codes eronder is gecodeerd.",
    )(command)


_KANT = click.option(
    "--kant",
    type=click.Choice([*SIDES, "geen"]),
    help="Alleen deze kant; anders alle.",
)
_CODEUR = click.option("--codeur", metavar="NAAM", help="Alleen van deze codeur.")


@click.command(options_metavar=_METAVAR)
@STUDY
@click.option("--code", metavar="CODE", help="Alleen deze code; anders alle.")
@_children
@_where
@_KANT
@_CODEUR
@click.option(
    "--gemarkeerd", is_flag=True, help="Alleen wat als citaat voor rapport is gemerkt."
)
@_file
def passages(
    studie: Path,
    code: str | None,
    onderliggende: bool | None,
    groep: str | None,
    respondent: str | None,
    gesprek: str | None,
    kant: str | None,
    codeur: str | None,
    gemarkeerd: bool,
    naar: Path | None,
    alle_uitspraken: bool,
) -> None:
    """Toon alle passages van een code, met wie het zei en waar."""
    from tbresearch.coding.retrieval import passages as retrieve

    found = retrieve(
        coding_of(studie),
        code=code,
        children=onderliggende,
        group=groep,
        respondent=respondent,
        session=gesprek,
        polarity=kant,
        coder=codeur,
        marked=True if gemarkeerd else None,
    )
    if naar is None:
        _show_passages(found)
    _finish(found, naar, alle_uitspraken)


def _show_passages(found: Passages) -> None:
    from tbresearch.vocabulary import POLARITIES, label

    for row in found.to_frame().to_dict("records"):
        quote = str(row["quote"]).replace("\n", " ")
        short = quote if len(quote) <= _LONG else f"{quote[:_LONG]}…"
        mark = ", niet citeren" if row["quoting"] == "nee" else ""
        click.echo(
            f"\n{row['session']}, beurt {row['number']}, {row['respondent']}{mark}: "
            f"{row['label']}, {label(POLARITIES, row['polarity']).lower()} "
            f"({row['coder']}, {row['id']})\n  {short}"
        )
    click.echo()


@click.command(options_metavar=_METAVAR)
@STUDY
@click.option(
    "--per",
    required=True,
    type=click.Choice(list(_BY)),
    help="Wat de kolommen zijn.",
)
@click.option(
    "--eenheid", required=True, type=click.Choice(_UNITS), help="Wat er wordt geteld."
)
@_children
@_KANT
@_CODEUR
@_file
def matrix(
    studie: Path,
    per: str,
    eenheid: str,
    onderliggende: bool | None,
    kant: str | None,
    codeur: str | None,
    naar: Path | None,
    alle_uitspraken: bool,
) -> None:
    """Tel elke code per groep, respondent of gesprek."""
    from tbresearch.coding.retrieval import code_matrix

    found = code_matrix(
        coding_of(studie),
        by=_BY[per],
        unit=eenheid,
        polarity=kant,
        coder=codeur,
        children=onderliggende,
    )
    if naar is None:
        _show_table(found)
    _finish(found, naar, alle_uitspraken)


@click.command(options_metavar=_METAVAR)
@STUDY
@click.argument("woorden", metavar="WOORDEN...", nargs=-1, required=True)
@_where
@_file
def concordance(
    studie: Path,
    woorden: tuple[str, ...],
    groep: str | None,
    respondent: str | None,
    gesprek: str | None,
    naar: Path | None,
    alle_uitspraken: bool,
) -> None:
    """Toon elke plaats waar respondenten deze woorden zeggen.

    In WOORDEN staat * voor nul of meer letters: wacht* vindt ook wachttijd. Zet er
    aanhalingstekens omheen: "wacht*".
    """
    from tbresearch.coding.retrieval import concordance as look
    from tbresearch.study import open_study
    from tbresearch.transcripts import read_transcripts

    found = look(
        read_transcripts(open_study(studie)),
        " ".join(woorden),
        group=groep,
        respondent=respondent,
        session=gesprek,
    )
    if naar is None:
        _show_lines(found)
    _finish(found, naar, alle_uitspraken)


def _show_table(found: CodeMatrix) -> None:
    frame = found.to_frame()
    labels = {code.code: code.label for code in found.coding.codebook.codes.values()}
    for name, own in frame.groupby(found.by, sort=False):
        click.echo(f"\n{found.column_label(str(name))}")
        for row in own[own["k"] > 0].to_dict("records"):
            click.echo(f"  {labels[row['code']]:<45} {row['k']} van {row['total']}")
    click.echo()


def _show_lines(found: Concordance) -> None:
    for where, before, match, after in found.lines():
        click.echo(f"{where:<24} {before:>61}[{match}]{after}")


def _finish(found: Tabular, to: Path | None, all_words: bool) -> None:
    """Say what was found, and put it in a file if one is named."""
    from tbresearch.coding.retrieval import export_tables

    if to is None and all_words:
        raise click.UsageError("Bij '--alle-uitspraken' hoort '--naar'.")
    click.echo(str(found))
    for note in found.notes:
        click.echo(note)
    if to is not None:
        click.echo(f"Bewaard in {export_tables(found, path=to, all_words=all_words)}.")
