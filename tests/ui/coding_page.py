"""The coding page in a notebook, and what a coder does there."""

from __future__ import annotations

import json
from pathlib import Path

from lab_page import LabPage
from lab_server import LabServer
from playwright.sync_api import Locator

_BENCH = ".tb-coding"
# Where the words stand on the screen: the begin of the first and the end of the last.
_PLACE = """([root, words]) => {
  for (const line of document.querySelectorAll(root + ' .tb-words')) {
    const at = line.textContent.indexOf(words);
    if (at < 0) continue;
    const find = (left) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        if (left <= walker.currentNode.length) return [walker.currentNode, left];
        left -= walker.currentNode.length;
      }
    };
    line.closest('.tb-turn').scrollIntoView({ block: 'center' });
    const range = document.createRange();
    range.setStart(...find(at));
    range.setEnd(...find(at + words.length));
    const boxes = [...range.getClientRects()].filter((box) => box.width);
    const [first, last] = [boxes[0], boxes.at(-1)];
    const [x0, y0] = [first.left + 1, first.top + first.height / 2];
    return [x0, y0, last.right - 1, last.top + last.height / 2];
  }
}"""


class CodingPage:
    """One coding page; what it does is waited for until Python has it.

    Attributes
    ----------
    lab_page : LabPage
        The page of JupyterLab that it stands on.
    study : Path
        The study folder.
    """

    def __init__(self, lab_page: LabPage, study: Path, coder: str) -> None:
        self.lab_page = lab_page
        self.study = study
        self.coder = coder
        self.page = lab_page.page

    def open(self, lab: LabServer, *, more: str = "") -> None:
        """Open a new notebook with the page in it, and wait until it is drawn."""
        offered = ", suggestions=offered" if more else ""
        name = lab.write_notebook(
            f"coderen-{self.study.parent.name}-{self.coder}",
            "import tbresearch as tb\n"
            f"study = tb.open_study({str(self.study)!r})\n"
            f"{more}\n"
            f"tb.code(study, coder={self.coder!r}{offered})",
        )
        self.lab_page.open(name)
        self.lab_page.run_all()
        self.wait_until_drawn()

    def wait_until_drawn(self) -> None:
        """Wait until the page shows what Python told."""
        self.page.wait_for_selector(f"{_BENCH}[data-ready]")

    def part(self, selector: str) -> Locator:
        """Return a part of the first page."""
        return self.page.locator(_BENCH).first.locator(selector)

    def select(self, words: str) -> None:
        """Select words with the mouse."""
        x0, y0, x1, y1 = self.page.evaluate(_PLACE, [_BENCH, words])
        self.page.mouse.move(x0, y0)
        self.page.mouse.down()
        self.page.mouse.move(x1, y1, steps=6)
        self.page.mouse.up()

    def press(self, *keys: str) -> None:
        """Press keys that ask nothing of Python."""
        for key in keys:
            self.page.keyboard.press(key)

    def act(self, *keys: str) -> None:
        """Press keys, each an act, and wait until Python has told what changed."""
        for key in keys:
            with self.changed():
                self.page.keyboard.press(key)

    def changed(self) -> _Changed:
        """Return a context that ends when the page has heard of a change."""
        return _Changed(self, "changed")

    def drawn_anew(self) -> _Changed:
        """Return a context that ends when the page has asked for everything again."""
        return _Changed(self, "ready")

    def refused(self) -> _Changed:
        """Return a context that ends when an act was refused and the page is drawn."""
        return _Changed(self, "refused")

    def count(self, name: str) -> int:
        """Return how often something happened to the first page."""
        return int(self.page.locator(_BENCH).first.get_attribute(f"data-{name}") or 0)

    def acts(self) -> list[dict[str, object]]:
        """Return the lines of the journal."""
        path = self.study / "coderingen" / f"{self.coder}.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]

    def told(self) -> str:
        """Return what the page says went wrong."""
        return self.part(".tb-trouble li").inner_text()


class _Changed:
    def __init__(self, page: CodingPage, name: str) -> None:
        self._page = page
        self._name = name

    def __enter__(self) -> None:
        self._before = self._page.count(self._name)

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._page.page.wait_for_function(
                "([root, name, before]) => Number("
                "document.querySelector(root)?.dataset[name] ?? 0) > before",
                arg=[_BENCH, self._name, self._before],
            )
