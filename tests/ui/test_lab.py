"""JupyterLab as our users meet it: on the first notebook, quiet, and by itself."""

from __future__ import annotations

import sys

from lab_page import LabPage
from lab_server import LabServer


def test_it_opens_on_the_first_notebook_and_asks_nothing(lab_page: LabPage) -> None:
    lab_page.start()

    assert "01_transcripten" in lab_page.page.url
    lab_page.wait(".jp-Notebook h1:has-text('Transcripten')")
    assert lab_page.page.locator(".jp-Dialog, .jp-toastContainer *").count() == 0


def test_a_notebook_runs_in_the_python_that_runs_the_tests(
    lab: LabServer, lab_page: LabPage
) -> None:
    name = lab.write_notebook("python", "import sys", "print('hier', sys.prefix)")
    lab_page.open(name)
    lab_page.run_all()

    shown = lab_page.wait(".jp-OutputArea-output").inner_text()
    assert shown == f"hier {sys.prefix}\n"


def test_a_page_that_asks_another_machine_is_caught(lab_page: LabPage) -> None:
    lab_page.start()
    with lab_page.page.expect_console_message():
        lab_page.page.evaluate("() => { new Image().src = 'https://example.org/x'; }")

    assert lab_page.outside == ["https://example.org/x"]
    [error] = lab_page.errors
    assert "https://example.org/x" in error
    lab_page.outside.clear()
    lab_page.errors.clear()
