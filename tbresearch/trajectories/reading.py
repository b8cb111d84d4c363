"""Reading what was done: checked frames of trajecten and all that belongs to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.html import list_html, text_html
from tbresearch.intervention import has_intervention, read_intervention
from tbresearch.study import LINE, SETTINGS_FILE, Study, Table, delivered, read_table
from tbresearch.study.fields import unknown_name
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
_SEVERAL = ("target_groups", "origins")


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


def read_trajectories(study: Study) -> Trajectories:
    """Read trajecten and what belongs to them, or name everything that is wrong.

    Parameters
    ----------
    study : Study
        Its folder holds `trajecten`, and may hold `contacten`, `fasen`, `evaluaties`
        and `aanpassingen`, each as .csv, .xlsx, .sav or .parquet. Where it has an
        intervention as intended, its phases, routes, elements, work processes and
        groups are the only ones that may occur.

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
    problems += _intervention_problems(study, frames, tables)
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


def _intervention_problems(
    study: Study, frames: Mapping[str, pd.DataFrame], tables: Mapping[str, Table]
) -> Iterator[Problem]:
    """Yield the keys that the intervention as intended does not have."""
    if not has_intervention(study):
        return
    intended = read_intervention(study)
    for name, column, items in (
        ("trajectories", "route", intended.routes),
        ("trajectories", "target_groups", intended.target_groups),
        ("trajectories", "origins", intended.problem_origins),
        ("contacts", "task", intended.work_processes),
        ("phases", "phase", intended.phases),
        ("adaptations", "element", intended.elements),
    ):
        known = [item.key for item in items]
        if known:
            yield from _unknown_keys(frames[name], tables[name], column, known)


def _unknown_keys(
    rows: pd.DataFrame, table: Table, column: str, known: Collection[str]
) -> Iterator[Problem]:
    name = next(f.name for f in table.fields if f.column == column)
    cells = rows.loc[rows[column].notna(), [column, LINE]]
    if column in _SEVERAL:
        cells = cells.explode(column).dropna()
    bad = cells[~cells[column].isin(known)].astype({column: object})
    for value, lines in bad.groupby(column, sort=False)[LINE]:
        elsewhere = f", en {len(lines) - 1} keer elders" if len(lines) > 1 else ""
        found = unknown_name(str(value), list(known), where="")
        yield replace(
            found,
            what=f"{name} {found.what}",
            where=f"{table.file}, regel {lines.iloc[0]}, kolom {name}{elsewhere}",
        )


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
