"""The rule: what two strands give, and when a strand points anywhere."""

from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.outcomes.claims import change_claims
from tbresearch.synthesis.display import JOINT_RULE
from tbresearch.synthesis.display.rule import candidate
from tbresearch.synthesis.display.scores import AreaChange, DomainResult
from tbresearch.synthesis.display.talk import balances
from tbresearch.vocabulary import JOINT_LABELS, STRAND_STATES

MIRROR = {"gunstig": "ongunstig", "ongunstig": "gunstig"}
# What each pair of states gives, talk down and scores across; written by hand.
BY_HAND = """\
            gunstig        ongunstig      open      niets
gunstig     bevestigt      spreekt_tegen  vult_aan  zwijgt
ongunstig   spreekt_tegen  bevestigt      vult_aan  zwijgt
open        vult_aan       vult_aan       zwijgt    zwijgt
niets       zwijgt         zwijgt         zwijgt    zwijgt
"""


def test_every_pair_of_states_gives_what_stands_in_the_table() -> None:
    head, *lines = (line.split() for line in BY_HAND.splitlines())
    table = {
        (row[0], state): said
        for row in lines
        for state, said in zip(head, row[1:], strict=True)
    }
    assert set(table) == set(product(STRAND_STATES, repeat=2))
    for (talk, scores), said in table.items():
        assert candidate(talk, scores)[0] == said


@pytest.mark.parametrize("pair", list(product(STRAND_STATES, repeat=2)))
def test_mirroring_both_strands_changes_nothing(pair: tuple[str, str]) -> None:
    talk, scores = (MIRROR.get(state, state) for state in pair)
    assert candidate(talk, scores)[0] == candidate(*pair)[0]


def test_the_printed_rule_names_every_label_with_its_meaning() -> None:
    for term in JOINT_LABELS.values():
        assert f"{term.label}: {term.meaning}" in JOINT_RULE


def area(*counts: tuple[int, int, int]) -> str:
    """Return the state of a life domain whose ZRM domains went so."""
    names = ("basale_adl", "instrumentele_adl")[: len(counts)]
    claims = change_claims(
        [(name, *own) for name, own in zip(names, counts, strict=True)]
    )
    results = tuple(
        DomainResult(domain=name, fit="deels", claim=claim)
        for name, claim in zip(names, claims, strict=True)
    )
    return AreaChange(leefgebied="adl", domains=results).state


def test_domains_that_disagree_leave_the_life_domain_open() -> None:
    up, same, down, few = (30, 5, 5), (6, 30, 4), (5, 5, 30), (9, 0, 0)
    assert area(up, same) == area(up, up) == area(few, up) == "gunstig"
    assert area(down, same) == "ongunstig"
    assert area(up, down) == area(same, same) == "open"
    assert area(few, few) == area() == "niets"


people = st.lists(
    st.tuples(
        st.sampled_from(["P1", "P2", "P3"]),
        st.sampled_from(["succesfactor", "verbeterpunt"]),
    ),
    max_size=20,
)


@given(people)
def test_a_balance_counts_people_by_what_they_name_most(
    said: list[tuple[str, str]],
) -> None:
    frame = pd.DataFrame(
        [("adl", "client", who, f"a{i}", side) for i, (who, side) in enumerate(said)],
        columns=["leefgebied", "group", "respondent", "id", "polarity"],
    )
    works = short = 0
    for who in ("P1", "P2", "P3"):
        good = sum(1 for name, side in said if (name, side) == (who, "succesfactor"))
        bad = sum(1 for name, side in said if (name, side) == (who, "verbeterpunt"))
        works, short = works + (good > bad), short + (bad > good)
    found = balances(pd.concat([frame, frame]))  # a coding that crosses turns is one
    assert found.get(("adl", "client"), (0, 0)) == (works, short)


def test_what_plants_cells_knows_nothing_of_the_rule() -> None:
    root = Path(__file__).parents[2] / "tbresearch"
    text = (root / "datasets" / "planted_display.py").read_text(encoding="utf-8")
    assert "synthesis" not in text
    assert "outcomes" not in text
