"""Agreement between coders: coefficients on a frame of units and coders.

Nothing here knows a study. What a unit is, and who coded what, is decided in
`tbresearch.coding.comparing`.
"""

from tbresearch.coding.agreement.coefficient import Coefficient, Interval
from tbresearch.coding.agreement.coefficients import (
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)

__all__ = [
    "Coefficient",
    "Interval",
    "brennan_prediger",
    "cohen_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "percent_agreement",
]
