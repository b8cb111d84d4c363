"""What may be done with what a respondent said.

Consent is given per purpose and is no unless it says yes. Rights follow from
consents: to be quoted one must first be counted.
"""

from __future__ import annotations

import pandas as pd

__all__ = ["effective_rights", "may_be_counted"]


def effective_rights(respondents: pd.DataFrame) -> pd.DataFrame:
    """Derive what may be done from what was consented to.

    Parameters
    ----------
    respondents : pd.DataFrame
        The respondents of a study, with a boolean column per consent.

    Returns
    -------
    pd.DataFrame
        Indexed by respondent, with booleans `counted`, `quoted`,
        `quoted_with_role`, `described` (in a vignette), `linked` (to ZRM rows),
        `paired` (with their own professional or client), `archived` and `contacted`.
        Who may not be counted has no right left but that to be contacted again.
    """
    people = respondents.set_index("respondent")
    counted = may_be_counted(people)
    quoted = counted & people["letterlijk_citeren"].astype(bool)
    return pd.DataFrame(
        {
            "counted": counted,
            "quoted": quoted,
            "quoted_with_role": quoted & people["citeren_met_rol"].astype(bool),
            "described": counted & people["vignet"].astype(bool),
            "linked": counted & people["koppeling"].astype(bool),
            "paired": counted & people["naast_elkaar"].astype(bool),
            "archived": counted & people["archivering"].astype(bool),
            "contacted": people["hercontact"].astype(bool),
        }
    )


def may_be_counted(respondents: pd.DataFrame) -> pd.Series[bool]:
    """Tell of each row of respondents whether it may be counted."""
    return respondents["deelname"].astype(bool)
