"""Names go from the findings in frameworks as from everything else that is written."""

import tomllib
from pathlib import Path

from tbresearch.folder.findings import renamed_findings

TEXT = """\
# Karin schreef dit op
kader = "eigen"
onderwerp = "het team van Karin"

[[informant]]
id = "Karin"
label = "Aanbieder A"

[[oordeel]]
indicator = "start.1"
voorbehoud = ["alleen volgens Karin", "op papier"]  # nog vragen
informanten = ["Karin"]

[[standpunt]]
indicator = "start.1"
zegt = "Karin 🙂 zegt ja"
"""


def pseudonym(text: str) -> str:
    return text.replace("Karin", "[persoon 1]")


def test_texts_change_and_names_of_blocks_do_not(tmp_path: Path) -> None:
    path = tmp_path / "kaders" / "eigen.toml"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    (path.parent / "ander.toml").write_text('kader = "ander"\n', encoding="utf-8")
    (changed,) = renamed_findings(tmp_path, pseudonym).items()
    assert changed[0] == path
    assert changed[1] is not None
    assert changed[1].startswith(b"\xef\xbb\xbf# Karin")
    text = changed[1].decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n") == TEXT.count("\n")
    assert "# nog vragen" in text
    found = tomllib.loads(text.replace("\r\n", "\n"))
    assert found["onderwerp"] == "het team van [persoon 1]"
    assert found["informant"] == [{"id": "Karin", "label": "Aanbieder A"}]
    assert found["oordeel"][0]["voorbehoud"] == [
        "alleen volgens [persoon 1]",
        "op papier",
    ]
    assert found["oordeel"][0]["informanten"] == ["Karin"]
    assert found["standpunt"][0]["zegt"] == "[persoon 1] 🙂 zegt ja"


def test_a_study_without_findings_has_nothing_to_change(tmp_path: Path) -> None:
    assert renamed_findings(tmp_path, pseudonym) == {}
