"""What is decided about one entity: its token, and whether it is replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.vocabulary import quantity_text

__all__ = [
    "CHOICES",
    "KINDS",
    "LEAVE",
    "NUMBERED",
    "REPLACE",
    "TOKEN",
    "Decision",
    "check_decided",
    "decision_problem",
    "is_too_short",
]

REPLACE = "vervang"
LEAVE = "laat staan"
# Blank is: not decided yet.
CHOICES = (REPLACE, LEAVE, "")
NUMBERED = ("persoon", "plaats", "organisatie")
KINDS = (
    *NUMBERED,
    "telefoon",
    "mail",
    "postcode",
    "bsn",
    "datum",
    "leeftijd",
)
# A token that this module writes, with the s of a possessive that follows it.
TOKEN = re.compile(rf"\[(?:{'|'.join(KINDS)})(?: \d{{1,6}})?\](?:s\b)?")
_REPLACEMENT = re.compile(r"\[[^\[\]\n]{1,80}\]")
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What happens to one entity, in every text of the study.

    Attributes
    ----------
    entity : str
        As it stands in the texts.
    kind : str
        One of `KINDS`.
    replacement : str
        What comes in its place, in square brackets.
    choice : str
        One of `CHOICES`; blank as long as nobody has decided.
    participant : bool
        Whether it names somebody who took part: found in any case of letters.
    """

    entity: str
    kind: str
    replacement: str
    choice: str = ""
    participant: bool = False


def is_too_short(decision: Decision) -> bool:
    """Return whether a text says too little to be replaced wherever it stands."""
    age = decision.kind == "leeftijd" and decision.entity.isdigit()
    return sum(sign.isalnum() for sign in decision.entity) < 2 and not age


def decision_problem(decision: Decision, *, where: str) -> Problem | None:
    """Say what is wrong with a decision by itself, or None."""
    if is_too_short(decision):
        return Problem(
            what=f"{decision.entity!r} is te kort om overal te vervangen",
            where=where,
            fix="geef een tekst van twee letters of meer, zoals in het gesprek staat",
        )
    if "[" in decision.entity or "]" in decision.entity:
        return Problem(
            what=f"in {decision.entity!r} staat een rechte haak",
            where=where,
            fix="geef de tekst zonder haken; haken zijn voor de vervanging",
        )
    if not _REPLACEMENT.fullmatch(decision.replacement):
        return Problem(
            what=f"vervanging {decision.replacement!r} staat niet tussen rechte haken",
            where=where,
            fix="schrijf bijvoorbeeld [persoon 1] of [de moeder], zodat een lezer ziet "
            "dat hier iets is vervangen",
        )
    return None


def check_decided(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions, or name those that nobody has taken yet.

    Raises
    ------
    StudyError
        If a decision cannot be carried out.
    WorkbenchError
        If one is still blank.
    """
    given = tuple(decisions)
    found = (decision_problem(d, where=f"besluit over {d.entity!r}") for d in given)
    problems = [problem for problem in found if problem]
    if problems:
        raise StudyError(problems)
    blank = [decision.entity for decision in given if not decision.choice]
    if blank:
        more = " en meer" if len(blank) > _SHOWN else ""
        raise WorkbenchError(
            f"over {len(blank)} van "
            f"{quantity_text(len(given), 'voorstel', 'voorstellen')} is nog niet "
            "besloten",
            where=", ".join(map(repr, blank[:_SHOWN])) + more,
            fix=f"vul in de kolom 'besluit' overal {REPLACE!r} of {LEAVE!r} in",
        )
    return given
