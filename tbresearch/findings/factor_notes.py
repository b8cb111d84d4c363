"""What must be said beside counts of factors, so that nobody reads too much in them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tbresearch.coding import Coding
from tbresearch.findings.heard import heard
from tbresearch.findings.kinds import kind_note
from tbresearch.privacy import (
    DisclosureRule,
    disclosure_rule,
    effective_rights,
    protect_consents,
)
from tbresearch.vocabulary import (
    CONSENTS,
    RESPONDENT_GROUPS,
    join_text,
    label,
    quantity_text,
)

__all__ = ["NO_CODINGS", "factor_notes"]

NO_CODINGS = (
    "Er is nog niets gecodeerd: dat hier niets staat, wil niet zeggen dat niemand iets "
    "noemt."
)


def factor_notes(
    coding: Coding, counts: pd.DataFrame, *, polarity: str
) -> tuple[str, ...]:
    """Return what a reader of the counts of one polarity should know, in Dutch.

    Parameters
    ----------
    coding : Coding
        The codings.
    counts : pd.DataFrame
        As `unit_counts` gives them.
    polarity : str
        Key of `vocabulary.OPPOSITES`.
    """
    study = coding.study
    coders = ", ".join(study.findings_from)
    notes = [f"Geteld zijn de coderingen van {coders}."] if coders else []
    rule = disclosure_rule(study)
    return (
        *kind_note(coding, polarity=polarity),
        *notes,
        *_uncoded(coding),
        *_few_voices(counts),
        *_left_out(study.respondents, rule),
        *_homeless(study.respondents, rule),
        *coding.notes,
    )


def _uncoded(coding: Coding) -> Iterator[str]:
    """Say in which conversations nothing was coded: nothing is known of them yet."""
    if coding.codings.empty:
        yield NO_CODINGS
        return
    titles = coding.study.sessions.set_index("session")["title"]
    names = [str(titles.get(name) or name) for name in heard(coding).uncoded]
    if names:
        verb = "is" if len(names) == 1 else "zijn"
        yield (
            f"Nog niet gecodeerd {verb}: {join_text(names)}. Wie daar sprak, telt wel "
            "mee in het totaal; een aantal kan daardoor te laag zijn."
        )


def _few_voices(counts: pd.DataFrame) -> Iterator[str]:
    """Say of which group nobody or only one respondent is counted."""
    people = counts[counts["unit"] == "respondent"].drop_duplicates("group")
    for group, total in zip(people["group"], people["total"], strict=True):
        who = label(RESPONDENT_GROUPS, str(group)).lower()
        if not total:
            yield f"Van {who} sprak niemand die meetelt; wat zij noemen is niet bekend."
        elif total == 1:
            yield (
                f"Van {who} telt één respondent mee: wat die noemt, is van één mens en "
                "zegt niets over de groep."
            )


def _left_out(people: pd.DataFrame, rule: DisclosureRule) -> Iterator[str]:
    """Say how many are not counted, as far as the table of consents says it too."""
    left_out = int((~effective_rights(people)["counted"]).sum())
    asked = [name for name in CONSENTS if name in people]
    shown = protect_consents(people, consents=asked, rule=rule)
    if shown.value("deelname", "yes") is None:
        yield "Wie geen toestemming gaf voor deelname, telt niet mee."
    elif left_out:
        number = quantity_text(len(people), "respondent", "respondenten")
        verb = "telt" if left_out == 1 else "tellen"
        yield (
            f"{left_out} van {number} {verb} niet mee: er is geen toestemming voor "
            "deelname."
        )


def _homeless(people: pd.DataFrame, rule: DisclosureRule) -> Iterator[str]:
    """Say of how many begeleiders no organisation is known, unless they are few."""
    own = people.loc[people["group"] == "begeleider", "organisation"]
    unknown, known = int(own.isna().sum()), int(own.notna().sum())
    small = range(int(rule.zero_is_safe), rule.smallest_count)
    if len(own) and (unknown in small or (unknown and known in small)):
        yield (
            "Begeleiders van wie geen organisatie bekend is, tellen bij organisaties "
            "niet mee."
        )
    elif unknown:
        number = quantity_text(unknown, "begeleider", "begeleiders")
        yield f"Van {number} is geen organisatie bekend."
