"""Which names are one person: only when the texts leave no doubt.

A first name alone is the full name that begins with it if each session that
uses the first name holds that full name, and no other that begins with it.
Anything else stays apart, and a note says what it may belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tbresearch.privacy.pseudonyms.lists import fold, surnames
from tbresearch.privacy.pseudonyms.words import PARTICLES

__all__ = ["Joined", "join_people"]


@dataclass(frozen=True, slots=True)
class Joined:
    """To which full name a name belongs, or why that is not sure.

    Attributes
    ----------
    to : str or None
        The full name; None if the name stays apart.
    note : str
        In Dutch; blank if there is nothing to say.
    """

    to: str | None
    note: str


def join_people(sessions: Mapping[str, Iterable[str]]) -> dict[str, Joined]:
    """Join first names to full names.

    Parameters
    ----------
    sessions : mapping of str to iterable of str
        By name of a person: the sessions that hold it.

    Returns
    -------
    dict of str to Joined
        For each name of one word that is part of a longer name.
    """
    full = {name: _parts(name) for name in sessions if len(_parts(name)) > 1}
    by_part: dict[str, list[str]] = {}
    for name, parts in full.items():
        for part in {parts[0], parts[-1]}:
            by_part.setdefault(part, []).append(name)
    joined = {}
    for name in sessions:
        parts = _parts(name)
        if len(parts) != 1 or parts[0] not in by_part:
            continue
        candidates = by_part[parts[0]]
        joined[name] = _decide(name, candidates, full, sessions)
    return joined


def _parts(name: str) -> tuple[str, ...]:
    """Return the words of a name that are no particle and no initial."""
    words = (word for word in name.split() if not word.endswith("."))
    return tuple(fold(word) for word in words if fold(word) not in PARTICLES)


def _decide(
    name: str,
    candidates: list[str],
    full: Mapping[str, tuple[str, ...]],
    sessions: Mapping[str, Iterable[str]],
) -> Joined:
    part = _parts(name)[0]
    one = candidates[0]
    if len(candidates) == 1 and full[one][0] == part and part not in surnames():
        if set(sessions[name]) <= set(sessions[one]):
            return Joined(one, f"zelfde persoon als {one}")
        return Joined(None, f"misschien {one}; die staat niet in elk gesprek hiermee")
    if len(candidates) == 1:
        return Joined(None, f"misschien {one}, of een familielid")
    return Joined(None, f"kan zijn: {', '.join(sorted(candidates))}")
