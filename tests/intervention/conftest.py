"""A small intervention of a team's own, whole, and ways to break it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.intervention import read_intervention

SMALL = """\
sleutel = "klein"
naam = "Klein begin"
versie = "2"
datum = 2026-03-01
doel = "Overzicht in huis."
doel_bron = "H"

[[bron]]
id = "H"
titel = "Handboek"
jaar = 2024
soort = "eigenaar"

[[subdoel]]
id = "overzicht"
label = "Overzicht over geld en post"
bron = "H"

[[subdoel]]
id = "rust"
label = "Rust in huis"
bron = "H"

[[leefgebied]]
id = "financien"
bron = "H"

[[element]]
id = "samen"
label = "Samen doen"
bron = "H"

[[element]]
id = "B9.4"
bron = "H"

[[verband]]
van = "samen"
naar = ["overzicht", "rust"]
graad = "D"
bron = "H"

[[verband]]
van = "B9.4"
naar = "rust"
graad = "D"
bron = "H"

[[verband]]
van = "rust"
naar = ["overzicht"]
graad = "D"
bron = "H"

[[verband]]
van = "overzicht"
naar = ["financien"]
graad = "D"
bron = "H"

[[fase]]
id = "F1"
label = "Kennismaken"
min_weken = 2
max_weken = 4
bron = "H"

[[fase]]
id = "F2"
label = "Doen"
min_weken = 6
terug_naar = ["F1"]
bron = "H"

[dosering]
bezoeken_per_week = 2
uren_per_bezoek = 1.5
kortste_weken = 8
gemiddeld_weken = 26
bron = "H"

[[cijfer]]
id = "klanten"
label = "Cliënten"
laag = 40
hoog = 60
eenheid = "cliënten"
jaar = 2024
bron = "H"

[[route]]
id = "wmo"
label = "Wmo"
wet = "wmo"
bron = "H"

[[voorwaarde]]
route = "wmo"
label = "de cliënt is 18 of ouder"
kenmerk = "leeftijd"
toets = "minstens"
waarde = 18
bron = "H"

[[tegenstrijdigheid]]
id = "kort"
onderwerp = "Duur"
bron_a = "H"
zegt_a = "De fasen hebben een duur."
bron_b = "H"
zegt_b = "Een traject ook."
status = "open"
berekening = "fasen_en_kort_traject"
"""


@pytest.fixture
def small() -> str:
    return SMALL


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "interventie.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def problems(written: Callable[[str], Path]) -> Callable[..., list[str]]:
    """Return what is wrong with the small intervention after replacements."""

    def read(*changes: tuple[str, str], text: str = SMALL) -> list[str]:
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        with pytest.raises(WorkbenchError) as caught:
            read_intervention(written(text))
        return [str(problem) for problem in caught.value.problems]

    return read
