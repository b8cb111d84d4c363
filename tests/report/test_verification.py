"""Whatever moves under the report makes verification fail, by name."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.errors import Problem, WorkbenchError

SOURCE = Path(__file__).parents[2] / "data" / "voorbeeld"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the example study and its report."""
    home = tmp_path_factory.mktemp("gebouwd")
    shutil.copytree(SOURCE, home / "studie")
    tb.full_report(tb.open_study(home / "studie")).save(home / "rapport")
    return home


@pytest.fixture
def home(built: Path) -> Iterator[Path]:
    """Return the built folder, and put back what a test changed."""
    before = {p: p.read_bytes() for p in built.rglob("*") if p.is_file()}
    yield built
    for path in {p for p in built.rglob("*") if p.is_file()} - before.keys():
        path.unlink()
    for path, content in before.items():
        path.write_bytes(content)


def verify(home: Path) -> tuple[Problem, ...]:
    try:
        study = tb.open_study(home / "studie")
        return tb.verify_report(study, home / "rapport").problems
    except WorkbenchError as error:
        return error.problems


def replace(path: Path, old: str, new: str) -> int:
    """Replace the first `old` by `new`, and return its line."""
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    return text[: text.index(old)].count("\n") + 1


def test_a_report_that_was_just_built_holds(home: Path) -> None:
    assert verify(home) == ()


def test_one_character_of_a_quote_in_a_transcript_names_file_coding_and_text(
    home: Path,
) -> None:
    path = home / "studie/transcripten/interview-7.txt"
    line = replace(path, "zo'n lampje branden.", "zo'n lampje brander.")
    problems = verify(home)
    assert problems[0].where == (f"transcripten/interview-7.txt, regel {line}")
    (drift,) = [p for p in problems if "a-int7-001" in p.what]
    assert drift.what.count("er gaat zo'n lampje brande") == 2
    assert "lampje brander." in drift.what
    assert "coderingen/anna.jsonl" in drift.where


def test_one_character_outside_every_quote_names_the_line(home: Path) -> None:
    path = home / "studie/transcripten/interview-7.txt"
    line = replace(path, "Ja, hij neemt op.", "Ja, hij neemt  op.")
    (problem,) = verify(home)
    assert problem.where == f"transcripten/interview-7.txt, regel {line}"
    assert problem.what == (
        "dit bestand is veranderd sinds de bouw van het rapport; dat raakt geen zin in "
        "het rapport"
    )


def test_one_character_of_a_quote_in_a_journal_names_its_line(home: Path) -> None:
    path = home / "studie/coderingen/anna.jsonl"
    line = replace(path, '"quote": "Toen hebben', '"quote": "Toen hebbem')
    wheres = [p.where for p in verify(home)]
    assert f"coderingen/anna.jsonl, regel {line}" in wheres
    assert any(w.startswith(f"coderingen/anna.jsonl, regel {line};") for w in wheres)


def test_another_polarity_changes_the_counts_by_name(home: Path) -> None:
    path = home / "studie/coderingen/anna.jsonl"
    text = path.read_text(encoding="utf-8").split("\n")
    line = next(i for i, act in enumerate(text) if '"id": "a-int3-006"' in act)
    text[line] = text[line].replace('"succesfactor"', '"geen"')
    path.write_text("\n".join(text), encoding="utf-8")
    whats = " ".join(p.what for p in verify(home))
    assert "tabel:succesfactor.client" in whats


def test_a_withdrawn_right_to_quote_stops_at_each_quote(home: Path) -> None:
    row = "C02;client;cliënt;B;70-79;ja;ja;ja;"
    replace(home / "studie/respondenten.csv", row, row[:-3] + "nee;")
    refused = [p for p in verify(home) if "mag niet worden afgedrukt" in p.what]
    text = (SOURCE / "rapport/ervaringen.md").read_text(encoding="utf-8")
    lines = [i for i, t in enumerate(text.split("\n"), 1) if "citaat:a-int2" in t]
    assert len(lines) == 2
    assert [p.where for p in refused] == [
        f"rapport/ervaringen.md, regel {line}" for line in lines
    ]


def test_a_score_that_is_gone_changes_its_table(home: Path) -> None:
    text = (home / "studie/zrm.csv").read_text(encoding="utf-8")
    row = next(r for r in text.split("\n") if "K01" in r and "eind" in r)
    cells = row.split(";")
    cells[5] = ""
    replace(home / "studie/zrm.csv", row, ";".join(cells))
    assert any("tabel:zrm" in p.what for p in verify(home))


def test_another_assumption_changes_the_costs(home: Path) -> None:
    replace(home / "studie/aannames.toml", "waarde = 61", "waarde = 62")
    assert any("tabel:kosten" in p.what for p in verify(home))


