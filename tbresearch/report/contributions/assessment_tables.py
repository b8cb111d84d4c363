"""The tables of an assessment: verdicts with reservations, and who disagrees.

Whatever has no verdict, and whatever nobody can tie to one indicator, stands in them
as it is; nothing is filled in. The procesevaluatie and the toezichttabel share them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from tbresearch.frameworks import (
    Assessment,
    InformantViews,
    indicator_name,
    informant_views,
    pointed,
    self_reported,
)
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.vocabulary import VERDICT_STATES, VIEW_PATTERNS, join_text, label

__all__ = [
    "assessment_name",
    "assessment_table",
    "checklist_table",
    "differences_table",
    "indicators_table",
    "theme_numbers",
    "themes_table",
    "views_of",
]

_ALONE = "*: rust alleen op wat wie beoordeeld wordt, zelf zegt"
_NUMBERS = (
    *("Indicatoren", "Voldoet", "Verbeterpunt", "Geen oordeel"),
    *("Voorbehouden", "Niet te koppelen", "Zonder oordeel"),
)


def assessment_name(assessment: Assessment) -> str:
    """Return what keys of an assessment have in them: the name of its file."""
    return PurePath(assessment.file).stem


def assessment_table(
    assessment: Assessment,
    suffix: str,
    caption: str,
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    right: tuple[int, ...] = (),
) -> TableText:
    """Return a table that rests on the file of an assessment and its framework."""
    return TableText(
        key=f"tabel:kader.{assessment_name(assessment)}.{suffix}",
        caption=f"{assessment.framework.name}: {caption}",
        head=head,
        rows=tuple(rows),
        right=right,
        method=f"Overgenomen uit {assessment.file}; er is niets ingevuld dat er niet "
        "staat.",
        sources=(assessment.file, assessment.framework.file),
    )


def views_of(assessment: Assessment) -> InformantViews | None:
    """Return what informants say, a municipality first if there is one."""
    if not assessment.views:
        return None
    roles = [informant.role for informant in assessment.informants]
    return informant_views(
        assessment, role="gemeente" if "gemeente" in roles else roles[0]
    )


def theme_numbers(assessment: Assessment, theme: str) -> tuple[int, ...]:
    """Return how many indicators of a theme there are, and what is said of them.

    Indicators; verdicts of each kind; reservations; verdicts that nobody can tie to
    one indicator; indicators without a verdict.
    """
    states = assessment.states
    keys = {i.key for i in assessment.framework.indicators_of(theme)}
    given = assessment.given(theme)
    single = [v for v in assessment.verdicts if v.indicator in keys]
    shared = [o for o in assessment.open_verdicts if o.indicators[0] in keys]
    return (
        len(keys),
        *(given.count(v) for v in ("voldoet", "verbeterpunt", "geen_oordeel")),
        sum(len(v.reservations) for v in single)
        + sum(len(o.reservations) for o in shared),
        sum(len(o.verdicts) for o in shared),
        sum(states[key] == "zonder" for key in keys),
    )


def themes_table(assessment: Assessment) -> TableText:
    """Return the numbers of each theme."""
    rows = [
        (theme.label, *map(str, theme_numbers(assessment, theme.key)))
        for theme in assessment.framework.themes
    ]
    head = ("Thema", *_NUMBERS)
    right = tuple(range(1, len(head)))
    return assessment_table(
        assessment, "themas", "oordelen per thema", head, rows, right
    )


def indicators_table(assessment: Assessment) -> TableText:
    """Return every indicator with its verdict and reservations."""
    framework = assessment.framework
    themes = {theme.key: theme.label for theme in framework.themes}
    frame = assessment.to_frame().set_index("indicator")
    alone = self_reported(assessment)
    rows = []
    for indicator in framework.indicators:
        row = frame.loc[indicator.key]
        own = " *" if indicator.key in alone else ""
        criterion = framework.criterion_label(indicator)
        rows.append(
            (
                ", ".join(filter(None, [themes[indicator.theme], criterion])),
                indicator_name(assessment, indicator.key),
                label(VERDICT_STATES, str(row["state"])) + own,
                str(row["reservations"]) or EMPTY,
            )
        )
    caption = f"oordelen met hun voorbehoud; {_ALONE}"
    head = ("Thema en criterium", "Indicator", "Oordeel", "Voorbehoud")
    return assessment_table(assessment, "oordelen", caption, head, rows)


def differences_table(assessment: Assessment, views: InformantViews) -> TableText:
    """Return the indicators of which not all informants say the same."""
    rows = [
        (
            spread.name,
            label(VIEW_PATTERNS, spread.pattern),
            spread.text,
            spread.role_says or EMPTY,
            join_text(list(spread.with_role)) or EMPTY,
            join_text(list(spread.against_role)) or EMPTY,
        )
        for spread in views.discrepancies
    ]
    who = views.role.capitalize()
    head = (
        *("Indicator", "Patroon", "Antwoorden", f"{who} zegt"),
        *("Zegt hetzelfde", "Zegt iets anders"),
    )
    caption = "waar informanten niet hetzelfde zeggen"
    return assessment_table(assessment, "verschillen", caption, head, rows)


def checklist_table(assessment: Assessment) -> TableText:
    """Return the points of a checklist, each with where its evidence is."""
    framework = assessment.framework
    where = pointed(assessment)
    themes = {theme.key: theme.label for theme in framework.themes}
    rows = [
        (
            themes[indicator.theme],
            indicator.label,
            where[indicator.key] or "nog niets aangewezen",
        )
        for indicator in framework.indicators
    ]
    head = ("Onderdeel", "Punt", "Waar het bewijs staat")
    return assessment_table(
        assessment, "controlelijst", "waar bewijs staat", head, rows
    )
