"""Topic lists: what was asked, and whether it came back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.coding import (
    TOPICS_FILE,
    Coding,
    TopicCoverage,
    read_codebook,
    read_topics,
    topic_coverage,
)
from tbresearch.errors import StudyError
from tbresearch.folder import check_study
from tbresearch.study import open_study

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]

TOPICS = """\
[[onderzoeksvraag]]
id = "werkt"
vraag = "Wat werkt er?"

[[topiclijst]]
id = "groepen"
titel = "Lijst voor groepen"

[[topic]]
id = "t1"
lijst = "groepen"
vraag = "Wat helpt er?"
doorvragen = ["een voorbeeld"]
onderzoeksvragen = ["werkt"]
codes = ["rust"]
"""


@pytest.fixture
def folder(small_study: Path) -> Path:
    """Return the small study with a topic list, that both focus groups had."""
    (small_study / TOPICS_FILE).write_text(TOPICS, encoding="utf-8")
    path = small_study / "gesprekken.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    listed = [f"{row};{'groepen' if row.startswith('fg') else ''}" for row in rows]
    path.write_text("\n".join([f"{head};topiclijst", *listed, ""]), encoding="utf-8")
    return small_study


def covered(folder: Path, read: Read) -> TopicCoverage:
    return topic_coverage(read(folder))


def added(folder: Path, text: str) -> Path:
    path = folder / TOPICS_FILE
    path.write_text(f"{TOPICS}\n{text}", encoding="utf-8")
    return folder


def test_a_list_is_read_as_it_stands(folder: Path) -> None:
    study = open_study(folder)
    topics = read_topics(study, read_codebook(study))
    assert str(topics) == "1 topiclijst met 1 vraag, voor 1 onderzoeksvraag"
    (topic,) = topics.of("groepen")
    assert (topic.question, topic.probes, topic.codes) == (
        *("Wat helpt er?", ("een voorbeeld",), ("rust",)),
    )
    assert topics.to_frame().to_dict("records") == [
        {
            "list": "groepen",
            "topic": "t1",
            "question": "Wat helpt er?",
            "probes": ("een voorbeeld",),
            "research": ("werkt",),
            "codes": ("rust",),
        }
    ]


def test_a_session_without_a_list_is_a_gap(folder: Path, read: Read) -> None:
    found = covered(folder, read)
    assert found.gaps == (
        "Bij welke topiclijst het gesprek hoort, is niet opgegeven: interview 1 en "
        "interview 2.",
    )
    assert str(found).endswith("voor 1 onderzoeksvraag; 1 leemte")


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        (
            '[[onderzoeksvraag]]\nid = "bereik"\nvraag = "Wie niet?"\n',
            "Geen vraag gaat over de onderzoeksvraag “Wie niet?”",
        ),
        (
            '[[topic]]\nid = "t2"\nlijst = "groepen"\nvraag = "En thuis?"\n'
            'codes = ["rust"]\n',
            "Bij geen onderzoeksvraag hoort: “En thuis?”",
        ),
        (
            '[[topic]]\nid = "t2"\nlijst = "groepen"\nvraag = "En thuis?"\n'
            'onderzoeksvragen = ["werkt"]\n',
            "Geen code hoort bij: “En thuis?”",
        ),
        (
            '[[topiclijst]]\nid = "los"\ntitel = "Los"\n[[topic]]\nid = "t2"\n'
            'lijst = "los"\nvraag = "En?"\nonderzoeksvragen = ["werkt"]\n'
            'codes = ["rust"]\n',
            "Bij geen gesprek hoort de lijst “Los”.",
        ),
    ],
)
def test_what_lacks_is_a_gap(folder: Path, read: Read, text: str, gap: str) -> None:
    assert gap in covered(added(folder, text), read).gaps


def test_a_code_used_in_another_kind_of_session_answers_nothing(
    folder: Path, read: Read, edit: Edit
) -> None:
    # Overzicht is coded in a focus group and in interview 1; wachttijd in a group.
    path, none = folder / TOPICS_FILE, "Niemand zei iets dat is gecodeerd bij"
    assert not any(none in gap for gap in covered(folder, read).gaps)
    for name in ("fg1", "fg2"):
        sessions = folder / "gesprekken.csv"
        text = sessions.read_text(encoding="utf-8")
        lines = [
            line.removesuffix("groepen") if line.startswith(name) else line
            for line in text.split("\n")
        ]
        sessions.write_text("\n".join(lines), encoding="utf-8")
    assert f"{none}: “Wat helpt er?”" in covered(folder, read).gaps
    assert path.is_file()


def test_a_code_below_answers_for_the_one_above(
    folder: Path, read: Read, edit: Edit
) -> None:
    # Overzicht stands under rust in the codebook: a topic on rust hears of both.
    edit(folder / TOPICS_FILE, 'codes = ["rust"]', 'codes = ["overzicht"]')
    assert len(covered(folder, read).gaps) == 1
    edit(folder / TOPICS_FILE, 'codes = ["overzicht"]', 'codes = ["lijnen"]')
    assert len(covered(folder, read).gaps) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[[topic]]\nid = "t2"\nlijst = "groep"\nvraag = "En?"\n',
            f"'groep' is geen id van een [[topiclijst]]\n  waar:      {TOPICS_FILE}, "
            "regel 19, lijst",
        ),
        (
            '[[topic]]\nid = "t2"\nlijst = "groepen"\nvraag = "En?"\n'
            'onderzoeksvragen = ["werk"]\n',
            "'werk' is geen id van een [[onderzoeksvraag]]",
        ),
        (
            '[[topic]]\nid = "t2"\nlijst = "groepen"\nvraag = "En?"\n'
            'codes = ["rusd"]\n',
            f"'rusd' is geen code van codeboek.toml\n  waar:      {TOPICS_FILE}, regel "
            "21, codes\n  oplossing: bedoeld is misschien 'rust'",
        ),
        (
            '[[topic]]\nid = "t1"\nlijst = "groepen"\nvraag = "En?"\n',
            "'t1' staat twee keer bij 'topic'",
        ),
        (
            '[[topiclijst]]\nid = "los"\ntitel = "Los"\n',
            "topiclijst 'los' heeft geen vragen",
        ),
        ('[[topics]]\nid = "t2"\n', "'topics' is hier niet bekend"),
        ('[[topic]]\nid = "t2"\nlijst = "groepen"\n', "'vraag' is niet ingevuld"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    folder: Path, read: Read, text: str, told: str
) -> None:
    with pytest.raises(StudyError) as caught:
        covered(added(folder, text), read)
    assert told in str(caught.value)


def test_a_session_that_names_no_list_there_is_told_with_its_line(
    folder: Path, edit: Edit
) -> None:
    edit(folder / "gesprekken.csv", "focusgroep 1;groepen", "focusgroep 1;groep")
    told = "\n".join(map(str, check_study(folder).problems))
    assert "'groep' is geen id van een [[topiclijst]]" in told
    assert "gesprekken.csv, regel 2, kolom topiclijst" in told


def test_check_names_each_gap(folder: Path) -> None:
    lines = check_study(added(folder, "")).lines
    assert "1 topiclijst met 1 vraag, voor 1 onderzoeksvraag; 1 leemte" in lines
    assert any(line.startswith("let op: Bij welke topiclijst") for line in lines)
