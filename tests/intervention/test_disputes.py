"""Contradictions stand with both sources, and sums come out of the numbers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.intervention import Range

HOME = tb.read_intervention("thuisbegeleiding")
Written = Callable[[str], Path]


def computed(intervention: tb.Intervention, key: str) -> tuple[str, bool | None]:
    [item] = [
        item
        for item in tb.contradictions(intervention).items
        if item.dispute.key == key
    ]
    assert item.computed is not None
    return item.computed.text, item.computed.clash


def figures(**changed: Range) -> tb.Intervention:
    return replace(
        HOME,
        figures=tuple(
            replace(figure, range=changed.get(figure.key, figure.range))
            for figure in HOME.figures
        ),
    )


def test_at_least_the_six_are_there_each_with_both_sources() -> None:
    frame = tb.contradictions(HOME).to_frame()
    assert {
        "indicatie_gezinnen",
        "bewezen_effectief",
        "leeftijd",
        "kort_traject",
        "bereik",
        "bijdrage_inkomen",
    } <= set(frame["id"])
    assert (frame[["source_a", "says_a", "source_b", "says_b"]] != "").all().all()
    assert set(frame["status"]) == {"open"}
    assert str(tb.contradictions(HOME)) == (
        "Thuisbegeleiding: 9 tegenstrijdigheden in de bronnen, waarvan 9 open en 5 "
        "nagerekend"
    )


def test_the_shortest_phases_do_not_fit_in_a_short_trajectory() -> None:
    text, clash = computed(HOME, "kort_traject")
    assert text == (
        "De kortste fasen duren samen 2 + 2 + 13 = 17 weken, nog zonder Afronden en "
        "eindevaluatie; dat is meer dan de 13 weken van een kort traject."
    )
    assert clash is True


def test_phases_that_fit_are_no_contradiction() -> None:
    third = replace(HOME.phases[2], min_weeks=9.0)
    phases = (*HOME.phases[:2], third, HOME.phases[3])
    text, clash = computed(replace(HOME, phases=phases), "kort_traject")
    assert "= 13 weken" in text
    assert text.endswith("dat past in de 13 weken van een kort traject.")
    assert clash is False


def test_shares_come_to_90_to_110_with_100_in_it() -> None:
    text, clash = computed(HOME, "aandelen")
    assert text == (
        "De aandelen zijn samen 90 tot 110%; 100% ligt daarin, dus zij kunnen samen "
        "kloppen."
    )
    assert clash is False


def test_shares_that_can_only_fit_in_part_say_in_which() -> None:
    changed = figures(aandeel_gezinnen=Range(30, 60))
    text, clash = computed(changed, "aandelen")
    # Elderly 30 and adults at least 30 leave families at most 40.
    assert "als aandeel gezinnen 30 tot 40%" in text
    assert clash is False


def test_shares_that_cannot_come_to_the_whole_clash() -> None:
    text, clash = computed(figures(aandeel_ouderen=Range(10, 10)), "aandelen")
    assert text == "De aandelen zijn samen 70 tot 90%; 100% ligt daar niet in."
    assert clash is True


def test_a_residue_of_rounding_is_told_from_a_contradiction() -> None:
    text, clash = computed(HOME, "bevolking")
    assert text == (
        "De aandelen zijn samen 99%; 100% ligt daar niet in, maar zo'n verschil kan "
        "van afronden komen."
    )
    assert clash is None


def test_ten_thousand_a_year_is_not_ten_thousand_at_a_time() -> None:
    text, clash = computed(HOME, "bereik")
    assert "dan zijn er 20.000 tegelijk in zorg" in text
    assert "dan komen er 5.000 per jaar bij" in text
    assert text.endswith("Het getal kan niet allebei zijn.")
    assert clash is True


def test_with_a_mean_of_one_year_it_can_be_both() -> None:
    assert HOME.dose is not None
    yearly = replace(HOME, dose=replace(HOME.dose, mean_weeks=52.0))
    text, clash = computed(yearly, "bereik")
    assert "10.000 tegelijk" in text
    assert clash is False


def test_occupation_is_worked_out_with_its_assumption() -> None:
    text, clash = computed(HOME, "bezetting")
    assert text.startswith(
        "Dat is 6,7 tot 8,3 cliënten per professional, en bij 2 uur per cliënt per "
        "week 13,3 tot 16,7 contacturen per week."
    )
    assert "Aanname: alle cliënten zijn tegelijk in zorg" in text
    assert clash is None


def test_what_lacks_a_number_is_said_to_lack_it() -> None:
    bare = replace(HOME, dose=None)
    assert computed(bare, "bereik") == (
        "Niet na te rekenen: het bereik en de gemiddelde duur staan niet allemaal in "
        "de beschrijving.",
        None,
    )
    assert computed(bare, "bezetting")[1] is None
    assert computed(bare, "kort_traject")[1] is None


def test_every_contradiction_that_is_no_sum_is_left_as_it_is() -> None:
    for item in tb.contradictions(HOME).items:
        assert (item.computed is None) is (item.dispute.computation == "")
        assert item.dispute.says_a in str(item)
        assert item.dispute.says_b in str(item)


def test_what_a_team_settled_counts_as_settled(small: str, written: Written) -> None:
    own = tb.read_intervention(written(small.replace('"open"', '"opgelost"')))
    found = tb.contradictions(own)
    assert str(found) == (
        "Klein begin: 1 tegenstrijdigheid in de bronnen, waarvan 0 open en 1 nagerekend"
    )
    [item] = found.items
    assert item.computed is not None
    assert item.computed.text == (
        "De kortste fasen duren samen 2 + 6 = 8 weken; dat past in de 8 weken van een "
        "kort traject."
    )


@pytest.mark.parametrize("key", ["thuisbegeleiding", "leeg"])
def test_the_register_shows_itself_the_same(key: str) -> None:
    first, second = (tb.contradictions(tb.read_intervention(key)) for _ in "ab")
    assert first._repr_html_() == second._repr_html_()
    assert list(first.to_frame().columns)[:2] == ["id", "subject"]
