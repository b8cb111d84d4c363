"""Reading ZRM scores: one row a client, a moment and a domain.

A score means nothing without its version, so the version stands in every row and
one study uses one version. A blank is a score that was not given; it is never
filled in here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.html import list_html, text_html
from tbresearch.outcomes.crosswalk import crossed, crosswalk_domains
from tbresearch.outcomes.score_checks import score_problems
from tbresearch.study import LINE, Study, Table, delivered, read_table, read_text
from tbresearch.study.fields import Field, age_band, choice, day, key, whole
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    MOMENTS,
    ZRM_CROSSWALKS,
    ZRM_DOMAINS,
    ZRM_LEVELS,
    ZRM_VERSIONS,
    decimal_text,
    join_text,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
        Field(name="leeftijdsband", column="age_band", kind=age_band()),
    ),
    unique=(LINE,),  # what may not occur twice is no plain set of columns
)
# From this age on a client has a pension, and no work or study to be scored on.
_PENSION_AGE = 67
_CEILING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ZrmScores:
    """The ZRM scores of one study, all of one version or joined by a crosswalk.

    Attributes
    ----------
    frame : pd.DataFrame
        Columns `client`, `moment`, `date` (datetime64), `version`, `domain`,
        `score` (Int64 from 1 to 5, missing where not scored), `rater`, `age_band`
        (at the intake, if the file has it) and `line`.
    version : str
        Key of `vocabulary.ZRM_VERSIONS`; with a crosswalk, the latest there is.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    crosswalk : str or None
        Key of `vocabulary.ZRM_CROSSWALKS`, if versions were joined.
    lost : tuple of str
        What a crosswalk or a choice of clients left out, in Dutch sentences.
    """

    frame: pd.DataFrame
    version: str
    percentage_from: int
    crosswalk: str | None = None
    lost: tuple[str, ...] = ()

    def __str__(self) -> str:
        scores = quantity_text(int(self.frame["score"].count()), "score", "scores")
        clients = quantity_text(self.frame["client"].nunique(), "cliënt", "cliënten")
        return f"{self.name}: {scores} van {clients}"

    @property
    def name(self) -> str:
        """The instrument, as a reader sees it."""
        if self.crosswalk is None:
            return label(ZRM_VERSIONS, self.version)
        return f"ZRM, {label(ZRM_CROSSWALKS, self.crosswalk)}"

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains that there can be scores on, in the order of the version."""
        if self.crosswalk is None:
            return ZRM_DOMAINS[self.version]
        return crosswalk_domains(self.crosswalk)

    @property
    def clients(self) -> tuple[str, ...]:
        """Every client with any row, in alphabetical order."""
        return tuple(sorted(self.frame["client"].unique()))

    def levels(
        self, moment: str, *, clients: Sequence[str] | None = None
    ) -> NDArray[np.float64]:
        """Return the levels at one moment.

        Of several interim measurements this is the last one on each domain.

        Parameters
        ----------
        moment : str
            Key of `vocabulary.MOMENTS`.
        clients : sequence of str, optional
            Whose, in which order; everybody, as in `clients`, if not given.

        Returns
        -------
        array of shape (clients, domains)
            From 1 to 5, NaN where not scored.
        """
        own = self.frame[self.frame["moment"] == moment]
        last = own.groupby(["client", "domain"])["date"].transform("max")
        own = own[(own["date"] == last) | last.isna()]
        wide = own.pivot(index="client", columns="domain", values="score")
        rows = list(self.clients if clients is None else clients)
        ordered = wide.reindex(index=rows, columns=list(self.domains))
        return ordered.to_numpy(dtype=np.float64, na_value=np.nan)

    def of(self, clients: Collection[str], *, why: str) -> ZrmScores:
        """Return the scores of some clients only.

        Parameters
        ----------
        clients : collection of str
            Whose.
        why : str
            Who they are, in Dutch, such as "van wie het traject eindigde".
        """
        own = self.frame[self.frame["client"].isin(set(clients))]
        many = own["client"].nunique()
        note = (
            f"Alleen cliënten {why}: {decimal_text(many)} van "
            f"{quantity_text(len(self.clients), 'cliënt', 'cliënten')} met scores."
        )
        frame = own.reset_index(drop=True)
        return replace(self, frame=frame, lost=(*self.lost, note))

    def interim_levels(self) -> list[NDArray[np.float64]]:
        """Return the levels at every interim measurement, first one first.

        Each of shape (clients, domains); as many as the client with most has. Those
        of one day are one measurement.
        """
        own = self.frame[self.frame["moment"] == "tussen"]
        order = own.groupby("client")["date"].rank("dense").fillna(1)
        return [
            own[order == number]
            .pivot(index="client", columns="domain", values="score")
            .reindex(index=list(self.clients), columns=list(self.domains))
            .to_numpy(dtype=np.float64, na_value=np.nan)
            for number in sorted(order.unique())
        ]

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
            f"{self.name}, met {len(self.domains)} domeinen.",
            *self.lost,
            f"Aantal cliënten per meting: {join_text(moments)}.",
            f"Niet gescoord: {blank} van {rows}. Een lege cel telt "
            "als ontbrekend, niet als 'niet van toepassing'.",
            f"Aantal beoordelaars: {self.frame['rater'].nunique()}; niet ingevuld bij "
            f"{self.frame['rater'].isna().sum()} van {rows}.",
            *_ceiling_notes(self.frame),
        )

    def _repr_html_(self) -> str:
        return text_html(self) + list_html(self.notes)


