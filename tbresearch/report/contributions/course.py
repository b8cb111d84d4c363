"""What the course of trajecten brings: how long, how they end, who was measured."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tbresearch.estimate import NotEstimable
from tbresearch.outcomes import Duration, Exits, Measurements
from tbresearch.privacy import DisclosureRule, cell_text, disclosure_rule
from tbresearch.report.contributions.small_counts import (
    NOT_SHOWN,
    count_cell,
    log_entry,
    shown_counts,
    shown_parts,
)
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
    EXIT_REASONS,
    decimal_text,
    label,
    quantity_text,
)

__all__ = ["duration_contribution", "exits_contribution", "measurements_contribution"]

_SOURCES = ("trajecten.csv",)
# A curve of fewer would show when each of them ended.
_FEWEST_DRAWN = 30


def duration_contribution(result: Duration) -> Contribution:
    """Return how long trajecten last, in a sentence, and as a curve if many do."""
    drawn = len(result.months) >= _FEWEST_DRAWN
    many = quantity_text(len(result.months), "traject", "trajecten")
    parts = ["## Hoe lang trajecten duren\n"]
    evidence: tuple[Evidence, ...] = ()
    if isinstance(result.median, NotEstimable):
        parts.append(f"Na hoeveel maanden de helft klaar is, is {result.median}.\n")
    else:
        parts.append("Na {{duur:mediaan}} is de helft van de trajecten klaar.\n")
        middle = result.median
        evidence = (
            Evidence(
                key="duur:mediaan",
                text=f"{decimal_text(middle.value, 1)} maanden "
                f"({decimal_text(middle.low, 1)} tot {decimal_text(middle.high, 1)})",
                method=f"{middle.method} {many}.",
                sources=_SOURCES,
            ),
        )
    if drawn:
        parts.append("{{figuur:duur}}\n")
    parts += ["\n".join(f"- {note}" for note in result.notes), ""]
    rows = "; ".join(f"{when} {share}" for when, share in result.rows())
    picture = Picture(
        key="figuur:duur",
        caption=f"Deel van de trajecten dat nog loopt, {many}",
        alt=f"Een trap die daalt van 100 procent. Loopt nog: {rows or 'niet bekend'}.",
        draw=partial(result.plot, ticks=False),
        method=" ".join(result.notes),
        rests_on=numbers_of(result.to_frame()),
    )
    return Contribution(
        sections={"resultaten": "\n".join(parts)},
        evidence=evidence,
        pictures=(picture,) if drawn else (),
    )


def exits_contribution(result: Exits, study: Study) -> Contribution:
    """Return how trajecten ended: a table of reasons, and a picture over time."""
    rule = disclosure_rule(study)
    shown = shown_parts(result.counts, rule=rule)
    hidden = frozenset(name for name, n in shown.items() if n is None)
    drawn = result.trajectories >= _FEWEST_DRAWN and len(hidden) < len(shown)
    parts = ["## Hoe trajecten eindigen\n"]
    if drawn:
        parts.append("{{figuur:einde}}\n")
    parts += ["{{tabel:einde}}\n", "\n".join(f"- {note}" for note in result.notes), ""]
    entry = log_entry(
        "tabel:einde",
        "Redenen van einde",
        cells=len(shown),
        hidden=len(hidden),
        rule=rule,
    )
    return Contribution(
        sections={"resultaten": "\n".join(parts)},
        evidence=tuple(_reasons(result, shown, rule)),
        tables=(_exit_table(result, shown, rule),),
        pictures=(_exit_picture(result, hidden),) if drawn else (),
        disclosure=(entry,) if hidden else (),
    )


def _reasons(
    result: Exits, shown: dict[str, int | None], rule: DisclosureRule
) -> Iterator[Evidence | Refusal]:
    yield Evidence(
        key="aantal:einde",
        text=quantity_text(result.ended, "traject", "trajecten"),
        method="Trajecten met een einde tot en met de peildatum.",
        sources=_SOURCES,
    )
    for reason, n in shown.items():
        key, name = f"aantal:einde.{reason}", label(EXIT_REASONS, reason)
        if n is None:
            yield Refusal(
                key=key,
                what=f"hoeveel trajecten eindigden met {name!r}, wordt niet getoond: "
                "het zijn er weinig, of een aantal van weinig mensen is er anders uit "
                "te berekenen",
                fix="laat het getal weg",
            )
        else:
            yield Evidence(
                key=key,
                text=f"{count_cell(result.count(reason), rule)} trajecten",
                method=f"Trajecten die eindigden met {name}, van alle die eindigden.",
                sources=_SOURCES,
            )


def _exit_table(
    result: Exits, shown: dict[str, int | None], rule: DisclosureRule
) -> TableText:
    rows = tuple(
        (
            label(EXIT_REASONS, reason),
            cell_text(None) if n is None else count_cell(result.count(reason), rule),
            NOT_SHOWN if n is None else result.within_a_year(reason),
        )
        for reason, n in shown.items()
    )
    return TableText(
        key="tabel:einde",
        caption=f"Hoe {quantity_text(result.ended, 'traject', 'trajecten')} "
        f"{'eindigde' if result.ended == 1 else 'eindigden'}; "
        f"{result.running} {'loopt' if result.running == 1 else 'lopen'} nog",
        head=("Reden", "Van wie eindigde", "Binnen een jaar na de start"),
        rows=rows,
        right=(1, 2),
        method=" ".join(result.notes),
        sources=_SOURCES,
    )


def _exit_picture(result: Exits, hidden: frozenset[str]) -> Picture:
    spoken = "; ".join(
        f"{label(EXIT_REASONS, reason)} {result.within_a_year(reason)}"
        for reason in result.incidence
        if reason not in hidden
    )
    return Picture(
        key="figuur:einde",
        caption="Hoe trajecten eindigen, naar de tijd sinds de start",
        alt=f"Gestapelde vlakken per reden. Binnen een jaar: {spoken}.",
        draw=partial(result.plot, hidden=hidden),
        method=" ".join(result.notes),
    )


def measurements_contribution(result: Measurements, study: Study) -> Contribution:
    """Return how many of the measurements that should be there were done."""
    rule = disclosure_rule(study)
    counts = {moment: result.count(moment) for moment in ("intake", "eind", "tussen")}
    shown = shown_counts(counts, rule=rule)
    if study.missing == "tonen":
        shown = {
            moment: shown[moment] or count_cell(count, rule)
            for moment, count in counts.items()
        }
    names = {
        "intake": "Met een intake, van alle cliënten",
        "eind": "Met een eindmeting, van wie het traject eindigde",
        "tussen": f"Nooit langer dan {result.interim_days} dagen zonder meting",
    }
    rows = tuple((names[moment], text or NOT_SHOWN) for moment, text in shown.items())
    notes = result.notes if study.missing == "tonen" else ()
    table = TableText(
        key="tabel:metingen",
        caption="Metingen die er hadden moeten zijn, en die er zijn",
        head=("Meting", "Cliënten"),
        rows=rows,
        right=(1,),
        method=" ".join(result.notes[:1]),
        sources=("zrm.csv", "trajecten.csv"),
    )
    lines = "\n".join(f"- {note}" for note in notes)
    return Contribution(
        sections={
            "resultaten": f"## Wie is gemeten\n\n{{{{tabel:metingen}}}}\n\n{lines}\n"
        },
        tables=(table,),
    )
