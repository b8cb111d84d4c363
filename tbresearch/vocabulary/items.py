"""Published lists that codes map to: factors and working elements, by item."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from tbresearch.vocabulary.terms import Term

__all__ = ["list_items"]


@cache
def list_items() -> Mapping[str, Term]:
    """Return every item of the published lists, such as ``"B9.1"``, by key.

    The facts are from the sources that `item_lists.toml` names; the wording is
    ours. `Term.meaning` says which list the item stands in, and its source.
    """
    file = resources.files("tbresearch.vocabulary").joinpath("item_lists.toml")
    lists = tomllib.loads(file.read_text(encoding="utf-8"))["lijst"]
    items = {
        item["item"]: Term(
            key=item["item"],
            label=item["label"],
            meaning=f"{group['label']} ({group['bron']})",
        )
        for group in lists
        for item in group["item"]
    }
    return MappingProxyType(items)
