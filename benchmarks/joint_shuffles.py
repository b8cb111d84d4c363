"""Claim: shuffled data seldom contradict: at most 5% of the cells of a joint display.

What is dealt out anew: which life domain a coding is about, which of them praise and
which find fault, and which score is the first and which the last. Everything else is as
it was, so whatever contradicts then, contradicts by chance.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from measuring import EXAMPLE, Measured

import tbresearch as tb
from tbresearch.datasets.planted_display import planted_display
from tbresearch.vocabulary import LEEFGEBIEDEN, ZRM_DOMAINS

SEEDS = 100
LIMIT = 0.05
EVERYTHING = ("leefgebied", "kant", "moment")
# Of each: works, falls short, both; and up, same, down.
EVEN, UP = (4, 4, 1), (30, 8, 2)


def even_study(folder: Path) -> Path:
    """Write a study in which nobody leans anywhere, and every score goes up.

    Scores have a direction in every cell then, so that a direction of talk that is not
    there shows at once.
    """
    groups = ("client", "begeleider")
    domains = ZRM_DOMAINS["2017"]
    return planted_display(
        folder,
        talk={(area, group): EVEN for area in LEEFGEBIEDEN for group in groups},
        scores=dict.fromkeys(domains, UP),
        domains=domains,
        people=12,
        seed=2,
    )


def shuffled(
    folder: Path, *, seeds: Collection[int], what: Collection[str]
) -> Iterator[tb.JointDisplay]:
    """Yield the joint display of a study with parts of it dealt out anew.

    Parameters
    ----------
    folder : Path
        A study in which nobody wrote an inference.
    seeds : collection of int
        One for each display.
    what : collection of str
        Of `EVERYTHING`.
    """
    study = tb.open_study(folder)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    sides = tb.success_factors(coding), tb.improvement_points(coding)
    areas, scores = tb.read_areas(coding), tb.read_zrm(study)
    change = tb.zrm_change(scores, between=("intake", "eind"))
    for seed in seeds:
        rng = np.random.default_rng(seed)
        dealt = areas
        if "leefgebied" in what:
            names = rng.permutation(areas.frame["leefgebied"].to_numpy())
            dealt = replace(areas, frame=areas.frame.assign(leefgebied=names))
        own = other_sides(*sides, rng) if "kant" in what else sides
        if "moment" in what:
            swapped = other_moments(scores, rng)
            change = tb.zrm_change(swapped, between=("intake", "eind"))
        yield tb.joint_display(*own, change, areas=dealt)


def other_sides(
    factors: tb.Factors, points: tb.Factors, rng: np.random.Generator
) -> tuple[tb.Factors, tb.Factors]:
    """Return as many that praise and that find fault, but others."""
    both = pd.concat([factors.passages, points.passages], ignore_index=True)
    praise = both["id"].isin(set(rng.permutation(both["id"])[: len(factors.passages)]))
    return (
        replace(factors, passages=both[praise].assign(polarity="succesfactor")),
        replace(points, passages=both[~praise].assign(polarity="verbeterpunt")),
    )


def other_moments(scores: tb.ZrmScores, rng: np.random.Generator) -> tb.ZrmScores:
    """Return scores with the first and the last of half of the clients swapped."""
    frame = scores.frame
    swap = {name: rng.random() < 0.5 for name in sorted(frame["client"].unique())}
    other = frame["moment"].replace({"intake": "eind", "eind": "intake"})
    chosen = frame["client"].map(swap).astype(bool)
    return replace(
        scores, frame=frame.assign(moment=frame["moment"].where(~chosen, other))
    )


def contradictions(displays: Iterator[tb.JointDisplay]) -> float:
    """Return the share of cells that contradict."""
    tallies = [display.tally for display in displays]
    cells = sum(sum(tally.values()) for tally in tallies)
    return sum(tally["spreekt_tegen"] for tally in tallies) / cells


def _english(what: Collection[str]) -> str:
    words = {"leefgebied": "life domain", "kant": "side", "moment": "moment"}
    return "everything" if len(what) == 3 else " and ".join(words[w] for w in what)


def measure() -> list[Measured]:
    """Shuffle the example and a study without any direction in what people say."""
    with TemporaryDirectory() as name:
        example = shutil.copytree(EXAMPLE, Path(name) / "voorbeeld")
        (example / "samenhang.csv").unlink(missing_ok=True)
        even = even_study(Path(name) / "even")
        return [
            Measured(
                what=f"{where}, {_english(what)} shuffled: cells that contradict",
                value=contradictions(shuffled(folder, seeds=range(SEEDS), what=what)),
                limit=LIMIT,
                unit="of the cells",
            )
            for where, folder, what in (
                ("example", example, EVERYTHING),
                ("example", example, ("leefgebied",)),
                ("no direction, all scores up", even, ("leefgebied", "kant")),
                ("no direction, all scores up", even, EVERYTHING),
            )
        ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
