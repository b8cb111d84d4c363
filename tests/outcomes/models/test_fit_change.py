"""Models per domain: what each number of clients gets, what may be called change."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Estimate, NotEstimable
from tbresearch.outcomes import ZrmScores
from tbresearch.outcomes.models import (
    ChangeModels,
    OrdinalModel,
    fit_change,
    fit_ordinal,
)

DOMAINS = ("financien", "huisvesting", "justitie")
Study = tuple[ZrmScores, pd.DataFrame]


def study(
    clients: int, *, seed: int = 1, slope: float = 0.8, providers: int = 9
) -> Study:
    """Return scores on three domains at three moments, and one row a client."""
    rng = np.random.default_rng(seed)
    own = rng.normal(size=clients) * 1.6
    provider = rng.integers(0, providers, clients)
    between = rng.normal(size=providers)[provider] * 0.5
    parts = []
    for domain in DOMAINS:
        place = own + between + rng.normal(size=clients)
        for moment, years in (("intake", 0.0), ("tussen", 0.5), ("eind", 1.2)):
            latent = slope * years + place + rng.logistic(size=clients)
            score = 1 + (latent[:, None] > np.array([-4, -1.6, 0.7, 3.1])).sum(axis=1)
            day = pd.Timestamp("2025-01-01") + pd.Timedelta(days=round(365.25 * years))
            parts.append(
                pd.DataFrame(
                    {
                        "client": [f"K{i}" for i in range(clients)],
                        "moment": moment,
                        "date": day,
                        "version": "2017",
                        "domain": domain,
                        "score": score,
                        "rater": None,
                        "line": 0,
                    }
                )
            )
    frame = pd.concat(parts, ignore_index=True).astype({"score": "Int64"})
    about = pd.DataFrame(
        {
            "client": [f"K{i}" for i in range(clients)],
            "provider": provider,
            "worker": [f"W{i % 20}" for i in range(clients)],
            "uren": rng.normal(size=clients),
        }
    )
    return ZrmScores(frame=frame, version="2017", percentage_from=20), about


ALL = ("client", "begeleider", "aanbieder")


@pytest.fixture(scope="module")
def middle() -> ChangeModels:
    scores, about = study(240)
    return fit_change(
        scores, "score ~ tijd", groups=ALL, primary=("huisvesting",), clients=about
    )


def test_thirteen_clients_get_no_model_and_no_p_value() -> None:
    scores, about = study(13)
    found = fit_change(scores, "score ~ tijd", groups=ALL, primary=(), clients=about)
    assert all(isinstance(one.model, NotEstimable) for one in found.domains)
    assert isinstance(found.joint, NotEstimable)
    frame = found.to_frame()
    numbers = frame[["estimate", "se", "low", "high", "p", "p_holm", "changed"]]
    assert numbers.isna().all(axis=None)
    reason = "13 cliënten met bruikbare scores is te weinig voor een model"
    assert frame["reason"].str.startswith(reason).all()
    assert isinstance(found.estimate("tijd"), NotEstimable)
    assert str(found).endswith("op geen van de 3 domeinen een model")
    assert "niet te bepalen: 13 cliënten" in found._repr_html_()
    with pytest.raises(WorkbenchError, match="geen enkel domein heeft een model"):
        found.plot()


def test_a_few_hundred_clients_get_client_and_provider(middle: ChangeModels) -> None:
    assert middle.groups == ("client", "aanbieder")
    ((name, why),) = middle.left_out
    assert name == "begeleider"
    assert "dat kan vanaf 1.000 cliënten" in why.reason
    assert any(n.startswith("Niet in het model: begeleider.") for n in middle.notes)


def test_fewer_than_eight_providers_are_no_random_effect() -> None:
    scores, about = study(120, providers=5)
    found = fit_change(
        scores,
        "score ~ tijd",
        groups=("client", "aanbieder"),
        primary=(),
        clients=about,
    )
    assert found.groups == ("client",)
    assert "5 aanbieders is te weinig" in found.left_out[0][1].reason


def test_a_thousand_clients_get_all_three() -> None:
    scores, about = study(1_000)
    one = scores.frame[scores.frame["domain"] == "financien"]
    found = fit_change(
        ZrmScores(frame=one, version="2017", percentage_from=20),
        "score ~ tijd",
        groups=ALL,
        primary=(),
        clients=about,
    )
    assert found.groups == ALL
    assert not found.left_out
    assert isinstance(found.joint, NotEstimable)  # there is one domain


def test_a_domain_is_the_ordinal_model_on_its_own_rows(middle: ChangeModels) -> None:
    scores, about = study(240)
    frame = scores.frame[scores.frame["domain"] == "justitie"].merge(about)
    frame["tijd"] = (frame["date"] - pd.Timestamp("2025-01-01")).dt.days / 365.25
    alone = fit_ordinal(frame, "score ~ tijd", groups=("client", "provider"))
    found = middle.estimate("tijd", domain="justitie")
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(alone.coefficients["estimate"][0], abs=1e-6)
    assert found.denominator == "cliënten"


def test_holm_goes_over_the_secondary_domains_only(middle: ChangeModels) -> None:
    frame = middle.to_frame().set_index("domain")
    assert frame["primary"].to_dict() == {
        "financien": False,
        "huisvesting": True,
        "justitie": False,
    }
    assert pd.isna(frame.loc["huisvesting", "p_holm"])
    low, high = sorted(frame.loc[["financien", "justitie"], "p"])
    expected = {low: min(1, 2 * low), high: max(min(1, 2 * low), high)}
    for domain in ("financien", "justitie"):
        row = frame.loc[domain]
        assert row["p_holm"] == pytest.approx(expected[row["p"]])


def test_together_is_more_precise_and_knows_client_and_domain(
    middle: ChangeModels,
) -> None:
    assert isinstance(middle.joint, OrdinalModel)
    error = middle.joint.coefficients["se"][0]
    assert error < 0.75 * middle.to_frame()["se"].min()
    frame = middle.joint.standard_deviations.set_index("group")["estimate"]
    assert frame["client"] == pytest.approx(1.6, abs=0.3)
    assert frame["client:domein"] == pytest.approx(1.0, abs=0.3)
    assert len(middle.joint.thresholds) == 12
    found = middle.estimate("tijd")
    assert isinstance(found, Estimate)
    assert (found.n, found.denominator) == (240, "cliënten")


def test_it_prints_and_draws_as_something_to_show(middle: ChangeModels) -> None:
    assert str(middle) == (
        "ZRM 2017, score ~ tijd: een model op 3 van 3 domeinen, toevalseffecten voor "
        "client en aanbieder"
    )
    html = middle._repr_html_()
    assert html == middle._repr_html_()
    assert "nan" not in html.lower().replace("financi", "")
    assert "zegt niet waardoor die er is" in html
    axes = middle.plot()
    labels = [text.get_text() for text in axes.get_yticklabels()]
    assert labels == ["Financiën", "Huisvesting (primair)", "Justitie"]


def test_when_nothing_changes_at_most_one_in_twenty_is_called_change(
    panel: Callable[..., pd.DataFrame],
) -> None:
    called = 0
    for seed in range(60):
        frame = panel(clients=60, seed=1_000 + seed, time=0.0)
        model = fit_ordinal(frame, "score ~ tijd", groups=("client",))
        called += model.p_value("tijd") < 0.05
    assert called <= 6  # of 60 at 5%: more than 6 has a chance of 3%


def test_when_much_changes_it_is_called_change(middle: ChangeModels) -> None:
    assert middle.to_frame()["changed"].all()


def test_a_domain_that_cannot_be_modelled_says_why_and_spares_the_others() -> None:
    scores, about = study(120)
    flat = scores.frame["domain"] == "justitie"
    frame = scores.frame.assign(score=scores.frame["score"].mask(flat, 5))
    found = fit_change(
        ZrmScores(frame=frame, version="2017", percentage_from=20),
        "score ~ tijd",
        groups=("client",),
        primary=(),
        clients=about,
    )
    rows = found.to_frame().set_index("domain")
    assert rows.loc["justitie", "reason"].startswith("alle scores zijn 5")
    assert rows.loc["financien", "reason"] == ""
    assert isinstance(found.joint, OrdinalModel)
    assert not any(found.joint.thresholds["threshold"].str.startswith("justitie"))


def test_scores_without_what_the_formula_needs_are_counted() -> None:
    scores, _ = study(120)
    frame = scores.frame.copy()
    frame.loc[[3, 4], "date"] = pd.NaT
    found = fit_change(
        ZrmScores(frame=frame, version="2017", percentage_from=20),
        "score ~ tijd",
        groups=("client",),
        primary=(),
    )
    assert any(n.startswith("2 van 1.080 scores niet gebruikt") for n in found.notes)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"formula": "score ~ tijt"}, "'tijt' is geen kolom van de gegevens"),
        ({"formula": "tijd ~ uren"}, "verklaart 'tijd'"),
        ({"groups": ("aanbieder",)}, "noemt geen client"),
        ({"groups": "client"}, "noemt geen client"),
        ({"primary": ("wonen",)}, "noemt een domein zonder scores"),
        ({"formula": "score ~ tijd + uren + I(2 * uren)"}, "volgt precies uit"),
    ],
)
def test_a_bad_request_is_refused(change: dict[str, object], said: str) -> None:
    scores, about = study(120)
    ask = {"formula": "score ~ tijd", "groups": ("client",), "primary": ()} | change
    formula = str(ask.pop("formula"))
    with pytest.raises(WorkbenchError) as caught:
        fit_change(scores, formula, clients=about, **ask)
    assert said in caught.value.problems[0].what


def test_a_client_twice_is_refused() -> None:
    scores, about = study(120)
    double = pd.concat([about, about.iloc[[3]]])
    with pytest.raises(WorkbenchError, match="client 'K3' staat meer dan één keer"):
        fit_change(
            scores, "score ~ tijd", groups=("client",), primary=(), clients=double
        )


def test_a_column_of_clients_never_hides_one_of_the_scores() -> None:
    scores, about = study(120)
    with pytest.raises(WorkbenchError, match="clients heeft de kolom tijd, en die"):
        fit_change(
            scores,
            "score ~ tijd",
            groups=("client",),
            primary=(),
            clients=about.assign(tijd=1.0),
        )


def test_no_dates_at_all_is_refused_with_a_way_out() -> None:
    scores, _ = study(120)
    undated = ZrmScores(
        frame=scores.frame.assign(date=pd.NaT), version="2017", percentage_from=20
    )
    undated.frame["date"] = pd.to_datetime(undated.frame["date"])
    with pytest.raises(WorkbenchError, match="geen enkele score heeft een datum"):
        fit_change(undated, "score ~ tijd", groups=("client",), primary=())
    found = fit_change(undated, "score ~ moment", groups=("client",), primary=())
    assert isinstance(found.joint, OrdinalModel)
