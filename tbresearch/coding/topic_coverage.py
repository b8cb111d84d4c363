"""Whether what was asked came back: topics held against codings and questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tbresearch.coding.codebook import Codebook
from tbresearch.coding.coding import Coding
from tbresearch.coding.topics import TOPICS_FILE, Topic, TopicLists, read_topics
from tbresearch.html import list_html, text_html
from tbresearch.study import SESSIONS, Study
from tbresearch.vocabulary import join_text, quantity_text

__all__ = ["TopicCoverage", "topic_coverage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCoverage:
    """The topic lists of a study, and where something lacks.

    Attributes
    ----------
    study : Study
        The study.
    codebook : Codebook
        Its codebook.
    topics : TopicLists
        What was asked.
    gaps : tuple of str
        Topics without a code, or whose codes nobody used; research questions that
        nothing asks about; lists and sessions that do not belong together. Dutch
        sentences.
    """

    study: Study
    codebook: Codebook
    topics: TopicLists
    gaps: tuple[str, ...]

    def __str__(self) -> str:
        if not self.gaps:
            return f"{self.topics}; er ontbreekt niets"
        gaps = quantity_text(len(self.gaps), "leemte", "leemten")
        return f"{self.topics}; {gaps}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What counts as a gap, in Dutch sentences."""
        return (
            f"Vragen, onderzoeksvragen en codes staan in {TOPICS_FILE}; welk gesprek "
            f"welke lijst had, staat in {SESSIONS.file}.",
            "Een vraag is beantwoord als er een codering is met een van haar codes, in "
            "een gesprek met haar lijst. Dat zegt dat erover is gesproken, niet of "
            "alles is gezegd.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the topics, as `TopicLists.to_frame` does."""
        return self.topics.to_frame()

    def _repr_html_(self) -> str:
        gaps = list_html(self.gaps, title="Leemten")
        return text_html(self) + self.topics._repr_html_() + gaps


def topic_coverage(coding: Coding) -> TopicCoverage:
    """Hold the topic lists of a study against its codings.

    Parameters
    ----------
    coding : Coding
        The codings; those that the study names for its findings are counted.

    Raises
    ------
    StudyError
        As `read_topics`.
    """
    study, codebook = coding.study, coding.codebook
    topics = read_topics(study, codebook)
    gaps = (
        *_unlisted(study, topics),
        *_unasked(topics),
        *_unanswered(coding, topics),
    )
    return TopicCoverage(study=study, codebook=codebook, topics=topics, gaps=gaps)


def _unlisted(study: Study, topics: TopicLists) -> Iterator[str]:
    """Yield sessions without a list, and lists that no session had."""
    bare = study.sessions[study.sessions["topics"].isna()]
    if len(bare):
        names = join_text([str(title) for title in bare["title"]])
        yield f"Bij welke topiclijst het gesprek hoort, is niet opgegeven: {names}."
    had = set(study.sessions["topics"])
    for one in topics.lists:
        if one.key not in had:
            yield f"Bij geen gesprek hoort de lijst “{one.title}”."


def _unasked(topics: TopicLists) -> Iterator[str]:
    """Yield research questions without a topic, and topics without one."""
    served = {key for topic in topics.topics for key in topic.research}
    for one in topics.research:
        if one.key not in served:
            yield f"Geen vraag gaat over de onderzoeksvraag “{one.question}”"
    for topic in topics.topics:
        if not topic.research:
            yield f"Bij geen onderzoeksvraag hoort: “{topic.question}”"


def _unanswered(coding: Coding, topics: TopicLists) -> Iterator[str]:
    """Yield topics without a code, and those whose codes were not used."""
    passages = coding.passages
    own = passages[passages["coder"].isin(coding.study.findings_from)]
    sessions = coding.study.sessions.set_index("session")["topics"]
    used = set(zip(own["session"].map(sessions), own["code"], strict=True))
    for topic in topics.topics:
        if not topic.codes:
            yield f"Geen code hoort bij: “{topic.question}”"
        elif not any((topic.list, code) in used for code in _below(topic, coding)):
            yield f"Niemand zei iets dat is gecodeerd bij: “{topic.question}”"


def _below(topic: Topic, coding: Coding) -> set[str]:
    """Return the codes of a topic and all that are under them."""
    wanted = set(topic.codes)
    codes = coding.codebook.codes.values()
    while more := {c.code for c in codes if c.parent in wanted} - wanted:
        wanted |= more
    return wanted
