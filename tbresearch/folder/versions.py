"""A new version of a transcript: the old one is kept, and no coding is lost.

Every coding of the session is looked for by its quote. What has a place gets a
line in the journal that says where; what has none is parked, with a line too, and
waits there until a version has its words again or a coder removes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tbresearch.coding import CODINGS_FOLDER, fold, longer_journal, new_place, now
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.html import list_html, text_html
from tbresearch.study import (
    SESSIONS,
    SETTINGS_FILE,
    SPEAKERS,
    TRANSCRIPT_FOLDER,
    edited_rows,
    fingerprint,
    longer_table,
    open_study,
    read_bytes,
    read_table,
    write_together,
)
from tbresearch.transcripts import (
    Transcript,
    clean_label,
    parse_transcript,
    read_delivered,
)

__all__ = [
    "OLD_FOLDER",
    "Placed",
    "Renewal",
    "old_versions",
    "renew_transcript",
    "sole_speaker_of",
]

OLD_FOLDER = f"{TRANSCRIPT_FOLDER}/oud"
_MARK = "-[0-9a-f]{8}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A coding, by its id, its coder and its quote."""

    id: str
    coder: str
    quote: str

    def __str__(self) -> str:
        return f"{self.id} ({self.coder}): «{self.quote}»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What came of a new version of a transcript.

    Attributes
    ----------
    session : str
        Whose transcript it is.
    transcript : Transcript
        The version that the study has now.
    changed : bool
        False if the study had these very bytes, and nothing was written.
    old : str
        Where the version before is kept; empty if nothing was replaced.
    stayed, moved, parked : tuple of Placed
        Codings at the same characters, at others, and without a place.
    new_speakers, gone_speakers : tuple of str
        Labels that were added to `sprekers.csv` without a respondent, and those
        that were taken out of it.
    """

    session: str
    transcript: Transcript
    changed: bool
    old: str = ""
    stayed: tuple[Placed, ...] = ()
    moved: tuple[Placed, ...] = ()
    parked: tuple[Placed, ...] = ()
    new_speakers: tuple[str, ...] = ()
    gone_speakers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([*self._lines(), *(f"  {one}" for one in self.parked)])

    def _repr_html_(self) -> str:
        lines = "".join(text_html(line) for line in self._lines())
        return lines + list_html(map(str, self.parked))

    def _lines(self) -> list[str]:
        if not self.changed:
            return [
                f"Gesprek {self.session} heeft dit bestand al; er is niets veranderd."
            ]
        lines = [
            f"Gesprek {self.session} heeft een nieuwe versie: {self.transcript}.",
            *([f"De oude staat in {self.old}."] if self.old else []),
            *_named("Nieuwe sprekers, vul in wie het zijn", self.new_speakers),
            *_named("Sprekers die er niet meer zijn", self.gone_speakers),
            f"Coderingen: {len(self.stayed)} gebleven, {len(self.moved)} verplaatst, "
            f"{len(self.parked)} zonder plaats.",
        ]
        if self.parked:
            lines.append("Zonder plaats, bewaard en niet geteld:")
        return lines


def _named(what: str, labels: tuple[str, ...]) -> list[str]:
    return [f"{what}: {', '.join(labels)}."] if labels else []


def old_versions(root: Path, name: str) -> list[Path]:
    """Return the files in which earlier versions of a transcript are kept.

    They go by the name without its extension, which a new version may change.
    """
    of = re.compile(re.escape(Path(name).stem) + _MARK)
    return [
        path
        for path in sorted((root / OLD_FOLDER).glob("*"))
        if path.is_file() and of.fullmatch(path.stem)
    ]


def renew_transcript(
    study_folder: str | Path,
    path: str | Path,
    *,
    session: str,
    sole_speaker: str | None = None,
) -> Renewal:
    """Replace the transcript of a session, and find its codings again.

    The same bytes again change nothing. All is written together, or nothing.

    Parameters
    ----------
    study_folder : str or Path
        The folder that holds `studie.toml`.
    path : str or Path
        The new version. The study keeps its own name for it; the extension is
        that of the new file.
    session : str
        A session of the study.
    sole_speaker : str or None
        The label of who says everything in a file that names no speakers; empty
        for a file that does; None leaves it as the study has it.

    Returns
    -------
    Renewal

    Raises
    ------
    WorkbenchError
        If the file or a journal cannot be read, the study has no such session,
        or a file cannot be written.
    """
    root, file = Path(study_folder), Path(path)
    if not (root / SETTINGS_FILE).is_file():
        open_study(root)  # raises, and says what to do
    had, word = _known(root, session)
    said = word if sole_speaker is None else clean_label(sole_speaker)
    raw = read_delivered(file, source=str(path))
    same_kind = Path(had).suffix.lower() == file.suffix.lower()
    name = had if same_kind else f"{Path(had).stem}{file.suffix}"
    new = parse_transcript(raw, name=name, source=str(path), sole_speaker=said)
    _require_free(root, name, had)
    before = _content(root / TRANSCRIPT_FOLDER / had)
    moves = _Moves(root, session, _Versions(root, had, before, word), new)
    if before == raw and said == word and not moves.drifted:
        return Renewal(session=session, transcript=new, changed=False)
    files: dict[Path, bytes | None] = {}
    old = ""
    if before is not None and before != raw:
        stem, suffix = Path(had).stem, Path(had).suffix
        old = f"{OLD_FOLDER}/{stem}-{fingerprint(before)[:8]}{suffix}"
        files[root / old] = before
    if name != had:
        files[root / TRANSCRIPT_FOLDER / had] = None
    if (name, said) != (had, word):
        row = {"transcript": name, "enige_spreker": said}
        files[root / SESSIONS.file] = _with_row(root, session, row)
    files[root / TRANSCRIPT_FOLDER / name] = raw
    table, added, gone = _speakers(root, session, new)
    files |= table | moves.journals
    write_together(files)
    return Renewal(
        session=session,
        transcript=new,
        changed=True,
        old=old,
        stayed=tuple(moves.stayed),
        moved=tuple(moves.moved),
        parked=tuple(moves.parked),
        new_speakers=added,
        gone_speakers=gone,
    )


class _Versions:
    """The texts that a session has had."""

    def __init__(
        self, root: Path, name: str, before: bytes | None, sole_speaker: str
    ) -> None:
        self._root = root
        self._name = name
        self._sole_speaker = sole_speaker
        self._now = _text(before, name, sole_speaker)

    @cached_property
    def _earlier(self) -> dict[str, str]:
        """Earlier texts by fingerprint; one that cannot be read tells nothing."""
        texts = (
            _text(_content(path), path.name, word)
            for path in old_versions(self._root, self._name)
            for word in ("", self._sole_speaker)
        )
        return {fingerprint(text): text for text in texts}

    def holding(self, row: Mapping[str, object]) -> str:
        """Return the text that has the quote of a coding at its place, or none."""
        if self.fits(row):
            return self._now
        return self._earlier.get(str(row["sha256"]), "")

    def fits(self, row: Mapping[str, object]) -> bool:
        """Tell whether a coding stands where its quote is in the version of now."""
        start, end = _span(row)
        return not row["parked"] and self._now[start:end] == row["quote"]


class _Moves:
    """Where every coding of a session goes, and the journals that say so."""

    def __init__(
        self, root: Path, session: str, versions: _Versions, new: Transcript
    ) -> None:
        self.journals: dict[Path, bytes | None] = {}
        self.stayed: list[Placed] = []
        self.moved: list[Placed] = []
        self.parked: list[Placed] = []
        self.drifted = False
        self._versions = versions
        self._new = new
        problems: list[Problem] = []
        for path in sorted((root / CODINGS_FOLDER).glob("*.jsonl")):
            source = f"{CODINGS_FOLDER}/{path.name}"
            folded = fold(path, source=source)
            problems.extend(folded.problems)
            own = [r for r in folded.codings.values() if r["session"] == session]
            acts = [act for row in own if (act := self._act(row, path.stem))]
            if acts:
                raw = read_bytes(path, source=source)
                self.journals[path] = longer_journal(raw, acts)
        if problems:
            raise StudyError(problems)

    def _act(self, row: Mapping[str, object], coder: str) -> dict[str, object] | None:
        """Return the act that a coding needs, and count where it goes."""
        name, quote = str(row["id"]), str(row["quote"])
        one = Placed(id=name, coder=coder, quote=quote)
        start, _ = _span(row)
        self.drifted |= not row["parked"] and not self._versions.fits(row)
        old = self._versions.holding(row)
        place = new_place(quote, start, old=old, new=self._new.text)
        head: dict[str, object] = {"id": name, "time": now()}
        if place is None:
            self.parked.append(one)
            return None if row["parked"] else {"act": "park", **head}
        if place == start and not row["parked"]:
            self.stayed.append(one)
            return None
        self.moved.append(one)
        span = {"start": place, "end": place + len(quote)}
        return {"act": "move", **head, **span, "sha256": self._new.sha256}


def _span(row: Mapping[str, object]) -> tuple[int, int]:
    return int(str(row["start"])), int(str(row["end"]))


def _content(path: Path) -> bytes | None:
    return read_delivered(path, source=path.name) if path.is_file() else None


def _text(raw: bytes | None, name: str, sole_speaker: str) -> str:
    """Return canonical text; none for a file that cannot be read any more."""
    try:
        return parse_transcript(
            raw or b"", name=name, source=name, sole_speaker=sole_speaker
        ).text
    except WorkbenchError:
        return ""


def sole_speaker_of(study_folder: str | Path, session: str) -> str:
    """Return the label of who says everything in a session, or "".

    Raises
    ------
    WorkbenchError
        If the study has no such session.
    """
    return _known(Path(study_folder), session)[1]


def _known(root: Path, session: str) -> tuple[str, str]:
    """Return the file of a session, and who its only speaker is, or ""."""
    sessions = read_table(root / SESSIONS.file, SESSIONS)
    own = sessions.loc[sessions["session"] == session, ["transcript", "sole_speaker"]]
    if own.empty:
        raise WorkbenchError(
            f"gesprek {session!r} is er niet",
            where=SESSIONS.file,
            fix=f"er zijn: {', '.join(sessions['session']) or 'geen'}; importeer een "
            "nieuw gesprek met --soort, --wijze en --datum",
        )
    name, sole_speaker = map(str, own.iloc[0])
    if Path(name).name != name:
        raise WorkbenchError(
            f"transcript {name!r} staat niet in de map {TRANSCRIPT_FOLDER}",
            where=f"{SESSIONS.file}, gesprek {session}",
            fix="zet het bestand daarin en noem in de tabel alleen de bestandsnaam",
        )
    return name, clean_label(sole_speaker)


def _require_free(root: Path, name: str, had: str) -> None:
    """Refuse a name that is of another file of the study."""
    if name != had and (root / TRANSCRIPT_FOLDER / name).exists():
        raise WorkbenchError(
            f"de studie heeft al een ander bestand dat {name} heet",
            where=f"{TRANSCRIPT_FOLDER}/{name}",
            fix=f"lever de nieuwe versie aan als {Path(had).suffix}, of haal dat "
            "andere bestand weg",
        )


def _with_row(root: Path, session: str, cells: Mapping[str, str]) -> bytes:
    def changed(row: dict[str, str]) -> dict[str, str]:
        own = row["gesprek"].strip() == session
        return {**row, **cells} if own else row

    return edited_rows(root / SESSIONS.file, SESSIONS, changed)


def _speakers(
    root: Path, session: str, new: Transcript
) -> tuple[dict[Path, bytes | None], tuple[str, ...], tuple[str, ...]]:
    """Return `sprekers.csv` for the new labels, and which came and went."""
    labels = list(dict.fromkeys(map(str, new.turns["speaker"])))
    known: list[str] = []
    gone: list[str] = []

    def kept(row: dict[str, str]) -> dict[str, str] | None:
        if row["gesprek"].strip() != session:
            return row
        label = clean_label(row["spreker"])
        (known if label in labels else gone).append(label)
        return row if label in labels else None

    target = root / SPEAKERS.file
    content = edited_rows(target, SPEAKERS, kept)
    added = [label for label in labels if label not in known]
    if added:
        rows = [
            {"gesprek": session, "spreker": label, "respondent": ""} for label in added
        ]
        content = longer_table(content, SPEAKERS, rows)
    files: dict[Path, bytes | None] = {target: content} if added or gone else {}
    return files, tuple(added), tuple(gone)
