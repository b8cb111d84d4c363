"""Each decision on a name is in the review file at once, or is refused whole."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.folder import (
    NameReview,
    add_name,
    apply_decisions,
    decide,
    open_name_review,
)

SAID = (
    "R1: Ik heb nu overzicht over de post. Ik belde met Fatima in Enschede, en Ahmed "
    "zei dat Fatima belde. Mijn nummer is 0655501728."
)


@pytest.fixture
def study(small_study: Path, edit: Callable[[Path, str, str], None]) -> Path:
    talk = small_study / "transcripten" / "int1.txt"
    edit(talk, "R1: Ik heb nu overzicht over de post.", SAID)
    return small_study


@pytest.fixture
def review(study: Path, tmp_path: Path) -> NameReview:
    return open_name_review(study, tmp_path / "besluiten.csv")


def decisions(review: NameReview) -> dict[str, tuple[str, str, str]]:
    return {
        d.entity: (d.kind, d.replacement, d.choice) for d in tb.read_review(review.path)
    }


def test_opening_writes_nothing(review: NameReview) -> None:
    assert [d.entity for d in review.proposals.decisions] == [
        "Fatima",
        "Ahmed",
        "Enschede",
        "0655501728",
    ]
    assert not review.path.exists()


def test_the_first_decision_makes_the_file_and_others_follow(
    review: NameReview,
) -> None:
    review = decide(review, "Fatima", choice="vervang")
    assert decisions(review) == {
        "Fatima": ("persoon", "[persoon 1]", "vervang"),
        "Ahmed": ("persoon", "[persoon 2]", ""),
        "Enschede": ("plaats", "[plaats 1]", ""),
        "0655501728": ("telefoon", "[telefoon]", ""),
    }
    review = decide(review, "Enschede", choice="laat staan")
    review = decide(review, "Fatima", choice="")
    assert decisions(review)["Enschede"] == ("plaats", "[plaats 1]", "laat staan")
    assert decisions(review)["Fatima"] == ("persoon", "[persoon 1]", "")


@pytest.mark.skipif(os.name == "nt", reason="Windows kent deze rechten niet")
def test_only_its_owner_may_read_the_file(review: NameReview) -> None:
    for choice in ("vervang", "laat staan"):
        review = decide(review, "Fatima", choice=choice)
        assert stat.S_IMODE(review.path.stat().st_mode) == 0o600


def test_the_inputs_are_left_as_they_were(review: NameReview) -> None:
    before = review.proposals
    decide(review, "Fatima", choice="vervang", kind="plaats")
    assert review.proposals == before
    assert review.version == ""


def test_another_kind_gets_the_next_token_of_that_kind(review: NameReview) -> None:
    review = decide(review, "Ahmed", kind="plaats")
    assert decisions(review)["Ahmed"] == ("plaats", "[plaats 2]", "")
    review = decide(review, "Ahmed", kind="datum")
    assert decisions(review)["Ahmed"] == ("datum", "[datum]", "")
    review = decide(review, "Ahmed", kind="persoon")
    assert decisions(review)["Ahmed"] == ("persoon", "[persoon 2]", "")


def test_two_names_of_one_person_get_one_token(review: NameReview) -> None:
    review = decide(review, "Ahmed", same_as="Fatima", choice="vervang")
    assert decisions(review)["Ahmed"] == ("persoon", "[persoon 1]", "vervang")
    review = decide(review, "Enschede", same_as="Fatima")
    assert decisions(review)["Enschede"] == ("persoon", "[persoon 1]", "")


def test_an_own_token_is_kept(review: NameReview) -> None:
    review = decide(review, "Fatima", replacement=" [de buurvrouw] ")
    assert decisions(review)["Fatima"] == ("persoon", "[de buurvrouw]", "")


def test_opening_again_shows_the_same(review: NameReview, study: Path) -> None:
    review = decide(review, "Fatima", choice="vervang", replacement="[de buurvrouw]")
    review = decide(review, "Ahmed", kind="organisatie")
    again = open_name_review(study, review.path)
    assert again == review


def test_what_is_new_in_a_transcript_comes_at_the_end(
    review: NameReview, study: Path, edit: Callable[[Path, str, str], None]
) -> None:
    review = decide(review, "Fatima", choice="vervang")
    talk = study / "transcripten" / "int1.txt"
    edit(talk, "I: Hoe gaat het nu?", "I: Hoe gaat het met Beatrijs nu?")
    again = open_name_review(study, review.path)
    entities = [d.entity for d in again.proposals.decisions]
    assert entities == ["Fatima", "Ahmed", "Enschede", "0655501728", "Beatrijs"]
    decide(again, "Ahmed", choice="vervang")
    assert decisions(again)["Beatrijs"] == ("persoon", "[persoon 3]", "")


def test_a_remark_and_a_row_of_the_user_are_kept(
    review: NameReview, study: Path
) -> None:
    review = decide(review, "Fatima", choice="vervang")
    text = review.path.read_text(encoding="utf-8-sig")
    head, first, *rest = text.split("\n")
    cells = dict(zip(head.split(";"), first.split(";"), strict=True))
    remarked = ";".join((cells | {"opmerking": "nagevraagd"}).values())
    own = "vervang;[de post];«de post»;organisatie;;;;uit mijn hoofd;;;"
    review.path.write_text("\n".join([head, own, remarked, *rest]), encoding="utf-8")

    again = open_name_review(study, review.path)
    again = decide(again, "Ahmed", choice="laat staan")

    assert list(decisions(again))[:3] == ["de post", "Fatima", "Ahmed"]
    notes = {i.decision.entity: i.note for i in again.proposals.items}
    assert (notes["de post"], notes["Fatima"]) == ("uit mijn hoofd", "nagevraagd")
    assert open_name_review(study, review.path) == again


@pytest.mark.parametrize("gone", [False, True])
def test_a_file_that_changed_meanwhile_is_not_written_over(
    review: NameReview, refusal: Callable[..., list[str]], gone: bool
) -> None:
    review = decide(review, "Fatima", choice="vervang")
    changed = review.path.read_text(encoding="utf-8").replace("vervang;", "laat staan;")
    if gone:
        review.path.unlink()
    else:
        review.path.write_text(changed, encoding="utf-8")

    [problem] = refusal(decide, review, "Ahmed", choice="vervang")

    assert problem == (
        "het bestand met besluiten is intussen veranderd, buiten dit venster om\n"
        f"  waar:      {review.path}\n"
        "  oplossing: lees het opnieuw en neem dit besluit dan nog een keer; het is nu "
        "niet opgeslagen, en het bestand is niet aangeraakt"
    )
    assert review.path.exists() is not gone
    if not gone:
        assert review.path.read_text(encoding="utf-8") == changed


def test_a_file_that_appeared_meanwhile_is_not_written_over(
    review: NameReview, refusal: Callable[..., list[str]]
) -> None:
    review.path.write_text("van iemand anders", encoding="utf-8")
    [problem] = refusal(decide, review, "Ahmed", choice="vervang")
    assert problem.startswith("het bestand met besluiten is intussen veranderd")
    assert review.path.read_text(encoding="utf-8") == "van iemand anders"


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (
            {"choice": "misschien"},
            "besluit 'misschien' bestaat niet\n"
            "  waar:      beoordeling van namen, besluit\n"
            "  oplossing: kies uit: vervang, laat staan",
        ),
        (
            {"kind": "dier"},
            "soort 'dier' bestaat niet\n"
            "  waar:      beoordeling van namen, soort\n"
            "  oplossing: kies uit: persoon, plaats, organisatie, telefoon, mail, "
            "postcode, bsn, datum, leeftijd",
        ),
        (
            {"replacement": "iemand"},
            "vervanging 'iemand' staat niet tussen rechte haken\n"
            "  waar:      besluit over 'Fatima'\n"
            "  oplossing: schrijf bijvoorbeeld [persoon 1] of [de moeder], zodat een "
            "lezer ziet dat hier iets is vervangen",
        ),
    ],
)
def test_what_cannot_be_decided_is_refused(
    review: NameReview,
    refusal: Callable[..., list[str]],
    what: dict[str, str],
    told: str,
) -> None:
    assert refusal(decide, review, "Fatima", **what) == [told]
    assert not review.path.exists()


@pytest.mark.parametrize("what", [{"entity": "Karel"}, {"same_as": "Karel"}])
def test_a_text_that_is_not_in_the_list_is_refused(
    review: NameReview, refusal: Callable[..., list[str]], what: dict[str, str]
) -> None:
    [problem] = refusal(decide, review, **({"entity": "Fatima"} | what))
    assert problem == (
        "'Karel' staat niet in de lijst\n"
        f"  waar:      {review.path}\n"
        "  oplossing: lees het bestand opnieuw, of voeg de tekst toe"
    )


def test_a_name_that_was_missed_is_added_to_be_replaced(review: NameReview) -> None:
    review = decide(review, "Fatima", choice="vervang")
    review = add_name(review, "  de  post ", kind="organisatie")
    assert decisions(review)["de post"] == (
        "organisatie",
        "[organisatie 1]",
        "vervang",
    )
    assert decisions(review)["Fatima"][2] == "vervang"
    [item] = [i for i in review.proposals.items if i.decision.entity == "de post"]
    assert (item.count, item.sessions) == (1, ("int1",))


@pytest.mark.parametrize(
    ("entity", "told"),
    [
        ("Fatima", "'Fatima' staat al in de lijst"),
        ("Karel", "'Karel' staat in geen gesprek, of alleen als deel van een langere"),
        ("x", "'x' is te kort om overal te vervangen"),
        ("[de post]", "in '[de post]' staat een rechte haak"),
        ("", "'' is te kort om overal te vervangen"),
    ],
)
def test_what_cannot_be_added_is_refused(
    review: NameReview, refusal: Callable[..., list[str]], entity: str, told: str
) -> None:
    [problem] = refusal(add_name, review, entity, kind="persoon")
    assert problem.startswith(told)
    assert not review.path.exists()


def test_the_file_may_not_stand_in_the_study(
    study: Path, refusal: Callable[..., list[str]]
) -> None:
    [problem] = refusal(open_name_review, study, study / "besluiten.csv")
    assert problem.startswith("een bestand met echte namen mag niet in de map van de")


def test_applying_waits_until_everything_is_decided(
    review: NameReview, study: Path, tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    review = decide(review, "Fatima", choice="vervang")
    [problem] = refusal(apply_decisions, review, key=tmp_path / "sleutel.json")
    assert problem.startswith("over 3 van 4 voorstellen is nog niet besloten\n")
    for entity in ("Ahmed", "Enschede", "0655501728"):
        review = decide(review, entity, choice="laat staan")

    result = apply_decisions(review, key=tmp_path / "sleutel.json")

    assert result.done[0] == "2 vervangingen in 1 gesprek"
    texts = tb.read_transcripts(tb.open_study(study)).transcripts
    assert "Fatima" not in texts["int1"].text
    assert "[persoon 1] in Enschede" in texts["int1"].text
    again = open_name_review(study, review.path)
    assert [d.choice for d in again.proposals.decisions] == [
        "vervang",
        *["laat staan"] * 3,
    ]


def test_applying_does_not_go_by_a_file_that_changed_meanwhile(
    review: NameReview, tmp_path: Path, refusal: Callable[..., list[str]]
) -> None:
    for decision in review.proposals.decisions:
        review = decide(review, decision.entity, choice="vervang")
    review.path.write_text("besluit;vervanging;tekst;soort\n", encoding="utf-8")
    [problem] = refusal(apply_decisions, review, key=tmp_path / "sleutel.json")
    assert problem.startswith("het bestand met besluiten is intussen veranderd")
    assert not (tmp_path / "sleutel.json").exists()
