"""Identifiers that are the same at every export, and times that a schema accepts."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

__all__ = ["derived", "stamp", "usable"]

_NAMESPACE = bytes.fromhex("8b7a5d0c6f0e4e0f9a5b3d2c1f4e6a70")
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_STAMP = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII
)


def derived(*words: str) -> str:
    """Return the version 5 UUID of words in our namespace, in lower case.

    >>> derived("code", "rust") == derived("code", "rust")
    True
    """
    name = "\0".join(words).encode("utf-8", "surrogatepass")
    text = hashlib.sha1(_NAMESPACE + name, usedforsecurity=False).hexdigest()
    variant = "89ab"[int(text[16], 16) & 3]
    return (
        f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variant}{text[17:20]}-{text[20:32]}"
    )


def usable(guid: object) -> bool:
    """Tell whether a guid may stand in a file."""
    return isinstance(guid, str) and _GUID.fullmatch(guid) is not None


def stamp(time: str) -> str | None:
    """Return a moment as the schema wants it, or None for what is no moment."""
    if not _STAMP.fullmatch(time):
        return None
    try:
        datetime.fromisoformat(time)
    except ValueError:
        return None
    return time
