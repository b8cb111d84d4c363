"""What must hold between the tables of practice, and what is only remarkable.

Data that contradict themselves are problems: nothing is computed from them. What
people do otherwise than was planned is a finding, and comes as a warning; what a
warning leaves out of a count is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.errors import Problem
from tbresearch.study import LINE, Table
from tbresearch.vocabulary import day_text, decimal_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["positions", "relation_problems", "relation_warnings"]

_MOST = 200
_LATE_EVALUATION = "evaluatie"
_NO_LAW = "geen"
Tables = Mapping[str, Table]
Frames = Mapping[str, pd.DataFrame]


def positions(trajectories: pd.DataFrame, rows: pd.DataFrame) -> NDArray[np.intp]:
    """Return for each row the position of its traject, -1 if there is none."""
    index = pd.Index(trajectories["trajectory"].astype(object))
    names = rows["trajectory"]
    if isinstance(names.dtype, pd.CategoricalDtype):
        found = index.get_indexer(names.cat.categories.astype(object))
        # a blank has code -1, and takes the last
        at: NDArray[np.intp] = np.append(found, -1)[names.cat.codes.to_numpy()]
    else:
        at = index.get_indexer(pd.Index(names.astype(object)))
    return at


def relation_problems(frames: Frames, tables: Tables) -> Iterator[Problem]:
    """Yield everything in which the tables contradict themselves or one another."""
    trajectories, table = frames["trajectories"], tables["trajectories"]
    yield from _trajectory_problems(trajectories, table)
    for name in ("contacts", "phases", "evaluations", "adaptations"):
        yield from _unknown_trajectory(trajectories, frames[name], tables[name])
    yield from _adaptation_problems(frames, tables["adaptations"])
    at = positions(trajectories, frames["phases"])
    phases = frames["phases"].assign(
        begin=trajectories["start"].to_numpy()[at],
        finish=trajectories["end"].to_numpy()[at],
    )
    yield from _phase_problems(phases[at >= 0], tables["phases"])


def relation_warnings(frames: Frames, tables: Tables) -> Iterator[Problem]:
    """Yield what is remarkable; `outside` of contacts and evaluations is set."""
    yield from _named(
        tables["contacts"],
        frames["contacts"][frames["contacts"]["outside"]],
        "contact op {date} valt buiten traject {trajectory!r}",
        "verbeter de datum, of het begin of einde van het traject; tot dan telt dit "
        "contact niet mee",
        column="datum",
    )
    yield from _named(
        tables["evaluations"],
        frames["evaluations"][frames["evaluations"]["outside"]],
        "{kind} op {date} valt buiten traject {trajectory!r}",
        "verbeter de datum; tot dan telt deze evaluatie niet mee",
        column="datum",
    )
    contacts = frames["contacts"]
    twice = contacts.duplicated([c for c in contacts if c not in (LINE, "outside")])
    yield from _named(
        tables["contacts"],
        contacts[twice],
        "dit contact van traject {trajectory!r} op {date} staat er al precies zo",
        "verwijder de regel als het contact dubbel is; hij telt nu mee",
    )
    adaptations = frames["adaptations"]
    yield from _named(
        tables["adaptations"],
        adaptations[adaptations["fits"].ne("onbekend") & adaptations["rater"].isna()],
        "oordeel {fits!r} over een aanpassing, zonder wie dat oordeelde",
        "vul in wie het beoordeelde, of schrijf onbekend",
        column="beoordelaar",
    )


def outside(trajectories: pd.DataFrame, rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which dated rows fall before the start or after the end of a traject.

    An end evaluation or a question about satisfaction may come after the end.
    """
    at = positions(trajectories, rows)
    dates = rows["date"].to_numpy()
    early = dates < trajectories["start"].to_numpy()[at]
    late = dates > trajectories["end"].to_numpy()[at]
    if "minutes" not in rows:
        late &= (rows["kind"] == _LATE_EVALUATION).to_numpy()
    return early | late


def _trajectory_problems(rows: pd.DataFrame, table: Table) -> Iterator[Problem]:
    yield from _named(
        table,
        rows[rows["end"] < rows["start"]],
        "traject {trajectory!r} eindigt op {end}, vóór het begin op {start}",
        "verbeter het begin of het einde",
        column="einde",
    )
    yield from _named(
        table,
        rows[rows["end"].isna() & rows["exit_reason"].notna()],
        "traject {trajectory!r} heeft een reden van einde en geen einde",
        "vul het einde in, of maak de reden leeg als het traject nog loopt",
        column="reden_einde",
    )
    yield from _named(
        table,
        rows[rows["end"].notna() & rows["exit_reason"].isna()],
        "traject {trajectory!r} is geëindigd, en er staat niet waarom",
        "vul de reden in; weet u die niet, schrijf dan anders",
        column="reden_einde",
    )
    paid = rows["law"].notna() & rows["law"].ne(_NO_LAW)
    yield from _named(
        table,
        rows[paid & rows["indication_holder"].isna()],
        "traject {trajectory!r} heeft een indicatie ({law}) zonder houder",
        "vul in op wiens naam de indicatie staat; dat hoeft de cliënt niet te zijn",
        column="indicatiehouder",
    )
    yield from _named(
        table,
        rows[~paid & rows["indication_holder"].notna()],
        "traject {trajectory!r} heeft een indicatiehouder en geen wet",
        "vul de wet in, of maak de houder leeg als er geen indicatie is",
        column="wet",
    )


