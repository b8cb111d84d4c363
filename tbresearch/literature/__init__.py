"""Sources: what may be cited, how a citation is read, and the list at the end."""

from tbresearch.literature.bibliography import (
    SOURCES_FILE,
    Bibliography,
    has_bibliography,
    method_sources,
    read_bibliography,
    uncited_sources,
)
from tbresearch.literature.citing import (
    CITATION,
    HEADING,
    LITERATURE,
    Citations,
    cited_keys,
    without_citations,
)
from tbresearch.literature.csl import csl_items
from tbresearch.literature.source import FIELDS, SOURCE_FORMS, CitedSource
from tbresearch.literature.taken import TakenFigure, taken_figure

__all__ = [
    "CITATION",
    "FIELDS",
    "HEADING",
    "LITERATURE",
    "SOURCES_FILE",
    "SOURCE_FORMS",
    "Bibliography",
    "Citations",
    "CitedSource",
    "TakenFigure",
    "cited_keys",
    "csl_items",
    "has_bibliography",
    "method_sources",
    "read_bibliography",
    "taken_figure",
    "uncited_sources",
    "without_citations",
]
