"""Professionals beside their own clients: counted per pair, with the right of both."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.coding import Coding
from tbresearch.estimate import NotEstimable
from tbresearch.findings import perspective_agreement, read_pairs
from tbresearch.folder import check_study
from tbresearch.study import open_study

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]


@pytest.fixture
def paired(small_study: Path) -> Path:
    """Return a study in which B1 and B2 go with C1, with the consent of all three."""
    path = small_study / "respondenten.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    may = {"B1", "B2", "C1"}
    ends = [
        "naast_elkaar",
        *("ja" if line.split(";")[0] in may else "nee" for line in lines[1:]),
    ]
    rows = [f"{line};{end}\n" for line, end in zip(lines, ends, strict=True)]
    path.write_text("".join(rows), encoding="utf-8")
    pairs = "begeleider;client\nB1;C1\nB2;C1\n"
    (small_study / "koppels.csv").write_text(pairs, encoding="utf-8")
    return small_study


def test_the_four_sides_are_those_counted_by_hand(paired: Path, read: Read) -> None:
    """B1: rust, lijnen. B2: overzicht, rust. C1: overzicht."""
    result = perspective_agreement(read(paired), polarity="succesfactor")
    assert result.counts.to_dict("split")["data"] == [
        ["overzicht", 1, 0, 1, 0, 2],
        ["rust", 0, 2, 0, 0, 2],
        ["lijnen", 0, 1, 0, 1, 2],
    ]
    assert str(result.count("overzicht", "both")) == "1 van 2 koppels"
    assert str(result.count("wachttijd", "neither")) == "2 van 2 koppels"
    assert str(result.count("wachttijd", "both")) == "0 van 2 koppels"
    assert str(result) == (
        "Begeleider en cliënt, 2 koppels: 3 codes zijn genoemd, waarvan 1 in minstens "
        "één koppel door allebei"
    )


def test_one_pair_is_said_in_the_singular(paired: Path, read: Read) -> None:
    (paired / "koppels.csv").write_text("begeleider;client\nB1;C1\n")
    result = perspective_agreement(read(paired), polarity="verbeterpunt")
    assert str(result.count("rust", "neither")) == "1 van 1 koppel"
    assert str(result).startswith("Begeleider en cliënt, 1 koppel: 0 codes zijn")


def test_the_other_side_is_another_question(paired: Path, read: Read) -> None:
    result = perspective_agreement(read(paired), polarity="verbeterpunt")
    assert result.counts.empty
    assert result.missing is None
    assert "Alleen passages met richting: verbeterpunt." in result.notes


def test_no_percentage_stands_in_the_table(paired: Path, read: Read) -> None:
    result = perspective_agreement(read(paired), polarity=None)
    assert "van 2 koppels" in result._repr_html_()
    assert "%" not in result._repr_html_()


def test_without_pairs_there_is_a_reason_and_no_zero(example: Path, read: Read) -> None:
    """C11 and C13 are tied to ZRM scores, which makes no pair of them."""
    (example / "koppels.csv").unlink()
    result = perspective_agreement(read(example), polarity=None)
    reason = (
        "niet te bepalen: er zijn geen koppels van een begeleider en een cliënt "
        "(koppels.csv)"
    )
    assert isinstance(result.missing, NotEstimable)
    assert str(result.missing) == reason
    assert isinstance(result.count("eigen_regie", "both"), NotEstimable)
    assert str(result) == f"Overeenstemming van begeleider en cliënt: {reason}"
    assert result.to_frame().empty


def test_a_pair_of_which_one_is_not_coded_yet_counts_nowhere(
    paired: Path, read: Read, edit: Edit
) -> None:
    """Bram coded fg1 and int1; anna's codings of int1 are taken away."""
    journal = paired / "coderingen" / "anna.jsonl"
    lines = journal.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if '"int1"' not in line]
    assert len(kept) < len(lines)
    journal.write_text("".join(kept), encoding="utf-8")
    result = perspective_agreement(read(paired), polarity=None)
    assert str(result.missing) == (
        "niet te bepalen: van geen koppel in koppels.csv zijn beide gesprekken "
        "gecodeerd"
    )


