"""The summaries of a framework matrix, when people or names are taken out of a study.

A summary is the researcher's paraphrase. What cannot be told by a program, which
words of it rest on whom, is marked and listed; `check` refuses the mark until a
person has rewritten the summary.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from tbresearch.coding.retrieval import CITATION, CUT_CITATION, FRAMEWORK
from tbresearch.study import edited_rows, read_table
from tbresearch.vocabulary import quantity_text

__all__ = ["Summaries", "renamed_framework", "withdrawn_framework"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summaries:
    """The summaries as they become.

    Attributes
    ----------
    files : dict of Path to bytes
        For `study.write_together`; empty if the study has no such file.
    done, to_do : tuple of str
        Dutch sentences.
    """

    files: dict[Path, bytes | None]
    done: tuple[str, ...]
    to_do: tuple[str, ...]


def withdrawn_framework(
    root: Path,
    cases: Collection[str],
    *,
    gone: Collection[str],
    repeats: Callable[[str], bool],
) -> Summaries:
    """Return the summaries of a study without a respondent.

    Parameters
    ----------
    root : Path
        The study folder.
    cases : collection of str
        The respondent, and sessions in which nobody is left: their summaries go.
    gone : collection of str
        Codings that are no longer there: a summary of others that cites one keeps
        its text, with a mark in the place of the citation.
    repeats : callable
        Whether a text holds words of the respondent letter for letter; such a
        summary goes as well.
    """
    path = root / FRAMEWORK.file
    if not path.is_file():
        return Summaries(files={}, done=(), to_do=())
    read_table(path, FRAMEWORK)  # raises if it cannot be read
    removed, to_do = 0, []

    def without(row: dict[str, str]) -> dict[str, str] | None:
        nonlocal removed
        case, summary = row["geval"].strip(), row["samenvatting"]
        place = f"{FRAMEWORK.file}, geval {case}, code {row['code'].strip()}"
        if case in cases or repeats(summary):
            removed += 1
            if case not in cases:
                to_do.append(
                    f"schrijf opnieuw: {place}; de samenvatting herhaalde woorden van "
                    "deze respondent en is weggehaald"
                )
            return None
        new = CITATION.sub(
            lambda found: CUT_CITATION if found[1] in gone else found[0], summary
        )
        if new != summary:
            to_do.append(
                f"herschrijf: {place}; de samenvatting rustte op wat is verwijderd"
            )
        return row | {"samenvatting": new}

    raw = edited_rows(path, FRAMEWORK, without)
    if read_table(path, FRAMEWORK).shape[0] > removed:
        to_do.append(
            f"lees de andere samenvattingen in {FRAMEWORK.file} na: zij kunnen de "
            "respondent omschrijven"
        )
    several = quantity_text(removed, "samenvatting", "samenvattingen")
    return Summaries(
        files={path: raw},
        done=(f"{several} uit {FRAMEWORK.file} weggehaald",),
        to_do=tuple(to_do),
    )


def renamed_framework(
    root: Path, pseudonym: Callable[[str], str]
) -> dict[Path, bytes | None]:
    """Return the summaries with names replaced by `pseudonym`, if there are any."""
    path = root / FRAMEWORK.file
    if not path.is_file():
        return {}
    read_table(path, FRAMEWORK)  # raises if it cannot be read
    raw = edited_rows(
        path,
        FRAMEWORK,
        lambda row: row | {"samenvatting": pseudonym(row["samenvatting"])},
    )
    return {path: raw}
