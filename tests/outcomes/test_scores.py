"""ZRM scores are read whole, or every line that is wrong is named."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.outcomes import ZRM, read_zrm, zrm_change
from tbresearch.outcomes.score_checks import lines_text
from tbresearch.study import Study
from tbresearch.vocabulary import ZRM_DOMAINS

TEMPLATE = Path(__file__).parents[2] / "tbresearch/folder/templates/zrm.csv"

WithScores = Callable[..., Study]


def problems_of(study: Study) -> list[str]:
    with pytest.raises(StudyError) as caught:
        read_zrm(study)
    return [str(problem) for problem in caught.value.problems]


def test_a_row_becomes_typed_columns_with_its_line(with_scores: WithScores) -> None:
    study = with_scores(
        "K01;intake;3-2-2025;2017;financien;2;R1",
        "K01;eind;2025-11-03;2017;financien;;",
    )

    scores = read_zrm(study)

    assert scores.version == "2017"
    assert scores.frame.iloc[0].to_dict() == {
        "client": "K01",
        "moment": "intake",
        "date": pd.Timestamp("2025-02-03"),
        "version": "2017",
        "domain": "financien",
        "score": 2,
        "rater": "R1",
        "age_band": None,
        "line": 2,
    }
    assert scores.frame["score"].isna().tolist() == [False, True]
    assert str(scores.frame["score"].dtype) == "Int64"


def test_a_blank_is_counted_as_missing_and_not_filled_in(
    with_scores: WithScores,
) -> None:
    scores = read_zrm(
        with_scores(
            "K01;intake;;2017;financien;2;R1",
            "K01;eind;;2017;financien;;R1",
            "K02;intake;;2017;financien;4;",
        )
    )

    assert str(scores) == "ZRM 2017: 2 scores van 2 cliënten"
    assert scores.notes == (
        "ZRM 2017, met 13 domeinen.",
        "Aantal cliënten per meting: intake 2, tussenmeting 0 en eindmeting 1.",
        "Niet gescoord: 1 van 3 regels. Een lege cel telt als ontbrekend, niet als "
        "'niet van toepassing'.",
        "Aantal beoordelaars: 1; niet ingevuld bij 1 van 3 regels.",
    )
    assert all(note in scores._repr_html_() for note in scores.notes[:2])


def test_every_bad_cell_is_named_at_once(with_scores: WithScores) -> None:
    found = problems_of(
        with_scores(
            "K01;intake;;2017;financien;6;R1",
            "K02;begin;;2017;Financiën;3;R1",
            "K03;intake;;2017;financien;0;R1",
            "K03;intake;;2017;justitie;2,5;R1",
            "K03;intake;;2017;huisvesting;goed;R1",
        )
    )

    assert len(found) == 6
    assert found[0] == (
        "score = '6' kan hier niet\n"
        "  waar:      zrm.csv, regel 2, kolom score\n"
        "  oplossing: gebruik een heel getal van 1 tot en met 5"
    )
    assert "moment = 'begin' kan hier niet" in found[1]
    assert "domein = 'Financiën' kan hier niet" in found[2]
    assert "regel 3, kolom domein" in found[2]
    assert "één van: financien, dagbesteding" in found[2]
    for problem, level in zip(found[3:], ("0", "2,5", "goed"), strict=True):
        assert f"score = '{level}' kan hier niet" in problem


def test_a_second_score_at_a_moment_or_on_a_day_is_refused(
    with_scores: WithScores,
) -> None:
    found = problems_of(
        with_scores(
            "K01;intake;;2017;financien;3;R1",
            "K01;intake;;2017;financien;4;R1",
            "K02;intake;2025-02-01;2017;financien;3;R1",
            "K02;tussen;2025-05-01;2017;financien;3;R1",
            "K02;tussen;2025-05-01;2017;financien;4;R1",
            "K02;eind;2025-05-01;2017;financien;4;R1",
        )
    )

    assert found == [
        "client 'K01' en moment 'intake' en domein 'financien' staat er al op een "
        "eerdere regel\n"
        "  waar:      zrm.csv, regel 3\n"
        "  oplossing: verwijder de dubbele regel; meerdere tussenmetingen hebben elk "
        "een eigen datum nodig",
        "client 'K02' en moment 'tussen' van 1 mei 2025 en domein 'financien' staat er "
        "al op een eerdere regel\n"
        "  waar:      zrm.csv, regel 6\n"
        "  oplossing: verwijder de dubbele regel; meerdere tussenmetingen hebben elk "
        "een eigen datum nodig",
        "client 'K02' heeft op 1 mei 2025 al een score op domein 'financien'\n"
        "  waar:      zrm.csv, regel 7, kolom datum\n"
        "  oplossing: verbeter de datum of het moment; op één dag is er één score per "
        "domein",
    ]


def test_of_several_interim_measurements_the_last_is_taken(
    with_scores: WithScores,
) -> None:
    scores = read_zrm(
        with_scores(
            "K01;tussen;2025-05-01;2017;financien;2;R1",
            "K01;tussen;2025-08-01;2017;financien;4;R1",
            "K01;tussen;2025-05-01;2017;justitie;5;R1",
            "K02;intake;2025-05-01;2017;justitie;5;R1",
        )
    )

    levels = scores.levels("tussen")

    assert levels.shape == (2, 13)
    assert levels[0, scores.domains.index("financien")] == 4
    assert levels[0, scores.domains.index("justitie")] == 5
    assert np.isnan(levels[1]).all()


def test_versions_are_joined_only_by_name_and_what_is_lost_is_printed(
    with_scores: WithScores,
) -> None:
    study = with_scores(
        "K01;intake;2020-05-01;2013;verslaving;2;R1",
        "K01;intake;2020-05-01;2013;adl;3;R1",
        "K01;intake;2020-05-01;2013;financien;1;R1",
        "K01;eind;2021-05-01;2017;middelengebruik;4;R1",
        "K01;eind;2021-05-01;2017;basale_adl;4;R1",
        "K01;eind;2021-05-01;2017;financien;;R1",
    )

    equal = read_zrm(study, crosswalk="gelijke_domeinen")
    wider = read_zrm(study, crosswalk="met_middelengebruik")

    assert len(equal.domains) == 8
    assert str(equal) == "ZRM, alleen gelijke domeinen: 1 score van 1 cliënt"
    assert equal.notes[2] == (
        "Weggevallen: 4 scores, op Verslaving (1), ADL (1), Middelengebruik (1) en "
        "Basale ADL (1)."
    )
    assert len(wider.domains) == 9
    assert "1 score op Verslaving telt als Middelengebruik." in wider.notes
    assert (
        zrm_change(wider, between=("intake", "eind")).count("middelengebruik", "up").k
        == 1
    )
    with pytest.raises(StudyError):
        read_zrm(study)
    with pytest.raises(WorkbenchError, match="crosswalk 'alles' is er niet"):
        read_zrm(study, crosswalk="alles")


def test_who_has_a_pension_cannot_rise_on_dagbesteding_and_the_notes_say_so(
    with_scores: WithScores,
) -> None:
    rows = [
        "K01;intake;;2013;dagbesteding;2;R1;70-79",
        "K02;intake;;2013;dagbesteding;3;R1;80+",
        "K03;intake;;2013;dagbesteding;4;R1;60-69",
        "K04;intake;;2013;dagbesteding;4;R1;",
    ]

    notes = read_zrm(with_scores(*rows, zrm_version="2013")).notes

    assert notes[-1] == (
        "Wie met pensioen is, scoort in deze versie op Dagbesteding hooguit 2. Dat "
        "geldt voor 2 van 4 cliënten: hun niveau kan daar niet stijgen, en dat zegt "
        "niets over hen. Toch staat er 1 score van hen boven; ga die na."
    )


def test_a_domain_of_another_version_is_refused_and_its_own_version_named(
    with_scores: WithScores,
) -> None:
    found = problems_of(
        with_scores(
            "K01;intake;;2017;verslaving;3;R1",
            "K01;intake;;2017;financien;3;R1",
            "K02;intake;;2017;verslaving;3;R1",
            "K02;intake;;2017;adl;3;R1",
        )
    )

    assert found == [
        "domein 'verslaving' bestaat niet in ZRM 2017, wel in ZRM 2010 en 2013\n"
        "  waar:      zrm.csv, regels 2 en 4, kolom domein\n"
        "  oplossing: verbeter het domein of de versie; ZRM 2017 heeft: "
        f"{', '.join(ZRM_DOMAINS['2017'])}",
        "domein 'adl' bestaat niet in ZRM 2017, wel in ZRM 2010 en 2013\n"
        "  waar:      zrm.csv, regel 5, kolom domein\n"
        "  oplossing: verbeter het domein of de versie; ZRM 2017 heeft: "
        f"{', '.join(ZRM_DOMAINS['2017'])}",
    ]


def test_a_version_that_is_not_that_of_the_study_is_refused(
    with_scores: WithScores,
) -> None:
    found = problems_of(
        with_scores(
            "K01;intake;;2013;financien;3;R1",
            "K01;eind;;2017;financien;3;R1",
            "K02;intake;;2013;financien;3;R1",
            "K02;eind;;2013;financien;3;R1",
        )
    )

    assert found == [
        "versie 2013 past niet bij zrm_versie 2017 van de studie (3 van 4 regels)\n"
        "  waar:      zrm.csv, regels 2 en 4-5, kolom versie\n"
        "  oplossing: verbeter de versie in deze regels, of zrm_versie in studie.toml"
    ]


def test_mixed_versions_are_refused_when_the_study_names_none(
    with_scores: WithScores,
) -> None:
    found = problems_of(
        with_scores(
            "K01;intake;;2013;financien;3;R1",
            "K01;eind;;2017;financien;3;R1",
            zrm_version=None,
        )
    )

    assert found == [
        "er staan 2 ZRM-versies door elkaar: 2013 op regel 2 en 2017 op regel 3\n"
        "  waar:      zrm.csv, kolom versie\n"
        "  oplossing: gebruik één versie; niveaus uit verschillende versies zijn niet "
        "zonder meer te vergelijken"
    ]


def test_one_version_is_taken_from_the_rows_when_the_study_names_none(
    with_scores: WithScores,
) -> None:
    study = with_scores("K01;intake;;2013;adl;3;R1", zrm_version=None)

    assert read_zrm(study).version == "2013"


def test_a_version_and_a_domain_that_are_wrong_are_reported_together(
    with_scores: WithScores,
) -> None:
    found = problems_of(
        with_scores(
            "K01;intake;;2013;financien;3;R1",
            "K01;intake;;2017;adl;3;R1",
            "K02;intake;2025-05-01;2017;financien;3;R1",
            "K02;eind;2025-04-01;2017;financien;3;R1",
        )
    )

    assert [problem.split()[0] for problem in found] == ["versie", "domein", "client"]


def test_a_later_moment_with_an_earlier_date_is_refused(
    with_scores: WithScores,
) -> None:
    found = problems_of(
        with_scores(
            "K01;intake;2025-05-01;2017;financien;3;R1",
            "K01;eind;2025-02-01;2017;financien;4;R1",
            "K02;intake;2025-02-01;2017;financien;3;R1",
            "K02;tussen;;2017;financien;3;R1",
            "K02;eind;2025-02-02;2017;financien;4;R1",
        )
    )

    assert found == [
        "client 'K01': eind op 1 februari 2025 ligt vóór intake op 1 mei 2025\n"
        "  waar:      zrm.csv, regel 3, kolom datum\n"
        "  oplossing: verbeter de datum of het moment; een omgewisselde meting keert "
        "de verandering om"
    ]


def test_a_missing_file_says_what_is_needed(
    tmp_path: Path, study_at: Callable[..., Study]
) -> None:
    with pytest.raises(WorkbenchError) as caught:
        read_zrm(study_at(tmp_path))

    assert str(caught.value) == (
        "er zijn geen ZRM-scores in deze studie\n"
        "  waar:      zrm.csv\n"
        "  oplossing: zet in de studiemap een bestand zrm.csv met de kolommen client, "
        "moment, datum, versie, domein, score, beoordelaar, leeftijdsband"
    )


def test_the_template_is_an_empty_table_of_the_version_of_the_study(
    with_scores: WithScores,
) -> None:
    study = with_scores()
    (study.root / ZRM.file).write_bytes(TEMPLATE.read_bytes())

    scores = read_zrm(study)

    assert scores.frame.empty
    assert scores.version == "2017"


def test_an_empty_table_without_a_version_anywhere_says_so(
    with_scores: WithScores,
) -> None:
    with pytest.raises(WorkbenchError, match="nog geen score in dit bestand"):
        read_zrm(with_scores(zrm_version=None))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([7], "regel 7"),
        ([3, 2], "regels 2-3"),
        ([2, 4], "regels 2 en 4"),
        ([9, 2, 3, 4, 11, 12], "regels 2-4, 9 en 11-12"),
    ],
)
def test_lines_are_named_all_with_runs_folded(lines: list[int], text: str) -> None:
    assert lines_text(lines) == text
