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


@pytest.mark.parametrize("words", [[], ["bouw"], ["demo", "lab"]])
def test_wrong_use_explains_itself_and_installs_nothing(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, FILE, *words], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stdout == (
        "Gebruik: python3 run.py demo    bouwt het rapport van de voorbeeldstudie\n"
        "         python3 run.py lab     opent de notebooks in uw browser\n"
        "         python3 run.py test    draait alle controles van tbresearch\n"
    )


def test_the_first_command_that_fails_ends_the_row(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [["-c", ""], ["-c", "raise SystemExit(3)"], ["-c", "raise SystemExit(4)"]]
    monkeypatch.setattr(run, "prepare", lambda: None)
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    monkeypatch.setitem(run.COMMANDS, "demo", codes)
    assert run.main(["demo"]) == 3


def test_lab_tells_how_to_stop_and_starts_on_the_first_notebook(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []
    monkeypatch.setattr(run, "prepare", lambda: None)
    monkeypatch.setattr(run, "follow", lambda arguments: asked.append(arguments) or 0)
    assert run.main(["lab"]) == 0
    [arguments] = asked
    assert arguments[:3] == ["-m", "jupyter", "lab"]
    first = arguments[-1].split("/tree/")[1]
    assert (FILE.parent / first).is_file()
    assert "File > Shut Down" in capsys.readouterr().out


def test_what_ctrl_c_means_is_up_to_the_program_that_runs(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Asking:
        """A program that asks whether to stop, and stops at the second Ctrl+C."""

        def __init__(self, *_: object, **__: object) -> None:
            self.pressed = 0

        def wait(self) -> int:
            self.pressed += 1
            if self.pressed <= 2:
                raise KeyboardInterrupt
            return 7

    monkeypatch.setattr(run.subprocess, "Popen", Asking)
    assert run.follow(["-m", "jupyter", "lab"]) == 7


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
