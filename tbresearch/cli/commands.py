"""The commands. Each opens a study, calls one function and prints its result."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import click

from tbresearch.cli.checklists import checklists
from tbresearch.cli.coding import code
from tbresearch.cli.comparing import agreement
from tbresearch.cli.costing import costs
from tbresearch.cli.exchange import POSITIONS, bring_project, export_, is_project
from tbresearch.cli.importing import (
    REQUIRED,
    bring,
    refuse_for_transcripts,
    refuse_together,
    renew,
    show_missing,
    show_previews,
    who,
    word_of,
)
from tbresearch.cli.joining import samenhang
from tbresearch.cli.measuring import zrm
from tbresearch.cli.opening import SIDES, STUDY, coding_of
from tbresearch.cli.practice import practice
from tbresearch.cli.reporting import (
    changes,
    claims,
    report,
    reports_of,
    verify,
)
from tbresearch.cli.retrieving import concordance, matrix, passages
from tbresearch.cli.starting import new
from tbresearch.cli.suggesting import suggest

__all__ = ["tbresearch"]


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


tbresearch.add_command(new)
tbresearch.add_command(export_)
_command = partial(tbresearch.command, options_metavar="[OPTIES]")


@_command()
@STUDY
def check(studie: Path) -> int:
    """Controleer alles in een studie en noem elk probleem."""
    from tbresearch.folder import check_study

    inspection = check_study(studie)
    for problem in inspection.problems:
        click.echo(f"\n{problem}", err=True)
    click.echo(f"\n{inspection}" if inspection.problems else str(inspection))
    return 1 if inspection.problems else 0


@_command("import")
@STUDY
@click.argument(
    "bestanden",
    metavar="BESTAND...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option(
    "--soort",
    type=click.Choice(["focusgroep", "interview"]),
    help="Wat voor gesprek het was.",
)
@click.option(
    "--wijze",
    type=click.Choice(["fysiek", "online", "telefoon"]),
    help="Hoe het is gehouden.",
)
@click.option(
    "--datum",
    metavar="JJJJ-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Wanneer het was.",
)
@click.option(
    "--gesprek", metavar="NAAM", help="Korte naam, zoals fg1; anders die van BESTAND."
)
@click.option("--titel", metavar="TEKST", help="Hoe het rapport het noemt.")
@click.option(
    "--spreker",
    "sprekers",
    metavar="LABEL=RESPONDENT",
    multiple=True,
    callback=who,
    help="Wie een spreker is; mag vaker.",
)
@click.option(
    "--enige-spreker",
    metavar="LABEL",
    help="Alles in BESTAND is van één spreker, die u zo noemt; voor tekst waarin geen "
    "sprekers staan, zoals open antwoorden.",
)
@click.option(
    "--vernieuw",
    metavar="GESPREK",
    help="BESTAND komt in plaats van het transcript van GESPREK.",
)
@click.option(
    "--codeur",
    "codeurs",
    metavar="NAAM=CODEUR",
    multiple=True,
    callback=who,
    help="Wie een codeur van een project hier is; mag vaker.",
)
@click.option(
    "--posities",
    type=click.Choice(POSITIONS),
    help="Hoe een project posities telt, als het dat zelf niet laat zien.",
)
@click.option("--toon", is_flag=True, help="Toon alleen wat een project zou brengen.")
def import_(
    studie: Path,
    bestanden: tuple[Path, ...],
    vernieuw: str | None,
    sprekers: dict[str, str],
    codeurs: dict[str, str],
    toon: bool,
    enige_spreker: str | None,
    **said: object,
) -> None:
    """Toon transcripten of een project, en zet ze in de studie.

    Zonder --soort, --wijze en --datum worden nieuwe gesprekken alleen getoond. Met
    --vernieuw blijven de coderingen bij hun citaat. Een project is een .qdpx, .qdc of
    .qda van NVivo, ATLAS.ti, MAXQDA, QualCoder en andere.
    """
    given = {name for name, value in said.items() if value is not None}
    if any(map(is_project, bestanden)):
        more = {"spreker"} if sprekers else set()
        more |= {"vernieuw"} if vernieuw is not None else set()
        more |= {"enige-spreker"} if enige_spreker is not None else set()
        bring_project(
            studie,
            bestanden,
            said=said,
            given=given | more,
            coders=codeurs,
            only_show=toon,
        )
        return
    refuse_for_transcripts(given, codeurs=bool(codeurs), only_show=toon)
    said.pop("posities")
    refuse_together(
        len(bestanden), vernieuw, given | ({"spreker"} if sprekers else set())
    )
    word = word_of(studie, vernieuw, enige_spreker)
    show_previews(bestanden, sole_speaker=word)
    if vernieuw is not None:
        renew(studie, bestanden[0], vernieuw, sole_speaker=word)
    elif missing := [name for name in REQUIRED if name not in given]:
        show_missing(missing)
    else:
        bring(studie, bestanden, respondents=sprekers, sole_speaker=word, said=said)


@_command()
@STUDY
@click.option(
    "--kant", type=click.Choice(list(SIDES)), help="Alleen deze kant; anders beide."
)
def factors(studie: Path, kant: str | None) -> None:
    """Tel succesfactoren en verbeterpunten per groep."""
    from tbresearch.findings import improvement_points, success_factors
    from tbresearch.vocabulary import RESPONDENT_GROUPS, label

    coding = coding_of(studie)
    count = {"succesfactor": success_factors, "verbeterpunt": improvement_points}
    for side in [kant] if kant else list(SIDES):
        result = count[side](coding)
        click.echo(f"\n{SIDES[side].upper()}")
        for group in coding.study.groups:
            click.echo(f"\n{label(RESPONDENT_GROUPS, group)}")
            for name in result.ranked(group):
                k = result.count(group, name, "respondent")
                click.echo(f"  {result.label(name):<45} {k}")
    click.echo("\n" + "\n".join(result.notes))


_OTHERS = (
    *(
        code,
        passages,
        matrix,
        concordance,
        agreement,
        suggest,
        practice,
        zrm,
        samenhang,
    ),
    costs,
    claims,
    report,
    verify,
    checklists,
    changes,
)
for _ready in _OTHERS:
    tbresearch.add_command(_ready)


@_command()
@STUDY
@click.option(
    "--besluiten",
    required=True,
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="CSV met voorstellen en besluiten, buiten de studie.",
)
@click.option(
    "--sleutel",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Pas de besluiten toe, en schrijf hier de sleutel.",
)
def pseudonymise(studie: Path, besluiten: Path, sleutel: Path | None) -> None:
    """Stel namen voor, en vervang ze na uw besluit."""
    from tbresearch.folder import propose_names, pseudonymise_study
    from tbresearch.privacy import read_review, write_review
    from tbresearch.vocabulary import quantity_text

    if sleutel is not None:
        click.echo(pseudonymise_study(studie, read_review(besluiten), key=sleutel))
        return
    if besluiten.exists():
        decisions = read_review(besluiten)
        todo = sum(not decision.choice for decision in decisions)
        number = quantity_text(len(decisions), "voorstel", "voorstellen")
        click.echo(f"{number}, waarvan {todo} nog te beslissen.")
    else:
        proposals = propose_names(studie)
        write_review(proposals, besluiten, study_root=studie)
        click.echo(proposals)
        for warning in proposals.warnings:
            click.echo(f"let op: {warning}")
    click.echo(
        f"Vul in {besluiten} bij elk voorstel een besluit in, en draai de opdracht dan "
        "opnieuw met --sleutel BESTAND."
    )


@_command()
@STUDY
@click.option(
    "--sleutel",
    required=True,
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="De sleutel die bij het pseudonimiseren is geschreven.",
)
@click.option(
    "--naar",
    required=True,
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Waar de kopie met namen komt: een nieuwe map buiten de studie.",
)
def restore(studie: Path, sleutel: Path, naar: Path) -> None:
    """Zet de namen terug, in een kopie van de studie.

    De studie zelf verandert niet. Alleen wie de sleutel heeft, kan dit.
    """
    from tbresearch.folder import restore_study
    from tbresearch.privacy import read_key

    click.echo(restore_study(studie, read_key(sleutel), to=naar))


@_command()
@STUDY
@click.argument("respondent", metavar="RESPONDENT")
@click.option("--yes", is_flag=True, help="Vraag niet om bevestiging.")
@click.option(
    "--datum",
    metavar="JJJJ-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Wanneer; anders vandaag.",
)
@click.option(
    "--rapport",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Waar het rapport staat; anders reports/<naam van de studie>.",
)
def withdraw(
    studie: Path,
    respondent: str,
    yes: bool,
    datum: datetime | None,
    rapport: Path | None,
) -> None:
    """Haal een respondent uit de studie, ook uit het rapport."""
    from tbresearch.folder import withdraw_respondent

    if not yes:
        click.confirm(
            f"Alles van respondent {respondent} gaat uit {studie} en komt niet terug. "
            "Doorgaan?",
            abort=True,
        )
    click.echo(
        withdraw_respondent(
            studie,
            respondent,
            day=(datum or datetime.now()).date(),
            reports=rapport or reports_of(studie),
            notebooks=Path("notebooks"),
        )
    )
