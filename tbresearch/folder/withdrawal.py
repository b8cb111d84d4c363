"""Taking a respondent out of a study: words, codings, rights, and built reports.

What a program can find is removed. What only a person can judge is listed: echoes
by others, texts that paraphrase, copies elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from tbresearch.coding.retrieval import CUT_CITATION
from tbresearch.errors import WorkbenchError
from tbresearch.folder.author_tables import withdrawn_tables
from tbresearch.folder.earlier import Earlier, read_earlier
from tbresearch.folder.framework import Summaries, withdrawn_framework
from tbresearch.folder.practice_rows import withdrawn_practice
from tbresearch.folder.related import Related, withdrawn_related
from tbresearch.folder.rewriting import NewText, rewrite
from tbresearch.folder.tasks import tasks_html, tasks_text
from tbresearch.folder.vignettes import withdrawn_vignettes
from tbresearch.report import PRODUCTS, author_texts
from tbresearch.study import (
    RESPONDENTS,
    SPEAKERS,
    WITHDRAWALS,
    WITHDRAWN,
    Study,
    edited_rows,
    open_study,
    read_text,
    write_together,
)
from tbresearch.transcripts import Corpus, read_transcripts
from tbresearch.vocabulary import quantity_text

__all__ = ["Withdrawal", "withdraw_respondent"]

REDACTED = "[verwijderd]"
_RUN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What was removed, and what a person must still do.

    Attributes
    ----------
    respondent : str
        Who withdrew.
    done, to_do : tuple of str
        Dutch sentences.
    """

    respondent: str
    done: tuple[str, ...]
    to_do: tuple[str, ...]

    def __str__(self) -> str:
        return tasks_text(self._title(), done=self.done, to_do=self.to_do)

    def _repr_html_(self) -> str:
        return tasks_html(self._title(), done=self.done, to_do=self.to_do)

    def _title(self) -> str:
        return f"Respondent {self.respondent} is uit de studie gehaald."


def withdraw_respondent(
    study_folder: str | Path,
    respondent: str,
    *,
    day: date,
    reports: str | Path | None = None,
    notebooks: str | Path | None = None,
) -> Withdrawal:
    """Remove a respondent from a study, and say what is left to do.

    Parameters
    ----------
    study_folder : str or Path
        The study; everything in it must be readable.
    respondent : str
        Who withdraws.
    day : date
        When, for the tombstone.
    reports : str or Path or None
        Folder of the built report, which is removed; it holds their words.
    notebooks : str or Path or None
        Folder of notebooks whose outputs are cleared.

    Returns
    -------
    Withdrawal

    Raises
    ------
    WorkbenchError
        If the study has no such respondent, or a file cannot be written; nothing
        is changed then.
    """
    study = _study_with(respondent, study_folder)
    corpus = read_transcripts(study)
    own = corpus.turns[corpus.turns["respondent"] == respondent]
    sessions = list(dict.fromkeys(own["session"]))
    changes = {name: _without(corpus, name, respondent) for name in sessions}
    earlier = read_earlier(study)
    runs = _runs([*own["text"], *earlier.words(respondent)])
    rewritten = rewrite(
        study,
        corpus.transcripts,
        changes,
        memo=lambda text: REDACTED if _runs([text]) & runs else text,
        waiting=_waiting(earlier, respondent, runs),
    )
    old = {path for name in sessions for path in earlier.files[name]}
    whole = [name for name in sessions if changes[name].turns is None]
    files = rewritten.files | dict.fromkeys(sorted(old))
    files |= _tables(study, respondent, whole=whole, changes=changes)
    summaries = _summaries(study.root, [respondent, *whole], rewritten.gone, runs)
    related = _related(study, respondent, whole, runs)
    (texts, cut), cleared = _texts(study.root, rewritten.gone), _cleared(notebooks)
    files |= texts | summaries.files | related.files | cleared
    turns = quantity_text(len(own), "beurt", "beurten")
    scope = f"{turns} in {quantity_text(len(sessions), 'gesprek', 'gesprekken')}"
    files |= _built(study.root, reports)
    write_together(files | _tombstones(study.root, respondent, day, scope))
    return Withdrawal(
        respondent=respondent,
        done=(
            *_removed(scope, len(whole), len(rewritten.gone), len(old)),
            *_emptied(cut, len(cleared)),
            *(*summaries.done, *related.done, *_DONE),
        ),
        to_do=(
            *(*summaries.to_do, *related.to_do),
            *_echoes(corpus, respondent, runs),
            *earlier.to_read(study, removed=sessions),
            *_TO_DO,
        ),
    )


