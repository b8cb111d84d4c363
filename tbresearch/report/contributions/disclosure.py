"""What disclosure control brings: what of which table is not shown, and why."""

from __future__ import annotations

from collections.abc import Iterable

from tbresearch.privacy import LogEntry, disclosure_log, disclosure_rule
from tbresearch.report.evidence import Contribution
from tbresearch.report.tables import TableText
from tbresearch.study import SETTINGS_FILE, Study
from tbresearch.synthesis.claims import REFERENCE
from tbresearch.vocabulary import MISSING_CHOICES, STATEMENT_CHOICES, ZERO_CHOICES

__all__ = ["disclosure_contribution", "told_in"]

_HEAD = ("Tabel", "Niet getoond", "Regel")


def told_in(texts: Iterable[str], entries: Iterable[LogEntry]) -> list[LogEntry]:
    """Return the entries on tables that texts refer to, drawn or not, or leave out."""
    keys = {key for text in texts for key in REFERENCE.findall(text)}
    keys |= {key.replace("figuur:", "tabel:", 1) for key in keys}
    return [entry for entry in entries if entry.table in keys or entry.left_out]


def disclosure_contribution(study: Study, entries: Iterable[LogEntry]) -> Contribution:
    """Return the appendix on all tables that were protected, if there are any."""
    log = disclosure_log(entries)
    if not log.entries:
        return Contribution()
    rule = disclosure_rule(study)
    choices = (
        ZERO_CHOICES[study.zeros],
        MISSING_CHOICES[study.missing],
        STATEMENT_CHOICES[study.statements],
    )
    lines = [
        f"De regel van deze studie: {rule}.",
        *(term.meaning for term in choices),
        "Andere aantallen worden niet getoond als een klein aantal daaruit te "
        "berekenen is.",
    ]
    return Contribution(
        sections={
            "onthulling": "{{tabel:onthulling}}\n\n"
            + "\n".join(f"- {line}" for line in lines)
            + "\n"
        },
        tables=(
            TableText(
                key="tabel:onthulling",
                caption="Aantallen die niet zijn getoond, per tabel",
                head=_HEAD,
                rows=tuple(log.rows()),
                method=" ".join(lines),
                sources=(SETTINGS_FILE,),
            ),
        ),
    )
