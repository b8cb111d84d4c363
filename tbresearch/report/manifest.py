"""The manifest: what the last build rested on, kept in the study folder.

It stays with the study and not with the report, because it holds fingerprints of
single lines of the transcripts: who has the report should not have those.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from tbresearch.errors import WorkbenchError
from tbresearch.report.outline import PROCESS_EVALUATION, TEXT_FOLDER, Product
from tbresearch.report.products import PRODUCTS
from tbresearch.study import (
    TRANSCRIPT_FOLDER,
    Study,
    decode,
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
    "read_manifest",
    "source_files",
    "version_of",
]

_PLAIN = {".toml", ".csv", ".jsonl", ".json", ".md", ".srt", ".txt", ".vtt"}


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


def built_products(study: Study) -> tuple[Product, ...]:
    """Return the reports of this study that were built."""
    found = [p for p in PRODUCTS.values() if (study.root / p.manifest).is_file()]
    return tuple(found)


def read_manifest(study: Study, product: Product = PROCESS_EVALUATION) -> Manifest:
    """Read the manifest of the last build of one report.

    Raises
    ------
    WorkbenchError
        If there is none, or it cannot be read.
    """
    path = study.root / product.manifest
    if not path.is_file():
        raise WorkbenchError(
            "van deze studie is nog geen rapport gebouwd",
            where=product.manifest,
            fix=f"bouw het met: tbresearch report {study.root.as_posix()}",
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
            fix=f"bouw het rapport opnieuw: tbresearch report {study.root.as_posix()}",
        ) from None


def author_texts(root: Path) -> list[Path]:
    """Return the files in which the author of the report writes, in a fixed order."""
    folder = root / TEXT_FOLDER
    return sorted([*folder.rglob("*.md"), *folder.rglob("*.toml")])


def source_files(study: Study) -> dict[str, SourceFile]:
    """Return the fingerprint of every file of the study that the report reads."""
    root = study.root
    paths = [*root.glob("*.toml"), *root.glob("*.csv")]
    paths += [*root.glob("*.jsonl"), *root.glob("coderingen/*.jsonl")]
    paths += [*root.glob("kaders/*.toml"), *root.glob("kaders/opbouw/*.toml")]
    paths += author_texts(root)
    paths += [root / TRANSCRIPT_FOLDER / name for name in study.sessions["transcript"]]
    names = sorted(path.relative_to(root).as_posix() for path in set(paths))
    return {name: _source(root / name, name) for name in names}


def version_of(sources: dict[str, SourceFile]) -> str:
    """Return the version that a report of these sources carries."""
    return fingerprint(repr(sources))[:12]


def _source(path: Path, name: str) -> SourceFile:
    raw = read_bytes(path, source=name)
    lines: tuple[str, ...] = ()
    if path.suffix in _PLAIN:
        text = decode(raw, source=name)
        lines = tuple(fingerprint(line)[:12] for line in text.split("\n"))
    return SourceFile(sha256=fingerprint(raw), lines=lines)
