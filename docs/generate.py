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
# Examples of a code on its page; the file has more of them.
EXAMPLES = 3

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
    "Praktijkvoorbeelden": vocabulary.VIGNETTE_KINDS,
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
    "Versies van de Zelfredzaamheid-Matrix samenvoegen": vocabulary.ZRM_CROSSWALKS,
    "Momenten van meten": vocabulary.MOMENTS,
    "Opzetten van onderzoek naar uitkomsten": vocabulary.DESIGNS,
    "Onderdelen van een plan": vocabulary.PLAN_PARTS,
    "Onderdelen van een doel": vocabulary.GOAL_PARTS,
    "Wat er aan een plan of doel kan schorten": vocabulary.PLAN_FAULTS,
    "Eigenaar van een doel": vocabulary.GOAL_OWNERS,
    "Soorten doelen": vocabulary.GOAL_KINDS,
    "Wie een doel verlangt": vocabulary.GOAL_SIDES,
    "Stand van een doel": vocabulary.GOAL_STATUSES,
    "Stappen van plan en doelen": vocabulary.GOAL_STEPS,
    "Reden van het einde van een traject": vocabulary.EXIT_REASONS,
    "Soorten contact": vocabulary.CONTACT_KINDS,
    "Soorten evaluatie": vocabulary.EVALUATION_KINDS,
    "Oordeel: ja, nee of onbekend": vocabulary.JUDGEMENTS,
    "Onderdelen van de uitvoering": vocabulary.COMPONENTS,
    "Soorten kaders": vocabulary.FRAMEWORK_KINDS,
    "Oordeel bij een indicator": vocabulary.VERDICT_STATES,
    "Soorten bevindingen in een kader": vocabulary.FINDING_KINDS,
    "Reikwijdte van een oordeel": vocabulary.SCOPES,
    "Rol van een informant": vocabulary.INFORMANT_ROLES,
    "Wat informanten samen zeggen": vocabulary.VIEW_PATTERNS,
    "Stand van een punt op een controlelijst": vocabulary.ITEM_STATES,
    "Wie aanmeldt": vocabulary.APPLICANTS,
    "Stappen van aanmelding tot afronding": vocabulary.RECRUITMENT_STEPS,
    "Is het traject afgerond?": vocabulary.COMPLETIONS,
    "Waarom iemand afvalt": vocabulary.LOSS_REASONS,
    "Wat er in de registratie staat": vocabulary.REGISTER_CHOICES,
    "Aard van een aanname": vocabulary.ASPECTS,
    "Status van een aanname": vocabulary.STATUSES,
    "Sterkte van het bewijs": vocabulary.EVIDENCE_GRADES,
    "Betalers": vocabulary.PAYERS,
    "Bronnen van een interventie": vocabulary.SOURCE_KINDS,
    "Soorten selectieregels": vocabulary.RULE_KINDS,
    "Kenmerken van een situatie": vocabulary.FEATURES,
    "Toetsen van een kenmerk": vocabulary.COMPARISONS,
    "Antwoorden op een regel of route": vocabulary.ANSWERS,
    "Wetten": vocabulary.LAWS,
    "Hoe een leefgebied bij een domein past": vocabulary.FITS,
    "Wat uitspraken en scores samen zeggen": vocabulary.JOINT_LABELS,
    "Wat naast elkaar ligt": vocabulary.STRANDS,
    "Waarheen uitspraken of scores wijzen": vocabulary.STRAND_STATES,
    "Momenten van evalueren": vocabulary.EVALUATION_MOMENTS,
    "Status van een tegenstrijdigheid": vocabulary.CONTRADICTION_STATUSES,
    "Regelingen, waarvan de betaler per jaar vastligt": vocabulary.SCHEMES,
    "Richting van geld": vocabulary.DIRECTIONS,
    "Verdelingen": vocabulary.DISTRIBUTIONS,
    "Wanneer in het jaar geld valt": vocabulary.TIMINGS,
    "Soorten beweringen": vocabulary.CLAIM_KINDS,
    "Regels voor beweringen": vocabulary.CLAIM_RULES,
    "Wat de schrijver zelf zegt": vocabulary.CLAIM_MARKS,
    "Woorden voor hoeveel": vocabulary.QUANTIFIERS,
    "Hoe een bewering over besparing te lezen is": vocabulary.CLAIM_READINGS,
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
    parts.append("\n".join(rows))
    for version in vocabulary.ZRM_VERSIONS:
        parts.append(f"## Leefgebieden en de ZRM {version}")
        parts += [
            "Dit is onze lezing; geen bron drukt deze tabel af.",
            _crosswalk(version),
        ]
    return "\n\n".join(parts) + "\n"


def _crosswalk(version: str) -> str:
    """Return the life domains beside the domains of a version, and what is lost."""
    head = ["| leefgebied | domein | past | wat verloren gaat |"]
    rows = [
        f"| {match.leefgebied or 'geen'} | {match.domain or 'geen'} | {match.fit} "
        f"| {match.lost} |"
        for match in vocabulary.zrm_crosswalk(version)
    ]
    return "\n".join([*head, "| --- | --- | --- | --- |", *rows])


def codebook() -> str:
    """Return the page of the starter codebook, in Dutch."""
    book = tb.starter_codebook()
    parts = [
        f"# {book.title}",
        f"Versie {book.version}, {len(book.codes)} codes. De voorbeelden zijn "
        "verzonnen: niemand heeft ze gezegd. Meer voorbeelden, en de woorden "
        "waaraan een voorstel een code herkent, staan in `codeboek.toml`.",
    ]
    for code in book.codes.values():
        parts += [f"## {code.label}", f"`{code.code}` · meestal {code.kind}"]
        parts.append(code.definition)
        for title, lines in (
            ("Wel", code.include),
            ("Niet", code.exclude),
            ("Zo klinkt het", code.examples[:EXAMPLES]),
        ):
            parts.append(f"**{title}**")
            parts.append("\n".join(f"- {line}" for line in lines))
        items = [vocabulary.list_items()[key] for key in code.items]
        listed = [f"{item.label} (`{item.key}`)" for item in items]
        parts.append(f"Hoort bij: {'; '.join(listed) or 'geen bekende lijst'}.")
    return "\n\n".join(parts) + "\n"


PAGES = {"glossary.md": glossary, "codebook.md": codebook}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
