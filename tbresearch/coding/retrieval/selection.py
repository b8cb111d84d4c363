"""Which passages are asked for: names that are checked, and said in Dutch."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from tbresearch.coding.codebook import Codebook
from tbresearch.coding.coding import Coding
from tbresearch.coding.counting import counted_respondents
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study import Study
from tbresearch.study.fields import unknown_name
from tbresearch.vocabulary import POLARITIES, RESPONDENT_GROUPS, label

__all__ = [
    "Selection",
    "check_names",
    "check_term",
    "codes_below",
    "codes_with",
    "in_order",
    "selected_passages",
    "selected_people",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for; None is everything of its kind.

    Attributes
    ----------
    codes : tuple of str or None
        Codes of the codebook.
    group, respondent, session, polarity, coder : str or None
        Keys of groups, people, sessions, `vocabulary.POLARITIES` and coders.
    marked : bool or None
        Whether it is marked as a quote for the report.
    """

    codes: tuple[str, ...] | None = None
    group: str | None = None
    respondent: str | None = None
    session: str | None = None
    polarity: str | None = None
    coder: str | None = None
    marked: bool | None = None

    def describe(self, study: Study) -> str:
        """Return what was chosen besides the code, in Dutch; empty if nothing was."""
        titles = study.sessions.set_index("session")["title"]
        parts = []
        if self.group is not None:
            parts.append(f"groep {label(RESPONDENT_GROUPS, self.group)}")
        if self.respondent is not None:
            parts.append(f"respondent {self.respondent}")
        if self.session is not None:
            parts.append(f"gesprek {titles[self.session]} ({self.session})")
        if self.polarity is not None:
            parts.append(f"kant {label(POLARITIES, self.polarity)}")
        if self.coder is not None:
            parts.append(f"codeur {self.coder}")
        if self.marked is not None:
            parts.append(f"{'wel' if self.marked else 'niet'} als citaat voor rapport")
        return ", ".join(parts)


def check_names(study: Study, selection: Selection, codebook: Codebook | None) -> None:
    """Refuse names that the study does not know, all of them at once.

    Raises
    ------
    StudyError
        With each unknown name, the nearest one, and what is known.
    """
    asked: list[tuple[str, str | None, Collection[str]]] = [
        ("groep", selection.group, study.groups),
        ("respondent", selection.respondent, list(study.respondents["respondent"])),
        ("gesprek", selection.session, list(study.sessions["session"])),
        ("kant", selection.polarity, POLARITIES),
        ("codeur", selection.coder, study.coders),
    ]
    if codebook is not None:
        asked += [("code", code, codebook.codes) for code in selection.codes or ()]
    problems: list[Problem] = [
        unknown_name(name, list(known), where=f"de vraag, {what}")
        for what, name, known in asked
        if name is not None and name not in known
    ]
    if problems:
        raise StudyError(problems)


def check_term(value: str, known: Collection[str], *, name: str) -> None:
    """Refuse a choice that does not exist.

    Raises
    ------
    StudyError
        With what may be chosen for the argument `name`.
    """
    if value not in known:
        raise StudyError([unknown_name(value, list(known), where=f"de vraag, {name}=")])


def codes_below(codebook: Codebook, code: str) -> tuple[str, ...]:
    """Return every code under `code`, at any depth, in the order of the codebook."""
    below = {code}
    while True:
        more = {
            each.code
            for each in codebook.codes.values()
            if each.parent in below and each.code not in below
        }
        if not more:
            return tuple(name for name in codebook.codes if name in below - {code})
        below |= more


def codes_with(
    codebook: Codebook, code: str, *, children: bool | None
) -> tuple[str, ...]:
    """Return `code`, with the codes below it if those are asked for.

    Raises
    ------
    WorkbenchError
        If there are codes below it and nothing was said about them: with or without
        them is another number.
    """
    below = codes_below(codebook, code)
    if below and children is None:
        raise WorkbenchError(
            f"onder code {code!r} vallen andere codes: {', '.join(below)}",
            where="de vraag, children=",
            fix="zeg of die meetellen: children=True of children=False; bij een "
            "opdracht --met-onderliggende of --zonder-onderliggende",
        )
    return (code, *below) if children else (code,)


def in_order(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
    """Return passages in the order of sessions, text, codebook and coders."""
    sessions = {name: i for i, name in enumerate(coding.study.sessions["session"])}
    codes = {name: i for i, name in enumerate(coding.codebook.codes)}
    keys = {
        "_session": rows["session"].map(sessions),
        "_code": rows["code"].map(codes),
    }
    by = ["_session", "number", "start", "end", "_code", "coder", "id"]
    ordered = rows.assign(**keys).sort_values(by, kind="stable", ignore_index=True)
    return ordered.drop(columns=list(keys))


def selected_passages(coding: Coding, selection: Selection) -> pd.DataFrame:
    """Return the passages that are asked for, of those who may be counted."""
    rows = coding.passages
    keep = rows["respondent"].isin(counted_respondents(coding.study))
    if selection.codes is not None:
        keep &= rows["code"].isin(selection.codes)
    for name in ("group", "respondent", "session", "polarity", "coder", "marked"):
        wanted = getattr(selection, name)
        if wanted is not None:
            keep &= rows[name] == wanted
    return rows[keep.fillna(False)]


def selected_people(study: Study, selection: Selection) -> list[str]:
    """Return who may be counted and is asked for."""
    people = study.respondents.set_index("respondent").loc[counted_respondents(study)]
    if selection.group is not None:
        people = people[people["group"] == selection.group]
    return [
        str(name) for name in people.index if selection.respondent in (None, str(name))
    ]
