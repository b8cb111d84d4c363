"""Reading what was done: checked frames of trajecten and all that belongs to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.html import list_html, text_html
from tbresearch.study import LINE, SETTINGS_FILE, Study, Table, delivered, read_table
from tbresearch.trajectories.cutoff import up_to
from tbresearch.trajectories.relations import (
    outside,
    relation_problems,
    relation_warnings,
)
from tbresearch.trajectories.tables import (
    CONTACTS,
    EVALUATIONS,
    PHASES,
    TABLES,
    TRAJECTORIES,
)
from tbresearch.vocabulary import day_text, quantity_text

__all__ = ["Trajectories", "has_trajectories", "read_trajectories"]

_DAYS = ("start", "end", "date")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trajectories:
    """Trajecten of one study with their contacts, phases, evaluations, adaptations.

    Attributes
    ----------
    trajectories : pd.DataFrame
        One row a traject: trajectory, client, household, indication_holder, law,
        route, provider, municipality, worker, start and end (datetime64; end is
        missing while it runs), exit_reason, target_groups and origins (tuples),
        complex, line.
    contacts : pd.DataFrame
        One row a contact: trajectory, date, minutes, kind, worker, task, line, and
        `outside`, whether it falls before the start or after the end.
    phases : pd.DataFrame
        One row a period in a phase: trajectory, phase, start, end, line.
    evaluations : pd.DataFrame
        trajectory, date, kind, line, and `outside`.
    adaptations : pd.DataFrame
        trajectory or provider, date, what, reason, element, fits, rater, line.
    files : mapping of str to str
        File name of each of these tables that the study has.
    cutoff : date or None
        Day of which this is the state; None only if no traject runs.
    left_out : tuple of str
        What is of a later day, in Dutch sentences.
    warnings : tuple of Problem
        What is remarkable and no error.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    """

    trajectories: pd.DataFrame
    contacts: pd.DataFrame
    phases: pd.DataFrame
    evaluations: pd.DataFrame
    adaptations: pd.DataFrame
    files: Mapping[str, str]
    cutoff: date | None
    left_out: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = field(default=(), repr=False)
    percentage_from: int = 20

    def __str__(self) -> str:
        rows = self.trajectories
        clients = quantity_text(rows["client"].nunique(), "cliënt", "cliënten")
        running = int(rows["end"].isna().sum())
        when = f" op {day_text(self.cutoff)}" if self.cutoff else ""
        return (
            f"{quantity_text(len(rows), 'traject', 'trajecten')} van {clients}: "
            f"{len(rows) - running} geëindigd, {running} lopend{when}"
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What was read and what was left out, in Dutch sentences."""
        rows = self.trajectories
        people = ", ".join(
            quantity_text(rows[column].nunique(), one, more)
            for column, one, more in (
                ("client", "cliënt", "cliënten"),
                ("household", "huishouden", "huishoudens"),
                ("indication_holder", "indicatiehouder", "indicatiehouders"),
                ("provider", "aanbieder", "aanbieders"),
            )
        )
        missing = [t.file for name, t in TABLES.items() if name not in self.files]
        gone = int(self.contacts["outside"].sum())
        return (
            f"Verschillende: {people}. Cliënt, huishouden en indicatiehouder worden "
            "apart geteld.",
            f"{quantity_text(gone, 'contact', 'contacten')} van "
            f"{quantity_text(len(self.contacts), 'contact', 'contacten')} "
            f"{'valt' if gone == 1 else 'vallen'} buiten het traject en "
            f"{'telt' if gone == 1 else 'tellen'} niet mee.",
            *self.left_out,
            *([f"Niet geleverd: {', '.join(missing)}."] if missing else []),
        )

    def _repr_html_(self) -> str:
        return text_html(self) + list_html(self.notes)


def has_trajectories(study: Study) -> bool:
    """Tell whether the study has any of the tables of practice."""
    return any(delivered(study.root, table) for table in TABLES.values())


