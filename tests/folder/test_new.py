"""A new study: templates that agree with what is read, and nothing overwritten."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.cli.commands import tbresearch
from tbresearch.coding import read_codebook, starter_codebook, starter_file
from tbresearch.costs import cost_per_trajectory, read_assumptions
from tbresearch.findings import PAIRS
from tbresearch.folder import check_study, new_study
from tbresearch.intervention import (
    SHIPPED,
    intervention_file,
    read_intervention,
)
from tbresearch.outcomes import SATISFACTION, ZRM
from tbresearch.study import (
    RESPONDENTS,
    SESSIONS,
    SPEAKERS,
    Table,
    open_study,
    read_table,
)
from tbresearch.study.study import SETTINGS
from tbresearch.synthesis.display import AREAS, INFERENCES
from tbresearch.trajectories import GOALS, PLANS, RECRUITMENT, SITUATIONS, TABLES

Contents = Callable[[Path], dict[str, bytes]]
Refusal = Callable[..., list[str]]


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return new_study(tmp_path / "nieuw")


def test_a_new_study_has_every_file_and_folder(new: Path, contents: Contents) -> None:
    assert set(contents(new)) == {
        "LEESMIJ.md",
        "aannames.toml",
        "codeboek.toml",
        "coderingen",
        "gesprekken.csv",
        "raamwerk.csv",
        "rapport",
        "respondenten.csv",
        "sprekers.csv",
        "studie.toml",
        "tegenspraak.csv",
        "transcripten",
        "werkzame_elementen.csv",
        "verbeterpunten.csv",
        "zrm.csv",
    }


def test_a_new_study_is_sound_and_empty(new: Path) -> None:
    inspection = check_study(new)
    assert inspection.problems == ()
    assert str(inspection) == (
        "Procesevaluatie Thuisbegeleiding: 0 gesprekken met 0 respondenten\n"
        "Thuisbegeleiding zoals bedoeld (versie 1 van 22 november 2026): 9 werkzame "
        "elementen, 6 subdoelen, 7 leefgebieden, 4 fasen en 5 routes\n"
        "0 gesprekken met 0 beurten, 0 woorden\n"
        "Startcodeboek Thuisbegeleiding, versie 1: 25 codes\n"
        "0 coderingen\n"
        "Raamwerk: 0 samenvattingen bij 0 gevallen\n"
        "0 verbeterpunten met bewijs, waarvan 0 met aanbeveling en wie aan zet is\n"
        "Tegenspraak bij succesfactor: 0 bevindingen, waarvan 0 met tegenspraak en 0 "
        "definitief\n"
        "Tegenspraak bij verbeterpunt: 0 bevindingen, waarvan 0 met tegenspraak en 0 "
        "definitief\n"
        "Werkzame elementen: 0 scores over 0 gevallen\n"
        "Aannames bij de kosten (prijspeil 2025): 0 aannames, waarvan 0 onbekend; "
        "0 kostenposten\n"
        "Rapport: 35 verwijzingen naar bewijs, alle te volgen\n"
        "Geen problemen gevonden."
    )


def test_the_settings_that_a_user_begins_with_are_the_careful_ones(new: Path) -> None:
    study = open_study(new)
    assert (study.coders, study.findings_from) == ((), ())
    assert (study.report_date, study.zrm_version) == (None, None)
    assert study.percentage_from == 20


def test_the_template_explains_every_setting(new: Path) -> None:
    lines = (new / "studie.toml").read_text(encoding="utf-8").split("\n")
    for field in SETTINGS:
        assert any(re.match(rf"(# )?{field.name} = ", line) for line in lines)


def test_every_setting_that_is_commented_out_can_be_used(new: Path) -> None:
    file = new / "studie.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^# (\w+ = )", r"\1", text), encoding="utf-8")
    study = open_study(new)
    assert study.report_date is not None
    assert study.zrm_version == "2017"


@pytest.mark.parametrize(
    "table", [RESPONDENTS, SESSIONS, SPEAKERS, ZRM], ids=lambda table: table.file
)
def test_the_columns_of_a_template_are_those_that_are_read(
    table: Table, new: Path
) -> None:
    text = (new / table.file).read_text(encoding="utf-8")
    assert text == ";".join(field.name for field in table.fields) + "\n"
    assert read_table(new / table.file, table).empty


def test_the_codebook_is_the_starter(new: Path) -> None:
    assert (new / "codeboek.toml").read_bytes() == starter_file().read_bytes()
    assert read_codebook(open_study(new)) == starter_codebook()


def test_the_example_in_the_register_works_once_it_is_uncommented(new: Path) -> None:
    file = new / "aannames.toml"
    head, sentence, rest = file.read_text(encoding="utf-8").partition(
        "Haal het # voor elke regel weg om het te\n# gebruiken.\n"
    )
    assert sentence
    file.write_text(head + sentence + re.sub("(?m)^#", "", rest), encoding="utf-8")
    register = read_assumptions(open_study(new))
    assert "4 aannames, waarvan 1 onbekend; 1 kostenpost" in str(register)
    # 50 EUR/uur x 2 uur/week x 52 weken/traject
    assert "5.200" in str(cost_per_trajectory(register))


def test_the_readme_names_files_and_commands_that_exist(new: Path) -> None:
    text = (new / "LEESMIJ.md").read_text(encoding="utf-8")
    for name in re.findall(r"(?m)^\| `([\w./]+)` \|", text):
        assert (new / name).exists(), name
    commands = re.findall(r"`tbresearch (\w+)", text)
    assert {"import", "check", "report", "verify"} <= set(commands)
    assert set(commands) <= set(tbresearch.commands)


def test_an_empty_folder_that_is_there_is_used(tmp_path: Path) -> None:
    assert new_study(str(tmp_path)) == tmp_path
    assert (tmp_path / "studie.toml").is_file()


def test_folders_above_are_made(tmp_path: Path) -> None:
    assert new_study(tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("there", ["notities.txt", ".verborgen", "map"])
def test_a_folder_that_holds_anything_is_refused_and_left_alone(
    there: str, tmp_path: Path, refusal: Refusal, contents: Contents
) -> None:
    if there == "map":
        (tmp_path / "map").mkdir()
    else:
        (tmp_path / there).write_text("van mij")
    before = contents(tmp_path)
    assert refusal(new_study, tmp_path) == [
        "hier staat al iets, en dat wordt niet overschreven\n"
        f"  waar:      {tmp_path}\n"
        "  oplossing: geef de naam van een nieuwe of een lege map"
    ]
    assert contents(tmp_path) == before


def test_a_study_is_never_made_over_a_study(
    new: Path, refusal: Refusal, contents: Contents
) -> None:
    before = contents(new)
    refusal(new_study, new)
    assert contents(new) == before


def test_a_file_is_no_folder_for_a_study(tmp_path: Path, refusal: Refusal) -> None:
    file = tmp_path / "bestand"
    file.write_text("van mij")
    [found] = refusal(new_study, file)
    assert found.startswith("hier staat al iets, en dat wordt niet overschreven")
    assert file.read_text() == "van mij"


@pytest.mark.parametrize("key", SHIPPED)
def test_a_study_begins_with_the_intervention_that_was_asked_for(
    key: str, tmp_path: Path
) -> None:
    root = new_study(tmp_path / "nieuw", intervention=key)
    copied = (root / "interventie.toml").read_bytes()
    assert copied == intervention_file(key).read_bytes()
    study = open_study(root)
    described = read_intervention(study)
    assert described.file == "interventie.toml"
    assert study.intervention == described.name
    assert check_study(root).problems == ()


def test_an_intervention_that_does_not_ship_is_refused_and_nothing_is_made(
    tmp_path: Path, refusal: Refusal
) -> None:
    assert refusal(new_study, tmp_path / "nieuw", intervention="buurtsoep") == [
        "er is geen meegeleverde interventie 'buurtsoep'\n"
        "  waar:      interventie\n"
        "  oplossing: kies uit: thuisbegeleiding, reset, integraal_werken, leeg"
    ]
    assert not (tmp_path / "nieuw").exists()


def test_the_command_offers_what_ships() -> None:
    option = next(
        p for p in tbresearch.commands["new"].params if p.name == "interventie"
    )
    assert tuple(option.type.choices) == SHIPPED  # type: ignore[attr-defined]


def test_the_readme_has_the_head_of_each_table_that_may_be_added(new: Path) -> None:
    text = (new / "LEESMIJ.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"`(\w+\.csv)`: .*\n\n```text\n(.*)\n```", text))
    tables = (
        *TABLES.values(),
        *(RECRUITMENT, SITUATIONS, PLANS, GOALS, SATISFACTION, PAIRS),
        *(AREAS, INFERENCES),
    )
    assert told == {
        table.file: ";".join(field.name for field in table.fields) for table in tables
    }


def test_heads_from_the_readme_are_read_as_empty_tables(new: Path) -> None:
    text = (new / "LEESMIJ.md").read_text(encoding="utf-8")
    for name, head in re.findall(r"`(\w+\.csv)`: .*\n\n```text\n(.*)\n```", text):
        (new / name).write_text(f"{head}\n", encoding="utf-8")
    assert check_study(new).problems == ()
