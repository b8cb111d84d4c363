"""Errors that are raised on purpose: what is wrong, where, and how to mend it.

A user never sees anything else for bad input. An error holds one or more
problems, so that a reader can report every bad cell at once and a caller can
collect the problems of many files with one `except`.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Problem", "StudyError", "WorkbenchError", "system_reason"]

_REASONS = {
    "EACCES": "geen toestemming, of een ander programma heeft het open",
    "EPERM": "geen toestemming",
    "EROFS": "hier kan alleen worden gelezen",
    "ENOENT": "er is geen bestand of map met deze naam",
    "ENOTDIR": "een deel van het pad is geen map",
    "EISDIR": "het is een map",
    "EEXIST": "er is al iets met deze naam",
    "ENOTEMPTY": "de map is niet leeg",
    "ENAMETOOLONG": "de naam is te lang",
    "EINVAL": "deze naam kan niet",
    "ELOOP": "de verwijzing loopt in een kring",
    "ENOSPC": "de schijf is vol",
    "EDQUOT": "uw schijfruimte is op",
    "EFBIG": "het bestand wordt te groot",
    "EBUSY": "het is in gebruik",
    "ETXTBSY": "het is in gebruik",
    "EMFILE": "er zijn te veel bestanden open",
    "ENFILE": "er zijn te veel bestanden open",
    "EIO": "de schijf geeft een fout",
    "ENODEV": "de schijf is er niet",
    "ENXIO": "de schijf is er niet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, with its place and its remedy, in Dutch.

    Attributes
    ----------
    what : str
        What is wrong, with the offending value.
    where : str
        File, and line and column where they are known.
    fix : str
        What the user can do about it.
    """

    what: str
    where: str
    fix: str

    def __str__(self) -> str:
        return f"{self.what}\n  waar:      {self.where}\n  oplossing: {self.fix}"


class WorkbenchError(Exception):
    """Base of every error raised on purpose; the one to catch in a notebook."""

    def __init__(self, what: str, *, where: str, fix: str) -> None:
        self.problems: tuple[Problem, ...] = (Problem(what=what, where=where, fix=fix),)
        super().__init__(str(self.problems[0]))

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error that a worker process raises arrive whole."""
        return _restored, (type(self), self.problems)

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows instead of a traceback: the problems."""
        return str(self).splitlines()


class StudyError(WorkbenchError):
    """Everything that is wrong with the files of a study, all of it at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        Exception.__init__(self, _text(self.problems))


def _restored(
    kind: type[WorkbenchError], problems: tuple[Problem, ...]
) -> WorkbenchError:
    error = kind.__new__(kind)
    error.problems = problems
    Exception.__init__(error, _text(problems))
    return error


def _text(problems: tuple[Problem, ...]) -> str:
    return "\n".join(str(problem) for problem in problems)


def system_reason(error: OSError) -> str:
    """Say in Dutch why the system refused, whatever language it speaks.

    >>> system_reason(OSError(28, "No space left on device"))
    'de schijf is vol'
    """
    if error.errno is None:
        return "het systeem zegt niet waarom"
    name = errno.errorcode.get(error.errno, "")
    return _REASONS.get(name, f"fout {error.errno} van het systeem")
