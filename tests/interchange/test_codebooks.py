"""Codebooks on their own, in and out, and codings as Web Annotations."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import tbresearch as tb
from tbresearch.coding import starter_codebook
from tbresearch.interchange import (
    read_qdc,
    understood,
    write_qdc,
    write_web_annotations,
)
from tbresearch.interchange.definitions import described

TAGUETTE = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.4">
  <Codes>
    <Code guid="0d62985d-b147-4d01-a9b5-cb6ef2f4d2a1" name="interesting"
          isCodable="true">
      <Description>Further review required</Description>
    </Code>
    <Code guid="0d62985d-b147-4d01-a9b5-cb6ef2f4d2a2" name="people.family"
          isCodable="true"/>
  </Codes>
  <Sets/>
</CodeBook>
"""


@pytest.fixture
def coding(small_study: Path) -> tb.Coding:
    study = tb.open_study(small_study)
    return tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))


def test_the_flat_codebook_of_taguette_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.qdc").write_text(TAGUETTE, encoding="utf-8")
    book = read_qdc(tmp_path / "a.qdc")
    assert list(book.codebook["code"]) == ["interesting", "people.family"]
    assert book.codebook["description"][0] == "Further review required"
    assert (book.origin, book.sets, book.losses) == ("Taguette 1.4", (), ())
    assert str(book) == "codeboek van Taguette 1.4: 2 codes"


def test_a_codebook_comes_back_and_fits_the_schema(
    coding: tb.Coding, tmp_path: Path
) -> None:
    write_qdc(coding, tmp_path / "a.qdc")
    schemas = Path(tb.__file__).parent / "interchange" / "schemas"
    schema = etree.XMLSchema(file=str(schemas / "Codebook-mrt2019.xsd"))
    assert schema.validate(etree.parse(str(tmp_path / "a.qdc")))
    book = read_qdc(tmp_path / "a.qdc")
    assert list(book.codebook["code"]) == [
        *("Rust in huis", "Overzicht", "Korte lijnen", "Wachttijd"),
    ]
    assert list(book.codebook["parent"].dropna()) == ["Rust in huis"]
    again = write_qdc(book, tmp_path / "b.qdc").path
    assert again.read_bytes() == (tmp_path / "a.qdc").read_bytes()


def test_a_set_of_a_codebook_comes_back(tmp_path: Path) -> None:
    filled = TAGUETTE.replace(
        "<Sets/>",
        '<Sets><Set guid="0d62985d-b147-4d01-a9b5-cb6ef2f4d2a3" name="groep">'
        '<MemberCode guid="0d62985d-b147-4d01-a9b5-cb6ef2f4d2a2"/></Set></Sets>',
    )
    (tmp_path / "a.qdc").write_text(filled, encoding="utf-8")
    write_qdc(read_qdc(tmp_path / "a.qdc"), tmp_path / "b.qdc")
    [group] = read_qdc(tmp_path / "b.qdc").sets
    assert (group.name, group.codes) == ("groep", ("people.family",))


@pytest.mark.parametrize(
    "code", starter_codebook().codes.values(), ids=lambda c: c.code
)
def test_all_that_is_said_of_a_code_comes_back(code: tb.Code) -> None:
    said = understood(described(code))
    assert said["key"] == code.code
    for name in ("kind", "definition", "include", "exclude", "examples", "items"):
        assert said.get(name, ()) == getattr(code, name)


def test_a_description_of_elsewhere_is_the_definition_whole() -> None:
    text = "Rust.\n\nWel:\n- thuis\n\nSoort: onbekend"
    assert understood(text) == {"definition": text}
    assert understood("") == {"definition": ""}


def test_an_empty_codebook_is_not_written(
    tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    (tmp_path / "a.qdc").write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>',
        encoding="utf-8",
    )
    [problem] = refusal(write_qdc, read_qdc(tmp_path / "a.qdc"), tmp_path / "b.qdc")
    assert "er is geen code om te schrijven" in problem
    assert not (tmp_path / "b.qdc").exists()


def test_web_annotations_select_the_quote_and_its_place(
    coding: tb.Coding, tmp_path: Path
) -> None:
    export = write_web_annotations(coding, tmp_path / "a.jsonld")
    page = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) == 9  # one of the ten is of who takes no part
    texts = [transcript.text for transcript in coding.corpus.transcripts.values()]
    for item in page["items"]:
        assert item["type"] == "Annotation"
        quote, position = item["target"]["selector"]
        start, end = position["start"], position["end"]
        [text] = [text for text in texts if text[start:end] == quote["exact"]][:1]
        assert text[start - len(quote["prefix"]) : start] == quote["prefix"]
        assert text[end : end + len(quote["suffix"])] == quote["suffix"]
        assert item["body"][0]["purpose"] == "tagging"
    assert len({item["id"] for item in page["items"]}) == 9
    assert "eindelijk" not in (tmp_path / "a.jsonld").read_text(encoding="utf-8")
    assert export.leaving[0] == "de gecodeerde passages, letterlijk"
