"""The list of CHEERS 2022: what of its 28 items the report has, and where.

Husereau et al. (2022). Consolidated Health Economic Evaluation Reporting Standards
2022. Value in Health 25(1), 3-9. The items are named in our own Dutch words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tbresearch.costs import (
    ASSUMPTIONS_FILE,
    ClaimAudit,
    CostBalance,
    Register,
    Simulation,
    Tornado,
    ValueOfInformation,
)
from tbresearch.costs.terms import terms_of, years_text
from tbresearch.report.cost_results import CheersList
from tbresearch.report.evidence import Contribution
from tbresearch.report.tables import TableText
from tbresearch.study import Study
from tbresearch.vocabulary import PAYERS, TIMINGS, join_text, label

__all__ = ["cheers_contribution"]

_NOTHING = "niet gerapporteerd"
_ITEMS = (
    "Titel", "Samenvatting", "Achtergrond en doel", "Analyseplan", "Onderzochte groep",
    "Plaats en omgeving", "Waarmee vergeleken", "Perspectief", "Tijdshorizon",
    "Discontovoet", "Keuze van uitkomsten", "Meting van uitkomsten",
    "Waardering van uitkomsten", "Meting en prijzen van kosten", "Munt en prijspeil",
    "Het model", "Analyse en aannames", "Verschillen tussen groepen",
    "Verdeling over partijen", "Onzekerheid: methode", "Betrekken van betrokkenen",
    "Invoer met bron", "Belangrijkste uitkomst", "Onzekerheid: gevolgen",
    "Gevolgen van het betrekken", "Bevindingen en beperkingen", "Financiering",
    "Belangen",
)  # fmt: skip


def cheers_contribution(cheers: CheersList, study: Study) -> Contribution:
    """Return the list as a table for the appendix."""
    known = _known(cheers, study)
    rows = tuple(
        (str(number), name, known.get(number) or _NOTHING)
        for number, name in enumerate(_ITEMS, start=1)
    )
    table = TableText(
        key="tabel:cheers",
        caption="CHEERS 2022, item voor item",
        head=("Nr.", "Onderwerp", "In dit rapport"),
        rows=rows,
        method="De 28 onderwerpen van CHEERS 2022 (Husereau e.a., Value in Health "
        "25(1)). Ingevuld is wat uit de studiemap volgt.",
        sources=(ASSUMPTIONS_FILE, "studie.toml"),
        about_people=False,
    )
    return Contribution(
        sections={
            "cheers": "CHEERS 2022 is de lijst van wat een economische evaluatie "
            "vermeldt [@husereau2022]. Wat hier niet uit de studie volgt, is niet "
            "gerapporteerd.\n\n"
            "{{tabel:cheers}}\n"
        },
        tables=(table,),
    )


def _known(cheers: CheersList, study: Study) -> Mapping[int, str]:
    return {
        **_written(study),
        **_choices(cheers.register),
        **_computed(cheers),
        1: study.title,
        5: "Zie Onderzoeksopzet, voor wie is gesproken",
        22: "Zie de tabel met aannames: waarde, grenzen, bron en bewijs",
        27: f"Opdrachtgever: {study.client}" if study.client else "",
        28: f"Eigenaar van de interventie: {join_text(study.owners)}; evaluatie: "
        f"{join_text(study.authors)}"
        if study.owners and study.authors
        else "",
    }


def _written(study: Study) -> Mapping[int, str]:
    """Return the items that an author has a text for."""
    sections = {
        2: ("samenvatting", "Zie Samenvatting"),
        3: ("aanleiding", "Zie Aanleiding en onderzoeksvragen"),
        6: ("context", "Zie Context en randvoorwaarden"),
        26: ("conclusies", "Zie Conclusies en aanbevelingen"),
    }
    return {
        number: text
        for number, (name, text) in sections.items()
        if (study.root / "rapport" / f"{name}.md").is_file()
    }


def _choices(register: Register) -> Mapping[int, str]:
    used = {name for item in register.items for name in item.factors}
    own = [a for a in register.assumptions if a.id in used]
    others = [a.alternative for a in register.assumptions if a.alternative]
    spread = [a.label for a in own if a.aspect == "spreiding"]
    index = sorted({a.index for a in own if a.index})
    found = {
        7: join_text(list(dict.fromkeys(others))),
        14: "Uren, prijzen en duur als aannames; zie Kosten en aannames",
        15: f"Euro's, prijspeil {register.price_year}"
        + (f", met index {join_text(index)}" if index else ""),
        17: "Elke aanname met waarde, grenzen, bron, aard en bewijs",
        18: f"Verschillen tussen cliënten, niet gesimuleerd: {join_text(spread)}"
        if spread
        else "",
    }
    if None not in (register.timing, register.start, register.horizon):
        terms = terms_of(register)
        found[9] = years_text(terms.horizon)
        rate = f"{100 * terms.rate:g}".replace(".", ",")
        found[10] = f"{rate}% reëel; {label(TIMINGS, terms.timing).lower()}"
    return found


def _computed(cheers: CheersList) -> Mapping[int, str]:
    """Return the items that a result in the report answers."""
    found: dict[int, str] = {}
    says: dict[type, Callable[[object], Mapping[int, str]]] = {
        CostBalance: _balance,
        Simulation: lambda _: {
            20: "Simulatie van alle onzekere aannames tegelijk (Sobol)",
            24: "Zie Hoe zeker is het saldo",
        },
        Tornado: lambda _: {20: "Simulatie, en elke aanname apart laag en hoog"},
        ValueOfInformation: lambda _: {
            24: "Zie Hoe zeker is het saldo, en de waarde van meer weten"
        },
        ClaimAudit: lambda _: {
            11: "Besparing door voorkomen zorg, zoals beweerd; zie Kosten en aannames"
        },
    }
    for result in cheers.results:
        make = says.get(type(result))
        found.update(make(result) if make else {})
    return found


def _balance(result: object) -> Mapping[int, str]:
    assert isinstance(result, CostBalance)
    parties = [label(PAYERS, name).lower() for name in result.perspectives]
    return {
        8: join_text(parties),
        16: "Geldstromen per jaar, post en partij; zie Balans per partij",
        19: "Zie de tabel met wie betaalt en wie overhoudt",
        23: "Zie Balans per partij",
    }
