"""What changed on the ZRM, from the one protected table, with its caveat."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tbresearch.outcomes import ChangeClaim, ZrmChange, allowed_wording
from tbresearch.privacy import ProtectedTable
from tbresearch.report.contributions.left_out import left_out_text
from tbresearch.report.contributions.outcomes import (
    COMPLETE,
    NOT_MEASURED,
    hidden_domains,
    protected_change,
)
from tbresearch.report.evidence import Contribution, Picture
from tbresearch.report.outline import ALWAYS
from tbresearch.report.sheet.change_chart import ChangeBar, draw_change_bars
from tbresearch.report.tables import escape
from tbresearch.study import Study
from tbresearch.vocabulary import DOMAIN_LABELS, MOMENTS, label

__all__ = ["change_part", "not_measured_part"]

_PICTURE = "figuur:factsheet.verandering"
_DIRECTIONS = ("up", "same", "down")
_OTHERS = (
    "Op de andere domeinen is er geen duidelijke verandering van de groep, of zijn er "
    "te weinig scores om er iets over te zeggen."
)
_NONE = (
    "Op geen van de domeinen is er een duidelijke verandering van de groep, of er zijn "
    "te weinig scores om er iets over te zeggen."
)


def change_part(change: ZrmChange, study: Study) -> Contribution:
    """Return which domains changed for the group, a picture, and the caveat."""
    table = protected_change(change, study)
    if table.tells_nothing(list(_DIRECTIONS)):
        gone = left_out_text("De verandering per domein")
        return Contribution(sections={"verandering": f"{gone}\n", **_caveat()})
    begin, end = (label(MOMENTS, moment).lower() for moment in change.between)
    hidden = hidden_domains(change, study)
    claims = [
        claim
        for claim in change.claims
        if isinstance(claim, ChangeClaim) and claim.changed
    ]
    told = [claim for claim in claims if claim.domain not in hidden]
    lines = [
        f"Niveau op de {escape(change.instrument)} bij {end}, vergeleken met {begin}.",
        f"{{{{{_PICTURE}}}}}",
        "\n".join(_changed(claim) for claim in told),
        _OTHERS if told else _NONE,
    ]
    if len(told) < len(claims):
        lines[-1] = "Wat er op de andere domeinen gebeurde, is hier niet getoond."
    return Contribution(
        sections={"verandering": "\n\n".join(filter(None, lines)) + "\n", **_caveat()},
        pictures=(_picture(change, table),),
    )


def not_measured_part() -> Contribution:
    """Return the statement that outcomes were not measured."""
    return Contribution(sections={f"verandering{ALWAYS}": NOT_MEASURED})


def _caveat() -> dict[str, str]:
    caveat = allowed_wording("veranderingsonderzoek").caveat
    return {f"verandering{ALWAYS}": f"::: {{.let-op}}\n{caveat} {COMPLETE}\n:::\n"}


def _changed(claim: ChangeClaim) -> str:
    key = f"aantal:zrm.{claim.domain}"
    return (
        f"- **{DOMAIN_LABELS[claim.domain]}:** {claim.verdict}; "
        f"{{{{{key}.hoger}}}} hoger en {{{{{key}.lager}}}} lager."
    )


def _picture(change: ZrmChange, table: ProtectedTable) -> Picture:
    bars = list(_bars(change, table))
    spoken = "; ".join(f"{bar.name} {bar.spoken}" for bar in bars)
    begin, end = (label(MOMENTS, moment).lower() for moment in change.between)
    return Picture(
        key=_PICTURE,
        caption=f"Cliënten die bij {end} hoger, gelijk of lager scoren dan bij "
        f"{begin}, van wie beide scores heeft",
        alt=f"Een staaf in drie delen per ZRM-domein. {spoken}.",
        draw=partial(draw_change_bars, bars),
        method="Cliënten met beide scores per domein in zrm.csv, dezelfde tellingen "
        "als in de procesevaluatie. Over domeinen is niets opgeteld.",
    )


def _bars(change: ZrmChange, table: ProtectedTable) -> Iterator[ChangeBar]:
    for domain in change.domains:
        values = [table.value(domain.domain, name) for name in _DIRECTIONS]
        shown = [value for value in values if value is not None]
        yield ChangeBar(
            name=domain.label,
            counts=tuple(shown) if len(shown) == len(values) else (),
        )
