"""What a framework and an assessment are made of: small records with their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tbresearch.intervention import Origin

__all__ = [
    "Criterion",
    "Document",
    "Finding",
    "Indicator",
    "Informant",
    "OpenVerdicts",
    "Pointer",
    "Theme",
    "Verdict",
    "View",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme of a framework: its key, its label and where it is said."""

    key: str
    label: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion; `theme` is the key of its theme."""

    key: str
    theme: str
    label: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is judged.

    Attributes
    ----------
    theme, criterion : str
        Keys; the criterion is empty where the sources count indicators without
        saying which criterion they are of.
    """

    key: str
    theme: str
    criterion: str
    label: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Informant:
    """Who was asked: an organisation, never a person.

    Attributes
    ----------
    role : str
        Key of `vocabulary.INFORMANT_ROLES`.
    assessed : bool or None
        Whether it is (also) the work of this informant that is assessed; None if
        nobody says.
    nominated_by : str
        Key of the informant who chose this one; empty if the assessor did.
    """

    key: str
    label: str
    role: str
    assessed: bool | None
    nominated_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was read; `by` is the key of the informant who made it, or empty."""

    key: str
    title: str
    date: date | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was seen, or what was concluded from that.

    Attributes
    ----------
    kind : str
        Key of `vocabulary.FINDING_KINDS`.
    premises : tuple of str
        Keys of the findings that a conclusion rests on; a conclusion has at least one.
    """

    key: str
    kind: str
    text: str
    premises: tuple[str, ...]
    informants: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The verdict on one indicator.

    Attributes
    ----------
    indicator, verdict : str
        Keys, of the indicator and of `vocabulary.VERDICTS`.
    reservations : tuple of str
        What the assessor adds that takes something off the verdict.
    informants, documents, findings : tuple of str
        Keys of what it rests on.
    scope : str
        Key of `vocabulary.SCOPES`.
    text : str
        What to know of it; may be empty.
    """

    indicator: str
    verdict: str
    reservations: tuple[str, ...]
    informants: tuple[str, ...]
    documents: tuple[str, ...]
    findings: tuple[str, ...]
    scope: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVerdicts:
    """Fewer verdicts than indicators, and nobody says which belongs to which.

    Attributes
    ----------
    indicators, verdicts : tuple of str
        Keys; fewer verdicts than indicators.
    reservations : tuple of str
        What the assessor adds to them.
    text : str
        What to know of it; may be empty.
    """

    indicators: tuple[str, ...]
    verdicts: tuple[str, ...]
    reservations: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What one informant says on one indicator, in a few words."""

    indicator: str
    informant: str
    says: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Where evidence for a point of a checklist is: a file of the study, or a text."""

    indicator: str
    file: str
    place: str
