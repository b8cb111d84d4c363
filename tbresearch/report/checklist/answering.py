"""What the author answers to items that only a person can answer.

`rapport/controlelijsten.toml` holds a table a list, and in it an answer an item:
`1 = "..."`, or `1 = { nvt = "..." }` with the reason why it does not apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tbresearch.errors import Problem, StudyError
from tbresearch.report.checklist.lists import CHECKLISTS, read_checklist
from tbresearch.report.outline import TEXT_FOLDER
from tbresearch.study import Study, TomlFile, read_toml
from tbresearch.study.fields import unknown_name
from tbresearch.synthesis.claims import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ANSWERS_FILE", "OwnAnswer", "answered_lines", "read_answers"]

ANSWERS_FILE = f"{TEXT_FOLDER}/controlelijsten.toml"
_NOT_APPLICABLE = "nvt"
# What has a place of its own and does not fit in a cell.
_LARGE = ("tabel:", "figuur:")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswer:
    """What the author says of one item.

    Attributes
    ----------
    text : str
        The answer, which may refer to evidence, or why the item does not apply.
    applies : bool
        Whether the item applies.
    line : int
        Line of the file on which the text begins, from 1.
    """

    text: str
    applies: bool
    line: int


def read_answers(study: Study) -> Mapping[tuple[str, int], OwnAnswer]:
    """Read the author's answers, by list and number; without the file there are none.

    Raises
    ------
    WorkbenchError
        If the file is no TOML.
    StudyError
        With every list and item that does not exist, and every answer that is empty
        or of the wrong form, each with its line.
    """
    path = study.root / ANSWERS_FILE
    if not path.is_file():
        return {}
    file = read_toml(path, source=ANSWERS_FILE)
    problems: list[Problem] = []
    answers = dict(_answers(file, problems))
    if problems:
        raise StudyError(problems)
    return answers


def answered_lines(answers: Iterable[OwnAnswer]) -> str:
    """Return the author's words, each on the line on which it stands in the file."""
    lines: list[str] = []
    for answer in sorted(answers, key=lambda answer: answer.line):
        own = answer.text.split("\n")
        lines += [""] * (answer.line - 1 + len(own) - len(lines))
        for number, line in enumerate(own, start=answer.line - 1):
            lines[number] = line
    return "\n".join(lines)


def _answers(
    file: TomlFile, problems: list[Problem]
) -> Iterator[tuple[tuple[str, int], OwnAnswer]]:
    at = file.place()
    for name, given in file.data.items():
        if name not in CHECKLISTS:
            problems.append(unknown_name(name, CHECKLISTS, where=at(name)))
        elif not isinstance(given, dict):
            problems.append(
                Problem(
                    what=f"{name!r} moet een blok zijn",
                    where=at(name),
                    fix=f"begin met een regel [{name}], en schrijf daaronder de punten",
                )
            )
        else:
            yield from _of_list(name, given, file, problems)


def _of_list(
    name: str, given: Mapping[str, object], file: TomlFile, problems: list[Problem]
) -> Iterator[tuple[tuple[str, int], OwnAnswer]]:
    at = file.place(name)
    known = {str(item.number): item.number for item in read_checklist(name).items}
    for number, value in given.items():
        if number not in known:
            problems.append(
                Problem(
                    what=f"{name} heeft geen punt {number!r}",
                    where=at(number),
                    fix=f"gebruik een nummer van 1 tot en met {len(known)}",
                )
            )
            continue
        answer = _answer(number, value, at, file, problems)
        if answer is not None:
            yield (name, known[number]), answer


def _answer(
    number: str,
    value: object,
    at: Callable[[str], str],
    file: TomlFile,
    problems: list[Problem],
) -> OwnAnswer | None:
    applies = not isinstance(value, dict)
    said = value if applies else _reason(value)
    if not isinstance(said, str) or not said.strip():
        problems.append(
            Problem(
                what=f"punt {number} heeft geen tekst",
                where=at(number),
                fix=f'schrijf {number} = "uw antwoord", of '
                f'{number} = {{ nvt = "waarom het niet van toepassing is" }}',
            )
        )
        return None
    large = [k for k in REFERENCE.findall(said) if k.startswith(_LARGE)]
    problems.extend(
        Problem(
            what=f"in een controlelijst past geen {{{{{key}}}}}",
            where=at(number),
            fix="noem de paragraaf waar de tabel of figuur staat",
        )
        for key in large
    )
    line = int(at(number).split("regel ")[1].split(",")[0])
    opens = file.lines[line - 1].rstrip().endswith(('"""', "'''"))
    return OwnAnswer(text=said.rstrip(), applies=applies, line=line + opens)


def _reason(value: object) -> object:
    """Return the reason why an item does not apply, if that is all that is said."""
    assert isinstance(value, dict)
    return value.get(_NOT_APPLICABLE) if set(value) == {_NOT_APPLICABLE} else None
