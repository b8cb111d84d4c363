"""The one place that runs pandoc: the program of the wheel, offline, no clock.

Nothing of the user's own pandoc set-up is read, and every warning is an error:
a report with a warning is a report that shows something else than was written.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

from tbresearch.errors import WorkbenchError
from tbresearch.report.rendering.manuscript import Figure, Layout

__all__ = [
    "ASSETS",
    "EPOCH",
    "Node",
    "filters",
    "parse",
    "print_default",
    "workplace",
    "write",
]

Node = dict[str, Any]  # pandoc's JSON: {"t": kind, "c": content}

ASSETS = Path(__file__).parent / "assets"
EPOCH = 315_532_800  # 1 January 1980 UTC, the first moment a zip file can hold

# Characters of table text on a line of a page, for columns.lua.
_LINE: Mapping[Layout, int] = {"portrait": 100, "landscape": 145, "sheet": 100}

# Off: whatever lets text be code, reach a file, or turn into something else than
# the letters that stand there.
READER = "markdown" + "".join(
    f"-{extension}"
    for extension in (
        "citations",
        "example_lists",
        "fancy_lists",
        "grid_tables",
        "implicit_header_references",
        "latex_macros",
        "line_blocks",
        "markdown_in_html_blocks",
        "multiline_tables",
        "native_divs",
        "native_spans",
        "pandoc_title_block",
        "raw_attribute",
        "raw_html",
        "raw_tex",
        "simple_tables",
        "tex_math_dollars",
        "yaml_metadata_block",
    )
)


def filters(*names: str) -> tuple[str, ...]:
    """Return the options for filters, in the order they run."""
    return tuple(f"--lua-filter={ASSETS / name}" for name in names)


def parse(
    markdown: str,
    *,
    references: Sequence[Mapping[str, object]] = (),
    language: str = "",
) -> Node:
    """Return the document tree of a Markdown text, in the shape that all formats share.

    Parameters
    ----------
    markdown : str
        The text.
    references : sequence of mapping
        CSL-JSON items that it cites; they are written out here, so that the formats
        cannot differ. Without any, an at sign is a letter.
    language : str
        Of the words that citing adds, such as "en" between two names.
    """
    # With an unlimited line length a pipe table has no widths of its own; columns.lua
    # measures the cells instead.
    options = ["--to=json", "--columns=100000"]
    shape = filters("shape.lua")
    text = markdown.encode()
    if not references:
        options += [f"--from={READER}", *shape]
        tree: Node = json.loads(_run(options, text, folder=None))
        return tree
    with tempfile.TemporaryDirectory(prefix="bronnen-") as name:
        bibliography = Path(name) / "bronnen.json"
        bibliography.write_text(json.dumps(list(references)), encoding="utf-8")
        options += [
            f"--from={READER}+citations",
            "--citeproc",
            f"--csl={ASSETS / 'bronnen.csl'}",
            f"--bibliography={bibliography}",
            f"--metadata=lang:{language}",
            "--metadata=link-citations:true",
            *shape,
        ]
        cited: Node = json.loads(_run(options, text, folder=None))
        return cited


def write(
    document: Node,
    *,
    to: str,
    options: Sequence[str],
    folder: Path,
    layout: Layout,
) -> bytes:
    """Return a document tree as pandoc writes it in the format `to`.

    Parameters
    ----------
    document : Node
        From `parse`, with metadata added.
    to : str
        Writer and its extensions, such as ``"typst-smart"``.
    options : sequence of str
        Filters, template and whatever else the format needs.
    folder : Path
        Working directory: a relative path in the document is looked up there.
    layout : str
        Of the manuscript; filters and templates see it as the variable ``layout``.
    """
    fixed = ["--from=json", f"--to={to}", "--wrap=none", "--output=-"]
    fixed += [f"--variable=layout:{layout}", f"--variable=line:{_LINE[layout]}"]
    return _run([*fixed, *options], json.dumps(document).encode(), folder=folder)


def print_default(name: str) -> bytes:
    """Return a data file that pandoc carries inside itself."""
    return _run([f"--print-default-data-file={name}"], b"", folder=None)


@contextmanager
def workplace(
    figures: Mapping[str, Figure], suffix: Literal["svg", "png"]
) -> Iterator[Path]:
    """Give a temporary folder with ``figuren/<stem>.<suffix>`` in it."""
    with tempfile.TemporaryDirectory(prefix="rapport-") as name:
        folder = Path(name)
        (folder / "figuren").mkdir()
        for stem, figure in figures.items():
            drawn = figure.svg() if suffix == "svg" else figure.png()
            (folder / "figuren" / f"{stem}.{suffix}").write_bytes(drawn)
        yield folder


def _run(options: Sequence[str], text: bytes, *, folder: Path | None) -> bytes:
    command = [_program(), f"--data-dir={ASSETS}", "--fail-if-warnings", *options]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)}
    done = subprocess.run(
        command, input=text, capture_output=True, cwd=folder, env=environment
    )
    if done.returncode:
        message = done.stderr.decode(errors="replace").strip()
        raise WorkbenchError(
            f"pandoc kan de tekst niet omzetten: {message}",
            where="de Markdown van het rapport",
            fix="verbeter de plaats die pandoc noemt: een blok (:::) dat niet is "
            "afgesloten, of een naam {#naam} die twee keer is gegeven",
        )
    return done.stdout


@cache
def _program() -> str:
    """Path of the pandoc inside the wheel; never another one that happens to exist."""
    spec = importlib.util.find_spec("pypandoc")
    places = (spec and spec.submodule_search_locations) or ()
    for place in places:
        found = shutil.which("pandoc", path=str(Path(place) / "files"))
        if found:
            return found
    raise WorkbenchError(
        "het programma pandoc ontbreekt",
        where="het pakket pypandoc_binary van deze Python-omgeving",
        fix="installeer de vastgelegde pakketten opnieuw: python3 run.py test",
    )
