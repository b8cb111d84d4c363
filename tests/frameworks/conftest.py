"""A made-up framework of a team's own, and findings in it, both whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.frameworks import Assessment, read_assessment
from tbresearch.study import Study, open_study

STRUCTURE = """\
sleutel = "eigen"
naam = "Eigen kader"
soort = "oordelen"
versie = "1"

[[bron]]
id = "H"
titel = "Handboek"
jaar = 2024
soort = "eigenaar"

[[thema]]
id = "start"
label = "Start"
bron = "H"

[[thema]]
id = "slot"
label = "Slot"
bron = "H"

[[criterium]]
id = "start.snel"
thema = "start"
label = "Snel"
bron = "H"

[[indicator]]
id = "start.snel.1"
criterium = "start.snel"
label = "Binnen een week"
bron = "H"

[[indicator]]
id = "start.snel.2"
criterium = "start.snel"
label = "Zonder wachtlijst"
bron = "H"

[[indicator]]
id = "slot.1"
thema = "slot"
bron = "H"
"""
FINDINGS = """\
kader = "eigen"
onderwerp = "Proef"
reikwijdte = "beleid"

[[informant]]
id = "gem"
label = "Gemeente"
rol = "gemeente"
wordt_beoordeeld = true

[[informant]]
id = "p1"
label = "Partner 1"
rol = "partner"
wordt_beoordeeld = false
aangewezen_door = "gem"

[[document]]
id = "verslag"
titel = "Jaarverslag"
van = "gem"

[[bevinding]]
id = "b1"
soort = "observatie"
tekst = "Er is een wachtlijst."
informanten = ["p1"]

[[bevinding]]
id = "b2"
soort = "conclusie"
tekst = "Gezinnen haken af."
premissen = ["b1"]

[[oordeel]]
indicator = "start.snel.1"
oordeel = "voldoet"
voorbehoud = "alleen volgens de gemeente"
informanten = ["gem"]
documenten = ["verslag"]

[[oordeel]]
indicator = "start.snel.2"
oordeel = "verbeterpunt"
bevindingen = ["b2"]

[[standpunt]]
indicator = "start.snel.1"
informant = "gem"
zegt = "ja"

[[standpunt]]
indicator = "start.snel.1"
informant = "p1"
zegt = "nee"
"""


@pytest.fixture
def place(small_study: Path) -> Callable[..., Study]:
    """Return a function that puts a framework and findings in a small study."""

    def put(
        *changes: tuple[str, str], structure: str = STRUCTURE, findings: str = FINDINGS
    ) -> Study:
        for old, new in changes:
            assert (structure + findings).count(old) >= 1, old
            structure = structure.replace(old, new, 1)
            findings = findings.replace(old, new, 1)
        folder = small_study / "kaders" / "opbouw"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "eigen.toml").write_text(structure, encoding="utf-8")
        (folder.parent / "eigen.toml").write_text(findings, encoding="utf-8")
        return open_study(small_study)

    return put


@pytest.fixture
def assessment(place: Callable[..., Study]) -> Assessment:
    return read_assessment(place(), "eigen")
