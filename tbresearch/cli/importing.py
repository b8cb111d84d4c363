"""What `tbresearch import` shows, refuses and writes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tbresearch.errors import Problem

__all__ = [
    "REQUIRED",
    "bring",
    "refuse_for_transcripts",
    "refuse_together",
    "renew",
    "show_missing",
    "show_previews",
    "who",
    "word_of",
]

# Without these nothing is written; what each may be, as the user types it.
REQUIRED = {
    "soort": "--soort focusgroep (of interview)",
    "wijze": "--wijze fysiek (of online, telefoon)",
    "datum": "--datum JJJJ-MM-DD",
}


def who(
    context: click.Context, parameter: click.Parameter, pairs: Sequence[str]
) -> dict[str, str]:
    """Return the respondent of each label, from `LABEL=RESPONDENT`."""
    found: dict[str, str] = {}
    for pair in pairs:
        label, _, respondent = (part.strip() for part in pair.rpartition("="))
        if not label or not respondent:
            raise click.BadParameter(f"{pair!r} is niet zoals P1=B01.")
        if found.setdefault(label, respondent) != respondent:
            raise click.BadParameter(f"{label!r} staat er twee keer, en verschillend.")
    return found


def refuse_for_transcripts(
    given: Collection[str], *, codeurs: bool, only_show: bool
) -> None:
    """Refuse options that only go with a project."""
    odd = {"posities"} & set(given)
    odd |= {"codeur"} if codeurs else set()
    odd |= {"toon"} if only_show else set()
    if odd:
        raise click.UsageError(f"'--{sorted(odd)[0]}' hoort bij een project (.qdpx).")


def refuse_together(files: int, session: str | None, given: Collection[str]) -> None:
    """Refuse options that do not go with many files, or with a new version."""
    if session is not None and files > 1:
        raise click.UsageError("Bij '--vernieuw' hoort één BESTAND.")
    if session is not None and given:
        names = ", ".join(f"'--{name}'" for name in sorted(given))
        raise click.UsageError(f"Bij '--vernieuw' hoort geen {names}.")
    for name in ("gesprek", "titel"):
        if files > 1 and name in given:
            raise click.UsageError(f"Bij '--{name}' hoort één BESTAND.")


def show_previews(files: Sequence[Path], *, sole_speaker: str) -> None:
    """Print what is in every file; then say at once which cannot be read."""
    from tqdm import tqdm

    from tbresearch.errors import StudyError, WorkbenchError
    from tbresearch.transcripts import preview_transcript

    previews = []
    problems: list[Problem] = []
    hide = None if len(files) > 1 else True
    for file in tqdm(files, desc="Lezen", unit="bestand", disable=hide, leave=False):
        try:
            previews.append(preview_transcript(file, sole_speaker=sole_speaker))
        except WorkbenchError as error:
            problems.extend(error.problems)
    for preview in previews:
        click.echo(f"{preview}\n")
    if problems:
        raise StudyError(problems)


def show_missing(names: Sequence[str]) -> None:
    """Say what to add before anything is written."""
    add = " ".join(REQUIRED[name] for name in names)
    click.echo(f"Er is nog niets in de studie gezet. Voeg daarvoor toe: {add}")


def bring(
    study: Path,
    files: Sequence[Path],
    *,
    respondents: Mapping[str, str],
    sole_speaker: str,
    said: Mapping[str, Any],
) -> None:
    """Import the files and say what is left to fill in."""
    from tbresearch.transcripts import import_transcripts

    found = import_transcripts(
        study,
        files,
        kind=said["soort"],
        mode=said["wijze"],
        day=said["datum"].date(),
        session=said["gesprek"],
        title=said["titel"],
        respondents=respondents,
        sole_speaker=sole_speaker,
    )
    click.echo("In de studie:")
    for transcript in found:
        click.echo(f"  {transcript}")
    click.echo(f"Vul in {study / 'sprekers.csv'} in wie bij welk label hoort.")


def word_of(study: Path, session: str | None, said: str | None) -> str:
    """Return who says everything: as it is said now, or as the study has it."""
    if session is None or said is not None:
        return said or ""
    from tbresearch.folder import sole_speaker_of

    return sole_speaker_of(study, session)


def renew(study: Path, file: Path, session: str, *, sole_speaker: str) -> None:
    """Replace a transcript and say where its codings went."""
    from tbresearch.folder import renew_transcript

    click.echo(
        renew_transcript(study, file, session=session, sole_speaker=sole_speaker)
    )
