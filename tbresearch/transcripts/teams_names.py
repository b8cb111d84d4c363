"""Names as Teams delivers them, with an organisation in parentheses behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tbresearch.transcripts.canonical import clean_label
from tbresearch.transcripts.reading import Utterance

__all__ = ["without_organisation"]

_BEHIND = re.compile(r"\s*\([^()]*\)$")


def without_organisation(utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Take the organisation off each name, unless two names become one by it."""
    names = _short_names(clean_label(u.speaker) for u in utterances)
    return tuple(replace(u, speaker=names[clean_label(u.speaker)]) for u in utterances)


def _short_names(labels: Iterable[str]) -> dict[str, str]:
    """Map each label to its name.

    >>> _short_names(["Karin (Gemeente)", "Piet (A)", "Piet (B)"])
    {'Karin (Gemeente)': 'Karin', 'Piet (A)': 'Piet (A)', 'Piet (B)': 'Piet (B)'}
    """
    names = {label: _BEHIND.sub("", label) or label for label in labels}
    taken = Counter(names.values())
    return {label: name if taken[name] == 1 else label for label, name in names.items()}
