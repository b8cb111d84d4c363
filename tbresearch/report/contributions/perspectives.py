"""What pairs of a professional and a client bring, if there are enough of them.

Who is one of a pair can work out what the other said, so of few pairs no number is
shown, whatever else the study shows.
"""

from __future__ import annotations

from tbresearch.findings import PAIRS, SIDES_OF_PAIR, PerspectiveAgreement
from tbresearch.privacy import LogEntry, disclosure_rule
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.evidence import Contribution
from tbresearch.report.tables import TableText

__all__ = ["perspective_contribution"]

_TABLE = "tabel:koppels"
_TITLE = "Begeleiders naast hun eigen cliënten, in koppels"


def perspective_contribution(result: PerspectiveAgreement) -> Contribution:
    """Return the table, or the sentence that says why there is none."""
    study = result.coding.study
    head = "## Begeleiders en hun eigen cliënten\n"
    if result.missing is not None:
        said = (
            "Of begeleiders en hun eigen cliënten hetzelfde noemen, is "
            f"{result.missing}."
        )
        return Contribution(sections={"ervaringen": f"{head}\n{said}\n"})
    hidden = len(result.pairs) < study.smallest_count or study.statements != "tonen"
    body = f"{{{{{_TABLE}}}}}"
    if hidden:
        body = left_out_text("De tabel van begeleiders naast hun eigen cliënten")
    notes = "\n".join(f"- {note}" for note in result.notes)
    cells = len(result.counts) * len(SIDES_OF_PAIR)
    entry = LogEntry(
        table=_TABLE,
        title=_TITLE,
        cells=cells,
        primary=cells,
        secondary=0,
        limited=0,
        exposed=0,
        rule=str(disclosure_rule(study)),
        left_out=True,
    )
    return Contribution(
        sections={"ervaringen": f"{head}\n{body}\n\n{notes}\n"},
        evidence=left_out(_TABLE) if hidden else (),
        tables=() if hidden else (_table(result),),
        disclosure=(entry,) if hidden else (),
    )


def _table(result: PerspectiveAgreement) -> TableText:
    rows = tuple(
        (
            str(row["label"]),
            *(str(result.count(str(row["code"]), side)) for side in SIDES_OF_PAIR),
        )
        for row in result.to_frame().to_dict("records")
    )
    coders = result.coding.study.findings_from
    return TableText(
        key=_TABLE,
        caption=_TITLE,
        head=("Code", *SIDES_OF_PAIR.values()),
        rows=rows,
        right=tuple(range(1, len(SIDES_OF_PAIR) + 1)),
        method=" ".join(result.notes),
        sources=(PAIRS.file, *(f"coderingen/{coder}.jsonl" for coder in coders)),
    )
