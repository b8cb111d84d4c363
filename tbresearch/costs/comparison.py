"""Two registers side by side: what changed, and which change moved the result.

The rule: the result is the mean of the simulation in one perspective. Each changed
record by itself goes into the old register, and the difference is its move. All of
them together make the whole move; what that has more than the sum of the single
moves comes from changes that work on one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import pandas as pd

from tbresearch.costs.assumptions import Assumption, CostItem
from tbresearch.costs.register import Register
from tbresearch.costs.simulation import simulate
from tbresearch.costs.streams import party_list
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import PAYERS, euro_text, join_text, label, quantity_text

__all__ = ["RegisterChange", "RegisterComparison", "compare_registers"]

_DRAWS = 2**12
_SETTINGS = {
    "timing": "moment", "start": "startdatum", "rate": "discontovoet",
    "horizon": "horizon", "groups": "correlatiegroepen",
}  # fmt: skip
_KINDS = {"changed": "veranderd", "new": "nieuw", "gone": "vervallen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChange:
    """One record or setting that differs.

    Attributes
    ----------
    kind : str
        ``"changed"``, ``"new"`` or ``"gone"``.
    name, label : str
        Id of the record or name of the setting, and what the report prints.
    fields : tuple of str
        Which attributes differ, for a record that was changed.
    move : float, NotEstimable or None
        EUR per trajectory by which it alone moves the result, or why that cannot
        be said; None for a new or dropped assumption, which acts by its item.
    """

    kind: str
    name: str
    label: str
    fields: tuple[str, ...]
    move: float | NotEstimable | None

    def __str__(self) -> str:
        return f"{self.label} ({_KINDS[self.kind]}): {_amount(self.move)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterComparison:
    """What changed between two registers, and what that did to the result.

    Attributes
    ----------
    changes : tuple of RegisterChange
        The largest move first; those without one last.
    perspective : str
        Key of `vocabulary.PAYERS`.
    before, after : float or NotEstimable
        The result with each register, in EUR per trajectory.
    """

    changes: tuple[RegisterChange, ...]
    perspective: str
    before: float | NotEstimable
    after: float | NotEstimable

    def __str__(self) -> str:
        if not self.changes:
            return "De registers zijn gelijk"
        changed = quantity_text(len(self.changes), "verandering", "veranderingen")
        who = label(PAYERS, self.perspective).lower()
        first = self.changes[0]
        most = f"; het meest door {first}" if isinstance(first.move, float) else ""
        return f"{changed}; saldo {who}: {_amount(self.together)}{most}"

    @property
    def together(self) -> float | NotEstimable:
        """How far all changes together move the result."""
        return _difference(self.before, self.after)

    @property
    def joint(self) -> float | NotEstimable:
        """What the changes do together beyond the sum of their single moves."""
        together = self.together
        if isinstance(together, NotEstimable):
            return together
        moves = [c.move for c in self.changes if c.move is not None]
        for move in moves:
            if isinstance(move, NotEstimable):
                return move
        return together - sum(m for m in moves if not isinstance(m, NotEstimable))

    @property
    def notes(self) -> tuple[str, ...]:
        """The rule by which moves were had, in Dutch sentences."""
        return (
            "Het saldo is het gemiddelde van de simulatie, in EUR per traject. Elke "
            "verandering is alleen in het oude register gezet; het verschil is wat zij "
            "doet.",
            f"Allemaal samen: {_amount(self.together)}. Daarvan komt "
            f"{_amount(self.joint)} doordat veranderingen op elkaar inwerken.",
            "Een nieuwe of vervallen aanname doet alleen iets via de post waar zij in "
            "staat, en krijgt zelf geen bedrag.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a change: name, label, kind, fields, move and reason."""
        rows = [
            (
                c.name, c.label, c.kind, c.fields,
                c.move if isinstance(c.move, float) else None,
                "" if isinstance(c.move, float) else _amount(c.move),
            )
            for c in self.changes
        ]  # fmt: skip
        names = ["name", "label", "kind", "fields", "move", "reason"]
        return pd.DataFrame(rows, columns=names).astype({"move": "float64"})

    def _repr_html_(self) -> str:
        rows = [
            (c.label, _KINDS[c.kind], join_text(c.fields), _amount(c.move))
            for c in self.changes
        ]
        table = table_html(("Wat", "Verandering", "Velden", "Saldo"), rows)
        return text_html(self) + table + list_html(self.notes)


