"""Names in two debates of the Tweede Kamer, kept outside the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tbresearch.privacy import propose_pseudonyms
from tbresearch.transcripts import read_transcript

DEBATES = Path(__file__).parents[3] / "shared" / "reference" / "transcripts-nl"
pytestmark = pytest.mark.skipif(
    not DEBATES.is_dir(),
    reason="../shared/reference/transcripts-nl staat niet naast het project",
)
FILES = {
    "debat-toetsingskader": "debat-toetsingskader.txt",
    "debat-beloning": "debat-beloning-zoom.vtt",
}
# Named by others, and speaking nowhere. Picked from what the rules proposed, so this
# holds what is found and measures no recall. Known miss: Buma in "motie-Buma".
THIRD_PARTIES = {
    "debat-toetsingskader": {
        "Onno",
        "Albert Verlinde",
        "Frijns",
        "Goudswaard",
        "Vermeend",
        "Van der Ploeg",
        "Baay-Timmerman",
        "Haersma Buma",
    },
    "debat-beloning": {
        "Irrgang",
        "Rijkman Groenink",
        "Kalma",
        "Van der Steur",
        "Van Toorenburg",
        "Opstelten",
        "Keklik Yücel",
        "Mariëtte Hamer",
    },
}


@pytest.mark.parametrize("name", FILES)
def test_the_speakers_and_these_third_parties_are_proposed(name: str) -> None:
    expected = json.loads((DEBATES / "expected.json").read_text(encoding="utf-8"))
    speakers = expected[name]["names"]
    text = read_transcript(DEBATES / FILES[name]).text
    proposals = propose_pseudonyms({name: text}, names=speakers)
    found = {decision.entity for decision in proposals.decisions}
    assert THIRD_PARTIES[name] <= found
    assert {label for label in speakers if f"{label}:" in text} <= found


@pytest.mark.parametrize("name", FILES)
def test_who_speaks_has_one_token_for_label_and_surname(name: str) -> None:
    expected = json.loads((DEBATES / "expected.json").read_text(encoding="utf-8"))
    text = read_transcript(DEBATES / FILES[name]).text
    proposals = propose_pseudonyms({name: text}, names=expected[name]["names"])
    token = {d.entity: d.replacement for d in proposals.decisions}
    full, part = {
        "debat-toetsingskader": ("Weyenberg van", "Weyenberg"),
        "debat-beloning": ("Aukje de Vries", "de Vries"),
    }[name]
    assert token[full] == token.get(part, token[full])
