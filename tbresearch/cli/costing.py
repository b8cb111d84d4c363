"""Showing costs, claims and balances."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tbresearch.cli.opening import STUDY

if TYPE_CHECKING:
    from tbresearch.costs import CostBalance, Register

__all__ = ["costs"]


@click.command(options_metavar="[OPTIES]")
@STUDY
@click.option(
    "--balans", is_flag=True, help="Ook wie betaalt en wie overhoudt, per traject."
)
@click.option(
    "--bewering",
    "claims",
    metavar="AANNAME",
    multiple=True,
    help="Leg deze besparing uiteen onder drie lezingen; mag vaker.",
)
@click.option(
    "--post",
    "items",
    metavar="POST",
    multiple=True,
    help="Reken voor balans en bewering alleen met deze post; mag vaker.",
)
def costs(
    studie: Path, balans: bool, claims: tuple[str, ...], items: tuple[str, ...]
) -> None:
    """Reken uit wat een traject kost, en wat een besparing vraagt."""
    from tbresearch.costs import (
        adjust_register,
        cost_balance,
        cost_per_trajectory,
        read_assumptions,
    )
    from tbresearch.study import open_study

    register = read_assumptions(open_study(studie))
    result = cost_per_trajectory(register)
    click.echo(result)
    click.echo("\n" + "\n".join(result.notes))
    for claim in claims:
        _show_claim(register, claim, items)
    if balans:
        kept = adjust_register(register, items=items) if items else register
        _show_balance(cost_balance(kept))


def _show_claim(register: Register, claim: str, items: tuple[str, ...]) -> None:
    from tbresearch.costs import audit_claim, known_costs
    from tbresearch.vocabulary import CLAIM_READINGS, decimal_text, label

    audit = audit_claim(register, claim, items=items or known_costs(register))
    click.echo(f"\n{audit}")
    for reading in CLAIM_READINGS:
        name = f"{reading}: {label(CLAIM_READINGS, reading).lower()}"
        click.echo(f"  {name:<32} {audit.threshold(reading)}")
    for row in audit.plausibility().to_dict("records"):
        click.echo(
            f"  {row['price_label']}: nodig {decimal_text(row['needed'])}, beweerd bij "
            f"{audit.reading} {decimal_text(row[audit.reading])}, per 100 trajecten"
        )
    click.echo("\n" + "\n".join(audit.notes))


def _show_balance(balance: CostBalance) -> None:
    from tbresearch.vocabulary import PAYERS, euro_text, label

    click.echo(f"\n{balance}")
    for row in balance.actors().to_dict("records"):
        click.echo(
            f"  {label(PAYERS, str(row['party'])):<18} betaalt "
            f"{euro_text(row['pays'])}, houdt over {euro_text(row['gains'])}, saldo "
            f"{euro_text(row['net'])}"
        )
    click.echo("\n" + "\n".join(balance.notes))
