"""Codebook, and codings as journals of acts."""

from tbresearch.coding.codebook import (
    Code,
    Codebook,
    read_codebook,
    starter_codebook,
    starter_file,
)
from tbresearch.coding.coding import Coding, add_coding, read_coding, remove_coding
from tbresearch.coding.journal import CODINGS_FOLDER

__all__ = [
    "CODINGS_FOLDER",
    "Code",
    "Codebook",
    "Coding",
    "add_coding",
    "read_codebook",
    "read_coding",
    "remove_coding",
    "starter_codebook",
    "starter_file",
]
