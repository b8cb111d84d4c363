"""What the sentences of an author are held against: the counts of the example."""

from collections.abc import Callable

import pytest

import tbresearch as tb
from tbresearch.findings import Factors
from tbresearch.report import Report
from tbresearch.report.evidence import Evidence, merge
from tbresearch.synthesis.claims import Finding, Grounds, find_claims
from tbresearch.synthesis.claims.references import normal


@pytest.fixture(scope="session")
def report() -> Report:
    """Return the report of the example."""
    return tb.full_report(tb.open_study("data/voorbeeld"))


@pytest.fixture(scope="session")
def grounds(report: Report) -> Grounds:
    """Return the counts of the example, and what its references show."""
    known = merge(report._contributions())

    def shown(key: str) -> str:
        item = known.get(key)
        return item.text if isinstance(item, Evidence) else ""

    factors = tuple(one for one in report.results if isinstance(one, Factors))
    return Grounds(shown=shown, factors=factors)


@pytest.fixture(scope="session")
def find(grounds: Grounds) -> Callable[[str], list[Finding]]:
    """Return what the claim check finds in a text."""
    return lambda text: find_claims(normal(text), grounds=grounds)
