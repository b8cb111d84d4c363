"""What the scores bring: per domain who went up, stayed, went down, or is missing.

Counts of clients leave as disclosure control lets them: the table, the picture, its
text and every number that a text may refer to come from one protected table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Literal, cast, get_args

from tbresearch.estimate import NotEstimable
from tbresearch.outcomes import ChangeClaim, Direction, ZrmChange
from tbresearch.privacy import (
    ProtectedTable,
    cell_text,
    count_text,
    disclosure_rule,
    protect_change,
)
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.evidence import (
    Contribution,
    Evidence,
    Picture,
    Refusal,
    numbers_of,
)
from tbresearch.report.tables import TableText
from tbresearch.study import Study
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    MOMENTS,
    join_text,
    label,
    quantity_text,
    signed_text,
)

__all__ = [
    "COMPLETE",
    "NOT_MEASURED",
    "hidden_domains",
    "not_measured_contribution",
    "protected_change",
    "zrm_contribution",
]

_WORDS: dict[Direction, str] = {"up": "hoger", "same": "gelijk", "down": "lager"}
_SEGMENTS = (*_WORDS, "missing")
_SOURCES = ("zrm.csv",)
NOT_MEASURED = (
    "**Uitkomst niet gemeten.** Deze studie heeft geen scores op de Zelfredzaamheid-"
    "Matrix. Wat mensen vertellen over resultaten, is hun ervaring. Of en hoeveel er "
    "veranderde, en bij wie niet, is daarmee niet bekend. Er is voor nodig: zrm.csv "
    "met scores bij intake en bij het einde, ook van wie eerder stopte.\n"
)
COMPLETE = (
    "Wie bij één van de metingen geen score heeft, telt bij dat domein niet mee; er is "
    "niets ingevuld. Zijn juist zij anders af dan de rest, dan klopt het beeld niet."
)


def zrm_contribution(change: ZrmChange, study: Study) -> Contribution:
    """Return the table, the picture and the counts of change per domain."""
    table = protected_change(change, study)
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
    hidden = hidden_domains(change, study)
    forest = _forest(change, hidden)
    claimed = any(isinstance(claim, ChangeClaim) for claim in change.claims)
    beside = "{{figuur:zrm.groep}}\n\n" if forest else ""
    beside += "{{tabel:zrm.groep}}\n\n" if claimed else ""
    return Contribution(
        sections={
            "resultaten": "## Verandering per domein\n\n{{figuur:zrm}}\n\n"
            f"{{{{tabel:zrm}}}}\n\n{beside}{lines}\n"
        },
        evidence=tuple(_counts(change, table, refer=True)),
        tables=(
            _table(change, table, notes),
            *((_claims(change, hidden, notes),) if claimed else ()),
        ),
        pictures=(_picture(change, table), *forest),
        disclosure=(table.entry,),
    )


def hidden_domains(change: ZrmChange, study: Study) -> frozenset[str]:
    """Return the domains of which a count of clients is not shown."""
    table = protected_change(change, study)
    return frozenset(
        domain.domain
        for domain in change.domains
        if any(table.value(domain.domain, name) is None for name in _WORDS)
    )


def not_measured_contribution() -> Contribution:
    """Return the statement that outcomes were not measured."""
    return Contribution(sections={"resultaten": NOT_MEASURED})


def protected_change(change: ZrmChange, study: Study) -> ProtectedTable:
    """Return the counts of change as a report of the study may tell them."""
    return protect_change(
        change.to_frame(),
        rule=disclosure_rule(study),
        missing=cast(Literal["tonen", "beschermen"], study.missing),
    )


def _notes(change: ZrmChange, study: Study) -> list[str]:
    """Return the notes, without those that count what lacks if that is protected."""
    if study.missing == "tonen":
        return list(change.notes)
    kept = [note for note in change.notes if note not in change.missing_notes]
    return [*kept, COMPLETE]


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


def _claims(change: ZrmChange, hidden: frozenset[str], notes: list[str]) -> TableText:
    """Return per domain what chance would give, and what may be said of the group."""
    rows = []
    for domain, chance, claim in zip(
        change.domains, change.chance, change.claims, strict=True
    ):
        cells = ("", "")
        if not isinstance(chance, NotEstimable) and chance.n >= change.percentage_from:
            cells = (chance.percentages("up"), chance.percentages("down"))
        net, said = "", str(claim)
        if isinstance(claim, ChangeClaim):
            ends = (signed_text(100 * x) for x in (claim.low, claim.high))
            net = f"{signed_text(100 * claim.net)} ({' tot '.join(ends)})"
            said = claim.verdict
        if domain.domain in hidden:
            cells, net, said = ("niet getoond",) * 2, "niet getoond", "niet getoond"
        rows.append((domain.label, *cells, net, said))
    return TableText(
        key="tabel:zrm.groep",
        caption="Wat toeval zou geven als er niets veranderde, en wat er over de groep "
        "is te zeggen",
        head=(
            "Domein",
            "Hoger door toeval",
            "Lager door toeval",
            "% hoger min % lager",
            "De groep",
        ),
        rows=tuple(rows),
        right=(1, 2, 3),
        method=" ".join(notes),
        sources=_SOURCES,
    )


def _forest(change: ZrmChange, hidden: frozenset[str]) -> tuple[Picture, ...]:
    shown = [
        claim
        for claim in change.claims
        if isinstance(claim, ChangeClaim) and claim.domain not in hidden
    ]
    if not shown:
        return ()
    spoken = "; ".join(
        f"{DOMAIN_LABELS[claim.domain]} {signed_text(100 * claim.net)} "
        f"({signed_text(100 * claim.low)} tot {signed_text(100 * claim.high)})"
        for claim in shown
    )
    return (
        Picture(
            key="figuur:zrm.groep",
            caption="Procent hoger min procent lager per domein, met 95%-interval, en "
            "wat toeval zou geven",
            alt=f"Een punt met een lijn per domein. {spoken}.",
            draw=partial(change.forest, hidden=hidden),
            rests_on=numbers_of(change.to_frame()),
            method="Dezelfde getallen als in de tabel die volgt.",
        ),
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
