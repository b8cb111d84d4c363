"""What is proposed for a study, under which token, and with what doubt."""

from __future__ import annotations

import pandas as pd
import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.privacy import Decision, Proposals, propose_pseudonyms
from tbresearch.privacy.pseudonyms.participants import is_role, surfaces

TEXTS = {
    "g1": "Jan Bakker: Ik ben Jan. Jans moeder woont in Neede. Bel jan op 06-55501728."
    "\n\nInterviewer: En Fatima el Amrani? Fatima zei niks. Ze is zes. Zes keer.",
    "g2": "I: Kent u Fatima? Ja, bij de bakker zag ik Bakker nog, in Neede.",
}
NAMES = ("Jan Bakker", "Interviewer")


def propose(*texts: str, names: tuple[str, ...] = ()) -> Proposals:
    given = {f"g{number}": text for number, text in enumerate(texts, start=1)}
    return propose_pseudonyms(given, names=names)


def tokens(proposals: Proposals) -> dict[str, str]:
    return {d.entity: d.replacement for d in proposals.decisions}


def choices(proposals: Proposals) -> dict[str, str]:
    return {d.entity: d.choice for d in proposals.decisions}


def test_the_frame_tells_what_where_and_under_which_token() -> None:
    frame = propose_pseudonyms(TEXTS, names=NAMES).frame.set_index("entity")
    assert frame["token"].to_dict() == {
        "Jan": "[persoon 1]",
        "Jan Bakker": "[persoon 1]",
        "Bakker": "[persoon 1]",
        "Fatima el Amrani": "[persoon 2]",
        "Fatima": "[persoon 3]",
        "Neede": "[plaats 1]",
        "06-55501728": "[telefoon]",
        "zes": "[leeftijd]",
    }
    assert frame.loc["Neede", "count"] == 2
    assert frame.loc["Neede", "sessions"] == ("g1", "g2")
    assert frame.loc["Neede", "contexts"][1] == (
        "… Ja, bij de bakker zag ik Bakker nog, in «Neede». …"
    )


def test_an_age_counts_only_where_it_is_an_age() -> None:
    frame = propose_pseudonyms(TEXTS, names=NAMES).frame.set_index("entity")
    assert frame.loc["zes", "count"] == 1


def test_names_of_participants_are_decided_and_others_are_not() -> None:
    found = choices(propose_pseudonyms(TEXTS, names=NAMES))
    assert {e for e, choice in found.items() if choice} == {"Jan", "Jan Bakker"}
    assert set(found.values()) == {"vervang", ""}


def test_a_participant_is_found_in_any_case_of_letters() -> None:
    proposals = propose("OMTZIGT zei het. En omtzigt ook.", names=("Pieter Omtzigt",))
    assert proposals.frame.set_index("entity").loc["Omtzigt", "count"] == 2


def test_a_part_of_a_name_that_is_an_ordinary_word_is_left_to_a_person() -> None:
    proposals = propose("Kleins plan. De heer Klein. Een klein plan.", names=("Klein",))
    [item] = proposals.items
    assert (item.decision.entity, item.decision.choice) == ("Klein", "")
    assert item.note == "deel van de naam van een deelnemer, en een gewoon woord"
    assert item.count == 2


def test_a_first_name_of_two_participants_stays_apart() -> None:
    proposals = propose(
        "Anouk kwam, en Anouk Verhage en Anouk Postma ook.",
        names=("Anouk Verhage", "Anouk Postma"),
    )
    found = tokens(proposals)
    assert len({found["Anouk"], found["Anouk Verhage"], found["Anouk Postma"]}) == 3
    notes = {item.decision.entity: item.note for item in proposals.items}
    assert notes["Anouk"] == "deel van meer namen: Anouk Postma, Anouk Verhage"


@pytest.mark.parametrize(
    ("texts", "joined", "note"),
    [
        (
            ("Met Fatima el Amrani. Ook Fatima was er.",),
            True,
            "zelfde persoon als Fatima el Amrani",
        ),
        (
            ("Met Fatima el Amrani. Ook Fatima was er.", "En met Fatima."),
            False,
            "misschien Fatima el Amrani; die staat niet in elk gesprek hiermee",
        ),
        (
            ("Met Fatima el Amrani en Fatima Ouali. Ook Fatima was er.",),
            False,
            "kan zijn: Fatima Ouali, Fatima el Amrani",
        ),
    ],
)
def test_a_first_name_is_joined_to_a_full_name_only_when_sure(
    texts: tuple[str, ...], joined: bool, note: str
) -> None:
    proposals = propose(*texts)
    found = tokens(proposals)
    assert (found["Fatima"] == found["Fatima el Amrani"]) is joined
    notes = {item.decision.entity: item.note for item in proposals.items}
    assert notes["Fatima"] == note


