"""The worked example in the documentation prints what the page says."""

import contextlib
import io
import re
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "overeenstemming.md"


def test_the_example_prints_what_the_page_shows() -> None:
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", text, re.DOTALL)
    assert found is not None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(found[1], {})
    assert printed.getvalue() == found[2]
    assert "Cohens kappa (ongewogen): 0,35 " in found[2]


def test_the_page_names_every_measure_and_every_kind_of_difference() -> None:
    from tbresearch.coding.comparing.kinds import KINDS

    text = PAGE.read_text(encoding="utf-8")
    for term in KINDS.values():
        assert f"| {term.label.lower()} |" in text
    for name in ("Cohen", "Fleiss", "Krippendorff", "Gwet", "Brennan-Prediger"):
        assert name in text
