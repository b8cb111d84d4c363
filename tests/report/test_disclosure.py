"""What leaves in the report tells no small count of clients, roles or consents."""

import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import matplotlib.patches
import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

import tbresearch as tb
from tbresearch.datasets import example_zrm
from tbresearch.errors import StudyError
from tbresearch.outcomes import ZrmChange
from tbresearch.report.composition import Composition, compose
from tbresearch.report.evidence import Contribution, Evidence, Picture
from tbresearch.report.tables import TableText

Edit = Callable[[Path, str, str], None]
SMALLEST = 5
PLENTY = 1000
# Counts of one domain; what they add up to is known to every reader.
CELLS = (
    *("up", "same", "down", "n", "missing", "clients", "missing_begin", "missing_end"),
    *("only_begin", "only_end", "both"),
)
SUMS = (
    (("up", "same", "down"), "n"),
    (("n", "missing"), "clients"),
    (("only_begin", "only_end", "both"), "missing"),
    (("only_begin", "both"), "missing_begin"),
    (("only_end", "both"), "missing_end"),
)
DUTCH = {"hoger": "up", "gelijk": "same", "lager": "down"}

# Pictures of money and of verdicts, which tell nothing of people.
MONEY = {"kosten", "bewering-besparing_gezin", "bewering-besparing_ggz"}
VERDICTS = {"kader-stj"}


@pytest.fixture
def example(example: Path) -> Path:
    """Return the example study with the scores of sixty clients, some counts small."""
    scores = example_zrm(2017).to_csv(sep=";", index=False, lineterminator="\n")
    (example / "zrm.csv").write_text(scores, encoding="utf-8")
    for name in ("trajecten", "tevredenheid", "contacten", "fasen", "evaluaties"):
        (example / f"{name}.csv").unlink()
    (example / "aanpassingen.csv").unlink()
    return example


def choose(study: Path, **settings: object) -> None:
    """Set settings of a study, as its owner would write them."""
    lines = [
        f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}"
        for name, value in settings.items()
    ]
    with (study / "studie.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(["", *lines, ""]))
    tomllib.loads((study / "studie.toml").read_text(encoding="utf-8"))


def composed(study: Path) -> Composition:
    return tb.full_report(tb.open_study(study)).compose()


def text_of(study: Path) -> str:
    return composed(study).markdown.replace("\\", "")


def section(text: str, key: str) -> str:
    return re.split(rf"\{{#{key}[ }}]", text)[1].split("\n# ")[0]


def table_rows(part: str, caption: str) -> list[list[str]]:
    """Return the cells of the table with this caption, without its head."""
    block = part.split(f". {caption}")[0].rstrip().rsplit("\n\n", 2)[-2]
    return [line.strip("|").split("|") for line in block.split("\n")[2:]]


def true_change(study: Path) -> ZrmChange:
    return tb.zrm_change(tb.read_zrm(tb.open_study(study)), between=("intake", "eind"))


def true_counts(change: ZrmChange) -> dict[str, dict[str, int]]:
    return {
        row["label"]: {str(k): int(v) for k, v in row.items() if k in CELLS}
        for row in change.to_frame().to_dict("records")
    }


def read_off(part: str) -> dict[str, dict[str, int]]:
    """Return every count of the part on scores: from table, notes and alt text."""
    known: dict[str, dict[str, int]] = {}
    clients = int(re.search(r"(\d+) cliënten\n", part)[1])
    for name, *cells in table_rows(part, "Niveau op de ZRM"):
        own = known.setdefault(name, {"clients": clients})
        for cell, column in zip(cells[:3], ("up", "same", "down"), strict=True):
            k, total = re.fullmatch(r"(\S+) van (\S+)(?: \(\d+%\))?", cell).groups()
            own |= {c: int(v) for c, v in ((column, k), ("n", total)) if v != "·"}
        for cell, column in zip(
            cells[3:], ("missing_begin", "missing_end"), strict=True
        ):
            own |= {column: int(cell)} if cell != "·" else {}
    alt = re.search(r'alt="[^.]*\. ([^"]*)\."', part)[1]
    for name, own in known.items():
        said = next(s for s in alt.split("; ") if s.startswith(f"{name} "))
        own |= {DUTCH[word]: int(n) for n, word in re.findall(r"(\d+) (\w+)", said)}
    return known


def possible(known: dict[str, int], cell: str, *, zero: bool) -> tuple[int, int]:
    """Return the least and the greatest value of `cell` that fits what is known."""
    place = {name: i for i, name in enumerate(CELLS)}
    matrix = np.zeros((len(SUMS), len(CELLS)))
    for row, (parts, total) in enumerate(SUMS):
        matrix[row, [place[part] for part in parts]] = 1
        matrix[row, place[total]] = -1
    # Where the report prints each 0, what it does not print is no 0.
    derived = {"only_begin", "only_end", "both", "missing"}
    low = [
        known.get(name, int(zero and name not in derived and name != "n"))
        for name in CELLS
    ]
    high = [known.get(name, PLENTY) for name in CELLS]
    ends = []
    for sign in (1, -1):
        wish = np.zeros(len(CELLS))
        wish[place[cell]] = sign
        found = milp(
            wish,
            integrality=np.ones(len(CELLS), dtype=int),
            bounds=Bounds(low, high),
            constraints=LinearConstraint(matrix, 0, 0),
        )
        assert found.status == 0
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]


