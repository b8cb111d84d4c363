"""Suggestions: what the words of a codebook point to, and how little that is."""

import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

import tbresearch as tb
from tbresearch.coding import Code, Codebook, starter_codebook
from tbresearch.coding.retrieval.tokens import tokens
from tbresearch.suggesting.cue_words import cue_words
from tbresearch.suggesting.likeness import likeness
from tbresearch.suggesting.polarity import polarity_hints
from tbresearch.suggesting.vocabulary_of import pieces, stem, words_of
from tbresearch.suggesting.word_suggester import standardised, word_suggester

STARTER = starter_codebook()
SPEAKER = word_suggester(STARTER)
# Sentences of general Dutch, made here: words of a definition in another order.
CLEAR = {
    "administratiesystemen": "Al dat papierwerk en die dossiers, en urenregistratie.",
    "bekendheid": "Mijn huisarts wist niet dat dit bestaat, niemand verwijst door.",
    "kennis_scholing": "Wij willen een cursus of een opleiding over verslaving.",
    "vertrouwensband": "Er werd geluisterd en ik voelde vertrouwen, er is een klik.",
}


def small(**codes: str) -> Codebook:
    empty = {"include": (), "exclude": (), "examples": (), "items": (), "former": ()}
    made = {
        key: Code(
            code=key, label=key, kind="thema", definition=text, parent=None, **empty
        )
        for key, text in codes.items()
    }
    return Codebook(title="t", version="1", codes=MappingProxyType(made))


def test_clear_sentences_get_their_code_first() -> None:
    found = tb.suggest(list(CLEAR.values()), STARTER)
    assert found[found["rank"] == 1]["code"].to_list() == list(CLEAR)


def test_there_is_one_row_for_each_passage_and_code_in_order() -> None:
    found = tb.suggest(["Een plan.", "", "Regen."], STARTER)
    assert list(found) == ["passage", "code", "rank", "score", "match", "words"]
    assert len(found) == 3 * 25
    for _, own in found.groupby("passage"):
        assert own["rank"].to_list() == list(range(1, 26))
        assert own["score"].is_monotonic_decreasing
        assert set(own["code"]) == set(STARTER.codes)


def test_what_shares_no_word_has_no_match_and_keeps_codebook_order() -> None:
    found = tb.suggest(["", "   ", "?!", "👍🏽"], STARTER)
    assert set(found["match"]) == {"geen"}
    assert set(found["score"]) == {0.0}
    assert found["code"].to_list() == list(STARTER.codes) * 4


def test_the_matching_words_stand_in_the_passage() -> None:
    found = tb.suggest(list(CLEAR.values()), STARTER)
    for row in found[found["words"] != ""].to_dict("records"):
        passage = " ".join(t.word for t in tokens(list(CLEAR.values())[row["passage"]]))
        for words in row["words"].split(", "):
            assert f" {words} " in f" {passage} "
    first = found.iloc[0]["words"].split(", ")
    assert {"papierwerk", "dossiers", "urenregistratie"} <= set(first)


@settings(max_examples=25)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_a_passage_is_judged_by_itself(texts: list[str]) -> None:
    together = tb.suggest(texts, STARTER, suggester=SPEAKER)
    for at, text in enumerate(texts):
        alone = (
            tb.suggestions_of([text], STARTER, suggester=SPEAKER)
            .to_frame()
            .drop(columns="passage")
        )
        own = together[together["passage"] == at].drop(columns="passage")
        assert own["code"].to_list() == alone["code"].to_list()
        np.testing.assert_allclose(own["score"], alone["score"].to_numpy(float))


def test_likeness_is_the_cosine_that_scikit_learn_gives() -> None:
    texts = {"a": ["de hond blaft", "honden lopen"], "b": ["een kat slaapt hier"]}
    passages = ["de kat en honden", "blaffende hond slaapt", "hond hond kat"]
    found, _ = likeness(texts).of(words_of(passages))
    lines = [line for own in texts.values() for line in own]
    for units, ours in zip((lambda w: [stem(w)], pieces), found, strict=True):

        def analyse(text: str, units: object = units) -> list[str]:
            words = dict.fromkeys(t.word for t in tokens(text))
            return [u for w in words for u in units(w)]

        idf = TfidfVectorizer(analyzer=analyse).fit(lines)
        known = set(idf.vocabulary_)
        rare = dict(zip(idf.get_feature_names_out(), idf.idf_, strict=True))
        unknown = np.log(1 + len(lines)) + 1
        codes = []
        for own in texts.values():
            sets = [set(analyse(line)) for line in own]
            vector = {
                u: (1 + np.log(sum(u in s for s in sets))) * rare[u]
                for u in set().union(*sets)
            }
            length = np.sqrt(sum(v * v for v in vector.values()))
            codes.append({u: v / length for u, v in vector.items()})
        for row, passage in enumerate(passages):
            each = analyse(passage)
            length = np.sqrt(sum(rare.get(u, unknown) ** 2 for u in each))
            for column, vector in enumerate(codes):
                dot = sum(rare[u] * vector.get(u, 0) for u in each if u in known)
                assert ours[row, column] == pytest.approx(dot / length)


