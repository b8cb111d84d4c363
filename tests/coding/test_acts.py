"""Acts: what each does, and that every act of a person can be taken back."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.coding.acts import Act, State, inverted

TIME = "2025-12-08T09:00:00+00:00"
NAMES = st.sampled_from("ab")
WORDS = st.sampled_from(["", "rust", "één 🙂"])


def add(name: str, **more: object) -> Act:
    return {
        "act": "add",
        "id": name,
        "time": TIME,
        "session": "fg1",
        "start": 3,
        "end": 7,
        "code": "rust",
        "polarity": "succesfactor",
        "quote": "rust",
        "sha256": "0" * 64,
        **more,
    }


def act(kind: str, **more: object) -> Act:
    return {"act": kind, "time": TIME, **more}


def after(*acts: Act) -> State:
    state = State()
    for line, one in enumerate(acts, start=1):
        assert state.apply(one, line=line) is None, one
    return state


def what_stands(state: State) -> tuple[object, ...]:
    """Return all that a reader sees: not the line or time of an act."""
    codings = {
        name: {key: row[key] for key in row if key not in ("line", "time")}
        for name, row in state.codings.items()
    }
    memos = {about: text for about, text in state.memos.items() if text}
    return deepcopy((codings, memos, state.done, state.rejected))


def test_a_change_gives_another_code_and_polarity() -> None:
    change = act("change", id="a", code="wachttijd", polarity="verbeterpunt")
    row = after(add("a"), change).codings["a"]
    assert (row["code"], row["polarity"]) == ("wachttijd", "verbeterpunt")


def test_a_coding_is_marked_as_a_quote_for_the_report() -> None:
    assert after(add("a"), act("mark", id="a", marked=True)).codings["a"]["marked"]


def test_notes_about_a_transcript_or_a_code_stand_by_what_they_are_about() -> None:
    one = act("note", about="gesprek:fg1", text="rumoerig")
    two = act("note", about="code:rust", text="ook stilte?")
    assert after(one, two).memos == {
        "gesprek:fg1": "rumoerig",
        "code:rust": two["text"],
    }


def test_a_finished_session_can_be_opened_again() -> None:
    closed, opened = (act("done", session="fg1", done=done) for done in (True, False))
    assert after(closed).done == {"fg1"}
    assert after(closed, opened).done == set()


def test_a_removed_coding_comes_back_with_its_memo_and_mark() -> None:
    state = after(
        add("a", suggestion="s1"),
        act("memo", id="a", text="let op"),
        act("mark", id="a", marked=True),
    )
    before = what_stands(state)
    state.apply(act("remove", id="a"), line=4)
    undo = {**state.undo[-1], "time": TIME, "by": "undo"}
    assert state.apply(undo, line=5) is None
    assert what_stands(state) == before


def test_a_new_act_ends_what_could_be_done_again() -> None:
    state = after(add("a"))
    state.apply({**state.undo[-1], "time": TIME, "by": "undo"}, line=2)
    assert len(state.redo) == 1
    state.apply(add("b"), line=3)
    assert (len(state.undo), state.redo) == (1, [])


def test_moves_of_a_new_version_are_nobodys_act() -> None:
    state = after(
        add("a"),
        act("move", id="a", start=9, end=13, sha256="1" * 64),
        act("park", id="a"),
    )
    assert [one["act"] for one in state.undo] == ["remove"]


def test_a_change_of_the_codebook_turns_around_and_back() -> None:
    state = after(act("codebook", change={"op": "new", "code": "x"}))
    undo = {**state.undo[-1], "time": TIME, "by": "undo"}
    assert undo["change"] == {"back": {"op": "new", "code": "x"}}
    state.apply(undo, line=2)
    assert state.redo[-1]["change"] == {"op": "new", "code": "x"}
    assert inverted({"back": {"op": "new"}}) == {"op": "new"}


MALFORMED = {
    "a mark that is no yes or no": act("mark", id="a", marked="ja"),
    "a note about nothing": act("note", text="x"),
    "a change without polarity": act("change", id="a", code="x"),
    "a number for who takes it back": add("b", by=1),
    "a memo in an add that is no text": add("b", memo=None),
}
MISSING = ["marked", "about", "polarity", "by", "memo"]


@pytest.mark.parametrize(("case", "name"), [*zip(MALFORMED, MISSING, strict=True)])
def test_an_act_of_wrong_form_names_what_is_wrong(case: str, name: str) -> None:
    state = after(add("a"))
    found = state.apply(MALFORMED[case], line=2)
    assert found == f"in deze regel ontbreekt of klopt niet: {name}"
    assert what_stands(state) == what_stands(after(add("a")))


def steps(draws: list[tuple[str, str, str, bool]]) -> Iterator[Act]:
    for kind, name, word, flag in draws:
        yield {
            "add": add(name, quote=word),
            "remove": act("remove", id=name),
            "memo": act("memo", id=name, text=word),
            "mark": act("mark", id=name, marked=flag),
            "change": act("change", id=name, code=word, polarity="geen"),
            "note": act("note", about=f"code:{name}", text=word),
            "done": act("done", session=name, done=flag),
            "reject": act("reject", suggestion=name, rejected=flag),
            "codebook": act("codebook", change={"op": word}),
        }[kind]


KINDS = ["add", "remove", "memo", "mark", "change", "note", "done", "reject"]
draws = st.lists(
    st.tuples(st.sampled_from([*KINDS, "codebook"]), NAMES, WORDS, st.booleans())
)


@given(draws)
def test_undoing_all_and_doing_it_again_leads_back_step_by_step(
    draws: list[tuple[str, str, str, bool]],
) -> None:
    state = State()
    empty = what_stands(state)
    taken = (state.apply(one, line=1) is None for one in steps(draws))
    seen = [empty, *(what_stands(state) for done in taken if done)]
    assert len(state.undo) == len(seen) - 1
    for by, past in (("undo", seen[-2::-1]), ("redo", seen[1:])):
        for expected in past:
            last = (state.undo if by == "undo" else state.redo)[-1]
            assert state.apply({**last, "time": TIME, "by": by}, line=1) is None
            assert what_stands(state) == expected
    assert state.redo == []
