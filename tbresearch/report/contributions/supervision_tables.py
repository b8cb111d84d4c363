"""The wide tables of the toezichttabel: each verdict with what it rests on.

A sign never stands alone: the word is beside it, so that nobody has to see a colour or
a sign to read a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tbresearch.frameworks import (
    Assessment,
    InformantViews,
    indicator_name,
    self_reported,
)
from tbresearch.report.contributions.assessment_tables import (
    assessment_table,
    theme_numbers,
)
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.vocabulary import (
    INFORMANT_ROLES,
    SCOPES,
    VERDICT_STATES,
    VERDICTS,
    VIEW_PATTERNS,
    day_text,
    join_text,
    label,
    quantity_text,
)

__all__ = ["legend_table", "supervision_tables", "views_table"]

_SIGNS: Mapping[str, str] = {
    "voldoet": "✓",
    "verbeterpunt": "✗",
    "geen_oordeel": EMPTY,
    "open": "?",
    "zonder": "○",
}
_OWN, _CHOSEN = "(e)", "(a)"
_ALL = "Alle thema's samen"
_SELF_REPORT = "rust alleen op wat wie beoordeeld wordt, zelf zegt"
_UNKNOWN = "niet bekend"


def legend_table() -> TableText:
    """Return what each sign means, in words."""
    rows = [
        *((_signed(key), term.meaning) for key, term in VERDICT_STATES.items()),
        *((term.label, term.meaning) for term in SCOPES.values()),
        (_OWN, "Eigen werk: bij deze informant gaat het (ook) om het eigen werk."),
        (_CHOSEN, "Aangewezen: een andere informant koos deze informant uit."),
    ]
    return TableText(
        key="tabel:toezicht.legenda",
        caption="Wat de tekens en woorden betekenen",
        head=("Teken of woord", "Betekenis"),
        rows=tuple(rows),
        method="De vaste lijsten van het programma.",
        about_people=False,
    )


def supervision_tables(assessment: Assessment) -> dict[str, tuple[TableText, ...]]:
    """Return the tables of an assessment by the section they belong in."""
    themes = assessment.framework.themes
    return {
        "totalen": (_totals(assessment),),
        "oordelen": tuple(_theme(assessment, theme.key) for theme in themes),
        "bronnen": tuple(_sources(assessment)),
    }


def views_table(assessment: Assessment, views: InformantViews) -> TableText:
    """Return what every informant says on every indicator, and who agree."""
    frame = views.to_frame()
    keys = [informant.key for informant in assessment.informants]
    rows = [
        (
            spread.name,
            *(
                EMPTY if row[key] is None or row[key] != row[key] else str(row[key])
                for key in keys
            ),
            label(VIEW_PATTERNS, spread.pattern),
            _shares(spread.answers),
        )
        for spread, row in zip(views.spreads, frame.to_dict("records"), strict=True)
    ]
    head = ("Indicator", *_marked(assessment).values(), "Patroon", "Verdeling")
    caption = f"wat elke informant zegt; {EMPTY}: geen standpunt"
    return assessment_table(assessment, "matrix", caption, head, rows)


def _shares(answers: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    n = sum(len(who) for _, who in answers)
    return "; ".join(f"{says}: {len(who)} van {n}" for says, who in answers)


def _signed(state: str) -> str:
    return f"{_SIGNS[state]}\N{NO-BREAK SPACE}{label(VERDICT_STATES, state)}"


def _marked(assessment: Assessment) -> dict[str, str]:
    """Return the label of each informant with what to know of it."""
    return {
        informant.key: " ".join(
            [
                informant.label,
                *([_OWN] if informant.assessed else []),
                *([_CHOSEN] if informant.nominated_by else []),
            ]
        )
        for informant in assessment.informants
    }


def _totals(assessment: Assessment) -> TableText:
    themes = assessment.framework.themes
    numbers = {theme.key: theme_numbers(assessment, theme.key) for theme in themes}
    rows = [
        (
            theme.label,
            *_without_reservations(numbers[theme.key]),
            "; ".join(_reserved(assessment, theme.key)) or "geen",
        )
        for theme in themes
    ]
    together = tuple(sum(column) for column in zip(*numbers.values(), strict=True))
    made = together[4] if together else 0
    told = quantity_text(made, "voorbehoud", "voorbehouden") if made else "geen"
    rows.append((_ALL, *_without_reservations(together), told))
    head = (
        *("Thema", "Indicatoren"),
        *(_signed(key) for key in ("voldoet", "verbeterpunt", "geen_oordeel")),
        *("Waarvan ? niet te koppelen", _signed("zonder"), "Voorbehouden"),
    )
    right = tuple(range(1, len(head) - 1))
    caption = "aantallen per thema, met de voorbehouden ernaast"
    return assessment_table(assessment, "totalen", caption, head, rows, right)


def _without_reservations(numbers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(str(n) for place, n in enumerate(numbers) if place != 4)


def _reserved(assessment: Assessment, theme: str) -> Iterator[str]:
    keys = [i.key for i in assessment.framework.indicators_of(theme)]
    for verdict in assessment.verdicts:
        if verdict.indicator in keys:
            name = indicator_name(assessment, verdict.indicator)
            yield from (f"{name}: {text}" for text in verdict.reservations)
    for open_ in assessment.open_verdicts:
        if open_.indicators[0] in keys:
            yield from open_.reservations


def _theme(assessment: Assessment, theme: str) -> TableText:
    framework = assessment.framework
    frame = assessment.to_frame().set_index("indicator")
    title = next(t.label for t in framework.themes if t.key == theme)
    rows = []
    for indicator in framework.indicators_of(theme):
        row = frame.loc[indicator.key]
        informants, documents = str(row["informants"]), str(row["documents"])
        marked = _marked(assessment)
        papers = {document.key: document.title for document in assessment.documents}
        rows.append(
            (
                framework.criterion_label(indicator) or "niet in de bron",
                indicator_name(assessment, indicator.key),
                _signed(str(row["state"])),
                label(SCOPES, str(row["scope"])) if row["scope"] else EMPTY,
                "; ".join(_remarks(assessment, indicator.key)) or EMPTY,
                join_text([marked[k] for k in informants.split(", ") if k]) or EMPTY,
                join_text([papers[k] for k in documents.split(", ") if k]) or EMPTY,
            )
        )
    head = (
        *("Criterium", "Indicator", "Oordeel", "Reikwijdte"),
        *("Voorbehoud en toelichting", "Informanten", "Documenten"),
    )
    return assessment_table(assessment, f"thema.{theme}", f"thema {title}", head, rows)


def _remarks(assessment: Assessment, indicator: str) -> Iterator[str]:
    """Yield what takes something off a verdict, or says what it rests on."""
    findings = {finding.key: finding.text for finding in assessment.findings}
    alone = self_reported(assessment)
    for verdict in assessment.verdicts:
        if verdict.indicator == indicator:
            yield from (f"Voorbehoud: {text}" for text in verdict.reservations)
            if indicator in alone:
                yield _SELF_REPORT.capitalize()
            yield from (f"Bevinding: {findings[key]}" for key in verdict.findings)
            yield from filter(None, [verdict.text])
    for open_ in assessment.open_verdicts:
        if indicator in open_.indicators:
            given = join_text([label(VERDICTS, v).lower() for v in open_.verdicts])
            together = quantity_text(len(open_.indicators), "indicator", "indicatoren")
            yield f"Bij {together} samen: {given}; welk waarbij hoort, staat er niet"
            yield from (f"Voorbehoud: {text}" for text in open_.reservations)
            yield from filter(None, [open_.text])


def _sources(assessment: Assessment) -> Iterator[TableText]:
    names = {informant.key: informant.label for informant in assessment.informants}
    said = {True: "ja", False: "nee", None: _UNKNOWN}
    if assessment.informants:
        rows = [
            (
                _marked(assessment)[informant.key],
                label(INFORMANT_ROLES, informant.role),
                said[informant.assessed],
                names.get(informant.nominated_by, "de beoordelaar"),
            )
            for informant in assessment.informants
        ]
        head = ("Informant", "Rol", "Gaat het om eigen werk?", "Gekozen door")
        yield assessment_table(assessment, "informanten", "wie iets zei", head, rows)
    if assessment.documents:
        papers = [
            (
                document.title,
                day_text(document.date) if document.date else _UNKNOWN,
                names.get(document.by, "geen van de informanten"),
            )
            for document in assessment.documents
        ]
        titles = ("Document", "Datum", "Gemaakt door")
        yield assessment_table(
            assessment, "documenten", "wat is gelezen", titles, papers
        )
