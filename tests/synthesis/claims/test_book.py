"""Every sentence that rests on evidence is a claim, with its kind and its place."""

import re

import pytest

from tbresearch.report import Report
from tbresearch.report.evidence import merge
from tbresearch.synthesis.claims import (
    EVIDENCE_KINDS,
    GENERATED,
    Claim,
    ClaimBook,
    ClaimRegister,
)
from tbresearch.synthesis.claims.kinds import kind_of, wording_of
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


def test_the_report_hands_its_claims_on(report: Report) -> None:
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


def test_every_family_of_evidence_has_a_kind(report: Report) -> None:
    keys = merge(report._contributions())
    # Of counts, tables and pictures the first name after the colon tells the family.
    families = {
        re.split(r"[.:]", key, maxsplit=2)[1] if key.startswith("aantal:") else ""
        for key in keys
    }
    known = {family.split(":")[1] for family in EVIDENCE_KINDS if ":" in family}
    assert families - {""} <= known
    assert {key.split(":")[0] for key in keys} - {"aantal"} <= EVIDENCE_KINDS.keys()
    assert set(EVIDENCE_KINDS.values()) <= CLAIM_KINDS.keys()


@pytest.mark.parametrize(
    ("text", "evidence", "kind"),
    [
        (
            "Op Justitie scoort een deel hoger.",
            ["aantal:zrm.justitie.hoger"],
            "verandering",
        ),
        ("De hulp leidt tot hogere scores.", ["aantal:zrm.justitie.hoger"], "effect"),
        ("Er zijn scores van cliënten.", ["aantal:zrm.clienten"], "feit"),
        ("Dat hielp hen.", ["citaat:a-1"], "ervaring"),
        ("Dat moet beter, zeggen zij.", ["citaat:a-1"], "ervaring"),
        ("Een traject kost geld.", ["bedrag:totaal", "citaat:a-1"], "kosten"),
        ("Aanbieders zouden dit moeten vastleggen.", ["aantal:plannen"], "norm"),
        ("[Leg dit vast.]{norm}", ["citaat:a-1"], "norm"),
        ("Het slaat om bij een lager niveau.", ["omslag:justitie"], "verandering"),
        ("Het slaat om bij een hoger tarief.", ["omslag:aanname.uurloon"], "kosten"),
        ("Iets wat niemand kent.", ["nieuw:soort"], "feit"),
    ],
)
def test_the_evidence_decides_the_kind_and_words_only_between_some(
    text: str, evidence: list[str], kind: str
) -> None:
    assert kind_of(text, evidence) == kind


def test_the_wording_of_an_effect_is_that_of_the_design() -> None:
    alone, compared = (
        wording_of("effect", design=design)
        for design in ("veranderingsonderzoek", "vergelijkingsgroep")
    )
    assert alone == "verandering tijdens het traject"
    assert compared == "effect, als alles wat telt is gemeten"


def test_the_register_counts_every_claim_once(report: Report) -> None:
    register = report.claims()
    frame = register.to_frame()
    assert len(frame) == len(register.claims) == register.counts().to_numpy().sum()
    assert frame.index.is_unique
    assert list(frame.columns)[:5] == [
        *("kind", "section", "sentence", "evidence", "wording")
    ]
    assert set(frame["section"]) == set(register.counts().index)
    assert str(register).startswith(f"{len(frame)} zinnen rusten op bewijs.\n\n")
    page = register._repr_html_()
    assert page == report.claims()._repr_html_()
    assert page.count("<tr>") == len(frame) + 1
    assert "Ervaring: Wat mensen zeggen" in page


def test_a_report_without_evidence_says_so_and_one_claim_is_singular() -> None:
    none = ClaimRegister(claims=(), titles={})
    assert str(none) == "Het rapport heeft geen zin die op bewijs rust."
    assert none.to_frame().empty
    assert "geen zin" in none._repr_html_()
    one = ClaimRegister(claims=tuple(claims("Zie {{aantal:gesprekken}}.")), titles={})
    assert str(one).startswith("1 zin rust op bewijs.")
