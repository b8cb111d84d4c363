"""A small study, and the means to write Word files, for the tests of this folder."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

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


@pytest.fixture(scope="session")
def word() -> Callable[[Sequence[str]], bytes]:
    """Return a function that writes paragraphs as the bytes of a .docx."""
    import docx

    def write(paragraphs: Sequence[str]) -> bytes:
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return write
