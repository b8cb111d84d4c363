"""Every item of a reporting checklist has a state, and none is made up."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.folder import check_study, new_study
from tbresearch.report.checklist import (
    ANSWERS_FILE,
    CHECKLISTS,
    OwnAnswer,
    answered_lines,
    read_answers,
    read_checklist,
)
from tbresearch.report.composition import Composition
from tbresearch.vocabulary import ITEM_STATES

Edit = Callable[[Path, str, str], None]
# As many items as the sources count; of RTARG it is our own reading.
ITEMS = {"coreq": 32, "rtarg": 17, "gramms": 6, "tidier": 12, "cheers": 28}


def answered(folder: Path, text: str) -> Path:
    path = folder / ANSWERS_FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def report_of(folder: Path) -> tb.Report:
    return tb.full_report(tb.open_study(folder))


def refused(folder: Path, text: str) -> str:
    with pytest.raises(StudyError) as caught:
        report_of(answered(folder, text)).compose()
    return str(caught.value)


def appendix(found: Composition, key: str) -> str:
    return found.markdown.split(f"{{#{key} .unnumbered}}")[1].split("\n# ")[0]


@pytest.mark.parametrize(("name", "count"), ITEMS.items())
def test_each_list_has_its_items_numbered_on(name: str, count: int) -> None:
    checklist = read_checklist(name)
    assert [item.number for item in checklist.items] == list(range(1, count + 1))
    assert len({item.name for item in checklist.items}) == count
    assert all(item.question.endswith("?") for item in checklist.items)
    assert re.fullmatch(r"10\.\d{4,}/\S+", checklist.doi)
    assert re.search(r"\b(2007|2008|2014|2022|2024)\b", checklist.source)


def test_a_list_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(WorkbenchError) as caught:
        read_checklist("srqr")
    assert "er is geen controlelijst 'srqr'" in str(caught.value)
    assert ", ".join(CHECKLISTS) in str(caught.value)


def test_each_item_has_one_state_and_one_row(small_study: Path) -> None:
    report = report_of(small_study)
    found = report.compose()
    lists = report.checklists().lists
    assert [one.checklist.key for one in lists] == [
        *("coreq", "gramms", "tidier", "cheers")
    ]
    for one in lists:
        name, count = one.checklist.key, ITEMS[one.checklist.key]
        assert len(one.items) == count
        assert {item.state for item in one.items} <= set(ITEM_STATES)
        assert sum(map(one.count, ITEM_STATES)) == count
        rows = re.findall(r"(?m)^\|\d+\|", appendix(found, name))
        assert len(rows) == (0 if one.reason else count)
    frame = report.checklists().to_frame()
    assert frame.groupby("list", sort=False).size().to_dict() == {
        one.checklist.key: ITEMS[one.checklist.key] for one in lists
    }


def test_a_study_without_data_reports_nothing_on_its_talk(tmp_path: Path) -> None:
    folder = new_study(tmp_path / "leeg")
    settings = folder / "studie.toml"
    text = settings.read_text(encoding="utf-8").replace(
        '"Thuisbegeleiding"', '"Iets waar niets over is beschreven"'
    )
    settings.write_text(text, encoding="utf-8")
    found = tb.checklists(tb.open_study(folder))
    filled = {
        one.checklist.key: [i.item.number for i in one.items if i.state != "niet"]
        for one in found.lists
    }
    # The program, the name of the intervention, and a list that does not apply.
    assert filled == {
        "coreq": [27],
        "gramms": [],
        "tidier": [1],
        "cheers": list(range(1, 29)),
    }
    assert {item.state for item in found["cheers"].items} == {"nvt"}
    assert "er staat geen economische evaluatie" in found["cheers"].reason
    assert "COREQ 12, Aantal deelnemers: Hoeveel mensen deden mee?" in found.missing


def test_what_an_item_points_to_stands_in_the_report(
    example: Path, small_study: Path, edit: Edit
) -> None:
    edit(example / "studie.toml", "modellen = true", "modellen = false")
    for folder in (example, small_study):
        report = report_of(folder)
        text = re.sub(r"\\(.)", r"\1", report.compose().markdown)
        heads = set(re.findall(r"(?m)^# (.+?) \{#", text))
        pointed = 0
        for one in report.checklists().lists:
            for where in (item.where for item in one.items):
                if where.startswith("Zie "):
                    section, _, table = where[4:].partition(", de tabel “")
                    assert section in heads, where
                    assert not table or f". {table.rstrip('”')}\n" in f"{text}\n"
                    pointed += 1
        assert pointed > 5


def test_numbers_come_from_the_files(small_study: Path, edit: Edit) -> None:
    def size() -> str:
        return tb.checklists(tb.open_study(small_study))["coreq"].items[11].text

    assert size() == "6 respondenten in 4 gesprekken"
    edit(
        small_study / "respondenten.csv",
        "C2;client;vader;;nee;ja;ja\n",
        "C2;client;vader;;nee;ja;ja\nC3;client;;;ja;ja;ja\n",
    )
    edit(small_study / "sprekers.csv", "int2;R2;C2\n", "int2;R2;C2\nint2;R3;C3\n")
    transcript = small_study / "transcripten" / "int2.txt"
    text = transcript.read_text(encoding="utf-8")
    transcript.write_text(f"{text}\nR3: Ja, ook ik heb rust.\n", encoding="utf-8")
    assert size() == "7 respondenten in 4 gesprekken"


def test_who_is_spoken_to_twice_is_said_without_a_name(
    small_study: Path, edit: Edit
) -> None:
    def repeated() -> str:
        return tb.checklists(tb.open_study(small_study))["coreq"].items[17].text

    assert repeated() == "Niemand sprak in meer dan één gesprek"
    edit(small_study / "sprekers.csv", "int2;R2;C2\n", "int2;R2;C2\nint2;R3;C1\n")
    transcript = small_study / "transcripten" / "int2.txt"
    text = transcript.read_text(encoding="utf-8")
    transcript.write_text(f"{text}\nR3: Ook ik heb rust.\n", encoding="utf-8")
    assert repeated() == "Er zijn respondenten die in meer dan één gesprek spraken"


def test_how_respondents_were_chosen_is_not_taken_from_a_default(
    small_study: Path, edit: Edit
) -> None:
    def chosen() -> str:
        return tb.checklists(tb.open_study(small_study))["coreq"].items[9].state

    assert chosen() == "niet"
    edit(
        small_study / "studie.toml",
        'traditie = "codeboek"',
        'traditie = "codeboek"\nsteekproef = "doelgericht"',
    )
    assert chosen() == "deels"


def test_a_reflexive_study_gets_rtarg_and_no_coreq(
    small_study: Path, edit: Edit
) -> None:
    edit(small_study / "studie.toml", '"codeboek"', '"reflexief"')
    report = report_of(small_study)
    found = report.compose()
    assert report.checklists().lists[0].checklist.key == "rtarg"
    assert "{#coreq " not in found.markdown
    part = appendix(found, "rtarg")
    assert "COREQ past daar niet bij" in part
    assert "niet konden inzien" in part
    assert "Overeenstemming tussen codeurs en verzadiging zijn niet van" in part


def test_the_author_wins_and_may_refer_to_evidence(small_study: Path) -> None:
    answered(
        small_study,
        """
