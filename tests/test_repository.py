"""The repository keeps its promises: one truth for packages, nothing private in it."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ON_THE_CARD = {
    "jupyterlab",
    "pandas",
    "scikit-learn",
    "statsmodels",
    "nltk",
    "matplotlib",
    "pytest",
}


def requirements() -> dict[str, str]:
    """Return every direct requirement of pyproject.toml: name to specifier."""
    lines = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
    ]
    return dict(re.fullmatch(r"([\w.-]+)(.*)", line).groups() for line in lines)  # type: ignore[union-attr, misc]


def conda_lines() -> list[str]:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    return [line[4:] for line in text.split("\n") if line.startswith("  - ")]


def test_environment_yml_asks_for_the_core_packages_of_pyproject() -> None:
    lines = conda_lines()
    versions = dict(re.fullmatch(r"([\w-]+)(.*)", x).groups() for x in lines[1:-1])  # type: ignore[union-attr, misc]
    del versions["pip"]
    python = PROJECT["project"]["requires-python"]
    wanted = {name: requirements()[name] for name in ON_THE_CARD}
    assert versions == {"python": python, **wanted}


def test_environment_yml_installs_the_project_itself() -> None:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert text.endswith("  - pip\n  - pip:\n      - -e .\n")


def test_every_direct_requirement_is_locked() -> None:
    locked = set(re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE))
    assert {name.lower() for name in requirements()} - locked == set()


def test_every_locked_package_has_a_hash() -> None:
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_the_lock_names_no_host() -> None:
    assert re.findall(r"https?://|--index|--find-links|--extra", LOCK) == []


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("geen git of geen kloon: de bestandenlijst is er niet")
    return [ROOT / name for name in listed.split("\0") if name]


def test_no_tracked_file_is_large() -> None:
    assert [p for p in tracked() if p.is_file() and p.stat().st_size > 2e6] == []


def test_no_tracked_file_names_a_place_on_a_machine() -> None:
    pattern = re.compile(rb"/(?:home|root|Users|work)/[a-z]\w+|[A-Z]:\\\\?Users")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.is_file() and pattern.search(path.read_bytes())
    ]
    assert found == []


def test_the_build_leaves_nothing_to_commit() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in tracked()}
    assert [n for n in names if n.endswith("bewijs.json")] == []
    assert [n for n in names if n.startswith("reports/")] == ["reports/README.md"]
    assert [n for n in names if n.startswith("data/eigen/")] == ["data/eigen/README.md"]
