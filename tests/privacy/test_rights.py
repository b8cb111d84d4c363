"""Rights follow from consents, and a blank is no consent."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tbresearch.privacy import effective_rights
from tbresearch.study import open_study

CONSENTS = (
    "deelname",
    "letterlijk_citeren",
    "citeren_met_rol",
    "vignet",
    "koppeling",
    "naast_elkaar",
    "archivering",
    "hercontact",
)


@pytest.mark.parametrize("given", list(itertools.product([False, True], repeat=8)))
def test_each_right_needs_the_one_before_it(given: tuple[bool, ...]) -> None:
    people = pd.DataFrame(
        [{"respondent": "B1", **dict(zip(CONSENTS, given, strict=True))}]
    )
    rights = effective_rights(people)
    assert rights.loc["B1"].to_dict() == {
        "counted": given[0],
        "quoted": given[0] and given[1],
        "quoted_with_role": given[0] and given[1] and given[2],
        "described": given[0] and given[3],
        "linked": given[0] and given[4],
        "paired": given[0] and given[5],
        "archived": given[0] and given[6],
        "contacted": given[7],
    }


def test_no_consent_column_means_no_right(small_study: Path) -> None:
    table = small_study / "respondenten.csv"
    table.write_text(
        "respondent;groep\nB1;begeleider\nB2;begeleider\nB3;begeleider\n"
        "B4;begeleider\nC1;client\nC2;client\n"
    )
    rights = effective_rights(open_study(small_study).respondents)
    assert list(rights.index) == ["B1", "B2", "B3", "B4", "C1", "C2"]
    assert not rights.to_numpy().any()


def test_a_blank_consent_is_no(
    small_study: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(
        small_study / "respondenten.csv",
        "B1;begeleider;thuisbegeleider;zorgpunt;ja;ja;ja",
        "B1;begeleider;thuisbegeleider;zorgpunt;;ja;ja",
    )
    rights = effective_rights(open_study(small_study).respondents)
    assert rights["counted"].to_dict() == {
        "B1": False,
        "B2": True,
        "B3": True,
        "B4": True,
        "C1": True,
        "C2": False,
    }
    assert rights["quoted"].to_dict()["B1"] is False


def test_the_respondents_are_not_changed(small_study: Path) -> None:
    respondents = open_study(small_study).respondents
    before = respondents.copy()
    effective_rights(respondents)
    pd.testing.assert_frame_equal(respondents, before)
