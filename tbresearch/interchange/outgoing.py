"""A study as a project: what leaves, and what stays in the study."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tbresearch.coding import Code, Coding
from tbresearch.interchange.codes import code_frame, code_names
from tbresearch.interchange.consent import Covered, covered
from tbresearch.interchange.definitions import described
from tbresearch.interchange.guids import derived
from tbresearch.interchange.project import (
    CODING_COLUMNS,
    Loss,
    QdaCase,
    QdaNote,
    QdaProject,
    QdaSet,
    QdaSource,
    Span,
)
from tbresearch.interchange.records import RawCode
from tbresearch.privacy.pseudonyms.participants import is_role
from tbresearch.study import INTERVIEWER, WITHDRAWN
from tbresearch.vocabulary import CODE_KINDS, RESPONDENT_GROUPS, label, quantity_text

__all__ = ["Outgoing", "code_labels", "codebook_frame", "study_project"]

# Distinguishable on white and in print; in the order of the codebook.
_COLORS = (
    *("#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377"),
    *("#77AADD", "#EE8866", "#44BB99", "#BBCC33", "#99DDFF", "#FFAABB"),
)
_KEPT_BACK = "leeftijdsband, koppeling met scores en toestemmingen blijven in de studie"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A study on its way out."""

    project: QdaProject
    leaving: tuple[str, ...]
    losses: tuple[Loss, ...]


def study_project(coding: Coding, *, archive: bool = False) -> Outgoing:
    """Return a study as a project, without the words of who may not be in it.

    Parameters
    ----------
    coding : Coding
        The study with its transcripts, codebook and codings.
    archive : bool
        Whether it is to be kept for later research.
    """
    cover = covered(coding.corpus, archive=archive)
    names = code_labels(coding)
    places = coding.codings[["session", "start", "end"]].itertuples(index=False)
    may = np.array([not cover.touches(*place) for place in places], dtype=bool)
    codings = _codings(coding, coding.codings[may], names)
    project = QdaProject(
        name=coding.study.title,
        origin="tbresearch",
        codebook=codebook_frame(coding),
        sources=_sources(coding, cover),
        codings=codings,
        cases=tuple(_cases(coding, cover)),
        notes=tuple(_notes(coding, names)),
        sets=tuple(_sets(coding, names)),
        variables={"soort": "Text", "wijze": "Text", "datum": "Date", "titel": "Text"},
    )
    return Outgoing(
        project=project,
        leaving=tuple(_leaving(coding, project, cover)),
        losses=tuple(_losses(coding, cover, int((~may).sum()))),
    )


def code_labels(coding: Coding) -> dict[str, str]:
    """Return the name that each code has in a file, by its key."""
    return code_names(_records(coding), [])


def codebook_frame(coding: Coding) -> pd.DataFrame:
    """Return the codebook in the columns of a project."""
    records = _records(coding)
    named = code_names(records, [])
    frame = code_frame(records, named)
    title = coding.study.title
    return frame.assign(guid=[derived(title, "code", key) for key in frame["guid"]])


def _records(coding: Coding) -> list[RawCode]:
    """Return the codes, known by their keys, each parent before its children."""
    codes = list(coding.codebook.codes.values())
    order = {code.code: number for number, code in enumerate(codes)}
    below: dict[str | None, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)
    found: list[RawCode] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        code = waiting.pop()
        found.append(
            RawCode(
                guid=code.code,
                name=code.label,
                parent=code.parent or "",
                description=described(code),
                color=_COLORS[order[code.code] % len(_COLORS)],
                codable=True,
                notes=[],
            )
        )
        waiting += below.get(code.code, [])[::-1]
    return found


def _sources(coding: Coding, cover: Covered) -> dict[str, QdaSource]:
    study = coding.study
    sources = {}
    for row in study.sessions.to_dict("records"):
        session = str(row["session"])
        if session in cover.texts:
            sources[session] = QdaSource(
                name=session,
                text=cover.texts[session],
                guid=derived(study.title, "source", session),
                origin=str(row["transcript"]),
                variables={
                    "soort": str(row["kind"]),
                    "wijze": str(row["mode"]),
                    "datum": row["date"].isoformat(),
                    "titel": str(row["title"]),
                },
            )
    return sources


