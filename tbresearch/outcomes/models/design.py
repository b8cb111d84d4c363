"""From a frame and a formula to what a fit needs, with everything checked first.

Rows with a missing cell in any column that is used are left out and counted. What
the likelihood cannot carry (a column that follows from others, a covariate that
separates the levels) is refused here by name, before a search wanders off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.linalg import qr

from tbresearch.errors import WorkbenchError
from tbresearch.outcomes.models.formula import (
    Columns,
    ParsedFormula,
    check_names,
    parse_formula,
    read_columns,
)
from tbresearch.outcomes.models.problem import Problem, make_problem
from tbresearch.outcomes.models.structure import (
    Floats,
    Ints,
    RandomTerm,
    build_structure,
)
from tbresearch.vocabulary import join_text, quantity_text

__all__ = ["Design", "read_design"]

_RANK = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The data of one model, checked.

    Attributes
    ----------
    formula : ParsedFormula
        What was asked.
    columns : Columns
        Covariates, without a constant.
    random : tuple of RandomTerm
        Grouping factors, in the order they were given.
    codes, sets : array of shape (n,)
        Level within the set of thresholds, from 0, and the set.
    set_names : tuple of str
        Names of the sets; one empty name if there is one set.
    levels : tuple of tuple of int
        Levels that occur in each set.
    dropped : int
        Rows left out for a missing cell.
    """

    formula: ParsedFormula
    columns: Columns
    random: tuple[RandomTerm, ...]
    codes: Ints
    sets: Ints
    set_names: tuple[str, ...]
    levels: tuple[tuple[int, ...], ...]
    dropped: int

    def problem(
        self,
        *,
        random: Sequence[RandomTerm] | None = None,
        shifts: Floats | None = None,
    ) -> Problem:
        """Return what is to be maximised, with these or with other random terms."""
        terms = self.random if random is None else random
        return make_problem(
            self.codes,
            self.sets,
            levels=tuple(len(found) for found in self.levels),
            columns=self.columns.values,
            structure=build_structure(len(self.codes), terms),
            shifts=shifts,
        )


def read_design(
    frame: pd.DataFrame,
    formula: str,
    *,
    groups: Sequence[str],
    slopes: Mapping[str, str],
    thresholds_by: str,
    levels: Sequence[int],
) -> Design:
    """Check everything and lay it out; see `fit_ordinal` for the parameters."""
    parsed = parse_formula(formula)
    parts = [part for name in groups for part in name.split(":")]
    by = [thresholds_by] if thresholds_by else []
    used = list(
        dict.fromkeys([parsed.outcome, *parsed.names, *parts, *slopes.values(), *by])
    )
    check_names(frame, used, where=f"formule {formula!r} en groepen {tuple(groups)}")
    whole = frame[used].reset_index(drop=True)
    _check_levels(whole[parsed.outcome], parsed.outcome, levels)
    kept = whole.dropna().reset_index(drop=True)
    if kept.empty:
        raise WorkbenchError(
            f"geen van de {quantity_text(len(whole), 'rij', 'rijen')} is volledig",
            where=f"kolommen {join_text(used)}",
            fix="vul de ontbrekende cellen, of laat een covariaat weg die bijna nooit "
            "bekend is",
        )
    scores = kept[parsed.outcome].to_numpy(dtype=np.intp)
    set_names, sets = _sets(kept, thresholds_by)
    codes, found = _codes(scores, sets, set_names, parsed.outcome)
    columns = read_columns(kept, parsed)
    _check_rank(columns, sets, formula)
    _check_separation(columns, codes, sets, formula)
    random = tuple(_random_term(kept, name, slopes.get(name, "")) for name in groups)
    _check_random(random)
    return Design(
        formula=parsed,
        columns=columns,
        random=random,
        codes=codes,
        sets=sets,
        set_names=set_names,
        levels=found,
        dropped=len(whole) - len(kept),
    )


def _check_levels(scores: pd.Series, name: str, levels: Sequence[int]) -> None:
    values = pd.to_numeric(scores, errors="coerce")
    bad = scores.notna() & ~values.isin(list(levels)).to_numpy()
    if bad.any():
        first, count = int(np.flatnonzero(bad)[0]), int(bad.sum())
        verb = "is" if count == 1 else "zijn"
        raise WorkbenchError(
            f"{count} van {quantity_text(len(scores), 'score', 'scores')} {verb} "
            f"geen {join_text([str(level) for level in levels], 'of')}",
            where=f"kolom {name!r}, rij {first + 1}: {scores.iloc[first]!r}",
            fix="verbeter de cel; laat haar leeg als er niet is gescoord",
        )


def _sets(frame: pd.DataFrame, by: str) -> tuple[tuple[str, ...], Ints]:
    if not by:
        return ("",), np.zeros(len(frame), dtype=np.intp)
    codes, names = pd.factorize(frame[by], sort=True)
    return tuple(str(name) for name in names), codes.astype(np.intp)


