"""What is installed holds the pages, and the settings that keep JupyterLab quiet."""

from __future__ import annotations

import json
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]
SERVER = "etc/jupyter/jupyter_server_config.d/tbresearch.json"
SETTINGS = "share/jupyter/lab/settings/overrides.d/tbresearch.json"


def wheel(kind: str, folder: Path) -> zipfile.ZipFile:
    [file] = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=[kind])
    return zipfile.ZipFile(file)


def test_a_wheel_holds_every_page_and_its_style(tmp_path: Path) -> None:
    pages = {
        path.relative_to(ROOT).as_posix()
        for kind in ("js", "css")
        for path in (ROOT / "tbresearch" / "widgets").rglob(f"*.{kind}")
    }
    assert "tbresearch/widgets/names/names.js" in pages
    with wheel("standard", tmp_path) as built:
        assert pages <= set(built.namelist())


@pytest.mark.parametrize("kind", ["standard", "editable"])
def test_installing_makes_jupyterlab_ask_no_website(tmp_path: Path, kind: str) -> None:
    with wheel(kind, tmp_path) as built:
        [name] = [name for name in built.namelist() if name.endswith(SETTINGS)]
        settings = json.loads(built.read(name))
    assert name.split("/")[1] == "data"
    assert settings == {
        "@jupyterlab/apputils-extension:notification": {
            "checkForUpdates": False,
            "fetchNews": "false",
        }
    }


@pytest.mark.parametrize("kind", ["standard", "editable"])
def test_installing_makes_jupyter_server_tell_pages_at_once(
    tmp_path: Path, kind: str
) -> None:
    with wheel(kind, tmp_path) as built:
        [name] = [name for name in built.namelist() if name.endswith(SERVER)]
        [(module, enabled)] = json.loads(built.read(name))["ServerApp"][
            "jpserver_extensions"
        ].items()
    assert enabled is True
    assert import_module(module)._jupyter_server_extension_points() == [
        {"module": module}
    ]
