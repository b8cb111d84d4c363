"""The result of the models per domain: one table, one picture, one joint model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Estimate, NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.forest import draw_forest
from tbresearch.outcomes.models.model import OrdinalModel
from tbresearch.outcomes.models.tables import p_text
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    ZRM_VERSIONS,
    decimal_text,
    join_text,
    label,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ChangeModels", "DomainModel", "change_table"]

_NUMBERS = ("estimate", "se", "low", "high", "p", "p_holm")
_LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainModel:
    """The model on one domain.

    Attributes
    ----------
    domain : str
        Key of `vocabulary.DOMAIN_LABELS`.
    primary : bool
        Whether goals were set on it.
    clients : int
        Clients with a usable score.
    model : OrdinalModel or NotEstimable
        The model, or why there is none.
    """

    domain: str
    primary: bool
    clients: int
    model: OrdinalModel | NotEstimable


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeModels:
    """Models of change on the ZRM; see `fit_change`.

    Attributes
    ----------
    version : str
        Key of `vocabulary.ZRM_VERSIONS`.
    formula : str
        As it was asked.
    groups : tuple of str
        Random intercepts that were used.
    left_out : tuple of (str, NotEstimable)
        Groups that were asked and not used, with the reason.
    domains : tuple of DomainModel
        One for each domain with scores.
    joint : OrdinalModel or NotEstimable
        All domains together.
    table : pd.DataFrame
        See `to_frame`.
    notes : tuple of str
        Method, what was left out and what it does not show, in Dutch.
    """

    version: str
    formula: str
    groups: tuple[str, ...]
    left_out: tuple[tuple[str, NotEstimable], ...]
    domains: tuple[DomainModel, ...]
    joint: OrdinalModel | NotEstimable
    table: pd.DataFrame = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        fitted = sum(isinstance(d.model, OrdinalModel) for d in self.domains)
        name = f"{label(ZRM_VERSIONS, self.version)}, {self.formula}"
        if not fitted:
            return f"{name}: op geen van de {len(self.domains)} domeinen een model"
        return (
            f"{name}: een model op {fitted} van {len(self.domains)} domeinen, "
            f"toevalseffecten voor {join_text(list(self.groups))}"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a domain and coefficient.

        Columns `domain`, `label`, `primary`, `clients`, `term`, `estimate`, `se`,
        `low`, `high`, `p`, `p_holm` (secondary domains only), `changed` and `reason`;
        a domain without a model has one row with its reason and no numbers.
        """
        return self.table.copy()

    def estimate(
        self, term: str, *, domain: str | None = None
    ) -> Estimate | NotEstimable:
        """Return one coefficient, of a domain or of all domains together.

        Raises
        ------
        WorkbenchError
            If there is no such domain, or its model has no such coefficient.
        """
        if domain is None:
            model = self.joint
        else:
            found = {d.domain: d.model for d in self.domains}
            if domain not in found:
                raise WorkbenchError(
                    f"domein {domain!r} heeft geen scores",
                    where=f"formule {self.formula!r}",
                    fix=f"kies één van: {', '.join(found)}",
                )
            model = found[domain]
        return model if isinstance(model, NotEstimable) else model.estimate(term)

    def plot(self, ax: Axes | None = None, *, term: str | None = None) -> Axes:
        """Draw one coefficient for all domains; filled where it may be called changed.

        Parameters
        ----------
        ax : Axes, optional
            Where to draw.
        term : str, optional
            Which coefficient; the first of the formula if not given.

        Raises
        ------
        WorkbenchError
            If no domain has a model, or none has this coefficient.
        """
        terms = list(self.table["term"].dropna().unique())
        wanted = terms[0] if term is None and terms else term
        if wanted not in terms:
            raise WorkbenchError(
                f"er is geen coëfficiënt {wanted!r} om te tekenen"
                if terms
                else "geen enkel domein heeft een model om te tekenen",
                where=f"formule {self.formula!r}",
                fix=f"kies één van: {', '.join(terms)}"
                if terms
                else "kijk naar het verloop per cliënt",
            )
        rows = self.table[self.table["term"] == wanted]
        values = rows[["estimate", "low", "high"]].to_numpy(np.float64)
        marks = [" (primair)" if flag else "" for flag in rows["primary"]]
        return draw_forest(
            labels=[a + b for a, b in zip(rows["label"], marks, strict=True)],
            values=values,
            ax=ax,
            axis_label=f"{wanted}: log-odds op een hoger niveau, interval van 95%",
            strong=[bool(flag) for flag in rows["changed"]],
        )

    def _repr_html_(self) -> str:
        heads = ("Domein", "", "Cliënten", "Covariaat", "Schatting", "Laag", "Hoog")
        rows = [
            (
                row["label"],
                "primair" if row["primary"] else "secundair",
                int(row["clients"]),
                *_cells(row),
            )
            for _, row in self.table.iterrows()
        ]
        table = table_html((*heads, "p", "p (Holm)"), rows)
        joint = _joint_html(self.joint)
        return text_html(self) + table + joint + list_html(self.notes)


def _joint_html(model: OrdinalModel | NotEstimable) -> str:
    if isinstance(model, NotEstimable):
        return text_html(f"Alle domeinen samen: {model}")
    lines = [str(model.estimate(term)) for term in model.coefficients["term"]]
    return list_html(lines, title="Alle domeinen samen")


def change_table(domains: Sequence[DomainModel]) -> pd.DataFrame:
    """Return the table of `ChangeModels.to_frame`."""
    parts: list[dict[str, Any]] = []
    for one in domains:
        head = {
            "domain": one.domain,
            "label": DOMAIN_LABELS[one.domain],
            "primary": one.primary,
            "clients": one.clients,
        }
        if isinstance(one.model, NotEstimable):
            parts.append(head | {"term": None, "reason": one.model.reason})
            continue
        for row in one.model.coefficients.to_dict("records"):
            named = {str(key): value for key, value in row.items()}
            p = one.model.p_value(named["term"])
            parts.append(head | named | {"p": p, "reason": ""})
    columns = ["domain", "label", "primary", "clients", "term", *_NUMBERS]
    table = pd.DataFrame(parts, columns=[*columns, "changed", "reason"])
    table = table.astype(dict.fromkeys(_NUMBERS, "Float64"))
    for _, rows in table[~table["primary"] & table["p"].notna()].groupby("term"):
        table.loc[rows.index, "p_holm"] = _holm(rows["p"].to_numpy(np.float64))
    decisive = table["p"].where(table["primary"], table["p_holm"])
    table["changed"] = (decisive <= _LEVEL).astype("boolean")
    return table


def _holm(values: np.ndarray) -> np.ndarray:
    from statsmodels.stats.multitest import multipletests

    return np.asarray(multipletests(values, method="holm")[1])


def _cells(row: pd.Series) -> tuple[str, ...]:
    if pd.isna(row["estimate"]):
        return (f"niet te bepalen: {row['reason']}", *[""] * 5)
    shown = ("estimate", "low", "high")
    numbers = [decimal_text(float(row[name]), 2) for name in shown]
    tests = ["" if pd.isna(row[n]) else p_text(row[n]) for n in ("p", "p_holm")]
    return (row["term"], *numbers, *tests)
