"""A file that cannot be read is refused in Dutch, with its place and a remedy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.errors import WorkbenchError
from tbresearch.study import archive
from tbresearch.transcripts import read_transcript
from tbresearch.transcripts.transcript import Transcript, parse_transcript

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
Writer = Callable[[Sequence[str]], bytes]


def refusal(raw: bytes, name: str) -> str:
    with pytest.raises(WorkbenchError) as caught:
        parse_transcript(raw, name=name, source=f"transcripten/{name}")
    return str(caught.value)


def repacked(raw: bytes, changes: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return out.getvalue()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="dit bestand is er niet") as caught:
        read_transcript(tmp_path / "weg.txt")
    assert "weg.txt" in str(caught.value)


def test_a_folder_is_no_transcript(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="dit bestand kan niet worden gelezen"):
        read_transcript(tmp_path)


def test_an_empty_file() -> None:
    assert refusal(b"", "a.txt") == (
        "dit bestand is leeg (0 bytes)\n"
        "  waar:      transcripten/a.txt\n"
        "  oplossing: download of kopieer het transcript opnieuw"
    )


def test_a_file_with_blanks_only() -> None:
    assert "in dit bestand staat geen tekst" in refusal(b" \n\xc2\xa0\n", "a.txt")


@pytest.mark.parametrize(
    ("name", "kind"), [("a.mp3", "met extensie .mp3"), ("a", "zonder extensie")]
)
def test_another_extension_names_the_layouts_that_are_read(
    name: str, kind: str
) -> None:
    text = refusal(b"I: Ja.", name)
    assert f"een transcript {kind} wordt niet gelezen" in text
    for layout in (
        "platte tekst (.txt)",
        "Word met beurten (.docx)",
        "Otter (.docx)",
        "Teams (.docx)",
        "Teams (.vtt)",
        "Zoom (.vtt)",
    ):
        assert layout in text


def test_an_extension_in_capitals_is_the_same() -> None:
    assert len(parse_transcript(b"I: Ja.", name="A.TXT", source="").turns) == 1


def test_a_text_without_turns_shows_what_it_begins_with_and_what_a_turn_is() -> None:
    text = refusal(b"Zo begon het.\n\nEn toen.\nEen.\nTwee.\n", "a.txt")
    assert (
        "in dit bestand is geen beurt van een spreker herkend; het begint met "
        "regel 1: 'Zo begon het.', regel 3: 'En toen.', regel 4: 'Een.'\n"
    ) in text
    assert "een regel als 'I: Hoe gaat het?'" in text


def test_captions_without_cues_show_every_form() -> None:
    text = refusal(b"WEBVTT\n\nja\n", "a.vtt")
    assert "in dit bestand staat geen tekst" in text
    assert "<v Karin Jansen>" in text
    assert "'Karin Jansen: Hoe gaat het?'" in text


def test_bytes_that_are_no_text() -> None:
    assert "dit is geen leesbare tekst" in refusal(b"I: \0\1\2", "a.txt")


def test_a_docx_that_is_no_archive() -> None:
    assert "dit is geen Word-bestand, al heet het .docx" in refusal(b"I: Ja.", "a.docx")


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.txt"])
def test_an_old_word_file_says_so_under_any_name(name: str) -> None:
    text = refusal(OLE + bytes(600), name)
    assert "dit is een oud Word-bestand (.doc), welke extensie het ook heeft" in text
    assert "sla het opnieuw op als .docx" in text


def test_a_word_file_with_a_password_says_so() -> None:
    raw = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "met een wachtwoord versleuteld" in refusal(raw, "a.docx")


def test_an_archive_that_is_no_word_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "I: Ja.")
    assert "dit Word-bestand is beschadigd" in refusal(out.getvalue(), "a.docx")


def test_an_archive_that_expands_beyond_measure_is_not_expanded() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x")
        archive.infolist()[0].file_size = 10**12  # what its directory promises
    text = refusal(out.getvalue(), "a.docx")
    assert (
        "uitgepakt is dit bestand te groot: 1.000.000.000.000 bytes in 1 delen" in text
    )


def test_an_archive_of_very_many_parts_is_not_opened(
    word: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 3)
    assert "uitgepakt is dit bestand te groot" in refusal(word(["I: Ja."]), "a.docx")


def test_entities_are_not_expanded(word: Writer) -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "I: ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
        'main"><w:body><w:p><w:r><w:t>I: &b;</w:t></w:r></w:p></w:body></w:document>'
    )
    raw = repacked(word([]), {"word/document.xml": bomb.encode()})
    assert "een opbouw die geen tekstverwerker schrijft" in refusal(raw, "a.docx")


def test_a_document_without_a_body_is_refused(word: Writer) -> None:
    hollow = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
        'main"/>'
    )
    raw = repacked(word([]), {"word/document.xml": hollow.encode()})
    assert "Word-bestand" in refusal(raw, "a.docx")


@given(raw=st.binary(max_size=200), name=st.sampled_from(["a.txt", "a.docx", "a.vtt"]))
def test_any_bytes_are_read_or_refused(raw: bytes, name: str) -> None:
    read_or_refused(raw, name)


@given(content=st.text(alphabet="IRKa enop:.,'()[]1-\n"))
def test_any_text_of_labels_is_read_or_refused(content: str) -> None:
    read_or_refused(content.encode(), "a.txt")


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_word_file_is_read_or_refused(
    word: Writer, data: st.DataObject
) -> None:
    raw = bytearray(word(["I: Ja.", "R1: Nee."]))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(raw), "a.docx")


@given(
    lines=st.lists(
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(
                [
                    "WEBVTT",
                    "NOTE",
                    "",
                    " ",
                    "00:01.000 --> 00:02.000",
                    "<v Jan>Ja",
                    "-->",
                ]
            ),
        )
    )
)
def test_captions_of_any_lines_are_read_or_refused(lines: list[str]) -> None:
    raw = "\n".join(lines).encode(errors="replace")
    read_or_refused(raw, "a.vtt")


def read_or_refused(raw: bytes, name: str) -> None:
    try:
        found = parse_transcript(raw, name=name, source=name)
    except WorkbenchError:
        return
    assert isinstance(found, Transcript)
    assert len(found.turns) > 0
