"""What README and docs say is so: code runs, commands exist, links lead somewhere."""

import re
import runpy
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tbresearch.cli.commands import tbresearch
from tbresearch.coding import starter_file
from tbresearch.coding.retrieval import FRAMEWORK
from tbresearch.coding.topics import TOPICS_PLAN
from tbresearch.findings import ELEMENT_SCORES, PAIRS, RECOMMENDATIONS, SEARCHES
from tbresearch.frameworks import SHIPPED_FRAMEWORKS
from tbresearch.frameworks.layout import FINDINGS, STRUCTURE
from tbresearch.intervention import SHIPPED
from tbresearch.intervention.computing import COMPUTATIONS
from tbresearch.intervention.layout import HEAD, LISTS, SINGLE
from tbresearch.outcomes import SATISFACTION, ZRM
from tbresearch.report.checklist import CHECKLISTS, read_checklist
from tbresearch.report.outline import PROCESS_EVALUATION
from tbresearch.report.products.worksheet import WORKSHEET
from tbresearch.study import RESPONDENTS, SESSIONS, SPEAKERS
from tbresearch.synthesis.display import AREAS, INFERENCES
from tbresearch.trajectories import GOALS, PLANS, RECRUITMENT, SITUATIONS

ROOT = Path(__file__).parents[1]
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "tbresearch" / "folder" / "templates" / "LEESMIJ.md",
]
GENERAL = ("id", "label", "toelichting", "bron", "plaats")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[tuple[str, str]]:
    return [
        (page.name, code)
        for page in PAGES
        for code in re.findall(
            rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL
        )
    ]


def commands() -> list[str]:
    """Return each tbresearch command of a console block, that is on this example."""
    lines = [line for _, code in blocks("console") for line in code.split("\n")]
    return [line for line in lines if line.startswith("tbresearch ")]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that looks as the repository does to a reader of the docs."""
    home = tmp_path_factory.mktemp("werkplek")
    shutil.copytree(ROOT / "data", home / "data")
    return home


def programs() -> dict[str, str]:
    """Return the Python of each page, as one who reads on would run it."""
    parts: dict[str, list[str]] = {}
    for page, code in blocks("python"):
        parts.setdefault(page, []).append(code)
    return {page: "\n".join(codes) for page, codes in parts.items()}


@pytest.mark.parametrize(("page", "code"), programs().items())
def test_python_in_the_docs_runs(
    page: str, code: str, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    program = workplace / f"{page}.py"
    program.write_text(code, encoding="utf-8")
    runpy.run_path(str(program), run_name="__main__")


def test_there_is_python_and_there_are_commands_to_run() -> None:
    assert list(programs()) == [
        "README.md",
        "bereik.md",
        "beweringen.md",
        "bijlagen.md",
        "bronnen.md",
        "interventie.md",
        "kaders.md",
        "kosten.md",
        "modellen.md",
        "overeenstemming.md",
        "rapporten.md",
        "samenhang.md",
        "terugzoeken.md",
        "uitkomsten.md",
        "uitvoering.md",
        "verdieping.md",
        "voorstellen.md",
        "werkblad.md",
    ]
    assert len(commands()) == 19


def test_commands_in_the_docs_run_in_their_order(
    workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    for line in commands():
        done = CliRunner().invoke(tbresearch, shlex.split(line)[1:])
        assert done.exit_code == 0, f"{line}\n{done.output}"


def test_every_command_is_in_the_readme() -> None:
    assert isinstance(tbresearch, click.Group)
    in_readme = set(re.findall(r"\| `tbresearch (\w+)` \|", README))
    assert in_readme == set(tbresearch.commands)


def test_the_readme_commands_are_those_of_run_py() -> None:
    runs = re.findall(r"^python3 run\.py (\w+)$", README, re.MULTILINE)
    assert runs == list(runpy.run_path(str(ROOT / "run.py"))["COMMANDS"])


def test_every_column_of_every_table_is_explained() -> None:
    page = (ROOT / "docs" / "studiemap.md").read_text(encoding="utf-8")
    for table in (
        *(RESPONDENTS, SESSIONS, SPEAKERS, FRAMEWORK),
        *(PAIRS, ELEMENT_SCORES, RECOMMENDATIONS, SEARCHES, ZRM),
        *(RECRUITMENT, SITUATIONS, PLANS, GOALS),
        *(AREAS, INFERENCES),
        SATISFACTION,
    ):
        part = page.split(f"## {table.file}")[1].split("\n## ")[0]
        for field in table.fields:
            assert f"`{field.name}`" in part, (table.file, field.name)


def test_every_block_of_a_description_is_explained() -> None:
    page = (ROOT / "docs" / "interventie.md").read_text(encoding="utf-8")
    for table, layout in {**SINGLE, **LISTS}.items():
        brackets = f"[{table}]" if table in SINGLE else f"[[{table}]]"
        assert f"`{brackets}`" in page, table
        for field in layout.fields:
            general = field.name in GENERAL
            assert general or f"`{field.name}`" in page, (table, field.name)
    for field in HEAD:
        assert f"`{field.name}`" in page or field.name == "doel_plaats"
    for name in COMPUTATIONS:
        assert f"`{name}`" in page
    assert all(f"`{key}`" in page for key in SHIPPED)


def test_every_block_of_a_framework_is_explained() -> None:
    page = (ROOT / "docs" / "kaders.md").read_text(encoding="utf-8")
    for plan in (STRUCTURE, FINDINGS):
        for table, fields in plan.lists.items():
            assert f"`[[{table}]]`" in page, table
            assert all(f"`{field.name}`" in page for field in fields), table
        assert all(f"`{field.name}`" in page for field in plan.head)
    assert all(f"`{key}`" in page for key in SHIPPED_FRAMEWORKS)


def test_every_block_of_a_topic_list_is_explained() -> None:
    page = (ROOT / "docs" / "bijlagen.md").read_text(encoding="utf-8")
    for table, fields in TOPICS_PLAN.lists.items():
        assert f"`[[{table}]]`" in page
        assert all(f"`{field.name}`" in page for field in fields), table
    for name in CHECKLISTS:
        assert f"`{name}`" in page
        assert f"| {len(read_checklist(name).items)} |" in page


def test_every_section_of_the_report_can_be_found_by_its_file_name() -> None:
    page = (ROOT / "docs" / "rapport.md").read_text(encoding="utf-8")
    named = re.findall(r"`(\w+)\.md`", page)
    assert named == [section.key for section in PROCESS_EVALUATION.outline]


def test_every_section_of_the_worksheet_and_part_of_an_example_is_explained() -> None:
    page = (ROOT / "docs" / "werkblad.md").read_text(encoding="utf-8")
    named = re.findall(r"`(\w+)\.md`", page)
    assert sorted(named) == sorted(section.key for section in WORKSHEET.outline)
    for name in ("id", "titel", "herkomst", "respondenten", "namen", "nagelezen"):
        assert f"| `{name}` |" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_in_the_docs_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert "://" in target or (page.parent / target).is_file(), target


@pytest.mark.parametrize("name", ["glossary.md", "codebook.md"])
def test_generated_pages_are_current(name: str) -> None:
    pages = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages[name]()


def test_the_example_study_uses_the_starter_codebook_as_it_ships() -> None:
    example = ROOT / "data" / "voorbeeld" / "codeboek.toml"
    assert example.read_bytes() == starter_file().read_bytes()
