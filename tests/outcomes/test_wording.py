"""Without a group to compare with nothing speaks of an effect."""

import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.outcomes import allowed_wording, effect_claims
from tbresearch.vocabulary import DESIGNS


@pytest.mark.parametrize("design", list(DESIGNS))
def test_only_a_comparison_is_called_an_effect(design: str) -> None:
    wording = allowed_wording(design)

    assert ("effect" in wording.noun) == wording.compares
    assert wording.compares == (design in {"gefaseerde_start", "vergelijkingsgroep"})
    assert wording.caveat.endswith(".")


def test_an_unknown_design_names_those_there_are() -> None:
    with pytest.raises(WorkbenchError) as caught:
        allowed_wording("rct")
    assert str(caught.value) == (
        "'rct' is geen onderzoeksopzet\n"
        "  waar:      design\n"
        f"  oplossing: kies één van: {', '.join(DESIGNS)}"
    )


def problems(text: str, design: str = "veranderingsonderzoek") -> list[str]:
    found = effect_claims(text, source="rapport/conclusies.md", design=design)
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
        "## Effecten",
        "De verandering was groot.",
    ],
)
def test_questions_doubt_and_words_of_others_are_no_claims(text: str) -> None:
    assert problems(text) == []


def test_with_a_group_to_compare_with_it_may_be_said() -> None:
    assert problems("De hulp heeft effect.", design="vergelijkingsgroep") == []
