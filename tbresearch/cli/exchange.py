"""What `tbresearch import` does with projects of other programs, and `export`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tbresearch.cli.opening import STUDY, coding_of

if TYPE_CHECKING:
    from tbresearch.interchange import Export

__all__ = ["POSITIONS", "bring_project", "export_", "is_project"]

# Keys of `interchange.READINGS`; named here so that the help needs no numpy.
POSITIONS = (
    *("codepunt-lf", "codepunt-crlf", "utf16-lf", "utf16-crlf"),
    *("codepunt-lf+bom", "codepunt-crlf+bom", "utf16-lf+bom", "utf16-crlf+bom"),
)
_SUFFIXES = (".qdpx", ".qdc", ".qda")


def is_project(file: Path) -> bool:
    """Tell whether a file is a project or a codebook of another program."""
    return file.suffix.lower() in _SUFFIXES


def bring_project(
    study: Path,
    files: Sequence[Path],
    *,
    said: Mapping[str, Any],
    given: set[str],
    coders: Mapping[str, str],
    only_show: bool,
) -> None:
    """Show what a project would bring, and bring it if nothing is missing."""
    from tbresearch.cli.importing import show_missing
    from tbresearch.folder import import_project, preview_project

    if len(files) > 1:
        raise click.UsageError("Een project of codeboek importeert u alleen.")
    odd = sorted(given & {"gesprek", "titel", "spreker", "vernieuw", "enige-spreker"})
    if odd:
        raise click.UsageError(f"Bij een project hoort geen '--{odd[0]}'.")
    day = said["datum"]
    words: dict[str, Any] = {
        "reading": said["posities"],
        "coders": coders,
        "kind": said["soort"],
        "mode": said["wijze"],
        "day": None if day is None else day.date(),
    }
    preview = preview_project(study, files[0], **words)
    click.echo(f"{preview}\n")
    if preview.missing:
        show_missing(preview.missing)
    elif only_show:
        click.echo("Er is nog niets in de studie gezet.")
    elif not preview.changes:
        click.echo("Alles staat al in de studie; er is niets veranderd.")
    else:
        import_project(study, files[0], **words)
        click.echo("Dit staat nu in de studie. Kijk of alles klopt met: check")


@click.command("export", options_metavar="[OPTIES]")
@STUDY
@click.option(
    "--qdpx",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Het hele project, als REFI-QDA.",
)
@click.option(
    "--qdc",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Alleen het codeboek, als REFI-QDA.",
)
@click.option(
    "--webannotatie",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="De coderingen als W3C Web Annotation (.jsonld).",
)
@click.option(
    "--posities",
    type=click.Choice(POSITIONS),
    default=POSITIONS[0],
    help="Hoe posities tellen; voor NVivo utf16-crlf.",
)
@click.option(
    "--archief",
    is_flag=True,
    help="Om te bewaren: ook wie niet gearchiveerd mag worden, gaat eruit.",
)
def export_(
    studie: Path,
    qdpx: Path | None,
    qdc: Path | None,
    webannotatie: Path | None,
    posities: str,
    archief: bool,
) -> None:
    """Schrijf een project voor een ander programma.

    Zoals NVivo, ATLAS.ti, MAXQDA of QualCoder. U ziet erbij wat de studie verlaat, en
    wat niet meegaat.
    """
    from tbresearch.interchange import write_qdc, write_qdpx, write_web_annotations

    if qdpx is None and qdc is None and webannotatie is None:
        raise click.UsageError("Kies wat u wilt: --qdpx, --qdc of --webannotatie.")
    coding = coding_of(studie)
    written: list[Export] = []
    if qdpx is not None:
        written.append(write_qdpx(coding, qdpx, reading=posities, archive=archief))
    if qdc is not None:
        written.append(write_qdc(coding, qdc))
    if webannotatie is not None:
        written.append(write_web_annotations(coding, webannotatie, archive=archief))
    click.echo("\n\n".join(map(str, written)))
