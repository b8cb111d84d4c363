"""What saturation brings: one sentence a group, and the curves."""

from __future__ import annotations

from tbresearch.findings import Saturation
from tbresearch.report.evidence import Contribution, Evidence, Picture
from tbresearch.study import SESSIONS
from tbresearch.vocabulary import RESPONDENT_GROUPS, label

__all__ = ["saturation_contribution"]

_PICTURE = "figuur:verzadiging"


def saturation_contribution(result: Saturation) -> Contribution:
    """Return what came out per group, with its rule.

    A reflexive study gets nothing here: its design says already that saturation does
    not apply. One that hides what few people say gets no picture, for a step in a
    curve is what one conversation brought.
    """
    if result.not_applicable is not None:
        return Contribution()
    drawn = any(len(own.curve) > 1 for own in result.groups)
    shown = drawn and result.coding.study.statements == "tonen"
    lines = [f"{{{{aantal:verzadiging.{own.group}}}}}" for own in result.groups]
    parts = [
        "## Verzadiging\n",
        "Verzadiging is bepaald met een basis, een reeks gesprekken erna en een "
        "drempel voor wat nog nieuw is [@guest2020].\n",
        "\n".join(f"- {line}" for line in lines) + "\n",
        *([f"{{{{{_PICTURE}}}}}\n"] if shown else []),
        "\n".join(f"- {note}" for note in result.notes) + "\n",
    ]
    return Contribution(
        sections={"onderzoeksopzet": "\n".join(parts)},
        evidence=tuple(_evidence(result)),
        pictures=(_picture(result),) if shown else (),
    )


def _evidence(result: Saturation) -> list[Evidence]:
    coders = result.coding.study.findings_from
    return [
        Evidence(
            key=f"aantal:verzadiging.{own.group}",
            text=result.sentence(own),
            method=" ".join(result.notes),
            sources=(SESSIONS.file, *(f"coderingen/{name}.jsonl" for name in coders)),
        )
        for own in result.groups
    ]


def _picture(result: Saturation) -> Picture:
    told = " ".join(
        f"{label(RESPONDENT_GROUPS, own.group)}: van {own.curve['total'].iloc[0]} "
        f"codes na het eerste gesprek naar {own.curve['total'].iloc[-1]} na het "
        f"laatste, nummer {len(own.curve)}."
        for own in result.groups
        if len(own.curve)
    )
    return Picture(
        key=_PICTURE,
        caption="Verschillende codes na elk gesprek, per groep",
        alt=f"Lijndiagram dat per groep oploopt en afvlakt. {told}",
        draw=result.plot,
        method="Codes in de volgorde van de datums, met de band van willekeurige "
        "volgordes.",
    )
