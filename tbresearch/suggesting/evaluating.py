"""`evaluate_suggestions`: what suggestions are worth, beside what asks no suggester."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tbresearch.coding import Codebook
from tbresearch.html import list_html, table_html, text_html
from tbresearch.suggesting.baselines import keyword, majority
from tbresearch.suggesting.labels import Labelled, read_labelled
from tbresearch.suggesting.measures import (
    MEASURES,
    chance,
    f1_scores,
    ranking_measures,
    respondent_weights,
)
from tbresearch.suggesting.polarity import polarity_hints
from tbresearch.suggesting.protocol import (
    SHOWN,
    STRENGTHS,
    Floats,
    Scores,
    Suggester,
    order_of,
)
from tbresearch.suggesting.word_suggester import word_suggester
from tbresearch.vocabulary import POLARITIES, quantity_text

__all__ = ["BASELINES", "Evaluation", "evaluate_suggestions"]

BASELINES = ("kans", "meest gegeven", "trefwoorden")
_OUTER = (2.5, 97.5)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evaluation:
    """How well suggestions did on passages that a human labelled.

    Attributes
    ----------
    suggester : str
        Which one was measured.
    frame : pd.DataFrame
        One row for each suggester and measure: suggester, measure, value, low, high;
        the interval is a bootstrap of respondents, 95%. Chance has none.
    by_code : pd.DataFrame
        One row a code: code, n, recall (share of its passages that have it among the
        first three).
    by_side : pd.DataFrame
        One row a polarity of passages with a code: polarity, n, top-3, MAP; and of
        the hint over all passages: hint_n, hint_f1, low, high.
    calibration : pd.DataFrame
        One row for each match word of the first suggestion: match, n, right (share).
    notes : tuple of str
        How it was measured, in Dutch.
    """

    suggester: str
    frame: pd.DataFrame
    by_code: pd.DataFrame
    by_side: pd.DataFrame
    calibration: pd.DataFrame
    notes: tuple[str, ...]

    @property
    def beats_baselines(self) -> bool:
        """Whether MAP is above that of every baseline."""
        return self.value(self.suggester, "MAP") > max(
            self.value(name, "MAP") for name in BASELINES
        )

    def value(self, suggester: str, measure: str) -> float:
        """Return one number of the table."""
        own = self.frame[self.frame["suggester"] == suggester]
        return float(own.set_index("measure")["value"][measure])

    def __str__(self) -> str:
        said = ", ".join(
            f"{measure} {_two(self.value(self.suggester, measure))}"
            for measure in MEASURES
        )
        verdict = "beter dan" if self.beats_baselines else "niet beter dan"
        return f"Voorstellen ({self.suggester}): {said}; {verdict} de vergelijkingen"

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each suggester and measure."""
        return self.frame.copy()

    def table(self) -> list[tuple[str, ...]]:
        """Return one row a suggester, its measures with their intervals as text."""
        return [
            (str(name), *(_cell(row) for row in own.to_dict("records")))
            for name, own in self.frame.groupby("suggester", sort=False)
        ]

    def _repr_html_(self) -> str:
        fits = [
            (str(row["match"]), int(row["n"]), _two(row["right"]))
            for row in self.calibration.to_dict("records")
        ]
        return "".join(
            (
                text_html(self),
                table_html(("Wie", *MEASURES), self.table()),
                table_html(("Past", "Eerste voorstellen", "Deel goed"), fits),
                list_html(self.notes),
            )
        )


