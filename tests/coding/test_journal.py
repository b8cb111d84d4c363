"""The journal: one line an act, durable, and at most one act lost in a crash."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.coding.acts import State
from tbresearch.coding.journal import Folded, append_act, fold, journal_path
from tbresearch.errors import WorkbenchError

SOURCE = "coderingen/anna.jsonl"
REPAIR = (
    "  oplossing: zet de regel terug uit een reservekopie; het codeerdagboek is niet "
    "bedoeld om met de hand te wijzigen"
)
Act = dict[str, object]


def add(name: str, quote: str = "Cliënt: rust 🙂") -> Act:
    return {
        "act": "add",
        "id": name,
        "time": "2025-12-08T09:00:00+00:00",
        "session": "fg1",
        "start": 3,
        "end": 3 + len(quote),
        "code": "rust",
        "polarity": "succesfactor",
        "quote": quote,
        "sha256": "0" * 64,
    }


def remove(name: str) -> Act:
    return {"act": "remove", "id": name, "time": "2025-12-08T09:01:00+00:00"}


def memo(name: str, text: str) -> Act:
    return {
        "act": "memo",
        "id": name,
        "time": "2025-12-08T09:02:00+00:00",
        "text": text,
    }


def move(name: str, start: int) -> Act:
    return {
        "act": "move",
        "id": name,
        "time": "2025-12-08T09:03:00+00:00",
        "start": start,
        "end": start + 4,
        "sha256": "1" * 64,
    }


def park(name: str) -> Act:
    return {"act": "park", "id": name, "time": "2025-12-08T09:04:00+00:00"}


def torn_note(line: int) -> str:
    return (
        f"{SOURCE}, regel {line}: afgebroken bij een storing; die ene handeling is "
        "niet bewaard, al het andere wel"
    )


def problem(line: int, what: str) -> str:
    return f"{what}\n  waar:      {SOURCE}, regel {line}\n{REPAIR}"


def state(folded: Folded) -> dict[str, str]:
    """Return the memo of each coding that stands."""
    return {name: str(row["memo"]) for name, row in folded.codings.items()}


def problems(folded: Folded) -> list[str]:
    return [str(one) for one in folded.problems]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_path(tmp_path, "anna")


@pytest.fixture
def folded(path: Path) -> Callable[..., Folded]:
    """Return a function that folds lines, each a text, bytes or an act."""

    def of(*lines: str | bytes | Act) -> Folded:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(
            b"".join(
                line
                if isinstance(line, bytes)
                else (
                    line if isinstance(line, str) else json.dumps(line) + "\n"
                ).encode()
                for line in lines
            )
        )
        return fold(path, source=SOURCE)

    return of


def test_a_journal_that_is_not_there_holds_nothing(path: Path) -> None:
    empty = Folded(state=State(), size=0, notes=(), problems=())
    assert fold(path, source=SOURCE) == empty
    assert not path.parent.exists()


def test_each_act_is_one_line_of_readable_text(path: Path) -> None:
    acts = [add("a"), memo("a", "regel\nregel\u2028\x85twee"), remove("a")]
    for act in acts:
        append_act(path, act)
    raw = path.read_bytes()
    assert raw.endswith(b"\n")
    assert [json.loads(line) for line in raw.split(b"\n")[:-1]] == acts
    assert "Cliënt: rust 🙂" in raw.decode()


def test_appending_leaves_every_earlier_byte(path: Path) -> None:
    states = []
    for name in "abc":
        append_act(path, add(name))
        states.append(path.read_bytes())
    for before, after in pairwise(states):
        assert after.startswith(before)


def test_an_act_is_on_the_disk_before_it_is_acknowledged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(path.read_bytes()))
    append_act(path, add("a"))
    append_act(path, add("b"))
    lines = [json.dumps(add(name), ensure_ascii=False) + "\n" for name in "ab"]
    assert [raw.decode() for raw in seen] == [lines[0], "".join(lines)]


NOT_SAVED = (
    "deze handeling is niet opgeslagen\n"
    "  waar:      coderingen/anna.jsonl\n"
    "  oplossing: maak ruimte op de schijf, of hef de schrijfbeveiliging van het "
    "bestand op, en doe de handeling opnieuw; alles van daarvoor is bewaard"
)


def test_an_act_that_does_not_reach_the_disk_leaves_no_trace(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_act(path, add("a"))
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(WorkbenchError) as caught:
            append_act(path, add("b"))
    assert str(caught.value) == NOT_SAVED
    assert path.read_bytes() == before
    append_act(path, add("b"))
    assert set(fold(path, source=SOURCE).codings) == {"a", "b"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of file size")
def test_an_act_that_is_half_written_when_the_disk_is_full_is_taken_back(
    tmp_path: Path,
) -> None:
    program = """
