"""How an assessment is told: rows, caveats, notes, tables in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.frameworks.parts import Verdict
from tbresearch.html import list_html, scroll_html, table_html, text_html
from tbresearch.intervention import NOT_IN_SOURCES
from tbresearch.vocabulary import (
    SCOPES,
    VERDICT_STATES,
    VERDICTS,
    join_text,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from tbresearch.frameworks.assessment import Assessment

__all__ = [
    "assessment_html",
    "assessment_notes",
    "assessment_rows",
    "caveats",
    "indicator_name",
    "is_nominated",
    "is_self_report",
    "pointed",
    "reservations",
    "self_reported",
]


def indicator_name(assessment: Assessment, key: str) -> str:
    """Return the label of an indicator; its key where the sources have none."""
    found = next(i for i in assessment.framework.indicators if i.key == key)
    return key if found.label == NOT_IN_SOURCES else found.label


def reservations(assessment: Assessment) -> list[tuple[str, str]]:
    """Return every reservation with the indicators that it is made on."""
    single = [
        (indicator_name(assessment, verdict.indicator), text)
        for verdict in assessment.verdicts
        for text in verdict.reservations
    ]
    shared = [
        (
            f"{len(open_.indicators)} indicatoren samen "
            f"({join_text([indicator_name(assessment, k) for k in open_.indicators])})",
            text,
        )
        for open_ in assessment.open_verdicts
        for text in open_.reservations
    ]
    return single + shared


def sources_of(
    assessment: Assessment, verdict: Verdict
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the informants and documents of a verdict, also through its findings."""
    findings = {finding.key: finding for finding in assessment.findings}
    keys: dict[str, None] = {}
    waiting = list(verdict.findings)
    while waiting:
        key = waiting.pop(0)
        if key not in keys:
            keys[key] = None
            waiting += findings[key].premises
    informants = dict.fromkeys(
        [*verdict.informants, *(i for k in keys for i in findings[k].informants)]
    )
    documents = dict.fromkeys(
        [*verdict.documents, *(d for k in keys for d in findings[k].documents)]
    )
    return tuple(informants), tuple(documents)


def is_self_report(assessment: Assessment, verdict: Verdict) -> bool | None:
    """Return whether only the assessed say so; None if that cannot be known.

    A document counts as the word of who made it; one that no informant made is of
    somebody else.
    """
    informants, documents = sources_of(assessment, verdict)
    assessed = {i.key: i.assessed for i in assessment.informants}
    made_by = {d.key: d.by for d in assessment.documents}
    voices = [*informants, *(made_by[key] for key in documents)]
    known = [assessed[key] if key else False for key in voices]
    if False in known:
        return False
    return None if not known or None in known else True


def self_reported(assessment: Assessment) -> frozenset[str]:
    """Return the indicators on which only the assessed say so."""
    return frozenset(
        verdict.indicator
        for verdict in assessment.verdicts
        if is_self_report(assessment, verdict)
    )


def is_nominated(assessment: Assessment, verdict: Verdict) -> bool | None:
    """Return whether an informant was chosen by another; None without informants."""
    informants, _ = sources_of(assessment, verdict)
    if not informants:
        return None
    chosen = {i.key for i in assessment.informants if i.nominated_by}
    return bool(chosen & set(informants))


def assessment_rows(assessment: Assessment) -> pd.DataFrame:
    """Return one row an indicator; see `Assessment.to_frame`."""
    verdicts = {verdict.indicator: verdict for verdict in assessment.verdicts}
    shared = {key: o for o in assessment.open_verdicts for key in o.indicators}
    rows = []
    for indicator in assessment.framework.indicators:
        verdict = verdicts.get(indicator.key)
        sources = sources_of(assessment, verdict) if verdict else ((), ())
        made = verdict or shared.get(indicator.key)
        rows.append(
            {
                "theme": indicator.theme,
                "criterion": indicator.criterion,
                "indicator": indicator.key,
                "label": indicator.label,
                "state": assessment.states[indicator.key],
                "reservations": "; ".join(made.reservations) if made else "",
                "scope": verdict.scope if verdict else "",
                "informants": ", ".join(sources[0]),
                "documents": ", ".join(sources[1]),
                "self_report_only": (
                    is_self_report(assessment, verdict) if verdict else None
                ),
                "nominated": is_nominated(assessment, verdict) if verdict else None,
            }
        )
    columns = [
        *("theme", "criterion", "indicator", "label", "state", "reservations"),
        *("scope", "informants", "documents", "self_report_only", "nominated"),
    ]
    kinds = {"self_report_only": "boolean", "nominated": "boolean"}
    return pd.DataFrame(rows, columns=columns).astype(kinds)


