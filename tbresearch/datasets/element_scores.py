"""The scores of working elements in the example study, drawn from a known model.

Nobody gave these scores. They are there to show what a fidelity matrix looks like when
sources differ, when few cases are scored, and when somebody gives no score.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tbresearch.vocabulary import element_items

__all__ = ["example_elements"]

# Who scores which cases: list, source, number of cases.
_SOURCES = (
    ("B9", "zelf", 8),
    ("B9", "client", 6),
    ("B9", "team", 3),
    ("B10", "zelf", 6),
    ("B10", "collega", 6),
)
# What a source gives on top of what there is to see.
_LENIENCE = {"zelf": 0.6, "client": 0.0, "team": -0.4, "collega": -0.8}
_SCORERS = 4
_BLANK = 0.06
_REMARK = "te kort bezig om dit te zien"


def example_elements(seed: int) -> pd.DataFrame:
    """Draw the scores of working elements of the example study.

    The file `data/voorbeeld/werkzame_elementen.csv` is
    ``example_elements(2020).to_csv("werkzame_elementen.csv", sep=";", index=False)``.

    Parameters
    ----------
    seed : int
        Seed of the only random generator; the same seed gives the same frame.

    Returns
    -------
    pd.DataFrame
        Columns as in `werkzame_elementen.csv`: lijst, element, geval, bron, score,
        beoordelaar and toelichting.

    Notes
    -----
    Cases T1 to T8 are trajecten of nobody. Each element has a level, uniform from 4 to
    8.5; a case adds to it (standard deviation 0.8), and so do the source (see
    `_LENIENCE`) and chance (1.0). Scores are rounded to whole numbers and kept within
    0 and 10. Four professionals score two cases each, a colleague scores for them, and
    a client scores their own case. Of the cells 6% is blank, with a remark.
    """
    rng = np.random.default_rng(seed)
    names = {elements: list(element_items(elements)) for elements in ("B9", "B10")}
    level = {name: rng.uniform(4, 8.5) for own in names.values() for name in own}
    case = rng.normal(scale=0.8, size=8)
    rows = [
        row
        for elements, source, cases in _SOURCES
        for number in range(cases)
        for row in _of_case(
            rng, elements, source, number, [level[e] for e in names[elements]], case
        )
    ]
    columns = ["lijst", "element", "geval", "bron", "score", "beoordelaar"]
    return pd.DataFrame(rows, columns=[*columns, "toelichting"])


def _of_case(
    rng: np.random.Generator,
    elements: str,
    source: str,
    number: int,
    levels: list[float],
    case: np.ndarray,
) -> Iterator[tuple[str, ...]]:
    """Yield the scores that one source gives of one case."""
    scorer = {
        "zelf": f"P{number % _SCORERS + 1}",
        "collega": f"P{(number + 1) % _SCORERS + 1}",
        "client": f"K-T{number + 1}",
        "team": "team-1",
    }[source]
    for name, level in zip(element_items(elements), levels, strict=True):
        seen = level + case[number] + _LENIENCE[source] + rng.normal()
        blank = rng.random() < _BLANK
        score = "" if blank else str(int(np.clip(np.round(seen), 0, 10)))
        remark = _REMARK if blank else ""
        yield elements, name, f"T{number + 1}", source, score, scorer, remark
