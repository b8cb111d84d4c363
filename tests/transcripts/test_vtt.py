"""Captions of Teams and Zoom: cues that overlap and break in mid-sentence."""

from __future__ import annotations

import pytest

from tbresearch.transcripts.transcript import Transcript, parse_transcript


def cues(*texts: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"{n}\n00:00:{n:02d}.000 --> 00:00:{n + 1:02d}.250\n{text}"
        for n, text in enumerate(texts, start=1)
    )


def read(content: str) -> Transcript:
    return parse_transcript(content.encode(), name="a.vtt", source="a.vtt")


def turns(*texts: str) -> list[tuple[str, str]]:
    frame = read(cues(*texts)).turns
    return list(zip(frame["speaker"], frame["text"], strict=True))


def test_teams_cues_of_one_speaker_are_one_turn_from_begin_to_finish() -> None:
    found = read(cues("<v Karin>Dit is een</v>", "<v Karin>zin.</v>", "<v Jan>Ja.</v>"))
    assert found.layout == "Teams (.vtt)"
    assert found.turns.drop(columns=["respondent", "start", "end"]).values.tolist() == [
        ["Karin", "Dit is een zin.", 1.0, 3.25],
        ["Jan", "Ja.", 3.0, 4.25],
    ]


def test_a_teams_name_loses_its_organisation() -> None:
    assert turns("<v Karin (Gemeente Ede)>Ja.</v>", "<v A. (Tony) Bos>Nee.</v>") == [
        ("Karin", "Ja."),
        ("A. (Tony) Bos", "Nee."),
    ]


def test_two_people_of_one_name_keep_their_organisations() -> None:
    assert turns("<v Jan (A)>Ja.</v>", "<v Jan (B)>Nee.</v>") == [
        ("Jan (A)", "Ja."),
        ("Jan (B)", "Nee."),
    ]


def test_a_voice_may_stay_open_and_run_over_lines() -> None:
    assert turns("<v Karin>Een\ntwee", "<v Jan>Drie") == [
        ("Karin", "Een twee"),
        ("Jan", "Drie"),
    ]


def test_two_voices_in_one_cue_are_two_turns() -> None:
    assert turns("<v Karin>Ja?</v>\n<v Jan>Nee.</v>") == [
        ("Karin", "Ja?"),
        ("Jan", "Nee."),
    ]


def test_nobody_is_guessed_for_a_teams_cue_without_a_name() -> None:
    assert turns("<v Karin>Ja.</v>", "Wie zegt dit?", "<v >En dit?</v>") == [
        ("Karin", "Ja."),
        ("Onbekend", "Wie zegt dit? En dit?"),
    ]


def test_marks_go_and_characters_come_back() -> None:
    assert turns("<v.luid R&amp;D>Ze zei <i>&lt;3</i> &amp; <onverstaanbaar></v>") == [
        ("R&D", "Ze zei <3 & <onverstaanbaar>")
    ]


def test_zoom_names_stand_in_the_text() -> None:
    found = read(cues("Karin: Dit is een", "Karin: zin.", "Jan Bos: Ja."))
    assert found.layout == "Zoom (.vtt)"
    assert found.turns.drop(columns=["respondent", "start", "end"]).values.tolist() == [
        ["Karin", "Dit is een zin.", 1.0, 3.25],
        ["Jan Bos", "Ja.", 3.0, 4.25],
    ]


def test_a_zoom_cue_without_a_name_continues_the_speaker() -> None:
    assert turns("Karin: Een", "twee", "Jan: Drie", "Karin: Vier") == [
        ("Karin", "Een twee"),
        ("Jan", "Drie"),
        ("Karin", "Vier"),
    ]


def test_a_zoom_text_with_a_colon_is_no_speaker() -> None:
    assert turns("Karin: Een", "Let op: doe dit", "Om 17:30", "Karin: Let op: nu") == [
        ("Karin", "Een Let op: doe dit Om 17:30 Let op: nu")
    ]


def test_a_zoom_name_of_any_shape_counts_when_it_comes_back() -> None:
    assert turns("tablet wijkteam 2: Ja", "Karin: Nee", "tablet wijkteam 2: Nou") == [
        ("tablet wijkteam 2", "Ja"),
        ("Karin", "Nee"),
        ("tablet wijkteam 2", "Nou"),
    ]


def test_what_is_no_cue_is_named_with_its_line() -> None:
    found = read(
        "WEBVTT - Overleg\n\nNOTE met de hand nagekeken\n\n"
        + cues("<v Jan>Ja.").removeprefix("WEBVTT\n\n")
        + "\n\n00:00:99.000 --> 00:01\n<v Karin>Nee.</v>\n"
    )
    assert found.turns["text"].tolist() == ["Ja."]
    assert found.skipped == (
        "regel 1: de kop van het bestand ('WEBVTT - Overleg')",
        "regel 3: een opmerking, geen gesproken tekst ('NOTE met de hand nagekeken')",
        "regel 9: geen tekst met een leesbare begin- en eindtijd "
        "('00:00:99.000 --> 00:01 <v Karin>Nee.</v>')",
    )


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_bom_make_no_difference(end: str) -> None:
    content = cues("<v Zoë>Eén", "<v Jan>Twee")
    assert read("\ufeff" + content.replace("\n", end)) == read(content)
