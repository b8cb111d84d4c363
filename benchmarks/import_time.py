"""Claim: `import tbresearch` takes less than a second, in a fresh process."""

from __future__ import annotations

from measuring import Measured, fresh_python, median_seconds

EVERY_NAME = "import tbresearch as tb; [getattr(tb, name) for name in tb.__all__]"


def measure() -> list[Measured]:
    """Time the import alone, and the import with every public name looked up."""
    return [
        Measured(
            what="import tbresearch",
            value=median_seconds(lambda: fresh_python("-c", "import tbresearch")),
            limit=1,
            unit="s",
        ),
        Measured(
            what="import tbresearch and look up every public name",
            value=median_seconds(lambda: fresh_python("-c", EVERY_NAME)),
            limit=3,
            unit="s",
        ),
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
