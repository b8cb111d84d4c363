"""Every layout module is in the registry, and says what a turn looks like."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tbresearch.transcripts import layouts
from tbresearch.transcripts.reading import Layout


def test_every_layout_module_is_registered() -> None:
    folder = Path(layouts.__file__).parent
    modules = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    assert set(layouts.NAMES) == modules
    assert len(layouts.NAMES) == len(modules)


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.label)
def test_a_layout_names_its_extension_and_shows_a_turn(layout: Layout) -> None:
    assert layout.label.endswith(f"({layout.suffix})")
    assert "'" in layout.turn
    assert layout.joint in {" ", "\n"}


def test_importing_the_readers_imports_no_file_format() -> None:
    code = (
        "import sys, tbresearch.transcripts; "
        "formats = {'docx', 'webvtt', 'lxml', 'openpyxl', 'pdfplumber', 'striprtf'}; "
        "print(sorted(formats & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
