"""An act of a page is carried out once, and its page is told what came of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tbresearch.errors import Problem, StudyError
from tbresearch.widgets.messages import answer


def double(*, number: int) -> dict[str, Any]:
    if number < 0:
        problem = Problem(what="te klein", where="getal", fix="neem een groter getal")
        raise StudyError([problem, problem])
    return {"number": 2 * number}


ACTS = {"double": double}


def test_what_is_done_is_told_with_the_number_of_the_act() -> None:
    told = answer(ACTS, {"act": "double", "id": "a-1", "number": 4})
    assert told == {"act": "double", "id": "a-1", "done": {"number": 8}}


def test_every_problem_is_told_with_its_place_and_remedy() -> None:
    told = answer(ACTS, {"act": "double", "id": "a-1", "number": -4})
    problem = {"what": "te klein", "where": "getal", "fix": "neem een groter getal"}
    assert told == {"act": "double", "id": "a-1", "problems": [problem, problem]}


@pytest.mark.parametrize(
    "message",
    [
        {"act": "halve", "id": "a-1"},
        {"act": "double", "id": "a-1"},
        {"act": "double", "id": "a-1", "number": 1, "more": 2},
        {"act": "double", "id": "a-1", "number": None},
        {"id": "a-1"},
        {},
    ],
)
def test_a_fault_of_our_own_is_told_too(message: dict[str, Any]) -> None:
    told = answer(ACTS, message)
    [problem] = told["problems"]
    assert problem["what"].startswith("de werkbank maakt hier zelf een fout (")
    assert problem["where"] == "uw laatste handeling, die niet is opgeslagen"
    assert problem["fix"] == (
        "meld dit bij wie de werkbank onderhoudt; voer daarna de cel opnieuw uit"
    )
    json.dumps(told)
