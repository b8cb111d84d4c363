"""The state of practice on one day: what comes later is left out, and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from tbresearch.trajectories.relations import positions
from tbresearch.vocabulary import day_text, quantity_text

__all__ = ["up_to"]


def up_to(
    frames: Mapping[str, pd.DataFrame], day: date
) -> tuple[dict[str, pd.DataFrame], tuple[str, ...]]:
    """Return the frames as they were at the end of a day, and what was left out.

    A traject, phase or contact of a later day is left out; what ended later was
    running on that day, so its end and the reason of it are unknown.
    """
    last = pd.Timestamp(day)
    kept = dict(frames)
    trajectories = frames["trajectories"]
    running = trajectories["end"] > last
    trajectories = trajectories.assign(
        end=trajectories["end"].mask(running),
        exit_reason=trajectories["exit_reason"].mask(running),
    )[trajectories["start"] <= last].reset_index(drop=True)
    kept["trajectories"] = trajectories
    for name, column in (
        ("contacts", "date"),
        ("phases", "start"),
        ("evaluations", "date"),
        ("adaptations", "date"),
    ):
        rows = frames[name]
        here = positions(trajectories, rows) >= 0
        here |= rows["trajectory"].isna().to_numpy()
        later = rows[column].to_numpy() > last.to_datetime64()
        kept[name] = rows if not later.any() and here.all() else rows[here & ~later]
    phases = kept["phases"]
    kept["phases"] = phases.assign(end=phases["end"].mask(phases["end"] > last))
    return kept, tuple(_left_out(frames, kept, ended=int(running.sum()), day=day))


def _left_out(
    before: Mapping[str, pd.DataFrame],
    after: Mapping[str, pd.DataFrame],
    *,
    ended: int,
    day: date,
) -> Iterator[str]:
    date_text = day_text(day)
    words = {
        "trajectories": ("traject", "trajecten"),
        "contacts": ("contact", "contacten"),
        "phases": ("fase", "fasen"),
        "evaluations": ("evaluatie", "evaluaties"),
        "adaptations": ("aanpassing", "aanpassingen"),
    }
    for name, (one, more) in words.items():
        lost = len(before[name]) - len(after[name])
        if lost:
            yield (
                f"Weggelaten: {quantity_text(lost, one, more)} van na de peildatum, "
                f"{date_text}."
            )
    if ended:
        yield (
            f"{quantity_text(ended, 'traject', 'trajecten')} eindigde"
            f"{'' if ended == 1 else 'n'} na de peildatum en "
            f"{'telt' if ended == 1 else 'tellen'} als lopend."
        )