def read_trajectories(
    study: Study,
    *,
    phases: Collection[str] = (),
    routes: Collection[str] = (),
    elements: Collection[str] = (),
) -> Trajectories:
    """Read trajecten and what belongs to them, or name everything that is wrong.

    Parameters
    ----------
    study : Study
        Its folder holds `trajecten`, and may hold `contacten`, `fasen`, `evaluaties`
        and `aanpassingen`, each as .csv, .xlsx, .sav or .parquet.
    phases, routes, elements : collection of str
        Keys that the intervention knows; any key is good where there are none.

    Returns
    -------
    Trajectories
        The state on the `peildatum` of the study.

    Raises
    ------
    WorkbenchError
        If there is no table of trajecten, or one table in two formats.
    StudyError
        With one problem for each bad cell and each contradiction.
    """
    problems: list[Problem] = []
    tables, frames = _read_tables(study, problems)
    if problems:
        raise StudyError(problems)
    problems += relation_problems(frames, tables)
    known = {
        ("trajectories", "route"): routes,
        ("phases", "phase"): phases,
        ("adaptations", "element"): elements,
    }
    for (name, column), keys in known.items():
        problems += _unknown_keys(frames[name], tables[name], column, keys)
    problems += _cutoff_problems(frames["trajectories"], study.cutoff)
    if problems:
        raise StudyError(problems)
    left_out: tuple[str, ...] = ()
    if study.cutoff is not None:
        frames, left_out = up_to(frames, study.cutoff)
    for name in ("contacts", "evaluations"):
        out = outside(frames["trajectories"], frames[name])
        frames[name] = frames[name].assign(outside=out)
    return Trajectories(
        **frames,
        files={
            name: table.file
            for name, table in tables.items()
            if (study.root / table.file).is_file()
        },
        cutoff=study.cutoff,
        left_out=left_out,
        warnings=tuple(relation_warnings(frames, tables)),
        percentage_from=study.percentage_from,
    )


def _read_tables(
    study: Study, problems: list[Problem]
) -> tuple[dict[str, Table], dict[str, pd.DataFrame]]:
    tables, frames = {}, {}
    for name, table in TABLES.items():
        try:
            found = delivered(study.root, table)
            if found is None and table is TRAJECTORIES:
                raise _no_trajectories()
            tables[name] = found or table
            frames[name] = _read(study, found, table)
        except WorkbenchError as error:
            problems.extend(error.problems)
    return tables, frames


def _read(study: Study, found: Table | None, table: Table) -> pd.DataFrame:
    if found is None:
        names = [*(field.column for field in table.fields), LINE]
        frame = pd.DataFrame(columns=names)
    else:
        compact = table in (CONTACTS, PHASES, EVALUATIONS)
        frame = read_table(study.root / found.file, found, compact=compact)
    days = {name: pd.to_datetime(frame[name]) for name in _DAYS if name in frame}
    return frame.assign(
        **{name: column.astype("datetime64[s]") for name, column in days.items()}
    )


def _no_trajectories() -> WorkbenchError:
    columns = ", ".join(field.name for field in TRAJECTORIES.fields)
    return WorkbenchError(
        "er zijn geen trajecten in deze studie",
        where=TRAJECTORIES.file,
        fix=f"zet in de studiemap een bestand {TRAJECTORIES.file} (of .xlsx, .sav, "
        f".parquet) met de kolommen {columns}",
    )


def _unknown_keys(
    rows: pd.DataFrame, table: Table, column: str, known: Collection[str]
) -> list[Problem]:
    if not known:
        return []
    name = next(f.name for f in table.fields if f.column == column)
    bad = rows[rows[column].notna() & ~rows[column].isin(list(known))]
    return [
        Problem(
            what=f"{name} {value!r} kent de interventie niet",
            where=f"{table.file}, regel {lines.iloc[0]}, kolom {name}"
            + (f", en {len(lines) - 1} keer elders" if len(lines) > 1 else ""),
            fix=f"gebruik één van: {', '.join(known)}",
        )
        for value, lines in bad.groupby(bad[column].astype(object), sort=False)[LINE]
    ]


def _cutoff_problems(rows: pd.DataFrame, cutoff: date | None) -> list[Problem]:
    running = int(rows["end"].isna().sum())
    if not running or cutoff is not None:
        return []
    return [
        Problem(
            what="er is geen peildatum, en er "
            f"{'loopt' if running == 1 else 'lopen'} nog "
            f"{quantity_text(running, 'traject', 'trajecten')}",
            where=f"{SETTINGS_FILE}, peildatum",
            fix="zet erbij tot welke dag de gegevens gaan: peildatum = 2025-12-31",
        )
    ]
