"""The study folder: plain files, checked on reading, fingerprinted."""

from tbresearch.study.contents import (
    INTERVIEWER,
    RESPONDENTS,
    SESSIONS,
    SETTINGS_FILE,
    SPEAKERS,
    TRANSCRIPT_FOLDER,
    WITHDRAWALS,
    WITHDRAWN,
)
from tbresearch.study.files import (
    as_written,
    decode,
    fingerprint,
    read_bytes,
    read_text,
)
from tbresearch.study.formats import READERS as TABLE_FORMATS
from tbresearch.study.study import Study, open_study
from tbresearch.study.tables import (
    LINE,
    Table,
    delivered,
    edited_rows,
    longer_table,
    read_table,
    table_rows,
)
from tbresearch.study.toml_file import TomlFile, read_toml
from tbresearch.study.writing import repacked, write_together

__all__ = [
    "INTERVIEWER",
    "LINE",
    "RESPONDENTS",
    "SESSIONS",
    "SETTINGS_FILE",
    "SPEAKERS",
    "TABLE_FORMATS",
    "TRANSCRIPT_FOLDER",
    "WITHDRAWALS",
    "WITHDRAWN",
    "Study",
    "Table",
    "TomlFile",
    "as_written",
    "decode",
    "delivered",
    "edited_rows",
    "fingerprint",
    "longer_table",
    "open_study",
    "read_bytes",
    "read_table",
    "read_text",
    "read_toml",
    "repacked",
    "table_rows",
    "write_together",
]
