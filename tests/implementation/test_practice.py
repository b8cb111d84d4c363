"""Practice held against what is intended: plain loops and planted truth agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.datasets import Practice as Drawn
from tbresearch.datasets import PracticeModel, draw_practice
from tbresearch.datasets.practice_model import CUTOFF as DRAWN_CUTOFF
from tbresearch.datasets.trajectories import AS_PLANNED
from tbresearch.errors import WorkbenchError
from tbresearch.implementation import (
    Practice,
    evaluation_schedule,
    practice_of,
    review_practice,
)
from tbresearch.intervention import read_intervention
from tbresearch.study import Study
from tbresearch.trajectories import TABLES, Trajectories, durations
from tests.trajectories.drawn import counted, frames, life, practice

WithPractice = Callable[..., Study]
INTENDED = read_intervention("thuisbegeleiding")
WITH = ("bezoek", "telefonisch", "online")


def loaded(drawn: Drawn) -> Trajectories:
    """Return drawn tables as reading them gives them."""
    made = {}
    for name, (table, rows) in {
        key: (table, drawn.files()[table.file.removesuffix(".csv")])
        for key, table in TABLES.items()
    }.items():
        names = {field.name: field.column for field in table.fields}
        frame = rows.rename(columns=names)
        for column in set(names.values()) - set(frame):
            frame[column] = None
        made[name] = frame.assign(line=range(2, len(frame) + 2))
    for name in ("contacts", "evaluations"):
        made[name]["outside"] = False
    return Trajectories(
        **made,
        files={name: table.file for name, table in TABLES.items()},
        cutoff=DRAWN_CUTOFF,
    )


@cache
def reviewed(model: PracticeModel) -> tuple[Practice, Drawn]:
    drawn = draw_practice(7, model)
    return practice_of(loaded(drawn), INTENDED), drawn


MANY = PracticeModel(trajectories=400)


def test_slow_first_phases_are_found_and_none_invented() -> None:
    found, drawn = reviewed(MANY)
    first = found.phases.frame[found.phases.frame["phase"] == "F1"]
    over = first[~first["open"]].set_index("trajectory")["verdict"]
    slow = drawn.truth.set_index("traject")["slow"]
    assert (over.eq("longer") == slow.reindex(over.index)).all()
    assert not over.eq("shorter").any()


def test_trajecten_that_go_back_are_found_and_none_invented() -> None:
    found, drawn = reviewed(MANY)
    steps = drawn.fasen.groupby("traject")["fase"].apply(list)
    back = sum(phases.count("F2") > 1 for phases in steps)
    assert found.cycle.returned.k == back > 20
    flows = found.cycle.flows.set_index(["begin", "end"])
    assert flows.loc[("F3", "F2"), "k"] == back
    assert flows[flows["back"]].index.tolist() == [("F3", "F2")]


def test_early_ends_are_those_without_the_last_phase() -> None:
    found, drawn = reviewed(MANY)
    ended = drawn.trajecten["einde"].notna().to_numpy()
    last = found.phases.phases.set_index("phase").loc["F4"]
    assert last["skipped"] == (drawn.truth["early"] & ended).sum()
    assert last["ended"] == ended.sum()


def test_evaluations_that_were_not_held_are_missing() -> None:
    found, drawn = reviewed(MANY)
    row = found.evaluations.count("tussentijds")
    assert (row.k, row.total) == (drawn.truth["done"].sum(), drawn.truth["due"].sum())
    missing = found.evaluations.count("tussentijds", "missing")
    assert missing.k == row.total - row.k > 0


def test_dose_and_taper_come_back_near_what_was_planted() -> None:
    found, _ = reviewed(MANY)
    rates = found.dose.phases.set_index("phase")["visits_per_week"]
    assert rates["F3"] == pytest.approx(MANY.visits, abs=0.03)
    assert rates["F4"] == pytest.approx(MANY.visits * MANY.taper, abs=0.05)
    hours = found.dose.phases["hours_per_visit"]
    assert hours.to_numpy() == pytest.approx(MANY.minutes / 60, abs=0.06)


def test_another_worker_and_another_intake_are_found() -> None:
    found, drawn = reviewed(MANY)
    truth = drawn.truth.set_index("traject")
    frame = found.workers.frame.set_index("trajectory")
    workers = drawn.contacten[drawn.contacten["soort"].isin(WITH)]
    several = workers.groupby("traject")["begeleider"].nunique()
    assert (frame["workers"] == several.reindex(frame.index)).all()
    same = truth.index[~truth["changed"]].intersection(frame.index)
    visits = workers.groupby("traject").size().reindex(same)
    long = same[visits >= 5]
    assert (frame.loc[long, "intake_by_main"] == ~truth.loc[long, "other_intake"]).all()


def test_practice_as_planned_gives_no_deviation() -> None:
    found, _ = reviewed(AS_PLANNED)
    table = found.phases.phases
    assert table[["shorter", "longer", "again", "skipped"]].to_numpy().sum() == 0
    assert found.evaluations.moments["missing"].sum() == 0
    assert found.workers.one_worker.k == found.workers.one_worker.total
    assert found.workers.intake.k == found.workers.intake.total
    assert found.adaptations.frame.empty


def test_without_a_taper_the_last_weeks_are_as_those_before() -> None:
    found, _ = reviewed(
        PracticeModel(trajectories=400, taper=1.0, early=0.0, middle_weeks=30)
    )
    ratios = found.dose.tapers["ratio"]
    assert len(ratios) > 100
    assert ratios.median() == pytest.approx(1.0, abs=0.05)
    # Chance alone makes one in seven look tapered off, which the note says.
    assert found.dose.tapered.k / found.dose.tapered.total < 0.2


@given(st.integers(0, 2**32))
@settings(max_examples=12)
def test_evaluations_due_and_done_equal_a_walk_along_the_weeks(seed: int) -> None:
    drawn = frames(np.random.default_rng(seed))
    rule = next(r for r in INTENDED.evaluations if r.key == "tussentijds")
    every = 7 * int(rule.max_weeks or 0)
    found = evaluation_schedule(practice(drawn), INTENDED).frame
    found = found[found["key"] == "tussentijds"].set_index("trajectory")
    rows = [r for r in counted(drawn, "evaluations") if r["kind"] == "evaluatie"]
    for name, (first, last, ended) in life(drawn).items():
        held = sorted(r["day"] - first for r in rows if r["trajectory"] == name)
        due = done = 0
        while (due + 1) * every <= last - first:
            done += any(due * every < d <= (due + 1) * every for d in held)
            due += 1
        latest = held[-1] if held else 0
        late = not ended and last - first - latest > every
        assert tuple(found.loc[name, ["due", "done", "overdue"]]) == (due, done, late)


@given(st.integers(0, 2**32))
@settings(max_examples=12)
def test_the_main_worker_has_most_minutes(seed: int) -> None:
    drawn = frames(np.random.default_rng(seed))
    frame = practice_of(practice(drawn), INTENDED).workers.frame
    rows = [
        r
        for r in counted(drawn, "contacts")
        if r["kind"] in WITH and not pd.isna(r["worker"])
    ]
    expected = {}
    for name in {r["trajectory"] for r in rows}:
        minutes: Counter[str] = Counter()
        own = [r for r in rows if r["trajectory"] == name]
        for row in own:
            minutes[row["worker"]] += row["minutes"]
        main = min(minutes, key=lambda worker: (-minutes[worker], worker))
        intake = min(own, key=lambda r: (r["day"], r["worker"]))["worker"]
        total = sum(minutes.values())
        share = minutes[main] / total if total else None
        expected[name] = (main, share, len(minutes), intake == main)
    assert set(frame["trajectory"]) == set(expected)
    for row in frame.to_dict("records"):
        main, share, workers, intake = expected[row["trajectory"]]
        assert (row["main"], row["workers"]) == (main, workers)
        assert row["intake_by_main"] == intake
        assert pd.isna(row["share"]) if share is None else row["share"] == share


@given(st.integers(0, 2**32))
@settings(max_examples=12)
def test_every_count_is_at_most_its_denominator(seed: int) -> None:
    found = practice_of(practice(frames(np.random.default_rng(seed))), INTENDED)
    counts = found.to_frame().dropna(subset=["k"])
    assert ((counts["k"] >= 0) & (counts["k"] <= counts["total"])).all()
    found._repr_html_()


def test_a_denominator_under_twenty_is_no_percentage() -> None:
    drawn = draw_practice(3, PracticeModel(trajectories=13))
    texts = practice_of(loaded(drawn), INTENDED).to_frame()
    few = texts[texts["total"] < 20]["text"]
    assert len(few) > 10
    assert not few.str.contains("%").any()


def test_a_study_is_reviewed_with_its_own_words(with_practice: WithPractice) -> None:
    study = with_practice(
        trajecten=[
            "T1;K1;A;2025-01-01;2025-06-30;doelen_bereikt;nee;wmo;K1;wmo",
            "T2;K2;A;2025-11-01;;;ja;wmo;M1;wmo",
        ],
        contacten=["T1;2025-01-05;120;bezoek;w1", "T1;2025-07-05;60;bezoek;w1"],
        fasen=["T1;F1;2025-01-01;2025-02-12", "T1;F2;2025-02-12;2025-06-30"],
        evaluaties=["T1;2025-06-30;eindevaluatie"],
        aanpassingen=["T1;;vaker;B9.1;ja;R1", ";A;minder;;;"],
    )

    found = review_practice(study)

    assert str(found) == (
        "Thuisbegeleiding in de praktijk. 2 trajecten van 2 cliënten: 1 geëindigd, 1 "
        "lopend op 31 december 2025"
    )
    assert found.summary == (
        "Fasen: 0 van 2 duurden zo lang als bedoeld",
        "Dosis: 0,06 uur per week; bedoeld is 2,00",
        "Evaluaties gedaan: evaluatie per kwartaal of halfjaar 0 van 0; jaarlijks, met "
        "de generalist van de gemeente 0 van 0; jaarlijks, met de generalist van de "
        "gemeente (jeugd) 0 van 0; eindevaluatie 1 van 1; onderzoek naar tevredenheid "
        "0 van 1",
        "Begeleiders: één en dezelfde bij 1 van 1 traject",
        "Aanpassingen: 2 aanpassingen, bij 1 van 2 trajecten",
        "Verloop: 0 keer terug, bij 0 van 1 traject",
    )
    assert found.notes[1] == (
        "1 van 2 contacten valt buiten het traject en telt niet mee."
    )
    assert (
        "1 opmerking bij de gegevens: tbresearch check noemt ze, met hun plaats."
        in (found.notes)
    )


def test_the_sources_contradict_themselves_on_the_shortest_traject() -> None:
    found, _ = reviewed(MANY)
    assert any(
        "ten minste 17 weken, en een kort traject 13 weken" in note
        for note in found.phases.notes
    )


def test_without_contacts_and_phases_the_profile_says_what_is_missing(
    with_practice: WithPractice,
) -> None:
    study = with_practice(trajecten=["T1;K1;A;2025-01-01;2025-06-30;anders;;;;"])

    found = review_practice(study)

    missing = {part.key: part.missing for part in found.profile}
    assert missing["dosis_geleverd"] == ("contacten.csv",)
    assert missing["integriteit"][:4] == (
        "fasen.csv",
        "evaluaties.csv",
        "contacten.csv",
        "aanpassingen.csv",
    )
    assert [part.key for part in found.profile] == [
        *("context", "bereik", "dosis_geleverd", "dosis_ontvangen"),
        *("integriteit", "uitvoering", "werving"),
    ]
    found._repr_html_()


def test_without_trajecten_there_is_no_practice(
    small_study: object, with_practice: WithPractice
) -> None:
    with pytest.raises(WorkbenchError, match="er zijn geen trajecten in deze studie"):
        review_practice(with_practice())


def test_an_empty_table_of_trajecten_gives_no_practice_and_no_crash(
    with_practice: WithPractice,
) -> None:
    found = review_practice(with_practice(trajecten=[], contacten=[], fasen=[]))
    assert found.to_frame()["k"].dropna().eq(0).all()
    found._repr_html_()
    assert durations(found.trajectories).empty


def test_pictures_are_drawn_and_say_what_they_show() -> None:
    found, _ = reviewed(MANY)
    timeline = found.phases.plot()
    assert "30 trajecten van 400" in timeline.get_xlabel()
    assert len(timeline.get_yticks()) == 30
    dose = found.dose.plot()
    assert dose.get_xlabel() == "Uren met de cliënt per week"
    words = [text.get_text() for text in dose.get_legend().get_texts()]
    assert "bedoeld: 2,0 uur" in words
    assert found.cycle.plot().patches


def test_rules_of_a_law_apply_to_its_trajecten_only() -> None:
    found, drawn = reviewed(MANY)
    rows = found.evaluations.moments.set_index("key")
    of_law = drawn.trajecten["wet"].value_counts()
    assert rows.loc["jaarlijks_wmo", "trajectories"] == of_law["wmo"]
    assert rows.loc["jaarlijks_jeugdwet", "trajectories"] == of_law["jeugdwet"]
