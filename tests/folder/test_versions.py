"""A new version of a transcript: codings follow their words, and none is lost."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tbresearch.coding import (
    Coding,
    add_coding,
    read_codebook,
    read_coding,
    remove_coding,
)
from tbresearch.coding.journal import append_act
from tbresearch.coding.placing import new_place
from tbresearch.folder import (
    Renewal,
    check_study,
    renew_transcript,
    withdraw_respondent,
)
from tbresearch.study import open_study, writing
from tbresearch.transcripts import read_transcripts

Contents = Callable[[Path], dict[str, bytes]]
Edit = Callable[[Path, str, str], None]
Refusal = Callable[..., list[str]]
FG1 = "transcripten/fg1.txt"
QUOTES = [
    "Rust in huis helpt het meest",
    "Overzicht, en dan pas rust.",
    "Overzicht, en dan pas rust.",
    "korte lijnen met de wijkverpleging",
    "Rust in huis",
]


def read(folder: Path) -> Coding:
    study = open_study(folder)
    return read_coding(study, read_transcripts(study), read_codebook(study))


def quotes(folder: Path, *, parked: bool = False, session: str = "fg1") -> list[str]:
    """Return the quotes of a session after a check that each is where it should be."""
    coding = read(folder)
    for row in coding.codings.to_dict("records"):
        text = coding.corpus.transcripts[row["session"]].text
        assert text[row["start"] : row["end"]] == row["quote"]
    frame = coding.parked if parked else coding.codings
    return frame.loc[frame["session"] == session, "quote"].tolist()


@pytest.fixture(scope="session")
def sound_study(request: pytest.FixtureRequest) -> Path:
    """Return the folder of the small study that all tests share."""
    return request.getfixturevalue("_small_study")


@pytest.fixture
def renew(small_study: Path, tmp_path: Path) -> Callable[..., Renewal]:
    """Return a function that edits a transcript elsewhere and brings it back."""

    def of(*pairs: tuple[str, str], session: str = "fg1", whole: str = "") -> Renewal:
        text = (small_study / f"transcripten/{session}.txt").read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1
            text = text.replace(old, new)
        file = tmp_path / "verbeterd.txt"
        file.write_text(whole or text, encoding="utf-8")
        return renew_transcript(small_study, file, session=session)

    return of


def sizes(renewal: Renewal) -> tuple[int, int, int]:
    return len(renewal.stayed), len(renewal.moved), len(renewal.parked)


def test_the_same_file_twice_changes_nothing(
    small_study: Path, renew: Callable[..., Renewal], contents: Contents
) -> None:
    before = contents(small_study)
    found = renew()
    assert not found.changed
    assert str(found) == "Gesprek fg1 heeft dit bestand al; er is niets veranderd."
    assert contents(small_study) == before
    renew(("Wat helpt er in", "Wat helpt in"), ("Overzicht", "Overzigt"))
    after = contents(small_study)
    assert not renew().changed
    assert contents(small_study) == after


def test_a_typo_before_every_quote_moves_them_and_keeps_the_old_file(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    before = (small_study / FG1).read_bytes()
    found = renew(("Wat helpt er in", "Wat helpt er nu in"))
    assert sizes(found) == (0, 5, 0)
    assert re.fullmatch(r"transcripten/oud/fg1-[0-9a-f]{8}\.txt", found.old)
    assert (small_study / found.old).read_bytes() == before
    assert quotes(small_study) == QUOTES
    assert "Wat helpt er nu in" in (small_study / FG1).read_text()
    assert check_study(small_study).problems == ()


def test_a_typo_after_every_quote_moves_nothing(
    small_study: Path, renew: Callable[..., Renewal], contents: Contents
) -> None:
    before = contents(small_study)
    found = renew(("elke ochtend.", "iedere ochtend."))
    assert sizes(found) == (5, 0, 0)
    after = contents(small_study)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {FG1, "transcripten/oud", found.old}


def test_a_typo_inside_a_quote_parks_it_and_check_says_so(
    small_study: Path, renew: Callable[..., Renewal], contents: Contents
) -> None:
    before = contents(small_study)
    found = renew(("helpt het meest", "helpt het allermeest"))
    [one] = found.parked
    assert (one.coder, one.quote) == ("anna", QUOTES[0])
    assert sizes(found) == (1, 3, 1)
    assert quotes(small_study) == QUOTES[1:]
    assert quotes(small_study, parked=True) == QUOTES[:1]
    inspection = check_study(small_study)
    assert f"1 codering wacht op een plaats: {one.id}" in inspection.lines
    assert inspection.problems == ()
    for name in ("anna", "bram"):
        path = f"coderingen/{name}.jsonl"
        assert (small_study / path).read_bytes().startswith(before[path])


def test_what_was_parked_comes_back_with_its_words(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    renew(("Overzicht, en dan pas rust.", "Overzicht."))
    assert len(quotes(small_study, parked=True)) == 2
    found = renew(("Overzicht.", "Eerst overzicht. Overzicht, en dan pas rust."))
    assert sizes(found) == (2, 3, 0)
    assert quotes(small_study) == QUOTES


def test_a_turn_that_is_inserted_moves_what_follows(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    found = renew(("P1: En", "P3: Ja hoor.\n\nP1: En"))
    assert sizes(found) == (4, 1, 0)
    assert found.new_speakers == ("P3",)
    rows = (small_study / "sprekers.csv").read_text()
    assert rows.endswith("fg1;P3;\n")
    (small_study / "sprekers.csv").write_text(rows.replace("P3;", "P3;B4"))
    assert quotes(small_study) == QUOTES


def test_a_turn_that_is_removed_parks_what_was_in_it(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    found = renew(("P2: Overzicht, en dan pas rust.\n\n", ""))
    assert sizes(found) == (2, 1, 2)
    assert found.gone_speakers == ("P2",)
    assert "fg1;P2" not in (small_study / "sprekers.csv").read_text()


def test_a_speaker_without_respondent_does_not_stand_in_the_way_of_the_next(
    renew: Callable[..., Renewal],
) -> None:
    renew(("P2: Over", "P9: Over"))
    found = renew(("P9: Over", "P2: Over"))
    assert (found.new_speakers, found.gone_speakers) == (("P2",), ("P9",))


def test_when_all_is_replaced_all_is_parked_and_nothing_lost(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    before = (small_study / FG1).read_text()
    ids = set(read(small_study).codings["id"])
    found = renew(whole="Gespreksleider: Nee?\n\nP1: Anders.\n\nP2: Heel anders.\n")
    assert sizes(found) == (0, 0, 5)
    coding = read(small_study)
    assert {*coding.codings["id"], *coding.parked["id"]} == ids
    assert len(coding.passages) == len(coding.codings) == 5
    assert coding.notes[-1].startswith("5 coderingen wachten op een plaats: ")
    assert sizes(renew(whole=before)) == (0, 5, 0)
    assert quotes(small_study) == QUOTES


def test_emoji_count_as_the_characters_they_are(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    renew(("dat zie ik", f"dat 🙂 zie {family} ik"))
    quote = f"🙂 zie {family}"
    given = {"coder": "bram", "code": "rust", "polarity": "geen"}
    add_coding(read(small_study), session="fg1", quote=quote, **given)
    assert sizes(renew(("Wat helpt", f"{family} Wat helpt"))) == (0, 6, 0)
    assert quotes(small_study) == [*QUOTES, quote]


def test_another_kind_of_file_takes_its_own_extension(
    small_study: Path, tmp_path: Path
) -> None:
    file = tmp_path / "zoom.vtt"
    text = (small_study / FG1).read_text().strip().split("\n\n")
    cues = (
        f"{n}\n00:00:{n:02d}.000 --> 00:00:{n + 1:02d}.000\n{turn}\n"
        for n, turn in enumerate(text, start=1)
    )
    file.write_text("WEBVTT\n\n" + "\n".join(cues))
    found = renew_transcript(small_study, file, session="fg1")
    assert found.transcript.name == "fg1.vtt"
    assert not (small_study / FG1).exists()
    assert "fg1;focusgroep;online;2025-11-03;fg1.vtt;" in (
        small_study / "gesprekken.csv"
    ).read_text("utf-8")
    assert quotes(small_study) == QUOTES


def test_a_file_that_was_edited_in_the_study_itself_is_put_right(
    small_study: Path, edit: Edit
) -> None:
    edit(small_study / FG1, "Wat helpt er", "Wat helpt er nu")
    found = renew_transcript(small_study, small_study / FG1, session="fg1")
    assert (found.old, sizes(found)) == ("", (0, 5, 0))
    assert quotes(small_study) == QUOTES
    again = renew_transcript(small_study, small_study / FG1, session="fg1")
    assert not again.changed


def test_a_journal_that_a_crash_tore_goes_on(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    path = small_study / "coderingen" / "anna.jsonl"
    torn = path.read_bytes() + '{"act": "add", "id": "ë'.encode()[:-1]
    path.write_bytes(torn)
    renew(("Wat helpt er", "Wat helpt er nu"))
    assert path.read_bytes().startswith(torn)
    assert quotes(small_study) == QUOTES
    assert "afgebroken bij een storing" in read(small_study).notes[0]


def test_a_disk_that_fails_leaves_all_as_it_was(
    small_study: Path,
    renew: Callable[..., Renewal],
    contents: Contents,
    refusal: Refusal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = contents(small_study)
    place, calls = writing._place, []

    def fail(path: Path, content: bytes | None) -> None:
        calls.append(path)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        place(path, content)

    monkeypatch.setattr(writing, "_place", fail)
    [found] = refusal(renew, ("Wat helpt er", "Wat helpt er nu"))
    assert found.startswith("dit bestand kan niet worden geschreven")
    after = contents(small_study)
    assert {name: raw for name, raw in after.items() if raw != b"a folder"} == {
        name: raw for name, raw in before.items() if raw != b"a folder"
    }


def test_refusals_change_nothing(
    small_study: Path, tmp_path: Path, contents: Contents, refusal: Refusal
) -> None:
    file = tmp_path / "leeg.txt"
    file.write_text("Er was eens.\n")
    other = tmp_path / "los.csv"
    other.write_text("spreker;tekst\nP1;Ja\n")
    (small_study / "transcripten" / "fg1.csv").write_text("x")
    journal = small_study / "coderingen" / "bram.jsonl"
    journal.write_text("onzin\n" + journal.read_text())
    before = contents(small_study)
    for words, what in (
        ((small_study, file, "fg9"), "gesprek 'fg9' is er niet"),
        ((small_study, file, "fg1"), "in dit bestand is geen beurt"),
        ((small_study, other, "fg1"), "de studie heeft al een ander bestand"),
        ((small_study, small_study / FG1, "fg1"), "deze regel is geen leesbare"),
        ((tmp_path, file, "fg1"), "deze map is geen studie"),
    ):
        [found] = refusal(renew_transcript, *words[:2], session=words[2])
        assert found.startswith(what)
    assert contents(small_study) == before


def at(text: str, mark: str = "^") -> tuple[str, int]:
    return text.replace(mark, ""), text.index(mark)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A: ^ja.\n\nB: ja.", "X: hm.\n\nA: ^ja.\n\nB: ja."),
        ("A: ja.\n\nB: ^ja.", "A: ja.\n\nX: hm.\n\nB: ^ja."),
        ("I: wil je koffie? A: ^ja.", "I: wil je koffie? A: ^ja. I: thee? A: ja."),
        ("I: thee? A: ja. I: wil je koffie? A: ^ja.", "I: wil je koffie? A: ^ja."),
        ("a ^nee nee nee", "a ^nee nee nee nee"),
    ],
)
def test_one_of_several_places_is_told_by_rank_or_surroundings(
    old: str, new: str
) -> None:
    before, start = at(old)
    after, place = at(new)
    quote = "nee nee" if "nee" in old else "ja"
    assert new_place(quote, start, old=before, new=after) == place


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("I: thee? A: ^ja. I: wil je koffie? B: ja.", "I: wil je koffie? B: ja."),
        ("I: thee? A: ^ja.", "Zo zag zij dat: jaja, ja! En nog veel meer."),
        ("^ja ja ja", "nee"),
    ],
)
def test_a_quote_that_cannot_be_told_from_another_has_no_place(
    old: str, new: str
) -> None:
    before, start = at(old)
    assert new_place("ja", start, old=before, new=new) is None


PARTS = st.sampled_from(
    ["rust", "Rust in huis", "ja", " ", "\n\nP1: ", "\n\nP2: ", "🙂", "wachttijd", "é"]
)
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.lists(PARTS, max_size=4)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_after_any_edits_a_coding_is_where_its_words_are_or_parked(
    sound_study: Path, tmp_path_factory: pytest.TempPathFactory, edits: list
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    study = shutil.copytree(sound_study, folder / "studie")
    ids = set(read(study).codings["id"])
    file = folder / "nieuw.txt"
    for place, length, parts in edits:
        text = (study / FG1).read_text("utf-8")
        start = int(place * len(text))
        new = text[:start] + "".join(parts) + text[start + length :]
        file.write_text(new + "\n\nP1: Ja.\n\nP2: Ja.\n\nP1: Zo.", encoding="utf-8")
        found = renew_transcript(study, file, session="fg1")
        fill_in(study)
        quotes(study)
        coding = read(study)
        assert {*coding.codings["id"], *coding.parked["id"]} == ids
        assert sum(sizes(found)) == 5 * found.changed
        assert not renew_transcript(study, file, session="fg1").changed


def fill_in(study: Path) -> None:
    """Let the speakers that are new be one who is known, and all be somewhere."""
    rows = (study / "sprekers.csv").read_text("utf-8")
    filled = re.sub(r"(?m)^(fg1;.*;)$", r"\1B1", rows)
    people = (study / "respondenten.csv").read_text("utf-8").splitlines()
    kept = [
        p for p in people[1:] if p.split(";")[0] in re.findall(r";(\w+)$", filled, re.M)
    ]
    (study / "sprekers.csv").write_text(filled, encoding="utf-8")
    lines = [people[0], *kept]
    (study / "respondenten.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def parked_one(small_study: Path, renew: Callable[..., Renewal]) -> str:
    [one] = renew(("helpt het meest", "helpt het allermeest")).parked
    return one.id


def test_a_parked_coding_can_be_removed(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    name = parked_one(small_study, renew)
    remove_coding(read(small_study), coder="anna", coding_id=name)
    assert quotes(small_study, parked=True) == []
    assert check_study(small_study).problems == ()


def test_a_parked_coding_can_be_added_again_under_its_own_id(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    name = parked_one(small_study, renew)
    text = read(small_study).corpus.transcripts["fg1"].text
    quote = "Rust in huis helpt het allermeest"
    append_act(
        small_study / "coderingen" / "anna.jsonl",
        {
            **{"act": "add", "id": name, "time": "2025-12-09", "session": "fg1"},
            **{"start": text.index(quote), "end": text.index(quote) + len(quote)},
            **{"code": "rust", "polarity": "succesfactor", "quote": quote},
            "sha256": "0" * 64,
        },
    )
    assert quotes(small_study, parked=True) == []
    assert quote in quotes(small_study)
    assert sizes(renew(("Wat helpt er", "Wat helpt er nu"))) == (0, 5, 0)


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def words_of(study: Path) -> Iterator[str]:
    for path in study.rglob("*"):
        if path.is_file():
            raw = path.read_text("utf-8-sig")
            yield raw
            if path.suffix == ".jsonl":
                acts = map(json.loads, raw.splitlines())
                yield from (
                    str(a[k]) for a in acts for k in ("quote", "text") if k in a
                )


def test_a_withdrawal_after_renewals_leaves_no_words(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    renew(("helpt het meest, dat zie ik elke dag", "helpt het best, dat merk ik"))
    renew(("Wat helpt er", "Wat helpt er nu"), ("pas rust.", "pas de rust."))
    renew(("En korte lijnen met de wijkverpleging", "En lijnen met de wijk"))
    kept = set(quotes(small_study, parked=True)) & {"Overzicht, en dan pas rust."}
    assert kept
    assert len(quotes(small_study, parked=True)) == 4
    theirs = (
        "Rust in huis helpt het meest, dat zie ik elke dag weer bij iedereen. "
        "Rust in huis helpt het best, dat merk ik weer bij iedereen. "
        "En korte lijnen met de wijkverpleging, want die komt er toch al elke ochtend. "
        "En lijnen met de wijk, want die komt er toch al elke ochtend."
    )
    said = withdraw_respondent(small_study, "B1", day=date(2026, 1, 5))
    assert "3 oude versies van transcripten weggehaald" in said.done
    for text in words_of(small_study):
        assert not runs(text) & runs(theirs)
    assert [*(small_study / "transcripten" / "oud").glob("*")] == []
    assert check_study(small_study).problems == ()
    assert quotes(small_study, parked=True) == [*kept] * 2
    journal = (small_study / "coderingen" / "anna.jsonl").read_text("utf-8")
    assert '"move"' not in journal
    assert journal.count('"park"') == 2


def test_a_withdrawal_keeps_what_others_said_where_it_was_moved(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    renew(("Wat helpt er", "Wat helpt er nu"))
    withdraw_respondent(small_study, "B1", day=date(2026, 1, 5))
    assert quotes(small_study) == ["Overzicht, en dan pas rust."] * 2
    assert check_study(small_study).problems == ()


def test_a_withdrawn_interview_takes_its_versions_and_parked_codings_along(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    renew(("overzicht over de post", "zicht op de post"), session="int1")
    said = withdraw_respondent(small_study, "C1", day=date(2026, 1, 5))
    assert "2 coderingen weggehaald, ook uit de geschiedenis" in said.done
    assert [*(small_study / "transcripten").rglob("int1*")] == []
    assert not any("overzicht over de" in text for text in words_of(small_study))


def test_a_withdrawal_says_which_versions_had_unknown_speakers(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    renew(("P2: Overzicht, en dan pas rust.\n\n", ""))
    found = renew(("Ik heb nu", "Ik heb"), session="int1")
    respondents = small_study / "respondenten.csv"
    rows = respondents.read_text("utf-8").splitlines(keepends=True)
    respondents.write_text("".join(r for r in rows if not r.startswith("B2")), "utf-8")
    (small_study / "transcripten" / "oud" / "los.txt").write_text("Niets.")
    said = withdraw_respondent(small_study, "C1", day=date(2026, 1, 5))
    assert not (small_study / found.old).exists()
    to_read = [line for line in said.to_do if line.startswith("lees na: transcripten")]
    assert len(to_read) == 2
    assert to_read[0].endswith(
        "een oude versie had sprekers die sprekers.csv niet meer kent: P2"
    )
    assert "transcripten/oud/los.txt" in to_read[1]


def test_a_withdrawal_also_clears_what_was_removed_before_a_renewal(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    """A coding that was removed is never moved, and its line still has the words."""
    coding = read(small_study)
    annas = coding.codings[coding.codings["coder"] == "anna"]
    for quote in QUOTES[:2]:
        name = annas.loc[annas["quote"] == quote, "id"].iloc[0]
        remove_coding(coding, coder="anna", coding_id=name)
    renew(("Wat helpt er", "Wat helpt er nu"), ("meest, dat", "meeste, dat"))
    withdraw_respondent(small_study, "B1", day=date(2026, 1, 5))
    assert not any(QUOTES[0] in text for text in words_of(small_study))
    assert quotes(small_study) == [QUOTES[1]]
    journal = (small_study / "coderingen" / "anna.jsonl").read_text("utf-8")
    assert journal.count(QUOTES[1]) == 2
    assert journal.count('"remove"') == 1


def test_a_withdrawal_reads_past_a_torn_line(
    small_study: Path, renew: Callable[..., Renewal], edit: Edit
) -> None:
    path = small_study / "coderingen" / "anna.jsonl"
    edit(small_study / "transcripten/fg1.txt", "pas rust.", "pas één rust.")
    renew_transcript(small_study, small_study / FG1, session="fg1")
    given = {"coder": "anna", "code": "rust", "polarity": "geen"}
    add_coding(read(small_study), session="fg1", quote="pas één rust", **given)
    path.write_bytes(path.read_bytes() + '{"act": "add", "id": "ë'.encode()[:-1])
    renew(("Wat helpt er", "Wat helpt er nu"))
    withdraw_respondent(small_study, "B1", day=date(2026, 1, 5))
    assert quotes(small_study) == ["pas één rust"]
    assert read(small_study).notes == ()


def test_a_text_that_cites_a_coding_without_a_place_is_told_so_with_its_line(
    small_study: Path, renew: Callable[..., Renewal]
) -> None:
    frame = read(small_study).codings
    [name] = frame.loc[frame["quote"] == QUOTES[3], "id"]
    (small_study / "rapport").mkdir()
    text = f"Zij zeggen het zelf.\n\n{{{{citaat:{name}}}}}\n"
    (small_study / "rapport" / "ervaringen.md").write_text(text, encoding="utf-8")
    assert check_study(small_study).problems == ()
    renew(("korte lijnen met", "korte lijntjes met"))
    [problem] = check_study(small_study).problems
    assert problem.what == (
        f"citaat {name!r} wacht op een plaats: de woorden staan niet meer, of niet "
        "meer op één plek, in het transcript"
    )
    assert problem.where == "rapport/ervaringen.md, regel 3"
    assert problem.fix == (
        "kies een ander citaat, of codeer de passage opnieuw en verwijs daarnaar"
    )
