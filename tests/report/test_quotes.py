"""The proof of a quote: who, where, and what is around it if the study asks."""

from __future__ import annotations

from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.report.contributions.quotes import AROUND, quote_contribution
from tbresearch.report.evidence import Evidence, Refusal

LONG = " ".join(f"woord{n}" for n in range(100))
QUOTE = "dit is het citaat"
WORDS = f"{LONG} {QUOTE}, {LONG}"


def evidence(study: Path, quote: str) -> Evidence | Refusal:
    opened = tb.open_study(study)
    coding = tb.read_coding(
        opened, tb.read_transcripts(opened), tb.read_codebook(opened)
    )
    rows = coding.codings.set_index("quote")["id"]
    by_key = {item.key: item for item in quote_contribution(coding).evidence}
    return by_key[f"citaat:{rows[quote]}"]


def ask_for_context(study: Path) -> None:
    settings = study / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"citaten_met_omgeving = true\n{text}", encoding="utf-8")


@pytest.fixture
def study(small_study: Path) -> Path:
    """Return the small study, with a long turn of C1 and a quote in its middle."""
    path = small_study / "transcripten" / "int1.txt"
    text = path.read_text(encoding="utf-8").replace("half jaar.", f"half jaar. {WORDS}")
    path.write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    opened = tb.open_study(small_study)
    coding = tb.read_coding(
        opened, tb.read_transcripts(opened), tb.read_codebook(opened)
    )
    tb.add_coding(
        coding, coder="anna", session="int1", quote=QUOTE, code="rust", polarity="geen"
    )
    return small_study


def test_what_is_around_a_quote_stays_out_unless_the_study_asks(study: Path) -> None:
    found = evidence(study, QUOTE)
    assert isinstance(found, Evidence)
    assert found.around == ("", "")
    assert ("Waar", "interview 1, beurt 4") in found.details


def test_what_is_around_a_quote_is_clipped_at_both_sides(study: Path) -> None:
    ask_for_context(study)
    found = evidence(study, QUOTE)
    assert isinstance(found, Evidence)
    before, after = found.around
    assert before == " ".join(["[...]", *LONG.split()[-AROUND:], ""])
    assert after == ", " + " ".join([*LONG.split()[: AROUND - 1], "[...]"])


def test_words_of_another_turn_are_never_around_a_quote(study: Path) -> None:
    ask_for_context(study)
    found = evidence(study, "overzicht over de post")
    assert isinstance(found, Evidence)
    assert found.around == ("Ik heb nu ", ".")


def test_who_may_not_be_quoted_has_no_context_either(study: Path) -> None:
    ask_for_context(study)
    assert isinstance(evidence(study, "De wachttijd is veel te lang"), Refusal)
