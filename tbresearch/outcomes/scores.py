"""Reading ZRM scores: one row a client, a moment and a domain.

A score means nothing without its version, so the version stands in every row and
one study uses one version. A blank is a score that was not given; it is never
filled in here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.html import list_html, text_html
from tbresearch.study import LINE, Study, Table, read_table, read_text
from tbresearch.study.fields import Field, choice, day, key, whole
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    MOMENTS,
    ZRM_DOMAINS,
    ZRM_LEVELS,
    ZRM_VERSIONS,
    day_text,
    join_text,
    label,
    quantity_text,
)

__all__ = ["ZRM", "ZrmScores", "has_zrm", "read_zrm"]

ZRM = Table(
    file="zrm.csv",
    fields=(
        Field(name="client", column="client", kind=key(), required=True),
        Field(name="moment", column="moment", kind=choice(MOMENTS), required=True),
        Field(name="datum", column="date", kind=day()),
        Field(
            name="versie", column="version", kind=choice(ZRM_VERSIONS), required=True
        ),
        Field(
            name="domein",
            column="domain",
            kind=choice(tuple(DOMAIN_LABELS)),
            required=True,
        ),
        Field(name="score", column="score", kind=whole(1, len(ZRM_LEVELS))),
        Field(name="beoordelaar", column="rater", kind=key()),
    ),
    unique=("client", "moment", "domain"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZrmScores:
    """The ZRM scores of one study, all of one version.

    Attributes
    ----------
    frame : pd.DataFrame
        Columns `client`, `moment`, `date` (datetime64), `version`, `domain`,
        `score` (Int64 from 1 to 5, missing where not scored), `rater` and `line`.
    version : str
        Key of `vocabulary.ZRM_VERSIONS`.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    """

    frame: pd.DataFrame
    version: str
    percentage_from: int

    def __str__(self) -> str:
        scores = quantity_text(int(self.frame["score"].count()), "score", "scores")
        clients = quantity_text(self.frame["client"].nunique(), "cliënt", "cliënten")
        return f"{label(ZRM_VERSIONS, self.version)}: {scores} van {clients}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What was read, and what is missing from it, in Dutch sentences."""
        blank = int(self.frame["score"].isna().sum())
        rows = quantity_text(len(self.frame), "regel", "regels")
        clients = self.frame.groupby("moment")["client"].nunique()
        moments = [
            f"{label(MOMENTS, moment).lower()} {clients.get(moment, 0)}"
            for moment in MOMENTS
        ]
        return (
            f"{label(ZRM_VERSIONS, self.version)}, met "
            f"{len(ZRM_DOMAINS[self.version])} domeinen.",
            f"Aantal cliënten per meting: {join_text(moments)}.",
            f"Niet gescoord: {blank} van {rows}. Een lege cel telt "
            "als ontbrekend, niet als 'niet van toepassing'.",
            f"Aantal beoordelaars: {self.frame['rater'].nunique()}; niet ingevuld bij "
            f"{self.frame['rater'].isna().sum()} van {rows}.",
        )

    def _repr_html_(self) -> str:
        return text_html(self) + list_html(self.notes)


def has_zrm(study: Study) -> bool:
    """Tell whether there is any row of scores in the study, good or bad."""
    path = study.root / ZRM.file
    if not path.is_file():
        return False
    rows = read_text(path, source=ZRM.file).split("\n")
    return sum(bool(row.strip()) for row in rows) > 1


def read_zrm(study: Study) -> ZrmScores:
    """Read the ZRM scores of a study, or name everything that is wrong with them.

    Parameters
    ----------
    study : Study
        Its folder holds `zrm.csv`.

    Returns
    -------
    ZrmScores

    Raises
    ------
    WorkbenchError
        If there is no `zrm.csv`, or nothing says which version it would hold.
    StudyError
        With one problem for each bad cell and each double row; if there are none,
        with one for each version that does not belong, each domain that its
        version does not have, and each client whose moments are not in order.
    """
    path = study.root / ZRM.file
    if not path.is_file():
        columns = ", ".join(field.name for field in ZRM.fields)
        raise WorkbenchError(
            "er zijn geen ZRM-scores in deze studie",
            where=ZRM.file,
            fix=f"zet in de studiemap een bestand {ZRM.file} met de kolommen {columns}",
        )
    frame = read_table(path, ZRM)
    frame = frame.assign(
        date=pd.to_datetime(frame["date"]), score=frame["score"].astype("Int64")
    )
    problems = [
        *_version_problems(frame, study.zrm_version),
        *_domain_problems(frame),
        *_order_problems(frame),
    ]
    if problems:
        raise StudyError(problems)
    return ZrmScores(
        frame=frame,
        version=study.zrm_version or _only_version(frame),
        percentage_from=study.percentage_from,
    )