[coreq]
1 = "Een onderzoeker voerde de {{aantal:gesprekken}}."
9 = "Een eigen antwoord"
18 = { nvt = "ieder gesprek staat op zichzelf" }

[gramms]
1 = \"\"\"
Twee regels
onder elkaar.\"\"\"
""",
    )
    report = report_of(small_study)
    coreq, gramms = (report.checklists()[name] for name in ("coreq", "gramms"))
    assert [coreq.items[i].state for i in (0, 8, 17)] == ["auteur", "auteur", "nvt"]
    assert coreq.items[8].told == "Een eigen antwoord."
    assert gramms.items[0].told == "Twee regels onder elkaar."
    found = report.compose()
    assert re.search(
        r"(?m)^\|1\|.*voerde de \[4 gesprekken\]\(#bewijs-", appendix(found, "coreq")
    )
    assert "aantal:gesprekken" in found.used
    # GRAMMS does not apply to talk alone, and what the author says still stands.
    assert "de studie heeft alleen gesprekken" in appendix(found, "gramms")
    assert "Twee regels onder elkaar" in appendix(found, "gramms")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[coreg]\n1 = "x"\n',
            f"'coreg' is hier niet bekend\n  waar:      {ANSWERS_FILE}, regel 1, coreg",
        ),
        (
            'coreq = "x"\n',
            f"'coreq' moet een blok zijn\n  waar:      {ANSWERS_FILE}, regel 1, coreq",
        ),
        (
            '[tidier]\n1 = "x"\n13 = "x"\n',
            f"tidier heeft geen punt '13'\n  waar:      {ANSWERS_FILE}, regel 3, 13\n"
            "  oplossing: gebruik een nummer van 1 tot en met 12",
        ),
        (
            '[coreq]\n2 = "  "\n',
            f"punt 2 heeft geen tekst\n  waar:      {ANSWERS_FILE}, regel 2, 2\n"
            '  oplossing: schrijf 2 = "uw antwoord", of 2 = { nvt = "waarom het niet '
            'van toepassing is" }',
        ),
        ("[coreq]\n2 = 3\n", "punt 2 heeft geen tekst"),
        ('[coreq]\n2 = { reden = "x" }\n', "punt 2 heeft geen tekst"),
        (
            '[coreq]\n2 = "{{tabel:gesprekken}}"\n',
            "in een controlelijst past geen {{tabel:gesprekken}}\n"
            f"  waar:      {ANSWERS_FILE}, regel 2, 2",
        ),
        (
            '[coreq]\n1 = "x"\n\n2 = "Er waren 12 mensen"\n',
            f"getal '12' is met de hand getypt\n  waar:      {ANSWERS_FILE}, regel 4\n",
        ),
        (
            '[coreq]\n2 = """\nEerst dit.\nEn toen 12 mensen."""\n',
            f"  waar:      {ANSWERS_FILE}, regel 4\n",
        ),
        (
            '[coreq]\n2 = "Zij zei “het was hier altijd een puinhoop”."\n',
            "is met de hand getypt",
        ),
        (
            '[coreq]\n2 = "Er waren {{aantal:mensen}}."\n',
            "verwijzing {{aantal:mensen}} leidt nergens heen\n"
            f"  waar:      {ANSWERS_FILE}, regel 2",
        ),
        ('[coreq]\n2 = "x\n', "deze regel is geen geldige TOML"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_with_its_line(
    small_study: Path, text: str, told: str
) -> None:
    assert told in refused(small_study, text)


def test_a_file_of_windows_reads_the_same(small_study: Path) -> None:
    text = '[coreq]\n1 = "Één cliënt 🙂"\n'
    (small_study / "rapport").mkdir(exist_ok=True)
    path = small_study / ANSWERS_FILE
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    answers = read_answers(tb.open_study(small_study))
    assert answers == {
        ("coreq", 1): OwnAnswer(text="Één cliënt 🙂", applies=True, line=2)
    }
    assert answered_lines(answers.values()) == "\nÉén cliënt 🙂"


def test_check_tells_how_much_is_reported_and_all_that_is_wrong(
    small_study: Path,
) -> None:
    good = check_study(small_study)
    assert any(line.startswith("COREQ, 32 punten: ") for line in good.lines)
    answered(small_study, '[coreq]\n99 = "x"\n')
    (small_study / "codeboek.toml").write_text("[[code]]\n", encoding="utf-8")
    told = "\n".join(map(str, check_study(small_study).problems))
    assert "coreq heeft geen punt '99'" in told
    assert "codeboek.toml" in told


def test_an_answer_is_a_source_of_the_report(small_study: Path, tmp_path: Path) -> None:
    answered(small_study, '[coreq]\n1 = "Een onderzoeker."\n')
    study = tb.open_study(small_study)
    assert ANSWERS_FILE in tb.report.manifest.source_files(study)


def test_a_quote_in_an_answer_needs_the_right_to_quote(small_study: Path) -> None:
    study = tb.open_study(small_study)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    frame = coding.passages.set_index("id")
    name = frame.index[frame["respondent"] == "B3"][0]
    told = refused(small_study, f'[coreq]\n2 = "Zoals {{{{citaat:{name}}}}}"\n')
    assert "mag niet worden afgedrukt" in told


def test_data_that_look_like_a_reference_stay_text(
    small_study: Path, edit: Edit
) -> None:
    title = 'titel = "Proef {{aantal:niets}} | x"'
    edit(small_study / "studie.toml", 'titel = "Proefstudie"', title)
    edit(small_study / "gesprekken.csv", "focusgroep 1", "{{aantal:niets}}")
    assert report_of(small_study).compose()