def hidden_small(
    change: ZrmChange, *, zero: bool, columns: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for name, counts in true_counts(change).items():
        for column in columns:
            if int(zero) <= counts[column] < SMALLEST:
                yield name, column


@pytest.mark.parametrize("zeros", ["tonen", "onderdrukken"])
@pytest.mark.parametrize("missing", ["tonen", "beschermen"])
def test_no_small_count_of_clients_can_be_worked_out(
    example: Path, zeros: str, missing: str
) -> None:
    choose(example, nul=zeros, ontbrekend=missing)
    zero = zeros == "tonen"
    columns = ("up", "same", "down")
    if missing == "beschermen":
        columns = (*columns, "n", "missing_begin", "missing_end")
    change = true_change(example)
    known = read_off(section(text_of(example), "resultaten"))
    assert set(known) == set(true_counts(change))
    small = list(hidden_small(change, zero=zero, columns=columns))
    assert small
    for name, column in small:
        assert column not in known[name], (name, column)
        low, high = possible(known[name], column, zero=zero)
        assert low <= int(zero), (name, column, low)
        assert high >= SMALLEST - 1, (name, column, high)
    for name, counts in known.items():
        assert (
            counts.items()
            <= {
                **true_counts(change)[name],
                "clients": change.clients,
            }.items()
        )


def test_the_example_shows_many_counts_and_hides_some(example: Path) -> None:
    rows = table_rows(section(text_of(example), "resultaten"), "Niveau op de ZRM")
    cells = [cell for row in rows for cell in row[1:4]]
    assert 0 < sum(cell.startswith("·") for cell in cells) < len(cells) / 4


def test_the_note_on_missing_scores_goes_when_those_are_protected(
    example: Path,
) -> None:
    change = true_change(example)
    part = section(text_of(example), "resultaten")
    assert len(change.missing_notes) == 2
    assert all(note in part for note in change.missing_notes)
    choose(example, ontbrekend="beschermen")
    text = text_of(example)
    assert not [note for note in change.missing_notes if note in text]
    assert "telt bij dat domein niet mee" in section(text, "resultaten")


def test_the_picture_draws_what_is_hidden_as_one_piece(example: Path) -> None:
    picture = composed(example).pictures["zrm"]
    ax = picture.draw()
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["Lager", "Gelijk", "Hoger", "Niet getoond", "Score ontbreekt"]
    change = true_change(example)
    known = read_off(section(text_of(example), "resultaten"))
    lengths = dict(
        zip(
            legend,
            ([bar.get_width() for bar in bars] for bars in ax.containers),
            strict=True,
        )
    )
    parts = {"Lager": "down", "Gelijk": "same", "Hoger": "up"}
    for i, domain in enumerate(change.domains):
        shown = known[domain.label]
        own = {title: lengths[title][i] for title in legend}
        assert sum(own.values()) == change.clients
        assert {t: own[t] for t in parts} == {
            t: shown.get(c, 0) for t, c in parts.items()
        }
        assert own["Niet getoond"] == shown["n"] - sum(own[t] for t in parts)
        assert own["Score ontbreekt"] == domain.clients - domain.n


def test_the_notebook_draws_every_count_still(example: Path) -> None:
    ax = true_change(example).plot()
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert "Niet getoond" not in legend
    bars = [p for p in ax.patches if isinstance(p, matplotlib.patches.Rectangle)]
    assert sum(bar.get_width() for bar in bars) == 13 * 60


def test_a_hidden_number_in_the_text_of_an_author_stops_the_build(
    example: Path,
) -> None:
    part = example / "rapport" / "resultaten.md"
    part.write_text("Op justitie {{aantal:zrm.justitie.lager}}.\n", encoding="utf-8")
    with pytest.raises(StudyError) as raised:
        composed(example)
    (problem,) = raised.value.problems
    assert problem.what == (
        "hoeveel cliënten op Justitie lager scoren, wordt niet getoond: het zijn er "
        "weinig, of een aantal van weinig mensen is er anders uit te berekenen"
    )
    assert problem.where == "rapport/resultaten.md, regel 1"
    assert problem.fix == (
        "laat het getal weg, of verwijs naar de tabel: {{tabel:zrm}}"
    )
    part.write_text("Op justitie {{aantal:zrm.justitie.gelijk}}.\n", encoding="utf-8")
    assert "34 van 45 (76%) cliënten" in text_of(example)


def test_a_role_of_one_is_not_counted_and_cannot_be_worked_out(example: Path) -> None:
    part = section(text_of(example), "onderzoeksopzet")
    rows = table_rows(part, "Respondenten per groep")
    assert rows[0] == [
        *("Begeleiders", "18", "9"),
        "leidinggevende (·); thuisbegeleider (·); thuisbegeleider met coördinerende "
        "taken (·)",
    ]
    # One role of a group is the group.
    assert rows[1] == ["Cliënten", "13", "9", "cliënt (13)"]
    assert "(1)" not in part
    assert part.count("Een · betekent: niet getoond") == 1


def test_consents_that_point_at_a_person_are_not_counted(example: Path) -> None:
    text = text_of(example)
    rows = table_rows(section(text, "onderzoeksopzet"), "Toestemming van de resp")
    gave = {row[0]: row[2] for row in rows}
    people = tb.open_study(example).respondents
    assert int((~people["letterlijk_citeren"]).sum()) == 1
    assert int((~people["citeren_met_rol"]).sum()) == 5
    assert gave["Letterlijk citeren"] == gave["Koppeling"] == "· van 31"
    assert gave["Citeren met rol"] == "26 van 31 (84%)"
    assert gave["Deelname"] == "31 van 31 (100%)"
    assert "Hoeveel respondenten geciteerd mogen worden, is niet getoond." in text
    assert "Geciteerd mogen worden" not in text


def test_who_does_not_count_is_a_number_only_with_the_consents(
    example: Path, edit: Edit
) -> None:
    edit(
        example / "respondenten.csv",
        "C04;client;cliënt;E;20-29;ja",
        "C04;client;cliënt;E;20-29;nee",
    )
    shutil.rmtree(example / "rapport")
    for name in ("verbeterpunten", "koppels", "samenhang"):
        (example / f"{name}.csv").unlink()  # rest on some of them
    text = text_of(example)
    assert "Wie geen toestemming gaf voor deelname, telt niet mee." in text
    assert "respondenten tellen niet mee" not in text
    people = (example / "respondenten.csv").read_text(encoding="utf-8").split("\n")
    for i in range(2, 7):
        people[i] = people[i].replace(";ja;", ";nee;", 1)
    for i in range(1, 32):
        cells = people[i].split(";")
        people[i] = ";".join([*cells[:6], *(["nee"] * 8), ""])
    (example / "respondenten.csv").write_text("\n".join(people), encoding="utf-8")
    text = text_of(example)
    assert "6 van 31 respondenten tellen niet mee" in text
    rows = table_rows(section(text, "onderzoeksopzet"), "Toestemming van de resp")
    assert rows[0][2] == "25 van 31 (81%)"


def test_the_log_stands_between_the_codebook_and_the_provenance(
    example: Path,
) -> None:
    text = text_of(example)
    heads = re.findall(r"^# Bijlage: (\w+)", text, re.MULTILINE)
    assert heads == [
        *("overeenstemming", "oordelen", "patronen", "codes"),
        *("cijfers", "topiclijsten", "codeboek", "raamwerk"),
        *("COREQ", "GRAMMS", "TIDieR", "CHEERS", "controlelijst"),
        *("onthullingscontrole", "herkomst", "zo"),
    ]
    rows = table_rows(section(text, "onthulling"), "Aantallen die niet zijn getoond")
    assert [row[0] for row in rows] == [
        *("Rollen per groep", "Toestemming"),
        *("Van aanmelding tot afronding", "Reden van afvallen"),
        *("Aangemeld en gestart per label", "Selectieregels"),
        *("Onderdelen van plannen en doelen", "Punten in plannen en doelen"),
        "Negen werkzame elementen van Thuisbegeleiding: scores van 0 tot en met 10",
        "Twaalf werkzame elementen bij integraal werken: scores van 0 tot en met 10",
        "Verandering per domein",
    ]
    assert rows[0][1] == "3 van 6 aantallen (2 klein, 1 ter bescherming)"
    assert all("geen aantallen onder 5" in row[2] for row in rows)
    assert "studie.toml" in text.split("`tabel:onthulling`")[1].split(":::")[0]


def test_a_report_without_tables_of_people_has_no_log(example: Path) -> None:
    (example / "zrm.csv").unlink()
    assert "Verandering per domein" not in section(text_of(example), "onthulling")
    assert "onthulling" not in compose(example / "rapport", []).markdown


def test_the_smallest_count_of_the_study_is_kept(example: Path) -> None:
    choose(example, kleinste_aantal=12, kleinste_noemer=45)
    part = section(text_of(example), "resultaten")
    known = read_off(part)
    assert all(
        known[name].get(column, 99) >= 12
        for name in known
        for column in ("up", "same", "down")
    )
    shares = {int(n) for n in re.findall(r"van (\d+) \(\d+%\)", part)}
    assert min(shares) >= 45
    assert "geen aantallen onder 12" in section(text_of(example), "onthulling")


def test_statements_of_few_are_hidden_where_the_study_chooses_so(
    example: Path,
) -> None:
    with_numbers = composed(example)
    assert "succesfactor" in with_numbers.pictures
    choose(example, uitspraken="onderdrukken", kleinste_aantal=3)
    with pytest.raises(StudyError, match="noemen als verbeterpunt, wordt niet getoond"):
        composed(example)
    shutil.rmtree(example / "rapport")
    after = composed(example)
    people = {"codes", "zrm", "zrm-groep", "bereik-trechter", "plannen-kringloop"}
    assert set(after.pictures) == {"interventie-theorie", *people, *MONEY, *VERDICTS}
    text = after.markdown.replace("\\", "")
    part = section(text, "ervaringen")
    assert "Volgorde: die van het codeboek." in part
    assert "Volgorde: eerst het aantal focusgroepen" not in text
    labels = [c.label for c in tb.read_codebook(tb.open_study(example)).codes.values()]
    shown = hidden = 0
    for polarity in ("Succesfactoren", "Verbeterpunten"):
        for group in ("begeleiders", "cliënten"):
            rows = table_rows(part, f"{polarity} volgens {group}, per eenheid")
            places = [labels.index(row[0]) for row in rows]
            assert all(a < b for a, b in pairwise(places))
            for _, *cells in rows:
                marked = [cell.startswith("· van ") for cell in cells]
                assert all(marked) or not any(marked)
                people = cells[-3]
                hidden += all(marked)
                shown += not any(marked)
                if not any(marked):
                    k, total = map(int, people.split(" van "))
                    assert 3 <= k <= total
                    assert total - k not in (1, 2)
    assert shown
    assert hidden
    check_picture_of_codes(after, part)
    codebook = section(text, "codeboek")
    assert "Coderingen|" not in codebook
    log = table_rows(section(text, "onthulling"), "Aantallen die niet zijn getoond")
    assert [row[0] for row in log if row[0].startswith("Succes")] == [
        "Succesfactoren volgens begeleiders, per eenheid",
        "Succesfactoren volgens cliënten, per eenheid",
    ]


def check_picture_of_codes(found: Composition, part: str) -> None:
    """Hold the picture against the tables: it tells no number that those hide."""
    ax = found.pictures["codes"].draw()
    columns = [tick.get_text().split("\n") for tick in ax.get_xticklabels()]
    rows = [tick.get_text() for tick in ax.get_yticklabels()]
    drawn = {}
    for text in ax.texts:
        at = tuple(round(place) for place in text.get_position())
        group, side, _ = columns[at[0]]
        drawn[group.lower(), side, rows[at[1]]] = text.get_text()
    tables = {}
    for name, side in (
        ("Succesfactoren", "succesfactor"),
        ("Verbeterpunten", "verbeterpunt"),
    ):
        for group in ("begeleiders", "cliënten"):
            for label, *cells in table_rows(part, f"{name} volgens {group}, per"):
                shown = cells[-3].split(" van ")[0]
                tables[group, side, label] = "" if shown == "0" else shown
    assert {key: text for key, text in drawn.items() if text} == {
        key: text for key, text in tables.items() if text
    }
    assert "·" in drawn.values()
    assert not re.search(r"\d+ van \d+", found.pictures["codes"].alt)


LEFT_OUT = "geen aantal erin is te tonen zonder iets van een enkeling te verraden"


def test_a_table_without_any_count_is_left_out_with_a_sentence(example: Path) -> None:
    choose(example, uitspraken="onderdrukken", kleinste_aantal=100, nul="onderdrukken")
    shutil.rmtree(example / "rapport")
    after = composed(example)
    people = {"bereik-trechter"}
    assert set(after.pictures) == {"interventie-theorie", *people, *MONEY, *VERDICTS}
    text = after.markdown.replace("\\", "")
    for part, what in (
        ("onderzoeksopzet", "De tabel met toestemming"),
        ("ervaringen", "De tabel van wat begeleiders noemen"),
        ("resultaten", "De tabel met de verandering per domein"),
    ):
        assert f"{what} is weggelaten: {LEFT_OUT}." in section(text, part)
    for caption in ("Toestemming van", "Succesfactoren volgens", "Niveau op de ZRM"):
        assert f". {caption}" not in text
    # Sizes of groups are printed, so this one still tells something.
    assert ". Respondenten per groep" in text
    log = table_rows(section(text, "onthulling"), "Aantallen die niet zijn getoond")
    left = {row[0] for row in log if row[1].endswith("; de tabel is weggelaten")}
    assert {row[0] for row in log} - left == {
        *("Rollen per groep", "Van aanmelding tot afronding", "Selectieregels"),
        "Onderdelen van plannen en doelen",
    }


@pytest.mark.parametrize("key", ["tabel:zrm", "figuur:zrm", "tabel:toestemming"])
def test_a_text_that_refers_to_a_table_that_is_left_out_is_told(
    example: Path, key: str
) -> None:
    choose(example, kleinste_aantal=100, nul="onderdrukken")
    shutil.rmtree(example / "rapport")
    (example / "rapport").mkdir()
    text = f"Zie hier:\n\n{{{{{key}}}}}\n"
    (example / "rapport" / "resultaten.md").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError) as raised:
        composed(example)
    (problem,) = raised.value.problems
    assert problem.what == f"{{{{{key}}}}} is uit het rapport weggelaten: {LEFT_OUT}"
    assert problem.where == "rapport/resultaten.md, regel 3"
    assert problem.fix == "haal de verwijzing weg, en beschrijf in woorden wat u zag"


