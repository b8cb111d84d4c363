"""The command `tbresearch`: thin commands over the functions of the notebooks."""

from tbresearch.cli.main import main

__all__ = ["main"]
