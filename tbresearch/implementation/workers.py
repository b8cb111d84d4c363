"""Continuity: how much of a traject is done by one and the same worker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tbresearch.estimate import Count
from tbresearch.html import list_html, text_html
from tbresearch.intervention import Intervention
from tbresearch.trajectories import WITH_CLIENT, Trajectories, positions
from tbresearch.vocabulary import percentage_text, quantity_text

__all__ = ["Continuity", "continuity"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Continuity:
    """Who worked in trajecten.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a traject with minutes of known workers: trajectory, main (the worker
        with most minutes with the client; the first by name of equals), share (of
        those minutes), workers (how many), and intake_by_main (whether the main worker
        made the first contact with the client).
    one_worker, intake : Count
        Trajecten with one worker, and those of which the main worker did the intake.
    unknown : Count
        Contacts with the client without a worker, which count nowhere.
    meant : int
        How many workers are meant to come together.
    """

    frame: pd.DataFrame
    one_worker: Count
    intake: Count
    unknown: Count
    meant: int

    def __str__(self) -> str:
        if self.frame.empty:
            return "Begeleiders: van geen enkel traject bekend"
        return f"Begeleiders: één en dezelfde bij {self.one_worker}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How this was counted, in Dutch sentences."""
        if self.frame.empty:
            return (f"Contacten zonder begeleider: {self.unknown}.",)
        most = int(self.frame["workers"].max())
        middle = float(self.frame["share"].median())
        found = [
            "De vaste begeleider is wie de meeste minuten met de cliënt had. In de "
            "helft van de trajecten deed die ten minste "
            f"{percentage_text(middle)} van de minuten; het hoogste aantal begeleiders "
            f"in een traject is {most}.",
            "De vaste begeleider deed ook het eerste contact, de intake: "
            f"{self.intake}.",
            f"Contacten zonder begeleider, die niet meetellen: {self.unknown}.",
        ]
        if self.meant > 1:
            pair = quantity_text(self.meant, "begeleider", "begeleiders")
            found.append(
                f"Bedoeld zijn {pair} samen; één vaste begeleider is hier niet "
                "het doel."
            )
        return tuple(found)

    def to_frame(self) -> pd.DataFrame:
        """Return one row a traject."""
        return self.frame.copy()

    def _repr_html_(self) -> str:
        return text_html(self) + list_html(self.notes)


def continuity(trajectories: Trajectories, intervention: Intervention) -> Continuity:
    """Tell how much of each traject one worker did.

    Parameters
    ----------
    trajectories : Trajectories
        With contacts; those outside the traject and about the client do not count.
    intervention : Intervention
        How many workers are meant to come together.

    Returns
    -------
    Continuity
    """
    contacts = trajectories.contacts
    together = contacts["kind"].isin(WITH_CLIENT) & ~contacts["outside"].astype(bool)
    named = (together & contacts["worker"].notna()).to_numpy()
    at = positions(trajectories.trajectories, contacts)[named]
    codes, names = pd.factorize(contacts["worker"][named], sort=True)
    frame = _shares(
        at,
        codes,
        contacts["minutes"].to_numpy(dtype=float)[named],
        contacts["date"].to_numpy()[named],
    )
    frame.insert(
        0, "trajectory", trajectories.trajectories["trajectory"].to_numpy()[frame["at"]]
    )
    frame["main"] = np.asarray(names, dtype=object)[frame["main"]]
    dose = intervention.dose

    def count(k: int, total: int, unit: str = "trajecten") -> Count:
        least = trajectories.percentage_from
        return Count(k=k, total=total, unit=unit, percentage_from=least)

    all_together = int(together.sum())
    return Continuity(
        frame=frame.drop(columns="at"),
        one_worker=count(int(frame["workers"].eq(1).sum()), len(frame)),
        intake=count(int(frame["intake_by_main"].sum()), len(frame)),
        unknown=count(all_together - int(named.sum()), all_together, "contacten"),
        meant=dose.workers if dose else 1,
    )


def _shares(
    at: np.ndarray, codes: np.ndarray, minutes: np.ndarray, dates: np.ndarray
) -> pd.DataFrame:
    """Return main worker, share, number of workers and intake of each traject."""
    width = int(codes.max()) + 1 if len(codes) else 1
    pairs, which = np.unique(at.astype(np.int64) * width + codes, return_inverse=True)
    sums = np.bincount(which, minutes, minlength=len(pairs))
    each = pd.DataFrame({"at": pairs // width, "worker": pairs % width, "sum": sums})
    first = np.lexsort((codes, dates, at))
    opening = pd.DataFrame({"at": at[first], "worker": codes[first]})
    intake = opening.drop_duplicates("at").set_index("at")["worker"]
    by_traject = each.groupby("at")
    main = each.loc[by_traject["sum"].idxmax()].set_index("at")
    total = by_traject["sum"].sum()
    found = pd.DataFrame(
        {
            "main": main["worker"],
            "share": (main["sum"] / total).where(total > 0),
            "workers": by_traject.size(),
            "intake_by_main": intake.reindex(main.index).eq(main["worker"]),
        }
    )
    return found.rename_axis("at").reset_index()
