"""Which checklists a report has, and all of them filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tbresearch.report.checklist.answering import OwnAnswer
from tbresearch.report.checklist.economic import cheers_answers, not_economic
from tbresearch.report.checklist.filling import Answer, Checklists, fill
from tbresearch.report.checklist.intended import tidier_answers
from tbresearch.report.checklist.lists import CHECKLISTS, read_checklist
from tbresearch.report.checklist.materials import Materials
from tbresearch.report.checklist.mixed import gramms_answers, not_mixed
from tbresearch.report.checklist.talk import (
    coreq_answers,
    qualitative_list,
    rtarg_answers,
)

__all__ = ["fill_checklists"]

# What says of each list what the study has, and why the list does not apply.
_ANSWERS: Mapping[str, Callable[[Materials], Mapping[int, Answer]]] = {
    "coreq": coreq_answers,
    "rtarg": rtarg_answers,
    "gramms": gramms_answers,
    "tidier": tidier_answers,
    "cheers": cheers_answers,
}
_REASONS: Mapping[str, Callable[[Materials], str]] = {
    "gramms": not_mixed,
    "cheers": not_economic,
}


def fill_checklists(
    held: Materials, own: Mapping[tuple[str, int], OwnAnswer]
) -> Checklists:
    """Fill the checklists of a report: COREQ or RTARG, GRAMMS, TIDieR and CHEERS.

    Parameters
    ----------
    held : Materials
        What the report has.
    own : mapping of (str, int) to OwnAnswer
        The author's answers, by list and number.
    """
    talk = qualitative_list(held.study)
    chosen = [name for name in CHECKLISTS if name not in {"coreq", "rtarg"} - {talk}]
    return Checklists(
        lists=tuple(
            fill(
                read_checklist(name),
                _ANSWERS[name](held),
                own=own,
                held=held,
                reason=_REASONS[name](held) if name in _REASONS else "",
            )
            for name in chosen
        )
    )
