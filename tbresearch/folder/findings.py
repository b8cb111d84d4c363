"""Findings in frameworks (`kaders`) when names in a study become others."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

import tomlkit

from tbresearch.frameworks import ASSESSMENT_FOLDER
from tbresearch.study import as_written, decode, read_bytes

__all__ = ["renamed_findings"]

# What a person writes freely; names and keys of blocks stay as they are.
_TEXTS = {
    *("label", "onderwerp", "tekst", "titel", "toelichting", "voorbehoud", "zegt"),
    "plaats",
}


def renamed_findings(
    root: Path, pseudonym: Callable[[str], str]
) -> dict[Path, bytes | None]:
    """Return the files of findings with names in their texts replaced.

    Comments and the order of the file stay; a file in which nothing changes is left
    out.
    """
    files: dict[Path, bytes | None] = {}
    for path in sorted((root / ASSESSMENT_FOLDER).glob("*.toml")):
        raw = read_bytes(path, source=f"{ASSESSMENT_FOLDER}/{path.name}")
        file = tomlkit.parse(decode(raw, source=path.name))
        if _rename(file, pseudonym):
            files[path] = as_written(tomlkit.dumps(file), raw)
    return files


def _rename(block: MutableMapping[str, Any], pseudonym: Callable[[str], str]) -> bool:
    """Replace names in a block and in those below it; return whether any were."""
    changed = False
    for key, value in list(block.items()):
        if isinstance(value, MutableMapping):
            changed |= _rename(value, pseudonym)
        elif isinstance(value, list):
            for place, item in enumerate(value):
                if isinstance(item, MutableMapping):
                    changed |= _rename(item, pseudonym)
                elif key in _TEXTS and (new := pseudonym(str(item))) != item:
                    value[place] = new
                    changed = True
        elif key in _TEXTS and isinstance(value, str):
            new = pseudonym(str(value))
            if new != value:
                block[key] = new
                changed = True
    return changed
