"""Bad input is named with record and line, and nothing is added up from it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.costs import read_assumptions
from tbresearch.errors import StudyError
from tbresearch.study import Study

WithRegister = Callable[[str], Study]

TOP = 'titel = "Toets"\nprijspeil = 2020\n'
REST = 'bron = "Opgave"\ngraad = "D"\nstatus = "bron"\naard = "onzekerheid"\n'
MONEY = 'eenheid = "EUR/traject"\nprijspeil = 2020\nlabel = "X"\n' + REST
SHARE = 'eenheid = "aandeel"\nlabel = "X"\n' + REST
COST = '[[aanname]]\nid = "kosten"\nwaarde = 5\nverdeling = "vast"\n' + MONEY
SAVING = (
    '[[aanname]]\nid = "winst"\nwaarde = 9\nverdeling = "vast"\nontvanger = "rijk"\n'
    'nulalternatief = "niets doen"\n' + MONEY
)


def item(block: str, name: str, *factors: str) -> str:
    shown = ", ".join(f'"{factor}"' for factor in factors)
    return f'[[{block}]]\nid = "{name}"\nlabel = "Y"\nproduct = [{shown}]\n'


def problems_of(study: Study) -> list[str]:
    with pytest.raises(StudyError) as caught:
        read_assumptions(study)
    return [str(problem) for problem in caught.value.problems]


def money(*lines: str) -> str:
    return '[[aanname]]\nid = "x"\n' + "\n".join(lines) + "\n" + MONEY


def share(*lines: str) -> str:
    return '[[aanname]]\nid = "x"\n' + "\n".join(lines) + "\n" + SHARE


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        (
            money("waarde = 1", "laag = 1", "hoog = 1", 'verdeling = "pert"'),
            "verdeling pert van 'x' kan niet: laag en hoog zijn beide 1: dat is geen "
            "verdeling",
            "regel 6, laag",
        ),
        (
            share("waarde = 0.5", "standaardfout = 0.6", 'verdeling = "beta"'),
            "verdeling beta van 'x' kan niet: er is geen betaverdeling met gemiddelde "
            "0.5 en standaardfout 0.6",
            "regel 6, standaardfout",
        ),
        (
            share("waarde = 0.5", "standaardfout = 0.1", 'verdeling = "normaal"'),
            "verdeling normaal van 'x' komt buiten 0 tot 1, en het is een aandeel",
            "regel 7, verdeling",
        ),
        (
            share("waarden = [0.2, 1.2]", 'verdeling = "empirisch"'),
            "1.2 is geen aandeel",
            "regel 5, waarden",
        ),
        (
            share("waarde = 1.2", 'verdeling = "vast"'),
            "waarde = 1.2 is geen aandeel",
            "regel 5, waarde",
        ),
        (
            share("waarden = []", 'verdeling = "empirisch"'),
            "'waarden' van 'x' is leeg",
            "regel 5, waarden",
        ),
        (
            money("waarde = 1", "laag = 0", 'verdeling = "gamma"', "standaardfout = 1"),
            "'laag' hoort niet bij verdeling gamma van 'x'",
            "regel 6, laag",
        ),
        (
            money("waarde = 1", 'verdeling = "gamma"'),
            "'standaardfout' is niet ingevuld bij 'x'",
            "regel 3, standaardfout",
        ),
        (
            money("waarde = 1", 'verdeling = "vast"', 'betaler = "provincie"'),
            "betaler = 'provincie' kan hier niet",
            "regel 7, betaler",
        ),
        (
            money("waarde = 1", 'verdeling = "vast"', "periode = [2, 1]"),
            "periode = [2, 1] kan hier niet",
            "regel 7, periode",
        ),
        (
            share("waarde = 1", 'verdeling = "vast"', "periode = [0, 1]"),
            "'periode' hoort alleen bij geld, en 'x' is in aandeel",
            "regel 7, periode",
        ),
        (
            money(
                "waarde = 1", 'verdeling = "vast"', 'betaler = "rijk"',
                'regeling = "wmo"',
            ),
            "'x' heeft een regeling en een betaler",
            "regel 8, regeling",
        ),
        (
            money(
                "waarde = 1", 'verdeling = "vast"', 'richting = "overdracht"',
                'betaler = "rijk"', 'ontvanger = "rijk"',
            ),
            "'x' is een overdracht van een partij aan zichzelf",
            "regel 8, betaler",
        ),
        (
            money("waarde = 1", 'verdeling = "vast"', 'netto_van = ["y"]'),
            "'y' is hier niet bekend",
            "regel 7, netto_van",
        ),
        (
            money("waarde = 1", 'verdeling = "vast"', 'netto_van = ["x"]'),
            "'netto_van' loopt in een kring: x -> x",
            "regel 7, netto_van",
        ),
        (
            money("waarde = 1", 'verdeling = "vast"', 'correlatiegroep = "g"'),
            "van correlatiegroep 'g' is er geen matrix",
            "regel 7, correlatiegroep",
        ),
    ],
)  # fmt: skip
def test_one_mistake_is_named_with_its_line(
    with_register: WithRegister, text: str, what: str, where: str
) -> None:
    found = problems_of(with_register(TOP + text))
    assert found[0].startswith(f"{what}\n  waar:      aannames.toml, {where}\n")


def test_another_price_year_needs_an_index_that_has_those_years(
    with_register: WithRegister, tmp_path: Path
) -> None:
    other = money("waarde = 1", 'verdeling = "vast"').replace("2020", "2022")
    [found] = problems_of(with_register(TOP + other))
    assert "prijspeil 2022 van 'x' is niet dat van het register, 2020" in found
    assert 'index = "cpi"' in found

    indexed = other.replace("prijspeil", 'index = "cpi"\nprijspeil')
    register = read_assumptions(with_register(TOP + indexed))
    assert register.assumption("x").price_factor == pytest.approx(1 / 1.1297)

    early = indexed.replace("2022", "1999")
    [found] = problems_of(with_register(TOP + early))
    assert found.startswith("index 'cpi' heeft geen stap van 1999 naar 2000\n")
    assert "regel 10, index" in found or "index\n" in found

    named = indexed.replace('"cpi"', '"lonen.csv"')
    [found] = problems_of(with_register(TOP + named))
    assert found.startswith("dit bestand is er niet")
    (tmp_path / "lonen.csv").write_text("van;tot;procent\n2020;2021;25\n2021;2022;0\n")
    register = read_assumptions(with_register(TOP + named))
    assert register.assumption("x").price_factor == pytest.approx(0.8)
    (tmp_path / "lonen.csv").write_text("van;tot;procent\n2020;2022;25\n")
    [found] = problems_of(with_register(TOP + named))
    assert found.startswith("2020 tot 2022, 25 procent is geen stap van een index")


def test_an_index_outside_the_study_folder_is_not_read(
    with_register: WithRegister,
) -> None:
    other = money("waarde = 1", 'verdeling = "vast"', 'index = "../x.csv"')
    [found] = problems_of(with_register(TOP + other.replace("2020", "2022")))
    assert found.startswith("index '../x.csv' is niet bekend")


def test_a_cost_that_is_off_already_is_not_taken_off_again(
    with_register: WithRegister,
) -> None:
    net = SAVING.replace("ontvanger", 'netto_van = ["traject"]\nontvanger')
    text = TOP + COST + net + item("kostenpost", "traject", "kosten")
    # The claim by itself, or the cost by itself, is no double count.
    assert len(read_assumptions(with_register(text)).items) == 1

    [found] = problems_of(with_register(text + item("batenpost", "baat", "winst")))
    assert found == (
        "'winst' is al netto van 'traject', en traject telt dat nog eens: dubbel "
        "afgetrokken\n  waar:      aannames.toml, regel 18, netto_van\n"
        "  oplossing: haal baat of traject uit de balans, of neem het brutobedrag"
    )

    by_factor = text.replace('netto_van = ["traject"]', 'netto_van = ["kosten"]')
    [found] = problems_of(with_register(by_factor + item("batenpost", "baat", "winst")))
    assert found.startswith("'winst' is al netto van 'kosten', en traject telt dat")


def test_a_circle_of_net_amounts_is_named(with_register: WithRegister) -> None:
    one = COST.replace("waarde", 'netto_van = ["winst"]\nwaarde')
    two = SAVING.replace("waarde", 'netto_van = ["kosten"]\nwaarde')
    found = problems_of(with_register(TOP + one + two))
    assert [problem.split("\n")[0] for problem in found] == [
        "'netto_van' loopt in een kring: kosten -> winst -> kosten",
        "'netto_van' loopt in een kring: winst -> kosten -> winst",
    ]


def test_the_same_benefit_twice_is_refused(with_register: WithRegister) -> None:
    twice = item("batenpost", "een", "winst") + item("batenpost", "twee", "winst")
    [found] = problems_of(with_register(TOP + SAVING + twice))
    assert found.startswith(
        "'twee' is hetzelfde product als 'een': dat geld zou twee keer tellen\n"
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            COST + item("batenpost", "p", "kosten"),
            "'kosten' heeft geen ontvanger, en 'p' is een batenpost",
        ),
        (
            SAVING.replace("nulalternatief", "#") + item("batenpost", "p", "winst"),
            "'winst' heeft geen nulalternatief, en 'p' is een batenpost",
        ),
        (
            SAVING + item("overdracht", "p", "winst"),
            "'winst' heeft geen betaler, en 'p' is een overdracht",
        ),
        (
            COST.replace("waarde", 'richting = "kosten"\nwaarde')
            + item("overdracht", "p", "kosten"),
            "'kosten' heeft richting kosten, en 'p' is een overdracht",
        ),
    ],
)
def test_money_that_runs_to_nobody_or_the_other_way_is_refused(
    with_register: WithRegister, text: str, what: str
) -> None:
    assert problems_of(with_register(TOP + text))[0].startswith(what)


GROUP = (
    '[[aanname]]\nid = "{name}"\nwaarde = 2\nlaag = 1\nhoog = 3\nverdeling = "pert"\n'
    'correlatiegroep = "g"\neenheid = "uur/week"\nlabel = "X"\n' + REST
)
PAIR = GROUP.replace("{name}", "a") + GROUP.replace("{name}", "b")


@pytest.mark.parametrize(
    ("members", "matrix", "what"),
    [
        ('["a", "b"]', "[[1, 0.5], [0.5, 1]]", ""),
        ('["a", "c"]', "[[1, 0.5], [0.5, 1]]", "'c' is hier niet bekend"),
        ('["a"]', "[[1]]", "de leden zijn a, en naar deze groep verwijzen a en b"),
        ('["a", "b"]', "[[1]]", "de matrix is niet 2 bij 2"),
        ('["a", "b"]', "[[1, 0.5], [0.4, 1]]", "de matrix is niet gelijk aan haar"),
        ('["a", "b"]', "[[1, 2], [2, 1]]", "de matrix heeft geen enen op de diagonaal"),
        ('["a", "b"]', "[]", "van correlatiegroep 'g' is er geen matrix"),
    ],
)
def test_a_correlated_group_has_its_members_and_a_matrix_that_can_be(
    with_register: WithRegister, members: str, matrix: str, what: str
) -> None:
    block = f'[[correlatiegroep]]\nid = "g"\nleden = {members}\nmatrix = {matrix}\n'
    study = with_register(TOP + PAIR + block)
    if not what:
        assert read_assumptions(study).groups[0].members == ("a", "b")
    else:
        assert problems_of(study)[0].startswith(what)


def test_correlations_that_cannot_all_be_are_refused(
    with_register: WithRegister,
) -> None:
    three = PAIR + GROUP.replace("{name}", "c")
    block = (
        '[[correlatiegroep]]\nid = "g"\nleden = ["a", "b", "c"]\n'
        "matrix = [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]]\n"
    )
    [found] = problems_of(with_register(TOP + three + block))
    assert found.startswith("deze correlaties kunnen niet samen voorkomen\n")


def test_spread_between_clients_is_refused_in_a_group(
    with_register: WithRegister,
) -> None:
    spread = GROUP.replace("{name}", "b").replace("onzekerheid", "spreiding")
    block = (
        '[[correlatiegroep]]\nid = "g"\nleden = ["a", "b"]\nmatrix = [[1, 0], [0, 1]]\n'
    )
    [found] = problems_of(
        with_register(TOP + GROUP.replace("{name}", "a") + spread + block)
    )
    assert found.startswith("'b' is spreiding tussen cliënten en kan niet in een")


def test_rows_of_found_values_in_a_group_are_equally_long(
    with_register: WithRegister,
) -> None:
    rows = [
        f'[[aanname]]\nid = "{name}"\nwaarden = {values}\nverdeling = "empirisch"\n'
        f'correlatiegroep = "g"\neenheid = "uur/week"\nlabel = "X"\n{REST}'
        for name, values in (("a", "[1, 2, 3]"), ("b", "[1, 2]"))
    ]
    [found] = problems_of(with_register(TOP + "".join(rows)))
    assert found.startswith("'b' heeft 2 trekkingen, en de groep 'g' heeft er 3\n")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('moment = "half"', "moment = 'half' kan hier niet"),
        ('horizon = "eeuwig"', "horizon = 'eeuwig' kan hier niet"),
        ("horizon = 10", "horizon = 10 kan hier niet"),
        ("discontovoet = -1", "discontovoet = -1 kan hier niet"),
        ('startdatum = "ooit"', "startdatum = 'ooit' kan hier niet"),
    ],
)
def test_a_choice_at_the_top_that_cannot_be_is_named(
    with_register: WithRegister, line: str, what: str
) -> None:
    [found] = problems_of(with_register(TOP + line + "\n"))
    assert found.startswith(f"{what}\n  waar:      aannames.toml, regel 3, ")


def test_choices_at_the_top_are_read(with_register: WithRegister) -> None:
    text = (
        'moment = "einde"\nhorizon = "18 maanden"\ndiscontovoet = 2.25\n'
        "startdatum = 2025-03-01\n"
    )
    register = read_assumptions(with_register(TOP + text))
    assert (register.timing, register.horizon, register.rate) == ("einde", 1.5, 0.0225)
    assert str(register.start) == "2025-03-01"
    weeks = read_assumptions(with_register(TOP + 'horizon = "26 weken"\n'))
    assert weeks.horizon == 0.5


def test_a_standard_error_gives_bounds_and_order_of_items_is_that_of_the_file(
    with_register: WithRegister,
) -> None:
    normal = money("waarde = 100", "standaardfout = 10", 'verdeling = "normaal"')
    extra = (
        item("kostenpost", "z", "kosten")
        + item("batenpost", "y", "winst")
        + item("kostenpost", "a", "x")
    )
    register = read_assumptions(with_register(TOP + COST + SAVING + normal + extra))
    low, value, high = register.assumption("x").bounds or (0, 0, 0)
    assert (low, value, high) == pytest.approx((80.40036, 100, 119.59964), abs=1e-4)
    assert [i.id for i in register.items] == ["z", "y", "a"]
    assert str(register).endswith("2 kostenposten, 1 batenpost")