def _only_version(frame: pd.DataFrame) -> str:
    if frame.empty:
        raise WorkbenchError(
            "er staat nog geen score in dit bestand, en dus ook geen ZRM-versie",
            where=ZRM.file,
            fix="vul de scores in, of zet zrm_versie in studie.toml",
        )
    return str(frame["version"].iloc[0])


def _version_problems(frame: pd.DataFrame, expected: str | None) -> Iterator[Problem]:
    lines = {str(version): rows[LINE] for version, rows in frame.groupby("version")}
    if expected is None and len(lines) > 1:
        found = [f"{name} op {_lines_text(where)}" for name, where in lines.items()]
        yield Problem(
            what=f"er staan {len(lines)} ZRM-versies door elkaar: {join_text(found)}",
            where=f"{ZRM.file}, kolom versie",
            fix="gebruik één versie; niveaus uit verschillende versies zijn niet "
            "zonder meer te vergelijken",
        )
    elif expected is not None:
        for version in sorted(lines.keys() - {expected}):
            yield Problem(
                what=f"versie {version} past niet bij zrm_versie {expected} van de "
                f"studie ({len(lines[version])} van "
                f"{quantity_text(len(frame), 'regel', 'regels')})",
                where=f"{ZRM.file}, {_lines_text(lines[version])}, kolom versie",
                fix="verbeter de versie in deze regels, of zrm_versie in studie.toml",
            )


def _domain_problems(frame: pd.DataFrame) -> Iterator[Problem]:
    lines = frame.groupby(["version", "domain"], sort=False)[LINE]
    for (version, domain), where in lines:
        holders = [name for name, has in ZRM_DOMAINS.items() if domain in has]
        if version in holders:
            continue
        yield Problem(
            what=f"domein {domain!r} bestaat niet in ZRM {version}, "
            f"wel in ZRM {join_text(holders)}",
            where=f"{ZRM.file}, {_lines_text(where)}, kolom domein",
            fix=f"verbeter het domein of de versie; ZRM {version} heeft: "
            f"{', '.join(ZRM_DOMAINS[str(version)])}",
        )


def _order_problems(frame: pd.DataFrame) -> Iterator[Problem]:
    """Yield the clients of whom a moment is dated after a later moment."""
    dated = frame.dropna(subset=["date"]).groupby(["client", "moment"], as_index=False)
    spans = {
        (row["client"], row["moment"]): row
        for row in dated.agg(
            first=("date", "min"), last=("date", "max"), line=(LINE, "min")
        ).to_dict("records")
    }
    for client in dict.fromkeys(client for client, _ in spans):
        for early, late in combinations(MOMENTS, 2):
            begin, end = spans.get((client, early)), spans.get((client, late))
            if begin and end and begin["last"] > end["first"]:
                yield Problem(
                    what=f"client {client!r}: {late} op {day_text(end['first'])} ligt "
                    f"vóór {early} op {day_text(begin['last'])}",
                    where=f"{ZRM.file}, regel {end['line']}, kolom datum",
                    fix="verbeter de datum of het moment; een omgewisselde meting "
                    "keert de verandering om",
                )


def _lines_text(lines: Iterable[int]) -> str:
    """Name every line, runs as `2-14`.

    >>> _lines_text([2, 3, 4, 9])
    'regels 2-4 en 9'
    """
    ordered = sorted(lines)
    cuts = [i for i, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1]
    runs = [ordered[start:stop] for start, stop in pairwise([0, *cuts, len(ordered)])]
    parts = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"{'regel' if len(ordered) == 1 else 'regels'} {join_text(parts)}"
