"""The tables of practice: trajecten, contacts, phases, evaluations, adaptations."""

from __future__ import annotations

from tbresearch.study import Table
from tbresearch.study.fields import Field, choice, day, key, several, text, whole
from tbresearch.vocabulary import (
    CONTACT_KINDS,
    EVALUATION_KINDS,
    EXIT_REASONS,
    JUDGEMENTS,
    LAWS,
)

__all__ = [
    "ADAPTATIONS",
    "CONTACTS",
    "EVALUATIONS",
    "PHASES",
    "TABLES",
    "TRAJECTORIES",
]

_DAY_IN_MINUTES = 24 * 60
_TRAJECTORY = Field(name="traject", column="trajectory", kind=key(), required=True)

TRAJECTORIES = Table(
    file="trajecten.csv",
    fields=(
        _TRAJECTORY,
        Field(name="client", column="client", kind=key(), required=True),
        Field(name="huishouden", column="household", kind=key()),
        Field(name="indicatiehouder", column="indication_holder", kind=key()),
        Field(name="wet", column="law", kind=choice(LAWS)),
        Field(name="route", column="route", kind=key()),
        Field(name="aanbieder", column="provider", kind=key(), required=True),
        Field(name="gemeente", column="municipality", kind=key()),
        Field(name="begeleider", column="worker", kind=key()),
        Field(name="start", column="start", kind=day(), required=True),
        Field(name="einde", column="end", kind=day()),
        Field(name="reden_einde", column="exit_reason", kind=choice(EXIT_REASONS)),
        Field(
            name="doelgroepen",
            column="target_groups",
            kind=several(key()),
            default=(),
        ),
        Field(name="herkomst", column="origins", kind=several(key()), default=()),
        Field(
            name="complex",
            column="complex",
            kind=choice(JUDGEMENTS),
            default="onbekend",
        ),
    ),
    unique=("trajectory",),
)

CONTACTS = Table(
    file="contacten.csv",
    fields=(
        _TRAJECTORY,
        Field(name="datum", column="date", kind=day(), required=True),
        Field(
            name="minuten",
            column="minutes",
            kind=whole(0, _DAY_IN_MINUTES),
            required=True,
        ),
        Field(name="soort", column="kind", kind=choice(CONTACT_KINDS), required=True),
        Field(name="begeleider", column="worker", kind=key()),
        Field(name="werkproces", column="task", kind=key()),
    ),
    unique=(),
)

PHASES = Table(
    file="fasen.csv",
    fields=(
        _TRAJECTORY,
        Field(name="fase", column="phase", kind=key(), required=True),
        Field(name="start", column="start", kind=day(), required=True),
        Field(name="einde", column="end", kind=day()),
    ),
    unique=("trajectory", "phase", "start"),
)

EVALUATIONS = Table(
    file="evaluaties.csv",
    fields=(
        _TRAJECTORY,
        Field(name="datum", column="date", kind=day(), required=True),
        Field(
            name="soort", column="kind", kind=choice(EVALUATION_KINDS), required=True
        ),
    ),
    unique=("trajectory", "date", "kind"),
)

ADAPTATIONS = Table(
    file="aanpassingen.csv",
    fields=(
        Field(name="traject", column="trajectory", kind=key()),
        Field(name="aanbieder", column="provider", kind=key()),
        Field(name="datum", column="date", kind=day()),
        Field(name="wat", column="what", kind=text(), required=True),
        Field(name="reden", column="reason", kind=text(), default=""),
        Field(name="element", column="element", kind=key()),
        Field(name="past", column="fits", kind=choice(JUDGEMENTS), default="onbekend"),
        Field(name="beoordelaar", column="rater", kind=key()),
    ),
    unique=(),
)

TABLES = {
    "trajectories": TRAJECTORIES,
    "contacts": CONTACTS,
    "phases": PHASES,
    "evaluations": EVALUATIONS,
    "adaptations": ADAPTATIONS,
}
