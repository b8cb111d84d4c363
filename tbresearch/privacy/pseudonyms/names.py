"""Names of people, places and organisations, recognised by their capitals.

A capital inside a sentence marks a name, unless the word is known to name
nobody. At the start of a sentence a capital says nothing, so there a word must be
listed, or look like no other Dutch word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from tbresearch.privacy.pseudonyms.cues import (
    BODY_BEFORE,
    BODY_LINKS,
    IDIOMS,
    PERSON_BEFORE,
    PLACE_BEFORE,
    STREET,
    VERBS,
    is_body,
    looks_ordinary,
)
from tbresearch.privacy.pseudonyms.lists import (
    allowed_words,
    first_names,
    fold,
    lower_towns,
    ordinary_words,
    surnames,
    towns,
)
from tbresearch.privacy.pseudonyms.patterns import Span
from tbresearch.privacy.pseudonyms.words import (
    PARTICLES,
    TITLES,
    Word,
    is_capital,
    is_code,
    is_initial,
    is_shouted,
)

__all__ = ["name_spans"]

_ARTICLES = frozenset(("de", "het", "een"))
_CAPITAL_PARTICLES = frozenset(
    ("De", "Het", "Den", "Van", "Ten", "Ter", "El", "Al", "Le", "La")
)
_QUARTERS = ("Noord", "Oost", "Zuid", "West", "Zuidoost", "Centrum", "Stad", "Binnen")
# "minister van Financiën" names no Van Financiën.
_OFFICES = ("minister", "staatssecretaris", "wethouder", "burgemeester")
# What is longer is no name; it also keeps reading in proportion to the text.
_LONGEST_WORD = 60
_MOST_WORDS = 8


def name_spans(
    text: str, words: Sequence[Word], *, common: Collection[str]
) -> Iterator[Span]:
    """Yield the names in a text that has capitals.

    Parameters
    ----------
    text : str
        What is read.
    words : sequence of Word
        The words of `text`.
    common : collection of str
        Words that the study also writes without a capital, folded.
    """
    idioms = [found.span() for found in IDIOMS.finditer(text)]
    at = 0
    while at < len(words):
        last = at
        if _may_begin(text, words, at):
            last = _run_end(text, words, at)
            run = _trim(text, words, at, last, common)
            if run and not any(
                start <= words[run[0]].start < end for start, end in idioms
            ):
                yield _span(text, words, *run)
        at = last + 1


def _may_begin(text: str, words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if len(word.text) > _LONGEST_WORD:
        return False
    if word.text.lower() in ("'t", "\u2019t"):
        after = words[at + 1] if at + 1 < len(words) else None
        return bool(after and after.gap == " " and is_capital(after.text))
    if len(word.text) == 1:
        return is_initial(text, word)
    return is_capital(word.text) and not is_code(word.text)


def _run_end(text: str, words: Sequence[Word], at: int) -> int:
    """Return the index of the last word of the name that begins at `at`."""
    body = _is_body_word(words[at].text)
    limit = min(len(words), at + _MOST_WORDS)
    while True:
        after = at + 1
        small = 0
        while (
            after < limit
            and small < 3
            and words[after].gap == " "
            and (
                words[after].text in PARTICLES
                or (body and words[after].text in BODY_LINKS)
            )
        ):
            small += 1
            after += 1
        if after >= limit or words[after - 1].possessive or words[after].opens:
            return at
        word = words[after]
        if len(word.text) > _LONGEST_WORD:
            return at
        initial = is_initial(text, words[after - 1])
        joined = word.gap == " " or (initial and word.gap in (".", ". "))
        capital = is_capital(word.text) or (initial and len(word.text) > 1 and joined)
        if not (joined and capital and not is_code(word.text)):
            return at
        if small and not _links(words, at, after, small, body):
            return at
        body = body or _is_body_word(word.text)
        at = after


def _links(words: Sequence[Word], at: int, after: int, small: int, body: bool) -> bool:
    """Return whether small words join two capitals, as in Jan van der Meer."""
    name = fold(words[after].text)
    between = [word.text for word in words[at + 1 : after]]
    if any(_names_nobody(words[i].text) for i in (at, after)) and (
        words[at].text not in _CAPITAL_PARTICLES | PARTICLES
    ):
        return False
    if body:
        return between != ["van"]
    earlier = {word.text.lower() for word in words[max(0, at - 3) : at + 1]}
    if between == ["van"] and (_is_body_word(words[after].text) or "van" in earlier):
        return False
    if "op" in between and small == 1:
        return False
    if between == ["in"] or "het" in between[:1]:
        return False
    return not (between == ["van"] and name in first_names() - surnames())


def _trim(
    text: str, words: Sequence[Word], first: int, last: int, common: Collection[str]
) -> tuple[int, int] | None:
    """Take off what is no part of the name; None if nothing is left."""
    while first <= last and words[first].text.lower() in TITLES:
        first += 1
    announced = (
        first > 0 and words[first - 1].text in BODY_BEFORE and words[first].gap == " "
    )
    while (
        not announced and first <= last and _is_weak(text, words, first, last, common)
    ):
        first += 1
    while first <= last and _names_nobody(words[first].text):
        if announced and last > first:
            break
        if _is_own_article(words, first, last):
            break
        if any(_is_body_word(word.text) for word in words[first + 1 : last + 1]):
            break
        first += 1
    while last >= first and (
        _names_nobody(words[last].text) or words[last].text in PARTICLES
    ):
        if first < last and any(_is_body_word(w.text) for w in words[first:last]):
            break
        last -= 1
    return (first, last) if first <= last and _is_enough(words, first, last) else None


def _names_nobody(word: str) -> bool:
    return (
        word in allowed_words()
        or word in PARTICLES
        or word.lower() in _ARTICLES
        or (is_shouted(word) and fold(word) not in first_names())
        or _is_compound_of_nobody(word)
    ) and word.lower() not in ("'t", "\u2019t", "den")


def _is_compound_of_nobody(word: str) -> bool:
    """Return whether a word is a thing called after a body: "CPB-cijfers"."""
    head, hyphen, tail = word.partition("-")
    if not hyphen or word in towns() or is_body(word):
        return False
    return head in allowed_words() or (is_shouted(head) and tail.islower())


def _is_own_article(words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether De or Het has its capital of itself, as in De Gaarden."""
    word = words[first]
    return (
        not word.opens
        and word.text in _CAPITAL_PARTICLES
        and last > first
        and (
            words[first + 1].text in PARTICLES
            or not _names_nobody(words[first + 1].text)
        )
    )


