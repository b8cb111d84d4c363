"""An estimate from elsewhere as assumptions: gross, deadweight and net."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from tbresearch.costs import (
    Assumption,
    CostItem,
    LinkedEffect,
    Register,
    link_effect,
    simulate,
)
from tbresearch.errors import StudyError
from tbresearch.estimate import Estimate

Assume = Callable[..., Assumption]
Ledger = Callable[..., Register]
Z = 1.959963984540054
COVARIANCE = pd.DataFrame(
    [[1.0, 0.1, 0.1], [0.1, 0.04, 0.03], [0.1, 0.03, 0.09]],
    index=["1|2", "wonen", "geld"],
    columns=["1|2", "wonen", "geld"],
)


def estimate(value: float, error: float) -> Estimate:
    return Estimate(
        value=value,
        low=value - Z * error,
        high=value + Z * error,
        unit="ZRM-niveaus",
        n=40,
        denominator="cliënten",
        method="Ordinaal gemengd model.",
    )


BOTH = {"wonen": estimate(1.0, 0.2), "geld": estimate(0.5, 0.3)}


@pytest.fixture(scope="module")
def register(assume: Assume, ledger: Ledger) -> Register:
    return ledger(
        [
            assume("prijs", 500, "EUR/traject", period=(0.0, 0.0)),
            assume(
                "waarde", 2_000, "EUR/niveau", receiver="gemeente", payer=None,
                period=(0.0, 0.0), alternative="niets doen",
            ),
            assume(
                "vanzelf", 0.4, "aandeel", kind="beta", error=0.1, bounds=(0.2, 0.6)
            ),
            assume("nul", 0.0, "aandeel"),
            assume(
                "weet_niet", 0.0, "aandeel", low=None, high=None, status="onbekend",
                distribution=None,
            ),
        ],
        CostItem(id="kosten", label="Kosten", factors=("prijs",)),
    )  # fmt: skip


def linked(register: Register, deadweight: str = "vanzelf") -> LinkedEffect:
    return link_effect(
        register,
        BOTH,
        unit="niveau/traject",
        worth="waarde",
        deadweight=deadweight,
        covariance=COVARIANCE,
    )


def test_net_is_gross_without_what_would_have_happened_anyway(
    register: Register,
) -> None:
    rows = linked(register).to_frame().set_index("effect")
    # Independent of one another: the mean of a product is the product of the means.
    assert rows.loc["wonen", "gross"] == pytest.approx(1.0, rel=1e-3)
    assert rows.loc["wonen", "deadweight"] == pytest.approx(0.4, rel=1e-3)
    assert rows.loc["wonen", "net"] == pytest.approx(0.6, rel=2e-3)
    assert rows.loc["wonen", "gross_low"] == pytest.approx(1 - Z * 0.2, abs=5e-3)


def test_without_deadweight_net_is_gross(register: Register) -> None:
    rows = linked(register, "nul").to_frame()
    for end in ("", "_low", "_high"):
        assert (rows[f"net{end}"] == rows[f"gross{end}"]).all()


def test_coefficients_are_drawn_with_the_correlation_of_the_model(
    register: Register,
) -> None:
    simulation = simulate(linked(register).register, draws=2**13)
    drawn = simulation.parameters
    assert np.corrcoef(drawn["wonen"], drawn["geld"])[0, 1] == pytest.approx(
        0.03 / (0.2 * 0.3), abs=0.01
    )
    assert drawn["wonen"].std() == pytest.approx(0.2, rel=0.01)
    gain = 2_000 * 1.5 * 0.6 - 500
    assert simulation.net("gemeente").mean() == pytest.approx(gain, rel=5e-3)


def test_an_unknown_deadweight_blocks_the_balance(register: Register) -> None:
    result = linked(register, "weet_niet")
    assert "netto onbekend" in str(result)
    assert any("geen balans" in note for note in result.notes)
    with pytest.raises(StudyError, match="toe_te_schrijven_weet_niet"):
        simulate(result.register, draws=2**4)


def test_the_register_that_was_given_stays_and_can_be_linked_again(
    register: Register,
) -> None:
    before = [a.id for a in register.assumptions]
    once = link_effect(
        register, {"wonen": BOTH["wonen"]}, unit="niveau/traject", worth="waarde",
        deadweight="vanzelf",
    )  # fmt: skip
    twice = link_effect(
        once.register, {"geld": BOTH["geld"]}, unit="niveau/traject", worth="waarde",
        deadweight="vanzelf",
    )  # fmt: skip
    assert [a.id for a in register.assumptions] == before
    ids = [a.id for a in twice.register.assumptions]
    assert len(ids) == len(set(ids))
    assert simulate(twice.register, draws=2**4).draws == 16


def test_log_odds_are_named_for_what_they_are(register: Register) -> None:
    odds = Estimate(
        value=0.5, low=0.1, high=0.9, unit="log-odds per eenheid van tijd", n=None,
        denominator="", method="Model.",
    )  # fmt: skip
    result = link_effect(
        register, {"tijd": odds}, unit="niveau/traject", worth="waarde",
        deadweight="nul",
    )  # fmt: skip
    assert any("Log-odds zijn geen aantal" in note for note in result.notes)


@pytest.mark.parametrize(
    ("choices", "what"),
    [
        ({"estimates": {}}, "er is geen schatting"),
        ({"estimates": {"prijs": BOTH["geld"]}}, "'prijs' heeft al een waarde"),
        ({"unit": "EUR en meer"}, "is geen eenheid"),
        ({"unit": "uur/traject"}, "samen geen EUR/traject"),
        ({"deadweight": "prijs"}, "'prijs' is in EUR/traject en geen aandeel"),
        ({"covariance": None}, "hoe de schattingen samenhangen is niet bekend"),
        (
            {"covariance": COVARIANCE.drop(columns="geld")},
            "geen rij en kolom voor geld",
        ),
        ({"covariance": -COVARIANCE}, "de tabel is geen covariantie"),
        (
            {"covariance": 4 * COVARIANCE},
            "het interval van 'wonen' past niet bij de covariantie",
        ),
        (
            {"estimates": {"wonen": estimate(float("nan"), 1.0)}},
            "de schatting van 'wonen' heeft geen grenzen",
        ),
    ],
)
def test_what_cannot_be_linked_is_refused(
    register: Register, choices: dict[str, object], what: str
) -> None:
    given: dict[str, object] = {
        "estimates": BOTH,
        "unit": "niveau/traject",
        "worth": "waarde",
        "deadweight": "vanzelf",
        "covariance": COVARIANCE,
        **choices,
    }
    with pytest.raises(StudyError) as caught:
        link_effect(register, **given)  # type: ignore[arg-type]
    assert what in str(caught.value)
