"""The crosswalk to the ZRM is total both ways, and says what is lost."""

import pytest

from tbresearch.vocabulary import (
    LEEFGEBIEDEN,
    ZRM_DOMAINS,
    crosswalk_losses,
    zrm_crosswalk,
)


@pytest.mark.parametrize("version", ZRM_DOMAINS)
def test_every_life_domain_and_every_zrm_domain_has_a_place(version: str) -> None:
    matches = zrm_crosswalk(version)
    assert {m.leefgebied for m in matches} - {None} == set(LEEFGEBIEDEN)
    assert {m.domain for m in matches} - {None} == set(ZRM_DOMAINS[version])
    pairs = [(m.leefgebied, m.domain) for m in matches]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("version", ZRM_DOMAINS)
def test_whatever_is_not_exact_says_what_is_lost(version: str) -> None:
    for match in zrm_crosswalk(version):
        assert (match.fit == "exact") is (match.lost == "")
        assert (match.fit == "geen") is (match.leefgebied is None)
    lost = [m for m in zrm_crosswalk(version) if m.lost]
    assert len(crosswalk_losses(version)) == len(lost)


def test_what_thuisbegeleiding_has_no_life_domain_for() -> None:
    def without(version: str) -> set[str | None]:
        return {m.domain for m in zrm_crosswalk(version) if m.leefgebied is None}

    shared = {"huisvesting", "justitie", "maatschappelijke_participatie"}
    assert without("2013") == shared | {"verslaving"}
    assert without("2017") == shared | {"middelengebruik"}
