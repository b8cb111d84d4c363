"""Which coders are compared, and on which sessions."""

from __future__ import annotations

from collections.abc import Sequence

from tbresearch.coding.coding import Coding
from tbresearch.coding.comparing.settlements import consensus_coders
from tbresearch.errors import WorkbenchError

__all__ = ["SESSION_RULE", "coded_sessions", "compared_coders", "shared_sessions"]

SESSION_RULE = (
    "Een gesprek telt als gecodeerd door een codeur die het op klaar zette; van een "
    "codeur die dat bij geen enkel gesprek deed, telt elk gesprek met een codering."
)


def coded_sessions(coding: Coding, coder: str) -> set[str]:
    """Return the sessions that a coder has coded.

    These are the ones marked as finished, also those in which nothing was found.
    Of a coder who marks none, as in journals that were brought in, they are the
    ones with at least one coding, parked or not.
    """
    finished = {session for name, session in coding.done if name == coder}
    return finished or {
        str(session)
        for frame in (coding.codings, coding.parked)
        for session in frame.loc[frame["coder"] == coder, "session"]
    }


def shared_sessions(
    coding: Coding, coders: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return by session the coders who coded it, where these are two or more."""
    coded = {coder: coded_sessions(coding, coder) for coder in coders}
    found = {
        session: tuple(coder for coder in coders if session in coded[coder])
        for session in coding.corpus.transcripts
    }
    return {session: who for session, who in found.items() if len(who) >= 2}


def compared_coders(
    coding: Coding, coders: Sequence[str] | None, *, exactly: int | None = None
) -> tuple[str, ...]:
    """Return the coders to compare.

    Parameters
    ----------
    coding : Coding
        The codings.
    coders : sequence of str or None
        Names; None takes all coders of the study who coded, but those whose
        journal was made by merging.
    exactly : int or None
        How many there must be.

    Raises
    ------
    WorkbenchError
        If one of them is no coder of the study, occurs twice, or they are too few
        or too many.
    """
    known = coding.study.coders
    if coders is None:
        merged = consensus_coders(coding.study)
        return tuple(
            coder
            for coder in known
            if coder not in merged and coded_sessions(coding, coder)
        )
    names = (coders,) if isinstance(coders, str) else tuple(coders)
    strange = [name for name in names if name not in known]
    if strange:
        raise WorkbenchError(
            f"codeur {strange[0]!r} is niet bekend",
            where=f"studie.toml, codeurs: {', '.join(known) or 'geen'}",
            fix="noem codeurs die daar staan, of zet de codeur er eerst bij",
        )
    few = exactly or 2
    if len(set(names)) < few or len(names) > (exactly or len(names)):
        number = {1: "is één codeur", 2: "zijn twee codeurs"}[few]
        raise WorkbenchError(
            f"hiervoor {number} nodig",
            where=f"gevraagd: {', '.join(names) or 'geen'}",
            fix=f"kies uit: {', '.join(known) or 'geen'}",
        )
    if len(set(names)) < len(names):
        raise WorkbenchError(
            "een codeur is twee keer genoemd",
            where=f"gevraagd: {', '.join(names)}",
            fix="noem elke codeur één keer",
        )
    return names
