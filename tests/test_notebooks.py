"""The notebooks: plain Dutch around short cells that run from top to bottom.

Each notebook is executed in a copy of the repository's `notebooks` and
`data/voorbeeld`, so that nothing in the repository is written.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

import tbresearch as tb

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
NAMES = [
    "01_transcripten",
    "02_coderen",
    "03_factoren",
    "04_uitvoering",
    "05_uitkomsten",
    "06_kosten_baten",
    "07_procesevaluatie",
]
EXAMPLE = '"../data/voorbeeld"'
MOST_LINES = 12
PROGRAMMING = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.If,
    ast.IfExp,
    ast.Match,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.With,
    ast.AsyncWith,
    ast.Try,
    ast.TryStar,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
JUPYTER_FOLDERS = (
    "IPYTHONDIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
)
CODE_BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
NOT_PROSE = re.compile(r"```.*?```|`[^`]*`|\[[^\]]*\]\([^)]*\)", re.DOTALL)
NOT_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
HEAD = re.compile(r"<th[^>]*>([^<]*)</th>")
LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")

every_notebook = pytest.mark.parametrize("name", NAMES)


def read(name: str) -> NotebookNode:
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


def sources(name: str, kind: str) -> list[str]:
    return [cell.source for cell in read(name).cells if cell.cell_type == kind]


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what Jupyter remembers out of the home of who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in JUPYTER_FOLDERS:
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


def workplace(folder: Path) -> Path:
    """Copy what the notebooks use to `folder`, and return its notebooks."""
    shutil.copytree(NOTEBOOKS, folder / "notebooks")
    shutil.copytree(ROOT / "data" / "voorbeeld", folder / "data" / "voorbeeld")
    return folder / "notebooks"


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(folder)}}
    )
    return asyncio.run(client.async_execute())


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For every notebook the copy that it is executed in."""
    return {name: workplace(tmp_path_factory.mktemp(name)) for name in NAMES}


@pytest.fixture(scope="module")
def executed(jupyter: None, places: dict[str, Path]) -> dict[str, NotebookNode]:
    """Every notebook with its outputs."""
    with ThreadPoolExecutor(2) as pool:
        done = pool.map(execute, map(read, NAMES), places.values())
        return dict(zip(NAMES, done, strict=True))


def test_these_are_the_notebooks() -> None:
    assert sorted(path.stem for path in NOTEBOOKS.iterdir() if path.is_file()) == NAMES


@every_notebook
def test_a_notebook_is_stored_without_outputs(name: str) -> None:
    cells = [cell for cell in read(name).cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in cells] == [[]] * len(cells)
    assert [cell.execution_count for cell in cells] == [None] * len(cells)


@every_notebook
def test_a_notebook_is_stored_as_jupyter_stores_it(name: str) -> None:
    notebook = read(name)
    nbformat.validate(notebook)
    stored = (NOTEBOOKS / f"{name}.ipynb").read_bytes().decode()

    assert stored == nbformat.writes(notebook) + "\n"
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"


@every_notebook
def test_a_cell_has_the_same_id_whoever_writes_the_notebook(name: str) -> None:
    names = [cell.id for cell in read(name).cells]
    assert len(set(names)) == len(names)
    assert [x for x in names if not re.fullmatch(rf"{name[:2]}-[a-z]+-\d\d", x)] == []


