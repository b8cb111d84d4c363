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
from tbresearch.coding.codebook_log import (
    CodebookChange,
    CodebookLog,
    codebook_log,
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
from tbresearch.coding.topic_coverage import TopicCoverage, topic_coverage
from tbresearch.coding.topics import TOPICS_FILE, TopicLists, has_topics, read_topics

__all__ = [
    "CODINGS_FOLDER",
    "TOPICS_FILE",
    "UNIT_COLUMNS",
    "Code",
    "Codebook",
    "CodebookChange",
    "CodebookLog",
    "Coding",
    "Offer",
    "TopicCoverage",
    "TopicLists",
    "about_code",
    "about_session",
    "add_code",
    "add_coding",
    "codebook_log",
    "counted_respondents",
    "counting_coders",
    "different_units",
    "fold",
    "has_topics",
    "longer_journal",
    "merge_codes",
    "move_code",
    "new_place",
    "now",
    "parse_act",
    "read_codebook",
    "read_coding",
    "read_topics",
    "remove_coding",
    "rename_code",
    "spoken_turns",
    "starter_codebook",
    "starter_file",
    "topic_coverage",
    "words_mark",
]
