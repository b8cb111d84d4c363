"""What laying a claim apart brings: three readings, what they imply, the country."""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.costs import (
    ASSUMPTIONS_FILE,
    ClaimAudit,
    NationalClaim,
    national_heads,
    share_text,
    support_text,
)
from tbresearch.report.evidence import Contribution, Evidence, Picture
from tbresearch.report.tables import TableText, escape
from tbresearch.vocabulary import CLAIM_READINGS, decimal_text, euro_text

__all__ = ["claim_contribution", "national_contribution"]

_SECTION = "kosten"
_FLOWS = {"flow": "stroom", "stock": "stand"}


def claim_contribution(audit: ClaimAudit) -> Contribution:
    """Return the three readings of a claim, and the number that each implies."""
    name = _name(audit)
    main = not audit.costs.product
    counts = not audit.plausibility().empty
    parts = [
        f"{'##' if main else '###'} {escape(_title(audit))}\n",
        _intro(audit, name),
        *([f"{{{{figuur:bewering.{name}}}}}\n"] if main else []),
        f"{{{{tabel:bewering.{name}}}}}\n",
        *([f"{{{{tabel:bewering.{name}.aantallen}}}}\n"] if counts else []),
        # What another trajectory has in common with the claim stands above it already.
        "\n".join(f"- {n}" for n in (audit.notes if main else audit.costs.notes))
        + "\n",
    ]
    return Contribution(
        sections={_SECTION: "\n".join(parts)},
        evidence=tuple(_evidence(audit, name)),
        tables=(_readings(audit, name), *([_counts(audit, name)] if counts else [])),
        pictures=(_picture(audit, name),) if main else (),
    )


def national_contribution(national: NationalClaim) -> Contribution:
    """Return what a claim comes to for the country, as flow and as stock."""
    name = national.claim.id
    table = f"{{{{tabel:landelijk.{name}}}}}\n\n" if national.rows else ""
    notes = "\n".join(f"- {note}" for note in national.notes)
    evidence = tuple(
        Evidence(
            key=f"bedrag:landelijk.{name}.{_FLOWS[row[0]]}",
            text=cells[-1],
            method=f"{national.claim.label}, per jaar. {cells[0]}. "
            + " ".join(national.notes),
            sources=(ASSUMPTIONS_FILE,),
        )
        for row, cells in zip(national.rows, national.cells(), strict=True)
    )
    return Contribution(
        sections={_SECTION: f"### Landelijk\n\n{table}{notes}\n"},
        evidence=evidence,
        tables=(_country(national, name),) if national.rows else (),
    )


def _name(audit: ClaimAudit) -> str:
    return ".".join([audit.claim.id, *audit.costs.product[-1:]])


def _title(audit: ClaimAudit) -> str:
    if audit.costs.product:
        return f"Met andere uren: {audit.costs.counted[0]}"
    return f"Een bewering doorgerekend: {audit.claim.label}"


def _intro(audit: ClaimAudit, name: str) -> str:
    own = audit.claim
    said = support_text(own.support, own.contradiction)
    origin = ", ".join(filter(None, [own.source, own.place])) or "geen bron"
    grade = f" Bewijs: {own.grade}." if own.grade else ""
    most = "ten hoogste " if own.maximum else ""
    return (
        f"Het gaat om {most}{{{{bedrag:bewering.{name}}}}} per traject, tegenover "
        f"{{{{bedrag:bewering.{name}.kosten}}}} aan kosten. Bron: {escape(origin)}."
        f"{grade}{f' Deze aanname wordt {said}.' if said else ''}\n"
    )


def _evidence(audit: ClaimAudit, name: str) -> Iterator[Evidence]:
    method = f"{audit.claim.label}. {' '.join(audit.notes)}"
    texts = {
        f"bedrag:bewering.{name}": euro_text(audit.amount),
        f"bedrag:bewering.{name}.kosten": euro_text(audit.costs.middle),
    }
    for reading in CLAIM_READINGS:
        low, middle, high = map(share_text, audit.share(reading))
        texts[f"drempel:{name}.{reading}"] = f"{middle} ({low} tot {high})"
    if audit.hours is not None:
        low, high = map(decimal_text, audit.hours)
        texts[f"aantal:bewering.{name}.uren"] = f"{low} tot {high} uur"
    for key, text in texts.items():
        yield Evidence(key=key, text=text, method=method, sources=(ASSUMPTIONS_FILE,))


def _readings(audit: ClaimAudit, name: str) -> TableText:
    rows = []
    for reading, term in CLAIM_READINGS.items():
        low, middle, high = map(share_text, audit.share(reading))
        gross = audit.gross(reading)[1]
        mark = " (hier voorop)" if reading == audit.reading else ""
        kind = "deel dat moet overblijven" if reading == "C" else "kans op slagen"
        amounts = (euro_text(gross), euro_text(gross - audit.costs.middle))
        rows.append(
            (f"{reading}: {term.label.lower()}{mark}", *amounts, middle,
             f"{low} tot {high}", kind)
        )  # fmt: skip
    return TableText(
        key=f"tabel:bewering.{name}",
        caption=f"{audit.claim.label}: drie lezingen, en wat elk vraagt om de kosten "
        f"te dekken{' met andere uren' if audit.costs.product else ''}",
        head=("Lezing", "Bruto", "Na kosten", "Drempel", "Laag tot hoog", "Drempel is"),
        rows=tuple(rows),
        right=(1, 2, 3, 4),
        method=" ".join(audit.notes),
        sources=(ASSUMPTIONS_FILE,),
        about_people=False,
    )


def _counts(audit: ClaimAudit, name: str) -> TableText:
    rows = [
        (
            str(row["price_label"]),
            euro_text(row["price"]),
            *(decimal_text(row[k]) for k in ("needed", *CLAIM_READINGS)),
        )
        for row in audit.plausibility().to_dict("records")
    ]
    return TableText(
        key=f"tabel:bewering.{name}.aantallen",
        caption="Hoeveel er per 100 trajecten moeten worden voorkomen om de kosten te "
        "dekken, en hoeveel de bewering er bij elke lezing veronderstelt",
        head=("Wat", "Prijs", "Nodig", *(f"Bij {r}" for r in CLAIM_READINGS)),
        rows=tuple(rows),
        right=(1, 2, 3, 4, 5),
        method="Nodig: kosten gedeeld door de prijs. Bij A, B en C: het bruto-effect "
        "gedeeld door de prijs, bij A en B per 100 trajecten die lukken. "
        + " ".join(audit.notes),
        sources=(ASSUMPTIONS_FILE,),
        about_people=False,
    )


def _picture(audit: ClaimAudit, name: str) -> Picture:
    told = "; ".join(
        f"{r} {share_text(audit.share(r)[1])} ({share_text(audit.share(r)[0])} tot "
        f"{share_text(audit.share(r)[2])})"
        for r in CLAIM_READINGS
    )
    return Picture(
        key=f"figuur:bewering.{name}",
        caption=f"{audit.claim.label}: welk deel van het bruto-effect de kosten dekt",
        alt=f"Een balk per lezing. {told}.",
        draw=audit.plot,
        method="Dezelfde percentages als in de tabel die volgt.",
        about_people=False,
    )


def _country(national: NationalClaim, name: str) -> TableText:
    return TableText(
        key=f"tabel:landelijk.{name}",
        caption=f"{national.claim.label}, landelijk per jaar",
        head=national_heads(),
        rows=tuple(national.cells()),
        right=(1, 2, 3, 4),
        method=" ".join(national.notes),
        sources=(ASSUMPTIONS_FILE,),
        about_people=False,
    )
