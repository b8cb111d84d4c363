"""Terms of plans and goals: what a plan holds, whose a goal is, what can be wrong."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = [
    "GOAL_KINDS",
    "GOAL_OWNERS",
    "GOAL_PARTS",
    "GOAL_SIDES",
    "GOAL_STATUSES",
    "GOAL_STEPS",
    "PLAN_FAULTS",
    "PLAN_PARTS",
]

GOAL_OWNERS = terms(
    ("client", "Cliënt", "De cliënt is zelf aan zet."),
    ("gezin", "Gezin", "Het gezin of het huishouden is samen aan zet."),
    ("netwerk", "Netwerk", "Iemand uit familie, vrienden of buurt is aan zet."),
    ("begeleider", "Begeleider", "De begeleider is aan zet."),
    ("anders", "Anders", "Een andere organisatie of beroepskracht is aan zet."),
)

GOAL_KINDS = terms(
    ("verbeteren", "Verbeteren", "Het moet beter worden dan het nu is."),
    (
        "behouden",
        "Behouden",
        "Het moet blijven zoals het is; gelijk blijven is dan het beoogde resultaat.",
    ),
)

GOAL_SIDES = terms(
    ("persoonlijk", "Persoonlijk", "De cliënt wil dit zelf."),
    (
        "maatschappelijk",
        "Maatschappelijk",
        "Anderen verlangen dit, zoals school, verhuurder of gemeente.",
    ),
)

GOAL_STATUSES = terms(
    ("loopt", "Loopt", "Er wordt nog aan gewerkt."),
    ("behaald", "Behaald", "Het doel is gehaald."),
    ("deels", "Deels behaald", "Het doel is voor een deel gehaald."),
    ("niet_behaald", "Niet behaald", "Het doel is niet gehaald."),
    ("herzien", "Herzien", "Een ander doel kwam ervoor in de plaats."),
    ("vervallen", "Vervallen", "Het doel is niet meer nodig of niet meer gewenst."),
)

PLAN_PARTS = terms(
    ("hulpvragen", "Hulpvragen", "De vragen van de cliënt of het gezin staan erin."),
    ("doelen", "Doelen", "Er staat minstens één doel in."),
    ("acties_wat", "Acties: wat", "Er staat wat er gaat gebeuren."),
    ("acties_wie", "Acties: wie", "Bij de acties staat wie ze doet."),
    ("acties_wanneer", "Acties: wanneer", "Bij de acties staat wanneer."),
    ("planning", "Planning", "Er is een planning."),
    ("bijdrage_eigen", "Eigen bijdrage", "Er staat wat de cliënt of het gezin doet."),
    ("bijdrage_netwerk", "Bijdrage van het netwerk", "Er staat wat anderen doen."),
    (
        "bijdrage_professioneel",
        "Bijdrage van beroepskrachten",
        "Er staat wat de begeleider en andere beroepskrachten doen.",
    ),
    ("evaluatiemoment", "Evaluatiemoment", "Er is een datum om terug te kijken."),
    ("taal_gezin", "Taal van het gezin", "Het is geschreven in woorden van het gezin."),
    ("ondertekend", "Ondertekend", "De cliënt heeft het plan ondertekend."),
)

GOAL_PARTS = terms(
    ("termijn", "Termijn", "Er staat wanneer het doel gehaald moet zijn."),
    ("maat", "Maat", "Er staat waaraan men ziet dat het gehaald is."),
    ("eigenaar", "Eigenaar", "Er staat wie aan zet is."),
    ("eigen_woorden", "Eigen woorden", "Het doel staat in woorden van de cliënt."),
    ("subdoel", "Subdoel", "Het doel hoort bij een subdoel van de interventie."),
    ("leefgebied", "Leefgebied", "Het doel hoort bij een leefgebied."),
)

PLAN_FAULTS = terms(
    (
        "te_veel_doelen",
        "Te veel doelen",
        "In één versie van het plan staan meer doelen dan de interventie wil.",
    ),
    (
        "te_veel_tegelijk",
        "Te veel doelen tegelijk",
        "Bij een licht verstandelijke beperking lopen er op één dag meer doelen dan "
        "de interventie wil.",
    ),
    (
        "doel_voor_plan",
        "Doel van voor het plan",
        "Het doel begon voordat de eerste versie van het plan er was.",
    ),
    ("geen_eigen_woorden", "Niet in eigen woorden", "Het doel is niet van de cliënt."),
    ("geen_termijn", "Geen termijn", "Er staat niet wanneer het gehaald moet zijn."),
    ("geen_maat", "Geen maat", "Er staat niet waaraan men ziet dat het gehaald is."),
    ("geen_eigenaar", "Geen eigenaar", "Er staat niet wie aan zet is."),
    ("geen_subdoel", "Geen subdoel", "Het doel hoort bij geen enkel subdoel."),
    ("geen_leefgebied", "Geen leefgebied", "Het doel hoort bij geen leefgebied."),
    (
        "geen_evaluatiemoment",
        "Geen evaluatiemoment",
        "In deze versie van het plan staat geen datum om terug te kijken.",
    ),
    ("niet_ondertekend", "Niet ondertekend", "Deze versie is niet ondertekend."),
)

# In the order in which they stand on one day.
GOAL_STEPS = terms(
    ("plan_gemaakt", "Plan gemaakt", "De eerste versie van een plan."),
    ("plan_herzien", "Plan herzien", "Een latere versie van een plan."),
    ("doel_afgesloten", "Doel afgesloten", "Een doel eindigt; niets vervangt het."),
    ("doel_herzien", "Doel herzien", "Een doel dat een eerder doel vervangt."),
    ("doel_gesteld", "Doel gesteld", "Een nieuw doel."),
)
