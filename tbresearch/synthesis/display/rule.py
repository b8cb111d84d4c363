"""The rule that gives a candidate, printed as it is computed.

The candidate is arithmetic. What it means is for a person to say, who may disagree.
"""

from __future__ import annotations

from tbresearch.vocabulary import JOINT_LABELS, label

__all__ = ["JOINT_RULE", "candidate"]

JOINT_RULE = (
    "Wat mensen zeggen, wijst een kant op als meer respondenten vooral noemen wat "
    "werkt dan vooral wat tekortschiet, of andersom, en toeval dat niet goed verklaart "
    "(tekentoets over respondenten, 5%). Wie van beide evenveel noemt, telt niet mee. "
    "Kiezen minder dan zes respondenten een kant, dan kan dat nooit.",
    "Wat scores laten zien, wijst een kant op als er over de groep een verandering is "
    "te melden op een domein dat bij het leefgebied past (tekentoets, met Holm "
    "gecorrigeerd over alle domeinen). Wijzen twee domeinen elk een andere kant op, "
    "dan blijft het open.",
    *(
        f"{label(JOINT_LABELS, key)}: {JOINT_LABELS[key].meaning}"
        for key in JOINT_LABELS
    ),
)
_DIRECTED = ("gunstig", "ongunstig")


def candidate(talk: str, scores: str) -> tuple[str, str]:
    """Return the candidate for two strands, and why, in Dutch.

    Parameters
    ----------
    talk, scores : str
        Keys of `vocabulary.STRAND_STATES`: what people say, and what scores show.

    Returns
    -------
    tuple of str
        Key of `vocabulary.JOINT_LABELS`, and the reason.

    Examples
    --------
    >>> candidate("gunstig", "open")
    ('vult_aan', 'uitspraken wijzen naar beter, scores laten het open')
    """
    silent = [
        words
        for words, state in (
            ("over dit leefgebied zegt niemand iets", talk),
            ("scores zijn er niet, of te weinig", scores),
        )
        if state == "niets"
    ]
    if silent:
        return "zwijgt", " en ".join(silent)
    if talk == scores == "open":
        return "zwijgt", "uitspraken en scores wijzen geen van beide een kant op"
    if talk in _DIRECTED and scores in _DIRECTED:
        same = talk == scores
        reason = f"uitspraken wijzen naar {_way(talk)}, scores naar {_way(scores)}"
        return ("bevestigt" if same else "spreekt_tegen"), reason
    if talk in _DIRECTED:
        return "vult_aan", f"uitspraken wijzen naar {_way(talk)}, scores laten het open"
    return "vult_aan", f"scores wijzen naar {_way(scores)}, uitspraken laten het open"


def _way(state: str) -> str:
    return {"gunstig": "beter", "ongunstig": "slechter"}[state]
