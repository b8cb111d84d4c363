"""What can be recognised by its form: numbers, addresses, dates and ages.

Every pattern is bounded on both sides and repeats at most a few times, so that
reading takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Span", "age_spans", "is_bare_age", "is_bsn", "pattern_spans"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text that may name somebody."""

    start: int
    end: int
    kind: str


_UNITS = (
    "nul een één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien "
    "veertien vijftien zestien zeventien achttien negentien"
)
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_JOINED = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n"
_NUMBER_WORD = (
    rf"(?:(?:{_JOINED})?(?:{'|'.join(_TENS.split())})"
    rf"|{'|'.join(sorted(_UNITS.split(), key=len, reverse=True))})"
)
_ORDINAL = rf"(?!tweede|eende)(?:derde|achtste|{_NUMBER_WORD}(?:de|ste))"
_MONTH = (
    "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|"
    "november|december|jan\\.|feb\\.|mrt\\.?|apr\\.|jun\\.|jul\\.|aug\\.|sept?\\.|"
    "okt\\.|nov\\.|dec\\.)"
)
_YEAR_WORDS = rf"(?:(?:negentien|twee\s?duizend)[ -]?(?:honderd)?[ -]?)?{_NUMBER_WORD}"
_AGE = rf"(?:\d{{1,3}}|(?!een\b|één\b|nul\b){_NUMBER_WORD})"
_WHO = (
    "(?:ik|hij|zij|ze|die|jij|je|u|we|jongste|oudste|kleinste|middelste|dochter|zoon|"
    "kinderen|jongens|meisjes|moeder|vader|oma|opa|man|vrouw|kind|zus|broer|cliënt|"
    "meneer|mevrouw|leeftijd|toen|[^\\W\\d_]+['\u2019]s \\w+)"
)
_PERSON = (
    "(?:jongens?|meisjes?|mannen|man|vrouwen|vrouw|zoons?|zoontje|dochters?|"
    "dochtertje|kind|kinderen|meneer|mevrouw|moeder|vader|oma|opa|jongetje|baby|"
    "cliënt|cliënte|dame|heer|iemand|eentje|puber|kleuter|peuter|weduwe|weduwnaar|"
    "student|leerling|kleinzoon|kleindochter|broer|broertje|zus|zusje|leeftijd)"
)
_BE = "(?:ben|bent|is|was|zijn|waren|wordt|werd|word|worden)"
_SOON = (
    "(?: (?:nu|net|pas|al|inmiddels|bijna|ongeveer|zelf|toen|ook|dan|nog|maar|"
    "intussen|ruim|weer|eind|begin|van de week)){0,3}"
)
_CLOSES = (
    r"(?=\s*(?:[.,;:!?)…]|$)| (?:en|maar|toen|geworden|dus|die|nu|jaar oud|oud)\b)"
)

_DIGITS = r"(?<![\w.,/-])(?:{})(?![\w/]|[.,-]\d)"
_SPOKEN = rf"{_NUMBER_WORD}(?:[ ,-]{{1,2}}{_NUMBER_WORD}){{3,12}}"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "mail",
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
    ),
    (
        "mail",
        re.compile(
            r"\b\w{1,40}(?: (?:punt|streepje|underscore) \w{1,40}| \w{1,40}){0,3} "
            r"(?:apenstaartje|at) \w{1,40}(?: punt \w{1,40}){1,3}\b",
            re.IGNORECASE,
        ),
    ),
    (
        "telefoon",
        re.compile(
            r"(?<![\w.,/+-])(?:(?:\+|00)\d{2}[ -]?(?:\(0\)[ -]?)?[1-9](?:[ .-]?\d){7,9}"
            r"|\(0\d{1,3}\)[ -]?\d(?:[ .-]?\d){5,7}|0[1-9](?:[ ./-]{0,3}\d){8})"
            r"(?![\w/]|[.,-]\d)"
        ),
    ),
    (
        "telefoon",
        re.compile(rf"\bnul[ ,-]{{1,2}}(?:\w{{2,12}}[ ,-]{{1,2}})?{_SPOKEN}\b", re.I),
    ),
    ("bsn", re.compile(_DIGITS.format(r"\d(?:[ .-]?\d){7,8}"))),
    (
        "postcode",
        re.compile(r"(?<![\w.,-])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?![\w-])"),
    ),
    (
        "postcode",
        re.compile(
            r"(?<![\w.,-])[1-9]\d{3} ?(?!(?:is|en|in|de|te|op|om|of|na|al|er|zo|we|je|"
            r"ze|ik|ie|nu|ja|uw|me|as|eh|uh|km|kg|cm|mm|ml|dr|st|nr|he|hè)\b)[a-z]{2}"
            r"(?![\w-])"
        ),
    ),
    (
        "datum",
        re.compile(
            _DIGITS.format(
                r"(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:\d{4}|\d{2})"
                r"|(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
            )
        ),
    ),
    (
        "datum",
        re.compile(
            rf"\b(?:(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?|{_NUMBER_WORD}|{_ORDINAL}) "
            rf"(?:van )?{_MONTH}(?!\w)(?: (?:'\d{{2}}|\d{{4}}|{_YEAR_WORDS})\b)?",
            re.IGNORECASE,
        ),
    ),
    (
        "datum",
        re.compile(
            rf"\b(?<=geboren in ){_MONTH} (?:\d{{4}}|{_YEAR_WORDS})\b"
            r"|(?<=geboren in )(?:19|20)\d{2}\b|(?<=uit )19[0-9]{2}\b"
            r"|(?<=geboortejaar )(?:19|20)\d{2}\b",
            re.IGNORECASE,
        ),
    ),
)

_AGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<age>(?:\d{{1,3}}|{_NUMBER_WORD})[- ]?jarigen?)\b",
        rf"\b(?P<age>{_AGE}(?: jaar| maanden) oud)\b",
        rf"\b{_PERSON}(?: \w+)? van{_SOON} (?P<age>{_AGE}(?: jaar)?)(?! (?:geleden|"
        rf"uur|euro|dagen|weken|keer))(?:{_CLOSES}|\b(?<=jaar))",
        rf"\b{_WHO}(?: [^\W\d_]{{2,20}})? {_BE}{_SOON} (?P<age>{_AGE}) en "
        rf"(?P<age2>{_AGE})(?: jaar)?{_CLOSES}",
        rf"\b(?!(?:dat|het|er|dit|wat)\b)[^\W\d_]{{2,20}} {_BE}{_SOON} "
        rf"(?P<age>{_AGE} jaar)(?! (?:"
        r"geleden|lang|later|terug|ervaring|getrouwd|bezig|in|op|aan|bij|eerder|werkzaam))\b",
        rf"\b{_BE} (?:ik|hij|ze|zij|u|je){_SOON} (?P<age>{_AGE}(?: jaar)?){_CLOSES}",
        rf"\b{_WHO} {_BE}{_SOON} (?P<age>{_AGE}){_CLOSES}",
        rf"\b(?:toen|sinds|voordat|zolang|als) (?:u|[^\W\d_]{{2,20}})"
        rf"{_SOON} (?P<age>{_AGE}(?: jaar)?) (?:was|ben|is|waren|werd|wordt)\b",
        rf"\b(?:op|rond|sinds|vanaf|tot|voor) (?:mijn|zijn|haar|hun|je|m'n|z'n|d'r) "
        rf"(?P<age>\d{{1,2}}e|\d{{1,2}}(?:ste|de)|{_NUMBER_WORD}|{_ORDINAL})"
        r"(?! \[| \w*(?:keer|dag|jaar|week|poging|kind|stage|kamer|baan|huis|werk))\b",
        rf"\b(?:wordt|word|werd) (?:morgen|volgende \w+|straks|in \w+) "
        rf"(?P<age>{_AGE}){_CLOSES}",
        rf"\bleeftijd(?: is| was|:)? (?P<age>{_AGE}(?: jaar)?)\b",
    )
)
_BARE_AGE = re.compile(r"(?:\d{1,3}|\w{2,30})(?: jaar)?", re.IGNORECASE)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def pattern_spans(text: str) -> Iterator[Span]:
    """Yield everything that is recognised by its form; pieces may overlap."""
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if kind != "bsn" or is_bsn(found.group()):
                yield Span(found.start(), found.end(), kind)
    yield from age_spans(text)


def age_spans(text: str) -> Iterator[Span]:
    """Yield ages: numbers that their surroundings make the age of somebody."""
    for pattern in _AGES:
        found = pattern.search(text)
        while found:
            for group in pattern.groupindex:
                yield Span(found.start(group), found.end(group), "leeftijd")
            # One may begin inside another: "zijn zoon van zes is tien".
            found = pattern.search(text, found.start() + 1)


def is_bare_age(entity: str) -> bool:
    """Return whether an age is only a number, which elsewhere means anything."""
    return bool(_BARE_AGE.fullmatch(entity)) and "jarig" not in entity.lower()


def is_bsn(number: str) -> bool:
    """Return whether the digits of a number pass the test of a BSN (elfproef).

    >>> is_bsn("9993.85.070"), is_bsn("417305926")
    (True, False)
    """
    digits = [int(sign) for sign in number if sign.isdigit()]
    if len(digits) == 8:
        digits = [0, *digits]
    total = sum(w * d for w, d in zip(_BSN_WEIGHTS, digits, strict=True))
    return any(digits) and total % 11 == 0
