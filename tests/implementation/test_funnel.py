"""The funnel: unknown is never a loss, and nobody drops out of the count silently."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.estimate import Estimate, NotApplicable, NotEstimable, wilson
from tbresearch.implementation import Funnel, recruitment_funnel, share_text
from tbresearch.vocabulary import RECRUITMENT_STEPS

COLUMNS = ["forced", "benaderd", "passend", "gestart", "afgerond", "reason"]
STEPS = list(RECRUITMENT_STEPS)


def funnel(*rows: tuple[str | None, ...], register: str | None = None) -> Funnel:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return recruitment_funnel(frame, spoken=2, register=register)


ROWS = (
    ("nee", "ja", "ja", "ja", "ja", None),
    ("nee", "ja", "ja", "ja", "loopt", None),
    ("nee", "ja", "ja", "nee", "nee", "wachttijd"),
    ("onbekend", "ja", "nee", "ja", "ja", "niet_passend"),
    ("nee", "onbekend", "onbekend", "onbekend", "onbekend", None),
    ("nee", "onbekend", "ja", "nee", "onbekend", None),
    ("ja", "ja", "ja", "ja", "ja", None),
)


def test_steps_are_reached_lost_or_unknown_and_imposed_help_is_counted_apart() -> None:
    result = funnel(*ROWS)
    table = result.steps.set_index("step")[["reached", "lost", "unknown", "lost_here"]]
    assert table.to_numpy().tolist() == [
        [6, 0, 0, 0],
        [4, 0, 2, 0],
        [3, 1, 2, 1],
        [2, 3, 1, 2],
        [1, 3, 2, 0],
    ]
    assert str(result) == "6 aanmeldingen: 2 gestart, 3 niet, 1 onbekend"
    assert result.losses[["step", "reason", "n"]].to_numpy().tolist() == [
        ["passend", "niet_passend", 1],
        ["gestart", "wachttijd", 1],
        ["gestart", "onbekend", 1],
    ]
    assert result.notes[1:] == (
        "1 aanmelding is weggelaten: de hulp was opgelegd, en de interventie is voor "
        "vrijwillige hulp.",
        "Bij 1 aanmelding is onbekend of de hulp vrijwillig was.",
        "1 traject loopt nog; of dat wordt afgerond, is onbekend.",
        "Bij 1 aanmelding staat na een nee toch een latere stap, zoals gestart terwijl "
        "het team de hulp niet passend vond. In de trechter telt de eerste nee.",
        "Het onderzoek sprak 2 cliënten. Wie dat zijn, is niet aan aanmeldingen "
        "gekoppeld.",
    )
    assert "33% tot 50%" in result._repr_html_()


def test_an_interval_is_there_only_for_a_register_drawn_by_lot() -> None:
    assert funnel(*ROWS).interval("gestart") == NotApplicable(
        "studie.toml zegt niet of de registratie volledig is of geloot (registratie)"
    )
    assert funnel(*ROWS, register="volledig").interval("gestart") == NotApplicable(
        "de registratie is volledig; er is niets geschat"
    )
    assert funnel(*ROWS, register="deel").interval("gestart") == NotApplicable(
        "de registratie is een deel dat niet door loting is gekozen; het aandeel geldt "
        "voor dat deel"
    )
    drawn = funnel(*ROWS, register="aselect").interval("gestart")
    assert isinstance(drawn, Estimate)
    assert drawn.low == pytest.approx(100 * wilson(2, 6)[0])
    assert drawn.high == pytest.approx(100 * wilson(3, 6)[1])
    assert drawn.n == 6
    nobody = funnel(register="aselect").interval("gestart")
    assert nobody == NotEstimable("er zijn geen aanmeldingen")


answers = st.sampled_from(["ja", "nee", "onbekend"])
rows = st.lists(
    st.tuples(
        st.sampled_from(["ja", "nee", "onbekend"]),
        answers,
        answers,
        answers,
        st.sampled_from(["ja", "nee", "onbekend", "loopt"]),
        st.sampled_from(["wachttijd", "anders", None]),
    ),
    max_size=5,
)


@given(rows)
def test_bounds_are_those_of_every_way_to_fill_in_what_is_unknown(
    given_rows: list[tuple[str | None, ...]],
) -> None:
    """The unknown are filled in every way, which the code does not do."""
    table = funnel(*given_rows).steps.set_index("step")
    inside = [row for row in given_rows if row[0] != "ja"]
    assert (table[["reached", "lost", "unknown"]].sum(axis=1) == len(inside)).all()
    for depth, step in enumerate(STEPS):
        least = most = 0
        for row in inside:
            cells = row[1 : 1 + depth]
            ways = [
                all(way)
                for way in product(
                    *(
                        {"ja": [True], "nee": [False]}.get(str(cell), [True, False])
                        for cell in cells
                    )
                )
            ]
            least += min(ways)
            most += max(ways)
        assert table.loc[step, "reached"] == least
        assert table.loc[step, "reached"] + table.loc[step, "unknown"] == most


@given(rows)
def test_every_loss_has_one_step_and_one_reason(
    given_rows: list[tuple[str | None, ...]],
) -> None:
    result = funnel(*given_rows)
    per_step = result.losses.groupby("step")["n"].sum()
    here = result.steps.set_index("step")["lost_here"]
    assert per_step.to_dict() == {step: n for step, n in here.items() if n}
    lost = {step: int(n) for step, n in result.steps.set_index("step")["lost"].items()}
    assert lost == {step: int(here.iloc[: i + 1].sum()) for i, step in enumerate(STEPS)}


def test_the_picture_gives_both_bounds() -> None:
    texts = [text.get_text() for text in funnel(*ROWS).plot().texts]
    assert texts == ["6", "4 tot 6", "3 tot 5", "2 tot 3", "1 tot 3"]
    funnel().plot().figure.draw_without_rendering()


def test_a_share_that_is_known_has_one_number() -> None:
    assert share_text(1 / 3, 1 / 3) == "33%"
    assert share_text(0, 1) == "0% tot 100%"
