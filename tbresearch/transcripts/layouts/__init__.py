"""The layouts that are read: a module each, and a line each in `NAMES`.

To add one, write a module here with a `LAYOUT`, and put its name in `NAMES`.
The first layout of a file's extension that recognises its pieces reads it, so
the more particular come first.
"""

from __future__ import annotations

from importlib import import_module

from tbresearch.transcripts.reading import Layout

__all__ = ["LAYOUTS"]

NAMES = (
    "plain_text",
    "table_word",
    "teams_word_cues",
    "otter_word",
    "teams_word",
    "plain_word",
    "teams_vtt",
    "zoom_vtt",
    "nameless_vtt",
    "named_srt",
    "nameless_srt",
    "named_json",
    "nameless_json",
    "plain_odt",
    "plain_rtf",
    "pdf",
    "table_csv",
    "table_xlsx",
)

LAYOUTS: tuple[Layout, ...] = tuple(
    import_module(f"{__name__}.{name}").LAYOUT for name in NAMES
)
