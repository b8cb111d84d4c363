"""What was done in the report: protected counts, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import tbresearch as tb
from tbresearch.report import Report
from tbresearch.report.contributions import contribution
from tbresearch.report.evidence import Evidence, Refusal
from tbresearch.study import Study

WithPractice = Callable[..., Study]
EXAMPLE = Path(__file__).parents[2] / "data/voorbeeld"


def test_the_example_reports_its_practice_without_any_small_count() -> None:
    study = tb.open_study(EXAMPLE)
    practice = tb.review_practice(study)
    made = contribution(practice, study)
    keys = {item.key: item for item in made.evidence}
    assert isinstance(keys["aantal:uitvoering.trajecten"], Evidence)
    assert keys["aantal:uitvoering.trajecten"].text == "240 trajecten"
    table = practice.phases.phases.set_index("phase")
    for phase in ("F1", "F2", "F3"):
        for name, word in (("shorter", "korter"), ("longer", "langer")):
            found = keys[f"aantal:uitvoering.fasen.{phase}.{word}"]
            if 0 < table.loc[phase, name] < study.smallest_count:
                assert isinstance(found, Refusal)
    shown = [item for item in made.evidence if isinstance(item, Evidence)]
    counts = [item.text.split(" van ")[0] for item in shown if " van " in item.text]
    assert len(counts) > 10
    assert all(n == "0" or int(n) >= study.smallest_count for n in counts)
    assert [item.key for item in made.tables] == [
        *("tabel:uitvoering.fasen", "tabel:uitvoering.evaluaties"),
        *("tabel:uitvoering.tellingen", "tabel:uitvoering.dosis"),
        "tabel:uitvoering.profiel",
    ]
    assert [picture.key for picture in made.pictures] == ["figuur:uitvoering.dosis"]


def test_few_trajecten_show_no_table_and_still_compose(
    with_practice: WithPractice,
) -> None:
    study = with_practice(
        trajecten=["T1;K1;A;2025-01-01;2025-06-30;anders;;;;"],
        contacten=["T1;2025-01-05;120;bezoek;w1"],
        fasen=["T1;F1;2025-01-01;2025-06-30"],
        evaluaties=["T1;2025-06-30;eindevaluatie"],
    )
    composed = Report(study).add(tb.review_practice(study)).compose()
    assert "1 traject" in composed.markdown
    assert "1 van 1" not in composed.markdown
    assert "2,00" not in composed.markdown.split("Bezoeken en uren per fase")[1][:400]
