"""Words that say that the help did it."""

from __future__ import annotations

import re

__all__ = ["claims_effect"]

_EFFECT = re.compile(
    r"\beffect(?:en|ief|ieve|iever|iviteit)?\b|\bbewezen\s+werk(?:t|zaam)\b"
    r"|\b(?:dankzij|door|als\s+gevolg\s+van)\s+(?:de\s+)?(?:thuis)?"
    r"(?:begeleiding|hulp)\b"
)
_DOUBT = re.compile(
    r"\b(?:geen|niet|nooit|zonder|of|onbekend|pas|vraag|moet|zou|zouden|vinden|vindt|"
    r"zegt|zeggen|volgens|ervaren|ervaart)\b"
)


def claims_effect(text: str) -> bool:
    """Tell whether a sentence says that the help made a difference."""
    plain = text.lower()
    return bool(_EFFECT.search(plain)) and not _DOUBT.search(plain)
