"""Claim: the check of an author's sentences takes no time, and rarely cries wolf.

The sentences stand in `tests/synthesis/claims/`, with what has to be found in each.
"""

from __future__ import annotations

import json
from pathlib import Path

from measuring import EXAMPLE, Measured, median_seconds

import tbresearch as tb
from tbresearch.report.evidence import Evidence, merge
from tbresearch.synthesis.claims import Grounds, find_claims
from tbresearch.synthesis.claims.references import normal

SENTENCES = Path(__file__).parents[1] / "tests" / "synthesis" / "claims"
WORDS = 10_000


def measure() -> list[Measured]:
    """Count what is missed and flagged wrongly, and time the check of a long text."""
    report = tb.full_report(tb.open_study(EXAMPLE))
    known = merge(report._contributions())

    def shown(key: str) -> str:
        item = known.get(key)
        return item.text if isinstance(item, Evidence) else ""

    factors = tuple(f for part in report._contributions() for f in part.factors)
    grounds = Grounds(shown=shown, factors=factors)
    rows = []
    for name, missed, wrong in (("sentences", 0.05, 0.05), ("held_out", 0.25, 0.05)):
        file = SENTENCES / f"{name}.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines()
        held = [
            (
                row["rule"],
                {f.rule for f in find_claims(normal(row["text"]), grounds=grounds)},
            )
            for row in map(json.loads, lines)
        ]
        bad = [rule in found for rule, found in held if rule]
        good = [bool(found) for rule, found in held if not rule]
        rows += [
            Measured(
                what=f"{name}: missed, of {len(bad)} (1 minus recall)",
                value=1 - sum(bad) / len(bad),
                limit=missed,
                unit="share",
            ),
            Measured(
                what=f"{name}: of all that is flagged, wrongly (1 minus precision)",
                value=sum(good) / (sum(good) + sum(bad)),
                limit=wrong,
                unit="share",
            ),
        ]
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLE.glob("rapport/*.md")]
    text = "\n\n".join(texts)
    text = "\n\n".join([text] * (WORDS // len(text.split()) + 1))
    taken = median_seconds(lambda: find_claims(normal(text), grounds=grounds))
    rows.append(
        Measured(
            what=f"check an author's text of {len(text.split()):,} words",
            value=taken,
            limit=2,
            unit="s",
        )
    )
    return rows


if __name__ == "__main__":
    for measured in measure():
        print(measured)
