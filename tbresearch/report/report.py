"""A report: results put together, built into three files, with their proof."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tbresearch.errors import StudyError
from tbresearch.html import list_html, text_html
from tbresearch.privacy import DisclosureLog, disclosure_log
from tbresearch.report.composition import Composition, compose
from tbresearch.report.contributions import disclosure_contribution, refuse_unknown
from tbresearch.report.evidence import Contribution, Picture
from tbresearch.report.fitting import refuse_overflow
from tbresearch.report.manifest import Manifest, source_files
from tbresearch.report.outcome_results import missing_tipping_points
from tbresearch.report.outline import PROCESS_EVALUATION, Product
from tbresearch.report.parts import parts_of
from tbresearch.report.products import product_of
from tbresearch.study import Study, fingerprint, write_together
from tbresearch.vocabulary import day_text, quantity_text

if TYPE_CHECKING:
    from tbresearch.report.rendering import Figure, Manuscript

__all__ = ["Report"]


@dataclass(frozen=True, slots=True)
class Report:
    """Results of one study, put together into one of its reports.

    Attributes
    ----------
    study : Study
        The study.
    results : tuple
        What `add` was given: factors, ZRM change, cost per traject.
    product : Product
        Which report it becomes.
    """

    study: Study
    results: tuple[object, ...] = ()
    product: Product = PROCESS_EVALUATION
    _kept: list[Contribution] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    def add(self, *results: object) -> Report:
        """Return the report with more results in it; this one stays as it was.

        Raises
        ------
        WorkbenchError
            If the report has no place for one of them.
        """
        for result in results:
            refuse_unknown(result)
        return replace(self, results=(*self.results, *results))

    def as_product(self, key: str) -> Report:
        """Return these results as another report of the study.

        Parameters
        ----------
        key : str
            Such as ``"procesevaluatie"``; see `PRODUCTS`.

        Raises
        ------
        WorkbenchError
            If there is no such report.
        """
        other = replace(self, product=product_of(key))
        other._kept.extend(self._made())
        return other

    def __str__(self) -> str:
        results = quantity_text(len(self.results), "resultaat", "resultaten")
        return f"{self.study.title}: rapport met {results}"

    def _repr_html_(self) -> str:
        return text_html(self) + list_html(str(result) for result in self.results)

    def compose(self) -> Composition:
        """Return the text with all references resolved.

        Raises
        ------
        StudyError
            With everything that stands between this report and its proof.
        """
        problems = list(missing_tipping_points(self.results))
        if problems:
            raise StudyError(problems)
        return compose(self.study.root, self._contributions(), self.product)

    def save(self, folder: str | Path) -> Path:
        """Build HTML, DOCX and PDF, and replace the last build by them.

        Parameters
        ----------
        folder : str or Path
            Where the three files go; it is made if it is not there.

        Returns
        -------
        Path
            The folder.

        Raises
        ------
        StudyError
            As `compose`. Nothing is written then, and the last report stays.
        WorkbenchError
            If the PDF has more pages than this report may have.
        """
        from tqdm import tqdm

        from tbresearch.report.rendering import FORMATS

        composition = self.compose()
        sources = source_files(self.study)
        manuscript = _manuscript(self, composition, version=_version(sources))
        files = {
            f"{self.product.key}.{suffix}": render(manuscript)
            for suffix, render in tqdm(
                FORMATS.items(), desc="Rapport bouwen", unit="vorm", disable=None
            )
        }
        refuse_overflow(
            self.study.root,
            self.product,
            composition.markdown,
            files[f"{self.product.key}.pdf"],
        )
        target = Path(folder)
        manifest = Manifest(
            version=_version(sources),
            sources=sources,
            evidence=composition.used,
            outputs={name: fingerprint(content) for name, content in files.items()},
        )
        write_together(
            {target / name: content for name, content in files.items()}
            | {self.study.root / self.product.manifest: manifest.content()}
        )
        return target

    def disclosure(self) -> DisclosureLog:
        """Return what disclosure control hides, with what the author must know.

        For the study and not for a reader: it holds the numbers of both kinds.
        """
        return disclosure_log(e for part in self._made() for e in part.disclosure)

    def _contributions(self) -> Iterator[Contribution]:
        make = self.product.make
        if make is None:
            yield from self._made()
        else:
            yield from (replace(part, sections={}) for part in self._made())
            yield from make(self.study, self.results)
        yield disclosure_contribution(self.study, self.disclosure().entries)

    def _made(self) -> list[Contribution]:
        """Return the parts, which are made once: results never change."""
        if not self._kept:
            self._kept.extend(parts_of(self.study, self.results))
        return self._kept


def _version(sources: object) -> str:
    return fingerprint(repr(sources))[:12]


def _manuscript(
    report: Report, composition: Composition, *, version: str
) -> Manuscript:
    from tbresearch.report.rendering import Manuscript

    study, product = report.study, report.product
    return Manuscript(
        title=study.title,
        subtitle=", ".join(
            filter(None, [f"{product.title} van {study.intervention}", study.period])
        ),
        authors=study.authors,
        date=day_text(study.report_date) if study.report_date else "",
        version=version,
        markdown=composition.markdown,
        figures={stem: _drawn(item) for stem, item in composition.pictures.items()},
        layout=product.layout,
    )


def _drawn(picture: Picture) -> Figure:
    """Draw a picture in both forms, without a date in either."""
    import matplotlib as mpl

    from tbresearch.report.rendering import Figure

    svg, png = io.BytesIO(), io.BytesIO()
    figure = picture.draw().get_figure(root=True)
    assert figure is not None
    with mpl.rc_context({"svg.hashsalt": picture.key, "svg.fonttype": "path"}):
        figure.savefig(svg, format="svg", metadata={"Date": None})
        figure.savefig(png, format="png", dpi=200)
    return Figure(svg=svg.getvalue(), png=png.getvalue())
