"""Codings as W3C Web Annotations (JSON-LD), for who works with open linked data."""

from __future__ import annotations

import json
from pathlib import Path

from tbresearch.coding import Coding
from tbresearch.interchange.exporting import Export, require_suffix
from tbresearch.interchange.outgoing import study_project
from tbresearch.interchange.project import QdaProject
from tbresearch.study import write_together
from tbresearch.vocabulary import POLARITIES, label

__all__ = ["write_web_annotations"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def write_web_annotations(
    content: Coding | QdaProject, path: str | Path, *, archive: bool = False
) -> Export:
    """Write every coding as an annotation: its words, its place, its code, its coder.

    Parameters
    ----------
    content : Coding or QdaProject
        Whose codings.
    path : str or Path
        A name that ends in .jsonld; a file there is replaced.
    archive : bool
        As in `write_qdpx`.

    Raises
    ------
    WorkbenchError
        If the name is wrong or the file cannot be written.

    References
    ----------
    .. [1] W3C (2017). Web Annotation Data Model, with `TextQuoteSelector` and
       `TextPositionSelector` (characters are code points).
    """
    target = require_suffix(path, ".jsonld")
    if isinstance(content, QdaProject):
        project, losses = content, content.losses
        leaving: tuple[str, ...] = ()
    else:
        going = study_project(content, archive=archive)
        project, losses = going.project, going.losses
        leaving = ("de gecodeerde passages, letterlijk", *going.leaving[2:])
    page = {
        "@context": _CONTEXT,
        "id": "#coderingen",
        "type": "AnnotationPage",
        "items": _items(project),
    }
    text = json.dumps(page, ensure_ascii=False, indent=1)
    write_together({target: f"{text}\n".encode()})
    return Export(path=target, leaving=leaving, losses=losses)


def _items(project: QdaProject) -> list[dict[str, object]]:
    items = []
    for row in project.codings.to_dict("records"):
        text = project.sources[row["source"]].text
        bodies = [_body(row["code"], "tagging")]
        if row["polarity"]:
            bodies.append(_body(label(POLARITIES, row["polarity"]), "classifying"))
        if row["marked"]:
            bodies.append(_body("Citaat voor rapport", "highlighting"))
        if row["memo"]:
            bodies.append(_body(row["memo"], "commenting"))
        item: dict[str, object] = {
            "id": f"urn:uuid:{row['guid']}",
            "type": "Annotation",
            "motivation": "tagging",
            "creator": {"type": "Person", "nickname": row["coder"]},
            "body": bodies,
            "target": {
                "source": f"urn:uuid:{project.sources[row['source']].guid}",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": row["quote"],
                        "prefix": text[max(0, row["start"] - _AROUND) : row["start"]],
                        "suffix": text[row["end"] : row["end"] + _AROUND],
                    },
                    {
                        "type": "TextPositionSelector",
                        "start": row["start"],
                        "end": row["end"],
                    },
                ],
            },
        }
        if row["time"]:
            item["created"] = row["time"]
        items.append(item)
    return items


def _body(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "purpose": purpose}
