"""What a study may bring on money: as much as its register of assumptions allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tbresearch.coding import read_codebook, read_coding
from tbresearch.costs import (
    UNIT_COSTS,
    Assumption,
    BreakEven,
    ClaimAudit,
    NationalClaim,
    Register,
    audit_claim,
    break_even,
    cost_balance,
    cost_per_trajectory,
    incomplete,
    known_costs,
    named_codings,
    national_claim,
    read_assumptions,
    simulate,
    support_problems,
    tornado,
    value_of_information,
)
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study import Study
from tbresearch.transcripts import read_transcripts
from tbresearch.vocabulary import join_text

__all__ = ["NoBalance", "TurningPoints", "claims_of", "cost_results"]

_DRAWS = 2**14
_SEED = 1
_SOCIETY = "maatschappij"
_AMOUNTS = ("EUR/traject", "EUR/jaar")
_SHARE = "aandeel"


@dataclass(frozen=True, slots=True)
class NoBalance:
    """The statement that there is no balance, with everything that stands in its way.

    Attributes
    ----------
    reasons : tuple of str
        At least one, in Dutch.
    """

    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"Geen balans: {'; '.join(self.reasons)}"


@dataclass(frozen=True, slots=True)
class TurningPoints:
    """For each uncertain assumption the value at which benefits equal costs."""

    values: tuple[BreakEven, ...]

    def __str__(self) -> str:
        return "; ".join(map(str, self.values))


def cost_results(study: Study) -> Iterator[object]:
    """Yield the results on money that the register of a study allows.

    Raises
    ------
    StudyError
        If the register does not hold, or names a coding that is not there.
    """
    register = read_assumptions(study)
    _refuse_unknown_codings(study, register)
    results: list[object] = []
    if register.items_of("kosten"):
        results.append(cost_per_trajectory(register))
        results += claims_of(register)
    if register.items:
        results += _balance(register)
    yield from results


def claims_of(register: Register) -> Iterator[ClaimAudit | NationalClaim]:
    """Yield what can be said of each saving that is claimed and is in no item.

    The costs that are known are what it is held against. Where the register has the
    hours of another trajectory, the claim is held against those too.
    """
    items = known_costs(register)
    if not items or None in (register.timing, register.start, register.horizon):
        return
    for claim in _claims(register):
        prices = _prices(register, claim)
        try:
            yield audit_claim(register, claim.id, items=items, prices=prices)
        except WorkbenchError:
            continue  # a yearly amount, and no cost says how many years
        if claim.unit == "EUR/traject":
            yield from _elsewhere(register, claim, items)
            yield from _national(register, claim)


def _refuse_unknown_codings(study: Study, register: Register) -> None:
    if not named_codings(register):
        return
    codebook = read_codebook(study)
    coding = read_coding(study, read_transcripts(study), codebook)
    known = {*coding.codings["id"], *codebook.codes}
    problems = support_problems(study, known)
    if problems:
        raise StudyError(problems)


def _balance(register: Register) -> list[object]:
    try:
        balance = cost_balance(register)
        simulation = simulate(register, draws=_DRAWS, seed=_SEED)
    except StudyError as error:
        return [NoBalance(tuple(_reasons(register, error.problems)))]
    results: list[object] = [balance, simulation, tornado(register)]
    if register.items_of("baten"):
        turns = [
            break_even(register, str(name), perspective=_SOCIETY)
            for name in simulation.parameters
        ]
        worth = value_of_information(simulation, perspective=_SOCIETY)
        results += [TurningPoints(tuple(turns)), worth]
    return results


def _reasons(register: Register, problems: Iterable[Problem]) -> Iterator[str]:
    unknown = list(incomplete(register))
    for assumption in register.assumptions:
        users = [i.label for i in register.items if assumption.id in i.factors]
        if assumption.bounds is None and users:
            yield f"{assumption.label} is onbekend, en zit in {join_text(users)}"
    yield from (problem.what for problem in problems if problem not in unknown)


def _used(register: Register) -> set[str]:
    return {name for item in register.items for name in item.factors}


def _claims(register: Register) -> list[Assumption]:
    return [
        a
        for a in register.assumptions
        if a.direction == "baten"
        and a.value is not None
        and a.unit in _AMOUNTS
        and a.id not in _used(register)
    ]


def _prices(register: Register, claim: Assumption) -> tuple[float | str, ...]:
    """Return prices of days of the scheme of a claim, else prices to try out."""
    own = tuple(
        a.id
        for a in register.assumptions
        if a.unit == "EUR/dag"
        and a.value
        and a.scheme is not None
        and a.scheme == claim.scheme
    )
    return own or (UNIT_COSTS if claim.unit == "EUR/traject" else ())


def _elsewhere(
    register: Register, claim: Assumption, items: tuple[str, ...]
) -> Iterator[ClaimAudit]:
    used = {n for item in register.items if item.id in items for n in item.factors}
    wages = [n for n in sorted(used) if register.assumption(n).unit == "EUR/uur"]
    hours = [
        a.id
        for a in register.assumptions
        if a.unit == "uur/traject" and a.value and a.id not in _used(register)
    ]
    for name in hours if len(wages) == 1 else ():
        yield audit_claim(register, claim.id, product=[wages[0], name], prices=())


def _national(register: Register, claim: Assumption) -> Iterator[NationalClaim]:
    """Yield national arithmetic if the register says plainly what it is made of."""
    free = [a for a in register.assumptions if a.id not in _used(register)]
    reach = [a.id for a in free if a.unit == "client/jaar" and a.value]
    shares = [a.id for a in free if a.unit == _SHARE and a.id.startswith("aandeel_")]
    weeks = [a.id for a in register.assumptions if a.unit == "week/traject" and a.value]
    group = [name for name in shares if _same_group(name, claim)]
    if len(reach) == len(weeks) == len(group) == 1 and len(shares) > 1:
        yield national_claim(
            register,
            claim.id,
            reach=reach[0],
            group=group[0],
            others=[name for name in shares if name not in group],
            duration=weeks[0],
        )


def _same_group(share: str, claim: Assumption) -> bool:
    """Return whether a share is of whom a claim is about: gezin and gezinnen."""
    _, _, who = claim.id.rpartition("_")
    return share.startswith(f"aandeel_{who}")
