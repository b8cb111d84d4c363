"""Sentences that say how things are, in a paragraph that refers to nothing.

What a text says of itself, of how the study was done, of what may be or should be, is
no finding and needs no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tbresearch.synthesis.claims.finding import Finding, Grounds, Statement
from tbresearch.synthesis.claims.people import ANYONE

__all__ = ["unsupported"]

_FELT = (
    r"(?:tevreden|ontevreden|positief|negatief|kritisch|enthousiast|blij|dankbaar|boos|"
    r"teleurgesteld|bang|trots|gefrustreerd|opgelucht|bezorgd|onzeker|eenzaam|moe|open|"
    r"opener|terughoudend|verdeeld|mondig|wantrouwend|verbaasd|het\b.*\b(?:on)?eens)"
)
_SAYS = (
    r"(?:noem\w*|benoem\w*|vind(?:t|en)?|vond(?:en)?|zeg(?:t|gen)|zei(?:den)?|vertel\w*|"
    r"ervaart|ervaren|ervoer(?:en)?|ge(?:eft|ven)\s+aan|ga(?:f|ven)\s+aan|"
    r"merk(?:t|en|te|ten)|voel(?:t|en|de|den)|zie(?:t|n)|zag(?:en)?|waardeer\w*|"
    r"waarder\w*|mis(?:t|sen|te|ten)|kla(?:agt|gen|agde|agden)|benadruk\w*|signaleer\w*|"
    r"signaler\w*|beleven|beleefden?|beschrijven|beschreven|wil(?:len|den)?|wensen?|"
    r"wensten|hopen|hoopten|vrezen|vreesden|"
    rf"(?:is|zijn|waren|was|blijken)\s+(?:\w+\s+){{0,2}}?{_FELT}|"
    r"ha(?:akt|ken|akte|akten)\s+(?:\w+\s+){0,2}af|botsen|botsten)"
)
_OFTEN = r"(?:regelmatig|vaak|meestal|steeds\s+vaker|zelden|soms|dikwijls|geregeld)"
_RESPONDENTS = re.compile(
    "|".join(
        [
            rf"\b(?:{ANYONE})\b(?:\s+(?!die\b|dat\b)[\w'-]+){{0,3}}?\s+{_SAYS}\b",
            rf"\b{_SAYS}\s+(?:(?:de|veel|sommige|ook|deze)\s+){{0,2}}(?:{ANYONE})\b",
            rf"\bvolgens\s+(?:(?:de|een|veel|sommige)\s+)*(?:{ANYONE})\b",
            r"\b(?:kom(?:t|en)?|kwam(?:en)?)\b[^.]*\bnaar\s+voren\b",
            r"\b(?:opvallend|wat\s+opvalt|rode\s+draad|terugkerend\w*)\b",
            r"\buit\s+de\s+(?:gesprekken|interviews|focusgroepen|antwoorden|scores)\s+"
            r"(?:blijkt|bleek|komt|kwam|volgt)\b",
            rf"\b{_OFTEN}\b[^.]*\b(?:{ANYONE})\b[^.]*\b(?:af|uit|op|over|vast|weg)\b",
        ]
    )
)
_STATE = re.compile(
    r"\b(?:samenwerking|overdracht|communicatie|afstemming|vertrouwen|werkdruk|"
    r"wachttijd(?:en)?|bereikbaarheid|contact|band|relatie|continuïteit|toegang|doorstroom|"
    r"verloop|bekendheid|draagvlak|administratie|indicatiestelling)\b[^.;]{0,40}?"
    r"\b(?:is|zijn|was|waren|verloopt|verlopen|verliep|loopt|lopen|liep|blijft|blijkt|gaat)"
    r"\b[^.;]{0,30}?\b(?:goed|slecht|stroef|moeizaam|klein|groot|hoog|laag|lang|kort|"
    r"beperkt|matig|(?:on)?voldoende|sterk|zwak|hecht|warm|lastig|moeilijk|tekort)\b"
)
_CHANGED = re.compile(
    r"\b(?:is|zijn|was|waren)\s+(?:[\w'-]+\s+){0,5}?(?:toegenomen|afgenomen|gestegen|"
    r"gedaald|verbeterd|verslechterd|verminderd|gegroeid|gekrompen|vooruitgegaan|"
    r"achteruitgegaan|opgelopen)\b"
    r"|\b(?:neemt|nemen|nam|namen)\s+(?:[\w'-]+\s+){0,3}?(?:toe|af)\b"
    r"|\b(?:stijgt|stijgen|steeg|stegen|daalt|dalen|daalde|daalden|verbeterde|"
    r"verbeterden|verslechterde|verslechterden)\b"
    r"|\b(?:gaat|gaan|ging|gingen)\s+(?:[\w'-]+\s+){0,3}?(?:vooruit|achteruit)\b"
)
_MONEY = re.compile(
    r"\b(?:goedkoper|duurder)\b"
    r"|\b(?:kosten|uitgaven|tarie(?:f|ven)|prij(?:s|zen))\b[^.]*\b(?:lager|hoger|laag|hoog|"
    r"meer|minder|dal\w+|stijg\w+|gestegen|gedaald)\b"
)
_INDIRECT = re.compile(r"\b(?:wat|hoe|waarom|waar|wanneer)\s+(?:(?:de|het|hun)\s+)?$")
# The text, the study, a possibility, a plan or a lack speaks; people do not.
_NO_FINDING = re.compile(
    r"\b(?:tabel|figuur|paragraaf|hoofdstuk|bijlage|rapport|leidraad|topiclijst|vragenlijst|"
    r"onderzoeksvra(?:ag|gen)|gevraagd|vragen\s+wij|toestemming|codeboek|codering(?:en)?|"
    r"gecodeerd|geteld|tellen|telt|literatuur|onderzocht|steekproef|"
    r"kan|kon|konden|kunnen|mag|mogen|mocht(?:en)?|zou|zouden|moet|moeten|misschien|mogelijk|"
    r"wellicht|onbekend|onduidelijk|bedoel\w*|beoog\w*|doel|theorie|beschrijving|wie|of|als|"
    r"wij|we|betekent|heet|heten|hieronder|hierna|verzonnen|voorbeeld|"
    r"v[io]nd(?:t|en)?\b[^.]*\bplaats|geen\s+(?:gegevens|scores|uitspraak)|niet\s+(?:bekend|gemeten|gesproken|te\s+zeggen))\b"
)


def unsupported(statement: Statement, grounds: Grounds) -> Iterator[Finding]:
    """Yield a sentence that tells how things are and rests on nothing nearby."""
    if statement.kind == "heading" or statement.asks or not grounds.needs_evidence:
        return
    if statement.around or statement.mark or _NO_FINDING.search(statement.words):
        return
    for pattern, kind in (
        (_RESPONDENTS, "wat mensen zeggen of meemaken"),
        (_STATE, "hoe iets gaat"),
        (_CHANGED, "dat iets veranderde"),
        (_MONEY, "wat iets kost"),
    ):
        if _said_outright(pattern, statement.words):
            yield Finding(
                "zonder_bewijs",
                statement.start,
                statement.start + len(statement.text),
                what=f"deze zin zegt {kind}, en de alinea verwijst nergens naar: "
                f"{_short(statement.text)}",
                fix="verwijs naar het bewijs, zoals {{aantal:...}}, {{citaat:...}} of "
                "{{tabel:...}}; of schrijf [zin]{norm} of [zin]{oordeel} als het uw "
                "aanbeveling of oordeel is",
            )
            return


def _said_outright(pattern: re.Pattern[str], words: str) -> bool:
    """Tell whether words stand in a sentence, and not in "wat mensen vinden"."""
    return any(
        not _INDIRECT.search(words[: found.start()])
        for found in pattern.finditer(words)
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= 70 else plain[:69].rstrip() + '…'}”"
