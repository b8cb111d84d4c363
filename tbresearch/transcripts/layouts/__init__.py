"""The layouts that are read: one module each, one line each in `LAYOUTS`.

A layout of its own is a module with a `LAYOUT`, and a line here. The first
layout that recognises a file reads it, so the more particular come first.
"""

from __future__ import annotations

from tbresearch.transcripts.layouts import (
    otter_word,
    plain_text,
    plain_word,
    teams_vtt,
    teams_word,
    teams_word_cues,
    zoom_vtt,
)
from tbresearch.transcripts.reading import Layout

__all__ = ["LAYOUTS"]

LAYOUTS: tuple[Layout, ...] = (
    plain_text.LAYOUT,
    teams_word_cues.LAYOUT,
    otter_word.LAYOUT,
    teams_word.LAYOUT,
    plain_word.LAYOUT,
    teams_vtt.LAYOUT,
    zoom_vtt.LAYOUT,
)