def compare_registers(
    old: Register, new: Register, *, perspective: str = "maatschappij", seed: int = 1
) -> RegisterComparison:
    """Say what changed between two registers and which change moved the result.

    Parameters
    ----------
    old, new : Register
        With the same price year.
    perspective : str
        Key of `vocabulary.PAYERS`.
    seed : int
        Of the simulations, the same for all of them.

    Raises
    ------
    WorkbenchError
        If the price years differ, or there is no such perspective.
    """
    party_list(perspective)
    if old.price_year != new.price_year:
        raise WorkbenchError(
            f"de registers hebben prijspeil {old.price_year} en {new.price_year}",
            where="aannames.toml, prijspeil",
            fix="breng eerst beide op hetzelfde prijspeil",
        )

    def result(register: Register) -> float | NotEstimable:
        try:
            found = simulate(register, draws=_DRAWS, seed=seed)
        except WorkbenchError as error:
            return NotEstimable("; ".join(problem.what for problem in error.problems))
        return float(found.net(perspective).mean())

    before = result(old)
    changes = []
    for kind, name, title, names, alone in _differences(old, new):
        move = None if alone is None else _difference(before, result(alone))
        changes.append(
            RegisterChange(kind=kind, name=name, label=title, fields=names, move=move)
        )
    return RegisterComparison(
        changes=tuple(sorted(changes, key=_size)),
        perspective=perspective,
        before=before,
        after=result(new),
    )


_Difference = tuple[str, str, str, tuple[str, ...], Register | None]


def _differences(old: Register, new: Register) -> Iterator[_Difference]:
    """Yield kind, name, label, fields, and the old register with that change alone."""
    yield from _changed_assumptions(old, new)
    yield from _changed_items(old, new)
    for name, title in _SETTINGS.items():
        value = getattr(new, name)
        if getattr(old, name) != value:
            alone = replace(old, **{name: value})
            yield "changed", title, title, (title,), alone


def _changed_assumptions(old: Register, new: Register) -> Iterator[_Difference]:
    earlier, later = ({a.id: a for a in r.assumptions} for r in (old, new))
    for name, one in earlier.items():
        if name not in later:
            yield "gone", name, one.label, (), None
        elif later[name] != one:
            alone = _with_assumption(old, later[name])
            yield "changed", name, later[name].label, _fields(one, later[name]), alone
    for name in sorted(later.keys() - earlier.keys()):
        yield "new", name, later[name].label, (), None


def _changed_items(old: Register, new: Register) -> Iterator[_Difference]:
    earlier, later = ({i.id: i for i in r.items} for r in (old, new))
    for name, one in earlier.items():
        if name not in later:
            kept = tuple(i for i in old.items if i.id != name)
            yield "gone", name, one.label, (), replace(old, items=kept)
        elif later[name] != one:
            alone = _with_item(old, later[name], new)
            yield "changed", name, later[name].label, _fields(one, later[name]), alone
    for name in sorted(later.keys() - earlier.keys()):
        yield "new", name, later[name].label, (), _with_item(old, later[name], new)


def _with_assumption(register: Register, new: Assumption) -> Register:
    kept = tuple(new if a.id == new.id else a for a in register.assumptions)
    return replace(register, assumptions=kept)


def _with_item(register: Register, item: CostItem, source: Register) -> Register:
    """Return a register with an item, and the assumptions that it needs for it."""
    known = {a.id for a in register.assumptions}
    needed = tuple(source.assumption(f) for f in item.factors if f not in known)
    kept = tuple(i for i in register.items if i.id != item.id)
    return replace(
        register, assumptions=(*register.assumptions, *needed), items=(*kept, item)
    )


def _fields(one: Assumption | CostItem, two: Assumption | CostItem) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(one)
        if field.compare and getattr(one, field.name) != getattr(two, field.name)
    )


def _difference(
    before: float | NotEstimable, after: float | NotEstimable
) -> float | NotEstimable:
    if isinstance(before, NotEstimable):
        return before
    return after if isinstance(after, NotEstimable) else after - before


def _amount(move: float | NotEstimable | None) -> str:
    if move is None:
        return "werkt via de post waar zij in staat"
    if isinstance(move, NotEstimable):
        return str(move)
    return f"+{euro_text(move)}" if round(move) > 0 else euro_text(move)


def _size(change: RegisterChange) -> tuple[float, str]:
    if not isinstance(change.move, float):
        return 1.0, change.name
    return -abs(change.move), change.name
