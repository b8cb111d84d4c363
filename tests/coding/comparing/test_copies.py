"""Two copies of one journal become one, and nothing that either had is lost."""

import itertools
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tbresearch as tb
from tbresearch.coding import Coding, words_mark
from tbresearch.coding.journal import append_act, fold

Read = Callable[[Path], Coding]
Coded = Callable[..., Coding]
Refusal = Callable[..., list[str]]
HELPS = "succesfactor"
WORDS = ["Rust in huis", "korte lijnen", "elke ochtend", "Overzicht, en dan pas rust."]
# The first focus group, as canonical text has it.
TEXT = """\
Gespreksleider: Wat helpt er in een gezin?

P1: Rust in huis helpt het meest, dat zie ik elke dag weer bij iedereen.

P2: Overzicht, en dan pas rust.

P1: En korte lijnen met de wijkverpleging, want die komt er toch al elke ochtend."""
MOMENTS = itertools.cycle(range(3600))
BASE = [("anna", "fg1", words, "rust", HELPS) for words in WORDS[:3]]


def journal(study: Path) -> Path:
    return study / "coderingen" / "anna.jsonl"


@pytest.fixture
def copies(
    coded: Coded, small_study: Path, tmp_path: Path, read: Read
) -> tuple[Path, Path]:
    """Return the journal of the study and a copy elsewhere, the same as yet."""
    coded(*BASE)
    other = tmp_path / "laptop.jsonl"
    shutil.copy(journal(small_study), other)
    return journal(small_study), other


def act(path: Path, kind: str, name: str, **more: object) -> None:
    minute, second = divmod(next(MOMENTS), 60)
    time = f"2026-01-01T00:{minute:02}:{second:02}+00:00"
    append_act(path, {"act": kind, "id": name, "time": time, **more})


def add(path: Path, name: str, words: str, **more: object) -> None:
    start = TEXT.index(words)
    row = {
        "session": "fg1",
        "start": start,
        "end": start + len(words),
        "code": "rust",
        "polarity": HELPS,
        "quote": words,
        "sha256": "0" * 64,
    }
    act(path, "add", name, **{**row, **more})


def bring(study: Path, other: Path, read: Read) -> object:
    return tb.merge_journals(read(study), coder="anna", other=other)


def ids(study: Path, read: Read) -> set[str]:
    return set(read(study).codings["id"])


def test_what_each_copy_added_is_there_afterwards(
    copies: tuple[Path, Path], small_study: Path, read: Read
) -> None:
    here, there = copies
    add(here, "hier", WORDS[3])
    add(there, "daar", "Rust in huis helpt")
    act(there, "memo", "daar", text="onderweg bedacht")
    before = there.read_bytes()
    done = bring(small_study, there, read)
    assert str(done) == "anna: 2 handelingen overgenomen, 0 punten om na te kijken"
    assert ids(small_study, read) == {"a1", "a2", "a3", "hier", "daar"}
    memos = dict(read(small_study).codings[["id", "memo"]].to_numpy())
    assert memos["daar"] == "onderweg bedacht"
    assert there.read_bytes() == before


def test_bringing_it_in_again_changes_nothing(
    copies: tuple[Path, Path], small_study: Path, read: Read
) -> None:
    here, there = copies
    add(there, "daar", "Rust in huis helpt")
    act(there, "remove", "a2")
    act(here, "memo", "a1", text="hier")
    act(there, "memo", "a1", text="daar")
    bring(small_study, there, read)
    after = here.read_bytes()
    assert bring(small_study, there, read).acts == 0  # type: ignore[attr-defined]
    assert here.read_bytes() == after


def test_what_one_removed_and_the_other_left_alone_goes(
    copies: tuple[Path, Path], small_study: Path, read: Read
) -> None:
    here, there = copies
    act(there, "remove", "a1")
    act(here, "remove", "a2")
    done = bring(small_study, there, read)
    assert ids(small_study, read) == {"a3"}
    assert done.conflicts == ()  # type: ignore[attr-defined]


