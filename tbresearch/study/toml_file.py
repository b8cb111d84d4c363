"""TOML files of a study: strict, and with the line in every message.

The standard reader gives values without their place, so the place is looked up
in the text: the n-th `[[table]]`, and in it the line that sets a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tbresearch.errors import Problem, WorkbenchError
from tbresearch.study.fields import Field, parse_record
from tbresearch.study.files import read_text

__all__ = ["TomlFile", "parse_toml", "read_toml"]

_HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed TOML file that still knows its lines."""

    source: str
    data: dict[str, Any]
    lines: tuple[str, ...]

    def place(self, table: str = "", number: int = 0) -> Callable[[str], str]:
        """Return a function from name to place, in the n-th `table` (from 0)."""
        begin = self._begin(table, number)

        def at(name: str) -> str:
            line = self._line(begin, name) if table else self._top_line(name)
            return f"{self.source}, regel {line}, {name}"

        return at

    def records(
        self, table: str, fields: Sequence[Field], problems: list[Problem]
    ) -> list[tuple[str, dict[str, object]]]:
        """Read every `[[table]]`, with the place of each."""
        raw = self.data.get(table, [])
        if not isinstance(raw, list) or not all(isinstance(r, dict) for r in raw):
            problems.append(
                Problem(
                    what=f"{table!r} moet een reeks blokken zijn",
                    where=self.place()(table),
                    fix=f"begin elk blok met een regel [[{table}]]",
                )
            )
            return []
        read = []
        for number, record in enumerate(raw):
            at = self.place(table, number)
            place = f"{self.source}, regel {self._begin(table, number) + 1}"
            read.append((place, parse_record(record, fields, at=at, problems=problems)))
        return read

    def _begin(self, table: str, number: int) -> int:
        """Return the index of the line of the n-th header of `table`."""
        if not table:
            return 0
        found = [
            index
            for index, line in enumerate(self.lines)
            if (header := _HEADER.match(line)) and header[1] == table
        ]
        return found[number] if number < len(found) else 0

    def _line(self, begin: int, name: str) -> int:
        """Return the line that sets `name` in the table that begins at `begin`."""
        for index in range(begin + 1, len(self.lines)):
            if _HEADER.match(self.lines[index]):
                break
            if _sets(name).match(self.lines[index]):
                return index + 1
        return begin + 1

    def _top_line(self, name: str) -> int:
        """Return the line that sets `name` above all tables, or that opens it."""
        below = False
        for index, line in enumerate(self.lines):
            header = _HEADER.match(line)
            below = below or header is not None
            if (header and header[1] == name) or (
                not below and _sets(name).match(line)
            ):
                return index + 1
        return 1


def _sets(name: str) -> re.Pattern[str]:
    return re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=")


def read_toml(path: Path, *, source: str) -> TomlFile:
    """Read a TOML file, or say on which line it stops being TOML."""
    return parse_toml(read_text(path, source=source), source=source)


def parse_toml(content: str, *, source: str) -> TomlFile:
    """Read TOML from the text of a file, as `read_toml` does."""
    try:
        data = tomllib.loads(content)
    except (ValueError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        line = found[1] if found else str(content.count("\n") + 1)
        raise WorkbenchError(
            "deze regel is geen geldige TOML",
            where=f"{source}, regel {line}",
            fix="schrijf naam = waarde, en zet tekst tussen dubbele aanhalingstekens",
        ) from None
    return TomlFile(source, data, tuple(content.split("\n")))
