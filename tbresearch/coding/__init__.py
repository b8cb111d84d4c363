"""Codebook, and codings as journals of acts."""

from tbresearch.coding.codebook import (
    Code,
    Codebook,
    read_codebook,
    starter_codebook,
    starter_file,
)
from tbresearch.coding.coding import Coding, add_coding, read_coding, remove_coding
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
    "Code",
    "Codebook",
    "Coding",
    "add_coding",
    "fold",
    "longer_journal",
    "new_place",
    "now",
    "parse_act",
    "read_codebook",
    "read_coding",
    "remove_coding",
    "starter_codebook",
    "starter_file",
]
