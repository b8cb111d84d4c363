"""Whom and what sentences of an evaluation are about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["ANYONE", "HELP", "WHO"]

# By respondent group; parts of regular expressions over small letters.
WHO: Mapping[str, str] = MappingProxyType(
    {
        "begeleider": r"(?:thuis)?begeleid(?:st)?ers?|professionals?|hulpverleners?"
        r"|medewerkers?",
        "client": r"cli[eë]nt(?:en)?",
        "naaste": r"naasten?|familieleden|mantelzorgers?",
        "ketenpartner": r"ketenpartners?|verwijzers?|huisartsen",
    }
)
ANYONE = "|".join(
    [
        *WHO.values(),
        r"respondenten?|deelnemers?|mensen|ge[iï]nterviewden?|ondervraagden?",
        r"ouders?|moeders?|vaders?|kinderen|jongeren|ouderen|gezinnen|bewoners?",
    ]
)
# Not the people who give it: "door de begeleider benaderd" says who, not what it did.
HELP = (
    r"(?:(?:thuis|ambulante\s+)?begeleiding|hulp(?:verlening)?|(?:onder)?steuning|aanpak|"
    r"method(?:e|iek)|werkwijze|interventie|inzet|huisbezoek(?:en)?|bezoek(?:en)?|"
    r"programma|behandeling|traject(?:en)?)"
)
