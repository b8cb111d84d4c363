"""What the scores bring: per domain who went up, stayed, went down, or is missing.

Counts of clients leave as disclosure control lets them: the table, the picture, its
text and every number that a text may refer to come from one protected table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Literal, cast, get_args

from tbresearch.outcomes import Direction, ZrmChange
from tbresearch.privacy import (
    ProtectedTable,
    cell_text,
    count_text,
    disclosure_rule,
    protect_change,
)
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.evidence import Contribution, Evidence, Picture, Refusal
from tbresearch.report.tables import TableText
from tbresearch.study import Study
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    MOMENTS,
    join_text,
    label,
    quantity_text,
)

__all__ = ["zrm_contribution"]

_WORDS: dict[Direction, str] = {"up": "hoger", "same": "gelijk", "down": "lager"}
_SEGMENTS = (*_WORDS, "missing")
_SOURCES = ("zrm.csv",)
_COMPLETE = (
    "Wie bij één van de metingen geen score heeft, telt bij dat domein niet mee; er is "
    "niets ingevuld. Zijn juist zij anders af dan de rest, dan klopt het beeld niet."
)


def zrm_contribution(change: ZrmChange, study: Study) -> Contribution:
    """Return the table, the picture and the counts of change per domain."""
    table = protect_change(
        change.to_frame(),
        rule=disclosure_rule(study),
        missing=cast(Literal["tonen", "beschermen"], study.missing),
    )
    notes = _notes(change, study)
    if table.tells_nothing(list(_WORDS)):
        lines = "\n".join(f"- {note}" for note in notes)
        gone = left_out_text("De tabel met de verandering per domein")
        return Contribution(
            sections={"resultaten": f"{gone}\n\n{lines}\n"},
            evidence=(
                *_counts(change, table, refer=False),
                *left_out("tabel:zrm", "figuur:zrm"),
            ),
            disclosure=(replace(table.entry, left_out=True),),
        )
    lines = "\n".join(f"- {note}" for note in (*table.notes, *notes))
    return Contribution(
        sections={
            "resultaten": f"{{{{figuur:zrm}}}}\n\n{{{{tabel:zrm}}}}\n\n{lines}\n"
        },
        evidence=tuple(_counts(change, table, refer=True)),
        tables=(_table(change, table, notes),),
        pictures=(_picture(change, table),),
        disclosure=(table.entry,),
    )


def _notes(change: ZrmChange, study: Study) -> list[str]:
    """Return the notes, without those that count what lacks if that is protected."""
    if study.missing == "tonen":
        return list(change.notes)
    kept = [note for note in change.notes if note not in change.missing_notes]
    return [*kept, _COMPLETE]


def _moments(change: ZrmChange) -> str:
    begin, end = (label(MOMENTS, moment).lower() for moment in change.between)
    return f"{begin} en {end}"


def _short(
    change: ZrmChange, table: ProtectedTable, domain: str, direction: Direction
) -> str:
    return count_text(
        table.value(domain, direction),
        table.value(domain, "n"),
        rule=table.rule,
        percentage_from=change.percentage_from,
    )


def _counts(
    change: ZrmChange, table: ProtectedTable, *, refer: bool
) -> Iterator[Evidence | Refusal]:
    yield Evidence(
        key="aantal:zrm.clienten",
        text=quantity_text(change.clients, "cliënt", "cliënten"),
        method="Verschillende cliënten in zrm.csv.",
        sources=_SOURCES,
    )
    for domain in change.domains:
        for direction in get_args(Direction):
            word = _WORDS[direction]
            key = f"aantal:zrm.{domain.domain}.{word}"
            if table.value(domain.domain, direction) is None:
                yield Refusal(
                    key=key,
                    what=f"hoeveel cliënten op {domain.label} {word} scoren, wordt "
                    "niet getoond: het zijn er weinig, of een aantal van weinig mensen "
                    "is er anders uit te berekenen",
                    fix="laat het getal weg"
                    + (", of verwijs naar de tabel: {{tabel:zrm}}" if refer else ""),
                )
                continue
            yield Evidence(
                key=key,
                text=f"{_short(change, table, domain.domain, direction)} cliënten",
                method=f"Cliënten met een score bij {_moments(change)} op "
                f"{domain.label}, van wie het niveau bij de tweede {word} is.",
                sources=_SOURCES,
            )


def _table(change: ZrmChange, table: ProtectedTable, notes: list[str]) -> TableText:
    rows = tuple(
        (
            domain.label,
            *(
                _short(change, table, domain.domain, direction)
                for direction in get_args(Direction)
            ),
            cell_text(table.value(domain.domain, "missing_begin")),
            cell_text(table.value(domain.domain, "missing_end")),
        )
        for domain in change.domains
    )
    begin, end = (label(MOMENTS, moment).lower() for moment in change.between)
    return TableText(
        key="tabel:zrm",
        caption=f"Niveau op de {change.instrument} bij {end} "
        f"vergeleken met {begin}, "
        f"{quantity_text(change.clients, 'cliënt', 'cliënten')}",
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
        method=" ".join(notes),
        sources=_SOURCES,
    )


def _picture(change: ZrmChange, table: ProtectedTable) -> Picture:
    domains = [domain.domain for domain in change.domains]
    hidden = frozenset(
        (domain, name)
        for domain in domains
        for name in _SEGMENTS
        if table.value(domain, name) is None
    )
    rows = "; ".join(_spoken(table, domain) for domain in domains)
    return Picture(
        key="figuur:zrm",
        caption="Verandering tijdens het traject per domein, "
        f"tussen {_moments(change)}",
        alt=f"Gestapelde staven per ZRM-domein. {rows}.",
        draw=partial(change.plot, hidden=hidden),
        method="Dezelfde tellingen als in de tabel die volgt.",
    )


def _spoken(table: ProtectedTable, domain: str) -> str:
    """Say the counts of one domain, for who cannot see the picture."""
    counts = {word: table.value(domain, name) for name, word in _WORDS.items()}
    parts = [f"{n} {word}" for word, n in counts.items() if n is not None]
    hidden = [word for word, n in counts.items() if n is None]
    if hidden:
        parts.append(f"{join_text(hidden)} niet getoond")
    return f"{DOMAIN_LABELS[domain]} {', '.join(parts)}"
