"""A made-up table of a supervisor, in the shape of the one that the importer is for.

Five themes, 13 criteria, 30 indicators, 28 verdicts: one cell has four indicators
and two verdicts, and Vasthoudend stands under the wrong theme. All wording is ours, and
the organisations are synthetic.
"""

from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path

import docx
import openpyxl

HEADS = ("Criterium", "Indicatoren", "Oordeel", "Toelichting")
Row = tuple[str, str, str, str]
TABLES: list[tuple[str, list[Row]]] = [
    (
        "Toeleiding",
        [
            (
                "Vindbaar",
                "Scholen kennen de hulp\nHuisartsen kennen de hulp",
                "✓\n✓",
                "",
            ),
            ("Toegang", "Melden kan elke werkdag\nEen gezin meldt zichzelf", "✓ ✓", ""),
        ],
    ),
    (
        "Gezin centraal",
        [
            (
                "Eigen kracht",
                "Het gezin schrijft mee\nHet netwerk doet mee\nKinderen worden gehoord",
                "v\n✓\n✔️",
                "",
            ),
        ],
    ),
    (
        "Aanpak",
        [
            (
                "Planmatig",
                "Er is één plan\nHet plan is leidend\nDoelen zijn meetbaar",
                "✓\n✓ LET OP: volgens de gemeente en partner B niet leidend\n✗",
                "",
            ),
            (
                "Planmatig",
                "Resultaten worden geëvalueerd\nHet gezin evalueert mee\n"
                "De partners evalueren mee\nDe uitkomst verandert het plan",
                "✓\n✗",
                "evaluatie van resultaten",
            ),
            (
                "Regisseur",
                "Er is één regisseur\nDe caseload past\nEr zijn eisen aan regisseurs",
                "✓\n✗\nX",
                "",
            ),
            (
                "Samenhangend",
                "Hulp aan ouder en kind past bij elkaar\nDe volgorde is bekend",
                "V\n✅",
                "",
            ),
        ],
    ),
    (
        "Samenwerking",
        [
            ("Vasthoudend", "Weigeren is geen einde\nDrang is beschreven", "✓\n✓", ""),
            ("Afspraken", "Er zijn afspraken\nZe zijn bekend", "✓\n✗", ""),
            (
                "Informatie",
                "Delen is geregeld\nDe gemeente stuurt",
                "✓\n✓ (LET OP: de gemeente ziet voor zich alleen een financiële rol)",
                "",
            ),
            ("Escalatie", "Er is een route omhoog\nDie wordt gebruikt", "✗\nX", ""),
        ],
    ),
    (
        "Continu",
        [
            ("Overdracht", "Overdracht is warm", "✗", ""),
            ("Nazorg", "Er is nazorg", "✗", ""),
            ("Volgen", "Gezinnen worden gevolgd", "X", ""),
        ],
    ),
]
BY_THEME = {
    "Toeleiding": (4, 0),
    "Gezin centraal": (3, 0),
    "Aanpak": (8, 4),
    "Samenwerking": (3, 3),
    "Continu": (0, 3),
}


def write_docx(path: Path, tables: list[tuple[str, list[Row]]] = TABLES) -> Path:
    document = docx.Document()
    for number, (theme, rows) in enumerate(tables, start=1):
        document.add_heading(f"Tabel {number}. {theme}")
        table = document.add_table(rows=0, cols=len(HEADS))
        for row in (HEADS, *rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        for number, (above, below) in enumerate(itertools.pairwise(rows), start=1):
            if above[0] == below[0]:
                table.cell(number + 1, 0).text = ""
                table.cell(number, 0).merge(table.cell(number + 1, 0))
    document.save(str(path))
    return path


def write_md(path: Path, tables: list[tuple[str, list[Row]]] = TABLES) -> Path:
    parts = []
    for theme, rows in tables:
        lines = [
            f"## {theme}",
            "",
            "| " + " | ".join(HEADS) + " |",
            "|---|:--|--:|---|",
        ]
        lines += [
            "| " + " | ".join(c.replace("\n", "<br>") for c in r) + " |" for r in rows
        ]
        parts.append("\n".join(lines))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path


def write_html(path: Path, tables: list[tuple[str, list[Row]]] = TABLES) -> Path:
    parts = ["<html><body>"]
    for theme, rows in tables:
        heads = "".join(f"<th>{head}</th>" for head in HEADS)
        parts.append(f"<h2>{theme}</h2>\n<table>\n<tr>{heads}</tr>")
        parts += [
            "<tr>"
            + "".join(f"<td>{cell.replace(chr(10), '<br/>')}</td>" for cell in row)
            + "</tr>"
            for row in rows
        ]
        parts.append("</table>")
    path.write_text("\n".join([*parts, "</body></html>"]), encoding="utf-8")
    return path


def flat(tables: list[tuple[str, list[Row]]] = TABLES) -> list[tuple[str, ...]]:
    """Return one table with a column for the theme."""
    return [("Thema", *HEADS), *((t, *row) for t, rows in tables for row in rows)]


def csv_text(rows: list[tuple[str, ...]], delimiter: str = ";") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def write_csv(path: Path, tables: list[tuple[str, list[Row]]] = TABLES) -> Path:
    path.write_text(csv_text(flat(tables)), encoding="utf-8")
    return path


def write_xlsx(path: Path, tables: list[tuple[str, list[Row]]] = TABLES) -> Path:
    """Write one sheet, with the theme on a merged row above its criteria."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADS)
    for theme, rows in tables:
        sheet.append([theme])
        sheet.merge_cells(f"A{sheet.max_row}:D{sheet.max_row}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


WRITERS = {
    ".docx": write_docx,
    ".md": write_md,
    ".html": write_html,
    ".csv": write_csv,
    ".xlsx": write_xlsx,
}


INFORMANTS = ("Gemeente", "Partner A", "Partner B", "Partner C")
# What four informants say, by indicator: six differences, and one agreement.
VIEWS = {
    "Een gezin meldt zichzelf": ("kan", "kan", "kan niet", "kan"),
    "Het plan is leidend": ("nee", "ja", "nee", "ja"),
    "De caseload past": ("ja", "nee", "nee", "nee"),
    "Weigeren is geen einde": ("sluit af", "sluit af", "sluit af", "gaat door"),
    "Drang is beschreven": ("ja", "nee", "ja", "nee"),
    "Er is één regisseur": ("ja", "ja", "ja", "ja"),
    "Er is nazorg": ("drie maanden", "een half jaar", "op verzoek", "geen"),
}
PATTERNS = {
    "Een gezin meldt zichzelf": "een_anders",
    "Het plan is leidend": "helft",
    "De caseload past": "een_anders",
    "Weigeren is geen einde": "een_anders",
    "Drang is beschreven": "helft",
    "Er is nazorg": "alle_anders",
}


def with_views() -> list[tuple[str, ...]]:
    """Return the flat table with a column for each informant."""
    head, *rows = flat()
    return [
        (*head, *INFORMANTS),
        *(
            (
                *row,
                *(
                    "\n".join(
                        VIEWS.get(label, ("-",) * 4)[n] for label in row[2].split("\n")
                    )
                    for n in range(4)
                ),
            )
            for row in rows
        ),
    ]
