"""What the factsheet says: each part of a study in a few lines."""

from tbresearch.report.sheet.saying import factsheet

__all__ = ["factsheet"]
