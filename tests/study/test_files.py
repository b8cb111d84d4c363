"""Bytes to text: whatever encoding and line ends, or a refusal in Dutch."""

import doctest
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.study import decode, files, fingerprint, read_bytes, read_text

UNREADABLE = """\
dit is geen leesbare tekst
  waar:      a.csv
  oplossing: sla het bestand opnieuw op als tekst met codering UTF-8"""

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))


def test_the_examples_in_the_docstrings_hold() -> None:
    found = doctest.testmod(files)
    assert (found.attempted, found.failed) == (3, 0)


@given(
    texts.filter(lambda text: not text.startswith("\ufeff")),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_text_comes_back_from_every_unicode_form(
    text: str, encoding: str, line_end: str
) -> None:
    raw = text.replace("\n", line_end).encode(encoding)
    assert decode(raw, source="a.csv") == text


@pytest.mark.parametrize(
    ("bom", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_both_orders_of_utf_16_are_read(bom: bytes, encoding: str) -> None:
    assert decode(bom + "cliënt".encode(encoding), source="a.csv") == "cliënt"


def test_windows_1252_is_read_with_its_quotes_and_euro() -> None:
    assert decode(b"\x93cli\xebnt\x94 \x80 5", source="a.csv") == "“cliënt” € 5"


@pytest.mark.parametrize(
    "raw",
    [b"rol\0;groep", b"\x81\x8d", b"\xff\xfe\x00", b"\xff\xfe\x00\xd8"],
    ids=["NUL", "not in Windows-1252", "half a character", "half a pair"],
)
def test_bytes_that_no_text_has_are_refused(
    raw: bytes, refusal: Callable[..., list[str]]
) -> None:
    assert refusal(decode, raw, source="a.csv") == [UNREADABLE]


def test_a_missing_file_is_refused(
    tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    for read in (read_bytes, read_text):
        assert refusal(read, tmp_path / "a.csv", source="a.csv") == [
            "dit bestand is er niet\n"
            "  waar:      a.csv\n"
            "  oplossing: controleer de naam en de map; hoofdletters tellen mee"
        ]


def test_a_folder_is_no_file(tmp_path: Path, refusal: Callable[..., list[str]]) -> None:
    [problem] = refusal(read_bytes, tmp_path, source="a.csv")
    assert problem.startswith("dit bestand kan niet worden gelezen (")
    assert "\n  waar:      a.csv\n" in problem
    assert "of een ander programma het open heeft" in problem


# FIPS 180-4 examples; also printed by `printf abc | sha256sum`.
def test_a_fingerprint_is_the_sha256_of_the_bytes() -> None:
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fingerprint("abc") == fingerprint(b"abc") == abc


def test_a_text_and_its_utf_8_have_one_fingerprint() -> None:
    assert fingerprint("cliënt") == fingerprint(b"cli\xc3\xabnt")
    assert fingerprint("cliënt") != fingerprint("client")
