"""The author's tables of findings, when people or names are taken out of a study.

Improvement points and the record of what was searched for hold the author's words,
and some of them citations. A row that repeats a respondent's words goes; one that
cites what is gone keeps its text with a mark, which `check` refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from tbresearch.coding.retrieval import CITATION, CUT_CITATION
from tbresearch.findings import RECOMMENDATIONS, SEARCHES
from tbresearch.folder.framework import Summaries
from tbresearch.study import Table, edited_rows, read_table
from tbresearch.synthesis.display import AREAS, INFERENCES
from tbresearch.vocabulary import quantity_text

__all__ = ["renamed_tables", "withdrawn_tables"]

# Each table with the column that names a row, and those that hold free text.
_TABLES: Sequence[tuple[Table, str, Sequence[str]]] = (
    (RECOMMENDATIONS, "punt", ("probleem", "aanbeveling", "aan_zet", "bewijs")),
    (SEARCHES, "bevinding", ("door", "gevonden")),
    (INFERENCES, "leefgebied", ("tekst", "bewijs")),
)


def withdrawn_tables(
    root: Path, *, gone: Collection[str], repeats: Callable[[str], bool]
) -> Summaries:
    """Return the tables without a respondent; one that is not there has no say.

    Parameters
    ----------
    root : Path
        The study folder.
    gone : collection of str
        Codings that are no longer there.
    repeats : callable
        Whether a text holds words of the respondent letter for letter.
    """
    files: dict[Path, bytes | None] = {}
    done: list[str] = []
    marked: list[str] = []
    to_do: list[str] = []
    for table, name, texts in _present(root):
        removed: list[str] = []

        def without(
            row: dict[str, str],
            table: Table = table,
            name: str = name,
            texts: Sequence[str] = texts,
            removed: list[str] = removed,
            marked: list[str] = marked,
        ) -> dict[str, str] | None:
            place = f"{table.file}, {name} {row[name].strip()}"
            if any(repeats(row.get(text, "")) for text in texts):
                removed.append(place)
                return None
            new = {text: _cut(row[text], gone) for text in texts if text in row}
            if any(row[text] != words for text, words in new.items()):
                marked.append(f"herschrijf: {place}; dit rustte op wat is verwijderd")
            return row | new

        files[root / table.file] = edited_rows(root / table.file, table, without)
        rows = quantity_text(len(removed), "regel", "regels")
        done.append(f"{rows} uit {table.file} weggehaald")
        to_do += [
            f"schrijf opnieuw: {place}; de regel herhaalde woorden van deze respondent "
            "en is weggehaald"
            for place in removed
        ]
        if len(read_table(root / table.file, table)) > len(removed):
            to_do.append(
                f"lees {table.file} na: de tekst kan de respondent omschrijven"
            )
    areas = _without_areas(root, gone)
    return Summaries(
        files=files | areas.files,
        done=(*done, *areas.done),
        to_do=(*marked, *to_do),
    )


def renamed_tables(
    root: Path, pseudonym: Callable[[str], str]
) -> dict[Path, bytes | None]:
    """Return the tables with names in their texts replaced by `pseudonym`."""

    def renamed(texts: Sequence[str]) -> Callable[[dict[str, str]], dict[str, str]]:
        return lambda row: row | {t: pseudonym(row[t]) for t in texts if t in row}

    return {
        root / table.file: edited_rows(root / table.file, table, renamed(texts))
        for table, _, texts in _present(root)
    }


def _present(root: Path) -> list[tuple[Table, str, Sequence[str]]]:
    """Return the tables that the study has, after seeing that they can be read."""
    found = [each for each in _TABLES if (root / each[0].file).is_file()]
    for table, _, _ in found:
        read_table(root / table.file, table)
    return found


def _without_areas(root: Path, gone: Collection[str]) -> Summaries:
    """Return what codings are about without those that are gone; it holds no words."""
    path = root / AREAS.file
    if not path.is_file():
        return Summaries(files={}, done=(), to_do=())
    own = read_table(path, AREAS)["coding"].isin(list(gone))
    content = edited_rows(
        path, AREAS, lambda row: None if row["codering"].strip() in gone else row
    )
    rows = quantity_text(int(own.sum()), "regel", "regels")
    return Summaries(
        files={path: content}, done=(f"{rows} uit {AREAS.file} weggehaald",), to_do=()
    )


def _cut(text: str, gone: Collection[str]) -> str:
    return CITATION.sub(lambda m: CUT_CITATION if m[1] in gone else m[0], text)
