"""The commands: what they print, what they write, and how they end."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from tbresearch.cli.commands import tbresearch
from tbresearch.report import full_report
from tbresearch.study import open_study
from tbresearch.synthesis.claims import Grounds, find_claims
from tbresearch.vocabulary import MODES, MOMENTS, SESSION_KINDS

Contents = Callable[[Path], dict[str, bytes]]
Edit = Callable[[Path, str, str], None]
Run = Callable[..., tuple[int, str, str]]
NO_STUDY = "deze map is geen studie: er staat geen studie.toml in"


def test_new_makes_a_study_and_says_what_to_read(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "nieuw"
    status, out, err = run("new", folder)
    assert (status, err) == (0, "")
    assert out == f"Nieuwe studie in {folder}. Lees eerst {folder / 'LEESMIJ.md'}.\n"
    assert run("check", folder)[0] == 0


def test_new_refuses_a_folder_with_something_in_it(
    run: Run, small_study: Path, contents: Contents
) -> None:
    before = contents(small_study)
    status, out, err = run("new", small_study)
    assert (status, out) == (1, "")
    assert "hier staat al iets, en dat wordt niet overschreven" in err
    assert contents(small_study) == before


def test_check_of_a_sound_study_ends_with_0(run: Run, example: Path) -> None:
    status, out, err = run("check", example)
    assert (status, err) == (0, "")
    assert out.endswith("Geen problemen gevonden.\n")


def test_check_lists_every_problem_and_ends_with_1(
    run: Run, small_study: Path, edit: Edit
) -> None:
    edit(small_study / "codeboek.toml", 'soort = "thema"', 'soort = "x"')
    edit(small_study / "sprekers.csv", "int2;R2;C2", "int2;R3;C2")
    status, out, err = run("check", small_study)
    assert status == 1
    assert out.endswith("3 problemen gevonden.\n")
    assert err.count("\n  waar:      ") == err.count("\n  oplossing: ") == 3
    assert "spreker 'R2'" in err
    assert "soort = 'x' kan hier niet" in err


def test_code_makes_a_notebook_whose_cell_shows_the_page(
    run: Run, small_study: Path, contents: Contents
) -> None:
    status, out, err = run("code", small_study, "--codeur", "anna", "--niet-openen")
    path = small_study / "coderen-anna.ipynb"
    assert (status, err) == (0, "")
    assert out == f"Uw notebook staat in {path}.\n"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    (source,) = [one.source for one in notebook.cells if one.cell_type == "code"]
    done = subprocess.run(
        [sys.executable, "-c", source.replace("tb.code(", "print(tb.code(") + ")"],
        cwd=small_study,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    assert done.stdout == "Coderen door anna: 8 coderingen, 0 van 4 gesprekken klaar.\n"


def test_code_leaves_a_notebook_that_is_there_and_refuses_a_stranger(
    run: Run, small_study: Path, contents: Contents
) -> None:
    (small_study / "coderen-anna.ipynb").write_text("van mij")
    before = contents(small_study)
    assert run("code", small_study, "--codeur", "anna", "--niet-openen")[0] == 0
    status, _, err = run("code", small_study, "--codeur", "eva", "--niet-openen")
    assert status == 1
    assert "codeur 'eva' is niet bekend" in err
    assert contents(small_study) == before


def test_factors_prints_both_sides_by_group_and_rank(
    run: Run, small_study: Path
) -> None:
    status, out, err = run("factors", small_study)
    assert (status, err) == (0, "")
    lines = [line for line in out.split("\n") if line]
    assert lines[:10] == [
        "SUCCESFACTOREN",
        "Begeleiders",
        f"  {'Rust in huis':<45} 3 van 4 respondenten",
        f"  {'Overzicht':<45} 1 van 4 respondenten",
        f"  {'Korte lijnen':<45} 1 van 4 respondenten",
        "Cliënten",
        f"  {'Overzicht':<45} 1 van 1 respondent",
        "VERBETERPUNTEN",
        "Begeleiders",
        f"  {'Wachttijd':<45} 1 van 4 respondenten",
    ]
    assert "Geteld zijn de coderingen van anna." in lines


@pytest.mark.parametrize(
    ("side", "here", "elsewhere"),
    [
        ("succesfactor", "SUCCESFACTOREN", "VERBETERPUNTEN"),
        ("verbeterpunt", "VERBETERPUNTEN", "SUCCESFACTOREN"),
    ],
)
def test_factors_can_be_asked_for_one_side(
    side: str, here: str, elsewhere: str, run: Run, example: Path
) -> None:
    status, out, _ = run("factors", example, "--kant", side)
    assert status == 0
    assert here in out
    assert elsewhere not in out


def test_zrm_prints_every_domain(run: Run, example: Path) -> None:
    status, out, err = run("zrm", example, "--van", "intake", "--naar", "eind")
    assert (status, err) == (0, "")
    assert len([line for line in out.split("\n") if line.startswith("Financiën")]) == 1
    assert "hoger" in out
    assert "ontbreekt" in out


def test_neither_zrm_nor_the_report_speaks_of_an_effect(
    run: Run, example: Path
) -> None:
    _, out, _ = run("zrm", example, "--van", "intake", "--naar", "eind")
    shutil.rmtree(example / "rapport")  # an author's own words have their own gate
    report = full_report(open_study(example)).compose().markdown
    start = report.index("# Verandering op de Zelfredzaamheid")
    changed = report[start : report.index("\n# ", start + 1)]
    appendix = report[report.index("{#modellen") :]
    appendix = appendix[: appendix.index("\n# ")]

    for text in (out, changed, appendix):
        assert len(text) > 1000
        plain = re.sub(r"\\(.)", r"\1", text)
        found = find_claims(plain, grounds=Grounds())
        assert [one for one in found if one.rule in {"effect", "kop"}] == []


def test_zrm_between_a_moment_and_itself_is_a_problem(run: Run, example: Path) -> None:
    status, out, err = run("zrm", example, "--van", "eind", "--naar", "eind")
    assert (status, out) == (1, "")
    assert "oplossing: " in err


def test_costs_prints_the_total_or_why_there_is_none(run: Run, example: Path) -> None:
    status, out, err = run("costs", example)
    assert (status, err) == (0, "")
    assert "per traject" in out


def test_import_brings_a_transcript_in_and_says_what_is_next(
    run: Run, small_study: Path, tmp_path: Path
) -> None:
    file = tmp_path / "gesprek 3.txt"
    file.write_text("I: Hoe gaat het?\n\nR3: Goed.\n\nI: Fijn.\n")
    status, out, err = run(
        *("import", small_study, file, "--gesprek", "int3", "--soort", "interview"),
        *("--wijze", "telefoon", "--datum", "2025-11-07", "--titel", "interview 3"),
    )
    assert (status, err) == (0, "")
    assert "  I   2 beurten, 4 woorden\n  R3  1 beurt, 1 woord\n" in out
    assert out.endswith(
        f"Vul in {small_study / 'sprekers.csv'} in wie bij welk label hoort.\n"
    )
    assert (small_study / "transcripten" / "gesprek 3.txt").is_file()
    row = "int3;interview;telefoon;2025-11-07;gesprek 3.txt;interview 3\n"
    assert (small_study / "gesprekken.csv").read_text().endswith(row)
    assert run("check", small_study)[0] == 1


def test_import_of_a_file_that_is_not_there_changes_nothing(
    run: Run, small_study: Path, contents: Contents
) -> None:
    before = contents(small_study)
    status, out, err = run(
        *("import", small_study, "weg.txt", "--gesprek", "int3"),
        *("--soort", "interview", "--wijze", "online"),
        *("--datum", "2025-11-07", "--titel", "interview 3"),
    )
    assert (status, out) == (1, "")
    assert "dit bestand is er niet\n  waar:      weg.txt" in err
    assert contents(small_study) == before


@pytest.fixture
def delivered(tmp_path: Path) -> list[Path]:
    """Return three transcripts that no study has."""
    folder = tmp_path / "bestanden"
    folder.mkdir()
    files = [folder / name for name in ("Gesprek 3, één.txt", "int-4.txt", "5.txt")]
    for file in files:
        file.write_text(f"I: Hoe is het?\n\nR{file.stem[-1]}: Goed.\n", "utf-8")
    return files


KIND = ("--soort", "interview", "--wijze", "online")
DAY = ("--datum", "2025-11-07")


def test_import_without_what_it_must_know_shows_and_writes_nothing(
    run: Run, small_study: Path, delivered: list[Path], contents: Contents
) -> None:
    before = contents(small_study)
    for words, missing in (
        (
            (),
            "--soort focusgroep (of interview) --wijze fysiek (of online, telefoon) "
            "--datum JJJJ-MM-DD",
        ),
        (KIND, "--datum JJJJ-MM-DD"),
    ):
        status, out, err = run("import", small_study, *delivered, *words)
        assert (status, err) == (0, "")
        assert out.count("Het begin\n  I: Hoe is het?") == 3
        assert out.endswith(
            f"Er is nog niets in de studie gezet. Voeg daarvoor toe: {missing}\n"
        )
    assert contents(small_study) == before


def test_import_of_many_files_takes_names_from_the_files(
    run: Run, small_study: Path, delivered: list[Path], contents: Contents
) -> None:
    words = ("import", small_study, *delivered, *KIND, *DAY)
    status, _, err = run(*words, "--spreker", "I=gespreksleider", "--spreker", "R4=C1")
    assert (status, err) == (0, "")
    rows = (small_study / "gesprekken.csv").read_text("utf-8").splitlines()[-3:]
    assert [row.split(";")[0] for row in rows] == ["Gesprek-3-een", "int-4", "5"]
    assert [row.split(";")[-1] for row in rows] == ["Gesprek 3, één", "int 4", "5"]
    speakers = (small_study / "sprekers.csv").read_text("utf-8").splitlines()[-6:]
    assert speakers[2:4] == ["int-4;I;gespreksleider", "int-4;R4;C1"]
    assert speakers[5] == "5;R5;"
    before = contents(small_study)
    assert run(*words)[0] == 0
    assert contents(small_study) == before


@pytest.mark.parametrize(
    ("more", "whats"),
    [
        (("weg.txt", "leeg.txt"), ["dit bestand is er niet", "dit bestand is leeg"]),
        (("--spreker", "R9=C1"), ["spreker 'R9' komt in deze transcripten niet voor"]),
        (("--spreker", "I=C1"), ["spreker 'I' komt in 3 transcripten voor"]),
        (("--spreker", "R4=X"), ["respondent 'X' (voor spreker 'R4') bestaat niet"]),
        (("5/5.txt",), ["bij 2 bestanden '5'", "bij 2 bestanden '5.txt'"]),
        (("fg1.txt",), ["de studie heeft al een ander bestand met deze naam"]),
    ],
)
def test_one_file_that_fails_keeps_all_out_after_all_were_shown(
    more: tuple[str, ...],
    whats: list[str],
    run: Run,
    small_study: Path,
    delivered: list[Path],
    contents: Contents,
) -> None:
    folder = delivered[0].parent
    (folder / "5").mkdir()
    for name in ("5/5.txt", "fg1.txt"):
        (folder / name).write_text("I: Ja.\n\nR6: Nee.\n")
    (folder / "leeg.txt").touch()
    before = contents(small_study)
    words = [folder / word if word.endswith(".txt") else word for word in more]
    status, out, err = run("import", small_study, *delivered, *KIND, *DAY, *words)
    assert status == 1
    assert out.count("Hoe is het?") == 3
    assert err.count("oplossing: ") == len(whats)
    assert all(what in err for what in whats)
    assert contents(small_study) == before


def test_import_renews_a_transcript_and_says_where_the_codings_went(
    run: Run, small_study: Path, tmp_path: Path, contents: Contents
) -> None:
    file = tmp_path / "beter.txt"
    text = (small_study / "transcripten" / "fg1.txt").read_text("utf-8")
    file.write_text(text.replace("Overzicht, en", "Overzicht en"), "utf-8")
    status, out, err = run("import", small_study, file, "--vernieuw", "fg1")
    assert (status, err) == (0, "")
    assert out.startswith("beter.txt: ")
    assert "Coderingen: 2 gebleven, 1 verplaatst, 2 zonder plaats.\n" in out
    assert out.count("(anna): «Overzicht, en dan pas rust.»\n") == 2
    before = contents(small_study)
    status, out, _ = run("import", small_study, file, "--vernieuw", "fg1")
    assert "heeft dit bestand al; er is niets veranderd." in out
    assert contents(small_study) == before
    status, out, _ = run("check", small_study)
    assert status == 0
    assert "2 coderingen wachten op een plaats: " in out


def test_a_report_is_built_verified_and_found_out_of_date(
    run: Run,
    example: Path,
    tmp_path: Path,
    edit: Edit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run("verify", example)
    assert (status, out) == (1, "")
    assert "van deze studie is nog geen rapport gebouwd" in err

    status, out, _ = run("report", example)
    assert status == 0
    built = [Path(line) for line in out.split()]
    folder = Path("reports") / "voorbeeld"
    assert built == [
        folder / f"procesevaluatie.{x}"
        for x in ("docx", "herkomst.json", "html", "pdf")
    ]
    assert all(path.stat().st_size > 10_000 for path in built)

    status, out, err = run("verify", example)
    assert (status, err) == (0, "")
    assert out.endswith("alles klopt nog\n")

    edit(example / "respondenten.csv", "C01;client;", "C01;begeleider;")
    status, out, err = run("verify", example, "--rapport", folder)
    assert status == 1
    assert "keer klopt iets niet meer" in out
    assert "respondenten.csv, regel 11" in err


def test_claims_are_counted_or_named_with_what_may_be_written(
    run: Run, small_study: Path
) -> None:
    status, out, err = run("claims", small_study)
    assert (status, err) == (0, "")
    assert "zinnen rusten op bewijs.\n\n" in out
    assert "Onderzoeksopzet" in out

    folder = small_study / "rapport"
    folder.mkdir(exist_ok=True)
    text = "De aanpak is bewezen effectief.\n"
    (folder / "conclusies.md").write_text(text, encoding="utf-8")
    status, out, err = run("claims", small_study)
    assert (status, out) == (1, "")
    assert "hier staat 'bewezen effectief'" in err
    assert "waar:      rapport/conclusies.md, regel 1" in err
    assert "oplossing: schrijf 'verandering tijdens het traject'" in err


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("factors",),
        ("zrm", "--van", "intake", "--naar", "eind"),
        ("costs",),
        ("claims",),
        ("report",),
        ("verify",),
    ],
    ids=lambda words: words[0],
)
def test_a_folder_that_is_no_study_is_refused_by_every_command(
    words: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    for folder in (tmp_path, tmp_path / "bestaat niet"):
        status, out, err = run(words[0], folder, *words[1:])
        assert (status, out) == (1, "")
        assert f"{NO_STUDY}\n  waar:      {folder}\n" in err


@pytest.mark.parametrize("command", ["check", "factors", "costs", "report"])
def test_a_broken_study_ends_every_command_with_its_problems(
    command: str, run: Run, small_study: Path, edit: Edit, contents: Contents
) -> None:
    edit(small_study / "studie.toml", 'traditie = "codeboek"', "traditie = codeboek")
    edit(small_study / "sprekers.csv", "int2;R2;C2", "int2;R2;")
    before = contents(small_study)
    status, _, err = run(command, small_study)
    assert status == 1
    assert "deze regel is geen geldige TOML\n  waar:      studie.toml, regel 3" in err
    assert "niet ingevuld\n  waar:      sprekers.csv, regel 11, kolom respond" in err
    assert contents(small_study) == before


def test_names_that_no_file_can_have_are_a_problem_and_no_crash(
    run: Run, small_study: Path
) -> None:
    for words in (
        ("check", "x" * 5000),
        ("new", "x" * 5000),
        ("new", small_study / "studie.toml" / "nieuw"),
    ):
        status, out, err = run(*words)
        assert (status, out) == (1, "")
        assert "hier kan niet worden gelezen of geschreven (" in err
        assert "oplossing: controleer de naam, de map erboven" in err


def test_the_choices_of_the_commands_are_those_of_the_vocabulary() -> None:
    options = {
        (name, option.name): getattr(option.type, "choices", None)
        for name, command in tbresearch.commands.items()
        for option in command.params
    }
    assert list(options["import", "soort"]) == list(SESSION_KINDS)
    assert list(options["import", "wijze"]) == list(MODES)
    assert list(options["zrm", "van"]) == list(options["zrm", "naar"]) == list(MOMENTS)
    assert list(options["factors", "kant"]) == ["succesfactor", "verbeterpunt"]


def in_a_process(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a shell does, in a language that is not Dutch."""
    environment = {
        **os.environ,
        "LANGUAGE": "en",
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
        **more,
    }
    return subprocess.run(
        [sys.executable, "-m", "tbresearch", *map(str, words)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment,
    )


def test_a_process_speaks_dutch_and_gives_its_status(example: Path) -> None:
    good = in_a_process("check", example)
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.endswith("Geen problemen gevonden.\n")
    wrong = in_a_process("chekc", example)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.endswith(
        "Fout: Opdracht 'chekc' is er niet. Bedoelt u 'check'?\n"
    )


def test_a_terminal_without_accents_gets_question_marks_and_no_crash(
    small_study: Path, edit: Edit
) -> None:
    edit(small_study / "codeboek.toml", 'soort = "thema"', 'soort = "x"')
    ran = in_a_process("factors", small_study, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "gebruik ??n van: succesfactor" in ran.stderr


def test_a_process_with_bad_input_shows_no_traceback(tmp_path: Path) -> None:
    ran = in_a_process("check", tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert NO_STUDY in ran.stderr
    assert "Traceback" not in ran.stderr