def caveats(assessment: Assessment, *, short: bool) -> Iterator[str]:
    """Yield what a count of verdicts leaves out; `short` counts the reservations."""
    made = reservations(assessment)
    if made and short:
        yield quantity_text(len(made), "voorbehoud", "voorbehouden")
    elif made:
        yield from (f"voorbehoud bij {name}: {text}" for name, text in made)
    links = assessment.open_links
    if links:
        yield (
            f"{quantity_text(links, 'oordeel', 'oordelen')} niet aan een indicator "
            "te koppelen"
        )
    states = list(assessment.states.values())
    for state, text in (
        ("geen_oordeel", "waarvan is gezegd dat er geen oordeel is"),
        ("zonder", "zonder oordeel"),
    ):
        if n := states.count(state):
            yield f"{quantity_text(n, 'indicator', 'indicatoren')} {text}"


def pointed(assessment: Assessment) -> dict[str, str]:
    """Return for each point of a checklist where its evidence is; empty if nowhere."""
    found: dict[str, list[str]] = {}
    for pointer in assessment.pointers:
        text = ", ".join(filter(None, [pointer.file, pointer.place]))
        found.setdefault(pointer.indicator, []).append(text)
    keys = (indicator.key for indicator in assessment.framework.indicators)
    return {key: "; ".join(found.get(key, [])) for key in keys}


def assessment_notes(assessment: Assessment) -> tuple[str, ...]:
    """Return how to read an assessment, in Dutch sentences."""
    head = [assessment.text] if assessment.text else []
    if assessment.framework.kind == "controlelijst":
        return (
            *head,
            "De lijst zegt waar bewijs staat, niet of het genoeg is.",
            "Een niveau van erkenning geeft alleen een erkenningscommissie; hier staat "
            "er geen.",
            *assessment.framework.notes,
        )
    return (
        *head,
        *_reach(assessment),
        *(
            f"Voorbehoud bij {name}: {text.rstrip('.')}."
            for name, text in reservations(assessment)
        ),
        *_sourcing(assessment),
        *assessment.framework.notes,
    )


def _reach(assessment: Assessment) -> Iterator[str]:
    for key in SCOPES:
        n = sum(verdict.scope == key for verdict in assessment.verdicts)
        if n:
            told = quantity_text(n, "oordeel gaat", "oordelen gaan")
            meaning = SCOPES[key].meaning
            yield f"{told} over {label(SCOPES, key).lower()}: {_lower(meaning)}"
    left = caveats(assessment, short=True)
    rest = [text for text in left if "voorbehoud" not in text]
    if rest:
        yield f"Niet ingevuld en niet geraden: {join_text(rest)}."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sourcing(assessment: Assessment) -> Iterator[str]:
    frame = assessment_rows(assessment)
    own = int(frame["self_report_only"].fillna(value=False).sum())
    if own:
        told = quantity_text(own, "oordeel rust", "oordelen rusten")
        yield f"{told} alleen op wat wie beoordeeld wordt, zelf zegt."
    bare = sum(not any(sources_of(assessment, v)) for v in assessment.verdicts)
    if bare:
        told = quantity_text(bare, "oordeel noemt", "oordelen noemen")
        yield f"{told} geen informant en geen document."
    names = {informant.key: informant.label for informant in assessment.informants}
    for chooser in dict.fromkeys(i.nominated_by for i in assessment.informants):
        chosen = [i.label for i in assessment.informants if i.nominated_by == chooser]
        if chooser:
            verb = "is" if len(chosen) == 1 else "zijn"
            yield (
                f"{join_text(chosen)} {verb} aangewezen door {names[chooser]}; dat kan "
                "kleuren wat zij zeggen."
            )


def assessment_html(assessment: Assessment) -> str:
    """Return an assessment as a notebook shows it."""
    if assessment.framework.kind == "controlelijst":
        where = pointed(assessment)
        rows = [
            (indicator.label, where[indicator.key] or "nog niets aangewezen")
            for indicator in assessment.framework.indicators
        ]
        table = table_html(("Punt", "Waar het bewijs staat"), rows)
    else:
        themes = {theme.key: theme.label for theme in assessment.framework.themes}
        table = table_html(
            ("Thema", "Criterium", "Indicator", "Oordeel", "Voorbehoud"),
            [
                (
                    themes[indicator.theme],
                    assessment.framework.criterion_label(indicator),
                    indicator_name(assessment, indicator.key),
                    label(VERDICT_STATES, str(row.state)),
                    str(row.reservations),
                )
                for indicator, row in zip(
                    assessment.framework.indicators,
                    assessment_rows(assessment).itertuples(),
                    strict=True,
                )
            ],
        )
        table += list_html(
            [
                f"{join_text([label(VERDICTS, v) for v in open_.verdicts])} bij "
                f"{len(open_.indicators)} indicatoren samen"
                for open_ in assessment.open_verdicts
            ],
            title="Niet te koppelen",
        )
    notes = list_html(assessment.notes)
    return text_html(assessment) + scroll_html(table) + notes
