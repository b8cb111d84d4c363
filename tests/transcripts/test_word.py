"""Word files: plain turns, Otter, and both forms of Teams."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from math import isnan

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tbresearch.transcripts.transcript import Transcript, parse_transcript

Writer = Callable[[Sequence[str]], bytes]


def read(raw: bytes) -> Transcript:
    return parse_transcript(raw, name="a.docx", source="a.docx")


def pairs(found: Transcript) -> list[tuple[str, str]]:
    return list(zip(found.turns["speaker"], found.turns["text"], strict=True))


def with_xml(*bodies: str) -> bytes:
    document = docx.Document()
    for body in bodies:
        document.element.body.insert_element_before(
            parse_xml(f"<w:p {nsdecls('w')}>{body}</w:p>"), "w:sectPr"
        )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_with_labels_are_turns(word: Writer) -> None:
    found = read(
        word(["P1 (Thuisbegeleider): Een.", "Nog iets.", "", "I:\tTwee.\nI: Drie."])
    )
    assert found.layout == "Word met beurten (.docx)"
    assert pairs(found) == [
        ("P1 (Thuisbegeleider)", "Een.\nNog iets."),
        ("I", "Twee.\nDrie."),
    ]


def test_a_table_is_read_where_it_stands() -> None:
    document = docx.Document()
    document.add_paragraph("I: Een.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells],
        ["R1:", "Twee.", "I:", "Drie."],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("R1: Vier.")
    out = io.BytesIO()
    document.save(out)
    assert pairs(read(out.getvalue())) == [
        ("I", "Een."),
        ("R1", "Twee."),
        ("I", "Drie."),
        ("R1", "Vier."),
    ]


def test_corrections_are_read_as_they_stand_and_deletions_are_named() -> None:
    found = read(
        with_xml(
            '<w:r><w:t xml:space="preserve">I: Dit is </w:t></w:r>'
            '<w:del w:id="1" w:author="a"><w:r><w:delText>fout</w:delText></w:r>'
            "</w:del>"
            '<w:ins w:id="2" w:author="a"><w:r><w:t>goed</w:t></w:r></w:ins>'
            "<w:sdt><w:sdtContent><w:r><w:t>.</w:t></w:r></w:sdtContent></w:sdt>",
            "<w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>"
            "<w:r><w:t>R1: Thuis</w:t><w:noBreakHyphen/><w:t>zorg.</w:t></w:r>",
        )
    )
    assert pairs(found) == [("I", "Dit is goed."), ("R1", "Thuis-zorg.")]
    assert found.skipped == (
        "hele document: tekst die met bijgehouden wijzigingen is verwijderd is niet "
        "gelezen",
    )


def test_otter_names_stand_above_the_text(word: Writer) -> None:
    found = read(
        word(
            [
                "Overleg",
                "SUMMARY KEYWORDS",
                "rust, gezin",
                "SPEAKERS",
                "Karin, Speaker 2",
                "Karin  00:12",
                "Het begon om 17:30",
                "Rust dus.",
                "Speaker 2  1:02:03",
                "Let op: ja.",
                "Transcribed by https://otter.ai",
            ]
        )
    )
    assert found.layout == "Otter (.docx)"
    assert pairs(found) == [
        ("Karin", "Het begon om 17:30\nRust dus."),
        ("Speaker 2", "Let op: ja."),
    ]
    assert found.turns["begin"].tolist() == [12.0, 3723.0]
    assert all(isnan(finish) for finish in found.turns["finish"])
    assert found.skipped[-1] == (
        "alinea 11: een melding, geen spraak ('Transcribed by https://otter.ai')"
    )
    assert len(found.skipped) == 6


def test_teams_writes_name_time_and_text_in_one_paragraph(word: Writer) -> None:
    found = read(
        word(
            [
                "Overleg-20251103",
                "Karin Jansen started transcription",
                "Karin Jansen (Gemeente)   0:03\nEen.",
                "Jan Bos   0:09",
                "Twee.",
                "Karin Jansen stopped transcription",
            ]
        )
    )
    assert found.layout == "Teams (.docx)"
    assert pairs(found) == [("Karin Jansen", "Een."), ("Jan Bos", "Twee.")]
    assert found.turns["begin"].tolist() == [3.0, 9.0]
    assert len(found.skipped) == 3


def test_teams_wrote_two_times_above_the_name_before(word: Writer) -> None:
    found = read(
        word(
            [
                "Overleg",
                "00:00:08.000 --> 00:00:12.000\nKarin (Gemeente)\nDit is een",
                "0:0:11.5 --> 0:0:14.0",
                "Karin (Gemeente)",
                "zin.",
                "0:0:15.0 --> 0:0:16.0\nwie is dit",
            ]
        )
    )
    assert found.layout == "Teams, oudere vorm (.docx)"
    assert pairs(found) == [("Karin", "Dit is een zin."), ("Onbekend", "wie is dit")]
    assert found.turns[["begin", "finish"]].values.tolist() == [
        [8.0, 14.0],
        [15.0, 16.0],
    ]
    assert found.skipped == ("alinea 1: staat vóór de eerste beurt ('Overleg')",)


def test_a_time_in_a_heading_does_not_make_plain_turns_otter(word: Writer) -> None:
    found = read(word(["Interview Karin\t12:30", "I: Een.", "R1: Twee.", "I: Drie."]))
    assert found.layout == "Word met beurten (.docx)"
    assert found.turns["speaker"].tolist() == ["I", "R1", "I"]
