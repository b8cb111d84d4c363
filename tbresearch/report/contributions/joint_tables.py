"""The tables and counts of the joint display, as far as a study shows small numbers.

A number that the tables of factors or of scores hide is hidden here as well, and so is
the candidate that rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from tbresearch.estimate import Count, NotEstimable
from tbresearch.outcomes import ChangeClaim
from tbresearch.privacy import (
    HIDDEN_NOTE,
    LogEntry,
    cell_text,
    disclosure_rule,
    hide_small_mentions,
)
from tbresearch.report.contributions.outcomes import hidden_domains
from tbresearch.report.evidence import Evidence, Refusal
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.study import Study
from tbresearch.synthesis.display import AREAS, JointCell, JointDisplay
from tbresearch.vocabulary import (
    FITS,
    JOINT_LABELS,
    LEEFGEBIEDEN,
    RESPONDENT_GROUPS,
    STRAND_STATES,
    label,
    signed_text,
)

__all__ = [
    "NOT_SHOWN",
    "ShownDisplay",
    "display_table",
    "factors_table",
    "log_entries",
    "scores_table",
    "shown_display",
]

NOT_SHOWN = "niet getoond"
_SIDES = ("werkt", "tekort")
# Respondents of either side, and focus groups.
_COUNTS = 3
_CODES = 3
_TITLE = (
    "Uitspraken naast scores: hoeveel respondenten noemen wat werkt en wat "
    "tekortschiet, en waarheen uitspraken en scores wijzen"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDisplay:
    """A joint display as the report may tell it.

    Attributes
    ----------
    display : JointDisplay
        With every number.
    hides : bool
        Whether the study hides statements of few people.
    silent : frozenset of str
        Keys of cells of which no count of respondents is shown.
    domains : frozenset of str
        ZRM domains of which no count of clients is shown.
    """

    display: JointDisplay
    hides: bool
    silent: frozenset[str] = field(repr=False)
    domains: frozenset[str] = field(repr=False)

    @property
    def notes(self) -> tuple[str, ...]:
        """The note on what is hidden, if anything is."""
        return (HIDDEN_NOTE,) if self.silent else ()

    @property
    def hidden(self) -> frozenset[str]:
        """Keys of cells whose candidate is not shown."""
        return frozenset(c.key for c in self.display.cells if not self.tells(c))

    @property
    def tells_nothing(self) -> bool:
        """Tell whether no count of respondents is shown at all."""
        return len(self.silent) == len(self.display.cells)

    def tells(self, cell: JointCell) -> bool:
        """Tell whether the candidate of a cell is shown."""
        own = {result.domain for result in cell.change.domains}
        return cell.key not in self.silent and not own & self.domains

    def prints(self, key: str) -> bool:
        """Tell whether a count that an inference rests on is shown."""
        _, kind, *rest = key.replace(":", ".").split(".")
        if kind == "zrm":
            return rest[0] not in self.domains
        return ".".join(rest[:2]) not in self.silent

    def counts(self) -> Iterator[Evidence | Refusal]:
        """Yield candidates and counts that a text may refer to."""
        for cell in self.display.cells:
            yield self._candidate(cell)
            for side in _SIDES:
                yield self._count(cell, side)

    def candidate(self, cell: JointCell) -> str:
        """Return the candidate as a reader sees it."""
        if not self.tells(cell):
            return NOT_SHOWN
        return label(JOINT_LABELS, cell.candidate).lower()

    def cells(self, cell: JointCell) -> tuple[str, ...]:
        """Return the row of a cell in the table of all cells."""
        talk = cell.talk
        counts = (talk.works, talk.falls_short)
        dark = cell.key in self.silent
        scored = {result.domain for result in cell.change.domains} & self.domains
        return (
            label(LEEFGEBIEDEN, cell.leefgebied),
            label(RESPONDENT_GROUPS, cell.group),
            *(self._short(count, dark=dark) for count in counts),
            NOT_SHOWN if dark else _state(talk.state),
            NOT_SHOWN if scored else _state(cell.change.state),
            self.candidate(cell),
        )

    def groups(self, cell: JointCell) -> str:
        """Return in how many focus groups anything was said."""
        return self._short(cell.talk.focus_groups, dark=cell.key in self.silent)

    def _short(self, count: Count | NotEstimable, *, dark: bool) -> str:
        if isinstance(count, NotEstimable):
            return EMPTY
        return (
            f"{cell_text(None)} van {cell_text(count.total)}" if dark else count.short
        )

    def said_of(
        self, domain: str, claim: ChangeClaim | NotEstimable
    ) -> tuple[str, str]:
        """Return the change on a domain, and what may be said of the group."""
        if domain in self.domains:
            return NOT_SHOWN, NOT_SHOWN
        if isinstance(claim, NotEstimable):
            return EMPTY, str(claim)
        net, low, high = (
            signed_text(100 * value) for value in (claim.net, claim.low, claim.high)
        )
        return f"{net} ({low} tot {high})", claim.verdict

    def codes(self, cell: JointCell, side: str) -> str:
        """Return what is named most on one side."""
        book = self.display.coding.codebook.codes
        named = [(code, n) for own, code, n in cell.talk.codes if own == side]
        if self.hides:
            order = list(book)
            named.sort(key=lambda row: order.index(row[0]))
        parts = [
            book[code].label if self.hides else f"{book[code].label} ({n})"
            for code, n in named[:_CODES]
        ]
        return "; ".join(parts) or EMPTY

    def _candidate(self, cell: JointCell) -> Evidence | Refusal:
        key = f"samenhang:{cell.key}"
        if not self.tells(cell):
            return _refused(key, f"wat de regel geeft bij {cell.title}")
        return Evidence(
            key=key,
            text=self.candidate(cell),
            method=f"{cell.title}: {cell.reason}. {' '.join(self.display.rule)}",
            sources=(*self.sources(), "zrm.csv"),
        )

    def _count(self, cell: JointCell, side: str) -> Evidence | Refusal:
        key = f"aantal:samenhang.{cell.key}.{side}"
        count = cell.talk.works if side == "werkt" else cell.talk.falls_short
        what = "werkt" if side == "werkt" else "tekortschiet"
        if cell.key in self.silent or isinstance(count, NotEstimable):
            return _refused(key, f"hoeveel respondenten noemen wat {what}")
        return Evidence(
            key=key,
            text=str(count),
            method=f"{cell.title}: respondenten met minstens één passage over wat "
            f"{what}, die in {AREAS.file} bij dit leefgebied staat.",
            sources=self.sources(),
        )

    def sources(self) -> tuple[str, ...]:
        """Return the files that the talk comes from."""
        coders = self.display.coding.study.findings_from
        return (*(f"coderingen/{coder}.jsonl" for coder in coders), AREAS.file)


def shown_display(display: JointDisplay, study: Study) -> ShownDisplay:
    """Return what a study lets the report tell of its joint display."""
    domains = hidden_domains(display.change, study) if display.change else frozenset()
    if study.statements == "tonen":
        return ShownDisplay(
            display=display, hides=False, silent=frozenset(), domains=domains
        )
    rows = [
        (cell.group, f"{cell.key}.{side}", "respondent", count.k, count.total)
        for cell in display.cells
        for side, count in zip(
            ("", *_SIDES),
            (cell.talk.named, cell.talk.works, cell.talk.falls_short),
            strict=True,
        )
        if isinstance(count, Count)
    ]
    counts = pd.DataFrame(rows, columns=["group", "code", "unit", "k", "total"])
    left = hide_small_mentions(counts, rule=disclosure_rule(study))
    gone = set(left.loc[left["k"].isna(), "code"].str.rpartition(".")[0])
    return ShownDisplay(
        display=display, hides=True, silent=frozenset(gone), domains=domains
    )


def display_table(shown: ShownDisplay) -> TableText:
    """Return the table of all cells."""
    return TableText(
        key="tabel:samenhang",
        caption=_TITLE,
        head=(
            "Leefgebied",
            "Volgens",
            "Werkt",
            "Schiet tekort",
            "Uitspraken",
            "Scores",
            "Kandidaat",
        ),
        rows=tuple(shown.cells(cell) for cell in shown.display.cells),
        right=(2, 3),
        method=" ".join((*shown.display.rule, *shown.display.notes)),
        sources=shown.sources(),
    )


def scores_table(shown: ShownDisplay) -> TableText | None:
    """Return the table of the domains that match each life domain."""
    once = {cell.leefgebied: cell.change for cell in shown.display.cells}
    rows = tuple(
        (
            label(LEEFGEBIEDEN, area),
            result.label,
            label(FITS, result.fit).lower(),
            *shown.said_of(result.domain, result.claim),
        )
        for area, change in once.items()
        for result in change.domains
    )
    if not rows:
        return None
    return TableText(
        key="tabel:samenhang.scores",
        caption="Verandering tijdens het traject op de ZRM-domeinen die bij een "
        "leefgebied passen, met 95%-interval",
        head=(
            "Leefgebied",
            "ZRM-domein",
            "Past",
            "% hoger min % lager",
            "De groep",
        ),
        rows=rows,
        right=(3,),
        method="Dezelfde getallen en dezelfde uitspraken als in de tabel van de groep "
        "bij de scores, naast het leefgebied waar het domein bij past.",
        sources=("zrm.csv",),
    )


def factors_table(shown: ShownDisplay) -> TableText:
    """Return the table of what is named most about each life domain."""
    rows = tuple(
        (
            label(LEEFGEBIEDEN, cell.leefgebied),
            label(RESPONDENT_GROUPS, cell.group),
            shown.groups(cell),
            *(shown.codes(cell, side) for side in ("succesfactor", "verbeterpunt")),
        )
        for cell in shown.display.cells
        if cell.talk.codes
    )
    number = "" if shown.hides else ", met het aantal respondenten"
    return TableText(
        key="tabel:samenhang.factoren",
        caption=f"Wat het meest wordt genoemd over een leefgebied{number}, en in "
        "hoeveel focusgroepen het ter sprake kwam",
        head=("Leefgebied", "Volgens", "Groepen", "Wat werkt", "Wat tekortschiet"),
        rows=rows,
        right=(2,),
        method="Codes van passages die in leefgebieden.csv bij dit leefgebied "
        f"staan; per kant ten hoogste {_CODES}, de meest genoemde eerst.",
        sources=shown.sources(),
    )


def log_entries(shown: ShownDisplay) -> tuple[LogEntry, ...]:
    """Return what the log says, in a study that hides statements."""
    if not shown.hides:
        return ()
    gone = len(shown.silent) * _COUNTS
    return (
        LogEntry(
            table="tabel:samenhang",
            title=_TITLE,
            cells=len(shown.display.cells) * _COUNTS,
            primary=gone,
            secondary=0,
            limited=gone,
            exposed=0,
            rule=str(disclosure_rule(shown.display.coding.study)),
            left_out=shown.tells_nothing,
        ),
    )


def _state(key: str) -> str:
    return label(STRAND_STATES, key).lower()


def _refused(key: str, what: str) -> Refusal:
    return Refusal(
        key=key,
        what=f"{what}, wordt niet getoond: het gaat om weinig mensen, of om bijna "
        "allemaal",
        fix="laat het weg, of verwijs naar de tabel: {{tabel:samenhang}}",
    )
