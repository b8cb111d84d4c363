"""When a domain may be called changed: more went up than down than chance would give.

A claim is about the clients with both scores. It is one of a family, so that in a
study in which nothing changed at most one in twenty says so anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from tbresearch.estimate import NotEstimable
from tbresearch.vocabulary import DOMAIN_LABELS, quantity_text, signed_text

__all__ = [
    "FEWEST_PAIRS",
    "ChangeClaim",
    "change_claims",
    "holm",
    "net_interval",
    "sign_test",
]

# Below this number of pairs the power is too small for a claim; our choice.
FEWEST_PAIRS = 30
_LEVEL = 0.05
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeClaim:
    """How many more clients went up than down on one domain, and how sure that is.

    Attributes
    ----------
    domain : str
        Key of `vocabulary.DOMAIN_LABELS`.
    up, down, n : int
        Clients higher and lower at the second moment, of so many with both scores.
    net, low, high : float
        Share up minus share down, and its 95% interval, from -1 to 1.
    band : float
        What the net share stays within for 95% of the studies in which nothing
        changed, on either side of 0.
    p, adjusted : float
        Two-sided exact sign test, and after Holm over the family that it is tested in.
    tested : bool
        Whether it belongs to that family; what does not is described only.
    """

    domain: str
    up: int
    down: int
    n: int
    net: float
    low: float
    high: float
    band: float
    p: float
    adjusted: float
    tested: bool

    @property
    def changed(self) -> bool:
        """Whether it may be called a change."""
        return self.tested and self.adjusted <= _LEVEL

    @property
    def verdict(self) -> str:
        """What may be said of it, in Dutch."""
        if not self.tested:
            return "beschreven, niet getoetst"
        if not self.changed:
            return "geen duidelijke verandering"
        more = "hoger dan lager" if self.net > 0 else "lager dan hoger"
        return f"meer cliënten {more}"

    def __str__(self) -> str:
        points = signed_text(100 * self.net)
        low, high = (signed_text(100 * value) for value in (self.low, self.high))
        return (
            f"{DOMAIN_LABELS[self.domain]}: {self.verdict} ({points} procentpunt, "
            f"{low} tot {high}, n = {self.n})"
        )


def change_claims(
    counts: Sequence[tuple[str, int, int, int]], *, primary: Sequence[str] = ()
) -> tuple[ChangeClaim | NotEstimable, ...]:
    """Return for each domain what may be said of it.

    Parameters
    ----------
    counts : sequence of (str, int, int, int)
        Domain, and how many went up, stayed and went down.
    primary : sequence of str
        Domains on which goals were set. Only those are tested then; without any, all.

    Returns
    -------
    tuple of ChangeClaim or NotEstimable
        In the order of `counts`.
    """
    enough = [up + same + down >= FEWEST_PAIRS for _, up, same, down in counts]
    family = [
        ok and (not primary or domain in primary)
        for (domain, *_), ok in zip(counts, enough, strict=True)
    ]
    ps = [sign_test(up, down) for _, up, _, down in counts]
    corrected = iter(holm([p for p, in_ in zip(ps, family, strict=True) if in_]))
    found: list[ChangeClaim | NotEstimable] = []
    for (domain, up, same, down), ok, p, tested in zip(
        counts, enough, ps, family, strict=True
    ):
        if not ok:
            found.append(_too_few(up + same + down))
            continue
        net, low, high = net_interval(up, same, down)
        found.append(
            ChangeClaim(
                domain=domain,
                up=up,
                down=down,
                n=up + same + down,
                net=net,
                low=low,
                high=high,
                band=_Z * sqrt(up + down) / (up + same + down),
                p=p,
                adjusted=next(corrected) if tested else p,
                tested=tested,
            )
        )
    return tuple(found)


def _too_few(n: int) -> NotEstimable:
    both = quantity_text(n, "cliënt heeft", "cliënten hebben")
    return NotEstimable(
        f"{both} beide scores, en voor een uitspraak over de groep zijn er minstens "
        f"{FEWEST_PAIRS} nodig; kijk naar elke cliënt apart"
    )


def sign_test(up: int, down: int) -> float:
    """Return the two-sided exact p-value that up and down are as likely.

    >>> round(sign_test(9, 1), 4)
    0.0215
    """
    from scipy.stats import binom

    if up + down == 0:
        return 1.0
    return float(min(1.0, 2 * binom.cdf(min(up, down), up + down, 0.5)))


def holm(ps: Sequence[float]) -> list[float]:
    """Return p-values adjusted for having as many of them (Holm 1979).

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    adjusted = [0.0] * len(ps)
    highest = 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(ps) - rank) * ps[index]))
        adjusted[index] = highest
    return adjusted


def net_interval(up: int, same: int, down: int) -> tuple[float, float, float]:
    """Return share up minus share down, with a 95% interval.

    The interval adds half a client to up and to down and one to the rest, after
    Agresti and Min (2005), which keeps it honest when all go the same way.
    """
    n = up + same + down
    u, d, total = up + 0.5, down + 0.5, n + 2
    centre = (u - d) / total
    half = _Z * sqrt(u + d - (u - d) ** 2 / total) / total
    return (up - down) / n, max(-1.0, centre - half), min(1.0, centre + half)
