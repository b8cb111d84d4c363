"""What coded talk brings: factors with counts in every unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tbresearch.estimate import Count, NotEstimable
from tbresearch.findings import (
    QUOTE_RULE,
    SEARCHES,
    Factors,
    NegativeCases,
    Quote,
    negative_cases,
)
from tbresearch.report.contributions.balance import balance
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.contributions.mentions import Mentions, shown_mentions
from tbresearch.report.evidence import Contribution, Evidence, Picture, Refusal
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.vocabulary import (
    RESPONDENT_GROUPS,
    UNITS,
    decimal_text,
    join_text,
    label,
)

__all__ = ["count_evidence", "factor_contribution"]

_PLURAL = {"succesfactor": "Succesfactoren", "verbeterpunt": "Verbeterpunten"}
_SHOWN = 5
# Everybody who could have said it, per unit.
_ALL = {
    "respondent": "alle {who} die aan het woord kwamen en mogen meetellen",
    "groep": "alle focusgroepen waarin {who} aan het woord kwamen",
    "organisatie": "alle organisaties van {who} die aan het woord kwamen",
    "uiting": "alle beurten van {who} die mogen meetellen",
}


def factor_contribution(factors: Factors) -> Contribution:
    """Return tables, a picture, counts and leading quotes of one polarity."""
    if factors.coding.codings.empty:
        return Contribution()

    polarity = factors.polarity
    mentions = shown_mentions(factors)
    cases = negative_cases(factors)
    held = balance(factors, cases, hides=mentions.hides)
    named = [g for g in factors.coding.study.groups if mentions.codes(g)]
    tables = [_table(mentions, group, cases) for group in named]
    pictures = [_picture(factors)] if tables and not mentions.hides else []
    entries = [
        mentions.entry(group, table=table.key, title=table.caption)
        for group, table in zip(named, tables, strict=True)
    ]
    gone = {entry.table for entry in entries if entry.left_out}
    return Contribution(
        sections={
            "ervaringen": "\n".join([_text(mentions), *([held.text] if named else [])]),
            **({"tegenspraak": held.appendix} if named and held.appendix else {}),
        },
        evidence=(
            *count_evidence(mentions),
            *left_out(*sorted(gone), *([] if pictures else [f"figuur:{polarity}"])),
        ),
        tables=(*(table for table in tables if table.key not in gone), *held.tables),
        pictures=tuple(pictures),
        disclosure=tuple(entries) if mentions.hides else (),
        factors=(factors,),
        texts={SEARCHES.file: held.searched} if held.searched else {},
    )


def _text(mentions: Mentions) -> str:
    factors = mentions.factors
    groups = factors.coding.study.groups
    plural = _PLURAL[factors.polarity]
    parts = [f"## {plural}\n"]
    named = [group for group in groups if mentions.codes(group)]
    if not named:
        return f"{parts[0]}\nEr is geen passage als {factors.polarity} gecodeerd.\n"
    if mentions.hides:
        parts.append(f"{left_out_text(f'Het staafdiagram van {plural.lower()}')}\n")
    else:
        parts.append(f"{{{{figuur:{factors.polarity}}}}}\n")
    for group in groups:
        heading = label(RESPONDENT_GROUPS, group)
        parts.append(f"### {plural} volgens {heading.lower()}\n")
        if group not in named:
            parts.append(f"{heading} noemen er geen.\n")
            continue
        if mentions.tells_nothing(group):
            codes = [factors.label(code) for code in mentions.codes(group)]
            gone = left_out_text(f"De tabel van wat {heading.lower()} noemen")
            parts.append(f"{gone} De tabel ging over: {'; '.join(codes)}.\n")
        else:
            parts.append(f"{{{{tabel:{factors.polarity}.{group}}}}}\n")
        parts.extend(_leading_quotes(mentions, group))
    notes = (*mentions.notes, QUOTE_RULE)
    parts.append("\n".join(f"- {note}" for note in notes) + "\n")
    return "\n".join(parts)


def _leading_quotes(mentions: Mentions, group: str) -> Iterator[str]:
    """Yield one quote for each of the first factors, a new voice where there is one."""
    factors = mentions.factors
    heard: list[Quote] = []
    for code in mentions.quotable(group)[:_SHOWN]:
        fresh = factors.quotes(code, group=group, n=1, heard=heard)
        if fresh:
            key = f"aantal:{factors.polarity}.{group}.{code}.respondent"
            count = "" if mentions.is_hidden(group, code) else f": {{{{{key}}}}}"
            heard.append(fresh[0])
            yield f"#### {factors.label(code)}{count} {{.unnumbered .unlisted}}\n"
            yield f"{{{{citaat:{fresh[0].coding_id}}}}}\n"


def count_evidence(mentions: Mentions) -> Iterator[Evidence | Refusal]:
    """Yield every count of one polarity, or why it may not be printed."""
    for group in mentions.factors.coding.study.groups:
        for code in mentions.codes(group):
            behind = _behind(mentions.factors, group, code)
            for unit in mentions.units(group):
                yield _count(mentions, group, code, unit, behind)


@dataclass(frozen=True, slots=True)
class _Behind:
    """What a count rests on: where it was said, and which quotes are of there."""

    places: str
    quotes: tuple[str, ...]


def _behind(factors: Factors, group: str, code: str) -> _Behind:
    sessions = factors.coding.study.sessions
    titles = dict(zip(sessions["session"], sessions["title"], strict=True))
    behind = factors.behind(group, code)
    turns: dict[str, set[int]] = defaultdict(set)
    for session, turn in zip(behind["session"], behind["number"], strict=True):
        turns[str(titles[session])].add(int(turn))
    places = [
        f"{title}, beurt {join_text([str(turn) for turn in sorted(turns[title])])}"
        for title in sorted(turns)
    ]
    return _Behind("; ".join(places), tuple(f"citaat:{name}" for name in behind["id"]))


def _count(
    mentions: Mentions, group: str, code: str, unit: str, behind: _Behind
) -> Evidence | Refusal:
    factors = mentions.factors
    key = f"aantal:{factors.polarity}.{group}.{code}.{unit}"
    who, what = label(RESPONDENT_GROUPS, group), factors.label(code)
    if mentions.is_hidden(group, code):
        return Refusal(
            key=key,
            what=f"hoeveel {who.lower()} {what!r} noemen als {factors.polarity}, wordt "
            "niet getoond: het zijn er weinig, of bijna allemaal",
            fix='laat het getal weg, of kies in studie.toml: uitspraken = "tonen"',
        )
    count = factors.count(group, code, unit)
    alone = isinstance(count, Count) and count.total == 1
    short = mentions.short(group, code, unit)
    return Evidence(
        key=key,
        text=f"{short} {unit if alone else label(UNITS, unit)}",
        method=f"{who} met minstens één passage als {factors.polarity} onder {what}.",
        sources=_journals(factors),
        details=(
            ("Eenheid", UNITS[unit].meaning),
            *_denominator(count, unit, who.lower()),
            *([("Genoemd in", behind.places)] if behind.places else []),
        ),
        related=behind.quotes,
    )


def _denominator(
    count: Count | NotEstimable, unit: str, who: str
) -> Iterator[tuple[str, str]]:
    """Yield of how many the count is, and who those are."""
    if isinstance(count, Count):
        yield "Noemer", f"{_ALL[unit].format(who=who)}: {decimal_text(count.total)}"


def _journals(factors: Factors) -> tuple[str, ...]:
    found_by = factors.coding.study.findings_from
    return tuple(f"coderingen/{coder}.jsonl" for coder in found_by)


def _table(mentions: Mentions, group: str, cases: NegativeCases) -> TableText:
    factors, units = mentions.factors, mentions.units(group)
    rows = [
        (
            factors.label(code),
            *(mentions.short(group, code, unit) for unit in units),
            *([] if mentions.hides else [cases.status(group, code)]),
        )
        for code in mentions.codes(group)
    ]
    name = label(RESPONDENT_GROUPS, group).lower()
    return TableText(
        key=f"tabel:{factors.polarity}.{group}",
        caption=f"{_PLURAL[factors.polarity]} volgens {name}, per eenheid",
        head=(
            _PLURAL[factors.polarity][:-2],
            *(label(UNITS, unit).capitalize() for unit in units),
            *([] if mentions.hides else ["Stand"]),
        ),
        rows=tuple(rows),
        right=tuple(range(1, len(units) + 1)),
        method=" ".join(mentions.notes),
        sources=_journals(factors),
    )


def _short(count: Count | NotEstimable) -> str:
    return EMPTY if isinstance(count, NotEstimable) else count.short


def _picture(factors: Factors) -> Picture:
    parts = []
    for group in factors.coding.study.groups:
        first = factors.ranked(group)[:3]
        named = "; ".join(
            f"{factors.label(code)} {_short(factors.count(group, code, 'respondent'))}"
            for code in first
        )
        parts.append(f"{label(RESPONDENT_GROUPS, group)}: {named or 'geen'}.")
    plural = _PLURAL[factors.polarity]
    return Picture(
        key=f"figuur:{factors.polarity}",
        caption=f"{plural}: aantal respondenten dat ze noemt, per groep",
        alt=f"Staafdiagram van {plural.lower()} per groep. Meest genoemd: "
        + " ".join(parts),
        draw=factors.plot,
        method="De kolom Respondenten van de tabellen die volgen.",
    )
