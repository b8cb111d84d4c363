"""What the joint display brings: table, picture, what people made of it, the losses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from tbresearch.findings.quotes import choose_quotes
from tbresearch.report.contributions.joint_tables import (
    NOT_SHOWN,
    ShownDisplay,
    display_table,
    factors_table,
    log_entries,
    scores_table,
    shown_display,
)
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.evidence import Contribution, Picture
from tbresearch.study import Study
from tbresearch.synthesis.display import (
    INFERENCES,
    Inference,
    JointCell,
    JointDisplay,
    draw_display,
)
from tbresearch.vocabulary import JOINT_LABELS, day_text, join_text, label

__all__ = ["joint_contribution"]

_TABLES = re.compile(r"(?:tabel|figuur):")
_HIDDEN_NUMBER = "een aantal dat niet wordt getoond"
_HEADING = "{.unnumbered .unlisted}"


def joint_contribution(display: JointDisplay, study: Study) -> Contribution:
    """Return the section on how talk, scores and costs hang together.

    Parameters
    ----------
    display : JointDisplay
        The display. That no contradiction is left alone is checked where the report
        is composed.
    study : Study
        Says which small numbers are shown.
    """
    shown = shown_display(display, study)
    scores, factors = scores_table(shown), factors_table(shown)
    tables = [t for t in (scores, factors) if t is not None and t.rows]
    open_ = not shown.tells_nothing
    drawn = open_ and not shown.hides
    gone = left_out(
        *([] if open_ else ["tabel:samenhang"]),
        *([] if drawn else ["figuur:samenhang"]),
    )
    return Contribution(
        sections={"samenhang": "\n".join(_text(shown, tables={t.key for t in tables}))},
        evidence=(*shown.counts(), *gone),
        tables=(*([display_table(shown)] if open_ else []), *tables),
        pictures=(_picture(shown),) if drawn else (),
        disclosure=log_entries(shown),
        texts={INFERENCES.file: _written(display)} if _inferences(display) else {},
    )


def _text(shown: ShownDisplay, *, tables: set[str]) -> Iterator[str]:
    display = shown.display
    yield "## Uitspraken, scores en kosten naast elkaar\n"
    yield (
        "Per leefgebied en groep staat naast elkaar wat mensen zeggen en wat scores "
        "laten zien. Een regel geeft daarbij een kandidaat; wat het betekent, schrijft "
        "een mens erbij. Beide staan er.\n"
    )
    if shown.tells_nothing:
        yield f"{left_out_text(f'De tabel van {len(display.cells)} cellen')}\n"
    else:
        if not shown.hidden:
            yield f"{display}.\n"
        yield "" if shown.hides else "{{figuur:samenhang}}\n"
        yield "{{tabel:samenhang}}\n"
    if "tabel:samenhang.factoren" in tables:
        yield "{{tabel:samenhang.factoren}}\n"
    if "tabel:samenhang.scores" in tables:
        yield "{{tabel:samenhang.scores}}\n"
    yield f"{_costs(display)}\n"
    yield from _readings(shown)
    yield "## Hoe de kandidaat tot stand komt\n"
    yield _list((*shown.notes, *display.rule))
    yield "## Wat deze vergelijking niet laat zien\n"
    yield _list(display.notes)
    if display.losses:
        yield "### Wat verloren gaat tussen leefgebieden en ZRM\n"
        yield "Deze verbinding is onze lezing van de namen; geen bron drukt haar af.\n"
        yield _list(display.losses)


def _costs(display: JointDisplay) -> str:
    """Say what it costs: per life domain if the register knows, and the whole once."""
    lines = [f"**Kosten.** {display.cost_line}"]
    for area in dict.fromkeys(cell.leefgebied for cell in display.cells):
        cell = next(c for c in display.cells if c.leefgebied == area)
        if cell.costs:
            named = join_text([row.item.label for row in cell.costs])
            lines.append(f"Bij {cell.title.split(',')[0]} hoort: {named}.")
    return " ".join(lines)


def _readings(shown: ShownDisplay) -> Iterator[str]:
    """Yield what people made of cells, and cells that ask for it."""
    cells = [
        cell
        for cell in shown.display.cells
        if cell.inference or (cell.candidate != "zwijgt" and shown.tells(cell))
    ]
    if cells:
        yield "## Wat de onderzoekers ervan maken\n"
    for cell in cells:
        yield f"### {cell.title} {_HEADING}\n"
        if shown.tells(cell):
            yield f"Kandidaat: {{{{samenhang:{cell.key}}}}}, want {cell.reason}.\n"
        else:
            yield f"Kandidaat: {NOT_SHOWN}.\n"
        if cell.standing is not None:
            yield from _inference(cell, cell.standing, shown)
        elif cell.inference is not None:
            yield _lapsed(cell, cell.inference)
            yield from _quotes(cell, shown)
        else:
            yield "Duiding: nog geen.\n"
            yield from _quotes(cell, shown)


def _inference(
    cell: JointCell, inference: Inference, shown: ShownDisplay
) -> Iterator[str]:
    told = shown.tells(cell)
    named = f" {label(JOINT_LABELS, inference.label).lower()}" if told else ""
    other = ", anders dan de kandidaat" if told and inference.disagrees else ""
    by = f"{inference.who}, {day_text(inference.day)}"
    yield f"**Duiding:**{named}{other}. {_one_line(inference.text)} ({by})\n"
    numbers = []
    for key in inference.evidence:
        if key.startswith("citaat:"):
            yield f"{{{{{key}}}}}\n"
        elif not _TABLES.match(key):
            number = f"{{{{{key}}}}}" if shown.prints(key) else _HIDDEN_NUMBER
            numbers.append(f"{number} ({_meaning(key)})")
    if numbers:
        yield f"Rust ook op: {join_text(numbers)}.\n"


def _meaning(key: str) -> str:
    """Say in words what a count of the evidence counts."""
    *_, way = key.split(".")
    words = {
        "werkt": "noemen wat werkt",
        "tekort": "noemen wat tekortschiet",
    }
    return words.get(way, f"scoren {way}")


def _lapsed(cell: JointCell, inference: Inference) -> str:
    return (
        "::: {.ontbreekt}\n"
        f"De duiding van {inference.who} ({day_text(inference.day)}) is vervallen, "
        f"want {cell.lapsed}. Zij moet opnieuw worden gelezen.\n:::\n"
    )


def _quotes(cell: JointCell, shown: ShownDisplay) -> Iterator[str]:
    """Yield one quote of each side, where nobody has chosen any."""
    coding = shown.display.coding
    own = coding.passages[coding.passages["id"].isin(cell.talk.codings)]
    own = own[own["group"] == cell.group]
    for side in ("succesfactor", "verbeterpunt"):
        for quote in choose_quotes(own[own["polarity"] == side], coding, n=1):
            yield f"{{{{citaat:{quote.coding_id}}}}}\n"


def _picture(shown: ShownDisplay) -> Picture:
    cells = shown.display.cells
    spoken = "; ".join(f"{cell.title}: {shown.candidate(cell)}" for cell in cells)
    return Picture(
        key="figuur:samenhang",
        caption="Wat de regel geeft per leefgebied en groep, en of er een duiding is",
        alt=f"Raster met een teken en een woord in elke cel. {spoken}.",
        draw=partial(draw_display, cells, None, hidden=shown.hidden),
        method="De kolom Kandidaat van de tabel die volgt.",
    )


def _inferences(display: JointDisplay) -> list[Inference]:
    return [cell.inference for cell in display.cells if cell.inference is not None]


def _written(display: JointDisplay) -> str:
    """Return what people wrote, each text on the line that it has in the file."""
    own = _inferences(display)
    lines = [""] * max(inference.line for inference in own)
    for inference in own:
        lines[inference.line - 1] = _one_line(inference.text)
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _list(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines) + "\n"
