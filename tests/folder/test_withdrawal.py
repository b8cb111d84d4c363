"""Who withdraws is gone: from text, codings, memos, tables and reports."""

import html
import io
import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

import pdfplumber
import pytest
from striprtf.striprtf import rtf_to_text

import tbresearch as tb
from tbresearch.errors import WorkbenchError

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "data" / "voorbeeld"
DAY = date(2026, 2, 1)
PEOPLE = list(tb.open_study(EXAMPLE).respondents["respondent"])
RUN = 5
# One of every kind: in a group and alone, quoted and not, professional and client.
BUILT = {"B01", "B05", "C05", "C13"}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "studie")
    return tmp_path / "studie"


def runs(texts: Iterable[str]) -> set[str]:
    """Return every run of five words, in lower case and without signs."""
    found: set[str] = set()
    for text in texts:
        words = re.findall(r"\w+", text.casefold())
        found |= {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    return found


TURNS = tb.read_transcripts(tb.open_study(EXAMPLE)).turns
# The codebook was written without the transcripts; "wat er in het plan" is Dutch.
CODEBOOK = runs([(EXAMPLE / "codeboek.toml").read_text(encoding="utf-8")])


SAID = {str(who): runs(own["text"]) for who, own in TURNS.groupby("respondent")}
SAID_BY = Counter(run for said in SAID.values() for run in said)


def own_runs(respondent: str) -> set[str]:
    """Return the runs that this respondent says and nobody else does."""
    return {run for run in SAID[respondent] if SAID_BY[run] == 1} - CODEBOOK


@lru_cache(maxsize=256)
def runs_in(raw: bytes, suffix: str) -> frozenset[str]:
    """Return the runs in a file; most files are the same for every respondent."""
    return frozenset(runs([text_of(raw, suffix)]))


def text_of(raw: bytes, suffix: str) -> str:
    """Return the words in a file, whatever kind of file it is."""
    if suffix in {".docx", ".odt", ".xlsx"}:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = [archive.read(n).decode() for n in archive.namelist() if "xml" in n]
        marked = re.sub(r"</(?:w:p|text:p|si|row)>", " ", " ".join(parts))
        return html.unescape(re.sub(r"<[^>]+>", "", marked))
    if suffix == ".pdf":
        with pdfplumber.open(io.BytesIO(raw)) as pdf:
            return " ".join(page.extract_text() for page in pdf.pages)
    text = raw.decode("utf-8", errors="replace")
    if suffix == ".rtf":
        return str(rtf_to_text(text))
    if suffix == ".html":
        return html.unescape(re.sub(r"<[^>]+>", " ", text))
    if suffix in {".jsonl", ".json"}:
        return text.encode().decode("utf-8").replace('\\"', '"')
    return text


def left(folder: Path, wanted: set[str]) -> dict[str, str]:
    """Return a run that is still in a file, by file."""
    return {
        path.name: next(iter(found))
        for path in folder.rglob("*")
        if path.is_file()
        if (found := wanted & runs_in(path.read_bytes(), path.suffix))
    }


def test_the_search_would_find_words_that_are_there(study: Path) -> None:
    for person in ("B02", "B11", "C05", "C09", "C13"):
        assert left(study, own_runs(person)), person


@pytest.mark.parametrize("respondent", PEOPLE)
def test_no_five_words_of_who_withdrew_are_left_anywhere(
    study: Path, tmp_path: Path, respondent: str
) -> None:
    reports = tmp_path / "rapport"
    words = own_runs(respondent)
    tb.withdraw_respondent(study, respondent, day=DAY, reports=reports)
    report = tb.full_report(tb.open_study(study))
    if respondent in BUILT:
        report.save(reports)
    else:  # the whole text of the report, before it takes its three forms
        (tmp_path / "rapport.md").write_text(report.compose().markdown, "utf-8")
    assert left(tmp_path, words) == {}


def test_everyone_can_withdraw_one_after_another(study: Path) -> None:
    for respondent in PEOPLE:
        tb.withdraw_respondent(study, respondent, day=DAY)
    after = tb.open_study(study)
    assert after.respondents.empty
    assert (
        tb.read_transcripts(after).turns["respondent"].isin(["verwijderd"]).sum() == 0
    )
    # Nothing is left to count, so only the author's own texts do not hold.
    wheres = {problem.where for problem in tb.check_study(study).problems}
    assert wheres
    authors = ("rapport/", "verbeterpunten.csv", "samenhang.csv")
    assert all(where.startswith(authors) for where in wheres)


def test_a_turn_in_a_group_stays_as_removed_and_the_others_stay_whole(
    study: Path,
) -> None:
    before = tb.read_transcripts(tb.open_study(study)).transcripts["fg1"].turns
    tb.withdraw_respondent(study, "B02", day=DAY)
    after = tb.read_transcripts(tb.open_study(study)).transcripts["fg1"].turns
    theirs = before["respondent"] == "B02"
    assert len(after) == len(before)
    assert set(after.loc[theirs, "text"]) == {"[verwijderd]"}
    assert list(after.loc[~theirs, "text"]) == list(before.loc[~theirs, "text"])
    assert list(after.loc[~theirs, "begin"]) == list(before.loc[~theirs, "begin"])


def test_the_codings_of_the_others_keep_their_quotes(study: Path) -> None:
    def codings() -> dict[str, str]:
        opened = tb.open_study(study)
        corpus = tb.read_transcripts(opened)
        coding = tb.read_coding(opened, corpus, tb.read_codebook(opened))
        own = coding.passages[coding.passages["respondent"] == "B02"]
        kept = coding.codings[~coding.codings["id"].isin(own["id"])]
        return dict(zip(kept["id"], kept["quote"], strict=True))

    before = codings()
    tb.withdraw_respondent(study, "B02", day=DAY)
    assert codings() == before


def test_every_number_is_counted_anew(study: Path) -> None:
    tb.withdraw_respondent(study, "C02", day=DAY)
    text = tb.full_report(tb.open_study(study)).compose().markdown
    assert not re.search(r"\b13 van 13\b(?! domeinen)", text)
    assert "12 cliënten" in text


def test_a_tombstone_holds_number_day_and_scope_and_nothing_else(study: Path) -> None:
    tb.withdraw_respondent(study, "C02", day=DAY)
    lines = (study / "terugtrekkingen.csv").read_text(encoding="utf-8").split("\n")
    assert lines[-2] == "C02;2026-02-01;41 beurten in 1 gesprek"


def test_echoes_by_others_are_listed_for_a_person_to_read(study: Path) -> None:
    done = tb.withdraw_respondent(study, "C05", day=DAY)
    echoes = [line for line in done.to_do if line.startswith("lees na: cfg")]
    assert echoes
    assert all("herhaalt woorden van deze respondent" in line for line in echoes)


def test_a_memo_that_quotes_them_is_emptied_and_the_others_stay(study: Path) -> None:
    journal = study / "coderingen" / "anna.jsonl"
    turns = tb.read_transcripts(tb.open_study(study)).turns
    said = next(t for t in turns[turns["respondent"] == "B02"]["text"] if len(t) > 80)
    act = {"act": "memo", "id": "a-int1-001", "time": "x", "text": f"Zoals: {said}"}
    with journal.open("a", encoding="utf-8") as file:
        file.write(json.dumps(act, ensure_ascii=False) + "\n")
    memos = journal.read_text(encoding="utf-8").count('"act": "memo"')
    tb.withdraw_respondent(study, "B02", day=DAY)
    text = journal.read_text(encoding="utf-8")
    assert said[:40] not in text
    assert text.count('"[verwijderd]"') == 1
    assert text.count('"act": "memo"') <= memos


def test_what_coders_wrote_besides_codings_forgets_them_too(study: Path) -> None:
    theirs = TURNS[TURNS["respondent"] == "C02"]
    (session,) = set(theirs["session"])
    said = max(theirs["text"], key=len)
    at = {"time": "2026-01-05T09:00:00+00:00"}
    block = f'[[code]]\nlabel = "{said}"\n'
    acts = [
        {"act": "note", **at, "about": f"gesprek:{session}", "text": "rumoerig"},
        {"act": "note", **at, "about": "gesprek:fg1", "text": "stil"},
        {"act": "note", **at, "about": "code:rust", "text": f"net als: {said}"},
        {"act": "done", **at, "session": session, "done": True},
        {"act": "done", **at, "session": "fg1", "done": True},
        {"act": "codebook", **at, "change": {"op": "delete", "block": block}},
    ]
    with (study / "coderingen" / "anna.jsonl").open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(act, ensure_ascii=False) + "\n" for act in acts)
    tb.withdraw_respondent(study, "C02", day=DAY)
    opened = tb.open_study(study)
    coding = tb.read_coding(
        opened, tb.read_transcripts(opened), tb.read_codebook(opened)
    )
    assert coding.memos[["about", "text"]].to_numpy().tolist() == [
        ["gesprek:fg1", "stil"],
        ["code:rust", "[verwijderd]"],
    ]
    assert coding.done == {("anna", "fg1")}
    assert left(study, own_runs("C02")) == {}


