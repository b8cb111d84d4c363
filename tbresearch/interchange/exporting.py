"""Writing a study, or a project of elsewhere, as a REFI-QDA project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tbresearch.coding import Coding
from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, text_html
from tbresearch.interchange.outgoing import study_project
from tbresearch.interchange.positions import READINGS
from tbresearch.interchange.project import Loss, QdaProject
from tbresearch.interchange.qdpx import wanted_reading
from tbresearch.interchange.writing import write_project
from tbresearch.vocabulary import quantity_text

__all__ = ["Export", "require_suffix", "write_qdpx"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file that was written.

    Attributes
    ----------
    path : Path
        Where it is.
    leaving : tuple of str
        What leaves the study with it, in Dutch.
    losses : tuple of Loss
        What the study has and the file cannot hold, or may not.
    """

    path: Path
    leaving: tuple[str, ...]
    losses: tuple[Loss, ...]

    def __str__(self) -> str:
        parts = [f"Geschreven: {self.path}", "", "Dit verlaat de studie:"]
        parts += [f"  {line}" for line in self.leaving]
        if self.losses:
            parts += ["", "Dit gaat niet mee:", *(f"  {loss}" for loss in self.losses)]
        return "\n".join(parts)

    def _repr_html_(self) -> str:
        return "".join(
            (
                text_html(f"Geschreven: {self.path.name}"),
                list_html(self.leaving, title="Dit verlaat de studie"),
                list_html(map(str, self.losses), title="Dit gaat niet mee"),
            )
        )


def write_qdpx(
    content: Coding | QdaProject,
    path: str | Path,
    *,
    reading: str = "codepunt-lf",
    archive: bool = False,
) -> Export:
    """Write a REFI-QDA project that other programs read.

    It is held against the official schema before it is put in place. The same
    content gives the same bytes. Polarity and the mark for the report travel as
    codes on the passage, definitions as the description of a code, speakers as
    cases, and memos as notes.

    Parameters
    ----------
    content : Coding or QdaProject
        A study with its codings, or a project as `read_qdpx` gives it.
    path : str or Path
        A name that ends in .qdpx; a file there is replaced.
    reading : str
        How positions count, a key of `positions.READINGS`. The standard says code
        points; NVivo counts as ``"utf16-crlf"``, which differs only at emoji and
        line ends.
    archive : bool
        Whether the file is to be kept for later research. Then who did not
        consent to that is covered too, and not only who does not take part.

    Returns
    -------
    Export
        With what leaves the study, and what does not come along.

    Raises
    ------
    WorkbenchError
        If the name is wrong or the file cannot be written; nothing is changed.
    """
    target = require_suffix(path, ".qdpx")
    counting = wanted_reading(reading) or READINGS["codepunt-lf"]
    if isinstance(content, QdaProject):
        losses = write_project(content, target, reading=counting)
        leaving = (
            quantity_text(len(content.sources), "bron", "bronnen"),
            quantity_text(len(content.codings), "codering", "coderingen"),
        )
        return Export(path=target, leaving=leaving, losses=losses)
    going = study_project(content, archive=archive)
    losses = write_project(going.project, target, reading=counting)
    return Export(path=target, leaving=going.leaving, losses=(*going.losses, *losses))


def require_suffix(path: str | Path, suffix: str) -> Path:
    """Return a path, or refuse a name that ends in something else."""
    target = Path(path)
    if target.suffix.lower() != suffix:
        raise WorkbenchError(
            f"deze uitvoer wordt geschreven als {suffix}, niet als "
            f"{target.suffix or 'niets'}",
            where=str(path),
            fix=f"geef een naam die eindigt op {suffix}",
        )
    return target
