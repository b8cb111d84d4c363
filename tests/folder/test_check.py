"""Checking a study: every problem of every part, and nothing written."""

from collections.abc import Callable
from pathlib import Path

from tbresearch.findings import CONCENTRATION_RULE
from tbresearch.folder import Inspection, check_study

Contents = Callable[[Path], dict[str, bytes]]
Edit = Callable[[Path, str, str], None]
Refusal = Callable[..., list[str]]


def places(inspection: Inspection) -> list[str]:
    return [problem.where for problem in inspection.problems]


def test_the_example_study_has_no_problems(example: Path) -> None:
    inspection = check_study(example)
    assert inspection.problems == ()
    lines = str(inspection).split("\n")
    assert lines[0].endswith("15 gesprekken met 31 respondenten")
    assert "Startcodeboek Thuisbegeleiding, versie 1: 25 codes" in lines
    assert "534 coderingen (anna 412, bram 122)" in lines
    assert any(line.startswith("ZRM 2017: ") for line in lines)
    assert any("23 aannames" in line for line in lines)
    assert any(line.startswith("Rapport: ") for line in lines)
    assert lines[-1] == "Geen problemen gevonden."


def test_checking_writes_nothing(
    example: Path, small_study: Path, edit: Edit, contents: Contents
) -> None:
    edit(small_study / "codeboek.toml", 'soort = "thema"', 'soort = "x"')
    for folder, sound in ((example, True), (small_study, False)):
        before = contents(folder)
        assert (check_study(folder).problems == ()) is sound
        assert contents(folder) == before


def test_what_a_study_does_not_have_is_not_asked_for(small_study: Path) -> None:
    inspection = check_study(small_study)
    assert inspection.problems == ()
    assert "ZRM" not in str(inspection)
    assert "annames" not in str(inspection)


def test_problems_of_all_parts_come_together(
    example: Path, edit: Edit, contents: Contents
) -> None:
    edit(example / "sprekers.csv", "int4;Cliënt;C04", "int4;Klant;C04")
    edit(example / "codeboek.toml", 'code = "bekendheid"', 'code = "be kendheid"')
    edit(
        example / "aannames.toml", "prijspeil = 2020\nmoment", "prijspeil = 20\nmoment"
    )
    with (example / "zrm.csv").open("a") as file:
        file.write("K01;intake;2025-01-06;2017;financien;7;P1\n")
    (example / "tevredenheid.csv").unlink()
    before = contents(example)
    inspection = check_study(example)
    assert contents(example) == before
    files = [where.partition(",")[0] for where in places(inspection)]
    assert list(dict.fromkeys(files)) == [
        "transcripten/interview-4.csv",
        "sprekers.csv",
        "codeboek.toml",
        "zrm.csv",
        "aannames.toml",
    ]
    lines = str(inspection).split("\n")
    assert lines[-1] == f"{len(inspection.problems)} problemen gevonden."
    # What could be read is told; what rests on something broken is not.
    told = " ".join(lines)
    assert "15 gesprekken met 31 respondenten" in told
    assert "240 trajecten van 232 cliënten" in told
    for broken in ("coderingen (", "ZRM 2017", "Kosten van een traject", "Rapport:"):
        assert broken not in told


def test_a_warning_of_one_source_comes_with_its_rule(
    example: Path, small_study: Path
) -> None:
    lines = check_study(example).lines
    warning = "3 van 5 cliënten die het noemen, zijn van organisatie B"
    assert any(warning in line for line in lines)
    assert CONCENTRATION_RULE in lines
    without = check_study(small_study)
    assert without.problems == ()
    assert CONCENTRATION_RULE not in without.lines


def test_one_problem_is_called_one(small_study: Path, edit: Edit) -> None:
    edit(small_study / "codeboek.toml", 'soort = "thema"', 'soort = "x"')
    assert str(check_study(small_study)).endswith("\n1 probleem gevonden.")


def test_a_wrong_study_file_hides_no_other_study_file(
    small_study: Path, edit: Edit
) -> None:
    edit(small_study / "studie.toml", '"codeboek"', '"gok"')
    edit(small_study / "respondenten.csv", "B1;begeleider", "B1;buur")
    inspection = check_study(small_study)
    assert places(inspection) == [
        "studie.toml, regel 3, traditie",
        "respondenten.csv, regel 2, kolom groep",
    ]
    assert inspection.lines == ()


def test_a_text_of_the_author_is_checked_too(small_study: Path) -> None:
    (small_study / "rapport").mkdir()
    text = small_study / "rapport" / "conclusies.md"
    text.write_text("Er waren veel gesprekken.\n\nZeker 7 mensen zeiden dat.\n")
    inspection = check_study(small_study)
    assert places(inspection) == ["rapport/conclusies.md, regel 3"]
    assert "getal '7' is met de hand getypt" in str(inspection.problems[0])


def test_a_broken_journal_and_a_broken_transcript_are_both_named(
    small_study: Path,
) -> None:
    """Codings rest on transcripts, so they are checked once those are mended."""
    with (small_study / "coderingen" / "anna.jsonl").open("a") as file:
        file.write("onzin\n")
    assert places(check_study(small_study)) == ["coderingen/anna.jsonl, regel 9"]
    (small_study / "transcripten" / "int1.txt").write_bytes(b"")
    assert places(check_study(small_study)) == ["transcripten/int1.txt"]


def test_a_folder_that_is_no_study_is_refused(tmp_path: Path, refusal: Refusal) -> None:
    [found] = refusal(check_study, tmp_path)
    assert found.startswith("deze map is geen studie: er staat geen studie.toml in\n")


def test_sources_that_no_text_cites_are_noted(small_study: Path) -> None:
    (small_study / "bronnen.toml").write_text(
        '[[bron]]\nsleutel = "een"\nsoort = "wet"\njaar = 2015\ntitel = "Een wet"\n'
        '[[bron]]\nsleutel = "twee"\nsoort = "wet"\njaar = 2015\ntitel = "Nog een"\n',
        encoding="utf-8",
    )
    texts = small_study / "rapport"
    texts.mkdir(exist_ok=True)
    (texts / "aanleiding.md").write_text("Zo staat het [@een].", encoding="utf-8")
    found = check_study(small_study)
    assert found.problems == ()
    assert "bronnen.toml: 2 bronnen" in found.lines
    assert (
        "let op: in bronnen.toml staat twee, en geen tekst haalt die aan" in found.lines
    )


def test_a_source_that_is_not_complete_is_a_problem(small_study: Path) -> None:
    (small_study / "bronnen.toml").write_text(
        '[[bron]]\nsleutel = "een"\nsoort = "boek"\n', encoding="utf-8"
    )
    missing = [problem.what for problem in check_study(small_study).problems]
    assert missing == [
        f"bij bron 'een' (boek) ontbreekt: {name}"
        for name in ("auteurs", "jaar", "titel", "uitgever")
    ]
