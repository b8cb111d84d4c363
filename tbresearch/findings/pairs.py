"""Which professional goes with which client, from `koppels.csv`.

Nothing else in a study ties two respondents together. Both must have consented to
`naast_elkaar`: what one of a pair says tells something of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tbresearch.errors import Problem, StudyError
from tbresearch.privacy import effective_rights
from tbresearch.study import LINE, Study, Table, read_table
from tbresearch.study.fields import Field, key, unknown_name
from tbresearch.vocabulary import GROUP_MEMBERS, quantity_text

__all__ = ["PAIRS", "Pairs", "read_pairs"]

PAIRS = Table(
    file="koppels.csv",
    fields=(
        Field(name="begeleider", column="professional", kind=key(), required=True),
        Field(name="client", column="client", kind=key(), required=True),
    ),
    unique=("professional", "client"),
)
_GROUPS = {"professional": "begeleider", "client": "client"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Professionals and their clients, both respondents of the study.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a pair: professional, client, and line of the file.
    """

    frame: pd.DataFrame

    def __str__(self) -> str:
        several = quantity_text(len(self.frame), "koppel", "koppels")
        return f"Koppels: {several} van begeleider en cliënt"


def read_pairs(study: Study) -> Pairs:
    """Read which professional goes with which client; without the file, none do.

    Raises
    ------
    StudyError
        With every pair of which one is no such respondent, or did not consent.
    """
    path = study.root / PAIRS.file
    if not path.is_file():
        names = [*(field.column for field in PAIRS.fields), LINE]
        return Pairs(frame=pd.DataFrame(columns=names))
    frame = read_table(path, PAIRS)
    problems = list(_problems(frame, study))
    if problems:
        raise StudyError(problems)
    return Pairs(frame=frame)


def _problems(frame: pd.DataFrame, study: Study) -> Iterator[Problem]:
    groups = study.respondents.set_index("respondent")["group"]
    paired = effective_rights(study.respondents)["paired"]
    names = {field.column: field.name for field in PAIRS.fields}
    for row in frame.to_dict("records"):
        for column, group in _GROUPS.items():
            who = str(row[column])
            where = f"{PAIRS.file}, regel {row[LINE]}, kolom {names[column]}"
            if who not in groups.index:
                known = [str(name) for name in groups.index[groups == group]]
                yield unknown_name(who, known, where=where)
            elif groups[who] != group:
                yield Problem(
                    what=f"respondent {who!r} is geen {GROUP_MEMBERS[group]}",
                    where=where,
                    fix="verbeter het nummer, of de groep in respondenten.csv",
                )
            elif not paired[who]:
                yield Problem(
                    what=f"respondent {who!r} gaf geen toestemming voor naast_elkaar",
                    where=where,
                    fix="verwijder de regel, of vul de toestemming in als die er is; "
                    "die voor koppeling gaat over scores en is hier niet genoeg",
                )
