"""What the framework matrix brings: summaries of cases, each with its codings.

A summary is of one person, so it is printed only of who may be described; one of a
session, only if that holds for all who spoke there. Pointers are the ids of codings.
"""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.coding import Coding
from tbresearch.coding.retrieval import CITATION, FRAMEWORK, FrameworkMatrix
from tbresearch.privacy import effective_rights
from tbresearch.report.evidence import Contribution
from tbresearch.report.tables import TableText
from tbresearch.study import LINE
from tbresearch.vocabulary import GROUP_MEMBERS, join_text

__all__ = ["framework_contribution"]

_RULE = (
    "Een samenvatting gaat over één persoon of één gesprek. Afgedrukt zijn alleen "
    "samenvattingen van wie als praktijkvoorbeeld mag worden beschreven (toestemming "
    "voor een vignet); bij een gesprek moet dat voor alle sprekers gelden."
)
_NONE = "Er is nu geen samenvatting die mag worden afgedrukt."
_TABLE = "tabel:raamwerk"


def framework_contribution(matrix: FrameworkMatrix) -> Contribution:
    """Return all summaries of the study, a row each, as far as they may be shown."""
    if matrix.framework.cells.empty:
        return Contribution()
    shown = list(_shown(matrix))
    body = f"{{{{{_TABLE}}}}}" if shown else _NONE
    return Contribution(
        sections={
            "raamwerk": "Wat een geval over een code zegt, in de woorden van de "
            f"onderzoeker, met de coderingen waar het op rust.\n\n{_RULE}\n\n{body}\n"
        },
        tables=(_table(shown),) if shown else (),
        texts={FRAMEWORK.file: _lines(shown)} if shown else {},
    )


def _shown(matrix: FrameworkMatrix) -> Iterator[tuple[str, str, str, int]]:
    """Yield case, code, summary and line of what may be printed."""
    coding = matrix.coding
    may = effective_rights(coding.study.respondents)["described"]
    spoke = coding.study.speakers
    cases = coding.study.sessions.set_index("session")["title"].to_dict()
    people = coding.study.respondents.set_index("respondent")
    for row in matrix.framework.cells.to_dict("records"):
        case, code = str(row["case"]), coding.codebook.codes[str(row["code"])].label
        there = spoke[spoke["session"] == case]["respondent"]
        who = [case] if case in may.index else [w for w in there if w in may.index]
        if who and all(may[name] for name in who):
            name = cases.get(case) or _person(case, people.loc[case], coding)
            yield str(name), code, str(row["summary"]), int(row[LINE])


def _person(case: str, row: object, coding: Coding) -> str:
    """Return who a case is, as under a quote: what somebody is, and the session."""
    spoke = coding.study.speakers
    sessions = spoke[spoke["respondent"] == case]["session"]
    titles = coding.study.sessions.set_index("session")["title"]
    where = [str(titles[name]) for name in dict.fromkeys(sessions)]
    return ", ".join([GROUP_MEMBERS[str(row["group"])], join_text(where)])  # type: ignore[index]


def _table(shown: list[tuple[str, str, str, int]]) -> TableText:
    return TableText(
        key=_TABLE,
        caption="Het raamwerk: geval, code en samenvatting",
        head=("Geval", "Code", "Samenvatting, met coderingen"),
        rows=tuple(
            (case, code, CITATION.sub(r"[\1]", summary))
            for case, code, summary, _ in shown
        ),
        method=f"Overgenomen uit {FRAMEWORK.file}. {_RULE}",
        sources=(FRAMEWORK.file,),
    )


def _lines(shown: list[tuple[str, str, str, int]]) -> str:
    """Return the author's words, each on the line on which it stands in the file."""
    lines = [""] * max(line for *_, line in shown)
    for _, _, summary, line in shown:
        lines[line - 1] = " ".join(summary.split())
    return "\n".join(lines)