_DONE = (
    "de regel in respondenten.csv weggehaald, met toestemming en koppeling",
    "het gebouwde rapport en het overzicht van het bewijs weggehaald",
    f"een regel in {WITHDRAWALS.file} gezet: nummer, datum en omvang",
)
_TO_DO = (
    "bouw het rapport opnieuw; alle aantallen worden dan opnieuw geteld",
    "lees uw eigen teksten in de map rapport na: zij kunnen de respondent omschrijven",
    "verwijder opnamen, reservekopieën en eerder gedeelde rapporten",
    "haal de naam uit de sleutel, die buiten de studie staat",
)


def _removed(scope: str, whole: int, codings: int, old: int) -> tuple[str, ...]:
    """Say how much was removed of transcripts and codings."""
    return (
        f"{scope} weggehaald; "
        + quantity_text(whole, "gesprek in zijn geheel", "gesprekken in hun geheel"),
        f"{quantity_text(codings, 'codering', 'coderingen')} weggehaald, ook uit de "
        "geschiedenis",
        f"{quantity_text(old, 'oude versie', 'oude versies')} van transcripten "
        "weggehaald",
    )


def _emptied(cut: int, cleared: int) -> tuple[str, ...]:
    """Say how much was removed of texts and notebooks."""
    references = quantity_text(cut, "verwijzing", "verwijzingen")
    return (
        f"{references} naar citaten uit uw teksten gehaald",
        f"van {quantity_text(cleared, 'notebook', 'notebooks')} de uitvoer gewist",
    )


def _client_of(study: Study, respondent: str) -> str | None:
    people = study.respondents.set_index("respondent")["client"]
    return str(people[respondent]) if pd.notna(people[respondent]) else None


def _study_with(respondent: str, folder: str | Path) -> Study:
    study = open_study(folder)
    known = list(study.respondents["respondent"])
    if respondent not in known:
        raise WorkbenchError(
            f"respondent {respondent!r} is er niet",
            where=RESPONDENTS.file,
            fix=f"er zijn: {', '.join(known)}",
        )
    return study


def _without(corpus: Corpus, session: str, respondent: str) -> NewText:
    """Return a session with every turn of `respondent` emptied."""
    turns = corpus.turns[corpus.turns["session"] == session].reset_index(drop=True)
    theirs = turns["respondent"] == respondent
    others = set(turns["respondent"]) & set(corpus.study.respondents["respondent"])
    if others == {respondent}:
        return NewText(turns=None, within=lambda *_: None)
    new = turns[["speaker", "text", "begin", "finish"]].copy()
    new.loc[theirs, "speaker"] = f"Verwijderd {respondent}"
    new.loc[theirs, "text"] = REDACTED
    return NewText(
        turns=new,
        within=lambda turn, start, end: None if theirs[turn] else (start, end),
    )


def _waiting(
    earlier: Earlier, respondent: str, runs: set[tuple[str, ...]]
) -> Callable[[Mapping[str, object]], str | None]:
    """Return how a quote that stands nowhere now is kept, if it is of others."""

    def kept(act: Mapping[str, object]) -> str | None:
        theirs = earlier.may_hold(act, respondent) or _runs([act["quote"]]) & runs
        return None if theirs else str(act["quote"])

    return kept


