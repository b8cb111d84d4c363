"""What is decided by mouse or keyboard in a notebook: pages over the same functions.

Python owns the state and the files. A page asks for all of it when it is drawn,
sends one message for each act, and shows an act as not saved until Python says so.
"""

from tbresearch.widgets.coding import code
from tbresearch.widgets.names import review_names

__all__ = ["code", "review_names"]