@every_notebook
def test_dutch_text_stands_before_and_after_every_code_cell(name: str) -> None:
    kinds = [cell.cell_type for cell in read(name).cells]
    assert kinds == ["markdown", *["code", "markdown"] * (len(kinds) // 2)]
    for text in sources(name, "markdown"):
        words = set(re.findall(r"\w+", text.lower()))
        assert len(words & {"de", "het", "een", "van", "is", "en", "dat"}) >= 4, text


@every_notebook
def test_the_text_before_a_code_cell_asks_a_question(name: str) -> None:
    for text in sources(name, "markdown")[:-1]:
        headings = [line for line in text.splitlines() if line.startswith("## ")]
        assert headings, text
        assert headings[-1].endswith("?"), headings[-1]


@every_notebook
def test_the_text_holds_for_every_study_and_so_names_no_number(name: str) -> None:
    for text in sources(name, "markdown"):
        assert re.findall(r".*\d.*", NOT_PROSE.sub("", text)) == []


@every_notebook
def test_links_lead_to_files_that_are_there(name: str) -> None:
    for text in sources(name, "markdown"):
        for target in LINK.findall(NOT_CODE.sub("", text)):
            assert (NOTEBOOKS / target).is_file(), target


@every_notebook
def test_a_code_cell_is_short_and_holds_no_programming(name: str) -> None:
    for code in sources(name, "code"):
        assert len(code.splitlines()) <= MOST_LINES
        nodes = [type(node) for node in ast.walk(ast.parse(code))]
        assert [node.__name__ for node in nodes if node in PROGRAMMING] == []


@every_notebook
def test_code_uses_the_public_names_as_they_are_declared(name: str) -> None:
    blocks = [b for text in sources(name, "markdown") for b in CODE_BLOCK.findall(text)]
    for code in (*sources(name, "code"), *blocks):
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert ast.unparse(node) == "import tbresearch as tb"
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "tb":
                assert node.attr in tb.__all__
            called = re.fullmatch(
                r"tb\.(\w+)", ast.unparse(getattr(node, "func", node))
            )
            if isinstance(node, ast.Call) and called:
                words = {str(word.arg): word.value for word in node.keywords}
                inspect.signature(getattr(tb, called[1])).bind(*node.args, **words)


@every_notebook
def test_the_study_is_named_in_the_first_code_cell_only(name: str) -> None:
    cells = [cell for cell in read(name).cells if cell.cell_type == "code"]
    assert [cell.metadata.get("tags") for cell in cells] == [
        ["parameters"],
        *[None] * (len(cells) - 1),
    ]
    assert f"MAP = {EXAMPLE}\n" in cells[0].source
    assert "studie = tb.open_study(MAP)\n" in cells[0].source
    assert not any("../" in cell.source for cell in cells[1:])


@every_notebook
def test_every_code_cell_runs_and_shows_an_answer_without_a_warning(
    name: str, executed: dict[str, NotebookNode]
) -> None:
    cells = [cell for cell in executed[name].cells if cell.cell_type == "code"]
    for cell in cells:
        assert cell.outputs, cell.source
        kinds = {output.get("name", output.output_type) for output in cell.outputs}
        assert kinds <= {"stdout", "execute_result"}, cell.outputs


@every_notebook
def test_a_result_shows_a_table_and_a_plot_shows_a_picture(
    name: str, executed: dict[str, NotebookNode]
) -> None:
    for cell in executed[name].cells:
        for output in cell.get("outputs", []):
            if output.output_type == "execute_result":
                drawn = cell.source.endswith((".plot()", ".forest()"))
                assert ("image/png" if drawn else "text/html") in output.data


@every_notebook
def test_no_table_has_a_head_that_is_meant_for_code(
    name: str, executed: dict[str, NotebookNode]
) -> None:
    study = tb.open_study(ROOT / "data" / "voorbeeld")
    corpus = tb.read_transcripts(study)
    coding = tb.read_coding(study, corpus, tb.read_codebook(study))
    frames = (
        study.sessions,
        study.respondents,
        corpus.turns,
        coding.to_frame(),
        tb.success_factors(coding).to_frame(),
        tb.read_zrm(study).frame,
        tb.zrm_change(tb.read_zrm(study), between=("intake", "eind")).to_frame(),
        tb.read_assumptions(study).to_frame(),
        tb.cost_per_trajectory(tb.read_assumptions(study)).to_frame(),
    )
    for_code = {str(column) for frame in frames for column in frame.columns}
    heads = [
        head
        for cell in executed[name].cells
        for output in cell.get("outputs", [])
        for head in HEAD.findall(output.get("data", {}).get("text/html", ""))
    ]
    assert [head for head in heads if head in for_code] == []


def test_the_report_notebook_leaves_reports_that_still_hold(
    executed: dict[str, NotebookNode], places: dict[str, Path]
) -> None:
    name = "07_procesevaluatie"
    reports = places[name].parent / "reports" / "voorbeeld"
    last = [cell for cell in executed[name].cells if cell.cell_type == "code"][-1]

    files = sorted(path.name for path in reports.iterdir())
    assert files == [
        f"{product}.{kind}"
        for product in ("factsheet", "procesevaluatie")
        for kind in ("docx", "herkomst.json", "html", "pdf")
    ]
    assert "alles klopt nog</p>" in last.outputs[0].data["text/html"]


def test_another_study_takes_another_folder_name_and_nothing_else(
    jupyter: None, tmp_path: Path
) -> None:
    notebooks = workplace(tmp_path)
    other = tmp_path / "data" / "andere"
    (tmp_path / "data" / "voorbeeld").rename(other)
    settings = (other / "studie.toml").read_text(encoding="utf-8")
    title = re.sub(r'(?m)^titel = ".*"$', 'titel = "Een andere studie"', settings)
    (other / "studie.toml").write_text(title, encoding="utf-8")
    notebook = read("04_uitvoering")
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    first.source = first.source.replace(EXAMPLE, '"../data/andere"')

    execute(notebook, notebooks)

    assert first.outputs[0].text.startswith("Een andere studie: ")


def test_the_coding_that_the_text_shows_can_be_added_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace(tmp_path))
    text = sources("02_coderen", "markdown")[-1]
    add, remove = CODE_BLOCK.findall(text)
    names: dict[str, object] = {}
    for code in sources("02_coderen", "code"):
        exec(code, names)
    before = names["codering"]
    assert isinstance(before, tb.Coding)

    exec(add, names)

    after = names["codering"]
    assert isinstance(after, tb.Coding)
    assert set(after.codings["id"]) - set(before.codings["id"]) == {names["naam"]}
    exec(remove, names)
    again = tb.read_coding(after.study, after.corpus, after.codebook)
    assert list(again.codings["id"]) == list(before.codings["id"])
