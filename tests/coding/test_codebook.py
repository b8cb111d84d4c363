"""The codebook of a study: what it gives, and every record that is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.coding import Codebook, read_codebook
from tbresearch.study import open_study

Refusal = Callable[..., list[str]]
HEAD = 'titel = "Proef"\nversie = "2"\n'


def block(code: str, **more: str) -> str:
    lines = {"code": code, "label": f"Label {code}", "soort": "thema"} | more
    shown = "\n".join(f'{name} = "{value}"' for name, value in lines.items() if value)
    return f"\n[[code]]\n{shown}\n"


@pytest.fixture
def read(small_study: Path) -> Callable[[str], Codebook]:
    study = open_study(small_study)

    def of(content: str) -> Codebook:
        (small_study / "codeboek.toml").write_text(content, encoding="utf-8")
        return read_codebook(study)

    return of


def test_a_code_has_all_that_its_block_says(read: Callable[[str], Codebook]) -> None:
    codebook = read(
        HEAD
        + block("rust")
        + block("lijnen", hoort_bij="rust", definitie="Kort.")
        + 'wel = ["a", "b"]\nniet = ["c -> rust"]\nvoorbeelden = ["d"]\n'
        + 'lijsten = ["B9.1"]\n'
    )
    assert str(codebook) == "Proef, versie 2: 2 codes"
    assert list(codebook.codes) == ["rust", "lijnen"]
    code = codebook.codes["lijnen"]
    assert (code.label, code.kind, code.parent) == ("Label lijnen", "thema", "rust")
    assert (code.include, code.exclude) == (("a", "b"), ("c -> rust",))
    assert (code.examples, code.items) == (("d",), ("B9.1",))
    assert codebook.codes["rust"].parent is None
    assert codebook.codes["rust"].examples == ()
    assert codebook.to_frame()["code"].tolist() == ["rust", "lijnen"]
    assert codebook.to_frame()["include"].tolist() == [(), ("a", "b")]


def test_codes_cannot_be_changed(read: Callable[[str], Codebook]) -> None:
    codebook = read(HEAD + block("rust"))
    with pytest.raises(TypeError):
        codebook.codes["x"] = codebook.codes["rust"]


def test_a_codebook_may_have_no_codes_yet(read: Callable[[str], Codebook]) -> None:
    assert len(read(HEAD).codes) == 0


CODES = (
    "code, label, soort, definitie, wel, niet, voorbeelden, hoort_bij, woorden, "
    "lijsten, voorheen",
    "een korte naam van letters, cijfers, _ of -, zonder spaties",
)
TO_TOP = "noem een andere code van dit codeboek, zonder kringetje"
TWICE = (
    "geef de code een eigen naam, of verwijder het blok; onder 'voorheen' staan "
    "alleen codes die er zelf niet meer zijn"
)
WRONG = {
    "a code that is there twice": (
        HEAD + block("rust") + block("lijnen") + block("rust"),
        ["code 'rust' staat er al"],
        ["regel 14"],
        TWICE,
    ),
    "a former code that is still there": (
        HEAD + block("rust") + block("lijnen") + 'voorheen = ["rust"]\n',
        ["code 'rust' staat er al"],
        ["regel 9"],
        TWICE,
    ),
    "a code that was merged into two others": (
        HEAD + block("rust") + 'voorheen = ["a"]\n' + block("b") + 'voorheen = ["a"]\n',
        ["code 'a' staat er al"],
        ["regel 10"],
        TWICE,
    ),
    "a parent that is no code": (
        HEAD + block("rust", hoort_bij="onrust"),
        ["hoort_bij = 'onrust' leidt niet naar een hoofdcode"],
        ["regel 4"],
        TO_TOP,
    ),
    "a code under itself": (
        HEAD + block("rust", hoort_bij="rust"),
        ["hoort_bij = 'rust' leidt niet naar een hoofdcode"],
        ["regel 4"],
        TO_TOP,
    ),
    "a circle of three, and one below it": (
        HEAD
        + block("a", hoort_bij="b")
        + block("b", hoort_bij="c")
        + block("c", hoort_bij="a")
        + block("d", hoort_bij="a")
        + block("e"),
        [f"hoort_bij = '{p}' leidt niet naar een hoofdcode" for p in "bcaa"],
        ["regel 4", "regel 10", "regel 16", "regel 22"],
        TO_TOP,
    ),
    "a kind that does not exist": (
        HEAD + block("a") + block("b", soort="geen"),
        ["soort = 'geen' kan hier niet"],
        ["regel 12, soort"],
        "gebruik één van: succesfactor, verbeterpunt, thema",
    ),
    "an unknown name in the second block": (
        HEAD + block("a") + block("b", labels="x"),
        ["'labels' is hier niet bekend"],
        ["regel 13, labels"],
        f"bedoeld is misschien 'label'; bekend zijn: {CODES[0]}",
    ),
    "two blocks without a code": (
        HEAD + block("", label="x") + block("", label="y"),
        ["'code' is niet ingevuld"] * 2,
        ["regel 4, code", "regel 8, code"],
        f"vul in: {CODES[1]}",
    ),
    "a list that is a text": (
        HEAD + block("a", wel="een"),
        ["wel = 'een' kan hier niet"],
        ["regel 8, wel"],
        'gebruik een lijst, zoals ["..."], met telkens tekst',
    ),
    "no version": (
        'titel = "Proef"\n' + block("versie"),
        ["'versie' is niet ingevuld"],
        ["regel 1, versie"],
        "vul in: tekst",
    ),
    "an unknown name at the top": (
        'titels = "x"\n' + HEAD,
        ["'titels' is hier niet bekend"],
        ["regel 1, titels"],
        "bedoeld is misschien 'titel'; bekend zijn: titel, versie",
    ),
    "one block in single brackets": (
        HEAD + block("a").replace("[[code]]", "[code]"),
        ["'code' moet een reeks blokken zijn"],
        ["regel 4, code"],
        "begin elk blok met een regel [[code]]",
    ),
    "no TOML": (
        HEAD + "code: rust\n",
        ["deze regel is geen geldige TOML"],
        ["regel 3"],
        "schrijf naam = waarde, en zet tekst tussen dubbele aanhalingstekens",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_record_is_named_with_its_line(
    case: str, read: Callable[[str], Codebook], refusal: Refusal
) -> None:
    content, whats, places, fix = WRONG[case]
    assert refusal(read, content) == [
        f"{what}\n  waar:      codeboek.toml, {place}\n  oplossing: {fix}"
        for what, place in zip(whats, places, strict=True)
    ]


def test_all_that_is_wrong_comes_at_once(
    read: Callable[[str], Codebook], refusal: Refusal
) -> None:
    content = (
        'titel = "Proef"\n'
        + block("rust", soort="onbekend")
        + block("rust", hoort_bij="x")
    )
    assert [text.split("\n")[0] for text in refusal(read, content)] == [
        "'versie' is niet ingevuld",
        "soort = 'onbekend' kan hier niet",
        "code 'rust' staat er al",
        "hoort_bij = 'x' leidt niet naar een hoofdcode",
    ]


def test_a_study_without_codebook_says_so(small_study: Path, refusal: Refusal) -> None:
    study = open_study(small_study)
    (small_study / "codeboek.toml").unlink()
    [found] = refusal(read_codebook, study)
    assert found.startswith("dit bestand is er niet\n  waar:      codeboek.toml\n")


def test_what_a_notebook_shows_is_escaped_and_always_the_same(
    read: Callable[[str], Codebook],
) -> None:
    content = HEAD.replace("Proef", "<h1>") + block(
        "rust", label="<script>x</script>", definitie="a < b & c"
    )
    shown = read(content)._repr_html_()
    assert "<script" not in shown
    assert "<h1>" not in shown
    assert "&lt;script&gt;x&lt;/script&gt;" in shown
    assert "a &lt; b &amp; c" in shown
    assert shown == read(content)._repr_html_()


def test_one_code_is_shown_with_its_rules_and_escaped(
    read: Callable[[str], Codebook],
) -> None:
    content = (
        HEAD
        + block("rust", label="<script>x</script>", definitie="a < b")
        + 'wel = ["<b>vet</b>"]\nniet = ["<i>schuin</i>"]\nvoorbeelden = ["c > d"]\n'
    )
    shown = read(content).codes["rust"]._repr_html_()
    assert not any(tag in shown for tag in ("<script", "<b>vet", "<i>schuin"))
    assert "&lt;b&gt;vet" in shown
    assert "c &gt; d" in shown