def test_cues_are_whole_words_and_a_star_is_any_letters() -> None:
    cues = cue_words({"a": ["op maat", "bij * thuis"], "b": ["verwijs*", "café*"]})
    texts = ["Op  MAAT, bij mij thuis", "op maatje", "Verwijsbrief; cafe\u0301s", "bij"]
    found = cues.found(words_of([t.replace("e\u0301", "é") for t in texts]).sequences)
    assert found == [
        {"a": {"op maat": "op maat", "bij * thuis": "bij mij thuis"}},
        {},
        {"b": {"verwijs*": "verwijsbrief", "café*": "cafés"}},
        {},
    ]


def test_a_cue_speaks_for_its_code() -> None:
    book = small(hond="Over honden.", kat="Over katten.")
    with_cue = {**book.codes, "kat": replace(book.codes["kat"], cues=("miauw*",))}
    both = replace(book, codes=MappingProxyType(with_cue))
    for codebook, match in ((book, "geen"), (both, "zwak")):
        found = tb.suggest(["Miauwend"], codebook).set_index("code")
        assert found.loc["kat", "match"] == match
        assert found.loc["hond", "match"] == "geen"


def test_each_code_of_the_starter_has_cues_that_can_match() -> None:
    for code in STARTER.codes.values():
        assert len(code.cues) >= 20
        assert len(set(code.cues)) == len(code.cues)


def test_left_out_examples_find_their_code_better_than_chance() -> None:
    """The first example of each code, held out of the other lines of the codebook.

    The cue words are left out: who wrote them had read the examples.
    """
    ranks = []
    for code in STARTER.codes.values():
        example, *rest = code.examples
        codes = {**STARTER.codes, code.code: replace(code, examples=tuple(rest))}
        book = replace(STARTER, codes=MappingProxyType(codes))
        (stems, parts, _), _, _ = word_suggester(book).features(
            [example], words_of([example])
        )
        values = (standardised(stems) + standardised(parts))[0]
        place = list(STARTER.codes).index(code.code)
        ranks.append(1 + int((values > values[place]).sum()))
    # chance is 3/25 = .12; .52 is six standard errors of 25 draws above it
    assert np.mean(np.array(ranks) <= 3) > 0.52


@pytest.mark.parametrize(
    ("passage", "polarity", "words"),
    [
        ("Ik had graag een vaste begeleider gehad.", "verbeterpunt", "had graag"),
        ("Sindsdien mis ik dat.", "verbeterpunt", "mis ik"),
        ("Fijn dat ze komt.", "succesfactor", "fijn dat"),
        ("Dat was niet fijn.", "verbeterpunt", "niet fijn"),
        ("Het helpt niet.", "verbeterpunt", "niet … helpt"),
        ("Het helpt mij.", "succesfactor", "helpt"),
        ("Fijn, maar het is te kort.", "verbeterpunt", "te kort"),
        ("De trein stopt in Zwolle.", "geen", ""),
        ("", "geen", ""),
    ],
)
def test_the_side_is_a_hint_with_its_words(
    passage: str, polarity: str, words: str
) -> None:
    hint = polarity_hints([passage])[0]
    assert (hint.polarity, ", ".join(hint.words)) == (polarity, words)


def test_the_interviewer_points_to_neither_side() -> None:
    hints = polarity_hints(["Wat mis je?", "Ik mis rust."], interviewer=[True, False])
    assert [hint.polarity for hint in hints] == ["geen", "verbeterpunt"]


