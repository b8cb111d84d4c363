"""What the results of a study bring to its reports, in the order of printing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tbresearch.coding import Coding
from tbresearch.coding.comparing import Agreement
from tbresearch.findings import Factors, Recommendations
from tbresearch.literature import read_bibliography
from tbresearch.privacy import LogEntry
from tbresearch.report.contributions import (
    codes_contribution,
    coding_contribution,
    contribution,
    disclosure_contribution,
    quote_contribution,
    study_contribution,
    told_in,
)
from tbresearch.report.evidence import Contribution
from tbresearch.report.outline import Product
from tbresearch.study import Study
from tbresearch.vocabulary import OPPOSITES

__all__ = ["parts_of", "product_parts"]


def parts_of(study: Study, results: tuple[object, ...]) -> Iterator[Contribution]:
    """Yield what the study, its codings and each of the results bring."""
    yield Contribution(literature=read_bibliography(study).sources)
    yield study_contribution(study)
    codings: list[Coding] = []
    for result in results:
        if isinstance(result, Factors | Recommendations):
            codings += [result.coding] if result.coding not in codings else []
    compared = any(isinstance(result, Agreement) for result in results)
    for coding in codings:
        yield coding_contribution(coding, compared=compared)
        yield quote_contribution(coding)
    for result in results:
        yield contribution(result, study)
    for coding in codings:
        both = _both_sides(coding, results)
        if len(both) == len(OPPOSITES):
            yield codes_contribution(both)


def product_parts(
    study: Study,
    product: Product,
    results: tuple[object, ...],
    entries: Iterable[LogEntry],
) -> Iterator[Contribution]:
    """Yield what a product makes of results, with what is hidden in its own tables.

    Parameters
    ----------
    study : Study
        The study.
    product : Product
        One that makes its own sections.
    results : tuple
        What the report was given.
    entries : iterable of LogEntry
        What was hidden in all tables of the study.
    """
    assert product.make is not None
    made = list(product.make(study, results))
    yield from made
    paths = (study.root / product.folder).glob("*.md")
    said = [
        *(text for part in made for text in part.sections.values()),
        *(path.read_text(encoding="utf-8", errors="replace") for path in paths),
    ]
    yield disclosure_contribution(study, told_in(said, entries))


def _both_sides(coding: Coding, results: tuple[object, ...]) -> dict[str, Factors]:
    """Return what was added of success factors and improvement points."""
    own = [result for result in results if isinstance(result, Factors)]
    found = {f.polarity: f for f in own if f.coding is coding}
    return {side: found[side] for side in OPPOSITES if side in found}
