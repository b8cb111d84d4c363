"""The desk of one coder: the state of their work, and the acts that change it."""

from tbresearch.coding.desk.desk import Desk, open_desk
from tbresearch.coding.desk.handling import acts_of

__all__ = ["Desk", "acts_of", "open_desk"]
