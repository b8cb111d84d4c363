"""Reading a formula: `score ~ tijd * uren` gives an outcome and its covariates.

`formulaic` reads the right-hand side. It says which names a formula needs, so that
an unknown one is told before anything is computed, and it looks nowhere but in the
frame: a variable of a notebook that happens to have the same name is never used.
"""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from formulaic import Formula
from formulaic.errors import (
    DataMismatchWarning,
    FactorEvaluationError,
    FormulaicError,
    FormulaSyntaxError,
)

from tbresearch.errors import WorkbenchError
from tbresearch.outcomes.models.structure import Floats
from tbresearch.vocabulary import join_text

__all__ = ["Columns", "ParsedFormula", "check_names", "parse_formula", "read_columns"]

_EXAMPLE = 'schrijf haar als "score ~ tijd + uren" of "score ~ tijd * uren"'
INTERCEPT = "Intercept"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFormula:
    """A formula in its two halves.

    Attributes
    ----------
    text : str
        As it was written.
    outcome : str
        Column of the scores.
    covariates : Formula
        Right-hand side.
    names : tuple of str
        Columns that the right-hand side needs.
    """

    text: str
    outcome: str
    covariates: Any
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a design, and how to make them for other rows.

    Attributes
    ----------
    values : array of shape (n, p)
        Without a constant: the thresholds are the constant.
    names : tuple of str
        Of the columns.
    terms : tuple of (str, tuple of int)
        Each term of the formula with its columns.
    spec : ModelSpec
        Of formulaic; keeps categories and centring.
    """

    values: Floats
    names: tuple[str, ...]
    terms: tuple[tuple[str, tuple[int, ...]], ...]
    spec: Any

    def of(self, frame: pd.DataFrame) -> Floats:
        """Return the columns for other rows, array of shape (rows, p)."""
        with warnings.catch_warnings():
            warnings.simplefilter("error", DataMismatchWarning)
            try:
                made = self.spec.get_model_matrix(
                    _plain(frame.reset_index(drop=True)),
                    context={},
                    na_action="raise",
                )
            except (DataMismatchWarning, FormulaicError, ValueError) as error:
                raise WorkbenchError(
                    "voor deze rijen is niets te voorspellen: een naam ontbreekt, een "
                    "cel is leeg, of er staat een categorie die het model niet kent",
                    where=f"covariaten {join_text(self.spec_names())}",
                    fix="geef elke rij een waarde die ook in de gegevens van het model "
                    "voorkomt",
                ) from error
        return _without_constant(made)

    def spec_names(self) -> list[str]:
        """Return the names of the columns of a frame that it is made of."""
        return sorted(str(name) for name in self.spec.required_variables)


def parse_formula(text: str) -> ParsedFormula:
    """Return the halves of a formula, or say what is wrong with it."""
    try:
        formula = Formula(text)
    except FormulaicError as error:
        kind = "" if isinstance(error, FormulaSyntaxError) else " als formule"
        raise WorkbenchError(
            f"de formule {text!r} is niet te lezen{kind}", where="formula", fix=_EXAMPLE
        ) from error
    left: Any = getattr(formula, "lhs", None)
    outcome = [] if left is None else [str(term) for term in left]
    if len(outcome) != 1 or set(left.required_variables) != set(outcome):
        raise WorkbenchError(
            f"de formule {text!r} noemt links van ~ niet één kolom met scores",
            where="formula",
            fix=_EXAMPLE,
        )
    right = formula.rhs
    if not any(str(term) == "1" for term in right):
        raise WorkbenchError(
            f"de formule {text!r} laat de constante weg",
            where="formula",
            fix="haal 0 of - 1 weg: de drempels zijn hier de constante",
        )
    names = tuple(sorted(str(name) for name in right.required_variables))
    return ParsedFormula(text=text, outcome=outcome[0], covariates=right, names=names)


def check_names(frame: pd.DataFrame, wanted: Iterable[str], *, where: str) -> None:
    """Refuse names that are no column, each with the column it looks like."""
    columns = [str(column) for column in frame.columns]
    unknown = [name for name in dict.fromkeys(wanted) if name not in columns]
    if not unknown:
        return
    quoted = join_text([repr(name) for name in unknown])
    alike = [
        near
        for name in unknown
        for near in difflib.get_close_matches(name, columns, n=1)
    ]
    hint = f"bedoelde u {join_text(alike, 'of')}? " if alike else ""
    verb = "is geen kolom" if len(unknown) == 1 else "zijn geen kolommen"
    raise WorkbenchError(
        f"{quoted} {verb} van de gegevens",
        where=where,
        fix=f"{hint}Er zijn: {', '.join(columns)}",
    )


def read_columns(frame: pd.DataFrame, formula: ParsedFormula) -> Columns:
    """Return the design of all rows of `frame`, which has no missing cells."""
    try:
        made = formula.covariates.get_model_matrix(
            _plain(frame), context={}, na_action="raise", ensure_full_rank=True
        )
    except (FactorEvaluationError, ValueError, TypeError) as error:
        raise WorkbenchError(
            f"de covariaten van {formula.text!r} zijn niet uit te rekenen",
            where="formula",
            fix="gebruik kolommen met getallen of categorieën; een datum wordt eerst "
            "een aantal jaren of dagen",
        ) from error
    values = _without_constant(made)
    names = tuple(name for name in made.columns if name != INTERCEPT)
    bad = [n for n, column in zip(names, values.T, strict=True) if _infinite(column)]
    if bad:
        raise WorkbenchError(
            f"{join_text(bad)} is niet voor elke rij een eindig getal",
            where=f"formule {formula.text!r}",
            fix="een logaritme van 0 of een deling door 0 heeft geen waarde; verbeter "
            "de kolom of de formule",
        )
    place = {name: i for i, name in enumerate(names)}
    terms = []
    for term, part in made.model_spec.term_slices.items():
        own = tuple(place[name] for name in made.columns[part] if name in place)
        if own:
            terms.append((str(term), own))
    return Columns(values=values, names=names, terms=tuple(terms), spec=made.model_spec)


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame in types that formulaic knows as numbers or categories."""
    kinds: dict[str, Any] = {}
    for name, dtype in frame.dtypes.items():
        if isinstance(dtype, pd.StringDtype):
            kinds[str(name)] = object
        elif pd.api.types.is_extension_array_dtype(
            dtype
        ) and pd.api.types.is_numeric_dtype(dtype):
            kinds[str(name)] = np.float64
    made = frame.astype(kinds)
    for name in made.select_dtypes("category"):
        made[name] = made[name].cat.remove_unused_categories()
    return made


def _without_constant(made: Any) -> Floats:  # noqa: ANN401 - formulaic has no types
    kept = [name for name in made.columns if name != INTERCEPT]
    return np.asarray(made[kept], dtype=np.float64).reshape(len(made), len(kept))


def _infinite(column: Floats) -> bool:
    return not bool(np.isfinite(column).all())
