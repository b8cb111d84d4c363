"""Citations in a text: `[@sleutel]`, `[@sleutel, p. 12]`, `[zie @een; @ander]`.

Only an at sign after the start of a word within square brackets cites. Every other
at sign is a letter: in an e-mail address, in code, in the text of a link.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tbresearch.errors import Problem
from tbresearch.literature.source import CitedSource

__all__ = [
    "CITATION",
    "HEADING",
    "LITERATURE",
    "Citations",
    "cited_keys",
    "without_citations",
]

HEADING = "Literatuur"
LITERATURE = "literatuur"  # key of the section or part that has the list
_KEY = r"(?<![\w@])@([A-Za-z0-9][A-Za-z0-9_.-]*[A-Za-z0-9_]|[A-Za-z0-9])"
CITATION = re.compile(rf"\[(?=[^\]\n]*{_KEY})[^\[\]\n]*\](?![(\[{{])")
_CODE = re.compile(r"(`+)(?:(?!\1).)+\1")
_ONE = re.compile(_KEY)
_PLACE = re.compile(
    r",?\s*\b(?:pp?|blz|par|hfst|art|nr|hoofdstuk|paragraaf|deel|tabel|figuur|bijlage|"
    r"noot)\b\.?\s*\d+(?:[.\-\N{EN DASH}]\d+)*"
)
_PARTS = re.compile(rf"{_CODE.pattern}|(?P<cited>{CITATION.pattern})|(?P<at>@)")


@dataclass(slots=True)
class Citations:
    """What may be cited, and what is.

    Attributes
    ----------
    known : mapping of str to CitedSource
        By key.
    used : dict of str to CitedSource
        What the texts that were resolved cite, in the order of citing.
    """

    known: Mapping[str, CitedSource]
    used: dict[str, CitedSource] = field(default_factory=dict)

    def resolve(self, line: str, *, where: str, problems: list[Problem]) -> str:
        """Return a line in which only citations have a bare at sign.

        What is cited is remembered; what cannot be cited goes to `problems`, once a
        line, and a source that was forgotten its brackets too.
        """

        def one(found: re.Match[str]) -> str:
            if found["at"]:
                return self._loose(found, where, problems)
            if found["cited"]:
                problems.extend(self._cite(_ONE.findall(found["cited"]), where))
            return found[0]

        return _PARTS.sub(one, line)

    def _cite(self, keys: Iterable[str], where: str) -> Iterator[Problem]:
        for key in keys:
            if key in self.known:
                self.used.setdefault(key, self.known[key])
                continue
            yield self._unknown(key, where)

    def _unknown(self, key: str, where: str) -> Problem:
        lower = {name.lower(): name for name in self.known}
        near = difflib.get_close_matches(key.lower(), lower, n=1, cutoff=0.5)
        adding = f"zet een blok [[bron]] met sleutel = {key!r} in bronnen.toml"
        hint = f"bedoeld is misschien [@{lower[near[0]]}]; of " if near else ""
        return Problem(
            what=f"bron {key!r} is niet bekend", where=where, fix=f"{hint}{adding}"
        )

    def _loose(self, found: re.Match[str], where: str, problems: list[Problem]) -> str:
        """Return an at sign that cites nothing, or complain if it should have."""
        text, at = found.string, found.start()
        word = _ONE.match(text, at)
        if word and word[1] in self.known:
            problems.append(
                Problem(
                    what=f"bron @{word[1]} staat niet tussen rechte haken",
                    where=where,
                    fix=f"schrijf [@{word[1]}], of [@{word[1]}, p. 12]",
                )
            )
        # Within a word pandoc never cites, and an address must stay as it is.
        before = text[at - 1] if at else " "
        return "@" if before.isalnum() or before == "\\" else r"\@"


def cited_keys(text: str) -> list[str]:
    """Return the keys that a text cites, in order, also as the source of a number.

    >>> cited_keys("Zie [@moore2015, p. 3; @gale2013], of mail jan@voorbeeld.nl.")
    ['moore2015', 'gale2013']
    """
    found = [m[0] for m in CITATION.finditer(text)]
    found += re.findall(r'\{bron="@[^"\n]*"', text)
    return [key for part in found for key in _ONE.findall(part)]


def without_citations(text: str) -> str:
    """Return a text in which what it cites, and where, is blank; other words stay.

    The text keeps its length, so that a place in one is a place in the other.

    >>> without_citations("Dat staat er [zie @moore2015, p. 12].")
    'Dat staat er [zie                  ].'
    >>> without_citations("Zo is het [@moore2015, bij 12 van hen].")
    'Zo is het [          , bij 12 van hen].'
    """
    return CITATION.sub(lambda m: _blank(_PLACE, _blank(_ONE, m[0])), text)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), text)
