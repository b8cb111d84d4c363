"""Change is a count per domain, of clients scored twice, and nothing more."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.datasets.zrm import BASELINE_MEANS, draw_levels
from tbresearch.errors import WorkbenchError
from tbresearch.outcomes import ZrmChange, ZrmScores, read_zrm, zrm_change
from tbresearch.outcomes.change import count_directions
from tbresearch.study import Study
from tbresearch.vocabulary import MOMENTS, ZRM_DOMAINS

Cell = tuple[str, str, str]

# Every (client, moment, domain) may have a level, a blank, or no row at all.
tables = st.dictionaries(
    st.tuples(
        st.sampled_from(["K1", "K2", "K3", "K4"]),
        st.sampled_from(list(MOMENTS)),
        st.sampled_from(["financien", "adl", "justitie"]),
    ),
    st.none() | st.integers(1, 5),
)


def scores_of(table: dict[Cell, int | None], *, percentage_from: int = 20) -> ZrmScores:
    rows = [
        (client, moment, pd.NaT, "2013", domain, score, None, line)
        for line, ((client, moment, domain), score) in enumerate(table.items(), 2)
    ]
    names = ["client", "moment", "date", "version", "domain", "score", "rater", "line"]
    frame = pd.DataFrame(rows, columns=names).astype({"score": "Int64"})
    return ZrmScores(frame=frame, version="2013", percentage_from=percentage_from)


def pairs(levels: list[tuple[int | None, int | None]]) -> dict[Cell, int | None]:
    """Return scores on one domain at intake and end, client by client."""
    return {
        (f"K{number:02}", moment, "financien"): level
        for number, pair in enumerate(levels)
        for moment, level in zip(("intake", "eind"), pair, strict=True)
    }


def change_of(levels: list[tuple[int | None, int | None]], **kwargs: int) -> ZrmChange:
    scores = scores_of(pairs(levels), **kwargs)
    return zrm_change(scores, between=("intake", "eind"))


def oracle(table: dict[Cell, int | None], domain: str, begin: str, end: str) -> dict:
    """Count client by client, without arrays."""
    clients = {client for client, _, _ in table}
    found = dict.fromkeys(["up", "same", "down", "missing_begin", "missing_end"], 0)
    for client in clients:
        before = table.get((client, begin, domain))
        after = table.get((client, end, domain))
        found["missing_begin"] += before is None
        found["missing_end"] += after is None
        if before is not None and after is not None:
            found["up" if after > before else "down" if after < before else "same"] += 1
    return {**found, "clients": len(clients)}


@given(tables, st.permutations(list(MOMENTS)))
def test_counts_equal_counting_client_by_client(
    table: dict[Cell, int | None], moments: list[str]
) -> None:
    begin, end = moments[:2]

    frame = zrm_change(scores_of(table), between=(begin, end)).to_frame()

    assert tuple(frame["domain"]) == ZRM_DOMAINS["2013"]
    for row in frame.to_dict("records"):
        expected = oracle(table, row["domain"], begin, end)
        assert {name: row[name] for name in expected} == expected


@given(tables)
def test_directions_and_missing_add_up_to_all_clients(
    table: dict[Cell, int | None],
) -> None:
    frame = zrm_change(scores_of(table), between=("intake", "eind")).to_frame()

    assert (frame["up"] + frame["same"] + frame["down"] == frame["n"]).all()
    both_missing = (
        frame["n"] + frame["missing_begin"] + frame["missing_end"] - frame["clients"]
    )
    assert (both_missing >= 0).all()
    assert (both_missing <= frame[["missing_begin", "missing_end"]].min(axis=1)).all()


@given(tables)
def test_swapping_the_moments_swaps_up_and_down(table: dict[Cell, int | None]) -> None:
    scores = scores_of(table)

    there = zrm_change(scores, between=("intake", "eind")).to_frame()
    back = zrm_change(scores, between=("eind", "intake")).to_frame()

    swapped = back.rename(
        columns={
            "up": "down",
            "down": "up",
            "missing_begin": "missing_end",
            "missing_end": "missing_begin",
        }
    )
    pd.testing.assert_frame_equal(there, swapped[there.columns])


@given(tables)
def test_the_scores_are_not_modified(table: dict[Cell, int | None]) -> None:
    scores = scores_of(table)
    before = scores.frame.copy(deep=True)

    zrm_change(scores, between=("intake", "eind"))

    pd.testing.assert_frame_equal(scores.frame, before)


def test_a_client_without_an_end_score_is_counted_and_not_dropped() -> None:
    change = change_of([(2, 3), (2, 2), (4, 1), (3, None), (None, 5)])

    financien = change.domains[0]
    assert (financien.up, financien.same, financien.down) == (1, 1, 1)
    assert (financien.missing_begin, financien.missing_end) == (1, 1)
    assert (financien.n, financien.clients) == (3, 5)
    assert "bij de intake: 1 van 5 cliënten; bij de eindmeting: 1" in change.notes[2]


def test_a_count_is_out_of_those_with_both_scores_and_has_no_percentage() -> None:
    change = change_of([(2, 3)] * 3 + [(2, 2)] * 8 + [(2, None)] * 2)

    assert str(change.count("financien", "up")) == "3 van 11 cliënten"
    assert str(change.count("financien", "same")) == "8 van 11 cliënten"
    assert str(change.count("justitie", "up")) == "0 van 0 cliënten"
    assert "%" not in str(change) + change._repr_html_() + "".join(change.notes)


def test_a_percentage_waits_for_the_number_that_the_study_asks() -> None:
    levels = [(2, 3)] * 15 + [(2, 2)] * 15

    assert str(change_of(levels).count("financien", "up")).startswith("15 van 30 (50%)")
    careful = change_of(levels, percentage_from=50)
    assert str(careful.count("financien", "up")) == "15 van 30 cliënten"


def test_an_unknown_domain_or_direction_names_those_there_are() -> None:
    change = change_of([(2, 3)])

    with pytest.raises(WorkbenchError) as caught:
        change.count("basale_adl", "up")
    assert str(caught.value) == (
        "domein 'basale_adl' is er niet\n"
        "  waar:      ZRM 2013\n"
        f"  oplossing: kies één van: {', '.join(ZRM_DOMAINS['2013'])}"
    )
    with pytest.raises(WorkbenchError) as caught:
        change.count("financien", "hoger")  # type: ignore[arg-type]
    assert str(caught.value) == (
        "'hoger' is geen richting\n"
        "  waar:      telling van domein 'financien'\n"
        "  oplossing: kies één van: up, same, down"
    )


@pytest.mark.parametrize(
    "between",
    [
        ("intake", "intake"),
        ("intake", "einde"),
        ("intake",),
        ("intake", "tussen", "eind"),
    ],
)
def test_between_must_be_two_different_moments(between: tuple[str, ...]) -> None:
    scores = scores_of(pairs([(2, 3)]))

    with pytest.raises(WorkbenchError) as caught:
        zrm_change(scores, between=between)  # type: ignore[arg-type]

    assert str(caught.value) == (
        f"between = {between!r} zijn geen twee verschillende metingen\n"
        "  waar:      zrm_change\n"
        '  oplossing: geef bijvoorbeeld between=("intake", "eind"); er zijn: intake, '
        "tussen, eind"
    )


def test_between_has_no_default() -> None:
    with pytest.raises(TypeError, match="between"):
        zrm_change(scores_of({}))  # type: ignore[call-arg]


def test_what_it_says_is_change_during_and_no_effect() -> None:
    change = change_of([(2, 3), (2, None), (3, 3)])

    assert str(change) == (
        "ZRM 2013, van intake naar eindmeting: per domein hebben 0 tot 2 van 3 "
        "cliënten beide scores"
    )
    notes = " ".join(change.notes)
    assert "Zonder vergelijkingsgroep: dit beschrijft verandering tijdens" in notes
    assert "effect" not in notes + str(change) + change._repr_html_()
    assert "één niveau op één domein van één cliënt valt binnen de meetfout" in notes
    assert all(note.endswith(".") for note in change.notes)


def test_the_table_shows_dutch_heads_the_notes_and_is_the_same_twice() -> None:
    html = change_of([(2, 3)])._repr_html_()

    assert ">Hoger</th>" in html
    assert ">Financiën</td>" in html
    assert "Geen score eindmeting" in html
    assert "<li>Zonder vergelijkingsgroep" in html
    assert html == change_of([(2, 3)])._repr_html_()


def test_every_segment_shows_its_number_and_the_missing_are_drawn_too() -> None:
    change = change_of([(2, 3)] * 4 + [(2, 2)] * 3 + [(2, 1)] * 2 + [(2, None)])

    axes = change.plot()

    legend = axes.get_legend()
    assert legend is not None
    names = [text.get_text() for text in legend.get_texts()]
    assert names == ["Lager", "Gelijk", "Hoger", "Score ontbreekt"]
    first_row = [t.get_text() for t in axes.texts if t.get_position()[1] == 0]
    assert first_row == ["2", "3", "4", "1"]
    widths = [bars[0].get_width() for bars in axes.containers]
    assert widths == [2, 3, 4, 1]
    assert axes.get_yticklabels()[0].get_text() == "Financiën"
    assert axes.yaxis_inverted()


def test_segments_differ_in_lightness_or_hatching() -> None:
    from matplotlib.colors import to_rgb

    bars = [container[0] for container in change_of([(2, 3)]).plot().containers]
    lightness = [np.dot(to_rgb(b.get_facecolor()), [0.299, 0.587, 0.114]) for b in bars]
    looks = [(round(x, 1), b.get_hatch()) for x, b in zip(lightness, bars, strict=True)]

    assert len(set(looks)) == len(looks) == 4
    lower, _, higher, _ = lightness
    assert abs(lower - higher) > 0.25


def test_a_plot_goes_on_the_axes_that_it_is_given() -> None:
    from matplotlib.figure import Figure

    axes = Figure().add_subplot()

    assert change_of([(2, 3)]).plot(ax=axes) is axes
    assert axes.containers


def test_nobody_at_all_is_a_result_too(with_scores: Callable[..., Study]) -> None:
    change = zrm_change(read_zrm(with_scores()), between=("intake", "eind"))

    assert change.clients == 0
    assert str(change.count("financien", "up")) == "0 van 0 cliënten"
    assert change.plot().get_xlim()[0] == 0


# The notes say: without true change about a quarter to a third goes up, as many go
# down, and fewer where nearly everybody scores high. Range .22 to .33 allows 3
# Monte Carlo errors of .005 on either side of .235 and .315.
def test_without_true_change_as_many_go_up_as_the_notes_say() -> None:
    clients = 8_000
    times = np.tile([0.0, 1.0], (clients, 1))

    levels = draw_levels(np.random.default_rng(1), times=times, slope=0.0)
    counts = count_directions(levels[:, 0] * 1.0, levels[:, 1] * 1.0)

    up, down = counts["up"] / clients, counts["down"] / clients
    assert up == pytest.approx(down, abs=0.02)
    baseline = np.array(list(BASELINE_MEANS.values()))
    ordinary, high = baseline < 4, baseline > 4.5
    assert ((up[ordinary] > 0.22) & (up[ordinary] < 0.33)).all()
    assert (up[high] < 0.2).all()


def test_with_true_change_more_go_up_than_down() -> None:
    times = np.tile([0.0, 1.0], (2_000, 1))

    levels = draw_levels(np.random.default_rng(1), times=times, slope=0.45)
    counts = count_directions(levels[:, 0] * 1.0, levels[:, 1] * 1.0)

    assert (counts["up"] > counts["down"]).all()
