"""Building the reports of a study, and following them back to their proof."""

from __future__ import annotations

from pathlib import Path

import click

from tbresearch.cli.opening import STUDY

__all__ = ["changes", "claims", "report", "reports_of", "verify"]

_ALL = "alle"


def reports_of(study: Path) -> Path:
    """Return where the reports of a study go if nobody says."""
    return Path("reports") / study.resolve().name


@click.command(options_metavar="[OPTIES]")
@STUDY
@click.option(
    "--soort",
    metavar="SOORT",
    default="procesevaluatie",
    help="Welk rapport: procesevaluatie, of alle. Gewoon: procesevaluatie.",
)
@click.option(
    "--naar",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Waar het rapport komt; anders reports/<naam van de studie>.",
)
def report(studie: Path, soort: str, naar: Path | None) -> None:
    """Bouw een rapport: HTML, DOCX en PDF."""
    from tbresearch.report import PRODUCTS, full_report
    from tbresearch.report.products import product_of
    from tbresearch.study import open_study

    keys = list(PRODUCTS) if soort == _ALL else [product_of(soort).key]
    whole = full_report(open_study(studie))
    for key in keys:
        folder = whole.as_product(key).save(naar or reports_of(studie))
        for path in sorted(folder.glob(f"{key}.*")):
            click.echo(path)
    for warning in whole.disclosure().warnings:
        click.echo(f"let op: {warning}")


@click.command(options_metavar="[OPTIES]")
@STUDY
@click.option(
    "--soort",
    metavar="SOORT",
    default="procesevaluatie",
    help="Van welk rapport. Gewoon: procesevaluatie.",
)
def claims(studie: Path, soort: str) -> None:
    """Toets elke zin van een rapport aan het bewijs.

    Wat niet mag, wordt genoemd met de regel en met wat u wel kunt schrijven; anders
    staat er hoeveel beweringen van elke soort elke paragraaf heeft.
    """
    from tbresearch.report import full_report
    from tbresearch.study import open_study

    click.echo(full_report(open_study(studie)).as_product(soort).claims())


@click.command(options_metavar="[OPTIES]")
@STUDY
@click.option(
    "--rapport",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Waar het rapport staat; anders reports/<naam van de studie>.",
)
def verify(studie: Path, rapport: Path | None) -> int:
    """Ga na of elk getal en elk citaat in de rapporten nog klopt."""
    from tbresearch.report import verify_report
    from tbresearch.study import open_study

    verification = verify_report(open_study(studie), rapport or reports_of(studie))
    for problem in verification.problems:
        click.echo(f"\n{problem}", err=True)
    click.echo(verification)
    return 1 if verification.problems else 0


@click.command(options_metavar="[OPTIES]")
@STUDY
@click.option(
    "--met",
    metavar="MAP",
    required=True,
    type=click.Path(path_type=Path),
    help="Map met een eerder gebouwd rapport; een kopie is genoeg.",
)
@click.option(
    "--soort",
    metavar="SOORT",
    default="procesevaluatie",
    help="Welk rapport. Gewoon: procesevaluatie.",
)
@click.option(
    "--naar",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Schrijf het overzicht ook hier: .md of .html.",
)
def changes(studie: Path, met: Path, soort: str, naar: Path | None) -> None:
    """Zeg wat er anders is dan in een eerder rapport, en waardoor."""
    from tbresearch.report import compare_builds, write_changes
    from tbresearch.study import open_study

    found = compare_builds(met, open_study(studie), product=soort)
    for line in found.lines():
        click.echo(line)
    if naar is not None:
        click.echo(f"\n{write_changes(found, naar)}")
