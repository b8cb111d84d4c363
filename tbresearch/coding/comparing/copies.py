"""Two copies of one coder's journal, such as a laptop's and a shared drive's.

The acts of both are kept. Where they contradict one another, nothing that either
copy still has is thrown away, and the contradiction is listed for the coder.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tbresearch.coding.coding import Coding
from tbresearch.coding.comparing.shared import compared_coders
from tbresearch.coding.journal import (
    CODINGS_FOLDER,
    fold,
    journal_path,
    longer_journal,
    now,
    parse_act,
)
from tbresearch.coding.offers import Offer, words_mark
from tbresearch.coding.placing import places
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.html import list_html, text_html
from tbresearch.study import read_bytes, write_together

__all__ = ["MergedJournal", "merge_journals"]

Act = dict[str, object]

# Where a coding stands follows from the transcripts of this study.
_OF_THE_TEXT = ("move", "park")
_DUTCH = {"code": "code", "polarity": "kant", "memo": "memo", "marked": "merk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedJournal:
    """What came of bringing in another copy of a journal.

    Attributes
    ----------
    coder : str
        Whose journal.
    acts : int
        Acts that were added to it.
    conflicts : tuple of str
        What the two copies contradict one another on, and what was not brought in,
        in Dutch.
    """

    coder: str
    acts: int
    conflicts: tuple[str, ...]

    def __str__(self) -> str:
        acts = "1 handeling" if self.acts == 1 else f"{self.acts} handelingen"
        many = len(self.conflicts)
        rest = "1 punt" if many == 1 else f"{many} punten"
        return f"{self.coder}: {acts} overgenomen, {rest} om na te kijken"

    def _repr_html_(self) -> str:
        return text_html(self) + list_html(self.conflicts)


def merge_journals(coding: Coding, *, coder: str, other: str | Path) -> MergedJournal:
    """Bring the acts of another copy of a coder's journal into the study.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them.
    coder : str
        Whose journal it is.
    other : str or Path
        The other copy; it stays as it is.

    Returns
    -------
    MergedJournal

    Raises
    ------
    WorkbenchError
        If the other copy is the journal of another coder.
    StudyError
        If a line of it cannot be read, or it uses codes that the codebook lacks.

    Notes
    -----
    An act that only the other copy has is added. On a coding that both changed,
    differently, this study keeps what it has; a memo of the other is added to its
    memo, and a coding that this study removed and the other changed comes back. A
    coding whose quote does not stand in the transcript as it is now is not brought
    in: it may hold words that a withdrawal or pseudonyms took out. The same goes for
    the fingerprint of words in the name of a suggestion.
    """
    (who,) = compared_coders(coding, (coder,), exactly=1)
    path = journal_path(coding.study.root, who)
    mine = _Copy.read(path, source=f"{CODINGS_FOLDER}/{path.name}")
    theirs = _Copy.read(Path(other), source=str(other), required=True)
    _refuse_other_coder(coding, who, theirs, source=str(other))
    merging = _Merging(coding=coding, mine=mine, theirs=theirs)
    merging.run()
    if merging.problems:
        raise StudyError(merging.problems)
    if merging.acts:
        write_together({path: longer_journal(mine.raw, merging.acts)})
    return MergedJournal(
        coder=who, acts=len(merging.acts), conflicts=tuple(merging.conflicts)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """A journal: its bytes, its acts in order, and the codings they lead to."""

    source: str
    raw: bytes
    acts: list[Act]
    codings: dict[str, Act]

    @classmethod
    def read(cls, path: Path, *, source: str, required: bool = False) -> _Copy:
        folded = fold(path, source=source)
        if folded.problems:
            raise StudyError(folded.problems)
        there = required or path.is_file()
        raw = read_bytes(path, source=source) if there else b""
        parsed = map(parse_act, raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
        acts = [act for act in parsed if act and act.get("act") != "torn"]
        return cls(source=source, raw=raw, acts=acts, codings=folded.codings)

    def new_to(self, other: _Copy) -> dict[tuple[str, str], list[Act]]:
        """Return the acts that the other copy lacks, by what they are about."""
        there = Counter(map(_written, other.acts))
        found: dict[tuple[str, str], list[Act]] = {}
        for act in self.acts:
            written = _written(act)
            if there[written]:
                there[written] -= 1
            else:
                found.setdefault(_subject(act), []).append(act)
        return found


@dataclass(slots=True, kw_only=True)
class _Merging:
    """Goes over what the other copy has, subject by subject."""

    coding: Coding
    mine: _Copy
    theirs: _Copy
    acts: list[Act] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def run(self) -> None:
        changed_here = self.mine.new_to(self.theirs)
        for subject, acts in self.theirs.new_to(self.mine).items():
            own = changed_here.get(subject, [])
            if subject[0] == "id":
                self._coding(subject[1], acts, own)
            elif not own:
                self._add(acts)
            elif _said(own[-1]) != _said(acts[-1]):
                self.conflicts.append(
                    f"{subject[1]}: hier en daar verschillend; gebleven is wat hier "
                    "staat"
                )

    def _add(self, acts: list[Act]) -> None:
        """Add acts, without fingerprints of words that are not in the study now."""
        for act in map(_plain, acts):
            offer = Offer.of(str(act.get("suggestion", "")))
            if offer is None or not offer.words or self._said_now(offer):
                self.acts.append(act)
            elif act["act"] != "reject":
                self.acts.append(act | {"suggestion": offer.place})
            else:
                self.conflicts.append(
                    f"afwijzing van een voorstel in {offer.session}: niet overgenomen, "
                    "de beurt staat niet zo in het transcript van nu"
                )

    def _said_now(self, offer: Offer) -> bool:
        turns = self.coding.corpus.turns
        texts = turns.loc[turns["session"] == offer.session, "text"]
        return offer.words in set(map(words_mark, texts))

    def _coding(self, name: str, acts: list[Act], own: list[Act]) -> None:
        here, there = self.mine.codings.get(name), self.theirs.codings.get(name)
        if there is None and here is None:
            return
        if there is not None and here is None:
            self._bring(there, acts, removed_here=bool(own))
        elif there is None and not own:
            self.acts.append({"act": "remove", "id": name, "time": now()})
        elif there is None:
            self.conflicts.append(f"{name}: daar weggehaald, hier gewijzigd; gebleven")
        elif here is not None and not own:
            self._add([act for act in acts if act["act"] not in _OF_THE_TEXT])
        elif here is not None:
            self._both(name, here, there)

    def _bring(self, row: Act, acts: list[Act], *, removed_here: bool) -> None:
        """Add a coding that this study does not have, where its quote stands."""
        name, session = str(row["id"]), str(row["session"])
        transcript = self.coding.corpus.transcripts.get(session)
        text = transcript.text if transcript else ""
        start, end = int(str(row["start"])), int(str(row["end"]))
        if row["code"] not in self.coding.codebook.codes:
            self.problems.append(
                Problem(
                    what=f"code {row['code']!r} staat niet in het codeboek",
                    where=f"{self.theirs.source}, codering {name!r}",
                    fix="zet de code in codeboek.toml en voeg de kopie dan samen",
                )
            )
        stands = text[start:end] == row["quote"] and not row["parked"]
        found = [start] if stands else places(str(row["quote"]), text)
        if transcript is None or len(found) != 1:
            self.conflicts.append(
                f"{name} in {session}: niet overgenomen, het citaat staat niet (of "
                "niet op één plaats) in het transcript van nu"
            )
            return
        if removed_here:
            self.conflicts.append(
                f"{name} in {session}: hier weggehaald, daar gewijzigd; teruggezet"
            )
        place: Act = {
            "start": found[0],
            "end": found[0] + len(str(row["quote"])),
            "sha256": transcript.sha256,
        }
        kept = {k: v for k, v in row.items() if k not in ("line", "parked", "memo")}
        self._add([{"act": "add", **kept, **place}])
        if row["memo"]:
            memo = {"act": "memo", "id": name, "time": now(), "text": row["memo"]}
            self.acts.append(memo)

    def _both(self, name: str, here: Act, there: Act) -> None:
        """List what both changed, and keep both memos."""
        one, two = str(here["memo"]), str(there["memo"])
        if two not in one:
            text = "\n".join(filter(None, [one, two]))
            self.acts.append({"act": "memo", "id": name, "time": now(), "text": text})
        for key in ("code", "polarity", "marked"):
            if here.get(key) != there.get(key):
                self.conflicts.append(
                    f"{name}: {_DUTCH[key]} is hier {here.get(key)!r} en daar "
                    f"{there.get(key)!r}; gebleven is wat hier staat"
                )


def _refuse_other_coder(
    coding: Coding, coder: str, theirs: _Copy, *, source: str
) -> None:
    others = coding.codings[coding.codings["coder"] != coder]
    owners = dict(zip(others["id"], others["coder"], strict=True))
    found = sorted({str(owners[name]) for name in theirs.codings if name in owners})
    if found:
        raise WorkbenchError(
            f"dit is niet het dagboek van {coder}: er staan coderingen van "
            f"{', '.join(found)} in",
            where=source,
            fix="kies een kopie van het dagboek van dezelfde codeur; codeurs voegt u "
            "samen met merge_coders",
        )


def _subject(act: Act) -> tuple[str, str]:
    """Return what an act is about; two acts about one thing can contradict."""
    for key in ("id", "about", "session", "suggestion"):
        if key in act:
            return key, str(act[key])
    return "act", _written(act)


def _plain(act: Act) -> Act:
    """Return an act that stands on its own, and takes nothing back here."""
    return {key: value for key, value in act.items() if key != "by"}


def _written(act: Act) -> str:
    return json.dumps(_plain(act), ensure_ascii=False, sort_keys=True)


def _said(act: Act) -> Act:
    return {key: value for key, value in _plain(act).items() if key != "time"}
