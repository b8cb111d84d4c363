"""What in a journal does not fit the study, its transcripts and its codebook."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tbresearch.coding.codebook import Codebook
from tbresearch.coding.journal import CODINGS_FOLDER, Folded
from tbresearch.errors import Problem, WorkbenchError
from tbresearch.study import Study
from tbresearch.transcripts import Corpus
from tbresearch.vocabulary import POLARITIES

__all__ = ["misfits", "require", "strangers", "taken"]


def require(value: str, known: Collection[str], what: str) -> None:
    """Refuse a name that is not known, and say which are."""
    if value not in known:
        raise WorkbenchError(
            f"{what} {value!r} is niet bekend",
            where=f"bekend zijn: {', '.join(known) or 'geen'}",
            fix="gebruik één van de bekende namen, of voeg de nieuwe eerst toe",
        )


def strangers(study: Study) -> Iterator[Problem]:
    """Yield journals of coders whom the study does not name."""
    for path in sorted((study.root / CODINGS_FOLDER).glob("*.jsonl")):
        if path.stem not in study.coders:
            yield Problem(
                what=f"{path.stem!r} staat niet bij de codeurs van de studie",
                where=f"{CODINGS_FOLDER}/{path.name}",
                fix="voeg de codeur toe aan 'codeurs' in studie.toml, of verplaats "
                "het bestand",
            )


def misfits(
    folded: Folded, corpus: Corpus, codebook: Codebook, source: str
) -> Iterator[Problem]:
    """Yield what in the codings does not fit transcripts and codebook."""
    for row in folded.codings.values():
        where = f"{source}, regel {row['line']}"
        if row["code"] not in codebook.codes:
            yield Problem(
                what=f"code {row['code']!r} staat niet in het codeboek",
                where=where,
                fix="zet de code in codeboek.toml, of verwijder de codering",
            )
        if row["polarity"] not in POLARITIES:
            yield Problem(
                what=f"polariteit {row['polarity']!r} is niet bekend",
                where=where,
                fix=f"bekend zijn: {', '.join(POLARITIES)}",
            )
        transcript = corpus.transcripts.get(str(row["session"]))
        if transcript is None:
            yield Problem(
                what=f"gesprek {row['session']!r} staat niet in gesprekken.csv",
                where=where,
                fix="zet het gesprek terug, of verwijder de codering",
            )
            continue
        if row["parked"]:
            continue
        start, end = int(str(row["start"])), int(str(row["end"]))
        inside = 0 <= start < end <= len(transcript.text)
        there = transcript.text[start:end] if inside else ""
        if not inside or there != row["quote"]:
            yield _drifted(row, there, source, transcript.name)


def taken(
    folded: Folded, rows: list[dict[str, object]], source: str
) -> Iterator[Problem]:
    """Yield codings whose id another coder uses: one id must be one coding."""
    owners = {row["id"]: row["coder"] for row in rows}
    for name, row in folded.codings.items():
        if name in owners:
            yield Problem(
                what=f"codering {name!r} staat ook bij {owners[name]!r}",
                where=f"{source}, regel {row['line']}",
                fix="een dagboek is van één codeur; haal de kopie weg",
            )


def _drifted(row: dict[str, object], there: str, source: str, file: str) -> Problem:
    return Problem(
        what=f"het citaat van codering {row['id']!r} klopt niet meer: gecodeerd is "
        f"{_short(str(row['quote']))}, op die plaats staat nu {_short(there)}",
        where=f"{source}, regel {row['line']}; transcripten/{file}, teken "
        f"{row['start']} tot {row['end']}",
        fix="zet de tekst van het transcript terug zoals zij was; is zij met opzet "
        "verbeterd, geef dan de nieuwe versie aan: tbresearch import STUDIE BESTAND "
        "--vernieuw GESPREK",
    )


def _short(text: str) -> str:
    return f"«{text}»" if len(text) <= 80 else f"«{text[:60]} ... {text[-15:]}»"
