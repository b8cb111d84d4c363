"""The quick cumulative logit is that of statsmodels, or there is none."""

import numpy as np
import pytest
from statsmodels.miscmodels.ordinal_model import OrderedModel

from tbresearch.outcomes.doubt.proportional_odds import fit_odds


@pytest.mark.parametrize("seed", [1, 2])
def test_it_agrees_with_statsmodels(seed: int) -> None:
    rng = np.random.default_rng(seed)
    inputs = rng.normal(size=(200, 2))
    latent = inputs @ [1.5, -0.4] + rng.logistic(size=200)
    outcome = 1.0 + (latent[:, None] > [-2.5, -1, 0.5, 2]).sum(axis=1)

    fit = fit_odds(outcome, inputs)

    peer = OrderedModel(outcome, inputs, distr="logit").fit(
        method="bfgs", disp=False, maxiter=500, gtol=1e-8
    )
    cuts = peer.model.transform_threshold_params(peer.params)[1:-1]
    assert fit is not None
    assert fit.log_likelihood == pytest.approx(peer.llf, abs=1e-6)
    assert fit.slopes == pytest.approx(peer.params[:2], abs=1e-4)
    assert fit.cuts == pytest.approx(cuts, abs=1e-4)
    # expected against observed information: equal in large samples only
    errors = np.sqrt(np.diag(fit.covariance))[-2:]
    assert errors == pytest.approx(peer.bse[:2], rel=0.05)


def test_an_input_that_separates_the_levels_has_no_fit() -> None:
    inputs = np.arange(40.0)[:, None]

    assert fit_odds(1.0 + (inputs[:, 0] > 20), inputs) is None


def test_an_input_that_says_nothing_has_no_slope() -> None:
    outcome = np.tile([1.0, 2.0, 3.0], 20)

    fit = fit_odds(outcome, np.repeat(np.linspace(-1, 1, 20), 3)[:, None])

    assert fit is not None
    assert fit.slopes == pytest.approx([0.0], abs=1e-9)
    assert fit.cuts == pytest.approx([np.log(0.5), np.log(2)], abs=1e-6)
