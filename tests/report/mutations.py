"""Seeded changes of a study and of the report that was built from it.

Nothing here knows how a report is verified: a change is made in the bytes of one
file, by its kind, and says which file and line it is in.
"""

from __future__ import annotations

import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Files = Mapping[str, bytes]
Change = tuple[str, bytes | None]  # the file and its new content; None: taken away

_PLAIN = (".toml", ".csv", ".jsonl", ".json", ".md", ".rtf", ".srt", ".txt", ".vtt")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_POLARITIES = ("succesfactor", "verbeterpunt", "geen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One change.

    Attributes
    ----------
    number : int
        From 0; with the seed it makes the same change again.
    kind : str
        What was changed, such as ``"score"``.
    file : str
        Path within the folder that holds the study and its reports.
    content : bytes or None
        What the file holds now; None if it is taken away.
    line : int or None
        First line that differs; None if lines mean nothing here.
    same_text : bool
        Whether only line ends and a mark in front differ.
    """

    number: int
    kind: str
    file: str
    content: bytes | None
    line: int | None
    same_text: bool


def mutations(
    study: Files, reports: Files, *, count: int, seed: int
) -> Iterator[Mutation]:
    """Yield changes, the kinds in turn.

    Parameters
    ----------
    study, reports : mapping of str to bytes
        The sources of the study and the files of its reports, by path.
    count : int
        How many.
    seed : int
        For the choice of file, place and content.
    """
    kinds = [(kind, study) for kind in _KINDS] + [(kind, reports) for kind in _OUTPUTS]
    for number in range(count):
        kind, files = kinds[number % len(kinds)]
        rng = random.Random(f"{seed} {number}")
        name, content = (_KINDS | _OUTPUTS)[kind](rng, files)
        before = files.get(name)
        assert content != before, f"{kind} {number} changes nothing"
        yield Mutation(
            number=number,
            kind=kind,
            file=name,
            content=content,
            line=_first_line(name, before, content),
            same_text=_text(before) == _text(content),
        )


def _text(raw: bytes | None) -> str | None:
    if raw is None:
        return None
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    return text.replace("\r\n", "\n")


def _first_line(name: str, before: bytes | None, after: bytes | None) -> int | None:
    old, new = _text(before), _text(after)
    if old is None or new is None or old == new or not name.endswith(_PLAIN):
        return None
    if name.startswith("rapport/"):  # a built file is compared whole
        return None
    pairs = zip(old.split("\n"), new.split("\n"), strict=False)
    differing = (line for line, (a, b) in enumerate(pairs, start=1) if a != b)
    return next(differing, min(old.count("\n"), new.count("\n")) + 2)


def _named(files: Files, pattern: str) -> list[str]:
    return sorted(name for name in files if re.search(pattern, name))


def _pick(rng: random.Random, files: Files, pattern: str) -> str:
    return rng.choice(_named(files, pattern))


def _other(rng: random.Random, choices: str | list[str], now: str) -> str:
    return rng.choice([choice for choice in choices if choice != now])


def _substituted(
    rng: random.Random, raw: bytes, pattern: str, new: Callable[[str], str]
) -> bytes:
    """Replace one of the places that match; the first group, or else all of it."""
    text = raw.decode()
    places = list(re.finditer(pattern, text))
    place = rng.choice(places)
    group = 1 if place.re.groups else 0
    begin, end = place.span(group)
    return (text[:begin] + new(place[group]) + text[end:]).encode()


def _in(
    pattern: str, place: str, new: Callable[[random.Random, str], str]
) -> Callable[[random.Random, Files], Change]:
    """Return a change of one place in one of the files that match."""

    def change(rng: random.Random, files: Files) -> Change:
        fitting = [
            n for n in _named(files, pattern) if re.search(place, files[n].decode())
        ]
        name = rng.choice(fitting)
        return name, _substituted(rng, files[name], place, lambda t: new(rng, t))

    return change


def _letter(rng: random.Random, now: str) -> str:
    return _other(rng, _LETTERS, now)


def _digit(rng: random.Random, now: str) -> str:
    return _other(rng, "0123456789", now)


def _word_of_a_packed_file(rng: random.Random, files: Files) -> Change:
    name = _pick(rng, files, r"\.(docx|odt|xlsx)$")
    part = {
        "docx": "word/document.xml",
        "odt": "content.xml",
        "xlsx": "xl/worksheets/sheet1.xml",
    }[name.rsplit(".", 1)[1]]
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(files[name])) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            raw = old.read(entry)
            if entry == part:
                place = r">[^<>]*?(?<=[a-z ])([a-z])[^<>]*<"
                raw = _substituted(rng, raw, place, lambda now: _letter(rng, now))
            new.writestr(zipfile.ZipInfo(entry), raw)
    return name, packed.getvalue()


def _byte(rng: random.Random, raw: bytes) -> bytes:
    spot = rng.randrange(len(raw))
    return raw[:spot] + bytes([raw[spot] ^ rng.randrange(1, 256)]) + raw[spot + 1 :]


def _byte_of(pattern: str) -> Callable[[random.Random, Files], Change]:
    def change(rng: random.Random, files: Files) -> Change:
        name = _pick(rng, files, pattern)
        return name, _byte(rng, files[name])

    return change


def _code(rng: random.Random, files: Files) -> Change:
    name = _pick(rng, files, r"coderingen/.*\.jsonl$")
    found = re.findall(r'"code": "(\w+)"', files[name].decode())
    codes = sorted(set(found))
    place = r'"code": "(\w+)"'
    return name, _substituted(
        rng, files[name], place, lambda now: _other(rng, codes, now)
    )


def _lines_of(
    pattern: str, new: Callable[[random.Random, list[str]], list[str]]
) -> Callable[[random.Random, Files], Change]:
    """Return a change of the lines of one file, of which the first stays (a header)."""

    def change(rng: random.Random, files: Files) -> Change:
        name = rng.choice(
            [n for n in _named(files, pattern) if files[n].count(b"\n") > 2]
        )
        first, *lines = files[name].decode().removesuffix("\n").split("\n")
        while (changed := new(rng, lines)) == lines:
            pass
        return name, "\n".join([first, *changed, ""]).encode()

    return change


def _swapped(rng: random.Random, lines: list[str]) -> list[str]:
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    changed = [*lines]
    changed[one], changed[other] = changed[other], changed[one]
    return changed


def _doubled(rng: random.Random, lines: list[str]) -> list[str]:
    spot = rng.randrange(len(lines))
    return [*lines[:spot], lines[spot], *lines[spot:]]


def _removed(rng: random.Random, lines: list[str]) -> list[str]:
    spot = rng.randrange(len(lines))
    return [*lines[:spot], *lines[spot + 1 :]]


def _older(rng: random.Random, lines: list[str]) -> list[str]:
    """Return the file as it was before the last lines were written."""
    return lines[: rng.randrange(1, len(lines))]


def _swapped_columns(rng: random.Random, files: Files) -> Change:
    name = _pick(rng, files, r"\.csv$")
    rows = [line.split(";") for line in files[name].decode().split("\n")]
    one, other = rng.sample(range(len(rows[0])), 2)
    for row in rows:
        if len(row) == len(rows[0]):
            row[one], row[other] = row[other], row[one]
    return name, "\n".join(";".join(row) for row in rows).encode()


def _sentence_removed(rng: random.Random, files: Files) -> Change:
    name = _pick(rng, files, r"rapport/.*\.md$")
    return name, _substituted(rng, files[name], r"[A-Z][^.\n]*\.", lambda _: "")


def _other_reference(rng: random.Random, files: Files) -> Change:
    names = [n for n in _named(files, r"rapport/.*\.md$") if b"{{" in files[n]]
    everywhere = b"".join(files[name] for name in names).decode()
    keys = sorted(set(re.findall(r"\{\{[^}]+\}\}", everywhere)))
    name = rng.choice(names)
    place = r"\{\{[^}]+\}\}"
    return name, _substituted(
        rng, files[name], place, lambda now: _other(rng, keys, now)
    )


def _whole(
    pattern: str, new: Callable[[bytes], bytes]
) -> Callable[[random.Random, Files], Change]:
    def change(rng: random.Random, files: Files) -> Change:
        fitting = [n for n in _named(files, pattern) if new(files[n]) != files[n]]
        name = rng.choice(fitting)
        return name, new(files[name])

    return change


def _decomposed(raw: bytes) -> bytes:
    return unicodedata.normalize("NFD", raw.decode()).encode()


def _taken_away(rng: random.Random, files: Files) -> Change:
    return rng.choice(sorted(files)), None


_ADDED = {
    "studie/rapport/bereik.md": b"Nieuw.\n",
    "studie/rapport/uitvoering.md": b"Een tekst die er eerst niet was.\n",
    "studie/rapport/toeval.md": b"Geen paragraaf.\n",
    "studie/zrm.xlsx": b"PK",
    "studie/zrm (1).csv": b"client;moment\nK01;intake\n",
    "studie/codeboek - kopie.toml": b"versie = 1\n",
    "studie/interventie.toml": b'naam = "Iets anders"\n',
    "studie/kaders/eigen.toml": b'kader = "stj"\nonderwerp = "Iets anders"\n',
    "studie/besluiten.jsonl": b"{}\n",
    "studie/coderingen/carla.jsonl": b"{}\n",
}


def _added(rng: random.Random, files: Files) -> Change:
    return rng.choice([item for item in _ADDED.items() if item[0] not in files])


_KINDS: dict[str, Callable[[random.Random, Files], Change]] = {
    "letter of a plain transcript": _in(
        r"transcripten/.*\.(txt|csv|json|srt|vtt)$", r"(?<=[a-z ])[a-z]", _letter
    ),
    "letter of a packed transcript": _word_of_a_packed_file,
    "byte of a transcript": _byte_of(r"transcripten/"),
    "quote": _in(r"coderingen/", r'"quote": "[^"]*?([a-z])[^"]*"', _letter),
    "code": _code,
    "polarity": _in(
        r"coderingen/",
        r'"polarity": "(\w+)"',
        lambda r, t: _other(r, [*_POLARITIES], t),
    ),
    "place of a coding": _in(
        r"coderingen/",
        r'"(?:start|end)": (\d+)',
        lambda r, t: str(max(0, int(t) + r.choice([-40, -1, 1, 3]))),
    ),
    "memo": _in(r"coderingen/", r'"text": "[^"]*?([a-z])[^"]*"', _letter),
    "journal line twice": _lines_of(r"coderingen/", _doubled),
    "journal line gone": _lines_of(r"coderingen/", _removed),
    "older copy of a journal": _lines_of(r"coderingen/", _older),
    "number in a table": _in(r"[a-z]\.csv$", r"(?<=[;\d])\d(?=[;\d\n])", _digit),
    "score": _in(
        r"/zrm\.csv$",
        r";([1-5]);[^;\n]*\n",
        lambda r, t: _other(r, ["1", "2", "3", "4", "5", ""], t),
    ),
    "consent": _in(
        r"/respondenten\.csv$",
        r"(?<=;)(?:ja|nee)(?=;)",
        lambda _, t: {"ja": "nee"}.get(t, "ja"),
    ),
    "word in a table": _in(
        r"studie/[a-z_]+\.csv$", r"(?<=[a-z;])[a-z](?=[a-z])", _letter
    ),
    "date": _in(
        r"\.csv$",
        r"\d{4}-\d\d-(\d\d)",
        lambda r, t: _other(r, [f"{day:02}" for day in range(1, 29)], t),
    ),
    "row elsewhere": _lines_of(r"studie/[a-z_]+\.csv$", _swapped),
    "row twice": _lines_of(r"studie/[a-z_]+\.csv$", _doubled),
    "row gone": _lines_of(r"studie/[a-z_]+\.csv$", _removed),
    "older copy of a table": _lines_of(r"studie/[a-z_]+\.csv$", _older),
    "columns swapped": _swapped_columns,
    "assumption": _in(
        r"aannames\.toml$", r"(?m)^(?:waarde|laag|hoog)\w* *= *[\d.]*(\d)", _digit
    ),
    "text of an assumption": _in(
        r"aannames\.toml$", r'(?m)^\w+ *= *"[^"\n]*?([a-z])[^"\n]*"', _letter
    ),
    "codebook": _in(
        r"codeboek\.toml$", r'(?m)^\w+ *= *"[^"\n]*?([a-z])[^"\n]*"', _letter
    ),
    "settings": _in(r"studie\.toml$", r"(?m)^\w[^#\n]*?(?<=[a-z\d])([a-z\d])", _letter),
    "framework": _in(r"kaders/.*\.toml$", r"(?<=[a-z])[a-z]", _letter),
    "letter of the author": _in(r"rapport/.*\.md$", r"(?<=[a-z ])[a-z]", _letter),
    "sentence of the author gone": _sentence_removed,
    "other reference": _other_reference,
    "number typed by the author": _in(
        r"rapport/.*\.md$",
        r"(?<=[a-z]) (?=[a-z])",
        lambda r, _: f" {r.randrange(2, 99)} ",
    ),
    "blank at the end of a line": _in(
        r"\.(csv|toml|md|txt|jsonl)$", r"(?<=\S)(\n)", lambda _, t: " " + t
    ),
    "blank line at the end": _whole(
        r"\.(csv|toml|md|txt|jsonl)$", lambda raw: raw + b"\n"
    ),
    "accents apart": _whole(r"\.(csv|toml|md|txt|jsonl|vtt|srt)$", _decomposed),
    "mark in front": _whole(
        r"\.(csv|toml|md|txt|jsonl|vtt|srt)$",
        lambda raw: raw if raw.startswith(b"\xef\xbb\xbf") else b"\xef\xbb\xbf" + raw,
    ),
    "line ends of Windows": _whole(
        r"\.(csv|toml|md|txt|jsonl|vtt|srt|json|rtf)$",
        lambda raw: raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
    ),
    "file gone": _taken_away,
    "file new": _added,
}
_OUTPUTS: dict[str, Callable[[random.Random, Files], Change]] = {
    "byte of a report": _byte_of("."),
    "report gone": _taken_away,
}
