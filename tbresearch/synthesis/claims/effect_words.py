"""Words that say that the help did it. Data only: parts of regular expressions."""

from __future__ import annotations

from tbresearch.synthesis.claims.people import ANYONE, HELP, WHO

__all__ = ["BECAUSE", "CAUSAL_HEADING", "CLAIMED", "DENIED", "OPEN", "SAID", "WITHOUT"]

_THE = (
    r"(?:(?:de|het|een|deze|dit|die|dat|onze|hun|haar|zijn|goede|intensieve|komst|inzet|"
    r"steun|aanwezigheid|werk|van)\s+)*"
)
_FEW = r"(?:\s+[\w'-]+){0,8}?\s+"
_WORKERS = WHO["begeleider"]
_BETTER = (
    r"(?:zelfredzamer|zelfstandiger|rustiger|sterker|weerbaarder|gezonder|gelukkiger|"
    r"stabieler|veiliger|actiever|minder\s+afhankelijk)"
)
_WORTH = (
    r"(?:doelmatigheid|doeltreffendheid|werkzaamheid|effectiviteit|meerwaarde|nut|"
    r"succes)"
)
# Said of anything: a cause is named.
_CAUSE = "|".join(
    [
        r"\bbewezen\s+(?:effectie|werk|succes|doel)\w*",
        r"\bleid(?:t|en|de|den)?\b(?:\s+[\w'-]+){0,4}\s+tot\b",
        r"\b(?:geleid\s+tot|toe\s+leid(?:t|en|de|den))\b",
        r"\bresulte(?:er|re)\w*\s+in\b|\bgeresulteerd\b",
        r"\bervoor\s+(?:gezorgd|zorg\w*)",
        r"\bzorg(?:t|en|de|den)\s+(?:\w+\s+)?(?:er)?voor\b",
        r"\bveroorza\w+|\bbewerkstellig\w+|\bteweeg\w*|\bdankzij\b|\bte\s+danken\s+aan\b",
        rf"\btoe\s+te\s+schrijven\s+aan\b|\bgevolg\s+van\s+(?:\w+\s+){{0,3}}{HELP}\b",
        r"\bbijgedragen\s+aan\b|\bdra(?:agt|gen|oeg|oegen)\s+(?:\w+\s+)?bij\s+aan\b",
        r"\b(?:goede|gunstige|positieve|grote|duidelijke|sterke|aantoonbare)\s+"
        r"(?:invloed|uitwerking|impact)\b",
        r"\bvruchten\s+af\b|\bterug(?:verdie|betaal)\w+|\bverdient\s+zich(?:zelf)?\s+terug",
        r"\beuro\b.*\b(?:terug|op)\b|\brendement\b|\brende(?:ert|ren)\b",
        r"(?<!-)\beffect(?:en|ief|ieve|iever|iviteit)?\b|\bdoeltreffend\b|\bdoelmatig\b",
        rf"\b{_WORTH}\b.*\b(?:bewezen|aangetoond|gebleken|blijkt|bewijst)\b",
        rf"\bsucces\s+van\s+{_THE}{HELP}\b",
    ]
)
# Said of the help: it makes the difference.
_ACT = (
    r"(?:voork(?:omt|omen|wam|wamen)|vermind\w+|verklein\w+|verla(?:agt|gen|agde|agden)|"
    r"vergroot(?:te|ten)?|vergroten|verho(?:ogt|gen|ogde|ogden)|versterk(?:t|en|te|ten)|"
    r"verbeter(?:t|en|de|den)|bevorder(?:t|en|de|den)|bespa(?:art|ren|arde|arden)|"
    rf"helpt|hielp|ma(?:akt|akte|akten|ken){_FEW}{_BETTER})"
)
_HELPED = "|".join(
    [
        rf"\b{HELP}(?:\s+(?!die\b|dat\b|om\b|en\b)[\w'-]+){{0,3}}?\s+{_ACT}\b",
        r"\b(?:thuisbegeleiding|hulp|aanpak|methode|methodiek|interventie|werkwijze)\s+"
        r"(?:werkt|slaagt)(?=\s*(?:$|[.!,;])|"
        r"\s+(?:goed|aantoonbaar|echt|wel|uitstekend|voor))",
        rf"\b{HELP}\s+(?:is|zijn|bleek|blijkt|blijken)\s+(?:\w+\s+)?"
        r"(?:succesvol|geslaagd|uitkomst|succes)\b",
        rf"\b{HELP}\s+(?:heeft|hebben)\s+(?:aangetoond|bewezen|laten\s+zien)\b",
        rf"\bdoor\s+{_THE}(?:{HELP}|(?<=van\s)een\s+begeleider)\b",
        rf"\bdoor\s+(?:de\s+)?(?:komst|inzet|steun|aanwezigheid)\s+van\s+{_THE}"
        rf"(?:{_WORKERS})\b",
        rf"\bmet\s+{_THE}{HELP}\s+(?:wordt|worden|werd|werden|is|zijn)\s+"
        r"(?:[\w'-]+\s+){1,6}?"
        r"(?:voorkomen|uitgesteld|bespaard|verminderd|verlaagd|vermeden)\b",
        rf"\b(?:blijkt|bleek|gebleken|toont|laat\s+zien){_FEW}{HELP}{_FEW}{_BETTER}",
        rf"\b(?:wie|die)\s+{_THE}{HELP}\s+(?:krijgt|krijgen|kreeg|kregen|ontvangt|"
        r"ontvangen|had|hebben|heeft)\b.*\b(?:beter|minder|vaker|eerder|sneller|langer)\b",
    ]
)
CLAIMED = f"{_CAUSE}|{_HELPED}"
# What would have been without the help is a claim, whatever verb of doubt is in it.
WITHOUT = (
    rf"(?<!ook\s)\bzonder\s+{_THE}{HELP}\s+(?:was|waren|had|hadden|zou|zouden|gaat|"
    r"raken|raakt|loopt|lopen)\b"
)
# Only beside a change: "... gaan vooruit, omdat de begeleider naast hen stond".
BECAUSE = (
    r"\b(?:omdat|doordat|want)\s+(?:de|het|een|hun)\s+(?:\w+\s+)?"
    rf"(?:{HELP}|{_WORKERS})\b"
)
CAUSAL_HEADING = "|".join(
    [
        r"^(?:\W*(?:het|de)\s+)?(?:effect(?:en)?|invloed|impact|uitwerking)\b",
        r"^(?:\W*(?:het|de)\s+)?(?:opbrengst(?:en)?|meerwaarde|winst|succes|rendement)\s+"
        r"van\b",
        r"^\W*(?:minder|meer|betere?|grotere?|kleinere?)\b.*"
        r"\b(?:door|dankzij|met|via)\b",
        rf"\b{HELP}\s+(?:geeft|brengt|schept|levert|doet|zorgt|creëert|{_ACT})\b",
    ]
)
# In the same part of the sentence: nothing is claimed.
DENIED = (
    r"\b(?:geen|niet|nooit|noch|nergens|zonder|onbekend|onduidelijk|onzeker|evenmin)\b"
)
# Anywhere in the sentence: it is a question, a plan, a theory or a doubt.
OPEN = (
    r"^\W*of\b|[,;:]\s*of\b|\b(?:weten|nagaan|vaststellen|zeggen|bepalen|onderzocht|vraag"
    r"|is)\s+of\b|\b(?:vra(?:ag|gen)|zou|zouden|moet|moeten|beoog\w*|bedoel\w*|doel|"
    r"doelen|verwacht\w*|veronderstel\w*|hypothese\w*|theorie|bewer(?:ing|t|en)\w*|"
    r"claim\w*|aanname\w*|stel(?:t|len)\s+dat|zolang|als\s+alles)\b"
)
# What somebody says is an experience; a blank of some length was a reference.
SAID = (
    rf"\b(?:{ANYONE}|zij|ze|iemand|de\s+een|een\s+ander)\b[^.;]*\b"
    r"(?:vind\w*|vond\w*|zeg\w*|zei\w*|vertel\w*|ervaar\w*|ervar\w*|noem\w*|merk\w*|"
    r"voel\w*|denk\w*|dacht\w*|g(?:eeft|even|af|aven)\b[^.;]*\baan|zie(?:t|n)|zag\w*|"
    r"beschrij\w*|beschre\w*|mening)\b"
    rf"|\bvolgens\s+(?:(?:de|een|deze|veel|sommige)\s+)*(?:{ANYONE})\b"
    r"|\bvolgens(?=\s{4,})|\b(?:ervaring(?:en)?|ogen|mening|beleving)\s+van\b"
)
