"""What makes a finding hold: who shares it, how groups took it, what speaks against it.

Each of these tables tells small numbers of people, and how they differ. A study that
hides statements of few people has none of them, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tbresearch.estimate import NotEstimable
from tbresearch.findings import (
    PERSPECTIVE_RULE,
    SEARCHES,
    Factors,
    GroupPatterns,
    NegativeCases,
    against_kind,
    group_patterns,
    perspectives,
)
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.vocabulary import (
    OPPOSITES,
    POLARITIES,
    RESPONDENT_GROUPS,
    day_text,
    join_text,
    label,
    quantity_text,
)

__all__ = ["Balance", "balance"]

_LEFT_OUT = (
    "Wie een factor deelt, hoe het in elke focusgroep ging en wie het tegenspreekt, is "
    "weggelaten: deze studie toont niet wat weinig mensen noemen. Lees elke bevinding "
    "hier als voorlopig."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Markdown for section and appendix, the tables, and the author's words."""

    text: str
    appendix: str
    tables: tuple[TableText, ...]
    searched: str


def balance(factors: Factors, cases: NegativeCases, *, hides: bool) -> Balance:
    """Return what belongs under the factors of one polarity.

    Parameters
    ----------
    factors : Factors
        The factors.
    cases : NegativeCases
        What speaks against them.
    hides : bool
        Whether the study hides statements of few people.
    """
    searched = _searched(cases)
    if hides:
        text = f"{_LEFT_OUT}\n"
        return Balance(text=text, appendix="", tables=(), searched=searched)
    patterns = group_patterns(factors)
    groups = factors.coding.study.groups
    spoke = [group for group in groups if not patterns.table(group).empty]
    shared = _shared(factors)
    tables = [
        *(_patterns(patterns, group) for group in spoke),
        _against(cases),
        *_kinds(factors),
    ]
    parts = [
        f"### Gedeeld, omstreden en tegengesproken {{#balans-{factors.polarity}}}\n",
        f"{{{{{shared.key}}}}}\n",
        f"- {PERSPECTIVE_RULE}",
        *_outcomes(cases),
        "- Hoe het in elke focusgroep ging en hoeveel mensen het andersom zien, staat "
        "in de bijlage over patronen en tegenspraak.",
        "",
    ]
    appendix = [
        f"## {label(POLARITIES, factors.polarity)}en\n",
        *(f"{{{{{table.key}}}}}\n" for table in tables),
        *(f"- {note}" for note in (patterns.notes if spoke else ())),
        f"- {' '.join(cases.notes)}",
        "",
    ]
    return Balance(
        text="\n".join(parts),
        appendix="\n".join(appendix),
        tables=(shared, *tables),
        searched=searched,
    )


def _shared(factors: Factors) -> TableText:
    found = perspectives(factors)
    groups = factors.coding.study.groups
    verdicts = found.verdicts()
    return TableText(
        key=f"tabel:{factors.polarity}.gedeeld",
        caption=f"{label(POLARITIES, factors.polarity)}: gedeeld of van één groep, in "
        "respondenten",
        head=(
            label(POLARITIES, factors.polarity),
            *(label(RESPONDENT_GROUPS, group) for group in groups),
            "Genoemd door",
        ),
        rows=tuple(
            (
                factors.label(str(code)),
                *(_count(factors, group, str(code)) for group in groups),
                str(verdicts[code]),
            )
            for code in found.rows["code"]
        ),
        right=tuple(range(1, len(groups) + 1)),
        method=" ".join(found.notes),
        sources=_journals(factors),
    )


