"""What a study says of the items of CHEERS 2022: its costs and benefits."""

from __future__ import annotations

from collections.abc import Mapping

from tbresearch.costs import (
    ASSUMPTIONS_FILE,
    ClaimAudit,
    CostBalance,
    CostPerTrajectory,
    Register,
    Simulation,
    Tornado,
    ValueOfInformation,
    read_assumptions,
)
from tbresearch.costs.terms import terms_of, years_text
from tbresearch.report.checklist.filling import Answer
from tbresearch.report.checklist.materials import Materials
from tbresearch.report.cost_results import NoBalance
from tbresearch.vocabulary import PAYERS, TIMINGS, join_text, label

__all__ = ["cheers_answers", "not_economic"]

_MONEY = "kosten"


def cheers_answers(held: Materials) -> Mapping[int, Answer]:
    """Return what the study says of the items of CHEERS, by number."""
    if not_economic(held):
        return {}
    register = read_assumptions(held.study)
    return {
        **_written(held),
        **_of_study(held),
        **_choices(register),
        **_computed(held),
    }


def not_economic(held: Materials) -> str:
    """Return why CHEERS does not apply; empty if the report has an economic part."""
    known = (held.study.root / ASSUMPTIONS_FILE).is_file()
    if known and held.any(CostPerTrajectory, CostBalance, NoBalance):
        return ""
    return "er staat geen economische evaluatie in dit rapport"


def _written(held: Materials) -> Mapping[int, Answer]:
    """Return the items that the author has a text for."""
    sections = {2: "samenvatting", 3: "aanleiding", 6: "context", 26: "conclusies"}
    return {
        number: Answer(section=name, written=True)
        for number, name in sections.items()
        if name in held.written
    }


def _of_study(held: Materials) -> Mapping[int, Answer]:
    study = held.study
    found = {
        1: Answer(text=study.title, lacks="dat het ook om kosten en baten gaat"),
        5: Answer(
            text="Voor wie is gesproken",
            section="onderzoeksopzet",
            lacks="over wie de kosten gaan",
        ),
    }
    if "kosten" in study.title.lower():
        found[1] = Answer(text=study.title)
    if study.client:
        found[27] = Answer(
            text=f"Opdrachtgever: {study.client}",
            section="colofon",
            lacks="wie betaalde en met welke invloed",
        )
    if study.owners and study.authors:
        found[28] = Answer(
            text=f"Eigenaar van de interventie: {join_text(study.owners)}; evaluatie: "
            f"{join_text(study.authors)}",
            section="colofon",
        )
    return found


def _choices(register: Register) -> Mapping[int, Answer]:
    used = {name for item in register.items for name in item.factors}
    own = [a for a in register.assumptions if a.id in used]
    others = [a.alternative for a in register.assumptions if a.alternative]
    spread = [a.label for a in own if a.aspect == "spreiding"]
    index = sorted({a.index for a in own if a.index})
    found = {
        14: Answer(text="Uren, prijzen en duur als aannames", section=_MONEY),
        15: Answer(
            text=f"Euro's, prijspeil {register.price_year}"
            + (f", met index {join_text(index)}" if index else ""),
            section=_MONEY,
        ),
        17: Answer(
            text="Elke aanname met waarde, grenzen, bron, aard en bewijs",
            section=_MONEY,
        ),
        22: Answer(
            text="Elke aanname met waarde, grenzen, bron en bewijs", section=_MONEY
        ),
    }
    if others:
        found[7] = Answer(text=join_text(list(dict.fromkeys(others))), section=_MONEY)
    if spread:
        found[18] = Answer(
            text=f"Verschillen tussen cliënten, niet gesimuleerd: {join_text(spread)}",
            section=_MONEY,
        )
    return {**found, **_in_time(register)}


def _in_time(register: Register) -> Mapping[int, Answer]:
    if None in (register.timing, register.start, register.horizon):
        return {}
    terms = terms_of(register)
    rate = f"{100 * terms.rate:g}".replace(".", ",")
    when = label(TIMINGS, terms.timing).lower()
    return {
        9: Answer(text=years_text(terms.horizon), lacks="waarom deze tijd"),
        10: Answer(text=f"{rate}% reëel; {when}"),
    }


def _computed(held: Materials) -> Mapping[int, Answer]:
    """Return the items that a result in the report answers."""
    found: dict[int, Answer] = {}
    balance = held.one(CostBalance)
    if balance is not None:
        found |= _balance(balance)
    tried = "elke aanname apart laag en hoog" if held.any(Tornado) else ""
    drawn = "simulatie van alle onzekere aannames tegelijk (Sobol)"
    ways = [*([drawn] if held.any(Simulation) else []), *([tried] if tried else [])]
    if ways:
        text = join_text(ways)
        found[20] = Answer(text=text[0].upper() + text[1:], section=_MONEY)
    if held.any(Simulation):
        worth = held.any(ValueOfInformation)
        found[24] = Answer(
            text="Hoe zeker het saldo is" + (", en wat meer weten waard is" * worth),
            section=_MONEY,
        )
    if held.any(ClaimAudit):
        found[11] = Answer(
            text="Besparing door voorkomen zorg, zoals beweerd", section=_MONEY
        )
    return found


def _balance(balance: CostBalance) -> Mapping[int, Answer]:
    parties = [label(PAYERS, name).lower() for name in balance.perspectives]
    return {
        8: Answer(
            text=join_text(parties), section=_MONEY, lacks="waarom deze partijen"
        ),
        16: Answer(
            text="Geldstromen per jaar, post en partij; de rekenregels staan in de "
            "broncode",
            section=_MONEY,
        ),
        19: Answer(text="Wie betaalt en wie overhoudt", section=_MONEY),
        23: Answer(text="Balans per partij", section=_MONEY),
    }
