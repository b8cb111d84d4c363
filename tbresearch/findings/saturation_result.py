"""Saturation: when the next conversations of a group bring hardly any new code.

The method of Guest, Namey and Chen (2020), "A simple method to assess and report
thematic saturation in qualitative research", PLoS ONE 15(5): e0232076. New codes in
a run of conversations are held against the codes of the first ones, the base. It
tells when codes stopped coming in this order; it does not tell that nothing is left
to hear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.coding import Coding
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotApplicable, NotEstimable
from tbresearch.findings.heard import Heard, heard
from tbresearch.findings.saturation_curve import SaturationRule
from tbresearch.findings.saturation_groups import (
    UNITS_OF_TALK,
    GroupSaturation,
    codes_heard,
    group_saturation,
)
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import (
    RESPONDENT_GROUPS,
    SESSION_KINDS,
    decimal_text,
    join_text,
    label,
    percentage_text,
    quantity_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Saturation", "saturation"]

_REFLEXIVE = (
    "bij reflexieve thematische analyse maakt de onderzoeker de thema's; zij liggen "
    "niet klaar om gevonden te worden, en kunnen dus niet opraken"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Saturation:
    """When codes stopped coming, per respondent group and never over groups together.

    Attributes
    ----------
    coding : Coding
        Where the codes come from.
    unit : str
        What one conversation is: key of `vocabulary.SESSION_KINDS`.
    rule : SaturationRule
        Base size, run length, threshold, and how the band was drawn.
    groups : tuple of GroupSaturation
        In the order of the study; none where it is not applicable.
    not_applicable : NotApplicable or None
        Why this study should not have the numbers.
    notes : tuple of str
        Rules and what was left out, in Dutch.
    """

    coding: Coding
    unit: str
    rule: SaturationRule
    groups: tuple[GroupSaturation, ...]
    not_applicable: NotApplicable | None
    notes: tuple[str, ...]

    def __str__(self) -> str:
        if self.not_applicable is not None:
            return f"Verzadiging is {self.not_applicable}."
        return "\n".join(self.sentence(own) for own in self.groups)

    def sentence(self, own: GroupSaturation) -> str:
        """Say what came out for one group, in Dutch."""
        who = label(RESPONDENT_GROUPS, own.group)
        if isinstance(own.runs, NotEstimable):
            return f"{who}: {own.runs}."
        many = quantity_text(len(own.curve), *UNITS_OF_TALK[self.unit])
        row, told = own.runs.iloc[-1], f"niet bereikt na {many}; in de laatste reeks"
        if own.after is not None:
            row = own.runs[own.runs["after"] == own.after].iloc[0]
            place = f"{own.after}+{self.rule.run_length}"
            told = f"bereikt bij {place}, van {many}; in de reeks na nummer {own.after}"
        new = quantity_text(int(row["new"]), "nieuwe code", "nieuwe codes")
        verb = "kwam" if int(row["new"]) == 1 else "kwamen"
        return (
            f"{who}: {told} {verb} er {new} bij, op {int(row['base'])} in de basis. "
            f"Van de willekeurige volgordes haalt {percentage_text(own.orders or 0)} "
            "de drempel."
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a group and conversation.

        Columns group and those of `GroupSaturation.curve`; run_new and run_share are
        of the run that starts with the conversation, missing where none starts.
        """
        frames = [own.to_frame() for own in self.groups if len(own.curve)]
        if not frames:
            names = ("group", "session", "n", "new", "total", "low", "middle", "high")
            return pd.DataFrame(columns=[*names, "run_new", "run_share"])
        return pd.concat(frames, ignore_index=True)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw for each group how many different codes there were after n of them."""
        from tbresearch.findings.saturation_plot import draw_saturation

        return draw_saturation(self, ax)

    def _repr_html_(self) -> str:
        if self.not_applicable is not None:
            return text_html(self)
        heads = (
            "Groep",
            "Nummer",
            "Gesprek",
            "Nieuwe codes",
            "Codes samen",
            "In willekeurige volgorde",
            f"Nieuw in de reeks van {self.rule.run_length} vanaf hier",
        )
        told = "".join(text_html(self.sentence(own)) for own in self.groups)
        return told + table_html(heads, list(self._rows())) + list_html(self.notes)

    def _rows(self) -> Iterator[tuple[str | int, ...]]:
        titles = self.coding.study.sessions.set_index("session")["title"]
        for row in self.to_frame().to_dict("records"):
            starts = not pd.isna(row["run_new"])
            yield (
                label(RESPONDENT_GROUPS, str(row["group"])),
                int(row["n"]),
                str(titles[row["session"]]),
                int(row["new"]),
                int(row["total"]),
                f"{decimal_text(row['low'])} tot {decimal_text(row['high'])}",
                decimal_text(row["run_new"]) if starts else "",
            )


def saturation(
    coding: Coding,
    *,
    unit: str,
    base_size: int,
    run_length: int,
    threshold: float,
    permutations: int,
    seed: int,
) -> Saturation:
    """Tell, per respondent group, when conversations brought hardly any new code.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them.
    unit : str
        What one conversation is: interview or focusgroep.
    base_size : int
        How many first conversations the base is; the authors use 4 to 6.
    run_length : int
        How many conversations a run is; the authors use 2 or 3.
    threshold : float
        Largest share of new codes, of those in the base, that counts as hardly any;
        the authors use 0.05 and 0. At least 0 and less than 1.
    permutations, seed : int
        How many random orders the band is drawn from (100 or more), and the seed.

    Returns
    -------
    Saturation
        With `not_applicable` in a reflexive study.

    Raises
    ------
    WorkbenchError
        If an argument cannot be, or there are codings and the study names no coder
        for its findings.

    Notes
    -----
    Conversations come in the order of their dates. One that nobody coded is left
    out: it would bring nothing new, and saturation would seem nearer than it is.
    """
    rule = SaturationRule(
        base_size=base_size,
        run_length=run_length,
        threshold=threshold,
        permutations=permutations,
        seed=seed,
    )
    _check(unit, rule)
    if coding.study.tradition == "reflexief":
        groups, notes = (), ()
        reason = NotApplicable(_REFLEXIVE)
        return Saturation(
            coding=coding,
            unit=unit,
            rule=rule,
            groups=groups,
            not_applicable=reason,
            notes=notes,
        )
    talk = heard(coding)
    tables = {
        group: codes_heard(coding, talk, group=group, unit=unit)
        for group in coding.study.groups
    }
    return Saturation(
        coding=coding,
        unit=unit,
        rule=rule,
        groups=tuple(
            group_saturation(has, rule, group=group, unit=unit)
            for group, has in tables.items()
        ),
        not_applicable=None,
        notes=tuple(_notes(coding, talk, unit, rule)),
    )


def _check(unit: str, rule: SaturationRule) -> None:
    where = "de vraag naar verzadiging"
    if unit not in SESSION_KINDS:
        raise WorkbenchError(
            f"eenheid {unit!r} is niet bekend",
            where=where,
            fix=f"kies unit= uit: {', '.join(SESSION_KINDS)}",
        )
    for name, value, least in (
        ("base_size", rule.base_size, 1),
        ("run_length", rule.run_length, 1),
        ("permutations", rule.permutations, 100),
        ("seed", rule.seed, 0),
    ):
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise WorkbenchError(
                f"{name}={value!r} kan niet",
                where=where,
                fix=f"geef een heel getal van {least} of meer",
            )
    if not 0 <= rule.threshold < 1:
        raise WorkbenchError(
            f"threshold={rule.threshold!r} kan niet",
            where=where,
            fix="geef een deel van 0 tot 1, zoals 0.05 voor hooguit 5% nieuw",
        )


def _notes(
    coding: Coding, talk: Heard, unit: str, rule: SaturationRule
) -> Iterator[str]:
    if talk.coders:
        yield f"Geteld zijn de coderingen van {join_text(talk.coders)}."
    base = quantity_text(rule.base_size, *UNITS_OF_TALK[unit])
    percent = decimal_text(100 * rule.threshold, 1).removesuffix(",0")
    yield (
        f"Regel (Guest, Namey en Chen, 2020): de basis is {base}, te beginnen bij de "
        f"vroegste. Elke reeks van {rule.run_length} daarna telt hoeveel nieuwe codes "
        f"erbij komen; hooguit {percent}% van het aantal in de basis geldt als bijna "
        "niets nieuws. De eerste reeks die dat haalt, telt. 6+2 leest u zo: na zes was "
        "het genoeg, en de twee erna lieten dat zien."
    )
    yield (
        "Volgorde: die van de datums. De band komt uit "
        f"{decimal_text(rule.permutations)} willekeurige volgordes (begingetal "
        f"{rule.seed}); 95% ligt erbinnen."
    )
    yield (
        "Groepen worden niet samengevoegd: wat bij de ene groep opraakt, kan bij de "
        "andere nog nieuw zijn."
    )
    yield (
        "Nieuw is een code die er nog niet was. Met een codeboek dat vooraf vastligt, "
        "zegt dit wanneer de codes aan de orde kwamen, en niet dat er niets anders te "
        "horen was."
    )
    kinds = coding.study.sessions.set_index("session")["kind"]
    left = [name for name in talk.uncoded if kinds[name] == unit]
    if left:
        yield f"Nog niet gecodeerd en daarom niet meegeteld: {join_text(left)}."
    yield from coding.notes