def _patterns(patterns: GroupPatterns, group: str) -> TableText:
    factors = patterns.factors
    sessions = factors.coding.study.sessions
    titles = dict(zip(sessions["session"], sessions["title"], strict=True))
    table = patterns.table(group)
    name = label(RESPONDENT_GROUPS, group).lower()
    return TableText(
        key=f"tabel:{factors.polarity}.{group}.patroon",
        caption=f"{label(POLARITIES, factors.polarity)} volgens {name}: het patroon in "
        "elke focusgroep",
        head=(
            label(POLARITIES, factors.polarity),
            *(f"{(t := str(titles[s]))[:1].upper()}{t[1:]}" for s in table.columns),
        ),
        rows=tuple(
            (factors.label(str(code)), *map(str, cells))
            for code, *cells in table.itertuples()
        ),
        method=" ".join(patterns.notes),
        sources=_journals(factors),
    )


def _against(cases: NegativeCases) -> TableText:
    factors = cases.factors
    return TableText(
        key=f"tabel:{factors.polarity}.tegenspraak",
        caption=f"{label(POLARITIES, factors.polarity)}: hoeveel respondenten het "
        "noemen, en hoeveel de andere kant",
        head=(
            label(POLARITIES, factors.polarity),
            *("Volgens", "Noemt het", "Andersom", "Beide", "Stand"),
        ),
        rows=tuple(
            (
                str(row["label"]),
                label(RESPONDENT_GROUPS, str(row["group"])).lower(),
                *(str(row[name]) for name in ("k", "opposed", "both", "status")),
            )
            for row in cases.rows.to_dict("records")
        ),
        right=(2, 3, 4),
        method=" ".join(cases.notes),
        sources=(*_journals(factors), SEARCHES.file),
    )


def _kinds(factors: Factors) -> Iterator[TableText]:
    """Yield the table of codes that have the other kind, if any has."""
    found = against_kind(factors.coding)
    own = found.rows[found.rows["kind"] == OPPOSITES[factors.polarity]]
    if own.empty:
        return
    name = label(POLARITIES, factors.polarity).lower()
    names = sorted(one for several in own["ids"] for one in several)
    yield TableText(
        key=f"tabel:{factors.polarity}.soort",
        caption=f"Gecodeerd als {name} tegen de soort van het codeboek in",
        head=("Code", "Soort in het codeboek", f"Coderingen als {name}"),
        rows=tuple(
            (
                str(row["label"]),
                label(POLARITIES, str(row["kind"])).lower(),
                f"{row['against']} van {row['codings']}",
            )
            for row in own.to_dict("records")
        ),
        right=(2,),
        method=" ".join(found.notes) + f" Het gaat om: {join_text(names)}.",
        sources=_journals(factors),
    )


def _outcomes(cases: NegativeCases) -> Iterator[str]:
    """Yield how many findings are firm, and what each search gave."""
    firm = int((cases.rows["status"] == "definitief").sum())
    total = quantity_text(len(cases.rows), "bevinding", "bevindingen")
    verb = "is" if firm == 1 else "zijn"
    yield f"- Van {total} {verb} er {firm} definitief."
    for row in cases.rows.to_dict("records"):
        if row["searcher"]:
            group = label(RESPONDENT_GROUPS, str(row["group"])).lower()
            yield (
                f"- {row['label']} volgens {group} ({row['status']}): gezocht door "
                f"{row['searcher']} op {day_text(row['day'])}. "
                f"{' '.join(str(row['outcome']).split())}"
            )


def _searched(cases: NegativeCases) -> str:
    """Return what was found, each text on the line on which it stands in the file."""
    own = cases.rows[cases.rows["line"] > 0]
    lines = [""] * int(own["line"].max() if len(own) else 0)
    for line, text in zip(own["line"], own["outcome"], strict=True):
        lines[line - 1] = " ".join(str(text).split())
    return "\n".join(lines)


def _count(factors: Factors, group: str, code: str) -> str:
    count = factors.count(group, code, "respondent")
    return EMPTY if isinstance(count, NotEstimable) else count.short


def _journals(factors: Factors) -> tuple[str, ...]:
    coders = factors.coding.study.findings_from
    return tuple(f"coderingen/{coder}.jsonl" for coder in coders)
