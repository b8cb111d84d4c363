"""Deciding on the names of a study one by one, with the review file as the truth.

Each decision is a new whole file. A file that changed in another way since it was
read, such as in a spreadsheet, is never written over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.folder.pseudonymising import Pseudonymised, pseudonymise_study
from tbresearch.privacy import (
    CHOICES,
    KINDS,
    Decision,
    Proposal,
    Proposals,
    Tokens,
    check_place,
    decision_problem,
    propose_pseudonyms,
    read_review,
    review_notes,
    review_version,
    rewrite_review,
)
from tbresearch.study import open_study
from tbresearch.transcripts import read_transcripts

__all__ = [
    "NameReview",
    "add_name",
    "apply_decisions",
    "decide",
    "open_name_review",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReview:
    """What is decided on the names of a study so far.

    Attributes
    ----------
    study_folder : Path
        The study.
    path : Path
        The review file, outside the study; not there before the first decision.
    version : str
        The content of the file that this was read from; "" if there was none.
    proposals : Proposals
        What the file holds in its own order, and after it what the rules found
        since.
    """

    study_folder: Path
    path: Path
    version: str
    proposals: Proposals
    _texts: Mapping[str, str]
    _speakers: tuple[str, ...]


def open_name_review(study_folder: str | Path, path: str | Path) -> NameReview:
    """Read what was decided on the names of a study, and look for more of them.

    Parameters
    ----------
    study_folder : str or Path
        The study.
    path : str or Path
        The review file, outside the study folder and any git work tree. A file
        that is not there is made at the first decision.

    Raises
    ------
    WorkbenchError
        If the study or the file cannot be read, or real names may not stand at
        `path`.
    """
    study = open_study(study_folder)
    place = check_place(path, study_root=study.root)
    corpus = read_transcripts(study)
    version = review_version(place)
    decisions = read_review(place) if version else ()
    notes = review_notes(place) if version else {}
    review = NameReview(
        study_folder=study.root,
        path=place,
        version=version,
        proposals=Proposals(items=(), warnings=()),
        _texts={name: found.text for name, found in corpus.transcripts.items()},
        _speakers=tuple(sorted(set(study.speakers["speaker"]))),
    )
    return replace(review, proposals=_proposed(review, decisions, notes))


def decide(
    review: NameReview,
    entity: str,
    *,
    choice: str | None = None,
    kind: str | None = None,
    replacement: str | None = None,
    same_as: str | None = None,
) -> NameReview:
    """Decide on one entity, and write that to the review file.

    Parameters
    ----------
    review : NameReview
        What is decided so far.
    entity : str
        As it stands in `review.proposals`.
    choice : str, optional
        "vervang", "laat staan", or "" for not decided.
    kind : str, optional
        What it is; it gets the next free token of that kind.
    replacement : str, optional
        What comes in its place, in square brackets.
    same_as : str, optional
        Another entity that names the same; it gets the kind and token of that one.

    Returns
    -------
    NameReview
        With the decision, as the file now holds it.

    Raises
    ------
    WorkbenchError
        If this cannot be decided, or the file cannot be written or has changed in
        another way; nothing is changed then.
    """
    old = _find(review, entity).decision
    new = old
    if same_as is not None:
        other = _find(review, same_as).decision
        new = replace(new, kind=other.kind, replacement=other.replacement)
    if kind is not None and kind != old.kind:
        new = replace(new, kind=_known("soort", kind, KINDS))
        new = replace(new, replacement=_tokens(review, without=entity).new(kind))
    if replacement is not None:
        new = replace(new, replacement=replacement.strip())
    if choice is not None:
        new = replace(new, choice=_known("besluit", choice, CHOICES))
    problem = decision_problem(new, where=f"besluit over {entity!r}")
    if problem:
        raise StudyError([problem])
    items = (
        replace(item, decision=new) if item.decision is old else item
        for item in review.proposals.items
    )
    return _written(review, replace(review.proposals, items=tuple(items)))


def add_name(review: NameReview, entity: str, *, kind: str) -> NameReview:
    """Add what the rules missed, to be replaced, and write the review file.

    Parameters
    ----------
    review : NameReview
        What is decided so far.
    entity : str
        As it stands in the transcripts.
    kind : str
        What it is.

    Raises
    ------
    WorkbenchError
        If it is there already, is in no transcript, or cannot be replaced.
    """
    text = " ".join(entity.split())
    if any(item.decision.entity == text for item in review.proposals.items):
        raise WorkbenchError(
            f"{text!r} staat al in de lijst",
            where="toevoegen",
            fix="zoek de tekst op in de lijst en beslis daar",
        )
    new = Decision(
        entity=text,
        kind=_known("soort", kind, KINDS),
        replacement=_tokens(review).new(kind),
        choice=CHOICES[0],
    )
    problem = decision_problem(new, where="toevoegen")
    if problem:
        raise StudyError([problem])
    notes = {item.decision.entity: item.note for item in review.proposals.items}
    proposals = _proposed(review, (*review.proposals.decisions, new), notes)
    if not next(i for i in proposals.items if i.decision.entity == text).count:
        raise WorkbenchError(
            f"{text!r} staat in geen gesprek, of alleen als deel van een langere tekst "
            "uit de lijst",
            where="toevoegen",
            fix="neem de tekst letterlijk over uit het transcript",
        )
    return _written(review, proposals)


def apply_decisions(review: NameReview, *, key: str | Path) -> Pseudonymised:
    """Replace what was decided on in everything that the study holds.

    Parameters
    ----------
    review : NameReview
        With everything decided.
    key : str or Path
        A new file outside the study folder and outside any git work tree.

    Raises
    ------
    WorkbenchError
        If a decision is open, the review file has changed, or the key may not
        stand where it should; nothing is changed then.
    """
    written = _written(review, review.proposals)
    return pseudonymise_study(review.study_folder, read_review(written.path), key=key)


def _proposed(
    review: NameReview, known: Iterable[Decision], notes: Mapping[str, str]
) -> Proposals:
    """Look in every text; what is known keeps its order and its remark."""
    decisions = tuple(known)
    found = propose_pseudonyms(review._texts, names=review._speakers, known=decisions)
    order = {decision.entity: place for place, decision in enumerate(decisions)}
    items = sorted(
        (
            replace(item, note=notes.get(item.decision.entity, item.note))
            for item in found.items
        ),
        key=lambda item: order.get(item.decision.entity, len(order)),
    )
    return replace(found, items=tuple(items))


def _written(review: NameReview, proposals: Proposals) -> NameReview:
    version = rewrite_review(
        proposals,
        review.path,
        study_root=review.study_folder,
        version=review.version,
    )
    return replace(review, proposals=proposals, version=version)


def _tokens(review: NameReview, *, without: str = "") -> Tokens:
    known = (d for d in review.proposals.decisions if d.entity != without)
    return Tokens(review._texts.values(), known)


def _find(review: NameReview, entity: str) -> Proposal:
    for item in review.proposals.items:
        if item.decision.entity == entity:
            return item
    raise WorkbenchError(
        f"{entity!r} staat niet in de lijst",
        where=str(review.path),
        fix="lees het bestand opnieuw, of voeg de tekst toe",
    )


def _known(name: str, given: str, allowed: tuple[str, ...]) -> str:
    if given in allowed:
        return given
    raise WorkbenchError(
        f"{name} {given!r} bestaat niet",
        where=f"beoordeling van namen, {name}",
        fix=f"kies uit: {', '.join(filter(None, allowed))}",
    )
