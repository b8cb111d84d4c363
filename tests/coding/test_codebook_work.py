"""Work on the codebook: the file keeps what was not touched, and codings follow."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tbresearch as tb
from tbresearch.coding import Coding, starter_file
from tbresearch.coding import codebook_changes as changes
from tbresearch.coding.acts import inverted
from tbresearch.coding.codebook import parse_codebook
from tbresearch.coding.codebook_work import change_codebook
from tbresearch.errors import WorkbenchError

Read = Callable[[Path], Coding]
STARTER = starter_file().read_text(encoding="utf-8")


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(WorkbenchError) as caught:
        call()
    return str(caught.value)


def text_of(study: Path) -> str:
    return (study / "codeboek.toml").read_text(encoding="utf-8")


def acts(study: Path, coder: str = "anna") -> list[dict[str, object]]:
    lines = (study / "coderingen" / f"{coder}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]


def test_a_new_code_gets_a_key_from_its_label_and_leaves_the_rest_as_it_is(
    small_study: Path,
) -> None:
    before = text_of(small_study)
    study = tb.open_study(small_study)
    code = tb.add_code(
        study,
        coder="anna",
        label="Eén  gezin,\nveel “hulp”",
        kind="thema",
        parent="rust",
    )
    assert code == "een_gezin_veel_hulp"
    found = tb.read_codebook(study).codes[code]
    assert (found.label, found.kind, found.parent) == (
        "Eén gezin, veel “hulp”",
        "thema",
        "rust",
    )
    assert text_of(small_study).startswith(before.rstrip("\n"))
    assert acts(small_study)[-1]["change"] == {
        "op": "new",
        "block": {
            "code": code,
            "label": "Eén gezin, veel “hulp”",
            "soort": "thema",
            "hoort_bij": "rust",
        },
    }


def test_two_labels_that_give_one_key_give_two_codes(small_study: Path) -> None:
    study = tb.open_study(small_study)
    keys = [
        tb.add_code(study, coder="anna", label=label, kind="thema")
        for label in ("Rust!", "rust?", "🙂", "😅")
    ]
    assert keys == ["rust_2", "rust_3", "code", "code_2"]


def test_a_renamed_code_keeps_its_codings(small_study: Path, read: Read) -> None:
    before = read(small_study).codings["code"].tolist()
    tb.rename_code(
        tb.open_study(small_study), "rust", label="Rust en ruimte", coder="anna"
    )
    after = read(small_study)
    assert after.codings["code"].tolist() == before
    assert after.codebook.codes["rust"].label == "Rust en ruimte"


def test_a_code_moves_under_another_and_back_to_the_top(small_study: Path) -> None:
    study = tb.open_study(small_study)
    under = tb.move_code(study, "lijnen", parent="overzicht", coder="anna")
    assert under.codes["lijnen"].parent == "overzicht"
    top = tb.move_code(study, "lijnen", parent=None, coder="anna")
    assert top.codes["lijnen"].parent is None


def test_codings_of_every_coder_follow_a_merge(small_study: Path, read: Read) -> None:
    before = read(small_study).codings
    bram = (small_study / "coderingen" / "bram.jsonl").read_bytes()
    tb.merge_codes(tb.open_study(small_study), "rust", into="lijnen", coder="anna")
    after = read(small_study)
    assert after.codings["code"].tolist() == [
        "lijnen" if code == "rust" else code for code in before["code"]
    ]
    assert set(before.loc[before["coder"] == "bram", "code"]) >= {"rust"}
    assert (small_study / "coderingen" / "bram.jsonl").read_bytes() == bram
    assert after.codebook.codes["lijnen"].former == ("rust",)
    assert after.codebook.codes["overzicht"].parent == "lijnen"
    assert set(tb.success_factors(after).to_frame()["code"]) <= set(
        after.codebook.codes
    )


def test_a_code_merged_twice_leads_to_the_last(small_study: Path, read: Read) -> None:
    study = tb.open_study(small_study)
    tb.merge_codes(study, "rust", into="lijnen", coder="anna")
    tb.merge_codes(study, "lijnen", into="wachttijd", coder="bram")
    after = read(small_study)
    assert set(after.codings["code"]) == {"wachttijd", "overzicht"}
    assert after.codebook.merged == {"rust": "wachttijd", "lijnen": "wachttijd"}
    assert acts(small_study, "bram")[-1]["act"] == "codebook"


def test_merging_a_code_into_one_far_below_it_makes_no_circle() -> None:
    chain = 'titel = "x"\nversie = "1"\n' + "".join(
        f'\n[[code]]\ncode = "{code}"\nlabel = "{code}"\nsoort = "thema"\n{under}'
        for code, under in (
            ("a", ""),
            ("b", 'hoort_bij = "a"\n'),
            ("c", 'hoort_bij = "b"\n'),
            ("d", 'hoort_bij = "a"\n'),
        )
    )
    change = changes.merged(parse_codebook(chain), "a", into="c")
    text, done = changes.changed_text(chain, change)
    parents = {name: code.parent for name, code in parse_codebook(text).codes.items()}
    assert parents == {"b": None, "c": "b", "d": "c"}
    back, _ = changes.changed_text(text, inverted(done))
    assert parse_codebook(back).codes == parse_codebook(chain).codes


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_line_ends_and_mark_of_the_file_stay(
    bom: bytes, line_end: bytes, small_study: Path
) -> None:
    path = small_study / "codeboek.toml"
    path.write_bytes(bom + path.read_bytes().replace(b"\n", line_end))
    tb.add_code(tb.open_study(small_study), coder="anna", label="Vrij", kind="thema")
    raw = path.read_bytes()
    assert raw.startswith(bom + b"titel")
    assert raw.count(b"\n") == raw.count(line_end)


def test_a_taken_back_new_code_is_gone_unless_somebody_uses_it(
    small_study: Path, read: Read
) -> None:
    study = tb.open_study(small_study)
    before = tb.read_codebook(study)
    code = tb.add_code(study, coder="anna", label="Vrij", kind="thema")
    back = inverted(acts(small_study)[-1]["change"])
    tb.add_coding(
        read(small_study),
        coder="bram",
        session="int2",
        quote="eindelijk rust",
        code=code,
        polarity="geen",
    )
    assert refusal(lambda: change_codebook(study, back, coder="anna")) == (
        "code 'vrij' wordt gebruikt en kan niet worden weggehaald\n"
        "  waar:      coderingen/bram.jsonl, regel 3\n"
        "  oplossing: voeg de code samen met een andere; de coderingen gaan dan mee"
    )
    added = read(small_study).codings
    mine = added.loc[added["code"] == code, "id"].item()
    tb.remove_coding(read(small_study), coder="bram", coding_id=mine)
    change_codebook(study, back, coder="anna", by="undo")
    assert tb.read_codebook(study).codes == before.codes
    assert acts(small_study)[-1]["by"] == "undo"


REFUSED = {
    "an empty label": (
        lambda s: tb.add_code(s, coder="anna", label=" \n", kind="thema"),
        "een code heeft een label nodig\n"
        "  waar:      codeboek.toml\n"
        "  oplossing: geef een label dat nog geen andere code heeft",
    ),
    "a label in use": (
        lambda s: tb.rename_code(s, "lijnen", label="rust IN huis", coder="anna"),
        "het label 'rust IN huis' is al van code 'rust'\n"
        "  waar:      codeboek.toml\n"
        "  oplossing: geef een label dat nog geen andere code heeft",
    ),
    "an unknown kind": (
        lambda s: tb.add_code(s, coder="anna", label="x", kind="mooi"),
        "soort 'mooi' is niet bekend\n"
        "  waar:      code 'x'\n"
        "  oplossing: bekend zijn: succesfactor, verbeterpunt, thema",
    ),
    "a code that is not there": (
        lambda s: tb.merge_codes(s, "rst", into="rust", coder="anna"),
        "code 'rst' staat niet (meer) in het codeboek\n"
        "  waar:      codeboek.toml\n"
        "  oplossing: lees het codeboek opnieuw en kies een code die er staat",
    ),
    "a code into itself": (
        lambda s: tb.merge_codes(s, "rust", into="rust", coder="anna"),
        "'rust' kan niet met zichzelf worden samengevoegd\n"
        "  waar:      codeboek.toml\n"
        "  oplossing: kies een andere code",
    ),
    "a circle": (
        lambda s: tb.move_code(s, "rust", parent="overzicht", coder="anna"),
        "'rust' kan niet onder 'overzicht' staan: dat is een kringetje\n"
        "  waar:      codeboek.toml\n"
        "  oplossing: kies een code die er niet zelf onder hoort",
    ),
    "a stranger": (
        lambda s: tb.move_code(s, "rust", parent=None, coder="eva"),
        "codeur 'eva' is niet bekend\n"
        "  waar:      bekend zijn: anna, bram\n"
        "  oplossing: gebruik één van de bekende namen, of voeg de nieuwe eerst toe",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_and_changes_nothing(
    case: str, small_study: Path
) -> None:
    call, told = REFUSED[case]
    before = {p: p.read_bytes() for p in small_study.rglob("*") if p.is_file()}
    assert refusal(lambda: call(tb.open_study(small_study))) == told
    assert {p: p.read_bytes() for p in small_study.rglob("*") if p.is_file()} == before


def test_a_change_of_a_code_that_is_gone_meanwhile_is_refused(
    small_study: Path,
) -> None:
    study = tb.open_study(small_study)
    stale = changes.renamed(tb.read_codebook(study), "lijnen", label="Kort")
    tb.merge_codes(study, "lijnen", into="rust", coder="bram")
    told = refusal(lambda: change_codebook(study, stale, coder="anna"))
    assert told.startswith("code 'lijnen' staat niet (meer) in het codeboek")


def drawn(codebook: tb.Codebook, data: st.DataObject, number: int) -> changes.Change:
    here = st.sampled_from(list(codebook.codes))
    op, code, other = data.draw(st.tuples(st.sampled_from("nrme"), here, here))
    if op == "n":
        return changes.new(codebook, label=f"x{number}", kind="thema", parent=code)
    if op == "r":
        return changes.renamed(codebook, code, label=f"y{number}")
    if op == "m":
        return changes.moved(codebook, code, parent=other)
    return changes.merged(codebook, code, into=other)


# Its head and first codes; parsing all of it takes seconds for each example.
SOME = "\n[[code]]".join(STARTER.split("\n[[code]]")[:7])


@given(st.data())
def test_any_changes_of_the_starter_can_all_be_taken_back(data: st.DataObject) -> None:
    texts, done = [SOME], []
    for number in range(data.draw(st.integers(1, 4))):
        with suppress(WorkbenchError):
            change = drawn(parse_codebook(texts[-1]), data, number)
            text, full = changes.changed_text(texts[-1], change)
            texts.append(text)
            done.append(full)
    for before, change in zip(texts[-2::-1], reversed(done), strict=True):
        text, _ = changes.changed_text(texts.pop(), inverted(change))
        assert parse_codebook(text).codes == parse_codebook(before).codes
        assert [line for line in text.split("\n") if line.startswith("#")] == [
            line for line in SOME.split("\n") if line.startswith("#")
        ]
