"""The author's improvement points: problem, recommendation, owner and evidence."""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.findings import (
    NO_OWNER,
    NO_RECOMMENDATION,
    RECOMMENDATIONS,
    Recommendation,
    Recommendations,
    improvement_points,
    printable_quotes,
)
from tbresearch.report.contributions.findings import count_evidence
from tbresearch.report.contributions.mentions import Mentions, shown_mentions
from tbresearch.report.evidence import Contribution
from tbresearch.vocabulary import RESPONDENT_GROUPS, label, quantity_text

__all__ = ["recommendation_contribution"]

_QUOTES = 1


def recommendation_contribution(found: Recommendations) -> Contribution:
    """Return the points in the author's order, each with what it rests on.

    The counts are those of the improvement points, also if their table is not added.
    """
    if not found.points:
        return Contribution()
    mentions = shown_mentions(improvement_points(found.coding))
    quotable = printable_quotes(found.coding)
    parts = ["## Verbeterpunten met aanbeveling\n"]
    for point in found.points:
        parts += [*_point(point, found, mentions), ""]
        cited = [name for name in point.evidence if name in quotable][:_QUOTES]
        parts += [f"{{{{citaat:{name}}}}}\n" for name in cited]
    return Contribution(
        sections={"conclusies": "\n".join(parts)},
        evidence=tuple(count_evidence(mentions)),
        texts={RECOMMENDATIONS.file: _written(found)},
    )


def _point(
    point: Recommendation, found: Recommendations, mentions: Mentions
) -> Iterator[str]:
    yield f"**Probleem.** {_line(point.problem)}\n"
    advice = _line(point.recommendation) or f"*{NO_RECOMMENDATION}*"
    yield f"- **Aanbeveling:** {advice}"
    yield f"- **Aan zet:** {_line(point.owner) or f'*{NO_OWNER}*'}"
    behind = "; ".join(
        _behind(group, code, mentions) for group, code in found.behind(point)
    )
    passages = quantity_text(len(point.evidence), "passage", "passages")
    yield f"- **Rust op:** {passages}, onder {behind}"


def _behind(group: str, code: str, mentions: Mentions) -> str:
    who = label(RESPONDENT_GROUPS, group).lower()
    name = f"{mentions.factors.label(code)}, {who}"
    if mentions.is_hidden(group, code):
        return name
    return f"{name} ({{{{aantal:verbeterpunt.{group}.{code}.respondent}}}})"


def _written(found: Recommendations) -> str:
    """Return the author's words, each on the line on which it stands in the file."""
    last = max(point.line for point in found.points)
    lines = [""] * last
    for point in found.points:
        words = (point.problem, point.recommendation, point.owner)
        lines[point.line - 1] = " | ".join(_line(text) for text in words)
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())
