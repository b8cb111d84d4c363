"""Other words for names through a whole study, there and back.

Replacing names and bringing them back touch the same files: transcripts, journals,
labels and the author's texts. What becomes of a text is given; where everything that
points into it goes, is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pandas as pd

from tbresearch.folder.author_tables import renamed_tables
from tbresearch.folder.findings import renamed_findings
from tbresearch.folder.framework import renamed_framework
from tbresearch.folder.related import renamed_remarks
from tbresearch.folder.rewriting import NewText, rewrite
from tbresearch.folder.versions import OLD_FOLDER
from tbresearch.folder.vignettes import renamed_vignettes
from tbresearch.privacy import Replaced
from tbresearch.report import PRODUCTS, author_texts
from tbresearch.study import SPEAKERS, edited_rows, read_text
from tbresearch.transcripts import Corpus, Transcript, clean_label
from tbresearch.vocabulary import quantity_text

__all__ = ["renamed_files", "replacements_text"]

_LABEL_GAP = len(": ")


def replacements_text(replaced: Iterable[Replaced]) -> str:
    """Say how many replacements there are, in how many sessions."""
    sizes = [len(done.changes) for done in replaced if done.changes]
    number = quantity_text(sum(sizes), "vervanging", "vervangingen")
    return f"{number} in {quantity_text(len(sizes), 'gesprek', 'gesprekken')}"


def renamed_files(
    corpus: Corpus,
    replaced: Mapping[str, Replaced],
    *,
    rename: Callable[[str], str],
) -> dict[Path, bytes | None]:
    """Return every file of a study that changes when names do.

    Parameters
    ----------
    corpus : Corpus
        The transcripts of the study as it is.
    replaced : mapping of str to Replaced
        What becomes of the text of each session.
    rename : callable
        Gives the new words of a memo, of a quote without a place, and of an
        author's text.

    Returns
    -------
    dict of Path to bytes or None
        For `study.write_together`. Old versions and the manifest go.
    """
    study = corpus.study
    changes = {
        name: _new_text(corpus.transcripts[name], done)
        for name, done in replaced.items()
        if done.changes
    }
    rewritten = rewrite(
        study,
        corpus.transcripts,
        changes,
        memo=rename,
        waiting=lambda act: rename(str(act["quote"])),
    )
    files = rewritten.files | {
        study.root / product.manifest: None for product in PRODUCTS.values()
    }
    files |= dict.fromkeys(sorted((study.root / OLD_FOLDER).glob("*")))
    labels = _labels(corpus, changes)
    files[study.root / SPEAKERS.file] = edited_rows(
        study.root / SPEAKERS.file,
        SPEAKERS,
        lambda row: row | {"spreker": labels.get(_place(row), row["spreker"])},
    )
    for path in author_texts(study.root):
        files[path] = rename(read_text(path, source=path.name)).encode()
    files |= renamed_remarks(study.root, rename)
    files |= renamed_vignettes(study.root, rename)
    files |= renamed_framework(study.root, rename)
    files |= renamed_findings(study.root, rename)
    return files | renamed_tables(study.root, rename)


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
