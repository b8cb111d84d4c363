"""A damaged or hostile file is refused in Dutch: no crash, no hang, no half."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.errors import WorkbenchError
from tbresearch.interchange import (
    package,
    positions,
    read_qda,
    read_qdc,
    read_qdpx,
)
from tests.interchange.dialects import DIALECTS, project, qde, zipped

EMPTY = b'<Project xmlns="urn:QDA-XML:project:1.0" name="p"/>'
LAUGHS = (
    '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def encrypted(raw: bytes) -> bytes:
    """Return an archive whose entries say that they have a password."""
    changed = bytearray(raw)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(sign)
        while place >= 0:
            changed[place + at] |= 1
            place = changed.find(sign, place + 4)
    return bytes(changed)


GOOD = project(DIALECTS["nvivo"])
REFUSED = {
    "zero bytes": (b"", "dit bestand is leeg (0 bytes)"),
    "no zip": (b"geen zip, echt niet", "dit is geen .qdpx: het is geen zip-bestand"),
    "half a zip": (GOOD[: len(GOOD) // 2], "het is geen zip-bestand"),
    "no project": (zipped({"a.txt": b"x"}), "in dit bestand zit geen project (.qde)"),
    "two projects": (
        zipped({"a.qde": EMPTY, "b.qde": EMPTY}),
        "in dit bestand zitten 2 projecten: a.qde, b.qde",
    ),
    "a password": (encrypted(GOOD), "met een wachtwoord versleuteld"),
    "broken XML": (
        zipped({"p.qde": b"<Project>\n<Users>\n</Project>"}),
        "het project is geen geldige XML (regel 3)",
    ),
    "an empty project": (zipped({"p.qde": b""}), "het project is geen geldige XML"),
    "another document": (
        zipped({"p.qde": b"<html/>"}),
        "dit is geen project van REFI-QDA",
    ),
    "a codebook": (
        zipped({"p.qde": b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>'}),
        "dit is geen project van REFI-QDA",
    ),
    "entities": (qde("<Description>&c;</Description>", head=LAUGHS), "een DOCTYPE"),
    "a file of the machine": (
        qde(
            "<Description>&x;</Description>",
            head='<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        ),
        "een DOCTYPE",
    ),
    "an entry that climbs out": (
        zipped({"p.qde": EMPTY, "../../buiten.txt": b"x"}),
        "in dit bestand zit een deel dat erbuiten wil staan: '../../buiten.txt'",
    ),
    "an entry at the root": (
        zipped({"p.qde": EMPTY, "/etc/x": b"x"}),
        "een deel dat erbuiten wil staan: '/etc/x'",
    ),
    "an entry on a disk": (
        zipped({"p.qde": EMPTY, "C:\\x": b"x"}),
        "een deel dat erbuiten wil staan",
    ),
    "a source that climbs out": (
        qde(
            '<Sources><TextSource guid="a" plainTextPath="internal://../../x.txt"/>'
            "</Sources>"
        ),
        "dit project verwijst naar een plek buiten het bestand",
    ),
    "a source that climbs out in disguise": (
        qde(
            '<Sources><TextSource guid="a" plainTextPath="internal://%2e%2e/x.txt"/>'
            "</Sources>"
        ),
        "dit project verwijst naar een plek buiten het bestand",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(
    case: str, tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    raw, said = REFUSED[case]
    path = tmp_path / "p.qdpx"
    path.write_bytes(raw)
    [problem] = refusal(read_qdpx, path)
    assert said in problem
    assert str(path) in problem
    assert "oplossing: " in problem


def test_a_file_that_is_not_there_is_said_so(
    tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    [problem] = refusal(read_qdpx, tmp_path / "p.qdpx")
    assert "dit bestand is er niet" in problem
    [problem] = refusal(read_qdpx, tmp_path)
    assert "dit bestand kan niet worden gelezen" in problem


@pytest.mark.parametrize(
    ("limit", "most", "said"),
    [
        ("MAX_PROJECT", 100, "uitgepakt is project.qde te groot"),
        ("MAX_TEXT", 10, "te groot"),
        ("MAX_TEXTS", 10, "te groot"),
        ("MAX_ENTRIES", 1, "dit bestand heeft 2 delen; gelezen worden er tot 1"),
    ],
)
def test_what_is_huge_once_unpacked_is_not_unpacked(
    limit: str,
    most: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    refusal: Callable[..., list[str]],
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(GOOD)
    monkeypatch.setattr(package, limit, most)
    [problem] = refusal(read_qdpx, path)
    assert said in problem


def test_an_archive_that_lies_about_its_size_is_damaged(
    tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    changed = bytearray(GOOD)
    place = changed.find(b"PK\x01\x02")
    struct.pack_into("<I", changed, place + 24, 50)
    path = tmp_path / "p.qdpx"
    path.write_bytes(bytes(changed))
    [problem] = refusal(read_qdpx, path)
    assert "dit bestand is beschadigd" in problem


SOURCE = (
    '<CodeBook><Codes><Code guid="c" name="rust" isCodable="true"/></Codes></CodeBook>'
    '<Sources><TextSource guid="s" name="bron">'
    "<PlainTextContent>rust en regelmaat</PlainTextContent>{}</TextSource></Sources>"
)
CODING = '<Coding guid="k{0}"><CodeRef targetGUID="c"/></Coding>'


def passage(start: object, end: object, *, more: str = CODING) -> str:
    return (
        f'<PlainTextSelection guid="p{start}{end}" startPosition="{start}" '
        f'endPosition="{end}">{more}</PlainTextSelection>'
    )


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (0, 18, "de positie valt buiten de tekst"),
        (17, 99, "de positie valt buiten de tekst"),
        (10**30, 10**31, "de positie valt buiten de tekst"),
        (-3, 4, "de positie valt buiten de tekst"),
        (4, 0, "de positie valt buiten de tekst"),
        ("x", 4, "de positie valt buiten de tekst"),
        ("9" * 6000, 4, "de positie valt buiten de tekst"),
        (4, 4, "een passage zonder tekens"),
    ],
)
def test_a_position_that_cannot_be_is_a_loss_and_costs_nothing_else(
    start: object, end: object, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(qde(SOURCE.format(passage(start, end) + passage(0, 4))))
    read = read_qdpx(path)
    assert list(read.codings["quote"]) == ["rust"]
    assert [(loss.element, loss.count, loss.reason) for loss in read.losses] == [
        ("PlainTextSelection", 1, reason),
        ("Coding", 1, reason),
    ]


def test_what_refers_to_nothing_is_a_loss(tmp_path: Path) -> None:
    nowhere = '<Coding guid="k"><CodeRef targetGUID="weg"/></Coding>'
    body = SOURCE.format(passage(0, 4, more=nowhere))
    body += (
        '<Links><Link guid="l" name="pijl" originGUID="x" targetGUID="c"/></Links>'
        '<Sets><Set guid="g" name="groep"><MemberCode targetGUID="weg"/>'
        '<MemberSource targetGUID="weg"/></Set></Sets>'
    )
    path = tmp_path / "p.qdpx"
    path.write_bytes(qde(body))
    read = read_qdpx(path)
    assert [(loss.element, loss.count) for loss in read.losses] == [
        ("Coding", 1),
        ("Link", 1),
        ("MemberCode", 1),
        ("MemberSource", 1),
    ]


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        ('plainTextPath="internal://weg.txt"', "de tekst zit niet in het bestand"),
        ('plainTextPath="absolute:///C:/a.txt"', "de tekst staat buiten het bestand"),
        ('plainTextPath="relative:///a.txt"', "de tekst staat buiten het bestand"),
        ('richTextPath="internal://a.docx"', "alleen een opgemaakte tekst (docx)"),
        ("", "er is geen tekst"),
    ],
)
def test_a_source_without_its_text_is_named_with_its_codings(
    attributes: str, reason: str, tmp_path: Path
) -> None:
    body = (
        f'<Sources><TextSource guid="s" name="Simon" {attributes}>{passage(0, 4)}'
        "</TextSource></Sources>"
    )
    path = tmp_path / "p.qdpx"
    path.write_bytes(qde(body))
    source, coding = read_qdpx(path).losses
    assert source.reason.startswith(reason)
    assert (source.element, source.examples) == ("TextSource", ("Simon",))
    assert (coding.element, coding.reason) == ("Coding", "de bron ontbreekt")


def test_a_text_that_is_no_text_is_a_loss(tmp_path: Path) -> None:
    body = (
        b'<Project><Sources><TextSource guid="s" name="Simon" '
        b'plainTextPath="internal://a.txt"/></Sources></Project>'
    )
    path = tmp_path / "p.qdpx"
    path.write_bytes(zipped({"p.qde": body, "sources/a.txt": b"\x00\xff\x81"}))
    [loss] = read_qdpx(path).losses
    assert loss.reason == "de tekst is niet te lezen"


CODEBOOKS = {
    "zero bytes": (b"", "dit bestand is leeg (0 bytes)"),
    "no XML": (b"codes", "het is geen geldige XML (regel 1)"),
    "a project": (EMPTY, "dit is geen codeboek van REFI-QDA"),
    "entities": (
        f"{LAUGHS}<CodeBook><Codes/></CodeBook>".encode(),
        "een DOCTYPE",
    ),
}


@pytest.mark.parametrize("case", CODEBOOKS)
def test_a_codebook_that_cannot_be_read_is_refused(
    case: str, tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    raw, said = CODEBOOKS[case]
    (tmp_path / "c.qdc").write_bytes(raw)
    [problem] = refusal(read_qdc, tmp_path / "c.qdc")
    assert said in problem


def read_or_refuse(read: Callable[[Path], object], path: Path) -> None:
    """Read a file; only an error on purpose may come out."""
    with contextlib.suppress(WorkbenchError):
        str(read(path))


@settings(max_examples=200)
@given(st.sampled_from(sorted(DIALECTS)), st.integers(0, 2**32))
def test_any_change_of_a_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, seed: int
) -> None:
    path = tmp_path_factory.mktemp("stuk") / "p.qdpx"
    path.write_bytes(mutated(project(DIALECTS[name]), random.Random(seed)))
    read_or_refuse(read_qdpx, path)


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    for name, read in (("a.qdpx", read_qdpx), ("a.qdc", read_qdc), ("a.qda", read_qda)):
        (folder / name).write_bytes(raw)
        read_or_refuse(read, folder / name)


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Return a file with a few changes: in the archive, or in the XML inside it."""
    if chance.random() < 0.5:
        return _scrambled(raw, chance)

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    victim = chance.choice(sorted(files))
    files[victim] = _scrambled(files[victim], chance)
    return zipped(files)


def _scrambled(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            changed[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del changed[at : at + chance.randint(1, 40)]
        elif kind == 2:
            changed[at:at] = changed[at // 2 : at // 2 + chance.randint(1, 40)]
        else:
            changed[at:at] = chance.choice(
                [
                    b'"',
                    b"<",
                    b"&",
                    b"\0",
                    b"999999999999",
                    b"-1",
                    b"\xff",
                    b"PK\x03\x04",
                ]
            )
    return bytes(changed)


def test_the_readings_are_named_in_the_command_as_they_are_in_python() -> None:
    from tbresearch.cli.exchange import POSITIONS

    assert sorted(POSITIONS) == sorted(positions.READINGS)
