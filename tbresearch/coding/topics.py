"""Topic lists: what was asked, for which question of the study, under which codes.

`topiclijst.toml` holds the questions of the study (`[[onderzoeksvraag]]`), the lists
(`[[topiclijst]]`) and what is asked (`[[topic]]`); a session names its list in
`gesprekken.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from tbresearch.coding.codebook import CODEBOOK_FILE, Codebook
from tbresearch.errors import Problem, StudyError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.study import LINE, SESSIONS, Study, read_toml
from tbresearch.study.fields import Field, key, many, text, unknown_name
from tbresearch.study.sheet import (
    Plan,
    Record,
    Reference,
    Sheet,
    dangling,
    read_sheet,
    repeated,
    unknown_id,
)
from tbresearch.vocabulary import quantity_text

__all__ = [
    "TOPICS_FILE",
    "TOPICS_PLAN",
    "ResearchQuestion",
    "Topic",
    "TopicList",
    "TopicLists",
    "has_topics",
    "read_topics",
]

TOPICS_FILE = "topiclijst.toml"
_T = TypeVar("_T")
_ID = Field(name="id", column="key", kind=key(), required=True)
_QUESTION = Field(name="vraag", column="question", kind=text(), required=True)

TOPICS_PLAN = Plan(
    head=(),
    lists={
        "onderzoeksvraag": (_ID, _QUESTION),
        "topiclijst": (
            _ID,
            Field(name="titel", column="title", kind=text(), required=True),
            Field(name="toelichting", column="text", kind=text(), default=""),
        ),
        "topic": (
            _ID,
            Field(name="lijst", column="list", kind=key(), required=True),
            _QUESTION,
            Field(name="doorvragen", column="probes", kind=many(text()), default=()),
            Field(
                name="onderzoeksvragen", column="research", kind=many(key()), default=()
            ),
            Field(name="codes", column="codes", kind=many(key()), default=()),
        ),
    },
)
_REFERENCES = (
    Reference("topic", "lijst", "list", "topiclijst"),
    Reference("topic", "onderzoeksvragen", "research", "onderzoeksvraag"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchQuestion:
    """A question that the study is to answer: its key, and the question."""

    key: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicList:
    """A list of what is asked in one kind of session: key, title, and a remark."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing that is asked.

    Attributes
    ----------
    key, list : str
        Its own name, and that of its list.
    question : str
        As the interviewer asks it.
    probes : tuple of str
        What the interviewer asks on about.
    research, codes : tuple of str
        The research questions that it serves, and the codes that answers come under.
    """

    key: str
    list: str
    question: str
    probes: tuple[str, ...]
    research: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLists:
    """The topic lists of a study.

    Attributes
    ----------
    research, lists, topics : tuple
        Research questions, lists and topics, in the order of the file.
    """

    research: tuple[ResearchQuestion, ...]
    lists: tuple[TopicList, ...]
    topics: tuple[Topic, ...]

    def of(self, name: str) -> tuple[Topic, ...]:
        """Return the topics of one list."""
        return tuple(topic for topic in self.topics if topic.list == name)

    def __str__(self) -> str:
        lists = quantity_text(len(self.lists), "topiclijst", "topiclijsten")
        topics = quantity_text(len(self.topics), "vraag", "vragen")
        research = quantity_text(
            len(self.research), "onderzoeksvraag", "onderzoeksvragen"
        )
        return f"{lists} met {topics}, voor {research}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a topic: list, topic, question, probes, research, codes."""
        rows = [
            (t.list, t.key, t.question, t.probes, t.research, t.codes)
            for t in self.topics
        ]
        names = ["list", "topic", "question", "probes", "research", "codes"]
        return pd.DataFrame(rows, columns=names)

    def _repr_html_(self) -> str:
        parts = [text_html(self)]
        for one in self.lists:
            rows = [(t.question, "; ".join(t.probes)) for t in self.of(one.key)]
            parts += [
                text_html(one.title),
                table_html(("Vraag", "Doorvragen"), rows),
            ]
        asked = [one.question for one in self.research]
        return "".join([*parts, list_html(asked, title="Onderzoeksvragen")])


def has_topics(study: Study) -> bool:
    """Return whether a study has topic lists."""
    return (study.root / TOPICS_FILE).is_file()


def read_topics(study: Study, codebook: Codebook) -> TopicLists:
    """Read the topic lists of a study.

    Parameters
    ----------
    study : Study
        The study; its sessions name lists.
    codebook : Codebook
        Its codebook, which topics name codes of. A code that was merged into
        another is that other.

    Raises
    ------
    WorkbenchError
        If the file is not there, or no TOML.
    StudyError
        With every unknown name, id that occurs twice, list, research question or
        code that does not exist, list without a topic, and session that names a list
        that is not there; each with its line.
    """
    file = read_toml(study.root / TOPICS_FILE, source=TOPICS_FILE)
    problems: list[Problem] = []
    sheet = read_sheet(file, TOPICS_PLAN, problems)
    problems += repeated(sheet)
    problems += (found for each in _REFERENCES for found in dangling(sheet, each))
    problems += _unknown_codes(sheet.records["topic"], codebook)
    problems += _without_topics(sheet)
    problems += _unknown_lists(study, sheet)
    if problems:
        raise StudyError(problems)
    merged = codebook.merged
    return TopicLists(
        research=tuple(_made(ResearchQuestion, sheet, "onderzoeksvraag")),
        lists=tuple(_made(TopicList, sheet, "topiclijst")),
        topics=tuple(
            Topic(
                **record.values  # type: ignore[arg-type]
                | {"codes": _as_now(record.values["codes"], merged)}
            )
            for record in sheet.records["topic"]
        ),
    )


def _made(kind: type[_T], sheet: Sheet, table: str) -> Iterator[_T]:
    return (kind(**record.values) for record in sheet.records[table])


def _as_now(codes: object, merged: dict[str, str]) -> tuple[str, ...]:
    assert isinstance(codes, tuple)
    return tuple(dict.fromkeys(merged.get(str(code), str(code)) for code in codes))


def _unknown_codes(records: list[Record], codebook: Codebook) -> Iterator[Problem]:
    known = {*codebook.codes, *codebook.merged}
    for record in records:
        codes = record.values["codes"]
        assert isinstance(codes, tuple)
        for code in codes:
            if code not in known:
                where = record.at("codes")
                near = unknown_name(code, list(codebook.codes), where=where)
                yield Problem(
                    what=f"{code!r} is geen code van {CODEBOOK_FILE}",
                    where=where,
                    fix=near.fix,
                )


def _without_topics(sheet: Sheet) -> Iterator[Problem]:
    used = {record.values["list"] for record in sheet.records["topic"]}
    for record in sheet.records["topiclijst"]:
        if record.key and record.key not in used:
            yield Problem(
                what=f"topiclijst {record.key!r} heeft geen vragen",
                where=record.at("id"),
                fix=f'zet er een blok [[topic]] bij met lijst = "{record.key}"',
            )


def _unknown_lists(study: Study, sheet: Sheet) -> Iterator[Problem]:
    """Yield each session that names a list that is not in the file."""
    known = sheet.keys("topiclijst")
    for row in study.sessions.dropna(subset=["topics"]).to_dict("records"):
        if row["topics"] not in known:
            where = f"{SESSIONS.file}, regel {row[LINE]}, kolom topiclijst"
            yield unknown_id(str(row["topics"]), known, "topiclijst", where)
