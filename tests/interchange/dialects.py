"""Projects as six programs write them, made from the facts and not by our writer.

Each dialect counts positions in its own way, which is written out here once more on
the bytes of the file, and has the habits of its program. The text holds what goes
wrong elsewhere: emoji, accents of two signs, and line ends.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

TEXT = (
    "I: Hoe gaat het met u? \U0001f642\n"
    "\n"
    "R1: Goed, dank u. De clie\u0308nt naast mij \U0001f389\U0001f389 lacht.\n"
    "\n"
    "I: Wat helpt er in huis?\n"
    "\n"
    "R1: Rust en overzicht, \u00e9n korte lijnen "
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 met de buurt.\n"
    "Dat zeg ik al jaren.\n"
    "\n"
    "I: Dank u wel.\n"
)
# passage, code, coder
CODED = (
    ("Goed, dank u.", "Stemming", "Anna Visser"),
    ("De clie\u0308nt naast mij", "Netwerk", "Anna Visser"),
    ("Rust en overzicht", "Rust", "Bram"),
    ("korte lijnen", "Netwerk", "Bram"),
    ("met de buurt.\nDat zeg ik al jaren.", "Netwerk", "Anna Visser"),
    ("jaren", "Stemming", "Bram"),
)
CODES = ("Stemming", "Netwerk", "Rust")
Position = Callable[[str, int], int]


def code_points(text: str, at: int) -> int:
    return at


def code_points_crlf(text: str, at: int) -> int:
    return len(text[:at].replace("\n", "\r\n"))


def utf16_crlf(text: str, at: int) -> int:
    return len(text[:at].replace("\n", "\r\n").encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Dialect:
    """How one program writes."""

    origin: str
    position: Position
    reading: str
    crlf: bool = False
    bom: bool = False
    upper: bool = False
    folder: str = "sources"
    project: str = "project.qde"
    scheme: str = "internal://"
    name: str | None = "gesprek 1"
    inline: bool = False
    more: Mapping[str, str] = field(default_factory=dict)


DIALECTS = {
    "nvivo": Dialect(
        origin="NVivo 1.7.1",
        position=utf16_crlf,
        reading="utf16-crlf",
        crlf=True,
        bom=True,
        folder="Sources",
    ),
    "atlas": Dialect(
        origin="ATLAS.ti 9.1",
        position=code_points,
        reading="codepunt-lf",
        crlf=True,
        upper=True,
        project="Mijn project.qde",
    ),
    "maxqda": Dialect(
        origin="MAXQDA 2022",
        position=code_points_crlf,
        reading="codepunt-crlf",
        crlf=True,
        upper=True,
    ),
    "qualcoder": Dialect(
        origin="QualCoder 3.5", position=code_points, reading="codepunt-lf", bom=True
    ),
    "quirkos": Dialect(
        origin="Quirkos 2.5", position=code_points, reading="codepunt-lf", inline=True
    ),
    "qc": Dialect(
        origin="",
        position=code_points,
        reading="codepunt-lf",
        scheme="",
        name=None,
    ),
}


def guid(dialect: Dialect, *words: object) -> str:
    made = str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(map(str, words))))
    return made.upper() if dialect.upper else made


def selections(dialect: Dialect, text: str, *, named: bool) -> str:
    """Return each passage as a selection of its own, in the counting of the dialect."""
    parts = []
    for number, (passage, code, coder) in enumerate(CODED):
        start = text.index(passage)
        end = start + len(passage)
        name = f' name="{escape(" ".join(passage.split()))}"' if named else ""
        user = guid(dialect, "user", coder)
        parts.append(
            f'<PlainTextSelection guid="{guid(dialect, "selection", number)}"{name} '
            f'startPosition="{dialect.position(text, start)}" '
            f'endPosition="{dialect.position(text, end)}" creatingUser="{user}" '
            'creationDateTime="2025-11-03T10:00:00Z">'
            f'<Coding guid="{guid(dialect, "coding", number)}" creatingUser="{user}">'
            f'<CodeRef targetGUID="{guid(dialect, "code", code)}"/></Coding>'
            "</PlainTextSelection>"
        )
    return "".join(parts)


def project(
    dialect: Dialect,
    *,
    text: str = TEXT,
    passages: str | None = None,
    extra: str = "",
    cases: str = "",
    named: bool = False,
) -> bytes:
    """Return a .qdpx; `extra` stands in the source, behind the passages."""
    users = "".join(
        f'<User guid="{guid(dialect, "user", name)}" name="{name}"/>'
        for name in ("Anna Visser", "Bram")
    )
    codes = "".join(
        f'<Code guid="{guid(dialect, "code", name)}" name="{name}" isCodable="true"/>'
        for name in CODES
    )
    own = guid(dialect, "text")
    name = "" if dialect.name is None else f' name="{dialect.name}"'
    path = f' plainTextPath="{dialect.scheme}{own}.txt"'
    content = ""
    if dialect.inline:
        path, content = "", f"<PlainTextContent>{escape(text)}</PlainTextContent>"
    inside = selections(dialect, text, named=named) if passages is None else passages
    qde = (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{dialect.origin}">'
        f"<Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook>{cases}"
        f'<Sources><TextSource guid="{guid(dialect, "source")}"{name}{path}>{content}'
        f"{inside}{extra}</TextSource></Sources></Project>"
    )
    written = text.replace("\n", "\r\n") if dialect.crlf else text
    raw = (b"\xef\xbb\xbf" if dialect.bom else b"") + written.encode()
    files = {dialect.project: qde.encode()}
    if not dialect.inline:
        files[f"{dialect.folder}/{own}.txt"] = raw
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def qde(body: str, *, head: str = "") -> bytes:
    """Return a .qdpx with one project file that holds `body`."""
    text = (
        f'<?xml version="1.0" encoding="utf-8"?>{head}'
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="p">{body}</Project>'
    )
    return zipped({"project.qde": text.encode()})
