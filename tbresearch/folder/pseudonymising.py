"""Replacing names through a whole study: transcripts, codings, memos, texts.

Nothing is replaced that a person did not decide on. The decisions and the key hold
real names, so both stand outside the study folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tbresearch.folder.renaming import renamed_files, replacements_text
from tbresearch.folder.tasks import tasks_html, tasks_text
from tbresearch.privacy import (
    Decision,
    Proposals,
    propose_pseudonyms,
    pseudonymiser,
    write_key,
)
from tbresearch.study import open_study, write_together
from tbresearch.transcripts import read_transcripts

__all__ = ["Pseudonymised", "propose_names", "pseudonymise_study"]

_TITLE = "De studie is gepseudonimiseerd."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pseudonymised:
    """What was replaced, and what a person must still do.

    Attributes
    ----------
    done, to_do : tuple of str
        Dutch sentences.
    """

    done: tuple[str, ...]
    to_do: tuple[str, ...]

    def __str__(self) -> str:
        return tasks_text(_TITLE, done=self.done, to_do=self.to_do)

    def _repr_html_(self) -> str:
        return tasks_html(_TITLE, done=self.done, to_do=self.to_do)


_TO_DO = (
    "lees de transcripten na: een beroep, een ziekte en een woonplaats samen wijzen "
    "ook iemand aan; gepseudonimiseerd is niet anoniem",
    "bewaar de sleutel en het bestand met besluiten op een andere, beveiligde plek",
    "verwijder opnamen, reservekopieën en de aangeleverde bestanden elders",
    "verwijder eerder gebouwde rapporten en hun herkomst (.json): daar staan de "
    "namen nog in; bouw het rapport daarna opnieuw",
)


def propose_names(study_folder: str | Path) -> Proposals:
    """Propose what to replace in all transcripts of a study, and by what.

    Parameters
    ----------
    study_folder : str or Path
        The study; the labels of its speakers are always proposed.
    """
    study = open_study(study_folder)
    corpus = read_transcripts(study)
    texts = {name: transcript.text for name, transcript in corpus.transcripts.items()}
    return propose_pseudonyms(texts, names=sorted(set(study.speakers["speaker"])))


def pseudonymise_study(
    study_folder: str | Path,
    decisions: Iterable[Decision],
    *,
    key: str | Path,
) -> Pseudonymised:
    """Replace what was decided on in everything that the study holds.

    Parameters
    ----------
    study_folder : str or Path
        The study.
    decisions : iterable of Decision
        As `read_review` returns them; every one decided.
    key : str or Path
        A new file outside the study folder and outside any git work tree.

    Returns
    -------
    Pseudonymised

    Raises
    ------
    WorkbenchError
        If a decision is open, or the key may not stand where it should; nothing
        is changed then.
    """
    study = open_study(study_folder)
    decided = tuple(decisions)
    corpus = read_transcripts(study)
    replace_in = pseudonymiser(decided)
    replaced = {
        name: replace_in(transcript.text)
        for name, transcript in corpus.transcripts.items()
    }
    files = renamed_files(corpus, replaced, rename=lambda text: replace_in(text).text)
    write_key(key, study.root, decisions=decided, replaced=replaced)
    write_together(files)
    return Pseudonymised(
        done=(
            replacements_text(replaced.values()),
            "de aangeleverde transcripten vervangen door tabellen zonder die namen, "
            "en oude versies weggehaald",
            "codeerdagboeken, memo's, sprekers.csv en uw teksten bijgewerkt",
            f"de sleutel geschreven naar {key}",
        ),
        to_do=_TO_DO,
    )
