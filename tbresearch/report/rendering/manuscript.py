"""The text of one report and its pictures, before they have a form.

A manuscript is complete: every number in it is already a word. Nothing here
computes, and no format is preferred over another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from tbresearch.vocabulary import quantity_text

__all__ = ["Figure", "Layout", "Manuscript"]

Layout: TypeAlias = Literal["portrait", "landscape", "sheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One picture in the two forms that the formats need.

    It is drawn when a form is asked for: that takes long, and other programs can work
    meanwhile.

    Attributes
    ----------
    svg : callable
        Returns it for HTML and PDF; text in it should be drawn as paths, so that no
        font is needed to show it.
    png : callable
        Returns it for DOCX; at 200 dots per inch or more.
    """

    svg: Callable[[], bytes] = field(repr=False)
    png: Callable[[], bytes] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """One report, ready to be rendered.

    Attributes
    ----------
    title, subtitle, date : str
        Plain Dutch text, not Markdown; all but the title may be empty.
    authors : tuple of str
        Plain text, in the order of the title page.
    version : str
        Short hash of the evidence, printed on the title page and in the foot.
    markdown : str
        The text, in pandoc Markdown without raw HTML or TeX. A section is
        ``# Kop {#id}``; with ``{.unnumbered}`` it and its subsections have no
        number, and those are not in the contents (but in Word, which lists every
        heading). A link of class ``bewijs`` points at a div of class ``herkomst``;
        divs ``ontbreekt`` and ``let-op`` are boxed notes, shown without a label of
        our own.
    figures : mapping of str to Figure
        File stem to picture; the text refers to ``figuren/<stem>.svg``.
    references : tuple of mapping
        CSL-JSON items of everything that the text cites as ``[@sleutel]``; their list
        comes where the text has the div ``refs``. Without any, no at sign cites.
    layout : str
        ``"portrait"``, or ``"landscape"`` for wide tables. A ``"sheet"`` has no title
        page, contents or numbers: a heading of class ``links`` begins two columns,
        one of class ``rechts`` stands in the right one. What its evidence rests on
        (from the heading ``{#herkomst}``) is in its HTML only.
    """

    title: str
    subtitle: str
    authors: tuple[str, ...]
    date: str
    version: str
    markdown: str = field(repr=False)
    figures: Mapping[str, Figure] = field(repr=False)
    references: tuple[Mapping[str, object], ...] = field(default=(), repr=False)
    layout: Layout = "portrait"

    def __str__(self) -> str:
        words = quantity_text(len(self.markdown.split()), "woord", "woorden")
        figures = quantity_text(len(self.figures), "figuur", "figuren")
        return f"{self.title}: {words}, {figures}"