def test_the_author_is_warned_of_a_count_that_nothing_protects(
    small_study: Path,
) -> None:
    # Two clients with two roles: whoever reads "2" and two dots knows both.
    log = tb.full_report(tb.open_study(small_study)).disclosure()
    assert [entry.exposed for entry in log.entries] == [2, 0]
    assert log.warnings == (
        "tabel 'Rollen per groep': 2 kleine aantallen zijn niet te beschermen; wie het "
        "rapport leest, kan ze uit de totalen berekenen. Voeg groepen of rollen samen, "
        "of geef het rapport niet uit",
    )
    assert log.warnings[0] in log._repr_html_().replace("&#x27;", "'")
    inspection = tb.check_study(small_study)
    assert f"let op: {log.warnings[0]}" in inspection.lines
    # A reader must not be told where to look.
    assert "te beschermen;" not in text_of(small_study)


def test_the_example_has_nothing_to_warn_of(example: Path) -> None:
    assert tb.full_report(tb.open_study(example)).disclosure().warnings == ()


@pytest.mark.parametrize(
    ("caption", "cell", "alt", "where"),
    [
        ("Leeftijd, jongste 23", "a", "a", "tabel 'tabel:t'"),
        ("Mensen", "leeftijd 23-58", "a", "tabel 'tabel:t'"),
        ("Mensen", "a", "Leeftijd van 23 tot 58 jaar", "figuur 'figuur:p'"),
    ],
)
def test_the_age_of_a_person_in_a_table_or_picture_stops_the_build(
    tmp_path: Path, caption: str, cell: str, alt: str, where: str
) -> None:
    part = Contribution(
        sections={"bereik": "{{tabel:t}}\n\n{{figuur:p}}\n\n{{aantal:n}}"},
        evidence=(Evidence(key="aantal:n", text="9 mensen", method="Geteld."),),
        tables=(
            TableText(
                key="tabel:t", caption=caption, head=("A",), rows=((cell,),), method=""
            ),
        ),
        pictures=(
            Picture(key="figuur:p", caption="p", alt=alt, method="", draw=lambda: None),  # type: ignore[arg-type,return-value]
        ),
    )
    with pytest.raises(StudyError) as raised:
        compose(tmp_path, [part])
    assert [problem.where for problem in raised.value.problems] == [where]


def test_the_age_of_a_person_in_the_text_of_an_author_stops_the_build(
    example: Path,
) -> None:
    text = example / "rapport" / "aanleiding.md"
    text.write_text("Eerst.\n\nDe jongste kwam uit het dorp.\n", encoding="utf-8")
    with pytest.raises(StudyError) as raised:
        composed(example)
    (problem,) = raised.value.problems
    assert problem.where == "rapport/aanleiding.md, regel 3"
    assert "'jongste' geeft de leeftijd van één of twee mensen" in problem.what