def _unknown_trajectory(
    trajectories: pd.DataFrame, rows: pd.DataFrame, table: Table
) -> Iterator[Problem]:
    unknown = (positions(trajectories, rows) < 0) & rows["trajectory"].notna()
    yield from _named(
        table,
        rows[unknown],
        "traject {trajectory!r} is er niet",
        "verbeter het nummer, of zet het traject in de tabel met trajecten",
        column="traject",
    )


def _adaptation_problems(frames: Frames, table: Table) -> Iterator[Problem]:
    rows = frames["adaptations"]
    yield from _named(
        table,
        rows[rows["trajectory"].isna() & rows["provider"].isna()],
        "deze aanpassing hoort bij geen traject en geen aanbieder",
        "vul er één van in",
        column="traject",
    )
    known = rows["provider"].isin(frames["trajectories"]["provider"])
    yield from _named(
        table,
        rows[rows["provider"].notna() & ~known],
        "aanbieder {provider!r} heeft geen traject",
        "verbeter de naam, of zet de trajecten van deze aanbieder erbij",
        column="aanbieder",
    )


def _phase_problems(rows: pd.DataFrame, table: Table) -> Iterator[Problem]:
    backwards = rows["end"] < rows["start"]
    yield from _named(
        table,
        rows[backwards],
        "fase {phase!r} van traject {trajectory!r} eindigt op {end}, vóór het begin "
        "op {start}",
        "verbeter het begin of het einde",
        column="einde",
    )
    yield from _named(
        table,
        rows[rows["end"].isna() & rows["finish"].notna()],
        "fase {phase!r} van traject {trajectory!r} heeft geen einde, het traject wel",
        "vul het einde van de fase in",
        column="einde",
    )
    out = (rows["start"] < rows["begin"]) | (rows["start"] > rows["finish"])
    out |= rows["end"] > rows["finish"]
    yield from _named(
        table,
        rows[out & ~backwards],
        "fase {phase!r} valt buiten traject {trajectory!r}",
        "verbeter de datum van de fase, of het begin of einde van het traject",
        column="start",
    )
    yield from _overlaps(rows[~backwards], table)


def _overlaps(rows: pd.DataFrame, table: Table) -> Iterator[Problem]:
    """Yield the phases that begin before an earlier one has ended.

    Phases may share the day on which one ends and the next begins. An earlier phase
    without an end has not ended.
    """
    rows = rows.sort_values(["trajectory", "start", "end"]).reset_index(drop=True)
    last = np.iinfo(np.int64).max
    ends = rows["end"].astype("int64").where(rows["end"].notna(), last)
    groups = rows["trajectory"].astype(object)
    so_far = ends.groupby(groups).cummax()
    before = so_far.groupby(groups).shift()
    holder = rows[LINE].where(ends.eq(so_far) & ~so_far.eq(before))
    holder = holder.groupby(groups).ffill().groupby(groups).shift()
    starts = rows["start"].astype("int64")
    early = before.notna() & (starts < before.fillna(0))
    found = rows[early].assign(other=holder[early].astype("int64"))
    yield from _named(
        table,
        found,
        "fase {phase!r} van traject {trajectory!r} begint op {start}, voordat de fase "
        "op regel {other} is geëindigd",
        "verbeter de data; een traject is op elk moment in één fase",
        column="start",
    )


def _named(
    table: Table, rows: pd.DataFrame, what: str, fix: str, *, column: str = ""
) -> Iterator[Problem]:
    """Yield the same problem for each row, and count those after the first many."""
    place = f", kolom {column}" if column else ""
    for row in rows.head(_MOST).to_dict("records"):
        words = {str(name): _word(value) for name, value in row.items()}
        yield Problem(
            what=what.format_map(words),
            where=f"{table.file}, regel {row[LINE]}{place}",
            fix=fix,
        )
    if len(rows) > _MOST:
        left = rows[LINE].iloc[_MOST:]
        yield Problem(
            what=f"hetzelfde geldt voor nog {decimal_text(len(left))} regels",
            where=f"{table.file}, regel {left.min()} tot en met {left.max()}{place}",
            fix=fix,
        )


def _word(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return day_text(value.date())
    return value
