"""Whatever comes in is read whole or refused in Dutch: no crash, no hang, no half."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.errors import WorkbenchError
from tbresearch.study import archive
from tbresearch.transcripts import delivered, layouts, read_transcript
from tbresearch.transcripts.canonical import clean
from tbresearch.transcripts.transcript import Transcript, parse_transcript

NAMES = [
    *("a.txt", "b.txt", "a.vtt", "b.vtt", "a.srt", "a.json", "b.json", "a.csv"),
    *("a.rtf", "a.odt", "a.docx", "a.xlsx", "a.pdf"),
]
Files = dict[str, bytes]
Writer = Callable[..., bytes]


def refusal(raw: bytes, name: str) -> str:
    with pytest.raises(WorkbenchError) as caught:
        parse_transcript(raw, name=name, source=f"transcripten/{name}")
    text = str(caught.value)
    assert f"waar:      transcripten/{name}" in text
    assert "oplossing: " in text
    return text


def read_or_refused(raw: bytes, name: str) -> None:
    try:
        found = parse_transcript(raw, name=name, source=name)
    except WorkbenchError:
        return
    assert isinstance(found, Transcript)
    assert len(found.turns) > 0
    for start, end, text in zip(
        found.turns["start"], found.turns["end"], found.turns["text"], strict=True
    ):
        assert found.text[start:end] == text


def repacked(raw: bytes, changes: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return out.getvalue()


def mutated(raw: bytes, seed: int) -> bytes:
    """Change, drop, repeat or cut a few bytes."""
    chance = random.Random(seed)
    content = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content) + 1)
        much = chance.choice([1, 1, 4, 40])
        some = chance.randbytes(much)
        part = bytes(content[at : at + much])
        content[at : at + much] = chance.choice([some, b"", part * 3, part + some])
    return bytes(content[: chance.choice([len(content), chance.randrange(len(raw))])])


def test_there_is_a_file_of_every_kind(files: Files) -> None:
    assert list(files) == NAMES
    kinds = {layout.suffix for layout in layouts.LAYOUTS}
    assert {Path(name).suffix for name in files} == kinds
    for name, raw in files.items():
        assert len(parse_transcript(raw, name=name, source=name).turns)


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(files: Files, name: str, seed: int) -> None:
    read_or_refused(mutated(files[name], seed), name)


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_of_one_speaker_is_one_turn_or_refused(
    files: Files, name: str, seed: int
) -> None:
    try:
        found = parse_transcript(
            mutated(files[name], seed), name=name, source=name, sole_speaker="R1"
        )
    except WorkbenchError:
        return
    assert found.turns["speaker"].tolist() == ["R1"]
    assert found.text == f"R1: {found.turns['text'].iloc[0]}"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.docx", "word/document.xml"),
        ("a.docx", "[Content_Types].xml"),
        ("a.odt", "content.xml"),
        ("a.xlsx", "xl/worksheets/sheet1.xml"),
        ("a.xlsx", "xl/workbook.xml"),
    ],
)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_a_damaged_part_of_an_archive_is_read_or_refused(
    files: Files, name: str, part: str, seed: int
) -> None:
    with zipfile.ZipFile(io.BytesIO(files[name])) as whole:
        content = whole.read(part)
    read_or_refused(repacked(files[name], {part: mutated(content, seed)}), name)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_without_bytes_is_refused(name: str) -> None:
    assert "dit bestand is leeg (0 bytes)" in refusal(b"", name)


@pytest.mark.parametrize(
    ("real", "name", "kind"),
    [
        ("a.docx", "a.txt", "een Word-bestand (.docx)"),
        ("a.pdf", "a.docx", "een PDF (.pdf)"),
        ("a.vtt", "a.docx", "een ondertitelbestand (.vtt)"),
        ("a.vtt", "a.txt", "een ondertitelbestand (.vtt)"),
        ("a.srt", "a.vtt", "een ondertitelbestand (.srt)"),
        ("a.odt", "a.docx", "een OpenDocument-tekst (.odt)"),
        ("a.xlsx", "a.csv", "een Excel-bestand (.xlsx)"),
        ("a.rtf", "a.docx", "een RTF-bestand (.rtf)"),
        ("a.json", "a.txt", "een JSON-bestand (.json)"),
    ],
)
def test_a_file_under_another_name_is_called_what_it_is(
    files: Files, real: str, name: str, kind: str
) -> None:
    text = refusal(files[real], name)
    assert f"dit bestand heet {Path(name).suffix}, maar het is {kind}" in text
    assert f"geef het bestand de extensie {Path(real).suffix}" in text


def test_a_web_page_called_word_is_to_be_saved_again() -> None:
    text = refusal(b"<!DOCTYPE html><html><p>I: Ja.</p></html>", "a.docx")
    assert "maar het is een webpagina (.html)" in text
    assert "sla het op als .docx" in text


def test_utf_16_does_not_hide_what_a_file_is() -> None:
    raw = "WEBVTT\n\n00:01.000 --> 00:02.000\nja".encode("utf-16")
    assert "een ondertitelbestand (.vtt)" in refusal(raw, "a.txt")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.docx", "geen Word-bestand, al heet het .docx"),
        ("a.odt", "geen OpenDocument-bestand, al heet het .odt"),
        ("a.xlsx", "geen Excel-bestand, al heet het .xlsx"),
        ("a.pdf", "geen PDF, al heet het .pdf"),
        ("a.rtf", "geen RTF-bestand, al heet het .rtf"),
        ("a.json", "geen leesbare JSON; misschien is het bestand niet volledig"),
    ],
)
def test_text_under_the_name_of_another_format_is_refused(name: str, kind: str) -> None:
    assert f"dit is {kind}" in refusal(b"I: Ja.\n", name)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.xlsx", "a.pdf"])
def test_a_file_that_was_cut_off_is_refused(files: Files, name: str) -> None:
    text = refusal(files[name][: len(files[name]) // 3], name)
    assert "niet volledig" in text or "beschadigd" in text


def test_old_excel_says_so() -> None:
    raw = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99) + "Workbook".encode("utf-16-le")
    assert "dit is een oud Excel-bestand (.xls)" in refusal(raw, "a.xlsx")


def test_a_pdf_with_a_password_says_so(files: Files) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(files["a.pdf"])) as file:
        file.save(out, encryption=pikepdf.Encryption(user="geheim", owner="x"))
    text = refusal(out.getvalue(), "a.pdf")
    assert "deze PDF is met een wachtwoord versleuteld" in text


def test_an_opendocument_with_a_password_says_so(files: Files) -> None:
    out = io.BytesIO(files["a.odt"])
    with zipfile.ZipFile(out, "a") as whole:
        whole.writestr("META-INF/manifest.xml", "<x><manifest:encryption-data/></x>")
    assert "met een wachtwoord versleuteld" in refusal(out.getvalue(), "a.odt")


def test_an_encrypted_archive_says_so(files: Files) -> None:
    raw = bytearray(files["a.docx"])
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # the flag in its directory
    assert "met een wachtwoord versleuteld" in refusal(bytes(raw), "a.docx")


def test_a_scan_says_that_it_has_no_text(pdf: Writer) -> None:
    assert "in deze PDF staat geen tekst" in refusal(pdf([]), "a.pdf")


def test_a_pdf_that_expands_beyond_measure_is_not_expanded(files: Files) -> None:
    bomb = zlib.compress(bytes(60_000_000), 9)
    raw = files["a.pdf"] + b"\nstream\n" + bomb + b"\nendstream"
    assert "uitgepakt is deze PDF te groot" in refusal(raw, "a.pdf")
    twice = files["a.pdf"] + b"\nstream\n" + zlib.compress(bomb)
    assert "uitgepakt is deze PDF te groot" in refusal(twice, "a.pdf")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.docx", "word/document.xml"),
        ("a.odt", "content.xml"),
        ("a.xlsx", "xl/worksheets/sheet1.xml"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_archive(
    files: Files, name: str, part: str, encoding: str
) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    raw = repacked(files[name], {part: bomb.encode(encoding)})
    assert "een opbouw die geen tekstverwerker schrijft" in refusal(raw, name)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.xlsx"])
def test_an_archive_that_grows_beyond_measure_is_refused(
    files: Files, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_XML", 100)
    assert "uitgepakt is dit bestand te groot" in refusal(files[name], name)


def test_a_file_beyond_the_limit_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivered, "MAX_BYTES", 1000)
    file = tmp_path / "a.txt"
    file.write_bytes(b"I: Ja.\n" * 1000)
    with pytest.raises(WorkbenchError, match=r"te groot: 7\.000 bytes; gelezen wordt"):
        read_transcript(file)


@pytest.mark.parametrize("name", NAMES)
def test_more_text_than_anyone_says_is_refused(
    files: Files, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivered, "MAX_CHARACTERS", 2)
    assert "dit is te veel tekst voor een transcript" in refusal(files[name], name)


@pytest.mark.parametrize(
    "fill",
    [
        "a",
        " ",
        "I: ",
        "<v ",
        "(",
        "[",
        "#0",
        "\u0301\u0323",
        "\u202e",
        '"',
        "0:03 ",
        "\t",
    ],
)
@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("I: ", "a.txt"),
        ("", "a.txt"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jan>", "a.vtt"),
        ("1\n00:00:01,000 --> 00:00:02,000\n", "a.srt"),
        ("spreker;tekst\nI;", "a.csv"),
        ("{\\rtf1 I: ", "a.rtf"),
    ],
)
def test_a_very_long_line_is_read_or_refused(head: str, name: str, fill: str) -> None:
    content = head + fill * (200_000 // len(fill))
    read_or_refused(content.encode(), name)


def test_one_line_of_fifty_megabytes_is_refused() -> None:
    text = refusal(b"I: " + b"a" * 50_000_000, "a.txt")
    assert "te veel tekst voor een transcript: 50.000.003 tekens" in text


def test_deep_json_is_refused() -> None:
    assert "geen leesbare JSON" in refusal(b"[" * 200_000, "a.json")


def test_endless_marks_on_a_letter_are_broken_up_once() -> None:
    once = clean("a" + "\u0301\u0323" * 1000 + "b")
    assert clean(once) == once
    assert once.replace("\u034f", "").count("\u0301") == 1000 - ("\u00e1" in once)
    assert clean("a" + "\u0301" * 20) == "\u00e1" + "\u0301" * 19


def test_right_to_left_marks_and_controls_leave_the_words() -> None:
    raw = "I: \u202eמה\u202c שלומך\x07?\u200f\n\nR1: مرحبا\u200e.\n".encode()
    found = parse_transcript(raw, name="a.txt", source="")
    assert found.turns["text"].tolist() == ["מה שלומך?", "مرحبا."]


def test_half_a_character_is_replaced_and_two_halves_are_joined() -> None:
    raw = b'[{"text": "\\ud83d ja \\ud83d\\ude00", "speaker": "R\\udc00"}]'
    found = parse_transcript(raw, name="a.json", source="")
    assert found.text == "R\ufffd: \ufffd ja 😀"
    rtf = rb"{\rtf1 I: \u-10179?\u-8704? \u-10179?.}"
    found = parse_transcript(rtf, name="a.rtf", source="")
    assert found.text == "I: 😀 \ufffd."


def test_reading_a_strange_pdf_says_nothing_in_english(
    files: Files, capfd: pytest.CaptureFixture[str]
) -> None:
    raw = files["a.pdf"].replace(b"[0 0 595 842]", b"[0 0 595 abc]")
    read_or_refused(raw, "a.pdf")
    assert capfd.readouterr() == ("", "")
