"""What can be wrong with scores that are each a level: versions, domains, days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import pandas as pd

from tbresearch.errors import Problem
from tbresearch.study import LINE
from tbresearch.vocabulary import (
    MOMENTS,
    ZRM_DOMAINS,
    day_text,
    join_text,
    quantity_text,
)

__all__ = ["lines_text", "score_problems"]


def score_problems(
    frame: pd.DataFrame, *, version: str | None, mixed: bool, file: str
) -> Iterator[Problem]:
    """Yield what is wrong between the rows of a file of scores.

    Parameters
    ----------
    frame : pd.DataFrame
        As `ZrmScores.frame`.
    version : str or None
        The version of the study, if it names one.
    mixed : bool
        Whether several versions may stand in one file.
    file : str
        Its name, for messages.
    """
    yield from _repeated(frame, file)
    if not mixed:
        yield from _version_problems(frame, version, file)
    yield from _domain_problems(frame, file)
    yield from _order_problems(frame, file)


def _repeated(frame: pd.DataFrame, file: str) -> Iterator[Problem]:
    """Yield every second score of a client on one domain at one moment or day.

    A traject may have several interim measurements, each of its own day.
    """
    day = frame["date"].where(frame["moment"] == "tussen")
    again = frame.assign(day=day).duplicated(["client", "moment", "domain", "day"])
    for row in frame[again].to_dict("records"):
        when = ""
        if row["moment"] == "tussen" and pd.notna(row["date"]):
            when = f" van {day_text(row['date'])}"
        yield Problem(
            what=f"client {row['client']!r} en moment {row['moment']!r}{when} en "
            f"domein {row['domain']!r} staat er al op een eerdere regel",
            where=f"{file}, regel {row[LINE]}",
            fix="verwijder de dubbele regel; meerdere tussenmetingen hebben elk een "
            "eigen datum nodig",
        )
    rest = frame[~again & frame["date"].notna()]
    for row in rest[rest.duplicated(["client", "domain", "date"])].to_dict("records"):
        yield Problem(
            what=f"client {row['client']!r} heeft op {day_text(row['date'])} al een "
            f"score op domein {row['domain']!r}",
            where=f"{file}, regel {row[LINE]}, kolom datum",
            fix="verbeter de datum of het moment; op één dag is er één score per "
            "domein",
        )


def _version_problems(
    frame: pd.DataFrame, expected: str | None, file: str
) -> Iterator[Problem]:
    lines = {str(version): rows[LINE] for version, rows in frame.groupby("version")}
    if expected is None and len(lines) > 1:
        found = [f"{name} op {lines_text(where)}" for name, where in lines.items()]
        yield Problem(
            what=f"er staan {len(lines)} ZRM-versies door elkaar: {join_text(found)}",
            where=f"{file}, kolom versie",
            fix="gebruik één versie; niveaus uit verschillende versies zijn niet "
            "zonder meer te vergelijken",
        )
    elif expected is not None:
        for version in sorted(lines.keys() - {expected}):
            yield Problem(
                what=f"versie {version} past niet bij zrm_versie {expected} van de "
                f"studie ({len(lines[version])} van "
                f"{quantity_text(len(frame), 'regel', 'regels')})",
                where=f"{file}, {lines_text(lines[version])}, kolom versie",
                fix="verbeter de versie in deze regels, of zrm_versie in studie.toml",
            )


def _domain_problems(frame: pd.DataFrame, file: str) -> Iterator[Problem]:
    lines = frame.groupby(["version", "domain"], sort=False)[LINE]
    for (version, domain), where in lines:
        holders = [name for name, has in ZRM_DOMAINS.items() if domain in has]
        if version in holders:
            continue
        yield Problem(
            what=f"domein {domain!r} bestaat niet in ZRM {version}, "
            f"wel in ZRM {join_text(holders)}",
            where=f"{file}, {lines_text(where)}, kolom domein",
            fix=f"verbeter het domein of de versie; ZRM {version} heeft: "
            f"{', '.join(ZRM_DOMAINS[str(version)])}",
        )


def _order_problems(frame: pd.DataFrame, file: str) -> Iterator[Problem]:
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
                    where=f"{file}, regel {end['line']}, kolom datum",
                    fix="verbeter de datum of het moment; een omgewisselde meting "
                    "keert de verandering om",
                )


def lines_text(lines: Iterable[int]) -> str:
    """Name every line, runs as `2-14`.

    >>> lines_text([2, 3, 4, 9])
    'regels 2-4 en 9'
    """
    ordered = sorted(lines)
    cuts = [i for i, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1]
    runs = [ordered[start:stop] for start, stop in pairwise([0, *cuts, len(ordered)])]
    parts = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"{'regel' if len(ordered) == 1 else 'regels'} {join_text(parts)}"
