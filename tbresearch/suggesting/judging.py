"""Whether a suggester may speak: measured on the study's own decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tbresearch.coding import Codebook
from tbresearch.suggesting.evaluating import BASELINES, Evaluation, evaluated
from tbresearch.suggesting.labels import Labelled, read_labelled
from tbresearch.suggesting.pair_suggester import pair_suggester
from tbresearch.suggesting.protocol import SHOWN, Floats, Scores, Suggester
from tbresearch.suggesting.word_suggester import WordSuggester
from tbresearch.vocabulary import quantity_text

__all__ = ["ENOUGH", "PERCENTAGES", "Verdict", "judge", "judge_pairs"]

# Decisions and respondents from which a suggester is judged and one may be learned;
# decisions from which shares are written as percentages.
ENOUGH, PEOPLE, PERCENTAGES = 40, 3, 100
_FOLDS = 5
_Score = Callable[[tuple[str, ...]], Scores]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verdict:
    """Whether a suggester may speak, and by what.

    Attributes
    ----------
    suggester : str
        Which one.
    active : bool
        False if it was measured and did not beat its baselines.
    decisions : int
        On which it was measured.
    evaluation : Evaluation or None
        What was measured, respondents held out; None if there was too little.
    by_rank : pd.DataFrame
        One row for each rank that was shown: rank, n, accepted.
    notes : tuple of str
        The state of affairs, in Dutch.
    """

    suggester: str
    active: bool
    decisions: int
    evaluation: Evaluation | None
    by_rank: pd.DataFrame
    notes: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.notes)


def judge(decisions: pd.DataFrame, codebook: Codebook, suggester: Suggester) -> Verdict:
    """Measure a suggester that does not learn on what was decided."""
    return _judged(decisions, codebook, suggester.name, suggester.score)


def judge_pairs(
    decisions: pd.DataFrame, codebook: Codebook, words: WordSuggester
) -> Verdict:
    """Measure the pair model, each respondent scored by a model of the others."""

    def score(passages: tuple[str, ...]) -> Scores:
        return _held_out(decisions, words, read_known(decisions, codebook), passages)

    return _judged(decisions, codebook, "geleerd", score)


def read_known(decisions: pd.DataFrame, codebook: Codebook) -> Labelled:
    """Return what was accepted as labelled passages."""
    accepted = decisions[decisions["accepted"].astype(bool)].assign(polarity=None)
    return read_labelled(
        accepted[accepted["code"].isin(codebook.codes)], codebook, "respondent"
    )


def _held_out(
    decisions: pd.DataFrame,
    words: WordSuggester,
    known: Labelled,
    passages: tuple[str, ...],
) -> Scores:
    base = words.score(passages)
    values: Floats = base.values.copy()
    people = np.unique(known.respondents)
    for fold in np.array_split(people, min(_FOLDS, len(people))):
        own = np.isin(known.respondents, fold)
        learned = pair_suggester(
            words, decisions[~decisions["respondent"].astype(str).isin(fold)]
        )
        if learned is not None:
            chosen = [
                text for text, is_own in zip(passages, own, strict=True) if is_own
            ]
            values[own] = learned.score(chosen).values
    return replace(base, values=values)


def _judged(
    decisions: pd.DataFrame, codebook: Codebook, name: str, score: _Score
) -> Verdict:
    many = len(decisions)
    accepted = decisions["accepted"].astype(bool)
    people = decisions.loc[accepted, "respondent"].nunique()
    by_rank = _by_rank(decisions)
    told = _told(by_rank, many)
    if many < ENOUGH or (accepted.any() and people < PEOPLE):
        what = quantity_text(many, "beslissing", "beslissingen")
        who = quantity_text(people, "respondent", "respondenten")
        state = (
            f"Nog niet te beoordelen: {what}, met codes bij {who}; nodig zijn "
            f"{ENOUGH} beslissingen en {PEOPLE} respondenten."
        )
        return _verdict(name, True, many, None, by_rank, (state, *told))
    if not accepted.any():
        state = f"De voorstellen ({name}) staan uit: er is er nog geen een overgenomen."
        return _verdict(name, False, many, None, by_rank, (state, *told))
    known = read_known(decisions, codebook)
    scores = score(known.passages)
    found = evaluated(known, codebook, scores, name, draws=1000, seed=0)
    active = found.beats_baselines
    return _verdict(name, active, many, found, by_rank, (_state(found), *told))


def _verdict(
    name: str,
    active: bool,
    many: int,
    found: Evaluation | None,
    by_rank: pd.DataFrame,
    notes: tuple[str, ...],
) -> Verdict:
    return Verdict(
        suggester=name,
        active=active,
        decisions=many,
        evaluation=found,
        by_rank=by_rank,
        notes=notes,
    )


def _state(found: Evaluation) -> str:
    own = _two(found.value(found.suggester, "MAP"))
    others = ", ".join(f"{n} {_two(found.value(n, 'MAP'))}" for n in BASELINES)
    if found.beats_baselines:
        return f"De voorstellen ({found.suggester}) staan aan: MAP {own}; {others}."
    return (
        f"De voorstellen ({found.suggester}) staan uit: op uw eigen beslissingen zijn "
        f"zij niet beter dan de vergelijkingen (MAP {own}; {others})."
    )


def _by_rank(decisions: pd.DataFrame) -> pd.DataFrame:
    shown = decisions[decisions["rank"].notna()]
    rows = [
        (rank, int((shown["rank"] == rank).sum()), int(own.astype(bool).sum()))
        for rank in range(1, SHOWN + 1)
        if len(own := shown.loc[shown["rank"] == rank, "accepted"])
    ]
    return pd.DataFrame(rows, columns=["rank", "n", "accepted"])


def _told(by_rank: pd.DataFrame, many: int) -> tuple[str, ...]:
    """Say what was taken over; as a percentage only where there is enough."""
    said = []
    for rank, n, taken in by_rank.itertuples(index=False, name=None):
        share = f" ({taken / n:.0%})" if many >= PERCENTAGES and n else ""
        said.append(f"voorstel {rank}: {taken} van {n}{share}")
    return (f"Overgenomen: {'; '.join(said)}.",) if said else ()


def _two(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
