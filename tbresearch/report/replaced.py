"""What an author's text stands in the place of, told at the back of the report.

Sentences stay to be read, for there may be a reservation among them. Tables, pictures
and quotes are only named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tbresearch.report.evidence import Evidence, Picture, Refusal
from tbresearch.report.own_text import Replaced
from tbresearch.report.tables import TableText, escape
from tbresearch.report.writer import Writer
from tbresearch.vocabulary import join_text, quantity_text

__all__ = ["replaced_notice", "replaced_text"]

_ALONE = re.compile(r"^\s*\{\{\s*([^{}\s]+)\s*\}\}\s*$")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)(?:\s*\{[.#][^{}]*\})?\s*$")


def replaced_notice(replaced: Sequence[Replaced], *, anchor: str) -> str:
    """Return the paragraph of the colophon that names every replaced part."""
    places = join_text([_name(each) for each in replaced])
    return (
        "Tekst van de auteurs staat in de plaats van wat het programma maakt, bij "
        f"{escape(places)}. Wat daar anders had gestaan, "
        f"[staat achterin](#{anchor})."
    )


def replaced_text(writer: Writer) -> str:
    """Return the appendix with what the program had to say in each replaced part."""
    parts = [
        "# Bijlage: wat eigen tekst vervangt {#vervangen .unnumbered}\n\n"
        "Op deze plaatsen hebben de auteurs zelf geschreven. Hieronder staat wat het "
        "programma er schreef, zodat geen voorbehoud ongezien verdwijnt."
    ]
    for each in writer.replaced:
        parts.append(
            f"## {escape(_name(each))} {{.unnumbered .unlisted}}\n\n"
            f"*Eigen tekst: {escape(each.where)}*"
        )
        told = writer.resolve("\n".join(_told(each.text)), source=each.heading).strip()
        parts += [told] if told else []
        gone = [key for key in _alone(each.text) if key not in writer.used]
        listed = list(_listed(gone, writer.known))
        if listed:
            parts.append(f"Niet in dit rapport: {escape(join_text(listed))}.")
    return "\n\n".join(parts)


def _name(each: Replaced) -> str:
    if each.heading == each.section:
        return each.section
    return f"{each.heading} ({each.section})"


def _told(text: str) -> Iterator[str]:
    """Yield the sentences, with headings as bold text."""
    for line in text.split("\n"):
        if _ALONE.match(line):
            continue
        heading = _HEADING.match(line)
        yield f"**{heading[1]}**" if heading else line


def _alone(text: str) -> list[str]:
    found = (_ALONE.match(line) for line in text.split("\n"))
    return [match[1] for match in found if match]


def _listed(
    keys: Sequence[str],
    known: Mapping[str, Evidence | Refusal | TableText | Picture],
) -> Iterator[str]:
    for key in keys:
        match known.get(key):
            case TableText() as table:
                yield f"de tabel '{table.caption}'"
            case Picture() as picture:
                yield f"de figuur '{picture.caption}'"
    quotes = sum(key.startswith("citaat:") for key in keys)
    if quotes:
        yield quantity_text(quotes, "citaat", "citaten")
