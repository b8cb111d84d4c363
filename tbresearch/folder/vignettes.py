"""Practice examples, when people or names are taken out of a study."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import tomlkit

from tbresearch.findings import VIGNETTES_FILE
from tbresearch.folder.related import Related
from tbresearch.study import read_text, read_toml
from tbresearch.vocabulary import quantity_text

__all__ = ["renamed_vignettes", "withdrawn_vignettes"]


def withdrawn_vignettes(
    root: Path, respondent: str, *, repeats: Callable[[str], bool]
) -> Related:
    """Return the examples without those of a respondent.

    Parameters
    ----------
    root : Path
        The study folder.
    respondent : str
        Who withdraws: what describes them goes whole, also if it describes others.
    repeats : callable
        Whether a text holds words of the respondent letter for letter; such an
        example goes too.
    """
    path = root / VIGNETTES_FILE
    if not path.is_file():
        return Related(files={}, done=(), to_do=())
    read_toml(path, source=VIGNETTES_FILE)  # raises if it cannot be read
    document = tomlkit.parse(read_text(path, source=VIGNETTES_FILE))
    blocks = document.get("voorbeeld", [])
    gone = [
        number
        for number, block in enumerate(blocks)
        if respondent in block.get("respondenten", ())
        or repeats(str(block.get("tekst", "")))
    ]
    for number in reversed(gone):
        del blocks[number]
    if not blocks:
        document.pop("voorbeeld", None)
    examples = quantity_text(len(gone), "voorbeeld", "voorbeelden")
    others = any(block.get("respondenten") for block in blocks)
    return Related(
        files={path: tomlkit.dumps(document).encode()} if gone else {},
        done=(f"{examples} uit {VIGNETTES_FILE} weggehaald",),
        to_do=(
            f"lees {VIGNETTES_FILE} na: een voorbeeld van een ander kan deze "
            "respondent omschrijven",
        )
        if others
        else (),
    )


def renamed_vignettes(
    root: Path, pseudonym: Callable[[str], str]
) -> dict[Path, bytes | None]:
    """Return the examples with names replaced, if there are any."""
    path = root / VIGNETTES_FILE
    if not path.is_file():
        return {}
    return {path: pseudonym(read_text(path, source=VIGNETTES_FILE)).encode()}
