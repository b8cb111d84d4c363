"""What coded talk brings: factors with counts in every unit, and quotes."""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.coding import Coding
from tbresearch.estimate import Count, NotEstimable
from tbresearch.findings import QUOTE_RULE, Factors, Quote, printable_quotes
from tbresearch.report.evidence import Contribution, Evidence, Picture, Refusal
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.vocabulary import POLARITIES, RESPONDENT_GROUPS, UNITS, label

__all__ = ["factor_contribution", "quote_contribution"]

_PLURAL = {"succesfactor": "Succesfactoren", "verbeterpunt": "Verbeterpunten"}
_SPEAKER = {
    "begeleider": "begeleider",
    "client": "cliënt",
    "naaste": "naaste",
    "ketenpartner": "ketenpartner",
}
_UNIT_ORDER = ("groep", "respondent", "organisatie", "uiting")
_SHOWN = 5


def factor_contribution(factors: Factors) -> Contribution:
    """Return tables, a picture, counts and leading quotes of one polarity."""
    if factors.coding.codings.empty:
        return Contribution()
    groups = factors.coding.study.groups
    tables = [_table(factors, group) for group in groups if factors.ranked(group)]
    pictures = [_picture(factors)] if tables else []
    return Contribution(
        sections={"ervaringen": _text(factors)},
        evidence=tuple(_counts(factors)),
        tables=tuple(tables),
        pictures=tuple(pictures),
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
    items = [
        _quote(str(name), str(coder), quotes.get(str(name)), coding, titles)
        for name, coder in zip(
            coding.codings["id"], coding.codings["coder"], strict=True
        )
    ]
    return Contribution(evidence=tuple(items))


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
            "toestemming om letterlijk te citeren",
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
        attribution=f"{quote.role or _SPEAKER[quote.group]}, {title}",
    )


def _text(factors: Factors) -> str:
    groups = factors.coding.study.groups
    plural = _PLURAL[factors.polarity]
    parts = [f"## {plural}\n"]
    named = [group for group in groups if factors.ranked(group)]
    if not named:
        return f"{parts[0]}\nEr is geen passage als {factors.polarity} gecodeerd.\n"
    parts.append(f"{{{{figuur:{factors.polarity}}}}}\n")
    for group in groups:
        heading = label(RESPONDENT_GROUPS, group)
        parts.append(f"### {plural} volgens {heading.lower()}\n")
        if group not in named:
            parts.append(f"{heading} noemen er geen.\n")
            continue
        parts.append(f"{{{{tabel:{factors.polarity}.{group}}}}}\n")
        parts.extend(_leading_quotes(factors, group))
    parts.append("\n".join(f"- {note}" for note in (*factors.notes, QUOTE_RULE)) + "\n")
    return "\n".join(parts)


def _leading_quotes(factors: Factors, group: str) -> Iterator[str]:
    """Yield one quote for each of the first factors, a new voice where there is one."""
    heard: list[Quote] = []
    for code in factors.ranked(group)[:_SHOWN]:
        fresh = factors.quotes(code, group=group, n=1, heard=heard)
        if fresh:
            count = f"{{{{aantal:{factors.polarity}.{group}.{code}.respondent}}}}"
            heard.append(fresh[0])
            yield f"#### {factors.label(code)}: {count} {{.unnumbered .unlisted}}\n"
            yield f"{{{{citaat:{fresh[0].coding_id}}}}}\n"


def _counts(factors: Factors) -> Iterator[Evidence]:
    coding = factors.coding
    titles = dict(
        zip(
            coding.study.sessions["session"],
            coding.study.sessions["title"],
            strict=True,
        )
    )
    for group in coding.study.groups:
        for code in factors.ranked(group):
            behind = factors.behind(group, code)
            places = sorted(
                {
                    (str(titles[session]), int(turn))
                    for session, turn in zip(
                        behind["session"], behind["number"], strict=True
                    )
                }
            )
            for unit in _UNIT_ORDER:
                count = factors.count(group, code, unit)
                if isinstance(count, NotEstimable):
                    continue
                yield Evidence(
                    key=f"aantal:{factors.polarity}.{group}.{code}.{unit}",
                    text=str(count),
                    method=f"{label(RESPONDENT_GROUPS, group)} met minstens één "
                    f"passage als {factors.polarity} onder {factors.label(code)}. "
                    f"Eenheid: {UNITS[unit].meaning}",
                    sources=tuple(f"{title}, beurt {turn}" for title, turn in places),
                )


def _table(factors: Factors, group: str) -> TableText:
    ranked = factors.ranked(group)
    units = [
        unit
        for unit in _UNIT_ORDER
        if not isinstance(factors.count(group, ranked[0], unit), NotEstimable)
    ]
    rows = [
        (
            factors.label(code),
            *(_short(factors.count(group, code, unit)) for unit in units),
        )
        for code in ranked
    ]
    name = label(RESPONDENT_GROUPS, group).lower()
    return TableText(
        key=f"tabel:{factors.polarity}.{group}",
        caption=f"{_PLURAL[factors.polarity]} volgens {name}, per eenheid",
        head=(
            _PLURAL[factors.polarity][:-2],
            *(label(UNITS, unit).capitalize() for unit in units),
        ),
        rows=tuple(rows),
        right=tuple(range(1, len(units) + 1)),
        method=" ".join(factors.notes),
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
