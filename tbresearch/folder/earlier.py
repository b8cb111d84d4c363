"""What earlier versions of transcripts still hold of a respondent's words.

A label that `sprekers.csv` no longer knows may have been anyone, so what it said
counts as the respondent's wherever leaving it would be a risk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.folder.versions import OLD_FOLDER, old_versions
from tbresearch.study import Study
from tbresearch.transcripts import Transcript, clean_label, read_transcript

__all__ = ["Earlier", "read_earlier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The earlier versions of the sessions of a study.

    Attributes
    ----------
    files : dict of str to list of Path
        By session.
    texts : dict of str to list of Transcript
        Those that can be read, by session.
    people : dict of tuple to str
        Respondent by session and label, as far as it is known now.
    """

    files: dict[str, list[Path]]
    texts: dict[str, list[Transcript]]
    people: dict[tuple[str, str], str]

    def words(self, respondent: str) -> Iterator[str]:
        """Yield what a respondent said in any earlier version."""
        for session, texts in self.texts.items():
            for text in texts:
                yield from text.turns.loc[
                    self._who(session, text) == respondent, "text"
                ]

    def may_hold(self, act: Mapping[str, object], respondent: str) -> bool:
        """Tell whether the quote of a coding may be of a respondent's words.

        It is not for sure only if an earlier version has it in turns of others.
        """
        session = str(act["session"])
        start, end = int(str(act["start"])), int(str(act["end"]))
        for text in self.texts.get(session, []):
            if text.sha256 == act["sha256"] and text.text[start:end] == act["quote"]:
                touched = (text.turns["start"] < end) & (text.turns["end"] > start)
                who = self._who(session, text)[touched]
                return bool((who.isna() | (who == respondent)).any())
        return True

    def to_read(self, study: Study, *, removed: Collection[str]) -> Iterator[str]:
        """Yield what a person must read, where a label or a file is of nobody.

        The versions of the sessions in `removed` are taken away, but memos may
        hold words from them.
        """
        for session, texts in self.texts.items():
            for text in texts:
                unknown = text.turns.loc[self._who(session, text).isna(), "speaker"]
                if len(unknown):
                    memos = f"de memo's bij {session}"
                    name = f"{OLD_FOLDER}/{text.name}"
                    yield (
                        f"lees na: {memos if session in removed else name}; een oude "
                        "versie had sprekers die sprekers.csv niet meer kent: "
                        f"{', '.join(sorted(set(unknown)))}"
                    )
        read = {(of, text.name) for of, texts in self.texts.items() for text in texts}
        known = {
            path
            for of, paths in self.files.items()
            for path in paths
            if of in removed or (of, path.name) in read
        }
        for path in sorted((study.root / OLD_FOLDER).glob("*")):
            if path not in known:
                yield (
                    f"lees na: {OLD_FOLDER}/{path.name}; het is niet te lezen, of "
                    "hoort bij geen gesprek"
                )

    def _who(self, session: str, text: Transcript) -> pd.Series:
        """Return the respondent of each turn, missing for a label nobody knows."""
        own = {label: who for (of, label), who in self.people.items() if of == session}
        return text.turns["speaker"].map(own)


def read_earlier(study: Study) -> Earlier:
    """Read the earlier versions of every session."""
    columns = ["session", "transcript", "sole_speaker"]
    sessions = list(study.sessions[columns].itertuples(index=False))
    files = {str(name): old_versions(study.root, file) for name, file, _ in sessions}
    sole = {str(name): str(label) for name, _, label in sessions}
    rows = study.speakers[["session", "speaker", "respondent"]].itertuples(index=False)
    return Earlier(
        files=files,
        texts={of: [*_readable(paths, sole[of])] for of, paths in files.items()},
        people={(of, clean_label(label)): who for of, label, who in rows},
    )


def _readable(paths: Iterable[Path], sole_speaker: str) -> Iterator[Transcript]:
    """Yield what can be read; by its own labels if it has any."""
    for path in paths:
        for word in dict.fromkeys(("", sole_speaker)):
            with suppress(WorkbenchError):
                yield read_transcript(path, sole_speaker=word)
                break
