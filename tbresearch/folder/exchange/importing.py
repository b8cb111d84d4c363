"""Bringing a project of another program into a study: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tbresearch.coding import longer_journal
from tbresearch.coding.codebook import CODEBOOK_FILE
from tbresearch.coding.journal import journal_path
from tbresearch.errors import Problem, StudyError
from tbresearch.folder.exchange.claiming import claimed
from tbresearch.folder.exchange.codes import planned_codes
from tbresearch.folder.exchange.codings import CodingPlan, planned_codings
from tbresearch.folder.exchange.sources import Home, homes, slug
from tbresearch.folder.exchange.state import Standing, standing, with_coders
from tbresearch.folder.exchange.telling import (
    code_line,
    project_lines,
    sideless,
    unplaced,
)
from tbresearch.html import list_html, text_html
from tbresearch.interchange import (
    Loss,
    QdaCodebook,
    QdaProject,
    gathered,
    read_qda,
    read_qdc,
    read_qdpx,
)
from tbresearch.study import (
    SESSIONS,
    SETTINGS_FILE,
    SPEAKERS,
    TRANSCRIPT_FOLDER,
    Table,
    as_written,
    decode,
    longer_table,
    read_bytes,
    write_together,
)
from tbresearch.study.fields import parse_record

__all__ = ["ProjectImport", "import_project", "preview_project"]

_SOLE = next(f.name for f in SESSIONS.fields if f.column == "sole_speaker")
_FACTS = ("soort", "wijze", "datum")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProjectImport:
    """What an import brings, or brought.

    Attributes
    ----------
    title : str
        The file and what is in it.
    lines : tuple of str
        What happens, in Dutch.
    losses : tuple of Loss
        What does not come along.
    doubts : tuple of str
        What to look at: positions that are not sure, codes that were renamed.
    missing : tuple of str
        What has to be said about new sessions: ``"soort"``, ``"wijze"``, ``"datum"``.
    changes : int
        Files that change; 0 if everything is there already.
    """

    title: str
    lines: tuple[str, ...]
    losses: tuple[Loss, ...]
    doubts: tuple[str, ...]
    missing: tuple[str, ...]
    changes: int
    _files: Mapping[Path, bytes] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        parts = [self.title, "", *(f"  {line}" for line in self.lines)]
        for head, said in (("Let op", self.doubts), ("Gaat niet mee", self.losses)):
            if said:
                parts += ["", head, *(f"  {one}" for one in said)]
        return "\n".join(parts)

    def _repr_html_(self) -> str:
        return "".join(
            (
                text_html(self.title),
                list_html(self.lines),
                list_html(self.doubts, title="Let op"),
                list_html(map(str, self.losses), title="Gaat niet mee"),
            )
        )


def preview_project(
    study_folder: str | Path,
    path: str | Path,
    *,
    reading: str | None = None,
    coders: Mapping[str, str] | None = None,
    kind: str | None = None,
    mode: str | None = None,
    day: date | str | None = None,
) -> ProjectImport:
    """Tell what importing a file would bring; nothing is written.

    Parameters are those of `import_project`; what is not known yet of new sessions
    may be left out.
    """
    given = {"soort": kind, "wijze": mode, "datum": _text(day)}
    root = Path(study_folder)
    study = standing(root)
    content = _opened(Path(path), reading)
    return _planned(study, Path(path), content, coders or {}, given)


def import_project(
    study_folder: str | Path,
    path: str | Path,
    *,
    reading: str | None = None,
    coders: Mapping[str, str] | None = None,
    kind: str | None = None,
    mode: str | None = None,
    day: date | str | None = None,
) -> ProjectImport:
    """Bring a project into a study: transcripts, codes, and a journal for each coder.

    Importing the same file again changes nothing. A text that the study has already
    gets the codings at the words that they were given to.

    Parameters
    ----------
    study_folder : str or Path
        The folder that holds `studie.toml`.
    path : str or Path
        A .qdpx, a .qdc, or a project of QualCoder (.qda).
    reading : str, optional
        How positions count, as in `read_qdpx`; only for a file that does not tell.
    coders : mapping of str to str, optional
        The coder of the study for a name in the file; else one is made of the name.
    kind, mode, day : str, optional
        What sessions that are new were: as in `import_transcript`. Not needed
        where the file says it, or where no session is new.

    Returns
    -------
    ProjectImport

    Raises
    ------
    WorkbenchError
        If the file cannot be read, something about new sessions is not said, or a
        file of the study cannot be written. Nothing is changed then.
    """
    plan = preview_project(
        study_folder,
        path,
        reading=reading,
        coders=coders,
        kind=kind,
        mode=mode,
        day=day,
    )
    if plan.missing:
        raise StudyError(
            Problem(
                what=f"van de nieuwe gesprekken is niet gezegd: {name}",
                where=str(path),
                fix=f"geef {name} mee; er is niets in de studie gezet",
            )
            for name in plan.missing
        )
    with claimed(Path(study_folder), plan._files):
        write_together(plan._files)
    return plan


def _text(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day


def _opened(path: Path, reading: str | None) -> QdaProject | QdaCodebook:
    if path.suffix.lower() == ".qdc":
        return read_qdc(path)
    if path.suffix.lower() == ".qdpx":
        return read_qdpx(path, reading=reading)
    return read_qda(path, reading=reading)


def _planned(
    study: Standing,
    path: Path,
    content: QdaProject | QdaCodebook,
    coders: Mapping[str, str],
    given: Mapping[str, str | None],
) -> ProjectImport:
    """Return all that an import does, with the files as they become."""
    raw = read_bytes(study.root / CODEBOOK_FILE, source=CODEBOOK_FILE)
    text = decode(raw, source=CODEBOOK_FILE)
    codes = planned_codes(content.codebook, study.codebook, text)
    files: dict[Path, bytes] = {}
    if codes.added:
        files[study.root / CODEBOOK_FILE] = as_written(codes.text, raw)
    lines = [code_line(codes, len(content.codebook))]
    losses = [*content.losses, *unplaced(content)]
    doubts = list(codes.renamed)
    missing: tuple[str, ...] = ()
    if isinstance(content, QdaProject):
        own = {home.source.name: home for home in homes(content, study)}
        named = _coder_names(content, study, coders)
        codings = planned_codings(content, study, own, codes, named)
        facts = [_facts(home, given) for home in own.values() if home.file]
        missing = tuple(n for n in _FACTS if any(not row[n] for row in facts))
        if not missing:
            _check(facts)
            files |= _session_files(study, own, facts)
        files |= _journal_files(study, codings)
        lines += project_lines(own, codings, named, study)
        losses += gathered(codings.found)
        doubts += [str(one) for one in content.resolution if not one.sure]
        doubts += sideless(content)
    return ProjectImport(
        title=f"{path.name}: {content}",
        lines=tuple(lines),
        losses=tuple(losses),
        doubts=tuple(doubts),
        missing=missing,
        changes=len(files),
        _files=files,
    )


def _coder_names(
    project: QdaProject, study: Standing, coders: Mapping[str, str]
) -> dict[str, str]:
    """Return the coder of the study for every name in the file.

    Two names stay two coders, unless the user says that they are one.
    """
    names = [*project.codings["coder"], *(note.coder for note in project.notes)]
    known = {name.casefold(): name for name in study.coders}
    found: dict[str, str] = {}
    for name in dict.fromkeys(name for name in names if name):
        if name in coders:
            found[name] = coders[name]
            continue
        base = known.get(name.casefold(), slug(name))
        own, number = known.get(base.casefold(), base), 2
        while own in found.values():
            own, number = f"{base}-{number}", number + 1
        found[name] = own
    _require_keys(set(found.values()) - set(study.coders))
    return found


def _require_keys(names: Iterable[str]) -> None:
    problems = [
        Problem(
            what=f"{name!r} kan geen naam van een codeur zijn",
            where="--codeur",
            fix="gebruik een korte naam van letters, cijfers, _ of -, zonder spaties",
        )
        for name in names
        if slug(name) != name
    ]
    if problems:
        raise StudyError(problems)


def _facts(home: Home, given: Mapping[str, str | None]) -> dict[str, str]:
    """Return the row of a new session; what nobody says stays empty."""
    said = home.source.variables
    assert home.file is not None
    return {
        "gesprek": home.session,
        **{name: given[name] or said.get(name, "") for name in _FACTS},
        "transcript": home.file[0],
        "titel": said.get("titel") or home.source.name,
        _SOLE: home.sole_speaker,
    }


def _check(rows: Sequence[Mapping[str, str]]) -> None:
    problems: list[Problem] = []
    for row in rows:
        where = f"nieuw gesprek {row['gesprek']}"
        parse_record(
            row,
            SESSIONS.fields,
            at=lambda name, where=where: f"{where}, {name}",  # type: ignore[misc]
            problems=problems,
        )
    if problems:
        raise StudyError(problems)


def _session_files(
    study: Standing, own: Mapping[str, Home], facts: Sequence[Mapping[str, str]]
) -> dict[Path, bytes]:
    """Return new transcripts, and the tables of sessions and speakers with them."""
    files: dict[Path, bytes] = {}
    speakers = []
    folder = study.root / TRANSCRIPT_FOLDER
    there = {path.name.casefold() for path in folder.glob("*")}
    for home in own.values():
        if home.file is None:
            continue
        name, content = home.file
        if name.casefold() in there:
            raise StudyError(
                [
                    Problem(
                        what="de studie heeft al een ander bestand met deze naam",
                        where=f"{TRANSCRIPT_FOLDER}/{name}",
                        fix="geef dat bestand een andere naam, ook in gesprekken.csv; "
                        "er is niets veranderd",
                    )
                ]
            )
        files[folder / name] = content
        for label in home.text.transcript.turns["speaker"].unique():
            who = home.respondents.get(str(label), "")
            row = {"gesprek": home.session, "spreker": str(label), "respondent": who}
            speakers.append(row)
    if facts:
        files[study.root / SPEAKERS.file] = _longer(study.root, SPEAKERS, speakers)
        files[study.root / SESSIONS.file] = _longer(study.root, SESSIONS, facts)
    return files


def _longer(root: Path, table: Table, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a table of the study as it is with these rows added."""
    return longer_table(read_bytes(root / table.file, source=table.file), table, rows)


def _journal_files(study: Standing, codings: CodingPlan) -> dict[Path, bytes]:
    """Return the journals with their new acts, and the settings with new coders."""
    files: dict[Path, bytes] = {}
    for coder, acts in codings.acts.items():
        path = journal_path(study.root, coder)
        raw = read_bytes(path, source=path.name) if path.is_file() else b""
        files[path] = longer_journal(raw, acts)
    fresh = [coder for coder in codings.acts if coder not in study.coders]
    if fresh:
        path = study.root / SETTINGS_FILE
        files[path] = with_coders(read_bytes(path, source=SETTINGS_FILE), fresh)
    return files