def test_text_without_capitals_is_warned_about() -> None:
    proposals = propose("ja dus ik kwam bij marjan binnen en die huilde")
    assert proposals.warnings == (
        "gesprek g1 heeft bijna geen hoofdletters: veel namen zijn daarin niet te "
        "zien; lees het zelf na",
    )
    assert list(tokens(proposals)) == ["marjan"]


def test_a_label_that_is_a_role_is_told_and_not_searched() -> None:
    proposals = propose("Interviewer: ja", names=("Interviewer", "R1"))
    assert proposals.items == ()
    assert proposals.warnings == ("geen naam, dus niet gezocht: Interviewer, R1",)


def test_what_was_decided_before_is_kept_and_looked_for() -> None:
    known = Decision(
        entity="de kapster",
        kind="persoon",
        replacement="[persoon 7]",
        choice="vervang",
    )
    proposals = propose_pseudonyms(
        {"a": "Ik ging naar de kapster met Fatima."}, names=(), known=[known]
    )
    assert known in proposals.decisions
    assert tokens(proposals)["Fatima"] == "[persoon 8]"


def test_two_decisions_about_one_entity_are_refused() -> None:
    known = Decision(entity="Fatima", kind="persoon", replacement="[persoon 1]")
    with pytest.raises(WorkbenchError) as caught:
        propose_pseudonyms({}, names=(), known=[known, known])
    assert str(caught.value) == (
        "over 'Fatima' zijn twee besluiten\n"
        "  waar:      bekende besluiten\n"
        "  oplossing: geef over elke tekst één besluit"
    )


def test_a_number_that_a_text_already_has_is_not_given_again() -> None:
    found = tokens(propose("Daar was [persoon 4], met Fatima."))
    assert found == {"Fatima": "[persoon 5]"}


def test_the_order_of_the_names_does_not_matter() -> None:
    names = ["Anouk Verhage", "Gerda Postma", "Siebe Hofstra"]
    text = {"a": "Gerda Postma en Anouk zagen Siebe."}
    one = propose_pseudonyms(text, names=names)
    assert one == propose_pseudonyms(text, names=set(names))
    assert one == propose_pseudonyms(text, names=names[::-1])


def test_proposals_print_as_a_sentence_and_escape_their_html() -> None:
    proposals = propose("Wij zagen Fatima <b>dik</b> en meer.")
    assert str(proposals) == (
        "1 voorstel om te pseudonimiseren: 0 vervang, 0 laat staan, 1 nog te beslissen"
    )
    html = proposals._repr_html_()
    assert "&lt;b&gt;dik" in html
    assert "<b>" not in html


def test_nothing_in_gives_nothing_out() -> None:
    proposals = propose_pseudonyms({"a": ""}, names=())
    assert (proposals.items, proposals.warnings) == ((), ())
    pd.testing.assert_frame_equal(proposals.frame, proposals.to_frame())


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Weyenberg van", ["Weyenberg van", "van Weyenberg", "Weyenberg"]),
        (
            "A.P.C. (Tony) van Dijck",
            ["A.P.C. (Tony) van Dijck", "Tony van Dijck", "van Dijck", "Tony", "Dijck"],
        ),
        ("P2 (Thuisbegeleider)", []),
        ("Interviewer", []),
    ],
)
def test_the_parts_of_a_label_are_looked_for(label: str, expected: list[str]) -> None:
    found = [surface.text for surface in surfaces(label, ordinary=())]
    assert list(dict.fromkeys(found)) == expected
    assert is_role(label) is not bool(expected)


def test_a_context_has_whole_words_only() -> None:
    before = "Het was een heel bijzonder lange vergadering met"
    after = "en daarna nog ongeveer anderhalf uur napraten."
    proposals = propose_pseudonyms({"g1": f"{before} Fatima {after}"}, names=())
    [context] = next(
        item.contexts for item in proposals.items if item.decision.entity == "Fatima"
    )
    assert context == (
        "… heel bijzonder lange vergadering met «Fatima» en daarna nog ongeveer "
        "anderhalf uur …"
    )
