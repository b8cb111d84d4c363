"""The joint display: per life domain and group what people say beside what scores show.

The pillars meet here and nowhere else. A rule gives each cell a candidate; what it
means is for a person to say. Nobody's words are tied to anybody's scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.coding import Coding
from tbresearch.costs import CostPerTrajectory
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.findings import Factors, printable_quotes
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes import ZrmChange
from tbresearch.synthesis.display.areas import NO_AREA, Areas, read_areas
from tbresearch.synthesis.display.cells import JointCell, area_costs, cost_line
from tbresearch.synthesis.display.chart import draw_display
from tbresearch.synthesis.display.inferences import (
    INFERENCES,
    Inference,
    evidence_problems,
    read_inferences,
)
from tbresearch.synthesis.display.notes import display_notes
from tbresearch.synthesis.display.rule import JOINT_RULE
from tbresearch.synthesis.display.scores import area_changes, version_of
from tbresearch.synthesis.display.talk import Talk, group_talk
from tbresearch.vocabulary import (
    JOINT_LABELS,
    LEEFGEBIEDEN,
    OPPOSITES,
    RESPONDENT_GROUPS,
    crosswalk_losses,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["JointDisplay", "joint_display"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JointDisplay:
    """What people say, what scores show and what it costs, laid beside each other.

    Attributes
    ----------
    coding : Coding
        Where the talk comes from.
    areas : Areas
        What its codings are about.
    change : ZrmChange or None
        Where the scores come from.
    costs : CostPerTrajectory or None
        Where the amounts come from.
    cells : tuple of JointCell
        By life domain, and within it by group of the study.
    rule : tuple of str
        How a candidate is computed, in Dutch.
    losses : tuple of str
        What is lost between life domains and ZRM domains, in Dutch.
    notes : tuple of str
        What counts, what is left out and what it does not show, in Dutch.
    """

    coding: Coding
    areas: Areas
    change: ZrmChange | None
    costs: CostPerTrajectory | None
    cells: tuple[JointCell, ...]
    rule: tuple[str, ...]
    losses: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def tally(self) -> Mapping[str, int]:
        """Number of cells by candidate, a key of `vocabulary.JOINT_LABELS`."""
        found = [cell.candidate for cell in self.cells]
        return {key: found.count(key) for key in JOINT_LABELS}

    @property
    def cost_line(self) -> str:
        """What is known of the costs of the whole, in Dutch."""
        return cost_line(self.costs)

    @property
    def unread(self) -> tuple[Problem, ...]:
        """The contradictions that nobody made anything of; they stop a report."""
        return tuple(problem for c in self.cells if (problem := c.unread()))

    @property
    def waiting(self) -> tuple[Problem, ...]:
        """Inferences whose evidence was removed, to be read again."""
        return tuple(
            Problem(
                what=f"de duiding van {cell.key} rustte op wat is verwijderd",
                where=f"{cell.inference.where}, kolom bewijs",
                fix="lees de cel opnieuw, noem ander bewijs of verwijder de regel",
            )
            for cell in self.cells
            if cell.inference is not None and cell.inference.cut
        )

    def cell(self, leefgebied: str, group: str) -> JointCell:
        """Return one cell.

        Raises
        ------
        WorkbenchError
            If there is no such cell.
        """
        for cell in self.cells:
            if (cell.leefgebied, cell.group) == (leefgebied, group):
                return cell
        groups = ", ".join(self.coding.study.groups)
        raise WorkbenchError(
            f"cel {leefgebied}.{group} is er niet",
            where="joint_display",
            fix=f"leefgebieden: {', '.join(LEEFGEBIEDEN)}; groepen: {groups}",
        )

    def __str__(self) -> str:
        cells = quantity_text(len(self.cells), "cel", "cellen")
        counts = ", ".join(
            f"{n} {label(JOINT_LABELS, key).lower()}" for key, n in self.tally.items()
        )
        read = sum(cell.standing is not None for cell in self.cells)
        return f"Uitspraken naast scores: {cells}, waarvan {counts}; {read} met duiding"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a cell.

        Columns are leefgebied, label, group; named, works, falls_short,
        mostly_works, mostly_short (respondents), p and talk (a key of
        `vocabulary.STRAND_STATES`); domains and scores (such a key too); candidate,
        reason; inference, inference_text and lapsed (why it does not hold).
        """
        columns = "leefgebied label group named works falls_short mostly_works"
        columns += " mostly_short p talk domains scores candidate reason inference"
        columns += " inference_text lapsed"
        return pd.DataFrame(
            [_row(cell) for cell in self.cells], columns=columns.split()
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the candidate of each cell as a shape and a word."""
        return draw_display(self.cells, ax)

    def _repr_html_(self) -> str:
        heads = ("Leefgebied", "Volgens", "Mensen", "Scores", "Kandidaat", "Duiding")
        rows = [
            (
                label(LEEFGEBIEDEN, cell.leefgebied),
                label(RESPONDENT_GROUPS, cell.group),
                str(cell.talk),
                str(cell.change),
                f"{label(JOINT_LABELS, cell.candidate)}: {cell.reason}",
                inference_text(cell),
            )
            for cell in self.cells
        ]
        return (
            text_html(self)
            + table_html(heads, rows)
            + text_html(self.cost_line)
            + list_html(self.rule, title="De regel")
            + list_html(self.losses, title="Wat verloren gaat")
            + list_html(self.notes)
        )


def joint_display(
    factors: Factors,
    points: Factors,
    changes: ZrmChange | None,
    *,
    costs: CostPerTrajectory | None = None,
    areas: Areas | None = None,
) -> JointDisplay:
    """Lay what people say beside what scores show, per life domain and group.

    Parameters
    ----------
    factors, points : Factors
        Success factors and improvement points of the same coding.
    changes : ZrmChange or None
        Change between two moments; None where outcomes were not measured.
    costs : CostPerTrajectory, optional
        What the register of assumptions comes to.
    areas : Areas, optional
        What the codings are about; None reads `leefgebieden.csv` of the study.

    Returns
    -------
    JointDisplay

    Raises
    ------
    StudyError
        With everything that is wrong in `leefgebieden.csv` and `samenhang.csv`.
    WorkbenchError
        If the factors are not success factors and improvement points of one coding.

    Notes
    -----
    The direction of talk is a two-sided exact sign test over respondents: who names
    more that works against who names more that falls short. The direction of scores
    is the claim that `zrm_change` allows. `rule` prints both, and what follows.
    """
    coding = factors.coding
    if coding is not points.coding or (factors.polarity, points.polarity) != tuple(
        OPPOSITES
    ):
        raise WorkbenchError(
            "dit zijn geen succesfactoren en verbeterpunten van dezelfde coderingen",
            where="joint_display",
            fix="geef success_factors(coding) en improvement_points(coding)",
        )
    about = read_areas(coding) if areas is None else areas
    talks = group_talk(coding, _passages(factors, points, about))
    cells = _with_inferences(_cells(talks, changes, costs), coding)
    return JointDisplay(
        coding=coding,
        areas=about,
        change=changes,
        costs=costs,
        cells=cells,
        rule=JOINT_RULE,
        losses=crosswalk_losses(version_of(changes)) if changes else (),
        notes=(*about.notes, *display_notes(coding, cells, changes)),
    )


def inference_text(cell: JointCell) -> str:
    """Say what a person made of a cell, or that nobody did, or that it lapsed."""
    if cell.inference is None:
        return "nog geen"
    if cell.lapsed:
        return (
            f"vervallen, want {cell.lapsed}; lees opnieuw. Er stond: {cell.inference}"
        )
    other = " (anders dan de kandidaat)" if cell.inference.disagrees else ""
    return f"{cell.inference}{other}"


def _passages(factors: Factors, points: Factors, areas: Areas) -> pd.DataFrame:
    """Return the passages behind both, once for each life domain that they are of."""
    both = pd.concat([factors.passages, points.passages], ignore_index=True)
    rows = areas.frame[areas.frame["leefgebied"] != NO_AREA]
    about = rows[["coding", "leefgebied"]].rename(columns={"coding": "id"})
    found = both.merge(about.astype(object), on="id", how="inner")
    return found.sort_values(["session", "start", "id"], ignore_index=True)


def _cells(
    talks: tuple[Talk, ...],
    changes: ZrmChange | None,
    costs: CostPerTrajectory | None,
) -> tuple[JointCell, ...]:
    scores, money = area_changes(changes), area_costs(costs)
    return tuple(
        JointCell(
            talk=talk,
            change=scores[talk.leefgebied],
            costs=money.get(talk.leefgebied, ()),
            inference=None,
        )
        for talk in talks
    )


def _with_inferences(
    cells: tuple[JointCell, ...], coding: Coding
) -> tuple[JointCell, ...]:
    """Return cells with what people made of them, or raise on what is wrong."""
    by_cell = {(one.leefgebied, one.group): one for one in read_inferences(coding)}
    read = tuple(
        replace(cell, inference=by_cell.pop((cell.leefgebied, cell.group), None))
        for cell in cells
    )
    problems = [*map(_no_such_cell, by_cell.values()), *_evidence(read, coding)]
    if problems:
        raise StudyError(problems)
    return read


def _no_such_cell(inference: Inference) -> Problem:
    return Problem(
        what=f"groep {inference.group!r} is geen groep van deze studie",
        where=f"{INFERENCES.file}, regel {inference.line}, kolom groep",
        fix="verbeter de groep, of zet haar bij 'groepen' in studie.toml",
    )


def _evidence(cells: tuple[JointCell, ...], coding: Coding) -> Iterator[Problem]:
    known, printable = set(coding.codings["id"]), printable_quotes(coding)
    for cell in cells:
        if cell.standing is not None:
            yield from evidence_problems(
                cell.standing,
                cell.talk,
                cell.change,
                known=known,
                printable=printable,
            )


def _row(cell: JointCell) -> tuple[object, ...]:
    talk, change, inference = cell.talk, cell.change, cell.inference
    counts = (talk.named, talk.works, talk.falls_short)
    return (
        *(cell.leefgebied, label(LEEFGEBIEDEN, cell.leefgebied), cell.group),
        *(getattr(count, "k", None) for count in counts),
        *(talk.mostly_works, talk.mostly_short, talk.p, talk.state),
        *(tuple(d.domain for d in change.domains), change.state),
        *(cell.candidate, cell.reason),
        *((inference.label, inference.text) if inference else ("", "")),
        cell.lapsed,
    )