def _is_enough(words: Sequence[Word], first: int, last: int) -> bool:
    only = words[first].text
    return last > first or (len(only) > 1 and fold(only) not in PARTICLES)


def _is_weak(
    text: str, words: Sequence[Word], first: int, last: int, common: Collection[str]
) -> bool:
    """Return whether the first word owes its capital to the sentence only."""
    word = words[first]
    folded = fold(word.text)
    if first == last:
        spoken = word.gap != " " and folded in ordinary_words() and folded in common
        return spoken or (word.opens and not _stands_alone(words, first, common))
    if folded in PARTICLES or folded in _ARTICLES:
        return _is_weak_article(words, first, last)
    if not word.opens or is_initial(text, word):
        return False
    if folded in first_names():
        return folded in ordinary_words() and fold(words[first + 1].text) in (
            first_names()
        )
    ordinary = folded in ordinary_words() or folded in common
    return (ordinary or looks_ordinary(folded)) and not _is_body_word(word.text)


def _is_weak_article(words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether De, Het or Van only stands before a name, or is part of it."""
    after = words[first + 1].text
    if _names_nobody(after) and after not in PARTICLES:
        return True
    small = words[first + 1].text in PARTICLES
    if fold(words[first].text) in ("van", "in", "op", "te"):
        return words[first].opens and not small and fold(after) in first_names()
    return (
        words[first].opens
        and not small
        and first + 1 == last
        and (is_body(after) or fold(after) in first_names())
    )


def _stands_alone(words: Sequence[Word], at: int, common: Collection[str]) -> bool:
    """Return whether a single word that opens a sentence is a name all the same."""
    word = words[at]
    folded = fold(word.text)
    if folded in ordinary_words() or word.text in allowed_words():
        return False
    if at and words[at - 1].text.lower() in TITLES and word.gap in (" ", ". "):
        return True
    if folded in first_names() or folded in surnames() or folded in lower_towns():
        return True
    if folded in common or is_shouted(word.text) or len(folded) < 3:
        return False
    if word.possessive or _is_foreign(folded):
        return True
    after = words[at + 1] if at + 1 < len(words) else None
    verb = after is not None and after.gap == " " and after.text in VERBS
    return verb and not looks_ordinary(folded)


def _is_foreign(folded: str) -> bool:
    return any(
        ord(sign) > 127 and sign not in "éëïöüèêáàóíçñûîôäú\u2019" for sign in folded
    )


def _is_body_word(word: str) -> bool:
    return is_body(word) and fold(word) not in surnames()


def _span(text: str, words: Sequence[Word], first: int, last: int) -> Span:
    before = [word.text.lower() for word in words[max(0, first - 2) : first]]
    if words[first].opens:
        before = []
    while (
        first
        and words[first - 1].text in PARTICLES
        and words[first].gap == " "
        and fold(words[first].text) not in first_names()
        and _is_after_title(words, first - 1)
    ):
        first -= 1
    start, end = words[first].start, words[last].end
    kind = _kind([word.text for word in words[first : last + 1]], before)
    if kind == "plaats" and STREET.fullmatch(words[last].text):
        end = _with_number(words, last)
    return Span(start, end, kind)


def _is_after_title(words: Sequence[Word], at: int) -> bool:
    """Return whether only particles stand between a title and the word at `at`."""
    while at and words[at].gap in (" ", ". ") and words[at - 1].text in PARTICLES:
        at -= 1
    if not at:
        return False
    office = words[at - 1].text.lower() in _OFFICES and words[at].text == "van"
    return words[at - 1].text.lower() in TITLES and not office


def _with_number(words: Sequence[Word], last: int) -> int:
    after = words[last + 1] if last + 1 < len(words) else None
    if after and after.gap == " " and after.text[0].isdigit() and len(after.text) < 6:
        return after.end
    return words[last].end


def _kind(name: Sequence[str], before: Sequence[str]) -> str:
    whole = " ".join(name)
    folded = [fold(word) for word in name]
    prior = before[-1] if before else ""
    if prior in TITLES and not _is_body_word(name[0]):
        return "persoon"
    if prior in BODY_BEFORE or any(_is_body_word(word) for word in name):
        return "organisatie"
    if prior in PERSON_BEFORE:
        return "persoon"
    if _is_place(name, whole, prior):
        return "plaats"
    if folded[0] in first_names() or folded[-1] in surnames():
        return "persoon"
    articled = folded[0] in ("de", "het") and len(name) > 1
    if articled and prior == "naar":
        return "organisatie"
    if prior in PLACE_BEFORE or (articled and "wijk" in before):
        return "plaats"
    if articled and prior in ("op", "bij", "van", "via", "naar", ""):
        return "organisatie" if name[0] in ("De", "Het") and prior else "persoon"
    return "persoon"


def _is_place(name: Sequence[str], whole: str, prior: str) -> bool:
    if whole in towns():
        return fold(whole) not in first_names() or prior in PLACE_BEFORE
    if any(fold(word) in first_names() for word in name[:-1]):
        return False
    if STREET.fullmatch(name[-1]) and (len(name[-1]) > 6 or len(name) > 1):
        return fold(name[-1]) not in surnames()
    head, _, tail = whole.partition("-")
    return head in towns() and tail in _QUARTERS
