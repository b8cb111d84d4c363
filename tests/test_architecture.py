"""Imports run downward only, and the pillars do not know one another."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "tbresearch"

_BASE = {
    *("errors", "vocabulary", "html", "study", "estimate", "privacy", "figures"),
    *("intervention", "trajectories", "frameworks", "literature"),
}
_PILLARS = {"findings", "outcomes", "costs", "implementation"}
_TALK = {"transcripts", "coding"}

# The drawing in docs/ARCHITECTURE.md: what each part may import.
MAY_IMPORT = {
    "errors": set(),
    "vocabulary": set(),
    "figures": set(),
    "server": set(),
    "html": {"errors", "vocabulary"},
    "estimate": {"vocabulary"},
    "study": {"errors", "vocabulary", "html"},
    "privacy": {"errors", "estimate", "html", "study", "vocabulary"},
    "intervention": {"errors", "estimate", "figures", "html", "study", "vocabulary"},
    "trajectories": {
        *("errors", "html", "intervention", "privacy", "study", "vocabulary")
    },
    "frameworks": {
        *("errors", "estimate", "figures", "html", "intervention", "study"),
        "vocabulary",
    },
    "literature": {"errors", "html", "study", "vocabulary"},
    "datasets": _BASE,
    "transcripts": _BASE,
    "coding": _BASE | {"transcripts"},
    "interchange": _BASE | _TALK,
    "suggesting": _BASE | _TALK,
    "implementation": _BASE,
    "findings": _BASE | _TALK,
    "outcomes": _BASE,
    "costs": _BASE,
    "synthesis": _BASE | _TALK | _PILLARS,
    "report": _BASE | _TALK | _PILLARS | {"synthesis"},
    "folder": _BASE | _TALK | _PILLARS | {"synthesis", "report", "interchange"},
    "widgets": _BASE
    | _TALK
    | _PILLARS
    | {"synthesis", "report", "folder", "suggesting"},
    "cli": _BASE
    | _TALK
    | _PILLARS
    | {"synthesis", "report", "interchange", "folder", "widgets", "suggesting"},
    "__main__": {"cli"},
}
FILES = sorted(ROOT.rglob("*.py"))


def part_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """Return the parts of tbresearch that a file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            names.add(node.module or "")
    return {n.split(".")[1] for n in names if n.startswith("tbresearch.")}


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_imports_flow_one_way(file: Path) -> None:
    part = part_of(file)
    if part != "__init__":
        assert imported(file) - {part} <= MAY_IMPORT[part]


def test_every_part_is_in_the_drawing() -> None:
    assert {part_of(file) for file in FILES} - {"__init__"} == set(MAY_IMPORT)


def test_the_drawing_has_no_cycle() -> None:
    left = dict(MAY_IMPORT)
    while left:
        ready = [part for part, needs in left.items() if not needs & left.keys()]
        assert ready, f"cycle among {sorted(left)}"
        for part in ready:
            del left[part]


def test_the_pillars_do_not_know_one_another() -> None:
    for pillar in _PILLARS:
        assert not MAY_IMPORT[pillar] & _PILLARS


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_files_functions_and_classes_stay_small(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        size = getattr(node, "end_lineno", 0) - getattr(node, "lineno", 0) + 1
        if isinstance(node, ast.FunctionDef) and node.body:
            doc = ast.get_docstring(node, clean=False) or ""
            assert size - doc.count("\n") <= 50, node.name
        if isinstance(node, ast.ClassDef):
            assert size <= 150, node.name
