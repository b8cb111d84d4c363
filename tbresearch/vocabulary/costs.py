"""Terms of the assumption register and of what is computed from it."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = [
    "ASPECTS",
    "CLAIM_READINGS",
    "DIRECTIONS",
    "DISTRIBUTIONS",
    "EVIDENCE_GRADES",
    "PAYERS",
    "SCHEMES",
    "STATUSES",
    "TIMINGS",
]

ASPECTS = terms(
    (
        "onzekerheid",
        "Onzekerheid",
        "We weten het gemiddelde niet precies; dit telt mee in de bandbreedte.",
    ),
    (
        "spreiding",
        "Spreiding",
        "Cliënten verschillen onderling; dit zegt niets over het gemiddelde.",
    ),
)

STATUSES = terms(
    ("bron", "Uit een bron", "Overgenomen uit een document of registratie."),
    ("literatuur", "Uit de literatuur", "Overgenomen uit gepubliceerd onderzoek."),
    ("expert", "Oordeel van een deskundige", "Geschat door een genoemde deskundige."),
    ("plaatshouder", "Plaatshouder", "Rekenwaarde waar nog geen bron voor is."),
    ("onbekend", "Onbekend", "Er is geen waarde; een totaal kan er niet mee."),
)

EVIDENCE_GRADES = terms(
    ("A", "A", "Meerdere goede onderzoeken met een vergelijkingsgroep."),
    ("B", "B", "Eén goed onderzoek, of officiële statistiek."),
    ("C", "C", "Onderzoek zonder vergelijkingsgroep, of een registratie."),
    ("D", "D", "Een document of opgave zonder onderzoek eronder."),
    ("E", "E", "Een aanname van de onderzoekers zelf."),
)

PAYERS = terms(
    ("gemeente", "Gemeente", "Betaalt Wmo-begeleiding en jeugdhulp."),
    ("rijk", "Rijk", "Betaalt onder meer uit de algemene middelen."),
    ("zorgverzekeraar", "Zorgverzekeraar", "Betaalt zorg uit de Zvw."),
    ("zorgkantoor", "Zorgkantoor", "Betaalt langdurige zorg uit de Wlz."),
    ("client", "Cliënt", "Betaalt een eigen bijdrage."),
    ("aanbieder", "Aanbieder", "Draagt kosten die het tarief niet dekt."),
    ("maatschappij", "Maatschappij", "Alle partijen samen."),
)

DIRECTIONS = terms(
    ("kosten", "Kosten", "Geld dat iemand uitgeeft aan het traject."),
    ("baten", "Baten", "Geld dat iemand niet meer hoeft uit te geven."),
    (
        "overdracht",
        "Overdracht",
        "Geld dat van de ene partij naar de andere gaat; samen is dat nul.",
    ),
)

DISTRIBUTIONS = terms(
    ("vast", "Vast", "Eén getal; het wordt niet gevarieerd."),
    ("pert", "PERT", "Laag, meest waarschijnlijk (waarde) en hoog, met een ronde top."),
    ("driehoek", "Driehoek", "Laag, meest waarschijnlijk (waarde) en hoog."),
    ("uniform", "Uniform", "Elk getal tussen laag en hoog is even waarschijnlijk."),
    ("beta", "Beta", "Gemiddelde en standaardfout van een aandeel tussen 0 en 1."),
    ("gamma", "Gamma", "Gemiddelde en standaardfout van iets boven nul."),
    ("lognormaal", "Lognormaal", "Gemiddelde en standaardfout, met een lange staart."),
    ("normaal", "Normaal", "Gemiddelde en standaardfout."),
    ("empirisch", "Empirisch", "Een rij gevonden waarden, elk even waarschijnlijk."),
)

TIMINGS = terms(
    ("begin", "Begin van het jaar", "Het geld van een jaar valt op de eerste dag."),
    ("midden", "Midden van het jaar", "Het geld van een jaar valt halverwege."),
    ("einde", "Einde van het jaar", "Het geld van een jaar valt op de laatste dag."),
)

SCHEMES = terms(
    ("wmo", "Wmo-begeleiding", "Begeleiding op grond van de Wmo."),
    ("jeugdhulp", "Jeugdhulp", "Hulp op grond van de Jeugdwet."),
    ("ggz", "Geestelijke gezondheidszorg", "Behandeling op grond van de Zvw."),
    ("wlz", "Langdurige zorg", "Zorg op grond van de Wlz."),
)

CLAIM_READINGS = terms(
    (
        "A",
        "Bruto, als het lukt",
        "De kosten gaan er nog af; mislukken levert niets op.",
    ),
    ("B", "Netto, als het lukt", "De kosten zijn er al af; mislukken levert niets op."),
    (
        "C",
        "Verwacht netto, per traject",
        "De kosten zijn er al af en mislukken telt al mee.",
    ),
)
