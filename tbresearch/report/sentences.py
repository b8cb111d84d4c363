"""All sentences of a report that can change: claims, and the author's other ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tbresearch.report.outline import Product, Section
from tbresearch.study import read_text
from tbresearch.synthesis.claims import GENERATED, Claim, plain_text
from tbresearch.synthesis.claims.claim import claim_id
from tbresearch.synthesis.claims.prose import read_blocks

__all__ = ["report_sentences"]


def report_sentences(
    root: Path, product: Product, claims: Iterable[Claim]
) -> tuple[Claim, ...]:
    """Return the claims of a report, and the author's sentences without evidence.

    Parameters
    ----------
    root : Path
        Of the study.
    product : Product
        Which report.
    claims : iterable of Claim
        Of that report as it is composed now.

    Returns
    -------
    tuple of Claim
        In the order of the report. What is no claim has no kind, evidence or wording.
    """
    by_section: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_section[claim.section].append(claim)
    for section in product.outline:
        known = {(c.source, c.line, c.text) for c in by_section[section.key]}
        by_section[section.key] += (
            claim
            for claim in _written(root, product.folder, section)
            if (claim.source, claim.line, claim.text) not in known
        )
    first = [key for key in by_section if key == "colofon"]
    keys = dict.fromkeys([*first, *(s.key for s in product.outline), *by_section])
    return tuple(
        claim for key in keys for claim in sorted(by_section[key], key=_position)
    )


def _position(claim: Claim) -> tuple[bool, int]:
    return claim.source == GENERATED, claim.line


def _written(root: Path, folder: str, section: Section) -> Iterator[Claim]:
    path, source = root / folder / f"{section.key}.md", f"{folder}/{section.key}.md"
    if not path.is_file():
        return
    places: Counter[str] = Counter()
    for block in read_blocks(read_text(path, source=source)):
        if block.kind == "evidence":
            continue
        for sentence in block.sentences():
            yield Claim(
                id=claim_id(section.key, sentence.text, place=places[sentence.text]),
                section=section.key,
                source=source,
                line=sentence.line,
                text=sentence.text,
                printed=plain_text(sentence.text, lambda _: ""),
                kind="",
                evidence=(),
                wording="",
            )
            places[sentence.text] += 1
