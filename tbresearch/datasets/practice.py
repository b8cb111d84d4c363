"""Drawing the tables of practice from a model, many rows at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.datasets.practice_model import CUTOFF, PracticeModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "draw_adaptations",
    "draw_contacts",
    "draw_evaluations",
    "draw_people",
    "draw_phases",
    "draw_spans",
    "draw_trajectories",
]

PHASES = ("F1", "F2", "F3", "F4")
EVALUATED_EVERY = 26
_WORKERS = 4
_MUNICIPALITIES = 5
_TARGET_GROUPS = ("opvoeding", "multiprobleem", "psychisch", "kwetsbaar", "zorgmijder")
_ORIGINS = (
    "psychiatrisch",
    "verstandelijke_beperking",
    "verslaving",
    "lichamelijk",
    "pedagogisch",
)
_EARLY = ("client_stopt", "verhuizing", "opname", "overlijden", "indicatie_eindigt")
_WAYS = (
    # law, route, share
    ("wmo", "wmo", 0.6),
    ("jeugdwet", "jeugdwet", 0.25),
    ("wlz", "wlz", 0.1),
    ("geen", "gezin_zonder_indicatie", 0.05),
)
_KINDS = ("bezoek", "telefonisch", "online", "overleg")


def draw_spans(
    rng: np.random.Generator, model: PracticeModel, first: pd.DataFrame | None
) -> pd.DataFrame:
    """Return one row a traject: its days, as numbers, and what happens in it."""
    n = model.trajectories
    last_day = np.datetime64(CUTOFF).astype(int)
    begin = np.datetime64(model.since).astype(int)
    start = rng.integers(begin, last_day - 56, n)
    start.sort()
    early = rng.random(n) < model.early
    rows = pd.DataFrame(
        {
            "start": start,
            "complex": rng.random(n) < 0.25,
            "slow": rng.random(n) < model.slow,
            "early": early,
            "changed": rng.random(n) < model.changed,
            "other_intake": rng.random(n) < model.other_intake,
            "f2": rng.integers(14, 29, n),
            "f4": rng.integers(42, 71, n),
        }
    )
    first_phase = rng.integers(14, 29, n) + 14 * rows["complex"]
    longest = np.where(rows["complex"], 42, 28)
    rows["f1"] = np.where(rows["slow"], longest + 21, first_phase)
    f3 = 7 * model.middle_weeks * rng.lognormal(0, 0.5, n)
    rows["f3"] = np.maximum(f3, 91).astype(int)
    rows["f3"] = np.where(early, 14 + rng.random(n) * rows["f3"], rows["f3"]).astype(
        int
    )
    if first is not None:
        rows = _fixed(rows, first)
    rows["f4"] = rows["f4"].where(~rows["early"], 0)
    rows["back"] = (rng.random(n) < model.back) & (rows["f3"] > 60)
    rows["end"] = rows["start"] + rows[["f1", "f2", "f3", "f4"]].sum(axis=1)
    rows["ended"] = rows["end"] <= last_day
    rows["last"] = rows["end"].clip(upper=last_day)
    return rows


def _fixed(rows: pd.DataFrame, first: pd.DataFrame) -> pd.DataFrame:
    """Return the spans with the start and end of the first ones as they are given."""
    rows = rows.copy()
    head = rows.index[: len(first)]
    rows.loc[head, "start"] = (
        first["start"].to_numpy().astype("datetime64[D]").astype(int)
    )
    rows.loc[head, "early"] = first["early"].to_numpy()
    end = first["end"].to_numpy().astype("datetime64[D]").astype(int)
    begun = rows.loc[head, ["start", "f1", "f2"]].sum(axis=1)
    tail = rows.loc[head, "f4"].where(~rows.loc[head, "early"], 0)
    rows.loc[head, "f3"] = (end - begun - tail).clip(lower=7)
    return rows


def draw_phases(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the periods of each traject; who goes back has two of two phases."""
    back = rows["back"].to_numpy()
    third = rows["f3"].to_numpy()
    lengths = np.column_stack(
        [
            rows["f1"],
            rows["f2"],
            np.where(back, third // 3, third),
            np.where(back, 14, 0),
            np.where(back, third - third // 3 - 14, 0),
            rows["f4"],
        ]
    )
    names = np.array([*PHASES[:3], PHASES[1], PHASES[2], PHASES[3]])
    ends = rows["start"].to_numpy()[:, None] + lengths.cumsum(axis=1)
    starts = ends - lengths
    last_day = np.datetime64(CUTOFF).astype(int)
    who, which = np.nonzero((lengths > 0) & (starts <= last_day))
    return pd.DataFrame(
        {
            "traject": _names("T", len(rows))[who],
            "fase": names[which],
            "start": _days(starts[who, which]),
            "einde": _days(ends[who, which], known=ends[who, which] <= last_day),
        }
    )


def draw_people(
    rng: np.random.Generator, rows: pd.DataFrame, fixed: Mapping[int, int]
) -> pd.DataFrame:
    """Return who and what belongs to each traject; of some the provider is fixed."""
    n = len(rows)
    provider = rng.integers(0, 9, n)
    provider[list(fixed)] = list(fixed.values())
    letters = np.array(list("ABCDEFGHI"))
    worker = rng.integers(0, _WORKERS, n)
    names = np.array(
        [[f"{letter}{k + 1}" for k in range(_WORKERS)] for letter in letters]
    )
    way = rng.choice(len(_WAYS), n, p=[share for *_, share in _WAYS])
    household = np.arange(n)
    shared = (rng.random(n) < 0.06) & (household > 0)
    household = np.where(shared, household - 1, household)
    return pd.DataFrame(
        {
            "client": _names("K", n, width=2),
            "huishouden": _names("H", n)[household],
            "wet": np.array([law for law, *_ in _WAYS])[way],
            "route": np.array([route for _, route, _ in _WAYS])[way],
            "aanbieder": letters[provider],
            "gemeente": _names("G", _MUNICIPALITIES, width=1)[
                rng.integers(0, _MUNICIPALITIES, n)
            ],
            "first": names[provider, worker],
            "second": names[provider, (worker + 1) % _WORKERS],
            "third": names[provider, (worker + 2) % _WORKERS],
            "carer": rng.random(n) < 0.08,
        }
    )


def draw_trajectories(
    rng: np.random.Generator, rows: pd.DataFrame, people: pd.DataFrame
) -> pd.DataFrame:
    """Return the table of trajecten."""
    n = len(rows)
    people = _returning(rows, people)
    names = _names("T", n)
    numbers = pd.Series(names).str[1:]
    law = people["wet"]
    holder = people["client"].where(~people["carer"] | law.ne("wmo"), "M" + numbers)
    holder = holder.where(law.ne("jeugdwet"), "J" + numbers)
    reason = np.where(rows["early"], rng.choice(_EARLY, n), "doelen_bereikt")
    return pd.DataFrame(
        {
            "traject": names,
            "client": people["client"],
            "huishouden": people["huishouden"],
            "indicatiehouder": holder.where(law.ne("geen")),
            "wet": law,
            "route": people["route"],
            "aanbieder": people["aanbieder"],
            "gemeente": people["gemeente"],
            "begeleider": people["first"].where(~rows["changed"], people["second"]),
            "start": _days(rows["start"].to_numpy()),
            "einde": _days(rows["end"].to_numpy(), known=rows["ended"].to_numpy()),
            "reden_einde": pd.Series(reason).where(rows["ended"]),
            "doelgroepen": _labels(rng, n, _TARGET_GROUPS),
            "herkomst": _labels(rng, n, _ORIGINS),
            "complex": np.where(rows["complex"], "ja", "nee"),
        }
    )


def _returning(rows: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return people of whom some of the last had a traject before, with its end."""
    n = len(rows)
    now = np.arange(n - n // 20, n)
    before = now - n // 2
    again = rows["end"].to_numpy()[before] < rows["start"].to_numpy()[now]
    who = np.arange(n)
    who[now[again]] = before[again]
    return people.assign(
        **{name: people[name].to_numpy()[who] for name in ("client", "huishouden")}
    )


def _labels(rng: np.random.Generator, n: int, labels: tuple[str, ...]) -> pd.Series:
    """Return one or two different labels a row, with | between them."""
    one = rng.integers(0, len(labels), n)
    two = (one + rng.integers(1, len(labels), n)) % len(labels)
    words = pd.Series(np.array(labels)[one])
    both = words + "|" + np.array(labels)[two]
    return words.where(rng.random(n) < 0.6, both)


def draw_contacts(
    rng: np.random.Generator,
    rows: pd.DataFrame,
    people: pd.DataFrame,
    model: PracticeModel,
) -> pd.DataFrame:
    """Return visits, at most one a week, and now and then another contact."""
    last = rows["last"].to_numpy()
    weeks = (last - rows["start"].to_numpy()) // 7 + 1
    who = np.repeat(np.arange(len(rows)), weeks)
    week = np.arange(len(who)) - np.repeat(weeks.cumsum() - weeks, weeks)
    monday = rows["start"].to_numpy()[who] + 7 * week
    tail = (rows["end"] - rows["f4"]).to_numpy()[who]
    chance = model.visits * np.where(monday < tail, 1.0, model.taper)
    visited = (rng.random(len(who)) < chance) | (week == 0)
    other = rng.random(len(who)) < 1 / 8
    who, monday = (np.concatenate([a[visited], a[other]]) for a in (who, monday))
    kind = np.zeros(len(who), dtype=int)
    kind[visited.sum() :] = rng.integers(1, len(_KINDS), other.sum())
    long = np.clip(5 * np.round(rng.normal(model.minutes, 20, len(who)) / 5), 30, 240)
    minutes = np.where(kind == 0, long, 5 * rng.integers(2, 8, len(who))).astype(int)
    day = np.minimum(monday + rng.integers(0, 7, len(who)), last[who])
    order = np.lexsort((kind, day, who))
    who, day, kind, minutes = who[order], day[order], kind[order], minutes[order]
    halfway = ((rows["start"] + rows["last"]) // 2).to_numpy()
    later = rows["changed"].to_numpy()[who] & (day > halfway[who])
    start = rows["start"].to_numpy()[who]
    intake = rows["other_intake"].to_numpy()[who] & (day < start + 7)
    worker = np.where(
        intake,
        people["third"].to_numpy()[who],
        np.where(
            later, people["second"].to_numpy()[who], people["first"].to_numpy()[who]
        ),
    )
    return pd.DataFrame(
        {
            "traject": _names("T", len(rows))[who],
            "datum": _days(day),
            "minuten": minutes,
            "soort": np.array(_KINDS)[kind],
            "begeleider": worker,
        }
    )


def draw_evaluations(
    rng: np.random.Generator, rows: pd.DataFrame, model: PracticeModel
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the table of evaluations, and what is true of each traject."""
    names = _names("T", len(rows))
    last, start = rows["last"].to_numpy(), rows["start"].to_numpy()
    every = 7 * EVALUATED_EVERY
    due = (last - start) // every
    who = np.repeat(np.arange(len(rows)), due)
    number = np.arange(len(who)) - np.repeat(due.cumsum() - due, due) + 1
    held = rng.random(len(who)) < model.evaluated
    day = start[who] + every * number + rng.integers(-10, 1, len(who))
    ended = np.flatnonzero(rows["ended"])
    closing = ended[rng.random(len(ended)) < model.closed]
    asking = ended[rng.random(len(ended)) < model.asked]
    asked_on = last[asking] + rng.integers(0, 22, len(asking))
    parts = [
        (who[held], day[held], "evaluatie"),
        (closing, last[closing] - rng.integers(0, 8, len(closing)), "eindevaluatie"),
        (asking, np.minimum(asked_on, last.max()), "tevredenheid"),
    ]
    table = pd.concat(
        pd.DataFrame({"traject": names[at], "datum": _days(days), "soort": kind})
        for at, days, kind in parts
    )
    truth = rows[["slow", "early", "back", "changed", "other_intake"]].assign(
        due=due, done=np.bincount(who[held], minlength=len(rows))
    )
    truth.insert(0, "traject", names)
    return table.sort_values(["traject", "datum", "soort"], ignore_index=True), truth


_ADAPTED = (
    ("twee bezoeken in de week", "crisis in het gezin", "B9.1"),
    ("gesprekken in een buurthuis", "de cliënt wil niemand thuis", "B9.1"),
    ("alleen telefonisch contact", "ziekte van de begeleider", "B9.9"),
    (
        "de begeleider doet de administratie zelf",
        "dreigende afsluiting",
        "B9.4",
    ),
    ("geen gesprek met het netwerk", "de cliënt wil dat niet", "B9.7"),
    ("doelen pas na drie maanden", "eerst rust nodig", "B9.6"),
)


def draw_adaptations(
    rng: np.random.Generator,
    rows: pd.DataFrame,
    people: pd.DataFrame,
    model: PracticeModel,
) -> pd.DataFrame:
    """Return adaptations of trajecten, and one of each provider that has some."""
    n = rng.poisson(model.adapted * len(rows))
    who = np.sort(rng.integers(0, len(rows), n))
    start, last = rows["start"].to_numpy()[who], rows["last"].to_numpy()[who]
    which = rng.integers(0, len(_ADAPTED), n)
    what, reason, element = (
        np.array(words)[which] for words in zip(*_ADAPTED, strict=True)
    )
    fits = rng.choice(["ja", "nee", "onbekend"], n, p=[0.5, 0.2, 0.3])
    names = pd.Series(_names("T", len(rows))[who], dtype="str")
    of_provider = rng.random(n) < 0.1
    return pd.DataFrame(
        {
            "traject": names.where(~of_provider),
            "aanbieder": people["aanbieder"].iloc[who].reset_index(drop=True),
            "datum": _days(start + ((last - start) * rng.random(n)).astype(int)),
            "wat": what,
            "reden": reason,
            "element": element,
            "past": fits,
            "beoordelaar": pd.Series("R1", index=range(n)).where(fits != "onbekend"),
        }
    )


def _names(letter: str, n: int, *, width: int = 3) -> NDArray[np.object_]:
    return np.array([f"{letter}{i + 1:0{width}}" for i in range(n)], dtype=object)


def _days(
    numbers: NDArray[np.int64], *, known: NDArray[np.bool_] | None = None
) -> pd.Series:
    """Return days from their numbers, missing where they are not known."""
    days = pd.Series(numbers.astype("datetime64[D]").astype("datetime64[s]"))
    return days if known is None else days.where(known)
