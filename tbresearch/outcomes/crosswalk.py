"""Scores of different versions in one table: only by name, with what is lost."""

from __future__ import annotations

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import (
    COMMON_DOMAINS,
    DOMAIN_LABELS,
    ZRM_CROSSWALKS,
    ZRM_DOMAINS,
    join_text,
    label,
    quantity_text,
)

__all__ = ["crossed", "crosswalk_domains"]


def crosswalk_domains(crosswalk: str) -> tuple[str, ...]:
    """Return the domains that a crosswalk keeps, in the order of the 2017 version.

    Raises
    ------
    WorkbenchError
        If there is no such crosswalk.
    """
    if crosswalk not in ZRM_CROSSWALKS:
        raise WorkbenchError(
            f"crosswalk {crosswalk!r} is er niet",
            where="read_zrm",
            fix=f"kies één van: {', '.join(ZRM_CROSSWALKS)}",
        )
    kept = {*COMMON_DOMAINS}
    if crosswalk == "met_middelengebruik":
        kept.add("middelengebruik")
    return tuple(name for name in ZRM_DOMAINS["2017"] if name in kept)


def crossed(
    frame: pd.DataFrame, crosswalk: str
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the scores that a crosswalk keeps, and what is lost, in Dutch.

    Parameters
    ----------
    frame : pd.DataFrame
        As `ZrmScores.frame`, of any versions.
    crosswalk : str
        Key of `vocabulary.ZRM_CROSSWALKS`.
    """
    domains = crosswalk_domains(crosswalk)
    named = frame
    if crosswalk == "met_middelengebruik":
        named = frame.assign(
            domain=frame["domain"].replace({"verslaving": "middelengebruik"})
        )
    kept = named["domain"].isin(domains)
    lost = frame.loc[~kept & frame["score"].notna(), "domain"].value_counts(sort=False)
    names = [f"{DOMAIN_LABELS[str(name)]} ({n})" for name, n in lost.items()]
    versions = sorted(frame["version"].unique())
    notes = [
        f"ZRM {join_text([str(v) for v in versions])} samengevoegd: "
        f"{label(ZRM_CROSSWALKS, crosswalk)}. De niveaus van dezelfde domeinen zijn "
        "gelijkgesteld; dat is een aanname.",
        f"Weggevallen: {quantity_text(int(lost.sum()), 'score', 'scores')}"
        + (f", op {join_text(names)}." if names else "."),
    ]
    moved = int((frame["domain"] == "verslaving").sum())
    if crosswalk == "met_middelengebruik" and moved:
        notes.append(
            f"{quantity_text(moved, 'score', 'scores')} op Verslaving "
            f"{'telt' if moved == 1 else 'tellen'} als Middelengebruik."
        )
    return named[kept].reset_index(drop=True), tuple(notes)
