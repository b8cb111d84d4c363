"""The picture of the counts: every bar and every label, for any number of groups."""

from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tbresearch.coding import Coding
from tbresearch.findings import improvement_points, success_factors

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]


def labels(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def drawn(ax: Axes) -> None:
    ax.figure.draw_without_rendering()


def test_each_code_is_labelled_and_each_bar_says_its_count(
    small_study: Path, read: Read
) -> None:
    ax = success_factors(read(small_study)).plot()
    drawn(ax)
    assert labels(ax) == ["Overzicht", "Rust in huis", "Korte lijnen"]
    counts = [text.get_text() for text in ax.texts]
    assert counts == ["1 van 4", "3 van 4", "1 van 4", "1 van 1", "0 van 1", "0 van 1"]
    shares = [bar.get_width() for bar in ax.patches][: len(counts)]
    assert shares == pytest.approx([0.25, 0.75, 0.25, 1, 0, 0])
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["Begeleiders", "Cliënten"]


def test_the_words_at_the_axis_are_dutch(small_study: Path, read: Read) -> None:
    ax = success_factors(read(small_study)).plot()
    assert [label.get_text() for label in ax.get_xticklabels()] == [
        "niemand",
        "de helft",
        "iedereen",
    ]


def test_no_factors_give_an_empty_picture(small_study: Path, read: Read) -> None:
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    ax = success_factors(read(small_study)).plot()
    drawn(ax)
    assert labels(ax) == []
    assert list(ax.texts) == []


def test_three_groups_have_three_bars_a_code_also_if_one_is_silent(
    small_study: Path, read: Read, edit: Edit
) -> None:
    edit(
        small_study / "studie.toml",
        '["begeleider", "client"]',
        '["begeleider", "ketenpartner", "client", "naaste"]',
    )
    edit(small_study / "respondenten.csv", "B4;begeleider", "B4;ketenpartner")
    ax = improvement_points(read(small_study)).plot()
    drawn(ax)
    assert labels(ax) == ["Wachttijd"]
    assert [text.get_text() for text in ax.texts] == ["1 van 3", "0 van 1", "0 van 1"]
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["Begeleiders", "Ketenpartners", "Cliënten", "Naasten"]
    colours = [handle.get_facecolor() for handle in ax.get_legend().get_patches()]
    assert len(set(colours)) == 4


def test_ties_keep_the_order_of_the_groups_and_the_codebook(
    example: Path, read: Read
) -> None:
    """A set would give another order in another process."""
    factors = success_factors(read(example))
    ranked = [c for g in ("begeleider", "client") for c in factors.ranked(g)]
    share = {
        code: max(
            factors.count(g, code, "respondent").k
            / factors.count(g, code, "respondent").total
            for g in ("begeleider", "client")
        )
        for code in ranked
    }
    first = list(dict.fromkeys(ranked))
    first.sort(key=lambda code: share[code], reverse=True)
    assert labels(factors.plot()) == [factors.label(code) for code in first]


def test_a_label_with_dollars_is_no_formula(
    small_study: Path, read: Read, edit: Edit
) -> None:
    edit(small_study / "codeboek.toml", '"Rust in huis"', r"'van $5 naar $\frac'")
    ax = success_factors(read(small_study)).plot()
    drawn(ax)
    assert r"van \$5 naar \$\frac" in labels(ax)


def test_axes_that_are_given_are_the_ones_drawn_on(
    small_study: Path, read: Read
) -> None:
    given = Figure().add_subplot()
    assert success_factors(read(small_study)).plot(given) is given
    assert labels(given)
