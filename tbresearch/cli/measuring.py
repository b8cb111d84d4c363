"""The command on scores: change per domain, beside chance and beside who left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tbresearch.cli.opening import STUDY

if TYPE_CHECKING:
    from tbresearch.outcomes import ZrmChange, ZrmScores

__all__ = ["zrm"]

_MOMENT = click.Choice(["intake", "tussen", "eind"])
_SEED = 1


@click.command(options_metavar="[OPTIES]")
@STUDY
@click.option("--van", required=True, type=_MOMENT, help="Eerste meting.")
@click.option("--naar", required=True, type=_MOMENT, help="Tweede meting.")
@click.option(
    "--betrouwbaarheid",
    type=float,
    default=0.85,
    metavar="GETAL",
    help="Alfa van de schaal, waarmee wordt berekend wat toeval zou geven; "
    "gewoonlijk 0.85.",
)
@click.option(
    "--samenvoegen",
    type=click.Choice(["gelijke_domeinen", "met_middelengebruik"]),
    help="Voeg ZRM-versies samen; wat daarbij verloren gaat staat eronder.",
)
def zrm(
    studie: Path,
    van: str,
    naar: str,
    betrouwbaarheid: float,
    samenvoegen: str | None,
) -> None:
    """Tel per ZRM-domein wie hoger of lager scoort, naast toeval."""
    from tbresearch.outcomes import of_ended, read_zrm, zrm_change
    from tbresearch.study import delivered, open_study
    from tbresearch.trajectories import TRAJECTORIES, read_trajectories

    study = open_study(studie)
    scores = read_zrm(study, crosswalk=samenvoegen)
    if naar == "eind" and delivered(study.root, TRAJECTORIES) is not None:
        scores = of_ended(scores, read_trajectories(study))
    change = zrm_change(scores, between=(van, naar), reliability=betrouwbaarheid)
    click.echo(f"{change}\n")
    _show_domains(change)
    click.echo("\n" + "\n".join(change.notes))
    _show_doubt(scores, change)


def _show_domains(change: ZrmChange) -> None:
    from tbresearch.estimate import NotEstimable

    heads = f"{'hoger':>7}{'toeval':>11}{'gelijk':>8}{'lager':>7}{'toeval':>11}"
    click.echo(f"{'':<31}{heads}{'ontbreekt':>11}")
    for domain, chance in zip(change.domains, change.chance, strict=True):
        up = down = ""
        if not isinstance(chance, NotEstimable):
            up, down = chance.counts("up"), chance.counts("down")
        click.echo(
            f"{domain.label:<31}{domain.up:>7}{up:>11}{domain.same:>8}{domain.down:>7}"
            f"{down:>11}{domain.clients - domain.n:>11}"
        )
    claims = [claim for claim in change.claims if not isinstance(claim, NotEstimable)]
    changed = [claim for claim in claims if claim.changed]
    if claims:
        where = "" if changed else " op geen domein duidelijk"
        click.echo(f"\nVerandering van de groep:{where}")
    for claim in changed:
        click.echo(f"  {claim}")


def _show_doubt(scores: ZrmScores, change: ZrmChange) -> None:
    """Print the tipping point of what changed, as the report must."""
    from tbresearch.outcomes import dropout_sensitivity
    from tbresearch.vocabulary import DOMAIN_LABELS

    if not change.changed:
        return
    doubt = dropout_sensitivity(scores, between=change.between, seed=_SEED)
    click.echo(f"\n{doubt}")
    for domain in change.changed:
        click.echo(f"  {DOMAIN_LABELS[domain]}: {doubt.verdict(domain)}")
    click.echo("\n" + "\n".join(doubt.notes))
