"""What practice brings: phases, dose, evaluations, workers and adaptations.

Counts of trajecten are counts of clients, so they leave as disclosure control lets
them. Single trajecten stay with the study: the pictures of the course of trajecten
are for who works with the data, and not for a reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from tbresearch.estimate import Count
from tbresearch.implementation import VERDICTS, Practice
from tbresearch.privacy import (
    ProtectedTable,
    cell_text,
    count_text,
    disclosure_rule,
    protect_rows,
)
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.contributions.practice_tables import (
    dose_picture,
    dose_table,
    profile_table,
)
from tbresearch.report.evidence import Contribution, Evidence, Refusal
from tbresearch.report.tables import TableText
from tbresearch.study import Study
from tbresearch.vocabulary import JUDGEMENTS, label, quantity_text

__all__ = ["practice_contribution"]

_PHASES = "tabel:uitvoering.fasen"
_EVALUATIONS = "tabel:uitvoering.evaluaties"
_COUNTS = "tabel:uitvoering.tellingen"
_NOT_REACHED = "absent"


def practice_contribution(practice: Practice, study: Study) -> Contribution:
    """Return the part on what was done, with its tables, picture, numbers and log."""
    made = [
        _phases(practice, study),
        _evaluations(practice, study),
        _counts(practice, study),
    ]
    made = [pair for pair in made if pair[0].rows]
    gone = [table for table, own in made if own.tells_nothing(_columns(own))]
    shown = [table for table, _ in made if table not in gone]
    dose, picture = dose_table(practice, study), dose_picture(practice, study)
    profile = profile_table(practice)
    text = [
        "## Trajecten in de praktijk",
        "De registratie telt {{aantal:uitvoering.trajecten}}. Afwijken van wat is "
        "bedoeld is een bevinding en geen fout; wat niet is vastgelegd, ontbreekt.",
    ]
    for table, _ in made:
        text.append(
            left_out_text(f"De tabel '{table.caption}'")
            if table in gone
            else f"{{{{{table.key}}}}}"
        )
    text += [f"{{{{{item.key}}}}}" for item in (picture, dose) if item]
    text += [
        "Een uitvoering heeft onderdelen die los van elkaar te bekijken zijn "
        "[@linnan2002]. Van welke hier iets bekend is, staat in de tabel.",
        f"{{{{{profile.key}}}}}",
    ]
    text.append("\n".join(f"- {note}" for note in _notes(practice)))
    return Contribution(
        sections={"uitvoering": "\n\n".join(text) + "\n"},
        evidence=(
            _total(practice),
            *_numbers(made, study),
            *left_out(*(table.key for table in gone)),
        ),
        tables=(*shown, *([dose] if dose else []), profile),
        pictures=(picture,) if picture else (),
        disclosure=tuple(
            replace(own.entry, left_out=table in gone) for table, own in made
        ),
    )


def _notes(practice: Practice) -> list[str]:
    """Return how was counted, without the numbers that the tables protect."""
    return [
        practice.phases.notes[0],
        practice.dose.notes[0],
        practice.evaluations.notes[0],
        practice.adaptations.notes[1],
        *practice.phases.notes[3:],
    ]


def _total(practice: Practice) -> Evidence:
    n = len(practice.trajectories.trajectories)
    file = practice.trajectories.files["trajectories"]
    return Evidence(
        key="aantal:uitvoering.trajecten",
        text=quantity_text(n, "traject", "trajecten"),
        method=f"Verschillende trajecten in {file}, tot en met de peildatum.",
        sources=(file,),
    )


def _columns(table: ProtectedTable) -> list[str]:
    return [str(name) for name in table.frame.columns if name != "total"]


def _protected(
    counts: pd.DataFrame, *, key: str, title: str, study: Study, shown: list[str]
) -> ProtectedTable:
    return protect_rows(
        counts, key=key, title=title, rule=disclosure_rule(study), shown=shown
    )


def _phases(practice: Practice, study: Study) -> tuple[TableText, ProtectedTable]:
    title = "Duur van de fasen, vergeleken met wat is bedoeld"
    own = practice.phases.phases
    own = own[own["trajectories"] - own["without_norm"] > 0]
    total = practice.phases.without_phases
    reached = total.total - total.k
    counts = own.set_index("phase")[[*VERDICTS]].astype(int)
    counts[_NOT_REACHED] = reached - counts.sum(axis=1)
    columns = [*VERDICTS, _NOT_REACHED]
    protected = _protected(counts, key=_PHASES, title=title, study=study, shown=columns)
    rows = tuple(
        (
            str(row["label"]),
            str(row["norm"]),
            *(cell_text(protected.value(row["phase"], name)) for name in columns),
        )
        for row in own.to_dict("records")
    )
    caption = f"{title}, {quantity_text(reached, 'traject', 'trajecten')} met fasen"
    heads = [word.capitalize() for word in VERDICTS.values()]
    return (
        TableText(
            key=_PHASES,
            caption=caption,
            head=("Fase", "Bedoeld", *heads, "Niet aan toe gekomen"),
            rows=rows,
            right=(2, 3, 4, 5, 6),
            method=" ".join((practice.phases.notes[0], *protected.notes)),
            sources=_files(practice, "trajectories", "phases"),
        ),
        protected,
    )


def _evaluations(practice: Practice, study: Study) -> tuple[TableText, ProtectedTable]:
    title = "Evaluaties die hadden moeten plaatsvinden"
    own = practice.evaluations.moments
    own = own[own["due"] > 0] if practice.evaluations.recorded else own.head(0)
    counts = own.set_index("key")[["done", "missing"]].astype(int)
    protected = _protected(
        counts, key=_EVALUATIONS, title=title, study=study, shown=["done", "missing"]
    )
    text = partial(count_text, rule=protected.rule, percentage_from=_least(study))
    rows = tuple(
        (
            str(row["label"]),
            "momenten" if row["moment"] == "tussentijds" else "geëindigde trajecten",
            *(
                text(protected.value(row["key"], name), int(row["due"]))
                for name in ("done", "missing")
            ),
        )
        for row in own.to_dict("records")
    )
    return (
        TableText(
            key=_EVALUATIONS,
            caption=title,
            head=("Evaluatie", "Van", "Gedaan", "Ontbreekt"),
            rows=rows,
            right=(2, 3),
            method=" ".join((*practice.evaluations.notes[:3], *protected.notes)),
            sources=_files(practice, "trajectories", "evaluations"),
        ),
        protected,
    )


def _counts(practice: Practice, study: Study) -> tuple[TableText, ProtectedTable]:
    """Return the counts that stand by themselves, each of its own total."""
    title = "Dosis, begeleiders, verloop en aanpassingen"
    named = {key: pair for key, pair in _single(practice).items() if pair[1].total}
    counts = pd.DataFrame(
        {
            "yes": [count.k for _, count in named.values()],
            "rest": [count.total - count.k for _, count in named.values()],
        },
        index=list(named),
        dtype="int64",
    )
    judged = [key for key in named if key.startswith("past.")]
    protected = protect_rows(
        counts,
        key=_COUNTS,
        title=title,
        rule=disclosure_rule(study),
        shown=["yes"],
        add_up=[judged] if judged else [],
    )
    rows = tuple(
        (
            words,
            count.unit,
            count_text(
                protected.value(key, "yes"),
                count.total,
                rule=protected.rule,
                percentage_from=_least(study),
            ),
        )
        for key, (words, count) in named.items()
    )
    return (
        TableText(
            key=_COUNTS,
            caption=title,
            head=("Wat", "Van", "Aantal"),
            rows=rows,
            right=(2,),
            method=" ".join((*_notes(practice), *protected.notes)),
            sources=_files(practice, *practice.trajectories.files),
        ),
        protected,
    )


def _single(practice: Practice) -> Mapping[str, tuple[str, Count]]:
    dose, workers = practice.dose, practice.workers
    files = practice.trajectories.files
    found: dict[str, tuple[str, Count]] = {}
    if "contacts" in files:
        if dose.norm is not None and dose.norm.hours_per_week is not None:
            found["weinig_uren"] = ("Minder dan de helft van de uren", dose.little)
        found["afbouw"] = ("Afgebouwd in de laatste weken", dose.tapered)
        found["een_begeleider"] = ("Eén begeleider", workers.one_worker)
        found["intake"] = ("Intake door de vaste begeleider", workers.intake)
    if "phases" in files:
        found["terug"] = ("Keerde terug naar een fase", practice.cycle.returned)
    if "adaptations" in files:
        found["aangepast"] = ("Met een aanpassing", practice.adaptations.adapted)
        for key in JUDGEMENTS:
            words = f"Past bij het element: {label(JUDGEMENTS, key).lower()}"
            found[f"past.{key}"] = (words, practice.adaptations.fits(key))
    return found


def _numbers(
    made: list[tuple[TableText, ProtectedTable]], study: Study
) -> Iterator[Evidence | Refusal]:
    """Yield every number of the tables, as far as it may be shown."""
    names = {"done": "gedaan", "missing": "ontbreekt", "yes": "", "absent": "geen"}
    names |= {key: word.replace(" ", "_") for key, word in VERDICTS.items()}
    for table, protected in made:
        stem = table.key.removeprefix("tabel:").replace(".tellingen", "")
        for (row, cells), words in zip(
            protected.frame.iterrows(), table.rows, strict=True
        ):
            for column in _columns(protected):
                key = ".".join(filter(None, [f"aantal:{stem}.{row}", names[column]]))
                value = protected.value(row, column)
                if value is None:
                    yield Refusal(
                        key=key,
                        what=f"{{{{{key}}}}} wordt niet getoond: het gaat om weinig "
                        "mensen, of verraadt een klein aantal",
                        fix="haal de verwijzing weg, en beschrijf in woorden wat u zag",
                    )
                    continue
                unit = words[1] if table.key != _PHASES else "trajecten"
                text = count_text(
                    value,
                    int(cells["total"]),
                    rule=protected.rule,
                    percentage_from=_least(study),
                )
                yield Evidence(
                    key=key,
                    text=f"{text} {unit}",
                    method=f"{words[0]}: {table.caption.lower()}.",
                    sources=table.sources,
                )


def _files(practice: Practice, *names: str) -> tuple[str, ...]:
    files = practice.trajectories.files
    return tuple(files[name] for name in names if name in files)


def _least(study: Study) -> int:
    return study.percentage_from
