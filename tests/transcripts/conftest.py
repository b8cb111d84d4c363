"""A small study, and the means to write files, for the tests of this folder."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

RESPONDENTS = """\
respondent;groep;rol;organisatie;deelname
b01;begeleider;thuisbegeleider;zorgpunt;ja
c01;client;moeder van twee;;ja
"""
SESSIONS = """\
gesprek;soort;wijze;datum;transcript;titel
fg1;focusgroep;online;2025-11-03;fg1.vtt;Focusgroep begeleiders
int1;interview;fysiek;4-11-2025;int1.txt;Interview cliënt
"""
SPEAKERS = """\
gesprek;spreker;respondent
fg1;Anna de Vries;gespreksleider
fg1;Karin;b01
int1;I;gespreksleider
int1;R1;c01
"""
FG1 = """\
WEBVTT

00:00:01.000 --> 00:00:03.500
<v Anna de Vries (Onderzoek)>Wat helpt er in een</v>

00:00:03.250 --> 00:00:04.000
<v Anna de Vries (Onderzoek)>gezin?</v>

00:00:05.000 --> 00:00:09.000
<v Karin>Rust.</v>
"""
INT1 = "I: Hoe gaat het?\n\nR1: Goed.\n\nI: Fijn.\n"


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    """Return the folder of a study with a focus group and an interview."""
    files = {
        "studie.toml": (
            'titel = "Proef"\ninterventie = "Thuisbegeleiding"\n'
            'traditie = "codeboek"\ngroepen = ["begeleider", "client"]\n'
        ),
        "respondenten.csv": RESPONDENTS,
        "gesprekken.csv": SESSIONS,
        "sprekers.csv": SPEAKERS,
        "transcripten/fg1.vtt": FG1,
        "transcripten/int1.txt": INT1,
    }
    root = tmp_path / "studie"
    (root / "transcripten").mkdir(parents=True)
    for name, content in files.items():
        (root / name).write_text(content, encoding="utf-8")
    return root


_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def write_odt(*bodies: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_OFFICE}><office:body><office:text>"
            f"{''.join(bodies)}</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


def write_pdf(*pages: Sequence[tuple[int, int, str]]) -> bytes:
    """Write a PDF of pages with words at a place, by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for n, words in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        shown = "\n".join(
            f"BT /F1 10 Tf {x} {842 - y} Td ({text}) Tj ET" for x, y, text in words
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    out = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    xref = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{xref}trailer\n"
        f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n"
        f"{len(out)}\n%%EOF\n"
    )
    return out.encode("latin-1")


def write_xlsx(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_SEGMENT = {"start": 0.5, "end": 2, "speaker": "SPEAKER_00", "text": "Ja."}
_ROWS = [
    ("spreker", "begin", "eind", "tekst"),
    ("I", 1, "0:02", "Ja."),
    ("R", 2, 3, "N"),
]

FILES: dict[str, bytes] = {
    "a.txt": "I: Hoe? #00:00:05-2#\n\nR1: Clië[nt] 17:30.\n".encode(),
    "b.txt": b"[Karin] (lacht)\n{Jan} Ja\n\n[Karin] nee\n**Jan:** @Jan: #x: nee\n",
    "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jan (A)>Ja &amp; <i>nee</i></v>\n",
    "b.vtt": b"WEBVTT\n\n1\n00:01.000 --> 00:02.000\nJan Bos: Ja\n\nNOTE x\n",
    "a.srt": b"1\n00:00:01,0 --> 00:00:02,0\n{\\an8}I: Ja\n2\n"
    b"00:00:02,0 --> 0:0:3\nR1: Nee\n",
    "a.json": json.dumps({"segments": [_SEGMENT, _SEGMENT], "speakers": []}).encode(),
    "b.json": b'[{"words": [{"text": "I: ja", "start": 1}]}, {"offsets": {"from": 1}}]',
    "a.csv": b'spreker;begin;eind;tekst;x\nI;0:03;1,5;"Ja; ""nee"""\n;;;En.;y\n',
    "a.rtf": rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}}I: \'ebn\par R1: \u8364?\cell}",
    "a.odt": write_odt(
        "<text:p>I: Ja<text:s text:c='2'/></text:p><text:h>R1:<text:tab/>N</text:h>"
    ),
    "a.docx": write_word("I: Ja.", "R1: Nee\tdus.", "Karin 0:03", "Jan  0:05"),
    "a.xlsx": write_xlsx(Blad=_ROWS),
    "a.pdf": write_pdf(
        [(20, 60, "1"), (50, 60, "I: Ja"), (50, 72, "en"), (20, 84, "2 R1: Nee")],
        [(20, 60, "3 I: Zo"), (500, 820, "2/2")],
    ),
}


@pytest.fixture(scope="session")
def word() -> Callable[[Sequence[str]], bytes]:
    """Return a function that writes paragraphs as the bytes of a .docx."""
    return lambda paragraphs: write_word(*paragraphs)


@pytest.fixture(scope="session")
def odt() -> Callable[..., bytes]:
    """Return a function that writes XML of paragraphs as the bytes of an .odt."""
    return write_odt


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    """Return a function that writes words at a place as the bytes of a .pdf."""
    return write_pdf


@pytest.fixture(scope="session")
def xlsx() -> Callable[..., bytes]:
    """Return a function that writes rows by sheet as the bytes of an .xlsx."""
    return write_xlsx


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """Return a small file of every kind that is read, by its name."""
    return FILES
