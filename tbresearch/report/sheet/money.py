"""What a trajectory costs, as far as the assumptions are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tbresearch.costs import CostBalance, CostPerTrajectory
from tbresearch.estimate import Estimate, NotEstimable
from tbresearch.report.contributions.costs import cost_rows
from tbresearch.report.cost_results import NoBalance
from tbresearch.report.evidence import Contribution
from tbresearch.report.outline import ALWAYS
from tbresearch.report.tables import escape
from tbresearch.vocabulary import PAYERS, label

__all__ = ["money_part"]

_ASSUMED = (
    "De bedragen komen uit aannames met een bron, en niet uit gemeten trajecten. "
    "Tussen haakjes staan grenzen, geen betrouwbaarheidsinterval.\n"
)


def money_part(costs: CostPerTrajectory, results: Sequence[object]) -> Contribution:
    """Return each cost item with its bounds, and what is known of the balance."""
    head = f"Per traject, in euro's van {costs.price_year}:"
    text = "\n".join([f"{head}\n", *_items(costs), "", *_balance(results)])
    return Contribution(sections={"kosten": f"{text}\n", f"kosten{ALWAYS}": _ASSUMED})


def _items(costs: CostPerTrajectory) -> Iterator[str]:
    for name, title, cost in cost_rows(costs):
        if isinstance(cost, NotEstimable):
            yield f"- {escape(title)}: niet te bepalen; {escape(cost.reason)}"
        elif isinstance(cost, Estimate):
            key = f"bedrag:{name}"
            yield (
                f"- {escape(title)}: {{{{{key}}}}} ({{{{{key}.laag}}}} tot "
                f"{{{{{key}.hoog}}}})"
            )


def _balance(results: Sequence[object]) -> Iterator[str]:
    for result in results:
        if isinstance(result, NoBalance):
            yield (
                "Een balans van kosten en baten is er niet, want van een deel wordt "
                "geen totaal gegeven."
            )
        elif isinstance(result, CostBalance):
            yield "Kosten en baten samen:\n"
            for name in result.perspectives:
                payer = label(PAYERS, name).lower()
                yield f"- voor {payer}: {{{{bedrag:saldo.{name}}}}}"
