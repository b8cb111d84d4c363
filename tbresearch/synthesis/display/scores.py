"""What scores show on one life domain: the ZRM domains that it matches.

Nothing is added up or averaged. A direction is one that `outcomes` allows to be
claimed of the group: more than chance gives, within one family of tests.
"""

from __future__ import annotations

from dataclasses import dataclass

from tbresearch.estimate import Estimate, NotEstimable
from tbresearch.outcomes import ChangeClaim, ZrmChange
from tbresearch.outcomes.wording import allowed_wording
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    LEEFGEBIEDEN,
    ZRM_DOMAINS,
    Match,
    signed_text,
    zrm_crosswalk,
)

__all__ = ["AreaChange", "DomainResult", "area_changes", "version_of"]

_DESIGN = "veranderingsonderzoek"


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainResult:
    """The change on one ZRM domain, as it stands beside a life domain.

    Attributes
    ----------
    domain, fit : str
        Keys of `vocabulary.DOMAIN_LABELS` and `FITS`.
    claim : ChangeClaim or NotEstimable
        What may be said of the group.
    """

    domain: str
    fit: str
    claim: ChangeClaim | NotEstimable

    @property
    def label(self) -> str:
        """Dutch label of the domain."""
        return DOMAIN_LABELS[self.domain]

    @property
    def estimate(self) -> Estimate | NotEstimable:
        """Percentage up minus percentage down, with its 95% interval."""
        if isinstance(self.claim, NotEstimable):
            return self.claim
        claim = self.claim
        return Estimate(
            value=100 * claim.net,
            low=100 * claim.low,
            high=100 * claim.high,
            unit="procentpunt",
            n=claim.n,
            denominator="cliënten",
            method="Percentage cliënten hoger min percentage lager, "
            f"{allowed_wording(_DESIGN).noun}, met 95%-interval (Agresti en Min 2005).",
        )

    def __str__(self) -> str:
        if isinstance(self.claim, NotEstimable):
            return f"{self.label}: {self.claim.reason}"
        net, low, high = (
            signed_text(100 * value)
            for value in (self.claim.net, self.claim.low, self.claim.high)
        )
        return (
            f"{self.label}: {self.claim.verdict} "
            f"({net} procentpunt, {low} tot {high}, n = {self.claim.n})"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChange:
    """What scores show on one life domain.

    Attributes
    ----------
    leefgebied : str
        Key of `vocabulary.LEEFGEBIEDEN`.
    domains : tuple of DomainResult
        The ZRM domains that match it, in the order of the crosswalk.
    """

    leefgebied: str
    domains: tuple[DomainResult, ...]

    @property
    def state(self) -> str:
        """Key of `vocabulary.STRAND_STATES`; domains that disagree leave it open."""
        claims = [d.claim for d in self.domains if isinstance(d.claim, ChangeClaim)]
        if not claims:
            return "niets"
        up = any(claim.changed and claim.net > 0 for claim in claims)
        down = any(claim.changed and claim.net < 0 for claim in claims)
        if up == down:
            return "open"
        return "gunstig" if up else "ongunstig"

    def __str__(self) -> str:
        if not self.domains:
            return "er zijn geen scores"
        return "; ".join(map(str, self.domains))


def area_changes(change: ZrmChange | None) -> dict[str, AreaChange]:
    """Return what scores show on each life domain, by its key."""
    matches = zrm_crosswalk(version_of(change)) if change else ()
    return {
        leefgebied: AreaChange(
            leefgebied=leefgebied,
            domains=tuple(_results(leefgebied, matches, change)) if change else (),
        )
        for leefgebied in LEEFGEBIEDEN
    }


def version_of(change: ZrmChange) -> str:
    """Return the ZRM version that these domains are of.

    Scores of versions that were put together keep names of the 2017 version.
    """
    own = {domain.domain for domain in change.domains}
    fitting = (key for key in ("2017", "2013") if own <= set(ZRM_DOMAINS[key]))
    return next(fitting, "2017")


def _results(
    leefgebied: str, matches: tuple[Match, ...], change: ZrmChange
) -> list[DomainResult]:
    claims = {
        domain.domain: claim
        for domain, claim in zip(change.domains, change.claims, strict=True)
    }
    return [
        DomainResult(domain=m.domain, fit=m.fit, claim=claims[m.domain])
        for m in matches
        if m.leefgebied == leefgebied and m.domain in claims and m.domain
    ]
