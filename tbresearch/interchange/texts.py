"""The texts of a project: found in the archive, decoded, each with its own name."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from tbresearch.interchange.package import Package
from tbresearch.interchange.positions import SourceText
from tbresearch.interchange.records import Found, RawText

__all__ = ["decoded", "loaded", "unique_names"]

_MISSING = "de tekst zit niet in het bestand"
_ELSEWHERE = "de tekst staat buiten het bestand, bij wie het project maakte"
_STYLED = (
    "alleen een opgemaakte tekst (docx); daarin is niet te zeggen waar passages staan"
)
_GONE = "de bron ontbreekt"
_EMPTY = "er is geen tekst"
_UNREADABLE = "de tekst is niet te lezen"


def loaded(
    texts: Sequence[RawText], package: Package, found: list[Found]
) -> list[tuple[RawText, SourceText, str]]:
    """Return each text that is there, with its content and where that stood.

    A text that is not there is appended to `found`, and its codings with it.
    """
    kept = []
    own = {text.plain_path for text in texts if text.kind == "TextSource"}
    for text in texts:
        coded = text.codings or any(one.codings for one in text.selections)
        if text.kind == "Transcript" and text.plain_path in own and not coded:
            continue
        content, origin = _content(text, package)
        if content is None:
            found.append((text.kind, origin, text.name or text.plain_path))
            lost = [*text.codings, *(c for s in text.selections for c in s.codings)]
            found.extend(("Coding", _GONE, text.name) for _ in lost)
            uncoded = [one for one in text.selections if not one.codings]
            found.extend(("PlainTextSelection", _GONE, text.name) for _ in uncoded)
        else:
            kept.append((text, content, origin))
    return kept


def _content(text: RawText, package: Package) -> tuple[SourceText | None, str]:
    """Return the content of a text and where it stood, or None and why."""
    if text.kind == "Note" and text.content is None and text.description:
        text.content = ""  # newer versions of ATLAS.ti write a memo there
    if text.content is not None and not text.plain_path:
        return SourceText.of_xml(text.content), "PlainTextContent"
    if not text.plain_path:
        return None, _STYLED if text.rich_path else _EMPTY
    if text.plain_path.startswith(("relative:", "absolute:", "file:", "http")):
        return None, _ELSEWHERE
    raw = package.text(text.plain_path)
    if raw is None:
        if text.content is not None:
            return SourceText.of_xml(text.content), "PlainTextContent"
        return None, _MISSING
    content = decoded(raw)
    if content is None:
        return None, _UNREADABLE
    return SourceText.of_file(content), text.plain_path


def decoded(raw: bytes) -> str | None:
    """Return the content of a file with its byte order mark, or None if it is no text.

    >>> decoded("één".encode("cp1252"))
    'één'
    """
    for bom, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if raw.startswith(bom):
            return _tried(raw, encoding)
    content = _tried(raw, "utf-8")
    if content is None and b"\0" not in raw:
        content = _tried(raw, "cp1252")
    return None if content is None or "\0" in content else content


def _tried(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def unique_names(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Return a name for each pair of name and path, with a number where it is taken.

    >>> unique_names([("a", ""), ("a", ""), ("", "internal://b.txt")])
    ['a', 'a (2)', 'b']
    """
    taken: set[str] = set()
    names = []
    for given, path in texts:
        name = given or PurePosixPath(path.replace("\\", "/")).stem or "zonder naam"
        number = 1
        unique = name
        while unique in taken:
            number += 1
            unique = f"{name} ({number})"
        taken.add(unique)
        names.append(unique)
    return names
