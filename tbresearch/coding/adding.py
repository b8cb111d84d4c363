"""Adding a coding by its quote, and removing one, from a notebook or a script."""

from __future__ import annotations

import uuid

from tbresearch.coding.checks import require
from tbresearch.coding.coding import Coding
from tbresearch.coding.journal import append_act, journal_path, now
from tbresearch.coding.placing import places
from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import POLARITIES

__all__ = ["add_coding", "remove_coding"]


def add_coding(
    coding: Coding,
    *,
    coder: str,
    session: str,
    quote: str,
    code: str,
    polarity: str,
) -> str:
    """Add a coding to the journal of `coder`, by its quote.

    Parameters
    ----------
    coding : Coding
        The codings as they are; read them again to see the new one.
    coder : str
        One of the coders of the study.
    session : str
        The session in whose transcript the quote stands.
    quote : str
        The passage, letter for letter; it must occur there once.
    code, polarity : str
        A code of the codebook, and a key of `vocabulary.POLARITIES`.

    Returns
    -------
    str
        The id of the new coding.

    Raises
    ------
    WorkbenchError
        If the quote occurs not at all or more than once, or a name is unknown.
    """
    require(coder, coding.study.coders, "codeur")
    require(session, list(coding.corpus.transcripts), "gesprek")
    require(code, list(coding.codebook.codes), "code")
    require(polarity, list(POLARITIES), "polariteit")
    transcript = coding.corpus.transcripts[session]
    found = places(quote, transcript.text)
    if len(found) != 1:
        raise WorkbenchError(
            f"deze passage komt {len(found)} keer voor, en moet precies één keer "
            "voorkomen",
            where=f"gesprek {session!r}: {quote[:60]!r}",
            fix="neem de tekst letterlijk over, en zo lang dat zij uniek is",
        )
    start = found[0]
    name = uuid.uuid4().hex[:12]
    append_act(
        journal_path(coding.study.root, coder),
        {
            "act": "add",
            "id": name,
            "time": now(),
            "session": session,
            "start": start,
            "end": start + len(quote),
            "code": code,
            "polarity": polarity,
            "quote": quote,
            "sha256": transcript.sha256,
        },
    )
    return name


def remove_coding(coding: Coding, *, coder: str, coding_id: str) -> None:
    """Remove a coding, parked or not; the journal keeps that it was there.

    Raises
    ------
    WorkbenchError
        If `coder` has no coding of that id.
    """
    own = [
        name
        for frame in (coding.codings, coding.parked)
        for name in frame.loc[frame["coder"] == coder, "id"]
    ]
    require(coding_id, own, "codering")
    append_act(
        journal_path(coding.study.root, coder),
        {"act": "remove", "id": coding_id, "time": now()},
    )
