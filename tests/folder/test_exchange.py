"""A project of elsewhere comes into a study: all of it or nothing, and once."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding.desk.slot import Slot
from tbresearch.errors import WorkbenchError
from tbresearch.folder import import_project, preview_project
from tbresearch.folder.exchange.claiming import claimed
from tbresearch.interchange import read_qdpx, write_qdc, write_qdpx
from tests.interchange import dialects as made
from tests.interchange.dialects import CODED, DIALECTS
from tests.interchange.qualcoder_base import write_base

FACTS = {"kind": "interview", "mode": "online", "day": "2025-11-03"}
Contents = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return a new study without codes."""
    root = tb.new_study(tmp_path / "nieuw")
    (root / "codeboek.toml").write_text('titel = "C"\nversie = "1"\n', encoding="utf-8")
    return root


def coding_of(root: Path) -> tb.Coding:
    study = tb.open_study(root)
    return tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))


def say_who_speaks(root: Path) -> None:
    """Fill in the speakers that an import leaves open."""
    people = root / "respondenten.csv"
    head = people.read_text(encoding="utf-8").split("\n")[0]
    cells = ["B1", "begeleider", *[""] * (head.count(";") - 1)]
    people.write_text(f"{head}\n{';'.join(cells)}\n", encoding="utf-8")
    speakers = root / "sprekers.csv"
    lines = speakers.read_text(encoding="utf-8").strip().split("\n")
    rows = [line + ("B1" if line.endswith(";") else "") for line in lines]
    speakers.write_text("\n".join(rows) + "\n", encoding="utf-8")


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_comes_in_at_the_same_words(
    name: str, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(made.project(DIALECTS[name]))
    found = import_project(empty, path, **FACTS)
    assert found.changes == 7
    say_who_speaks(empty)
    coding = coding_of(empty)
    assert set(coding.study.coders) == {"Anna-Visser", "Bram"}
    [session] = coding.study.sessions["session"]
    text = coding.corpus.transcripts[session]
    assert list(dict.fromkeys(text.turns["speaker"])) == ["I", "R1"]
    labels = {code.code: code.label for code in coding.codebook.codes.values()}
    got = {
        (row["quote"], labels[row["code"]], row["coder"])
        for row in coding.codings.to_dict("records")
    }
    # canonical text composes an accent of two signs
    wanted = {
        (quote.replace("e\u0308", "\u00eb"), code, coder.replace(" ", "-"))
        for quote, code, coder in CODED
    }
    assert got == wanted
    assert set(coding.codings["polarity"]) == {"geen"}


def test_the_same_file_twice_changes_nothing(
    empty: Path, tmp_path: Path, contents: Contents
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(made.project(DIALECTS["nvivo"]))
    import_project(empty, path, **FACTS)
    before = contents(empty)
    again = import_project(empty, path)
    assert again.changes == 0
    assert contents(empty) == before


def test_a_coding_that_was_removed_does_not_come_back(
    empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(made.project(DIALECTS["atlas"]))
    import_project(empty, path, **FACTS)
    say_who_speaks(empty)
    coding = coding_of(empty)
    gone = coding.codings[coding.codings["coder"] == "Bram"]["id"].iloc[0]
    tb.remove_coding(coding, coder="Bram", coding_id=gone)
    assert import_project(empty, path).changes == 0
    assert gone not in set(coding_of(empty).codings["id"])


def test_a_study_goes_out_and_comes_back_whole(
    small_study: Path, empty: Path, tmp_path: Path
) -> None:
    before = coding_of(small_study)
    write_qdpx(before, tmp_path / "a.qdpx")
    for name in ("respondenten.csv",):
        (empty / name).write_bytes((small_study / name).read_bytes())
    found = import_project(empty, tmp_path / "a.qdpx")
    assert found.missing == ()
    speakers = (empty / "sprekers.csv").read_text(encoding="utf-8")
    assert "fg1;P1;B1\n" in speakers
    assert "fg1;Gespreksleider;gespreksleider\n" in speakers
    [covered] = [line for line in speakers.split("\n") if line.endswith(";")]
    fixed = speakers.replace(covered, f"{covered}C2")
    (empty / "sprekers.csv").write_text(fixed, encoding="utf-8")
    after = coding_of(empty)
    for session, transcript in before.corpus.transcripts.items():
        if session != "int2":  # C2 takes no part, and is covered
            assert after.corpus.transcripts[session].text == transcript.text
    own = ["coder", "session", "start", "end", "code", "polarity", "quote", "marked"]
    left = before.codings[before.codings["session"] != "int2"]
    assert (
        after.codings[own]
        .reset_index(drop=True)
        .equals(left[own].reset_index(drop=True))
    )
    assert dict(after.codebook.codes) == dict(before.codebook.codes)
    assert list(after.study.sessions["date"]) == list(before.study.sessions["date"])


def test_into_the_study_that_it_came_from_nothing_comes(
    small_study: Path, tmp_path: Path, contents: Contents
) -> None:
    write_qdpx(coding_of(small_study), tmp_path / "a.qdpx")
    before = contents(small_study)
    assert import_project(small_study, tmp_path / "a.qdpx").changes == 0
    assert contents(small_study) == before


def elsewhere(small_study: Path, path: Path, old: str, new: str) -> None:
    """Write the small study as a project whose texts another program changed."""
    write_qdpx(coding_of(small_study), path)
    project = read_qdpx(path)
    fg1 = project.sources["fg1"]
    assert old in fg1.text
    text = fg1.text.replace(old, new)
    shift = len(new) - len(old)
    at = fg1.text.index(old)
    moved = project.codings["source"].eq("fg1") & project.codings["start"].gt(at)
    codings = project.codings.assign(
        start=project.codings["start"] + shift * moved,
        end=project.codings["end"] + shift * moved,
        coder="carla",
        guid="",
    )
    sources = {**project.sources, "fg1": replace(fg1, text=text)}
    write_qdpx(replace(project, sources=sources, codings=codings, cases=()), path)


def test_codings_find_their_words_in_a_text_that_the_study_has(
    small_study: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.qdpx"
    elsewhere(small_study, path, "P2: Overzicht,", "[00:01] P2:   Overzicht,")
    found = import_project(small_study, path)
    after = coding_of(small_study).codings
    theirs = after[after["coder"] == "carla"]
    own = after[after["coder"].isin(["anna", "bram"]) & (after["session"] != "int2")]
    columns = ["session", "start", "end", "code", "quote"]
    assert set(map(tuple, theirs[columns].to_numpy())) == set(
        map(tuple, own[columns].to_numpy())
    )
    assert not [loss for loss in found.losses if loss.element == "Coding"]
    assert "codeur carla, nieuwe codeur: 9 nieuwe coderingen" in str(found)


def test_words_that_the_study_does_not_have_are_a_loss(
    small_study: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.qdpx"
    elsewhere(small_study, path, "Rust in huis helpt", "Orde in huis helpt")
    found = import_project(small_study, path)
    [loss] = [loss for loss in found.losses if loss.element == "Coding"]
    assert loss.count == 2
    assert loss.reason.startswith("de woorden staan niet")
    assert len(coding_of(small_study).codings) == 10 + 7


def test_another_text_of_the_same_name_is_another_session(
    small_study: Path, tmp_path: Path
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(made.project(replace(DIALECTS["atlas"], name="fg1")))
    found = import_project(small_study, path, **FACTS)
    assert "fg1-2: fg1-2.txt" in str(found)
    assert import_project(small_study, path).changes == 0


def test_a_code_whose_key_is_taken_gets_a_number(
    small_study: Path, tmp_path: Path
) -> None:
    codes = (
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
        '<Code guid="1" name="RUST!" isCodable="true"><Code guid="2" name="goed" '
        'isCodable="true"/></Code><Code guid="3" name="x" isCodable="true">'
        '<Code guid="4" name="goed" isCodable="true"/></Code>'
        '<Code guid="5" name="wachttijd" isCodable="true"/></Codes></CodeBook>'
    )
    (tmp_path / "c.qdc").write_text(codes, encoding="utf-8")
    before = (small_study / "codeboek.toml").read_text(encoding="utf-8")
    found = import_project(small_study, tmp_path / "c.qdc")
    book = tb.read_codebook(tb.open_study(small_study)).codes
    assert {code.code: (code.label, code.parent) for code in book.values()} == {
        "rust": ("Rust in huis", None),
        "overzicht": ("Overzicht", "rust"),
        "lijnen": ("Korte lijnen", None),
        "wachttijd": ("Wachttijd", None),
        "rust_2": ("RUST!", None),
        "x": ("x", None),
        "rust_goed": ("RUST! > goed", "rust_2"),
        "x_goed": ("x > goed", "x"),
    }
    assert "'RUST!' wordt 'RUST!' (rust_2)" in found.doubts
    assert "4 nieuwe codes, 1 al in het codeboek" in str(found)
    after = (small_study / "codeboek.toml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip())
    assert import_project(small_study, tmp_path / "c.qdc").changes == 0


def test_a_codebook_of_a_study_comes_into_another_whole(
    small_study: Path, empty: Path, tmp_path: Path
) -> None:
    starter = tb.starter_codebook()
    (small_study / "coderingen" / "anna.jsonl").unlink()
    (small_study / "coderingen" / "bram.jsonl").unlink()
    raw = (tb.new_study(tmp_path / "s") / "codeboek.toml").read_bytes()
    (small_study / "codeboek.toml").write_bytes(raw)
    write_qdc(coding_of(small_study), tmp_path / "c.qdc")
    import_project(empty, tmp_path / "c.qdc")
    assert dict(tb.read_codebook(tb.open_study(empty)).codes) == dict(starter.codes)


def test_a_text_without_speakers_is_one_turn_of_one_speaker(
    empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "p.qdpx"
    text = "Ik ben blij met de hulp \U0001f600.\n\nHet wachten duurde lang.\n"
    body = (
        '<CodeBook><Codes><Code guid="c" name="rust" isCodable="true"/></Codes>'
        '</CodeBook><Sources><TextSource guid="s" name="brief.docx"><PlainTextContent>'
        f'{text}</PlainTextContent><PlainTextSelection guid="p" startPosition="28" '
        'endPosition="39"><Coding guid="k"><CodeRef targetGUID="c"/></Coding>'
        "</PlainTextSelection></TextSource></Sources>"
    )
    path.write_bytes(made.qde(body))
    import_project(empty, path, **FACTS)
    say_who_speaks(empty)
    coding = coding_of(empty)
    turns = coding.corpus.transcripts["brief"].turns
    assert list(turns["speaker"]) == ["Onbekend"]
    assert list(coding.codings["quote"]) == ["Het wachten"]
    assert list(coding.codings["coder"]) == ["onbekend"]


def test_memos_on_passages_texts_and_codes_come_along(
    empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "p.qdpx"
    dialect = DIALECTS["maxqda"]
    start = made.code_points_crlf(made.TEXT, made.TEXT.index("Rust"))
    extra = (
        f'<PlainTextSelection guid="{made.guid(dialect, "x")}" startPosition="{start}" '
        f'endPosition="{start + 4}" '
        f'creatingUser="{made.guid(dialect, "user", "Bram")}">'
        "<Description>mooi gezegd</Description></PlainTextSelection>"
    )
    path.write_bytes(made.project(dialect, extra=extra))
    import_project(empty, path, **FACTS)
    say_who_speaks(empty)
    [memo] = coding_of(empty).memos.to_dict("records")
    assert memo == {
        "coder": "Bram",
        "about": "gesprek:gesprek-1",
        "text": "Bij «Rust»: mooi gezegd",
    }
    assert import_project(empty, path).changes == 0


def test_a_project_of_qualcoder_comes_in(empty: Path, tmp_path: Path) -> None:
    folder = write_base(tmp_path / "studie.qda")
    import_project(empty, folder, coders={"Anna Visser": "anna"}, **FACTS)
    say_who_speaks(empty)
    coding = coding_of(empty)
    assert set(coding.study.coders) == {"anna", "Bram", "Anna"} - {"Anna"}
    assert coding.codings["marked"].sum() == 3
    assert "kijk hier" in set(coding.codings["memo"])
    assert coding.codebook.codes["netwerk"].parent == "thema"


def test_nothing_is_written_while_something_is_missing(
    empty: Path, tmp_path: Path, contents: Contents, refusal: Callable[..., list[str]]
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(made.project(DIALECTS["nvivo"]))
    before = contents(empty)
    preview = preview_project(empty, path)
    assert preview.missing == ("soort", "wijze", "datum")
    problems = refusal(import_project, empty, path, kind="interview")
    assert [problem.split("\n")[0] for problem in problems] == [
        "van de nieuwe gesprekken is niet gezegd: wijze",
        "van de nieuwe gesprekken is niet gezegd: datum",
    ]
    [problem] = refusal(
        import_project, empty, path, kind="praatje", mode="online", day="2025-11-03"
    )
    assert "soort = 'praatje' kan hier niet" in problem
    assert contents(empty) == before


def test_a_disk_that_refuses_halfway_leaves_the_study_as_it_was(
    empty: Path,
    tmp_path: Path,
    contents: Contents,
    monkeypatch: pytest.MonkeyPatch,
    refusal: Callable[..., list[str]],
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(made.project(DIALECTS["nvivo"]))
    before = contents(empty)
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).suffix == ".jsonl":
            raise OSError(28, "schijf vol")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    refusal(import_project, empty, path, **FACTS)
    monkeypatch.undo()
    left = {
        name: raw for name, raw in contents(empty).items() if not name.endswith(".slot")
    }
    assert left == before


def test_a_folder_that_is_no_study_is_refused(
    tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(made.project(DIALECTS["nvivo"]))
    [problem] = refusal(import_project, tmp_path, path, **FACTS)
    assert "deze map is geen studie" in problem


def test_two_names_that_become_one_stay_two_coders(empty: Path, tmp_path: Path) -> None:
    raw = made.project(DIALECTS["quirkos"])
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        text = (
            archive.read("project.qde")
            .decode()
            .replace('name="Bram"', 'name="Ánna Visser"')
        )
    path.write_bytes(made.zipped({"project.qde": text.encode()}))
    import_project(empty, path, **FACTS)
    names = [file.stem for file in (empty / "coderingen").glob("*.jsonl")]
    assert sorted(names) == ["Anna-Visser", "Anna-Visser-2"]
    lines = (empty / "coderingen" / "Anna-Visser.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["act"] for line in lines.strip().split("\n")] == [
        "add"
    ] * 3
    assert import_project(empty, path).changes == 0


def test_a_name_that_cannot_be_a_coder_is_refused(
    empty: Path, tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(made.project(DIALECTS["nvivo"]))
    [problem] = refusal(
        import_project, empty, path, coders={"Bram": "../bram"}, **FACTS
    )
    assert "'../bram' kan geen naam van een codeur zijn" in problem


def test_a_covered_text_is_still_the_session_that_it_was(
    small_study: Path, tmp_path: Path, contents: Contents
) -> None:
    write_qdpx(coding_of(small_study), tmp_path / "a.qdpx", archive=True)
    before = contents(small_study)
    assert import_project(small_study, tmp_path / "a.qdpx").changes == 0
    assert contents(small_study) == before


def test_nothing_comes_in_while_its_coder_is_coding(
    small_study: Path,
    tmp_path: Path,
    contents: Contents,
    refusal: Callable[..., list[str]],
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(made.project(DIALECTS["nvivo"]))
    slot = Slot(small_study, "anna")
    slot.claim()
    before = contents(small_study)
    words = {"coders": {"Anna Visser": "anna"}, **FACTS}
    [problem] = refusal(import_project, small_study, path, **words)
    assert "'anna' is nu aan het coderen; er is niets in de studie gezet" in problem
    assert contents(small_study) == before
    slot.free()
    assert import_project(small_study, path, **words).changes


def test_an_act_that_came_between_is_not_lost(small_study: Path) -> None:
    journal = small_study / "coderingen" / "anna.jsonl"
    files = {journal: journal.read_bytes() + b"{}"}
    journal.write_bytes(journal.read_bytes() + b'{"act": "torn"}')
    with (
        pytest.raises(WorkbenchError, match="is nu aan het coderen"),
        claimed(small_study, files),
    ):
        pass
