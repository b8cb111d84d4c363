"""Small random practice, and the plain loops that it is held against."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from tbresearch.trajectories import TABLES, Trajectories
from tbresearch.trajectories.relations import outside

DAY = date(2025, 1, 1)
CUTOFF = 300  # days after DAY
KINDS = ("bezoek", "telefonisch", "online", "overleg")
EVALUATIONS = ("evaluatie", "eindevaluatie", "tevredenheid")
PHASES = ("F1", "F2", "F3", "F4")


def days(numbers: list[int | None]) -> pd.Series:
    made = [None if n is None else DAY + timedelta(n) for n in numbers]
    return pd.to_datetime(pd.Series(made, dtype=object)).astype("datetime64[s]")


def frames(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Return tables of at most five trajecten, anything going with anything."""
    n = int(rng.integers(1, 6))
    starts = [int(d) for d in rng.integers(0, 100, n)]
    ends = [
        None if rng.random() < 0.4 else s + int(rng.integers(0, 200)) for s in starts
    ]
    names = [f"T{i}" for i in range(n)]
    trajectories = pd.DataFrame(
        {
            "trajectory": names,
            **dict.fromkeys(("client", "household", "provider"), names),
            "indication_holder": names,
            "start": days(starts),
            "end": days(ends),
            "law": rng.choice(["wmo", "jeugdwet"], n),
            "complex": rng.choice(["ja", "nee", "onbekend"], n),
            "line": range(2, n + 2),
        }
    )

    def of(count: int) -> dict[str, object]:
        return {
            "trajectory": pd.Categorical(rng.choice(names, count), categories=names),
            "line": range(2, count + 2),
        }

    c, p, e = (int(k) for k in rng.integers(0, 25, 3))
    begins = [int(d) for d in rng.integers(0, 250, p)]
    return {
        "trajectories": trajectories,
        "contacts": pd.DataFrame(
            of(c)
            | {
                "date": days([int(d) for d in rng.integers(-20, 301, c)]),
                "minutes": rng.integers(0, 200, c),
                "kind": pd.Categorical(rng.choice(KINDS, c), categories=KINDS),
                "worker": pd.Categorical(rng.choice(["w1", "w2", None], c)),
            }
        ),
        "phases": pd.DataFrame(
            of(p)
            | {
                "phase": pd.Categorical(rng.choice(PHASES, p), categories=PHASES),
                "start": days(begins),
                "end": days(
                    [
                        None if rng.random() < 0.2 else b + int(rng.integers(0, 60))
                        for b in begins
                    ]
                ),
            }
        ),
        "evaluations": pd.DataFrame(
            of(e)
            | {
                "date": days([int(d) for d in rng.integers(-20, 301, e)]),
                "kind": pd.Categorical(rng.choice(EVALUATIONS, e)),
            }
        ),
    }


def practice(drawn: dict[str, pd.DataFrame]) -> Trajectories:
    """Return the tables as they are after reading; adaptations are none."""
    made = dict(drawn)
    for name in ("contacts", "evaluations"):
        out = outside(drawn["trajectories"], drawn[name])
        made[name] = drawn[name].assign(outside=out)
    columns = [field.column for field in TABLES["adaptations"].fields]
    return Trajectories(
        **made,
        adaptations=pd.DataFrame(columns=[*columns, "line"]),
        files={name: table.file for name, table in TABLES.items()},
        cutoff=DAY + timedelta(CUTOFF),
    )


def number(day: object) -> int | None:
    """Return a day as days after `DAY`."""
    return None if pd.isna(day) else (pd.Timestamp(day).date() - DAY).days


def life(drawn: dict[str, pd.DataFrame]) -> dict[str, tuple[int, int, bool]]:
    """Return first and last day of each traject, and whether it ended."""
    return {
        row["trajectory"]: (
            number(row["start"]),
            CUTOFF if pd.isna(row["end"]) else number(row["end"]),
            not pd.isna(row["end"]),
        )
        for row in drawn["trajectories"].to_dict("records")
    }


def counted(drawn: dict[str, pd.DataFrame], name: str) -> list[dict]:
    """Return the contacts that fall inside their traject, with a day number."""
    spans = life(drawn)
    rows = [
        row | {"day": number(row["date"])} for row in drawn[name].to_dict("records")
    ]
    return [
        row
        for row in rows
        if spans[row["trajectory"]][0] <= row["day"]
        and (
            row["day"] <= spans[row["trajectory"]][1]
            or (name == "evaluations" and row["kind"] != "evaluatie")
        )
    ]
