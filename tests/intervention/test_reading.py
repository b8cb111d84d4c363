"""What ships is whole and sourced; a team's own description is read as it stands."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.errors import WorkbenchError
from tbresearch.intervention import (
    NOT_IN_SOURCES,
    SHIPPED,
    Range,
    has_intervention,
    intervention_file,
)
from tbresearch.vocabulary import LEEFGEBIEDEN, element_items

Edit = Callable[[Path, str, str], None]
Written = Callable[[str], Path]


@pytest.fixture(scope="module")
def home() -> tb.Intervention:
    return tb.read_intervention("thuisbegeleiding")


def test_thuisbegeleiding_has_the_counts_of_its_sources(home: tb.Intervention) -> None:
    counts = {
        "subgoals": 6,
        "life_domains": 7,
        "target_groups": 7,
        "problem_origins": 6,
        "selection_rules": 5,
        "phases": 4,
        "activities": 4,
        "building_blocks": 4,
        "theories": 3,
        "concepts": 4,
        "elements": 9,
        "preconditions": 5,
        "core_tasks": 5,
        "work_processes": 21,
        "competences": 11,
        "quality_means": 6,
        "routes": 5,
        "delivery_forms": 2,
    }
    assert {name: len(getattr(home, name)) for name in counts} == counts


def test_work_processes_are_told_apart_by_number_where_labels_recur(
    home: tb.Intervention,
) -> None:
    tasks = Counter(item.key.partition(".")[0] for item in home.work_processes)
    assert tasks == {"1": 5, "2": 5, "3": 5, "4": 4, "5": 2}
    labels = {item.key: item.label for item in home.work_processes}
    assert labels["2.5"] == labels["3.5"] == labels["4.4"] != NOT_IN_SOURCES
    assert labels["3.4"] == labels["4.3"] != NOT_IN_SOURCES
    assert len(labels) == 21


def test_what_nobody_names_is_said_and_not_made_up(home: tb.Intervention) -> None:
    assert {item.label for item in home.core_tasks} == {NOT_IN_SOURCES}
    assert home.notes[0] == (
        "Het label staat niet in onze bronnen: 5 van 5 kerntaken, 16 van 21 "
        "werkprocessen en 11 van 11 competenties."
    )


@pytest.mark.parametrize("key", SHIPPED)
def test_every_item_that_ships_has_a_source_that_is_listed(key: str) -> None:
    intervention = tb.read_intervention(key)
    frame = intervention.to_frame()
    known = {source.key for source in intervention.sources}
    assert (frame["source"] != "").all()
    for sources in frame["source"]:
        assert set(sources.split(", ")) <= known
    for link in intervention.links:
        assert set(link.origin.sources) <= known


def test_links_that_no_source_draws_are_graded_as_our_own_reading(
    home: tb.Intervention,
) -> None:
    assert {link.grade for link in home.links} == {"E"}
    assert {link.origin.sources for link in home.links} == {("eigen",)}
    assert "27 verbanden een eigen lezing" in home.notes[1]


def test_phases_have_the_durations_of_the_source(home: tb.Intervention) -> None:
    assert [
        (p.key, p.min_weeks, p.max_weeks, p.complex_min, p.complex_max)
        for p in home.phases
    ] == [
        ("F1", 2, 4, 4, 6),
        ("F2", 2, 4, None, None),
        ("F3", 13, None, None, None),
        ("F4", None, None, None, None),
    ]
    first, second, third, last = home.phases
    assert first.weeks(complex_situation=True) == Range(4, 6)
    assert second.weeks(complex_situation=True) == Range(2, 4)
    assert third.weeks(complex_situation=False) == Range(13, float("inf"))
    assert last.weeks(complex_situation=False) is None


def test_dose_and_limits_are_those_of_the_sources(home: tb.Intervention) -> None:
    dose = home.dose
    assert dose is not None
    assert (dose.visits_per_week, dose.hours_per_visit, dose.hours_per_week) == (
        1,
        2,
        2,
    )
    assert (dose.shortest_weeks, dose.mean_weeks, dose.longest_weeks) == (13, 104, 520)
    assert (dose.temporary_min, dose.temporary_max, dose.structural_from) == (
        26,
        52,
        52,
    )
    assert (home.max_goals, home.max_goals_at_once_lvb) == (5, 3)


def test_elements_and_domains_have_their_labels_from_the_vocabulary(
    home: tb.Intervention,
) -> None:
    assert {item.key: item.label for item in home.elements} == {
        key: term.label for key, term in element_items("B9").items()
    }
    assert {item.key: item.label for item in home.life_domains} == {
        key: term.label for key, term in LEEFGEBIEDEN.items()
    }
    file = resources.files("tbresearch.intervention") / "data" / "thuisbegeleiding.toml"
    text = file.read_text(encoding="utf-8")
    assert element_items("B9")["B9.1"].label not in text


def test_reset_is_a_variant_with_its_own_dose_and_target(home: tb.Intervention) -> None:
    reset = tb.read_intervention("reset")
    assert reset.variant_of == "thuisbegeleiding"
    assert reset.dose is not None
    assert (reset.dose.hours_total, reset.dose.workers) == (70, 2)
    assert reset.dose.visits_per_week is None
    [age, risk] = reset.selection_rules
    assert (age.variable, age.op, age.value) == (
        "leeftijd_jongste_kind",
        "hoogstens",
        19,
    )
    assert (risk.variable, risk.op, risk.value) == ("risicofactoren", "is", True)
    assert [item.key for item in reset.elements] == [i.key for i in home.elements]
    assert (reset.goal, reset.goal_origin) == (home.goal, home.goal_origin)
    assert reset.notes[-1].startswith("Variant van 'thuisbegeleiding'")


def test_integraal_werken_goes_round(home: tb.Intervention) -> None:
    whole = tb.read_intervention("integraal_werken")
    assert [item.key for item in whole.elements] == list(element_items("B10"))
    assert len(whole.perspectives) == 4
    assert [phase.key for phase in whole.phases if phase.back_to] == [
        "doelen",
        "plan",
        "uitvoering",
    ]
    assert {phase.min_weeks for phase in whole.phases} == {None}
    assert (whole.max_goals, whole.max_goals_at_once_lvb) == (5, 3)


def test_the_empty_one_is_empty_and_its_examples_work_uncommented(
    written: Written,
) -> None:
    empty = tb.read_intervention("leeg")
    assert empty.to_frame().empty
    assert (empty.dose, empty.max_goals, empty.goal) == (None, None, "")
    text = intervention_file("leeg").read_text(encoding="utf-8")
    head, rest = text.split("datum = 2026-01-01\n")
    lines = [
        line.removeprefix("# ")
        for line in rest.split("\n")
        if not line.startswith("# Staat ")
    ]
    filled = tb.read_intervention(
        written("\n".join([head, "datum = 2026-01-01", *lines]))
    )
    assert len(filled.to_frame()) == 4
    assert len(filled.links) == 2


def test_an_intervention_of_a_team_is_read(small: str, written: Written) -> None:
    own = tb.read_intervention(written(small))
    assert str(own) == (
        "Klein begin zoals bedoeld (versie 2 van 1 maart 2026): 2 werkzame elementen, "
        "2 subdoelen, 1 leefgebied, 2 fasen en 1 route"
    )
    assert (own.key, own.version, own.date) == ("klein", "2", date(2026, 3, 1))
    assert own.notes == ()
    frame = own.to_frame()
    assert list(frame.columns) == ["list", "key", "label", "source", "year", "place"]
    assert set(frame["year"]) == {2024}
    [condition] = own.routes[0].conditions
    assert (condition.variable, condition.op, condition.value) == (
        "leeftijd",
        "minstens",
        18,
    )


@pytest.mark.parametrize("change", ["bom", "crlf", "emoji", "decomposed"])
def test_a_file_is_read_however_it_was_saved(
    change: str, small: str, written: Written
) -> None:
    path = written(small)
    raw = path.read_bytes()
    if change == "bom":
        raw = b"\xef\xbb\xbf" + raw
    elif change == "crlf":
        raw = raw.replace(b"\n", b"\r\n")
    elif change == "emoji":
        raw = raw.replace(b"Samen doen", "Samen doen \N{HOUSE BUILDING}".encode())
    else:
        raw = raw.replace("Cliënten".encode(), "Clie\u0308nten".encode())
    path.write_bytes(raw)
    assert len(tb.read_intervention(path).elements) == 2


def test_the_file_in_the_study_wins_and_else_the_name_counts(
    example: Path, small: str, edit: Edit
) -> None:
    study = tb.open_study(example)
    assert tb.read_intervention(study).key == "thuisbegeleiding"
    edit(example / "studie.toml", '"Thuisbegeleiding"', '"Reset Thuisbegeleiding"')
    assert tb.read_intervention(tb.open_study(example)).key == "reset"
    (example / "interventie.toml").write_text(small, encoding="utf-8")
    assert tb.read_intervention(study).key == "klein"


def test_an_old_study_of_something_else_stays_a_study(
    small_study: Path, edit: Edit, refusal: Callable[..., list[str]]
) -> None:
    edit(small_study / "studie.toml", '"Thuisbegeleiding"', '"Buurtsoep"')
    study = tb.open_study(small_study)
    assert not has_intervention(study)
    assert refusal(tb.read_intervention, study) == [
        "van interventie 'Buurtsoep' is er geen beschrijving\n"
        "  waar:      studie.toml, of interventie.toml\n"
        "  oplossing: zet een bestand interventie.toml in de studiemap, of noem bij "
        "interventie één van: thuisbegeleiding, reset, integraal_werken"
    ]
    inspection = tb.check_study(small_study)
    assert inspection.problems == ()
    assert "Van interventie 'Buurtsoep' is er geen beschrijving" in str(inspection)


def test_what_is_neither_a_name_nor_a_file_is_refused(
    tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    assert refusal(tb.read_intervention, "thuisbegeleding") == [
        "er is geen interventie of bestand 'thuisbegeleding'\n"
        "  waar:      read_intervention\n"
        "  oplossing: geef een studie, het pad van een bestand, of één van: "
        "thuisbegeleiding, reset, integraal_werken, leeg"
    ]
    with pytest.raises(WorkbenchError, match="er is geen interventie of bestand"):
        tb.read_intervention(tmp_path / "weg.toml")


def test_the_same_description_shows_itself_the_same(
    small: str, written: Written
) -> None:
    path = written(small.replace("Rust in huis", "Rust & <b>orde</b>"))
    first, second = tb.read_intervention(path), tb.read_intervention(path)
    assert first._repr_html_() == second._repr_html_()
    assert "Rust &amp; &lt;b&gt;orde" in first._repr_html_()


def test_the_theory_is_drawn_with_every_label_and_link(
    home: tb.Intervention, refusal: Callable[..., list[str]]
) -> None:
    ax = home.plot()
    drawn = {" ".join(text.get_text().split()) for text in ax.texts}
    items = (*home.elements, *home.subgoals, *home.life_domains)
    assert {item.label for item in items} <= drawn
    assert {"Werkzaam element", "Subdoel", "Leefgebied"} <= drawn
    assert len(ax.patches) == len(items) + len(home.links)
    [found] = refusal(tb.read_intervention("leeg").plot)
    assert found.startswith("er is geen theorie om te tekenen")
