"""The manifest has a fingerprint of every file that a report is made from."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

import tbresearch as tb
from tbresearch.report import PRODUCTS
from tbresearch.report.manifest import SourceFile, source_files

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"
_opened: list[str] | None = None


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _opened is not None:
        _opened.append(str(arguments[0]))


sys.addaudithook(_hook)


@contextmanager
def opened_under(root: Path) -> Iterator[set[str]]:
    """Collect the names of the files of a folder that Python opens."""
    global _opened
    names: set[str] = set()
    _opened = []
    try:
        yield names
    finally:
        paths = [Path(name) for name in _opened]
        _opened = None
        inside = [path for path in paths if path.is_relative_to(root)]
        names |= {path.relative_to(root).as_posix() for path in inside}


def to_sav(frame: pd.DataFrame, path: Path) -> None:
    pyreadstat.write_sav(frame.astype(str).replace("nan", ""), path)


FORMATS: dict[str, tuple[tuple[str, ...], Callable[[pd.DataFrame, Path], None]]] = {
    "xlsx": (("zrm", "evaluaties"), lambda t, path: t.to_excel(path, index=False)),
    "sav": (("werving", "tevredenheid"), to_sav),
    "parquet": (("contacten", "doelen"), lambda t, path: t.to_parquet(path)),
}


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example with tables of every format and every optional file."""
    root = tmp_path_factory.mktemp("bronnen") / "studie"
    shutil.copytree(EXAMPLE, root)
    for suffix, (names, write) in FORMATS.items():
        for name in names:
            source = root / f"{name}.csv"
            table = pd.read_csv(source, sep=None, engine="python", dtype=str)
            write(table, source.with_suffix(f".{suffix}"))
            source.unlink()
    shipped = Path(tb.__file__).parent / "intervention/data/thuisbegeleiding.toml"
    shutil.copy(shipped, root / "interventie.toml")
    return root


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("tables", ["plain", "delivered"])
def test_what_a_report_opens_has_a_fingerprint(
    product: str, tables: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if tables == "plain":
        root = tmp_path / "studie"
        shutil.copytree(EXAMPLE, root)
    else:
        root = request.getfixturevalue("delivered")
    with opened_under(root) as opened:
        tb.full_report(tb.open_study(root)).as_product(product).compose()
    known = source_files(tb.open_study(root)).keys()
    assert "studie.toml" in opened
    assert opened - known == set()
    for suffix, (names, _) in FORMATS.items():
        kind = suffix if tables == "delivered" else "csv"
        assert {f"{name}.{kind}" for name in names} <= known


def test_a_reader_of_a_file_without_a_fingerprint_would_be_seen(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "studie")
    extra = tmp_path / "studie" / "elders.bin"
    extra.write_bytes(b"x")
    with opened_under(tmp_path / "studie") as opened:
        extra.read_bytes()
    assert opened == {"elders.bin"}
    assert "elders.bin" not in source_files(tb.open_study(tmp_path / "studie"))


def test_what_excel_and_the_mac_leave_beside_a_table_is_no_source(
    tmp_path: Path,
) -> None:
    root = tmp_path / "studie"
    shutil.copytree(EXAMPLE, root)
    before = source_files(tb.open_study(root))
    for name in ("~$zrm.xlsx", "._zrm.csv", ".~lock.zrm.csv#", "notities.docx"):
        (root / name).write_bytes(b"\0\1")
    assert source_files(tb.open_study(root)) == before


def file_of(text: str) -> SourceFile:
    return SourceFile(sha256=text, lines=tuple(text.split("\n")))


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("a\nb\nc", "a\nx\nc", [2]),
        ("a\nb\nc", "a\nx\nb\nc", [2]),
        ("a\nb\nc", "a\nc", [2]),
        ("a\nb\nc", "x\nb\ny", [1, 3]),
        ("a\nb\nc", "c\nb\na", [1, 3]),
        ("a", "a\n", [2]),
        ("a\na\na", "a\na", [3]),
        ("a\nb", "a\nb", []),
    ],
)
def test_lines_that_changed_are_those_between_what_stayed(
    before: str, after: str, changed: list[int]
) -> None:
    assert file_of(before).changed_lines(file_of(after)) == changed


@pytest.mark.parametrize("name", ["zrm.csv", "rapport/context.md", "studie.toml"])
def test_other_line_ends_and_a_mark_in_front_are_the_same_source(
    name: str, tmp_path: Path
) -> None:
    root = tmp_path / "studie"
    shutil.copytree(EXAMPLE, root)
    before = source_files(tb.open_study(root))[name]
    raw = (root / name).read_bytes()
    (root / name).write_bytes(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    after = source_files(tb.open_study(root))[name]
    assert after.sha256 != before.sha256
    assert after.content == before.content
