"""A project as QualCoder stores it, made from its published table definitions."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.interchange.dialects import CODED, TEXT

TABLES = (
    "project (databaseversion text, date text, memo text, about text, bookmarkfile "
    "integer, bookmarkpos integer, codername text)",
    "source (id integer primary key, name text, fulltext text, mediapath text, memo "
    "text, owner text, date text, unique(name))",
    "code_cat (catid integer primary key, name text, owner text, date text, memo text, "
    "supercatid integer, unique(name))",
    "code_name (cid integer primary key, name text, memo text, catid integer, owner "
    "text, date text, color text, unique(name))",
    "code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 "
    "integer, pos1 integer, owner text, date text, memo text, avid integer, important "
    "integer, unique(cid, fid, pos0, pos1, owner))",
    "annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, "
    "memo text, owner text, date text)",
    "cases (caseid integer primary key, name text, memo text, owner text, date text)",
    "case_text (id integer primary key, caseid integer, fid integer, pos0 integer, "
    "pos1 integer, owner text, date text, memo text)",
    "attribute_type (name text primary key, date text, owner text, memo text, "
    "caseOrFile text, valuetype text)",
    "attribute (attrid integer primary key, name text, attr_type text, value text, id "
    "integer, date text, owner text)",
    "journal (jid integer primary key, name text, jentry text, date text, owner text)",
    "code_image (imid integer primary key, id integer, x1 integer, y1 integer, width "
    "integer, height integer, cid integer, memo text, date text, owner text)",
)
DATE = "2025-11-03 10:00:00"


def write_base(folder: Path) -> Path:
    """Write the folder of a project, and return it."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / "data.qda")) as base:
        for table in TABLES:
            base.execute(f"CREATE TABLE {table}")
        base.execute(
            "INSERT INTO project VALUES ('v7', ?, '', 'QualCoder', 0, 0, 'Anna')",
            (DATE,),
        )
        base.execute(
            "INSERT INTO code_cat VALUES (1, 'Thema', 'Anna', ?, 'een groep', NULL)",
            (DATE,),
        )
        names = {"Stemming": 1, "Netwerk": 2, "Rust": 3}
        for name, number in names.items():
            base.execute(
                "INSERT INTO code_name VALUES (?, ?, ?, ?, 'Anna', ?, '#FF0000')",
                (number, name, f"over {name}", 1 if number < 3 else None, DATE),
            )
        base.execute(
            "INSERT INTO source VALUES (4, 'gesprek 1', ?, NULL, 'goed', 'Anna', ?)",
            (TEXT, DATE),
        )
        base.execute(
            "INSERT INTO source VALUES (5, 'foto', NULL, '/images/a.png', '', '', ?)",
            (DATE,),
        )
        for number, (passage, code, coder) in enumerate(CODED):
            start = TEXT.index(passage)
            base.execute(
                "INSERT INTO code_text VALUES (?, ?, 4, ?, ?, ?, ?, ?, ?, NULL, ?)",
                (
                    *(number, names[code], passage, start, start + len(passage), coder),
                    *(DATE, "kijk hier" if number == 0 else "", number % 2),
                ),
            )
        at = TEXT.index("overzicht")
        base.execute(
            "INSERT INTO annotation VALUES (1, 4, ?, ?, 'mooi', 'Bram', ?)",
            (at, at + 9, DATE),
        )
        base.execute(
            "INSERT INTO cases VALUES (1, 'R1', 'een moeder', 'Anna', ?)", (DATE,)
        )
        first = TEXT.index("Goed")
        base.execute(
            "INSERT INTO case_text VALUES (1, 1, 4, ?, ?, 'Anna', ?, '')",
            (first, first + 13, DATE),
        )
        base.execute(
            "INSERT INTO attribute_type VALUES "
            "('leeftijd', ?, 'Anna', '', 'case', 'numeric')",
            (DATE,),
        )
        base.execute(
            "INSERT INTO attribute VALUES (1, 'leeftijd', 'case', '43', 1, ?, 'Anna')",
            (DATE,),
        )
        base.execute(
            "INSERT INTO journal VALUES (1, 'Dagboek', 'vandaag begonnen', ?, 'Anna')",
            (DATE,),
        )
        base.execute(
            "INSERT INTO code_image VALUES (1, 5, 1, 1, 2, 2, 3, '', ?, 'Anna')",
            (DATE,),
        )
        base.commit()
    return folder