def test_a_quote_in_the_authors_text_is_cut_and_counted(study: Path) -> None:
    done = tb.withdraw_respondent(study, "C02", day=DAY)
    text = (study / "rapport" / "ervaringen.md").read_text(encoding="utf-8")
    assert text.count("[citaat verwijderd]") == 2
    assert "2 verwijzingen naar citaten uit uw teksten gehaald" in done.done


def test_outputs_of_notebooks_are_cleared(study: Path, tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": [], "outputs": [{"text": "woorden"}]}
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"cells": [cell | {"execution_count": 3}]}))
    tb.withdraw_respondent(study, "C02", day=DAY, notebooks=tmp_path)
    (after,) = json.loads(path.read_text())["cells"]
    assert (after["outputs"], after["execution_count"]) == ([], None)


def test_an_unknown_respondent_changes_nothing(study: Path) -> None:
    before = {p: p.read_bytes() for p in study.rglob("*") if p.is_file()}
    with pytest.raises(WorkbenchError, match="respondent 'C99' is er niet"):
        tb.withdraw_respondent(study, "C99", day=DAY)
    assert {p: p.read_bytes() for p in study.rglob("*") if p.is_file()} == before


def test_a_study_that_cannot_be_read_is_left_as_it_is(study: Path) -> None:
    (study / "gesprekken.csv").write_text("kapot", encoding="utf-8")
    before = {p: p.read_bytes() for p in study.rglob("*") if p.is_file()}
    with pytest.raises(WorkbenchError):
        tb.withdraw_respondent(study, "C02", day=DAY)
    assert {p: p.read_bytes() for p in study.rglob("*") if p.is_file()} == before


def test_two_transcripts_of_one_stem_do_not_overwrite_each_other(study: Path) -> None:
    shutil.move(
        study / "transcripten" / "focusgroep-4.srt",
        study / "transcripten" / "focusgroep-1.srt",
    )
    table = study / "gesprekken.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("focusgroep-4.srt", "focusgroep-1.srt"), "utf-8")
    for respondent in ("B02", "B16"):
        tb.withdraw_respondent(study, respondent, day=DAY)
    turns = tb.read_transcripts(tb.open_study(study)).turns
    assert set(turns["session"]) >= {"fg1", "fg4"}
    assert {"B01", "B15"} <= set(turns["respondent"])
