"""The provenance of one build as data: what each sentence of a report rests on.

It lies beside the report and goes where the report goes. So it holds nothing that the
report does not show, and no fingerprint of a file or a line of the study.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tbresearch.errors import WorkbenchError
from tbresearch.report.composition import Composition
from tbresearch.report.entries import Entry
from tbresearch.report.outline import Product
from tbresearch.report.sentences import report_sentences
from tbresearch.study import Study, read_text
from tbresearch.synthesis.claims import Claim
from tbresearch.vocabulary import quantity_text

__all__ = ["PROVENANCE", "Provenance", "provenance_of", "read_provenance"]

PROVENANCE = "herkomst.json"
_FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What one build of one report printed, and what that rests on.

    Attributes
    ----------
    product, title, version : str
        Key of the report, title of the study, and the version on the title page.
    claims : tuple of Claim
        Sentences in the order of the report; those without evidence are the author's
        and have no kind. Read from a file, their text is what was printed.
    entries : dict of str to Entry
        Evidence by key, in the order of the appendix on provenance.
    """

    product: str
    title: str
    version: str
    claims: tuple[Claim, ...] = field(repr=False)
    entries: dict[str, Entry] = field(repr=False)

    def __str__(self) -> str:
        resting = sum(bool(claim.evidence) for claim in self.claims)
        claims = quantity_text(resting, "zin", "zinnen")
        entries = quantity_text(len(self.entries), "stuk bewijs", "stukken bewijs")
        return f"{self.title}, {self.product} {self.version}: {claims} op {entries}"

    def content(self) -> bytes:
        """Return the provenance as the file holds it."""
        data = {
            "vorm": _FORM,
            "rapport": self.product,
            "titel": self.title,
            "versie": self.version,
            "zinnen": [_claim_data(claim) for claim in self.claims],
            "bewijs": [_entry_data(e, self.entries) for e in self.entries.values()],
        }
        return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def provenance_of(
    study: Study, product: Product, composition: Composition, *, version: str
) -> Provenance:
    """Return the provenance of a composed report."""
    return Provenance(
        product=product.key,
        title=study.title,
        version=version,
        claims=report_sentences(study.root, product, composition.claims),
        entries=composition.entries,
    )


def read_provenance(path: Path) -> Provenance:
    """Read the file with the provenance of a build.

    Raises
    ------
    WorkbenchError
        If it is not there, is damaged, or has a newer form.
    """
    text = read_text(path, source=path.as_posix())
    try:
        data = json.loads(text)
        form = data["vorm"]
        if form == _FORM:
            return _provenance(data)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise WorkbenchError(
            "de herkomst van het rapport is beschadigd",
            where=path.as_posix(),
            fix="gebruik het bestand zoals het is gebouwd, of bouw het rapport opnieuw",
        ) from None
    raise WorkbenchError(
        f"de herkomst heeft vorm {form!r}, en deze versie van tbresearch leest {_FORM}",
        where=path.as_posix(),
        fix="gebruik de versie van tbresearch die het rapport bouwde, of een nieuwere",
    )


def _provenance(data: Mapping[str, Any]) -> Provenance:
    return Provenance(
        product=str(data["rapport"]),
        title=str(data["titel"]),
        version=str(data["versie"]),
        claims=tuple(_claim(item) for item in data["zinnen"]),
        entries={item["sleutel"]: _entry(item) for item in data["bewijs"]},
    )


def _claim_data(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "paragraaf": claim.section,
        "bron": claim.source,
        "regel": claim.line,
        "zin": claim.printed,
        "soort": claim.kind,
        "bewijs": list(claim.evidence),
        "formulering": claim.wording,
    }


def _claim(item: Mapping[str, Any]) -> Claim:
    return Claim(
        id=str(item["id"]),
        section=str(item["paragraaf"]),
        source=str(item["bron"]),
        line=int(item["regel"]),
        text=str(item["zin"]),
        printed=str(item["zin"]),
        kind=str(item["soort"]),
        evidence=tuple(map(str, item["bewijs"])),
        wording=str(item["formulering"]),
    )


def _entry_data(entry: Entry, printed: Mapping[str, Entry]) -> dict[str, object]:
    return {
        "sleutel": entry.key,
        "soort": entry.kind,
        "naam": entry.name,
        "tekst": entry.text,
        "methode": entry.method,
        "bronnen": list(entry.sources),
    } | dict(_more(entry, printed))


def _more(entry: Entry, printed: Mapping[str, Entry]) -> Iterator[tuple[str, object]]:
    """Yield what only some kinds of evidence have."""
    if entry.details:
        yield "bijzonderheden", [list(pair) for pair in entry.details]
    if any(entry.around):
        yield "omgeving", list(entry.around)
    related = [key for key in entry.related if key in printed]
    if related:
        yield "aangehaald", related
    if entry.rows:
        yield "cellen", [list(row) for row in entry.rows]
    if entry.alt:
        yield "beschrijving", entry.alt


def _entry(item: Mapping[str, Any]) -> Entry:
    before, after = item.get("omgeving", ("", ""))
    return Entry(
        key=str(item["sleutel"]),
        kind=str(item["soort"]),
        name=str(item["naam"]),
        text=str(item["tekst"]),
        method=str(item["methode"]),
        sources=tuple(map(str, item["bronnen"])),
        details=tuple((str(a), str(b)) for a, b in item.get("bijzonderheden", ())),
        around=(str(before), str(after)),
        related=tuple(map(str, item.get("aangehaald", ()))),
        rows=tuple(tuple(map(str, row)) for row in item.get("cellen", ())),
        alt=str(item.get("beschrijving", "")),
    )
