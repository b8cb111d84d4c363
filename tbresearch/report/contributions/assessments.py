"""What findings in a framework bring: verdicts with reservations, who disagrees.

The counts are of indicators and organisations, not of people, so disclosure control
has nothing to hide in them. A checklist names where evidence is, and no level.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from tbresearch.frameworks import (
    Assessment,
    InformantViews,
    indicator_name,
    informant_views,
    pointed,
)
from tbresearch.report.evidence import Contribution, Evidence
from tbresearch.report.tables import EMPTY, TableText, escape
from tbresearch.vocabulary import (
    FINDING_KINDS,
    VERDICT_STATES,
    VIEW_PATTERNS,
    join_text,
    label,
    quantity_text,
)

__all__ = ["assessment_contribution"]

_ALONE = "*: rust alleen op wat wie beoordeeld wordt, zelf zegt"


def assessment_contribution(assessment: Assessment) -> Contribution:
    """Return the tables of an assessment, or of a checklist, with their notes."""
    if assessment.framework.kind == "controlelijst":
        return _checklist(assessment)
    name = _name(assessment)
    views = _views(assessment)
    themes, indicators = _themes(assessment), _indicators(assessment)
    tables = [themes, indicators]
    title = f"{escape(assessment.framework.name)}: {escape(assessment.subject)}"
    parts = [
        f"## {title}",
        f"Van {{{{aantal:kader.{name}.oordelen}}}} zijn er "
        f"{{{{aantal:kader.{name}.voldoet}}}} een *voldoet* en "
        f"{{{{aantal:kader.{name}.verbeterpunt}}}} een *verbeterpunt*. Voorbehouden en "
        "wat ontbreekt, horen daarbij; elk oordeel staat in de bijlage met oordelen "
        "per indicator.",
        f"{{{{{themes.key}}}}}",
        _bullets(assessment.notes),
        *_findings(assessment),
    ]
    if views is not None and views.discrepancies:
        table = _discrepancies(assessment, views)
        tables.append(table)
        parts += [
            "### Waar informanten van mening verschillen",
            f"{{{{{table.key}}}}}",
            _bullets(views.notes),
        ]
    return Contribution(
        sections={
            "context": "\n\n".join(parts) + "\n",
            "oordelen": f"## {title}\n\n{{{{{indicators.key}}}}}\n",
        },
        evidence=tuple(_evidence(assessment)),
        tables=tuple(tables),
    )


def _name(assessment: Assessment) -> str:
    return PurePath(assessment.file).stem


def _bullets(notes: tuple[str, ...]) -> str:
    return "\n".join(f"- {escape(note)}" for note in notes)


def _findings(assessment: Assessment) -> Iterator[str]:
    """Yield what was seen and what was concluded, each conclusion with its premises."""
    if not assessment.findings:
        return
    texts = {finding.key: finding.text for finding in assessment.findings}
    names = {
        **{informant.key: informant.label for informant in assessment.informants},
        **{document.key: document.title for document in assessment.documents},
    }
    lines = []
    for finding in assessment.findings:
        kind = label(FINDING_KINDS, finding.kind)
        why = [f"“{texts[key]}”" for key in finding.premises]
        by = [names[key] for key in (*finding.informants, *finding.documents)]
        told = [f"uit {join_text(why)}"] if why else []
        told += [f"volgens {join_text(by)}"] if by else []
        tail = f" ({'; '.join(told)})" if told else ""
        lines.append(f"{kind}: {finding.text}{tail}")
    yield "### Bevindingen"
    yield _bullets(tuple(lines))


def _views(assessment: Assessment) -> InformantViews | None:
    """Return what informants say, a municipality first if there is one."""
    if not assessment.views:
        return None
    roles = [informant.role for informant in assessment.informants]
    return informant_views(
        assessment, role="gemeente" if "gemeente" in roles else roles[0]
    )


def _evidence(assessment: Assessment) -> Iterator[Evidence]:
    name = _name(assessment)
    given = [v for v in assessment.given() if v != "geen_oordeel"]
    method = (
        "Geteld in de bevindingen; een oordeel dat niet aan een indicator is te "
        "koppelen, telt mee, en een indicator zonder oordeel niet."
    )
    for key, text in (
        ("oordelen", quantity_text(len(given), "oordeel", "oordelen")),
        ("voldoet", str(given.count("voldoet"))),
        ("verbeterpunt", str(given.count("verbeterpunt"))),
    ):
        yield Evidence(
            key=f"aantal:kader.{name}.{key}",
            text=text,
            method=method,
            sources=(assessment.file,),
        )


def _table(
    assessment: Assessment,
    suffix: str,
    caption: str,
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    right: tuple[int, ...] = (),
) -> TableText:
    return TableText(
        key=f"tabel:kader.{_name(assessment)}.{suffix}",
        caption=f"{assessment.framework.name}: {caption}",
        head=head,
        rows=tuple(rows),
        right=right,
        method=f"Overgenomen uit {assessment.file}; er is niets ingevuld dat er niet "
        "staat.",
        sources=(assessment.file, assessment.framework.file),
    )


def _themes(assessment: Assessment) -> TableText:
    framework, states = assessment.framework, assessment.states
    rows = []
    for theme in framework.themes:
        keys = {indicator.key for indicator in framework.indicators_of(theme.key)}
        given = assessment.given(theme.key)
        single = [v for v in assessment.verdicts if v.indicator in keys]
        shared = [o for o in assessment.open_verdicts if o.indicators[0] in keys]
        numbers = (
            len(keys),
            *(given.count(v) for v in ("voldoet", "verbeterpunt", "geen_oordeel")),
            sum(len(v.reservations) for v in single)
            + sum(len(o.reservations) for o in shared),
            sum(len(o.verdicts) for o in shared),
            sum(states[key] == "zonder" for key in keys),
        )
        rows.append((theme.label, *map(str, numbers)))
    head = (
        *("Thema", "Indicatoren", "Voldoet", "Verbeterpunt", "Geen oordeel"),
        *("Voorbehouden", "Niet te koppelen", "Zonder oordeel"),
    )
    right = tuple(range(1, len(head)))
    return _table(assessment, "themas", "oordelen per thema", head, rows, right)


def _indicators(assessment: Assessment) -> TableText:
    framework = assessment.framework
    themes = {theme.key: theme.label for theme in framework.themes}
    frame = assessment.to_frame().set_index("indicator")
    alone = set(frame.index[frame["self_report_only"].fillna(value=False)])
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
    return _table(assessment, "oordelen", caption, head, rows)


def _discrepancies(assessment: Assessment, views: InformantViews) -> TableText:
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
    return _table(assessment, "verschillen", caption, head, rows)


def _checklist(assessment: Assessment) -> Contribution:
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
    table = _table(assessment, "controlelijst", "waar bewijs staat", head, rows)
    text = [f"{{{{{table.key}}}}}", _bullets(assessment.notes)]
    return Contribution(
        sections={"controlelijst": "\n\n".join(text) + "\n"}, tables=(table,)
    )
