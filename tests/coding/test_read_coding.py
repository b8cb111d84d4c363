"""Reading codings: each quote is held against its transcript, and refused if it moved.

The words of the transcripts stand in the conftest of all tests.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.coding import Coding
from tbresearch.coding.journal import append_act, journal_path
from tbresearch.study import open_study
from tbresearch.transcripts import read_transcripts

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]
Write = Callable[..., Path]
ANNA = "coderingen/anna.jsonl"


def problem(what: str, where: str, fix: str) -> str:
    return f"{what}\n  waar:      {where}\n  oplossing: {fix}"


def drifted(name: str, quote: str, there: str, where: str) -> str:
    return problem(
        f"het citaat van codering {name!r} klopt niet meer: gecodeerd is «{quote}», "
        f"op die plaats staat nu «{there}»",
        where,
        "zet de tekst van het transcript terug zoals zij was; is zij met opzet "
        "verbeterd, geef dan de nieuwe versie aan: tbresearch import STUDIE BESTAND "
        "--vernieuw GESPREK",
    )


def test_codings_of_all_coders_are_read_with_who_said_them(
    small_study: Path, read: Read
) -> None:
    coding = read(small_study)
    assert str(coding) == "10 coderingen (anna 8, bram 2)"
    assert coding.notes == ()
    frame = coding.to_frame().sort_values(["coder", "line"])
    assert frame["code"].tolist() == [
        *("rust", "overzicht", "rust", "lijnen", "rust"),
        *("wachttijd", "overzicht", "rust", "rust", "wachttijd"),
    ]
    passages = coding.passages.merge(frame[["id", "line"]], on=["id", "line"])
    said = passages.sort_values(["coder", "line"])
    assert said["respondent"].tolist() == [
        *("B1", "B2", "B2", "B1", "B3", "B3", "C1", "C2", "B1", "C1")
    ]
    assert said["number"].tolist() == [2, 3, 3, 4, 2, 2, 2, 2, 2, 4]
    assert said["role"].tolist()[:2] == ["thuisbegeleider", "leidinggevende"]


def test_every_quote_is_the_text_at_its_offsets(example: Path, read: Read) -> None:
    coding = read(example)
    assert len(coding.codings) == 534
    for row in coding.codings.to_dict("records"):
        text = coding.corpus.transcripts[row["session"]].text
        assert text[row["start"] : row["end"]] == row["quote"]


def test_a_frame_that_was_given_away_may_be_changed(
    small_study: Path, read: Read
) -> None:
    coding = read(small_study)
    frame = coding.to_frame()
    frame["code"] = "anders"
    assert "anders" not in set(coding.codings["code"])


def test_reading_writes_nothing(
    small_study: Path, read: Read, contents: Callable[[Path], dict[str, bytes]]
) -> None:
    before = contents(small_study)
    read(small_study)
    assert contents(small_study) == before


def test_a_study_may_have_no_codings_yet(small_study: Path, read: Read) -> None:
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    coding = read(small_study)
    assert str(coding) == "0 coderingen (anna 0, bram 0)"
    assert coding.passages.empty
    assert coding.notes == ()
    assert "0 coderingen" in coding._repr_html_()


def test_a_study_may_have_no_coders_yet(
    small_study: Path, read: Read, edit: Edit
) -> None:
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    edit(small_study / "studie.toml", '["anna", "bram"]', "[]")
    edit(small_study / "studie.toml", '["anna"]', "[]")
    assert str(read(small_study)) == "0 coderingen"


def test_a_quote_that_moved_is_refused_with_both_texts(
    small_study: Path, read: Read, edit: Edit, refusal: Refusal, write: Write
) -> None:
    start = len("I: Hoe gaat het nu?\n\nR1: ")
    write({"id": "a7"})
    write(coder="bram")
    edit(small_study / "transcripten" / "int1.txt", "Hoe gaat het nu?", "Hoe is het?")
    assert refusal(read, small_study) == [
        drifted(
            "a7",
            "Ik heb nu overzicht",
            "b nu overzicht over",
            f"{ANNA}, regel 1; transcripten/int1.txt, teken {start} tot {start + 19}",
        )
    ]


def test_each_quote_that_moved_is_named_and_no_other(
    small_study: Path, read: Read, edit: Edit, refusal: Refusal
) -> None:
    edit(small_study / "transcripten" / "fg1.txt", "en dan pas", "en daarna pas")
    found = refusal(read, small_study)
    assert len(found) == 3
    assert "gecodeerd is «Overzicht, en dan pas rust.»" in found[0]
    assert "op die plaats staat nu «Overzicht, en daarna pas ru»" in found[0]
    assert [text.split(";")[0].split("waar: ")[1].strip() for text in found] == [
        f"{ANNA}, regel {line}" for line in (2, 3, 4)
    ]


def test_a_long_quote_is_cut_off_in_the_message(
    small_study: Path, read: Read, refusal: Refusal, write: Write
) -> None:
    write({"quote": "a" * 70 + "b" * 30})
    [found] = refusal(read, small_study)
    assert f"gecodeerd is «{'a' * 60} ... {'b' * 15}»," in found


OUTSIDE = {
    "before the text": {"start": -19, "end": 0},
    "past the end": {"start": 10**6, "end": 10**6 + 19},
    "past any end": {"start": 10**30, "end": 10**30 + 19},
    "backwards": {"start": 40, "end": 30},
    "nothing": {"start": 30, "end": 30, "quote": ""},
    "nothing, past the end": {"start": 10**6, "end": 10**6, "quote": ""},
}


@pytest.mark.parametrize("case", OUTSIDE)
def test_offsets_that_hold_no_text_are_refused(
    case: str, small_study: Path, read: Read, refusal: Refusal, write: Write
) -> None:
    write(OUTSIDE[case])
    [found] = refusal(read, small_study)
    assert found.startswith("het citaat van codering 'anna1' klopt niet meer: ")
    assert "op die plaats staat nu «»" in found
    assert f"teken {OUTSIDE[case]['start']} tot {OUTSIDE[case]['end']}" in found


def test_what_python_would_read_as_the_last_words_is_outside_the_text(
    small_study: Path, read: Read, refusal: Refusal, write: Write
) -> None:
    text = read_transcripts(open_study(small_study)).transcripts["int1"].text
    end = len(text)
    for start, stop in ((end - 5, end + 1), (-5, end)):
        assert text[start:stop] == text[-5:]
        write({"start": start, "end": stop, "quote": text[-5:]})
        [found] = refusal(read, small_study)
        assert f"teken {start} tot {stop}" in found


MISFITS = {
    "a code that is not in the codebook": (
        {"code": "onrust"},
        "code 'onrust' staat niet in het codeboek",
        "zet de code in codeboek.toml, of verwijder de codering",
    ),
    "an unknown polarity": (
        {"polarity": "positief"},
        "polariteit 'positief' is niet bekend",
        "bekend zijn: succesfactor, verbeterpunt, geen",
    ),
    "an unknown session": (
        {"session": "int9"},
        "gesprek 'int9' staat niet in gesprekken.csv",
        "zet het gesprek terug, of verwijder de codering",
    ),
}


@pytest.mark.parametrize("case", MISFITS)
def test_a_coding_that_fits_nowhere_is_refused(
    case: str, small_study: Path, read: Read, refusal: Refusal, write: Write
) -> None:
    change, what, fix = MISFITS[case]
    write({}, change)
    assert refusal(read, small_study) == [problem(what, f"{ANNA}, regel 2", fix)]


def test_a_coding_that_was_removed_may_have_fitted_nowhere(
    small_study: Path, read: Read, write: Write
) -> None:
    path = write({}, {"code": "onrust"})
    append_act(path, {"act": "remove", "id": "anna2", "time": "2025"})
    assert read(small_study).codings["id"].tolist()[0] == "anna1"


def test_all_that_is_wrong_with_all_journals_comes_at_once(
    small_study: Path, read: Read, refusal: Refusal, write: Write
) -> None:
    write({"code": "x", "polarity": "y", "session": "z"}, {"quote": "anders"})
    write({"code": "v"}, coder="bram")
    with (small_study / "coderingen" / "bram.jsonl").open("a") as file:
        file.write("geen handeling\n")
    (small_study / "coderingen" / "carla.jsonl").touch()
    assert [text.split("\n")[0][:45] for text in refusal(read, small_study)] == [
        "'carla' staat niet bij de codeurs van de stud",
        "code 'x' staat niet in het codeboek",
        "polariteit 'y' is niet bekend",
        "gesprek 'z' staat niet in gesprekken.csv",
        "het citaat van codering 'anna2' klopt niet me",
        "deze regel is geen leesbare codeerhandeling",
        "code 'v' staat niet in het codeboek",
    ]


def test_a_journal_of_a_stranger_is_refused(
    small_study: Path, read: Read, edit: Edit, refusal: Refusal
) -> None:
    edit(small_study / "studie.toml", '["anna", "bram"]', '["anna"]')
    assert refusal(read, small_study) == [
        problem(
            "'bram' staat niet bij de codeurs van de studie",
            "coderingen/bram.jsonl",
            "voeg de codeur toe aan 'codeurs' in studie.toml, of verplaats het bestand",
        )
    ]


def test_other_files_beside_the_journals_are_left_alone(
    small_study: Path, read: Read
) -> None:
    (small_study / "coderingen" / "LEESMIJ.txt").write_text("x")
    (small_study / "coderingen" / "anna.jsonl.bak").write_text("x")
    assert len(read(small_study).codings) == 10


def test_a_journal_that_was_copied_to_another_coder_is_refused(
    small_study: Path, read: Read, refusal: Refusal, write: Write
) -> None:
    path = write({"id": "a1"}, {"id": "a2"})
    path.with_name("bram.jsonl").write_bytes(path.read_bytes())
    assert refusal(read, small_study) == [
        problem(
            f"codering {name!r} staat ook bij 'anna'",
            f"coderingen/bram.jsonl, regel {line}",
            "een dagboek is van één codeur; haal de kopie weg",
        )
        for line, name in enumerate(["a1", "a2"], start=1)
    ]


def test_two_coders_may_code_the_same_passage(
    small_study: Path, read: Read, write: Write
) -> None:
    write({})
    write({}, coder="bram")
    assert read(small_study).passages["coder"].tolist() == ["anna", "bram"]


def test_a_torn_line_is_a_note_of_the_coding(small_study: Path, read: Read) -> None:
    path = journal_path(small_study, "bram")
    path.write_bytes(path.read_bytes()[:-9])
    coding = read(small_study)
    assert str(coding) == "9 coderingen (anna 8, bram 1)"
    assert coding.notes == (
        "coderingen/bram.jsonl, regel 2: afgebroken bij een storing; die ene "
        "handeling is niet bewaard, al het andere wel",
    )


def span(folder: Path, session: str, first: str, last: str) -> dict[str, object]:
    """Return the session, offsets and quote from one text through another."""
    text = read_transcripts(open_study(folder)).transcripts[session].text
    start, end = text.index(first), text.index(last) + len(last)
    return {
        "session": session,
        "start": start,
        "end": end,
        "quote": text[start:end],
    }


def test_a_coding_over_two_turns_is_of_both_speakers(
    small_study: Path, read: Read, write: Write
) -> None:
    write(span(small_study, "fg1", "bij iedereen", "Overzicht"))
    coding = read(small_study)
    own = coding.passages[coding.passages["coder"] == "anna"]
    assert own["respondent"].tolist() == ["B1", "B2"]
    assert own["number"].tolist() == [2, 3]
    assert own["quote"].tolist() == ["bij iedereen.\n\nP2: Overzicht"] * 2
    assert coding.notes == ()


def test_a_coding_that_ends_where_a_turn_begins_is_not_of_that_turn(
    small_study: Path, read: Read, write: Write
) -> None:
    write(
        span(small_study, "fg1", "bij iedereen", "P2: "),
        span(small_study, "fg1", "\n\nP2: Over", "P2: Over"),
    )
    own = read(small_study).passages.query("coder == 'anna'")
    assert own["respondent"].tolist() == ["B1", "B2"]


def test_a_coding_over_the_interviewer_is_of_the_others(
    small_study: Path, read: Read, write: Write
) -> None:
    write(span(small_study, "int1", "over de post", "Het wachten"))
    own = read(small_study).passages.query("coder == 'anna'")
    assert own["number"].tolist() == [2, 4]
    assert own["respondent"].tolist() == ["C1", "C1"]


def test_what_only_the_interviewer_says_is_noted_and_is_of_nobody(
    small_study: Path, read: Read, write: Write
) -> None:
    write(span(small_study, "int1", "En wat", "beter?"), {})
    coding = read(small_study)
    assert len(coding.codings) == 4
    assert coding.passages["id"].nunique() == 3
    assert "anna1" not in set(coding.passages["id"])
    assert coding.notes == (
        "Alleen bij de gespreksleider of in de naam van een spreker, en dus niet "
        "geteld: 1 van 4 coderingen.",
    )


def test_what_a_notebook_shows_is_escaped_and_always_the_same(
    small_study: Path, read: Read, edit: Edit
) -> None:
    edit(small_study / "codeboek.toml", '"Rust in huis"', '"<script>rust</script>"')
    shown = read(small_study)._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;rust&lt;/script&gt;" in shown
    assert shown == read(small_study)._repr_html_()
