"""The key: the one file with which a pseudonym leads back to a person.

Pseudonyms that lead back are personal data; whoever destroys the key cannot go
back. The key holds every decision, and for each text what stood where, so that
the old text comes back to the letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from tbresearch.errors import WorkbenchError
from tbresearch.html import text_html
from tbresearch.privacy.pseudonyms.applying import Change, Replaced
from tbresearch.privacy.pseudonyms.decisions import REPLACE, Decision, check_decided
from tbresearch.privacy.pseudonyms.places import check_new_place, write_private
from tbresearch.study import fingerprint, read_text
from tbresearch.vocabulary import quantity_text

__all__ = ["Key", "read_key", "restore", "restored", "write_key"]

_FORM = "tbresearch sleutel 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What leads back from tokens to people.

    Attributes
    ----------
    decisions : tuple of Decision
        What was decided.
    originals : dict of str to tuple
        By the sha256 of a text that is gepseudonimiseerd: start and end of each
        replacement in it, and what stood there.
    """

    decisions: tuple[Decision, ...]
    originals: dict[str, tuple[tuple[int, int, str], ...]]

    def __str__(self) -> str:
        sessions = quantity_text(len(self.originals), "gesprek", "gesprekken")
        decisions = quantity_text(len(self.decisions), "besluit", "besluiten")
        return f"sleutel van {sessions}, {decisions}"

    def __repr__(self) -> str:
        # A notebook must not print the names that the key holds.
        return f"<{self}>"

    def _repr_html_(self) -> str:
        return text_html(self)


def write_key(
    path: str | Path,
    study_root: str | Path,
    *,
    decisions: Iterable[Decision],
    replaced: Mapping[str, Replaced],
) -> None:
    """Write the key of a study that is gepseudonimiseerd.

    Parameters
    ----------
    path : str or Path
        The new file, outside the study folder.
    study_root : str or Path
        The study folder.
    decisions : iterable of Decision
        What was applied.
    replaced : mapping of str to Replaced
        By session: what `apply_pseudonyms` returned.

    Raises
    ------
    WorkbenchError
        If real names may not stand at `path`, or there is a file already.
    """
    place = check_new_place(path, study_root=study_root)
    content = {
        "bestand": _FORM,
        "besluiten": [asdict(decision) for decision in check_decided(decisions)],
        "gesprekken": [
            {
                "gesprek": session,
                "sha256": fingerprint(result.text),
                "plaatsen": [
                    [change.new_start, change.new_end, change.original]
                    for change in result.changes
                ],
            }
            for session, result in replaced.items()
        ],
    }
    write_private(place, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def read_key(path: str | Path) -> Key:
    """Read a key that `write_key` wrote.

    Raises
    ------
    WorkbenchError
        If the file is no key.
    """
    source = Path(path).name
    text = read_text(Path(path), source=source)
    try:
        content = json.loads(text)
        if content["bestand"] != _FORM:
            raise ValueError(content["bestand"])
        return Key(
            decisions=tuple(Decision(**row) for row in content["besluiten"]),
            originals={
                str(row["sha256"]): tuple(
                    (int(start), int(end), str(original))
                    for start, end, original in row["plaatsen"]
                )
                for row in content["gesprekken"]
            },
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise WorkbenchError(
            "dit bestand is geen sleutel, of het is beschadigd",
            where=source,
            fix="zet het bestand terug uit een reservekopie; een sleutel is niet "
            "bedoeld om met de hand te wijzigen",
        ) from None


def restore(text: str, key: Key) -> str:
    """Bring the names back.

    Parameters
    ----------
    text : str
        A whole text as `apply_pseudonyms` returned it, which comes back to the
        letter; or a piece of it, such as a quote, in which each token becomes
        the longest name that it stands for.
    key : Key
        As `read_key` returns it.

    Returns
    -------
    str
        In a piece, a token that stands for several things, such as
        ``[telefoon]``, is left as it is.
    """
    return restored(text, key).text


def restored(text: str, key: Key) -> Replaced:
    """Bring the names back as `restore` does, and tell where everything went."""
    spans = key.originals.get(fingerprint(text))
    pieces: list[str] = []
    changes: list[Change] = []
    done = length = 0
    for start, end, original in _named_tokens(text, key) if spans is None else spans:
        new_start = length + start - done
        length = new_start + len(original)
        pieces += [text[done:start], original]
        changes.append(Change(start, end, new_start, length, text[start:end]))
        done = end
    pieces.append(text[done:])
    return Replaced(text="".join(pieces), length=len(text), changes=tuple(changes))


def _named_tokens(text: str, key: Key) -> Iterator[tuple[int, int, str]]:
    """Yield each token that stands for one thing, with its longest name."""
    names: dict[str, list[str]] = {}
    for decision in key.decisions:
        if decision.choice == REPLACE:
            names.setdefault(decision.replacement, []).append(decision.entity)
    longest = {
        token: max(entities, key=lambda e: (len(e), e))
        for token, entities in names.items()
        if len(entities) == 1 or token[-2].isdecimal()
    }
    for found in re.finditer("|".join(map(re.escape, longest)) or "(?!)", text):
        yield found.start(), found.end(), longest[found[0]]
