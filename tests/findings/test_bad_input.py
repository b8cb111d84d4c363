"""What tables say when there is little to say: each case against its own words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding import Coding

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]
SIDES = [(tb.success_factors, "Succesfactor"), (tb.improvement_points, "Verbeterpunt")]
NOTHING = (
    "Er is nog niets gecodeerd: dat hier niets staat, wil niet zeggen dat niemand iets "
    "noemt."
)


def silenced(folder: Path) -> Path:
    for path in (folder / "coderingen").glob("*.jsonl"):
        path.unlink()
    return folder


def composed(folder: Path) -> str:
    return tb.full_report(tb.open_study(folder)).compose().markdown.replace("\\", "")


@pytest.mark.parametrize(("count", "name"), SIDES)
def test_without_codings_nothing_is_told_as_nothing_said(
    small_study: Path, read: Read, count: Callable[[Coding], tb.Factors], name: str
) -> None:
    factors = count(read(silenced(small_study)))
    assert str(factors) == f"{name}: niet te bepalen, er is nog niets gecodeerd"
    for result in (factors, tb.perspectives(factors), tb.negative_cases(factors)):
        assert NOTHING in result.notes
        assert "<table" not in result._repr_html_()
        assert result.to_frame().empty
    patterns = tb.group_patterns(factors)
    assert patterns.notes == ("Er zijn geen coderingen, en dus geen patronen.",)
    factors.plot()


def test_without_codings_the_report_says_what_is_needed(small_study: Path) -> None:
    text = composed(silenced(small_study))
    part = text.split("{#ervaringen}")[1].split("\n# ")[0]
    assert part.strip() == (
        "::: {.ontbreekt}\nDeze paragraaf is nog leeg. Er is voor nodig: transcripten, "
        "een codeboek en coderingen.\n:::"
    )


def test_a_respondent_without_a_group_is_refused(
    small_study: Path, edit: Edit, refusal: Refusal
) -> None:
    edit(small_study / "respondenten.csv", "B3;begeleider;", "B3;;")
    assert refusal(tb.open_study, small_study) == [
        "'groep' is niet ingevuld\n"
        "  waar:      respondenten.csv, regel 4, kolom groep\n"
        "  oplossing: vul in: één van: begeleider, client, naaste, ketenpartner"
    ]


def test_a_group_with_one_member_is_one_person(small_study: Path, read: Read) -> None:
    """C2 does not count, so that C1 is the only client."""
    factors = tb.success_factors(read(small_study))
    said = (
        "Van cliënten telt één respondent mee: wat die noemt, is van één mens en zegt "
        "niets over de groep."
    )
    assert said in factors.notes
    assert str(factors.count("client", "overzicht", "respondent")) == (
        "1 van 1 respondent"
    )
    assert said in composed(small_study)


def test_a_group_of_which_nobody_counts_is_not_silent(
    small_study: Path, edit: Edit, read: Read
) -> None:
    edit(
        small_study / "respondenten.csv",
        "C1;client;moeder van twee;;ja;ja;nee",
        "C1;client;moeder van twee;;nee;ja;nee",
    )
    factors = tb.success_factors(read(small_study))
    assert (
        "Van cliënten sprak niemand die meetelt; wat zij noemen is niet bekend."
        in factors.notes
    )
    assert str(factors.count("client", "rust", "respondent")).startswith(
        "niet te bepalen: geen respondenten bij Cliënten"
    )


def test_a_conversation_without_codings_is_named(small_study: Path, read: Read) -> None:
    """Anna coded fg1, fg2 and int1; in int2 nobody counts."""
    coding = read(small_study)
    notes = " ".join(tb.success_factors(coding).notes)
    assert "Nog niet gecodeerd" not in notes
    path = small_study / "coderingen" / "anna.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if '"fg2"' not in line]
    path.write_text("\n".join([*kept, ""]), encoding="utf-8")
    assert (
        "Nog niet gecodeerd is: focusgroep 2. Wie daar sprak, telt wel mee in het "
        "totaal; een aantal kan daardoor te laag zijn."
        in tb.success_factors(read(small_study)).notes
    )
    kept = [line for line in kept if '"int1"' not in line]
    path.write_text("\n".join([*kept, ""]), encoding="utf-8")
    [note] = [
        n for n in tb.success_factors(read(small_study)).notes if n.startswith("Nog")
    ]
    assert note.startswith("Nog niet gecodeerd zijn: focusgroep 2 en interview 1.")


def test_a_codebook_without_definitions_says_so(small_study: Path, edit: Edit) -> None:
    codebook = tb.read_codebook(tb.open_study(small_study))
    said = (
        "4 codes hebben geen definitie: Rust in huis, Overzicht, Korte lijnen, "
        "Wachttijd. Of twee mensen er hetzelfde onder verstaan, is dan niet na te gaan."
    )
    assert codebook.notes == (said,)
    assert said in codebook._repr_html_()
    assert said in tb.check_study(small_study).lines
    assert said in composed(small_study)
    path = small_study / "codeboek.toml"
    for name in ("rust", "overzicht", "lijnen"):
        edit(
            path, f'code = "{name}"', f'code = "{name}"\ndefinitie = "Gaat over iets."'
        )
    [note] = tb.read_codebook(tb.open_study(small_study)).notes
    assert note.startswith("1 code heeft geen definitie: Wachttijd.")


def test_the_starter_codebook_has_nothing_to_say_of_that() -> None:
    assert tb.starter_codebook().notes == ()
