"""What coded talk brings: factors with counts in every unit, and quotes."""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.coding import Coding
from tbresearch.errors import Problem
from tbresearch.estimate import Count, NotEstimable
from tbresearch.findings import (
    QUOTE_RULE,
    SEARCHES,
    Factors,
    NegativeCases,
    Quote,
    negative_cases,
    printable_quotes,
)
from tbresearch.report.claims import absolute_claims
from tbresearch.report.contributions.balance import balance
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.contributions.mentions import Mentions, shown_mentions
from tbresearch.report.evidence import Contribution, Evidence, Picture, Refusal
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.vocabulary import (
    GROUP_MEMBERS,
    POLARITIES,
    RESPONDENT_GROUPS,
    UNITS,
    label,
)

__all__ = ["count_evidence", "factor_contribution", "quote_contribution"]

_PLURAL = {"succesfactor": "Succesfactoren", "verbeterpunt": "Verbeterpunten"}
_SHOWN = 5


def factor_contribution(factors: Factors) -> Contribution:
    """Return tables, a picture, counts and leading quotes of one polarity."""
    if factors.coding.codings.empty:
        return Contribution()

    def claims(text: str, source: str) -> Iterator[Problem]:
        return absolute_claims(text, source=source, factors=factors)

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
        checks=(claims,),
        texts={SEARCHES.file: held.searched} if held.searched else {},
    )


def quote_contribution(coding: Coding) -> Contribution:
    """Return every coded passage as a quote, or the refusal to print it."""
    titles = dict(
        zip(
            coding.study.sessions["session"],
            coding.study.sessions["title"],
            strict=True,
        )
    )
    quotes = printable_quotes(coding)
    items: list[Evidence | Refusal] = [
        _quote(str(name), str(coder), quotes.get(str(name)), coding, titles)
        for name, coder in zip(
            coding.codings["id"], coding.codings["coder"], strict=True
        )
    ]
    items += [_parked(str(name)) for name in coding.parked["id"]]
    return Contribution(evidence=tuple(items))


def _parked(coding_id: str) -> Refusal:
    return Refusal(
        key=f"citaat:{coding_id}",
        what=f"citaat {coding_id!r} wacht op een plaats: de woorden staan niet meer, "
        "of niet meer op één plek, in het transcript",
        fix="kies een ander citaat, of codeer de passage opnieuw en verwijs daarnaar",
    )


def _quote(
    coding_id: str,
    coder: str,
    quote: Quote | None,
    coding: Coding,
    titles: dict[str, str],
) -> Evidence | Refusal:
    if quote is None:
        return Refusal(
            key=f"citaat:{coding_id}",
            what=f"citaat {coding_id!r} mag niet worden afgedrukt: de spreker gaf geen "
            "toestemming om letterlijk te citeren, of het loopt over meer dan één "
            "beurt",
            fix="kies een ander citaat, of vul de toestemming in als die er wel is",
        )
    title = titles[quote.session]
    return Evidence(
        key=f"citaat:{coding_id}",
        text=quote.text,
        method=f"Letterlijk uit {title}, beurt {quote.turn}, gecodeerd als "
        f"{coding.codebook.codes[quote.code].label} "
        f"({label(POLARITIES, quote.polarity).lower()}) door {coder}.",
        sources=(f"coderingen/{coder}.jsonl",),
        attribution=f"{quote.role or GROUP_MEMBERS[quote.group]}, {title}",
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
            places = _places(mentions.factors, group, code)
            for unit in mentions.units(group):
                yield _count(mentions, group, code, unit, places)


def _places(factors: Factors, group: str, code: str) -> tuple[str, ...]:
    sessions = factors.coding.study.sessions
    titles = dict(zip(sessions["session"], sessions["title"], strict=True))
    behind = factors.behind(group, code)
    places = {
        (str(titles[session]), int(turn))
        for session, turn in zip(behind["session"], behind["number"], strict=True)
    }
    return tuple(f"{title}, beurt {turn}" for title, turn in sorted(places))


def _count(
    mentions: Mentions, group: str, code: str, unit: str, places: tuple[str, ...]
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
        method=f"{who} met minstens één passage als {factors.polarity} onder {what}. "
        f"Eenheid: {UNITS[unit].meaning}",
        sources=places,
    )


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
        sources=tuple(
            f"coderingen/{coder}.jsonl" for coder in factors.coding.study.findings_from
        ),
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
