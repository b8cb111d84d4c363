"""RTF as pieces: one a line, with its number."""

from __future__ import annotations

import re

from tbresearch.errors import WorkbenchError
from tbresearch.transcripts.delivered import refuse_much_text, well_formed
from tbresearch.transcripts.reading import Opened
from tbresearch.transcripts.text_file import pieces_of_lines

__all__ = ["open_rtf"]

# A cell of a table begins as "I:", with what is said in the next.
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
# striprtf turns a link into its text by a search that slows down with the square
# of a line; an unknown word before the link keeps that search away from it.
_LINK = re.compile(r"(\{\\field\s*\{)(?=\s*\\\*\s*\\fldinst)")
# The same holds for the table of fonts, of which no program writes this much.
_FONTS = re.compile(r"\\fonttbl")
_LONGEST_FONTS = 50_000
_FONT = re.compile(r"\\f\d")
_MOST_FONTS = 2_000
_NOT_READ = (
    (re.compile(r"\\footnote(?![a-z])"), "een voetnoot"),
    (re.compile(r"\\annotation(?![a-z])"), "een opmerking in de kantlijn"),
    (re.compile(r"\\(?:header|footer)[lrf]?(?![a-z])"), "een kop- of voettekst"),
    (re.compile(r"\\shptxt(?![a-z])"), "tekst in een tekstvak"),
)


def open_rtf(raw: bytes, *, source: str) -> Opened:
    """Return every line that is not blank; a blank line starts a new block."""
    from striprtf.striprtf import rtf_to_text

    if not raw.lstrip().startswith(b"{\\rtf"):
        raise _refusal("dit is geen RTF-bestand, al heet het .rtf", source=source)
    content = raw.decode("cp1252", errors="replace")
    fonts = _FONTS.search(content)
    if fonts:
        table = content[fonts.start() : fonts.start() + _LONGEST_FONTS]
        if len(_FONT.findall(table)) > _MOST_FONTS:
            raise _refusal("dit RTF-bestand is beschadigd", source=source)
    content = _LINK.sub(r"\1\\fldpriv", _CELL.sub(r"\\tab", content))
    try:
        text: str = rtf_to_text(content, errors="replace")  # type: ignore[no-untyped-call]
    except Exception:  # any file may come in, and striprtf raises anything
        raise _refusal("dit RTF-bestand is beschadigd", source=source) from None
    text = well_formed(text)
    refuse_much_text(len(text), text.count("\n"), source=source)
    skipped = tuple(
        f"hele document: {kind} is niet gelezen"
        for form, kind in _NOT_READ
        if form.search(content)
    )
    return Opened(pieces=pieces_of_lines(text).pieces, skipped=skipped)


def _refusal(what: str, *, source: str) -> WorkbenchError:
    return WorkbenchError(
        what,
        where=source,
        fix="open het bestand in Word en sla het opnieuw op als .docx",
    )
