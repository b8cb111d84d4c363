"""Every sentence that rests on evidence is a claim, with its kind and its place."""

import pytest

import tbresearch as tb
from tbresearch.report.evidence import merge
from tbresearch.synthesis.claims import EVIDENCE_KINDS, GENERATED, Claim, ClaimBook
from tbresearch.vocabulary import CLAIM_KINDS

TEXT = """## {{aantal:kop}}

Er waren {{aantal:gesprekken}}. Dit is geen bewering.

Een cliënt vertelt het **zo**:

{{citaat:a-1}}

{{citaat:a-2}}

Landelijk gaat het om [10.000]{bron="S0, par. 4.1"} mensen. Zij kregen hulp.

{{tabel:zrm}}

- Geteld: {{aantal:gesprekken}}
- Geteld: {{aantal:gesprekken}}
"""
SHOWN = {
    "aantal:gesprekken": "15 gesprekken",
    "citaat:a-1": "“ze bleef” (cliënt, gesprek 1)",
}


def claims(text: str, section: str = "bereik", source: str = "a.md") -> list[Claim]:
    book = ClaimBook(lambda key: SHOWN.get(key, ""))
    book.read(text, section=section, source=source)
    return book.claims


def test_sentences_with_evidence_are_claims_and_others_are_not() -> None:
    found = claims(TEXT)
    assert [(c.line, c.printed, c.evidence) for c in found] == [
        (3, "Er waren 15 gesprekken.", ("aantal:gesprekken",)),
        (5, "Een cliënt vertelt het zo:", ("citaat:a-1", "citaat:a-2")),
        (
            11,
            "Landelijk gaat het om 10.000 mensen.",
            ("bron:10.000|S0, par. 4.1",),
        ),
        (15, "Geteld: 15 gesprekken", ("aantal:gesprekken",)),
        (16, "Geteld: 15 gesprekken", ("aantal:gesprekken",)),
    ]
    assert [c.kind for c in found] == ["feit", "ervaring", "feit", "feit", "feit"]


def test_a_claim_keeps_its_id_when_other_sentences_come_and_go() -> None:
    before, after = claims(TEXT), claims(f"Nieuw: {{{{citaat:a-1}}}}.\n\n{TEXT}")
    assert [c.id for c in after][1:] == [c.id for c in before]
    assert len({c.id for c in after}) == len(after)
    assert not {c.id for c in before} & {c.id for c in claims(TEXT, "context")}


def test_a_claim_that_is_wrapped_differently_is_the_same() -> None:
    [one], [other] = (
        claims("Er waren {{aantal:gesprekken}} in alles."),
        claims("Er waren\r\n{{aantal:gesprekken}}\r\nin alles."),
    )
    assert one.id == other.id
    assert one.text == other.text == "Er waren {{aantal:gesprekken}} in alles."


def test_what_the_program_writes_has_no_line() -> None:
    [claim] = claims("Er waren {{aantal:gesprekken}}.", source=GENERATED)
    assert (claim.source, claim.line) == ("gegenereerd", 0)


@pytest.fixture(scope="module")
def report() -> tb.Report:
    """Return the report of the example."""
    return tb.full_report(tb.open_study("data/voorbeeld"))


def test_the_report_hands_its_claims_on(report: tb.Report) -> None:
    composition = report.compose()
    keys = {key for claim in composition.claims for key in claim.evidence}
    assert keys <= composition.used.keys()
    assert {claim.kind for claim in composition.claims} <= CLAIM_KINDS.keys()
    assert all(claim.printed and claim.wording for claim in composition.claims)
    assert not any("{{" in claim.printed for claim in composition.claims)
    # Every piece of evidence outside headings, tables and pictures is in a claim.
    loose = {
        key
        for key in composition.used.keys() - keys
        if not key.startswith(("tabel:", "figuur:"))
    }
    assert all(key.startswith(("citaat:", "aantal:")) for key in loose)


def test_every_family_of_evidence_has_a_kind(report: tb.Report) -> None:
    families = {
        ".".join(key.split(".")[:1]) if key.startswith("aantal:") else key.split(":")[0]
        for key in merge(report._contributions())
    }
    assert families <= EVIDENCE_KINDS.keys()
    assert set(EVIDENCE_KINDS.values()) <= CLAIM_KINDS.keys()
