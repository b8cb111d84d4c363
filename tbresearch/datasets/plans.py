"""Plans and goals of the example study, drawn with faults at a known rate.

Nobody is behind them. What the goals say is one of a few sentences for each life
domain, so that the files look as such files do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["FAULT_RATES", "example_plans"]

# Chance that a version or a goal has the fault; drawn apart from one another.
FAULT_RATES: Mapping[str, float] = MappingProxyType(
    {
        "niet_ondertekend": 0.12,
        "geen_evaluatiemoment": 0.10,
        "geen_termijn": 0.15,
        "geen_maat": 0.25,
        "geen_eigenaar": 0.10,
        "geen_eigen_woorden": 0.20,
        "geen_subdoel": 0.05,
    }
)
_UNKNOWN = 0.08
_EVERY = 5  # one traject in so many has its plans in the file
_VERSION_WEEKS = 26
_GOALS = (1, 2, 2, 3, 3, 4, 6)
_REVISED = 0.3
_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "adl": ("Op tijd opstaan en ontbijten", "vijf van de zeven dagen"),
        "financien": ("Alle post openen en rekeningen betalen", "elke vrijdag"),
        "geestelijke_gezondheid": ("Overdag rust vinden", "een cijfer van de cliënt"),
        "sociaal_netwerk": ("Weer iemand om op terug te vallen", "elke week contact"),
        "huiselijke_relaties": ("Samen eten zonder ruzie", "drie avonden per week"),
        "lichamelijke_gezondheid": ("Naar de afspraken gaan", "alle afspraken"),
        "werk_opleiding": ("Een dagdeel ergens heen", "een dagdeel per week"),
    }
)
_SUBGOALS = (
    *("vertrouwen", "basisvaardigheden", "keuzes"),
    *("vangnet", "draad_oppakken", "mogelijkheden"),
)
_PARTS = (
    *("hulpvragen", "acties_wat", "acties_wie", "acties_wanneer", "planning"),
    *("bijdrage_eigen", "bijdrage_netwerk", "bijdrage_professioneel"),
)
_OUTCOMES = ("behaald", "behaald", "deels", "niet_behaald", "vervallen")
_OWNERS = ("client", "client", "gezin", "netwerk", "begeleider")
_GAS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {"behaald": (0, 1, 2), "deels": (-1,), "niet_behaald": (-2, -3)}
)


def example_plans(
    trajectories: pd.DataFrame, *, until: date, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the plans and goals of one in five of the trajecten.

    The files `plannen.csv` and `doelen.csv` of `data/voorbeeld` are these, written
    with ``to_csv(..., sep=";", index=False)``.

    Parameters
    ----------
    trajectories : pd.DataFrame
        With traject, start and einde (dates, einde missing while it runs).
    until : date
        Nothing is of a later day.
    seed : int
        Seed of the only random generator.

    Returns
    -------
    tuple of pd.DataFrame
        Plans and goals, columns as in the files.

    Notes
    -----
    The truth is `FAULT_RATES`, drawn for each version or goal apart. Plans are
    revised every 26 weeks; three in ten goals that a revision meets are replaced
    by another, and the rest ends.
    """
    rng = np.random.default_rng(seed)
    plans: list[dict[str, Any]] = []
    goals: list[dict[str, Any]] = []
    for traject in trajectories.iloc[::_EVERY].to_dict("records"):
        stop = min(traject["einde"], until) if _there(traject["einde"]) else until
        versions = list(_versions(rng, traject["start"], stop))
        for version, begin in enumerate(versions, start=1):
            plans.append(_plan(rng, str(traject["traject"]), version, begin))
            last = version == len(versions)
            end = (stop if _there(traject["einde"]) else None) if last else None
            goals += _goals(
                rng,
                plan=plans[-1]["plan"],
                begin=begin,
                end=versions[version] if not last else end,
                closing=last,
                old=[g for g in goals if g["plan"] == plans[-1]["plan"]],
            )
    return pd.DataFrame(plans), pd.DataFrame(goals).astype({"gas": "Int64"})


def _there(day: object) -> bool:
    return not pd.isna(day)  # type: ignore[call-overload]


def _versions(rng: np.random.Generator, start: date, stop: date) -> Iterator[date]:
    begin = start + timedelta(int(rng.integers(20, 50)))
    while begin < stop:
        yield begin
        begin += timedelta(7 * _VERSION_WEEKS + int(rng.integers(-14, 15)))


def _plan(
    rng: np.random.Generator, traject: str, version: int, begin: date
) -> dict[str, Any]:
    evaluated = rng.random() >= FAULT_RATES["geen_evaluatiemoment"]
    return {
        "plan": f"P{traject[1:]}",
        "traject": traject,
        "versie": version,
        "datum": begin,
        **{part: _answered(rng, 0.1) for part in _PARTS},
        "evaluatiemoment": begin + timedelta(91) if evaluated else None,
        "taal_gezin": _answered(rng, 0.2),
        "ondertekend": _answered(rng, FAULT_RATES["niet_ondertekend"]),
    }


def _answered(rng: np.random.Generator, fault: float) -> str:
    """Draw nee at the rate of a fault, and sometimes that nobody wrote it down."""
    drawn = rng.random()
    return "nee" if drawn < fault else "onbekend" if drawn < fault + _UNKNOWN else "ja"


def _goals(
    rng: np.random.Generator,
    *,
    plan: str,
    begin: date,
    end: date | None,
    closing: bool,
    old: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Draw the goals of one version; some replace one of the version before."""
    many = int(rng.choice(_GOALS))
    before = [goal["doel"] for goal in old if goal["einde"] == begin]
    domains = rng.permutation(list(_WORDS))[:many]
    made = []
    for number, domain in enumerate(domains, start=len(old) + 1):
        replaces = None
        if before and rng.random() < _REVISED:
            replaces = before.pop(0)
            next(g for g in old if g["doel"] == replaces).update(
                status="herzien", gas=None
            )
        made.append(
            _goal(rng, f"{plan}-D{number}", plan, str(domain), begin, end, closing)
            | {"vervangt": replaces}
        )
    return made


def _goal(
    rng: np.random.Generator,
    name: str,
    plan: str,
    domain: str,
    begin: date,
    end: date | None,
    closing: bool,
) -> dict[str, Any]:
    words, measure = _WORDS[domain]
    status = str(rng.choice(_OUTCOMES)) if end else "loopt"
    scored = _GAS.get(status)
    lacks = {
        part: rng.random() < FAULT_RATES[f"geen_{part}"]
        for part in ("termijn", "maat", "eigenaar", "subdoel")
    }
    return {
        "doel": name,
        "plan": plan,
        "omschrijving": words,
        "start": begin,
        "einde": end,
        "termijn": None if lacks["termijn"] else begin + timedelta(84),
        "maat": None if lacks["maat"] else measure,
        "eigenaar": None if lacks["eigenaar"] else str(rng.choice(_OWNERS)),
        "eigen_woorden": _answered(rng, FAULT_RATES["geen_eigen_woorden"]),
        "subdoel": None if lacks["subdoel"] else str(rng.choice(_SUBGOALS)),
        "leefgebied": domain,
        "soort": "behouden" if rng.random() < 0.2 else "verbeteren",
        "verlangd": "maatschappelijk" if rng.random() < 0.25 else "persoonlijk",
        "status": status,
        "gas": int(rng.choice(scored)) if scored and closing else None,
    }
