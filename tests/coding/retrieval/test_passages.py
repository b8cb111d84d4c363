"""Passages of a code, each in its turn, held against looking through everything."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import tbresearch as tb
from tbresearch.coding.journal import append_act

Refusal = Callable[..., list[str]]
Talk = Callable[..., tb.Coding]


def by_hand(coding: tb.Coding, **wanted: str) -> set[tuple[str, str, int]]:
    """Return id, session and turn of what is asked for, turn by turn."""
    people = coding.study.respondents.set_index("respondent")
    may = set(people.index[people["deelname"]])
    found = set()
    for turn in coding.corpus.turns.to_dict("records"):
        if turn["respondent"] not in may:
            continue
        for row in coding.codings.to_dict("records"):
            same = row["session"] == turn["session"]
            touches = row["start"] < turn["end"] and turn["start"] < row["end"]
            if same and touches:
                both = {**row, "group": turn["group"], "respondent": turn["respondent"]}
                if all(both[name] == value for name, value in wanted.items()):
                    found.add((row["id"], row["session"], turn["number"]))
    return found


def found(passages: tb.Passages) -> list[tuple[str, str, int]]:
    frame = passages.to_frame()
    return list(zip(frame["id"], frame["session"], frame["number"], strict=True))


def test_what_is_found_is_what_looking_through_everything_finds(
    example_coding: tb.Coding,
) -> None:
    questions = (
        {"code": "begrenzing"},
        {"code": "vertrouwensband", "group": "client"},
        {"session": "fg1", "coder": "bram"},
        {"respondent": "C05", "polarity": "verbeterpunt"},
        {"code": "maatwerk", "polarity": "succesfactor", "group": "begeleider"},
    )
    for question in questions:
        own = found(tb.passages(example_coding, **question))
        assert len(own) == len(set(own))
        assert set(own) == by_hand(example_coding, **question)
    assert len(found(tb.passages(example_coding, code="begrenzing"))) > 50


def test_what_is_marked_for_the_report_can_be_asked_for(
    small_study: Path, small: tb.Coding, read: Callable[[Path], tb.Coding]
) -> None:
    name = small.codings["id"].iloc[0]
    act = {"act": "mark", "id": name, "time": "2026-01-05T09:00:00", "marked": True}
    append_act(small_study / "coderingen" / "anna.jsonl", act)
    coding = read(small_study)
    marked = tb.passages(coding, marked=True)
    assert marked.to_frame()["id"].tolist() == [name]
    assert marked.to_frame()["marked"].tolist() == [True]
    rest = tb.passages(coding, marked=False).to_frame()["id"]
    assert name not in set(rest)
    assert len(rest) + 1 == len(tb.passages(coding).to_frame())


def test_before_quote_and_after_are_the_turn(example_coding: tb.Coding) -> None:
    frame = tb.passages(example_coding).to_frame()
    texts = example_coding.corpus.turns.set_index(["session", "number"])["text"]
    whole = [texts[key] for key in zip(frame["session"], frame["number"], strict=True)]
    assert list(frame["before"] + frame["quote"] + frame["after"]) == whole
    assert (frame["quote"] != "").all()


def test_codes_below_are_asked_about_and_only_where_there_are_any(
    small: tb.Coding, refusal: Refusal
) -> None:
    assert refusal(tb.passages, small, code="rust") == [
        "onder code 'rust' vallen andere codes: overzicht\n"
        "  waar:      de vraag, children=\n"
        "  oplossing: zeg of die meetellen: children=True of children=False; bij een "
        "opdracht --met-onderliggende of --zonder-onderliggende"
    ]
    alone = tb.passages(small, code="rust", children=False)
    both = tb.passages(small, code="rust", children=True)
    assert set(alone.to_frame()["code"]) == {"rust"}
    assert set(both.to_frame()["code"]) == {"rust", "overzicht"}
    assert str(both) == (
        "Rust in huis en 1 onderliggende code: 6 coderingen in 4 uitingen van 4 "
        "respondenten"
    )
    assert str(tb.passages(small, code="lijnen")) == (
        "Korte lijnen: 1 codering in 1 uiting van 1 respondent"
    )


def test_every_unknown_name_is_named_with_what_is_known(
    small: tb.Coding, refusal: Refusal
) -> None:
    problems = refusal(
        tb.passages,
        small,
        code="rusd",
        group="clienten",
        respondent="B9",
        session="fg9",
        polarity="goed",
        coder="carla",
    )
    assert [problem.split("\n")[1] for problem in problems] == [
        "  waar:      de vraag, groep",
        "  waar:      de vraag, respondent",
        "  waar:      de vraag, gesprek",
        "  waar:      de vraag, kant",
        "  waar:      de vraag, codeur",
        "  waar:      de vraag, code",
    ]
    assert problems[5] == (
        "'rusd' is hier niet bekend\n"
        "  waar:      de vraag, code\n"
        "  oplossing: bedoeld is misschien 'rust'; bekend zijn: rust, overzicht, "
        "lijnen, wachttijd"
    )
    assert "bekend zijn: begeleider, client" in problems[0]
    assert "bekend zijn: anna, bram" in problems[4]


def test_who_may_not_be_counted_is_left_out_and_it_is_said(small: tb.Coding) -> None:
    assert "int2" in set(small.codings["session"])
    everything = tb.passages(small)
    assert "C2" not in set(everything.to_frame()["respondent"])
    assert "Wie geen toestemming gaf voor deelname, staat er niet bij." in (
        everything.notes
    )


def test_a_coding_over_several_turns_gives_each_speaker_only_their_own_words(
    small_study: Path, write: Callable[..., Path], read: Callable[[Path], tb.Coding]
) -> None:
    text = read(small_study).corpus.transcripts["fg1"].text
    start, end = text.index("iedereen."), text.index("dan pas rust")
    (small_study / "coderingen" / "bram.jsonl").unlink()
    write(
        {"session": "fg1", "start": start, "end": end, "quote": text[start:end]},
    )
    found = tb.passages(read(small_study), code="overzicht")
    frame = found.to_frame()
    assert list(frame["respondent"]) == ["B1", "B2"]
    assert list(frame["quote"]) == ["iedereen.", "Overzicht, en "]
    assert "P2" not in "".join(frame["quote"])
    assert found.notes[0] == (
        "1 codering loopt over een beurt heen; bij elke beurt staat het deel dat "
        "daar is gezegd."
    )


def test_the_page_marks_the_words_once_and_escapes_all(talk: Talk) -> None:
    text = "Dat <b>helpt</b> & <script>alert(1)</script> 👨‍👩‍👧 echt."
    coding = talk(text, codings=((0, 4, 16, "lijnen"), (0, 10, 20, "wachttijd")))
    page = tb.passages(coding)._repr_html_()
    assert "<script" not in page
    assert page.count("<blockquote") == 1
    [marked] = re.findall(r"<mark[^>]*>(.*?)</mark>", page)
    assert marked == "&lt;b&gt;helpt&lt;/b&gt; &amp; &lt;"
    assert "beurt 3: P1 (B1, begeleiders, thuisbegeleider)" in page
    assert page == tb.passages(coding)._repr_html_()


def test_a_turn_of_who_may_not_be_quoted_says_so(small: tb.Coding) -> None:
    assert (
        "mag niet worden geciteerd" in tb.passages(small, respondent="B3")._repr_html_()
    )
    assert "mag niet" not in tb.passages(small, respondent="B1")._repr_html_()


def test_a_long_list_shows_a_part_and_says_of_how_many(
    example_coding: tb.Coding,
) -> None:
    page = tb.passages(example_coding)._repr_html_()
    assert page.count("<blockquote") == 50
    assert re.search(r"de eerste 50 van \d{3} uitingen", page)


def test_nothing_found_is_an_answer(small: tb.Coding) -> None:
    none = tb.passages(small, code="lijnen", group="client")
    assert str(none) == (
        "Korte lijnen (groep Cliënten): 0 coderingen in 0 uitingen van 0 respondenten"
    )
    assert none.to_frame().empty
    assert "blockquote" not in none._repr_html_()
