"""A label is a speaker; a sentence with a colon in it is not."""

from __future__ import annotations

import pytest

from tbresearch.transcripts.labels import PROOF, Shape, as_lines, shape, speaker_labels
from tbresearch.transcripts.text_file import open_text
from tbresearch.transcripts.transcript import parse_transcript


def speakers(content: str) -> list[str]:
    found = parse_transcript(content.encode(), name="a.txt", source="a.txt")
    return list(dict.fromkeys(found.turns["speaker"]))


@pytest.mark.parametrize(
    "label",
    [
        "I",
        "R1",
        "r2",
        "GL1",
        "P4 (Thuisbegeleider)",
        "Interviewer",
        "interviewer",
        "Respondent 3",
        "Gespreksleider",
        "Spreker A",
        "Geïnterviewde",
        "Mevrouw Karin",
        "mevrouw De Vries",
        "Dhr. Jansen",
        "Mw. A. van den Berg",
    ],
)
def test_a_role_a_code_or_a_title_is_clear_by_itself(label: str) -> None:
    assert shape(label) is Shape.CLEAR
    assert speakers(f"{label}: Goed.\n") == [label]


@pytest.mark.parametrize(
    "label",
    [
        "B.C. de Liefde",
        "A.P.C. (Tony) van Dijck",
        "Anne-Fleur van 't Hart",
        "Anne-Fleur van \u2019t Hart",
        "Zoë el Amrani",
        "J.-P. Balkenende",
        "Jansen, Piet",
        "Karin (moeder)",
        "Begeleider 2",
        "Karin en Piet",
        "iPhone van Karin",
        "Ümit Çelik",
    ],
)
def test_a_full_name_has_the_shape_of_a_name(label: str) -> None:
    assert shape(label) is Shape.NAME


@pytest.mark.parametrize("label", ["Krol", "De Vries", "'t Hart", "moeder", "كريم"])
def test_one_word_needs_proof(label: str) -> None:
    assert shape(label) is Shape.WORD


@pytest.mark.parametrize(
    "phrase",
    [
        "Kortom",
        "Bijvoorbeeld",
        "Kortom (en dat is belangrijk)",
        "Let op",
        "Ik zei tegen haar",
        "En Karin",
        "In Utrecht",
        "Ten eerste",
        "Op zich",
        "In",
        "En",
        "N.B.",
        "Stap 1",
        "Vraag 3",
        "Weet je? Karin",
        "Karin (moeder",
        "Toen zei Karin",
    ],
)
def test_a_phrase_is_never_a_label(phrase: str) -> None:
    assert shape(phrase) is None
    assert speakers(f"I: Ja.\n{phrase}: zo.\nI: En.\n{phrase}: weer zo.\n") == ["I"]


@pytest.mark.parametrize(
    "line",
    [
        "17:30 gingen we.",
        "Om 17:30 gingen we.",
        "https://vng.nl",
        "Jammer :(",
        "Kijk :)",
    ],
)
def test_a_colon_that_ends_no_label_stays_in_the_text(line: str) -> None:
    found = parse_transcript(f"R1: Ja.\n{line}\n".encode(), name="a.txt", source="")
    assert found.turns["text"].tolist() == [f"Ja.\n{line}"]


def test_a_name_that_comes_back_is_a_speaker() -> None:
    assert speakers("Krol: Ja.\nDat is zo.\nNou.\nKrol: Nee.\n") == ["Krol"]


def test_a_word_with_a_colon_that_occurs_once_is_no_speaker() -> None:
    content = "I: Ja.\n\nR1: Twee dingen.\n\nWoningnood: te veel.\n\nEn nog iets.\n"
    assert speakers(content) == ["I", "R1"]


def test_a_name_that_occurs_once_counts_where_every_paragraph_has_a_label() -> None:
    assert speakers("Krol: Ja.\n\nKlein: Nee.\n\nVermeij: Nou.\n") == [
        "Krol",
        "Klein",
        "Vermeij",
    ]


def test_a_quote_inside_a_paragraph_is_no_speaker() -> None:
    content = (
        "I: Wat zei ze?\n\nR1: Ze zei tegen\nMarie: kom nou\nen\nMarie: ga weg.\n\n"
        "I: Zo.\n\nR1: Ja.\n"
    )
    assert speakers(content) == ["I", "R1"]


def test_a_known_speaker_may_follow_without_a_blank_line() -> None:
    content = "I: Een.\n\nR1: Twee.\nI: Drie.\n\nR1: Vier.\n\nI: Vijf.\n\nR1: Zes.\n"
    found = parse_transcript(content.encode(), name="a.txt", source="")
    assert " ".join(found.turns["text"]) == "Een. Twee. Drie. Vier. Vijf. Zes."
    assert len(found.turns) == 6


def test_a_label_in_words_counts_from_the_third_time() -> None:
    pair = "I: Ja.\nMedewerker wijkteam: Nee.\n"
    assert speakers(pair * 2) == ["I"]
    assert speakers(pair * 3) == ["I", "Medewerker wijkteam"]


def test_what_looks_like_a_speaker_and_is_not_read_as_one_is_named() -> None:
    content = "I: Ja.\n\nR1: Twee dingen.\n\nWoningnood: veel.\n\nEn nog iets.\n"
    found = parse_transcript(content.encode(), name="a.txt", source="a.txt")
    assert found.doubts == (
        "regel 5: 'Woningnood' is niet als spreker gelezen, want dit label staat er te "
        "weinig; de tekst hoort nu bij de beurt ervoor",
    )


def test_a_phrase_that_recurs_without_being_a_label_is_named_too() -> None:
    pair = "I: Ja.\nMedewerker wijkteam: Nee.\n"
    found = parse_transcript((pair * 2).encode(), name="a.txt", source="a.txt")
    assert [doubt.split(":")[0] for doubt in found.doubts] == ["regel 2", "regel 4"]


def test_what_stands_before_the_first_turn_is_skipped_and_not_in_doubt() -> None:
    content = "Woningnood: een verslag.\n\nI: Ja.\n\nEn.\n\nZo.\n\nR1: Nee.\n"
    found = parse_transcript(content.encode(), name="a.txt", source="a.txt")
    assert len(found.skipped) == 1
    assert not found.doubts


def test_a_file_of_sentences_has_no_speakers() -> None:
    story = "Ik kwam thuis.\nDe deur: open.\nEn toen?\nNiemand: niets.\nStil.\n"
    lines = as_lines(open_text(story.encode(), source="").pieces)
    assert not speaker_labels(lines, proof=PROOF)
