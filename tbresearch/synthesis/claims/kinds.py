"""What kind of claim a sentence is, and the strongest words that it may use.

The evidence decides; words decide only between change and effect, and whether
something is recommended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tbresearch.outcomes import allowed_wording
from tbresearch.synthesis.claims.effects import claims_effect
from tbresearch.synthesis.claims.references import MARKED, REFERENCE, blank

__all__ = ["EVIDENCE_KINDS", "kind_of", "wording_of"]

# By the beginning of a key; the longest that fits decides.
EVIDENCE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "aantal:bereik": "feit",
        "aantal:bewering": "kosten",
        "aantal:coderingen": "feit",
        "aantal:cijfers": "feit",
        "aantal:codes": "feit",
        "aantal:doelen": "feit",
        "aantal:einde": "feit",
        "aantal:gelijk": "feit",
        "aantal:gesprekken": "feit",
        "aantal:interventie": "feit",
        "aantal:kader": "feit",
        "aantal:organisaties": "feit",
        "aantal:plannen": "feit",
        "aantal:respondenten": "feit",
        "aantal:samenhang": "ervaring",
        "aantal:succesfactor": "ervaring",
        "aantal:uitvoering": "feit",
        "aantal:verbeterpunt": "ervaring",
        "aantal:verschillen": "feit",
        "aantal:verzadiging": "feit",
        "aantal:zrm": "verandering",
        "aantal:zrm.clienten": "feit",
        "bedrag": "kosten",
        "bron": "feit",
        "citaat": "ervaring",
        "drempel": "kosten",
        "duur": "feit",
        "figuur": "feit",
        "figuur:balans": "kosten",
        "figuur:bewering": "kosten",
        "figuur:codes": "ervaring",
        "figuur:kennis": "kosten",
        "figuur:kosten": "kosten",
        "figuur:model": "verandering",
        "figuur:omslagpunt": "verandering",
        "figuur:samen": "ervaring",
        "figuur:succesfactor": "ervaring",
        "figuur:tornado": "kosten",
        "figuur:verbeterpunt": "ervaring",
        "figuur:zrm": "verandering",
        "interventie": "feit",
        "kans": "kosten",
        "maat": "feit",
        "model": "verandering",
        "omslag": "verandering",
        "omslag:aanname": "kosten",
        "samenhang": "verandering",
        "tabel": "feit",
        "tabel:aannames": "kosten",
        "tabel:balans": "kosten",
        "tabel:bewering": "kosten",
        "tabel:elementen": "ervaring",
        "tabel:koppels": "ervaring",
        "tabel:kosten": "kosten",
        "tabel:landelijk": "kosten",
        "tabel:model": "verandering",
        "tabel:omslagpunt": "verandering",
        "tabel:succesfactor": "ervaring",
        "tabel:tevredenheid": "ervaring",
        "tabel:verbeterpunt": "ervaring",
        "tabel:zrm": "verandering",
        "voorbeeld": "ervaring",
    }
)
# What a sentence rests on besides decides only if nothing more specific is there.
_ORDER = ("kosten", "verandering", "ervaring", "feit")
_NORM = re.compile(
    r"\b(?:moet(?:en)?|dien(?:t|en)\s+(?:\w+\s+){0,6}te|hoor(?:t|en)\s+te|"
    r"zou(?:den)?\s+(?:\w+\s+){0,6}(?:moeten|kunnen\s+helpen)|"
    r"aanbevol\w*|aanbevel\w*|beveelt\b.*\baan|bevelen\b.*\baan|advise\w+|raadzaam|"
    r"wenselijk)\b"
)
_WORDINGS: Mapping[str, str] = MappingProxyType(
    {
        "feit": "zoveel van zoveel, met de eenheid erbij",
        "ervaring": "respondenten noemen, vertellen of ervaren dit: zoveel van zoveel",
        "kosten": "bij deze aannames, met bron, prijspeil en laag tot hoog",
        "norm": "dit wordt aanbevolen, op grond van het genoemde bewijs",
    }
)


def kind_of(text: str, evidence: Iterable[str]) -> str:
    """Return the kind of a sentence.

    Parameters
    ----------
    text : str
        The sentence as written.
    evidence : iterable of str
        The keys that it rests on; without any it is a fact or a norm.
    """
    kinds = {_kind_of_key(key) for key in evidence}
    plain = blank(text, REFERENCE).lower()
    if MARKED.search(text) or (_NORM.search(plain) and "ervaring" not in kinds):
        return "norm"
    kind = next((kind for kind in _ORDER if kind in kinds), "feit")
    if kind in {"verandering", "feit"} and claims_effect(plain):
        return "effect"
    return kind


def wording_of(kind: str, *, design: str) -> str:
    """Return the strongest wording that a kind of claim may have.

    Parameters
    ----------
    kind : str
        Key of `vocabulary.CLAIM_KINDS`.
    design : str
        Key of `vocabulary.DESIGNS`.
    """
    return _WORDINGS.get(kind) or allowed_wording(design).noun


def _kind_of_key(key: str) -> str:
    """Return the kind of one key; a fact, if no family fits it."""
    fits = [
        family
        for family in EVIDENCE_KINDS
        if key == family or key.startswith((f"{family}.", f"{family}:"))
    ]
    return EVIDENCE_KINDS[max(fits, key=len)] if fits else "feit"
