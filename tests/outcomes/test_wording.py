"""Without a group to compare with nothing speaks of an effect."""

import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.outcomes import allowed_wording
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
