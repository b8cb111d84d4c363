"""Chapter 2: what it takes to deliver the intervention."""

from __future__ import annotations

from tbresearch.costs import ClaimAudit, CostPerTrajectory
from tbresearch.implementation import Practice
from tbresearch.intervention import NOT_IN_SOURCES, Intervention
from tbresearch.report.products.worksheet.materials import (
    FILE,
    Materials,
    Part,
    bullets,
    ref,
    sourced,
    written,
)
from tbresearch.report.tables import escape
from tbresearch.vocabulary import join_text

__all__ = [
    "conditions",
    "costs",
    "implementation",
    "organisation",
    "quality",
    "resources",
    "training",
]


def resources(materials: Materials) -> str:
    """Return section 2.1."""
    own = materials.intervention
    return written(
        (
            Part(
                title="Beschikbare materialen",
                text=sourced("De bronnen noemen", own.materials) if own else "",
                lacks=f"blokken `[[materiaal]]` in `{FILE}`",
            ),
            Part(
                title="Waar de materialen te krijgen zijn",
                asks="waar, voor wie, en tegen welke prijs",
            ),
        ),
        key="materialen",
    )


def organisation(materials: Materials) -> str:
    """Return section 2.2."""
    own = materials.intervention
    rules = own.selection_rules if own else ()
    home = [rule for rule in rules if rule.variable == "eigen_woning"]
    kinds = sourced("De hulp wordt geleverd als", own.delivery_forms) if own else ""
    told = ""
    study = materials.study
    if not study.sessions.empty and study.respondents["organisation"].notna().any():
        told = (
            f"Aan dit onderzoek deden mensen mee uit {ref('aantal:organisaties')}. "
            "Of dat een afspiegeling is van wie de hulp uitvoert, is niet bekend."
        )
    return written(
        (
            Part(
                title="Locatie",
                text=sourced("De plaats volgt uit wie er mee kan doen", home),
                asks="waar de hulp wordt gegeven",
            ),
            Part(
                title="Soort organisatie",
                text="\n\n".join(filter(None, [kinds, told if kinds else ""])),
                lacks=f"blokken `[[vorm]]` in `{FILE}`, of een eigen tekst over wie de "
                "hulp uitvoert en met wie wordt samengewerkt",
            ),
        ),
        key="organisatie",
    )


def training(materials: Materials) -> str:
    """Return section 2.3."""
    own = materials.intervention
    return written(
        (
            Part(
                title="Opleiding",
                asks="welke opleiding en scholing uitvoerders nodig hebben",
            ),
            Part(
                title="Taken en competenties",
                text=_tasks(own) if own else "",
                lacks=f"blokken `[[kerntaak]]`, `[[werkproces]]` en `[[competentie]]` "
                f"in `{FILE}`",
            ),
        ),
        key="opleiding",
    )


def _tasks(own: Intervention) -> str:
    lists = (
        ("kerntaken", own.core_tasks),
        ("werkprocessen", own.work_processes),
        ("competenties", own.competences),
    )
    present = [(name, items) for name, items in lists if items]
    if not present:
        return ""
    counts = join_text([ref(f"aantal:interventie.{name}") for name, _ in present])
    origins = dict.fromkeys(str(i.origin) for _, items in present for i in items)
    unnamed = sum(i.label == NOT_IN_SOURCES for _, items in present for i in items)
    text = (
        f"Het beroepsprofiel van de uitvoerders telt {counts} "
        f"({escape('; '.join(origins))}). De lijst staat in de [bijlage](#taken)."
    )
    if unnamed:
        text += (
            " Niet van alle staat de naam in onze bronnen; wie het profiel heeft, kan "
            "ze aanvullen."
        )
    return text


def quality(materials: Materials) -> str:
    """Return section 2.4."""
    own, practice = materials.intervention, materials.one(Practice)
    planned = ref("tabel:interventie.evaluaties") if own and own.evaluations else ""
    done = materials.tables(practice, "tabel:uitvoering.evaluaties") if practice else []
    return written(
        (
            Part(
                title="Middelen om de kwaliteit te bewaken",
                text=sourced("De kwaliteit wordt bewaakt met", own.quality_means)
                if own
                else "",
                lacks=f"blokken `[[kwaliteit]]` in `{FILE}`",
            ),
            Part(
                title="Evaluatie met de cliënt",
                text="\n\n".join(
                    [
                        *([planned] if planned else []),
                        *(["Zo is het in deze studie gegaan:", *done] if done else []),
                    ]
                ),
                lacks=f"blokken `[[evaluatie]]` in `{FILE}`; en `evaluaties.csv` voor "
                "hoe het in de praktijk gaat",
            ),
        ),
        key="kwaliteit",
    )


def conditions(materials: Materials) -> str:
    """Return section 2.5."""
    own = materials.intervention
    needed = own.preconditions if own else ()
    return written(
        (
            Part(
                title="Wat er nodig is",
                text=sourced("Om zo te kunnen werken, is nodig", needed),
                lacks=f"blokken `[[randvoorwaarde]]` in `{FILE}`",
            ),
        ),
        key="randvoorwaarden",
    )


def implementation(materials: Materials) -> str:
    """Return section 2.6."""
    own = materials.intervention
    sizes = [item for item in own.figures if item.unit != "%"] if own else []
    lines = (
        f"{escape(item.label)}: {ref(f'interventie:cijfer.{item.key}')} "
        f"({escape(str(item.origin))}"
        + (f"; schatting van {escape(item.estimator)}" if item.estimator else "")
        + ")"
        for item in sizes
    )
    return written(
        (
            Part(
                title="Invoeren op een nieuwe plaats",
                asks="welke stappen een organisatie zet die ermee begint, en wie "
                "daarbij helpt",
            ),
            Part(
                title="Omvang",
                text=f"De bronnen noemen deze omvang:\n\n{bullets(lines)}"
                if sizes
                else "",
                lacks=f"blokken `[[cijfer]]` in `{FILE}`: hoeveel cliënten, hoeveel "
                "uitvoerders",
            ),
        ),
        key="implementatie",
    )


def costs(materials: Materials) -> str:
    """Return section 2.7."""
    own, spent = materials.intervention, materials.one(CostPerTrajectory)
    brought = materials.brought(spent).sections["kosten"].strip() if spent else ""
    pays = ref("tabel:interventie.bijdragen") if own and own.charges else ""
    return written(
        (
            Part(
                title="Kosten per traject",
                text=brought,
                lacks="`aannames.toml`, met elke kostenpost, de bron en het prijspeil",
            ),
            Part(
                title="Eigen bijdrage",
                text=pays,
                lacks=f"blokken `[[eigen_bijdrage]]` in `{FILE}`",
            ),
            Part(title="Wat over opbrengsten wordt beweerd", text=_claims(materials)),
        ),
        key="kosten",
    )


def _claims(materials: Materials) -> str:
    claims: dict[str, ClaimAudit] = {}
    for audit in materials.all(ClaimAudit):
        claims.setdefault(audit.claim.id, audit)
    lines = []
    for name, audit in claims.items():
        amount = materials.shown(audit, f"bedrag:bewering.{name}")
        if amount:
            source = ", ".join(filter(None, [audit.claim.source, audit.claim.place]))
            lines.append(f"{escape(audit.claim.label)}: {amount[0]} ({escape(source)})")
    if not lines:
        return ""
    return (
        "Deze bedragen zijn beweringen van een bron. In dit onderzoek zijn geen "
        f"opbrengsten gemeten.\n\n{bullets(lines)}"
    )
