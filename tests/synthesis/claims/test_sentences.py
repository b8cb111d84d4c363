"""Where a Dutch sentence ends, and which part of a Markdown text is prose."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.synthesis.claims.prose import read_blocks
from tbresearch.synthesis.claims.references import normal
from tbresearch.synthesis.claims.sentences import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "Dat zei dhr. Jansen, d.w.z. de heer J.P. Jansen.|Hij kwam later.",
        "Op 12 jan. 2025 om 3.30 uur kwam zij.|Op 1.2.2025 weer.",
        "Het waren 2.5 uur en 10.000 mensen.|Daarna niets meer.",
        "Zie par. 4, hfst. 2 en nr. 3.|Dat is alles.",
        "O.a. de huisarts belt, bijv. op maandag.|Soms niet.",
        "“Ik ging. Toen kwam zij.” zei hij.|Daarna niets.",
        'Zij zei: "Het is goed. Echt." en lachte.|Daarna niets.',
        "Zij zei: “Het is goed.”|Daarna niets.",
        "Ik dacht … Nee, toch niet.|Daarna wel.",
        "En toen...|Ja.",
        "Zij ging naar ... Amsterdam.",
        "Dat geldt (zie S0. Daar staat het.) voor velen.|Voor allen niet.",
        "Dat klopt.|(Zie de bijlage.)|Daarna verder.",
        "Brood, melk enz.|Zij kochten veel.",
        "Brood, melk enz. in de kast.",
        "{{aantal:x.y}} noemen het.|{{aantal:z}} niet.",
        'Het zijn er [10.000]{bron="S0, par. 4. Elders anders."} per jaar.|Meer niet.',
        "**Probleem.**|Verwijzers kennen het vak niet.",
        "Wat is dit?|Ja!|Nee.",
        "Hij kwam.|'s Avonds ging hij weer.|Élise bleef.",
        "Zij noemen J. de Vries en A.B. Bakker.",
        "Er stond een haakje open ( en toen.|Een nieuwe zin.",
        "zonder hoofdletter. dus niet gesplitst",
    ],
)
def test_a_sentence_ends_where_a_reader_says_so(text: str) -> None:
    whole = text.replace("|", " ")
    assert [part for _, part in split_sentences(whole)] == text.split("|")


@given(st.text(alphabet=" \n.!?…()“”\"'aAbB1{}[]:*", max_size=60))
def test_nothing_is_lost_and_every_part_stands_where_it_is_said_to(text: str) -> None:
    parts = list(split_sentences(text))
    assert re.sub(r"\s", "", "".join(part for _, part in parts)) == re.sub(
        r"\s", "", text
    )
    for place, part in parts:
        assert text[place : place + len(part)] == part


def test_headings_items_and_paragraphs_are_told_apart_with_their_lines() -> None:
    text = (
        "## Kop\r\n\r\nEerste zin.\r\nTweede\r\nzin.\r\n\r\n- een\r\n"
        "  vervolg\r\n- twee. Drie.\r\n\r\n{{citaat:a}}\r\n\r\n> van een ander\r\n"
        "| a | b |\r\n```\r\ncode.\r\n```\r\n1. genummerd"
    )
    found = [
        (block.kind, sentence.text, sentence.line)
        for block in read_blocks(normal(text))
        for sentence in block.sentences()
    ]
    assert found == [
        ("heading", "Kop", 1),
        ("paragraph", "Eerste zin.", 3),
        ("paragraph", "Tweede zin.", 4),
        ("item", "een vervolg", 7),
        ("item", "twee.", 9),
        ("item", "Drie.", 9),
        ("evidence", "{{citaat:a}}", 11),
        ("item", "genummerd", 18),
    ]
