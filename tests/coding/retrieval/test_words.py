"""Words of respondents: tokens, concordance and collocations, against other ways."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from math import log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.text import Text
from scipy.stats import chi2_contingency

import tbresearch as tb
from tbresearch.coding.retrieval.tokens import function_words, query_words, tokens

Refusal = Callable[..., list[str]]
Talk = Callable[..., tb.Coding]


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


TOKENS = {
    "Zo'n foto\u2019s, z\u2019n auto's.": ["zo'n", "foto's", "z'n", "auto's"],
    "'s Avonds om 17:30 in 's-Hertogenbosch": [
        "'s",
        "avonds",
        "om",
        "17:30",
        "in",
        "'s-hertogenbosch",
    ],
    "Hij zei 'hallo' en 't werd 3,5 of 1.000": [
        "hij",
        "zei",
        "hallo",
        "en",
        "'t",
        "werd",
        "3,5",
        "of",
        "1.000",
    ],
    "e-mail - en/of thuis...weg": ["e-mail", "en", "of", "thuis", "weg"],
    "Cliënt één COÖRDINEERT": ["cliënt", "één", "coördineert"],
    "ja 👍🏽👍🏽 👨‍👩‍👧! 🇳🇱 ❤️": ["ja", "👍🏽", "👍🏽", "👨‍👩‍👧", "🇳🇱", "❤"],
    "": [],
    "... -- ''": [],
}


@pytest.mark.parametrize("text", TOKENS)
def test_words_are_those_of_a_dutch_reader(text: str) -> None:
    assert words(text) == TOKENS[text]


@given(st.text(max_size=60))
def test_tokens_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    done = 0
    for token in tokens(text):
        assert done <= token.start < token.end <= len(text)
        done = token.end


def test_no_letter_or_digit_of_the_example_is_lost(example_coding: tb.Coding) -> None:
    for text in example_coding.corpus.turns["text"]:
        rest = list(text)
        for token in tokens(text):
            rest[token.start : token.end] = [" "] * (token.end - token.start)
        assert not re.search(r"\w", "".join(rest)), text


@pytest.mark.parametrize("word", ["wacht", "vertrouwen", "de", "thuis", "één"])
def test_a_word_is_found_as_often_as_nltk_finds_it(
    word: str, example_coding: tb.Coding
) -> None:
    corpus = example_coding.corpus
    may = set(corpus.study.respondents["respondent"])
    spoken = corpus.turns[corpus.turns["respondent"].isin(may)]
    said = [w for text in spoken["text"] for w in words(text)]
    lines = Text(said).concordance_list(word, lines=10**6)
    found = tb.concordance(corpus, word)
    assert len(found.frame) == len(lines) > 0
    assert found.frame["match"].str.lower().eq(word).all()


def test_what_is_before_in_and_after_is_the_turn(example_coding: tb.Coding) -> None:
    corpus = example_coding.corpus
    frame = tb.concordance(corpus, "een * van").to_frame()
    texts = corpus.turns.set_index(["session", "number"])["text"]
    for row in frame.to_dict("records"):
        text = texts[row["session"], row["number"]]
        assert row["before"] + row["match"] + row["after"] == text
        assert text[row["start"] : row["end"]] == row["match"]
        assert re.fullmatch(r"een\W+[\w'-]+\W+van", row["match"], re.IGNORECASE)
    assert len(frame) == 26


QUERIES = {
    "wacht*": ["Wachttijd", "wachten", "wacht"],
    "*tijd": ["Wachttijd", "tijd"],
    "w*t": ["wacht"],
    "WACHTEN": ["wachten"],
    "wachten wacht": ["wachten, wacht"],
    "een * tijd": ["een (korte) tijd"],
    "👍🏽": ["👍🏽"],
    "👍*": ["👍🏽"],
    "cafe\u0301": ["café"],
    "niets": [],
    "wach": [],
}


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_finds_words_wildcards_emoji_and_accents(
    query: str, talk: Talk
) -> None:
    coding = talk(
        "Wachttijd: wachten, wacht. Na een (korte) tijd naar het cafe\u0301 👍🏽."
    )
    found = tb.concordance(coding.corpus, query, respondent="B1")
    assert list(found.frame["match"]) == QUERIES[query]


def test_places_do_not_overlap(talk: Talk) -> None:
    found = tb.concordance(talk("nee nee nee nee nee").corpus, "nee nee")
    assert list(found.frame["start"]) == [0, 8]


def test_the_interviewer_and_who_may_not_be_counted_are_not_heard(
    small: tb.Coding,
) -> None:
    assert "helpt" in small.corpus.turns["text"].iloc[0]
    assert set(tb.concordance(small.corpus, "helpt").frame["speaker"]) == {"P1"}
    rust = tb.concordance(small.corpus, "rust*")
    assert set(rust.frame["respondent"]) == {"B1", "B2", "B3"}
    assert str(rust) == "«rust*»: 3 plaatsen, bij 3 van 5 respondenten"
    assert rust.notes[-1] == (
        "Wie geen toestemming gaf voor deelname, staat er niet bij."
    )
    assert rust.spread.to_numpy().tolist() == [
        ["begeleider", 3, 3, 4],
        ["client", 0, 0, 1],
    ]


def test_one_group_session_or_respondent(small: tb.Coding) -> None:
    corpus = small.corpus
    assert len(tb.concordance(corpus, "overzicht").frame) == 2
    assert len(tb.concordance(corpus, "overzicht", group="client").frame) == 1
    assert len(tb.concordance(corpus, "overzicht", session="fg1").frame) == 1
    assert len(tb.concordance(corpus, "overzicht", respondent="B1").frame) == 0


@pytest.mark.parametrize("query", ["", "  ", "*", "* *", "?!", "..."])
def test_a_query_without_a_word_is_refused(
    query: str, small: tb.Coding, refusal: Refusal
) -> None:
    assert refusal(tb.concordance, small.corpus, query) == [
        f"in de zoekvraag {query!r} staat geen woord\n"
        "  waar:      de vraag om vindplaatsen\n"
        "  oplossing: geef een of meer woorden, zoals: overzicht, of: in huis, of: "
        "wacht*"
    ]


def test_a_query_is_text_and_no_pattern(talk: Talk) -> None:
    coding = talk("Dat kost 5.5 of (a+b) euro.")
    assert len(tb.concordance(coding.corpus, "5.5").frame) == 1
    assert len(tb.concordance(coding.corpus, "k.st").frame) == 0
    assert query_words("a|b (c)") == ["a", "b", "c"]


def test_the_page_escapes_and_stays_the_same(talk: Talk) -> None:
    coding = talk("Het <b>plan</b> helpt")
    page = tb.concordance(coding.corpus, "plan")._repr_html_()
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert page == tb.concordance(coding.corpus, "plan")._repr_html_()


def sentence_pairs(corpus: tb.Corpus) -> Counter[tuple[str, str]]:
    """Return the neighbours in every sentence, cut first and then tokenised."""
    may = set(corpus.study.respondents["respondent"])
    pairs: Counter[tuple[str, str]] = Counter()
    numbers = re.compile(r"(?<=\d)[.:](?=\d)")
    for text in corpus.turns.loc[corpus.turns["respondent"].isin(may), "text"]:
        for part in re.split(r"[.!?;:…\n()«»\"“”]", numbers.sub(",", text)):
            said = words(part)
            pairs.update(pairwise(said))
    return pairs


@pytest.mark.parametrize("measure", ["loglikelihood", "pmi"])
def test_scores_are_those_of_scipy_and_of_the_formula(
    measure: str, example_coding: tb.Coding
) -> None:
    corpus = example_coding.corpus
    pairs = sentence_pairs(corpus)
    total = pairs.total()
    found = tb.collocations(
        corpus, measure=measure, min_count=4, function_words="meetellen"
    )
    assert found.pairs == total
    frame = found.to_frame()
    assert len(frame) > 300
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (a, b), n in pairs.items():
        first[a] += n
        second[b] += n
    for row in frame.to_dict("records"):
        pair = (row["first"], row["second"])
        n, a, b = pairs[pair], first[pair[0]], second[pair[1]]
        assert row["count"] == n >= 4
        assert row["expected"] == pytest.approx(a * b / total)
        table = [[n, a - n], [b - n, total - a - b + n]]
        expected = log2(n * total / (a * b))
        if measure == "loglikelihood":
            expected = chi2_contingency(
                table, correction=False, lambda_="log-likelihood"
            ).statistic
        assert row["score"] == pytest.approx(expected, rel=1e-9, abs=1e-9)
    often = {p for p, n in pairs.items() if n >= 4}
    attracted = {p for p in often if pairs[p] * total >= first[p[0]] * second[p[1]]}
    assert set(zip(frame["first"], frame["second"], strict=True)) == attracted
    assert frame["score"].is_monotonic_decreasing


def test_one_talkative_person_is_seen(talk: Talk) -> None:
    coding = talk(*["Goede buren helpen. Goede buren."] * 5)
    frame = tb.collocations(
        coding.corpus, measure="pmi", min_count=5, function_words="meetellen"
    ).to_frame()
    row = frame.set_index(["first", "second"]).loc[("goede", "buren")]
    assert (row["count"], row["respondents"], row["sessions"]) == (10, 1, 1)


def test_a_new_sentence_or_turn_breaks_a_pair(talk: Talk) -> None:
    coding = talk("Rust. Huis", "plan, doel")
    frame = tb.collocations(
        coding.corpus,
        measure="pmi",
        min_count=1,
        function_words="meetellen",
        respondent="B1",
    ).to_frame()
    assert frame[["first", "second"]].to_numpy().tolist() == [["plan", "doel"]]


def test_function_words_go_only_where_that_is_asked_and_leave_no_new_pairs(
    example_coding: tb.Coding,
) -> None:
    def pairs(choice: str) -> set[tuple[str, str]]:
        found = tb.collocations(
            example_coding.corpus, measure="pmi", min_count=2, function_words=choice
        )
        return set(zip(found.frame["first"], found.frame["second"], strict=True))

    kept, dropped = pairs("meetellen"), pairs("weglaten")
    assert dropped == {p for p in kept if not function_words() & set(p)}
    assert 0 < len(dropped) < len(kept)


def test_words_that_carry_codes_are_no_function_words() -> None:
    carriers = {"zelf", "samen", "eigen", "niet", "weer", "geen", "alleen", "thuis"}
    assert not carriers & function_words()
    assert all(words(word) == [word] for word in function_words())
    assert all(unicodedata.is_normalized("NFC", word) for word in function_words())


@pytest.mark.parametrize("least", [0, -1, True, 2.5, "3"])
def test_how_often_at_least_is_a_count(
    least: object, small: tb.Coding, refusal: Refusal
) -> None:
    [problem] = refusal(
        tb.collocations,
        small.corpus,
        measure="pmi",
        min_count=least,
        function_words="weglaten",
    )
    assert problem.startswith(f"min_count={least!r} kan hier niet")


def test_a_measure_that_does_not_exist_is_named(
    small: tb.Coding, refusal: Refusal
) -> None:
    options = {"min_count": 2, "function_words": "weglaten"}
    [problem] = refusal(tb.collocations, small.corpus, measure="t", **options)
    assert "bekend zijn: loglikelihood, pmi" in problem
    options = {"min_count": 2, "measure": "pmi"}
    [problem] = refusal(tb.collocations, small.corpus, function_words="ja", **options)
    assert "bekend zijn: meetellen, weglaten" in problem


def test_no_words_are_no_pairs(talk: Talk, tmp_path: Path) -> None:
    found = tb.collocations(
        talk("Ja.").corpus,
        measure="loglikelihood",
        min_count=1,
        function_words="meetellen",
        respondent="B1",
    )
    assert str(found) == "Log-likelihood (respondent B1): 0 woordparen"
    assert found.frame.empty
