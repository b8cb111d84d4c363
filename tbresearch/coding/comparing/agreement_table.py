"""How far coders agree, per code, per session or per pair of coders.

The unit is declared, and a table never stands without the number of units, how
often each coder used the code, and what was left out: over text that nobody
coded, any two coders agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.coding.agreement import Coefficient
from tbresearch.coding.coding import Coding
from tbresearch.coding.comparing.agreement_notes import NO_VALUE, agreement_notes
from tbresearch.coding.comparing.charts import draw_agreement
from tbresearch.coding.comparing.rows import AgreementRow, Measures, agreement_row
from tbresearch.coding.comparing.shared import compared_coders
from tbresearch.coding.comparing.units import Grid, read_grid
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotApplicable, NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import TRADITIONS, decimal_text, join_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Agreement", "agreement"]

By = Literal["code", "session", "pair"]
Unit = Literal["turn", "session"]

_LEVELS = ("nominal", "ordinal", "interval", "ratio")
_ROW_HEADS = {"code": "Code", "session": "Gesprek", "pair": "Codeurs"}
_TOTALS = {"code": "Alle codes samen", "session": "Alle gesprekken samen"}
_DRAWS = 1000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Agreement:
    """How far coders agree, in rows.

    Attributes
    ----------
    coding : Coding
        What was compared.
    by, unit : str
        What a row is, and what was compared: "turn" or "session".
    coders : tuple of str
        Who was compared.
    rows : tuple of AgreementRow
        One per code, session or pair.
    total : AgreementRow or None
        Over all rows together; None for pairs.
    sessions : tuple of str
        Sessions that two coders or more coded.
    not_applicable : NotApplicable or None
        Why this study should have no such numbers; there are no rows then.
    notes : tuple of str
        Unit, rules and what was left out, in Dutch.
    """

    coding: Coding
    by: str
    unit: str
    coders: tuple[str, ...]
    rows: tuple[AgreementRow, ...]
    total: AgreementRow | None
    sessions: tuple[str, ...]
    not_applicable: NotApplicable | None
    notes: tuple[str, ...]

    def __str__(self) -> str:
        if self.not_applicable is not None:
            return f"Overeenstemming tussen codeurs: {self.not_applicable}"
        who = join_text(self.coders) or "niemand"
        many = len(self.sessions)
        where = "1 gesprek" if many == 1 else f"{many} gesprekken"
        text = f"Overeenstemming van {who} over {where}"
        if self.total is None:
            return text
        alpha = self.total.alpha
        found = alpha.short if isinstance(alpha, Coefficient) else str(alpha)
        return f"{text}; alfa over alles samen: {found}"

    def every_row(self) -> tuple[AgreementRow, ...]:
        """Return the rows, and the total as the last if there is one."""
        return self.rows if self.total is None else (*self.rows, self.total)

    def head(self) -> tuple[str, ...]:
        """Return the Dutch heads of the table."""
        pair = len(self.coders) == 2 or self.by == "pair"
        return (
            _ROW_HEADS[self.by],
            "Eenheden",
            *(self.coders if self.by != "pair" else ("Gebruikt",)),
            "Gelijk",
            "Kappa" if pair else "Fleiss' kappa",
            "Alfa",
            "AC1",
            "Zelfde kant",
            "Zelfde tekst",
        )

    def cells(self, row: AgreementRow) -> tuple[str | int, ...]:
        """Return the cells of one row under `head`."""
        pair = self.by == "pair"
        used = (join_text([*map(str, row.used)]),) if pair else row.used
        return (
            row.label,
            row.n,
            *used,
            *(_short(x) for x in (row.equal, row.kappa, row.alpha, row.ac1)),
            *(_short(x) for x in (row.same_side, row.same_text)),
        )

    def brief_head(self) -> tuple[str, ...]:
        """Return the heads of the table as a report or a terminal has room for it."""
        return (self.head()[0], "Gebruikt", "Gelijk", self.head()[-5], "AC1", "Alfa")

    def brief_cells(self, row: AgreementRow) -> tuple[str, ...]:
        """Return the cells of one row under `brief_head`."""
        return (
            row.label,
            join_text([decimal_text(count) for count in row.used]),
            _short(row.equal),
            *(_number(x) for x in (row.kappa, row.ac1)),
            _short(row.alpha),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a code, session or pair; what is not estimable is missing."""
        return pd.DataFrame([row.record() for row in self.rows])

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw kappa, alpha, AC1 and the share of equal units of each row."""
        return draw_agreement(self, ax)

    def _repr_html_(self) -> str:
        if self.not_applicable is not None:
            return text_html(self) + list_html(self.notes)
        table = table_html(self.head(), [self.cells(row) for row in self.every_row()])
        return text_html(self) + (table if self.rows else "") + list_html(self.notes)


def agreement(
    coding: Coding,
    *,
    level: Literal["nominal", "ordinal", "interval", "ratio"],
    by: By,
    coders: Sequence[str] | None = None,
    unit: Unit = "turn",
    seed: int = 1,
) -> Agreement:
    """Say how far coders agree on where a code is present.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them.
    level : str
        What the values are. A code that is there or not is "nominal"; the other
        levels of measurement are refused.
    by : str
        What a row is: "code", "session" or "pair" (of coders). Sessions and pairs
        take all codes together: a value for each unit and code.
    coders : sequence of str or None
        Whom to compare; None takes all coders but those made by merging.
    unit : str
        What is compared: "turn", a turn of a respondent, or "session".
    seed : int
        Where the random numbers of the intervals begin; the notes print it.

    Returns
    -------
    Agreement
        Without rows, and with the reason, where the study's tradition has no place
        for such numbers.

    Raises
    ------
    WorkbenchError
        If `level`, `by` or `unit` is no such thing, or a coder is unknown.

    Notes
    -----
    Sessions that only one coder coded are left out, and so are turns of the
    interviewer and of respondents who may not be counted. With more than two
    coders, a session that one of them did not code is missing for that coder.
    Intervals draw whole units, with all their codes.
    """
    _require(level, by, unit)
    who = compared_coders(coding, coders)
    study = coding.study
    if study.tradition == "reflexief":
        return _without_rows(coding, by, unit, who)
    grid = read_grid(coding, who, unit=unit)
    measures = Measures(grid=grid, seed=seed, draws=_DRAWS)
    rows = tuple(_rows(measures, coding, by))
    total = None
    if by in _TOTALS and rows:
        total = agreement_row(
            measures, key="", label=_TOTALS[by], units=_all(grid), codes=_codes(grid)
        )
    return Agreement(
        coding=coding,
        by=by,
        unit=unit,
        coders=who,
        rows=rows,
        total=total,
        sessions=tuple(grid.sessions),
        not_applicable=None,
        notes=tuple(agreement_notes(coding, unit, measures, (*rows, total))),
    )


def _require(level: str, by: str, unit: str) -> None:
    if level in _LEVELS[1:]:
        raise WorkbenchError(
            f"level={level!r} past niet bij codes",
            where="agreement",
            fix="of een code er staat of niet is een naam en geen maat: gebruik "
            "level='nominal'; voor scores is er krippendorff_alpha",
        )
    for name, given, known in (
        ("level", level, _LEVELS[:1]),
        ("by", by, get_args(By)),
        ("unit", unit, get_args(Unit)),
    ):
        if given not in known:
            raise WorkbenchError(
                f"{name}={given!r} is niet bekend",
                where="agreement",
                fix=f"kies uit: {', '.join(known)}",
            )


def _without_rows(
    coding: Coding, by: str, unit: str, coders: tuple[str, ...]
) -> Agreement:
    term = TRADITIONS[coding.study.tradition]
    return Agreement(
        coding=coding,
        by=by,
        unit=unit,
        coders=coders,
        rows=(),
        total=None,
        sessions=(),
        not_applicable=NotApplicable(f"{term.label.lower()}. {term.meaning}"),
        notes=(
            "De traditie staat in studie.toml. De lijst van verschillen is er wel: "
            "tb.disagreements.",
        ),
    )


def _rows(measures: Measures, coding: Coding, by: str) -> Iterator[AgreementRow]:
    grid = measures.grid
    if by == "code":
        for i, code in enumerate(grid.codes):
            yield agreement_row(
                measures,
                key=code,
                label=coding.codebook.codes[code].label,
                units=_all(grid),
                codes=[i],
            )
    elif by == "session":
        sessions = coding.study.sessions
        titles = dict(zip(sessions["session"], sessions["title"], strict=True))
        for session in grid.sessions:
            yield agreement_row(
                measures,
                key=session,
                label=str(titles[session]),
                units=(grid.units["session"] == session).to_numpy(),
                codes=_codes(grid),
            )
    else:
        for pair in combinations(range(len(grid.coders)), 2):
            names = [grid.coders[i] for i in pair]
            yield agreement_row(
                measures,
                key="+".join(names),
                label=join_text(names),
                units=_all(grid),
                codes=_codes(grid),
                coders=pair,
            )


def _all(grid: Grid) -> NDArray[np.bool_]:
    return np.ones(len(grid.units), dtype=np.bool_)


def _codes(grid: Grid) -> range:
    return range(len(grid.codes))


def _short(value: object) -> str:
    return NO_VALUE if isinstance(value, NotEstimable) else value.short  # type: ignore[attr-defined]


def _number(value: Coefficient | NotEstimable) -> str:
    return NO_VALUE if isinstance(value, NotEstimable) else value.number
