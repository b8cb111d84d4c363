"""What a balance brings: who pays, who gains; or why there is none."""

from __future__ import annotations

from functools import partial

from tbresearch.costs import ASSUMPTIONS_FILE, CostBalance
from tbresearch.report.cost_results import NoBalance
from tbresearch.report.evidence import (
    Contribution,
    Evidence,
    Picture,
    Refusal,
    numbers_of,
)
from tbresearch.report.tables import TableText, escape
from tbresearch.vocabulary import PAYERS, euro_text, label

__all__ = ["balance_contribution", "no_balance_contribution"]

_HEADING = "## Balans per partij\n"


def balance_contribution(balance: CostBalance) -> Contribution:
    """Return the table of parties, and a waterfall for each of them."""
    notes = "\n".join(f"- {note}" for note in balance.notes)
    pictures = tuple(_waterfall(balance, name) for name in balance.perspectives)
    drawn = "\n\n".join(f"{{{{{picture.key}}}}}" for picture in pictures)
    return Contribution(
        sections={
            "kosten": f"{_HEADING}\n{{{{tabel:partijen}}}}\n\n{{{{tabel:balans}}}}\n\n"
            f"{drawn}\n\n{notes}\n"
        },
        evidence=tuple(
            Evidence(
                key=f"bedrag:saldo.{name}",
                text=euro_text(balance.net(name)),
                method=f"Saldo per traject, {label(PAYERS, name).lower()}. "
                + " ".join(balance.notes),
                sources=(ASSUMPTIONS_FILE,),
            )
            for name in balance.perspectives
        ),
        tables=(_actors(balance), _streams(balance)),
        pictures=pictures,
    )


def no_balance_contribution(none: NoBalance) -> Contribution:
    """Return why there is no balance; a text that refers to one gets the reasons."""
    reasons = "\n".join(f"- {escape(reason)}." for reason in none.reasons)
    text = (
        "Er is geen balans van kosten en baten: van een deel wordt geen totaal "
        f"gegeven. Wat ontbreekt:\n\n{reasons}\n"
    )
    return Contribution(
        sections={"kosten": f"{_HEADING}\n{text}"},
        evidence=tuple(
            Refusal(
                key=f"bedrag:saldo.{name}",
                what=f"er is geen saldo: {'; '.join(none.reasons)}",
                fix="vul de onbekende aanname aan met een bron, of laat het bedrag weg",
            )
            for name in PAYERS
        ),
    )


def _actors(balance: CostBalance) -> TableText:
    return TableText(
        key="tabel:partijen",
        caption="Wie betaalt en wie overhoudt, per traject",
        head=("Partij", "Betaalt", "Houdt over", "Saldo"),
        rows=tuple(
            (
                label(PAYERS, str(row["party"])),
                *(euro_text(row[name]) for name in ("pays", "gains", "net")),
            )
            for row in balance.actors().to_dict("records")
        ),
        right=(1, 2, 3),
        method="Een overdracht staat bij beide partijen en telt niet bij de "
        "maatschappij. " + " ".join(balance.notes),
        sources=(ASSUMPTIONS_FILE,),
        about_people=False,
    )


def _streams(balance: CostBalance) -> TableText:
    parties = [name for name in balance.perspectives if name != "maatschappij"]
    frame = balance.to_frame()
    amounts = frame.set_index(["stream", "payer"])["present"]
    rows = tuple(
        (
            stream.label,
            *(
                euro_text(amounts[(stream.id, name)])
                if (stream.id, name) in amounts.index
                else ""
                for name in parties
            ),
        )
        for stream in balance.streams
    )
    return TableText(
        key="tabel:balans",
        caption="Elke post naar wie haar draagt of krijgt, per traject",
        head=("Post", *(label(PAYERS, name) for name in parties)),
        rows=rows,
        right=tuple(range(1, len(parties) + 1)),
        method=" ".join(balance.notes),
        sources=(ASSUMPTIONS_FILE,),
        about_people=False,
    )


def _waterfall(balance: CostBalance, perspective: str) -> Picture:
    who = label(PAYERS, perspective)
    totals = balance.to_frame()
    own = (
        totals
        if perspective == "maatschappij"
        else totals.query("payer == @perspective")
    )
    told = "; ".join(
        f"{name} {euro_text(amount)}"
        for name, amount in own.groupby("label", sort=False)["present"].sum().items()
    )
    return Picture(
        key=f"figuur:balans.{perspective}",
        caption=f"Van posten naar saldo: {who.lower()}, per traject",
        alt=f"Waterval van balken. {told}; saldo "
        f"{euro_text(balance.net(perspective))}.",
        draw=partial(balance.plot, perspective=perspective),
        rests_on=numbers_of(balance.to_frame()),
        method="Dezelfde bedragen als in de tabel met posten.",
        about_people=False,
    )
