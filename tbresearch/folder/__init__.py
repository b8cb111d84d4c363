"""The study folder as a whole: making a new one, and checking everything in one."""

from tbresearch.folder.check import Inspection, check_study
from tbresearch.folder.new import new_study

__all__ = ["Inspection", "check_study", "new_study"]
