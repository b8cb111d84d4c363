"""A report: results put together, built into three files, with their proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from tbresearch.errors import StudyError
from tbresearch.html import list_html, text_html
from tbresearch.privacy import DisclosureLog, disclosure_log
from tbresearch.report.building import build
from tbresearch.report.checklist import (
    Checklists,
    fill_checklists,
    read_answers,
)
from tbresearch.report.checklist.materials import materials
from tbresearch.report.composition import Composition, compose
from tbresearch.report.contributions import (
    checklist_contribution,
    disclosure_contribution,
    recipe_contribution,
    refuse_unknown,
)
from tbresearch.report.evidence import Contribution
from tbresearch.report.joined import unread_contradictions
from tbresearch.report.manifest import source_files, version_of
from tbresearch.report.outcome_results import missing_tipping_points
from tbresearch.report.outline import PROCESS_EVALUATION, Product
from tbresearch.report.parts import parts_of, product_parts
from tbresearch.report.products import product_of
from tbresearch.study import Study
from tbresearch.synthesis.claims import ClaimRegister
from tbresearch.vocabulary import quantity_text

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
        problems = [
            *missing_tipping_points(self.results),
            *unread_contradictions(self.results),
        ]
        if problems:
            raise StudyError(problems)
        return compose(self.study.root, self._contributions(), self.product)

    def claims(self) -> ClaimRegister:
        """Return every sentence of the report that rests on evidence.

        Raises
        ------
        StudyError
            As `compose`.
        """
        product = self.product
        titles = {section.key: section.title for section in product.outline}
        titles |= {"colofon": product.front} | dict(product.appendices)
        return ClaimRegister(claims=self.compose().claims, titles=titles)

    def save(self, folder: str | Path) -> Path:
        """Build HTML, DOCX and PDF with their provenance, in place of the last build.

        Parameters
        ----------
        folder : str or Path
            Where the files go; it is made if it is not there.

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
        target = Path(folder)
        build(self.study, self.product, self.compose(), target)
        return target

    def disclosure(self) -> DisclosureLog:
        """Return what disclosure control hides, with what the author must know.

        For the study and not for a reader: it holds the numbers of both kinds.
        """
        return disclosure_log(e for part in self._made() for e in part.disclosure)

    def checklists(self) -> Checklists:
        """Return COREQ or RTARG, GRAMMS, TIDieR and CHEERS with each item's state.

        Raises
        ------
        StudyError
            With everything that is wrong in the author's answers.
        """
        held = materials(self.study, self.results, self._made())
        return fill_checklists(held, read_answers(self.study))

    def _contributions(self) -> Iterator[Contribution]:
        entries = self.disclosure().entries
        if self.product.make is None:
            yield from self._made()
            yield from self._whole()
            yield disclosure_contribution(self.study, entries)
        else:
            yield from (replace(part, sections={}) for part in self._made())
            yield from product_parts(self.study, self.product, self.results, entries)

    def _whole(self) -> Iterator[Contribution]:
        """Yield the appendices on the report as a whole."""
        yield checklist_contribution(self.checklists(), read_answers(self.study))
        version = version_of(source_files(self.study))
        yield recipe_contribution(self.study, self.results, version=version)

    def _made(self) -> list[Contribution]:
        """Return the parts, which are made once: results never change."""
        if not self._kept:
            self._kept.extend(parts_of(self.study, self.results))
        return self._kept
