"""Models of levels that repeat: within clients, at workers, at providers."""

from tbresearch.outcomes.models.beside import ChangeSensitivity, change_sensitivity
from tbresearch.outcomes.models.by_domain import fit_change
from tbresearch.outcomes.models.changes import ChangeModels, DomainModel
from tbresearch.outcomes.models.checks import (
    ModelCheck,
    check_groups,
    check_proportional_odds,
)
from tbresearch.outcomes.models.covariates import client_covariates
from tbresearch.outcomes.models.model import OrdinalModel
from tbresearch.outcomes.models.ordinal import fit_ordinal
from tbresearch.outcomes.models.recovery import Recovery, bootstrap_model, recover
from tbresearch.outcomes.models.sensitivity import (
    SensitivityModel,
    fit_linear,
    fit_marginal,
)
from tbresearch.outcomes.models.weights import dropout_weights

__all__ = [
    "ChangeModels",
    "ChangeSensitivity",
    "DomainModel",
    "ModelCheck",
    "OrdinalModel",
    "Recovery",
    "SensitivityModel",
    "bootstrap_model",
    "change_sensitivity",
    "check_groups",
    "check_proportional_odds",
    "client_covariates",
    "dropout_weights",
    "fit_change",
    "fit_linear",
    "fit_marginal",
    "fit_ordinal",
    "recover",
]
