"""Errors: what is wrong, where, and how to mend it, for one problem or for many."""

import pickle

import pytest

from tbresearch.errors import Problem, StudyError, WorkbenchError

PLACE = {"where": "zrm.csv, regel 3", "fix": "verbeter de cel"}


def test_an_error_reads_as_what_where_and_remedy() -> None:
    error = WorkbenchError("score 7 bestaat niet", **PLACE)
    assert str(error) == (
        "score 7 bestaat niet\n"
        "  waar:      zrm.csv, regel 3\n"
        "  oplossing: verbeter de cel"
    )


def test_an_error_cannot_be_raised_without_place_and_remedy() -> None:
    with pytest.raises(TypeError, match="where"):
        WorkbenchError("score 7 bestaat niet")
    with pytest.raises(TypeError, match="fix"):
        WorkbenchError("score 7 bestaat niet", where="zrm.csv")


def test_an_error_holds_its_one_problem() -> None:
    error = WorkbenchError("score 7 bestaat niet", **PLACE)
    assert error.problems == (Problem(what="score 7 bestaat niet", **PLACE),)


def test_a_study_error_lists_all_problems_in_their_order() -> None:
    first = Problem(what="tweede letter eerst", **PLACE)
    second = Problem(what="a", where="b", fix="c")
    error = StudyError(iter([first, second]))
    assert error.problems == (first, second)
    assert str(error) == f"{first}\n{second}"


def test_one_except_catches_both() -> None:
    with pytest.raises(WorkbenchError, match="oplossing: c"):
        raise StudyError([Problem(what="a", where="b", fix="c")])


@pytest.mark.parametrize(
    "error",
    [
        WorkbenchError("score 7 bestaat niet", **PLACE),
        StudyError([Problem(what="a", where="b", fix="c")] * 2),
    ],
    ids=["one", "many"],
)
def test_an_error_of_another_process_arrives_whole(error: WorkbenchError) -> None:
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert arrived.problems == error.problems
    assert str(arrived) == str(error)


def test_a_problem_cannot_be_changed() -> None:
    problem = Problem(what="a", where="b", fix="c")
    with pytest.raises(AttributeError):
        problem.what = "x"
