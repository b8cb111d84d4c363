"""What topic lists bring: each list as a table, and what nobody asked or answered."""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.coding import TOPICS_FILE, TopicCoverage
from tbresearch.report.evidence import Contribution
from tbresearch.report.tables import EMPTY, TableText, escape
from tbresearch.study import SESSIONS
from tbresearch.vocabulary import join_text

__all__ = ["topic_contribution"]

_HEAD = ("Vraag", "Doorvragen", "Onderzoeksvraag", "Codes")


def topic_contribution(found: TopicCoverage) -> Contribution:
    """Return the appendix on what was asked."""
    tables = tuple(_table(found, one.key) for one in found.topics.lists)
    return Contribution(
        sections={"topiclijsten": "\n\n".join(_parts(found, tables)) + "\n"},
        tables=tables,
    )


def _parts(found: TopicCoverage, tables: tuple[TableText, ...]) -> Iterator[str]:
    topics = found.topics
    if topics.research:
        yield "De onderzoeksvragen waar de gesprekken over gingen:"
        yield "\n".join(
            f"{number}. {escape(one.question)}"
            for number, one in enumerate(topics.research, start=1)
        )
    for one, table in zip(topics.lists, tables, strict=True):
        yield f"## {escape(one.title)} {{.unnumbered}}"
        if one.text:
            yield escape(one.text)
        yield _used_in(found, one.key)
        yield f"{{{{{table.key}}}}}"
    yield "## Leemten {.unnumbered}"
    none = "Elke vraag hoort bij een onderzoeksvraag, en bij elke vraag is gecodeerd."
    yield "\n".join(f"- {escape(gap)}" for gap in found.gaps) or none
    yield "\n".join(f"- {note}" for note in found.notes)


def _used_in(found: TopicCoverage, name: str) -> str:
    sessions = found.study.sessions
    titles = [str(title) for title in sessions[sessions["topics"] == name]["title"]]
    return f"Gebruikt bij: {escape(join_text(titles)) or 'geen gesprek'}."


def _table(found: TopicCoverage, name: str) -> TableText:
    topics = found.topics
    (own,) = (one for one in topics.lists if one.key == name)
    numbers = {one.key: str(n) for n, one in enumerate(topics.research, start=1)}
    return TableText(
        key=f"tabel:topiclijst.{name}",
        caption=own.title,
        head=_HEAD,
        rows=tuple(
            (
                topic.question,
                "; ".join(topic.probes) or EMPTY,
                ", ".join(numbers[key] for key in topic.research) or EMPTY,
                "; ".join(found.codebook.codes[code].label for code in topic.codes)
                or EMPTY,
            )
            for topic in topics.of(name)
        ),
        method=f"Overgenomen uit {TOPICS_FILE}. Het nummer is dat van de "
        "onderzoeksvraag hierboven.",
        sources=(TOPICS_FILE, SESSIONS.file),
        about_people=False,
    )
