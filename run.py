"""Three commands on a fresh machine: `python3 run.py demo`, `lab` and `test`.

Needs Python 3.11 or later and nothing else. The first run makes `.venv` with the
packages of `requirements.lock`, each checked against its hash; later runs find it
there and start at once.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "tbresearch.stamp"
LOCK = ROOT / "requirements.lock"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

DEMO = [
    ["-m", "tbresearch", "check", "data/voorbeeld"],
    ["-m", "tbresearch", "report", "data/voorbeeld"],
    ["-m", "tbresearch", "verify", "data/voorbeeld"],
]
LAB = [
    [
        *("-m", "jupyter", "lab", "--log-level=WARN", "--ServerApp.root_dir=."),
        "--LabApp.default_url=/lab/tree/notebooks/01_transcripten.ipynb",
    ],
]
TEST = [
    ["-m", "ruff", "check", "."],
    ["-m", "ruff", "format", "--check", "."],
    ["-m", "mypy"],
    ["-m", "pytest", "-n", "2", "--dist", "loadfile"],
]
COMMANDS = {"demo": DEMO, "lab": LAB, "test": TEST}
HELP = """\
Gebruik: python3 run.py demo    bouwt het rapport van de voorbeeldstudie
         python3 run.py lab     opent de notebooks in uw browser
         python3 run.py test    draait alle controles van tbresearch"""
LAB_HELP = """\
JupyterLab opent in uw browser. Laat dit venster openstaan zolang u werkt.
Stoppen: kies in JupyterLab File > Shut Down, of druk hier twee keer op Ctrl+C."""


def main(words: list[str]) -> int:
    """Run the named command in the environment, making that first if needed."""
    if sys.version_info < (3, 11):
        print("tbresearch heeft Python 3.11 of nieuwer nodig.")
        return 2
    if len(words) != 1 or words[0] not in COMMANDS:
        print(HELP)
        return 2
    prepare()
    if words == ["lab"]:
        print(LAB_HELP, flush=True)
    for arguments in COMMANDS[words[0]]:
        status = follow(arguments)
        if status:
            return status
    return 0


def follow(arguments: list[str]) -> int:
    """Run Python in the environment; what Ctrl+C means is up to what runs."""
    process = subprocess.Popen(
        [PYTHON, *arguments], cwd=ROOT, env=environment(arguments)
    )
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def environment(arguments: list[str]) -> dict[str, str]:
    """Return what a command finds around it; tests share the cores among themselves."""
    # Two workers that each calculate on every core spend half their time waiting.
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS") if "pytest" in arguments else ()
    return {**os.environ, **dict.fromkeys(names, "1")}


def prepare() -> None:
    """Make `.venv` as the lock says, unless it is there already."""
    wanted = stamp()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    print("De omgeving wordt klaargezet; dat gebeurt één keer.", flush=True)
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    install_uv()
    uv = [str(PYTHON), "-m", "uv", "pip"]
    locked = ["--require-hashes", "--compile-bytecode", "-r", str(LOCK)]
    subprocess.run([*uv, "install", "-q", *locked], cwd=ROOT, check=True)
    own = ["--no-deps", "--no-build-isolation", "-e", "."]
    subprocess.run([*uv, "install", "-q", *own], cwd=ROOT, check=True)
    STAMP.write_text(wanted, encoding="utf-8")


def stamp() -> str:
    """Return what the environment depends on, as a hash."""
    parts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    return hashlib.sha256(b"".join([*parts, sys.version.encode()])).hexdigest()


def install_uv() -> None:
    """Install uv with pip, in the version and with the hashes of the lock."""
    found = re.search(r"^uv==.*(?:\n    .*)*", LOCK.read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise SystemExit("requirements.lock noemt uv niet; haal het bestand opnieuw op")
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.txt"
        only_uv.write_text(found[0] + "\n", encoding="utf-8")
        pip = ["-m", "pip", "install", "-q", "--require-hashes", "-r", str(only_uv)]
        subprocess.run([str(PYTHON), *pip], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
