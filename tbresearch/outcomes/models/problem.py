"""What a fit is asked to maximise, and the parameters it does that over.

The parameters of the search are, in this order: for each set of thresholds the
first one and the logarithms of the steps to the next (so that they stay in order),
the coefficients of a centred and orthogonal design (so that hours and years weigh
alike), the loadings of the random effects, and, only for the proportional-odds
check, how much a covariate shifts each threshold.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tbresearch.outcomes.models.structure import Floats, Ints, Slot, Structure

__all__ = ["Point", "Problem", "cut_derivatives", "make_problem", "thresholds_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The data of a fit, in the form that the likelihood is computed in.

    Attributes
    ----------
    upper, lower : array of shape (n,)
        Place of each row's cuts in the list of all thresholds, followed by minus
        infinity and infinity.
    sets : tuple of int
        How many thresholds each set has; a set is a group of rows with thresholds of
        its own.
    design : array of shape (n, p)
        Centred columns, orthogonal, each with mean square 1.
    means : array of shape (p,)
        Means of the columns as they were.
    triangle : array of shape (p, p)
        What turns a coefficient of `design` into one of the columns as they were.
    structure : Structure
        The random effects.
    shifts : array of shape (n, m)
        Covariates that shift each threshold but the first, for the check.
    """

    upper: Ints
    lower: Ints
    sets: tuple[int, ...]
    design: Floats
    means: Floats
    triangle: Floats
    structure: Structure
    shifts: Floats

    @property
    def cuts(self) -> int:
        """Number of thresholds in all sets together."""
        return sum(self.sets)

    @property
    def loadings(self) -> slice:
        """Where the loadings of the random effects stand among the parameters."""
        start = self.cuts + self.design.shape[1]
        return slice(start, start + self.structure.parameters)

    @property
    def size(self) -> int:
        """Number of parameters."""
        shifted: int = self.shifts.shape[1] * (self.cuts - 1)
        start: int = self.loadings.stop
        return start + shifted


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A problem at one choice of parameters, before the random effects.

    Attributes
    ----------
    problem : Problem
        What it is a point of.
    vector : array of shape (size,)
        The parameters.
    upper, lower : array of shape (n,)
        Cuts of each row minus its fixed part.
    own, other : array of shape (slots, n)
        Loading of each row on each of its effects.
    """

    problem: Problem
    vector: Floats
    upper: Floats
    lower: Floats
    own: Floats = field(repr=False)
    other: Floats = field(repr=False)

    @classmethod
    def at(cls, problem: Problem, vector: Floats) -> Point:
        """Return the problem at `vector`."""
        cuts = thresholds_of(problem, vector)
        listed = np.concatenate([cuts, [-np.inf, np.inf]])
        beta = vector[problem.cuts : problem.loadings.start]
        fixed = problem.design @ beta
        upper, lower = listed[problem.upper] - fixed, listed[problem.lower] - fixed
        if problem.shifts.shape[1]:
            shift = np.zeros((len(listed), problem.shifts.shape[1]))
            shift[1 : problem.cuts] = vector[problem.loadings.stop :].reshape(
                problem.cuts - 1, -1
            )
            upper = upper + (shift[problem.upper] * problem.shifts).sum(axis=1)
            lower = lower + (shift[problem.lower] * problem.shifts).sum(axis=1)
        values = vector[problem.loadings]
        rows = problem.structure.rows
        return cls(
            problem=problem,
            vector=vector,
            upper=upper,
            lower=lower,
            own=_loadings(problem.structure.own, values, rows),
            other=_loadings(problem.structure.other, values, rows),
        )


def make_problem(
    codes: Ints,
    sets: Ints,
    *,
    levels: tuple[int, ...],
    columns: Floats,
    structure: Structure,
    shifts: Floats | None = None,
) -> Problem:
    """Prepare a fit.

    Parameters
    ----------
    codes : array of shape (n,)
        Level of each row, from 0, without gaps within a set.
    sets : array of shape (n,)
        Set of thresholds of each row, from 0.
    levels : tuple of int
        Number of levels in each set, at least two.
    columns : array of shape (n, p)
        The covariates, of full rank beside a constant.
    structure : Structure
        The random effects.
    shifts : array of shape (n, m), optional
        Covariates that may shift each threshold; one set of thresholds only.
    """
    counts = np.array(levels) - 1
    first = np.concatenate([[0], np.cumsum(counts)])[:-1]
    total = int(counts.sum())
    upper = np.where(codes < counts[sets], first[sets] + codes, total + 1)
    lower = np.where(codes > 0, first[sets] + codes - 1, total)
    rows = len(codes)
    means = columns.mean(axis=0) if columns.size else np.zeros(columns.shape[1])
    ortho, triangular = np.linalg.qr(columns - means)
    signs = np.where(np.diag(triangular) < 0, -1.0, 1.0)
    inverse = np.linalg.inv(triangular * signs[:, None] / np.sqrt(rows))
    return Problem(
        upper=upper.astype(np.intp),
        lower=lower.astype(np.intp),
        sets=tuple(int(count) for count in counts),
        design=np.ascontiguousarray(ortho * signs * np.sqrt(rows)),
        means=means,
        triangle=inverse,
        structure=structure,
        shifts=np.zeros((rows, 0)) if shifts is None else shifts - shifts.mean(axis=0),
    )


def thresholds_of(problem: Problem, vector: Floats) -> Floats:
    """Return all thresholds, on the scale of the centred design."""
    parts, start = [], 0
    for count in problem.sets:
        values = vector[start : start + count]
        steps = np.cumsum(np.exp(values[1:]))
        parts.append(np.concatenate([values[:1], values[0] + steps]))
        start += count
    return np.concatenate(parts)


def cut_derivatives(problem: Problem, vector: Floats) -> Floats:
    """Return the derivative of each threshold (row) to each of its parameters."""
    found = np.zeros((problem.cuts, problem.cuts))
    start = 0
    for count in problem.sets:
        stop = start + count
        found[start:stop, start] = 1
        for j in range(start + 1, stop):
            found[j:stop, j] = np.exp(vector[j])
        start = stop
    return found


def _loadings(slots: tuple[Slot, ...], values: Floats, rows: int) -> Floats:
    found = np.zeros((len(slots), rows))
    for row, slot in zip(found, slots, strict=True):
        for parameter, basis in slot.loadings:
            row += values[parameter] if basis is None else values[parameter] * basis
    return found
