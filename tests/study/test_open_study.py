"""Opening a study: what it gives, and everything that is wrong, all at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tbresearch.study import open_study

Edit = Callable[[Path, str, str], None]
Refusal = Callable[..., list[str]]


def problem(what: str, where: str, fix: str) -> str:
    return f"{what}\n  waar:      {where}\n  oplossing: {fix}"


def test_a_study_gives_its_settings_and_tables(small_study: Path) -> None:
    study = open_study(small_study)
    assert study.root == small_study
    assert (study.title, study.tradition) == ("Proefstudie", "codeboek")
    assert study.groups == ("begeleider", "client")
    assert study.coders == ("anna", "bram")
    assert study.findings_from == ("anna",)
    assert list(study.respondents["organisation"].dropna()) == [
        "zorgpunt",
        "zorgpunt",
        "hulpnet",
    ]
    assert list(study.sessions["date"]) == [date(2025, 11, day) for day in range(3, 7)]
    assert len(study.speakers) == 10
    assert str(study) == "Proefstudie: 4 gesprekken met 6 respondenten"


def test_what_is_left_out_of_the_settings_has_a_known_value(small_study: Path) -> None:
    study = open_study(small_study)
    assert (study.period, study.client) == ("", "")
    assert (study.authors, study.owners) == ((), ())
    assert (study.report_date, study.zrm_version) == (None, None)
    assert study.percentage_from == 20
    assert (study.smallest_count, study.smallest_denominator) == (5, 10)
    assert (study.zeros, study.missing, study.statements) == ("tonen",) * 3


def test_the_example_study_has_its_settings(example: Path) -> None:
    study = open_study(str(example))
    assert study.report_date == date(2026, 1, 30)
    assert study.zrm_version == "2017"
    assert study.authors == ("Onderzoeksteam voorbeeldstudie",)
    assert (len(study.sessions), len(study.respondents)) == (15, 31)


def test_opening_writes_nothing(
    example: Path, contents: Callable[[Path], dict[str, bytes]]
) -> None:
    before = contents(example)
    open_study(example)
    assert contents(example) == before


def test_refusing_writes_nothing(
    small_study: Path,
    contents: Callable[[Path], dict[str, bytes]],
    edit: Edit,
    refusal: Refusal,
) -> None:
    edit(small_study / "sprekers.csv", "int2;R2;C2", "int9;R2;C9")
    before = contents(small_study)
    refusal(open_study, small_study)
    assert contents(small_study) == before


@pytest.mark.parametrize("name", ["leeg", "bestaat niet", "bestand.txt"])
def test_a_folder_without_settings_is_no_study(
    name: str, tmp_path: Path, refusal: Refusal
) -> None:
    (tmp_path / "leeg").mkdir()
    (tmp_path / "bestand.txt").touch()
    assert refusal(open_study, tmp_path / name) == [
        problem(
            "deze map is geen studie: er staat geen studie.toml in",
            str(tmp_path / name),
            "geef de map van een studie, of maak er een met: tbresearch new MAP",
        )
    ]


SETTINGS = {
    "an unknown setting": (
        'traditie = "codeboek"',
        'traditie = "codeboek"\ncodeurss = []',
        [
            problem(
                "'codeurss' is hier niet bekend",
                "studie.toml, regel 4, codeurss",
                "bedoeld is misschien 'codeurs'; bekend zijn: titel, interventie, "
                "periode, opdrachtgever, auteurs, eigenaren, datum, peildatum, "
                "traditie, groepen, codeurs, bevindingen_van, verzadiging_eenheid, "
                "verzadiging_basis, verzadiging_reeks, verzadiging_drempel, "
                "zrm_versie, percentage_vanaf, "
                "kleinste_aantal, kleinste_noemer, nul, ontbrekend, uitspraken, "
                "steekproef, registratie, modellen, citaten_met_omgeving",
            )
        ],
    ),
    "a tradition that does not exist": (
        '"codeboek"',
        '"grounded"',
        [
            problem(
                "traditie = 'grounded' kan hier niet",
                "studie.toml, regel 3, traditie",
                "gebruik één van: codeboek, framework, betrouwbaarheid, reflexief",
            )
        ],
    ),
    "a title that is left blank": (
        '"Proefstudie"',
        '" "',
        [
            problem(
                "'titel' is niet ingevuld",
                "studie.toml, regel 1, titel",
                "vul in: tekst",
            )
        ],
    ),
    "a group that does not exist": (
        '["begeleider", "client"]',
        '["begeleider", "cliënt"]',
        [
            problem(
                "groepen = ['begeleider', 'cliënt'] kan hier niet",
                "studie.toml, regel 4, groepen",
                'gebruik een lijst, zoals ["..."], met telkens één van: begeleider, '
                "client, naaste, ketenpartner",
            )
        ],
    ),
    "a list that is a text": (
        '["begeleider", "client"]',
        '"begeleider"',
        [
            problem(
                "groepen = 'begeleider' kan hier niet",
                "studie.toml, regel 4, groepen",
                'gebruik een lijst, zoals ["..."], met telkens één van: begeleider, '
                "client, naaste, ketenpartner",
            )
        ],
    ),
    "no groups": (
        '["begeleider", "client"]',
        "[]",
        [
            problem(
                "er staat geen groep bij 'groepen'",
                "studie.toml, regel 4, groepen",
                "noem één of meer van: begeleider, client, naaste, ketenpartner",
            )
        ],
    ),
    "a coder who is named twice": (
        'codeurs = ["anna", "bram"]',
        'codeurs = ["anna", "bram", "anna"]',
        [
            problem(
                "'anna' staat twee keer bij 'codeurs'",
                "studie.toml, regel 5, codeurs",
                "noem elke naam één keer",
            )
        ],
    ),
    "a group that is named twice": (
        '["begeleider", "client"]',
        '["client", "begeleider", "client"]',
        [
            problem(
                "'client' staat twee keer bij 'groepen'",
                "studie.toml, regel 4, groepen",
                "noem elke naam één keer",
            )
        ],
    ),
    "findings from strangers": (
        'bevindingen_van = ["anna"]',
        'bevindingen_van = ["carla", "anna", "aad"]',
        [
            problem(
                f"'{name}' staat niet bij de codeurs",
                "studie.toml, regel 6, bevindingen_van",
                "noem hier alleen codeurs die ook bij 'codeurs' staan",
            )
            for name in ("aad", "carla")
        ],
    ),
    "a ZRM version without quotes": (
        'traditie = "codeboek"',
        'traditie = "codeboek"\nzrm_versie = 2017',
        [
            problem(
                "zrm_versie = 2017 kan hier niet",
                "studie.toml, regel 4, zrm_versie",
                'zet aanhalingstekens om de waarde: "2017"',
            )
        ],
    ),
    "percentages of small groups": (
        'traditie = "codeboek"',
        'traditie = "codeboek"\npercentage_vanaf = 19',
        [
            problem(
                "percentage_vanaf = 19 kan hier niet",
                "studie.toml, regel 4, percentage_vanaf",
                "gebruik een heel getal van 20 tot en met 1000",
            )
        ],
    ),
    "a date with a clock": (
        'traditie = "codeboek"',
        'datum = 2026-01-30T12:00:00\ntraditie = "codeboek"',
        [
            problem(
                "datum = 2026-01-30 12:00:00 kan hier niet",
                "studie.toml, regel 3, datum",
                "gebruik een datum als 2025-11-03 of 3-11-2025",
            )
        ],
    ),
    "a line that is no TOML": (
        'traditie = "codeboek"',
        "traditie = codeboek",
        [
            problem(
                "deze regel is geen geldige TOML",
                "studie.toml, regel 3",
                "schrijf naam = waarde, en zet tekst tussen dubbele aanhalingstekens",
            )
        ],
    ),
}


@pytest.mark.parametrize("case", SETTINGS)
def test_a_wrong_setting_is_named_with_its_line(
    case: str, small_study: Path, edit: Edit, refusal: Refusal
) -> None:
    old, new, problems = SETTINGS[case]
    edit(small_study / "studie.toml", old, new)
    assert refusal(open_study, small_study) == problems


def test_an_unknown_table_in_the_settings_is_found_where_it_begins(
    small_study: Path, refusal: Refusal
) -> None:
    with (small_study / "studie.toml").open("a") as file:
        file.write("\n[rapport]\nvorm = 1\n")
    [found] = refusal(open_study, small_study)
    assert found.startswith(
        "'rapport' is hier niet bekend\n  waar:      studie.toml, regel 8, rapport\n"
    )


RELATIONS = {
    "a speaker in an unknown session": (
        "sprekers.csv",
        "int2;R2;C2\n",
        "int2;R2;C2\nint3;R3;C2\n",
        problem(
            "gesprek 'int3' staat niet in gesprekken.csv",
            "sprekers.csv, regel 12",
            "verbeter de naam, of zet het gesprek in gesprekken.csv",
        ),
    ),
    "an unknown respondent": (
        "sprekers.csv",
        "int2;I;gespreksleider",
        "int2;I;interviewer",
        problem(
            "respondent 'interviewer' staat niet in respondenten.csv",
            "sprekers.csv, regel 10",
            "verbeter de naam, of schrijf 'gespreksleider' voor wie de vragen stelt",
        ),
    ),
    "a respondent who spoke nowhere": (
        "respondenten.csv",
        "C2;client;vader;;nee;ja;ja\n",
        "C2;client;vader;;nee;ja;ja\nC3;client;;;ja;ja;ja\n",
        problem(
            "respondent 'C3' komt in geen gesprek voor",
            "respondenten.csv, regel 8",
            "noem de respondent in sprekers.csv, of verwijder de regel",
        ),
    ),
    "a group that the study does not have": (
        "respondenten.csv",
        "B4;begeleider",
        "B4;ketenpartner",
        problem(
            "groep 'ketenpartner' staat niet bij 'groepen' in studie.toml",
            "respondenten.csv, regel 5",
            "voeg de groep daar toe, of verbeter de cel",
        ),
    ),
    "a session without speakers": (
        "gesprekken.csv",
        "int2;interview;fysiek;2025-11-06;int2.txt;interview 2\n",
        "int2;interview;fysiek;2025-11-06;int2.txt;interview 2\n"
        "int3;interview;fysiek;2025-11-07;int3.txt;interview 3\n",
        problem(
            "gesprek 'int3' heeft geen sprekers",
            "gesprekken.csv, regel 6",
            "zet in sprekers.csv welk label bij welke respondent hoort",
        ),
    ),
    "a transcript of two sessions": (
        "gesprekken.csv",
        "int2.txt",
        "int1.txt",
        problem(
            "transcript 'int1.txt' hoort al bij een gesprek op een eerdere regel",
            "gesprekken.csv, regel 5",
            "noem bij elk gesprek zijn eigen transcript; anders telt het dubbel",
        ),
    ),
    **{
        f"a transcript called {name[:12]}": (
            "gesprekken.csv",
            "int2.txt",
            name,
            problem(
                f"transcript {name!r} staat niet in de map transcripten",
                "gesprekken.csv, regel 5",
                "zet het bestand daarin en noem hier alleen de bestandsnaam",
            ),
        )
        for name in (
            "int9.txt",
            "../studie.toml",
            "transcripten/int2.txt",
            "..",
            "x" * 300,
        )
    },
}


@pytest.mark.parametrize("case", RELATIONS)
def test_tables_that_do_not_fit_name_the_row(
    case: str, small_study: Path, edit: Edit, refusal: Refusal
) -> None:
    (small_study / "transcripten" / "int3.txt").write_text("I: Ja.\n\nR: Nee.\n")
    file, old, new, expected = RELATIONS[case]
    edit(small_study / file, old, new)
    assert refusal(open_study, small_study) == [expected]


def test_an_absolute_path_is_no_transcript_name(
    small_study: Path, edit: Edit, refusal: Refusal
) -> None:
    there = small_study / "transcripten" / "int2.txt"
    edit(small_study / "gesprekken.csv", "int2.txt", str(there))
    [found] = refusal(open_study, small_study)
    assert found.startswith(f"transcript {str(there)!r} staat niet in de map")


def test_a_folder_is_no_transcript(
    small_study: Path, edit: Edit, refusal: Refusal
) -> None:
    (small_study / "transcripten" / "map").mkdir()
    edit(small_study / "gesprekken.csv", "int2.txt", "map")
    [found] = refusal(open_study, small_study)
    assert found.startswith("transcript 'map' staat niet in de map transcripten")


def test_nobody_is_called_after_the_interviewer(
    small_study: Path, edit: Edit, refusal: Refusal
) -> None:
    edit(
        small_study / "respondenten.csv",
        "B4;begeleider",
        "gespreksleider;begeleider;x;;ja;ja;ja\nB4;begeleider",
    )
    assert refusal(open_study, small_study) == [
        problem(
            "'gespreksleider' kan geen respondent zijn",
            "respondenten.csv, regel 5",
            "geef de respondent een nummer; deze naam is van wie de vragen stelt",
        )
    ]


def test_all_relations_are_checked_at_once(
    small_study: Path, edit: Edit, refusal: Refusal
) -> None:
    edit(small_study / "sprekers.csv", "int2;R2;C2", "int3;R2;C9")
    edit(small_study / "respondenten.csv", "B4;begeleider", "B4;naaste")
    edit(small_study / "gesprekken.csv", "fg2.txt", "fg9.txt")
    places = [text.split("\n")[:2] for text in refusal(open_study, small_study)]
    assert places == [
        [what, f"  waar:      {where}"]
        for what, where in [
            ("gesprek 'int3' staat niet in gesprekken.csv", "sprekers.csv, regel 11"),
            (
                "respondent 'C9' staat niet in respondenten.csv",
                "sprekers.csv, regel 11",
            ),
            ("respondent 'C2' komt in geen gesprek voor", "respondenten.csv, regel 7"),
            (
                "groep 'naaste' staat niet bij 'groepen' in studie.toml",
                "respondenten.csv, regel 5",
            ),
            (
                "transcript 'fg9.txt' staat niet in de map transcripten",
                "gesprekken.csv, regel 3",
            ),
        ]
    ]


def test_problems_of_all_four_files_come_together(
    small_study: Path, edit: Edit, refusal: Refusal
) -> None:
    edit(small_study / "studie.toml", '"codeboek"', '"gok"')
    edit(small_study / "respondenten.csv", "B2;begeleider", "B2;buur")
    edit(small_study / "gesprekken.csv", "4-11-2025", "31-11-2025")
    (small_study / "sprekers.csv").unlink()
    assert [text.split("\n")[1] for text in refusal(open_study, small_study)] == [
        "  waar:      studie.toml, regel 3, traditie",
        "  waar:      respondenten.csv, regel 3, kolom groep",
        "  waar:      gesprekken.csv, regel 3, kolom datum",
        "  waar:      sprekers.csv",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("respondenten.csv", "B2;", "B1;", "respondent 'B1' staat er al"),
        ("gesprekken.csv", "fg2;", "fg1;", "gesprek 'fg1' staat er al"),
        (
            "sprekers.csv",
            "fg1;P2;B2",
            "fg1;P1;B2",
            "gesprek 'fg1' en spreker 'P1' staat er al",
        ),
    ],
)
def test_what_identifies_a_row_occurs_once(
    file: str,
    old: str,
    new: str,
    what: str,
    small_study: Path,
    edit: Edit,
    refusal: Refusal,
) -> None:
    edit(small_study / file, old, new)
    [found] = refusal(open_study, small_study)
    assert found.startswith(what)
    assert f"\n  waar:      {file}, regel " in found


def test_two_readings_can_be_compared_and_are_two(small_study: Path) -> None:
    """A comparison of their tables would raise in the middle of a report."""
    study = open_study(small_study)
    assert study == study
    assert study != open_study(small_study)


def test_a_study_of_headers_only_is_empty_and_sound(tmp_path: Path) -> None:
    (tmp_path / "studie.toml").write_text(
        'titel = "x"\ninterventie = "y"\ntraditie = "codeboek"\ngroepen = ["client"]\n'
    )
    (tmp_path / "respondenten.csv").write_text("respondent;groep\n")
    (tmp_path / "gesprekken.csv").write_text(
        "gesprek;soort;wijze;datum;transcript;titel\n"
    )
    (tmp_path / "sprekers.csv").write_text("gesprek;spreker;respondent\n")
    study = open_study(tmp_path)
    assert str(study) == "x: 0 gesprekken met 0 respondenten"
    assert "<table" in study._repr_html_()


def test_what_a_notebook_shows_is_escaped_and_always_the_same(
    small_study: Path, edit: Edit
) -> None:
    edit(small_study / "studie.toml", "Proefstudie", "<script>proef</script>")
    edit(small_study / "gesprekken.csv", "focusgroep 1", "<b>vet</b>")
    edit(small_study / "respondenten.csv", "moeder van twee", "<i>moeder</i>")
    shown = open_study(small_study)._repr_html_()
    assert not any(tag in shown for tag in ("<script", "<b>", "<i>"))
    assert "&lt;script&gt;proef&lt;/script&gt;" in shown
    assert "&lt;b&gt;vet&lt;/b&gt;" in shown
    assert shown == open_study(small_study)._repr_html_()
