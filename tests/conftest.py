"""Studies that tests may change, and the two ways in which tests look at a folder."""

from __future__ import annotations

import gettext
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tbresearch.coding import add_coding, read_codebook, read_coding
from tbresearch.errors import WorkbenchError
from tbresearch.study import Study, open_study
from tbresearch.transcripts import read_transcripts

# No test depends on how fast a machine is.
settings.register_profile("tbresearch", deadline=None)
settings.load_profile("tbresearch")

EXAMPLE = Path(__file__).parents[1] / "data" / "voorbeeld"


@pytest.fixture(autouse=True)
def _words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggest by words alone, whether the extra `use` is installed here or not."""
    monkeypatch.setattr(
        "tbresearch.suggesting.word_suggester.sentences_installed", lambda: False
    )


# Six people. B3 may be counted and not quoted, C2 may not be counted, B4 has no
# organisation, and both focus groups have a different guest.
SMALL_STUDY = {
    "studie.toml": """\
titel = "Proefstudie"
interventie = "Thuisbegeleiding"
traditie = "codeboek"
groepen = ["begeleider", "client"]
codeurs = ["anna", "bram"]
bevindingen_van = ["anna"]
""",
    "respondenten.csv": """\
respondent;groep;rol;organisatie;deelname;letterlijk_citeren;citeren_met_rol
B1;begeleider;thuisbegeleider;zorgpunt;ja;ja;ja
B2;begeleider;leidinggevende;zorgpunt;ja;ja;nee
B3;begeleider;thuisbegeleider;hulpnet;ja;nee;nee
B4;begeleider;thuisbegeleider;;ja;ja;ja
C1;client;moeder van twee;;ja;ja;nee
C2;client;vader;;nee;ja;ja
""",
    "gesprekken.csv": """\
gesprek;soort;wijze;datum;transcript;titel
fg1;focusgroep;online;2025-11-03;fg1.txt;focusgroep 1
fg2;focusgroep;fysiek;4-11-2025;fg2.txt;focusgroep 2
int1;interview;telefoon;2025-11-05;int1.txt;interview 1
int2;interview;fysiek;2025-11-06;int2.txt;interview 2
""",
    "sprekers.csv": """\
gesprek;spreker;respondent
fg1;Gespreksleider;gespreksleider
fg1;P1;B1
fg1;P2;B2
fg2;Gespreksleider;gespreksleider
fg2;P1;B3
fg2;P2;B4
int1;I;gespreksleider
int1;R1;C1
int2;I;gespreksleider
int2;R2;C2
""",
    "transcripten/fg1.txt": """\
Gespreksleider: Wat helpt er in een gezin?

P1: Rust in huis helpt het meest, dat zie ik elke dag weer bij iedereen.

P2: Overzicht, en dan pas rust.

P1: En korte lijnen met de wijkverpleging, want die komt er toch al elke ochtend.
""",
    "transcripten/fg2.txt": """\
Gespreksleider: Wat helpt er volgens u?

P1: Rust. De wachttijd is veel te lang, daar heeft niemand iets aan.

P2: Die wachttijd, ja.
""",
    "transcripten/int1.txt": """\
I: Hoe gaat het nu?

R1: Ik heb nu overzicht over de post.

I: En wat kan er beter?

R1: Het wachten, dat duurde een half jaar.
""",
    "transcripten/int2.txt": """\
I: Hoe gaat het?

R2: Rustig, eindelijk rust in huis.
""",
    "codeboek.toml": """\
titel = "Proefcodeboek"
versie = "1"

[[code]]
code = "rust"
label = "Rust in huis"
soort = "succesfactor"

[[code]]
code = "overzicht"
label = "Overzicht"
soort = "succesfactor"
hoort_bij = "rust"

[[code]]
code = "lijnen"
label = "Korte lijnen"
soort = "thema"

