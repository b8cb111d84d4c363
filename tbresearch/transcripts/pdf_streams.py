"""What a PDF holds once it is expanded, measured before a library expands it."""

from __future__ import annotations

import re
import zlib

from tbresearch.errors import WorkbenchError

__all__ = ["refuse_bomb"]

MAX_EXPANDED = 200_000_000
MAX_STREAM = 50_000_000

_STREAM = re.compile(rb"stream\r?\n")
_STEP = 1 << 16
_LAYERS = 3
_ZLIB = 0x78


def refuse_bomb(raw: bytes, *, source: str) -> None:
    """Refuse a PDF whose streams expand beyond measure."""
    total = 0
    for found in _STREAM.finditer(raw):
        total += _expanded(raw, found.end(), _LAYERS)
        if total > MAX_EXPANDED:
            raise WorkbenchError(
                "uitgepakt is deze PDF te groot",
                where=source,
                fix="haal de afbeeldingen eruit, of vraag om het bestand waarvan de "
                "PDF is gemaakt",
            )


def _expanded(raw: bytes, start: int, layers: int) -> int:
    """Return how many bytes a stream expands to; far too many once it is too large."""
    if raw[start : start + 1] != bytes([_ZLIB]):
        return 0
    expand = zlib.decompressobj()
    size = 0
    inner = b""
    try:
        while start < len(raw) and not expand.eof:
            part = expand.decompress(raw[start : start + _STEP], MAX_STREAM)
            size += len(part)
            if expand.unconsumed_tail or size > MAX_STREAM:
                return MAX_EXPANDED + 1
            inner = (inner + part) if not inner or inner[0] == _ZLIB else inner
            start += _STEP
    except zlib.error:
        pass  # the library makes what it can of it
    return size + (_expanded(inner, 0, layers - 1) if layers > 1 else 0)
