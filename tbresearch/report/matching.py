"""Which sentence of one build is which sentence of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tbresearch.synthesis.claims import Claim

__all__ = ["matched_claims"]

_NEAR = 0.6  # at least this much alike is the same sentence, changed


def matched_claims(
    before: Sequence[Claim], after: Sequence[Claim]
) -> Iterator[tuple[Claim | None, Claim | None]]:
    """Yield each sentence of two builds with what it was or became.

    Sentences of one id are the same. Of the others in a section, those that are most
    alike are one sentence that was changed; the rest is gone or new.

    Parameters
    ----------
    before, after : sequence of Claim
        Of both builds, in the order of the report.

    Yields
    ------
    tuple of (Claim or None, Claim or None)
        In the order of the new report; what is gone comes last.
    """
    old = {claim.id: claim for claim in before}
    new = {claim.id: claim for claim in after}
    became = _nearest(
        [claim for claim in before if claim.id not in new],
        [claim for claim in after if claim.id not in old],
    )
    for claim in after:
        earlier = old.get(claim.id) or became.get(claim.id)
        yield earlier, claim
    taken = {claim.id for claim in became.values()} | new.keys()
    yield from ((claim, None) for claim in before if claim.id not in taken)


def _nearest(gone: Sequence[Claim], fresh: Sequence[Claim]) -> dict[str, Claim]:
    """Return what a new sentence was, by its id: the most alike pairs first."""
    pairs = [
        (_likeness(one.text, other.text), -i, -j)
        for i, one in enumerate(gone)
        for j, other in enumerate(fresh)
        if one.section == other.section
    ]
    became: dict[str, Claim] = {}
    used: set[int] = set()
    for likeness, i, j in sorted(pairs, reverse=True):
        other = fresh[-j]
        if likeness >= _NEAR and -i not in used and other.id not in became:
            became[other.id] = gone[-i]
            used.add(-i)
    return became


def _likeness(one: str, other: str) -> float:
    match = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return match.ratio() if match.quick_ratio() >= _NEAR else 0.0
