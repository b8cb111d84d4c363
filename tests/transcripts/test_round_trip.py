"""What is written in a layout comes back, turn by turn."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from itertools import groupby

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.transcripts.transcript import parse_transcript

# Each word as a file may hold it, and as it stands in canonical text.
WORDS = {
    "cliënt": "cliënt",
    "clie\u0308nt": "cliënt",
    "thuis\u00adzorg": "thuiszorg",
    "\u200bja,": "ja,",
    "tien\u00a0jaar": "tien jaar",
    "17:30": "17:30",
    "R&D": "R&D",
    "don\u2019t": "don\u2019t",
    "👍🏽": "👍🏽",
    "👩\u200d👧": "👩\u200d👧",
    "e\u0323\u0301": "\u1eb9\u0301",
    "<3": "<3",
    "مرحبا": "مرحبا",
}
SPEAKERS = ["I", "R1", "Respondent 3", "B.C. de Liefde", "Mevrouw Zoë", "Krol"]

paragraph = st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=4)
utterance = st.tuples(
    st.sampled_from(SPEAKERS), st.lists(paragraph, min_size=1, max_size=3)
)
dialogue = st.lists(utterance, min_size=1, max_size=6)
Dialogue = list[tuple[str, list[list[str]]]]


def as_written(paragraphs: list[list[str]], joint: str) -> str:
    return joint.join(" ".join(words) for words in paragraphs)


def expected(spoken: Dialogue, joint: str) -> list[tuple[str, str]]:
    return [
        (
            speaker,
            joint.join(
                " ".join(WORDS[word] for word in words)
                for _, paragraphs in run
                for words in paragraphs
            ),
        )
        for speaker, run in groupby(spoken, key=lambda pair: pair[0])
    ]


def text_file(spoken: Dialogue) -> bytes:
    turns = (f"{speaker}: {as_written(said, chr(10))}" for speaker, said in spoken)
    return "\n\n".join(turns).encode()


def word_file(paragraphs: list[str]) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain_word(spoken: Dialogue) -> bytes:
    return word_file([f"{who}: {as_written(said, chr(10))}" for who, said in spoken])


def otter_word(spoken: Dialogue) -> bytes:
    lines = ["SUMMARY KEYWORDS", "zorg"]
    for number, (who, said) in enumerate(spoken):
        lines += [f"{who}  00:{number:02d}", *as_written(said, "\n").split("\n")]
    return word_file(lines)


def teams_word(spoken: Dialogue) -> bytes:
    return word_file(
        [
            f"{who} (Gemeente)   0:{number:02d}\n{as_written(said, chr(10))}"
            for number, (who, said) in enumerate(spoken)
        ]
    )


def teams_word_cues(spoken: Dialogue) -> bytes:
    return word_file(
        [
            f"0:0:{number}.0 --> 0:0:{number + 1}.5\n{who}\n{as_written(said, ' ')}"
            for number, (who, said) in enumerate(spoken)
        ]
    )


def teams_vtt(spoken: Dialogue) -> bytes:
    return cues(
        [
            f"<v {who} (Gemeente)>{html.escape(' '.join(words))}</v>"
            for who, said in spoken
            for words in said
        ]
    )


def zoom_vtt(spoken: Dialogue) -> bytes:
    return cues([f"{who}: {' '.join(w)}" for who, said in spoken for w in said])


def cues(texts: list[str]) -> bytes:
    blocks = (
        f"00:00:{n:02d}.000 --> 00:00:{n + 1:02d}.500\r\n{text}"
        for n, text in enumerate(texts)
    )
    return ("\ufeffWEBVTT\r\n\r\n" + "\r\n\r\n".join(blocks)).encode()


@pytest.mark.parametrize(
    ("write", "name", "layout", "joint"),
    [
        (text_file, "a.txt", "platte tekst (.txt)", "\n"),
        (plain_word, "a.docx", "Word met beurten (.docx)", "\n"),
        (otter_word, "a.docx", "Otter (.docx)", "\n"),
        (teams_word, "a.docx", "Teams (.docx)", "\n"),
        (teams_word_cues, "a.docx", "Teams, oudere vorm (.docx)", " "),
        (teams_vtt, "a.vtt", "Teams (.vtt)", " "),
        (zoom_vtt, "a.vtt", "Zoom (.vtt)", " "),
    ],
)
@given(spoken=dialogue)
@settings(max_examples=40, deadline=None)
def test_turns_written_in_a_layout_come_back(
    write: Callable[[Dialogue], bytes],
    name: str,
    layout: str,
    joint: str,
    spoken: Dialogue,
) -> None:
    twice = spoken + spoken  # a name is a speaker once it comes back
    found = parse_transcript(write(twice), name=name, source=name)
    turns = zip(found.turns["speaker"], found.turns["text"], strict=True)
    assert list(turns) == expected(twice, joint)
    assert found.layout == layout
    for start, end, text in zip(
        found.turns["start"], found.turns["end"], found.turns["text"], strict=True
    ):
        assert found.text[start:end] == text


@given(spoken=dialogue)
def test_canonical_text_read_again_is_itself(spoken: Dialogue) -> None:
    question = ("I", [["17:30"]])
    raw = text_file([question, *spoken, question, *spoken])
    once = parse_transcript(raw, name="a.txt", source="a.txt")
    again = parse_transcript(once.text.encode(), name="a.txt", source="a.txt")
    assert again.text == once.text
