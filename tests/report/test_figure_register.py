"""Figures from elsewhere in one place, with each one that has two values."""

import shutil
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.intervention import Range
from tbresearch.report.contributions.figures_elsewhere import figures_contribution
from tbresearch.report.figure_register.differences import differences
from tbresearch.report.figure_register.rows import RegisteredFigure, number_in
from tbresearch.study import Study

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"
SIX = {  # the contradictions that a reader of the sources has to be shown at least
    "indicatie_gezinnen",
    "bewezen_effectief",
    "leeftijd",
    "kort_traject",
    "bereik",
    "bijdrage_inkomen",
}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    shutil.copytree(EXAMPLE, tmp_path / "studie")
    shutil.rmtree(tmp_path / "studie" / "rapport")
    (tmp_path / "studie" / "rapport").mkdir()
    return tb.open_study(tmp_path / "studie")


def write(study: Study, text: str, name: str = "context") -> None:
    path = study.root / "rapport" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def row(value: str, **changes: object) -> RegisteredFigure:
    number = number_in(value)
    settings: dict[str, object] = {
        "name": "bereik",
        "label": "Bereik",
        "value": value,
        "range": None if number is None else Range(number, number),
        "year": 2020,
        "denominator": "",
        "source": "S0",
        "where": "a.md, regel 1",
        "used": (),
    }
    return RegisteredFigure(**(settings | changes))  # type: ignore[arg-type]


def test_every_figure_of_description_and_assumptions_is_in_it(study: Study) -> None:
    found = tb.figure_register(study).to_frame()
    described = tb.read_intervention(study).figures
    assumed = [a for a in tb.read_assumptions(study).assumptions if a.bounds]
    assert list(found["name"]) == [
        *(figure.key for figure in described),
        *(assumption.id for assumption in assumed),
    ]
    assert (found["source"] != "").all()
    share = found[found["where"].str.contains("aannames") & (found["name"] == "weken")]
    assert share.iloc[0]["used"] == (
        "Contacttijd",
        "Overhead",
        "Reizen",
    )


def test_the_six_contradictions_are_shown_with_both_sources(study: Study) -> None:
    register = tb.figure_register(study)
    assert register.contradictions is not None
    found = {item.dispute.key: item.dispute for item in register.contradictions.items}
    assert found.keys() >= SIX
    assert all(found[key].says_a and found[key].says_b for key in SIX)


def test_the_same_share_in_two_files_is_no_difference(study: Study) -> None:
    assert tb.figure_register(study).differences == ()


def test_a_figure_in_a_text_has_year_and_denominator(study: Study) -> None:
    write(
        study,
        "Er zijn [10.000]{bron=@S0} en "
        '[9.500]{bron="@S0, par. 4.1" noemer="per jaar"} en [3]{bron="oud boek"}.',
    )
    written = tb.figure_register(study).to_frame().tail(2)
    assert list(written["value"]) == ["9.500", "3"]
    assert written.iloc[0]["year"] == 2021  # of S0 itself, as it cites S0
    assert written.iloc[0]["denominator"] == "per jaar"
    assert written.iloc[1].isna()["year"]
    assert written.iloc[0]["where"] == "rapport/context.md, regel 1"


def test_two_values_in_two_places_are_found_and_listed(study: Study) -> None:
    write(study, 'Er zijn [12.000]{bron="@S0, par. 4.1" cijfer="bereik"} mensen.\n')
    write(study, 'Of [veel]{bron="mijn oom" cijfer="bereik"} zelfs.\n', "kosten")
    register = tb.figure_register(study)
    pairs = {(item.one.value, item.other.value) for item in register.differences}
    assert pairs == {
        ("10.000 cliënten", "12.000"),
        ("10.000 client/jaar", "12.000"),
        ("10.000 cliënten", "veel"),
        ("10.000 client/jaar", "veel"),
        ("12.000", "veel"),
    }
    assert "12.000 (S0, par. 4.1; rapport/context.md, regel 1)" in str(
        register.differences[0]
    )
    made = figures_contribution(register)
    assert [table.key for table in made.tables] == [
        "tabel:cijfers.elders",
        "tabel:cijfers.verschillen",
    ]
    assert "5 keer twee waarden" in str(register)


def test_texts_of_other_reports_count_too(study: Study) -> None:
    write(study, 'Er zijn [1]{bron="x" cijfer="bereik"} mensen.\n', "factsheet/kern")
    assert len(tb.figure_register(study).differences) == 2


def test_what_a_text_refers_to_is_where_it_is_used(study: Study) -> None:
    write(study, "\n\nDat zijn {{interventie:cijfer.werkers}}.\n")
    [found] = [r for r in tb.figure_register(study).rows if r.name == "werkers"]
    assert found.used[-1] == "rapport/context.md, regel 3"


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (row("10.000"), row("10.000,0"), False),
        (row("10.000"), row("9.000"), True),
        (row("35%"), row("30 tot 40%", range=Range(30, 40)), False),
        (row("41%"), row("30 tot 40%", range=Range(30, 40)), True),
        (row("Veel"), row("veel"), False),
        (row("veel"), row("10"), True),
        (row("1"), row("2", name="ander"), False),
        (row("1", name=""), row("2", name=""), False),
        (row("1", name="", denominator="x"), row("2", name="", denominator="x"), True),
        (row("1", name="", denominator="x"), row("2", name="", denominator="y"), False),
        (
            row("1", name="", denominator="x"),
            row("2", name="", denominator="x", year=2019),
            False,
        ),
    ],
)
def test_only_values_that_cannot_both_be_so_differ(
    one: RegisteredFigure, other: RegisteredFigure, clash: bool
) -> None:
    assert bool(differences([one, other])) is clash
    assert bool(differences([other, one])) is clash


def test_what_nobody_dates_or_uses_is_said(study: Study) -> None:
    register = tb.figure_register(study)
    assert register.notes[-1] == "Van 4 cijfers noemt geen bron een jaar."
    [table] = figures_contribution(register).tables
    assert {line[4] for line in table.rows} >= {"\N{EN DASH}", "beschrijving"}
    assert {line[2] for line in table.rows} >= {"2021", "2021; cliënten"}
    assert register._repr_html_() == tb.figure_register(study)._repr_html_()


def test_a_study_without_such_figures_has_an_empty_register(study: Study) -> None:
    (study.root / "aannames.toml").unlink()
    (study.root / "interventie.toml").write_text(
        (EXAMPLE / "../../tbresearch/intervention/data/leeg.toml").read_text("utf-8"),
        encoding="utf-8",
    )
    register = tb.figure_register(study)
    assert register.rows == ()
    assert len(register.to_frame()) == 0
    assert str(register) == (
        "0 cijfers van elders; 0 keer twee waarden voor één cijfer; "
        "0 tegenstrijdigheden in de bronnen"
    )
