"""What ships holds its numbers, and whatever is wrong in a file is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.frameworks import (
    Assessment,
    informant_views,
    pointed,
    read_assessment,
    read_assessment_framework,
)
from tbresearch.intervention import NOT_IN_SOURCES
from tbresearch.study import Study, open_study


def test_the_framework_of_stj_has_five_themes_thirteen_criteria_thirty_indicators() -> (
    None
):
    stj = read_assessment_framework("stj")
    shape = {
        theme.label: (
            sum(c.theme == theme.key for c in stj.criteria),
            len(stj.indicators_of(theme.key)),
        )
        for theme in stj.themes
    }
    assert shape == {
        "Toeleiding": (2, 4),
        "Gezin centraal": (1, 3),
        "Aanpak": (4, 14),
        "Samenwerking": (3, 6),
        "Continu": (3, 3),
    }
    aanpak = [i.criterion for i in stj.indicators_of("aanpak")]
    criteria = ("planmatig", "regisseur", "samenhangend", "vasthoudend")
    assert [aanpak.count(f"aanpak.{c}") for c in criteria] == [7, 3, 2, 2]


def test_what_our_sources_do_not_name_has_no_made_up_name() -> None:
    stj = read_assessment_framework("stj")
    named = [c.label for c in stj.criteria if c.label != NOT_IN_SOURCES]
    assert named == ["Planmatig", "Regisseur", "Samenhangend", "Vasthoudend"]
    assert {i.label for i in stj.indicators} == {NOT_IN_SOURCES}


def test_the_checklist_of_recognition_has_the_levels_and_gives_none() -> None:
    levels = [t.label for t in read_assessment_framework("erkenning").themes]
    assert levels[1:4] == ["Goed beschreven", "Goed onderbouwd", "Effectief"]


def test_another_framework_is_a_file_and_no_code(assessment: Assessment) -> None:
    assert str(assessment) == (
        "Proef, Eigen kader: 1 van 2 oordelen voldoet; 1 voorbehoud; 1 indicator "
        "zonder oordeel"
    )
    assert assessment.states == {
        "start.snel.1": "voldoet",
        "start.snel.2": "verbeterpunt",
        "slot.1": "zonder",
    }


def test_who_says_so_is_worked_out_and_not_typed(assessment: Assessment) -> None:
    frame = assessment.to_frame().set_index("indicator")
    assert frame["self_report_only"].tolist()[:2] == [True, False]
    assert frame["nominated"].tolist()[:2] == [False, True]
    assert frame["self_report_only"].isna().tolist() == [False, False, True]
    assert frame.loc["start.snel.2", "informants"] == "p1"  # through the conclusion
    assert assessment.notes == (
        "2 oordelen gaan over beleid: getoetst aan stukken en afspraken, niet aan het "
        "werk zelf.",
        "Niet ingevuld en niet geraden: 1 indicator zonder oordeel.",
        "Voorbehoud bij Binnen een week: alleen volgens de gemeente.",
        "1 oordeel rust alleen op wat wie beoordeeld wordt, zelf zegt.",
        "Partner 1 is aangewezen door Gemeente; dat kan kleuren wat zij zeggen.",
        "1 indicator heet niet in onze bronnen: vul ze aan.",
        "Van 1 indicator zegt geen bron bij welk criterium van het thema.",
    )


def test_who_is_assessed_is_not_assumed(place: Callable[..., Study]) -> None:
    study = place(("wordt_beoordeeld = true\n", ""))
    frame = read_assessment(study, "eigen").to_frame()
    assert frame["self_report_only"].isna().tolist() == [True, False, True]


def test_a_percentage_of_few_verdicts_is_refused(
    assessment: Assessment, refusal: Callable[..., list[str]]
) -> None:
    assert refusal(assessment.share, "voldoet") == [
        "2 oordelen zijn te weinig voor een percentage\n"
        "  waar:      kaders/eigen.toml\n"
        "  oplossing: schrijf het aantal: 1 van 2 oordelen"
    ]
    assert refusal(assessment.count, "misschien") == [
        "'misschien' is geen oordeel dat wordt geteld\n"
        "  waar:      count\n"
        "  oplossing: kies uit: voldoet, verbeterpunt"
    ]


def test_a_notebook_shows_the_same_each_time(assessment: Assessment) -> None:
    assert assessment._repr_html_() == assessment._repr_html_()
    assert "Zonder oordeel" in assessment._repr_html_()
    assert len(assessment.plot().collections) == 3
    views = informant_views(assessment, role="gemeente")
    assert "Partner 1" in views._repr_html_()
    assert len(views.plot().get_xticklabels()) == 2
    assert "Indicatoren" in assessment.framework._repr_html_()


CHANGES = {
    'oordeel = "voldoet"': (
        'oordeel = "goed"',
        "oordeel = 'goed' kan hier niet\n"
        "  waar:      kaders/eigen.toml, regel 37, oordeel\n"
        "  oplossing: gebruik één van: voldoet, verbeterpunt, geen_oordeel",
    ),
    'indicator = "start.snel.2"': (
        'indicator = "start.snel.1"',
        "indicator 'start.snel.1' heeft al een oordeel\n"
        "  waar:      kaders/eigen.toml, regel 43, indicator\n"
        "  oplossing: houd het blok dat klopt, en haal het andere weg",
    ),
    'premissen = ["b1"]\n': (
        "",
        "conclusie 'b2' noemt niet waaruit zij volgt\n"
        "  waar:      kaders/eigen.toml, regel 29, premissen\n"
        "  oplossing: noem bij premissen de id's van andere [[bevinding]]en",
    ),
    'premissen = ["b1"]': (
        'premissen = ["b2"]',
        "conclusie 'b2' volgt uit zichzelf\n"
        "  waar:      kaders/eigen.toml, regel 33, premissen\n"
        "  oplossing: laat elke conclusie uiteindelijk op observaties rusten",
    ),
    'soort = "conclusie"': (
        'soort = "observatie"',
        "observatie 'b2' heeft premissen\n"
        "  waar:      kaders/eigen.toml, regel 33, premissen\n"
        '  oplossing: maak er soort = "conclusie" van, of haal de premissen weg',
    ),
    'reikwijdte = "beleid"\n\n[[informant]]': (
        "datum = 2026-01-02\n\n[[informant]]",
        "de reikwijdte van dit oordeel is niet bekend\n"
        "  waar:      kaders/eigen.toml, regel 35, reikwijdte\n"
        '  oplossing: zet bovenaan reikwijdte = "beleid" of "praktijk", of bij dit '
        "oordeel",
    ),
    'bevindingen = ["b2"]': (
        'bevindingen = ["b9"]',
        "'b9' is geen id van een [[bevinding]]\n"
        "  waar:      kaders/eigen.toml, regel 45, bevindingen\n"
        "  oplossing: bekend zijn: b1, b2",
    ),
    'informant = "p1"': (
        'informant = "gem"',
        "'gem' heeft over 'start.snel.1' al iets gezegd\n"
        "  waar:      kaders/eigen.toml, regel 53, indicator\n"
        "  oplossing: houd het blok dat klopt, en haal het andere weg",
    ),
    'label = "Partner 1"': (
        'label = " gemeente"',
        "informanten 'gem' en 'p1' heten allebei 'gemeente'\n"
        "  waar:      kaders/eigen.toml, regel 13, label\n"
        "  oplossing: geef elk een eigen label, bijvoorbeeld Partner A en Partner B",
    ),
    'kader = "eigen"': (
        'kader = "ander"',
        "er is geen kader 'ander'\n"
        "  waar:      kaders/eigen.toml, regel 1, kader\n"
        "  oplossing: noem een meegeleverd kader (stj, erkenning), of zet een eigen "
        "kader in kaders/opbouw/",
    ),
    'thema = "slot"\n': (
        "",
        "indicator 'slot.1' hoort bij geen criterium of thema\n"
        "  waar:      kaders/opbouw/eigen.toml, regel 41, id\n"
        "  oplossing: noem bij criterium het id van een [[criterium]]; zegt de bron "
        "dat niet, noem dan het thema",
    ),
    'criterium = "start.snel"\nlabel = "Zonder': (
        'thema = "slot"\ncriterium = "start.snel"\nlabel = "Zonder',
        "indicator 'start.snel.2' staat bij thema 'slot', en zijn criterium bij "
        "'start'\n"
        "  waar:      kaders/opbouw/eigen.toml, regel 36, thema\n"
        "  oplossing: haal de regel met thema weg, of verbeter het criterium",
    ),
}


@pytest.mark.parametrize("old", CHANGES)
def test_what_is_wrong_is_named_with_its_line_and_its_remedy(
    old: str, place: Callable[..., Study], refusal: Callable[..., list[str]]
) -> None:
    new, expected = CHANGES[old]
    study = place((old, new))
    assert expected in refusal(read_assessment, study, "eigen")


EXTRA = {
    '[[open_oordeel]]\nindicatoren = ["slot.1"]\noordelen = ["voldoet"]\n': (
        "1 oordeel bij 1 indicator laat niets open\n"
        "  waar:      kaders/eigen.toml, regel 58, oordelen\n"
        "  oplossing: een [[open_oordeel]] heeft minder oordelen dan indicatoren, en "
        "minstens één; weet u wat bij wat hoort, maak er dan een [[oordeel]] van"
    ),
    '[[vindplaats]]\nindicator = "slot.1"\nplaats = "hier"\n': (
        "een blok [[vindplaats]] hoort niet bij kader 'eigen'\n"
        "  waar:      kaders/eigen.toml, regel 57, indicator\n"
        "  oplossing: een kader met oordelen heeft geen vindplaatsen: noem "
        "informanten en documenten bij het [[oordeel]]"
    ),
    '[[oordeel]]\nindicator = "slot.2"\noordeel = "voldoet"\n': (
        "'slot.2' is geen id van een [[indicator]]\n"
        "  waar:      kaders/eigen.toml, regel 57, indicator\n"
        "  oplossing: bedoeld is misschien 'slot.1'; bekend zijn: start.snel.1, "
        "start.snel.2, slot.1"
    ),
}


@pytest.mark.parametrize("block", EXTRA)
def test_a_block_that_does_not_belong_is_named(
    block: str,
    place: Callable[..., Study],
    refusal: Callable[..., list[str]],
) -> None:
    study = place()
    path = study.root / "kaders" / "eigen.toml"
    path.write_text(path.read_text(encoding="utf-8") + block, encoding="utf-8")
    assert EXTRA[block] in refusal(read_assessment, study, "eigen")


def test_findings_that_are_not_there_are_named(
    place: Callable[..., Study], refusal: Callable[..., list[str]]
) -> None:
    assert refusal(read_assessment, place(), "stj") == [
        "in deze studie staan geen bevindingen 'stj'\n"
        "  waar:      kaders/stj.toml\n"
        "  oplossing: er zijn: eigen; maak het bestand, of haal een tabel binnen met "
        "import_assessment"
    ]
    assert refusal(read_assessment_framework, "nergens") == [
        "er is geen kader 'nergens'\n"
        "  waar:      read_assessment_framework\n"
        "  oplossing: noem een meegeleverd kader (stj, erkenning), of zet een eigen "
        "kader in kaders/opbouw/"
    ]


CHECKLIST = """\
kader = "erkenning"
onderwerp = "Proef"

