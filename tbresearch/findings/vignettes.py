"""Practice examples: of somebody in the study who allows it, or made up.

Who is described must have said yes to that. What is made up is no evidence: nothing
can refer to it, and it may hold no words of a respondent. Whether somebody could be
recognised is looked at in words only, and a person has to say that they read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

import pandas as pd

from tbresearch.errors import Problem, StudyError
from tbresearch.findings.recognition import NAMES, WHAT, features, named, repeated
from tbresearch.html import list_html, table_html, text_html
from tbresearch.privacy import effective_rights
from tbresearch.study import Study, read_toml
from tbresearch.study import fields as kinds
from tbresearch.study.fields import Field
from tbresearch.study.sheet import Plan, Record, read_sheet
from tbresearch.study.sheet import repeated as repeated_ids
from tbresearch.transcripts import Corpus
from tbresearch.vocabulary import VIGNETTE_KINDS, join_text, label, quantity_text

__all__ = [
    "VIGNETTES_FILE",
    "Vignette",
    "Vignettes",
    "has_vignettes",
    "read_vignettes",
]

VIGNETTES_FILE = "voorbeelden.toml"
_TABLE = "voorbeeld"
_PLAN = Plan(
    head=(),
    lists={
        _TABLE: (
            Field(name="id", column="key", kind=kinds.key(), required=True),
            Field(name="titel", column="title", kind=kinds.text(), required=True),
            Field(
                name="herkomst",
                column="kind",
                kind=kinds.choice(VIGNETTE_KINDS),
                required=True,
            ),
            Field(
                name="respondenten",
                column="respondents",
                kind=kinds.many(kinds.key()),
                default=(),
            ),
            Field(
                name="namen",
                column="names",
                kind=kinds.many(kinds.text()),
                default=(),
            ),
            Field(name="nagelezen", column="review", kind=kinds.text(), default=""),
            Field(name="tekst", column="text", kind=kinds.text(), required=True),
        )
    },
)
# More kinds of features together than this, and somebody may be recognised.
MOST_FEATURES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Vignette:
    """One practice example.

    Attributes
    ----------
    key, title, text : str
        Short name, heading, and the author's words: plain text, paragraphs apart.
    kind : str
        Key of `vocabulary.VIGNETTE_KINDS`.
    respondents : tuple of str
        Whom it describes; empty if it is made up.
    names : tuple of str
        Names in it, all of them made up.
    review : str
        Who read whether somebody can be recognised, and what was changed.
    line : int
        Line of the file on which the text begins.
    """

    key: str
    title: str
    kind: str
    respondents: tuple[str, ...]
    names: tuple[str, ...]
    review: str
    text: str
    line: int

    @property
    def constructed(self) -> bool:
        """Whether it is made up."""
        return self.kind == "geconstrueerd"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vignettes:
    """The practice examples of a study, in the order of the file.

    Attributes
    ----------
    study : Study
        Whose examples they are.
    items : tuple of Vignette
        Those that may be printed; all of them, or reading raised.
    notes : tuple of str
        What an example is and is not, in Dutch.
    """

    study: Study
    items: tuple[Vignette, ...]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        counts = (
            (sum(v.kind == kind for v in self.items), term.label.lower())
            for kind, term in VIGNETTE_KINDS.items()
        )
        told = join_text([f"{n} {name}" for n, name in counts if n])
        number = quantity_text(
            len(self.items), "praktijkvoorbeeld", "praktijkvoorbeelden"
        )
        return f"{number}: {told}" if told else number

    def to_frame(self) -> pd.DataFrame:
        """Return one row an example: its attributes."""
        columns = [field.name for field in fields(Vignette)]
        rows = [[getattr(item, name) for name in columns] for item in self.items]
        return pd.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        rows = [(v.title, label(VIGNETTE_KINDS, v.kind), v.text) for v in self.items]
        table = table_html(("Voorbeeld", "Herkomst", "Tekst"), rows)
        return text_html(self) + table + list_html(self.notes)


def has_vignettes(study: Study) -> bool:
    """Tell whether the study has a file with practice examples."""
    return (study.root / VIGNETTES_FILE).is_file()


def read_vignettes(study: Study, corpus: Corpus) -> Vignettes:
    """Read the practice examples of a study; without the file there are none.

    Parameters
    ----------
    study : Study
        With the consents: column ``vignet`` of `respondenten.csv`.
    corpus : Corpus
        The transcripts, of which no words may stand in an example.

    Raises
    ------
    StudyError
        With every unknown or missing name, respondent who did not consent, name that
        is not listed as made up, combination by which somebody may be recognised,
        run of a respondent's words, and reference to evidence; each with its line.
    """
    if not has_vignettes(study):
        return Vignettes(study=study, items=(), notes=())
    problems: list[Problem] = []
    file = read_toml(study.root / VIGNETTES_FILE, source=VIGNETTES_FILE)
    sheet = read_sheet(file, _PLAN, problems)
    problems += repeated_ids(sheet)
    if problems:
        raise StudyError(problems)
    pairs = [(_made(record), record) for record in sheet.records[_TABLE]]
    for vignette, record in pairs:
        problems += _about(vignette, record, study)
        problems += _recognised(vignette, record)
        problems += _not_their_words(vignette, record, corpus)
    if problems:
        raise StudyError(problems)
    items = tuple(vignette for vignette, _ in pairs)
    return Vignettes(study=study, items=items, notes=tuple(_notes(items)))


def _made(record: Record) -> Vignette:
    place = re.search(r"regel (\d+)", record.at("tekst"))
    assert place is not None
    opens = record.file.lines[int(place[1]) - 1].rstrip().endswith(('"""', "'''"))
    return Vignette(**record.values, line=int(place[1]) + opens)  # type: ignore[arg-type]


