"""Codes used against their kind: an improvement point under a code of success factors.

The codebook says what a code mostly is, and a coder says it of every passage. Counting
follows the coder. Where the two differ it is a slip, a kind that was chosen wrongly, or
what people say; only a person who reads the passages can tell which.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tbresearch.coding import Coding
from tbresearch.findings.ledger import counted_passages
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import (
    OPPOSITES,
    POLARITIES,
    join_text,
    label,
    quantity_text,
)

__all__ = ["KIND_RULE", "AgainstKind", "against_kind", "kind_note"]

KIND_RULE = (
    "Geteld is naar de kant die de codeur aan een passage gaf. De soort in het "
    "codeboek zegt alleen wat een code meestal is; bij soort thema is er geen andere "
    "kant."
)
# Codings that a warning names; the table names them all.
_SHOWN = 5
_COLUMNS = ["code", "label", "kind", "against", "codings", "ids"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AgainstKind:
    """Codes that were given with the other side than their kind.

    Attributes
    ----------
    coding : Coding
        Where they come from.
    rows : pd.DataFrame
        One row a code of which that happened, in the order of the codebook: code,
        label, kind (key of `vocabulary.POLARITIES`), against (codings with the other
        side), codings (with either side) and ids (tuple, of those against it).
    notes : tuple of str
        The rule, in Dutch.
    """

    coding: Coding
    rows: pd.DataFrame
    notes: tuple[str, ...]

    def __str__(self) -> str:
        if self.rows.empty:
            return "Geen code is tegen haar soort in gebruikt"
        against, total = (int(self.rows[n].sum()) for n in ("against", "codings"))
        codes = quantity_text(len(self.rows), "code", "codes")
        verb = "is" if against == 1 else "zijn"
        return (
            f"{against} van {quantity_text(total, 'codering', 'coderingen')} onder "
            f"{codes} {verb} tegen de soort van het codeboek in"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a code, as `rows`."""
        return self.rows.copy()

    def passages(self, code: str) -> pd.DataFrame:
        """Return the passages of `code` with the other side, to be read again."""
        own = self.rows[self.rows["code"] == code]
        ids = {name for names in own["ids"] for name in names}
        found = self.coding.passages
        return found[found["id"].isin(ids)].reset_index(drop=True)

    @property
    def warnings(self) -> tuple[str, ...]:
        """A Dutch sentence for each code that is mostly used against its kind."""
        return tuple(
            f"code {row['label']!r} heeft soort {row['kind']}, en "
            f"{row['against']} van {row['codings']} coderingen zijn "
            f"{OPPOSITES[str(row['kind'])]}: {_first(row['ids'])}"
            for row in self.rows.to_dict("records")
            if 2 * row["against"] > row["codings"] > 1
        )

    def _repr_html_(self) -> str:
        rows = [
            (
                row["label"],
                label(POLARITIES, str(row["kind"])).lower(),
                f"{row['against']} van {row['codings']}",
                ", ".join(row["ids"]),
            )
            for row in self.rows.to_dict("records")
        ]
        heads = ("Code", "Soort", "Andersom gecodeerd", "Coderingen")
        table = table_html(heads, rows) if rows else ""
        return text_html(self) + table + list_html(self.notes)


def against_kind(coding: Coding) -> AgainstKind:
    """List the codes that were given with the other side than their kind.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them. Those count that findings are
        counted from.

    Returns
    -------
    AgainstKind

    Raises
    ------
    WorkbenchError
        If there are codings and the study names no coder for its findings.
    """
    given = {side: _ids_by_code(coding, side) for side in OPPOSITES}
    rows = []
    for code in coding.codebook.codes.values():
        if code.kind not in OPPOSITES:
            continue
        against = given[OPPOSITES[code.kind]].get(code.code, ())
        total = len(against) + len(given[code.kind].get(code.code, ()))
        if against:
            rows.append(
                (code.code, code.label, code.kind, len(against), total, against)
            )
    return AgainstKind(
        coding=coding, rows=pd.DataFrame(rows, columns=_COLUMNS), notes=(KIND_RULE,)
    )


def kind_note(coding: Coding, *, polarity: str) -> tuple[str, ...]:
    """Say of the codes of one polarity which have the other kind, if any has.

    Parameters
    ----------
    coding : Coding
        The codings.
    polarity : str
        Key of `vocabulary.OPPOSITES`: what the codes were given as.
    """
    rows = against_kind(coding).rows
    own = rows[rows["kind"] == OPPOSITES[polarity]]
    if own.empty:
        return ()
    told = "; ".join(
        f"{row['label']} ({row['against']} van {row['codings']})"
        for row in own.to_dict("records")
    )
    return (
        f"Gecodeerd als {polarity}, terwijl het codeboek de soort "
        f"{OPPOSITES[polarity]} geeft, in coderingen: {told}. Lees die passages na.",
    )


def _first(ids: tuple[str, ...]) -> str:
    more = len(ids) - _SHOWN
    if more < 1:
        return join_text(ids)
    return f"{', '.join(ids[:_SHOWN])} en nog {more}"


def _ids_by_code(coding: Coding, polarity: str) -> dict[str, tuple[str, ...]]:
    passages = counted_passages(coding, polarity=polarity)
    own = passages[["code", "id"]].drop_duplicates()
    return {
        str(code): tuple(map(str, names)) for code, names in own.groupby("code")["id"]
    }