def evaluate_suggestions(
    labelled: pd.DataFrame,
    codebook: Codebook,
    by: str = "respondent",
    *,
    suggester: Suggester | None = None,
    sentences: bool | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Evaluation:
    """Measure suggestions on passages that a human labelled.

    Parameters
    ----------
    labelled : pd.DataFrame
        One row for each passage and code: passage (its text), code (missing if the
        passage has none), polarity, and the column `by`.
    codebook : Codebook
        The codes.
    by : str
        The column of what is drawn and held out together.
    suggester : Suggester or None
        None is the built-in one.
    sentences : bool or None
        Whether the built-in one compares whole sentences too, as in `suggest`.
    draws : int
        Bootstrap draws.
    seed : int
        Of the draws.

    Returns
    -------
    Evaluation
        top-1 and top-3 are the share of passages with a right code among the first
        one and three; MAP is the mean average precision; macro-F1 is of the first
        suggestion, over codes that occur.

    Raises
    ------
    WorkbenchError
        If a column is missing, a code is unknown, or no passage has a code.
    """
    known = read_labelled(labelled, codebook, by)
    speaker = suggester or word_suggester(codebook, sentences=sentences)
    scores = speaker.score(known.passages)
    return evaluated(known, codebook, scores, speaker.name, draws=draws, seed=seed)


def evaluated(
    known: Labelled,
    codebook: Codebook,
    scores: Scores,
    name: str,
    *,
    draws: int,
    seed: int,
) -> Evaluation:
    """Measure scores that are there."""
    coded = known.coded
    truth, people = known.truth[coded], known.respondents[coded]
    weights = respondent_weights(people, draws=draws, seed=seed)
    said = [text for text, has in zip(known.passages, coded, strict=True) if has]
    competing = {
        name: scores.values[coded],
        "meest gegeven": majority(truth, people),
        "trefwoorden": keyword(said, codebook),
    }
    rows = [
        row
        for who, values in competing.items()
        for row in _rows(who, truth, values, weights)
    ]
    expected = zip(MEASURES, (*chance(truth), np.nan), strict=True)
    rows += [("kans", measure, value, np.nan, np.nan) for measure, value in expected]
    columns = ["suggester", "measure", "value", "low", "high"]
    return Evaluation(
        suggester=name,
        frame=pd.DataFrame(rows, columns=columns),
        by_code=_by_code(truth, scores.values[coded], codebook),
        by_side=_by_side(known, scores.values, draws, seed),
        calibration=_calibration(known, scores),
        notes=_notes(known, scores),
    )


def _rows(
    who: str, truth: np.ndarray, values: Floats, weights: Floats
) -> list[tuple[str, str, float, float, float]]:
    one = ranking_measures(truth, values, np.ones((1, len(truth))))[0]
    low, high = np.percentile(ranking_measures(truth, values, weights), _OUTER, axis=0)
    return [
        (who, measure, float(one[at]), float(low[at]), float(high[at]))
        for at, measure in enumerate(MEASURES)
    ]


def _by_code(truth: np.ndarray, values: Floats, codebook: Codebook) -> pd.DataFrame:
    shown = np.zeros_like(truth)
    np.put_along_axis(shown, order_of(values)[:, :SHOWN], True, axis=1)
    many = truth.sum(axis=0)
    share = np.where(
        many > 0, (truth & shown).sum(axis=0) / np.maximum(many, 1), np.nan
    )
    return pd.DataFrame({"code": list(codebook.codes), "n": many, "recall": share})


def _by_side(known: Labelled, values: Floats, draws: int, seed: int) -> pd.DataFrame:
    sides = np.array([side or "" for side in known.polarities])
    hints = np.array([hint.polarity for hint in polarity_hints(known.passages)])
    clear = sides != ""
    keys = list(POLARITIES)
    columns = ["polarity", "n", "top-3", "MAP", "hint_n", "hint_f1", "low", "high"]
    if not clear.any():
        return pd.DataFrame(columns=columns)
    truth = np.array([sides[clear] == key for key in keys]).T
    guess = np.array([hints[clear] == key for key in keys]).T
    one = f1_scores(truth, guess, np.ones((1, len(truth))))[0]
    weights = respondent_weights(known.respondents[clear], draws=draws, seed=seed)
    low, high = np.percentile(f1_scores(truth, guess, weights), _OUTER, axis=0)
    rows = []
    for at, key in enumerate(keys):
        own = known.coded & (sides == key)
        found = [np.nan, np.nan]
        if own.any():
            ones = np.ones((1, int(own.sum())))
            found = list(ranking_measures(known.truth[own], values[own], ones)[0][1:3])
        rows.append(
            (key, own.sum(), *found, truth[:, at].sum(), one[at], low[at], high[at])
        )
    return pd.DataFrame(rows, columns=columns)


def _calibration(known: Labelled, scores: Scores) -> pd.DataFrame:
    """Return how often the first suggestion is right, by its match word.

    Passages without a code count: a suggestion for them is wrong.
    """
    every = np.arange(len(known.passages))
    first = order_of(scores.values)[:, 0]
    strength, right = scores.strengths[every, first], known.truth[every, first]
    rows = [
        (word, int((strength == at).sum()), float(right[strength == at].mean()))
        for at, word in enumerate(STRENGTHS)
        if (strength == at).any()
    ]
    return pd.DataFrame(rows, columns=["match", "n", "right"])


def _notes(known: Labelled, scores: Scores) -> tuple[str, ...]:
    coded = quantity_text(int(known.coded.sum()), "passage", "passages")
    people = len(set(known.respondents))
    return (
        f"Gemeten op {coded} met een code, van "
        f"{quantity_text(people, 'respondent', 'respondenten')}; de marges "
        "komen van opnieuw trekken van respondenten.",
        "Kans is een willekeurige volgorde. Meest gegeven telt codes bij de andere "
        "respondenten. Trefwoorden telt woorden van label en definitie.",
        *scores.notes,
    )


def _cell(row: dict[object, float]) -> str:
    if np.isnan(row["value"]):
        return "-"
    if np.isnan(row["low"]):
        return _two(row["value"])
    return f"{_two(row['value'])} ({_two(row['low'])} tot {_two(row['high'])})"


def _two(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
