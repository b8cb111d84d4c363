"""The report tells of the intervention as intended, each number with its evidence."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.report.composition import Composition, compose
from tbresearch.report.contributions.intervention import intervention_contribution
from tbresearch.report.evidence import Contribution, Evidence

HOME = tb.read_intervention("thuisbegeleiding")


def composed(root: Path, *parts: Contribution) -> Composition:
    return compose(root, parts)


def section(found: Composition, key: str = "interventie") -> str:
    text = re.split(rf"\{{#{key}[ }}]", found.markdown)[1].split("\n# ")[0]
    return text.replace("\\", "")


@pytest.fixture
def section_of(tmp_path: Path) -> Callable[[str], str]:
    def read(key: str) -> str:
        made = intervention_contribution(tb.read_intervention(key))
        return section(composed(tmp_path, made))

    return read


def test_the_section_has_every_part_of_the_description(
    section_of: Callable[[str], str],
) -> None:
    text = section_of("thuisbegeleiding")
    assert re.findall(r"(?m)^## (.+)$", text) == [
        "Theorie",
        "Voor wie",
        "Fasen en dosering",
        "Onderbouwing en uitvoering",
        "Routes",
        "Bronnen van de beschrijving",
    ]
    for shown in (
        "[9 werkzame elementen](#",
        "[6 subdoelen](#",
        "[7 leefgebieden](#",
        "[21 werkprocessen](#",
        "[5 doelen](#",
        "|Informatie, signaleren en hulpvragen|2 tot 4 weken|4 tot 6 weken|",
        "13 weken of meer",
        "geen bron tekent ze zo",
        "Het label staat niet in onze bronnen",
    ):
        assert shown in text


def test_both_sources_of_each_contradiction_are_printed(
    tmp_path: Path,
) -> None:
    found = composed(tmp_path, intervention_contribution(HOME))
    text = section(found, "cijfers")
    for dispute in HOME.disputes:
        assert f"{dispute.origin_a}: {dispute.says_a}" in text
        assert f"{dispute.origin_b}: {dispute.says_b}" in text
    assert "= 17 weken" in text
    assert "90 tot 110%" in text
    assert "6,7 tot 8,3 cliënten per professional" in text


def test_the_picture_says_in_words_what_it_shows(tmp_path: Path) -> None:
    made = intervention_contribution(HOME)
    [picture] = made.pictures
    for item in (*HOME.elements, *HOME.subgoals, *HOME.life_domains):
        assert item.label in picture.alt
    assert "interventie-theorie" in composed(tmp_path, made).pictures
    assert "eigen lezing" in picture.method


def test_every_number_says_where_it_is_from() -> None:
    numbers = {
        item.key: item
        for item in intervention_contribution(HOME).evidence
        if isinstance(item, Evidence)
    }
    shown = {key: numbers[key].text for key in (
        "aantal:interventie.subdoelen",
        "interventie:fase.F3.weken",
        "interventie:fase.F4.weken",
        "interventie:dosering.bezoeken_per_week",
        "interventie:doelen.tegelijk_lvb",
        "interventie:cijfer.bereik",
        "interventie:cijfer.aandeel_gezinnen",
        "interventie:tegenspraak.bereik.tegelijk",
    )}  # fmt: skip
    assert list(shown.values()) == [
        "6 subdoelen",
        "13 weken of meer",
        "niet in onze bronnen",
        "1 bezoek per week",
        "3 doelen",
        "10.000 cliënten",
        "30 tot 40%",
        "20.000",
    ]
    assert all(item.method for item in numbers.values())
    figure = numbers["interventie:cijfer.bereik"]
    assert "Overgenomen uit S0, par. 4.1." in figure.method
    assert "Schatting van de projectleider van ActiZ." in figure.method


def test_an_author_may_refer_to_the_numbers(tmp_path: Path) -> None:
    (tmp_path / "rapport").mkdir()
    text = "De uitvoering duurt {{interventie:fase.F3.weken}}.\n"
    (tmp_path / "rapport" / "interventie.md").write_text(text, encoding="utf-8")
    found = section(composed(tmp_path, intervention_contribution(HOME)))
    assert found.lstrip().startswith("De uitvoering duurt [13 weken of meer](#")


def test_what_the_description_lacks_is_named(section_of: Callable[[str], str]) -> None:
    assert (
        section_of("leeg")
        .rstrip()
        .endswith(
            "In de beschrijving staat nog niets over: het doel, de doelgroepen, "
            "selectieregels, subdoelen, leefgebieden, werkzame elementen, de verbanden "
            "daartussen, fasen, de dosering, evaluatiemomenten en routes."
        )
    )
    whole = section_of("integraal_werken")
    assert "De interventie heeft [12 werkzame elementen](#" in whole
    assert "Terug naar" in whole
    assert "## Routes" not in whole
    assert "nog niets over: de doelgroepen, subdoelen, leefgebieden" in whole


def test_a_variant_prints_its_own_dose(section_of: Callable[[str], str]) -> None:
    text = section_of("reset")
    assert "De bedoelde dosering is [70 uur per traject](#" in text
    assert "Variant van 'thuisbegeleiding'" in text


def test_ages_of_a_target_group_are_no_ages_of_people(tmp_path: Path) -> None:
    path = tmp_path / "interventie.toml"
    path.write_text(
        'sleutel = "jong"\nnaam = "Jong"\nversie = "1"\ndatum = 2026-01-01\n\n'
        '[[bron]]\nid = "H"\ntitel = "Handboek"\njaar = 2024\nsoort = "eigenaar"\n\n'
        '[[doelgroep]]\nid = "k"\nlabel = "Kinderen van 4 tot 12 jaar"\nbron = "H"\n',
        encoding="utf-8",
    )
    made = intervention_contribution(tb.read_intervention(path))
    assert "Kinderen van 4 tot 12 jaar" in section(composed(tmp_path, made))


def test_a_full_report_has_the_description_of_the_study(small_study: Path) -> None:
    report = tb.full_report(tb.open_study(small_study))
    assert any(isinstance(part, tb.Intervention) for part in report.results)
    settings = small_study / "studie.toml"
    text = settings.read_text(encoding="utf-8").replace(
        'interventie = "Thuisbegeleiding"', 'interventie = "Buurtsoep"'
    )
    settings.write_text(text, encoding="utf-8")
    without = tb.full_report(tb.open_study(small_study))
    assert not any(isinstance(part, tb.Intervention) for part in without.results)
