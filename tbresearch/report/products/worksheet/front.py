"""What comes before chapter 1: colophon, how to read this, and a summary to fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tbresearch.report.contributions import study_contribution
from tbresearch.report.outline import Section
from tbresearch.report.own_text import weave
from tbresearch.report.products.worksheet.materials import (
    FOLDER,
    Materials,
    Part,
    bullets,
    open_headings,
    ref,
    written,
)
from tbresearch.report.tables import escape
from tbresearch.study import read_text
from tbresearch.vocabulary import day_text, join_text

__all__ = ["colophon", "guide", "summary"]

_LONGEST_GOAL = 100
_SUMMARY = (
    ("Doelgroep", "voor wie de interventie is"),
    ("Doel", "wat zij wil bereiken"),
    ("Aanpak", "wat er gebeurt, hoe vaak en hoe lang"),
    ("Materialen", "waarmee wordt gewerkt"),
    ("Onderbouwing", "waarom het zou moeten werken, en hoe zeker dat is"),
    ("Onderzoek", "wat er in de praktijk is gevonden, en wat niet is onderzocht"),
)


def colophon(materials: Materials) -> str:
    """Return who is behind the description, and of which version it is."""
    own = materials.intervention
    lines = study_contribution(materials.study).sections["colofon"].strip()
    if own is not None:
        lines += (
            f"\n- Beschrijving van de interventie: versie {escape(own.version)}, van "
            f"{day_text(own.date)}"
        )
    lines += (
        "\n\nDe indeling volgt het werkblad van mei 2015, waarmee interventies in "
        "Nederland voor erkenning worden beschreven. Een niveau van erkenning staat er "
        "niet in: daarover oordelen anderen."
    )
    contact = Part(
        title="Contact", asks="organisatie, contactpersoon, mailadres en website"
    )
    return f"{lines}\n\n{written([contact], key='colofon')}"


def guide(
    materials: Materials, texts: Mapping[str, str], outline: Sequence[Section]
) -> str:
    """Return what rests on what, and where nothing stands yet."""
    lines = [
        "**Wat bronnen zeggen** staat in de hoofdstukken over beschrijving, uitvoering "
        "en onderbouwing. De bron staat erachter, tussen haakjes, en met titel bij de "
        "literatuur.",
        "**Wat in deze studie is gevonden** staat vooral in het hoofdstuk over "
        "onderzoek. Van elk getal en elk citaat zegt de laatste bijlage hoe het is "
        "verkregen.",
        "**Een geconstrueerd voorbeeld** is verzonnen, en staat er als zodanig bij.",
    ]
    empty = [name for section in outline for name in _empty(materials, section, texts)]
    if empty:
        lines.append(f"**Nog leeg**: {escape('; '.join(empty))}.")
    return bullets(lines)


def _empty(
    materials: Materials, section: Section, texts: Mapping[str, str]
) -> list[str]:
    """Return where in a section nothing stands: all of it, or some headings."""
    source = f"{FOLDER}/{section.key}.md"
    path = materials.study.root / source
    own = read_text(path, source=source) if path.is_file() else ""
    made = texts.get(section.key, "")
    pieces, _ = weave(own, made, title=section.title, source=source)
    text = "\n\n".join(piece.text for piece in pieces)
    if section.key == "samenvatting" and not own.strip():
        return [section.title]
    if not text.strip() and section.needs and section.key != "leeswijzer":
        return [section.title]
    return [f"{name} ({section.title})" for name in open_headings(text)]


def summary(materials: Materials) -> str:
    """Return a summary to fill: what it has to say, and what is known of that.

    It is one note on what is lacking, so it goes as soon as the authors write theirs.
    Lists of any length are counted here and not told, so that it stays short.
    """
    known = _known(materials)
    lines = bullets(
        f"**{title}**: {what}." + (f" {known[title]}" if title in known else "")
        for title, what in _SUMMARY
    )
    return (
        "::: {.ontbreekt}\nDe samenvatting is nog niet geschreven. Schrijf haar in "
        f"`{FOLDER}/samenvatting.md`, in ten hoogste 600 woorden, en zeg daarin:\n\n"
        f"{lines}\n:::"
    )


def _known(materials: Materials) -> dict[str, str]:
    """Return, by heading of the summary, what the data already say."""
    own, study = materials.intervention, materials.study
    known = {}
    if not study.sessions.empty:
        people = join_text(
            [ref(f"aantal:respondenten.{group}") for group in study.groups]
        )
        known["Onderzoek"] = f"Voor deze studie is gesproken met {people}."
    if own is None:
        return known
    if own.target_groups:
        known["Doelgroep"] = (
            f"De beschrijving noemt {ref('aantal:interventie.doelgroepen')}."
        )
    if own.goal and len(own.goal.split()) <= _LONGEST_GOAL:
        known["Doel"] = escape(own.goal)
    if own.phases:
        known["Aanpak"] = f"De hulp verloopt in {ref('aantal:interventie.fasen')}."
    if own.elements:
        known["Onderbouwing"] = (
            f"De beschrijving noemt {ref('aantal:interventie.elementen')}."
        )
    return known
