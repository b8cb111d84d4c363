"""The claim check: all rules over one text, each place once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tbresearch.errors import Problem
from tbresearch.synthesis.claims.absolute import absolute_words
from tbresearch.synthesis.claims.effects import causal_headings, effect_language
from tbresearch.synthesis.claims.finding import (
    Finding,
    Grounds,
    Rule,
    read_statements,
)
from tbresearch.synthesis.claims.misnomers import misnomers
from tbresearch.synthesis.claims.quantities import quantities
from tbresearch.synthesis.claims.references import normal
from tbresearch.synthesis.claims.shares import shares
from tbresearch.synthesis.claims.typed import typed_evidence
from tbresearch.synthesis.claims.unsupported import unsupported
from tbresearch.vocabulary import CLAIM_RULES

__all__ = ["check_claims", "find_claims"]

_RULES: tuple[Rule, ...] = (
    effect_language,
    causal_headings,
    absolute_words,
    shares,
    quantities,
    misnomers,
    unsupported,
)


def check_claims(text: str, *, source: str, grounds: Grounds) -> Iterator[Problem]:
    """Yield what an author may not have written, in the order of the text.

    Parameters
    ----------
    text : str
        The author's Markdown.
    source : str
        Its file name, for messages.
    grounds : Grounds
        What its sentences are held against.
    """
    plain = normal(text)
    for finding in find_claims(plain, grounds=grounds):
        line = plain.count("\n", 0, finding.start) + 1
        yield Problem(
            what=finding.what, where=f"{source}, regel {line}", fix=finding.fix
        )


def find_claims(text: str, *, grounds: Grounds) -> list[Finding]:
    """Return what the rules find in a text, as `references.normal` returns it."""
    found = list(typed_evidence(text))
    for statement in read_statements(text):
        for rule in _RULES:
            found += rule(statement, grounds)
    return sorted(_once(found), key=lambda finding: (finding.start, finding.end))


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each place once: of rules on the same words the first that is listed.

    Several findings of one rule on the same words all stay: they are about several
    counts.
    """
    order = list(CLAIM_RULES)
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (order.index(one.rule), one.start)):
        if not any(
            other.rule != finding.rule
            and finding.start < other.end
            and other.start < finding.end
            for other in kept
        ):
            kept.append(finding)
            yield finding
