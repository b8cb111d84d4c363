"""Selection rules answered for each application: ja, nee or onbekend, with reasons.

Kleene's three values: a rule of which nothing is known is onbekend, and so is a
verdict that hangs on it. Unknown never becomes nee.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention import SelectionRule, all_of, answer
from tbresearch.trajectories import Value
from tbresearch.vocabulary import (
    ANSWERS,
    FEATURES,
    RULE_KINDS,
    decimal_text,
    label,
    quantity_text,
)

__all__ = ["Selection", "any_of", "apply_rules"]

_NOT = {"ja": "nee", "nee": "ja", "onbekend": "onbekend"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """The answers of all rules, and what they come to.

    Attributes
    ----------
    answers : pd.DataFrame
        One row an application and rule: application, rule, label, kind, answer, and
        reason in Dutch.
    verdicts : pd.DataFrame
        One row an application: application; fits (all that is required: ja, nee or
        onbekend); rather_not (whether something makes it less fit); reason; and judged,
        what the team found (passend), onbekend if nobody wrote that down.
    """

    answers: pd.DataFrame
    verdicts: pd.DataFrame

    def __str__(self) -> str:
        many = quantity_text(len(self.verdicts), "aanmelding", "aanmeldingen")
        counts = self.verdicts["fits"].value_counts()
        told = ", ".join(f"{counts.get(key, 0)} {key}" for key in ANSWERS)
        return f"{many}: voldoet aan wat vereist is: {told}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read the answers, in Dutch."""
        return (
            "Wat onbekend is, telt nooit als nee.",
            "'Liever niet' is geen reden tot uitsluiting.",
        )

    def tally(self) -> pd.DataFrame:
        """Return one row a rule: rule, label, kind, and the numbers of each answer."""
        rows = []
        for rule, own in self.answers.groupby("rule", sort=False):
            first = own.iloc[0]
            counts = [int((own["answer"] == key).sum()) for key in ANSWERS]
            rows.append((rule, first["label"], first["kind"], *counts))
        return pd.DataFrame(rows, columns=["rule", "label", "kind", *ANSWERS])

    def against_judgement(self) -> pd.DataFrame:
        """Return counts of what the rules say (rows) and what the team found."""
        keys = list(ANSWERS)
        table = pd.crosstab(self.verdicts["fits"], self.verdicts["judged"])
        return table.reindex(index=keys, columns=keys, fill_value=0).rename_axis(
            index="regels", columns="team"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the verdicts."""
        return self.verdicts

    def _repr_html_(self) -> str:
        rules = [
            (row["label"], label(RULE_KINDS, row["kind"]), *(row[k] for k in ANSWERS))
            for row in self.tally().to_dict("records")
        ]
        verdicts = [
            (row["application"], row["fits"], row["rather_not"], row["reason"])
            for row in self.verdicts.to_dict("records")
        ]
        return "".join(
            (
                text_html(self),
                table_html(("Regel", "Soort", "Ja", "Nee", "Onbekend"), rules),
                table_html(("Aanmelding", "Past", "Liever niet", "Waarom"), verdicts),
                list_html(self.notes),
            )
        )


def any_of(answers: Iterable[str]) -> str:
    """Return whether one holds: ja if one does, else onbekend if one is unknown.

    >>> any_of(["nee", "onbekend"]), any_of(["ja", "onbekend"]), any_of([])
    ('onbekend', 'ja', 'nee')
    """
    return _NOT[all_of(_NOT[given] for given in answers)]


def apply_rules(
    rules: Sequence[SelectionRule],
    situations: Mapping[str, Mapping[str, Value]],
    *,
    judged: Mapping[str, str],
) -> Selection:
    """Answer every rule for every application.

    Parameters
    ----------
    rules : sequence of SelectionRule
        Of the intervention.
    situations : mapping of str to mapping
        By application what is known; what is not in it is unknown.
    judged : mapping of str to str
        By application what the team found: ja, nee or onbekend. These are the
        applications that are looked at.
    """
    rows, verdicts = [], []
    for application, found in judged.items():
        known = situations.get(application, {})
        own = [(rule, answer(rule, known.get(rule.variable))) for rule in rules]
        rows += [
            (application, r.key, r.label, r.kind, given, _reason(r, known))
            for r, given in own
        ]
        needed = [(r, a) for r, a in own if r.kind == "vereist"]
        rather_not = any_of(a for r, a in own if r.kind == "liever_niet")
        fits = all_of(given for _, given in needed)
        why = [_reason(r, known) for r, a in needed if a == fits != "ja"]
        why += [
            r.label[:1].lower() + r.label[1:]
            for r, a in own
            if r.kind == "liever_niet" and a == "ja"
        ]
        verdicts.append((application, fits, rather_not, "; ".join(why), found))
    columns = ["application", "rule", "label", "kind", "answer", "reason"]
    return Selection(
        answers=pd.DataFrame(rows, columns=columns),
        verdicts=pd.DataFrame(
            verdicts, columns=["application", "fits", "rather_not", "reason", "judged"]
        ),
    )


def _reason(rule: SelectionRule, known: Mapping[str, Value]) -> str:
    """Say what is known of what a rule asks, in Dutch."""
    name = label(FEATURES, rule.variable).lower()
    value = known.get(rule.variable)
    if value is None:
        return f"{name} is niet vastgelegd"
    return f"{name}: {_shown(value)}"


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return decimal_text(value, 0 if value == int(value) else 1)
    return str(value)
