"""Claim: `tbresearch --help` takes less than half a second, in a fresh process."""

from __future__ import annotations

from measuring import Measured, fresh_python, median_seconds


def measure() -> list[Measured]:
    """Time the command from the start of its process to the end."""
    return [
        Measured(
            what="tbresearch --help",
            value=median_seconds(lambda: fresh_python("-m", "tbresearch", "--help")),
            limit=0.5,
            unit="s",
        )
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
