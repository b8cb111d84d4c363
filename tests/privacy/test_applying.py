"""Replacing is exact, happens once, and can be undone by who holds the key."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.privacy import (
    Decision,
    apply_pseudonyms,
    propose_pseudonyms,
    read_key,
    restore,
    write_key,
)


def person(entity: str, number: int, *, participant: bool = False) -> Decision:
    return Decision(
        entity=entity,
        kind="persoon",
        replacement=f"[persoon {number}]",
        choice="vervang",
        participant=participant,
    )


ENTITIES = (
    person("Jan", 1, participant=True),
    person("Jan Bakker", 1, participant=True),
    person("Hans", 2),
    person("van der Meer", 3),
    person("José", 4),
    replace(person("Rob", 5), choice="laat staan"),
    Decision(entity="zes", kind="leeftijd", replacement="[leeftijd]", choice="vervang"),
    Decision(
        entity="(0543) 555 260",
        kind="telefoon",
        replacement="[telefoon]",
        choice="vervang",
    ),
)
# Pieces that meet in every order: names, their neighbours, tokens, hostile signs.
PIECES = (
    *(decision.entity for decision in ENTITIES),
    *("[persoon 1]", "[persoon 99]", "[", "]", "[lacht]", "jans", "JAN", "Jan-Piet"),
    *("s", "'s", "’s", " ", "\n", ".", "-", "Ze is", "Ze is zes", "van", "keer"),
    *("Jose\u0301", "\u0301", "👩‍👧", "Hans'", "Van der Meers", "zus van zes"),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map(
    "".join
)


def applied(text: str) -> str:
    return apply_pseudonyms(text, ENTITIES).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan Bakker en Jan.", "[persoon 1] en [persoon 1]."),
        ("Jans moeder, jan's vader", "[persoon 1]s moeder, [persoon 1]'s vader"),
        ("Hans' fiets; hans niet", "[persoon 2]' fiets; hans niet"),
        ("Januari, Marjan, Janna", "Januari, Marjan, Janna"),
        ("meneer Van der Meer", "meneer [persoon 3]"),
        ("Jan\nBakker", "[persoon 1]"),
        ("Jose\u0301 en JOSÉ", "[persoon 4] en [persoon 4]"),
        ("Rob blijft", "Rob blijft"),
        ("[persoon 1] en [Jan lacht]", "[persoon 1] en [[persoon 1] lacht]"),
        ("Ze is zes. Zes keer, zes mensen.", "Ze is [leeftijd]. Zes keer, zes mensen."),
        ("bel (0543) 555 260.", "bel [telefoon]."),
        ("👩‍👧Jan👩‍👧", "👩‍👧[persoon 1]👩‍👧"),
    ],
)
def test_whole_words_are_replaced_the_longest_first(text: str, expected: str) -> None:
    assert applied(text) == expected


@given(texts)
def test_a_second_time_changes_nothing(text: str) -> None:
    once = applied(text)
    assert applied(once) == once


@given(texts)
def test_the_map_tells_where_everything_went(text: str) -> None:
    result = apply_pseudonyms(text, ENTITIES)
    for change in result.changes:
        assert text[change.start : change.end] == change.original
        start, end = result.move(change.start, change.end)
        assert (start, end) == (change.new_start, change.new_end)
        assert result.text[start:end].startswith("[")
    inside = {i for c in result.changes for i in range(c.start, c.end)}
    for place, sign in enumerate(text):
        if place not in inside:
            start, end = result.move(place, place + 1)
            assert result.text[start:end] == sign
    assert result.move(0, len(text)) == (0, len(result.text))


@given(texts, st.data())
def test_a_longer_piece_stays_longer(text: str, data: st.DataObject) -> None:
    result = apply_pseudonyms(text, ENTITIES)
    places = st.integers(0, len(text))
    a, b, c, d = sorted(data.draw(st.lists(places, min_size=4, max_size=4)))
    outer, inner = result.move(a, d), result.move(b, c)
    assert 0 <= outer[0] <= outer[1] <= len(result.text)
    assert inner[0] <= inner[1]
    assert outer[0] <= inner[0]
    if b < c:
        assert inner[1] <= outer[1]


@given(st.dictionaries(st.sampled_from(["g1", "g2"]), texts))
def test_who_holds_the_key_gets_the_text_back(given_texts: dict[str, str]) -> None:
    replaced = {
        session: apply_pseudonyms(text, ENTITIES)
        for session, text in given_texts.items()
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sleutel.json"
        write_key(path, Path(folder) / "studie", decisions=ENTITIES, replaced=replaced)
        key = read_key(path)
    for session, text in given_texts.items():
        back = restore(replaced[session].text, key)
        same_result = [
            t
            for s, t in given_texts.items()
            if replaced[s].text == (replaced[session].text)
        ]
        assert back in same_result
        if len(set(same_result)) == 1:
            assert back == text


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_can_be_proposed_for_applied_and_counted(
    text: str, names: list[str]
) -> None:
    proposals = propose_pseudonyms({"a": text}, names=names)
    decided = [replace(d, choice="vervang") for d in proposals.decisions]
    result = apply_pseudonyms(text, decided)
    assert len(result.changes) == sum(item.count for item in proposals.items)


def test_a_quote_gets_the_full_name_back(tmp_path: Path) -> None:
    result = apply_pseudonyms("Jan Bakker zei: bel (0543) 555 260.", ENTITIES)
    path = tmp_path / "sleutel.json"
    write_key(path, tmp_path / "studie", decisions=ENTITIES, replaced={"a": result})
    quote = restore("[persoon 1] zei", read_key(path))
    assert quote == "Jan Bakker zei"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 99)])
def test_a_piece_that_is_not_there_is_refused(start: int, end: int) -> None:
    with pytest.raises(WorkbenchError) as caught:
        apply_pseudonyms("Jan", ENTITIES).move(start, end)
    assert str(caught.value) == (
        f"de tekst heeft geen stuk van {start} tot {end}\n"
        "  waar:      een tekst van 3 tekens\n"
        "  oplossing: geef een begin en een eind die in de oude tekst liggen"
    )


def test_nothing_is_replaced_as_long_as_something_is_not_decided() -> None:
    blank = replace(ENTITIES[0], choice="")
    with pytest.raises(WorkbenchError) as caught:
        apply_pseudonyms("Jan", [blank, ENTITIES[2]])
    assert str(caught.value) == (
        "over 1 van 2 voorstellen is nog niet besloten\n"
        "  waar:      'Jan'\n"
        "  oplossing: vul in de kolom 'besluit' overal 'vervang' of 'laat staan' in"
    )


def test_a_replacement_that_holds_a_name_is_refused() -> None:
    wrong = replace(ENTITIES[2], replacement="[broer van Jan]")
    with pytest.raises(WorkbenchError) as caught:
        apply_pseudonyms("Hans", [wrong, ENTITIES[0]])
    assert str(caught.value) == (
        "in de vervanging '[broer van Jan]' staat zelf een naam die wordt vervangen: "
        "'Jan'\n"
        "  waar:      kolom 'vervanging'\n"
        "  oplossing: kies een vervanging zonder namen, zoals [persoon 1]"
    )


@pytest.mark.parametrize(
    ("decision", "what"),
    [
        (person("J", 1), "'J' is te kort om overal te vervangen"),
        (person("[Jan]", 1), "in '[Jan]' staat een rechte haak"),
        (
            replace(person("Jan", 1), replacement="Karel"),
            "vervanging 'Karel' staat niet tussen rechte haken",
        ),
    ],
)
def test_a_decision_that_cannot_be_carried_out_is_refused(
    decision: Decision, what: str
) -> None:
    with pytest.raises(StudyError) as caught:
        apply_pseudonyms("Jan", [decision])
    [problem] = caught.value.problems
    assert problem.what == what
    assert problem.where == f"besluit over {decision.entity!r}"


@pytest.mark.parametrize(
    "text", ["J" * 300_000, "aB" * 150_000 + "-", "[" * 100_000, "👩‍👧" * 50_000]
)
def test_hostile_texts_are_read(text: str) -> None:
    proposals = propose_pseudonyms({"a": text}, names=("Jan Bakker",))
    assert proposals.items == ()
    assert apply_pseudonyms(text, ENTITIES).text == text


@pytest.mark.skipif(os.name != "posix", reason="only there files have a mode")
def test_the_key_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "sleutel.json"
    write_key(path, tmp_path / "studie", decisions=ENTITIES, replaced={})
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["sleutel.json"]
    assert "Jan" not in repr(read_key(path)) + read_key(path)._repr_html_()
