"""Writing a REFI-QDA project (.qdpx): strict, the same bytes for the same project."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from lxml import etree
from numpy.typing import NDArray

from tbresearch.errors import Problem, StudyError
from tbresearch.interchange.elements import (
    NAMESPACE,
    child,
    element,
    safe,
    short_quote,
    values,
)
from tbresearch.interchange.guids import derived, stamp
from tbresearch.interchange.identities import Identities
from tbresearch.interchange.lists import (
    case_list,
    code_list,
    note_list,
    set_list,
    user_list,
    variable_list,
)
from tbresearch.interchange.markers import MARKED, POLARITY_CODES
from tbresearch.interchange.positions import Reading, SourceText
from tbresearch.interchange.project import Loss, QdaNote, QdaProject, Span, gathered
from tbresearch.interchange.schemas import PROJECT, require_valid
from tbresearch.study import write_together

__all__ = ["project_bytes", "write_project"]

PROJECT_FILE = "project.qde"
_FIXED = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o600 << 16
# A project has hundreds of thousands of these.
_TAG_SELECTION = f"{{{NAMESPACE}}}PlainTextSelection"
_TAG_CODING = f"{{{NAMESPACE}}}Coding"
_TAG_CODE = f"{{{NAMESPACE}}}CodeRef"
_CODING = (
    *("start", "end", "code", "coder", "polarity", "marked", "memo", "time", "guid"),
)


def write_project(
    project: QdaProject, path: Path, *, reading: Reading
) -> tuple[Loss, ...]:
    """Write a project, and return what the file cannot hold."""
    content = project_bytes(project, reading=reading, where=str(path))
    write_together({path: content})
    reason = "relaties tussen onderdelen worden niet geschreven"
    return gathered(("Link", reason, link.name) for link in project.links)


def project_bytes(project: QdaProject, *, reading: Reading, where: str) -> bytes:
    """Return the bytes of a .qdpx.

    Raises
    ------
    WorkbenchError
        If a passage or a code of the project does not exist in it, or what would
        be written is not as the standard says.
    """
    _require_whole(project, where)
    ids = Identities(project)
    written = {
        name: _written(source.text, reading) for name, source in project.sources.items()
    }
    content = _Writer(project, ids, {n: w[1] for n, w in written.items()}).qde(reading)
    require_valid(content, PROJECT, where=where)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _put(archive, PROJECT_FILE, content)
        for name, source in project.sources.items():
            raw = written[name][0].encode("utf-8", "surrogatepass")
            _put(archive, f"sources/{ids.source(source)}.txt", raw)
    return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, date_time=_FIXED)
    info.create_system = _UNIX
    info.external_attr = _READABLE
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content, compresslevel=3)


def _require_whole(project: QdaProject, where: str) -> None:
    """Refuse a project that refers to what it does not have."""
    codings = project.codings
    sizes = {name: len(source.text) for name, source in project.sources.items()}
    size = codings["source"].map(sizes).astype("float64")
    wrong = size.isna() | (codings["start"] < 0) | (codings["end"] > size)
    wrong |= codings["start"] >= codings["end"]
    spans = [span for case in project.cases for span in case.passages]
    spans += [note.passage for note in project.notes if note.passage is not None]
    outside = int(wrong.sum()) + sum(not _inside(span, sizes) for span in spans)
    strange = int((~codings["code"].isin(project.codebook["code"])).sum())
    windows = sum("\r" in source.text for source in project.sources.values())
    problems = [
        Problem(what=f"{what}: {count}", where=where, fix=_WHOLE)
        for count, what in (
            (outside, "passages in geen bron, of buiten de tekst ervan"),
            (strange, "coderingen met een code die er niet is"),
            (
                windows,
                "bronnen met regeleinden van Windows, waar posities niet kloppen",
            ),
        )
        if count
    ]
    if problems:
        raise StudyError(problems)


_WHOLE = "er is niets geschreven; geef een project zoals read_qdpx het geeft"


def _inside(span: Span, sizes: Mapping[str, int]) -> bool:
    return 0 <= span.start < span.end <= sizes.get(span.source, -1)


class _Writer:
    """Writes the project file, one source at a time."""

    def __init__(
        self,
        project: QdaProject,
        ids: Identities,
        offsets: Mapping[str, NDArray[np.int64]],
    ) -> None:
        self._project = project
        self._ids = ids
        self._offsets = offsets
        self._memos: list[tuple[QdaNote, str]] = []

    def qde(self, reading: Reading) -> bytes:
        """Return the project file."""
        project, ids = self._project, self._ids
        out = io.BytesIO()
        head = {"name": safe(project.name), "origin": f"tbresearch ({reading.key})"}
        with etree.xmlfile(out, encoding="utf-8") as file:
            file.write_declaration(standalone=True)
            with file.element(f"{{{NAMESPACE}}}Project", head, nsmap={None: NAMESPACE}):
                for made in (user_list(ids), code_list(ids), variable_list(ids)):
                    _put_filled(file, made)
                _put_filled(file, case_list(project, ids))
                if project.sources:
                    with file.element(f"{{{NAMESPACE}}}Sources"):
                        for one in self._sources():
                            file.write(one)
                _put_filled(file, note_list(ids, self._memos))
                _put_filled(file, set_list(project, ids))
                for note in ids.about("project", ""):
                    file.write(element("NoteRef", {"targetGUID": note}))
        return out.getvalue()

    def _sources(self) -> Iterator[etree._Element]:
        """Yield each source with its passages; the memos on codings are kept."""
        ids = self._ids
        codings = {
            str(name): own for name, own in self._project.codings.groupby("source")
        }
        referred: dict[str, list[Span]] = {}
        for span in ids.spans:
            referred.setdefault(span.source, []).append(span)
        for name, source in self._project.sources.items():
            guid = ids.source(source)
            path = f"internal://{guid}.txt"
            head = {"guid": guid, "name": safe(name), "plainTextPath": path}
            made = element("TextSource", head)
            if source.description:
                child(made, "Description", text=source.description)
            for span in referred.get(name, ()):
                one = self._selection(made, ids.spans[span], span, {})
                for note in ids.about("passage", name, span):
                    child(one, "NoteRef", {"targetGUID": note})
            if name in codings:
                self._add_codings(made, name, codings[name])
            for number, code in enumerate(source.codes):
                whole = child(
                    made, "Coding", {"guid": derived(guid, "whole", str(number))}
                )
                child(whole, "CodeRef", {"targetGUID": ids.codes[code]})
            for note in ids.about("source", name):
                child(made, "NoteRef", {"targetGUID": note})
            values(made, source.variables, ids.kinds, ids.variables)
            yield made

    def _add_codings(
        self, made: etree._Element, name: str, codings: pd.DataFrame
    ) -> None:
        """Add each coding with a passage of its own, and what marks it."""
        rows = zip(*(codings[column].tolist() for column in _CODING), strict=True)
        for start, end, code, coder, polarity, marked, memo, time, given in rows:
            key = "\0".join((name, f"{start}-{end}", code, coder, polarity))
            guid = self._ids.of("coding", key, given)
            by = self._by(coder, time)
            span = Span(name, start, end)
            one = self._selection(made, derived(guid, "passage"), span, by)
            first = self._coding(one, guid, code, by)
            if memo:
                note = QdaNote(
                    text=memo, name="Memo bij een codering", coder=coder, time=time
                )
                self._memos.append((note, derived(guid, "memo")))
                child(first, "NoteRef", {"targetGUID": derived(guid, "memo")})
            if polarity in POLARITY_CODES:
                mark = POLARITY_CODES[polarity]
                self._coding(one, derived(guid, mark), mark, by)
            if marked:
                self._coding(one, derived(guid, MARKED), MARKED, by)

    def _by(self, coder: str, time: str) -> dict[str, str]:
        """Return who coded and when, as far as the file can say it."""
        said = {
            "creatingUser": self._ids.users.get(coder),
            "creationDateTime": stamp(time),
        }
        return {name: value for name, value in said.items() if value is not None}

    def _coding(
        self, one: etree._Element, guid: str, code: str, by: dict[str, str]
    ) -> etree._Element:
        coding = etree.SubElement(one, _TAG_CODING, {"guid": guid, **by})
        etree.SubElement(coding, _TAG_CODE, {"targetGUID": self._ids.codes[code]})
        return coding

    def _selection(
        self, made: etree._Element, guid: str, span: Span, by: dict[str, str]
    ) -> etree._Element:
        offsets = self._offsets[span.source]
        text = self._project.sources[span.source].text
        head = {
            "guid": guid,
            "name": short_quote(text[span.start : span.end]),
            "startPosition": str(offsets.item(span.start)),
            "endPosition": str(offsets.item(span.end)),
            **by,
        }
        return etree.SubElement(made, _TAG_SELECTION, head)


def _put_filled(file: etree._IncrementalFileWriter, made: etree._Element) -> None:
    """Write a list unless it is empty, which the schema forbids."""
    if len(made):
        file.write(made)


def _written(text: str, reading: Reading) -> tuple[str, NDArray[np.int64]]:
    """Return a text as its file holds it, and the position of each code point."""
    content = text.replace("\n", "\r\n") if reading.crlf else text
    # what looks like a byte order mark at the start of a text needs one before it
    if reading.bom or text.startswith("\ufeff"):
        content = f"\ufeff{content}"
    return content, SourceText.of_file(content).offsets(reading)
