"""Following each number and quote of the last report back to where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tbresearch.errors import Problem, WorkbenchError
from tbresearch.html import problems_html, text_html
from tbresearch.report.full import full_report
from tbresearch.report.manifest import (
    Manifest,
    SourceFile,
    built_products,
    known_files,
    read_manifest,
    source_files,
)
from tbresearch.report.outline import PROCESS_EVALUATION, Product
from tbresearch.study import Study, fingerprint, open_study, read_bytes
from tbresearch.vocabulary import quantity_text

__all__ = ["Verification", "verify_report"]

_REBUILD = "draai de wijziging terug, of bouw het rapport opnieuw en lees het na"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What came of following a report back to its evidence.

    Attributes
    ----------
    n_evidence, n_sources : int
        References and files that were followed.
    problems : tuple of Problem
        Everything that no longer holds; empty if all is well.
    """

    n_evidence: int
    n_sources: int
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        evidence = quantity_text(self.n_evidence, "verwijzing", "verwijzingen")
        sources = quantity_text(self.n_sources, "bestand", "bestanden")
        followed = f"{evidence} en {sources}"
        if not self.problems:
            return f"{followed} nagelopen: alles klopt nog"
        return f"{followed} nagelopen: {len(self.problems)} keer klopt iets niet meer"

    def _repr_html_(self) -> str:
        return text_html(self) + problems_html(self.problems)


def verify_report(study: Study | str | Path, folder: str | Path) -> Verification:
    """Follow each number and quote of the reports back to their evidence.

    Parameters
    ----------
    study : Study, str or Path
        The study as it is now, or its folder: of a study that no longer opens, the
        files that changed are named beside what keeps it from opening.
    folder : str or Path
        Where the reports were saved; all that were built are followed.

    Returns
    -------
    Verification
        With a problem for each source that changed (and its line, in a text
        file), each quote that no longer matches or may no longer be printed,
        each number that is another, and each report file that was changed.

    Raises
    ------
    WorkbenchError
        If the study has no report yet.
    """
    if not isinstance(study, Study):
        root = Path(study)
        try:
            study = open_study(root)
        except WorkbenchError as error:
            return _unopened(root, error)
    manifests = _manifests(study.root)
    problems = [
        *_changed_sources(study, manifests.values()),
        *_changed_evidence(study, manifests),
        *(p for m in manifests.values() for p in _changed_outputs(Path(folder), m)),
    ]
    return _verification(manifests, problems)


def _unopened(root: Path, error: WorkbenchError) -> Verification:
    if not built_products(root):
        raise error
    manifests = _manifests(root)
    changed = [
        problem
        for manifest in manifests.values()
        for problem in _other_files(known_files(root, manifest), manifest)
    ]
    return _verification(manifests, [*changed, *error.problems])


def _manifests(root: Path) -> dict[Product, Manifest]:
    products = built_products(root) or (PROCESS_EVALUATION,)
    return {product: read_manifest(root, product) for product in products}


def _verification(
    manifests: Mapping[Product, Manifest], problems: Iterable[Problem]
) -> Verification:
    return Verification(
        n_evidence=sum(len(manifest.evidence) for manifest in manifests.values()),
        n_sources=max(len(manifest.sources) for manifest in manifests.values()),
        problems=tuple(dict.fromkeys(problems)),
    )


def _changed_sources(study: Study, manifests: Iterable[Manifest]) -> Iterator[Problem]:
    try:
        now = source_files(study)
    except WorkbenchError as error:
        yield from error.problems
        return
    for manifest in manifests:
        yield from _other_files(now, manifest)


def _other_files(
    now: Mapping[str, SourceFile], manifest: Manifest
) -> Iterator[Problem]:
    for name in sorted(manifest.sources.keys() | now.keys()):
        before, after = manifest.sources.get(name), now.get(name)
        if before and after and before.content == after.content:
            continue
        if before is None or after is None:
            gone = (
                "is nieuw sinds" if before is None else "is er niet meer, en was er bij"
            )
            yield Problem(
                what=f"dit bestand {gone} de bouw van het rapport",
                where=name,
                fix=_REBUILD,
            )
            continue
        lines = before.changed_lines(after)
        yield Problem(
            what="dit bestand is veranderd sinds de bouw van het rapport",
            where=f"{name}, {_lines(lines)}" if lines else name,
            fix=_REBUILD,
        )


def _lines(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"regel {numbers[0]}"
    return f"regel {numbers[0]} en {len(numbers) - 1} andere"


def _changed_evidence(
    study: Study, manifests: Mapping[Product, Manifest]
) -> Iterator[Problem]:
    try:
        report = full_report(study)
    except WorkbenchError as error:
        yield from error.problems
        return
    for product, manifest in manifests.items():
        try:
            now = report.as_product(product.key).compose().used
        except WorkbenchError as error:
            yield from error.problems
            continue
        yield from _other(manifest, now, product)


def _other(
    manifest: Manifest, now: Mapping[str, str], product: Product
) -> Iterator[Problem]:
    for key, before in manifest.evidence.items():
        after = now.get(key)
        if before != after:
            yield Problem(
                what=f"bewijs {key} is niet meer wat het was: in het rapport staat "
                f"{_said(before)}, nu volgt {_said(after)}",
                where=f"{product.key}, {key}",
                fix=_REBUILD,
            )


def _said(text: str | None) -> str:
    if text is None:
        return "niets"
    return f"«{text}»" if len(text) <= 80 else f"«{text[:77]}...»"


def _changed_outputs(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    for name, sha256 in manifest.outputs.items():
        path = folder / name
        try:
            same = fingerprint(read_bytes(path, source=str(path))) == sha256
        except WorkbenchError as error:
            yield from error.problems
            continue
        if not same:
            yield Problem(
                what="dit bestand is na de bouw veranderd",
                where=path.as_posix(),
                fix="bewaar uw eigen versie onder een andere naam en bouw opnieuw",
            )
