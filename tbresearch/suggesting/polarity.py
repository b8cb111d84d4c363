"""A hint of the side of a passage, with the words that it comes from.

Written from general Dutch: how a person says that something is missing, too much or
wished otherwise, and how that it helps. It is a hint for a human and fills in nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from tbresearch.suggesting.cue_words import CueWords, cue_words
from tbresearch.suggesting.vocabulary_of import words_of

__all__ = ["NEITHER", "PointsTo", "polarity_hints"]

SUCCESS: Final = "succesfactor"
IMPROVEMENT: Final = "verbeterpunt"
NEITHER: Final = "geen"

_CUES: dict[str, tuple[str, ...]] = {
    IMPROVEMENT: (
        # what is missing
        *("mis ik", "ik mis", "mist", "missen", "gemist", "ontbr*", "ontbrak*"),
        *("gebrek*", "tekort*", "te kort", "komt tekort", "schiet tekort"),
        # what is too much or too little
        *("te veel", "teveel", "te weinig", "te lang", "te kort", "te laat"),
        *("te snel", "te vroeg", "te groot", "te vaag", "te moeilijk", "te duur"),
        *("te druk", "nauwelijks", "amper", "veel te *"),
        # what is wished
        *("zou * moeten", "zouden * moeten", "zou moeten", "zouden moeten"),
        *("had graag", "hadden graag", "zou graag", "zouden graag", "liever"),
        *("zou willen", "zou * willen", "zouden * willen", "had * willen"),
        *("had moeten", "hadden moeten", "had gewild", "zou * helpen"),
        *("mag wel wat", "mag wel", "mogen wel", "moet beter", "kan beter"),
        *("kon beter", "moeten vaker", "moet vaker", "zou fijn zijn"),
        *("zou mooi zijn", "zou goed zijn", "zou prettig zijn", "hoop dat"),
        *("had ik maar", "was er maar", "geef ons", "meer aandacht"),
        # what goes wrong
        *("niemand", "nooit", "helaas", "jammer", "jammer genoeg", "lastig"),
        *("moeilijk", "probleem is", "knelpunt*", "vervelend", "frustrerend"),
        *("frustr*", "irrit*", "storend", "slecht*", "onduidelijk*", "onhandig*"),
        *("onvoldoende", "ontevreden", "teleur*", "zonde", "fout", "misgaat"),
        *("mis gaat", "gaat mis", "ging mis", "misging", "loopt spaak", "stroef"),
        *("werkt niet", "werkte niet", "klopt niet", "lukt niet", "lukte niet"),
        *("niet goed", "niet genoeg", "niet serieus", "niet geholpen", "niet fijn"),
        *("geen tijd", "geen verstand", "geen idee", "geen oplossing", "geen hulp"),
        *("niet gehoord", "niet geluisterd", "niet duidelijk", "niet naar gekeken"),
        *("niets mee gedaan", "nergens", "steeds opnieuw", "elke keer opnieuw"),
        *("steeds weer", "langs elkaar heen", "zonder overleg", "in de steek"),
        *("kost * tijd", "kost veel tijd", "eindeloos", "verwarrend", "achteraf"),
    ),
    SUCCESS: (
        *("fijn", "fijne", "fijn dat", "prettig*", "goed dat", "mooi dat", "heerlijk"),
        *("blij", "blij mee", "blij dat", "dankbaar", "tevreden", "trots", "gelukkig"),
        *("helpt", "hielp", "geholpen", "heeft me geholpen", "helpt enorm", "scheelt"),
        *("werkt goed", "werkt heel goed", "gaat goed", "ging goed", "goed geregeld"),
        *("lukt", "gelukt", "rust", "geeft rust", "opgelucht", "lucht", "kracht"),
        *("top", "super", "geweldig", "heel goed", "hartstikke goed", "prima"),
        *("perfect", "waardevol", "belangrijk", "sterk", "succes*", "positief"),
        *("meerwaarde", "veel aan gehad", "veel aan", "opgeleverd", "voordeel"),
        *("eindelijk", "dankzij", "zonder haar", "zonder hem", "gegroeid"),
        *("durf weer", "durf ik", "kan ik nu", "kan nu", "nu zelf", "geleerd"),
        *("gewaardeerd", "waardeer*", "vertrouw*", "op mijn gemak", "precies goed"),
        *("altijd tijd", "meteen", "serieus genomen", "begrepen", "veilig"),
    ),
}
# A word before a cue that turns it round: "niet fijn", "geen rust", "helpt niet".
_TURNS = frozenset({"niet", "geen", "nooit", "nauwelijks", "niemand", "amper"})
_REACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsTo:
    """What the words of a passage point to.

    Attributes
    ----------
    polarity : str
        A key of `vocabulary.POLARITIES`; ``geen`` is also "the words do not say".
    words : tuple of str
        The words that it comes from.
    """

    polarity: str
    words: tuple[str, ...]


@cache
def _cues() -> CueWords:
    return cue_words(_CUES)


def polarity_hints(
    passages: Sequence[str], *, interviewer: Sequence[bool] | None = None
) -> list[PointsTo]:
    """Return for each passage to which side its words point.

    Parameters
    ----------
    passages : sequence of str
        What was said.
    interviewer : sequence of bool or None
        Whether the interviewer said it: then it points to neither side.
    """
    sequences = words_of(passages).sequences
    asked = [False] * len(passages) if interviewer is None else interviewer
    return [
        PointsTo(polarity=NEITHER, words=()) if skip else _hint(sequence, found)
        for sequence, found, skip in zip(
            sequences, _cues().found(sequences), asked, strict=True
        )
    ]


def _hint(sequence: Sequence[str], found: dict[str, dict[str, str]]) -> PointsTo:
    against = list(dict.fromkeys(found.get(IMPROVEMENT, {}).values()))
    good = []
    for phrase in dict.fromkeys(found.get(SUCCESS, {}).values()):
        turn = _turned(sequence, phrase.split())
        if turn is None:
            good.append(phrase)
        elif f"{turn} {phrase}" not in against:
            against.append(f"{turn} … {phrase}")
    against = [cue for cue in against if not _within(cue, against)]
    good = [cue for cue in good if not _within(cue, good)]
    # Who wishes or misses something often praises as well: a tie is a wish.
    if against and len(against) >= len(good):
        return PointsTo(polarity=IMPROVEMENT, words=tuple(against))
    if good:
        return PointsTo(polarity=SUCCESS, words=tuple(good))
    return PointsTo(polarity=NEITHER, words=())


def _turned(sequence: Sequence[str], phrase: list[str]) -> str | None:
    """Return the word that turns the first place of a phrase round, if any."""
    size = len(phrase)
    for at in range(len(sequence) - size + 1):
        if list(sequence[at : at + size]) == phrase:
            near = (*sequence[max(0, at - _REACH) : at], *sequence[at + size :][:1])
            return next((word for word in near if word in _TURNS), None)
    return None


def _within(cue: str, others: list[str]) -> bool:
    return any(cue != other and f" {cue} " in f" {other} " for other in others)
