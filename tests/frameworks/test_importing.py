"""A table in the shape of the supervisor's gives its numbers, from any file."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tbresearch.errors import StudyError
from tbresearch.frameworks import (
    AssessmentTable,
    import_assessment,
    informant_views,
    preview_assessment,
    read_assessment,
    read_assessment_framework,
)
from tbresearch.frameworks.importing.marks import verdicts_of
from tbresearch.study import open_study
from tests.frameworks.toezicht import (
    BY_THEME,
    PATTERNS,
    TABLES,
    WRITERS,
    csv_text,
    flat,
    with_views,
    write_docx,
)


def content(table: AssessmentTable) -> Counter[tuple[str, ...]]:
    """Return what a table says, whatever the order in which it says it."""
    frame = table.to_frame()[["theme", "criterion", "label", "state", "reservations"]]
    return Counter(tuple(map(str, row)) for row in frame.to_numpy())


def read(path: Path, text: str | bytes) -> AssessmentTable:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return preview_assessment(path, framework="stj")


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_table_gives_its_numbers_from_any_file(suffix: str, tmp_path: Path) -> None:
    table = preview_assessment(
        WRITERS[suffix](tmp_path / f"toezicht{suffix}"), framework="stj"
    )
    assert str(table) == (
        f"toezicht{suffix}: 5 thema's, 13 criteria en 30 indicatoren; 18 van 28 "
        "oordelen voldoet; 2 oordelen niet te koppelen"
    )
    assert table.count("verbeterpunt").k == 10
    assert table.signs["✗"] == 7
    assert table.signs["X"] == 3
    assert table.open_links == 2
    assert not table.problems
    by_theme = {
        theme: (
            table.count("voldoet", theme=theme).k,
            table.count("verbeterpunt", theme=theme).k,
        )
        for theme in BY_THEME
    }
    assert by_theme == BY_THEME


def test_every_kind_of_file_says_the_same(tmp_path: Path) -> None:
    said = [
        content(preview_assessment(write(tmp_path / f"t{suffix}"), framework="stj"))
        for suffix, write in WRITERS.items()
    ]
    assert all(one == said[0] for one in said)


def test_what_does_not_fit_is_told_and_not_guessed(tmp_path: Path) -> None:
    table = preview_assessment(write_docx(tmp_path / "t.docx"), framework="stj")
    assert table.notes[1:] == (
        "'Vasthoudend' staat onder Samenwerking en hoort bij Aanpak: daar is het gezet "
        "(t.docx, tabel 4, rij 2).",
        "2 oordelen bij 4 indicatoren (t.docx, tabel 3, rij 3): welk oordeel bij welke "
        "indicator hoort, staat er niet en is niet geraden.",
    )
    frame = table.to_frame().set_index("label")
    assert (frame["state"] == "open").sum() == 4
    assert frame.loc["Het plan is leidend", "reservations"] == (
        "volgens de gemeente en partner B niet leidend"
    )
    assert frame.loc["De gemeente stuurt", "reservations"] == (
        "de gemeente ziet voor zich alleen een financiële rol"
    )
    assert table._repr_html_() == table._repr_html_()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), delimiter=st.sampled_from(";,\t"))
def test_the_order_of_rows_and_columns_changes_nothing(
    seed: int, delimiter: str, tmp_path: Path
) -> None:
    rng = random.Random(seed)
    head, *rows = flat()
    order = rng.sample(range(len(head)), len(head))
    rng.shuffle(rows)
    mixed = [tuple(row[n] for n in order) for row in (head, *rows)]
    there = read(tmp_path / "a.csv", csv_text(flat()))
    assert content(read(tmp_path / "b.csv", csv_text(mixed, delimiter))) == content(
        there
    )


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["✓", "✗", "X", "x", "v", "-", "✅", "❌️"])))
def test_every_mark_of_a_cell_is_read_and_none_is_added(marks: list[str]) -> None:
    for between in ("\n", " "):
        if between == " " and marks[:1] == ["-"]:
            continue  # at the start of a line a dash is a bullet
        found = verdicts_of(between.join(marks))
        assert len(found.marks) == len(marks)
        good = sum(mark in "✓v✅" for mark in marks)
        assert [m.verdict for m in found.marks].count("voldoet") == good
        assert not found.unread


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("✓", "✅\ufe0f").replace("✗", "❌"),
        lambda text: text.replace("ë", "e\u0308"),
        lambda text: text.replace("✓", "V").replace("✗", "x"),
        lambda text: text.replace("LET OP", "Let op"),
    ],
)
def test_how_a_file_is_written_changes_no_count(
    change: Callable[[str], str], tmp_path: Path
) -> None:
    table = read(tmp_path / "t.csv", change(csv_text(flat())))
    assert (table.count("voldoet").k, table.count("verbeterpunt").k) == (18, 10)
    assert table.open_links == 2
    assert len(table.to_frame()["reservations"].loc[lambda s: s != ""]) == 2


def test_merged_cells_go_on_and_count_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Thema", "Criterium", "Indicator", "Oordeel"),
        ("Continu", "Nazorg", "Eén", "✓"),
        (None, None, "Twee", "✗"),
        (None, "Volgen", "Drie", None),
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "t.xlsx")
    frame = preview_assessment(tmp_path / "t.xlsx", framework="stj").to_frame()
    assert frame["criterion"].tolist() == ["Nazorg", "Nazorg", "Volgen"]
    assert frame["state"].tolist() == ["voldoet", "verbeterpunt", "zonder"]
    html = (
        "<h2>Continu</h2><table><tr><th>Criterium<th>Indicator</th><th>Oordeel</th></tr>"
        "<tr><td rowspan=2>Nazorg</td><td>Eén</td><td>✓</td></tr>"
        "<tr><td>Twee</td><td>✗</td></tr></table>"
    ).replace("<th>Criterium<", "<th>Criterium</th><")
    frame = read(tmp_path / "t.html", html).to_frame()
    assert frame["criterion"].tolist() == ["Nazorg", "Nazorg"]
    assert frame["state"].tolist() == ["voldoet", "verbeterpunt"]


def test_a_word_beside_a_mark_says_it_once(tmp_path: Path) -> None:
    head = "Thema;Indicator;Oordeel\n"
    table = read(tmp_path / "t.csv", f"{head}Continu;Een;✓ voldoet ruim\n")
    assert table.to_frame().loc[0, ["state", "text"]].tolist() == ["voldoet", "ruim"]
    assert str(table).split("; ")[1] == "1 van 1 oordeel voldoet"
    table = read(tmp_path / "t.csv", f"{head}Continu;Een;✓ voldoet niet\n")
    assert table.problems[0].what == "dit is geen oordeel: '✓ voldoet niet'"


def test_a_reservation_without_a_verdict_is_not_lost_in_silence(tmp_path: Path) -> None:
    text = "Thema;Indicator;Oordeel\nContinu;Een;LET OP: nog niet gekeken\n"
    assert read(tmp_path / "t.csv", text).notes[0] == (
        "Zonder oordeel erbij, en dus niet overgenomen: 'nog niet gekeken' "
        "(t.csv, regel 2)."
    )


PROBLEMS = {
    "Thema;Criterium;Indicator;Oordeel\nContinu;A;Een;misschien\n": (
        "dit is geen oordeel: 'misschien'\n"
        "  waar:      t.csv, regel 2\n"
        "  oplossing: schrijf ✓ of ✗ (v of x mag ook), geen oordeel, of een - waar "
        "niets is ingevuld"
    ),
    "Thema;Criterium;Indicator;Oordeel\nContinu;A;Een;✓ ✓\n": (
        "meer oordelen dan indicatoren: 2 oordelen bij 1 indicator\n"
        "  waar:      t.csv, regel 2\n"
        "  oplossing: zet elke indicator op een eigen regel in de cel, en haal een "
        "oordeel weg dat er niet hoort"
    ),
    "Criterium;Indicator;Oordeel\nA;Een;✓\n": (
        "bij welk thema dit hoort, staat er niet: 'Een'\n"
        "  waar:      t.csv, regel 2\n"
        "  oplossing: zet een kolom Thema in de tabel, of de naam van het thema "
        "erboven"
    ),
    "Wat;Hoe\nA;✓\n": (
        "deze tabel heeft geen kolommen Indicator en Oordeel; er staat 'Wat', 'Hoe'\n"
        "  waar:      t.csv, regel 1\n"
        "  oplossing: zet boven de kolommen wat erin staat: Thema, Criterium, "
        "Indicator, Oordeel, Toelichting; een andere naam is die van een informant"
    ),
    "Thema;Indicator;Oordeel;Score\nContinu;Een;✓;✓\n": (
        "twee kolommen zijn hetzelfde: Oordeel en Score\n"
        "  waar:      t.csv, regel 1\n"
        "  oplossing: haal er één weg, of geef hem een andere naam"
    ),
    "Thema;Indicator;Oordeel\n": (
        "onder de kolomkoppen staat geen enkele indicator\n"
        "  waar:      t.csv, regel 1\n"
        "  oplossing: controleer of het bestand volledig is"
    ),
}


@pytest.mark.parametrize("text", PROBLEMS)
def test_what_cannot_be_read_is_named(text: str, tmp_path: Path) -> None:
    table = read(tmp_path / "t.csv", text)
    assert [str(problem) for problem in table.problems] == [PROBLEMS[text]]


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        (
            "t.csv",
            b"",
            "in dit bestand staat geen tabel\n"
            "  waar:      t.csv\n"
            "  oplossing: controleer of het de goede versie is, en of de tabel een "
            "echte tabel is en geen plaatje",
        ),
        (
            "t.pdf",
            b"%PDF",
            "een tabel in .pdf kan niet worden gelezen\n"
            "  waar:      t.pdf\n"
            "  oplossing: sla de tabel op als één van: .docx, .xlsx, .csv, .md, "
            ".html, .htm",
        ),
        (
            "t.docx",
            b"geen zip",
            "dit is geen Word-bestand, al heet het .docx; of het is niet volledig\n"
            "  waar:      t.docx\n"
            "  oplossing: download het opnieuw, of open het in het programma waarmee "
            "het is gemaakt en sla het opnieuw op als .docx",
        ),
        (
            "t.csv",
            b'Indicator;Oordeel\n"open;x\n',
            "vanaf hier is de tabel niet te lezen: een aanhalingsteken klopt niet, of "
            "een cel is te lang\n"
            "  waar:      t.csv, regel 2\n"
            "  oplossing: sluit elk aanhalingsteken, en schrijf er een in een cel "
            'dubbel: ""',
        ),
    ],
)
def test_a_file_without_a_table_is_refused(
    name: str,
    raw: bytes,
    expected: str,
    tmp_path: Path,
    refusal: Callable[..., list[str]],
) -> None:
    (tmp_path / name).write_bytes(raw)
    assert refusal(preview_assessment, tmp_path / name) == [expected]


def test_a_table_comes_into_a_study_and_is_read_back(
    small_study: Path, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(csv_text(with_views()), encoding="utf-8")
    found = import_assessment(
        open_study(small_study), path, framework="stj", subject="Proef", scope="beleid"
    )
    assert found == read_assessment(open_study(small_study), "stj")
    assert str(found.count("voldoet")) == "18 van 28 oordelen"
    assert list(found.states.values()).count("open") == 4
    assert found.open_verdicts[0].text == "evaluatie van resultaten"
    assert found.share("voldoet") == (
        "18 van 28 oordelen (64%) voldoet. Daarbij hoort: voorbehoud bij Het plan is "
        "leidend: volgens de gemeente en partner B niet leidend; voorbehoud bij De "
        "gemeente stuurt: de gemeente ziet voor zich alleen een financiële rol; 2 "
        "oordelen niet aan een indicator te koppelen."
    )
    assert str(found.framework).endswith("5 thema's, 13 criteria en 30 indicatoren")
    assert all(informant.assessed is None for informant in found.informants)


def test_the_six_differences_are_found_and_half_is_two_of_four(
    small_study: Path, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(csv_text(with_views()), encoding="utf-8")
    found = import_assessment(
        open_study(small_study), path, framework="stj", subject="Proef", scope="beleid"
    )
    views = informant_views(found, role="gemeente")
    assert {spread.name: spread.pattern for spread in views.discrepancies} == PATTERNS
    assert len(views.spreads) == 7  # on one they agree
    plan = next(s for s in views.discrepancies if s.name == "Het plan is leidend")
    assert plan.text == (
        "nee: 2 van 4 (Gemeente en Partner B); ja: 2 van 4 (Partner A en Partner C)"
    )
    assert (plan.role_says, plan.with_role) == ("nee", ("Partner B",))
    assert plan.against_role == ("Partner A", "Partner C")
    assert len(views.to_frame()) == 7


def test_a_table_with_problems_writes_nothing(
    small_study: Path, tmp_path: Path, contents: Callable[[Path], dict[str, bytes]]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(next(iter(PROBLEMS)), encoding="utf-8")
    before = contents(small_study)
    with pytest.raises(StudyError):
        import_assessment(
            open_study(small_study), path, framework="stj", subject="P", scope="beleid"
        )
    assert contents(small_study) == before


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (
            {"framework": "Mijn kader"},
            "'Mijn kader' is geen naam voor een kader\n"
            "  waar:      import_assessment\n"
            "  oplossing: gebruik kleine letters, cijfers, _ en -, zonder spaties",
        ),
        (
            {"scope": "alles"},
            "'alles' is geen reikwijdte\n"
            "  waar:      import_assessment\n"
            "  oplossing: kies uit: beleid, praktijk",
        ),
        (
            {"framework": "sjt"},
            "er is geen kader 'sjt'\n"
            "  waar:      import_assessment\n"
            "  oplossing: noem een meegeleverd kader (stj, erkenning); is het een "
            "nieuw kader, zeg dan met name= hoe het heet",
        ),
        (
            {"framework": "erkenning"},
            "kader 'erkenning' is een controlelijst, en heeft geen oordelen\n"
            "  waar:      import_assessment\n"
            "  oplossing: zet in kaders/erkenning.toml blokken [[vindplaats]]",
        ),
        (
            {"framework": "bezet", "name": "Bezet"},
            "dit bestand is er al, en wordt niet overschreven\n"
            "  waar:      kaders/bezet.toml\n"
            "  oplossing: geef het een andere naam, of haal het eerst weg",
        ),
    ],
)
def test_wrong_use_is_told(
    named: dict[str, str],
    expected: str,
    small_study: Path,
    tmp_path: Path,
    refusal: Callable[..., list[str]],
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(csv_text(flat()), encoding="utf-8")
    (small_study / "kaders").mkdir()
    (small_study / "kaders" / "bezet.toml").write_text("", encoding="utf-8")
    words = {"framework": "stj", "subject": "Proef", "scope": "beleid"} | named
    assert refusal(import_assessment, open_study(small_study), path, **words) == [
        expected
    ]


def test_a_framework_of_ones_own_comes_in_by_name(
    small_study: Path, tmp_path: Path
) -> None:
    path = tmp_path / "t.md"
    path.write_text(
        "Thema 1: Begin\n\n| Indicator | Oordeel |\n|---|---|\n"
        "| Ouder - kind | v |\n| Rust | geen oordeel |\n",
        encoding="utf-8",
    )
    study = open_study(small_study)
    found = import_assessment(
        study,
        path,
        framework="ons",
        subject="Proef",
        scope="praktijk",
        name="Ons kader",
    )
    assert [i.label for i in found.framework.indicators] == ["Ouder - kind", "Rust"]
    assert found.framework.themes[0].label == "Begin"
    assert found.states == {"begin.1": "voldoet", "begin.2": "geen_oordeel"}
    own = read_assessment_framework(small_study / "kaders" / "opbouw" / "ons.toml")
    assert own.name == "Ons kader"


def test_a_table_of_the_wrong_length_is_told(tmp_path: Path) -> None:
    short = csv_text([flat()[0], *flat()[2:]])
    assert any(
        note == "Bij Toeleiding heeft de tabel 2 en het kader 4 indicatoren."
        for note in read(tmp_path / "t.csv", short).notes
    )
    assert len(TABLES) == 5