def _about(vignette: Vignette, record: Record, study: Study) -> Iterator[Problem]:
    """Yield who is described without having consented, or who is not named."""
    who, where = vignette.respondents, record.at("respondenten")
    if vignette.constructed:
        if who:
            yield Problem(
                what=f"voorbeeld {vignette.key!r} is geconstrueerd en noemt "
                f"{join_text(who)}",
                where=where,
                fix='haal de respondenten weg, of maak er herkomst = "echt" van',
            )
        return
    if not who:
        yield Problem(
            what=f"voorbeeld {vignette.key!r} zegt niet wie het beschrijft",
            where=where,
            fix='zet de respondenten erbij, zoals respondenten = ["C03"], of maak er '
            'herkomst = "geconstrueerd" van',
        )
    if not vignette.review:
        yield Problem(
            what=f"van voorbeeld {vignette.key!r} zegt niemand dat het is nagelezen op "
            "herkenbaarheid",
            where=record.at("nagelezen"),
            fix="schrijf bij nagelezen wie het las, en wat er is weggelaten of "
            "veranderd",
        )
    described = effective_rights(study.respondents)["described"]
    for name in who:
        if name not in described.index:
            yield Problem(
                what=f"voorbeeld {vignette.key!r} beschrijft {name}, en die staat niet "
                "in respondenten.csv",
                where=where,
                fix=f"er zijn: {', '.join(described.index)}",
            )
        elif not described[name]:
            yield Problem(
                what=f"voorbeeld {vignette.key!r} beschrijft {name}, die geen "
                "toestemming gaf om als praktijkvoorbeeld te worden beschreven",
                where=where,
                fix="haal het voorbeeld weg, of zet vignet op ja in respondenten.csv "
                "als de toestemming er wel is",
            )


def _recognised(vignette: Vignette, record: Record) -> Iterator[Problem]:
    """Yield names that are not listed as made up, and features that tell together."""
    whole = f"{vignette.title}\n{vignette.text}"
    for name, kind in named(whole):
        if name in vignette.names:
            continue
        listed = f', of zet het bij namen als het verzonnen is: namen = ["{name}"]'
        yield Problem(
            what=f"{name!r} in voorbeeld {vignette.key!r} lijkt {WHAT[kind]}",
            where=record.at("tekst"),
            fix="haal het weg" + (listed if kind in NAMES else ""),
        )
    found = features(whole)
    if not vignette.constructed and len(found) > MOST_FEATURES:
        yield Problem(
            what=f"aan voorbeeld {vignette.key!r} is iemand te herkennen: het noemt "
            f"{join_text([f'{kind} ({words})' for kind, words in found.items()])}",
            where=record.at("tekst"),
            fix=f"houd hoogstens {MOST_FEATURES} soorten kenmerken over, of maak er "
            "een geconstrueerd voorbeeld van",
        )


def _not_their_words(
    vignette: Vignette, record: Record, corpus: Corpus
) -> Iterator[Problem]:
    """Yield references, words of respondents, and names that are in the talk."""
    if "{{" in vignette.text or "{{" in vignette.title:
        yield Problem(
            what=f"voorbeeld {vignette.key!r} verwijst naar bewijs",
            where=record.at("tekst"),
            fix="haal de verwijzing weg; een citaat of getal kan in uw eigen tekst "
            "naast het voorbeeld staan",
        )
    turns = corpus.turns[corpus.turns["respondent"].notna()]
    for run, session in repeated(vignette.text, turns):
        yield Problem(
            what=f"voorbeeld {vignette.key!r} herhaalt woorden van een respondent uit "
            f"{session}: «{run}»",
            where=record.at("tekst"),
            fix="schrijf het in uw eigen woorden; wie iemand wil laten spreken, "
            "verwijst in eigen tekst naar het citaat",
        )
    said = "\n".join([*turns["text"], *turns["speaker"]])
    for name in vignette.names:
        if re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE):
            yield Problem(
                what=f"de naam {name!r} van voorbeeld {vignette.key!r} komt in een "
                "gesprek voor",
                where=record.at("namen"),
                fix="verzin een naam die in geen gesprek voorkomt",
            )


def _notes(items: tuple[Vignette, ...]) -> Iterator[str]:
    used = {item.kind for item in items}
    for kind, term in VIGNETTE_KINDS.items():
        if kind in used:
            yield f"{term.label}: {term.meaning}"
