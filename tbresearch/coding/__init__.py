"""Codebook, and codings as journals of acts."""

from tbresearch.coding.codebook import (
    Code,
    Codebook,
    read_codebook,
    starter_codebook,
    starter_file,
)
from tbresearch.coding.coding import Coding, add_coding, read_coding, remove_coding
from tbresearch.coding.counting import (
    UNIT_COLUMNS,
    counted_respondents,
    counting_coders,
    different_units,
    spoken_turns,
)
from tbresearch.coding.journal import (
    CODINGS_FOLDER,
    fold,
    longer_journal,
    now,
    parse_act,
)
from tbresearch.coding.placing import new_place

__all__ = [
    "CODINGS_FOLDER",
    "UNIT_COLUMNS",
    "Code",
    "Codebook",
    "Coding",
    "add_coding",
    "counted_respondents",
    "counting_coders",
    "different_units",
    "fold",
    "longer_journal",
    "new_place",
    "now",
    "parse_act",
    "read_codebook",
    "read_coding",
    "remove_coding",
    "spoken_turns",
    "starter_codebook",
    "starter_file",
]
