"""The example study: what is drawn rather than written, with its known truth."""

from tbresearch.datasets.zrm import example_zrm

__all__ = ["example_zrm"]
