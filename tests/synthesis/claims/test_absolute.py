"""Sentences that say of everybody what the counts do not, and those that may stand."""

from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.findings import improvement_points
from tbresearch.synthesis.claims import Finding, Grounds, check_claims, find_claims

Claims = Callable[[str], list[Finding]]
# Every client of the example but one or two mentions something that could be better.
WRONG = {
    "Cliënten zijn onverdeeld positief.",
    "Cliënten zijn onverdeeld positief over de begeleiders die niet oordelen.",
    "Alle cliënten zijn positief.",
    "**Alle** cliënten zijn zeer tevreden en willen niet anders.",
    "Alle gesproken cliënten zijn\nenthousiast.",
    "Elke cliënt is blij met de hulp.",
    "De clienten zijn unaniem lovend.",
    "Iedereen is tevreden.",
    "De cliënten zijn allemaal goed te spreken over de hulp.",
    "Zonder uitzondering zijn cliënten dankbaar.",
    "Geen enkele cliënt is ontevreden.",
    "Niemand klaagt.",
    "Cliënten hebben geen klachten.",
    "Cliënten noemen geen verbeterpunten.",
    "Stuk voor stuk zijn de cliënten vol lof.",
    "Cli\N{LATIN SMALL LETTER E}\N{COMBINING DIAERESIS}nten zijn louter positief.",
    "ALLE CLIËNTEN ZIJN TEVREDEN!",
    "Alle cliënten noemen het gezin "
    "({{aantal:succesfactor.client.systeemgericht.respondent}}).",
    "Het komt in elke focusgroep terug: zij noemen het "
    "({{aantal:succesfactor.begeleider.kennis_scholing.groep}}).",
}
RIGHT = {
    "Onverdeeld positief zijn zij dus niet.",
    "Niet alle cliënten zijn positief.",
    "Cliënten zijn niet onverdeeld positief.",
    "Bijna alle cliënten zijn tevreden.",
    "Zijn alle cliënten positief?",
    "Alle cliënten kregen nog hulp toen zij spraken.",
    "Spreek met elke cliënt af wanneer overnemen goed is en wanneer niet.",
    "Dat kan tevreden cliënten vaker hebben opgeleverd.",
    "Er is geen vergelijkingsgroep.",
    "Alle cliënten noemen de band "
    "({{aantal:succesfactor.client.vertrouwensband.respondent}}).",
    "Administratie komt in elke focusgroep aan de orde "
    "({{aantal:verbeterpunt.begeleider.administratiesystemen.groep}}).",
}
# What words alone do not show. A sentence that moves out of here is good news.
UNSEEN = {
    "De cliënten zijn positief.": "zonder een woord voor allen",
    "Cliënten lopen weg met hun begeleider, de een na de ander.": "beeldspraak",
    "Wij hoorden van cliënten niets dan goeds.": "een oordeel buiten de lijst",
    "Alle cliënten geven de hulp een dikke voldoende.": "een oordeel buiten de lijst",
    "Wie wij ook spraken, men was tevreden.": "allen in andere woorden",
}
OVERSEEN = {
    "Alle cliënten kregen hulp, en sommige vertellen over het gezin "
    "({{aantal:succesfactor.client.systeemgericht.respondent}}).": "twee onderwerpen",
}


@pytest.fixture(scope="module")
def claims(find: Callable[[str], list[Finding]]) -> Claims:
    """Return what the counts of the example hold against a text."""
    return lambda text: [one for one in find(text) if one.rule == "absoluut"]


def test_whom_it_is_about_is_not_who_says_it(claims: Claims) -> None:
    [problem] = claims("Cliënten zijn onverdeeld positief over hun begeleiders.")
    assert "van cliënten" in problem.what


def test_what_is_found_and_what_is_known_to_be_missed(claims: Claims) -> None:
    sentences = WRONG | RIGHT | UNSEEN.keys() | OVERSEEN.keys()
    found = {sentence for sentence in sentences if claims(sentence)}
    assert found == WRONG | OVERSEEN.keys()


def test_the_problem_names_the_line_and_the_count(grounds: Grounds) -> None:
    text = "# Kop\n\nEerst dit. Cliënten\nzijn unaniem positief.\n"
    [problem] = check_claims(text, source="a.md", grounds=grounds)
    assert problem.where == "a.md, regel 4"
    assert problem.what == (
        "hier staat dat cliënten onverdeeld positief zijn, en van cliënten noemt "
        "13 van 13 respondenten een verbeterpunt"
    )
    assert problem.fix == "schrijf wie wat vindt, en noem ook wat er beter kan"


def test_a_study_in_which_clients_tell_of_bad_experiences_cannot_call_them_positive(
    example: Path,
) -> None:
    summary = example / "rapport" / "samenvatting.md"
    lines = summary.read_text(encoding="utf-8").count("\n")
    with summary.open("a", encoding="utf-8") as file:
        file.write("\nDe cliënten zijn onverdeeld positief.\n")
    with pytest.raises(tb.StudyError) as caught:
        tb.full_report(tb.open_study(example)).compose()
    [problem] = caught.value.problems
    assert problem.where == f"rapport/samenvatting.md, regel {lines + 2}"
    assert "onverdeeld positief" in problem.what


def test_a_group_that_mentions_nothing_to_improve_may_be_called_positive(
    small_study: Path,
) -> None:
    study = tb.open_study(small_study)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    # Of anna, who has improvement points of begeleiders only.
    grounds = Grounds(factors=(improvement_points(coding),))
    said = "Alle {} zijn positief."
    clients, workers = (
        [
            f
            for f in find_claims(said.format(who), grounds=grounds)
            if f.rule == "absoluut"
        ]
        for who in ("cliënten", "begeleiders")
    )
    assert clients == []
    assert len(workers) == 1
