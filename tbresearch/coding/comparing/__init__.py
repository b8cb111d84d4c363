"""Two coders side by side: agreement, differences, decisions, a joint coding."""

from tbresearch.coding.comparing.agreement_table import Agreement, agreement
from tbresearch.coding.comparing.blind import own_coding
from tbresearch.coding.comparing.consensus import Merged, merge_coders
from tbresearch.coding.comparing.copies import MergedJournal, merge_journals
from tbresearch.coding.comparing.differences import (
    Disagreement,
    Disagreements,
    disagreements,
)
from tbresearch.coding.comparing.rows import AgreementRow
from tbresearch.coding.comparing.settlements import (
    DECISIONS_FILE,
    cleaned_settlements,
    read_settlements,
)
from tbresearch.coding.comparing.settling import settle

__all__ = [
    "DECISIONS_FILE",
    "Agreement",
    "AgreementRow",
    "Disagreement",
    "Disagreements",
    "Merged",
    "MergedJournal",
    "agreement",
    "cleaned_settlements",
    "disagreements",
    "merge_coders",
    "merge_journals",
    "own_coding",
    "read_settlements",
    "settle",
]