def _codings(
    coding: Coding, codings: pd.DataFrame, names: dict[str, str]
) -> pd.DataFrame:
    title = coding.study.title
    frame = codings.assign(
        source=codings["session"],
        code=codings["code"].map(names),
        marked=codings.get("marked", False),
        guid=[derived(title, "coding", name) for name in codings["id"]],
    )
    kept = frame[list(CODING_COLUMNS)].reset_index(drop=True)
    return kept.astype({"start": "int64", "end": "int64", "marked": bool})


def _cases(coding: Coding, cover: Covered) -> Iterator[QdaCase]:
    """Yield each respondent as a case, with their turns; the interviewer too."""
    turns = coding.corpus.turns
    spoken = turns[turns["start"] < turns["end"]]
    people = coding.study.respondents.set_index("respondent")
    for name, own in spoken.groupby("respondent", sort=False):
        if name == WITHDRAWN or name in cover.respondents:
            continue
        values = {}
        if name in people.index:
            group = str(people.at[name, "group"])
            organisation = people["organisation"].fillna("").at[name]
            values = {
                "groep": label(RESPONDENT_GROUPS, group),
                "rol": str(people.at[name, "role"]),
                "organisatie": str(organisation),
            }
        yield QdaCase(
            name=str(name),
            guid=derived(coding.study.title, "case", str(name)),
            variables=values,
            sources=tuple(dict.fromkeys(own["session"])),
            passages=tuple(
                Span(*row)
                for row in own[["session", "start", "end"]].itertuples(index=False)
            ),
        )


def _notes(coding: Coding, names: dict[str, str]) -> Iterator[QdaNote]:
    """Yield the memos on transcripts and on codes."""
    merged = coding.codebook.merged
    for coder, about, text in coding.memos.itertuples(index=False):
        kind, _, name = str(about).partition(":")
        named = names.get(merged.get(name, name)) if kind == "code" else name
        if named is not None and (kind == "code" or name in coding.corpus.transcripts):
            yield QdaNote(
                text=str(text),
                name=f"Memo van {coder}",
                guid=derived(coding.study.title, "note", str(coder), str(about)),
                kind="code" if kind == "code" else "source",
                about=named,
                coder=str(coder),
            )


def _sets(coding: Coding, names: dict[str, str]) -> Iterator[QdaSet]:
    """Yield the codes of each kind."""
    for kind in CODE_KINDS:
        own = [c.code for c in coding.codebook.codes.values() if c.kind == kind]
        if own:
            yield QdaSet(
                name=f"Soort: {label(CODE_KINDS, kind).lower()}",
                guid=derived(coding.study.title, "set", kind),
                codes=tuple(names[code] for code in own),
            )


def _leaving(coding: Coding, project: QdaProject, cover: Covered) -> Iterator[str]:
    people = sum(case.name != INTERVIEWER for case in project.cases)
    memos = int((project.codings["memo"] != "").sum())
    texts = quantity_text(len(project.sources), "gesprek", "gesprekken")
    yield f"de tekst van {texts}"
    who = quantity_text(people, "respondent", "respondenten")
    yield f"{who} met groep, rol en organisatie"
    yield f"{quantity_text(len(project.codebook), 'code', 'codes')} met de definities"
    yield (
        f"{quantity_text(len(project.codings), 'codering', 'coderingen')} van "
        f"{', '.join(project.per_coder()) or 'niemand'}, met "
        + quantity_text(memos + len(project.notes), "memo", "memo's")
    )
    for name in cover.respondents:
        yield f"niet de woorden van {name}: die zijn afgedekt"
    names = [n for n in coding.corpus.turns["speaker"].unique() if not is_role(n)]
    labels = f", ook als label ({', '.join(names[:3])} ...)" if names else ""
    yield (
        f"namen zoals ze in de transcripten staan{labels}; vervang ze eerst met "
        "tbresearch pseudonymise als ze niet naar buiten mogen"
    )


def _losses(coding: Coding, cover: Covered, hidden: int) -> Iterator[Loss]:
    if hidden:
        yield Loss(
            element="codering",
            count=hidden,
            reason="raakt woorden van wie er geen toestemming voor gaf",
            examples=cover.respondents,
        )
    if len(coding.parked):
        yield Loss(
            element="codering",
            count=len(coding.parked),
            reason="wacht op een plaats in het transcript",
            examples=tuple(coding.parked["id"]),
        )
    yield Loss(
        element="kenmerk van respondenten",
        count=len(coding.study.respondents),
        reason=_KEPT_BACK,
    )
