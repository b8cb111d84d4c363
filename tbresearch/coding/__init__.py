"""Codebook, and codings as journals of acts."""

from tbresearch.coding.acts import about_code, about_session
from tbresearch.coding.adding import add_coding, remove_coding
from tbresearch.coding.codebook import (
    Code,
    Codebook,
    read_codebook,
    starter_codebook,
    starter_file,
)
from tbresearch.coding.codebook_work import (
    add_code,
    merge_codes,
    move_code,
    rename_code,
)
from tbresearch.coding.coding import Coding, read_coding
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
from tbresearch.coding.offers import Offer, words_mark
from tbresearch.coding.placing import new_place

__all__ = [
    "CODINGS_FOLDER",
    "UNIT_COLUMNS",
    "Code",
    "Codebook",
    "Coding",
    "Offer",
    "about_code",
    "about_session",
    "add_code",
    "add_coding",
    "counted_respondents",
    "counting_coders",
    "different_units",
    "fold",
    "longer_journal",
    "merge_codes",
    "move_code",
    "new_place",
    "now",
    "parse_act",
    "read_codebook",
    "read_coding",
    "remove_coding",
    "rename_code",
    "spoken_turns",
    "starter_codebook",
    "starter_file",
    "words_mark",
]
