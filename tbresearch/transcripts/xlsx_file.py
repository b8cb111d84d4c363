"""Excel as pieces: one a row of the first sheet with a column of speakers."""

from __future__ import annotations

import io
import warnings
from typing import Any

from tbresearch.errors import WorkbenchError
from tbresearch.study.archive import checked_archive
from tbresearch.transcripts.columns import Row, find_header, open_rows
from tbresearch.transcripts.delivered import refuse_much_text
from tbresearch.transcripts.reading import Opened, short

__all__ = ["open_xlsx"]

_MOST_COLUMNS = 50
# A sheet may say of an empty row that it is the millionth.
_MOST_ROWS = 1_100_000


def open_xlsx(raw: bytes, *, source: str) -> Opened:
    """Return the rows of one sheet; the other sheets are named as not read."""
    checked_archive(raw, kind="Excel-bestand", suffix=".xlsx", source=source)
    try:
        sheets = _sheets(raw, source=source)
    except WorkbenchError:
        raise
    except Exception:  # any file may come in, and openpyxl raises anything
        raise WorkbenchError(
            "dit Excel-bestand is beschadigd",
            where=source,
            fix="open het bestand in Excel en sla het opnieuw op als .xlsx",
        ) from None
    chosen = next(
        (s for s, rows in sheets.items() if find_header(rows) is not None), ""
    )
    if not chosen:
        return Opened(pieces=())
    opened = open_rows(sheets[chosen])
    others = tuple(
        f"blad {short(name)}: is niet gelezen"
        for name, rows in sheets.items()
        if name != chosen and rows
    )
    return Opened(pieces=opened.pieces, skipped=(*opened.skipped, *others))


def _sheets(raw: bytes, *, source: str) -> dict[str, list[Row]]:
    """Return the rows with anything in them, by the title of their sheet."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on marks of Excel that are not kept
        book = openpyxl.load_workbook(
            io.BytesIO(raw), read_only=True, data_only=True, keep_links=False
        )
        try:
            return {
                sheet.title: _rows_of(sheet, source=source) for sheet in book.worksheets
            }
        finally:
            book.close()


def _rows_of(sheet: Any, *, source: str) -> list[Row]:  # noqa: ANN401 - of openpyxl
    sheet.reset_dimensions()  # what the sheet says of its size may be wrong
    rows = []
    characters = 0
    for number, cells in enumerate(
        sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS), start=1
    ):
        if any(cell is not None for cell in cells):
            rows.append(Row(f"blad {sheet.title}, rij {number}", cells))
            characters += sum(len(cell) for cell in cells if isinstance(cell, str))
            refuse_much_text(characters, len(rows), source=source)
        if number > _MOST_ROWS:
            break
    return rows
