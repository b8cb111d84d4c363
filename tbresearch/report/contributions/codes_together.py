"""Two pictures of codes: beside each other per group and side, and together in a turn.

The first is drawn from the tables of success factors and improvement points as they
stand in the report, so that it tells no number that those hide. The second counts turns
of one group; a study that hides what few people say has none of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from tbresearch.coding import Coding
from tbresearch.coding.retrieval import (
    CodeCooccurrence,
    code_cooccurrence,
    codes_together,
)
from tbresearch.estimate import Count
from tbresearch.figures import draw_heat_map, new_axes
from tbresearch.findings import Factors
from tbresearch.privacy import cell_text
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.contributions.mentions import Mentions, shown_mentions
from tbresearch.report.evidence import Contribution, Picture
from tbresearch.vocabulary import POLARITIES, RESPONDENT_GROUPS, label, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["codes_contribution"]

_BESIDE = "figuur:codes"
_MOST = 12
_SAID = 3
# Inches: so that the codes of a full codebook stay on one page.
_HEADS, _ROW = 0.9, 0.24
_LABELS, _CELL = 2.2, 0.2


def codes_contribution(factors: Mapping[str, Factors]) -> Contribution:
    """Return the pictures of one coding.

    Parameters
    ----------
    factors : mapping of str to Factors
        Success factors and improvement points of the same coding, by polarity.
    """
    shown = {side: shown_mentions(own) for side, own in factors.items()}
    coding = next(iter(factors.values())).coding
    if not _codes(shown, coding):
        return Contribution()
    map_text, picture = _beside(shown, coding)
    pictures = [picture] if picture else []
    parts: list[str] = []
    gone = [] if picture else [_BESIDE]
    for group in coding.study.groups:
        key = f"figuur:samen.{group}"
        who = label(RESPONDENT_GROUPS, group).lower()
        if coding.study.statements != "tonen":
            gone.append(key)
            parts.append(
                f"{left_out_text(f'De figuur van codes die {who} samen noemen')}\n"
            )
            continue
        result = code_cooccurrence(coding, within="uiting", group=group)
        if result.to_frame().empty:
            gone.append(key)
            parts.append(f"Bij {who} komen geen twee codes in dezelfde uiting voor.\n")
            continue
        pictures.append(_together(result, group))
        parts.append(f"{{{{{key}}}}}\n")
    return Contribution(
        sections={
            "ervaringen": f"## Codes naast elkaar\n\n{map_text}\n",
            "codes": "\n".join(parts),
        },
        evidence=left_out(*gone),
        pictures=tuple(pictures),
    )


def _codes(shown: Mapping[str, Mentions], coding: Coding) -> list[str]:
    """Return the codes that stand in a table, in the order of the codebook."""
    told = {
        code
        for mentions in shown.values()
        for group in coding.study.groups
        for code in mentions.codes(group)
    }
    return [code for code in coding.codebook.codes if code in told]


def _beside(
    shown: Mapping[str, Mentions], coding: Coding
) -> tuple[str, Picture | None]:
    """Return the text and the picture of codes per group and side."""
    codes = _codes(shown, coding)
    columns = [
        (group, side)
        for group in coding.study.groups
        for side in shown
        if isinstance(_count(shown[side], group, codes[0]), Count)
    ]
    hidden = sum(
        shown[side].is_hidden(group, code) for group, side in columns for code in codes
    )
    if not columns or 2 * hidden > len(columns) * len(codes):
        return left_out_text("De figuur van codes per groep en kant"), None
    picture = Picture(
        key=_BESIDE,
        caption="Elke code per groep en kant: hoeveel respondenten haar noemen",
        alt=f"Tabel in tinten van {quantity_text(len(codes), 'code', 'codes')} in "
        f"{quantity_text(len(columns), 'kolom', 'kolommen')}, met "
        "het aantal respondenten in elke cel. "
        + " ".join(_most(shown[side], group, side) for group, side in columns),
        draw=partial(_draw, shown, coding, codes, columns),
        method="Dezelfde tellingen als in de tabellen van succesfactoren en "
        "verbeterpunten, in respondenten.",
    )
    return f"{{{{{_BESIDE}}}}}", picture


def _most(mentions: Mentions, group: str, side: str) -> str:
    """Say what a group names most on one side, for who cannot see the picture."""
    factors = mentions.factors
    open_ = [c for c in mentions.codes(group) if not mentions.is_hidden(group, c)]
    first = [] if mentions.hides else open_[:_SAID]
    named = "; ".join(
        f"{factors.label(code)} {mentions.short(group, code, 'respondent')}"
        for code in first
    )
    head = f"{label(RESPONDENT_GROUPS, group)}, {label(POLARITIES, side).lower()}:"
    if mentions.hides:
        return f"{head} {quantity_text(len(open_), 'code', 'codes')} met een aantal."
    return f"{head} het meest {named}." if named else f"{head} geen."


def _draw(
    shown: Mapping[str, Mentions],
    coding: Coding,
    codes: list[str],
    columns: list[tuple[str, str]],
    ax: Axes | None = None,
) -> Axes:
    share = np.zeros((len(codes), len(columns)))
    texts = [["" for _ in columns] for _ in codes]
    for j, (group, side) in enumerate(columns):
        for i, code in enumerate(codes):
            count = _count(shown[side], group, code)
            if shown[side].is_hidden(group, code):
                share[i, j], texts[i][j] = np.nan, cell_text(None)
            elif count is not None and count.k:
                share[i, j], texts[i][j] = count.k / count.total, str(count.k)
    heads = []
    for group, side in columns:
        count = _count(shown[side], group, codes[0])
        total = count.total if count else 0
        heads.append(
            f"{label(RESPONDENT_GROUPS, group)}\n{label(POLARITIES, side).lower()}\n"
            f"(van {total})"
        )
    ax = ax or new_axes(height=_HEADS + _ROW * len(codes))
    mark = f" {cell_text(None)}: niet getoond." if np.isnan(share).any() else ""
    ax = draw_heat_map(
        ax,
        share,
        texts=texts,
        rows=[coding.codebook.codes[code].label for code in codes],
        columns=heads,
        caption="Aantal respondenten; hoe donkerder, hoe groter het deel van de kolom."
        f"{mark}",
    )
    ax.tick_params(axis="x", labelrotation=0)
    return ax


def _count(mentions: Mentions, group: str, code: str) -> Count | None:
    count = mentions.factors.count(group, code, "respondent")
    return count if isinstance(count, Count) else None


def _together(result: CodeCooccurrence, group: str) -> Picture:
    who = label(RESPONDENT_GROUPS, group).lower()
    used = codes_together(result.counts, most=_MOST)
    several = f"de {_MOST} die dat het meest doen"
    part = (
        ""
        if len(used) == len(codes_together(result.counts, most=None))
        else f", {several}"
    )
    pairs = "; ".join(_pairs(result))
    return Picture(
        key=f"figuur:samen.{group}",
        caption=f"Codes die samen in één uiting van {who} voorkomen{part}",
        alt=f"Tabel in tinten van {quantity_text(len(used), 'code', 'codes')} tegen "
        "elkaar, geteld in uitingen "
        f"van {who}. Het vaakst samen: {pairs}.",
        draw=partial(_draw_together, result, len(used)),
        method=" ".join(result.notes),
    )


def _draw_together(
    result: CodeCooccurrence, codes: int, ax: Axes | None = None
) -> Axes:
    ax = ax or new_axes(height=_LABELS + _CELL * codes)
    return result.plot(ax, most=_MOST)


def _pairs(result: CodeCooccurrence) -> Iterator[str]:
    """Yield the pairs that come together most, for who cannot see the picture."""
    labels = {code.code: code.label for code in result.coding.codebook.codes.values()}
    for row in result.to_frame().head(_SAID).to_dict("records"):
        yield f"{labels[row['code']]} met {labels[row['other']]} {row['together']} keer"
