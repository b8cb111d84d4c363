"""Coding transcripts in the notebook."""

from tbresearch.widgets.coding.widget import CodingWidget, code

__all__ = ["CodingWidget", "code"]
