"""Projects and codebooks of other programs, in and out."""

from tbresearch.interchange.codebooks import QdaCodebook, read_qdc, write_qdc
from tbresearch.interchange.definitions import understood
from tbresearch.interchange.exporting import Export, write_qdpx
from tbresearch.interchange.positions import READINGS, Resolution
from tbresearch.interchange.project import (
    Loss,
    QdaCase,
    QdaNote,
    QdaProject,
    QdaSet,
    QdaSource,
    Span,
    gathered,
)
from tbresearch.interchange.qdpx import read_qdpx
from tbresearch.interchange.qualcoder import read_qda
from tbresearch.interchange.webannotation import write_web_annotations

__all__ = [
    "READINGS",
    "Export",
    "Loss",
    "QdaCase",
    "QdaCodebook",
    "QdaNote",
    "QdaProject",
    "QdaSet",
    "QdaSource",
    "Resolution",
    "Span",
    "gathered",
    "read_qda",
    "read_qdc",
    "read_qdpx",
    "understood",
    "write_qdc",
    "write_qdpx",
    "write_web_annotations",
]
