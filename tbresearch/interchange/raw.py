"""A REFI-QDA project file as it stands, streamed: nothing is looked up yet.

Element names are read whatever their namespace, because programs differ. Each
selection is taken and dropped as soon as it ends, so that memory stays small.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import IO

from lxml import etree

from tbresearch.errors import WorkbenchError
from tbresearch.interchange.package import damaged
from tbresearch.interchange.records import (
    RawCase,
    RawCode,
    RawCoding,
    RawLink,
    RawProject,
    RawSelection,
    RawSet,
    RawText,
)

__all__ = ["guid_of", "local", "read_codes", "read_raw", "refuse_definitions"]

_MEDIA_SELECTIONS = (
    "PDFSelection",
    "PictureSelection",
    "AudioSelection",
    "VideoSelection",
)
_SELECTIONS = ("PlainTextSelection", "TranscriptSelection", *_MEDIA_SELECTIONS)
_TEXTS = ("TextSource", "Representation", "Transcript", "TextDescription", "Note")
_MEDIA = ("PDFSource", "PictureSource", "AudioSource", "VideoSource")
_WHOLE = ("User", "CodeBook", "Variable", "Case", "Link", "Set", "Graph")
_TAGS = tuple(
    f"{{*}}{name}" for name in ("Project", *_SELECTIONS, *_TEXTS, *_MEDIA, *_WHOLE)
)
_FURTHEST = 2**60

NOT_MEDIA = "passages in beeld, geluid en pdf-pagina's worden niet gelezen"


def guid_of(element: etree._Element, name: str = "guid") -> str:
    """Return a guid in lower case without braces, whatever the program wrote."""
    return (element.get(name) or "").strip("{} \t\n\r").lower()


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return _without_namespace(element.tag)


@cache
def _without_namespace(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def refuse_definitions(element: etree._Element, *, source: str) -> None:
    """Refuse a file with a document type: the way to entities that grow."""
    if element.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
        raise WorkbenchError(
            "dit bestand heeft een DOCTYPE, die geen enkel programma erin schrijft",
            where=source,
            fix="vertrouw dit bestand niet; vraag de maker om een nieuwe export",
        )


def read_raw(file: IO[bytes], *, source: str) -> RawProject:
    """Read a project file; `source` is what messages call it."""
    reader = _Reader()
    try:
        events = etree.iterparse(
            file,
            events=("start", "end"),
            tag=_TAGS,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        for event, element in events:
            if event == "start":
                if element.getparent() is None:
                    refuse_definitions(element, source=source)
            else:
                reader.take(element)
        root = events.root
    except WorkbenchError:
        raise
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise damaged(
            f"het project is geen geldige XML (regel {line})", source
        ) from None
    except Exception:  # any method of compression, any damage
        raise damaged("het project is niet te lezen", source) from None
    if root is None or local(root) != "Project":
        raise WorkbenchError(
            "dit is geen project van REFI-QDA",
            where=source,
            fix="een codeboek (.qdc) of ander bestand is iets anders dan een project; "
            "exporteer het project als REFI-QDA (.qdpx)",
        )
    reader.finish(root)
    return reader.project


class _Reader:
    """Takes elements as they end."""

    def __init__(self) -> None:
        self.project = RawProject()
        self._selections: list[RawSelection] = []
        self._media: list[RawSelection] = []
        self._texts = 0

    def take(self, element: etree._Element) -> None:
        kind = local(element)
        if kind in _SELECTIONS:
            found = _selection(element, kind)
            (self._media if kind in _MEDIA_SELECTIONS else self._selections).append(
                found
            )
        elif kind in _TEXTS:
            self._take_text(element, kind)
        elif kind in _MEDIA:
            self._take_media(element, kind)
        elif kind == "User":
            name = element.get("name") or element.get("id") or ""
            self.project.users[guid_of(element)] = name.strip()
        elif kind == "CodeBook":
            self.project.codes += read_codes(element)
        else:
            self._take_rest(element, kind)
        if kind != "Project":
            element.clear()

    def _take_rest(self, element: etree._Element, kind: str) -> None:
        if kind == "Variable":
            pair = (element.get("name") or "", element.get("typeOfVariable") or "Text")
            self.project.variables[guid_of(element)] = pair
        elif kind == "Case":
            self.project.cases.append(_case(element))
        elif kind == "Set":
            self.project.sets.append(_set(element))
        elif kind == "Link":
            self.project.links.append(_link(element))
        elif kind == "Graph":
            reason = "schema's en netwerken worden niet gelezen"
            self.project.found.append((kind, reason, element.get("name") or ""))

    def finish(self, root: etree._Element) -> None:
        self.project.name = root.get("name") or ""
        self.project.origin = root.get("origin") or ""
        self.project.description = _description(root)
        self.project.notes = _refs(root, "NoteRef")

    def _take_text(self, element: etree._Element, kind: str) -> None:
        parent = element.getparent()
        text = _text(element, kind)
        text.selections, self._selections = self._selections, []
        if kind == "Note":
            self.project.memos.append(text)
            return
        if parent is not None and local(parent) in _MEDIA_SELECTIONS:
            return
        if parent is not None and local(parent) in _MEDIA:
            text.name = text.name or parent.get("name") or ""
            self._texts += 1
        self.project.texts.append(text)

    def _take_media(self, element: etree._Element, kind: str) -> None:
        name = element.get("name") or ""
        own = self.project.texts[len(self.project.texts) - self._texts :]
        twins = {one.guid for text in own for one in text.selections}
        found = self.project.found
        reason = "van beeld, geluid en pdf wordt alleen een bijgevoegde tekst gelezen"
        found.append((kind, reason, name))
        for one in self._media:
            if one.guid not in twins:
                found.append((kind.replace("Source", "Selection"), NOT_MEDIA, name))
                found.extend(("Coding", NOT_MEDIA, name) for _ in one.codings)
        whole = element.iterchildren("{*}Coding")
        found.extend(
            ("Coding", "codering van heel beeld of geluid", name) for _ in whole
        )
        self._media, self._texts = [], 0


def _selection(element: etree._Element, kind: str) -> RawSelection:
    notes: Sequence[str] = ()
    codings, description = [], ""
    for child in element:
        name = local(child)
        if name == "Coding":
            codings.append(_coding(child))
        elif name == "NoteRef":
            notes = (*notes, guid_of(child, "targetGUID"))
        elif name == "Description":
            description = child.text or ""
    get = element.get
    sync = None
    if kind == "TranscriptSelection":
        sync = guid_of(element, "fromSyncPoint"), guid_of(element, "toSyncPoint")
    return RawSelection(
        guid_of(element),
        get("name") or "",
        _whole(get("startPosition")),
        _whole(get("endPosition")),
        description.strip(),
        guid_of(element, "creatingUser"),
        get("creationDateTime") or "",
        notes,
        codings,
        sync,
    )


def _coding(element: etree._Element) -> RawCoding:
    code = ""
    notes: Sequence[str] = ()
    for child in element:
        name = local(child)
        if name == "CodeRef":
            code = guid_of(child, "targetGUID")
        elif name == "NoteRef":
            notes = (*notes, guid_of(child, "targetGUID"))
    return RawCoding(
        guid_of(element),
        code,
        guid_of(element, "creatingUser"),
        element.get("creationDateTime") or "",
        notes,
    )


def _text(element: etree._Element, kind: str) -> RawText:
    content = element.find("{*}PlainTextContent")
    return RawText(
        kind=kind,
        guid=guid_of(element),
        name=(element.get("name") or "").strip(),
        content=None if content is None else content.text or "",
        plain_path=(element.get("plainTextPath") or "").strip(),
        rich_path=(element.get("richTextPath") or "").strip(),
        description=_description(element),
        user=guid_of(element, "creatingUser"),
        time=element.get("creationDateTime") or "",
        selections=[],
        codings=[_coding(child) for child in element.iterchildren("{*}Coding")],
        notes=_refs(element, "NoteRef"),
        values=_values(element),
        sync={
            guid_of(point): _whole(point.get("position"))
            for point in element.iterchildren("{*}SyncPoint")
        },
    )


def read_codes(book: etree._Element) -> list[RawCode]:
    """Return the codes below a CodeBook, each parent before its children."""
    codes = []
    top = book.find("{*}Codes")
    waiting = (
        [] if top is None else [(child, "") for child in top.iterchildren("{*}Code")]
    )
    waiting.reverse()
    while waiting:
        element, parent = waiting.pop()
        code = RawCode(
            guid=guid_of(element),
            name=(element.get("name") or "").strip(),
            parent=parent,
            description=_description(element),
            color=(element.get("color") or "").strip(),
            codable=(element.get("isCodable") or "true").lower() in ("true", "1"),
            notes=_refs(element, "NoteRef"),
        )
        codes.append(code)
        below = [(child, code.guid) for child in element.iterchildren("{*}Code")]
        waiting += reversed(below)
    return codes


def _case(element: etree._Element) -> RawCase:
    return RawCase(
        guid=guid_of(element),
        name=(element.get("name") or "").strip(),
        description=_description(element),
        codes=_refs(element, "CodeRef"),
        values=_values(element),
        sources=_refs(element, "SourceRef"),
        selections=_refs(element, "SelectionRef"),
    )


def _set(element: etree._Element) -> RawSet:
    return RawSet(
        guid=guid_of(element),
        name=(element.get("name") or "").strip(),
        description=_description(element),
        codes=_refs(element, "MemberCode") or _refs(element, "MemberCode", "guid"),
        sources=_refs(element, "MemberSource"),
        notes=_refs(element, "MemberNote"),
    )


def _link(element: etree._Element) -> RawLink:
    return RawLink(
        guid=guid_of(element),
        name=element.get("name") or "",
        direction=element.get("direction") or "",
        origin=guid_of(element, "originGUID"),
        target=guid_of(element, "targetGUID"),
    )


def _values(element: etree._Element) -> list[tuple[str, str]]:
    """Return variable values: the guid of the variable, and the value as text."""
    found = []
    for value in element.iterchildren("{*}VariableValue"):
        variable = ""
        content = ""
        for child in value:
            if local(child) == "VariableRef":
                variable = guid_of(child, "targetGUID")
            else:
                content = (child.text or "").strip()
        found.append((variable, content))
    return found


def _refs(
    element: etree._Element, name: str, attribute: str = "targetGUID"
) -> list[str]:
    found = (guid_of(c, attribute) for c in element.iterchildren(f"{{*}}{name}"))
    return [guid for guid in found if guid]


def _description(element: etree._Element) -> str:
    found = element.find("{*}Description")
    return "" if found is None else (found.text or "").strip()


def _whole(value: str | None) -> int:
    """Return a position; -1 for what is none."""
    try:
        return max(-1, min(int(value or ""), _FURTHEST))
    except ValueError:
        return -1
