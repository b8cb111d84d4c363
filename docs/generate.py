"""Print the pages that come out of the package: the glossary and the codebook.

Run `python docs/generate.py` after a change of a term or of the starter codebook;
a test compares the pages with what this prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import tbresearch as tb
from tbresearch import vocabulary
from tbresearch.vocabulary import Term

DOCS = Path(__file__).parent

SETS: Mapping[str, Mapping[str, Term]] = {
    "Respondentgroepen": vocabulary.RESPONDENT_GROUPS,
    "Soorten gesprekken": vocabulary.SESSION_KINDS,
    "Wijze van gesprek": vocabulary.MODES,
    "Eenheden van tellen": vocabulary.UNITS,
    "Richting van een codering": vocabulary.POLARITIES,
    "Patronen in een focusgroep": vocabulary.GROUP_PATTERNS,
    "Keuze van respondenten": vocabulary.SAMPLING_CHOICES,
    "Soorten codes": vocabulary.CODE_KINDS,
    "Analysetradities": vocabulary.TRADITIONS,
    "Toestemming": vocabulary.CONSENTS,
    "Citeren": vocabulary.QUOTING,
    "Codes die samen voorkomen": vocabulary.TOGETHER,
    "Samenhang van woorden": vocabulary.ASSOCIATIONS,
    "Functiewoorden": vocabulary.FUNCTION_WORD_CHOICES,
    "Nul in een tabel": vocabulary.ZERO_CHOICES,
    "Ontbrekende scores in een tabel": vocabulary.MISSING_CHOICES,
    "Uitspraken in een tabel": vocabulary.STATEMENT_CHOICES,
    "Wie een werkzaam element scoort": vocabulary.ELEMENT_SOURCES,
    "Leefgebieden van Thuisbegeleiding": vocabulary.LEEFGEBIEDEN,
    "Versies van de Zelfredzaamheid-Matrix": vocabulary.ZRM_VERSIONS,
    "Niveaus van de Zelfredzaamheid-Matrix": vocabulary.ZRM_LEVELS,
    "Momenten van meten": vocabulary.MOMENTS,
    "Aard van een aanname": vocabulary.ASPECTS,
    "Status van een aanname": vocabulary.STATUSES,
    "Sterkte van het bewijs": vocabulary.EVIDENCE_GRADES,
    "Betalers": vocabulary.PAYERS,
    "Regelingen, waarvan de betaler per jaar vastligt": vocabulary.SCHEMES,
    "Richting van geld": vocabulary.DIRECTIONS,
    "Verdelingen": vocabulary.DISTRIBUTIONS,
    "Wanneer in het jaar geld valt": vocabulary.TIMINGS,
}


def glossary() -> str:
    """Return the glossary page, in Dutch."""
    parts = ["# Woordenlijst", "De woorden die bestanden, schermen en rapport delen."]
    for title, terms in SETS.items():
        rows = [f"| `{t.key}` | {t.label} | {t.meaning} |" for t in terms.values()]
        head = ["| sleutel | naam | betekenis |", "| --- | --- | --- |"]
        parts += [f"## {title}", "\n".join(head + rows)]
    rows = [
        f"| `{item.key}` | {item.label} | {item.meaning} |"
        for item in vocabulary.list_items().values()
    ]
    head = ["| sleutel | naam | lijst en bron |", "| --- | --- | --- |"]
    parts += ["## Items van bekende lijsten", "\n".join(head + rows)]
    parts.append("## Domeinen van de Zelfredzaamheid-Matrix")
    rows = ["| sleutel | naam | versies |", "| --- | --- | --- |"]
    for key, name in vocabulary.DOMAIN_LABELS.items():
        versions = [v for v, keys in vocabulary.ZRM_DOMAINS.items() if key in keys]
        rows.append(f"| `{key}` | {name} | {', '.join(versions)} |")
    return "\n\n".join([*parts, "\n".join(rows)]) + "\n"


def codebook() -> str:
    """Return the page of the starter codebook, in Dutch."""
    book = tb.starter_codebook()
    parts = [
        f"# {book.title}",
        f"Versie {book.version}, {len(book.codes)} codes. De voorbeelden zijn "
        "verzonnen: niemand heeft ze gezegd.",
    ]
    for code in book.codes.values():
        parts += [f"## {code.label}", f"`{code.code}` · meestal {code.kind}"]
        parts.append(code.definition)
        for title, lines in (
            ("Wel", code.include),
            ("Niet", code.exclude),
            ("Zo klinkt het", code.examples),
        ):
            parts.append(f"**{title}**")
            parts.append("\n".join(f"- {line}" for line in lines))
        cues = ", ".join(f"`{cue}`" for cue in code.cues)
        parts.append(f"Woorden voor voorstellen: {cues or 'geen'}.")
        items = [vocabulary.list_items()[key] for key in code.items]
        listed = [f"{item.label} (`{item.key}`)" for item in items]
        parts.append(f"Hoort bij: {'; '.join(listed) or 'geen bekende lijst'}.")
    return "\n\n".join(parts) + "\n"


PAGES = {"glossary.md": glossary, "codebook.md": codebook}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