import resource, signal, sys
from pathlib import Path
from tbresearch.coding.journal import append_act
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
append_act(path, {"act": "memo", "text": "a" * 100})
before = path.read_bytes()
resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, -1))
try:
    append_act(path, {"act": "memo", "text": "b" * 100})
except Exception as error:
    assert path.read_bytes() == before
    print(error)
"""
    path = journal_path(tmp_path, "anna")
    told = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    assert told.stdout.strip() == NOT_SAVED


def test_a_journal_that_cannot_be_opened_is_named(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(WorkbenchError) as caught:
        append_act(path, add("a"))
    assert str(caught.value) == NOT_SAVED


def test_a_coding_is_what_was_added_with_its_line(
    folded: Callable[..., Folded],
) -> None:
    found = folded(add("a"), "\n", add("b", "Overzicht"), memo("b", "kort"))
    row = {key: value for key, value in add("b", "Overzicht").items() if key != "act"}
    assert found.codings["b"] == row | {
        "memo": "kort",
        "marked": False,
        "suggestion": "",
        "line": 3,
        "parked": False,
    }
    assert found.codings["a"]["line"] == 1
    assert (found.notes, found.problems) == ((), ())


def test_the_last_memo_stands(folded: Callable[..., Folded]) -> None:
    found = folded(add("a"), memo("a", "een"), memo("a", "twee"))
    assert state(found) == {"a": "twee"}


def test_what_is_removed_may_be_added_again(folded: Callable[..., Folded]) -> None:
    found = folded(add("a"), memo("a", "oud"), remove("a"), add("a", "Nieuw"))
    assert state(found) == {"a": ""}
    assert found.codings["a"]["quote"] == "Nieuw"
    assert found.problems == ()


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_what_a_text_editor_does_to_a_file_does_no_harm(
    bom: bytes, line_end: bytes, folded: Callable[..., Folded]
) -> None:
    lines = (json.dumps(act).encode() for act in (add("a"), memo("a", "x"), add("b")))
    found = folded(bom + line_end.join(lines) + line_end)
    assert (state(found), found.notes, found.problems) == ({"a": "x", "b": ""}, (), ())


def test_a_move_gives_a_new_place_and_leaves_the_rest(
    folded: Callable[..., Folded],
) -> None:
    found = folded(add("a"), memo("a", "kort"), move("a", 9))
    before = folded(add("a"), memo("a", "kort")).codings["a"]
    assert found.codings["a"] == before | {"start": 9, "end": 13, "sha256": "1" * 64}


def test_what_is_parked_waits_until_it_is_moved_added_or_removed(
    folded: Callable[..., Folded],
) -> None:
    parked = add("a"), memo("a", "kort"), park("a")
    assert folded(*parked).codings["a"]["parked"]
    moved = folded(*parked, move("a", 9)).codings["a"]
    assert (moved["parked"], moved["start"]) == (False, 9)
    again = folded(*parked, add("a", "Nieuw")).codings["a"]
    assert (again["parked"], again["quote"], again["memo"]) == (False, "Nieuw", "kort")
    assert folded(*parked, remove("a")).codings == {}


IMPOSSIBLE = {
    "an unknown act": (
        {"act": "accept", "id": "a"},
        "handeling 'accept' is niet bekend",
    ),
    "no act at all": ({"id": "a"}, "handeling None is niet bekend"),
    "an act that is a list": ({"act": ["add"]}, "handeling ['add'] is niet bekend"),
    "an id that is there": (add("a"), "codering 'a' bestaat al"),
    "removing what is not there": (remove("z"), "codering 'z' bestaat niet"),
    "a memo with what is not there": (memo("z", "x"), "codering 'z' bestaat niet"),
    "a missing key": (
        {k: v for k, v in add("b").items() if k != "session"},
        "in deze regel ontbreekt of klopt niet: session",
    ),
    "several missing keys": (
        {"act": "add", "id": "b"},
        "in deze regel ontbreekt of klopt niet: time, session, start, end, code, "
        "polarity, quote, sha256",
    ),
    "true for a number": (
        add("b") | {"start": True},
        "in deze regel ontbreekt of klopt niet: start",
    ),
    "a fraction for a number": (
        add("b") | {"end": 4.0},
        "in deze regel ontbreekt of klopt niet: end",
    ),
    "a number for a text": (
        add("b") | {"quote": 12},
        "in deze regel ontbreekt of klopt niet: quote",
    ),
    "null for a text": (
        add("b") | {"code": None},
        "in deze regel ontbreekt of klopt niet: code",
    ),
    "moving what is not there": (move("z", 1), "codering 'z' bestaat niet"),
    "parking what is not there": (park("z"), "codering 'z' bestaat niet"),
    "a move without a place": (
        {k: v for k, v in move("a", 1).items() if k != "end"},
        "in deze regel ontbreekt of klopt niet: end",
    ),
    "a memo without text": (
        {k: v for k, v in memo("a", "").items() if k != "text"},
        "in deze regel ontbreekt of klopt niet: text",
    ),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_a_line_that_says_something_impossible_is_named(
    case: str, folded: Callable[..., Folded]
) -> None:
    act, what = IMPOSSIBLE[case]
    found = folded(add("a"), act, add("c"))
    assert problems(found) == [problem(2, what)]
    assert set(found.codings) == {"a", "c"}


@pytest.mark.parametrize(
    "line",
    [
        '{"act": "add", "id": "b", "ti\n',
        "[]\n",
        '"add"\n',
        "12\n",
        "geheel iets anders\n",
        b"\xff\xfe\x00\x00\n",
        '{"act": ' + "[" * 100_000 + "\n",
        '{"act": "add", "start": ' + "9" * 5000 + "}\n",
        '{"act": "note", "about": "code:rust", "text": "half \\ud83d"}\n',
    ],
    ids=lambda line: repr(line)[:20],
)
def test_a_line_in_the_middle_that_is_no_act_is_named(
    line: str | bytes, folded: Callable[..., Folded]
) -> None:
    found = folded(add("a"), line, add("c"))
    assert problems(found) == [
        problem(2, "deze regel is geen leesbare codeerhandeling")
    ]
    assert found.notes == ()
    assert set(found.codings) == {"a", "c"}


def test_every_broken_line_is_named(folded: Callable[..., Folded]) -> None:
    found = folded("x\n", add("a"), remove("z"), "y\n", add("b"), "z")
    assert [text.split("\n")[1] for text in problems(found)] == [
        f"  waar:      {SOURCE}, regel {line}" for line in (1, 3, 4)
    ]
    assert found.notes == (torn_note(6),)
    assert set(found.codings) == {"a", "b"}


def test_another_file_under_this_name_is_no_journal(
    folded: Callable[..., Folded],
) -> None:
    found = folded("respondent;groep\nB1;client\n")
    assert [text.split("\n")[0] for text in problems(found)] == [
        "deze regel is geen leesbare codeerhandeling"
    ] * 2
    assert found.codings == {}


def test_a_torn_last_line_costs_that_act_only(folded: Callable[..., Folded]) -> None:
    half = json.dumps(add("b"), ensure_ascii=False)[:-20]
    found = folded(add("a"), half)
    assert (state(found), found.problems) == ({"a": ""}, ())
    assert found.notes == (torn_note(2),)


def test_a_torn_line_stays_a_note_when_the_coder_goes_on(
    path: Path, folded: Callable[..., Folded]
) -> None:
    half = json.dumps(add("b"), ensure_ascii=False)[:-20]
    folded(add("a"), half)
    torn = path.read_bytes()
    append_act(path, add("b"))
    append_act(path, remove("a"))
    assert path.read_bytes().startswith(torn)
    found = fold(path, source=SOURCE)
    assert (set(found.codings), found.problems) == ({"b"}, ())
    assert found.notes == (torn_note(2),)


def test_a_line_that_only_lacks_its_end_is_kept_when_the_coder_goes_on(
    path: Path, folded: Callable[..., Folded]
) -> None:
    found = folded(add("a"), json.dumps(add("b")))
    assert set(found.codings) == {"a", "b"}
    append_act(path, add("c"))
    again = fold(path, source=SOURCE)
    assert (set(again.codings), again.notes, again.problems) == (
        {"a", "b", "c"},
        (),
        (),
    )


names = st.sampled_from(["a", "b", "c"])
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
acts = st.lists(
    st.one_of(
        st.builds(add, names, words),
        st.builds(remove, names),
        st.builds(memo, names, words),
        st.builds(move, names, st.integers(0, 9)),
        st.builds(park, names),
    ),
    max_size=12,
)


def model(acts: list[Act]) -> tuple[dict[str, Act], list[int]]:
    """Return what stands after these acts, and which of them are impossible."""
    stands: dict[str, Act] = {}
    wrong = []
    for number, act in enumerate(acts, start=1):
        name = str(act["id"])
        old = stands.get(name, {"parked": act["act"] == "add", "memo": ""})
        if (act["act"] == "add" and not old["parked"]) or (
            act["act"] != "add" and name not in stands
        ):
            wrong.append(number)
        elif act["act"] == "add":
            usual = {"memo": old["memo"], "marked": False, "suggestion": ""}
            stands[name] = {**usual, **act, "line": number, "parked": False}
            del stands[name]["act"]
        elif act["act"] == "park":
            stands[name] |= {"parked": True}
        elif act["act"] == "move":
            places = {key: act[key] for key in ("start", "end", "sha256")}
            stands[name] |= places | {"parked": False}
        elif act["act"] == "remove":
            del stands[str(act["id"])]
        else:
            stands[str(act["id"])]["memo"] = act["text"]
    return stands, wrong


def possible(acts: list[Act]) -> list[Act]:
    """Leave out the acts that are impossible where they stand."""
    kept: list[Act] = []
    for act in acts:
        if not model([*kept, act])[1]:
            kept.append(act)
    return kept


@given(acts)
def test_any_acts_fold_to_what_a_plain_model_holds(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Act]
) -> None:
    path = tmp_path_factory.mktemp("model") / "anna.jsonl"
    for act in acts:
        append_act(path, act)
    found = fold(path, source=SOURCE)
    stands, wrong = model(acts)
    assert found.codings == stands
    assert list(found.codings) == list(stands)
    assert [text.split("\n")[1] for text in problems(found)] == [
        f"  waar:      {SOURCE}, regel {line}" for line in wrong
    ]
    assert found.notes == ()


def cuts(raw: bytes) -> range:
    return range(len(raw) + 1)


def test_cutting_a_journal_anywhere_costs_at_most_the_last_act(path: Path) -> None:
    acts = [add("a"), memo("a", "één 🙂"), add("b", "ëë"), remove("a")]
    for act in acts:
        append_act(path, act)
    raw = path.read_bytes()
    for cut in cuts(raw):
        path.write_bytes(raw[:cut])
        found = fold(path, source=SOURCE)
        whole = raw[:cut].count(b"\n")
        tail = raw[:cut].split(b"\n")[-1]
        complete = raw[cut : cut + 1] == b"\n" and tail != b""
        assert found.problems == ()
        assert found.codings == model(acts[: whole + complete])[0]
        assert len(found.notes) == (tail != b"" and not complete)


@given(acts.map(possible).filter(len), words, st.data())
def test_crash_after_crash_costs_one_act_each(
    tmp_path_factory: pytest.TempPathFactory,
    acts: list[Act],
    word: str,
    data: st.DataObject,
) -> None:
    """Tear, go on, tear what was added, and go on again."""
    path = tmp_path_factory.mktemp("storing") / "anna.jsonl"
    for act in acts:
        append_act(path, act)
    for name in ("x", "y"):
        before = fold(path, source=SOURCE)
        whole = path.read_bytes()
        append_act(path, add(name, word))
        after = path.read_bytes()
        path.write_bytes(after[: data.draw(st.integers(len(whole), len(after)))])
        found = fold(path, source=SOURCE)
        assert found.problems == ()
        assert found.codings in (
            before.codings,
            before.codings | {name: found.codings.get(name)},
        )
    append_act(path, add("z"))
    last = fold(path, source=SOURCE)
    assert last.problems == ()
    assert last.codings == found.codings | {"z": last.codings["z"]}
    assert len(last.notes) <= 2