@pytest.mark.parametrize(
    ("passages", "codebook", "text"),
    [
        ("één tekst", STARTER, "dit is één tekst en geen lijst van passages"),
        (["a", None], STARTER, "passage 1 is geen tekst, maar NoneType"),
        (["a"], small(), "het codeboek heeft geen codes"),
    ],
)
def test_what_cannot_be_asked_says_so(
    passages: list[str], codebook: Codebook, text: str
) -> None:
    with pytest.raises(tb.WorkbenchError, match=text):
        tb.suggestions_of(passages, codebook)


def test_codes_with_only_a_label_are_named() -> None:
    notes = tb.suggestions_of(["a"], small(rust="", orde="Over orde.")).notes
    assert "Alleen op hun label te herkennen: rust." in notes


def test_the_table_carries_its_notes() -> None:
    asked = (["Een plan."], small(rust="", orde="Over orde."))
    found = tb.suggestions_of(*asked)
    frame = tb.suggest(*asked)
    pd.testing.assert_frame_equal(frame, found.to_frame())
    assert frame.attrs["notes"] == found.notes


def test_no_passages_is_an_empty_result() -> None:
    found = tb.suggestions_of([], STARTER)
    assert len(found.to_frame()) == 0
    assert str(found) == "Voorstellen (woorden) voor 0 van 0 passages"


def test_a_notebook_shows_words_escaped_and_the_word_voorstel() -> None:
    page = tb.suggestions_of(["<b>plan</b> evaluatie"], STARTER)._repr_html_()
    assert "&lt;b&gt;plan" in page
    assert "<b>plan" not in page
    assert "voorstel 1: Afspraken vastleggen in een plan" in page


DEBATE = (
    Path(__file__).parents[3]
    / "shared/reference/transcripts-nl/debat-toetsingskader.txt"
)


@pytest.mark.skipif(not DEBATE.is_file(), reason="het echte debat is er hier niet")
def test_a_debate_about_pensions_hardly_looks_like_care() -> None:
    turns = DEBATE.read_text(encoding="utf-8").split("\n\n")
    said = [t.split(": ", 1)[-1] for t in turns]
    sentences = [s for t in said for s in re.split(r"(?<=[.?!])\s+", t) if len(s) > 40]
    assert len(sentences) > 500
    found = tb.suggest(sentences, STARTER)
    match = found[found["rank"] == 1]["match"].value_counts(normalize=True)
    assert match["sterk"] < 0.02
    assert match["sterk"] + match["matig"] < 0.2


def test_a_gap_in_a_cue_skips_a_few_words_or_none() -> None:
    cues = cue_words({"over": ["nam* .. over"], "langs": ["kwam .. langs"]})
    texts = ["zij nam het over", "namen over", "nam een twee drie vier over", "kwam"]
    found = cues.found([text.split() for text in texts])
    assert found == [
        {"over": {"nam* .. over": "nam … over"}},
        {"over": {"nam* .. over": "namen over"}},
        {},
        {},
    ]


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(["kom", "komt", "komen", "om", "k"]), min_size=1, max_size=8
    ),
    st.sampled_from(["kom*", "*om", "k*m*", "*", "kom* .. om", "* .. * k"]),
)
def test_cues_are_what_a_regular_expression_finds(said: list[str], cue: str) -> None:
    gap, word = r"( \S+){0,3} ", r"\\S*"
    parts = [re.sub(r"\*", word, part.strip()) for part in cue.split("..")]
    wanted = re.search(rf"(?:^| ){gap.join(parts)}(?= |$)", " ".join(said))
    found = cue_words({"x": [cue]}).found([said])[0]
    assert bool(found) == bool(wanted)


@pytest.mark.parametrize(
    ("passage", "polarity"),
    [
        ("Eerst durfde ik niets en nu ga ik zelf naar de winkel.", "succesfactor"),
        ("Pas na een jaar hoorde ik wie mijn begeleider was.", "verbeterpunt"),
        ("Er zou een vaste dag moeten zijn.", "verbeterpunt"),
        ("Jammer dat het is gestopt.", "verbeterpunt"),
        ("Dankzij haar slaap ik weer.", "succesfactor"),
        ("Het formulier is te ingewikkeld.", "verbeterpunt"),
        ("Niemand vroeg hoe het met ons was.", "verbeterpunt"),
        ("Wij wonen in Delft.", "geen"),
    ],
)
def test_wishes_lacks_and_turns_point_to_a_side(passage: str, polarity: str) -> None:
    assert polarity_hints([passage])[0].polarity == polarity
