"""Codings that an assumption names: whether they are there. They change no number."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from tbresearch.costs.register import ASSUMPTIONS_FILE, Register
from tbresearch.errors import Problem
from tbresearch.study import Study, TomlFile, read_toml

__all__ = ["named_codings", "support_problems", "support_text"]

_FIELDS = ("steun", "tegenspraak")


def named_codings(register: Register) -> frozenset[str]:
    """Return every coding and code that an assumption names."""
    return frozenset(
        name for a in register.assumptions for name in (*a.support, *a.contradiction)
    )


def support_problems(study: Study, known: Collection[str]) -> list[Problem]:
    """Return each coding that an assumption names and that is not there.

    Parameters
    ----------
    study : Study
        Its `aannames.toml` can be read.
    known : collection of str
        Ids of codings and codes of the study.
    """
    file = read_toml(study.root / ASSUMPTIONS_FILE, source=ASSUMPTIONS_FILE)
    records = file.data.get("aanname", [])
    return [
        problem
        for number, record in enumerate(records)
        for field in _FIELDS
        for problem in _problems(file, number, field, record.get(field, ()), known)
    ]


def support_text(support: Collection[str], contradiction: Collection[str]) -> str:
    """Return in Dutch whether people speak for an assumption, against it, or both."""
    told = []
    if support:
        told.append("gesteund door wat mensen zeggen")
    if contradiction:
        told.append("tegengesproken door wat mensen zeggen")
    return "; ".join(told)


def _problems(
    file: TomlFile,
    number: int,
    field: str,
    names: Collection[str],
    known: Collection[str],
) -> list[Problem]:
    problems = []
    for name in names:
        if name in known:
            continue
        near = difflib.get_close_matches(name, known, n=1)
        problems.append(
            Problem(
                what=f"er is geen codering of code {name!r}",
                where=file.place("aanname", number)(field),
                fix=f"bedoeld is misschien {near[0]!r}"
                if near
                else "noem het id van een codering of een code uit het codeboek, of "
                "haal de naam weg",
            )
        )
    return problems
