"""Chapter 1: who the intervention is for, what for, and how."""

from __future__ import annotations

from tbresearch.implementation import Reach
from tbresearch.intervention import Intervention
from tbresearch.report.contributions.intervention import dose_sentences
from tbresearch.report.products.worksheet.materials import (
    FILE,
    Materials,
    Part,
    ref,
    sourced,
    written,
)
from tbresearch.report.tables import escape

__all__ = ["approach", "goals", "target_group"]


def target_group(materials: Materials) -> str:
    """Return section 1.1."""
    own = materials.intervention
    return written(
        (
            Part(
                title="Uiteindelijke doelgroep",
                text=_groups(own) if own else "",
                lacks=f"blokken `[[doelgroep]]` en `[[herkomst]]` in `{FILE}`",
            ),
            Part(
                title="Intermediaire doelgroep",
                asks="op wie de interventie zich richt om de doelgroep te bereiken, of "
                "dat zo iemand er niet is",
            ),
            Part(
                title="Selectie van de doelgroep",
                text=_selection(own) if own else "",
                lacks=f"blokken `[[selectieregel]]` in `{FILE}`",
            ),
            Part(
                title="Wie in deze studie is bereikt",
                text=_reached(materials),
                lacks="`trajecten.csv`, met de doelgroep van elk traject",
            ),
            Part(
                title="Betrokkenheid van de doelgroep",
                asks="hoe de doelgroep meedacht toen de interventie werd ontwikkeld",
            ),
        ),
        key="doelgroep",
    )


def _groups(own: Intervention) -> str:
    texts = [
        sourced(
            f"{escape(own.name)} is er voor {ref('aantal:interventie.doelgroepen')}",
            own.target_groups,
        ),
        sourced(
            f"De hulpvraag kan {ref('aantal:interventie.herkomsten')} hebben",
            own.problem_origins,
        ),
    ]
    if own.target_groups and own.problem_origins:
        texts.append(
            "Een cliënt kan bij meer dan één doelgroep en bij meer dan één herkomst "
            "horen."
        )
    return "\n\n".join(filter(None, texts))


def _selection(own: Intervention) -> str:
    must = [rule for rule in own.selection_rules if rule.kind == "vereist"]
    rather = [rule for rule in own.selection_rules if rule.kind == "liever_niet"]
    texts = [
        sourced("Wie meedoet, voldoet aan het volgende", must),
        sourced(
            "Minder passend, maar geen reden om iemand te weigeren, is de interventie "
            "als het volgende geldt",
            rather,
        ),
    ]
    if own.selection_rules and not rather:
        texts.append("Contra-indicaties noemt de beschrijving niet.")
    if own.routes:
        lead = f"Mensen komen binnen langs {ref('aantal:interventie.routes')}"
        texts.append(f"{lead}. Elke route staat in de [bijlage](#routes).")
    return "\n\n".join(filter(None, texts))


def _reached(materials: Materials) -> str:
    reach = materials.one(Reach)
    if reach is None or not len(reach.people):
        return ""
    table = materials.tables(reach, "tabel:bereik.labels")
    return "\n\n".join(
        [
            f"De registratie van deze studie telt {ref('aantal:bereik.trajecten')} van "
            f"{ref('aantal:bereik.clienten')}. Dat zegt wie er kwam, en niet wie er "
            "had kunnen komen.",
            *table,
        ]
    )


def goals(materials: Materials) -> str:
    """Return section 1.2."""
    own = materials.intervention
    aim = ""
    if own and own.goal:
        said = " ".join(own.goal.split()).rstrip(".")
        aim = f"{escape(said)} ({escape(str(own.goal_origin))})."
    return written(
        (
            Part(
                title="Hoofddoel", text=aim, lacks=f"`doel` en `doel_bron` in `{FILE}`"
            ),
            Part(
                title="Subdoelen",
                text=sourced(
                    f"Het hoofddoel heeft {ref('aantal:interventie.subdoelen')}",
                    own.subgoals,
                )
                if own
                else "",
                lacks=f"blokken `[[subdoel]]` in `{FILE}`",
            ),
            Part(
                title="Leefgebieden",
                text=sourced(
                    f"Het gaat om {ref('aantal:interventie.leefgebieden')}",
                    own.life_domains,
                )
                if own
                else "",
                lacks=f"blokken `[[leefgebied]]` in `{FILE}`",
            ),
        ),
        key="doel",
    )


def approach(materials: Materials) -> str:
    """Return section 1.3."""
    own = materials.intervention
    return written(
        (
            Part(
                title="Opzet van de interventie",
                text=_set_up(own) if own else "",
                lacks=f"blokken `[[fase]]` en `[dosering]` in `{FILE}`",
            ),
            Part(
                title="Inhoud van de interventie",
                text=_content(own) if own else "",
                lacks=f"blokken `[[bouwsteen]]` en `[[activiteit]]` in `{FILE}`",
            ),
        ),
        key="aanpak",
    )


def _set_up(own: Intervention) -> str:
    texts = []
    if own.phases:
        texts.append(f"De hulp verloopt in {ref('aantal:interventie.fasen')}.")
        if any(phase.back_to for phase in own.phases):
            texts[-1] += " Teruggaan naar een eerdere fase hoort bij het werk."
        texts.append(ref("tabel:interventie.fasen"))
    if own.dose is not None:
        texts += dose_sentences(own.dose)
        if own.dose.workers > 1:
            texts.append(f"Er komen {own.dose.workers} werkers samen.")
        texts[-1] += f" Over duur en dosering: {escape(str(own.dose.origin))}."
    limits = own.goal_limits
    if limits and limits.most:
        texts.append(
            f"Een plan heeft hoogstens {ref('interventie:doelen.hoogstens')} "
            f"({escape(str(limits.origin))})."
        )
    return "\n\n".join(texts)


def _content(own: Intervention) -> str:
    texts = (
        sourced("De hulp steunt op deze bouwstenen", own.building_blocks),
        sourced("Begeleiders en cliënten doen samen bijvoorbeeld dit", own.activities),
        sourced("Er wordt vanuit deze perspectieven gewerkt", own.perspectives),
    )
    return "\n\n".join(filter(None, texts))