[[code]]
code = "wachttijd"
label = "Wachttijd"
soort = "verbeterpunt"
""",
}
# coder, session, quote, code, polarity
SMALL_CODINGS = (
    ("anna", "fg1", "Rust in huis helpt het meest", "rust", "succesfactor"),
    ("anna", "fg1", "Overzicht, en dan pas rust.", "overzicht", "succesfactor"),
    ("anna", "fg1", "Overzicht, en dan pas rust.", "rust", "succesfactor"),
    ("anna", "fg1", "korte lijnen met de wijkverpleging", "lijnen", "succesfactor"),
    ("anna", "fg2", "Rust.", "rust", "succesfactor"),
    ("anna", "fg2", "De wachttijd is veel te lang", "wachttijd", "verbeterpunt"),
    ("anna", "int1", "overzicht over de post", "overzicht", "succesfactor"),
    ("anna", "int2", "eindelijk rust in huis", "rust", "succesfactor"),
    ("bram", "fg1", "Rust in huis", "rust", "geen"),
    ("bram", "int1", "dat duurde een half jaar", "wachttijd", "verbeterpunt"),
)


@pytest.fixture(scope="session")
def _small_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("proef") / "proefstudie"
    for name, content in SMALL_STUDY.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    study = open_study(root)
    coding = read_coding(study, read_transcripts(study), read_codebook(study))
    for coder, session, quote, code, polarity in SMALL_CODINGS:
        add_coding(
            coding,
            coder=coder,
            session=session,
            quote=quote,
            code=code,
            polarity=polarity,
        )
    return root


@pytest.fixture
def small_study(_small_study: Path, tmp_path: Path) -> Path:
    """Return the folder of a small study that a test may change."""
    return shutil.copytree(_small_study, tmp_path / "proefstudie")


PRACTICE_HEADS = {
    "trajecten": "traject;client;aanbieder;start;einde;reden_einde;complex;wet;"
    "indicatiehouder;route",
    "contacten": "traject;datum;minuten;soort;begeleider",
    "fasen": "traject;fase;start;einde",
    "evaluaties": "traject;datum;soort",
    "aanpassingen": "traject;aanbieder;wat;element;past;beoordelaar",
}


@pytest.fixture
def with_practice(small_study: Path) -> Callable[..., Study]:
    """Return a function that opens the small study with tables of practice in it.

    Rows come by table; a cut-off of 31 December 2025 is in the settings.
    """

    def opened(**tables: list[str]) -> Study:
        settings = small_study / "studie.toml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(f"peildatum = 2025-12-31\n{text}", encoding="utf-8")
        for name, rows in tables.items():
            content = "\n".join([PRACTICE_HEADS[name], *rows, ""])
            (small_study / f"{name}.csv").write_text(content, encoding="utf-8")
        return open_study(small_study)

    return opened


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return a copy of the example study, without what a build left in it."""
    folder = shutil.copytree(EXAMPLE, tmp_path / "voorbeeld")
    (folder / "rapport" / "bewijs.json").unlink(missing_ok=True)
    return folder


@pytest.fixture(scope="session")
def edit() -> Callable[[Path, str, str], None]:
    """Return a function that replaces a text that a file holds exactly once."""

    def replace(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture(scope="session")
def contents() -> Callable[[Path], dict[str, bytes]]:
    """Return a function that gives every file and folder below a folder."""

    def look(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): (
                path.read_bytes() if path.is_file() else b"a folder"
            )
            for path in folder.rglob("*")
        }

    return look


@pytest.fixture(scope="session")
def refusal() -> Callable[..., list[str]]:
    """Return a function that calls, and gives the problems that this raises."""

    def call(function: Callable[..., object], *words: object, **named: object) -> list:
        with pytest.raises(WorkbenchError) as caught:
            function(*words, **named)
        problems = [str(problem) for problem in caught.value.problems]
        assert str(caught.value) == "\n".join(problems)
        return problems

    return call


@pytest.fixture
def own_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give back the language and the catalogue that a command takes."""
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))
    domain = gettext.textdomain()
    yield
    gettext.textdomain(domain)
