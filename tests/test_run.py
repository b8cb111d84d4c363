"""`run.py` needs nothing but Python, and installs only what the lock holds."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).parents[1] / "run.py"


@pytest.fixture
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse(FILE.read_text(encoding="utf-8"))
    names = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert {str(name).split(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize("words", [[], ["bouw"], ["demo", "test"]])
def test_wrong_use_explains_itself_and_installs_nothing(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, FILE, *words], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stdout == "Gebruik: python3 run.py demo   of   python3 run.py test\n"


def test_another_lock_or_project_asks_for_another_environment(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run.stamp()
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(run.LOCK.read_bytes() + b"\n")
    monkeypatch.setattr(run, "LOCK", changed)
    assert run.stamp() != before


def test_uv_is_installed_in_the_version_and_with_the_hashes_of_the_lock(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def note(command: list[str], **_: object) -> None:
        asked.append((command, Path(command[-1]).read_text(encoding="utf-8")))

    monkeypatch.setattr(run.subprocess, "run", note)
    run.install_uv()
    ((command, wanted),) = asked
    assert "--require-hashes" in command
    assert wanted.startswith("uv==")
    assert wanted.count("--hash=sha256:") == wanted.count("\n") - 1
    assert wanted.count("==") == 1


def test_a_lock_without_uv_is_refused(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "requirements.lock"
    empty.write_text("", encoding="utf-8")
    monkeypatch.setattr(run, "LOCK", empty)
    with pytest.raises(SystemExit, match=r"requirements\.lock noemt uv niet"):
        run.install_uv()
