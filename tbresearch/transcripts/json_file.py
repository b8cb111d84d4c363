"""JSON of speech recognition as pieces: Whisper, whisper.cpp, WhisperX, Amberscript.

All have a list of segments; they differ in how a segment says its text, its
times and its speaker.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

from tbresearch.errors import WorkbenchError
from tbresearch.transcripts.cues import Cue, pieces_of
from tbresearch.transcripts.delivered import bounded_text, well_formed
from tbresearch.transcripts.reading import UNKNOWN_SPEAKER, Opened, short

__all__ = ["open_json"]

_LISTS = ("segments", "transcription", "chunks", "results")
_SPEAKER = ("speaker", "spreker", "speaker_label")
_MILLISECOND = 0.001


def open_json(raw: bytes, *, source: str) -> Opened:
    """Return what each segment says, and name each segment that says nothing."""
    content = _parsed(bounded_text(raw, source=source), source=source)
    names = _names(content)
    cues: list[Cue] = []
    skipped: list[str] = []
    for number, segment in enumerate(_segments(content), start=1):
        cue = _cue(segment, names, place=f"segment {number}")
        if cue:
            cues.append(cue)
        else:
            shown = short(well_formed(json.dumps(segment, ensure_ascii=False)[:200]))
            skipped.append(f"segment {number}: heeft geen tekst ({shown})")
    if any(cue.speaker is not None for cue in cues):
        cues = [_named(cue) for cue in cues]
    return Opened(pieces=tuple(pieces_of(cues)), skipped=tuple(skipped))


def _parsed(content: str, *, source: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        where = f"{source}, regel {error.lineno}, teken {error.colno}"
    except (ValueError, RecursionError):
        where = source
    raise WorkbenchError(
        "dit is geen leesbare JSON; misschien is het bestand niet volledig",
        where=where,
        fix="download het bestand opnieuw, of lever het aan als .vtt, .srt of .docx",
    )


def _segments(content: object) -> Sequence[object]:
    if isinstance(content, Mapping):
        found = (content.get(name) for name in _LISTS)
        content = next((part for part in found if isinstance(part, list)), [])
    return content if isinstance(content, list) else []


def _names(content: object) -> Mapping[str, str]:
    """Return the names that Amberscript lists beside the segments."""
    speakers = content.get("speakers") if isinstance(content, Mapping) else None
    return {
        str(speaker["spkid"]): str(speaker["name"])
        for speaker in (speakers if isinstance(speakers, list) else ())
        if isinstance(speaker, Mapping) and {"spkid", "name"} <= speaker.keys()
    }


def _cue(segment: object, names: Mapping[str, str], *, place: str) -> Cue | None:
    if not isinstance(segment, Mapping):
        return None
    words = [w for w in _list(segment.get("words")) if isinstance(w, Mapping)]
    text = segment.get("text")
    if not isinstance(text, str):
        text = " ".join(w["text"] for w in words if isinstance(w.get("text"), str))
    if not text.strip():
        return None
    speaker = next((segment[k] for k in _SPEAKER if segment.get(k) is not None), None)
    if isinstance(speaker, Mapping):
        speaker = speaker.get("name")
    begin, finish = _times(segment, words)
    return Cue(
        place=place,
        lines=tuple(well_formed(text).split("\n")),
        begin=begin,
        finish=finish,
        speaker=None
        if speaker is None
        else well_formed(names.get(str(speaker), str(speaker))),
    )


def _times(
    segment: Mapping[str, Any], words: Sequence[Mapping[str, Any]]
) -> tuple[float, float]:
    offsets = segment.get("offsets")
    if isinstance(offsets, Mapping):
        begin, finish = _number(offsets.get("from")), _number(offsets.get("to"))
        return begin * _MILLISECOND, finish * _MILLISECOND
    stamp = _list(segment.get("timestamp"))
    if len(stamp) == 2:
        return _number(stamp[0]), _number(stamp[1])
    first = words[0].get("start") if words else None
    last = words[-1].get("end") if words else None
    return _number(segment.get("start", first)), _number(segment.get("end", last))


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return nan
    try:
        return float(value)
    except OverflowError:
        return nan


def _named(cue: Cue) -> Cue:
    if cue.speaker is not None and cue.speaker.strip():
        return cue
    return Cue(
        place=cue.place,
        lines=cue.lines,
        begin=cue.begin,
        finish=cue.finish,
        speaker=UNKNOWN_SPEAKER,
    )
