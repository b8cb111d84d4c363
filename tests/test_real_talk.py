"""The whole line on real talk: debates of parliament, and two English meetings.

The files may not ship, so the tests skip where they are absent.
"""

import csv
import re
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.cli import main

REFERENCE = Path(__file__).parents[2] / "shared" / "reference"
FILES = {
    "pensioen": "transcripts-nl/debat-toetsingskader.txt",
    "pensioen_teams": "transcripts-nl/debat-toetsingskader-teams.vtt",
    "beloning": "transcripts-nl/debat-beloning-zoom.vtt",
    "engels_teams": "transcripts/teams.vtt",
    "engels_zoom": "transcripts/zoom.vtt",
}
# Passages chosen by reading the debates, not by a rule.
CODINGS = [
    ("pensioen", "succesfactor", "stapelt zekerheid op zekerheid"),
    ("pensioen", "verbeterpunt", "zeven vangrails langs de kant"),
    ("pensioen", "verbeterpunt", "Dat is slecht voor oud en jong."),
    ("pensioen", "geen", "Het betreft de plenaire afronding in één termijn."),
    ("pensioen_teams", "verbeterpunt", "jarenlang niet gecompenseerd"),
    ("beloning", "verbeterpunt", "wat zorgen te maken over de toezichtkosten"),
]
pytestmark = pytest.mark.skipif(
    not REFERENCE.is_dir(),
    reason="de map ../shared/reference met echte gesprekken is er hier niet",
)


def fill(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows into a table, in the columns that its header names."""
    head = path.read_text(encoding="utf-8").split("\n")[0].split(";")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head, delimiter=";", restval="")
        writer.writeheader()
        writer.writerows(rows)


def settle(study: Path) -> int:
    """Fill in what import left to the user; return the number of respondents."""
    with (study / "sprekers.csv").open(encoding="utf-8", newline="") as file:
        speakers = list(csv.DictReader(file, delimiter=";"))
    people: dict[str, str] = {}
    for row in speakers:
        row["respondent"] = people.setdefault(row["spreker"], f"S{len(people):02d}")
    fill(study / "sprekers.csv", speakers)
    fill(
        study / "respondenten.csv",
        [
            {
                "respondent": name,
                "groep": "ketenpartner",
                "deelname": "ja",
                "letterlijk_citeren": "ja",
            }
            for name in people.values()
        ],
    )
    settings = study / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    for old, new in (
        ('groepen = ["begeleider", "client"]', 'groepen = ["ketenpartner"]'),
        ("codeurs = []", 'codeurs = ["lezer"]'),
        ("bevindingen_van = []", 'bevindingen_van = ["lezer"]'),
    ):
        assert old in text
        text = text.replace(old, new)
    settings.write_text(text, encoding="utf-8")
    return len(people)


def coded(study: Path) -> None:
    opened = tb.open_study(study)
    corpus = tb.read_transcripts(opened)
    coding = tb.read_coding(opened, corpus, tb.read_codebook(opened))
    wanted = [*CODINGS, *longest_sentences(corpus)]
    assert len(wanted) >= 12
    for session, polarity, quote in wanted:
        tb.add_coding(
            coding,
            coder="lezer",
            session=session,
            quote=quote,
            code="maatwerk",
            polarity=polarity,
        )


def longest_sentences(corpus: tb.Corpus) -> list[tuple[str, str, str]]:
    """Return two long sentences of each transcript, from different turns."""
    found = []
    for session, transcript in corpus.transcripts.items():
        turns = sorted(transcript.turns["text"], key=len)[-2:]
        for turn in turns:
            sentence = max(re.split(r"(?<=[.?!])\s", turn), key=len)
            if transcript.text.count(sentence) == 1:
                found.append((session, "succesfactor", sentence))
    return found


def test_from_real_files_to_a_verified_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study, report = tmp_path / "debat", tmp_path / "rapport"
    assert main(["new", str(study)]) == 0
    for session, name in FILES.items():
        words = ["--gesprek", session, "--soort", "focusgroep", "--wijze", "fysiek"]
        words += ["--datum", "2014-10-15", "--titel", session.replace("_", " ")]
        assert main(["import", str(study), str(REFERENCE / name), *words]) == 0
    capsys.readouterr()

    assert main(["check", str(study)]) == 1
    assert "'respondent' is niet ingevuld" in capsys.readouterr().err

    people = settle(study)
    assert main(["check", str(study)]) == 0, capsys.readouterr().err
    assert f"5 gesprekken met {people} respondenten" in capsys.readouterr().out

    coded(study)
    for command in (["check"], ["factors"], ["report", "--naar", str(report)]):
        assert main([command[0], str(study), *command[1:]]) == 0
    capsys.readouterr()
    assert main(["verify", str(study), "--rapport", str(report)]) == 0
    assert "alles klopt nog" in capsys.readouterr().out
    html = (report / "procesevaluatie.html").read_text(encoding="utf-8")
    assert "stapelt zekerheid op zekerheid" in html


def test_one_debate_in_two_layouts_holds_the_same_words() -> None:
    texts = [
        tb.read_transcript(REFERENCE / FILES[name])
        for name in ("pensioen", "pensioen_teams")
    ]
    one, two = (" ".join(t.turns["text"]).split() for t in texts)
    assert one == two
