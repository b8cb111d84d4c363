"""What `fit_ordinal` says, against R, against theory, and for bad input."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from tbresearch.errors import WorkbenchError
from tbresearch.outcomes.models import OrdinalModel, fit_ordinal, fitting
from tbresearch.outcomes.models.elimination import Effects
from tbresearch.outcomes.models.laplace import laplace

# Values printed by R 4.2.2 with ordinal 2022.11-16 (clm, clmm) in 10 or 11 digits; both
# programs stop a little beside the maximum, hence these.
COEFFICIENT, ERROR, LIKELIHOOD = 1e-4, 1e-5, 1e-5

Reference = Callable[[str], Any]
WINE = "rating ~ temp + contact"


def assert_as_r(
    model: OrdinalModel, found: dict[str, Any], *, error: float = ERROR
) -> None:
    coef, se = (
        list(x.values()) if isinstance(x, dict) else x
        for x in (found["coef"], found.get("se"))
    )
    ours = pd.concat([model.thresholds, model.coefficients])
    np.testing.assert_allclose(ours["estimate"], coef, atol=COEFFICIENT)
    if se is not None:
        np.testing.assert_allclose(ours["se"], se, atol=error)
    assert model.log_likelihood == pytest.approx(found["logLik"], abs=LIKELIHOOD)


def sds(model: OrdinalModel) -> np.ndarray:
    frame = model.standard_deviations
    kept = ~frame["effect"].str.startswith("correlatie")
    return frame.loc[kept, "estimate"].to_numpy(float)


def test_wine_without_groups_is_clm(reference: Reference) -> None:
    model = fit_ordinal(reference("wine.csv"), WINE)
    assert_as_r(model, reference("small_models_r.json")["wine_clm"])
    assert model.standard_deviations.empty


# R's Laplace standard errors on wine move by 8e-3 when its gradTol goes from 1e-6 to
# 1e-8 (its log-likelihood becomes -81.5654127768, ours -81.5654127765), so they are
# held looser; `test_standard_errors_do_not_hang_on_the_step` holds ours.
@pytest.mark.parametrize(
    ("nodes", "name", "error"), [(1, "laplace", 5e-5), (10, "agq10", ERROR)]
)
def test_wine_with_judges_is_clmm(
    reference: Reference, nodes: int, name: str, error: float
) -> None:
    found = reference("small_models_r.json")[f"wine_clmm_{name}"]
    wine = reference("wine.csv")
    model = fit_ordinal(wine, WINE, groups=("judge",), quadrature=nodes)
    assert_as_r(model, found, error=error)
    assert model.log_likelihood == pytest.approx(LIMIT[name], abs=1e-8)
    assert sds(model) == pytest.approx([found["ST"]], abs=COEFFICIENT)


# What R prints with gradTol = 1e-8, in 12 digits.
LIMIT = {"laplace": -81.5654127768, "agq10": -81.5324607117}


def test_standard_errors_do_not_hang_on_the_step(
    reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    wine = reference("wine.csv")
    found = []
    for step in (1e-3, 1e-4, 1e-5):
        monkeypatch.setattr(fitting, "_DIFFERENCE", step)
        model = fit_ordinal(wine, WINE, groups=("judge",))
        found.append(model.coefficients["se"])
    np.testing.assert_allclose(found[0], found[1], atol=1e-6)
    np.testing.assert_allclose(found[2], found[1], atol=1e-6)


PANEL = "y ~ time * hours + target"


@pytest.mark.parametrize(
    ("groups", "nodes", "name"),
    [
        (("client", "provider"), 1, "clmm_client_provider"),
        (("client",), 10, "clmm_client_agq10"),
    ],
)
def test_the_panel_is_clmm(
    reference: Reference, groups: tuple[str, ...], nodes: int, name: str
) -> None:
    frame = reference("panel_2000.csv")
    model = fit_ordinal(frame, PANEL, groups=groups, quadrature=nodes)
    found = reference("panel_2000_r.json")[name]
    if "se" not in found:
        assert model.log_likelihood == pytest.approx(found["logLik"], abs=LIKELIHOOD)
    else:
        assert_as_r(model, found)
    assert sds(model) == pytest.approx(np.ravel(found["sd"]), abs=COEFFICIENT)


def test_where_r_stopped_early_the_likelihood_is_that_of_each_client_alone(
    reference: Reference,
) -> None:
    found = reference("panel_2000_r.json")["clmm_client"]
    model = fit_ordinal(reference("panel_2000.csv"), PANEL, groups=("client",))
    values = [*found["coef"].values(), found["sd"]]
    np.testing.assert_allclose(model.fit.natural, values, atol=COEFFICIENT, rtol=0)
    problem = model.problem
    beta = np.linalg.solve(problem.triangle, values[4:10])
    cuts = np.array(values[:4]) - problem.means @ values[4:10]
    vector = np.r_[cuts[0], np.log(np.diff(cuts)), beta, values[10]]
    at_r = laplace(problem, vector, Effects.zero(problem.structure)).log_likelihood
    # Newton's method on each client alone, to the last digit
    frame = reference("panel_2000.csv")
    client, y = frame["client"].to_numpy(), frame["y"].to_numpy()
    listed = np.array([-np.inf, *values[:4], np.inf])
    fixed = model.design.columns.values @ values[4:10]
    u = np.zeros(2000)
    for _ in range(100):
        place = fixed + values[10] * u[client]
        high, low = expit(listed[y] - place), expit(listed[y - 1] - place)
        slope = values[10] * np.bincount(client, high + low - 1) - u
        weight = high * (1 - high) + low * (1 - low)
        curved = 1 + values[10] ** 2 * np.bincount(client, weight)
        u += 0.5 * slope / curved
    assert np.abs(slope).max() < 1e-12
    by_hand = np.log(high - low).sum() - 0.5 * u @ u - 0.5 * np.log(curved).sum()
    assert at_r == pytest.approx(by_hand, abs=1e-8)
    # R is that much lower: it stops looking for the modes earlier
    assert at_r - found["logLik"] == pytest.approx(2.489e-5, abs=1e-8)
    assert 0 < model.log_likelihood - at_r < 1e-6


def test_a_random_slope_is_clmm(reference: Reference) -> None:
    found = reference("slopes_250_r.json")
    model = fit_ordinal(
        reference("slopes_250.csv"),
        "y ~ time + hours",
        groups=("client", "worker"),
        slopes={"client": "time"},
    )
    assert_as_r(model, found["slope"] | {"logLik": found["slope"]["logLik"][0]})
    assert sds(model) == pytest.approx(found["slope"]["sd"], abs=COEFFICIENT)
    frame = model.standard_deviations.set_index("effect")["estimate"]
    rho = frame["correlatie met helling van time"]
    assert rho == pytest.approx(found["slope_correlation"][0], abs=COEFFICIENT)


def test_the_unit_of_a_covariate_does_not_matter(reference: Reference) -> None:
    frame = reference("slopes_250.csv")
    ask: dict[str, Any] = {"groups": ("client",), "slopes": {"client": "time"}}
    years = fit_ordinal(frame, "y ~ time", **ask)
    days = fit_ordinal(frame.assign(time=frame["time"] * 365), "y ~ time", **ask)
    assert days.log_likelihood == pytest.approx(years.log_likelihood, abs=1e-7)
    one, other = (m.coefficients["estimate"][0] for m in (years, days))
    assert other * 365 == pytest.approx(one, rel=1e-5)
    one, other = (m.standard_deviations["se"][1] for m in (years, days))
    assert other * 365 == pytest.approx(one, rel=1e-3)


def test_turning_the_levels_around_turns_the_signs(reference: Reference) -> None:
    wine = reference("wine.csv")
    model = fit_ordinal(wine, WINE, groups=("judge",))
    turned = fit_ordinal(
        wine.assign(rating=6 - wine["rating"]), WINE, groups=("judge",)
    )
    assert turned.log_likelihood == pytest.approx(model.log_likelihood, abs=1e-8)
    np.testing.assert_allclose(
        turned.coefficients["estimate"], -model.coefficients["estimate"], atol=1e-6
    )
    np.testing.assert_allclose(
        turned.thresholds["estimate"], -model.thresholds["estimate"][::-1], atol=1e-6
    )


def test_the_order_of_rows_and_groups_does_not_matter(
    panel: Callable[..., pd.DataFrame],
) -> None:
    frame = panel(clients=80, seed=3)
    one = fit_ordinal(frame, "score ~ tijd", groups=("client", "begeleider"))
    mixed = frame.sample(frac=1, random_state=1)
    other = fit_ordinal(mixed, "score ~ tijd", groups=("begeleider", "client"))
    assert other.log_likelihood == pytest.approx(one.log_likelihood, abs=1e-8)
    assert sds(other)[::-1] == pytest.approx(sds(one), abs=1e-5)


def test_rows_with_a_missing_cell_are_left_out_and_counted(
    reference: Reference,
) -> None:
    wine = reference("wine.csv").astype({"rating": "Int64"})
    wine.loc[[0, 5], "rating"] = pd.NA
    wine.loc[7, "temp"] = None
    before = wine.copy()
    model = fit_ordinal(wine, WINE, groups=("judge",))
    assert model.rows == 69
    assert any(note.startswith("3 rijen met een lege cel zijn") for note in model.notes)
    pd.testing.assert_frame_equal(wine, before)


def test_thresholds_of_their_own_equal_separate_models_when_nothing_is_shared(
    panel: Callable[..., pd.DataFrame],
) -> None:
    parts = [panel(clients=60, seed=s).assign(deel=f"d{s}") for s in (1, 2)]
    both = pd.concat(parts).assign(
        t1=lambda f: f["tijd"] * (f["deel"] == "d1"),
        t2=lambda f: f["tijd"] * (f["deel"] == "d2"),
    )
    joint = fit_ordinal(both, "score ~ t1 + t2", thresholds_by="deel")
    alone = [fit_ordinal(part, "score ~ tijd") for part in parts]
    total = sum(model.log_likelihood for model in alone)
    assert joint.log_likelihood == pytest.approx(total, abs=1e-7)
    assert list(joint.thresholds["threshold"][:2]) == ["d1: 1|2", "d1: 2|3"]


def test_a_level_that_never_occurs_is_told(reference: Reference) -> None:
    wine = reference("wine.csv")
    model = fit_ordinal(wine[wine["rating"] != 3], WINE)
    assert list(model.thresholds["threshold"]) == ["1|2", "2|4", "4|5"]
    assert any("Niveau 3 komt niet voor" in note for note in model.notes)


def test_a_group_without_differences_gets_zero_and_no_interval(
    panel: Callable[..., pd.DataFrame],
) -> None:
    frame = panel(clients=100, seed=11, sds=(1.5, 0.0, 0.0))
    model = fit_ordinal(frame, "score ~ tijd", groups=("client", "begeleider"))
    row = model.standard_deviations.iloc[1]
    assert row["estimate"] == 0
    assert row[["se", "low", "high"]].isna().all()
    assert any("tussen begeleiders komt op 0 uit" in note for note in model.notes)
    without = fit_ordinal(frame, "score ~ tijd", groups=("client",))
    assert model.log_likelihood == pytest.approx(without.log_likelihood, abs=1e-8)
    assert "niet te bepalen" in model._repr_html_()


def test_a_search_that_starts_at_zero_comes_back(
    panel: Callable[..., pd.DataFrame],
) -> None:
    model = fit_ordinal(
        panel(clients=100, seed=4), "score ~ tijd", groups=("client", "aanbieder")
    )
    vector = model.fit.vector.copy()
    vector[model.problem.loadings] = 0.0
    evaluate = fitting._evaluator(model.problem, 1)
    at_zero = evaluate(vector, Effects.zero(model.problem.structure))
    # the slope at 0 is 0, so a search does not leave by itself
    np.testing.assert_allclose(at_zero.gradient[model.problem.loadings], 0, atol=1e-9)
    found = fitting._settle_zeros(model.problem, evaluate, vector, at_zero)[1]
    assert found.log_likelihood == pytest.approx(model.log_likelihood, abs=1e-4)


def test_few_groups_and_providers_of_one_client_are_told(
    panel: Callable[..., pd.DataFrame],
) -> None:
    frame = panel(clients=60, seed=2)
    frame["aanbieder"] = np.where(frame["client"] < 30, 1, 2)
    frame.loc[0, "aanbieder"] = 3
    model = fit_ordinal(frame, "score ~ tijd", groups=("client", "aanbieder"))
    notes = "\n".join(model.notes)
    assert "Met 3 aanbieders zegt de standaarddeviatie daartussen weinig" in notes
    assert "Van de 3 aanbieders heeft er 1 maar één client" in notes
    assert "5 tot 24%" in notes


def test_probabilities_are_integrated_over_the_random_effects(
    panel: Callable[..., pd.DataFrame],
) -> None:
    model = fit_ordinal(
        panel(clients=300, seed=8), "score ~ tijd", groups=("client", "aanbieder")
    )
    new = pd.DataFrame({"tijd": [0.0, 1.0]}, index=["nu", "later"])
    made = model.predict(new)
    assert list(made["row"]) == ["nu"] * 5 + ["later"] * 5
    totals = made.groupby("row")["probability"].sum()
    assert totals.tolist() == pytest.approx([1, 1], abs=1e-12)
    assert (
        (made["low"] < made["probability"]) & (made["probability"] < made["high"])
    ).all()
    # brute force: draw a population from the fitted model
    rng = np.random.default_rng(1)
    random = rng.normal(size=400_000) * np.sqrt((sds(model) ** 2).sum())
    latent = model.coefficients["estimate"][0] + random + rng.logistic(size=400_000)
    cuts = model.thresholds["estimate"].to_numpy()
    drawn = np.bincount((latent[:, None] > cuts).sum(axis=1), minlength=5) / 400_000
    later = made[made["row"] == "later"]["probability"]
    np.testing.assert_allclose(later, drawn, atol=4 * 0.5 / np.sqrt(400_000))


def test_without_groups_probabilities_are_those_of_r(reference: Reference) -> None:
    model = fit_ordinal(reference("wine.csv"), WINE)
    made = model.predict(pd.DataFrame({"temp": ["cold"], "contact": ["no"]}))
    found = reference("slopes_250_r.json")["wine_predict_cold_no"]
    np.testing.assert_allclose(made["probability"], found, atol=1e-6)


def test_an_estimate_says_what_it_is(reference: Reference) -> None:
    model = fit_ordinal(reference("wine.csv"), WINE, groups=("judge",))
    found = model.estimate("temp[T.warm]")
    assert found.value == pytest.approx(3.062997, abs=1e-4)
    assert (found.n, found.denominator) == (9, "waarden van judge")
    assert found.unit == "log-odds per eenheid van temp[T.warm]"
    variance = model.covariance.loc["temp[T.warm]", "temp[T.warm]"]
    assert (found.high - found.value) / 1.959964 == pytest.approx(variance**0.5)
    assert model.p_value("temp[T.warm]") < 1e-5
    assert str(model).startswith("rating ~ temp + contact: cumulatief logitmodel met")
    assert model._repr_html_() == model._repr_html_()


def test_every_kind_of_column_is_a_covariate(
    panel: Callable[..., pd.DataFrame],
) -> None:
    frame = panel(clients=60, seed=6)
    rng = np.random.default_rng(1)
    n = len(frame)
    words = rng.choice(["één", "twee"], n)
    frame["heel"] = pd.array(rng.integers(0, 9, n), dtype="Int64")
    frame["ja"] = pd.array(rng.random(n) > 0.5, dtype="boolean")
    frame["woord"] = pd.array(words, dtype="string")
    frame["soort"] = pd.Categorical(words, categories=["twee", "één", "drie"])
    frame["client"] = [f"cé{c}" for c in frame["client"]]
    one = fit_ordinal(frame, "score ~ heel + ja + woord", groups=("client",))
    assert list(one.coefficients["term"]) == ["heel", "ja", "woord[T.één]"]
    other = fit_ordinal(frame, "score ~ heel + ja + soort", groups=("client",))
    assert one.coefficients["estimate"][2] == pytest.approx(
        other.coefficients["estimate"].iloc[-1], abs=1e-6
    )
    assert len(one.predict(frame.head(2))) == 10


def test_a_picture_has_a_line_for_each_coefficient(reference: Reference) -> None:
    wine = reference("wine.csv")
    axes = fit_ordinal(wine, WINE).plot()
    labels = [text.get_text() for text in axes.get_yticklabels()]
    assert labels == ["temp[T.warm]", "contact[T.yes]"]
    empty = fit_ordinal(wine, "rating ~ 1", groups=("judge",))
    with pytest.raises(WorkbenchError, match="er is geen coëfficiënt om te tekenen"):
        empty.plot()


def bad(what: str) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return a frame and a request with one thing wrong."""
    n = 40
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "score": rng.integers(1, 6, n),
            "tijd": rng.random(n),
            "client": np.repeat(np.arange(n // 4), 4),
            "soort": np.tile(["a", "b"], n // 2),
        }
    )
    ask: dict[str, Any] = {"formula": "score ~ tijd", "groups": ("client",)}
    changes: dict[str, Callable[[], object]] = {
        "name": lambda: ask.update(formula="score ~ tijt"),
        "syntax": lambda: ask.update(formula="score ~ tijd +* 2"),
        "no outcome": lambda: ask.update(formula="tijd"),
        "two outcomes": lambda: ask.update(formula="score + tijd ~ soort"),
        "no constant": lambda: ask.update(formula="score ~ 0 + tijd"),
        "level 0": lambda: frame.__setitem__("score", frame["score"] - 1),
        "level 6": lambda: frame.__setitem__("score", frame["score"] + 1),
        "level 2.5": lambda: frame.__setitem__("score", frame["score"] * 0.5 + 1),
        "text": lambda: frame.__setitem__("score", frame["score"].map("n{}".format)),
        "one level": lambda: frame.__setitem__("score", 3),
        "empty": lambda: frame.__setitem__("tijd", np.nan),
        "constant": lambda: frame.__setitem__("tijd", 2.0),
        "singular": lambda: (
            frame.__setitem__("dubbel", 2 * frame["tijd"]),
            ask.update(formula="score ~ tijd + dubbel"),
        ),
        "infinite": lambda: frame.__setitem__("tijd", np.inf),
        "date": lambda: frame.__setitem__("tijd", pd.Timestamp("2025-01-01")),
        "separated": lambda: frame.__setitem__("tijd", 1.0 * (frame["score"] > 3)),
        "quasi": lambda: frame.__setitem__(
            "tijd", 1.0 * ((frame["score"] == 5) & (frame.index % 2 == 0))
        ),
        "one group": lambda: frame.__setitem__("client", 1),
        "own group": lambda: frame.__setitem__("client", range(n)),
        "same groups": lambda: (
            frame.__setitem__("dossier", frame["client"] + 100),
            ask.update(groups=("client", "dossier")),
        ),
        "text groups": lambda: ask.update(groups="client"),
        "four groups": lambda: ask.update(groups=("client", "a", "b", "c")),
        "slope elsewhere": lambda: ask.update(slopes={"soort": "tijd"}),
        "flat slope": lambda: (
            frame.__setitem__("tijd", frame["client"] * 1.0),
            ask.update(slopes={"client": "tijd"}),
        ),
        "nodes": lambda: ask.update(quadrature=0),
        "nodes for two": lambda: ask.update(groups=("client", "soort"), quadrature=5),
    }
    changes[what]()
    return frame, ask


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("name", "'tijt' is geen kolom van de gegevens"),
        ("syntax", "de formule 'score ~ tijd +* 2' is niet te lezen"),
        ("no outcome", "de formule 'tijd' noemt links van ~ niet één kolom"),
        ("two outcomes", "noemt links van ~ niet één kolom met scores"),
        ("no constant", "laat de constante weg"),
        ("level 0", "van 40 scores zijn geen 1, 2, 3, 4 of 5"),
        ("level 6", "van 40 scores zijn geen 1, 2, 3, 4 of 5"),
        ("level 2.5", "van 40 scores zijn geen 1, 2, 3, 4 of 5"),
        ("text", "40 van 40 scores zijn geen 1, 2, 3, 4 of 5"),
        ("one level", "alle scores zijn 3: er is niets te verklaren"),
        ("empty", "geen van de 40 rijen is volledig"),
        ("constant", "tijd heeft in alle rijen met dezelfde drempels één waarde"),
        ("singular", "volgt precies uit de andere covariaten"),
        ("infinite", "tijd is niet voor elke rij een eindig getal"),
        ("date", "zijn niet uit te rekenen"),
        ("separated", "tijd scheidt de niveaus volledig"),
        ("quasi", "tijd scheidt de niveaus volledig"),
        ("one group", "er is maar één client"),
        ("own group", "elke rij heeft een eigen client"),
        ("same groups", "client en dossier delen de rijen precies gelijk in"),
        ("text groups", "groups = 'client' is geen rij namen"),
        ("four groups", "zijn geen drie of minder verschillende groepen"),
        ("slope elsewhere", "noemt niet één van de groepen"),
        ("flat slope", "'tijd' verschilt nergens binnen een client"),
        ("nodes", "quadrature = 0 is geen aantal punten van 1 tot 50"),
        ("nodes for two", "kwadratuur gaat met één groep, zonder helling"),
    ],
)
def test_bad_input_is_refused_by_name(what: str, said: str) -> None:
    frame, ask = bad(what)
    formula = ask.pop("formula")
    with pytest.raises(WorkbenchError) as caught:
        fit_ordinal(frame, formula, **ask)
    assert said in caught.value.problems[0].what
    assert caught.value.problems[0].fix


