"""A claim: one sentence of a report that rests on evidence."""

from __future__ import annotations

from dataclasses import dataclass

from tbresearch.study import fingerprint

__all__ = ["GENERATED", "Claim", "claim_id"]

GENERATED = "gegenereerd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence that refers to evidence, or to a number with a source.

    Attributes
    ----------
    id : str
        The same as long as the sentence, as it is written, stands in its section.
    section : str
        Key of the section, or of the colophon or an appendix.
    source : str
        The author's file, such as ``"rapport/conclusies.md"``, or ``"gegenereerd"``.
    line : int
        In the file, from 1; 0 if the sentence was generated.
    text : str
        The sentence as written, on one line, references as ``{{...}}``.
    printed : str
        The sentence as printed, without markup.
    kind : str
        Key of `vocabulary.CLAIM_KINDS`.
    evidence : tuple of str
        Keys in order, first those in the sentence, then those that it introduces.
    wording : str
        The strongest wording that its kind and the design allow, in Dutch.
    """

    id: str
    section: str
    source: str
    line: int
    text: str
    printed: str
    kind: str
    evidence: tuple[str, ...]
    wording: str


def claim_id(section: str, text: str, *, place: int) -> str:
    """Return the id of a sentence.

    Parameters
    ----------
    section : str
        Key of the section.
    text : str
        The sentence as written, on one line.
    place : int
        How many equal sentences come before it in the section.
    """
    return f"zin-{fingerprint(f'{section}|{place}|{text}')[:10]}"