def test_an_edited_report_is_noticed(home: Path) -> None:
    path = home / "rapport/procesevaluatie.html"
    path.write_bytes(path.read_bytes().replace(b"6 van 18", b"8 van 18", 1))
    (problem,) = verify(home)
    assert problem.what == "dit bestand is na de bouw veranderd"
    assert problem.where.endswith("rapport/procesevaluatie.html")


def test_a_missing_report_file_is_noticed(home: Path) -> None:
    (home / "rapport/procesevaluatie.pdf").unlink()
    (problem,) = verify(home)
    assert problem.what == "dit bestand is er niet"


def test_a_new_file_and_a_vanished_file_are_noticed(home: Path) -> None:
    (home / "studie/rapport/bereik.md").write_text("Nieuw.", encoding="utf-8")
    (home / "studie/zrm.csv").unlink()
    found = {p.where: p.what for p in verify(home)}
    assert "is nieuw sinds" in found["rapport/bereik.md"]
    assert "is er niet meer" in found["zrm.csv"]


def test_a_study_without_a_report_says_how_to_build_one(home: Path) -> None:
    (home / "studie/rapport/bewijs.json").unlink()
    (problem,) = verify(home)
    assert problem.what == "van deze studie is nog geen rapport gebouwd"
    assert "tbresearch report" in problem.fix


@pytest.mark.parametrize("content", ["", "{", "[]", '{"sources": {}}', "{}"])
def test_a_damaged_manifest_says_so(home: Path, content: str) -> None:
    path = home / "studie/rapport/bewijs.json"
    path.write_text(content, encoding="utf-8")
    (problem,) = verify(home)
    assert problem.what == "het overzicht van het bewijs is beschadigd"


SOURCES = [
    *sorted(p.relative_to(SOURCE).as_posix() for p in SOURCE.glob("*.csv")),
    *sorted(p.relative_to(SOURCE).as_posix() for p in SOURCE.glob("*.toml")),
    *sorted(p.relative_to(SOURCE).as_posix() for p in SOURCE.glob("*/*.jsonl")),
    *sorted(p.relative_to(SOURCE).as_posix() for p in SOURCE.glob("transcripten/*")),
    *sorted(p.relative_to(SOURCE).as_posix() for p in SOURCE.glob("rapport/*.md")),
]


@pytest.mark.parametrize("name", SOURCES)
def test_one_changed_byte_anywhere_is_caught_and_its_file_named(
    home: Path, name: str
) -> None:
    rng = random.Random(f"2026 {name}")
    path = home / "studie" / name
    raw = bytearray(path.read_bytes())
    spot = rng.randrange(len(raw))
    raw[spot] = rng.choice([b for b in b"aZ9 ;" if b != raw[spot]])
    path.write_bytes(raw)
    assert any(name.split("/")[-1] in p.where for p in verify(home))


def test_a_number_names_the_sentence_that_rests_on_it_and_the_line_that_moved(
    home: Path,
) -> None:
    path = home / "studie/coderingen/anna.jsonl"
    act = next(
        a for a in path.read_text(encoding="utf-8").split("\n") if '"a-int3-006"' in a
    )
    line = replace(path, act, act.replace('"succesfactor"', '"geen"'))
    key = "aantal:succesfactor.client.vertrouwensband.respondent"
    (problem,) = [p for p in verify(home) if p.where == f"procesevaluatie, {key}"]
    assert problem.what.startswith(f"bewijs {key} rust nu op iets anders, al staat er")
    assert (
        "daarop rust: «Wat cliënten helpt is vooral iemand die blijft" in problem.what
    )
    assert "(rapport/samenvatting.md, regel 3)" in problem.what
    assert f"veranderd: coderingen/anna.jsonl, regel {line}" in problem.what


def test_a_changed_sentence_of_the_author_is_shown_old_and_new(home: Path) -> None:
    path = home / "studie/rapport/conclusies.md"
    line = replace(path, "met dit onderzoek niet te zeggen", "hiermee niet te zeggen")
    (source, sentence) = verify(home)
    assert source.what == "dit bestand is veranderd sinds de bouw van het rapport"
    assert "«Of Thuisbegeleiding werkt, is met dit onderzoek" in sentence.what
    assert "is nu «Of Thuisbegeleiding werkt, is hiermee" in sentence.what
    assert sentence.where == f"procesevaluatie, rapport/conclusies.md, regel {line}"


def test_a_quote_that_drifts_names_the_sentence_that_leads_to_it(home: Path) -> None:
    path = home / "studie/coderingen/anna.jsonl"
    replace(path, "Net een terriër. Daar ben", "Net een herder. Daar ben")
    told = [p.what for p in verify(home) if "a-int2-010" in p.what]
    assert told
    assert "daarop rust: «" in told[0]
