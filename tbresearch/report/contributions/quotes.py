"""Coded passages as quotes, with the turn that they stand in."""

from __future__ import annotations

from tbresearch.coding import Coding
from tbresearch.findings import Quote, printable_quotes
from tbresearch.report.evidence import Contribution, Evidence, Refusal
from tbresearch.vocabulary import GROUP_MEMBERS, POLARITIES, label

__all__ = ["quote_contribution"]

AROUND = 40  # words of the turn on each side of a quote


def quote_contribution(coding: Coding) -> Contribution:
    """Return every coded passage as a quote, or the refusal to print it."""
    sessions = coding.study.sessions
    titles = dict(zip(sessions["session"], sessions["title"], strict=True))
    quotes = printable_quotes(coding)
    around = _surroundings(coding) if coding.study.quote_context else {}
    coders = dict(zip(coding.codings["id"], coding.codings["coder"], strict=True))
    items = [
        _quote(quotes[name], coding, titles, str(coder), around)
        if name in quotes
        else _refused(str(name))
        for name, coder in coders.items()
    ]
    parked = (_parked(str(name)) for name in coding.parked["id"])
    return Contribution(evidence=(*items, *parked))


def _refused(coding_id: str) -> Refusal:
    return Refusal(
        key=f"citaat:{coding_id}",
        what=f"citaat {coding_id!r} mag niet worden afgedrukt: de spreker gaf geen "
        "toestemming om letterlijk te citeren, of het loopt over meer dan één beurt",
        fix="kies een ander citaat, of vul de toestemming in als die er wel is",
    )


def _parked(coding_id: str) -> Refusal:
    return Refusal(
        key=f"citaat:{coding_id}",
        what=f"citaat {coding_id!r} wacht op een plaats: de woorden staan niet meer, "
        "of niet meer op één plek, in het transcript",
        fix="kies een ander citaat, of codeer de passage opnieuw en verwijs daarnaar",
    )


def _quote(
    quote: Quote,
    coding: Coding,
    titles: dict[str, str],
    coder: str,
    around: dict[str, tuple[str, str]],
) -> Evidence:
    title = titles[quote.session]
    who = quote.role or GROUP_MEMBERS[quote.group]
    code = coding.codebook.codes[quote.code].label
    return Evidence(
        key=f"citaat:{quote.coding_id}",
        text=quote.text,
        method="Letterlijk uit het transcript.",
        sources=(f"coderingen/{coder}.jsonl",),
        attribution=f"{who}, {title}",
        details=(
            ("Wie", who),
            ("Waar", f"{title}, beurt {quote.turn}"),
            ("Gecodeerd als", f"{code} ({label(POLARITIES, quote.polarity).lower()})"),
            ("Door codeur", coder),
        ),
        around=around.get(quote.coding_id, ("", "")),
    )


def _surroundings(coding: Coding) -> dict[str, tuple[str, str]]:
    """Return what stands before and after each passage in its turn.

    A passage that runs over into another turn has none: what is around it is
    somebody else's.
    """
    turns = {
        (session, number): (int(start), text)
        for session, number, start, text in zip(
            *(coding.corpus.turns[c] for c in ("session", "number", "start", "text")),
            strict=True,
        )
    }
    found = {}
    for row in coding.passages.to_dict("records"):
        begin, text = turns[row["session"], row["number"]]
        start, end = int(row["start"]) - begin, int(row["end"]) - begin
        if 0 <= start <= end <= len(text):
            found[str(row["id"])] = (
                _last_words(text[:start]),
                _first_words(text[end:]),
            )
    return found


def _last_words(text: str) -> str:
    """Return the end of what comes before, with the space that parts them."""
    words = text.split()
    cut = ["[...]"] if len(words) > AROUND else []
    return " ".join([*cut, *words[-AROUND:]]) + " " * text[-1:].isspace()


def _first_words(text: str) -> str:
    """Return the beginning of what comes after, with the space that parts them."""
    words = text.split()
    cut = ["[...]"] if len(words) > AROUND else []
    return " " * text[:1].isspace() + " ".join([*words[:AROUND], *cut])