def _runs(texts: object) -> set[tuple[str, ...]]:
    """Return every run of five words in `texts`, without case and punctuation."""
    runs: set[tuple[str, ...]] = set()
    for text in texts:  # type: ignore[attr-defined]
        words = re.findall(r"\w+", str(text).casefold())
        runs |= {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
    return runs


def _echoes(
    corpus: Corpus, respondent: str, runs: set[tuple[str, ...]]
) -> Iterator[str]:
    """Yield the turns of others that repeat five words of the respondent."""
    others = corpus.turns[corpus.turns["respondent"] != respondent]
    for row in others.to_dict("records"):
        if _runs([row["text"]]) & runs:
            yield (
                f"lees na: {row['session']}, beurt {row['number']}, herhaalt woorden "
                "van deze respondent"
            )


def _tables(
    study: Study,
    respondent: str,
    *,
    whole: list[str],
    changes: Mapping[str, NewText],
) -> dict[Path, bytes | None]:
    def person(row: dict[str, str]) -> dict[str, str] | None:
        return None if row["respondent"].strip() == respondent else row

    def speaker(row: dict[str, str]) -> dict[str, str] | None:
        session = row["gesprek"].strip()
        if session in whole:
            return None
        if row["respondent"].strip() != respondent:
            return row
        label = f"Verwijderd {respondent}"
        return row | {"spreker": label, "respondent": WITHDRAWN}

    root = study.root
    speakers = edited_rows(root / SPEAKERS.file, SPEAKERS, speaker)
    return {
        root / RESPONDENTS.file: edited_rows(
            root / RESPONDENTS.file, RESPONDENTS, person
        ),
        root / SPEAKERS.file: speakers,
    }


def _summaries(
    root: Path, cases: list[str], gone: Collection[str], runs: set[tuple[str, ...]]
) -> Summaries:
    """Return the author's tables without the respondent."""

    def repeats(text: str) -> bool:
        return bool(_runs([text]) & runs)

    framework = withdrawn_framework(root, cases, gone=gone, repeats=repeats)
    tables = withdrawn_tables(root, gone=gone, repeats=repeats)
    return Summaries(
        files=framework.files | tables.files,
        done=(*framework.done, *tables.done),
        to_do=(*framework.to_do, *tables.to_do),
    )


def _related(
    study: Study, respondent: str, whole: list[str], runs: set[tuple[str, ...]]
) -> Related:
    """Return pairs, scores, examples and trajecten without the respondent."""

    def repeats(text: str) -> bool:
        return bool(_runs([text]) & runs)

    told = withdrawn_related(
        study.root, respondent, cases=[respondent, *whole], repeats=repeats
    )
    shown = withdrawn_vignettes(study.root, respondent, repeats=repeats)
    done = withdrawn_practice(study.root, _client_of(study, respondent))
    return Related(
        files=told.files | shown.files | done.files,
        done=(*told.done, *shown.done, *done.done),
        to_do=(*told.to_do, *shown.to_do, *done.to_do),
    )


def _texts(root: Path, gone: Collection[str]) -> tuple[dict[Path, bytes | None], int]:
    """Return the author's texts without references to quotes that are gone."""
    files: dict[Path, bytes | None] = {}
    cut = 0
    for path in author_texts(root):
        text = read_text(path, source=path.name)
        found = re.compile(r"\{\{\s*citaat:([\w.:-]+)\s*\}\}")
        new = found.sub(lambda m: CUT_CITATION if m[1] in gone else m[0], text)
        if new != text:
            files[path] = new.encode()
            cut += new.count(CUT_CITATION) - text.count(CUT_CITATION)
    return files, cut


def _built(root: Path, reports: str | Path | None) -> dict[Path, bytes | None]:
    """Return the built reports and their manifests, to be taken away."""
    products = PRODUCTS.values()
    built = [
        path
        for product in products
        for path in (sorted(Path(reports).glob(f"{product.key}.*")) if reports else ())
    ]
    return dict.fromkeys([*(root / p.manifest for p in products), *built])


def _cleared(notebooks: str | Path | None) -> dict[Path, bytes | None]:
    """Return the notebooks that hold outputs, without them."""
    files: dict[Path, bytes | None] = {}
    for path in sorted(Path(notebooks).glob("*.ipynb")) if notebooks else ():
        notebook = json.loads(read_text(path, source=path.name))
        dirty = False
        for cell in notebook["cells"]:
            dirty = dirty or bool(cell.get("outputs"))
            if cell["cell_type"] == "code":
                cell |= {"outputs": [], "execution_count": None}
        if dirty:
            text = json.dumps(notebook, ensure_ascii=False, indent=1)
            files[path] = f"{text}\n".encode()
    return files


def _tombstones(
    root: Path, respondent: str, day: date, scope: str
) -> dict[Path, bytes | None]:
    path = root / WITHDRAWALS.file
    head = "respondent;datum;omvang\n"
    before = read_text(path, source=WITHDRAWALS.file) if path.is_file() else head
    gap = "" if before.endswith("\n") else "\n"
    line = f"{respondent};{day.isoformat()};{scope}\n"
    return {path: f"{before}{gap}{line}".encode()}
