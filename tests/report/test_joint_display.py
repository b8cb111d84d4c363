"""The joint display in the report tells what the study shows, and no more."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.datasets.planted_display import planted_display
from tbresearch.report.composition import Composition
from tbresearch.vocabulary import ZRM_DOMAINS

Edit = Callable[[Path, str, str], None]
Refusal = Callable[..., list[str]]
OPEN, SMALL = (20, 14, 6), (36, 2, 2)
# works, falls short, both, of twelve: the counts are TALK[0] + TALK[2] and so on.
TALK = {
    ("financien", "client"): (6, 0, 0),
    ("financien", "begeleider"): (3, 0, 0),
    ("adl", "client"): (6, 0, 0),
    ("adl", "begeleider"): (0, 0, 0),
    ("werk_opleiding", "client"): (11, 0, 0),
}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return planted_display(
        tmp_path / "geplant",
        talk=TALK,
        scores={"financien": OPEN, "basale_adl": SMALL, "instrumentele_adl": OPEN},
        domains=ZRM_DOMAINS["2017"],
        people=12,
        seed=4,
    )


def composed(study: Path) -> Composition:
    return tb.full_report(tb.open_study(study)).compose()


def section(study: Path) -> str:
    text = composed(study).markdown.replace("\\", "")
    return text.split("{#samenhang}")[1].split("\n# ")[0]


def rows(part: str, caption: str) -> dict[tuple[str, str], list[str]]:
    """Return the cells of a table by its first two columns."""
    block = part.split(f". {caption}")[0].rstrip().rsplit("\n\n", 2)[-2]
    cells = [line.strip("|").split("|") for line in block.split("\n")[2:]]
    return {(row[0], row[1]): row[2:] for row in cells}


def hide(study: Path) -> None:
    settings = study / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}uitspraken = "onderdrukken"\n', encoding="utf-8")


def test_the_section_has_its_table_its_picture_and_its_losses(study: Path) -> None:
    part = section(study)
    table = rows(part, "Uitspraken naast scores")
    assert len(table) == 14
    assert table["Financiën", "Cliënten"] == [
        *("6 van 12", "0 van 12", "beter"),
        *("beter", "bevestigt"),
    ]
    # Two clients went down on basale ADL, so nothing that rests on it is told.
    assert table["Dagelijkse verrichtingen (ADL)", "Cliënten"][-2:] == [
        "niet getoond",
        "niet getoond",
    ]
    scores = rows(part, "Verandering tijdens het traject op de ZRM-domeinen")
    name = "Dagelijkse verrichtingen (ADL)"
    assert scores[name, "Basale ADL"][1:] == ["niet getoond", "niet getoond"]
    assert scores["Financiën", "Financiën"][0] == "exact"
    assert scores["Werk en opleiding", "Werk en opleiding"][1] == "–"
    assert "![Figuur" in part
    assert "Financiën, cliënten: bevestigt" in part
    assert "Dagelijkse verrichtingen (ADL), cliënten: niet getoond" in part
    assert "- Justitie: Thuisbegeleiding heeft hiervoor geen leefgebied" in part
    assert "Over kosten is in deze studie niets bekend" in part


def test_a_text_refers_to_cells_and_counts_by_name(
    study: Path, refusal: Refusal
) -> None:
    (study / "rapport").mkdir()
    text = study / "rapport" / "conclusies.md"
    text.write_text(
        "Bij financiën {{samenhang:financien.client}} wat "
        "{{aantal:samenhang.financien.client.werkt}} zeggen de scores.\n"
    )
    used = composed(study).used
    assert used["samenhang:financien.client"] == "bevestigt"
    assert used["aantal:samenhang.financien.client.werkt"] == "6 van 12 respondenten"
    text.write_text("Bij ADL {{samenhang:adl.client}} het.\n")
    [problem] = refusal(composed, study)
    assert "wat de regel geeft bij Dagelijkse verrichtingen (ADL), cliënten" in problem
    assert "rapport/conclusies.md, regel 1" in problem


def test_small_numbers_of_statements_are_hidden_with_what_rests_on_them(
    study: Path, refusal: Refusal
) -> None:
    hide(study)
    part = section(study)
    table = rows(part, "Uitspraken naast scores")
    shown = {key: cells for key, cells in table.items() if "·" not in "".join(cells)}
    assert table["Financiën", "Cliënten"][0] == "6 van 12"
    # Three name it; of twelve, eleven do and one does not.
    for key in (("Financiën", "Begeleiders"), ("Werk en opleiding", "Cliënten")):
        assert table[key][:3] == ["· van 12", "· van 12", "niet getoond"]
        assert table[key][4] == "niet getoond"
    for cells in shown.values():
        for k, total in re.findall(r"(\d+) van (\d+)", " ".join(cells)):
            assert 5 <= int(k) <= int(total) - 5 or int(k) == 0
    assert "waarvan" not in part.split("|Leefgebied")[0]
    assert "![" not in part
    (study / "rapport").mkdir()
    for key in (
        "samenhang:financien.begeleider",
        "aantal:samenhang.financien.begeleider.werkt",
        "aantal:samenhang.werk_opleiding.client.tekort",
    ):
        (study / "rapport" / "conclusies.md").write_text(f"Zie {{{{{key}}}}}.\n")
        [problem] = refusal(composed, study)
        assert "niet getoond" in problem
    entry = next(
        e
        for e in tb.full_report(tb.open_study(study)).disclosure().entries
        if e.table == "tabel:samenhang"
    )
    assert entry.primary > 0


def test_without_the_file_there_is_no_joint_display(study: Path) -> None:
    (study / "leefgebieden.csv").unlink()
    assert "Er is voor nodig: een vergelijking per leefgebied" in section(study)


def test_costs_of_one_life_domain_are_named_and_the_whole_once(study: Path) -> None:
    (study / "aannames.toml").write_text(
        'titel = "Toets"\nprijspeil = 2025\n'
        '[[aanname]]\nid = "loon"\nlabel = "Loon"\nwaarde = 50\nlaag = 40\nhoog = 60\n'
        'eenheid = "EUR/uur"\naard = "onzekerheid"\nbron = "bron"\ngraad = "D"\n'
        'prijspeil = 2025\nstatus = "bron"\nbetaler = "gemeente"\n'
        '[[aanname]]\nid = "uren"\nlabel = "Uren"\nwaarde = 10\nlaag = 8\nhoog = 12\n'
        'eenheid = "uur/traject"\naard = "onzekerheid"\nbron = "bron"\ngraad = "D"\n'
        'status = "bron"\n'
        '[[kostenpost]]\nid = "budget"\nlabel = "Budgethulp"\n'
        'product = ["loon", "uren"]\nleefgebied = "financien"\n',
        encoding="utf-8",
    )
    part = section(study)
    assert "Bij Financiën hoort: Budgethulp." in part
    assert len(re.findall(r"Budgethulp EUR\s500", part)) == 1
