"""A register is read whole, or everything that is wrong is named with its line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.costs import Register, cost_per_trajectory, read_assumptions
from tbresearch.costs.assumptions import number_text
from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.study import Study

PROJECT = Path(__file__).parents[2]
TEMPLATE = PROJECT / "tbresearch/folder/templates/aannames.toml"

SHIPPED = PROJECT / "tbresearch/costs/data/thuisbegeleiding.toml"

WithRegister = Callable[[str], Study]

TOP = 'titel = "Toets"\nprijspeil = 2020\n'
WAGE = {
    "id": '"uurloon"',
    "label": '"Uurloon"',
    "waarde": "61",
    "laag": "47",
    "hoog": "75",
    "eenheid": '"EUR/uur"',
    "aard": '"onzekerheid"',
    "prijspeil": "2020",
    "betaler": '"gemeente"',
    "bron": '"Opgave"',
    "vindplaats": '"tabel 1"',
    "graad": '"D"',
    "status": '"bron"',
}
HOURS = {
    "id": '"uren"',
    "label": '"Uren"',
    "waarde": "70",
    "laag": "70",
    "hoog": "70",
    "eenheid": '"uur/traject"',
    "aard": '"onzekerheid"',
    "bron": '"Opgave"',
    "graad": '"D"',
    "status": '"bron"',
}
ITEM = {
    "id": '"contacttijd"',
    "label": '"Contacttijd"',
    "product": '["uurloon", "uren"]',
}


def block(table: str, record: dict[str, str], **changes: str | None) -> str:
    """Write a record; a change to None leaves a name out."""
    lines = [f"{k} = {v}" for k, v in {**record, **changes}.items() if v is not None]
    return "\n".join([f"[[{table}]]", *lines, ""])


def wage(**changes: str | None) -> str:
    return block("aanname", WAGE, **changes)


def hours(**changes: str | None) -> str:
    return block("aanname", HOURS, **changes)


def item(**changes: str | None) -> str:
    return block("kostenpost", ITEM, **changes)


def problems_of(study: Study) -> list[str]:
    with pytest.raises(StudyError) as caught:
        read_assumptions(study)
    return [str(problem) for problem in caught.value.problems]


def test_a_record_becomes_an_assumption(with_register: WithRegister) -> None:
    register = read_assumptions(with_register(TOP + wage() + hours() + item()))

    assert (register.title, register.price_year) == ("Toets", 2020)
    found = register.assumption("uurloon")
    assert found.bounds == (47, 61, 75)
    assert (found.unit, found.price_year, found.payer) == ("EUR/uur", 2020, "gemeente")
    assert (found.source, found.place, found.grade) == ("Opgave", "tabel 1", "D")
    assert (found.aspect, found.status) == ("onzekerheid", "bron")
    assert str(found) == "Uurloon: 61 EUR/uur (47 tot 75); Opgave"
    assert register.items[0].factors == ("uurloon", "uren")
    assert str(register) == (
        "Toets (prijspeil 2020): 2 aannames, waarvan 0 onbekend; 1 kostenpost"
    )


def test_a_frame_has_one_row_an_assumption(with_register: WithRegister) -> None:
    register = read_assumptions(with_register(TOP + wage() + hours() + item()))

    frame = register.to_frame()

    assert list(frame["id"]) == ["uurloon", "uren"]
    assert list(frame["value"]) == [61, 70]
    assert frame["price_year"].iloc[0] == 2020
    assert frame["price_year"].isna().tolist() == [False, True]


def test_an_unknown_has_no_number_and_the_notes_name_it(
    with_register: WithRegister,
) -> None:
    unknown = dict.fromkeys(["waarde", "laag", "hoog", "bron", "graad"])
    text = TOP + wage(status='"onbekend"', **unknown) + hours(status='"plaatshouder"')

    register = read_assumptions(with_register(text))

    assert register.assumption("uurloon").bounds is None
    assert str(register.assumption("uurloon")) == "Uurloon: onbekend (EUR/uur)"
    assert register.notes == (
        "Onbekend, en dus niet ingevuld: Uurloon.",
        "Rekenwaarde zonder bron: Uren.",
        "Niet gebruikt in een post: Uurloon en Uren.",
    )
    html = register._repr_html_()
    assert ">onbekend</td>" in html
    assert ">EUR/uur, prijspeil 2020</td>" in html
    assert html == register._repr_html_()


def test_an_assumption_that_is_not_there_names_those_there_are(
    with_register: WithRegister,
) -> None:
    register = read_assumptions(with_register(TOP + wage() + hours()))

    with pytest.raises(WorkbenchError) as caught:
        register.assumption("tarief")

    assert str(caught.value) == (
        "aanname 'tarief' is er niet\n"
        "  waar:      aannames.toml\n"
        "  oplossing: er zijn: uurloon, uren"
    )


@pytest.mark.parametrize(
    ("text", "what", "where", "fix"),
    [
        (
            wage(waarde="80"),
            "de volgorde van 'uurloon' klopt niet: laag 47, waarde 80, hoog 75",
            "regel 6, waarde",
            "zorg dat laag niet boven de waarde ligt, en hoog er niet onder",
        ),
        (
            wage(laag="62"),
            "de volgorde van 'uurloon' klopt niet: laag 62, waarde 61, hoog 75",
            "regel 6, waarde",
            "zorg dat laag",
        ),
        (
            wage(laag=None),
            "'laag' is niet ingevuld bij 'uurloon'",
            "regel 3, laag",
            'vul het in; is er geen waarde, schrijf dan status = "onbekend" en laat '
            "waarde, laag en hoog weg",
        ),
        (
            wage(bron='" "'),
            "'bron' is niet ingevuld bij 'uurloon'",
            "regel 13, bron",
            "vul het in",
        ),
        (
            wage(graad=None),
            "'graad' is niet ingevuld bij 'uurloon'",
            "regel 3, graad",
            "vul het in",
        ),
        (
            wage(prijspeil=None),
            "'prijspeil' is niet ingevuld bij 'uurloon'",
            "regel 3, prijspeil",
            "schrijf van welk jaar deze euro's zijn",
        ),
        (
            wage(prijspeil="2022"),
            "prijspeil 2022 van 'uurloon' is niet dat van het register, 2020",
            "regel 11, prijspeil",
            'zeg met welke index het wordt omgerekend: index = "cpi", of de naam van '
            "een CSV-bestand in de studiemap",
        ),
        (
            hours(prijspeil="2020"),
            "'prijspeil' hoort alleen bij geld, en 'uren' is in uur/traject",
            "regel 14, prijspeil",
            "haal de regel weg, of begin de eenheid met EUR",
        ),
        (
            hours(betaler='"gemeente"'),
            "'betaler' hoort alleen bij geld, en 'uren' is in uur/traject",
            "regel 14, betaler",
            "haal de regel weg",
        ),
        (
            hours(eenheid='"aandeel"', waarde="0.5", laag="-0.1", hoog="0.8"),
            "laag = -0.1 is geen aandeel",
            "regel 7, laag",
            "schrijf een aandeel als getal van 0 tot en met 1, zoals 0.25",
        ),
        (
            wage(status='"bronn"'),
            "status = 'bronn' kan hier niet",
            "regel 16, status",
            "gebruik één van: bron, literatuur, expert, plaatshouder, onbekend",
        ),
        (
            wage(aard=None),
            "'aard' is niet ingevuld",
            "regel 3, aard",
            "vul in: één van: onzekerheid, spreiding",
        ),
        (
            wage(eenheid='"euro/uur"'),
            "eenheid = 'euro/uur' kan hier niet",
            "regel 9, eenheid",
            "gebruik een eenheid als EUR/uur, uur/week of aandeel",
        ),
        (
            wage(x='"pert"'),
            "'x' is hier niet bekend",
            "regel 17, x",
            "bekend zijn: id, label, waarde",
        ),
        (
            wage(waarde='"veel"'),
            "waarde = 'veel' kan hier niet",
            "regel 6, waarde",
            "gebruik een getal",
        ),
    ],
)
def test_one_mistake_is_one_problem_with_its_line(
    with_register: WithRegister, text: str, what: str, where: str, fix: str
) -> None:
    found = problems_of(with_register(TOP + text))

    assert len(found) == 1
    assert found[0].startswith(f"{what}\n  waar:      aannames.toml, {where}\n")
    assert f"  oplossing: {fix}" in found[0]


@pytest.mark.parametrize("name", ["waarde", "laag", "hoog"])
def test_an_unknown_with_a_number_is_refused(
    with_register: WithRegister, name: str
) -> None:
    others = dict.fromkeys({"waarde", "laag", "hoog"} - {name})

    found = problems_of(with_register(TOP + wage(status='"onbekend"', **others)))

    assert len(found) == 1
    assert f"'uurloon' heeft status onbekend, en toch een {name}\n" in found[0]
    assert "haal de regel weg, of kies een andere status" in found[0]


@pytest.mark.parametrize(
    ("changes", "product", "what", "fix"),
    [
        (
            {"eenheid": '"uur/week"'},
            '["uurloon", "uren"]',
            "uurloon [EUR/uur] × uren [uur/week] geeft EUR/week, en een kostenpost is "
            "in EUR/traject",
            "er ontbreekt een factor in week/traject; of een eenheid is anders "
            "geschreven, zoals 'weken' naast 'week'",
        ),
        (
            {"eenheid": '"uren/traject"'},
            '["uurloon", "uren"]',
            "uurloon [EUR/uur] × uren [uren/traject] geeft EUR·uren/(uur·traject), en "
            "een kostenpost is in EUR/traject",
            "er ontbreekt een factor in uur/uren",
        ),
        (
            {},
            '["uren"]',
            "een kostenpost heeft precies één bedrag nodig, en hier staat: "
            "uren [uur/traject]",
            "noem bij product één aanname in EUR, en verder aantallen en aandelen",
        ),
        (
            {},
            '["uurloon", "uurloon", "uren"]',
            "een kostenpost heeft precies één bedrag nodig, en hier staat: "
            "uurloon [EUR/uur] × "
            "uurloon [EUR/uur] × uren [uur/traject]",
            "noem bij product één aanname",
        ),
        (
            {},
            '["uurlon", "uren"]',
            "'uurlon' is hier niet bekend",
            "bedoeld is misschien 'uurloon'; bekend zijn: uurloon, uren",
        ),
        (
            {},
            "[]",
            "een kostenpost heeft precies één bedrag nodig, en hier staat: niets",
            "noem bij product één aanname",
        ),
        (
            {},
            '"uurloon"',
            "product = 'uurloon' kan hier niet",
            'gebruik een lijst, zoals ["..."]',
        ),
    ],
)
def test_a_product_must_come_to_euros_per_trajectory(
    with_register: WithRegister,
    changes: dict[str, str],
    product: str,
    what: str,
    fix: str,
) -> None:
    text = TOP + wage() + hours(**changes) + item(product=product)

    found = problems_of(with_register(text))

    assert len(found) == 1
    line = text.split("\n").index(f"product = {product}") + 1
    assert found[0].startswith(what)
    assert f"waar:      aannames.toml, regel {line}, product\n" in found[0]
    assert f"oplossing: {fix}" in found[0]


def test_a_negative_factor_is_refused_and_a_negative_number_elsewhere_is_not(
    with_register: WithRegister,
) -> None:
    loose = TOP + hours(laag="-5")
    assert read_assumptions(with_register(loose)).assumption("uren").low == -5

    found = problems_of(with_register(TOP + wage() + hours(laag="-5") + item()))

    assert found == [
        "laag = -5 is negatief, en 'uren' is een factor van contacttijd\n"
        "  waar:      aannames.toml, regel 21, laag\n"
        "  oplossing: een factor van een post is nul of meer"
    ]


def test_an_id_that_occurs_twice_is_refused(with_register: WithRegister) -> None:
    text = TOP + hours() + hours() + item(product='["uren"]') + item(id='"totaal"')

    found = problems_of(with_register(text + wage()))

    assert found[0] == (
        "aanname 'uren' staat er al\n"
        "  waar:      aannames.toml, regel 15, id\n"
        "  oplossing: geef dit blok een eigen id, of haal het weg"
    )
    assert found[1] == (
        "een kostenpost kan niet 'totaal' heten: zo heet de som\n"
        "  waar:      aannames.toml, regel 30, id\n"
        "  oplossing: kies een andere id"
    )


def test_everything_wrong_is_reported_at_once_and_each_thing_once(
    with_register: WithRegister,
) -> None:
    text = (
        'titel = "Toets"\nprijspeil = "twintig"\nauteur = "x"\n'
        + wage(waarde='"veel"', prijspeil="2022")
        + hours(graad='"F"', laag=None)
        + item(product='["uurloon", "weken"]')
    )

    found = problems_of(with_register(text))

    starts = [problem.split("\n")[0] for problem in found]
    assert starts == [
        "'auteur' is hier niet bekend",
        "prijspeil = 'twintig' kan hier niet",
        "waarde = 'veel' kan hier niet",
        "graad = 'F' kan hier niet",
        "'laag' is niet ingevuld bij 'uren'",
        "'weken' is hier niet bekend",
    ]


def test_title_and_price_year_have_no_default(with_register: WithRegister) -> None:
    found = problems_of(with_register(""))

    assert [problem.split("\n")[0] for problem in found] == [
        "'titel' is niet ingevuld",
        "'prijspeil' is niet ingevuld",
    ]


def test_a_missing_file_says_what_is_needed(
    tmp_path: Path, study_at: Callable[[Path], Study]
) -> None:
    with pytest.raises(WorkbenchError) as caught:
        read_assumptions(study_at(tmp_path))

    assert str(caught.value) == (
        "er is geen register van aannames in deze studie\n"
        "  waar:      aannames.toml\n"
        "  oplossing: zet in de studiemap een bestand aannames.toml, met bovenaan "
        "titel en prijspeil"
    )


def template_text() -> str:
    return TEMPLATE.read_text(encoding="utf-8")


def test_the_template_is_an_empty_register(with_register: WithRegister) -> None:
    register = read_assumptions(with_register(template_text()))

    assert isinstance(register, Register)
    assert (register.assumptions, register.items, register.notes) == ((), (), ())
    assert str(cost_per_trajectory(register).total) == (
        "niet te bepalen: er is geen kostenpost"
    )


def test_the_example_in_the_template_works_once_its_marks_are_taken_away(
    with_register: WithRegister,
) -> None:
    # Explanation has a space after the mark, the example has none.
    text = re.sub(r"(?m)^#(?=[\[a-z])", "", template_text())

    register = read_assumptions(with_register(text))

    assert len(register.assumptions) == 4
    # 50 x 2 x 52, 45 x 1.5 x 52 and 60 x 2.5 x 52
    total = cost_per_trajectory(register).total
    assert str(total) == "5.200 EUR per traject (3.510 tot 7.800)"


@pytest.mark.parametrize(
    "path",
    [TEMPLATE, SHIPPED],
    ids=["template", "shipped"],
)
def test_every_name_that_a_register_knows_is_explained_in_the_file(path: Path) -> None:
    from tbresearch.costs.fields import (
        ASSUMPTION_FIELDS,
        GROUP_FIELDS,
        ITEM_FIELDS,
        TOP_FIELDS,
    )

    lines = path.read_text(encoding="utf-8").split("\n")
    explained = " ".join(line for line in lines if line.startswith("# "))

    for field in (*TOP_FIELDS, *ASSUMPTION_FIELDS, *ITEM_FIELDS, *GROUP_FIELDS):
        assert re.search(rf"\b{field.name}\b", explained), field.name


def test_the_example_study_uses_the_register_as_it_ships() -> None:
    example = PROJECT / "data/voorbeeld/aannames.toml"
    assert example.read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (104.0, "104"),
        (1.5, "1,5"),
        (0.25, "0,25"),
        (12500, "12.500"),
        (1 / 3, "0,3333"),
    ],
)
def test_a_number_is_written_with_the_decimals_it_has(value: float, text: str) -> None:
    assert number_text(value) == text
