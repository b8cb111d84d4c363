"""Without a group to compare with nothing is called an effect."""

import pytest

from tbresearch.outcomes import allowed_wording
from tbresearch.synthesis.claims import Grounds, check_claims, find_claims


def problems(text: str, design: str = "veranderingsonderzoek") -> list[str]:
    grounds = Grounds(wording=allowed_wording(design))
    found = check_claims(text, source="rapport/conclusies.md", grounds=grounds)
    return [str(problem) for problem in found]


def test_a_claim_of_effect_is_a_problem_with_its_line() -> None:
    assert problems("Er waren scores.\n\nDe hulp heeft een duidelijk effect.") == [
        "hier staat 'effect', en de opzet is een veranderingsonderzoek zonder "
        "vergelijkingsgroep\n"
        "  waar:      rapport/conclusies.md, regel 3\n"
        "  oplossing: schrijf 'verandering tijdens het traject', of zeg wie dit zo "
        "ervaart"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Thuisbegeleiding is effectief.",
        "Dankzij de thuisbegeleiding scoren cliënten hoger.",
        "Thuisbegeleiding is bewezen werkzaam.",
        "## Effecten",
        "Het effe\u0301ct is een effect van de hulp.",
    ],
)
def test_other_words_for_it_are_claims_too(text: str) -> None:
    assert len(problems(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Wat is het effect van de hulp?",
        "Een effect is hiermee niet aangetoond.",
        "Cliënten ervaren effect van de hulp.",
        "> Dat had echt effect op mij.",
        'Een cliënt zei: "dankzij de begeleiding sta ik er weer".',
        "De verandering was groot.",
    ],
)
def test_questions_doubt_and_words_of_others_are_no_claims(text: str) -> None:
    rules = {finding.rule for finding in find_claims(text, grounds=Grounds())}
    assert not rules & {"effect", "kop"}


def test_with_a_group_to_compare_with_it_may_be_said() -> None:
    assert problems("De hulp heeft effect.", design="vergelijkingsgroep") == []
