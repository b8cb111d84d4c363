"""The two files that a table of verdicts becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import tomlkit
from tomlkit.items import AoT

from tbresearch.frameworks.importing.reading import Line
from tbresearch.frameworks.importing.result import AssessmentTable

__all__ = ["Keys", "findings_text", "structure_text"]

# Keys of the theme, the criterion (or nothing) and the indicator of a line.
Keys = tuple[str, str, str]


def structure_text(
    table: AssessmentTable, keys: Sequence[Keys], *, framework: str, name: str
) -> str:
    """Return the file of the framework as the table has it."""
    file = tomlkit.document()
    file.add(tomlkit.comment(f"Het kader zoals het in {table.source} staat."))
    file.update(
        {
            "sleutel": framework,
            "naam": name,
            "soort": "oordelen",
            "versie": "1",
        }
    )
    _blocks(
        file,
        "bron",
        [
            {
                "id": "tabel",
                "titel": table.source,
                "jaar": "onbekend",
                "soort": "toezicht",
            }
        ],
    )
    _add_structure(file, list(zip(keys, table.lines, strict=True)))
    return tomlkit.dumps(file)


def _add_structure(
    file: tomlkit.TOMLDocument, rows: Sequence[tuple[Keys, Line]]
) -> None:
    """Add the blocks of themes, criteria and indicators."""
    origin = {"bron": "tabel"}
    _blocks(
        file,
        "thema",
        [
            {"id": key, "label": label} | origin
            for key, label in {k[0]: line.theme for k, line in rows}.items()
        ],
    )
    _blocks(
        file,
        "criterium",
        [
            {"id": key, "thema": theme, "label": label} | origin
            for key, (theme, label) in {
                k[1]: (k[0], line.criterion) for k, line in rows if k[1]
            }.items()
        ],
    )
    _blocks(
        file,
        "indicator",
        [
            {"id": own}
            | ({"criterium": criterion} if criterion else {"thema": theme})
            | {"label": line.label, "plaats": line.where}
            | origin
            for (theme, criterion, own), line in rows
        ],
    )


def findings_text(
    table: AssessmentTable,
    keys: Sequence[Keys],
    *,
    framework: str,
    subject: str,
    scope: str,
) -> str:
    """Return the file of the verdicts; what could not be linked stays open."""
    file = tomlkit.document()
    for line in (
        f"Overgenomen uit {table.source}. Zeg bij elk oordeel waar het op rust:",
        "informanten en documenten, elk in een eigen blok. Zie docs/kaders.md.",
    ):
        file.add(tomlkit.comment(line))
    file.update({"kader": framework, "onderwerp": subject, "reikwijdte": scope})
    informants = {name: f"i{n}" for n, name in enumerate(table.informants, start=1)}
    _blocks(
        file,
        "informant",
        [
            {"id": key, "label": name, "rol": _role(name)}
            for name, key in informants.items()
        ],
    )
    rows = list(zip((own for _, _, own in keys), table.lines, strict=True))
    _blocks(
        file,
        "oordeel",
        [
            {"indicator": key, "oordeel": line.verdict}
            | _given(voorbehoud=list(line.reservations), toelichting=line.text)
            for key, line in rows
            if line.verdict
        ],
    )
    _add_open(file, table, [key for key, _ in rows])
    _blocks(
        file,
        "standpunt",
        [
            {"indicator": key, "informant": informants[name], "zegt": says}
            for key, line in rows
            for name, says in line.views
        ],
    )
    return tomlkit.dumps(file)


def _add_open(
    file: tomlkit.TOMLDocument, table: AssessmentTable, keys: Sequence[str]
) -> None:
    """Add the blocks of verdicts that could not be linked."""
    _blocks(
        file,
        "open_oordeel",
        [
            {
                "indicatoren": [keys[n] for n in open_.lines],
                "oordelen": [mark.verdict for mark in open_.marks],
            }
            | _given(
                voorbehoud=list(dict.fromkeys(open_.reservations)),
                toelichting=open_.text,
            )
            for open_ in table.open_marks
        ],
    )


def _role(name: str) -> str:
    plain = name.casefold()
    return next((r for r in ("gemeente", "partner") if r in plain), "anders")


def _given(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _blocks(
    file: tomlkit.TOMLDocument, table: str, records: Sequence[Mapping[str, object]]
) -> None:
    if not records:
        return
    blocks: AoT = tomlkit.aot()
    for record in records:
        block = tomlkit.table()
        block.update(record)
        blocks.append(block)
    file.add(table, blocks)
