"""Real Dutch debates and two published captions, against counts made elsewhere.

The debates are of the Tweede Kamer, 15 October 2014 (public record); their
counts stand in `expected.json`, which was made from the record itself. The
captions are of Vidminas/Teams2AtlasTI (MIT), the table of
oralhistoryasdata/template (MIT), the PDF of DanielKerrigan/PDPilotUserStudy
(BSD-3): their counts are made here, by a few lines that know only those files.
"""

from __future__ import annotations

import csv
import json
import re
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.transcripts import Transcript, read_transcript
from tbresearch.transcripts.transcript import count_words

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
DEBATES = REFERENCE / "transcripts-nl"
CAPTIONS = REFERENCE / "transcripts"

pytestmark = pytest.mark.skipif(
    not DEBATES.is_dir(),
    reason="../shared/reference/transcripts-nl staat niet naast het project",
)

TOETSINGSKADER = (
    "debat-toetsingskader.txt",
    "debat-toetsingskader-teams.vtt",
    "debat-toetsingskader-otter.docx",
)


def counts(found: Transcript) -> dict[str, Any]:
    speakers = set(found.turns["speaker"])
    return {
        "turns": len(found.turns),
        "speakers": len(speakers),
        "words": count_words(found.turns),
        "names": sorted(speakers),
    }


BELONING = ("debat-beloning-zoom.vtt", "debat-beloning.srt")


@pytest.mark.parametrize("file", [*TOETSINGSKADER, *BELONING])
def test_a_debate_has_the_turns_speakers_and_words_of_the_record(file: str) -> None:
    expected = json.loads((DEBATES / "expected.json").read_text(encoding="utf-8"))
    debate = next(value for key, value in expected.items() if file.startswith(key))
    debate.pop("title")
    assert counts(read_transcript(DEBATES / file)) == debate


@pytest.mark.parametrize("file", TOETSINGSKADER[1:])
def test_three_layouts_of_one_debate_give_one_text(file: str) -> None:
    plain, other = (
        read_transcript(DEBATES / name) for name in (TOETSINGSKADER[0], file)
    )
    assert other.turns["speaker"].tolist() == plain.turns["speaker"].tolist()
    assert [text.split() for text in other.turns["text"]] == [
        text.split() for text in plain.turns["text"]
    ]


@pytest.mark.parametrize("file", [*TOETSINGSKADER, *BELONING])
def test_nothing_in_a_debate_is_in_doubt(file: str) -> None:
    assert read_transcript(DEBATES / file).doubts == ()


def test_teams_captions_have_the_turns_that_a_regular_expression_counts() -> None:
    content = (CAPTIONS / "teams.vtt").read_text(encoding="utf-8")
    cues = re.findall(r"<v ([^>(]+?)(?: \([^)]*\))?>(.*?)</v>", content, re.DOTALL)
    found = read_transcript(CAPTIONS / "teams.vtt")
    assert found.turns["speaker"].tolist() == [
        name for name, _ in groupby(cues, key=lambda cue: cue[0])
    ]
    assert count_words(found.turns) == sum(len(text.split()) for _, text in cues)


def test_zoom_captions_have_the_turns_that_a_regular_expression_counts() -> None:
    content = (CAPTIONS / "zoom.vtt").read_text(encoding="utf-8")
    cues = re.findall(r"^\d\d:.* --> .*\n(?:([A-Z]\w+ [A-Z]\w+): )?(.*)", content, re.M)
    names = [name for name, _ in cues if name]
    found = read_transcript(CAPTIONS / "zoom.vtt")
    assert len(cues) == content.count(" --> ") == 300
    assert found.turns["speaker"].tolist() == [name for name, _ in groupby(names)]
    assert count_words(found.turns) == sum(len(text.split()) for _, text in cues)


def test_an_oral_history_has_the_turns_that_a_loop_over_the_table_counts() -> None:
    with (CAPTIONS / "oral-history.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["words"].strip()]
    names = [row["speaker"].rstrip(":") for row in rows]
    found = read_transcript(CAPTIONS / "oral-history.csv")
    assert found.turns["speaker"].tolist() == [name for name, _ in groupby(names)]
    assert set(names) == {"Devin Becker", "Kasey Mohammad", "DB", "KM"}
    assert count_words(found.turns) == sum(len(row["words"].split()) for row in rows)


def test_a_numbered_pdf_has_the_turns_that_another_library_reads() -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(CAPTIONS / "maxqda-paragraphs.pdf") as document:
        content = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    names = re.findall(r"^(Dan|Participant): ", content, re.MULTILINE)
    found = read_transcript(CAPTIONS / "maxqda-paragraphs.pdf")
    assert found.turns["speaker"].tolist() == [name for name, _ in groupby(names)]
    assert found.doubts == ()
    assert found.turns["text"].iloc[-1] == "Thank you."


@pytest.mark.parametrize("file", ["qualcoder_ID1.docx", "qualcoder_ID2.odt"])
def test_a_text_of_one_writer_has_no_speakers_and_says_so(file: str) -> None:
    with pytest.raises(WorkbenchError, match="geen beurt van een spreker herkend"):
        read_transcript(CAPTIONS / file)
