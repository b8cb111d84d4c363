"""How much text coders gave the same code, to the character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

__all__ = ["covered", "overlap"]

Span = tuple[int, int]


def covered(spans: Iterable[Span]) -> list[Span]:
    """Return the same text as spans in order that do not touch.

    >>> covered([(5, 8), (0, 3), (2, 4)])
    [(0, 4), (5, 8)]
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif end > start:
            joined.append((start, end))
    return joined


def overlap(spans: Sequence[Iterable[Span]]) -> tuple[int, int]:
    """Return how many characters all of them cover, and how many any does.

    Parameters
    ----------
    spans : sequence of iterable of (int, int)
        One item a coder: stretches of one text, end exclusive.

    >>> overlap([[(0, 10)], [(4, 12), (20, 22)]])
    (6, 14)
    """
    steps = np.array(
        [
            step
            for own in spans
            for start, end in covered(own)
            for step in ((start, 1), (end, -1))
        ]
    ).reshape(-1, 2)
    steps = steps[np.argsort(steps[:, 0], kind="stable")]
    depth = np.cumsum(steps[:, 1])[:-1]
    length = np.diff(steps[:, 0])
    return int(length[depth == len(spans)].sum()), int(length[depth > 0].sum())
