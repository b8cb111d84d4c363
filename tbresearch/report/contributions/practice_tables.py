"""The dose and the profile of practice, as tables and a picture of a report."""

from __future__ import annotations

from functools import partial

import pandas as pd

from tbresearch.implementation import DoseDelivered, Practice
from tbresearch.report.evidence import Picture, numbers_of
from tbresearch.report.tables import TableText
from tbresearch.study import Study
from tbresearch.vocabulary import decimal_text

__all__ = ["dose_picture", "dose_table", "profile_table"]

_HIDDEN = "niet getoond"


def dose_table(practice: Practice, study: Study) -> TableText | None:
    """Return visits and hours a week by phase; None without contacts in a phase.

    Of a phase with few trajecten nothing is shown.
    """
    phases = _with_contacts(practice)
    if phases.empty:
        return None
    rows = tuple(
        (
            str(row["label"]),
            *(
                _HIDDEN if _few(row["trajectories"], study) else _number(row[name])
                for name in ("visits_per_week", "hours_per_visit", "hours_per_week")
            ),
            _HIDDEN
            if _few(row["trajectories"], study)
            else f"{_number(row['low'])} tot {_number(row['high'])}",
        )
        for row in phases.to_dict("records")
    )
    return TableText(
        key="tabel:uitvoering.dosis",
        caption=f"Bezoeken en uren per fase{_norm_text(practice.dose)}",
        head=(
            "Fase",
            "Bezoeken per week",
            "Uur per bezoek",
            "Uur per week",
            "Uur per week, middelste helft van de trajecten",
        ),
        rows=rows,
        right=(1, 2, 3, 4),
        method=f"{practice.dose.notes[0]} Van een fase met minder dan "
        f"{study.smallest_denominator} trajecten wordt niets getoond.",
        sources=_sources(practice),
        about_people=False,
    )


def dose_picture(practice: Practice, study: Study) -> Picture | None:
    """Return the dose of each phase against the norm; None if too little is shown."""
    phases = _with_contacts(practice)
    if phases.empty or any(_few(n, study) for n in phases["trajectories"]):
        return None
    told = "; ".join(
        f"{row['label']}: {_number(row['hours_per_week'])} uur per week, middelste "
        f"helft {_number(row['low'])} tot {_number(row['high'])}"
        for row in phases.to_dict("records")
    )
    return Picture(
        key="figuur:uitvoering.dosis",
        caption=f"Uren met de cliënt per week{_norm_text(practice.dose)}",
        alt=f"Per fase een streep van de middelste helft van de trajecten. {told}.",
        draw=partial(practice.dose.plot),
        method="Dezelfde getallen als in de tabel die volgt.",
        about_people=False,
        rests_on=numbers_of(practice.dose.to_frame()),
    )


def profile_table(practice: Practice) -> TableText:
    """Return what is there and what is missing on each component."""
    there = {
        "context": "gecodeerde gesprekken",
        "bereik": "trajecten",
        "dosis_geleverd": "contacten",
        "dosis_ontvangen": "tevredenheidsonderzoek",
        "integriteit": "fasen, evaluaties, begeleiders of aanpassingen",
        "uitvoering": "een profiel; er is met opzet geen totaalscore",
        "werving": "routes",
    }
    rows = tuple(
        (
            component.label,
            there[component.key] if component.there else "niets",
            "; ".join(component.missing) or "niets",
        )
        for component in practice.profile
    )
    return TableText(
        key="tabel:uitvoering.profiel",
        caption="Wat er van de uitvoering bekend is, en wat ontbreekt",
        head=("Onderdeel", "Gegevens", "Wat ontbreekt"),
        rows=rows,
        method="Onderdelen volgens Linnan en Steckler (2002); of de bestanden er zijn.",
        sources=_sources(practice),
        about_people=False,
    )


def _with_contacts(practice: Practice) -> pd.DataFrame:
    phases = practice.dose.phases
    return phases[(phases["trajectories"] > 0) & (phases["visits"].sum() > 0)]


def _norm_text(dose: DoseDelivered) -> str:
    meant = dose.norm.hours_per_week if dose.norm else None
    if meant is None:
        return ""
    return f", naast de {decimal_text(meant, 1)} uur die is bedoeld"


def _few(trajectories: int, study: Study) -> bool:
    return trajectories < study.smallest_denominator


def _number(value: float) -> str:
    return "" if pd.isna(value) else decimal_text(value, 2)


def _sources(practice: Practice) -> tuple[str, ...]:
    files = practice.trajectories.files
    return tuple(files[n] for n in ("trajectories", "contacts", "phases") if n in files)
