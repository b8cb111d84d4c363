"""Terms of laying talk, scores and money beside each other."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = ["JOINT_LABELS", "STRANDS", "STRAND_STATES"]

JOINT_LABELS = terms(
    (
        "bevestigt",
        "Bevestigt",
        "Wat mensen zeggen en wat scores laten zien, wijzen allebei een kant op, en "
        "het is dezelfde.",
    ),
    (
        "vult_aan",
        "Vult aan",
        "Beide hebben gegevens, en één van de twee wijst een kant op die de ander "
        "openlaat.",
    ),
    (
        "spreekt_tegen",
        "Spreekt tegen",
        "Wat mensen zeggen en wat scores laten zien, wijzen allebei een kant op, en "
        "het is de andere. Zonder duiding wordt er geen rapport gebouwd.",
    ),
    (
        "zwijgt",
        "Zwijgt",
        "Eén van de twee heeft niets, of geen van beide wijst een kant op; welke, "
        "staat erbij.",
    ),
)

STRANDS = terms(
    ("uitspraken", "Wat mensen zeggen", "Codering van wat respondenten vertellen."),
    ("scores", "Wat scores laten zien", "Verandering op de ZRM bij cliënten."),
    ("kosten", "Wat het kost", "Bedragen uit het register van aannames."),
)

STRAND_STATES = terms(
    (
        "gunstig",
        "Beter",
        "Respondenten noemen vooral wat werkt, of meer cliënten scoren hoger dan "
        "lager; meer dan toeval geeft.",
    ),
    (
        "ongunstig",
        "Slechter",
        "Respondenten noemen vooral wat tekortschiet, of meer cliënten scoren lager "
        "dan hoger; meer dan toeval geeft.",
    ),
    (
        "open",
        "Open",
        "Er zijn gegevens, en zij wijzen niet duidelijker een kant op dan toeval "
        "geeft.",
    ),
    ("niets", "Niets", "Er zijn geen gegevens, of te weinig voor een uitspraak."),
)