[[vindplaats]]
indicator = "goed_beschreven.doelen"
bestand = "codeboek.toml"
plaats = "boven"
"""


def test_a_checklist_points_at_evidence_and_names_no_level(small_study: Path) -> None:
    (small_study / "kaders").mkdir()
    (small_study / "kaders" / "erkenning.toml").write_text(CHECKLIST, encoding="utf-8")
    found = read_assessment(open_study(small_study), "erkenning")
    assert str(found) == (
        "Proef, Erkenning van interventies: bewijs aangewezen bij 1 van 18 punten; dit "
        "is geen erkenning"
    )
    assert pointed(found)["goed_beschreven.doelen"] == "codeboek.toml, boven"
    assert "nog niets aangewezen" in found._repr_html_()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '"codeboek.toml"',
            '"../geheim.toml"',
            "bestand '../geheim.toml' staat niet in de studiemap\n"
            "  waar:      kaders/erkenning.toml, regel 6, bestand\n"
            "  oplossing: noem het pad vanaf de studiemap; staat het elders, zeg dat "
            "dan bij plaats",
        ),
        (
            'bestand = "codeboek.toml"\nplaats = "boven"\n',
            "",
            "deze vindplaats noemt geen bestand en geen plaats\n"
            "  waar:      kaders/erkenning.toml, regel 4, bestand\n"
            "  oplossing: noem een bestand in de studiemap, of zeg bij plaats waar "
            "het staat",
        ),
        (
            "[[vindplaats]]\n",
            '[[oordeel]]\nindicator = "goed_beschreven.aanpak"\noordeel = "voldoet"\n'
            'reikwijdte = "beleid"\n\n[[vindplaats]]\n',
            "een blok [[oordeel]] hoort niet bij kader 'erkenning'\n"
            "  waar:      kaders/erkenning.toml, regel 5, indicator\n"
            "  oplossing: een controlelijst geeft geen oordeel en geen niveau: "
            "gebruik [[vindplaats]]",
        ),
    ],
)
def test_a_checklist_takes_no_verdict_and_no_pointer_that_points_nowhere(
    old: str,
    new: str,
    expected: str,
    small_study: Path,
    refusal: Callable[..., list[str]],
) -> None:
    (small_study / "kaders").mkdir()
    text = CHECKLIST.replace(old, new)
    (small_study / "kaders" / "erkenning.toml").write_text(text, encoding="utf-8")
    assert refusal(read_assessment, open_study(small_study), "erkenning") == [expected]


def test_a_role_that_is_not_there_is_refused(assessment: Assessment) -> None:
    with pytest.raises(WorkbenchError) as caught:
        informant_views(assessment, role="burgemeester")
    assert str(caught.value) == (
        "rol 'burgemeester' is niet bekend\n"
        "  waar:      informant_views\n"
        "  oplossing: kies uit: gemeente, aanbieder, partner, client, anders"
    )
