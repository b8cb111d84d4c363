"""Whatever a user does wrong or asks for, the answer is in Dutch."""

import io
import re
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from tbresearch.cli import main as cli_main
from tbresearch.cli.commands import tbresearch

Run = Callable[..., tuple[int, str, str]]
CATALOGUE = Path(cli_main.__code__.co_filename).parent / "locale" / "nl" / "LC_MESSAGES"
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|show|this|message|exit|error|missing|"
    r"required|try|for|help|default|invalid|value|choose|from|such|did|you|mean|"
    r"got|unexpected|extra|text|date|path|directory|file|integer|requires|takes)\b",
    re.IGNORECASE,
)
# The names of commands and options are English or Dutch; their texts are Dutch.
NAMES = re.compile(
    r"tbresearch [\w-]+|--?[a-z]+|^  (check|costs|factors|import|new|"
    r"report|verify|zrm) |reports/|Fout: |HTML|DOCX|PDF",
    re.MULTILINE,
)


def english(text: str) -> list[str]:
    """Return the English words in a text, apart from names of commands."""
    return ENGLISH.findall(NAMES.sub(" ", text))


def test_the_check_for_english_sees_english() -> None:
    shown = "Usage: x [OPTIONS]\n\nOptions:\n  --help  Show this message and exit.\n"
    assert set(map(str.lower, english(shown))) >= {"usage", "options", "show", "exit"}
    assert english("Gebruik: tbresearch check [OPTIES] STUDIE") == []


@pytest.mark.parametrize("command", ["", *tbresearch.commands])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_of_every_command_is_dutch(
    command: str, option: str, run: Run
) -> None:
    status, out, err = run(*command.split(), option)
    assert (status, err) == (0, "")
    assert out.startswith(f"Gebruik: tbresearch {command}".rstrip())
    assert "Toon deze uitleg." in out
    assert english(out) == []


def test_the_help_names_every_command(run: Run) -> None:
    _, out, _ = run("--help")
    for name, command in tbresearch.commands.items():
        [line] = re.findall(rf"(?m)^  {name} +(.*)$", out)
        assert line == command.get_short_help_str(limit=88)


def test_no_command_at_all_shows_the_help_and_is_wrong_use(run: Run) -> None:
    status, out, err = run()
    assert status == 2
    assert "Opdrachten:" in out + err
    assert english(out + err) == []


def test_the_version_is_that_of_the_package(run: Run) -> None:
    status, out, _ = run("--version")
    assert status == 0
    assert out == f"tbresearch, versie {metadata.version('tbresearch')}\n"


