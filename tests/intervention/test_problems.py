"""All that is wrong with a description is named at once, with line and remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb

Problems = Callable[..., list[str]]


ONE = [
    (
        ('label = "Kennismaken"', 'label = "Kennismaken"\nlengte = 2'),
        "'lengte' is hier niet bekend\n"
        "  waar:      interventie.toml, regel 64, lengte\n"
        "  oplossing: bekend zijn: id, label, toelichting, min_weken, max_weken, "
        "min_complex, max_complex, terug_naar, bron, plaats",
    ),
    (
        ('id = "F2"', 'id = "F1"'),
        "'F1' staat twee keer bij 'fase'\n"
        "  waar:      interventie.toml, regel 69, id\n"
        "  oplossing: geef elk blok een eigen id",
    ),
    (
        ('label = "Rust in huis"\nbron = "H"', 'label = "Rust in huis"'),
        "'bron' is niet ingevuld\n"
        "  waar:      interventie.toml, regel 19, bron\n"
        '  oplossing: vul in: een korte naam, of een lijst daarvan, zoals ["S0", "S4"]',
    ),
    (
        ('label = "Rust in huis"\nbron = "H"', 'label = "Rust in huis"\nbron = "G"'),
        "'G' is geen id van een [[bron]]\n"
        "  waar:      interventie.toml, regel 22, bron\n"
        "  oplossing: bekend zijn: H",
    ),
    (
        ("max_weken = 4", "max_weken = 1"),
        "min_weken = 2 is meer dan max_weken = 1\n"
        "  waar:      interventie.toml, regel 65, max_weken\n"
        "  oplossing: verwissel de twee, of verbeter er één",
    ),
    (
        ("min_weken = 2\n", ""),
        "max_weken is ingevuld en min_weken niet\n"
        "  waar:      interventie.toml, regel 64, max_weken\n"
        "  oplossing: vul min_weken in; 0 mag",
    ),
    (
        ("min_weken = 2\n", "min_weken = -2\n"),
        "min_weken = -2 kan hier niet\n"
        "  waar:      interventie.toml, regel 64, min_weken\n"
        "  oplossing: gebruik een getal van 0 of meer, zoals 4 of 12.5",
    ),
    (
        ("gemiddeld_weken = 26", "gemiddeld_weken = 6"),
        "kortste_weken = 8 is meer dan gemiddeld_weken = 6\n"
        "  waar:      interventie.toml, regel 79, gemiddeld_weken\n"
        "  oplossing: verwissel de twee, of verbeter er één",
    ),
    (
        ("laag = 40", "laag = 70"),
        "laag = 70 is meer dan hoog = 60\n"
        "  waar:      interventie.toml, regel 86, hoog\n"
        "  oplossing: verwissel de twee, of verbeter er één",
    ),
    (
        ('terug_naar = ["F1"]', 'terug_naar = ["F9"]'),
        "'F9' is geen id van een [[fase]]\n"
        "  waar:      interventie.toml, regel 72, terug_naar\n"
        "  oplossing: bekend zijn: F1, F2",
    ),
    (
        ('route = "wmo"', 'route = "wlz"'),
        "'wlz' is geen id van een [[route]]\n"
        "  waar:      interventie.toml, regel 98, route\n"
        "  oplossing: bekend zijn: wmo",
    ),
    (
        ('wet = "wmo"', 'wet = "wmo"\nvormen = ["zin"]'),
        "'zin' is geen id van een [[vorm]]\n"
        "  waar:      interventie.toml, regel 95, vormen\n"
        "  oplossing: zet een blok [[vorm]] met dit id in het bestand",
    ),
    (
        ('wet = "wmo"', 'wet = "wmo"\nvan = 2025-01-01\ntot_en_met = 2024-01-01'),
        "van = 2025-01-01 is later dan tot_en_met = 2024-01-01\n"
        "  waar:      interventie.toml, regel 96, tot_en_met\n"
        "  oplossing: verwissel de twee, of verbeter er één",
    ),
    (
        ("waarde = 18", 'waarde = "ja"'),
        "leeftijd minstens ja kan niet worden beantwoord\n"
        "  waar:      interventie.toml, regel 102, waarde\n"
        "  oplossing: gebruik een leeftijd in jaren",
    ),
    (
        ('kenmerk = "leeftijd"', 'kenmerk = "indicatie"'),
        "indicatie minstens 18 kan niet worden beantwoord\n"
        "  waar:      interventie.toml, regel 102, waarde\n"
        "  oplossing: gebruik hier is of is_niet; alleen een leeftijd heeft meer en "
        "minder",
    ),
    (
        ('status = "open"', 'status = "open"\ncijfers = ["x"]'),
        "'x' is geen id van een [[cijfer]]\n"
        "  waar:      interventie.toml, regel 113, cijfers\n"
        "  oplossing: bekend zijn: klanten",
    ),
    (
        ('doel_bron = "H"\n', ""),
        "'doel_bron' is niet ingevuld\n"
        "  waar:      interventie.toml, regel 5, doel\n"
        "  oplossing: noem bij doel_bron een id van een [[bron]]",
    ),
    (
        ('doel_bron = "H"\n', 'doel_bron = "X"\n'),
        "'X' is geen id van een [[bron]]\n"
        "  waar:      interventie.toml, regel 6, doel_bron\n"
        "  oplossing: bekend zijn: H",
    ),
    (
        ('doel_bron = "H"\n', 'doel_bron = "H"\nvariant_van = "klein"\n'),
        "'klein' is geen interventie die wordt meegeleverd\n"
        "  waar:      interventie.toml, regel 7, variant_van\n"
        "  oplossing: kies een andere uit: thuisbegeleiding, reset, integraal_werken; "
        "of haal de regel weg",
    ),
    (
        ('label = "Samen doen"\n', ""),
        "'label' is niet ingevuld\n"
        "  waar:      interventie.toml, regel 28, label\n"
        "  oplossing: vul een label in; alleen wat in de woordenlijst staat, heeft er "
        "al een",
    ),
    (
        ('id = "B9.4"\n', 'id = "B9.4"\nlabel = "Leren"\n'),
        "'B9.4' heet in de woordenlijst 'Vaardigheden leren'\n"
        "  waar:      interventie.toml, regel 35, label\n"
        "  oplossing: haal de regel met label weg, of geef het blok een eigen id",
    ),
    (
        ("[dosering]", '[[werkproces]]\nid = "2.1"\nbron = "H"\n\n[dosering]'),
        "werkproces '2.1' hoort bij geen kerntaak\n"
        "  waar:      interventie.toml, regel 76, id\n"
        "  oplossing: begin het id met dat van een [[kerntaak]] en een punt, zoals 2.5",
    ),
    (
        ("[dosering]", "[[dosering]]"),
        "'dosering' moet één blok zijn\n"
        "  waar:      interventie.toml, regel 75, dosering\n"
        "  oplossing: begin het blok met een regel [dosering], één keer in het bestand",
    ),
    (
        ("[dosering]", "[dosis]"),
        "'dosis' is hier niet bekend\n"
        "  waar:      interventie.toml, regel 75, dosis\n"
        "  oplossing: bedoeld is misschien 'dosering'; bekend zijn: sleutel, naam, "
        "versie, datum, variant_van, doel, doel_bron, doel_plaats, dosering, doelen, "
        "bron, subdoel, leefgebied, doelgroep, herkomst, selectieregel, fase, "
        "activiteit, bouwsteen, theorie, begrip, perspectief, element, verband, "
        "randvoorwaarde, kerntaak, werkproces, competentie, materiaal, kwaliteit, "
        "evaluatie, cijfer, "
        "vorm, route, voorwaarde, eigen_bijdrage, tegenstrijdigheid",
    ),
    (
        ("jaar = 2024\nsoort", 'jaar = "vorig jaar"\nsoort'),
        "jaar = 'vorig jaar' kan hier niet\n"
        "  waar:      interventie.toml, regel 11, jaar\n"
        '  oplossing: gebruik een jaar, of "onbekend"',
    ),
]


@pytest.mark.parametrize(
    ("change", "message"), ONE, ids=[c[1].split("\n")[0] for c in ONE]
)
def test_a_fault_is_named_with_its_line_and_its_remedy(
    change: tuple[str, str], message: str, problems: Problems
) -> None:
    assert problems(change) == [message]


THEORY = [
    (
        [('van = "B9.4"\nnaar = "rust"', 'van = "B9.4"\nnaar = "onrust"')],
        [
            "'onrust' is geen element, subdoel of leefgebied\n"
            "  waar:      interventie.toml, regel 45, naar\n"
            "  oplossing: noem een id van een [[element]], [[subdoel]] of "
            "[[leefgebied]]"
        ],
    ),
    (
        [('van = "B9.4"\nnaar = "rust"', 'van = "B9.4"\nnaar = "financien"')],
        [
            "een verband van element 'B9.4' naar leefgebied 'financien' kan niet\n"
            "  waar:      interventie.toml, regel 45, naar\n"
            "  oplossing: een verband gaat van element naar subdoel, van subdoel naar "
            "subdoel, of van subdoel naar leefgebied"
        ],
    ),
    (
        [('van = "B9.4"\nnaar = "rust"', 'van = "samen"\nnaar = "rust"')],
        [
            "element 'B9.4' leidt nergens heen\n"
            "  waar:      interventie.toml, regel 34, id\n"
            "  oplossing: maak een [[verband]] met van = 'B9.4' naar een subdoel"
        ],
    ),
    (
        [('naar = ["financien"]', 'naar = ["rust"]')],
        [
            "leefgebied 'financien' volgt nergens uit\n"
            "  waar:      interventie.toml, regel 25, id\n"
            "  oplossing: maak een [[verband]] van een subdoel met naar = 'financien'",
            "de theorie loopt in een kring: rust -> overzicht -> rust\n"
            "  waar:      interventie.toml, regel 57, naar\n"
            "  oplossing: haal één van deze verbanden weg; wat elkaar versterkt, staat "
            "in de toelichting",
        ],
    ),
    (
        [('naar = ["overzicht"]', 'naar = ["rust", "financien"]')],
        [
            "de theorie loopt in een kring: rust -> rust\n"
            "  waar:      interventie.toml, regel 51, naar\n"
            "  oplossing: haal één van deze verbanden weg; wat elkaar versterkt, staat "
            "in de toelichting",
        ],
    ),
    (
        [
            ('naar = ["overzicht", "rust"]', 'naar = ["overzicht"]'),
            ('van = "rust"\nnaar = ["overzicht"]', 'van = "rust"\nnaar = ["adl"]'),
            (
                "[[leefgebied]]",
                '[[leefgebied]]\nid = "adl"\nbron = "H"\n\n[[leefgebied]]',
            ),
        ],
        [
            "dit deel van de theorie hangt los van de rest: B9.4, rust, adl\n"
            "  waar:      interventie.toml, regel 38, id\n"
            "  oplossing: maak een [[verband]] tussen dit deel en de rest"
        ],
    ),
    (
        [('id = "samen"', 'id = "rust"'), ('van = "samen"', 'van = "B9.4"')],
        [
            "'rust' is ook de id van een element\n"
            "  waar:      interventie.toml, regel 20, id\n"
            "  oplossing: geef elementen, subdoelen en leefgebieden elk een eigen id"
        ],
    ),
]


@pytest.mark.parametrize(("changes", "messages"), THEORY)
def test_a_theory_that_does_not_hang_together_is_refused(
    changes: list[tuple[str, str]], messages: list[str], problems: Problems
) -> None:
    assert set(messages) <= set(problems(*changes))


def test_a_theory_fault_brings_no_others_along(problems: Problems) -> None:
    for changes, messages in THEORY[:-1]:
        assert problems(*changes) == messages


def test_all_faults_come_at_once(problems: Problems) -> None:
    found = problems(
        ('label = "Doen"', 'lable = "Doen"'),
        ('id = "F2"', 'id = "F1"'),
        ("max_weken = 4", "max_weken = 1"),
        ('terug_naar = ["F1"]', 'terug_naar = ["F9"]'),
        ("waarde = 18", 'waarde = "ja"'),
    )
    starts = [text.split("\n")[0] for text in found]
    for start in (
        "'lable' is hier niet bekend",
        "'F1' staat twee keer bij 'fase'",
        "min_weken = 2 is meer dan max_weken = 1",
        "'F9' is geen id van een [[fase]]",
        "leeftijd minstens ja kan niet worden beantwoord",
    ):
        assert start in starts


def test_what_is_no_toml_is_named_with_its_line(problems: Problems) -> None:
    assert problems(("versie = ", "versie ")) == [
        "deze regel is geen geldige TOML\n"
        "  waar:      interventie.toml, regel 3\n"
        "  oplossing: schrijf naam = waarde, en zet tekst tussen dubbele "
        "aanhalingstekens"
    ]


def test_a_file_with_nothing_in_it_lacks_four_names(problems: Problems) -> None:
    found = problems(text="")
    assert [text.split("\n")[0] for text in found] == [
        f"{name!r} is niet ingevuld" for name in ("sleutel", "naam", "versie", "datum")
    ]


def test_check_lists_what_is_wrong_with_the_description_of_a_study(
    small_study: Path, small: str
) -> None:
    text = small.replace("max_weken = 4", "max_weken = 1")
    (small_study / "interventie.toml").write_text(text, encoding="utf-8")
    inspection = tb.check_study(small_study)
    assert [(p.where, p.what) for p in inspection.problems] == [
        (
            "interventie.toml, regel 65, max_weken",
            "min_weken = 2 is meer dan max_weken = 1",
        )
    ]
