"""What uncertainty about money brings: draws, a tornado, turns, worth of knowing."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tbresearch.costs import (
    ASSUMPTIONS_FILE,
    Simulation,
    Tornado,
    ValueOfInformation,
    number_text,
)
from tbresearch.estimate import NotEstimable
from tbresearch.report.cost_results import TurningPoints
from tbresearch.report.evidence import Contribution, Evidence, Picture, numbers_of
from tbresearch.report.tables import TableText
from tbresearch.vocabulary import PAYERS, euro_text, label, percentage_text

__all__ = [
    "information_contribution",
    "simulation_contribution",
    "tornado_contribution",
    "turning_contribution",
]

_SOCIETY = "maatschappij"


def simulation_contribution(simulation: Simulation) -> Contribution:
    """Return the balance with its uncertainty, and the chance that it is positive."""
    rows, evidence = [], []
    for row in simulation.to_frame().to_dict("records"):
        name = str(row["perspective"])
        mean, low, high = (euro_text(row[k]) for k in ("mean", "low", "high"))
        chance = percentage_text(row["chance"])
        rows.append((label(PAYERS, name), mean, low, high, chance))
        texts = {
            f"bedrag:saldo.{name}.gemiddeld": f"{mean} ({low} tot {high})",
            f"kans:saldo.{name}": chance,
        }
        evidence += [
            _evidence(key, text, simulation.notes) for key, text in texts.items()
        ]
    table = _table(
        "tabel:saldo",
        "Saldo per traject met de onzekerheid erbij, en de kans dat baten hoger zijn "
        "dan kosten",
        ("Perspectief", "Gemiddeld", "2,5%", "97,5%", "Kans"),
        rows,
        simulation.notes,
        right=(1, 2, 3, 4),
    )
    return Contribution(
        sections={"kosten": f"## Hoe zeker is het saldo?\n\n{{{{tabel:saldo}}}}\n\n"
                  f"{_list(simulation.notes)}"},
        evidence=tuple(evidence),
        tables=(table,),
    )  # fmt: skip


def tornado_contribution(tornado: Tornado) -> Contribution:
    """Return which assumption moves the balance most, for all parties together."""
    frame = tornado.to_frame()
    own = frame[(frame["perspective"] == _SOCIETY) & (frame["swing"] > 0)]
    if own.empty:
        return Contribution()
    rows = [
        (
            str(row["label"]),
            f"{number_text(row['low'])} tot {number_text(row['high'])} {row['unit']}",
            euro_text(row["at_low"]),
            euro_text(row["at_high"]),
        )
        for row in own.to_dict("records")
    ]
    table = _table(
        "tabel:tornado",
        "Het saldo als telkens één aanname laag of hoog is, maatschappij",
        ("Aanname", "Laag tot hoog", "Saldo bij laag", "Saldo bij hoog"),
        rows,
        tornado.notes,
        right=(2, 3),
    )
    told = "; ".join(f"{row[0]} {row[2]} tot {row[3]}" for row in rows)
    picture = Picture(
        key="figuur:tornado",
        caption="Hoeveel elke aanname het saldo verandert, maatschappij",
        alt=f"Balken, de langste boven. {told}.",
        draw=tornado.plot,
        rests_on=numbers_of(tornado.to_frame()),
        method="Dezelfde bedragen als in de tabel die volgt.",
        about_people=False,
    )
    return Contribution(
        sections={"kosten": "## Welke aanname beslist?\n\n{{figuur:tornado}}\n\n"
                  f"{{{{tabel:tornado}}}}\n\n{_list(tornado.notes)}"},
        tables=(table,),
        pictures=(picture,),
    )  # fmt: skip


def turning_contribution(turns: TurningPoints) -> Contribution:
    """Return for each assumption where the balance turns, or that it does not."""
    if not turns.values:
        return Contribution()
    lines = "\n".join(
        f"- {{{{omslag:aanname.{turn.parameter}}}}}" for turn in turns.values
    )
    return Contribution(
        sections={"kosten": "## Waar slaat het om?\n\nBij deze waarden zijn baten en "
                  "kosten gelijk, voor alle partijen samen; de andere aannames staan "
                  f"op hun middelste waarde.\n\n{lines}\n"},
        evidence=tuple(
            _evidence(
                f"omslag:aanname.{turn.parameter}",
                f"{turn.label}: {turn.value.reason}"
                if isinstance(turn.value, NotEstimable)
                else f"{turn.label}: {number_text(turn.value)} {turn.unit}",
                turn.notes,
            )
            for turn in turns.values
        ),
    )  # fmt: skip


def information_contribution(worth: ValueOfInformation) -> Contribution:
    """Return what it is worth to know each assumption for sure."""
    frame: pd.DataFrame = worth.to_frame()
    rows = [
        (
            str(row["label"]),
            *(euro_text(row[k]) for k in ("evppi", "se", "noise_floor")),
            ""
            if row["evppi"] > row["noise_floor"]
            else "niet van ruis te onderscheiden",
        )
        for row in frame.to_dict("records")
    ]
    who = label(PAYERS, worth.perspective).lower()
    table = _table(
        "tabel:kennis",
        f"Wat zekerheid waard is, per traject, {who}",
        ("Aanname", "Waarde", "Standaardfout", "Ruisgrens", "Oordeel"),
        rows,
        worth.notes,
        right=(1, 2, 3),
    )
    told = "; ".join(f"{row[0]} {row[1]}, ruisgrens {row[3]}" for row in rows)
    picture = Picture(
        key="figuur:kennis",
        caption=f"Wat zekerheid over een aanname waard is, {who}",
        alt=f"Een balk per aanname met de ruisgrens. {told}.",
        draw=worth.plot,
        rests_on=numbers_of(worth.to_frame()),
        method="Dezelfde bedragen als in de tabel die volgt.",
        about_people=False,
    )
    shown = "{{figuur:kennis}}\n\n{{tabel:kennis}}\n\n" if rows else ""
    return Contribution(
        sections={"kosten": "## Wat is het waard om meer te weten?\n\nAlles zeker "
                  f"weten is {{{{bedrag:kennis}}}} per traject waard.\n\n{shown}"
                  f"{_list(worth.notes)}"},
        evidence=(_evidence("bedrag:kennis", euro_text(worth.evpi), worth.notes),),
        tables=(table,) if rows else (),
        pictures=(picture,) if rows else (),
    )  # fmt: skip


def _list(notes: tuple[str, ...]) -> str:
    return "\n".join(f"- {note}" for note in notes) + "\n"


def _evidence(key: str, text: str, notes: tuple[str, ...]) -> Evidence:
    return Evidence(
        key=key, text=text, method=" ".join(notes), sources=(ASSUMPTIONS_FILE,)
    )


def _table(
    key: str,
    caption: str,
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    notes: tuple[str, ...],
    *,
    right: tuple[int, ...],
) -> TableText:
    return TableText(
        key=key,
        caption=caption,
        head=head,
        rows=tuple(rows),
        right=right,
        method=" ".join(notes),
        sources=(ASSUMPTIONS_FILE,),
        about_people=False,
    )
