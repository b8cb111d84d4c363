"""What changed between two builds of a report, sentence by sentence, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from tbresearch.errors import WorkbenchError
from tbresearch.report.build_changes import (
    BuildChanges,
    EvidenceChange,
    SentenceChange,
)
from tbresearch.report.differences import changed_files
from tbresearch.report.entries import Entry
from tbresearch.report.full import full_report
from tbresearch.report.manifest import read_manifest, source_files, version_of
from tbresearch.report.matching import matched_claims
from tbresearch.report.outline import PROCESS_EVALUATION
from tbresearch.report.products import product_of
from tbresearch.report.provenance import (
    PROVENANCE,
    Provenance,
    provenance_of,
    read_provenance,
)
from tbresearch.study import Study, write_together
from tbresearch.synthesis.claims import GENERATED, Claim

__all__ = ["compare_builds", "write_changes"]

_CELLS = 4  # changed cells of a table that are named


def compare_builds(
    before: str | Path | Study,
    after: str | Path | Study,
    *,
    product: str = PROCESS_EVALUATION.key,
) -> BuildChanges:
    """Compare two builds of a report: which sentences changed, and why.

    Parameters
    ----------
    before, after : str, Path or Study
        A folder with a built report, the file with its provenance
        (``procesevaluatie.herkomst.json``), or a study, of which the report is
        composed as the files are now.
    product : str
        Key of the report; see `PRODUCTS`.

    Returns
    -------
    BuildChanges
        Sentences that are new, gone, or changed, with old and new text. Where `after`
        is a study and `before` its last build, with the files that changed as well.

    Raises
    ------
    WorkbenchError
        If there is no such build, its provenance cannot be read, or the report of a
        study cannot be composed.
    """
    old, new = _build(before, product), _build(after, product)
    moved = dict(_moved(old.entries, new.entries))
    return BuildChanges(
        product=product_of(product).title,
        title=new.title,
        before=old.version,
        after=new.version,
        n_sentences=len(new.claims),
        sentences=tuple(_sentences(old, new, moved)),
        evidence=tuple(moved.values()),
        files=_files(before, after, old.version, product),
    )


def write_changes(changes: BuildChanges, file: str | Path) -> Path:
    """Write a comparison as Markdown (.md) or as a page (.html).

    Raises
    ------
    WorkbenchError
        If the name of the file ends otherwise, or it cannot be written.
    """
    path = Path(file)
    match path.suffix.lower():
        case ".md":
            text = f"# {changes.title}: wat er is veranderd\n\n{changes.markdown()}"
            content = text.encode()
        case ".html":
            content = _page(changes)
        case _:
            raise WorkbenchError(
                f"het overzicht kan niet als {path.suffix or 'bestand zonder soort'}",
                where=path.as_posix(),
                fix="noem een bestand dat eindigt op .md of .html",
            )
    write_together({path: content})
    return path


def _page(changes: BuildChanges) -> bytes:
    from tbresearch.report.rendering import Manuscript, to_html

    return to_html(
        Manuscript(
            title="Wat er is veranderd",
            subtitle=changes.title,
            authors=(),
            date="",
            version=changes.after,
            markdown=changes.markdown(),
            figures={},
        )
    )


def _build(build: str | Path | Study, product: str) -> Provenance:
    if isinstance(build, Study):
        found = product_of(product)
        composition = full_report(build).as_product(product).compose()
        version = version_of(source_files(build))
        return provenance_of(build, found, composition, version=version)
    path = Path(build)
    if path.is_dir():
        path = path / f"{product_of(product).key}.{PROVENANCE}"
    if not path.is_file():
        raise WorkbenchError(
            "hier staat geen herkomst van een rapport",
            where=path.as_posix(),
            fix="noem de map van een eerder gebouwd rapport; een kopie is genoeg",
        )
    return read_provenance(path)


def _files(
    before: str | Path | Study, after: str | Path | Study, version: str, product: str
) -> tuple[str, ...]:
    """Return which files of the study changed, where its last build is compared."""
    if isinstance(before, Study) or not isinstance(after, Study):
        return ()
    try:
        manifest = read_manifest(after.root, product_of(product))
    except WorkbenchError:
        return ()
    if manifest.version != version:
        return ()
    return tuple(changed_files(manifest.sources, source_files(after)).values())


def _moved(
    old: Mapping[str, Entry], new: Mapping[str, Entry]
) -> Iterator[tuple[str, EvidenceChange]]:
    """Yield each piece of evidence that is new, gone or another, by key."""
    for key in dict.fromkeys([*new, *old]):
        one, other = old.get(key), new.get(key)
        if one is None or other is None or _differ(one, other):
            entry = other or one
            assert entry is not None
            yield (
                key,
                EvidenceChange(
                    key=key,
                    name=entry.name,
                    before=one.text if one else None,
                    after=other.text if other else None,
                    details=tuple(_details(one, other)) if one and other else (),
                    sources=entry.sources,
                ),
            )


def _differ(one: Entry, other: Entry) -> bool:
    """Tell whether two entries differ in more than their number in the report."""
    return any(
        getattr(one, name) != getattr(other, name)
        for name in ("text", "method", "sources", "details", "around", "rows", "alt")
    )


def _details(one: Entry, other: Entry) -> Iterator[str]:
    """Yield what is otherwise in an entry besides its text."""
    yield from _cells(one, other)
    if one.alt != other.alt:
        yield "de figuur laat iets anders zien"
    if one.method != other.method:
        yield "de methode is anders beschreven"
    before, after = dict(one.details), dict(other.details)
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield f"{name.lower()!r} is anders"
    if one.around != other.around:
        yield "de woorden rond het citaat zijn anders"
    if one.sources != other.sources:
        yield "de bronnen zijn andere"


def _cells(one: Entry, other: Entry) -> Iterator[str]:
    """Yield the cells of a table that changed, or that its shape did."""
    if one.rows == other.rows:
        return
    old = {row[0]: row for row in one.rows[1:] if row}
    new = {row[0]: row for row in other.rows[1:] if row}
    unique = len(old) == len(one.rows) - 1 and len(new) == len(other.rows) - 1
    if one.rows[:1] != other.rows[:1] or not unique:
        yield f"{_different(one, other)} van {len(other.rows) - 1} regels"
        return
    yield from (f"regel {name!r} is nieuw" for name in new if name not in old)
    yield from (f"regel {name!r} is weg" for name in old if name not in new)
    cells = [
        f"{name}, {head}: {was} → {became}"
        for name, row in new.items()
        if name in old
        for head, was, became in zip(other.rows[0], old[name], row, strict=True)
        if was != became
    ]
    yield from cells[:_CELLS]
    if len(cells) > _CELLS:
        rest = len(cells) - _CELLS
        yield f"en nog {rest} {'cel' if rest == 1 else 'cellen'}"


def _different(one: Entry, other: Entry) -> int:
    pairs = zip_longest(one.rows[1:], other.rows[1:])
    return sum(a != b for a, b in pairs)


def _sentences(
    old: Provenance, new: Provenance, moved: Mapping[str, EvidenceChange]
) -> Iterator[SentenceChange]:
    for one, other in matched_claims(old.claims, new.claims):
        claim = other or one
        assert claim is not None
        keys = dict.fromkeys([*(one.evidence if one else ()), *claim.evidence])
        because = tuple(moved[key] for key in keys if key in moved)
        same = one and other and one.printed == other.printed
        if same and not because:
            continue
        yield SentenceChange(
            kind=_kind(one, other),
            section=claim.section,
            source=claim.source,
            line=claim.line,
            before=one.printed if one else None,
            after=other.printed if other else None,
            evidence=because,
            rewritten=bool(one and other and one.id != other.id),
            generated=claim.source == GENERATED,
        )


def _kind(one: Claim | None, other: Claim | None) -> str:
    if one is None:
        return "nieuw"
    if other is None:
        return "vervallen"
    return "onderbouwing" if one.printed == other.printed else "gewijzigd"
