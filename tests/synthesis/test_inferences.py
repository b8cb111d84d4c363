"""What people make of cells: beside the rule, and read again when that changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.datasets.planted_display import planted_display
from tbresearch.synthesis.display import inference_text
from tbresearch.vocabulary import ZRM_DOMAINS

Joint = Callable[[Path], tb.JointDisplay]
Refusal = Callable[..., list[str]]
HEAD = "leefgebied;groep;bij;duiding;tekst;bewijs;wie;datum\n"
UP = (30, 5, 5)
GOOD = "{{citaat:a0}} {{aantal:zrm.financien.hoger}}"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return a study in which clients contradict scores that go up, on one domain."""
    return planted_display(
        tmp_path / "geplant",
        talk={("financien", "client"): (0, 8, 0), ("adl", "client"): (8, 0, 0)},
        scores={"financien": UP, "basale_adl": UP},
        domains=ZRM_DOMAINS["2017"],
        people=10,
        seed=3,
    )


def write(study: Path, *rows: str) -> None:
    text = HEAD + "".join(f"{row}\n" for row in rows)
    (study / "samenhang.csv").write_text(text, encoding="utf-8")


def about(study: Path, area: str) -> str:
    """Return the name of a coding about a life domain."""
    rows = (study / "leefgebieden.csv").read_text(encoding="utf-8").split("\n")
    return next(row.split(";")[0] for row in rows if row.endswith(f";{area}"))


def row(study: Path, **changes: str) -> str:
    """Return a row that holds, with changes."""
    evidence = f"{{{{citaat:{about(study, 'financien')}}}}} "
    own = {
        "leefgebied": "financien",
        "groep": "client",
        "bij": "spreekt_tegen",
        "duiding": "spreekt_tegen",
        "tekst": "Wie spreekt, is nog in zorg.",
        "bewijs": f"{evidence}{{{{aantal:zrm.financien.hoger}}}}",
        "wie": "anna",
        "datum": "2026-01-05",
    }
    return ";".join((own | changes).values())


def test_a_contradiction_left_alone_stops_the_build(
    study: Path, joint: Joint, refusal: Refusal
) -> None:
    assert joint(study).cell("financien", "client").candidate == "spreekt_tegen"
    report = tb.full_report(tb.open_study(study))
    problem = (
        "uitspraken en scores spreken elkaar tegen op financien.client, en niemand "
        "heeft gezegd wat dat betekent\n"
        "  waar:      samenhang.csv\n"
        "  oplossing: schrijf een regel die begint met: "
        "financien;client;spreekt_tegen;"
    )
    assert refusal(report.compose) == [problem]
    assert [str(p) for p in tb.check_study(study).problems] == [problem]


def test_both_the_rule_and_the_person_are_printed(study: Path, joint: Joint) -> None:
    write(study, row(study, duiding="vult_aan"))
    cell = joint(study).cell("financien", "client")
    assert cell.candidate == "spreekt_tegen"
    assert cell.standing is not None
    assert cell.standing.disagrees
    assert inference_text(cell) == (
        "vult aan: Wie spreekt, is nog in zorg. (anna, 5 januari 2026) (anders dan de "
        "kandidaat)"
    )
    text = tb.full_report(tb.open_study(study)).compose().markdown.replace("\\", "")
    part = text.split("{#samenhang}")[1].split("\n# ")[0]
    assert "Kandidaat: [spreekt tegen]" in part
    assert "**Duiding:** vult aan, anders dan de kandidaat. Wie spreekt, is nog" in part
    assert "> “Uitspraak 0 van C" in part
    assert "[30 van 40 (75%) cliënten]" in part


