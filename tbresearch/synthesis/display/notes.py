"""What has to stand under a joint display: who speaks, of whom, and what it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tbresearch.coding import Coding
from tbresearch.outcomes import ZrmChange
from tbresearch.outcomes.wording import allowed_wording
from tbresearch.privacy import effective_rights
from tbresearch.synthesis.display.cells import JointCell
from tbresearch.vocabulary import RESPONDENT_GROUPS, join_text, label

__all__ = ["display_notes"]


def display_notes(
    coding: Coding, cells: Sequence[JointCell], change: ZrmChange | None
) -> tuple[str, ...]:
    """Return the notes under a joint display, in Dutch."""
    return (
        *_speakers(coding),
        _linked(coding),
        "Wat iemand noemt, hangt ook af van wat er is gevraagd. Een verbeterpunt kan "
        "over de hulp gaan terwijl het met de cliënt beter gaat; dat is geen fout in "
        "een van beide.",
        *_groups(cells),
        _scores(change),
    )


def _speakers(coding: Coding) -> Iterator[str]:
    others = [group for group in coding.study.groups if group != "client"]
    if others:
        who = join_text([label(RESPONDENT_GROUPS, group).lower() for group in others])
        yield (
            f"De scores zijn van cliënten. Wat {who} zeggen, gaat over cliënten en "
            "komt niet van hen."
        )


def _linked(coding: Coding) -> str:
    people = coding.study.respondents
    rights = effective_rights(people)
    linked = people["client"].notna() & (people["client"] != "")
    may = people["respondent"].map(rights["linked"]).astype(bool)
    if not bool((linked & may).any()):
        return (
            "Of wie spreekt ook bij de cliënten met scores hoort, is niet vastgelegd: "
            "daarvoor is per persoon toestemming voor koppeling nodig. Hier worden "
            "groepen naast elkaar gelegd en geen personen."
        )
    return (
        "Van een deel van de respondenten is met hun toestemming bekend welke scores "
        "van hen zijn. Hier worden groepen naast elkaar gelegd en geen personen: de "
        "meeste scores zijn van mensen die niet zijn gesproken."
    )


def _groups(cells: Sequence[JointCell]) -> Iterator[str]:
    if any(cell.talk.codings for cell in cells if _in_groups(cell)):
        yield (
            "Wie in een focusgroep zit, hoort wat anderen zeggen. De tekentoets rekent "
            "met losse respondenten en is bij focusgroepen dus te snel zeker."
        )


def _in_groups(cell: JointCell) -> bool:
    return getattr(cell.talk.focus_groups, "k", 0) > 0


def _scores(change: ZrmChange | None) -> str:
    if change is None:
        return (
            "Uitkomst niet gemeten: zonder scores zwijgt elke cel, en wat mensen "
            "vertellen over resultaten is hun ervaring."
        )
    return allowed_wording("veranderingsonderzoek").caveat