def test_what_one_removed_and_the_other_changed_stays_or_comes_back(
    copies: tuple[Path, Path], small_study: Path, read: Read
) -> None:
    here, there = copies
    act(here, "memo", "a1", text="toch belangrijk")
    act(there, "remove", "a1")
    act(here, "remove", "a2")
    act(there, "memo", "a2", text="toch belangrijk")
    done = bring(small_study, there, read)
    assert ids(small_study, read) == {"a1", "a2", "a3"}
    assert set(read(small_study).codings["memo"]) == {"toch belangrijk", ""}
    assert set(done.conflicts) == {  # type: ignore[attr-defined]
        "a1: daar weggehaald, hier gewijzigd; gebleven",
        "a2 in fg1: hier weggehaald, daar gewijzigd; teruggezet",
    }


def test_two_memos_on_one_coding_are_both_kept(
    copies: tuple[Path, Path], small_study: Path, read: Read
) -> None:
    here, there = copies
    act(here, "memo", "a1", text="van hier")
    act(there, "memo", "a1", text="van daar")
    bring(small_study, there, read)
    memos = dict(read(small_study).codings[["id", "memo"]].to_numpy())
    assert memos["a1"] == "van hier\nvan daar"


def test_words_that_left_the_transcript_do_not_come_back(
    copies: tuple[Path, Path], small_study: Path, read: Read
) -> None:
    here, there = copies
    act(there, "memo", "a2", text="een gedachte")
    add(there, "daar", "Overzicht, en dan pas rust.")
    tb.withdraw_respondent(small_study, "B1", day=date(2026, 2, 1))
    done = bring(small_study, there, read)
    text = here.read_text(encoding="utf-8")
    assert not any(words in text for words in WORDS[:3])
    assert "Overzicht, en dan pas rust." in text
    assert len(done.conflicts) == 3  # type: ignore[attr-defined]
    for line in done.conflicts:  # type: ignore[attr-defined]
        assert "niet overgenomen, het citaat staat niet" in line
        assert not any(words in line for words in WORDS)


def test_a_fingerprint_of_words_that_left_does_not_come_back(
    copies: tuple[Path, Path], small_study: Path, read: Read
) -> None:
    here, there = copies
    turns = read(small_study).corpus.turns
    texts = turns[turns["session"] == "fg1"]["text"].tolist()
    gone, stays = (
        str(words_mark(next(text for text in texts if words in text)))
        for words in ("korte lijnen", "Overzicht, en dan pas rust.")
    )
    for code, mark in (("weg", gone), ("blijft", stays)):
        name = f"woorden:fg1:1:9:{code}:1:{mark}"
        moment = "2026-01-01T02:00:00+00:00"
        row = {"act": "reject", "suggestion": name, "rejected": True, "time": moment}
        append_act(there, row)
    taken = f"woorden:fg1:1:9:rust:1:{gone}"
    add(there, "daar", "Overzicht, en dan pas rust.", suggestion=taken)
    tb.withdraw_respondent(small_study, "B1", day=date(2026, 2, 1))
    done = bring(small_study, there, read)
    text = here.read_text(encoding="utf-8")
    assert gone not in text
    assert f":blijft:1:{stays}" in text
    assert '"woorden:fg1:1:9:rust:1"' in text
    assert done.conflicts[-1] == (  # type: ignore[attr-defined]
        "afwijzing van een voorstel in fg1: niet overgenomen, de beurt staat niet zo "
        "in het transcript van nu"
    )


def test_words_that_stand_elsewhere_or_twice_are_placed_or_listed(
    copies: tuple[Path, Path], small_study: Path, read: Read
) -> None:
    _, there = copies
    add(there, "verschoven", "Overzicht, en dan pas rust.", start=1, end=28)
    add(there, "dubbel", "elke", start=1, end=5)
    done = bring(small_study, there, read)
    codings = read(small_study).codings.set_index("id")
    assert codings.loc["verschoven", "start"] == TEXT.index("Overzicht")
    assert "dubbel" not in codings.index
    assert [line.split(":")[0] for line in done.conflicts] == ["dubbel in fg1"]  # type: ignore[attr-defined]


