"""The claims of one report, as a table: what it says, of which kind, on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import pandas as pd

from tbresearch.html import list_html, table_html, text_html
from tbresearch.synthesis.claims.claim import Claim
from tbresearch.vocabulary import CLAIM_KINDS, label, quantity_text

__all__ = ["ClaimRegister"]

_COLUMNS = ("kind", "section", "sentence", "evidence", "wording", "source", "line")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRegister:
    """Every sentence of a report that rests on evidence.

    Attributes
    ----------
    claims : tuple of Claim
        In the order of the report.
    titles : mapping of str to str
        What each section is called, in Dutch.
    """

    claims: tuple[Claim, ...]
    titles: Mapping[str, str]

    def to_frame(self) -> pd.DataFrame:
        """Return one row a claim.

        Returns
        -------
        DataFrame
            Columns `kind`, `section` (title), `sentence` (as printed), `evidence`
            (keys, joined by semicolons), `wording`, `source` and `line` (0 if
            generated); the index is the id of the claim.
        """
        rows = [
            asdict(claim)
            | {
                "section": self._title(claim.section),
                "sentence": claim.printed,
                "evidence": "; ".join(claim.evidence),
            }
            for claim in self.claims
        ]
        ids = pd.Index([claim.id for claim in self.claims], name="id", dtype="str")
        return pd.DataFrame(rows, columns=list(_COLUMNS), index=ids)

    def counts(self) -> pd.DataFrame:
        """Return how many claims of each kind every section has; 0 for none."""
        number = Counter((claim.section, claim.kind) for claim in self.claims)
        sections = list(dict.fromkeys(claim.section for claim in self.claims))
        return pd.DataFrame(
            [[number[key, kind] for kind in CLAIM_KINDS] for key in sections],
            index=pd.Index([self._title(key) for key in sections], name="paragraaf"),
            columns=[term.label for term in CLAIM_KINDS.values()],
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What the kinds mean, in Dutch."""
        present = {claim.kind for claim in self.claims}
        return tuple(
            f"{term.label}: {term.meaning}"
            for term in CLAIM_KINDS.values()
            if term.key in present
        )

    def __str__(self) -> str:
        if not self.claims:
            return "Het rapport heeft geen zin die op bewijs rust."
        number = quantity_text(
            len(self.claims), "zin rust op bewijs", "zinnen rusten op bewijs"
        )
        return f"{number[0].upper()}{number[1:]}.\n\n{self.counts().to_string()}"

    def _repr_html_(self) -> str:
        head = ("Soort", "Paragraaf", "Zin", "Bewijs", "Sterkste verwoording")
        rows = [
            (
                label(CLAIM_KINDS, claim.kind),
                self._title(claim.section),
                claim.printed,
                claim.evidence,
                claim.wording,
            )
            for claim in self.claims
        ]
        first = str(self).split("\n", maxsplit=1)[0]
        return text_html(first) + table_html(head, rows) + list_html(self.notes)

    def _title(self, section: str) -> str:
        return self.titles.get(section, section)
