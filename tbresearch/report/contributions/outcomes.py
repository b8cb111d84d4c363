"""What the scores bring: per domain who went up, stayed, went down, or is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from tbresearch.outcomes import Direction, ZrmChange
from tbresearch.report.evidence import Contribution, Evidence, Picture
from tbresearch.report.tables import TableText
from tbresearch.vocabulary import MOMENTS, ZRM_VERSIONS, label

__all__ = ["zrm_contribution"]

_WORDS: dict[Direction, str] = {"up": "hoger", "same": "gelijk", "down": "lager"}
_SOURCES = ("zrm.csv",)


def zrm_contribution(change: ZrmChange) -> Contribution:
    """Return the table, the picture and the counts of change per domain."""
    text = (
        "{{figuur:zrm}}\n\n{{tabel:zrm}}\n\n"
        + "\n".join(f"- {note}" for note in change.notes)
        + "\n"
    )
    return Contribution(
        sections={"resultaten": text},
        evidence=tuple(_counts(change)),
        tables=(_table(change),),
        pictures=(_picture(change),),
    )


def _moments(change: ZrmChange) -> str:
    begin, end = (label(MOMENTS, moment).lower() for moment in change.between)
    return f"{begin} en {end}"


def _counts(change: ZrmChange) -> Iterator[Evidence]:
    yield Evidence(
        key="aantal:zrm.clienten",
        text=f"{change.clients} cliënten",
        method="Verschillende cliënten in zrm.csv.",
        sources=_SOURCES,
    )
    for domain in change.domains:
        for direction in get_args(Direction):
            yield Evidence(
                key=f"aantal:zrm.{domain.domain}.{_WORDS[direction]}",
                text=str(change.count(domain.domain, direction)),
                method=f"Cliënten met een score bij {_moments(change)} op "
                f"{domain.label}, van wie het niveau bij de tweede "
                f"{_WORDS[direction]} is.",
                sources=_SOURCES,
            )


def _table(change: ZrmChange) -> TableText:
    rows = tuple(
        (
            domain.label,
            *(
                str(change.count(domain.domain, direction).short)
                for direction in get_args(Direction)
            ),
            str(domain.missing_begin),
            str(domain.missing_end),
        )
        for domain in change.domains
    )
    begin, end = (label(MOMENTS, moment).lower() for moment in change.between)
    return TableText(
        key="tabel:zrm",
        caption=f"Niveau op de {label(ZRM_VERSIONS, change.version)} bij {end} "
        f"vergeleken met {begin}, {change.clients} cliënten",
        head=(
            "Domein",
            "Hoger",
            "Gelijk",
            "Lager",
            f"Geen score {begin}",
            f"Geen score {end}",
        ),
        rows=rows,
        right=(1, 2, 3, 4, 5),
        method=" ".join(change.notes),
        sources=_SOURCES,
    )


def _picture(change: ZrmChange) -> Picture:
    rows = "; ".join(
        f"{domain.label} {domain.up} hoger, {domain.same} gelijk, {domain.down} lager"
        for domain in change.domains
    )
    return Picture(
        key="figuur:zrm",
        caption="Verandering tijdens het traject per domein, "
        f"tussen {_moments(change)}",
        alt=f"Gestapelde staven per ZRM-domein. {rows}.",
        draw=change.plot,
        method="Dezelfde tellingen als in de tabel die volgt.",
    )
