"""The extra `use` compares whole sentences; without it, that is said."""

import numpy as np
import pytest

import tbresearch as tb
from tbresearch.coding import starter_codebook
from tbresearch.suggesting.sentence_likeness import (
    SentenceLikeness,
    sentence_likeness,
    sentences_installed,
)
from tbresearch.suggesting.word_suggester import word_suggester

STARTER = starter_codebook()
INSTALLED = pytest.mark.skipif(
    not sentences_installed(), reason="de uitbreiding 'use' is hier niet geïnstalleerd"
)


class Letters:
    """A stand-in: a text is the direction of its first letter."""

    def encode(self, texts: list[str]) -> np.ndarray:
        """Return vectors of length one."""
        return np.eye(26)[[ord((text or "a")[0].lower()) % 26 for text in texts]]


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    module = "tbresearch.suggesting.sentence_likeness"
    monkeypatch.setattr(f"{module}.sentences_installed", lambda: True)
    monkeypatch.setattr(f"{module}._encoder", Letters)
    monkeypatch.setattr(
        f"{module}._encoded_once", lambda texts: Letters().encode(list(texts))
    )


def test_a_code_counts_by_its_three_nearest_sentences(letters: None) -> None:
    alike = sentence_likeness({"a": ["aap", "as", "boom", "bal"], "b": ["bes"]})
    assert isinstance(alike, SentenceLikeness)
    np.testing.assert_allclose(alike.of(["arm", "bed"]), [[2 / 3, 0], [2 / 3, 1]])
    assert alike.of([]).shape == (0, 2)


def test_sentences_add_to_words_and_say_so(letters: None) -> None:
    words = word_suggester(STARTER, sentences=False)
    both = word_suggester(STARTER, sentences=True)
    assert (words.name, both.name) == ("woorden", "zinnen")
    texts = ["Er was een plan.", ""]
    more = both.score(texts).values - words.score(texts).values
    np.testing.assert_allclose(more[0].mean(), 0, atol=1e-9)
    np.testing.assert_allclose(more[0].std(), 1)
    assert not more[1].any()


def test_without_the_extra_asking_for_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "tbresearch.suggesting.sentence_likeness.find_spec", lambda _: None
    )
    assert tb.suggestions_of(["Een plan."], STARTER).suggester == "woorden"
    with pytest.raises(tb.WorkbenchError) as caught:
        tb.suggestions_of(["Een plan."], STARTER, sentences=True)
    assert str(caught.value) == (
        "zinnen vergelijken kan niet: de uitbreiding 'use' is niet geïnstalleerd\n"
        "  waar:      sentences=True\n"
        "  oplossing: installeer haar met pip install 'tbresearch[use]', of laat "
        "sentences weg"
    )


@INSTALLED
def test_the_encoder_knows_dutch_that_shares_no_word() -> None:
    texts = {"hond": ["Het dier blaft en kwispelt."], "geld": ["Zij betaalt schulden."]}
    said = ["Hij moet nog euro's aflossen.", "Een puppy die keft."]
    assert sentence_likeness(texts).of(said).argmax(axis=1).tolist() == [1, 0]
