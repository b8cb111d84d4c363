"""The report: results put together, built into three files, with their proof."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tbresearch.coding import Coding, read_codebook, read_coding
from tbresearch.coding.comparing import Agreement, agreement
from tbresearch.costs import ASSUMPTIONS_FILE
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.findings import (
    Factors,
    Recommendations,
    improvement_points,
    read_recommendations,
    success_factors,
)
from tbresearch.frameworks import assessment_names, read_assessment
from tbresearch.html import list_html, text_html
from tbresearch.implementation import (
    check_plans,
    has_reach,
    reach,
    review_practice,
)
from tbresearch.intervention import has_intervention, read_intervention
from tbresearch.privacy import DisclosureLog, disclosure_log
from tbresearch.report.composition import Composition, compose
from tbresearch.report.contributions import (
    codes_contribution,
    coding_contribution,
    contribution,
    disclosure_contribution,
    quote_contribution,
    refuse_unknown,
    study_contribution,
)
from tbresearch.report.cost_results import cost_results
from tbresearch.report.deepenings import deepenings
from tbresearch.report.evidence import Contribution, Picture
from tbresearch.report.joined import joined_results, unread_contradictions
from tbresearch.report.manifest import MANIFEST, Manifest, source_files
from tbresearch.report.outcome_results import (
    missing_tipping_points,
    outcome_results,
)
from tbresearch.study import Study, fingerprint, write_together
from tbresearch.trajectories import has_plans, has_trajectories
from tbresearch.transcripts import read_transcripts
from tbresearch.vocabulary import (
    OPPOSITES,
    day_text,
    quantity_text,
)

if TYPE_CHECKING:
    from tbresearch.report.rendering import Figure, Manuscript

__all__ = ["REPORT_NAME", "Report", "full_report"]

REPORT_NAME = "procesevaluatie"


@dataclass(frozen=True, slots=True)
class Report:
    """Results of one study, put together into a procesevaluatie.

    Attributes
    ----------
    study : Study
        The study.
    results : tuple
        What `add` was given: factors, ZRM change, cost per traject.
    """

    study: Study
    results: tuple[object, ...] = ()
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
        return compose(self.study.root, self._contributions())

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
        """
        from tqdm import tqdm

        from tbresearch.report.rendering import FORMATS

        composition = self.compose()
        sources = source_files(self.study)
        manuscript = _manuscript(self.study, composition, version=_version(sources))
        files = {
            f"{REPORT_NAME}.{suffix}": render(manuscript)
            for suffix, render in tqdm(
                FORMATS.items(), desc="Rapport bouwen", unit="vorm", disable=None
            )
        }
        target = Path(folder)
        manifest = Manifest(
            version=_version(sources),
            sources=sources,
            evidence=composition.used,
            outputs={name: fingerprint(content) for name, content in files.items()},
        )
        write_together(
            {target / name: content for name, content in files.items()}
            | {self.study.root / MANIFEST: manifest.content()}
        )
        return target

    def disclosure(self) -> DisclosureLog:
        """Return what disclosure control hides, with what the author must know.

        For the study and not for a reader: it holds the numbers of both kinds.
        """
        return disclosure_log(e for part in self._made() for e in part.disclosure)

    def _contributions(self) -> Iterator[Contribution]:
        yield from self._made()
        yield disclosure_contribution(self.study, self.disclosure().entries)

    def _made(self) -> list[Contribution]:
        """Return the parts, which are made once: results never change."""
        if not self._kept:
            self._kept.extend(self._parts())
        return self._kept

    def _parts(self) -> Iterator[Contribution]:
        yield study_contribution(self.study)
        codings: list[Coding] = []
        for result in self.results:
            if isinstance(result, Factors | Recommendations):
                codings += [result.coding] if result.coding not in codings else []
        compared = any(isinstance(result, Agreement) for result in self.results)
        for coding in codings:
            yield coding_contribution(coding, compared=compared)
            yield quote_contribution(coding)
        for result in self.results:
            yield contribution(result, self.study)
        for coding in codings:
            both = self._factors(coding)
            if len(both) == len(OPPOSITES):
                yield codes_contribution(both)

    def _factors(self, coding: Coding) -> dict[str, Factors]:
        """Return what was added of success factors and improvement points."""
        own = [result for result in self.results if isinstance(result, Factors)]
        found = {f.polarity: f for f in own if f.coding is coding}
        return {side: found[side] for side in OPPOSITES if side in found}


def full_report(study: Study) -> Report:
    """Put everything that the study folder holds into one report.

    Parameters
    ----------
    study : Study
        The study. Scores and cost items that are not there are left out, and
        the report says so.

    Raises
    ------
    StudyError
        With the problems of all parts together.
    """
    problems: list[Problem] = []
    results: list[object] = []
    for part in (_intended, _practice, _assessed, _findings, _outcomes, _costs):
        try:
            results += part(study)
        except WorkbenchError as error:
            problems += error.problems
    if problems:
        raise StudyError(problems)
    return Report(study).add(*results, *joined_results(study, results))


def _intended(study: Study) -> list[object]:
    return [read_intervention(study)] if has_intervention(study) else []


def _practice(study: Study) -> list[object]:
    if not has_intervention(study):
        return []
    reached = [reach(study)] if has_reach(study) else []
    planned = [check_plans(study)] if has_plans(study) else []
    done = [review_practice(study)] if has_trajectories(study) else []
    return [*reached, *done, *planned]


def _assessed(study: Study) -> list[object]:
    return [read_assessment(study, name) for name in assessment_names(study)]


def _findings(study: Study) -> list[object]:
    coding = read_coding(study, read_transcripts(study), read_codebook(study))
    between = agreement(coding, level="nominal", by="code")
    comparable = between.rows or between.not_applicable
    factors = [success_factors(coding), improvement_points(coding)]
    points = read_recommendations(coding)
    written = [points] if points.points else []
    compared = [between] if comparable else []
    return [*factors, *written, *compared, *deepenings(coding)]


def _outcomes(study: Study) -> list[object]:
    return list(outcome_results(study))


def _costs(study: Study) -> list[object]:
    if not (study.root / ASSUMPTIONS_FILE).is_file():
        return []
    return list(cost_results(study))


def _version(sources: object) -> str:
    return fingerprint(repr(sources))[:12]


def _manuscript(study: Study, composition: Composition, *, version: str) -> Manuscript:
    from tbresearch.report.rendering import Manuscript

    return Manuscript(
        title=study.title,
        subtitle=", ".join(
            filter(None, [f"Procesevaluatie van {study.intervention}", study.period])
        ),
        authors=study.authors,
        date=day_text(study.report_date) if study.report_date else "",
        version=version,
        markdown=composition.markdown,
        figures={stem: _drawn(item) for stem, item in composition.pictures.items()},
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
