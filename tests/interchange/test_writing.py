"""What is written is valid, the same each time, and reads back at the same signs."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import tbresearch as tb
from tbresearch.coding.journal import append_act
from tbresearch.interchange import (
    READINGS,
    QdaCase,
    QdaNote,
    QdaProject,
    QdaSet,
    QdaSource,
    Span,
    read_qdpx,
    write_qdpx,
)
from tbresearch.interchange.project import CODEBOOK_COLUMNS, CODING_COLUMNS
from tests.interchange.dialects import CODED, DIALECTS, project

KEPT = [name for name in CODING_COLUMNS if name != "guid"]
# Letters, blanks, and what other programs trip over: emoji, a family of four signs,
# marks that join, a byte order mark, and signs that XML has a meaning for.
SIGNS = "abc dé.\n\u0308\u0301\U0001f600\u200d\U0001f468\ufeff<&>\"'\u00a0\u2028"


@pytest.fixture
def coding(small_study: Path) -> tb.Coding:
    study = tb.open_study(small_study)
    return tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))


def rows(project: QdaProject) -> list[tuple[object, ...]]:
    return sorted(project.codings[KEPT].itertuples(index=False, name=None), key=repr)


def small_project(text: str, spans: list[tuple[int, int]]) -> QdaProject:
    codes = [
        ("a", "a", None, "", "", True, ""),
        ("b", "b", "a", "wat b is", "", True, ""),
    ]
    time = "2025-11-03T10:00:00+01:00"
    codings = []
    for n, (start, end) in enumerate(dict.fromkeys(spans)):
        said = ("", "succesfactor", "geen")[n % 3], n % 3 == 0, "m" * (n % 2)
        own = "bron", start, end, "ab"[n % 2], "anna", text[start:end]
        codings.append((*own, *said, time, ""))
    return QdaProject(
        name="proef",
        origin="",
        codebook=pd.DataFrame(codes, columns=list(CODEBOOK_COLUMNS)),
        sources={"bron": QdaSource(name="bron", text=text, guid="", origin="")},
        codings=pd.DataFrame(codings, columns=list(CODING_COLUMNS)).astype(
            {"start": "int64", "end": "int64", "marked": bool}
        ),
    )


@st.composite
def projects(draw: st.DrawFn) -> QdaProject:
    text = draw(st.text(st.sampled_from(SIGNS), min_size=1, max_size=60))
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=8))
    return small_project(text, [(a, b) for a, b in map(sorted, pairs) if a < b])


@settings(max_examples=150)
@given(projects(), st.sampled_from(list(READINGS)))
def test_every_coding_comes_back_at_the_same_signs(
    tmp_path_factory: pytest.TempPathFactory, given_project: QdaProject, reading: str
) -> None:
    path = tmp_path_factory.mktemp("heen") / "p.qdpx"
    write_qdpx(given_project, path, reading=reading)
    back = read_qdpx(path)
    assert back.sources["bron"].text == given_project.sources["bron"].text
    assert rows(back) == rows(given_project)
    assert back.losses == ()


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("reading", READINGS)
def test_a_project_of_elsewhere_survives_our_file(
    name: str, reading: str, tmp_path: Path
) -> None:
    (tmp_path / "a.qdpx").write_bytes(project(DIALECTS[name]))
    before = read_qdpx(tmp_path / "a.qdpx")
    write_qdpx(before, tmp_path / "b.qdpx", reading=reading)
    after = read_qdpx(tmp_path / "b.qdpx")
    assert rows(after) == rows(before)
    assert [row[5] for row in before.codings[KEPT].itertuples(index=False)] == [
        passage for passage, _, _ in CODED
    ]
    assert list(after.codings["guid"]) == list(before.codings["guid"])


def test_the_same_study_gives_the_same_bytes(coding: tb.Coding, tmp_path: Path) -> None:
    for name in ("a.qdpx", "b.qdpx"):
        write_qdpx(coding, tmp_path / name)
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_what_is_written_fits_the_schema_of_the_standard(
    coding: tb.Coding, tmp_path: Path
) -> None:
    write_qdpx(coding, tmp_path / "a.qdpx")
    schemas = Path(tb.__file__).parent / "interchange" / "schemas"
    schema = etree.XMLSchema(file=str(schemas / "Project-mrt2019.xsd"))
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        tree = etree.fromstring(archive.read("project.qde"))
        names = archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }
    assert schema.validate(tree)
    own = {s.get("guid") for s in tree.iterfind(".//{*}TextSource")}
    assert set(names) == {"project.qde", *(f"sources/{guid}.txt" for guid in own)}
    positions = [
        (int(s.get("startPosition")), int(s.get("endPosition")), s.get("name"))
        for s in tree.iterfind(".//{*}PlainTextSelection")
    ]
    assert positions
    assert all(start < end for start, end, _ in positions)


def test_no_path_and_no_user_name_of_the_machine_is_in_the_file(
    coding: tb.Coding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "geheimegebruiker")
    monkeypatch.setenv("USERNAME", "geheimegebruiker")
    write_qdpx(coding, tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        qde = archive.read("project.qde").decode()
    for word in ("currentPath", "basePath", str(tmp_path), "geheimegebruiker", "/home"):
        assert word not in qde


def test_a_study_comes_back_with_all_that_was_said_of_its_codings(
    coding: tb.Coding, tmp_path: Path
) -> None:
    write_qdpx(coding, tmp_path / "a.qdpx")
    back = read_qdpx(tmp_path / "a.qdpx")
    labels = {code.code: code.label for code in coding.codebook.codes.values()}
    may = coding.codings[coding.codings["session"] != "int2"]  # C2 takes no part
    assert rows(back) == sorted(
        (
            (
                *(row["session"], row["start"], row["end"], labels[row["code"]]),
                *(row["coder"], row["quote"], row["polarity"], row["marked"]),
                *(row["memo"], row["time"]),
            )
            for row in may.to_dict("records")
        ),
        key=repr,
    )
    people = {case.name: case for case in back.cases}
    assert set(people) == {"gespreksleider", "B1", "B2", "B3", "B4", "C1"}
    assert people["B1"].variables == {
        "groep": "Begeleiders",
        "rol": "thuisbegeleider",
        "organisatie": "zorgpunt",
    }
    text = back.sources["fg1"].text
    assert [text[s.start : s.end] for s in people["B1"].passages] == list(
        coding.corpus.turns.query("respondent == 'B1'")["text"]
    )
    assert back.sources["fg1"].variables["datum"] == "2025-11-03"
    assert list(back.codebook["parent"].dropna()) == ["Rust in huis"]


def test_cases_memos_and_sets_come_back(tmp_path: Path) -> None:
    text = "R1: rust \U0001f600 en regelmaat"
    span = Span("bron", 4, 8)
    own = replace(
        small_project(text, [(4, 8), (13, 22)]),
        cases=(
            QdaCase(
                name="R1",
                guid="",
                description="een moeder",
                codes=("a",),
                variables={"kinderen": "2", "sinds": "2024-02-29", "rol": "moeder"},
                sources=("bron",),
                passages=(span,),
            ),
        ),
        notes=(
            QdaNote(text="over alles", kind="project", coder="anna"),
            QdaNote(text="over a\n\nen meer", kind="code", about="a"),
            QdaNote(text="over de bron", kind="source", about="bron"),
            QdaNote(text="hier", kind="passage", about="bron", passage=span),
            QdaNote(text="los", name="Los"),
        ),
        sets=(QdaSet(name="groep", guid="", codes=("a", "b"), sources=("bron",)),),
        variables={"kinderen": "Integer", "sinds": "Date", "rol": "Text"},
    )
    write_qdpx(own, tmp_path / "a.qdpx")
    back = read_qdpx(tmp_path / "a.qdpx")
    [case] = back.cases
    assert replace(case, guid="") == own.cases[0]
    assert back.variables == own.variables
    assert {(n.kind, n.about, n.text, n.passage) for n in back.notes} == {
        (n.kind, n.about, n.text, n.passage) for n in own.notes
    }
    [group] = back.sets
    assert replace(group, guid="") == own.sets[0]


def test_words_of_who_takes_no_part_are_covered(
    coding: tb.Coding, tmp_path: Path
) -> None:
    export = write_qdpx(coding, tmp_path / "a.qdpx")
    raw = (tmp_path / "a.qdpx").read_bytes()
    back = read_qdpx(tmp_path / "a.qdpx")
    text = back.sources["int2"].text
    assert "rust in huis" not in text
    assert len(text) == len(coding.corpus.transcripts["int2"].text)
    assert "I: Hoe gaat het?" in text
    assert "R2" not in text
    assert "C2" not in [case.name for case in back.cases]
    assert "int2" not in set(back.codings["source"])
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"eindelijk" not in everything
    assert "niet de woorden van C2: die zijn afgedekt" in export.leaving
    hidden = [loss for loss in export.losses if loss.element == "codering"]
    assert [(loss.count, loss.examples) for loss in hidden] == [(1, ("C2",))]


def test_for_an_archive_consent_to_that_is_needed(
    coding: tb.Coding, tmp_path: Path
) -> None:
    write_qdpx(coding, tmp_path / "a.qdpx", archive=True)
    back = read_qdpx(tmp_path / "a.qdpx")
    # nobody in the small study consented to be archived
    assert {case.name for case in back.cases} == {"gespreksleider"}
    assert not len(back.codings)
    assert "Wat helpt er in een gezin?" in back.sources["fg1"].text
    assert not re.search("wijkverpleging|Overzicht", back.sources["fg1"].text)


def test_an_export_says_what_leaves(coding: tb.Coding, tmp_path: Path) -> None:
    said = str(write_qdpx(coding, tmp_path / "a.qdpx"))
    for line in (
        "Dit verlaat de studie:",
        "de tekst van 4 gesprekken",
        "5 respondenten met groep, rol en organisatie",
        "4 codes met de definities",
        "9 coderingen van anna, bram, met 0 memo's",
        "tbresearch pseudonymise",
        "leeftijdsband, koppeling met scores en toestemmingen blijven in de studie",
    ):
        assert line in said


def test_a_project_that_refers_to_what_it_has_not_is_not_written(
    tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    good = small_project("rust", [(0, 4)])
    for name, wrong, said in (
        ("end", 9, "passages in geen bron, of buiten de tekst ervan: 1"),
        ("source", "x", "passages in geen bron, of buiten de tekst ervan: 1"),
        ("code", "x", "coderingen met een code die er niet is: 1"),
    ):
        bad = replace(good, codings=good.codings.assign(**{name: wrong}))
        [problem] = refusal(write_qdpx, bad, tmp_path / "a.qdpx")
        assert said in problem
        assert "er is niets geschreven" in problem
    source = replace(good.sources["bron"], text="rust\r\n")
    [problem] = refusal(
        write_qdpx, replace(good, sources={"bron": source}), tmp_path / "a.qdpx"
    )
    assert "regeleinden van Windows" in problem
    assert list(tmp_path.iterdir()) == []


def test_another_extension_is_refused(
    coding: tb.Coding, tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    [problem] = refusal(write_qdpx, coding, tmp_path / "a.zip")
    assert "wordt geschreven als .qdpx, niet als .zip" in problem


def test_a_file_that_cannot_be_replaced_stays_as_it_was(
    coding: tb.Coding, tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    (tmp_path / "a.qdpx").mkdir()
    [problem] = refusal(write_qdpx, coding, tmp_path / "a.qdpx")
    assert "kan niet worden geschreven" in problem
    assert list((tmp_path / "a.qdpx").iterdir()) == []


def test_signs_that_xml_cannot_hold_do_not_stop_an_export(tmp_path: Path) -> None:
    own = small_project("rust \x01 hier", [(0, 6)])
    own = replace(own, codings=own.codings.assign(memo="a\x00b"))
    write_qdpx(own, tmp_path / "a.qdpx")
    back = read_qdpx(tmp_path / "a.qdpx")
    assert back.codings["quote"][0] == "rust \x01"
    assert back.codings["memo"][0] == "a\ufffdb"


def test_memos_on_texts_and_codes_and_marks_leave_and_come_back(
    small_study: Path, tmp_path: Path
) -> None:
    path = small_study / "coderingen" / "anna.jsonl"
    first = json.loads(path.read_text(encoding="utf-8").split("\n")[0])["id"]
    acts = [
        {"act": "note", "about": "gesprek:fg1", "text": "veel gelachen"},
        {"act": "note", "about": "code:rust", "text": "ook stilte?"},
        {"act": "mark", "id": first, "marked": True},
        {"act": "memo", "id": first, "text": "kern"},
    ]
    for act in acts:
        append_act(path, {**act, "time": "2026-01-01T10:00:00+00:00"})
    study = tb.open_study(small_study)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    write_qdpx(coding, tmp_path / "a.qdpx")
    back = read_qdpx(tmp_path / "a.qdpx")
    assert {(n.kind, n.about, n.text, n.coder) for n in back.notes} == {
        ("source", "fg1", "veel gelachen", "anna"),
        ("code", "Rust in huis", "ook stilte?", "anna"),
    }
    [marked] = back.codings[back.codings["marked"]].to_dict("records")
    assert (marked["quote"], marked["memo"], marked["polarity"]) == (
        *("Rust in huis helpt het meest", "kern", "succesfactor"),
    )
    assert "Citaat voor rapport" not in set(back.codebook["code"])
