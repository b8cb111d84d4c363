"""Terms of outcomes: how a difference was had."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = ["DESIGNS"]

DESIGNS = terms(
    (
        "veranderingsonderzoek",
        "Veranderingsonderzoek",
        "Eén groep, gemeten voor en na; een vergelijkingsgroep is er niet.",
    ),
    (
        "dubbele_voormeting",
        "Dubbele voormeting",
        "Eén groep, twee keer gemeten voor de hulp begon en daarna nog eens.",
    ),
    (
        "dosis",
        "Meer en minder hulp",
        "Eén groep; wie meer hulp kreeg naast wie minder kreeg. Wie meer nodig heeft, "
        "krijgt vaak meer.",
    ),
    (
        "benchmarkstudie",
        "Benchmarkstudie",
        "Een groep naast de uitkomst die haar samenstelling elders zou hebben.",
    ),
    (
        "gefaseerde_start",
        "Gefaseerde start",
        "Wie nog op de hulp wacht, is de vergelijking voor wie al begon.",
    ),
    (
        "vergelijkingsgroep",
        "Vergelijkingsgroep",
        "Een groep die de hulp niet kreeg, gewogen tot zij op de andere lijkt.",
    ),
)
