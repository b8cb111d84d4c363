"""What works and what can be better, according to whom, with a quote each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tbresearch.estimate import Count
from tbresearch.findings import Factors, Quote
from tbresearch.report.contributions.mentions import Mentions, shown_mentions
from tbresearch.report.evidence import Contribution, Picture
from tbresearch.report.sheet.voices_chart import VoiceBar, draw_voices
from tbresearch.report.tables import escape
from tbresearch.vocabulary import RESPONDENT_GROUPS, label

__all__ = ["voices_part"]

_SECTIONS = {"succesfactor": "werkt", "verbeterpunt": "beter"}
_PICTURE = "figuur:factsheet.genoemd"
# Factors a group; with many groups fewer and no picture, so that a page is enough.
_MOST, _FEWER, _MANY_GROUPS = 3, 2, 3
_QUOTE_WORDS = 45
_FEW = "Wat weinig van hen noemen, of bijna allen, staat hier niet."


@dataclass(frozen=True, slots=True)
class _Top:
    """The first factors of one group on one side."""

    mentions: Mentions
    group: str
    codes: tuple[str, ...]


def voices_part(spoken: Sequence[Factors]) -> Contribution:
    """Return the factors that each group mentions most, and a picture of them."""
    sides = {
        factors.polarity: [
            _top(shown_mentions(factors), group)
            for group in factors.coding.study.groups
        ]
        for factors in spoken
    }
    sections = {_SECTIONS[side]: "".join(_side(tops)) for side, tops in sides.items()}
    hidden = any(top.mentions.hides for tops in sides.values() for top in tops)
    named = any(top.codes for tops in sides.values() for top in tops)
    if hidden or not named or max(map(len, sides.values())) >= _MANY_GROUPS:
        return Contribution(sections=sections)
    return Contribution(
        sections={**sections, "onderzocht": f"{{{{{_PICTURE}}}}}\n"},
        pictures=(_picture(sides),),
    )


def _top(mentions: Mentions, group: str) -> _Top:
    many = len(mentions.factors.coding.study.groups) >= _MANY_GROUPS
    codes = mentions.codes(group)
    if mentions.hides:
        codes = _shown_first(mentions, group)
    return _Top(mentions, group, tuple(codes[: _FEWER if many else _MOST]))


def _shown_first(mentions: Mentions, group: str) -> list[str]:
    """Return the codes whose number is shown anyway, by that number."""
    counts = {
        code: mentions.factors.count(group, code, "respondent")
        for code in mentions.codes(group)
        if not mentions.is_hidden(group, code)
    }
    shown = {code: n.k for code, n in counts.items() if isinstance(n, Count) and n.k}
    return sorted(shown, key=lambda code: -shown[code])


def _side(tops: Sequence[_Top]) -> Iterator[str]:
    heard: list[Quote] = []
    for top in tops:
        side = top.mentions.factors.polarity
        who = label(RESPONDENT_GROUPS, top.group)
        yield f"## Volgens {who.lower()} {{#{side}-{top.group}}}\n\n"
        for code in top.codes:
            name = escape(top.mentions.factors.label(code))
            yield f"- {name}: {{{{aantal:{side}.{top.group}.{code}.respondent}}}}\n"
        if top.mentions.hides:
            yield f"\n{_FEW}\n"
        elif not top.codes:
            yield f"{who} noemen er geen.\n"
        yield "\n"
        quote = _quote(top, heard)
        if quote is not None:
            heard.append(quote)
            yield f"*{escape(top.mentions.factors.label(quote.code))}:*\n\n"
            yield f"{{{{citaat:{quote.coding_id}}}}}\n\n"


def _quote(top: _Top, heard: Sequence[Quote]) -> Quote | None:
    """Return the quote of the first factor whose quote is short enough for a sheet."""
    quotable = set(top.mentions.quotable(top.group))
    for code in top.codes:
        if code not in quotable:
            continue
        found = top.mentions.factors.quotes(code, group=top.group, n=1, heard=heard)
        if found and len(found[0].text.split()) <= _QUOTE_WORDS:
            return found[0]
    return None


def _picture(sides: dict[str, list[_Top]]) -> Picture:
    bars = {
        side: [
            (label(RESPONDENT_GROUPS, top.group), list(_bars(top)))
            for top in tops
            if top.codes
        ]
        for side, tops in sides.items()
    }
    spoken = " ".join(
        f"{'Wat werkt' if side == 'succesfactor' else 'Wat beter kan'}, volgens "
        f"{who.lower()}: {'; '.join(f'{b.name} {b.k} van {b.total}' for b in own)}."
        for side, groups in bars.items()
        for who, own in groups
    )
    return Picture(
        key=_PICTURE,
        caption="Wat het meest is genoemd, in aantallen respondenten van elke groep",
        alt=f"Staven. {spoken}",
        draw=partial(draw_voices, bars),
        method="Dezelfde aantallen als in de lijsten met wat werkt en wat beter kan.",
    )


def _bars(top: _Top) -> Iterator[VoiceBar]:
    factors = top.mentions.factors
    for code in top.codes:
        count = factors.count(top.group, code, "respondent")
        if isinstance(count, Count):
            yield VoiceBar(name=factors.label(code), k=count.k, total=count.total)
