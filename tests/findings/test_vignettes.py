"""A practice example has consent or is made up, and names and repeats nobody."""

from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.findings.recognition import features

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"
MADE_UP = """\
[[voorbeeld]]
id = "post"
titel = "De post"
herkomst = "geconstrueerd"
tekst = \"\"\"
Zij opent een envelop.

En dan nog een.
\"\"\"
"""
REAL = """\
[[voorbeeld]]
id = "post"
titel = "De post"
herkomst = "echt"
respondenten = ["B1"]
nagelezen = "door twee mensen; het gezin is anders"
tekst = "Zij helpt bij het openen van de post."
"""


def read(study: Path, text: str, *, consent: str = "ja") -> tb.Vignettes:
    """Read examples in a study in which B1 consents to being described, or not."""
    (study / "voorbeelden.toml").write_text(text, encoding="utf-8")
    path = study / "respondenten.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    if not head.endswith("vignet"):
        given = [f"{row};{consent if row.startswith('B1') else 'nee'}" for row in rows]
        path.write_text("\n".join([f"{head};vignet", *given, ""]), encoding="utf-8")
    opened = tb.open_study(study)
    return tb.read_vignettes(opened, tb.read_transcripts(opened))


def problem(study: Path, text: str, **rest: str) -> str:
    with pytest.raises(StudyError) as caught:
        read(study, text, **rest)
    (one,) = caught.value.problems
    return str(one)


def test_an_example_without_consent_is_refused(small_study: Path) -> None:
    assert problem(small_study, REAL, consent="nee") == (
        "voorbeeld 'post' beschrijft B1, die geen toestemming gaf om als "
        "praktijkvoorbeeld te worden beschreven\n"
        "  waar:      voorbeelden.toml, regel 5, respondenten\n"
        "  oplossing: haal het voorbeeld weg, of zet vignet op ja in respondenten.csv "
        "als de toestemming er wel is"
    )


def test_consent_to_be_described_is_nothing_without_consent_to_take_part(
    small_study: Path,
) -> None:
    path = small_study / "respondenten.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            "B1;begeleider;thuisbegeleider;zorgpunt;ja", "B1;begeleider;;;nee"
        ),
        encoding="utf-8",
    )
    assert "B1, die geen toestemming gaf" in problem(small_study, REAL)


def test_with_consent_and_a_reader_it_is_an_example(small_study: Path) -> None:
    found = read(small_study, REAL)
    assert str(found) == "1 praktijkvoorbeeld: 1 naar een echt geval"
    assert found.to_frame()["respondents"].tolist() == [("B1",)]
    assert "De post" in found._repr_html_()
    (note,) = found.notes
    assert "met diens toestemming" in note


@pytest.mark.parametrize(
    ("old", "new", "what", "line"),
    [
        ('["B1"]', '["B9"]', "beschrijft B9, en die staat niet in respondenten.csv", 5),
        ('["B1"]', "[]", "zegt niet wie het beschrijft", 5),
        ("door twee mensen; het gezin is anders", "", "is nagelezen op herkenbaarh", 6),
        ("de post.", "{{citaat:x}}.", "verwijst naar bewijs", 7),
        ("Zij", "Een 43-jarige", "'43-jarige' in voorbeeld 'post' lijkt een leefti", 7),
        ("Zij", "Kees", "'Kees' in voorbeeld 'post' lijkt de naam van een mens", 7),
        (
            "Zij",
            "Bel 0612345678",
            "'0612345678' in voorbeeld 'post' lijkt een telef",
            7,
        ),
        (
            "Zij helpt",
            "Zij zag dat overzicht, en dan pas rust er is,",
            "herhaalt woorden van een respondent uit fg1: «overzicht en dan pas rust»",
            7,
        ),
        (
            "Zij",
            "Een veertiger, weduwe, gevlucht en verslaafd,",
            "aan voorbeeld 'post' is iemand te herkennen: het noemt leeftijd "
            "(veertiger), gezin (weduwe), afkomst (gevlucht) en gezondheid (verslaa)",
            7,
        ),
        ('"echt"', '"waar gebeurd"', "waar gebeurd", 4),
        ("nagelezen", "gelezen", "gelezen", 6),
    ],
)
def test_each_fault_is_named_with_its_line(
    small_study: Path, old: str, new: str, what: str, line: int
) -> None:
    text = problem(small_study, REAL.replace(old, new))
    assert what in text
    assert f"voorbeelden.toml, regel {line}," in text


def test_three_kinds_of_features_are_not_too_many(small_study: Path) -> None:
    read(small_study, REAL.replace("Zij", "Een veertiger, weduwe, gevlucht"))


def test_a_made_up_example_describes_nobody(small_study: Path) -> None:
    found = read(small_study, MADE_UP)
    assert found.items[0].constructed
    assert found.items[0].line == 6
    text = problem(
        small_study, MADE_UP.replace("tekst", 'respondenten = ["B1"]\ntekst')
    )
    assert "voorbeeld 'post' is geconstrueerd en noemt B1" in text
    assert 'haal de respondenten weg, of maak er herkomst = "echt" van' in text


def test_a_made_up_example_holds_no_words_of_a_respondent(small_study: Path) -> None:
    said = "Rust in huis helpt het meest."
    text = problem(small_study, MADE_UP.replace("Zij opent een envelop.", said))
    assert "herhaalt woorden van een respondent uit fg1: «rust in huis helpt het»" in (
        text
    )


def test_made_up_names_are_listed_and_in_no_talk(small_study: Path) -> None:
    named = MADE_UP.replace("Zij opent", "Kees opent")
    assert 'namen = ["Kees"]' in problem(small_study, named)
    listed = named.replace("tekst =", 'namen = ["Kees"]\ntekst =')
    assert read(small_study, listed).items[0].names == ("Kees",)
    path = small_study / "transcripten" / "fg1.txt"
    path.write_text(
        path.read_text(encoding="utf-8") + "\nP1: Ook bij Kees.\n", encoding="utf-8"
    )
    assert "de naam 'Kees' van voorbeeld 'post' komt in een gesprek voor" in problem(
        small_study, listed
    )


def test_two_examples_with_one_name_are_refused(small_study: Path) -> None:
    assert "'post' staat twee keer bij 'voorbeeld'" in problem(
        small_study, MADE_UP + MADE_UP
    )


def test_all_faults_of_all_examples_come_at_once(small_study: Path) -> None:
    second = REAL.replace('"post"', '"brief"').replace('["B1"]', "[]")
    with pytest.raises(StudyError) as caught:
        read(small_study, REAL + second, consent="nee")
    assert [str(p.where) for p in caught.value.problems] == [
        "voorbeelden.toml, regel 5, respondenten",
        "voorbeelden.toml, regel 12, respondenten",
    ]


def test_a_file_that_is_no_toml_is_named(small_study: Path) -> None:
    with pytest.raises(WorkbenchError, match="deze regel is geen geldige TOML"):
        read(small_study, "[[voorbeeld\n")


def test_a_study_without_the_file_has_no_examples(small_study: Path) -> None:
    study = tb.open_study(small_study)
    found = tb.read_vignettes(study, tb.read_transcripts(study))
    assert found.items == ()
    assert str(found) == "0 praktijkvoorbeelden"


# Words that tell of somebody and that the lists do not know.
KNOWN_FAILURES = {"kraanmachinist", "woonboot", "heeft een kunstbeen"}


def test_what_words_cannot_tell() -> None:
    missed = {
        text
        for text in (*KNOWN_FAILURES, "veertiger", "weduwe", "statushouder")
        if not features(text)
    }
    assert missed == KNOWN_FAILURES