def _codes(
    scores: Ints, sets: Ints, names: tuple[str, ...], outcome: str
) -> tuple[Ints, tuple[tuple[int, ...], ...]]:
    codes = np.zeros(len(scores), dtype=np.intp)
    found = []
    for i, name in enumerate(names):
        inside = sets == i
        levels = np.unique(scores[inside])
        if len(levels) < 2:
            place = f"kolom {outcome!r}" + (f", bij {name}" if name else "")
            raise WorkbenchError(
                f"alle scores zijn {levels[0]}: er is niets te verklaren",
                where=place,
                fix="laat dit deel van de gegevens buiten het model",
            )
        codes[inside] = np.searchsorted(levels, scores[inside])
        found.append(tuple(int(level) for level in levels))
    return codes, tuple(found)


def _check_rank(columns: Columns, sets: Ints, formula: str) -> None:
    if not columns.names:
        return
    means = pd.DataFrame(columns.values).groupby(sets).transform("mean").to_numpy()
    centred = columns.values - means
    size = np.sqrt((centred**2).mean(axis=0))
    constant = size <= _RANK * np.maximum(1, np.abs(columns.values).max(axis=0))
    if constant.any():
        flat = [n for n, c in zip(columns.names, constant, strict=True) if c]
        raise WorkbenchError(
            f"{join_text(flat)} heeft in alle rijen met dezelfde drempels één waarde",
            where=f"formule {formula!r}",
            fix="haal deze covariaat uit de formule: zij valt samen met de drempels",
        )
    scaled = centred / (size * np.sqrt(len(centred)))
    _, triangle, order = qr(scaled, mode="economic", pivoting=True)
    diagonal = np.abs(np.diag(triangle))
    rank = int((diagonal > _RANK * 10 * diagonal[0]).sum())
    if rank < len(columns.names):
        over = [columns.names[i] for i in sorted(order[rank:])]
        raise WorkbenchError(
            f"{join_text(over)} volgt precies uit de andere covariaten",
            where=f"formule {formula!r}",
            fix="haal er een uit de formule; elk mengsel van hen past even goed",
        )


def _check_separation(columns: Columns, codes: Ints, sets: Ints, formula: str) -> None:
    for name, values in zip(columns.names, columns.values.T, strict=True):
        if _separates(values, codes, sets) or _separates(-values, codes, sets):
            raise WorkbenchError(
                f"{name} scheidt de niveaus volledig: aan de ene kant komen alleen "
                "lagere of alleen hogere niveaus voor",
                where=f"formule {formula!r}",
                fix="voeg categorieën samen of laat de covariaat weg; de coëfficiënt "
                "is hier onbegrensd en dus niet te bepalen",
            )


def _separates(values: Floats, codes: Ints, sets: Ints) -> bool:
    """Tell whether no higher level ever has a lower value, in every set."""
    for i in range(int(sets.max()) + 1):
        own, level = values[sets == i], codes[sets == i]
        order = np.argsort(level, kind="stable")
        starts = np.flatnonzero(np.diff(level[order], prepend=-1))
        low = np.minimum.reduceat(own[order], starts)
        high = np.maximum.reduceat(own[order], starts)
        if (np.maximum.accumulate(high)[:-1] > low[1:]).any():
            return False
    return True


def _random_term(frame: pd.DataFrame, name: str, slope: str) -> RandomTerm:
    by = name.split(":")
    codes: Ints = np.asarray(
        frame.groupby(by, sort=True, observed=True).ngroup(), dtype=np.intp
    )
    levels = int(codes.max()) + 1
    if levels < 2:
        raise WorkbenchError(
            f"er is maar één {name}: een verschil tussen groepen is er niet",
            where=f"groups, {name!r}",
            fix=f"laat {name!r} uit groups weg",
        )
    if levels == len(frame):
        raise WorkbenchError(
            f"elke rij heeft een eigen {name}: het verschil tussen groepen is niet te "
            "onderscheiden van dat tussen rijen",
            where=f"groups, {name!r}",
            fix="er zijn groepen met twee of meer scores nodig; laat de groep weg of "
            "neem meer metingen op",
        )
    values = None
    if slope:
        values = pd.to_numeric(frame[slope], errors="coerce").to_numpy(np.float64)
        if np.isnan(values).any() or not _varies_within(values, codes, levels):
            raise WorkbenchError(
                f"{slope!r} verschilt nergens binnen een {name}, of is geen getal",
                where=f"slopes, {name!r}",
                fix="een eigen helling vraagt een getal dat binnen de groep verandert, "
                'zoals "tijd"',
            )
    scale = 1.0 if values is None else float(np.sqrt((values**2).mean()))
    return RandomTerm(
        name=name,
        codes=codes,
        levels=levels,
        slope=None if values is None else values / scale,
        slope_name=slope,
        slope_scale=scale,
    )


def _varies_within(values: Floats, codes: Ints, levels: int) -> bool:
    low, high = np.full(levels, np.inf), np.full(levels, -np.inf)
    np.minimum.at(low, codes, values)
    np.maximum.at(high, codes, values)
    return bool((high > low).any())


def _check_random(random: Sequence[RandomTerm]) -> None:
    for i, one in enumerate(random):
        for other in random[:i]:
            both = len(np.unique(one.codes * other.levels + other.codes))
            if both == one.levels == other.levels:
                raise WorkbenchError(
                    f"{other.name} en {one.name} delen de rijen precies gelijk in",
                    where="groups",
                    fix="laat een van beide weg: hun verschillen zijn niet te scheiden",
                )
