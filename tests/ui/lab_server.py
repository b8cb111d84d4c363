"""A JupyterLab in a temporary folder, started as `python3 run.py lab` starts it."""

from __future__ import annotations

import os
import runpy
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).parents[2]
_ARGUMENTS = runpy.run_path(str(ROOT / "run.py"))["LAB"][0]
# What Jupyter remembers stays out of the home of who runs the tests.
_OWN_FOLDERS = (
    "IPYTHONDIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
)
_START_SECONDS = 90
_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LabServer:
    """A running JupyterLab.

    Attributes
    ----------
    url : str
        On this machine, without a slash at the end.
    token : str
        What it asks of who opens it.
    folder : Path
        What it shows; tests may write there.
    """

    url: str
    token: str
    folder: Path

    def write_notebook(self, name: str, *cells: str) -> str:
        """Write a notebook of code cells, and return its path in this JupyterLab."""
        notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = _KERNEL
        nbformat.write(notebook, self.folder / f"{name}.ipynb")
        return f"{name}.ipynb"


@contextmanager
def running_lab(folder: Path, *, private: Path) -> Iterator[LabServer]:
    """Start a JupyterLab on `folder`, and stop it and its kernels afterwards.

    Parameters
    ----------
    folder : Path
        What it shows.
    private : Path
        Where it keeps what it remembers, and its log.
    """
    token = secrets.token_hex()
    port = _free_port()
    arguments = [
        *_ARGUMENTS,
        *("--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"),
        "--ServerApp.port_retries=0",
        # As the wheel has it, also where the wheel of another copy is installed.
        "--ServerApp.jpserver_extensions=tbresearch.server=True",
        # The tests ask the page for its own application.
        "--LabApp.expose_app_in_browser=True",
    ]
    own = {name: str(private / name.lower()) for name in _OWN_FOLDERS}
    own["JUPYTER_TOKEN"] = token
    # Kernels run the code that is tested, wherever another copy is installed.
    path = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    own["PYTHONPATH"] = os.pathsep.join(filter(None, path))
    log = private / "lab.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **own},
        )
        server = LabServer(url=f"http://127.0.0.1:{port}", token=token, folder=folder)
        try:
            _wait_until_it_answers(server, process, log)
            yield server
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(
    server: LabServer, process: subprocess.Popen[bytes], log: Path
) -> None:
    end = time.monotonic() + _START_SECONDS
    address = f"{server.url}/api/status?token={server.token}"
    while process.poll() is None and time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-4000:]}")