def test_an_inference_lapses_when_the_candidate_changes(
    study: Path, joint: Joint, refusal: Refusal
) -> None:
    write(
        study,
        row(study, bij="zwijgt", bewijs=""),
        row(study, leefgebied="adl", bij="zwijgt", bewijs=""),
    )
    display = joint(study)
    cell = display.cell("financien", "client")
    assert cell.standing is None
    assert inference_text(cell).startswith(
        "vervallen, want zij is geschreven bij de kandidaat 'zwijgt'; lees opnieuw. Er "
        "stond: spreekt tegen: Wie spreekt"
    )
    [problem] = map(str, display.unread)
    assert problem == (
        "de duiding van financien.client is vervallen (zij is geschreven bij de "
        "kandidaat 'zwijgt'), en uitspraken en scores spreken elkaar hier tegen\n"
        "  waar:      samenhang.csv, regel 2\n"
        "  oplossing: lees de cel opnieuw, herschrijf de duiding en zet bij 'bij': "
        "spreekt_tegen"
    )
    assert refusal(tb.full_report(tb.open_study(study)).compose) == [problem]
    # Where nothing contradicts, it is shown as lapsed and stops nothing.
    write(study, row(study), row(study, leefgebied="adl", bij="zwijgt", bewijs=""))
    text = tb.full_report(tb.open_study(study)).compose().markdown
    assert "is vervallen, want zij is geschreven bij de kandidaat 'zwijgt'" in (
        text.replace("\\", "")
    )
    inspection = tb.check_study(study)
    assert not inspection.problems
    assert (
        "let op: duiding van adl.client vervallen, want zij is geschreven bij de "
        "kandidaat 'zwijgt'"
    ) in inspection.lines


@pytest.mark.parametrize(
    ("evidence", "what"),
    [
        ("", "verwijst niet naar wat mensen zeggen, zoals {{citaat:...}}"),
        ("{{tabel:zrm.groep}}", "verwijst niet naar wat mensen zeggen"),
        (
            "{{aantal:samenhang.financien.client.tekort}}",
            "verwijst niet naar wat score",
        ),
        ("{{citaat:weg}} {{tabel:zrm}}", "codering 'weg' bestaat niet"),
        ("{{aantal:zrm.justitie.hoger}}", "hoort niet bij deze cel"),
        ("{{aantal:samenhang.adl.client.werkt}}", "hoort niet bij deze cel"),
    ],
)
def test_evidence_of_both_strands_is_asked(
    evidence: str, what: str, study: Path, joint: Joint, refusal: Refusal
) -> None:
    write(study, row(study, bewijs=evidence))
    problems = refusal(joint, study)
    assert any(what in problem.split("\n")[0] for problem in problems)
    assert all("samenhang.csv, regel 2, kolom bewijs" in p for p in problems)
    assert [str(p) for p in tb.check_study(study).problems] == problems


def test_a_quote_without_the_right_to_it_is_no_evidence(
    study: Path, joint: Joint, refusal: Refusal
) -> None:
    people = study / "respondenten.csv"
    people.write_text(people.read_text("utf-8").replace(";ja;ja;nee", ";ja;nee;nee"))
    write(study, row(study))
    [problem] = refusal(joint, study)
    assert "mag niet worden afgedrukt" in problem


def test_rows_that_cannot_be_are_refused(
    study: Path, joint: Joint, refusal: Refusal
) -> None:
    write(study, row(study, duiding="klopt"), row(study, tekst=""))
    problems = refusal(joint, study)
    assert "samenhang.csv, regel 2, kolom duiding" in problems[0]
    assert "samenhang.csv, regel 3, kolom tekst" in problems[1]
    write(study, row(study), row(study))
    [problem] = refusal(joint, study)
    assert "staat er al op een eerdere regel" in problem
    write(study, row(study, groep="naaste"))
    [problem] = refusal(joint, study)
    assert problem == (
        "groep 'naaste' is geen groep van deze studie\n"
        "  waar:      samenhang.csv, regel 2, kolom groep\n"
        "  oplossing: verbeter de groep, of zet haar bij 'groepen' in studie.toml"
    )


def test_typed_numbers_in_an_inference_are_refused_with_their_line(
    study: Path, refusal: Refusal
) -> None:
    write(study, row(study, tekst="Er zijn 8 cliënten die klagen."))
    [problem] = refusal(tb.full_report(tb.open_study(study)).compose)
    assert "getal '8' is met de hand getypt" in problem
    assert "samenhang.csv, regel 2" in problem


def test_unknown_cells_and_other_factors_are_refused(
    study: Path, joint: Joint, refusal: Refusal, read: Callable[[Path], Coding]
) -> None:
    [problem] = refusal(joint(study).cell, "wonen", "client")
    assert "cel wonen.client is er niet" in problem
    coding = read(study)
    factors = tb.success_factors(coding)
    [problem] = refusal(tb.joint_display, factors, factors, None)
    assert "geen succesfactoren en verbeterpunten van dezelfde coderingen" in problem
    [problem] = refusal(
        tb.joint_display, factors, tb.improvement_points(read(study)), None
    )
    assert "van dezelfde coderingen" in problem
