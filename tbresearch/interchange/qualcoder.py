"""Reading a QualCoder project: a folder `.qda` with an SQLite database, read only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from tbresearch.errors import WorkbenchError
from tbresearch.interchange.assembling import assembled
from tbresearch.interchange.markers import MARKED, MARKERS
from tbresearch.interchange.positions import SourceText
from tbresearch.interchange.project import QdaProject
from tbresearch.interchange.qdpx import wanted_reading
from tbresearch.interchange.records import (
    RawCase,
    RawCode,
    RawCoding,
    RawProject,
    RawSelection,
    RawText,
)

__all__ = ["DATABASE", "read_qda"]

DATABASE = "data.qda"
_NEEDED = ("project", "source", "code_name", "code_cat", "code_text")
_LONGEST = 100_000_000
_FURTHEST = 2**60
_MARK = "tbresearch-marked"
_MARKS = "tbresearch-markers"


def read_qda(path: str | Path, *, reading: str | None = None) -> QdaProject:
    """Read a project of QualCoder, of any version since 2.

    Parameters
    ----------
    path : str or Path
        The folder that ends in .qda, or the file `data.qda` in it. It is opened for
        reading only.
    reading : str, optional
        As in `read_qdpx`; seldom needed, for QualCoder stores each passage.

    Returns
    -------
    QdaProject

    Raises
    ------
    WorkbenchError
        If the file is no project of QualCoder, is damaged or locked.
    """
    asked = wanted_reading(reading)
    given = Path(path)
    file = given / DATABASE if given.is_dir() else given
    if not file.is_file():
        raise WorkbenchError(
            "hier is geen project van QualCoder",
            where=str(path),
            fix=f"geef de map die eindigt op .qda en waarin {DATABASE} staat",
        )
    try:
        address = f"file:{quote(str(file.resolve()))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as base:
            raw, memos = _Reader(base, given).read(source=str(path))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _unreadable(error, str(path)) from None
    texts = [
        (text, SourceText.of_file(text.content or ""), "source") for text in raw.texts
    ]
    notes = [(memo, SourceText.of_file(memo.content or ""), "") for memo in memos]
    return assembled(raw, texts, notes, asked=asked, where=str(path))


def _unreadable(error: Exception, where: str) -> WorkbenchError:
    if "locked" in str(error):
        return WorkbenchError(
            "dit project is in gebruik",
            where=where,
            fix="sluit het project in QualCoder en probeer het opnieuw",
        )
    return WorkbenchError(
        "dit is geen leesbaar project van QualCoder: het is beschadigd, versleuteld of "
        "iets anders",
        where=where,
        fix="open het in QualCoder en bewaar het daar opnieuw, of exporteer het als "
        "REFI-QDA (.qdpx)",
    )


class _Reader:
    """Reads the tables of one database."""

    def __init__(self, base: sqlite3.Connection, path: Path) -> None:
        self._base = base
        base.row_factory = sqlite3.Row
        base.text_factory = lambda raw: raw.decode("utf-8", "replace")
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        base.execute("PRAGMA trusted_schema = OFF")
        stem = path.parent.name if path.name == DATABASE else path.name
        self._raw = RawProject(name=Path(stem).stem, origin="QualCoder")
        self._memos: list[RawText] = []

    def read(self, *, source: str) -> tuple[RawProject, list[RawText]]:
        """Return the project and its memos."""
        tables = {
            row["name"]
            for row in self._base.execute(
                "SELECT name FROM sqlite_master WHERE type='table'"
            )
        }
        missing = [name for name in _NEEDED if name not in tables]
        if missing:
            raise WorkbenchError(
                f"dit is geen project van QualCoder: tabel {missing[0]!r} ontbreekt",
                where=source,
                fix="geef de map die eindigt op .qda, zoals QualCoder haar maakt",
            )
        self._tables = tables
        self._codes()
        self._sources()
        self._cases()
        for row in self._rows("journal"):
            self._memo(f"journal-{_text(row, 'jid')}", _text(row, "jentry"), row)
        for table, what in (
            ("code_image", "PictureSelection"),
            ("code_av", "VideoSelection"),
        ):
            reason = "passages in beeld, geluid en pdf-pagina's worden niet gelezen"
            self._raw.found += [(what, reason, "") for _ in self._rows(table)]
        return self._raw, self._memos

    def _rows(self, table: str) -> Sequence[sqlite3.Row]:
        if table not in self._tables:
            return []
        return self._base.execute(f"SELECT * FROM {table}").fetchall()

    def _codes(self) -> None:
        """Read categories and codes; a code may stand under either."""
        for row in self._rows("code_cat"):
            above = _text(row, "supercatid")
            self._raw.codes.append(
                _code(
                    row,
                    f"cat-{_text(row, 'catid')}",
                    above and f"cat-{above}",
                    codable=False,
                )
            )
        for row in self._rows("code_name"):
            category, above = _text(row, "catid"), _text(row, "supercid")
            parent = f"cid-{above}" if above else category and f"cat-{category}"
            self._raw.codes.append(
                _code(row, f"cid-{_text(row, 'cid')}", parent, codable=True)
            )
        for guid, name, parent in ((_MARKS, MARKERS, ""), (_MARK, MARKED, _MARKS)):
            self._raw.codes.append(RawCode(guid, name, parent, "", "", True, []))

    def _sources(self) -> None:
        values = _attributes(self._rows, self._raw, "file")
        selections: dict[str, list[RawSelection]] = {}
        for table in ("code_text", "annotation", "case_text"):
            for row in self._rows(table):
                selections.setdefault(_text(row, "fid"), []).append(
                    self._passage(table, row)
                )
        for row in self._rows("source"):
            number, name = _text(row, "id"), _text(row, "name")
            content = _text(row, "fulltext")
            if not content:
                reason = "beeld, geluid of een leeg bestand: er is geen tekst"
                self._raw.found.append(("source", reason, name))
                continue
            text = _raw_text("TextSource", f"source-{number}", name, content)
            text.description = _text(row, "memo")
            text.selections = selections.pop(number, [])
            text.values = values.get(number, [])
            self._raw.texts.append(text)
        reason = "de bron ontbreekt"
        lost = [one for own in selections.values() for one in own if one.codings]
        self._raw.found += [("Coding", reason, "") for _ in lost]

    def _passage(self, table: str, row: sqlite3.Row) -> RawSelection:
        """Return a row with positions as a passage."""
        key = {"code_text": "ctid", "annotation": "anid", "case_text": "id"}[table]
        number = _text(row, key) or f"{_text(row, 'cid')}-{_text(row, 'pos0')}"
        owner, time = _text(row, "owner"), _moment(row)
        self._raw.users.setdefault(owner, owner)
        codings = []
        if table == "code_text":
            memo = _text(row, "memo")
            notes = [self._memo(f"memo-{number}", memo, row)] if memo else []
            guid = f"coding-{number}"
            codings.append(
                RawCoding(guid, f"cid-{_text(row, 'cid')}", owner, time, notes)
            )
            if _text(row, "important") == "1":
                codings.append(RawCoding(f"{guid}-mark", _MARK, owner, time, []))
        return RawSelection(
            guid=f"{table}-{number}",
            name=_text(row, "seltext"),
            start=_whole(_text(row, "pos0")),
            end=_whole(_text(row, "pos1")),
            description=_text(row, "memo") if table == "annotation" else "",
            user=owner,
            time=time,
            notes=[],
            codings=codings,
        )

    def _cases(self) -> None:
        values = _attributes(self._rows, self._raw, "case")
        passages: dict[str, list[str]] = {}
        for row in self._rows("case_text"):
            passages.setdefault(_text(row, "caseid"), []).append(
                f"case_text-{_text(row, 'id')}"
            )
        for row in self._rows("cases"):
            number = _text(row, "caseid")
            self._raw.cases.append(
                RawCase(
                    guid=f"case-{number}",
                    name=_text(row, "name"),
                    description=_text(row, "memo"),
                    codes=[],
                    values=values.get(number, []),
                    sources=[],
                    selections=passages.get(number, []),
                )
            )

    def _memo(self, guid: str, text: str, row: sqlite3.Row) -> str:
        owner = _text(row, "owner")
        self._raw.users.setdefault(owner, owner)
        memo = _raw_text("Note", guid, _text(row, "name"), text)
        memo.user, memo.time = owner, _moment(row)
        self._memos.append(memo)
        return guid


def _attributes(
    rows: Callable[[str], Sequence[sqlite3.Row]], raw: RawProject, of: str
) -> dict[str, list[tuple[str, str]]]:
    """Return the variables of cases or files, by the number of each."""
    for row in rows("attribute_type"):
        kind = "Float" if _text(row, "valuetype") == "numeric" else "Text"
        name = _text(row, "name")
        raw.variables.setdefault(name, (name, kind))
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows("attribute"):
        if _text(row, "attr_type") == of:
            pair = (_text(row, "name"), _text(row, "value"))
            found.setdefault(_text(row, "id"), []).append(pair)
    return found


def _raw_text(kind: str, guid: str, name: str, content: str) -> RawText:
    return RawText(
        kind=kind,
        guid=guid,
        name=name,
        content=content,
        plain_path="",
        rich_path="",
        description="",
        user="",
        time="",
        selections=[],
        codings=[],
        notes=[],
        values=[],
        sync={},
    )


def _code(row: sqlite3.Row, guid: str, parent: str, *, codable: bool) -> RawCode:
    return RawCode(
        guid=guid,
        name=_text(row, "name"),
        parent=parent,
        description=_text(row, "memo"),
        color=_text(row, "color"),
        codable=codable,
        notes=[],
    )


def _text(row: sqlite3.Row, column: str) -> str:
    """Return a cell as text; "" where it is empty or the version has no such column."""
    value = row[column] if column in row.keys() else None  # noqa: SIM118
    return "" if value is None else str(value).strip("\0")


def _moment(row: sqlite3.Row) -> str:
    return _text(row, "date").replace(" ", "T", 1)


def _whole(value: str) -> int:
    try:
        return max(-1, min(int(value), _FURTHEST))
    except ValueError:
        return -1
