"""Saturation of a study: per group, in the order of the dates, and honest about less.

The arithmetic has tests of its own; these are about whom and what it is fed.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from tbresearch.coding import Coding, add_coding
from tbresearch.estimate import NotApplicable, NotEstimable
from tbresearch.findings import Saturation, saturation

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]

RULE = {
    "unit": "focusgroep",
    "base_size": 1,
    "run_length": 1,
    "threshold": 0.0,
    "permutations": 200,
    "seed": 1,
}


def asked(coding: Coding, **changed: object) -> Saturation:
    return saturation(coding, **(RULE | changed))  # type: ignore[arg-type]


def curve(result: Saturation, group: str) -> list[tuple[str, int, int]]:
    frame = result.to_frame()
    own = frame[frame["group"] == group]
    return list(zip(own["session"], own["new"], own["total"], strict=True))


def test_codes_come_in_per_group_by_date(small_study: Path, read: Read) -> None:
    """By hand: fg1 has rust, overzicht and lijnen; fg2 rust and wachttijd."""
    result = asked(read(small_study))
    assert curve(result, "begeleider") == [("fg1", 3, 3), ("fg2", 1, 4)]
    assert curve(result, "client") == []
    assert str(result) == (
        "Begeleiders: niet bereikt na 2 focusgroepen; in de laatste reeks kwam er 1 "
        "nieuwe code bij, op 3 in de basis. Van de willekeurige volgordes haalt 0% de "
        "drempel.\n"
        "Cliënten: niet te bepalen: er zijn geen gecodeerde focusgroepen met cliënten."
    )


def test_the_order_is_that_of_the_dates_and_not_of_the_file(
    small_study: Path, read: Read, edit: Edit
) -> None:
    edit(small_study / "gesprekken.csv", "fysiek;4-11-2025", "fysiek;1-11-2025")
    result = asked(read(small_study))
    assert curve(result, "begeleider") == [("fg2", 2, 2), ("fg1", 2, 4)]


def test_reached_is_said_with_how_many_came_before(
    small_study: Path, read: Read
) -> None:
    result = asked(read(small_study), threshold=0.4)
    group = result.groups[0]
    assert group.after == 1
    assert group.orders is not None
    assert str(result).startswith(
        "Begeleiders: bereikt bij 1+1, van 2 focusgroepen; in de reeks na nummer 1 "
        "kwam er 1 nieuwe code bij, op 3 in de basis. Van de willekeurige volgordes "
    )
    assert [text.get_text() for text in result.plot().texts] == ["1+1"]


def test_the_rule_is_told_with_what_was_chosen(small_study: Path, read: Read) -> None:
    one = asked(read(small_study), threshold=0.05).notes[1]
    assert "de basis is 1 focusgroep, te beginnen bij de vroegste" in one
    assert "hooguit 5% van het aantal" in one
    more = asked(read(small_study), base_size=4, threshold=0.025).notes[1]
    assert "de basis is 4 focusgroepen" in more
    assert "hooguit 2,5% van het aantal" in more


def test_the_threshold_itself_is_reached(small_study: Path, read: Read) -> None:
    assert asked(read(small_study), threshold=1 / 3).groups[0].after == 1
    assert asked(read(small_study), threshold=0.33).groups[0].after is None


def test_a_conversation_that_nobody_coded_brings_saturation_no_nearer(
    small_study: Path, read: Read, edit: Edit
) -> None:
    """Without this, every interview that waits to be coded would be "nothing new"."""
    respondents = small_study / "respondenten.csv"
    edit(respondents, "C2;client;vader;;nee", "C2;client;vader;;ja")
    both = asked(read(small_study), unit="interview")
    assert [row[0] for row in curve(both, "client")] == ["int1", "int2"]
    journal = small_study / "coderingen" / "anna.jsonl"
    kept = [
        line
        for line in journal.read_text(encoding="utf-8").splitlines(keepends=True)
        if '"int2"' not in line
    ]
    journal.write_text("".join(kept), encoding="utf-8")
    one = asked(read(small_study), unit="interview")
    assert [row[0] for row in curve(one, "client")] == ["int1"]
    assert "Nog niet gecodeerd en daarom niet meegeteld: int2." in one.notes
    assert isinstance(one.groups[1].runs, NotEstimable)


def test_who_may_not_be_counted_brings_nothing(small_study: Path, read: Read) -> None:
    result = asked(read(small_study), unit="interview")
    assert [row[0] for row in curve(result, "client")] == ["int1"]
    assert str(result.groups[1].runs) == (
        "niet te bepalen: er is 1 interview, en voor 1+1 zijn er minstens 2 nodig"
    )


def test_only_the_coders_of_the_findings_count(
    small_study: Path, read: Read, edit: Edit
) -> None:
    edit(
        small_study / "studie.toml",
        'bevindingen_van = ["anna"]',
        'bevindingen_van = ["bram"]',
    )
    result = asked(read(small_study))
    assert curve(result, "begeleider") == [("fg1", 1, 1)]
    assert "Geteld zijn de coderingen van bram." in result.notes


def test_a_base_without_codes_has_nothing_to_compare_with(
    small_study: Path, read: Read, edit: Edit
) -> None:
    """The only coding of fg1 is on words of who may not be counted."""
    coding = read(small_study)
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    add_coding(
        coding,
        coder="anna",
        session="fg1",
        quote="Wat helpt er in een gezin?",
        code="rust",
        polarity="geen",
    )
    add_coding(
        coding,
        coder="anna",
        session="fg2",
        quote="Rust.",
        code="rust",
        polarity="succesfactor",
    )
    assert str(asked(read(small_study)).groups[0].runs) == (
        "niet te bepalen: de basis heeft geen enkele code, dus is er niets om nieuwe "
        "codes mee te vergelijken"
    )


def test_without_codings_there_is_nothing_and_it_says_so(
    small_study: Path, read: Read
) -> None:
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    result = asked(read(small_study))
    assert result.to_frame().empty
    assert all(isinstance(own.runs, NotEstimable) for own in result.groups)
    assert [text.get_text() for text in result.plot().texts] == ["geen gegevens"]


def test_a_reflexive_study_gets_the_reason_and_no_number(
    small_study: Path, read: Read, edit: Edit
) -> None:
    edit(small_study / "studie.toml", '"codeboek"', '"reflexief"')
    result = asked(read(small_study))
    assert result.groups == ()
    assert isinstance(result.not_applicable, NotApplicable)
    assert str(result) == (
        "Verzadiging is niet van toepassing: bij reflexieve thematische analyse maakt "
        "de onderzoeker de thema's; zij liggen niet klaar om gevonden te worden, en "
        "kunnen dus niet opraken."
    )
    assert "<table" not in result._repr_html_()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"unit": "gesprek"},
            "eenheid 'gesprek' is niet bekend\n"
            "  waar:      de vraag naar verzadiging\n"
            "  oplossing: kies unit= uit: focusgroep, interview",
        ),
        (
            {"base_size": 0},
            "base_size=0 kan niet\n"
            "  waar:      de vraag naar verzadiging\n"
            "  oplossing: geef een heel getal van 1 of meer",
        ),
        (
            {"run_length": 2.5},
            "run_length=2.5 kan niet\n"
            "  waar:      de vraag naar verzadiging\n"
            "  oplossing: geef een heel getal van 1 of meer",
        ),
        (
            {"permutations": 10},
            "permutations=10 kan niet\n"
            "  waar:      de vraag naar verzadiging\n"
            "  oplossing: geef een heel getal van 100 of meer",
        ),
        (
            {"threshold": 5},
            "threshold=5 kan niet\n"
            "  waar:      de vraag naar verzadiging\n"
            "  oplossing: geef een deel van 0 tot 1, zoals 0.05 voor hooguit 5% nieuw",
        ),
        (
            {"threshold": float("nan")},
            "threshold=nan kan niet\n"
            "  waar:      de vraag naar verzadiging\n"
            "  oplossing: geef een deel van 0 tot 1, zoals 0.05 voor hooguit 5% nieuw",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(
    small_study: Path,
    read: Read,
    refusal: Refusal,
    changed: dict[str, object],
    said: str,
) -> None:
    assert refusal(asked, read(small_study), **changed) == [said]


def test_no_argument_has_a_default(small_study: Path, read: Read) -> None:
    coding = read(small_study)
    for name in RULE:
        rest = {key: value for key, value in RULE.items() if key != name}
        with pytest.raises(TypeError, match=name):
            saturation(coding, **rest)  # type: ignore[arg-type]


def test_the_example_study_does_not_claim_what_it_cannot(
    example: Path, read: Read
) -> None:
    """One new code on 19 is more than 5%, however it is rounded."""
    rule = {"base_size": 4, "run_length": 2, "threshold": 0.05, "seed": 7}
    result = asked(read(example), unit="interview", **rule)
    begeleiders, clients = result.groups
    assert isinstance(begeleiders.runs, NotEstimable)
    assert clients.after is None
    assert clients.runs["share"].iloc[-1] == 1 / 19
    looser = asked(read(example), unit="interview", **(rule | {"threshold": 0.1}))
    assert looser.groups[1].after == 5


def test_the_picture_tells_groups_apart_without_colour(
    example: Path, read: Read
) -> None:
    ax = asked(read(example)).plot(Figure().add_subplot())
    lines = [(line.get_linestyle(), line.get_marker()) for line in ax.get_lines()]
    assert len(set(lines)) == 2
    hatches = [band.get_hatch() for band in ax.collections]
    assert hatches == ["///"]  # one group has one conversation, and no band
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == [
        "Begeleiders: 95% van de willekeurige volgordes",
        "Begeleiders: in de volgorde van de datums",
        "Cliënten: in de volgorde van de datums",
    ]
