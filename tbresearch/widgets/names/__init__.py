"""Deciding in the notebook which names of a study are replaced."""

from tbresearch.widgets.names.widget import NamesWidget, review_names

__all__ = ["NamesWidget", "review_names"]
