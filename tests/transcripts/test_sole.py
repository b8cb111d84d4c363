"""A text of one speaker comes in as one turn, on the word of the researcher."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from math import isnan
from pathlib import Path

import docx
import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.study import open_study
from tbresearch.transcripts import (
    import_transcript,
    import_transcripts,
    parse_transcript,
    preview_transcript,
    read_transcript,
    read_transcripts,
)

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "transcripts"
WORDS = "Ik had nooit hulp gevraagd.\nNu wel. Kortom: rust, om 17:30 al.\n"
TEXT = "R1: Ik had nooit hulp gevraagd.\nNu wel. Kortom: rust, om 17:30 al."
HINT = (
    "is het hele bestand van één spreker, zoals bij open antwoorden, zeg dat dan met "
    "--enige-spreker LABEL, of in de kolom 'enige_spreker' van gesprekken.csv"
)
WHAT = {"kind": "interview", "mode": "telefoon", "day": "2025-11-07"}
Refusal = Callable[..., list[str]]
Contents = Callable[[Path], dict[str, bytes]]


def words_in(file: Path) -> list[str]:
    """Return the words of a reference file, read without our readers."""
    if file.suffix == ".docx":
        paragraphs = docx.Document(str(file)).paragraphs
        return " ".join(paragraph.text for paragraph in paragraphs).split()
    with zipfile.ZipFile(file) as archive:
        body = archive.read("content.xml").decode().split("<office:text")[1]
    text = re.sub(r"<text:(?:s|tab|line-break)[^>]*/>", " ", body.partition(">")[2])
    return re.sub(r"<[^>]+>", "", text.replace("</text:p>", " ")).split()


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="../shared/reference ontbreekt")
@pytest.mark.parametrize("name", ["qualcoder_ID1.docx", "qualcoder_ID2.odt"])
def test_a_text_of_one_writer_is_one_turn_with_every_word(name: str) -> None:
    file = REFERENCE / name
    found = read_transcript(file, sole_speaker="R1")
    [turn] = found.turns.to_dict("records")
    assert turn["speaker"] == "R1"
    assert turn["text"].split() == words_in(file)
    assert found.text == f"R1: {turn['text']}"
    assert (found.skipped, found.doubts) == ((), ())


@pytest.fixture
def sources(
    word: Callable[..., bytes],
    odt: Callable[..., bytes],
    pdf: Callable[..., bytes],
) -> dict[str, bytes]:
    """Return the same words in every kind of file that holds text."""
    first, second = WORDS.splitlines()
    cues = f"00:00:01.000 --> 00:00:02.000\n{first}\n\n00:00:03.000 --> 00:00:04.000\n"
    rtf = "\\par ".join((first, second)).replace("é", "\\'e9")
    return {
        "a.txt": WORDS.encode(),
        "a.docx": word([first, second]),
        "a.odt": odt(f"<text:p>{first}</text:p><text:p>{second}</text:p>"),
        "a.rtf": rf"{{\rtf1\ansi {rtf}}}".encode(),
        "a.pdf": pdf([(50, 60, first), (50, 90, second)]),
        "a.vtt": f"WEBVTT\n\n{cues}{second}\n".encode(),
        "a.srt": f"1\n{cues.replace('.000 ', ',000 ')}{second}\n".encode(),
        "a.json": b'{"segments": [{"start": 1, "end": 2, "text": "%s"}, '
        b'{"start": 3, "end": 4, "text": "%s"}]}' % (first.encode(), second.encode()),
    }


@pytest.mark.parametrize(
    "name",
    ["a.txt", "a.docx", "a.odt", "a.rtf", "a.pdf", "a.vtt", "a.srt", "a.json"],
)
def test_every_kind_of_file_can_be_of_one_speaker(
    name: str, sources: dict[str, bytes]
) -> None:
    found = parse_transcript(sources[name], name=name, source=name, sole_speaker="R1")
    assert found.text.split() == TEXT.split()
    assert len(found.turns) == 1
    assert found.layout == f"tekst van één spreker ({Path(name).suffix})"
    assert found.doubts == ()
    timed = name.endswith((".vtt", ".srt", ".json"))
    assert isnan(found.turns["begin"].iloc[0]) != timed


def test_paragraphs_stay_paragraphs_and_times_go_out_of_the_text() -> None:
    raw = b"#00:00:05-2# Ja.\r\n\r\n\xef\xbb\xbfEn nee. [00:01:00]\r\n"
    found = parse_transcript(raw, name="a.txt", source="a.txt", sole_speaker=" R1: ")
    assert found.text == "R1: Ja.\nEn nee."
    assert found.turns[["begin", "finish"]].iloc[0].tolist() == [5.2, 60.0]


def test_the_refusal_without_the_word_says_how_to_give_it(refusal: Refusal) -> None:
    [text] = refusal(parse_transcript, WORDS.encode(), name="a.txt", source="a.txt")
    assert text.startswith("in dit bestand is geen beurt van een spreker herkend")
    assert text.endswith(HINT)
    [text] = refusal(parse_transcript, b" \n", name="a.txt", source="a.txt")
    assert HINT not in text


def test_labels_in_a_text_of_one_speaker_are_doubted_and_kept() -> None:
    raw = b"Ochtend: Druk.\n\nAvond: Rust.\n\nOchtend: Weer.\n\nAvond: Niets.\n"
    found = parse_transcript(raw, name="a.txt", source="a.txt", sole_speaker="R1")
    assert found.text.startswith("R1: Ochtend: Druk.\nAvond: Rust.\n")
    assert found.doubts == (
        "hele bestand: dit lijken labels van sprekers te zijn: Ochtend (2 beurten) "
        "en Avond (2 beurten); op uw woord staat alles op naam van 'R1'",
    )


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.docx", "a.json"])
def test_a_file_with_a_column_of_speakers_is_not_of_one(
    name: str, xlsx: Callable[..., bytes], tmp_path: Path, refusal: Refusal
) -> None:
    rows = [("spreker", "tekst"), ("I", "Hoe?"), ("R1", "Goed.")]
    path = tmp_path / name
    if name == "a.docx":
        document = docx.Document()
        table = document.add_table(rows=3, cols=2)
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.save(str(path))
    elif name == "a.json":
        path.write_text(
            '[{"speaker": "I", "text": "a"}, {"speaker": "R1", "text": "b"}]'
        )
    elif name == "a.xlsx":
        path.write_bytes(xlsx(Blad=rows))
    else:
        path.write_text("\n".join(map(";".join, rows)))
    assert refusal(read_transcript, path, sole_speaker="R1") == [
        "dit bestand zegt zelf wie er spreekt: I en R1\n"
        f"  waar:      {path}\n"
        "  oplossing: laat --enige-spreker weg, of maak de kolom 'enige_spreker' van "
        "gesprekken.csv leeg"
    ]


@pytest.mark.parametrize("word", ["", "R1"])
def test_a_table_without_speakers_is_told_which_heads_it_needs(
    word: str, refusal: Refusal
) -> None:
    raw = b"vraag;antwoord\nwat helpt;rust\n"
    [text] = refusal(
        parse_transcript, raw, name="a.csv", source="a.csv", sole_speaker=word
    )
    assert text.startswith(
        "in dit bestand staat geen tabel met een kop 'spreker' en een kop 'tekst'\n"
    )


def test_a_label_without_letters_is_refused(refusal: Refusal) -> None:
    raw = WORDS.encode()
    assert refusal(
        parse_transcript, raw, name="a.txt", source="a.txt", sole_speaker=" : "
    ) == [
        "':' is geen label voor een spreker\n"
        "  waar:      a.txt\n"
        "  oplossing: geef een korte naam, zoals R1"
    ]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "brief.txt"
    file.write_text(WORDS, encoding="utf-8")
    return file


def test_the_preview_shows_what_the_word_makes_of_it(letter: Path) -> None:
    assert str(preview_transcript(letter, sole_speaker="R1")) == (
        "brief.txt: tekst van één spreker (.txt)\n\nSprekers\n"
        "  R1  1 beurt, 12 woorden\n\nHet begin\n"
        "  R1: Ik had nooit hulp gevraagd. Nu wel. Kortom: rust, om 17:3..."
    )


def test_an_import_keeps_the_word_in_the_study(
    study_folder: Path, letter: Path, contents: Contents, refusal: Refusal
) -> None:
    def bring(word: str = "R1") -> object:
        return import_transcript(
            study_folder,
            letter,
            session="brief",
            title="Brief; moeder",
            respondents={word: "c01"} if word else {},
            sole_speaker=word,
            **WHAT,
        )

    assert "enige_spreker" not in (study_folder / "gesprekken.csv").read_text()
    bring()
    head, *rows = (study_folder / "gesprekken.csv").read_text().splitlines()
    assert head == "gesprek;soort;wijze;datum;transcript;titel;enige_spreker"
    assert rows[-1].endswith(';brief.txt;"Brief; moeder";R1')
    assert all(row.endswith(";") for row in rows[:-1])
    corpus = read_transcripts(open_study(study_folder))
    assert corpus.transcripts["brief"].text == TEXT
    own = corpus.turns[corpus.turns["session"] == "brief"]
    assert own[["speaker", "respondent"]].to_numpy().tolist() == [["R1", "c01"]]
    before = contents(study_folder)
    bring()
    assert contents(study_folder) == before
    [text] = refusal(bring, "R2")
    assert text.startswith(
        "dit transcript is er al, met als enige spreker R1 en niet R2\n"
        "  waar:      gesprekken.csv, regel 4\n"
        "  oplossing: lees het opnieuw met --vernieuw brief"
    )
    assert contents(study_folder) == before


def test_a_study_without_the_column_and_a_blank_cell_read_as_before(
    study_folder: Path,
) -> None:
    before = read_transcripts(open_study(study_folder)).transcripts
    sessions = study_folder / "gesprekken.csv"
    head, *rows = sessions.read_text().splitlines()
    sessions.write_text("\n".join([f"{head};enige_spreker", *(f"{r}; " for r in rows)]))
    assert read_transcripts(open_study(study_folder)).transcripts == before


def test_the_word_in_the_table_alone_is_enough(study_folder: Path) -> None:
    (study_folder / "transcripten" / "int1.txt").write_text(WORDS, encoding="utf-8")
    with pytest.raises(WorkbenchError, match=r"waar:      transcripten/int1\.txt"):
        read_transcripts(open_study(study_folder))
    sessions = study_folder / "gesprekken.csv"
    text = sessions.read_text().replace("titel\n", "titel;Enige_Spreker\n")
    sessions.write_text(text.replace("Interview cliënt", "Interview cliënt;R1"))
    speakers = study_folder / "sprekers.csv"
    speakers.write_text(speakers.read_text().replace("int1;I;gespreksleider\n", ""))
    corpus = read_transcripts(open_study(study_folder))
    assert corpus.transcripts["int1"].text == TEXT


def test_many_files_of_one_speaker_come_in_unless_one_names_speakers(
    study_folder: Path,
    letter: Path,
    tmp_path: Path,
    contents: Contents,
    refusal: Refusal,
) -> None:
    other, talk = tmp_path / "brief 2.txt", tmp_path / "gesprek.txt"
    other.write_text("Het was goed.\n")
    talk.write_text("I: Hoe?\n\nR1: Goed.\n")
    before = contents(study_folder)
    assert refusal(
        import_transcripts,
        study_folder,
        [letter, talk, other],
        sole_speaker="R",
        **WHAT,
    ) == [
        "in dit bestand staan sprekers: I, R1\n"
        f"  waar:      {talk}\n"
        "  oplossing: importeer het apart, zonder --enige-spreker; zijn dit toch geen "
        "sprekers, dan apart mét"
    ]
    assert contents(study_folder) == before
    found = import_transcripts(study_folder, [letter, other], sole_speaker="R", **WHAT)
    assert [one.turns["speaker"].tolist() for one in found] == [["R"], ["R"]]
    rows = (study_folder / "gesprekken.csv").read_text().splitlines()[-2:]
    assert [row.rpartition(";")[2] for row in rows] == ["R", "R"]