def has_zrm(study: Study) -> bool:
    """Tell whether there is any row of scores in the study, good or bad."""
    table = delivered(study.root, ZRM)
    if table is None:
        return False
    if table.file != ZRM.file:
        return True
    rows = read_text(study.root / table.file, source=table.file).split("\n")
    return sum(bool(row.strip()) for row in rows) > 1


def read_zrm(study: Study, *, crosswalk: str | None = None) -> ZrmScores:
    """Read the ZRM scores of a study, or name everything that is wrong with them.

    Parameters
    ----------
    study : Study
        Its folder holds `zrm`, as .csv, .xlsx, .sav or .parquet.
    crosswalk : str, optional
        Key of `vocabulary.ZRM_CROSSWALKS`: joins scores of different versions, and
        says in its notes what is lost. Without it, there is one version.

    Returns
    -------
    ZrmScores

    Raises
    ------
    WorkbenchError
        If there is no such table, if nothing says which version it would hold, or if
        there is no such crosswalk.
    StudyError
        With one problem for each bad cell; if there are none, with one for each
        double score, each version that does not belong, each domain that its
        version does not have, and each client whose moments are not in order.
    """
    table = delivered(study.root, ZRM)
    if table is None:
        columns = ", ".join(field.name for field in ZRM.fields)
        raise WorkbenchError(
            "er zijn geen ZRM-scores in deze studie",
            where=ZRM.file,
            fix=f"zet in de studiemap een bestand {ZRM.file} met de kolommen {columns}",
        )
    if crosswalk is not None:
        crosswalk_domains(crosswalk)
    frame = read_table(study.root / table.file, table)
    frame = frame.assign(
        date=pd.to_datetime(frame["date"]), score=frame["score"].astype("Int64")
    )
    mixed = crosswalk is not None
    problems = [
        *score_problems(frame, version=study.zrm_version, mixed=mixed, file=table.file)
    ]
    if problems:
        raise StudyError(problems)
    if crosswalk is not None and not frame.empty:
        latest = str(frame["version"].max())
        frame, lost = crossed(frame, crosswalk)
        return ZrmScores(
            frame=frame,
            version=latest,
            percentage_from=study.percentage_from,
            crosswalk=crosswalk,
            lost=lost,
        )
    return ZrmScores(
        frame=frame,
        version=study.zrm_version or _only_version(frame, table.file),
        percentage_from=study.percentage_from,
    )


def _ceiling_notes(frame: pd.DataFrame) -> tuple[str, ...]:
    """Say of whom the level on Dagbesteding cannot rise, if the ages tell."""
    own = frame[frame["domain"] == "dagbesteding"]
    if own.empty or "age_band" not in own or own["age_band"].isna().all():
        return ()
    starts = own["age_band"].dropna().str.extract(r"^(\d+)")[0].astype(int)
    retired = own.loc[starts[starts >= _PENSION_AGE].index]
    if retired.empty:
        return ()
    above = int((retired["score"] > _CEILING).sum())
    note = (
        "Wie met pensioen is, scoort in deze versie op Dagbesteding hooguit "
        f"{_CEILING}. Dat geldt voor {retired['client'].nunique()} van "
        f"{quantity_text(own['client'].nunique(), 'cliënt', 'cliënten')}: hun niveau "
        "kan daar niet stijgen, en dat zegt niets over hen."
    )
    if above:
        scores = quantity_text(above, "score", "scores")
        verb = "staat" if above == 1 else "staan"
        note += f" Toch {verb} er {scores} van hen boven; ga die na."
    return (note,)


def _only_version(frame: pd.DataFrame, file: str) -> str:
    if frame.empty:
        raise WorkbenchError(
            "er staat nog geen score in dit bestand, en dus ook geen ZRM-versie",
            where=file,
            fix="vul de scores in, of zet zrm_versie in studie.toml",
        )
    return str(frame["version"].iloc[0])
