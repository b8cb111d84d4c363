"""What a study folder holds: its settings and its tables of people and sessions."""

from __future__ import annotations

from tbresearch.study.fields import (
    Field,
    age_band,
    choice,
    day,
    key,
    many,
    text,
    whole,
    yes_no,
)
from tbresearch.study.tables import Table
from tbresearch.vocabulary import (
    CONSENTS,
    MISSING_CHOICES,
    MODES,
    REGISTER_CHOICES,
    RESPONDENT_GROUPS,
    SAMPLING_CHOICES,
    SESSION_KINDS,
    STATEMENT_CHOICES,
    TRADITIONS,
    ZERO_CHOICES,
    ZRM_VERSIONS,
)

__all__ = [
    "INTERVIEWER",
    "RESPONDENTS",
    "SESSIONS",
    "SETTINGS",
    "SETTINGS_FILE",
    "SPEAKERS",
    "TRANSCRIPT_FOLDER",
    "WITHDRAWALS",
    "WITHDRAWN",
]

TRANSCRIPT_FOLDER = "transcripten"
SETTINGS_FILE = "studie.toml"
INTERVIEWER = "gespreksleider"
# Stands in sprekers.csv where a respondent of a focus group withdrew.
WITHDRAWN = "verwijderd"

SETTINGS = (
    Field(name="titel", column="title", kind=text(), required=True),
    Field(name="interventie", column="intervention", kind=text(), required=True),
    Field(name="periode", column="period", kind=text(), default=""),
    Field(name="opdrachtgever", column="client", kind=text(), default=""),
    Field(name="auteurs", column="authors", kind=many(text()), default=()),
    Field(name="eigenaren", column="owners", kind=many(text()), default=()),
    Field(name="datum", column="report_date", kind=day()),
    Field(name="peildatum", column="cutoff", kind=day()),
    Field(name="traditie", column="tradition", kind=choice(TRADITIONS), required=True),
    Field(
        name="groepen",
        column="groups",
        kind=many(choice(RESPONDENT_GROUPS)),
        required=True,
    ),
    Field(name="codeurs", column="coders", kind=many(key()), default=()),
    Field(name="bevindingen_van", column="findings_from", kind=many(key()), default=()),
    Field(
        name="verzadiging_eenheid",
        column="saturation_unit",
        kind=choice(SESSION_KINDS),
    ),
    Field(name="verzadiging_basis", column="saturation_base", kind=whole(1, 100)),
    Field(name="verzadiging_reeks", column="saturation_run", kind=whole(1, 100)),
    Field(
        name="verzadiging_drempel",
        column="saturation_percent",
        kind=whole(0, 99),
    ),
    Field(name="zrm_versie", column="zrm_version", kind=choice(ZRM_VERSIONS)),
    Field(
        name="percentage_vanaf",
        column="percentage_from",
        kind=whole(20, 1000),
        default=20,
    ),
    Field(
        name="kleinste_aantal",
        column="smallest_count",
        kind=whole(3, 1000),
        default=5,
    ),
    Field(
        name="kleinste_noemer",
        column="smallest_denominator",
        kind=whole(1, 1000),
        default=10,
    ),
    Field(name="nul", column="zeros", kind=choice(ZERO_CHOICES), default="tonen"),
    Field(
        name="ontbrekend",
        column="missing",
        kind=choice(MISSING_CHOICES),
        default="tonen",
    ),
    Field(
        name="uitspraken",
        column="statements",
        kind=choice(STATEMENT_CHOICES),
        default="tonen",
    ),
    Field(
        name="steekproef",
        column="sampling",
        kind=choice(SAMPLING_CHOICES),
        default="doelgericht",
    ),
    Field(name="registratie", column="register", kind=choice(REGISTER_CHOICES)),
    Field(name="modellen", column="models", kind=yes_no(), default=False),
    Field(
        name="citaten_met_omgeving",
        column="quote_context",
        kind=yes_no(),
        default=False,
    ),
)

RESPONDENTS = Table(
    file="respondenten.csv",
    fields=(
        Field(name="respondent", column="respondent", kind=key(), required=True),
        Field(
            name="groep",
            column="group",
            kind=choice(RESPONDENT_GROUPS),
            required=True,
        ),
        Field(name="rol", column="role", kind=text(), default=""),
        Field(name="organisatie", column="organisation", kind=key()),
        Field(name="leeftijdsband", column="age_band", kind=age_band(), default=""),
        *(
            Field(name=name, column=name, kind=yes_no(), default=False)
            for name in CONSENTS
        ),
        Field(name="client", column="client", kind=key()),
    ),
    unique=("respondent",),
)

SESSIONS = Table(
    file="gesprekken.csv",
    fields=(
        Field(name="gesprek", column="session", kind=key(), required=True),
        Field(name="soort", column="kind", kind=choice(SESSION_KINDS), required=True),
        Field(name="wijze", column="mode", kind=choice(MODES), required=True),
        Field(name="datum", column="date", kind=day(), required=True),
        Field(name="transcript", column="transcript", kind=text(), required=True),
        Field(name="titel", column="title", kind=text(), required=True),
        Field(name="afwijking", column="deviation", kind=text(), default=""),
        Field(name="enige_spreker", column="sole_speaker", kind=text(), default=""),
        Field(name="topiclijst", column="topics", kind=key()),
    ),
    unique=("session",),
)

SPEAKERS = Table(
    file="sprekers.csv",
    fields=(
        Field(name="gesprek", column="session", kind=key(), required=True),
        Field(name="spreker", column="speaker", kind=text(), required=True),
        Field(name="respondent", column="respondent", kind=key(), required=True),
    ),
    unique=("session", "speaker"),
)

WITHDRAWALS = Table(
    file="terugtrekkingen.csv",
    fields=(
        Field(name="respondent", column="respondent", kind=key(), required=True),
        Field(name="datum", column="date", kind=day(), required=True),
        Field(name="omvang", column="scope", kind=text(), required=True),
    ),
    unique=("respondent",),
)
