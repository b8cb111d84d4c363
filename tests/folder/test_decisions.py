"""A withdrawal and pseudonyms reach the decisions on differences between coders."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import tbresearch as tb

Edit = Callable[[Path, str, str], None]
PAIR = ("anna", "bram")
WORDS = "dat duurde een half jaar"


def differences(folder: Path) -> tb.Disagreements:
    study = tb.open_study(folder)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    return tb.disagreements(coding, coders=PAIR)


def decide(folder: Path, session: str, reason: str) -> str:
    found = differences(folder)
    key = next(row.key for row in found.rows if row.session == session)
    tb.settle(found, key, choice="drop", who="anna", reason=reason)
    return key


def words_in(folder: Path) -> str:
    """Return the words of the file with decisions, without case and signs."""
    text = (folder / "besluiten.jsonl").read_text(encoding="utf-8")
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_who_withdraws_is_gone_from_the_decisions(small_study: Path) -> None:
    gone = decide(small_study, "int1", f"zij zegt: {WORDS}")
    kept = decide(small_study, "fg1", f"lijkt op wat C1 zei, {WORDS}, en mag weg")
    assert WORDS in words_in(small_study)

    tb.withdraw_respondent(small_study, "C1", day=date(2026, 2, 1))

    assert WORDS not in words_in(small_study)
    text = (small_study / "besluiten.jsonl").read_text(encoding="utf-8")
    assert gone not in text
    assert f'"key": "{kept}"' in text
    assert '"reason": "[verwijderd]"' in text
    assert tb.check_study(small_study).problems == ()


def test_a_torn_line_with_words_goes_too(small_study: Path) -> None:
    decide(small_study, "fg1", "lezen we anders")
    with (small_study / "besluiten.jsonl").open("ab") as file:
        file.write(f'{{"act": "settle", "reason": "{WORDS}'.encode())
    tb.withdraw_respondent(small_study, "C1", day=date(2026, 2, 1))
    assert WORDS not in words_in(small_study)
    assert "lezen we anders" in words_in(small_study)


def test_the_joint_coding_loses_the_words_as_well(
    small_study: Path, edit: Edit
) -> None:
    edit(small_study / "studie.toml", '"bram"]', '"bram", "samen"]')
    found = differences(small_study)
    key = next(row.key for row in found.rows if row.session == "int1")
    found = tb.settle(found, key, choice="keep", who="anna", reason="past")
    tb.merge_coders(found.coding, coders=PAIR, into="samen")
    journal = small_study / "coderingen" / "samen.jsonl"
    assert "overzicht over de post" in journal.read_text(encoding="utf-8")
    tb.withdraw_respondent(small_study, "C1", day=date(2026, 2, 1))
    assert "overzicht over de post" not in journal.read_text(encoding="utf-8")
    assert tb.check_study(small_study).problems == ()


def test_pseudonyms_reach_the_reasons(small_study: Path, tmp_path: Path) -> None:
    decide(small_study, "fg1", "wijkverpleging is hier een naam")
    decision = tb.Decision(
        entity="wijkverpleging",
        kind="organisatie",
        replacement="[organisatie 1]",
        choice="vervang",
        participant=False,
    )
    tb.pseudonymise_study(small_study, [decision], key=tmp_path / "sleutel.json")
    assert "wijkverpleging" not in words_in(small_study)
    text = (small_study / "besluiten.jsonl").read_text(encoding="utf-8")
    assert '"reason": "[organisatie 1] is hier een naam"' in text
    assert tb.check_study(small_study).problems == ()


def test_a_study_without_decisions_gets_no_such_file(small_study: Path) -> None:
    tb.withdraw_respondent(small_study, "C1", day=date(2026, 2, 1))
    assert not (small_study / "besluiten.jsonl").exists()
