"""Following each number and quote of the last report back to where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tbresearch.errors import Problem, WorkbenchError
from tbresearch.html import problems_html, text_html
from tbresearch.report.differences import (
    REBUILD,
    changed_files,
    differences,
    with_claims,
)
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
from tbresearch.report.sentences import report_sentences
from tbresearch.study import Study, fingerprint, open_study, read_bytes
from tbresearch.vocabulary import quantity_text

__all__ = ["Verification", "verify_report"]


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
        each number that is another with the sentences that rest on it, each
        sentence that reads otherwise, and each report file that was changed.

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
    now = _sources_now(study)
    files = {p: changed_files(m.sources, now.files) for p, m in manifests.items()}
    moved = _moved(study, manifests, files)
    problems = [
        *now.problems,
        *(
            problem
            for product, manifest in manifests.items()
            if now.files
            for problem in _changed_sources(
                files[product], manifest, now.files, touches=bool(moved)
            )
        ),
        *moved,
        *(p for m in manifests.values() for p in _changed_outputs(Path(folder), m)),
    ]
    return _verification(manifests, problems)


def _unopened(root: Path, error: WorkbenchError) -> Verification:
    """Name the files that changed in a study that no longer opens."""
    if not built_products(root):
        raise error
    manifests = _manifests(root)
    changed: list[Problem] = []
    for manifest in manifests.values():
        now = known_files(root, manifest)
        files = changed_files(manifest.sources, now)
        changed += _changed_sources(files, manifest, now, touches=True)
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


@dataclass(frozen=True, slots=True)
class _Sources:
    """The files of the study as they are now, or why they cannot be read."""

    files: Mapping[str, SourceFile]
    problems: tuple[Problem, ...] = ()


def _sources_now(study: Study) -> _Sources:
    try:
        return _Sources(source_files(study))
    except WorkbenchError as error:
        return _Sources({}, tuple(error.problems))


def _changed_sources(
    changed: Mapping[str, str],
    manifest: Manifest,
    now: Mapping[str, SourceFile],
    *,
    touches: bool,
) -> Iterator[Problem]:
    nothing = "" if touches else "; dat raakt geen zin in het rapport"
    for name, where in changed.items():
        if name not in manifest.sources:
            what = "dit bestand is nieuw sinds de bouw van het rapport"
        elif name not in now:
            what = "dit bestand is er niet meer, en was er bij de bouw van het rapport"
        else:
            what = "dit bestand is veranderd sinds de bouw van het rapport"
        yield Problem(what=f"{what}{nothing}", where=where, fix=REBUILD)


def _moved(
    study: Study,
    manifests: Mapping[Product, Manifest],
    files: Mapping[Product, Mapping[str, str]],
) -> list[Problem]:
    """Return what the reports would say otherwise if they were built now."""
    try:
        report = full_report(study)
    except WorkbenchError as error:
        claims = [claim for m in manifests.values() for claim in m.claims]
        return [with_claims(problem, claims) for problem in error.problems]
    problems: list[Problem] = []
    for product, manifest in manifests.items():
        try:
            now = report.as_product(product.key).compose()
        except WorkbenchError as error:
            problems += (with_claims(p, manifest.claims) for p in error.problems)
            continue
        problems += differences(
            manifest,
            now,
            report_sentences(study.root, product, now.claims),
            product=product.key,
            files=files[product],
        )
    return problems


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
