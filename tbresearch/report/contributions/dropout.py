"""What doubt about those who left brings: the tipping point of what changed.

It stands beside the change or the change does not stand at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from tbresearch.estimate import NotEstimable
from tbresearch.outcomes import DomainSensitivity, DropoutSensitivity
from tbresearch.report.contributions.outcomes import hidden_domains
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
    decimal_text,
    join_text,
    quantity_text,
    signed_text,
)

__all__ = ["dropout_contribution"]

_SOURCES = ("zrm.csv",)
_TABLE = "tabel:omslagpunt"
_PICTURE = "figuur:omslagpunt"
_HIDDEN = "niet getoond"


def dropout_contribution(result: DropoutSensitivity, study: Study) -> Contribution:
    """Return a table of tipping points, a picture of one, and how to read them."""
    hidden = hidden_domains(result.change, study)
    notes = "\n".join(f"- {note}" for note in result.notes)
    if not result.left:
        return Contribution(
            sections={"resultaten": "Van iedereen met een eerste meting is er ook een "
            "tweede: er is geen uitval om rekening mee te houden.\n"}
        )  # fmt: skip
    if not result.estimable:
        return Contribution(sections={"resultaten": _too_few(result)})
    shown = [d for d in result.change.changed if d not in hidden]
    parts = ["## Hangt dit af van wie wegbleef?\n", _said(result, shown)]
    drawn = next((d for d in shown if _found(result, d) is not None), None)
    if drawn is not None:
        parts.append(f"{{{{{_PICTURE}}}}}\n")
    parts += [f"{{{{{_TABLE}}}}}\n", notes, ""]
    return Contribution(
        sections={"resultaten": "\n".join(parts)},
        evidence=tuple(_evidence(result, hidden)),
        tables=(_table(result, hidden),),
        pictures=(_picture(result, drawn),) if drawn is not None else (),
    )


def _too_few(result: DropoutSensitivity) -> str:
    reason = next(iter(result.domains.values()))
    return (
        "## Hangt dit af van wie wegbleef?\n\n"
        f"Dat is {reason}. Ga van wie wegbleef na waarom.\n"
    )


def _found(result: DropoutSensitivity, domain: str) -> DomainSensitivity | None:
    found = result.domains[domain]
    return found if isinstance(found, DomainSensitivity) else None


def _said(result: DropoutSensitivity, shown: list[str]) -> str:
    if not shown:
        return (
            "Op geen domein is er een duidelijke verandering bij wie bleef. Een "
            "omslagpunt is dan niet nodig; de tabel laat zien wat wie wegbleef eraan "
            "zou veranderen.\n"
        )
    lines = [
        f"- {DOMAIN_LABELS[domain]}: de verandering {{{{omslag:{domain}}}}}."
        for domain in shown
    ]
    return "\n".join(lines) + "\n"


def _evidence(
    result: DropoutSensitivity, hidden: Collection[str]
) -> Iterator[Evidence | Refusal]:
    for domain in result.change.changed:
        key = f"omslag:{domain}"
        if domain in hidden:
            yield Refusal(
                key=key,
                what=f"het omslagpunt van {DOMAIN_LABELS[domain]} wordt niet getoond: "
                "de aantallen erachter zijn klein",
                fix="laat het weg",
            )
            continue
        yield Evidence(
            key=key,
            text=_plain(result, domain),
            method=f"{result}. {' '.join(result.notes)}",
            sources=_SOURCES,
        )


def _plain(result: DropoutSensitivity, domain: str) -> str:
    found = result.domains[domain]
    if isinstance(found, NotEstimable):
        return f"heeft een omslagpunt dat {found}"
    if not found.changed:
        return "is er niet meer als wie wegbleef het net zo verging als wie bleef"
    return found.verdict


def _table(result: DropoutSensitivity, hidden: Collection[str]) -> TableText:
    rows = []
    for domain, found in result.domains.items():
        name = DOMAIN_LABELS[domain]
        if domain in hidden:
            rows.append((name, _HIDDEN, _HIDDEN, _HIDDEN))
        elif isinstance(found, NotEstimable):
            rows.append((name, "", "", str(found)))
        else:
            rows.append(
                (
                    name,
                    signed_text(100 * found.complete),
                    f"{signed_text(100 * found.net[0])} "
                    f"({signed_text(100 * found.low[0])} tot "
                    f"{signed_text(100 * found.high[0])})",
                    _short(result, domain, found),
                )
            )
    return TableText(
        key=_TABLE,
        caption="Procent hoger min procent lager, bij wie bleef en bij iedereen, en "
        "het omslagpunt",
        head=("Domein", "Wie bleef", "Iedereen", "Omslagpunt"),
        rows=tuple(rows),
        right=(1, 2),
        method=" ".join(result.notes),
        sources=_SOURCES,
    )


def _short(result: DropoutSensitivity, domain: str, found: DomainSensitivity) -> str:
    if domain not in result.change.changed:
        return "geen duidelijke verandering"
    if not found.changed:
        return "0 niveau"
    if found.tipping is None:
        return "er is er geen"
    return f"{signed_text(found.tipping, 1)} niveau"


def _picture(result: DropoutSensitivity, domain: str) -> Picture:
    found = _found(result, domain)
    assert found is not None
    name = DOMAIN_LABELS[domain]
    places = (0, len(found.net) // 4, len(found.net) // 2)
    points = [
        f"bij {decimal_text(found.steps[i], 1)} niveau "
        f"{signed_text(100 * found.net[i])}"
        for i in places
    ]
    people = quantity_text(result.clients, "cliënt", "cliënten")
    return Picture(
        key=_PICTURE,
        caption=f"{name}: verandering van {people}, naar hoe anders het wie wegbleef "
        "verging",
        alt="Een lijn die nul nadert naarmate het wie wegbleef anders zou zijn "
        f"vergaan. Procent hoger min procent lager: {join_text(points)}. De "
        f"verandering {_plain(result, domain)}.",
        draw=partial(result.plot, domain=domain),
        rests_on=numbers_of(result.to_frame()),
        method="Dezelfde berekening als in de tabel die volgt.",
    )
