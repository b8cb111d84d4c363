"""What keeps a report from being built is named all at once, and the last one stays."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.axes import Axes

import tbresearch as tb
from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.figures import new_axes
from tbresearch.report import rendering
from tbresearch.report.author_text import text_problems, traced
from tbresearch.report.composition import compose
from tbresearch.report.contributions.left_out import left_out
from tbresearch.report.evidence import Contribution, Evidence, Picture, Refusal
from tbresearch.report.rendering import Manuscript, document
from tbresearch.study import writing

COUNT = Evidence(key="aantal:gesprekken", text="6 gesprekken", method="Geteld.")
SECRET = Refusal(
    key="citaat:c2", what="citaat c2 mag niet worden afgedrukt", fix="kies anders"
)


def drawn() -> Axes:
    return new_axes()


def picture(alt: str) -> Picture:
    return Picture(
        key="figuur:f", caption="Iets", alt=alt, draw=drawn, method="Getekend."
    )


def write(root: Path, texts: Mapping[str, str | bytes]) -> None:
    (root / "rapport").mkdir(exist_ok=True)
    for name, text in texts.items():
        raw = text if isinstance(text, bytes) else text.encode()
        (root / "rapport" / f"{name}.md").write_bytes(raw)


def composed(root: Path, *, alt: str = "Een lijn.", section: str = "") -> str:
    part = Contribution(
        sections={"kosten": section} if section else {},
        evidence=(COUNT, SECRET, *left_out("tabel:leeg")),
        pictures=(picture(alt),),
    )
    return compose(root, [part]).markdown


def printed(markdown: str) -> str:
    """Return the words of a composed text, once it has passed every check."""
    manuscript = Manuscript(
        title="T",
        subtitle="",
        authors=(),
        date="",
        version="",
        markdown=markdown,
        figures={"f": rendering.Figure(svg=bytes, png=bytes)},
    )
    return rendering.to_html(manuscript, document.read(manuscript)).decode()


def test_everything_that_is_wrong_is_listed_once_with_file_and_line(
    tmp_path: Path,
) -> None:
    write(
        tmp_path,
        {
            "aanleiding": "Goed.\n\n{{aantal:gesprek}}\n\n{{citaat:c2}}\n",
            "context": "{{tabel:leeg}}\n\n{{aantal gesprekken}}\n",
            "conclusies": "{{figuur:f}}\n\n::: {.let-op}\nNooit dicht.\n",
            "kosten": "# Kop\n\n### Te diep\n\n![](mijn.png)\n",
            "bereik": b"Gebroken \0 tekst",
        },
    )
    with pytest.raises(StudyError) as raised:
        composed(tmp_path, alt=" ")
    found = [(problem.where, problem.what) for problem in raised.value.problems]
    expected = {
        "rapport/aanleiding.md, regel 3": "leidt nergens heen",
        "rapport/aanleiding.md, regel 5": "mag niet worden afgedrukt",
        "rapport/context.md, regel 1": "is uit het rapport weggelaten",
        "rapport/context.md, regel 3": "is niet leesbaar",
        "rapport/conclusies.md, regel 1": "geen tekst voor wie haar niet ziet",
        "rapport/conclusies.md, regel 3": "niet afgesloten",
        "rapport/kosten.md, regel 3": "deze kop heeft niveau 3, en die erboven",
        "rapport/kosten.md, regel 5": "een eigen figuur kan niet",
        "rapport/bereik.md": "dit is geen leesbare tekst",
    }
    assert sorted(where for where, _ in found) == sorted(expected)
    for where, what in found:
        assert expected[where] in what
    assert all(problem.fix for problem in raised.value.problems)


def test_a_picture_of_other_numbers_is_other_evidence(tmp_path: Path) -> None:
    write(tmp_path, {"context": "{{figuur:f}}\n"})
    one, other = picture("Een lijn."), replace(picture("Een lijn."), rests_on="0.51")
    used = [compose(tmp_path, [Contribution(pictures=(p,))]).used for p in (one, other)]
    assert used[0]["figuur:f"] != used[1]["figuur:f"]


def test_a_table_that_is_emptied_is_a_sentence_in_generated_text(
    tmp_path: Path,
) -> None:
    write(tmp_path, {})
    with pytest.raises(StudyError) as raised:
        composed(tmp_path, section="{{tabel:leeg}}")
    (problem,) = raised.value.problems
    assert "geen aantal erin is te tonen" in problem.what


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("a\n\n```\nb", "regel 3", "dit blok met code is niet afgesloten"),
        ("~~~~\na\n~~~\n", "regel 1", "dit blok met code is niet afgesloten"),
        ("::: {.let-op}\na", "regel 1", "dit blok (:::) is niet afgesloten"),
        ("a\n\n:::\n", "regel 3", "hier sluit een blok (:::) dat niet is geopend"),
        ("#### a", "regel 1", "deze kop heeft niveau 4, en die erboven niveau 1"),
        (
            "## a\n\n#### b",
            "regel 3",
            "deze kop heeft niveau 4, en die erboven niveau 2",
        ),
        ("a \x07 b", "regel 1", "hier staat een onzichtbaar stuurteken (U+0007)"),
        (
            "![](x.png)",
            "regel 1",
            "een eigen figuur kan niet in het rapport, en deze zegt niet wat erop te "
            "zien is: ![](x.png)",
        ),
        ("![alt](x.png)", "regel 1", "een eigen figuur kan niet in het rapport: "),
    ],
)
def test_what_would_print_as_something_else_is_named(
    text: str, where: str, what: str
) -> None:
    (problem,) = text_problems(text, source="rapport/a.md")
    assert problem.where == f"rapport/a.md, {where}"
    assert problem.what.startswith(what)


SOUND = {
    "emoji": ("Fijn 🙂 hoor.", "Fijn 🙂 hoor."),
    "accents apart": ("cli\u0065\u0308nt", "cli\u0065\u0308nt"),
    "line ends": ("Een regel.\r\n\r\nNog een.\r\n", "Nog een."),
    "mark": (b"\xef\xbb\xbfBegin.", ">Begin."),
    "html": ("<b>dik</b> <script>x</script>", "&lt;b&gt;dik&lt;/b&gt; &lt;script&gt;"),
    "comment": ("a <!-- b --> c", "a &lt;!– b –&gt; c"),
    "tex": (r"\textbf{dik} en $x$", r"\textbf{dik} en $x$"),
    "code": ("```\n#### geen kop\n::: geen blok\n```\n", "#### geen kop"),
    "block": ("::: {.let-op}\nLet op.\n:::\n", "Let op."),
    "named block": ("::: let-op\nLet op.\n:::\n", "Let op."),
    "headings": ("## Een\n\n### Twee\n\n## Drie\n", "Drie"),
    "long line": ("woord " * 20_000, "woord woord"),
    "no heading": ("tekst\n#### vlak eronder", "#### vlak eronder"),
    "windows": ("cliënt".encode("cp1252"), "cliënt"),
    "metadata": ("---\ntitle: x\n---\n", "title: x"),
    "block in a block": ("::: {.a}\n:::: {.b}\nx\n::::\n:::\n", "x"),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_prints_as_it_was_written(name: str, tmp_path: Path) -> None:
    text, expected = SOUND[name]
    write(tmp_path, {"aanleiding": text})
    markdown = composed(tmp_path)
    section = re.split("<h2", printed(markdown))
    (own,) = [part for part in section if 'id="aanleiding"' in part[:80]]
    assert expected in " ".join(own.split()) or expected in own


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t", "\ufeff"])
def test_a_blank_text_is_a_section_that_says_what_it_needs(
    text: str, tmp_path: Path
) -> None:
    write(tmp_path, {"aanleiding": text})
    assert "Deze paragraaf is nog leeg" in composed(tmp_path).split("# De inter")[0]


def test_what_only_the_whole_text_shows_is_named_where_the_author_wrote_it(
    small_study: Path, tmp_path: Path
) -> None:
    (small_study / "rapport").mkdir(exist_ok=True)
    text = "Eerst dit.\n\nZie [daar](#nergens) voor meer.\n"
    (small_study / "rapport/context.md").write_text(text, encoding="utf-8")
    report = tb.full_report(tb.open_study(small_study))
    with pytest.raises(StudyError) as raised:
        report.save(tmp_path / "uit")
    (problem,) = raised.value.problems
    assert problem.where.startswith("rapport/context.md, regel 3: Zie [daar]")
    assert "#nergens" in problem.what
    assert not (tmp_path / "uit").exists()


def test_a_line_that_stands_in_two_texts_is_not_blamed_on_one_of_them() -> None:
    where = "de Markdown van het rapport, regel 9: zelfde"
    error = WorkbenchError("w", where=where, fix="f")
    assert (
        traced(error, {"a.md": "zelfde", "b.md": "zelfde"}).problems[0].where == where
    )
    assert traced(error, {"a.md": "x\nzelfde"}).problems[0].where == (
        "a.md, regel 2: zelfde"
    )
    with_reference = WorkbenchError(
        "w", where="de Markdown van het rapport, regel 9: Er zijn [zes](#x)", fix="f"
    )
    (problem,) = traced(with_reference, {"a.md": "Er zijn {{aantal:x}}"}).problems
    assert problem.where.startswith("a.md, regel 1")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "vol")])
@pytest.mark.parametrize("after", [1, 3])
def test_a_build_that_is_stopped_leaves_report_and_manifest_as_they_were(
    stop: type[BaseException] | OSError,
    after: int,
    small_study: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forms = {
        form: lambda manuscript, _, f=form: f"{f} {manuscript.markdown}".encode()
        for form in ("html", "docx", "pdf")
    }
    blank = rendering.Figure(svg=bytes, png=bytes)
    monkeypatch.setattr(rendering, "FORMATS", forms)
    monkeypatch.setattr("tbresearch.report.building._drawn", lambda _: blank)
    tb.full_report(tb.open_study(small_study)).save(tmp_path / "uit")
    before = everything(small_study) | everything(tmp_path)
    (small_study / "rapport/context.md").write_text("Anders.", encoding="utf-8")
    placed, place = [], writing._place

    def stopping(path: Path, draft: Path | None) -> None:
        placed.append(path)
        if len(placed) == after + 1:
            raise stop
        place(path, draft)

    monkeypatch.setattr(writing, "_place", stopping)
    changed = tb.full_report(tb.open_study(small_study))
    expected = KeyboardInterrupt if stop is KeyboardInterrupt else WorkbenchError
    with pytest.raises(expected):
        changed.save(tmp_path / "uit")
    assert len(placed) > after
    (small_study / "rapport/context.md").unlink()
    assert everything(small_study) | everything(tmp_path) == before
    monkeypatch.setattr(writing, "_place", place)
    assert tb.verify_report(small_study, tmp_path / "uit").problems == ()


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
