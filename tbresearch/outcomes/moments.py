"""The two measurements that a comparison is between."""

from __future__ import annotations

from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import MOMENTS

__all__ = ["two_moments"]


def two_moments(between: tuple[str, str], *, where: str) -> tuple[str, str]:
    """Return `between`, or refuse what is not two different moments.

    Parameters
    ----------
    between : tuple of str
        Two keys of `vocabulary.MOMENTS`.
    where : str
        The function that was called, for the message.
    """
    if len(between) != 2 or len(set(between)) != 2 or not set(between) <= set(MOMENTS):
        raise WorkbenchError(
            f"between = {between!r} zijn geen twee verschillende metingen",
            where=where,
            fix='geef bijvoorbeeld between=("intake", "eind"); er zijn: '
            f"{', '.join(MOMENTS)}",
        )
    return between
