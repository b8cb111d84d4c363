"""Quotes: only from those with the right, and never with the name of another."""

from collections.abc import Callable
from pathlib import Path

from tbresearch.coding import Coding, add_coding
from tbresearch.findings import (
    QUOTE_RULE,
    improvement_points,
    printable_quotes,
    success_factors,
)

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]


def add(coding: Coding, session: str, quote: str, code: str = "rust") -> str:
    return add_coding(
        coding,
        coder="anna",
        session=session,
        quote=quote,
        code=code,
        polarity="succesfactor",
    )


def test_who_may_not_be_quoted_is_counted_and_not_quoted(
    small_study: Path, read: Read
) -> None:
    points = improvement_points(read(small_study))
    assert points.count("begeleider", "wachttijd", "respondent").k == 1
    assert points.quotes("wachttijd", group="begeleider", n=5) == []


def test_everyone_speaks_once_before_anyone_speaks_twice(
    small_study: Path, read: Read
) -> None:
    add(read(small_study), "fg1", "dat zie ik elke dag weer bij iedereen")
    factors = success_factors(read(small_study))
    chosen = factors.quotes("rust", group="begeleider", n=9)
    assert [(quote.respondent, quote.text) for quote in chosen] == [
        ("B1", "Rust in huis helpt het meest"),
        ("B2", "Overzicht, en dan pas rust."),
        ("B1", "dat zie ik elke dag weer bij iedereen"),
    ]


def test_who_was_heard_comes_later_and_what_was_printed_comes_never(
    small_study: Path, read: Read
) -> None:
    factors = success_factors(read(small_study))
    heard = factors.quotes("rust", group="begeleider", n=1)
    later = factors.quotes("rust", group="begeleider", n=9, heard=heard)
    assert [quote.respondent for quote in heard + later] == ["B1", "B2"]
    both = factors.quotes("rust", group="begeleider", n=9)
    assert factors.quotes("rust", group="begeleider", n=9, heard=both) == []


def test_a_passage_of_ten_words_goes_before_an_earlier_short_one(
    small_study: Path, read: Read
) -> None:
    coding = read(small_study)
    long = "het meest, dat zie ik elke dag weer bij iedereen."
    assert len(long.split()) == 10
    add(coding, "fg1", long)
    factors = success_factors(read(small_study))
    [quote] = factors.quotes("rust", group="begeleider", n=1)
    assert quote.text == long


def test_nine_words_are_not_long_enough(small_study: Path, read: Read) -> None:
    nine = "meest, dat zie ik elke dag weer bij iedereen."
    assert len(nine.split()) == 9
    add(read(small_study), "fg1", nine)
    factors = success_factors(read(small_study))
    [quote] = factors.quotes("rust", group="begeleider", n=1)
    assert quote.text == "Rust in huis helpt het meest"


def test_the_role_is_given_only_with_consent(small_study: Path, read: Read) -> None:
    factors = success_factors(read(small_study))
    chosen = factors.quotes("rust", group="begeleider", n=2)
    assert {quote.respondent: quote.role for quote in chosen} == {
        "B1": "thuisbegeleider",
        "B2": "",
    }


def test_a_passage_over_two_turns_is_counted_and_never_chosen(
    small_study: Path, read: Read
) -> None:
    """It holds the name of the second speaker, and it may hold words of others."""
    add(read(small_study), "fg1", "iedereen.\n\nP2: Overzicht", code="lijnen")
    add(read(small_study), "fg2", "aan.\n\nP2: Die wachttijd, ja.", code="lijnen")
    factors = success_factors(read(small_study))
    assert factors.count("begeleider", "lijnen", "respondent").k == 4
    chosen = factors.quotes("lijnen", group="begeleider", n=9)
    assert [quote.text for quote in chosen] == ["korte lijnen met de wijkverpleging"]


def test_a_passage_over_two_turns_holds_a_label_and_is_not_printable(
    small_study: Path, read: Read
) -> None:
    both = add(read(small_study), "fg1", "iedereen.\n\nP2: Overzicht")
    one = add(read(small_study), "fg2", "aan.\n\nP2: Die wachttijd, ja.")
    printable = printable_quotes(read(small_study))
    assert both not in printable
    assert one not in printable


def test_who_may_not_be_counted_cannot_be_quoted(small_study: Path, read: Read) -> None:
    coding = read(small_study)
    printable = printable_quotes(coding)
    said = {quote.respondent for quote in printable.values()}
    assert said == {"B1", "B2", "C1"}
    assert set(printable) < set(coding.codings["id"])


def test_what_the_interviewer_says_is_not_printable(
    small_study: Path, read: Read
) -> None:
    name = add(read(small_study), "int1", "Hoe gaat het nu?")
    assert name not in printable_quotes(read(small_study))


def test_asking_for_no_quotes_gives_none(small_study: Path, read: Read) -> None:
    factors = success_factors(read(small_study))
    assert factors.quotes("rust", group="begeleider", n=0) == []


def test_the_rule_says_ten_words() -> None:
    assert "minstens 10 woorden" in QUOTE_RULE


def test_all_leading_quotes_of_the_example_may_be_printed(
    example: Path, read: Read
) -> None:
    coding = read(example)
    people = coding.study.respondents.set_index("respondent")
    found = 0
    for count in (success_factors, improvement_points):
        factors = count(coding)
        for group in coding.study.groups:
            for code in factors.ranked(group):
                for quote in factors.quotes(code, group=group, n=50):
                    found += 1
                    who = people.loc[quote.respondent]
                    assert who["deelname"]
                    assert who["letterlijk_citeren"]
                    assert bool(quote.role) <= who["citeren_met_rol"]
                    text = coding.corpus.transcripts[quote.session].text
                    assert quote.text in text
    assert found > 50
