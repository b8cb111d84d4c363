"""The commands. Each opens a study, calls one function and prints its result."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tbresearch.coding import Coding

__all__ = ["tbresearch"]

_STUDY = click.argument("studie", metavar="STUDIE", type=click.Path(path_type=Path))
_MOMENT = click.Choice(["intake", "tussen", "eind"])
_SIDES = {"succesfactor": "Succesfactoren", "verbeterpunt": "Verbeterpunten"}


@click.group(
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT ...",
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 88},
)
@click.version_option(
    package_name="tbresearch",
    prog_name="tbresearch",
    message="%(prog)s, versie %(version)s",
    help="Toon de versie.",
)
def tbresearch() -> None:
    """Werkbank voor de evaluatie van Thuisbegeleiding.

    Van transcripten, scores en aannames naar een procesevaluatie waarin elk getal
    en elk citaat te volgen is. Elke opdracht krijgt eerst de map van de studie.
    """


_command = partial(tbresearch.command, options_metavar="[OPTIES]")


@_command()
@click.argument("map_", metavar="MAP", type=click.Path(path_type=Path))
def new(map_: Path) -> None:
    """Maak een nieuwe, lege studie met uitleg in de bestanden."""
    from tbresearch.folder import new_study

    root = new_study(map_)
    click.echo(f"Nieuwe studie in {root}. Lees eerst {root / 'LEESMIJ.md'}.")


@_command()
@_STUDY
def check(studie: Path) -> int:
    """Controleer alles in een studie en noem elk probleem."""
    from tbresearch.folder import check_study

    inspection = check_study(studie)
    for problem in inspection.problems:
        click.echo(f"\n{problem}", err=True)
    click.echo(f"\n{inspection}" if inspection.problems else str(inspection))
    return 1 if inspection.problems else 0


@_command("import")
@_STUDY
@click.argument("bestand", metavar="BESTAND", type=click.Path(path_type=Path))
@click.option("--gesprek", required=True, metavar="NAAM", help="Korte naam, zoals fg1.")
@click.option(
    "--soort",
    required=True,
    type=click.Choice(["focusgroep", "interview"]),
    help="Wat voor gesprek het was.",
)
@click.option(
    "--wijze",
    required=True,
    type=click.Choice(["fysiek", "online", "telefoon"]),
    help="Hoe het is gehouden.",
)
@click.option(
    "--datum",
    required=True,
    metavar="JJJJ-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Wanneer het was.",
)
@click.option(
    "--titel", required=True, metavar="TEKST", help="Hoe het rapport het noemt."
)
def import_(
    studie: Path,
    bestand: Path,
    gesprek: str,
    soort: str,
    wijze: str,
    datum: datetime,
    titel: str,
) -> None:
    """Zet een transcript in de studie."""
    from tbresearch.transcripts import import_transcript
    from tbresearch.transcripts.transcript import count_text

    transcript = import_transcript(
        studie,
        bestand,
        session=gesprek,
        kind=soort,
        mode=wijze,
        day=datum.date(),
        title=titel,
    )
    click.echo(transcript)
    for label, turns in transcript.turns.groupby("speaker", sort=False):
        click.echo(f"  {label}: {count_text(len(turns), 'beurt', 'beurten')}")
    click.echo(f"Vul in {studie / 'sprekers.csv'} in wie bij welk label hoort.")


@_command()
@_STUDY
@click.option(
    "--kant", type=click.Choice(list(_SIDES)), help="Alleen deze kant; anders beide."
)
def factors(studie: Path, kant: str | None) -> None:
    """Tel succesfactoren en verbeterpunten per groep."""
    from tbresearch.findings import improvement_points, success_factors
    from tbresearch.vocabulary import RESPONDENT_GROUPS, label

    coding = _coding(studie)
    count = {"succesfactor": success_factors, "verbeterpunt": improvement_points}
    for side in [kant] if kant else list(_SIDES):
        result = count[side](coding)
        click.echo(f"\n{_SIDES[side].upper()}")
        for group in coding.study.groups:
            click.echo(f"\n{label(RESPONDENT_GROUPS, group)}")
            for code in result.ranked(group):
                k = result.count(group, code, "respondent")
                click.echo(f"  {result.label(code):<45} {k}")
    click.echo("\n" + "\n".join(result.notes))


@_command()
@_STUDY
@click.option("--van", required=True, type=_MOMENT, help="Eerste meting.")
@click.option("--naar", required=True, type=_MOMENT, help="Tweede meting.")
def zrm(studie: Path, van: str, naar: str) -> None:
    """Tel per ZRM-domein wie hoger, gelijk of lager scoort."""
    from tbresearch.outcomes import read_zrm, zrm_change
    from tbresearch.study import open_study

    change = zrm_change(read_zrm(open_study(studie)), between=(van, naar))
    click.echo(f"{change}\n")
    click.echo(f"{'':<32}{'hoger':>7}{'gelijk':>8}{'lager':>7}{'ontbreekt':>11}")
    for domain in change.domains:
        missing = domain.clients - domain.n
        click.echo(
            f"{domain.label:<32}{domain.up:>7}{domain.same:>8}{domain.down:>7}"
            f"{missing:>11}"
        )
    click.echo("\n" + "\n".join(change.notes))


@_command()
@_STUDY
def costs(studie: Path) -> None:
    """Reken uit wat een traject kost, laag, midden en hoog."""
    from tbresearch.costs import cost_per_trajectory, read_assumptions
    from tbresearch.study import open_study

    result = cost_per_trajectory(read_assumptions(open_study(studie)))
    click.echo(result)
    click.echo("\n" + "\n".join(result.notes))


@_command()
@_STUDY
@click.option(
    "--naar",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Waar het rapport komt; anders reports/<naam van de studie>.",
)
def report(studie: Path, naar: Path | None) -> None:
    """Bouw de procesevaluatie: HTML, DOCX en PDF."""
    from tbresearch.report import full_report
    from tbresearch.study import open_study

    folder = full_report(open_study(studie)).save(naar or _reports(studie))
    for path in sorted(folder.glob("procesevaluatie.*")):
        click.echo(path)


@_command()
@_STUDY
@click.option(
    "--rapport",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Waar het rapport staat; anders reports/<naam van de studie>.",
)
def verify(studie: Path, rapport: Path | None) -> int:
    """Ga na of elk getal en elk citaat in het rapport nog klopt."""
    from tbresearch.report import verify_report
    from tbresearch.study import open_study

    verification = verify_report(open_study(studie), rapport or _reports(studie))
    for problem in verification.problems:
        click.echo(f"\n{problem}", err=True)
    click.echo(verification)
    return 1 if verification.problems else 0


def _reports(study: Path) -> Path:
    return Path("reports") / study.resolve().name


def _coding(folder: Path) -> Coding:
    from tbresearch.coding import read_codebook, read_coding
    from tbresearch.study import open_study
    from tbresearch.transcripts import read_transcripts

    study = open_study(folder)
    return read_coding(study, read_transcripts(study), read_codebook(study))
