"""A sample of the changes that `benchmarks/mutations.py` makes by the thousand."""

import shutil
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.report import rendering
from tests.report.judging import Judge, read_files
from tests.report.mutations import mutations

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"
KINDS = 39
EVERY = 7


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example without models and its report, as plain text alone."""
    home = tmp_path_factory.mktemp("wijzigingen")
    shutil.copytree(EXAMPLE, home / "studie")
    settings = home / "studie/studie.toml"
    settings.write_bytes(settings.read_bytes().replace(b"modellen = true\n", b""))
    plain = {"pdf": lambda manuscript, _: manuscript.markdown.encode()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "FORMATS", plain)
        tb.full_report(tb.open_study(home / "studie")).save(home / "rapport")
    return home


def test_every_change_is_noticed_or_leaves_every_sentence_true(home: Path) -> None:
    judge = Judge(home)
    study, reports = read_files(home, "studie"), read_files(home, "rapport")
    sample = [*mutations(study, reports, count=KINDS, seed=7)][::EVERY]
    judged = [judge.judge(mutation) for mutation in sample]
    assert [str(one) for one in judged if one.missed] == []
    assert {"refused", "evidence", "true"} <= {one.without for one in judged}


def test_the_changes_are_the_same_each_time_and_of_every_kind(home: Path) -> None:
    study, reports = read_files(home, "studie"), read_files(home, "rapport")
    made = [*mutations(study, reports, count=KINDS, seed=1)]
    assert made == [*mutations(study, reports, count=KINDS, seed=1)]
    assert len({mutation.kind for mutation in made}) == KINDS
    other = [*mutations(study, reports, count=KINDS, seed=2)]
    assert made != other


def test_a_build_that_is_copied_or_touched_raises_no_alarm(
    home: Path, tmp_path: Path
) -> None:
    shutil.copytree(home, tmp_path / "elders")
    for path in (tmp_path / "elders").rglob("*"):
        path.touch()
    (tmp_path / "elders/studie/~$zrm.xlsx").write_bytes(b"\0")
    done = tb.verify_report(tmp_path / "elders/studie", tmp_path / "elders/rapport")
    assert done.problems == ()


def test_a_study_that_does_not_open_names_what_changed_since_the_build(
    home: Path, tmp_path: Path
) -> None:
    shutil.copytree(home, tmp_path / "elders")
    study = tmp_path / "elders/studie"
    people = study / "respondenten.csv"
    first, _, *rows = people.read_bytes().split(b"\n")
    people.write_bytes(b"\n".join([first, *rows]))
    (study / "transcripten/interview-7.txt").unlink()
    done = tb.verify_report(study, tmp_path / "elders/rapport")
    wheres = [problem.where for problem in done.problems]
    assert wheres[:2] == ["respondenten.csv, regel 2", "transcripten/interview-7.txt"]
    assert any(where.startswith("sprekers.csv, regel") for where in wheres)
    assert any(where.startswith("gesprekken.csv, regel") for where in wheres)


def test_a_study_that_does_not_open_and_was_never_built_says_why(
    tmp_path: Path,
) -> None:
    with pytest.raises(tb.WorkbenchError) as caught:
        tb.verify_report(tmp_path, tmp_path)
    assert "studie.toml" in str(caught.value)
