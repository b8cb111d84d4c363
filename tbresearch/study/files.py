"""Reading the user's own files: whatever encoding, whatever line ends."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from tbresearch.errors import WorkbenchError, system_reason

__all__ = ["as_written", "decode", "fingerprint", "read_bytes", "read_text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_bytes(path: Path, *, source: str) -> bytes:
    """Return the bytes of a file, or say in Dutch why that cannot be done."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise WorkbenchError(
            "dit bestand is er niet",
            where=source,
            fix="controleer de naam en de map; hoofdletters tellen mee",
        ) from None
    except OSError as error:
        raise WorkbenchError(
            f"dit bestand kan niet worden gelezen ({system_reason(error)})",
            where=source,
            fix="controleer of het een bestand is, of u het mag lezen, en of een "
            "ander programma het open heeft",
        ) from None


def read_text(path: Path, *, source: str) -> str:
    """Return the text of a file, with LF line ends and without a BOM."""
    return decode(read_bytes(path, source=source), source=source)


def decode(raw: bytes, *, source: str) -> str:
    r"""Decode bytes as UTF-8, UTF-16 with a BOM, or else Windows-1252.

    Windows-1252 is what older Dutch Windows programs write. It can read nearly
    any bytes, so bytes that no text has are refused first.

    >>> decode(b"\xef\xbb\xbfcli\xc3\xabnt\r\n", source="a.txt")
    'cliënt\n'
    >>> decode("cliënt".encode("cp1252"), source="a.txt")
    'cliënt'
    """
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), "")
    try:
        if not encoding and b"\0" in raw:
            raise UnicodeError
        text = raw.decode(encoding) if encoding else _decode_plain(raw)
    except UnicodeError:
        raise WorkbenchError(
            "dit is geen leesbare tekst",
            where=source,
            fix="sla het bestand opnieuw op als tekst met codering UTF-8",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_written(text: str, raw: bytes) -> bytes:
    r"""Return the bytes of a text with the line ends and the mark that `raw` has.

    >>> as_written("a\nb", b"\xef\xbb\xbfx\r\n")
    b'\xef\xbb\xbfa\r\nb'
    """
    content = text.replace("\n", "\r\n") if b"\r\n" in raw else text
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    return mark + content.encode()


def _decode_plain(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def fingerprint(content: bytes | str) -> str:
    """Return the sha256 of bytes, or of a text in UTF-8, in hexadecimal."""
    raw = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()
