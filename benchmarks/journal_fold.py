"""Claim: a journal of 100,000 acts is folded in seconds, and grows at once.

The peer is `json.loads` on the same lines: what any reader of them has to pay.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import Measured, median_seconds

from tbresearch.coding.journal import append_act, fold

LINES = 100_000
QUOTE = "Zij de eerste, ik de tweede, om en om. Ik zat te trillen, van een envelop."
TIME = "2026-01-01T00:00:00+00:00"


def act(number: int) -> dict[str, object]:
    """Return act `number`: of every five, three add, one gives a memo, one removes."""
    coding = f"c{number // 5}"
    kind = number % 5
    if kind == 3:
        return {"act": "memo", "id": f"{coding}-0", "time": TIME, "text": QUOTE}
    if kind == 4:
        return {"act": "remove", "id": f"{coding}-1", "time": TIME}
    return {
        "act": "add",
        "id": f"{coding}-{kind}",
        "time": TIME,
        "session": "int1",
        "start": number,
        "end": number + len(QUOTE),
        "code": "voordoen_samendoen",
        "polarity": "succesfactor",
        "quote": QUOTE,
        "sha256": "0" * 64,
    }


def measure() -> list[Measured]:
    """Fold, compare with the peer, and append to a journal of that length."""
    with TemporaryDirectory() as name:
        path = Path(name) / "anna.jsonl"
        lines = [json.dumps(act(number), ensure_ascii=False) for number in range(LINES)]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        folded = fold(path, source=path.name)
        assert len(folded.codings) == LINES * 2 // 5
        assert not folded.problems
        whole = median_seconds(lambda: fold(path, source=path.name))
        peer = median_seconds(lambda: [json.loads(line) for line in lines])
        memo = {"act": "memo", "id": "c0-0", "time": TIME, "text": QUOTE}
        append = median_seconds(lambda: append_act(path, memo))
    return [
        Measured(
            what=f"fold a journal of {LINES:,} lines", value=whole, limit=2, unit="s"
        ),
        Measured(
            what="fold against json.loads alone",
            value=whole / peer,
            limit=6,
            unit="times",
        ),
        Measured(
            what=f"append to a journal of {LINES:,} lines",
            value=1000 * append,
            limit=100,
            unit="ms",
        ),
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
