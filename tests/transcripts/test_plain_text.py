"""Plain text with turns, as researchers type them."""

from __future__ import annotations

from tbresearch.transcripts.transcript import Transcript, parse_transcript


def read(content: str | bytes) -> Transcript:
    raw = content.encode() if isinstance(content, str) else content
    return parse_transcript(raw, name="a.txt", source="a.txt")


def turns(content: str | bytes) -> list[tuple[str, str]]:
    frame = read(content).turns
    return list(zip(frame["speaker"], frame["text"], strict=True))


DIALOGUE = [("I", "Hoe gaat het met de cliënt?"), ("R1", "Goed.\nHeel goed.")]
FILE = "I: Hoe gaat het met de cliënt?\n\nR1: Goed.\nHeel goed.\n"


def test_a_paragraph_of_a_turn_stands_on_its_own_line() -> None:
    assert turns(FILE) == DIALOGUE
    assert read(FILE).text == FILE.removesuffix("\n")


def test_the_encoding_of_the_file_makes_no_difference() -> None:
    expected = read(FILE)
    windows = FILE.replace("\n", "\r\n")
    assert read(windows) == expected
    assert read(windows.encode("cp1252")) == expected
    assert read(FILE.encode("utf-8-sig")) == expected
    assert read(FILE.encode("utf-16")) == expected
    assert read(FILE.replace("ë", "e\u0308")) == expected


def test_a_label_may_stand_on_a_line_of_its_own() -> None:
    assert turns("I:\nHoe gaat het?\n\nR1 :\nGoed.\n") == [
        ("I", "Hoe gaat het?"),
        ("R1", "Goed."),
    ]


def test_turns_of_one_speaker_in_a_row_become_one_turn() -> None:
    assert turns("I: Een.\n\nI: Twee.\n\nR1: Drie.\n") == [
        ("I", "Een.\nTwee."),
        ("R1", "Drie."),
    ]


def test_a_turn_without_text_is_dropped_and_named() -> None:
    found = read("I: Een.\n\nR1:\n\nI: Twee.\n")
    assert found.turns["text"].tolist() == ["Een.\nTwee."]
    assert found.skipped == ("regel 3: de beurt van 'R1' heeft geen tekst",)


def test_text_before_the_first_speaker_is_skipped_and_named() -> None:
    found = read("Verslag van de avond\n\nI: Welkom.\n\nR1: Dank.\n")
    assert found.turns["speaker"].tolist() == ["I", "R1"]
    assert found.skipped == (
        "regel 1: staat vóór de eerste beurt ('Verslag van de avond')",
    )


def test_the_block_with_date_and_names_is_not_spoken() -> None:
    found = read(
        "Focusgroep Utrecht\nDatum: 3 november 2025\nInterviewer: Anna de Vries\n"
        "Respondent: moeder van twee\n\nInterviewer: Welkom.\n\nR1: Dank je.\n"
    )
    assert list(zip(found.turns["speaker"], found.turns["text"], strict=True)) == [
        ("Interviewer", "Welkom."),
        ("R1", "Dank je."),
    ]
    assert len(found.skipped) == 4


def test_a_date_above_turns_takes_no_turn_with_it() -> None:
    assert turns("Datum: 3 november\nI: hallo\nR1: hoi\nI: goed\n") == [
        ("I", "hallo"),
        ("R1", "hoi"),
        ("I", "goed"),
    ]


def test_codes_under_a_date_are_turns_though_a_blank_line_follows() -> None:
    content = "Datum: 3 november\nI: hallo\nR1: hoi\n\nI: Goed.\n"
    assert [speaker for speaker, _ in turns(content)] == ["I", "R1", "I"]


def test_turns_without_full_stops_are_no_header() -> None:
    content = "Karin: hoi\nJan: dag\nKarin: zeg\nTijd: dat is het woord\nJan: ja\n"
    assert [speaker for speaker, _ in turns(content)] == [
        "Karin",
        "Jan",
        "Karin",
        "Jan",
    ]


def test_plain_text_has_no_times() -> None:
    frame = read(FILE).turns
    assert frame["begin"].isna().all()
    assert frame["finish"].isna().all()
    assert frame["respondent"].isna().all()


def test_a_transcript_prints_as_one_dutch_sentence() -> None:
    assert str(read(FILE)) == (
        "a.txt, platte tekst (.txt): 2 beurten van 2 sprekers, 9 woorden"
    )


def test_the_html_of_a_transcript_counts_per_speaker_and_is_escaped() -> None:
    found = read("I: Een.\n\nKees <b>: x\n\nKrol (a & b): Ja.\n\nKrol (a & b): Nee.\n")
    html = found._repr_html_()
    assert "Krol (a &amp; b)" in html
    assert "<b>" not in html
    assert html == found._repr_html_()


def test_the_fingerprint_is_that_of_the_canonical_text() -> None:
    # printf 'I: Ja.' | sha256sum
    assert read("I:  Ja.\r\n").sha256 == (
        "e260ad8106205e9a57e2248ca25af5e56d55a56c3b217f5ca885188d12ef2a78"
    )
