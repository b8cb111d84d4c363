"""The tokens: one number for one person, place or organisation in the study."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from tbresearch.privacy.pseudonyms.decisions import NUMBERED, Decision

__all__ = ["Tokens"]

_NUMBERED = re.compile(rf"\[({'|'.join(NUMBERED)}) (\d{{1,6}})\]")


class Tokens:
    """Gives out tokens; a number that a text or a decision has is not given again."""

    def __init__(self, texts: Iterable[str], known: Iterable[Decision]) -> None:
        self._token = {d.entity: d.replacement for d in known if d.replacement}
        self._last: Counter[str] = Counter()
        for text in (*texts, *self._token.values()):
            for kind, number in _NUMBERED.findall(text):
                self._last[kind] = max(self._last[kind], int(number))

    def __getitem__(self, entity: str) -> str:
        return self._token[entity]

    def assign(
        self, candidates: Mapping[str, Decision], groups: Mapping[str, str]
    ) -> None:
        """Give every entity a token, and all entities of one group the same."""
        of_group = {
            groups[entity]: token
            for entity, token in self._token.items()
            if entity in groups
        }
        for entity, decision in candidates.items():
            group = groups[entity]
            if entity in self._token:
                continue
            if group not in of_group:
                of_group[group] = self.new(decision.kind)
            self._token[entity] = of_group[group]

    def new(self, kind: str) -> str:
        """Return a token of this kind that nothing else has, if it is numbered."""
        if kind not in NUMBERED:
            return f"[{kind}]"
        self._last[kind] += 1
        return f"[{kind} {self._last[kind]}]"
