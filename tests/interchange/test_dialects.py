"""Every program's files are read with each passage where its coder put it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.interchange import QdaProject, read_qdpx
from tests.interchange import dialects as made
from tests.interchange.dialects import CODED, DIALECTS, TEXT, Dialect

Files = Callable[[bytes], Path]


@pytest.fixture
def written(tmp_path: Path) -> Files:
    """Return a function that puts bytes in a .qdpx."""

    def write(raw: bytes) -> Path:
        path = tmp_path / "p.qdpx"
        path.write_bytes(raw)
        return path

    return write


def passages(project: QdaProject) -> list[tuple[str, str, str]]:
    columns = project.codings[["quote", "code", "coder"]]
    return [tuple(row) for row in columns.itertuples(index=False)]


@pytest.mark.parametrize("name", DIALECTS)
def test_each_passage_is_where_its_coder_put_it(name: str, written: Files) -> None:
    dialect = DIALECTS[name]
    project = read_qdpx(written(made.project(dialect)))
    assert passages(project) == list(CODED)
    [source] = project.sources.values()
    assert source.text == TEXT
    starts = [TEXT.index(passage) for passage, _, _ in CODED]
    assert list(project.codings["start"]) == starts
    assert project.losses == ()
    [resolution] = project.resolution
    assert resolution.reading == dialect.reading
    assert resolution.share == 1


@pytest.mark.parametrize("name", DIALECTS)
def test_a_stored_quote_decides(name: str, written: Files) -> None:
    # an origin that nobody knows, so that nothing else can
    dialect = Dialect(
        **{**vars(DIALECTS[name]), "origin": "Onbekend programma", "more": {}}
    )
    project = read_qdpx(written(made.project(dialect, named=True)))
    assert passages(project) == list(CODED)
    assert project.resolution[0].basis == "citaten in het bestand"


@pytest.mark.parametrize("name", DIALECTS)
def test_edges_of_words_decide_where_the_origin_is_unknown(
    name: str, written: Files
) -> None:
    dialect = Dialect(**{**vars(DIALECTS[name]), "origin": "X", "more": {}})
    project = read_qdpx(written(made.project(dialect)))
    assert passages(project) == list(CODED)
    assert project.resolution[0].basis == "woordgrenzen"
    assert project.resolution[0].runner_up is not None
    assert project.resolution[0].runner_up < 1


def one_letter_words(dialect: Dialect) -> bytes:
    """Return a text in which two readings put a passage on words just as well."""
    text = "\U0001f642 a b c d e f g h i j k l m n o p q r s t u v w x y z\n"
    user, code = made.guid(dialect, "user", "Bram"), made.guid(dialect, "code", "Rust")
    at = text.index("h")
    passage = (
        f'<PlainTextSelection guid="{made.guid(dialect, "tie")}" startPosition="{at}" '
        f'endPosition="{at + 1}" creatingUser="{user}">'
        f'<Coding guid="{made.guid(dialect, "c")}"><CodeRef targetGUID="{code}"/>'
        "</Coding></PlainTextSelection>"
    )
    two = passage.replace(f'"{at}"', f'"{at - 1}"').replace(f'"{at + 1}"', f'"{at}"')
    two = two.replace(made.guid(dialect, "tie"), made.guid(dialect, "tie2"))
    return made.project(dialect, text=text, passages=passage + two)


def test_a_tie_between_readings_is_asked_about(
    written: Files, refusal: Callable[..., list[str]]
) -> None:
    dialect = Dialect(origin="X", position=made.code_points, reading="")
    path = written(one_letter_words(dialect))
    [problem] = refusal(read_qdpx, path)
    assert "de posities in bron 'gesprek 1' zijn op 2 manieren te lezen" in problem
    assert "codepunt-lf: «h»" in problem
    assert "utf16-lf: «" in problem
    assert "--posities" in problem
    assert read_qdpx(path, reading="codepunt-lf").codings["quote"][0] == "h"
    asked = read_qdpx(path, reading="utf16-lf")
    assert (
        asked.codings["start"][0]
        == read_qdpx(path, reading="codepunt-lf").codings["start"][0] - 1
    )
    assert asked.resolution[0].basis == "zoals gevraagd"


def test_a_tie_is_settled_by_the_program_that_is_known(written: Files) -> None:
    dialect = Dialect(origin="NVivo 14", position=made.code_points, reading="")
    project = read_qdpx(written(one_letter_words(dialect)))
    assert project.resolution[0].basis == "het programma dat het schreef"
    assert project.resolution[0].reading == "utf16-lf"


def test_an_unknown_reading_is_refused(
    written: Files, refusal: Callable[..., list[str]]
) -> None:
    path = written(made.project(DIALECTS["nvivo"]))
    [problem] = refusal(read_qdpx, path, reading="utf32")
    assert "lezing 'utf32' is niet bekend" in problem
    assert "utf16-crlf" in problem


def test_nvivo_a_code_may_have_the_number_of_a_case(written: Files) -> None:
    dialect = DIALECTS["nvivo"]
    shared = made.guid(dialect, "code", "Rust")
    selection = made.guid(dialect, "selection", 0)
    cases = (
        f'<Cases><Case guid="{shared}" name="Rust"><CodeRef targetGUID="{shared}"/>'
        f'<SelectionRef targetGUID="{selection}"/></Case></Cases>'
    )
    project = read_qdpx(written(made.project(dialect, cases=cases)))
    assert passages(project) == list(CODED)
    [case] = project.cases
    assert (case.name, case.codes) == ("Rust", ("Rust",))
    [span] = case.passages
    assert TEXT[span.start : span.end] == "Goed, dank u."


def test_the_same_coding_on_a_repeated_passage_counts_once(written: Files) -> None:
    dialect = DIALECTS["nvivo"]
    twice = made.selections(dialect, TEXT, named=False)
    again = twice.replace('PlainTextSelection guid="', 'PlainTextSelection guid="0')
    project = read_qdpx(written(made.project(dialect, passages=twice + again)))
    assert passages(project) == list(CODED)
    [loss] = project.losses
    assert (loss.element, loss.count) == ("Coding", len(CODED))
    assert loss.reason == "dezelfde codering staat er nog een keer"


def test_maxqda_a_passage_with_a_description_and_no_code_is_a_memo(
    written: Files,
) -> None:
    dialect = DIALECTS["maxqda"]
    start = made.code_points_crlf(TEXT, TEXT.index("Rust"))
    extra = (
        f'<PlainTextSelection guid="{made.guid(dialect, "x")}" startPosition="{start}" '
        f'endPosition="{start + 4}"><Description>mooi gezegd</Description>'
        "</PlainTextSelection>"
    )
    project = read_qdpx(written(made.project(dialect, extra=extra)))
    [note] = project.notes
    assert (note.kind, note.text) == ("passage", "mooi gezegd")
    assert note.passage is not None
    assert TEXT[note.passage.start : note.passage.end] == "Rust"


def test_quirkos_a_case_without_a_name_holds_variables_of_its_source(
    written: Files,
) -> None:
    dialect = DIALECTS["quirkos"]
    variable = made.guid(dialect, "variable")
    source = made.guid(dialect, "source")
    cases = (
        f'<Variables><Variable guid="{variable}" name="Leeftijd" '
        'typeOfVariable="Integer"/></Variables>'
        f'<Cases><Case guid="{made.guid(dialect, "case")}"><VariableValue>'
        f'<VariableRef targetGUID="{variable}"/><IntegerValue>43</IntegerValue>'
        f'</VariableValue><SourceRef targetGUID="{source}"/></Case></Cases>'
    )
    project = read_qdpx(written(made.project(dialect, cases=cases)))
    assert project.cases == ()
    assert project.sources["gesprek 1"].variables == {"Leeftijd": "43"}


def test_qc_a_source_without_a_name_is_called_after_its_file(written: Files) -> None:
    dialect = DIALECTS["qc"]
    project = read_qdpx(written(made.project(dialect)))
    assert list(project.sources) == [made.guid(dialect, "text")]


def test_a_source_name_that_occurs_twice_gets_a_number(written: Files) -> None:
    body = "".join(
        f'<TextSource guid="{made.guid(DIALECTS["maxqda"], n)}" name="Interview">'
        f"<PlainTextContent>tekst {n}</PlainTextContent></TextSource>"
        for n in (1, 2)
    )
    project = read_qdpx(written(made.qde(f"<Sources>{body}</Sources>")))
    assert list(project.sources) == ["Interview", "Interview (2)"]
    assert project.sources["Interview (2)"].text == "tekst 2"


def test_what_macos_adds_to_an_archive_is_no_second_project(written: Files) -> None:
    text = b'<Project xmlns="urn:QDA-XML:project:1.0" name="p"/>'
    files = {"project.qde": text, "__MACOSX/._project.qde": b"x", "._b.qde": b"x"}
    assert read_qdpx(written(made.zipped(files))).name == "p"


def test_a_source_that_does_not_tell_counts_as_the_others_do(written: Files) -> None:
    dialect = Dialect(
        origin="X", position=made.utf16_crlf, reading="", crlf=True, bom=True
    )
    letters = "\U0001f642 a b c d e f g h"
    code = made.guid(dialect, "code", "Rust")
    at = made.utf16_crlf(letters, letters.index("d"))
    other = (
        f'</TextSource><TextSource guid="{made.guid(dialect, "b")}" name="letters">'
        f"<PlainTextContent>{letters}</PlainTextContent>"
        f'<PlainTextSelection guid="{made.guid(dialect, "c")}" startPosition="{at}" '
        f'endPosition="{at + 1}"><Coding guid="{made.guid(dialect, "d")}">'
        f'<CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )
    project = read_qdpx(written(made.project(dialect, extra=other)))
    first, second = project.resolution
    assert (first.reading, first.basis) == ("utf16-crlf", "woordgrenzen")
    assert second.reading == "utf16-lf"
    assert second.basis == "de andere bronnen van het project"
    assert list(project.codings["quote"])[-1] == "d"


def test_positions_that_hit_no_words_are_told_as_doubtful(written: Files) -> None:
    dialect = Dialect(origin="X", position=made.code_points, reading="")
    text = "\U0001f642" + "abcdefghij" * 6
    code = made.guid(dialect, "code", "Rust")
    passages = "".join(
        f'<PlainTextSelection guid="{made.guid(dialect, n)}" startPosition="{n}" '
        f'endPosition="{n + 3}"><Coding guid="{made.guid(dialect, "k", n)}">'
        f'<CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
        for n in (1, 7, 20, 58)
    )
    project = read_qdpx(
        written(made.project(dialect, text=text, passages=passages)),
    )
    [resolution] = project.resolution
    assert not resolution.sure
    assert str(resolution).endswith("onzeker, controleer een paar citaten")
    assert str(resolution) in project.notes_on_reading
