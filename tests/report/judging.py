"""What becomes of a report whose study was changed: noticed, refused, other, or true.

Two questions for each change. Does `verify_report` say so, with file and line? And
with all fingerprints of files left out: is building refused, is evidence or text
another, or is every sentence and every picture what it was?
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import Collection
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from numpy.typing import ArrayLike

import tbresearch as tb
from tbresearch.errors import Problem, WorkbenchError
from tbresearch.report import PRODUCTS, verification
from tbresearch.report.evidence import Picture
from tbresearch.report.manifest import source_files, version_of
from tests.report.mutations import Mutation

NO_SOURCES = {"studie/DESCR.md"} | {f"studie/{p.manifest}" for p in PRODUCTS.values()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of one change.

    Attributes
    ----------
    mutation : Mutation
    n_problems : int
        Of verification.
    noticed : bool
        Whether one of those is at the file, and its line if it has lines.
    without : str
        What follows without fingerprints of files: "refused", "evidence" (something
        referred to is another), "text", "true" (every sentence and picture is the
        same), or else what went wrong.
    """

    mutation: Mutation
    n_problems: int
    noticed: bool
    without: str

    @property
    def missed(self) -> bool:
        """Whether nobody would know of a change, or who changed nothing is told so."""
        if self.mutation.same_text:
            return bool(self.n_problems) or self.without != "true"
        kept = {"refused", "evidence", "text", "true"}
        return not self.noticed or self.without not in kept


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """All that the reports of one study say."""

    evidence: Mapping[str, Mapping[str, str]]
    words: Mapping[str, tuple[str, ...]]


def read_files(home: Path, part: str) -> dict[str, bytes]:
    """Return the files of a part of a home by path, those that are no source not."""
    paths = [path for path in (home / part).rglob("*") if path.is_file()]
    found = {path.relative_to(home).as_posix(): path.read_bytes() for path in paths}
    return {name: raw for name, raw in found.items() if name not in NO_SOURCES}


class Judge:
    """Judges changes of one home: a folder of `studie` and its reports in `rapport`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        report = tb.full_report(tb.open_study(home / "studie"))
        self.before = _texts(report)
        self.pictures = _pictures(report)

    def judge(self, mutation: Mutation) -> Judged:
        """Return what comes of a change, and take it back."""
        with _changed(self.home / mutation.file, mutation.content):
            try:
                problems, without = self._followed()
            except Exception:  # no change of a file may lead to one
                problems, without = (), traceback.format_exc(limit=-3)
        return Judged(
            mutation=mutation,
            n_problems=len(problems),
            noticed=_names(problems, mutation),
            without=without,
        )

    def _followed(self) -> tuple[tuple[Problem, ...], str]:
        made: tb.Report | WorkbenchError
        try:
            made = tb.full_report(tb.open_study(self.home / "studie"))
            without = self._without(made)
        except WorkbenchError as error:
            made, without = error, "refused"
        # Results that were just made are not made again by what is under test here.
        with mock.patch.object(verification, "full_report", side_effect=[made]):
            done = tb.verify_report(self.home / "studie", self.home / "rapport")
        return done.problems, without

    def _without(self, report: tb.Report) -> str:
        try:
            now = _texts(report)
        except WorkbenchError:
            return "refused"
        if now.evidence != self.before.evidence:
            return "evidence"
        if now.words != self.before.words:
            return "text"
        return "true" if _pictures(report) == self.pictures else "only a picture"


def _texts(report: tb.Report) -> _Texts:
    study = report.study
    front = (study.title, study.intervention, study.period, *study.authors)
    head = (*front, str(study.report_date))
    made = {key: report.as_product(key).compose() for key in PRODUCTS}
    version = version_of(source_files(study))  # is another one whatever changes
    return _Texts(
        evidence={key: composition.used for key, composition in made.items()},
        words={
            key: (*head, composition.markdown.replace(version, ""))
            for key, composition in made.items()
        },
    )


def _pictures(report: tb.Report) -> dict[str, str]:
    """Return a fingerprint of each picture as it is drawn, by its key."""
    made = [report.as_product(key).compose() for key in PRODUCTS]
    pictures = {p.key: p for compose in made for p in compose.pictures.values()}
    return {key: _drawn(picture) for key, picture in pictures.items()}


def _drawn(picture: Picture) -> str:
    """Return a fingerprint of every line, area and word that a picture puts down."""
    figure = picture.draw().get_figure(root=True)
    assert figure is not None
    return hashlib.sha256(repr([*map(_shape, figure.findobj())]).encode()).hexdigest()


def _shape(artist: Artist) -> tuple[object, ...]:
    match artist:
        case Text():
            return artist.get_text(), _rounded(artist.get_position())
        case Line2D():
            return _rounded(artist.get_xydata()), artist.get_color()
        case Patch():
            path = artist.get_transform().transform_path(artist.get_path())
            return _rounded(path.vertices), artist.get_facecolor()
        case Collection():
            places = _rounded(artist.get_offsets())
            paths = [_rounded(path.vertices) for path in artist.get_paths()]
            return places, paths, artist.get_facecolor().tolist()
        case AxesImage():
            return (_rounded(artist.get_array()),)
    return (type(artist).__name__,)


def _rounded(numbers: ArrayLike) -> str:
    """Return numbers without the last digits, which the order of adding decides."""
    places = np.asarray(numbers)
    return str(np.round(places, 6).tolist() if places.dtype.kind == "f" else places)


@contextmanager
def _changed(path: Path, content: bytes | None) -> Iterator[None]:
    before = path.read_bytes() if path.is_file() else None
    try:
        _put(path, content)
        yield
    finally:
        _put(path, before)


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


def _names(problems: tuple[Problem, ...], mutation: Mutation) -> bool:
    """Tell whether a problem is at the file, and at its line if it has lines."""
    name = mutation.file.removeprefix("studie/")
    places = [problem.where for problem in problems if name in problem.where]
    if mutation.line is None:
        return bool(places)
    line = f"regel {mutation.line}"
    return any(line in place.replace(";", " ").replace(",", " ") for place in places)
