"""Terms of the assumption register."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = ["ASPECTS", "EVIDENCE_GRADES", "PAYERS", "STATUSES"]

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
