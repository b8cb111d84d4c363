"""Captions, JSON, OpenDocument, RTF, PDF and tables, each from a file made here."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import docx
import pytest

from tbresearch.transcripts.transcript import Transcript, parse_transcript

Writer = Callable[..., bytes]


def read(raw: bytes | str, name: str) -> Transcript:
    content = raw.encode() if isinstance(raw, str) else raw
    return parse_transcript(content, name=name, source=name)


def pairs(found: Transcript) -> list[tuple[str, str]]:
    return list(zip(found.turns["speaker"], found.turns["text"], strict=True))


def test_srt_names_stand_in_the_text() -> None:
    found = read(
        "1\r\n00:00:01,000 --> 00:00:02,500\r\n{\\an8}<i>Spreker 1: Dit is</i>\r\n\r\n"
        "2\r\n00:00:02,500 --> 00:00:03,000\r\n{onverstaanbaar} een zin.\r\n"
        "3\r\n00:00:04,000 --> 00:00:05,000 X1:0\r\nSpreker 2: Ja.\r\n\r\nlos\r\n",
        "a.srt",
    )
    assert found.layout == "ondertitels met namen (.srt)"
    assert pairs(found) == [
        ("Spreker 1", "Dit is {onverstaanbaar} een zin."),
        ("Spreker 2", "Ja."),
    ]
    assert found.turns[["begin", "finish"]].values.tolist() == [[1.0, 3.0], [4.0, 5.0]]
    assert found.skipped == (
        "regel 12: geen tekst met een leesbare begin- en eindtijd ('los')",
    )


@pytest.mark.parametrize(
    ("content", "name", "layout"),
    [
        (
            "1\n00:00:01,000 --> 00:00:02,000\nhallo\n\n2\n00:00:02,000 --> "
            "00:00:03,000\ndaar\n",
            "a.srt",
            "ondertitels zonder namen (.srt)",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nhallo\n\n00:02.000 --> 00:03.000\ndaar",
            "a.vtt",
            "ondertitels zonder namen (.vtt)",
        ),
        (
            json.dumps(
                {
                    "text": "hallo daar",
                    "segments": [
                        {"start": 1, "end": 2, "text": " hallo"},
                        {"start": 2, "end": 3.0, "text": " daar"},
                    ],
                }
            ),
            "a.json",
            "Whisper (.json)",
        ),
        (
            json.dumps(
                {
                    "transcription": [
                        {"offsets": {"from": 1000, "to": 2000}, "text": "hallo"},
                        {"offsets": {"from": 2000, "to": 3000}, "text": "daar"},
                    ]
                }
            ),
            "a.json",
            "Whisper (.json)",
        ),
    ],
)
def test_without_names_all_is_of_an_unknown_speaker_and_in_doubt(
    content: str, name: str, layout: str
) -> None:
    found = read(content, name)
    assert found.layout == layout
    assert pairs(found) == [("Onbekend", "hallo daar")]
    assert found.turns[["begin", "finish"]].values.tolist() == [[1.0, 3.0]]
    assert found.doubts == (
        "hele bestand: nergens staat wie er spreekt; alles staat nu op naam van "
        "'Onbekend'",
    )


def test_json_with_speakers_keeps_them() -> None:
    found = read(
        json.dumps(
            [
                {"start": 0.5, "end": 1, "speaker": "SPEAKER_00", "text": "Ja"},
                {"start": 1, "end": 2, "speaker": "SPEAKER_00", "text": "hoor."},
                {"start": 2, "end": 3, "text": "Wie?"},
                {"start": 3, "end": 4, "speaker": "SPEAKER_01", "text": "  "},
            ]
        ),
        "a.json",
    )
    assert found.layout == "spraakherkenning met sprekers (.json)"
    assert pairs(found) == [("SPEAKER_00", "Ja hoor."), ("Onbekend", "Wie?")]
    assert len(found.skipped) == 1
    assert found.skipped[0].startswith("segment 4: heeft geen tekst")


def test_amberscript_json_names_the_speakers_apart_from_the_segments() -> None:
    words = [
        {"text": "Goed,", "start": 1.5, "end": 1.8},
        {"text": "hoor.", "start": 1.8, "end": 2.0},
    ]
    content = {
        "speakers": [{"spkid": "spk1", "name": "Karin"}],
        "segments": [{"speaker": "spk1", "words": words}],
    }
    found = read(json.dumps(content), "a.json")
    assert pairs(found) == [("Karin", "Goed, hoor.")]
    assert found.turns[["begin", "finish"]].values.tolist() == [[1.5, 2.0]]


def test_opendocument_paragraphs_are_turns_and_notes_are_named(odt: Writer) -> None:
    found = read(
        odt(
            "<text:p>I: Dit<text:s text:c='2'/>is <text:span>één</text:span>.</text:p>",
            "<text:p/><text:p>R1:<text:tab/>Twee<text:line-break/>drie.<text:note>"
            "<text:p>noot</text:p></text:note></text:p>",
            "<table:table><table:table-row><table:table-cell><text:p>I: Vier."
            "</text:p></table:table-cell></table:table-row></table:table>",
        ),
        "a.odt",
    )
    assert found.layout == "OpenDocument-tekst met beurten (.odt)"
    assert pairs(found) == [("I", "Dit is één."), ("R1", "Twee\ndrie."), ("I", "Vier.")]
    assert found.skipped == ("hele document: een voetnoot is niet gelezen",)


def test_rtf_of_f4_is_read_with_accents_tables_and_times() -> None:
    found = read(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}{\info{\title x}}"
        rb"\f0 I: De cli\'ebnt? #00:00:05-2#\par\par R1: \b Ja\b0, \u8364?5. "
        rb"#00:00:09-0#\par I:\cell Zo.\cell\row}",
        "a.rtf",
    )
    assert found.layout == "RTF met beurten (.rtf)"
    assert pairs(found) == [("I", "De cliënt?"), ("R1", "Ja, €5."), ("I", "Zo.")]
    assert found.turns["finish"].tolist()[:2] == [5.2, 9.0]


def test_a_pdf_with_numbers_has_a_paragraph_a_number(pdf: Writer) -> None:
    first = [
        (500, 20, "Verslag 7"),
        (20, 60, "1"),
        (50, 60, "I: Hoe lang al?"),
        (20, 80, "2"),
        (50, 80, "R1: Ik denk wel"),
        (50, 92, "12 jaar of"),
        (500, 820, "1/2"),
    ]
    second = [
        (500, 20, "Verslag 7"),
        (50, 60, "meer."),
        (20, 80, "3"),
        (50, 80, "I: Dank je."),
        (500, 820, "2/2"),
    ]
    found = read(pdf(first, second), "a.pdf")
    assert pairs(found) == [
        ("I", "Hoe lang al?"),
        ("R1", "Ik denk wel 12 jaar of meer."),
        ("I", "Dank je."),
    ]
    assert [text.split(":")[0] for text in found.skipped] == [
        "bladzijde 1, regel 1",
        "bladzijde 1, regel 5",
        "bladzijde 2, regel 1",
        "bladzijde 2, regel 4",
    ]


def test_a_pdf_without_numbers_has_a_turn_a_label(pdf: Writer) -> None:
    page = [
        (50, 60, "Interview 3"),
        (50, 90, "Interviewer: Hoe lang"),
        (50, 102, "al?"),
        (50, 114, "Respondent: Let op: drie"),
        (50, 126, "jaar."),
    ]
    found = read(pdf(page), "a.pdf")
    assert pairs(found) == [
        ("Interviewer", "Hoe lang al?"),
        ("Respondent", "Let op: drie jaar."),
    ]


TABLE = [
    ("Interview 3", None, None, None),
    ("Spreker", "Tijd", "Tekst", "Noot"),
    ("I:", "0:03", "Hoe gaat het?", None),
    ("R1", "straks", "Goed.", "x"),
    (None, None, "Heel goed.", None),
]
TURNS = [("I", "Hoe gaat het?"), ("R1", "Goed.\nHeel goed.")]


def check_table(found: Transcript) -> None:
    assert pairs(found) == TURNS
    assert found.turns["begin"].tolist()[0] == 3.0
    told = " ".join(found.skipped)
    assert "staat boven de koppen ('Interview 3')" in told
    assert "kolom 'Noot' is niet gelezen" in told
    assert "de begintijd 'straks' is niet te lezen" in told
    assert len(found.doubts) == 1
    assert (
        "hier staat geen spreker; de tekst staat nu op naam van 'R1'"
        in (found.doubts[0])
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_is_read_with_any_delimiter(delimiter: str, encoding: str) -> None:
    content = "\r\n".join(delimiter.join(c or "" for c in row) for row in TABLE)
    check_table(read(content.encode(encoding), "a.csv"))


def test_excel_is_read_from_the_sheet_with_speakers(xlsx: Writer) -> None:
    found = read(xlsx(Uitleg=[("niets",)], Gesprek=TABLE, Meer=TABLE), "a.xlsx")
    check_table(found)
    assert "blad 'Uitleg': is niet gelezen" in found.skipped
    assert "blad 'Meer': is niet gelezen" in found.skipped


def test_a_word_table_with_a_header_is_read_by_its_columns() -> None:
    document = docx.Document()
    document.add_paragraph("Los: tekst")
    table = document.add_table(rows=0, cols=4)
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text or ""
    out = io.BytesIO()
    document.save(out)
    found = read(out.getvalue(), "a.docx")
    check_table(found)
    assert found.layout == "Word met een tabel (.docx)"
    assert "alinea 1: staat buiten de tabel ('Los: tekst')" in found.skipped


def test_headings_with_one_blank_before_the_time_are_read() -> None:
    document = docx.Document()
    for text in ["Karin Jansen 0:03", "Om 17:30", "Jan Bos 0:09", "Twee.", "Nu 0:10"]:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    assert pairs(read(out.getvalue(), "a.docx")) == [
        ("Karin Jansen", "Om 17:30"),
        ("Jan Bos", "Twee.\nNu 0:10"),
    ]


def test_sentences_that_end_in_a_time_are_no_headings_among_turns() -> None:
    document = docx.Document()
    for text in ["I: Wie?", "Karin 17:30", "R1: Ja.", "Jan 18:00", "I: Goed."]:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    assert pairs(read(out.getvalue(), "a.docx")) == [
        ("I", "Wie?\nKarin 17:30"),
        ("R1", "Ja.\nJan 18:00"),
        ("I", "Goed."),
    ]
