"""Whether a professional and their own client name the same things.

A pair is one professional and one client of theirs, both respondents. That only one
of the two names a thing is no disagreement: the other may not have been asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.coding import Coding
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Count, NotEstimable
from tbresearch.figures import draw_heat_map
from tbresearch.findings.heard import Heard, heard
from tbresearch.findings.pairs import PAIRS, read_pairs
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import POLARITIES, join_text, label, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["SIDES_OF_PAIR", "PerspectiveAgreement", "perspective_agreement"]

SIDES_OF_PAIR = {
    "both": "Allebei",
    "professional": "Alleen begeleider",
    "client": "Alleen cliënt",
    "neither": "Geen van beiden",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PerspectiveAgreement:
    """In how many pairs both, one or neither names each code.

    Attributes
    ----------
    coding : Coding
        Where the passages come from.
    polarity : str or None
        Key of `vocabulary.POLARITIES`, or None for every passage.
    pairs : pd.DataFrame
        The pairs that are counted: professional and client.
    counts : pd.DataFrame
        One row a code that someone of a pair names: code, both, professional, client,
        neither and total; the four add up to total.
    missing : NotEstimable or None
        Why there is no pair to count.
    notes : tuple of str
        Rules and what was left out, in Dutch.
    """

    coding: Coding
    polarity: str | None
    pairs: pd.DataFrame
    counts: pd.DataFrame
    missing: NotEstimable | None
    notes: tuple[str, ...]

    def __str__(self) -> str:
        if self.missing is not None:
            return f"Overeenstemming van begeleider en cliënt: {self.missing}"
        codes = quantity_text(len(self.counts), "code", "codes")
        together = int((self.counts["both"] > 0).sum())
        verb = "is" if len(self.counts) == 1 else "zijn"
        pairs = quantity_text(len(self.pairs), "koppel", "koppels")
        return (
            f"Begeleider en cliënt, {pairs}: {codes} {verb} genoemd, waarvan "
            f"{together} in minstens één koppel door allebei"
        )

    def count(self, code: str, side: str) -> Count | NotEstimable:
        """Return in how many pairs `code` is named by `side`.

        Parameters
        ----------
        code : str
            A code of the codebook.
        side : str
            both, professional, client or neither.

        Raises
        ------
        WorkbenchError
            If there is no such code or side.
        """
        for name, known in ((code, self.coding.codebook.codes), (side, SIDES_OF_PAIR)):
            if name not in known:
                raise WorkbenchError(
                    f"{name!r} is niet bekend",
                    where="de vraag om een aantal koppels",
                    fix=f"bekend zijn: {', '.join(known)}",
                )
        if self.missing is not None:
            return self.missing
        row = self.counts[self.counts["code"] == code]
        nobody = len(self.pairs) if side == "neither" else 0
        return Count(
            k=int(row[side].sum()) if len(row) else nobody,
            total=len(self.pairs),
            unit="koppel" if len(self.pairs) == 1 else "koppels",
            percentage_from=self.coding.study.percentage_from,
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the counts, with the label of each code."""
        labels = [self._label(code) for code in self.counts["code"]]
        frame = self.counts.copy()
        frame.insert(1, "label", labels)
        return frame

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw codes against who of a pair names them; darker is more pairs."""
        n = self.counts[list(SIDES_OF_PAIR)].to_numpy(float)
        return draw_heat_map(
            ax,
            n / max(len(self.pairs), 1),
            texts=[[str(int(k)) if k else "" for k in row] for row in n],
            rows=[self._label(code) for code in self.counts["code"]],
            columns=list(SIDES_OF_PAIR.values()),
            caption=f"Aantal koppels, van {len(self.pairs)}; hoe donkerder, hoe meer",
        )

    def _label(self, code: str) -> str:
        return self.coding.codebook.codes[code].label

    def _repr_html_(self) -> str:
        if self.missing is not None:
            return text_html(self) + list_html(self.notes)
        rows = [
            (
                self._label(str(row["code"])),
                *(str(self.count(str(row["code"]), side)) for side in SIDES_OF_PAIR),
            )
            for row in self.counts.to_dict("records")
        ]
        table = table_html(("Code", *SIDES_OF_PAIR.values()), rows)
        return text_html(self) + table + list_html(self.notes)


def perspective_agreement(
    coding: Coding, *, polarity: str | None
) -> PerspectiveAgreement:
    """Count, per code, in how many pairs professional and client name it.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them; the pairs stand in `koppels.csv`.
    polarity : str or None
        Only passages of one polarity; None is all. There is no default: whether two
        people name a thing, or both praise it, is not the same question.

    Returns
    -------
    PerspectiveAgreement
        With `missing` if there is no pair to count.

    Raises
    ------
    StudyError
        If a pair does not hold.
    WorkbenchError
        If the polarity is unknown, or there are codings and the study names no coder
        for its findings.
    """
    if polarity is not None and polarity not in POLARITIES:
        raise WorkbenchError(
            f"kant {polarity!r} is niet bekend",
            where="de vraag naar begeleider en cliënt",
            fix=f"kies polarity= uit: {', '.join(POLARITIES)}, of None voor alles",
        )
    named, talk = read_pairs(coding.study).frame, heard(coding)
    spoke = set(talk.turns["respondent"])
    there = named["professional"].isin(spoke) & named["client"].isin(spoke)
    pairs = named.loc[there, ["professional", "client"]].reset_index(drop=True)
    return PerspectiveAgreement(
        coding=coding,
        polarity=polarity,
        pairs=pairs,
        counts=_counts(coding, talk, pairs, polarity),
        missing=_missing(named, pairs),
        notes=tuple(_notes(coding, talk, named, pairs, polarity)),
    )


def _counts(
    coding: Coding, talk: Heard, pairs: pd.DataFrame, polarity: str | None
) -> pd.DataFrame:
    said = talk.passages
    if polarity is not None:
        said = said[said["polarity"] == polarity]
    names = set(zip(said["respondent"], said["code"], strict=True))
    rows = []
    for code in coding.codebook.codes:
        first = np.array([(who, code) in names for who in pairs["professional"]], bool)
        other = np.array([(who, code) in names for who in pairs["client"]], bool)
        if (first | other).any():
            sides = (first & other, first & ~other, ~first & other, ~first & ~other)
            rows.append((code, *(int(side.sum()) for side in sides), len(pairs)))
    columns = ["code", *SIDES_OF_PAIR, "total"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(
        ["both", "neither"], ascending=[False, True], kind="stable", ignore_index=True
    )


def _missing(named: pd.DataFrame, pairs: pd.DataFrame) -> NotEstimable | None:
    if len(pairs):
        return None
    if len(named):
        return NotEstimable(
            f"van geen koppel in {PAIRS.file} zijn beide gesprekken gecodeerd"
        )
    return NotEstimable(
        f"er zijn geen koppels van een begeleider en een cliënt ({PAIRS.file})"
    )


def _notes(
    coding: Coding,
    talk: Heard,
    named: pd.DataFrame,
    pairs: pd.DataFrame,
    polarity: str | None,
) -> Iterator[str]:
    if talk.coders:
        yield f"Geteld zijn de coderingen van {join_text(talk.coders)}."
    if polarity is not None:
        yield f"Alleen passages met richting: {label(POLARITIES, polarity).lower()}."
    left = len(named) - len(pairs)
    if left and len(pairs):
        several = quantity_text(left, "koppel telt", "koppels tellen")
        yield f"{several} niet mee: niet van allebei is een gesprek gecodeerd."
    if not len(pairs):
        return
    yield (
        "Een koppel is één begeleider met één eigen cliënt, allebei met toestemming "
        "om de gesprekken naast elkaar te leggen. Wie in meer koppels zit, telt in elk "
        "daarvan."
    )
    yield (
        "Alleen één van beiden wil niet zeggen dat zij het oneens zijn: de ander kan "
        "er niet naar gevraagd zijn."
    )
    kinds = coding.study.sessions.set_index("session")["kind"]
    own = talk.turns[talk.turns["respondent"].isin(pairs["professional"])]
    if (own["session"].map(kinds) == "focusgroep").any():
        yield (
            "Een begeleider in een focusgroep spreekt over het werk in het algemeen, "
            "en niet alleen over deze cliënt."
        )
