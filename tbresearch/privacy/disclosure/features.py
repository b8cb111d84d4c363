"""What is told of a person beside counts: age in bands, organisations as letters."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable

from tbresearch.errors import Problem, WorkbenchError

__all__ = ["age_band", "age_problems", "letter_organisations"]

_BAND_WIDTH = 10
_OLDEST = 120
_RANGE = re.compile(
    r"\b(\d{1,3})\s*(?:-|\N{EN DASH}|\N{EM DASH}|tot en met|t/m|tot|en)\s*(\d{1,3})\b"
)
_EXTREME = re.compile(
    r"\b(?:jongste|oudste|leeftijd\w* (?:liep|lopen|varieer\w*|van)|"
    r"(?:minimum|maximum|minimale|maximale|hoogste|laagste|min|max)\W+leeftijd\w*|"
    r"leeftijd\w*\W+(?:minimum|maximum|min|max))\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"leeftijd|\bjaar\b|jarige?\b|jongste|oudste", re.IGNORECASE)
_BAND_FIX = (
    f"geef leeftijden in banden van {_BAND_WIDTH} jaar, zoals 50-59, en geen jongste "
    "of oudste: dat is de leeftijd van één mens"
)


def age_band(age: int, *, width: int = _BAND_WIDTH) -> str:
    """Return the band of `width` years that an age falls in.

    >>> age_band(53)
    '50-59'
    >>> age_band(53, width=20)
    '40-59'
    """
    if not 0 <= age <= _OLDEST or width < _BAND_WIDTH:
        raise WorkbenchError(
            f"leeftijd {age} in een band van {width} jaar kan niet",
            where="leeftijdsband",
            fix=f"geef een leeftijd van 0 tot {_OLDEST} en een band van "
            f"{_BAND_WIDTH} jaar of breder",
        )
    start = age // width * width
    return f"{start}-{start + width - 1}"


def age_problems(texts: Iterable[str], *, where: str) -> list[Problem]:
    """Return where texts give a youngest, an oldest, or a range that is no band.

    Parameters
    ----------
    texts : iterable of str
        Cells, captions or sentences; one is about age if it says so (leeftijd,
        jaar, -jarig).
    where : str
        What the texts are from.

    Notes
    -----
    A check on wording, and so one that can be passed by other wording. Ranges of
    less than ten years and ranges that do not start at a multiple of ten and end
    before one are taken for the ages of people; years (2024) are no ages.
    """
    problems = []
    for text in texts:
        if not _AGE.search(text):
            continue
        found = _EXTREME.search(text)
        shown = found[0] if found else _loose_range(text)
        if shown:
            problems.append(
                Problem(
                    what=f"{shown!r} geeft de leeftijd van één of twee mensen",
                    where=where,
                    fix=_BAND_FIX,
                )
            )
    return problems


def letter_organisations(names: Iterable[str], *, secret: str) -> dict[str, str]:
    """Return a letter for each organisation: A, B, ... Z, AA, AB.

    Parameters
    ----------
    names : iterable of str
        Names; the same name twice is one organisation.
    secret : str
        Kept where the key of the pseudonyms is kept, never with the study.

    Returns
    -------
    dict of str to str
        In the order of the letters.

    Notes
    -----
    Letters follow the order of an HMAC-SHA256 of each name under the secret: not of
    the alphabet, nor of size, nor of arrival, any of which tells who is A. Without a
    secret anyone with a list of organisations could repeat it. A new organisation
    can move the others, so fix the letters when the list is complete.
    """
    if len(secret) < 8:
        raise WorkbenchError(
            f"het geheim heeft {len(secret)} tekens",
            where="letters voor organisaties",
            fix="neem er een van minstens 8 tekens, en bewaar het bij de sleutel van "
            "de pseudoniemen, buiten de studiemap",
        )
    key = secret.encode()
    ordered = sorted(
        {str(name) for name in names},
        key=lambda name: hmac.new(key, name.encode(), hashlib.sha256).hexdigest(),
    )
    return {name: _letters(i) for i, name in enumerate(ordered)}


def _letters(place: int) -> str:
    first, last = divmod(place, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)


def _loose_range(text: str) -> str:
    for found in _RANGE.finditer(text):
        low, high = int(found[1]), int(found[2])
        is_band = low % _BAND_WIDTH == 0 and high % _BAND_WIDTH == _BAND_WIDTH - 1
        if low < high <= _OLDEST and not is_band:
            return found[0]
    return ""
