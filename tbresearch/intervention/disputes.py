"""The register of contradictions: both sources, what numbers say, and no verdict."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention.computing import COMPUTATIONS, Computed
from tbresearch.intervention.intervention import Intervention
from tbresearch.intervention.parts import Dispute
from tbresearch.vocabulary import CONTRADICTION_STATUSES, label, quantity_text

__all__ = ["Contradiction", "Contradictions", "contradictions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two statements that do not go together.

    Attributes
    ----------
    dispute : Dispute
        What each source says.
    computed : Computed or None
        What the numbers say, where it is a matter of numbers.
    """

    dispute: Dispute
    computed: Computed | None

    def __str__(self) -> str:
        status = label(CONTRADICTION_STATUSES, self.dispute.status).lower()
        text = (
            f"{self.dispute.subject} ({status}): {self.dispute.origin_a} zegt: "
            f"{self.dispute.says_a} {self.dispute.origin_b} zegt: {self.dispute.says_b}"
        )
        return f"{text} {self.computed.text}" if self.computed else text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contradictions:
    """What the sources of an intervention contradict each other on.

    Attributes
    ----------
    name : str
        The intervention.
    items : tuple of Contradiction
        In the order of the description.
    """

    name: str
    items: tuple[Contradiction, ...]

    def __str__(self) -> str:
        count = quantity_text(
            len(self.items), "tegenstrijdigheid", "tegenstrijdigheden"
        )
        still = sum(item.dispute.status == "open" for item in self.items)
        worked = sum(item.computed is not None for item in self.items)
        return (
            f"{self.name}: {count} in de bronnen, waarvan {still} open en {worked} "
            "nagerekend"
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read the register, in Dutch sentences."""
        return (
            "Beide uitspraken staan er; het programma beslist niet wie gelijk heeft.",
            "Wat een som is, is nagerekend uit de fasen, de dosering en de cijfers van "
            "de beschrijving.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a contradiction.

        Columns are `id`, `subject`, `source_a`, `says_a`, `source_b`, `says_b`,
        `computed` (text, empty if it is no sum), `clash` (True, False or missing) and
        `status`.
        """
        rows = [
            {
                "id": item.dispute.key,
                "subject": item.dispute.subject,
                "source_a": str(item.dispute.origin_a),
                "says_a": item.dispute.says_a,
                "source_b": str(item.dispute.origin_b),
                "says_b": item.dispute.says_b,
                "computed": item.computed.text if item.computed else "",
                "clash": item.computed.clash if item.computed else None,
                "status": item.dispute.status,
            }
            for item in self.items
        ]
        columns = [
            *("id", "subject", "source_a", "says_a", "source_b", "says_b"),
            *("computed", "clash", "status"),
        ]
        return pd.DataFrame(rows, columns=columns).astype({"clash": "boolean"})

    def _repr_html_(self) -> str:
        heads = ("Onderwerp", "De ene bron", "De andere bron", "Nagerekend", "Status")
        rows = [
            (
                item.dispute.subject,
                f"{item.dispute.origin_a}: {item.dispute.says_a}",
                f"{item.dispute.origin_b}: {item.dispute.says_b}",
                computed_text(item),
                label(CONTRADICTION_STATUSES, item.dispute.status),
            )
            for item in self.items
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def contradictions(intervention: Intervention) -> Contradictions:
    """Return what the sources contradict each other on, with both, and the sums done.

    Nothing is decided here: a contradiction is `opgelost` only if the description
    says so.

    Parameters
    ----------
    intervention : Intervention
        Its description has the register, and the numbers to work out.

    Returns
    -------
    Contradictions
    """
    figures = {figure.key: figure for figure in intervention.figures}
    items = []
    for dispute in intervention.disputes:
        computed = None
        if dispute.computation:
            compute = COMPUTATIONS[dispute.computation]
            computed = compute(intervention, [figures[key] for key in dispute.figures])
        items.append(Contradiction(dispute=dispute, computed=computed))
    return Contradictions(name=intervention.name, items=tuple(items))


def computed_text(item: Contradiction) -> str:
    """Write what the numbers say, with what is to be known of the contradiction."""
    worked = item.computed.text if item.computed else ""
    return " ".join(filter(None, [worked, item.dispute.text]))
