"""Bringing the names back, in a copy of a study that stands elsewhere.

Who holds the key may need the names: to answer a respondent, or to check a passage
with its recording. The study itself stays as it is, and the copy is a whole study, so
it can be read, checked and reported on like any other.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tbresearch.errors import WorkbenchError, system_reason
from tbresearch.folder.renaming import renamed_files, replacements_text
from tbresearch.folder.tasks import tasks_html, tasks_text
from tbresearch.privacy import Key, Replaced, check_new_place, restore, restored
from tbresearch.study import fingerprint, open_study, write_together
from tbresearch.transcripts import Corpus, read_transcripts
from tbresearch.vocabulary import join_text, quantity_text

__all__ = ["NamesBack", "restore_study"]

WARNING_FILE = "MET-ECHTE-NAMEN.md"
_TITLE = "De namen staan terug, in een kopie van de studie."
_WARNING = """\
# In deze map staan echte namen

Dit is een kopie van een studie die is gepseudonimiseerd, met de namen terug.

- Wat u hier verandert of codeert, komt niet in de studie.
- Deel deze map niet, en ook geen rapport dat u eruit bouwt.
- Gooi haar weg zodra u haar niet meer nodig hebt.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesBack:
    """What was brought back, and what a person must still do.

    Attributes
    ----------
    folder : Path
        The copy of the study in which the names stand.
    done, to_do : tuple of str
        Dutch sentences.
    """

    folder: Path
    done: tuple[str, ...]
    to_do: tuple[str, ...]

    def __str__(self) -> str:
        return tasks_text(_TITLE, done=self.done, to_do=self.to_do)

    def _repr_html_(self) -> str:
        return tasks_html(_TITLE, done=self.done, to_do=self.to_do)


def restore_study(study_folder: str | Path, key: Key, *, to: str | Path) -> NamesBack:
    """Copy a study and bring the names back in the copy.

    Parameters
    ----------
    study_folder : str or Path
        The study, which is not changed.
    key : Key
        As `read_key` returns it.
    to : str or Path
        A new folder for the copy, outside the study and any git work tree; only
        the owner can open it, where the system knows that.

    Returns
    -------
    NamesBack

    Raises
    ------
    WorkbenchError
        If names may not stand at `to`, the key is not of this study, or the copy
        cannot be written; there is no copy then.
    """
    study = open_study(study_folder)
    place = check_new_place(to, study_root=study.root, folder=True)
    corpus = read_transcripts(study)
    texts = {name: one.text for name, one in corpus.transcripts.items()}
    replaced = {name: restored(text, key) for name, text in texts.items()}
    changed = [
        name for name, text in texts.items() if fingerprint(text) not in key.originals
    ]
    if len(changed) == len(texts):
        # The tokens of another study would bring back the names of other people.
        raise WorkbenchError(
            "deze sleutel past bij geen enkel transcript van deze studie",
            where=str(study_folder),
            fix="neem de sleutel die voor deze studie is geschreven; is er twee keer "
            "gepseudonimiseerd, neem dan eerst de laatste",
        )
    files = renamed_files(corpus, replaced, rename=lambda text: restore(text, key))
    _write_copy(study.root, place, files)
    return NamesBack(
        folder=place,
        done=(
            f"{replacements_text(replaced.values())} teruggedraaid",
            "coderingen, memo's, sprekers.csv en uw teksten bijgewerkt",
            f"de kopie geschreven naar {place}; de studie is niet veranderd",
        ),
        to_do=(
            *_inexact(corpus, replaced, changed),
            *_ambiguous(replaced, key),
            "deel de kopie niet, en gooi haar weg zodra u haar niet meer nodig hebt",
        ),
    )


def _write_copy(root: Path, place: Path, files: Mapping[Path, bytes | None]) -> None:
    """Put a copy of a folder with some files changed in place, whole or not."""
    try:
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".") as outer:
            copy = Path(outer) / place.name
            shutil.copytree(root, copy)
            copy.chmod(0o700)
            new = {copy / path.relative_to(root): raw for path, raw in files.items()}
            warning = {copy / WARNING_FILE: _WARNING.encode()}
            write_together(new | warning, private=True)
            copy.rename(place)
    except OSError as error:
        raise WorkbenchError(
            f"de kopie kan niet worden geschreven ({system_reason(error)})",
            where=str(place),
            fix="controleer of er plaats is en of u in deze map mag schrijven; er is "
            "niets veranderd",
        ) from None


def _inexact(
    corpus: Corpus, replaced: Mapping[str, Replaced], changed: list[str]
) -> tuple[str, ...]:
    """Say which sessions changed after their names were replaced."""
    own = [name for name in changed if replaced[name].changes]
    if not own:
        return ()
    return (
        f"lees na: {join_text(own)}; daar is na het pseudonimiseren iets veranderd, "
        "dus elke vervanging is de langste naam geworden waar zij voor staat",
    )


def _ambiguous(replaced: Mapping[str, Replaced], key: Key) -> tuple[str, ...]:
    """Say where a token is left, because it stands for several things."""
    tokens = {decision.replacement for decision in key.decisions}
    form = re.compile("|".join(map(re.escape, sorted(tokens))) or "(?!)")
    counts = {name: len(form.findall(done.text)) for name, done in replaced.items()}
    left = [
        f"{name} ({quantity_text(number, 'keer', 'keer')})"
        for name, number in counts.items()
        if number
    ]
    if not left:
        return ()
    return (
        "zoek op in de sleutel: in deze gesprekken staan nog vervangingen die voor "
        f"meer dan één ding kunnen staan: {join_text(left)}",
    )
