"""What a person makes of a cell, from `samenhang.csv`, beside what the rule says.

An inference names the candidate that it was written for. When the candidate has
changed since, or the evidence is gone, the inference has lapsed: it is shown as such,
and somebody has to read it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tbresearch.coding import Coding
from tbresearch.coding.retrieval import CUT_CITATION
from tbresearch.errors import Problem
from tbresearch.study import LINE, Table, read_table
from tbresearch.study.fields import Field, choice, day, key, text
from tbresearch.synthesis.claims import REFERENCE
from tbresearch.synthesis.display.scores import AreaChange
from tbresearch.synthesis.display.talk import Talk
from tbresearch.vocabulary import (
    JOINT_LABELS,
    LEEFGEBIEDEN,
    RESPONDENT_GROUPS,
    day_text,
    label,
)

__all__ = ["INFERENCES", "Inference", "evidence_problems", "read_inferences"]

INFERENCES = Table(
    file="samenhang.csv",
    fields=(
        Field(
            name="leefgebied",
            column="leefgebied",
            kind=choice(LEEFGEBIEDEN),
            required=True,
        ),
        Field(
            name="groep", column="group", kind=choice(RESPONDENT_GROUPS), required=True
        ),
        Field(name="bij", column="candidate", kind=choice(JOINT_LABELS), required=True),
        Field(name="duiding", column="label", kind=choice(JOINT_LABELS), required=True),
        Field(name="tekst", column="text", kind=text(), required=True),
        Field(name="bewijs", column="evidence", kind=text(), default=""),
        Field(name="wie", column="who", kind=key(), required=True),
        Field(name="datum", column="day", kind=day(), required=True),
    ),
    unique=("leefgebied", "group"),
)
# Tables and figures of the report that hold the change of every domain.
_ALL_SCORES = ("tabel:zrm", "figuur:zrm", "tabel:zrm.groep", "figuur:zrm.groep")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """What a person says of one cell.

    Attributes
    ----------
    leefgebied, group : str
        The cell.
    candidate : str
        Key of `vocabulary.JOINT_LABELS`: what the rule said when it was written.
    label : str
        Key of `vocabulary.JOINT_LABELS`: what the person makes of it.
    text : str
        The person's words.
    evidence : tuple of str
        Keys as texts of the report refer to them, such as ``"citaat:a-int1-004"``.
    who : str
        Who wrote it.
    day : date
        When.
    line : int
        Line of `samenhang.csv`.
    cut : bool
        Whether evidence that it rested on was removed.
    """

    leefgebied: str
    group: str
    candidate: str
    label: str
    text: str
    evidence: tuple[str, ...]
    who: str
    day: date
    line: int
    cut: bool

    def __str__(self) -> str:
        name = label(JOINT_LABELS, self.label).lower()
        return f"{name}: {self.text} ({self.who}, {day_text(self.day)})"

    @property
    def disagrees(self) -> bool:
        """Whether the person makes something else of it than the rule."""
        return self.label != self.candidate

    @property
    def where(self) -> str:
        """Its place, for messages."""
        return f"{INFERENCES.file}, regel {self.line}"


def read_inferences(coding: Coding) -> tuple[Inference, ...]:
    """Read what people make of the cells; without the file, nobody made anything.

    Raises
    ------
    StudyError
        With every cell of the table that is wrong.
    """
    path = coding.study.root / INFERENCES.file
    if not path.is_file():
        return ()
    return tuple(
        Inference(
            leefgebied=str(row["leefgebied"]),
            group=str(row["group"]),
            candidate=str(row["candidate"]),
            label=str(row["label"]),
            text=str(row["text"]),
            evidence=tuple(dict.fromkeys(REFERENCE.findall(str(row["evidence"])))),
            who=str(row["who"]),
            day=row["day"],
            line=int(row[LINE]),
            cut=CUT_CITATION in str(row["evidence"]),
        )
        for row in read_table(path, INFERENCES).to_dict("records")
    )


def evidence_problems(
    inference: Inference,
    talk: Talk,
    change: AreaChange,
    *,
    known: Collection[str],
    printable: Collection[str],
) -> Iterator[Problem]:
    """Yield what is wrong with the evidence of an inference that holds.

    Parameters
    ----------
    inference : Inference
        What somebody wrote.
    talk, change : Talk, AreaChange
        The strands of the same cell.
    known : collection of str
        Ids of all codings.
    printable : collection of str
        Those that may be quoted.
    """
    cell = f"{inference.leefgebied}.{inference.group}"
    quoted = {f"citaat:{name}" for name in talk.codings}
    spoken = quoted | {
        f"aantal:samenhang.{cell}.{side}" for side in ("werkt", "tekort")
    }
    scored = {
        f"aantal:zrm.{result.domain}.{way}"
        for result in change.domains
        for way in ("hoger", "gelijk", "lager")
    } | set(_ALL_SCORES)
    where = f"{inference.where}, kolom bewijs"
    for name in inference.evidence:
        if name not in spoken | scored:
            yield _elsewhere(name, where, known=known)
        elif name in quoted and name.removeprefix("citaat:") not in printable:
            yield Problem(
                what=f"{{{{{name}}}}} mag niet worden afgedrukt",
                where=where,
                fix="kies een uitspraak van iemand die geciteerd mag worden",
            )
    wanted: Sequence[tuple[str, set[str], str]] = (
        (talk.state, spoken, "wat mensen zeggen, zoals {{citaat:...}}"),
        (change.state, scored, "wat scores laten zien, zoals {{tabel:zrm}}"),
    )
    for state, fitting, what in wanted:
        if state != "niets" and not fitting & set(inference.evidence):
            yield Problem(
                what=f"de duiding van {cell} verwijst niet naar {what}",
                where=where,
                fix="noem van beide kanten minstens één stuk bewijs; `tbresearch "
                "samenhang` geeft de namen",
            )


def _elsewhere(name: str, where: str, *, known: Collection[str]) -> Problem:
    coding = name.removeprefix("citaat:")
    if name.startswith("citaat:") and coding not in known:
        return Problem(
            what=f"codering {coding!r} bestaat niet",
            where=where,
            fix="verbeter de naam, of haal de verwijzing weg",
        )
    return Problem(
        what=f"verwijzing {{{{{name}}}}} hoort niet bij deze cel",
        where=where,
        fix="verwijs naar een codering van dit leefgebied en deze groep, of naar de "
        "scores op een domein dat erbij past",
    )
