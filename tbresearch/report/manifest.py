"""The manifest: what the last build rested on, kept in the study folder.

It stays with the study and not with the report, because it holds fingerprints of
single lines of the transcripts: who has the report should not have those.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import takewhile, zip_longest
from pathlib import Path

from tbresearch.errors import WorkbenchError
from tbresearch.report.outline import PROCESS_EVALUATION, TEXT_FOLDER, Product
from tbresearch.report.products import PRODUCTS
from tbresearch.study import (
    TABLE_FORMATS,
    TRANSCRIPT_FOLDER,
    Study,
    fingerprint,
    read_bytes,
    read_text,
)
from tbresearch.synthesis.claims import Claim

__all__ = [
    "Manifest",
    "SourceFile",
    "author_texts",
    "built_products",
    "known_files",
    "read_manifest",
    "source_files",
    "version_of",
]

_PLAIN = {".toml", ".csv", ".jsonl", ".json", ".md", ".rtf", ".srt", ".txt", ".vtt"}
# What the parts of a report read; a transcript is added by its session.
_PLACES = (
    *(f"*{suffix}" for suffix in (".toml", ".csv", ".jsonl", *TABLE_FORMATS)),
    "coderingen/*.jsonl",
    "kaders/**/*.toml",
)
_WRITTEN = ("*.md", "*.toml", "*.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file that the report rests on.

    Attributes
    ----------
    sha256 : str
        Of the bytes.
    lines : tuple of str
        Fingerprints of the lines of a plain text file; empty for the others.
    """

    sha256: str
    lines: tuple[str, ...]

    @property
    def content(self) -> str:
        """What of the file counts: its text, however lines end and signs are coded.

        Git on Windows writes other line ends, and Excel a mark in front of the same
        text. Everything in a study is read without those.
        """
        return "\n".join(self.lines) or self.sha256

    def changed_lines(self, after: SourceFile) -> list[int]:
        """Return the numbers of the lines that differ, between what stayed the same."""
        begin = _alike(self.lines, after.lines)
        old, new = self.lines[begin:], after.lines[begin:]
        end = _alike(reversed(old), reversed(new))
        pairs = zip_longest(old[: len(old) - end], new[: len(new) - end])
        numbered = enumerate(pairs, start=begin + 1)
        return [number for number, (one, other) in numbered if one != other]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a build rested on and what it made.

    Attributes
    ----------
    version : str
        Short fingerprint of all sources, as printed in the report.
    sources : dict of str to SourceFile
        By path within the study.
    evidence : dict of str to str
        By key: what was printed.
    outputs : dict of str to str
        sha256 by file name.
    entries : dict of str to str
        By key of the evidence: a fingerprint of its entry in the appendix.
    parts : dict of str to str
        By heading of a section: a fingerprint of its text.
    claims : tuple of Claim
        Sentences that rest on evidence or that the author wrote, as printed.
    """

    version: str
    sources: dict[str, SourceFile]
    evidence: dict[str, str]
    outputs: dict[str, str]
    entries: dict[str, str]
    parts: dict[str, str]
    claims: tuple[Claim, ...]

    def content(self) -> bytes:
        """Return the manifest as the file holds it."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        return f"{text}\n".encode()


def built_products(root: Path) -> tuple[Product, ...]:
    """Return the reports of the study in `root` that were built."""
    return tuple(p for p in PRODUCTS.values() if (root / p.manifest).is_file())


def read_manifest(root: Path, product: Product = PROCESS_EVALUATION) -> Manifest:
    """Read the manifest of the last build of one report.

    Raises
    ------
    WorkbenchError
        If there is none, or it cannot be read.
    """
    path = root / product.manifest
    if not path.is_file():
        raise WorkbenchError(
            "van deze studie is nog geen rapport gebouwd",
            where=product.manifest,
            fix=f"bouw het met: tbresearch report {root.as_posix()}",
        )
    try:
        data = json.loads(read_text(path, source=product.manifest))
        sources = {
            name: SourceFile(sha256=file["sha256"], lines=tuple(file["lines"]))
            for name, file in data.pop("sources").items()
        }
        claims = tuple(
            Claim(**item | {"evidence": tuple(item["evidence"])})
            for item in data.pop("claims")
        )
        return Manifest(sources=sources, claims=claims, **data)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise WorkbenchError(
            "het overzicht van het bewijs is beschadigd",
            where=product.manifest,
            fix=f"bouw het rapport opnieuw: tbresearch report {root.as_posix()}",
        ) from None


def author_texts(root: Path) -> list[Path]:
    """Return the files in which the author of the report writes, in a fixed order."""
    folder = root / TEXT_FOLDER
    return sorted(path for kind in _WRITTEN for path in folder.rglob(kind))


def source_files(study: Study) -> dict[str, SourceFile]:
    """Return the fingerprint of every file of the study that a report reads.

    Hidden files, and those by which Excel says that it has a table open, are none.
    """
    root = study.root
    paths = [path for pattern in _PLACES for path in root.glob(pattern)]
    paths += author_texts(root)
    paths += [root / TRANSCRIPT_FOLDER / name for name in study.sessions["transcript"]]
    kept = {path for path in paths if not path.name.startswith((".", "~$"))}
    names = sorted(path.relative_to(root).as_posix() for path in kept)
    return {name: _source(root / name, name) for name in names}


def version_of(sources: Mapping[str, SourceFile]) -> str:
    """Return the version that a report of these sources carries."""
    content = {name: source.content for name, source in sources.items()}
    return fingerprint(repr(content))[:12]


def known_files(root: Path, manifest: Manifest) -> dict[str, SourceFile]:
    """Return the fingerprints that the files of a manifest have now.

    For a study that cannot be opened: which file is new cannot be told then.
    """
    there = [name for name in manifest.sources if (root / name).is_file()]
    return {name: _source(root / name, name) for name in there}


def _source(path: Path, name: str) -> SourceFile:
    raw = read_bytes(path, source=name)
    return SourceFile(sha256=fingerprint(raw), lines=tuple(_lines(raw, path.suffix)))


def _lines(raw: bytes, suffix: str) -> Iterator[str]:
    """Yield a fingerprint of each line, if these are bytes of a plain text."""
    if suffix.lower() not in _PLAIN:
        return
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode()
    raw = raw.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    lines = raw.replace(b"\r", b"\n").split(b"\n")
    yield from (fingerprint(line)[:12] for line in lines)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many are the same before the first that differs."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
