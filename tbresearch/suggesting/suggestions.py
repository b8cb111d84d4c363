"""Codes that may fit passages: what is proposed, why, and how far to believe it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tbresearch.coding import Codebook
from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.suggesting.polarity import polarity_hints
from tbresearch.suggesting.protocol import SHOWN, STRENGTHS, Scores, order_of
from tbresearch.vocabulary import POLARITIES, label, quantity_text

__all__ = ["Suggestions", "check_passages", "ranked", "switched_off"]

# Passages that a notebook shows, and characters of each.
_PASSAGES, _LONG = 20, 160
_SILENCE = (
    "Geen voorstel betekent dat de woorden weinig lijken, niet dat er niets staat."
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Suggestions:
    """Codes for passages, best first. Nothing is coded: that is for a human.

    Attributes
    ----------
    passages : tuple of str
        What was asked about.
    codebook : Codebook
        The codes.
    suggester : str
        Which one spoke, such as ``"woorden"``.
    active : bool
        False if the suggester was switched off: then `frame` is empty.
    frame : pd.DataFrame
        One row for each passage and code; see `to_frame`.
    polarities : pd.DataFrame
        One row a passage: passage, polarity (a hint; ``geen`` is also "the words
        do not say") and words.
    notes : tuple of str
        What was measured and left out, in Dutch.
    """

    passages: tuple[str, ...]
    codebook: Codebook
    suggester: str
    active: bool
    frame: pd.DataFrame
    polarities: pd.DataFrame
    notes: tuple[str, ...]

    def __str__(self) -> str:
        many = quantity_text(len(self.passages), "passage", "passages")
        if not self.active:
            return f"Voorstellen ({self.suggester}) staan uit, voor {many}"
        top = self.frame[(self.frame["rank"] == 1) & (self.frame["match"] != "geen")]
        return f"Voorstellen ({self.suggester}) voor {len(top)} van {many}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each passage and code, by passage and rank.

        Columns passage (position, from 0), code, rank (from 1), score (higher is
        better, within a passage), match (sterk, matig, zwak, geen) and words: those
        of the passage that speak for the code, for the first three ranks.
        """
        return self.frame.copy()

    def _repr_html_(self) -> str:
        shown = self.frame[
            (self.frame["rank"] <= SHOWN)
            & (self.frame["match"] != "geen")
            & (self.frame["passage"] < _PASSAGES)
        ]
        sides = self.polarities.set_index("passage")["polarity"]
        rows = [
            (
                _short(self.passages[row["passage"]]),
                f"voorstel {row['rank']}: {self.codebook.codes[row['code']].label}",
                row["match"],
                row["words"],
                label(POLARITIES, sides[row["passage"]]),
            )
            for row in shown.to_dict("records")
        ]
        heads = ("Passage", "Voorstel", "Past", "Woorden", "Kant (aanwijzing)")
        more = len(self.passages) - _PASSAGES
        cut = f"Hier staan de eerste {_PASSAGES} van {len(self.passages)} passages."
        return "".join(
            (
                text_html(self),
                table_html(heads, rows) if rows else "",
                text_html(cut) if more > 0 else "",
                list_html(self.notes),
            )
        )


def check_passages(passages: Sequence[str], codebook: Codebook) -> tuple[str, ...]:
    """Return passages that are texts.

    Raises
    ------
    WorkbenchError
        If passages are one text, hold something else than text, or there are no codes.
    """
    if isinstance(passages, str):
        raise WorkbenchError(
            "dit is één tekst en geen lijst van passages",
            where="passages",
            fix="zet er blokhaken omheen: tb.suggest([tekst], codeboek)",
        )
    given = tuple(passages)
    for at, passage in enumerate(given):
        if not isinstance(passage, str):
            raise WorkbenchError(
                f"passage {at} is geen tekst, maar {type(passage).__name__}",
                where="passages",
                fix="geef een lijst van teksten, zoals turns['text']",
            )
    if not codebook.codes:
        raise WorkbenchError(
            "het codeboek heeft geen codes, dus er is niets om voor te stellen",
            where="codeboek.toml",
            fix="zet er codes in, of neem het startcodeboek over",
        )
    return given


def ranked(
    passages: tuple[str, ...],
    codebook: Codebook,
    scores: Scores,
    *,
    suggester: str,
    notes: Sequence[str] = (),
) -> Suggestions:
    """Return what was scored as suggestions."""
    order = order_of(scores.values)
    many, codes = order.shape
    rows = np.repeat(np.arange(many), codes)
    flat = order.ravel()
    words = np.full(many * codes, "", dtype=object)
    for (row, code), own in scores.words.items():
        rank = int(np.flatnonzero(order[row] == code)[0])
        words[row * codes + rank] = ", ".join(own)
    frame = pd.DataFrame(
        {
            "passage": rows,
            "code": np.array(scores.codes, dtype=object)[flat],
            "rank": np.tile(np.arange(1, codes + 1), many),
            "score": scores.values[rows, flat],
            "match": np.array(STRENGTHS, dtype=object)[scores.strengths[rows, flat]],
            "words": words,
        }
    )
    return Suggestions(
        passages=passages,
        codebook=codebook,
        suggester=suggester,
        active=True,
        frame=frame,
        polarities=_polarities(passages),
        notes=(*notes, *scores.notes, *_thin(codebook), _SILENCE),
    )


def switched_off(
    passages: tuple[str, ...],
    codebook: Codebook,
    *,
    suggester: str,
    notes: Sequence[str],
) -> Suggestions:
    """Return that nothing is proposed, and why."""
    columns = ["passage", "code", "rank", "score", "match", "words"]
    return Suggestions(
        passages=passages,
        codebook=codebook,
        suggester=suggester,
        active=False,
        frame=pd.DataFrame(columns=columns),
        polarities=_polarities(passages),
        notes=tuple(notes),
    )


def _polarities(passages: tuple[str, ...]) -> pd.DataFrame:
    hints = polarity_hints(passages)
    return pd.DataFrame(
        {
            "passage": range(len(passages)),
            "polarity": [hint.polarity for hint in hints],
            "words": [", ".join(hint.words) for hint in hints],
        }
    )


def _thin(codebook: Codebook) -> list[str]:
    """Say which codes have little to be known by."""
    thin = [
        code.label
        for code in codebook.codes.values()
        if not (code.definition or code.include or code.examples or code.cues)
    ]
    if not thin:
        return []
    return [f"Alleen op hun label te herkennen: {', '.join(thin)}."]


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
