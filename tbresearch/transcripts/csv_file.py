"""CSV as pieces: one a row under a header with a column of speakers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager

from tbresearch.errors import WorkbenchError
from tbresearch.transcripts.columns import Row, find_header, open_rows
from tbresearch.transcripts.delivered import MAX_CHARACTERS, bounded_text
from tbresearch.transcripts.reading import Opened

__all__ = ["open_csv"]

_DELIMITERS = ";,\t|"
_FIRST_LINES = 20


def open_csv(raw: bytes, *, source: str) -> Opened:
    """Return the rows; the delimiter is the one that makes a header of names."""
    content = bounded_text(raw, source=source)
    with _long_cells():
        for delimiter in _DELIMITERS:
            top = _rows(content, delimiter, most=_FIRST_LINES, source=source)
            if find_header(top) is not None:
                return open_rows(_rows(content, delimiter, source=source))
    return Opened(pieces=())


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let a cell be as long as a turn may be; the limit is one of the process."""
    before = csv.field_size_limit(MAX_CHARACTERS)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _rows(
    content: str, delimiter: str, *, source: str, most: int | None = None
) -> list[Row]:
    reader = csv.reader(
        io.StringIO(content, newline=""), delimiter=delimiter, strict=most is None
    )
    rows = []
    line = 1
    try:
        for cells in reader:
            rows.append(Row(f"regel {line}", cells))
            line = reader.line_num + 1
            if most is not None and len(rows) >= most:
                break
    except csv.Error:
        raise WorkbenchError(
            "vanaf hier is de tabel niet te lezen: een aanhalingsteken klopt niet",
            where=f"{source}, regel {line}",
            fix='sluit elk aanhalingsteken, en schrijf er een in een cel dubbel: ""',
        ) from None
    return rows
