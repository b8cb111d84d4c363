"""What speaks against a finding, who looked for it, and one voice too many."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.datasets import (
    PlantedFactor,
    PlantedGroup,
    StudyPlan,
    planted_study,
)
from tbresearch.findings import (
    NEGATIVE_RULE,
    concentrated_findings,
    concentrated_quotes,
)

Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]
HEAD = "bevinding;door;datum;gevonden\n"


def against(study: Path, read: Read, quote: str, session: str) -> None:
    """Code a passage as rust that could be better."""
    tb.add_coding(
        read(study),
        coder="anna",
        session=session,
        quote=quote,
        code="rust",
        polarity="verbeterpunt",
    )


def found(study: Path, read: Read) -> tb.NegativeCases:
    return tb.negative_cases(tb.success_factors(read(study)))


def row(cases: tb.NegativeCases, group: str, code: str) -> dict:
    frame = cases.to_frame()
    own = frame[(frame["group"] == group) & (frame["code"] == code)]
    [only] = own.to_dict("records")
    return only


def test_a_finding_that_nobody_tested_is_provisional(
    small_study: Path, read: Read
) -> None:
    cases = found(small_study, read)
    assert set(cases.to_frame()["status"]) == {"voorlopig"}
    assert str(cases) == (
        "Tegenspraak bij succesfactor: 4 bevindingen, waarvan 0 met tegenspraak en 0 "
        "definitief"
    )
    assert cases.notes == (NEGATIVE_RULE,)
    assert "niet vastgelegd" in cases._repr_html_()


def test_the_other_side_of_the_same_code_speaks_against_it(
    small_study: Path, read: Read
) -> None:
    against(small_study, read, "dat zie ik elke dag weer", "fg1")  # B1, who names it
    against(small_study, read, "Die wachttijd, ja.", "fg2")  # B4, who does not
    against(small_study, read, "Het wachten", "int1")  # C1, of another group
    cases = found(small_study, read)
    rust = row(cases, "begeleider", "rust")
    assert (rust["k"], rust["opposed"], rust["both"]) == (3, 2, 1)
    assert list(cases.passages("begeleider", "rust")["respondent"]) == ["B1", "B4"]
    assert row(cases, "client", "overzicht")["opposed"] == 0


def test_another_group_speaks_against_it_only_in_the_same_focus_group(
    small_study: Path, read: Read
) -> None:
    people = small_study / "sprekers.csv"
    swapped = people.read_text().replace("fg2;P2;B4", "fg2;P2;C1")
    people.write_text(swapped.replace("int1;R1;C1", "int1;R1;B4"))
    against(small_study, read, "Die wachttijd, ja.", "fg2")
    assert row(found(small_study, read), "begeleider", "rust")["opposed"] == 1


def test_a_search_that_is_written_down_makes_it_firm_until_more_is_coded(
    small_study: Path, read: Read
) -> None:
    log = small_study / "tegenspraak.csv"
    line = "succesfactor.begeleider.rust;anna;{};Alles gelezen, niets gevonden.\n"
    log.write_text(HEAD + line.format("2100-01-01"))
    against(small_study, read, "Die wachttijd, ja.", "fg2")
    rust = row(found(small_study, read), "begeleider", "rust")
    assert rust["status"] == "definitief"
    assert (rust["searcher"], rust["day"]) == ("anna", date(2100, 1, 1))
    assert "definitief" in found(small_study, read)._repr_html_()
    log.write_text(HEAD + line.format("2020-01-01"))  # the passage came later
    assert row(found(small_study, read), "begeleider", "rust")["status"] == "voorlopig"
    log.write_text(HEAD + line.format("2100-01-01") + line.format("2020-01-01"))
    assert row(found(small_study, read), "begeleider", "rust")["status"] == "definitief"


@pytest.mark.parametrize(
    "name",
    [
        "rust",
        "geen.begeleider.rust",
        "succesfactor.naaste.rust",
        "succesfactor.client.rusr",
    ],
)
def test_a_search_for_what_cannot_be_a_finding_is_refused(
    name: str, small_study: Path, read: Read, refusal: Refusal
) -> None:
    log = small_study / "tegenspraak.csv"
    log.write_text(f"{HEAD}{name};anna;2026-01-01;Niets.\n")
    assert refusal(found, small_study, read) == [
        f"bevinding {name!r} kan er niet zijn\n"
        "  waar:      tegenspraak.csv, regel 2, kolom bevinding\n"
        "  oplossing: schrijf kant, groep en code met punten, zoals "
        "succesfactor.client.CODE"
    ]
    assert [str(p) for p in tb.check_study(small_study).problems] == refusal(
        found, small_study, read
    )


def test_who_when_and_what_was_found_are_all_needed(
    small_study: Path, read: Read, refusal: Refusal
) -> None:
    (small_study / "tegenspraak.csv").write_text(
        f"{HEAD}succesfactor.begeleider.rust;;gisteren;\n"
    )
    problems = refusal(found, small_study, read)
    assert [problem.split("\n")[0] for problem in problems] == [
        "'door' is niet ingevuld",
        "datum = 'gisteren' kan hier niet",
        "'gevonden' is niet ingevuld",
    ]


def test_one_respondent_who_carries_a_finding_is_named(
    small_study: Path, read: Read
) -> None:
    assert concentrated_findings(tb.success_factors(read(small_study))) == ()
    coding = read(small_study)
    path = small_study / "transcripten" / "int1.txt"
    turns = "".join(f"\nI: En?\n\nR1: Overzicht nummer {n} helpt.\n" for n in "abc")
    path.write_text(path.read_text() + turns)
    for n in "abc":
        tb.add_coding(
            read(small_study),
            coder="anna",
            session="int1",
            quote=f"Overzicht nummer {n}",
            code="overzicht",
            polarity="succesfactor",
        )
    assert len(coding.codings) == 10
    assert concentrated_findings(tb.success_factors(read(small_study))) == (
        "succesfactor 'Overzicht': 4 van 4 uitingen van cliënten komen van C1",
    )
    assert any(
        line.startswith("let op: succesfactor 'Overzicht'")
        for line in tb.check_study(small_study).lines
    )


@pytest.mark.parametrize(
    ("speakers", "warned"),
    [
        ("aaabc", ()),  # too few quotes to say it of
        ("aabbcc", ()),
        ("aaabbc", ("3 van 6 afgedrukte citaten zijn van a",)),
        ("", ()),
    ],
)
def test_one_respondent_with_too_many_quotes_is_named(
    small_study: Path, speakers: str, warned: tuple[str, ...]
) -> None:
    study = tb.open_study(small_study)
    assert concentrated_quotes(speakers, study=study) == warned


@pytest.mark.parametrize(
    ("speakers", "warned"),
    [
        (("B1", "B2", "B1", "B2", "B3"), False),  # too few quotes to say it of
        (("B1", "B2", "B1", "B3", "B3", "B3", "B2"), True),
        (("B1", "B2", "B1", "B3", "B3", "B3"), False),  # half is not most
        (("B1", "B1", "B2", "B4", "B4", "C1"), False),  # of three it is not known
    ],
)
def test_one_organisation_with_most_quotes_is_named(
    small_study: Path, speakers: tuple[str, ...], warned: bool
) -> None:
    """B1 and B2 are of zorgpunt, B3 of hulpnet; of B4 and C1 it is not known."""
    said = concentrated_quotes(speakers, study=tb.open_study(small_study))
    text = (
        "4 van 7 afgedrukte citaten waarvan de organisatie bekend is, zijn van "
        "organisatie zorgpunt"
    )
    assert ([s for s in said if "organisatie" in s] == [text]) is warned
    assert any("organisatie" in one for one in said) is warned


def planted(organisations: str, tmp_path: Path, read: Read) -> tuple[str, ...]:
    """Return the warnings of five people who name a thing, of these organisations."""
    group = PlantedGroup(
        group="client", focus_groups=0, size=0, interviews=6, organisations=2
    )
    factor = PlantedFactor(
        code="rust",
        label="Rust",
        group="client",
        polarity="succesfactor",
        in_groups=(),
        patterns=(),
        interviewed=len(organisations),
        organisations=len(set(organisations)),
        turns=len(organisations),
    )
    study = planted_study(StudyPlan(groups=(group,), factors=(factor,)), seed=1)
    folder = study.write(tmp_path / "studie")
    named = [
        str(row["respondent"])
        for row in tb.success_factors(read(folder)).passages.to_dict("records")
    ]
    of = dict(zip(dict.fromkeys(named), organisations, strict=True))
    path = folder / "respondenten.csv"
    head, *rows = (line.split(";") for line in path.read_text().splitlines())
    for row in rows:
        row[3] = of.get(row[0], "Q")
    path.write_text("".join(f"{';'.join(row)}\n" for row in [head, *rows]))
    return concentrated_findings(tb.success_factors(read(folder)))


def test_one_organisation_that_carries_a_finding_is_named(
    tmp_path: Path, read: Read
) -> None:
    assert planted("AAABB", tmp_path, read) == (
        "succesfactor 'Rust': 3 van 5 cliënten die het noemen, zijn van organisatie A",
    )


@pytest.mark.parametrize("organisations", ["AAB", "AABB"])
def test_few_people_or_half_of_them_are_no_warning(
    organisations: str, tmp_path: Path, read: Read
) -> None:
    assert planted(organisations, tmp_path, read) == ()
