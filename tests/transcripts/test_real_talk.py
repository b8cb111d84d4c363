"""Real Dutch debates and two published captions, against counts made elsewhere.

The debates are of the Tweede Kamer, 15 October 2014 (public record); their
counts stand in `expected.json`, which was made from the record itself. The two
captions are of Vidminas/Teams2AtlasTI (MIT); their counts are made here, by
regular expressions that know only those two files.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

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


@pytest.mark.parametrize("file", [*TOETSINGSKADER, "debat-beloning-zoom.vtt"])
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


@pytest.mark.parametrize("file", [*TOETSINGSKADER, "debat-beloning-zoom.vtt"])
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