def test_an_undo_of_the_other_copy_undoes_nothing_here(
    copies: tuple[Path, Path], small_study: Path, read: Read
) -> None:
    here, there = copies
    act(there, "memo", "a1", text="x", by="undo")
    bring(small_study, there, read)
    assert b'"by"' not in here.read_bytes()


def test_a_torn_line_of_the_other_copy_is_passed_over(
    copies: tuple[Path, Path], small_study: Path, read: Read
) -> None:
    _, there = copies
    act(there, "memo", "a1", text="heel")
    there.write_bytes(there.read_bytes() + b'{"act": "mem')
    assert bring(small_study, there, read).acts == 1  # type: ignore[attr-defined]


def test_a_journal_of_another_coder_is_refused(
    coded: Coded, small_study: Path, read: Read, refusal: Refusal
) -> None:
    coding = coded(*BASE, ("bram", "fg1", "elke dag weer", "rust", HELPS))
    other = small_study / "coderingen" / "bram.jsonl"
    said = refusal(tb.merge_journals, coding, coder="anna", other=other)[0]
    assert "dit is niet het dagboek van anna: er staan coderingen van bram in" in said
    said = refusal(tb.merge_journals, coding, coder="carla", other=other)[0]
    assert "codeur 'carla' is niet bekend" in said


def test_a_copy_that_cannot_be_read_is_refused(
    copies: tuple[Path, Path], small_study: Path, read: Read, refusal: Refusal
) -> None:
    here, there = copies
    before = here.read_bytes()
    there.write_bytes(b"geen dagboek\nook niet\n")
    assert (
        "geen leesbare codeerhandeling" in refusal(bring, small_study, there, read)[0]
    )
    assert (
        "dit bestand is er niet"
        in refusal(bring, small_study, there.with_name("weg.jsonl"), read)[0]
    )
    assert here.read_bytes() == before


def test_a_code_that_the_codebook_lacks_stops_it(
    copies: tuple[Path, Path], small_study: Path, read: Read, refusal: Refusal
) -> None:
    here, there = copies
    before = here.read_bytes()
    add(there, "daar", "Rust in huis helpt", code="vrede")
    said = refusal(bring, small_study, there, read)[0]
    assert "code 'vrede' staat niet in het codeboek" in said
    assert here.read_bytes() == before


steps = st.lists(
    st.tuples(
        st.sampled_from(["hier", "daar"]),
        st.sampled_from(["add", "remove", "memo"]),
        st.integers(0, 3),
        st.sampled_from(["x", "y"]),
    ),
    max_size=10,
)


@given(steps=steps)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_done_no_coding_is_lost_that_a_copy_still_has(
    steps: list[tuple[str, str, int, str]],
    coded: Coded,
    small_study: Path,
    tmp_path: Path,
    read: Read,
) -> None:
    coded(*BASE)
    there = tmp_path / "laptop.jsonl"
    shutil.copy(journal(small_study), there)
    paths = {"hier": journal(small_study), "daar": there}
    base = set(fold(there, source="").codings)
    touched: dict[str, set[str]] = {"hier": set(), "daar": set()}
    for number, (where, kind, which, text) in enumerate(steps):
        own = sorted(fold(paths[where], source="").codings)
        if kind == "add":
            add(paths[where], f"n{number}", WORDS[which])
        elif own:
            name = own[which % len(own)]
            touched[where].add(name)
            act(paths[where], kind, name, **({"text": text} if kind == "memo" else {}))
    sides = {where: set(fold(path, source="").codings) for where, path in paths.items()}
    bring(small_study, there, read)
    after = read(small_study)
    gone = {
        name
        for name in base
        if (name not in sides["hier"] and name not in touched["daar"])
        or (name not in sides["daar"] and name not in touched["hier"])
        or (name not in sides["hier"] and name not in sides["daar"])
    }
    assert set(after.codings["id"]) == (sides["hier"] | sides["daar"]) - gone
    before = journal(small_study).read_bytes()
    bring(small_study, there, read)
    assert journal(small_study).read_bytes() == before
