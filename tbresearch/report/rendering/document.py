"""A manuscript as a document tree that holds together.

Here and nowhere else the references are checked, so that the three formats
cannot disagree: every internal link has one target, every picture exists, and
no link leads to anything but a place in the report, a web page or an address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from tbresearch.errors import WorkbenchError
from tbresearch.report.author_text import UNPRINTABLE
from tbresearch.report.rendering import pandoc
from tbresearch.report.rendering.manuscript import Manuscript
from tbresearch.report.rendering.pandoc import Node
from tbresearch.vocabulary import quantity_text

__all__ = ["CONTENTS", "DEPTH", "LANGUAGE", "read"]

LANGUAGE = "nl-NL"
CONTENTS = "Inhoud"  # the heading of the table of contents
DEPTH = 2  # and the levels of heading in it

OUTSIDE = ("https://", "http://", "mailto:")

# Where pandoc keeps the attributes (identifier, classes, pairs) of a node.
ATTRIBUTES = {"Header": 1} | dict.fromkeys(
    ("Code", "CodeBlock", "Div", "Figure", "Image", "Link", "Span", "Table"), 0
)


def read(manuscript: Manuscript) -> Node:
    """Return the document tree of a manuscript, with its metadata.

    Raises
    ------
    WorkbenchError
        If pandoc refuses the text, if a link or picture has no target, if a
        target exists twice, if a heading skips a level, or if the text holds a
        sign that cannot be printed.
    """
    _refuse_unprintable(manuscript)
    tree = pandoc.parse(
        manuscript.markdown, references=manuscript.references, language=LANGUAGE
    )
    nodes = list(_nodes(tree["blocks"]))
    places = [name for node in nodes if (name := _identifier(node))]
    links = [node["c"][2][0] for node in nodes if node["t"] == "Link"]
    pictures = [node["c"][2][0] for node in nodes if node["t"] == "Image"]
    _refuse_skipped_levels(nodes)
    _refuse_doubles(places, manuscript.markdown)
    _refuse_dead_links(links, places, manuscript.markdown)
    _refuse_missing_pictures(pictures, manuscript)
    return {**tree, "meta": _metadata(manuscript)}


def _nodes(tree: Any) -> Iterator[Node]:  # noqa: ANN401  JSON: list, dict or scalar
    """Every node under `tree`, in the order of the text."""
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        for child in tree.values():
            yield from _nodes(child)
    elif isinstance(tree, list):
        for child in tree:
            yield from _nodes(child)


def _identifier(node: Node) -> str:
    position = ATTRIBUTES.get(node["t"])
    return "" if position is None else node["c"][position][0]


def _refuse_unprintable(manuscript: Manuscript) -> None:
    """No format can hold a control character or half of a pair of code units."""
    texts = {
        "titel": manuscript.title,
        "ondertitel": manuscript.subtitle,
        "auteurs": ", ".join(manuscript.authors),
        "datum": manuscript.date,
        "versie": manuscript.version,
        "Markdown": manuscript.markdown,
    }
    for name, text in texts.items():
        found = UNPRINTABLE.search(text)
        if found:
            number = text.count("\n", 0, found.start()) + 1
            raise WorkbenchError(
                f"er staat een onzichtbaar stuurteken (U+{ord(found[0]):04X}) in de "
                "tekst",
                where=f"{name} van het rapport, regel {number}",
                fix="verwijder het teken uit de brontekst",
            )


def _refuse_skipped_levels(nodes: Collection[Node]) -> None:
    above = 0
    for level, (name, *_), _ in (node["c"] for node in nodes if node["t"] == "Header"):
        if level > above + 1:
            raise WorkbenchError(
                f"de kop #{name} heeft niveau {level}, maar die erboven {above}"
                if above
                else f"de eerste kop, #{name}, heeft niveau {level} in plaats van 1",
                where="de Markdown van het rapport",
                fix=f"geef de kop {'#' * (above + 1)} of minder",
            )
        above = level


def _refuse_doubles(places: Collection[str], markdown: str) -> None:
    doubles = [name for name, times in Counter(places).items() if times > 1]
    if doubles:
        raise WorkbenchError(
            f"{_share(doubles, set(places), 'plaats', 'plaatsen')} in het rapport "
            f"{'draagt' if len(doubles) == 1 else 'dragen'} een naam die al bestaat: "
            f"{_listed(doubles)}",
            where=_line(markdown, f"#{doubles[0]}"),
            fix="geef elke kop, tabel, figuur en herkomst een eigen naam {#naam}",
        )


def _refuse_dead_links(
    links: Collection[str], places: Collection[str], markdown: str
) -> None:
    known = {f"#{name}" for name in places}
    dead = [to for to in links if to not in known and not to.startswith(OUTSIDE)]
    if dead:
        raise WorkbenchError(
            f"{_share(dead, links, 'verwijzing', 'verwijzingen')} "
            f"{'heeft' if len(dead) == 1 else 'hebben'} geen doel: {_listed(dead)}",
            where=_line(markdown, f"]({dead[0]})"),
            fix="verwijs naar een naam die in het rapport staat, zoals {#naam} achter "
            "een kop, of naar een webadres dat met https:// begint",
        )


def _refuse_missing_pictures(pictures: Collection[str], manuscript: Manuscript) -> None:
    known = {f"figuren/{stem}.svg" for stem in manuscript.figures}
    missing = [picture for picture in pictures if picture not in known]
    if missing:
        raise WorkbenchError(
            f"{_share(missing, pictures, 'figuur', 'figuren')} "
            f"{'ontbreekt' if len(missing) == 1 else 'ontbreken'}: {_listed(missing)}",
            where=_line(manuscript.markdown, missing[0]),
            fix=f"lever de figuur mee, of gebruik er een die er is: "
            f"{_listed(sorted(known)) or 'geen enkele'}",
        )


def _share(part: Collection[str], whole: Collection[str], one: str, more: str) -> str:
    return f"{len(part)} van {quantity_text(len(whole), one, more)}"


def _listed(names: Collection[str], most: int = 5) -> str:
    """Names once each, in their own order; no more of them than one can read."""
    once = list(dict.fromkeys(names))
    rest = f" en {len(once) - most} andere" if len(once) > most else ""
    return ", ".join(once[:most]) + rest


def _line(markdown: str, fragment: str) -> str:
    """Where a fragment stands, for an error: the first line that has it."""
    for number, line in enumerate(markdown.splitlines(), start=1):
        if fragment in line:
            return f"de Markdown van het rapport, regel {number}: {line.strip()[:90]}"
    return "de Markdown van het rapport"


def _metadata(manuscript: Manuscript) -> Node:
    """Metadata as plain strings, so that no sign in a title can mean anything."""
    texts = {
        "title": manuscript.title,
        "subtitle": manuscript.subtitle,
        "date": manuscript.date,
        "version": manuscript.version,
        "lang": LANGUAGE,
    }
    strings = {key: _string(text) for key, text in texts.items() if text}
    authors = [_string(author) for author in manuscript.authors]
    return {**strings, "author": {"t": "MetaList", "c": authors}}


def _string(text: str) -> Node:
    return {"t": "MetaString", "c": text}