IMPORT = ("import", "map", "bestand", "--gesprek", "a", "--soort", "interview")
WRONG = {
    "an unknown command": (
        ("bouw",),
        "Opdracht 'bouw' is er niet.",
    ),
    "a command that is nearly one": (
        ("chek", "map"),
        "Opdracht 'chek' is er niet. Bedoelt u 'check'?",
    ),
    "an option before any command": (
        ("--jjj", "check"),
        "Optie '--jjj' is er niet.",
    ),
    "no study": (("check",), "Er ontbreekt 'STUDIE'."),
    "no folder": (("new",), "Er ontbreekt 'MAP'."),
    "no file": (("import", "map"), "Er ontbreekt 'BESTAND...'."),
    "a study too many": (("check", "a", "b"), "Dit hoort er niet bij: b"),
    "two words too many": (("check", "a", "b", "c"), "Dit hoort er niet bij: b c"),
    "a missing option": (
        ("zrm", "map", "--van", "intake"),
        "Er ontbreekt '--naar'. Kies uit:\n\tintake,\n\ttussen,\n\teind",
    ),
    "a title for two files": (
        ("import", "map", "a", "b", "--titel", "x"),
        "Bij '--titel' hoort één BESTAND.",
    ),
    "a name for two files": (
        ("import", "map", "a", "b", "--gesprek", "x"),
        "Bij '--gesprek' hoort één BESTAND.",
    ),
    "two files for one version": (
        ("import", "map", "a", "b", "--vernieuw", "fg1"),
        "Bij '--vernieuw' hoort één BESTAND.",
    ),
    "a new version of another kind": (
        ("import", "map", "a", "--vernieuw", "fg1", "--soort", "interview"),
        "Bij '--vernieuw' hoort geen '--soort'.",
    ),
    "a speaker without a respondent": (
        ("import", "map", "a", "--spreker", "P1"),
        "'--spreker' kan zo niet: 'P1' is niet zoals P1=B01.",
    ),
    "a speaker who is two": (
        ("import", "map", "a", "--spreker", "P1=B1", "--spreker", "P1=B2"),
        "'--spreker' kan zo niet: 'P1' staat er twee keer, en verschillend.",
    ),
    "an unknown option": (
        ("costs", "map", "--jaar", "2025"),
        "Optie '--jaar' is er niet.",
    ),
    "an option that is nearly one": (
        ("factors", "map", "--kan", "x"),
        "Optie '--kan' is er niet. Bedoelt u '--kant'?",
    ),
    "an option without its value": (
        ("factors", "map", "--kant"),
        "Achter optie '--kant' hoort een waarde.",
    ),
    "a value where none belongs": (
        ("check", "--help=ja"),
        "Achter optie '--help' hoort geen waarde.",
    ),
    "an unknown choice": (
        ("factors", "map", "--kant", "sterk"),
        "'--kant' kan zo niet: 'sterk' is niet één van 'succesfactor', 'verbeterpunt'.",
    ),
    "a moment that does not exist": (
        ("zrm", "map", "--van", "begin", "--naar", "eind"),
        "'--van' kan zo niet: 'begin' is niet één van 'intake', 'tussen', 'eind'.",
    ),
    "a date that does not exist": (
        (*IMPORT, "--wijze", "online", "--titel", "x", "--datum", "2025-11-31"),
        "'--datum' kan zo niet: '2025-11-31' is geen datum zoals 2025-11-03.",
    ),
    "a date in words": (
        (*IMPORT, "--wijze", "online", "--titel", "x", "--datum", "gisteren"),
        "'--datum' kan zo niet: 'gisteren' is geen datum zoals 2025-11-03.",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_ends_with_2_and_says_in_dutch_what_is_wrong(
    case: str, run: Run
) -> None:
    words, message = WRONG[case]
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err.endswith(f"Fout: {message}\n")
    assert english(err) == []


def test_wrong_use_says_where_the_help_is(run: Run) -> None:
    _, _, err = run("check")
    assert err == (
        "Gebruik: tbresearch check [OPTIES] STUDIE\n"
        "Uitleg krijgt u met 'tbresearch check --help'.\n\n"
        "Fout: Er ontbreekt 'STUDIE'.\n"
    )


@pytest.mark.parametrize("stop", [click.Abort, KeyboardInterrupt])
def test_a_command_that_is_stopped_says_so(
    stop: type[BaseException],
    run: Run,
    small_study: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(_: Path) -> None:
        raise stop

    monkeypatch.setattr("tbresearch.folder.check_study", interrupted)
    status, out, err = run("check", small_study)
    assert (status, out, err.strip()) == (1, "", "Afgebroken.")


def test_a_fault_of_ours_is_not_hidden_as_bad_input(
    run: Run, small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("tbresearch.folder.check_study", broken)
    with pytest.raises(ZeroDivisionError):
        run("check", small_study)


def test_the_compiled_catalogue_is_that_of_the_texts() -> None:
    compiled = io.BytesIO()
    with (CATALOGUE / "tbresearch.po").open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    with (CATALOGUE / "tbresearch.mo").open("rb") as file:
        assert texts(read_mo(file)) == texts(read_mo(compiled))


def texts(catalogue: Catalog) -> dict[str, object]:
    """Return every message but the head, which holds the moment of compiling."""
    return {str(one.id): one.string for one in catalogue if one.id}


def test_every_text_in_the_catalogue_is_translated_and_still_clicks_own() -> None:
    folder = Path(click.__file__).parent
    asked = {
        text if isinstance(text, str) else text[0]
        for _, _, text, _, _ in extract_from_dir(str(folder))
    }
    with (CATALOGUE / "tbresearch.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    assert len(messages) > 20
    for message in messages:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.id, str) else message.string
        assert ids[0] in asked
        assert all(texts)
        assert not message.fuzzy
        held = {name for text in ids for name in re.findall(r"\{\w+", text)}
        assert {name for text in texts for name in re.findall(r"\{\w+", text)} <= held