def test_covariates_that_separate_together_are_refused() -> None:
    rng = np.random.default_rng(2)
    one, other = rng.normal(size=(2, 200))
    score = 1 + (one + other > 0) + 2 * (one + other > 1)
    frame = pd.DataFrame({"score": score, "een": one, "twee": other})
    with pytest.raises(WorkbenchError, match=r"(een|twee)"):
        fit_ordinal(frame, "score ~ een + twee")


def test_an_unknown_name_is_met_with_the_name_it_looks_like() -> None:
    frame, ask = bad("name")
    with pytest.raises(WorkbenchError, match=r"bedoelde u tijd\? Er zijn: score, tijd"):
        fit_ordinal(frame, ask["formula"])


def test_a_category_that_the_model_never_saw_is_refused(reference: Reference) -> None:
    model = fit_ordinal(reference("wine.csv"), WINE)
    with pytest.raises(WorkbenchError, match="voor deze rijen is niets te voorspellen"):
        model.predict(pd.DataFrame({"temp": ["lauw"], "contact": ["no"]}))
    with pytest.raises(WorkbenchError, match="'contact' is geen kolom"):
        model.predict(pd.DataFrame({"temp": ["cold"]}))


def test_an_unknown_coefficient_is_refused(reference: Reference) -> None:
    model = fit_ordinal(reference("wine.csv"), WINE)
    with pytest.raises(WorkbenchError, match="'temp' is geen coëfficiënt"):
        model.estimate("temp")


def test_a_slope_that_does_not_vary_is_told(reference: Reference) -> None:
    model = fit_ordinal(
        reference("panel_2000.csv"),
        "y ~ time",
        groups=("client",),
        slopes={"client": "time"},
    )
    rows = model.standard_deviations.set_index("effect")
    assert pd.isna(rows.loc["helling van time", "high"])
    assert pd.isna(rows.loc["correlatie met helling van time", "estimate"])
    assert any(
        "is bij cliënten niet van hun niveau te scheiden" in n for n in model.notes
    )
