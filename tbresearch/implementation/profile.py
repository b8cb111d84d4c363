"""A profile of implementation: per component what is there, and what is missing.

The components are those of Linnan and Steckler (2002). They stay apart: a score over
them would hide that one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tbresearch.vocabulary import COMPONENTS, label

if TYPE_CHECKING:
    from tbresearch.implementation.practice import Practice

__all__ = ["Component", "profile_of"]

_Part = tuple[list[str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One component of implementation.

    Attributes
    ----------
    key, label : str
        Key of `vocabulary.COMPONENTS`, and its Dutch name.
    there, missing : tuple of str
        What the study has on it, and what it lacks, in Dutch.
    """

    key: str
    label: str
    there: tuple[str, ...]
    missing: tuple[str, ...]


def profile_of(practice: Practice, root: Path) -> tuple[Component, ...]:
    """Return what the study in `root` has on each component, and what it lacks."""
    parts = {
        "context": _context(root),
        "bereik": _reach(practice),
        "dosis_geleverd": _delivered(practice),
        "dosis_ontvangen": _received(practice, root),
        "integriteit": _fidelity(practice, root),
        "uitvoering": ([], []),
        "werving": _recruitment(practice, root),
    }
    filled = [key for key, (there, _) in parts.items() if there]
    names = [key for key in parts if key != "uitvoering"]
    parts["uitvoering"] = (
        [
            f"{len(filled)} van {len(names)} onderdelen hebben gegevens",
            "er is met opzet geen totaalscore: onderdelen wegen niet tegen elkaar op",
        ],
        [],
    )
    return tuple(
        Component(
            key=key,
            label=label(COMPONENTS, key),
            there=tuple(there),
            missing=tuple(missing),
        )
        for key, (there, missing) in parts.items()
    )


def _context(root: Path) -> _Part:
    talk = (root / "coderingen").is_dir()
    there = ["gecodeerde gesprekken: factoren, belemmeringen en randvoorwaarden"]
    return (there, []) if talk else ([], ["gecodeerde gesprekken"])


def _reach(practice: Practice) -> _Part:
    rows = practice.trajectories.trajectories
    there = [f"{practice.trajectories}"]
    missing = []
    for column, words in (("target_groups", "doelgroepen"), ("origins", "herkomst")):
        if rows[column].map(len).eq(0).any():
            missing.append(f"{words}: niet overal ingevuld")
    missing.append("wie niet is bereikt: dat blijkt niet uit trajecten alleen")
    return there, missing


def _delivered(practice: Practice) -> _Part:
    if "contacts" not in practice.trajectories.files:
        return [], ["contacten.csv"]
    missing = []
    if practice.dose.norm is None:
        missing.append("een norm voor bezoeken en uren")
    return [str(practice.dose)], missing


def _received(practice: Practice, root: Path) -> _Part:
    schedule = practice.evaluations
    there, missing = [], []
    asked = schedule.moments[schedule.moments["key"] == "tevredenheid"]
    if schedule.recorded and len(asked):
        done = schedule.count("tevredenheid")
        there.append(f"tevredenheid gevraagd bij {done}")
    else:
        missing.append("tevredenheidsonderzoek in evaluaties.csv")
    if not _has(root, "doelen"):
        missing.append("doelen.csv: wat cliënten met de hulp deden")
    return there, missing


def _fidelity(practice: Practice, root: Path) -> _Part:
    files = practice.trajectories.files
    there: list[str] = []
    missing: list[str] = []
    for name, file, result in (
        ("phases", "fasen.csv", practice.phases),
        ("evaluations", "evaluaties.csv", practice.evaluations),
        ("contacts", "contacten.csv", practice.workers),
        ("adaptations", "aanpassingen.csv", practice.adaptations),
    ):
        if name in files:
            there.append(str(result))
        else:
            missing.append(file)
    missing += [
        f"{name}.csv"
        for name in ("plannen", "werkzame_elementen")
        if not _has(root, name)
    ]
    return there, missing


def _recruitment(practice: Practice, root: Path) -> _Part:
    routes = practice.trajectories.trajectories["route"]
    there = [f"de route bij {int(routes.notna().sum())} van {len(routes)} trajecten"]
    if _has(root, "werving"):
        return [*there, "werving.csv: wie is benaderd, en wie viel af"], []
    return there, ["werving.csv: wie is aangemeld en niet is begonnen"]


def _has(root: Path, name: str) -> bool:
    return any(True for _ in _files(root, name))


def _files(root: Path, name: str) -> Iterator[Path]:
    return root.glob(f"{name}.*")