def test_both_must_have_consented_to_naast_elkaar(
    paired: Path, refusal: Refusal, edit: Edit
) -> None:
    path = paired / "koppels.csv"
    path.write_text("begeleider;client\nB3;C1\nC1;B1\nB1;C2\nB1;X9\n", encoding="utf-8")
    said = refusal(read_pairs, open_study(paired))
    assert said == [
        "respondent 'B3' gaf geen toestemming voor naast_elkaar\n"
        "  waar:      koppels.csv, regel 2, kolom begeleider\n"
        "  oplossing: verwijder de regel, of vul de toestemming in als die er is; "
        "die voor koppeling gaat over scores en is hier niet genoeg",
        "respondent 'C1' is geen begeleider\n"
        "  waar:      koppels.csv, regel 3, kolom begeleider\n"
        "  oplossing: verbeter het nummer, of de groep in respondenten.csv",
        "respondent 'B1' is geen cliënt\n"
        "  waar:      koppels.csv, regel 3, kolom client\n"
        "  oplossing: verbeter het nummer, of de groep in respondenten.csv",
        "respondent 'C2' gaf geen toestemming voor naast_elkaar\n"
        "  waar:      koppels.csv, regel 4, kolom client\n"
        "  oplossing: verwijder de regel, of vul de toestemming in als die er is; "
        "die voor koppeling gaat over scores en is hier niet genoeg",
        "'X9' is hier niet bekend\n"
        "  waar:      koppels.csv, regel 5, kolom client\n"
        "  oplossing: bekend zijn: C1, C2",
    ]
    assert [str(problem) for problem in check_study(paired).problems] == said


def test_check_says_how_many_pairs_there_are(paired: Path) -> None:
    assert "Koppels: 2 koppels van begeleider en cliënt" in check_study(paired).lines


def test_an_unknown_side_is_refused(
    small_study: Path, read: Read, refusal: Refusal
) -> None:
    coding = read(small_study)
    assert refusal(perspective_agreement, coding, polarity="goed") == [
        "kant 'goed' is niet bekend\n"
        "  waar:      de vraag naar begeleider en cliënt\n"
        "  oplossing: kies polarity= uit: succesfactor, verbeterpunt, geen, of None "
        "voor alles"
    ]
    result = perspective_agreement(coding, polarity=None)
    assert refusal(result.count, "rust", "allebei") == [
        "'allebei' is niet bekend\n"
        "  waar:      de vraag om een aantal koppels\n"
        "  oplossing: bekend zijn: both, professional, client, neither"
    ]


@pytest.mark.parametrize("seed", range(5))
def test_random_pairs_of_the_example_are_those_of_a_plain_loop(
    example: Path, read: Read, seed: int
) -> None:
    path = example / "respondenten.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split(";") for line in lines[1:]]
    for row in rows:
        row[11] = "ja"
    table = [lines[0], *(";".join(row) for row in rows)]
    path.write_text("\n".join([*table, ""]), encoding="utf-8")
    chance = random.Random(seed)
    pairs = [
        (f"B{chance.randint(1, 18):02}", f"C{client:02}") for client in range(1, 14)
    ]
    text = "".join(f"{one};{other}\n" for one, other in pairs)
    (example / "koppels.csv").write_text(f"begeleider;client\n{text}")
    coding = read(example)
    named: dict[str, set[str]] = {}
    for row in coding.passages.to_dict("records"):
        if row["coder"] == "anna":
            named.setdefault(row["code"], set()).add(row["respondent"])
    result = perspective_agreement(coding, polarity=None)
    assert len(result.counts) > 15
    for row in result.counts.to_dict("records"):
        who = named[row["code"]]
        by_hand = [(one in who, other in who) for one, other in pairs]
        assert [row[s] for s in ("both", "professional", "client", "neither")] == [
            by_hand.count(cell)
            for cell in ((True, True), (True, False), (False, True), (False, False))
        ]
