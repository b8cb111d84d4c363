"""Reading codings and words back: passages, matrices, a framework, concordances."""

from tbresearch.coding.retrieval.collocations import Collocations, collocations
from tbresearch.coding.retrieval.concordance import Concordance, concordance
from tbresearch.coding.retrieval.cooccurrence import (
    CodeCooccurrence,
    code_cooccurrence,
    codes_together,
)
from tbresearch.coding.retrieval.export import export_tables
from tbresearch.coding.retrieval.framework import FrameworkMatrix, framework_matrix
from tbresearch.coding.retrieval.framework_file import (
    CITATION,
    CUT_CITATION,
    FRAMEWORK,
    Framework,
    read_framework,
)
from tbresearch.coding.retrieval.matrix import CodeMatrix, code_matrix
from tbresearch.coding.retrieval.passages import Passages, passages
from tbresearch.coding.retrieval.sheets import Tabular

__all__ = [
    "CITATION",
    "CUT_CITATION",
    "FRAMEWORK",
    "CodeCooccurrence",
    "CodeMatrix",
    "Collocations",
    "Concordance",
    "Framework",
    "FrameworkMatrix",
    "Passages",
    "Tabular",
    "code_cooccurrence",
    "code_matrix",
    "codes_together",
    "collocations",
    "concordance",
    "export_tables",
    "framework_matrix",
    "passages",
    "read_framework",
]
