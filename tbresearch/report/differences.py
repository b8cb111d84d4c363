"""What a report says otherwise than its last build, sentence by sentence, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tbresearch.errors import Problem
from tbresearch.report.composition import Composition
from tbresearch.report.entries import Entry
from tbresearch.report.manifest import Manifest, SourceFile
from tbresearch.report.matching import matched_claims
from tbresearch.synthesis.claims import GENERATED, Claim

__all__ = [
    "REBUILD",
    "changed_files",
    "differences",
    "named_claims",
    "resting_on",
    "with_claims",
]

REBUILD = "draai de wijziging terug, of bouw het rapport opnieuw en lees het na"
_LONG = 240  # characters of a text that one problem shows
_NAMED = 3  # sentences, and files, that one problem names


def changed_files(
    before: Mapping[str, SourceFile], now: Mapping[str, SourceFile]
) -> dict[str, str]:
    """Return where each file that differs does: ``"zrm.csv, regel 4"``, by name."""
    changed = {}
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name), now.get(name)
        if old is None or new is None or old.content != new.content:
            changed[name] = ", ".join(filter(None, [name, _lines(old, new)]))
    return changed


def _lines(old: SourceFile | None, new: SourceFile | None) -> str:
    if old is None or new is None:
        return ""
    numbers = old.changed_lines(new)
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"regel {numbers[0]}"
    return f"regel {numbers[0]} en {len(numbers) - 1} andere"


def differences(
    manifest: Manifest,
    now: Composition,
    claims: Sequence[Claim],
    *,
    product: str,
    files: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield what a report of the study as it is now says otherwise.

    Parameters
    ----------
    manifest : Manifest
        Of the last build.
    now : Composition
        Of the study as it is now.
    claims : sequence of Claim
        Its sentences, from `report_sentences`.
    product : str
        Key of the report.
    files : mapping of str to str
        Source files that changed, and where, from `changed_files`.
    """
    prints = now.entry_prints()
    moved = {
        key
        for key in manifest.entries.keys() | prints.keys()
        if manifest.evidence.get(key) != now.used.get(key)
        or manifest.entries.get(key) != prints.get(key)
    }
    found = [*_evidence(manifest, now, product, files, moved)]
    for old, new in matched_claims(manifest.claims, claims):
        problem = _claim(old, new, product, moved)
        found += [problem] if problem else []
    yield from found or _parts(manifest, now, product)


def _evidence(
    manifest: Manifest,
    now: Composition,
    product: str,
    files: Mapping[str, str],
    moved: set[str],
) -> Iterator[Problem]:
    """Yield each piece of evidence that was printed and is another now."""
    for key in manifest.evidence:
        if key not in moved:
            continue
        before, after = manifest.evidence[key], now.used.get(key)
        entry = now.entries.get(key)
        what = _what(key, before, after)
        because = _because(entry, files)
        yield Problem(
            what=f"{what}; {named_claims(resting_on(key, manifest.claims))}{because}",
            where=f"{product}, {key}",
            fix=REBUILD,
        )


def _what(key: str, before: str, after: str | None) -> str:
    if before == after:
        return f"bewijs {key} rust nu op iets anders, al staat er nog hetzelfde"
    if not key.startswith(("tabel:", "figuur:")):
        return (
            f"bewijs {key} is niet meer wat het was: in het rapport staat "
            f"{_said(before)}, nu volgt {_said(after)}"
        )
    if after is None:
        return f"{key} staat in het rapport, en zou er nu niet in staan"
    return f"{key} is niet meer wat er in het rapport staat"


def _because(entry: Entry | None, files: Mapping[str, str]) -> str:
    """Tell which changed files it comes from: those it names, or else all."""
    if not files:
        return ""
    own = [files[name] for name in (entry.sources if entry else ()) if name in files]
    listed = own or list(files.values())
    more = f" en {len(listed) - _NAMED} andere" if len(listed) > _NAMED else ""
    return f"; veranderd: {'; '.join(listed[:_NAMED])}{more}"


def _claim(
    old: Claim | None, new: Claim | None, product: str, moved: set[str]
) -> Problem | None:
    """Return what became of a sentence, unless its evidence tells that already."""
    if old and new and old.id == new.id:
        told = old.printed == new.printed or moved & {*old.evidence, *new.evidence}
        if told:
            return None
    if old is None:
        assert new is not None
        what, place = f"de zin {_said(new.printed)} is nieuw sinds de bouw", new
    elif new is None:
        what, place = f"de zin {_said(old.printed)} is er niet meer", old
    else:
        what = f"de zin {_said(old.printed)} is nu {_said(new.printed)}"
        place = new
    return Problem(what=what, where=f"{product}, {_place(place)}", fix=REBUILD)


def _parts(manifest: Manifest, now: Composition, product: str) -> Iterator[Problem]:
    """Yield each section that reads otherwise though no sentence with proof does."""
    after = now.part_prints()
    for title in dict.fromkeys([*manifest.parts, *after]):
        if manifest.parts.get(title) != after.get(title):
            yield Problem(
                what="deze paragraaf leest anders dan in het rapport; geen zin met "
                "bewijs is er anders van",
                where=f"{product}, {title}",
                fix=REBUILD,
            )


def resting_on(key: str, claims: Iterable[Claim]) -> list[Claim]:
    """Return the sentences that rest on a piece of evidence."""
    return [claim for claim in claims if key in claim.evidence]


def named_claims(claims: Sequence[Claim]) -> str:
    """Say which sentences these are, with their places."""
    if not claims:
        return "geen zin rust erop"
    named = "; ".join(
        f"{_said(claim.printed)} ({_place(claim)})" for claim in claims[:_NAMED]
    )
    rest = len(claims) - _NAMED
    more = f" en nog {rest} {'zin' if rest == 1 else 'zinnen'}" if rest > 0 else ""
    return f"daarop rust: {named}{more}"


def with_claims(problem: Problem, claims: Sequence[Claim]) -> Problem:
    """Return a problem that stops the building, with the sentences that it stops."""
    told = f"{problem.what} {problem.where}"
    named = {
        key
        for claim in claims
        for key in claim.evidence
        if re.search(rf"(?<![\w-]){re.escape(key.split(':', 1)[1])}(?![\w-])", told)
    }
    own = [claim for claim in claims if named & {*claim.evidence}]
    if not own:
        return problem
    return Problem(
        what=f"{problem.what}; {named_claims(own)}",
        where=problem.where,
        fix=problem.fix,
    )


def _place(claim: Claim) -> str:
    if claim.source == GENERATED:
        return f"paragraaf {claim.section}, gegenereerde tekst"
    return f"{claim.source}, regel {claim.line}"


def _said(text: str | None) -> str:
    if text is None:
        return "niets"
    return f"«{text}»" if len(text) <= _LONG else f"«{text[: _LONG - 3]}...»"
