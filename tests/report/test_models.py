"""Models in the report: change and no effect, with limits, from the same numbers."""

import math
from pathlib import Path

import pandas as pd
import pytest

import tbresearch as tb
from tbresearch.outcomes import ZrmScores
from tbresearch.outcomes.models import ChangeModels, change_sensitivity, fit_change
from tbresearch.report.contributions.models import (
    models_contribution,
    sensitivity_contribution,
)
from tbresearch.report.evidence import Contribution, Evidence
from tbresearch.report.outcome_results import outcome_results
from tbresearch.synthesis.claims import Grounds, find_claims

EXAMPLE = Path(__file__).parents[2] / "data/voorbeeld"
DOMAINS = ["financien", "justitie"]


@pytest.fixture(scope="module")
def scores() -> ZrmScores:
    whole = tb.read_zrm(tb.open_study(EXAMPLE))
    frame = whole.frame[whole.frame["domain"].isin(DOMAINS)]
    return ZrmScores(
        frame=frame.reset_index(drop=True), version="2017", percentage_from=20
    )


@pytest.fixture(scope="module")
def models(scores: ZrmScores) -> ChangeModels:
    return fit_change(scores, "score ~ tijd", groups=("client",), primary=())


def printed(part: Contribution) -> str:
    """Return everything that a reader of this part could see."""
    cells = [c for t in part.tables for c in (t.caption, t.method, *sum(t.rows, ()))]
    shown = [s for p in part.pictures for s in (p.caption, p.alt)]
    proof = [
        s for e in part.evidence if isinstance(e, Evidence) for s in (e.text, e.method)
    ]
    return "\n\n".join([*part.sections.values(), *cells, *shown, *proof])


def test_odds_ratios_are_those_of_the_models(models: ChangeModels) -> None:
    part = models_contribution(models)

    frame = models.to_frame().set_index("domain")
    ratio = math.exp(frame.loc["financien", "estimate"])
    wanted = f"{ratio:.2f}".replace(".", ",")
    (table,) = part.tables
    names = [row[0] for row in table.rows]
    assert names == ["Financiën", "Justitie", "Alle domeinen samen"]
    assert table.rows[0][1].startswith(f"{wanted} (")
    texts = {e.key: e.text for e in part.evidence if isinstance(e, Evidence)}
    assert set(texts) == {"model:samen", "model:financien", "model:justitie"}
    first = table.rows[0][1]
    assert texts["model:financien"] == f"een kansverhouding van {first} per jaar"
    assert f"Financiën {table.rows[0][1]}" in part.pictures[0].alt
    assert part.pictures[0].draw().get_yticklabels()[1].get_text() == "Justitie"
    assert "bij minder dan 100 geen model" in part.sections["resultaten"]


def test_other_models_stand_in_the_appendix(
    models: ChangeModels, scores: ZrmScores
) -> None:
    beside = change_sensitivity(scores, models)
    part = sensitivity_contribution(beside)

    frame = beside.to_frame().set_index("domain")
    linear = tb.fit_linear(
        scores.frame.assign(
            tijd=(
                scores.frame["date"]
                - scores.frame.groupby("client")["date"].transform("min")
            ).dt.days
            / 365.25
        ).query("domain == 'financien'"),
        "score ~ tijd",
        groups=("client",),
    )
    assert set(part.sections) == {"modellen"}
    assert frame.loc["financien", "linear"] == pytest.approx(
        linear.coefficients["estimate"].iloc[-1]
    )
    assert frame["p_odds"].between(0, 1).all()
    assert len(part.tables[0].rows) == 2


def test_nothing_that_is_printed_claims_an_effect(
    models: ChangeModels, scores: ZrmScores
) -> None:
    beside = sensitivity_contribution(change_sensitivity(scores, models))
    for text in (printed(models_contribution(models)), printed(beside)):
        found = find_claims(text, grounds=Grounds())
        assert not {"effect", "kop"} & {finding.rule for finding in found}


def test_a_handful_of_clients_gets_the_reason_and_no_p_value(scores: ZrmScores) -> None:
    few = scores.of(scores.clients[:13], why="van de proef")
    models = fit_change(few, "score ~ tijd", groups=("client",), primary=())
    part = models_contribution(models)

    assert part.tables == part.pictures == ()
    assert (
        "13 cliënten met bruikbare scores is te weinig" in part.sections["resultaten"]
    )
    assert sensitivity_contribution(change_sensitivity(few, models)) == Contribution()


def test_models_are_there_only_if_the_study_asks(example: Path) -> None:
    settings = example / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("modellen = true\n", ""), encoding="utf-8")
    assert "modellen = true\n" in text
    study = tb.open_study(example)

    assert not any(isinstance(r, ChangeModels) for r in outcome_results(study))


def fitted(example: Path) -> ChangeModels:
    """Return the models of the report of a study."""
    results = outcome_results(tb.open_study(example))
    return next(r for r in results if isinstance(r, ChangeModels))


def test_the_same_content_is_fitted_once(example: Path) -> None:
    narrow = pd.read_csv(example / "zrm.csv", sep=";", dtype=str)
    narrow = narrow[narrow["domein"].isin(DOMAINS)]
    narrow.to_csv(example / "zrm.csv", sep=";", index=False)
    found = [fitted(example) for _ in range(2)]
    narrow.iloc[:-2].to_csv(example / "zrm.csv", sep=";", index=False)
    other = fitted(example)

    assert found[0] is found[1]
    assert other is not found[0]
    assert found[0].groups == ("client", "aanbieder")
    assert [name for name, _ in found[0].left_out] == ["begeleider"]
