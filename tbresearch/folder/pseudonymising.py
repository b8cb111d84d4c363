"""Replacing names through a whole study: transcripts, codings, memos, texts.

Nothing is replaced that a person did not decide on. The decisions and the key hold
real names, so both stand outside the study folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tbresearch.folder.framework import pseudonymised_framework
from tbresearch.folder.rewriting import NewText, rewrite
from tbresearch.folder.tasks import tasks_html, tasks_text
from tbresearch.folder.versions import OLD_FOLDER
from tbresearch.privacy import (
    Decision,
    Proposals,
    Replaced,
    apply_pseudonyms,
    propose_pseudonyms,
    write_key,
)
from tbresearch.report import MANIFEST, TEXT_FOLDER
from tbresearch.study import (
    SPEAKERS,
    Study,
    edited_rows,
    open_study,
    read_text,
    write_together,
)
from tbresearch.transcripts import (
    Corpus,
    Transcript,
    clean_label,
    read_transcripts,
)

__all__ = ["Pseudonymised", "propose_names", "pseudonymise_study"]

_LABEL_GAP = len(": ")
_TITLE = "De studie is gepseudonimiseerd."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pseudonymised:
    """What was replaced, and what a person must still do.

    Attributes
    ----------
    done, to_do : tuple of str
        Dutch sentences.
    """

    done: tuple[str, ...]
    to_do: tuple[str, ...]

    def __str__(self) -> str:
        return tasks_text(_TITLE, done=self.done, to_do=self.to_do)

    def _repr_html_(self) -> str:
        return tasks_html(_TITLE, done=self.done, to_do=self.to_do)


_TO_DO = (
    "lees de transcripten na: een beroep, een ziekte en een woonplaats samen wijzen "
    "ook iemand aan; gepseudonimiseerd is niet anoniem",
    "bewaar de sleutel en het bestand met besluiten op een andere, beveiligde plek",
    "verwijder opnamen, reservekopieën en de aangeleverde bestanden elders",
    "bouw het rapport opnieuw",
)


def propose_names(study_folder: str | Path) -> Proposals:
    """Propose what to replace in all transcripts of a study, and by what.

    Parameters
    ----------
    study_folder : str or Path
        The study; the labels of its speakers are always proposed.
    """
    study = open_study(study_folder)
    corpus = read_transcripts(study)
    texts = {name: transcript.text for name, transcript in corpus.transcripts.items()}
    return propose_pseudonyms(texts, names=sorted(set(study.speakers["speaker"])))


def pseudonymise_study(
    study_folder: str | Path,
    decisions: Iterable[Decision],
    *,
    key: str | Path,
) -> Pseudonymised:
    """Replace what was decided on in everything that the study holds.

    Parameters
    ----------
    study_folder : str or Path
        The study.
    decisions : iterable of Decision
        As `read_review` returns them; every one decided.
    key : str or Path
        A new file outside the study folder and outside any git work tree.

    Returns
    -------
    Pseudonymised

    Raises
    ------
    WorkbenchError
        If a decision is open, or the key may not stand where it should; nothing
        is changed then.
    """
    study = open_study(study_folder)
    decided = tuple(decisions)
    corpus = read_transcripts(study)
    replaced = {
        name: apply_pseudonyms(transcript.text, decided)
        for name, transcript in corpus.transcripts.items()
    }
    changes = {
        name: _new_text(corpus.transcripts[name], done)
        for name, done in replaced.items()
        if done.changes
    }
    files = _files(study, corpus, changes, decided)
    write_key(key, study.root, decisions=decided, replaced=replaced)
    write_together(files)
    number = sum(len(done.changes) for done in replaced.values())
    return Pseudonymised(
        done=(
            f"{number} vervangingen in {len(changes)} gesprekken",
            "de aangeleverde transcripten vervangen door tabellen zonder die namen, "
            "en oude versies weggehaald",
            "codeerdagboeken, memo's, sprekers.csv en uw teksten bijgewerkt",
            f"de sleutel geschreven naar {key}",
        ),
        to_do=_TO_DO,
    )


def _files(
    study: Study,
    corpus: Corpus,
    changes: Mapping[str, NewText],
    decided: tuple[Decision, ...],
) -> dict[Path, bytes | None]:
    """Return every file of the study that changes."""

    def pseudonym(text: str) -> str:
        return apply_pseudonyms(text, decided).text

    rewritten = rewrite(
        study,
        corpus.transcripts,
        changes,
        memo=pseudonym,
        waiting=lambda act: pseudonym(str(act["quote"])),
    )
    files = rewritten.files | {study.root / MANIFEST: None}
    files |= dict.fromkeys(sorted((study.root / OLD_FOLDER).glob("*")))
    labels = _labels(corpus, changes)
    files[study.root / SPEAKERS.file] = edited_rows(
        study.root / SPEAKERS.file,
        SPEAKERS,
        lambda row: row | {"spreker": labels.get(_place(row), row["spreker"])},
    )
    for path in sorted((study.root / TEXT_FOLDER).glob("*.md")):
        files[path] = pseudonym(read_text(path, source=path.name)).encode()
    return files | pseudonymised_framework(study.root, pseudonym)


def _labels(
    corpus: Corpus, changes: Mapping[str, NewText]
) -> dict[tuple[str, str], str]:
    """Return the new label of each speaker, by session and old label."""
    return {
        (name, old): new
        for name, change in changes.items()
        if change.turns is not None
        for old, new in zip(
            corpus.transcripts[name].turns["speaker"],
            change.turns["speaker"],
            strict=True,
        )
    }


def _place(row: Mapping[str, str]) -> tuple[str, str]:
    return row["gesprek"].strip(), clean_label(row["spreker"])


def _new_text(transcript: Transcript, done: Replaced) -> NewText:
    """Return the turns of a transcript with their names replaced."""
    old = transcript.turns
    starts = [int(start) for start in old["start"]]
    spans = [
        done.move(int(start), int(end))
        for start, end in zip(old["start"], old["end"], strict=True)
    ]
    labels = [
        done.move(start - _LABEL_GAP - len(label), start - _LABEL_GAP)
        for start, label in zip(starts, old["speaker"], strict=True)
    ]
    turns = pd.DataFrame(
        {
            "speaker": [done.text[a:b] for a, b in labels],
            "text": [done.text[a:b] for a, b in spans],
            "begin": list(old["begin"]),
            "finish": list(old["finish"]),
        }
    )

    def within(turn: int, start: int, end: int) -> tuple[int, int]:
        first, last = done.move(starts[turn] + start, starts[turn] + end)
        return first - spans[turn][0], last - spans[turn][0]

    return NewText(turns=turns, within=within)
