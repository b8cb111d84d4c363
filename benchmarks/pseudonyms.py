"""Claim: proposals for 20,000 words take less than a second.

Prints as well how much the rules find in the marked lines: those that the rules were
made on, the third that was held out, and the lines that came after the rules.
"""

from __future__ import annotations

import runpy
from itertools import cycle
from pathlib import Path

from measuring import EXAMPLE, Measured, median_seconds

import tbresearch as tb
from tbresearch.privacy import propose_pseudonyms

WORDS = 20_000
MARKED = Path(__file__).parents[1] / "tests" / "privacy" / "test_marked.py"


def measure() -> list[Measured]:
    """Time the proposals for the example talks, repeated to 20,000 words."""
    corpus = tb.read_transcripts(tb.open_study(EXAMPLE))
    names = set(corpus.turns["speaker"])
    texts: dict[str, str] = {}
    words = 0
    for number, transcript in enumerate(cycle(corpus.transcripts.values())):
        if words >= WORDS:
            break
        said = transcript.text.split(" ")[: WORDS - words]
        texts[f"g{number}"] = " ".join(said)
        words += len(said)
    propose_pseudonyms(texts, names=names)
    return [
        Measured(
            what=f"proposals for {WORDS} words in {len(texts)} sessions",
            value=median_seconds(lambda: propose_pseudonyms(texts, names=names)),
            limit=1,
            unit="s",
        )
    ]


def print_marked() -> None:
    """Print recall and precision per kind, of both parts and both styles."""
    marked = runpy.run_path(str(MARKED))
    for part in marked["PARTS"]:
        lines = marked["read_lines"](part)
        for style in ("gewoon", marked["WITHOUT_CAPITALS"]):
            chosen = [line for line in lines if line.style == style]
            print(f"\n{part}, {style}")
            print("kind          recall overlap/exact   precision overlap/exact")
            overlap = marked["count"](chosen, how="overlap")
            exact = marked["count"](chosen, how="exact")
            for kind, (found, of, right, proposed) in overlap.items():
                print(
                    f"{kind:12}  {found:3}/{of:<3} {exact[kind][0]:3}/{of:<3}"
                    f"        {right:3}/{proposed:<3} {exact[kind][2]:3}/{proposed:<3}"
                )


if __name__ == "__main__":
    print(*measure(), sep="\n")
    print_marked()
