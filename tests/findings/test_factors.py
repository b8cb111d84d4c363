"""Success factors and improvement points of a study that can be counted by hand.

Its people, talk and codings stand in the conftest of all tests. B1 says rust once
and lijnen once, B2 overzicht and rust, B3 rust and wachttijd, C1 overzicht; C2 may
not be counted.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.coding import Coding, add_coding
from tbresearch.estimate import NotEstimable
from tbresearch.findings import ORDER_RULE, improvement_points, success_factors

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]


def test_the_counts_are_those_made_by_hand(small_study: Path, read: Read) -> None:
    factors = success_factors(read(small_study))
    found = {
        (code, unit): str(factors.count("begeleider", code, unit))
        for code in ("rust", "overzicht", "wachttijd")
        for unit in ("groep", "respondent", "organisatie", "uiting")
    }
    assert found == {
        ("rust", "groep"): "2 van 2 groepen",
        ("rust", "respondent"): "3 van 4 respondenten",
        ("rust", "organisatie"): "2 van 2 organisaties",
        ("rust", "uiting"): "3 van 5 uitingen",
        ("overzicht", "groep"): "1 van 2 groepen",
        ("overzicht", "respondent"): "1 van 4 respondenten",
        ("overzicht", "organisatie"): "1 van 2 organisaties",
        ("overzicht", "uiting"): "1 van 5 uitingen",
        ("wachttijd", "groep"): "0 van 2 groepen",
        ("wachttijd", "respondent"): "0 van 4 respondenten",
        ("wachttijd", "organisatie"): "0 van 2 organisaties",
        ("wachttijd", "uiting"): "0 van 5 uitingen",
    }


def test_who_may_not_be_counted_is_in_no_count(small_study: Path, read: Read) -> None:
    factors = success_factors(read(small_study))
    assert str(factors.count("client", "rust", "respondent")) == "0 van 1 respondent"
    assert str(factors.count("client", "overzicht", "uiting")) == "1 van 2 uitingen"
    assert factors.ranked("client") == ["overzicht"]
    assert "Wie geen toestemming gaf voor deelname, telt niet mee." in factors.notes


def test_both_sides_are_counted_apart(small_study: Path, read: Read) -> None:
    coding = read(small_study)
    assert success_factors(coding).ranked("begeleider") == [
        "rust",
        "overzicht",
        "lijnen",
    ]
    assert improvement_points(coding).ranked("begeleider") == ["wachttijd"]
    assert str(success_factors(coding)) == (
        "3 succesfactoren: begeleiders noemen er 3, cliënten noemen er 1"
    )
    assert str(improvement_points(coding)) == (
        "1 verbeterpunt: begeleiders noemen er 1, cliënten noemen er 0"
    )


def test_another_choice_of_coders_gives_other_counts(
    small_study: Path, read: Read, edit: Edit
) -> None:
    assert improvement_points(read(small_study)).ranked("client") == []
    edit(
        small_study / "studie.toml",
        'bevindingen_van = ["anna"]',
        'bevindingen_van = ["bram", "anna"]',
    )
    points = improvement_points(read(small_study))
    assert points.ranked("client") == ["wachttijd"]
    assert "Geteld zijn de coderingen van bram, anna." in points.notes


def test_one_person_who_says_it_nine_times_is_one_respondent(
    small_study: Path, read: Read
) -> None:
    quotes = ["Ik heb nu overzicht"[:n] for n in range(6, 14)] + ["Het wachten"]
    coding = read(small_study)
    assert len(quotes) == 9
    for quote in quotes:
        add_coding(
            coding,
            coder="anna",
            session="int1",
            quote=quote,
            code="rust",
            polarity="succesfactor",
        )
    factors = success_factors(read(small_study))
    assert len(factors.behind("client", "rust")) == 9
    assert str(factors.count("client", "rust", "respondent")) == "1 van 1 respondent"
    assert str(factors.count("client", "rust", "uiting")) == "2 van 2 uitingen"


def test_two_codings_of_one_turn_are_one_uiting(small_study: Path, read: Read) -> None:
    add_coding(
        read(small_study),
        coder="anna",
        session="fg1",
        quote="dat zie ik elke dag",
        code="rust",
        polarity="succesfactor",
    )
    factors = success_factors(read(small_study))
    assert str(factors.count("begeleider", "rust", "uiting")) == "3 van 5 uitingen"


@pytest.mark.parametrize(
    ("group", "unit", "reason"),
    [
        ("client", "groep", "niet te bepalen: geen groepen bij Cliënten"),
        ("client", "organisatie", "niet te bepalen: geen organisaties bij Cliënten"),
        ("naaste", "respondent", "niet te bepalen: geen respondenten bij Naasten"),
    ],
)
def test_a_unit_that_a_group_has_none_of_gives_no_number(
    group: str, unit: str, reason: str, small_study: Path, read: Read
) -> None:
    found = success_factors(read(small_study)).count(group, "overzicht", unit)
    assert isinstance(found, NotEstimable)
    assert str(found) == reason


@pytest.mark.parametrize(
    ("asked", "name", "known"),
    [
        (("cliënt", "rust", "groep"), "cliënt", "begeleider, client, naaste, "),
        (("client", "rusr", "groep"), "rusr", "rust, overzicht, lijnen, wachttijd"),
        (("client", "rust", "groepen"), "groepen", "uiting, respondent, groep, "),
    ],
)
def test_a_count_of_what_does_not_exist_is_refused(
    asked: tuple[str, str, str],
    name: str,
    known: str,
    small_study: Path,
    read: Read,
    refusal: Refusal,
) -> None:
    [found] = refusal(success_factors(read(small_study)).count, *asked)
    assert found.startswith(f"{name!r} is niet bekend\n")
    assert f"bekend zijn: {known}" in found


def test_codings_without_a_choice_of_coders_are_refused(
    small_study: Path, read: Read, edit: Edit, refusal: Refusal
) -> None:
    edit(small_study / "studie.toml", 'bevindingen_van = ["anna"]\n', "")
    for count in (success_factors, improvement_points):
        assert refusal(count, read(small_study)) == [
            "niet gekozen van welke codeurs de bevindingen komen\n"
            "  waar:      studie.toml, bevindingen_van\n"
            '  oplossing: schrijf bijvoorbeeld: bevindingen_van = ["anna"]'
        ]


def test_a_study_without_codings_has_no_factors_and_says_so(
    small_study: Path, read: Read
) -> None:
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    factors = success_factors(read(small_study))
    assert str(factors) == "Succesfactor: niet te bepalen, er is nog niets gecodeerd"
    assert (factors.ranked("begeleider"), factors.ranked("client")) == ([], [])
    assert factors.to_frame().empty
    assert factors.quotes("rust", group="client", n=3) == []
    assert "er is nog niets gecodeerd" in factors._repr_html_()


def test_the_notes_say_how_it_was_ordered_counted_and_what_is_missing(
    small_study: Path, read: Read
) -> None:
    assert success_factors(read(small_study)).notes == (
        ORDER_RULE,
        "Geteld zijn de coderingen van anna.",
        "Van cliënten telt één respondent mee: wat die noemt, is van één mens en zegt "
        "niets over de groep.",
        "Wie geen toestemming gaf voor deelname, telt niet mee.",
        "Begeleiders van wie geen organisatie bekend is, tellen bij organisaties "
        "niet mee.",
    )


def test_a_tie_is_broken_by_the_codebook(
    small_study: Path, read: Read, edit: Edit
) -> None:
    """Overzicht and lijnen are both said once, by one, in one group."""
    assert success_factors(read(small_study)).ranked("begeleider")[1:] == [
        "overzicht",
        "lijnen",
    ]
    book = small_study / "codeboek.toml"
    edit(book, 'hoort_bij = "rust"\n', "")
    edit(book, 'code = "overzicht"\nlabel = "Overzicht"', "X")
    edit(book, 'code = "lijnen"\nlabel = "Korte lijnen"', "Y")
    edit(book, "X", 'code = "lijnen"\nlabel = "Korte lijnen"')
    edit(book, "Y", 'code = "overzicht"\nlabel = "Overzicht"')
    assert success_factors(read(small_study)).ranked("begeleider")[1:] == [
        "lijnen",
        "overzicht",
    ]


# What each code scores in begeleiders: focus groups, respondents, organisations,
# uitingen. Each goes before the next by the first number that differs, and most
# would come after it by the numbers that follow. Only B2 has an organisation.
LADDER = {
    "two_groups": (2, 2, 0, 2),
    "one_group": (1, 2, 1, 3),
    "two_people": (1, 2, 0, 2),
    "one_place": (1, 1, 1, 1),
    "two_turns": (1, 1, 0, 2),
    "one_turn": (1, 1, 0, 1),
}
SAID = {
    "two_groups": ["Rust in huis helpt", "Rust."],
    "one_group": ["Rust in huis", "Overzicht", "En korte lijnen"],
    "two_people": ["De wachttijd", "Die wachttijd"],
    "one_place": ["en dan pas"],
    "two_turns": ["elke dag", "elke ochtend"],
    "one_turn": ["Die wachttijd, ja"],
}


def test_groups_go_before_people_before_organisations_before_uitingen(
    small_study: Path, read: Read, edit: Edit
) -> None:
    """The order of the codebook is the reverse of the order that should come out."""
    (small_study / "codeboek.toml").write_text(
        'titel = "Ladder"\nversie = "1"\n'
        + "".join(
            f'[[code]]\ncode = "{code}"\nlabel = "{code}"\nsoort = "thema"\n'
            for code in reversed(LADDER)
        )
    )
    people = small_study / "respondenten.csv"
    edit(people, "B1;begeleider;thuisbegeleider;zorgpunt", "B1;begeleider;;")
    edit(people, "B3;begeleider;thuisbegeleider;hulpnet", "B3;begeleider;;")
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    coding = read(small_study)
    for code, quotes in SAID.items():
        for quote in quotes:
            [session] = [
                name
                for name, transcript in coding.corpus.transcripts.items()
                if quote in transcript.text
            ]
            add_coding(
                coding,
                coder="anna",
                session=session,
                quote=quote,
                code=code,
                polarity="succesfactor",
            )
    factors = success_factors(read(small_study))
    assert {
        code: tuple(
            factors.count("begeleider", code, unit).k
            for unit in ("groep", "respondent", "organisatie", "uiting")
        )
        for code in LADDER
    } == LADDER
    assert factors.ranked("begeleider") == list(LADDER)


def test_what_a_notebook_shows_is_escaped_and_always_the_same(
    small_study: Path, read: Read, edit: Edit
) -> None:
    edit(small_study / "codeboek.toml", '"Rust in huis"', '"<script>rust</script>"')
    first, again = (success_factors(read(small_study)) for _ in range(2))
    shown = first._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;rust&lt;/script&gt;" in shown
    assert shown == again._repr_html_()
    assert " at 0x" not in shown
    assert "3 van 4" in shown
    assert "n.v.t." in shown


def test_quotes_are_shown_escaped(small_study: Path, read: Read, edit: Edit) -> None:
    edit(small_study / "transcripten" / "int1.txt", "over de post", "<b>over</b> post")
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    add_coding(
        read(small_study),
        coder="anna",
        session="int1",
        quote="<b>over</b>",
        code="rust",
        polarity="succesfactor",
    )
    quotes = success_factors(read(small_study)).quotes("rust", group="client", n=1)
    assert [str(quote) for quote in quotes] == ["“<b>over</b>”"]
    assert "<b>" not in quotes._repr_html_()
    assert "&lt;b&gt;over&lt;/b&gt;" in quotes._repr_html_()


def test_results_of_two_readings_can_be_compared(small_study: Path, read: Read) -> None:
    one, two = read(small_study), read(small_study)
    assert one in [two, one]
    assert one not in [two]
    assert success_factors(one) != success_factors(two)


def test_a_result_does_not_change_what_it_was_made_from(
    small_study: Path, read: Read
) -> None:
    coding = read(small_study)
    codings, passages = coding.codings.copy(), coding.passages.copy()
    factors = success_factors(coding)
    factors.to_frame()
    factors.quotes("rust", group="begeleider", n=9)
    assert coding.codings.equals(codings)
    assert coding.passages.equals(passages)
