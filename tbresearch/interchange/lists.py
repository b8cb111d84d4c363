"""The lists of a project file around its sources: users, codes, cases, memos, sets."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tbresearch.interchange.elements import child, code_tree, element, safe, values
from tbresearch.interchange.guids import stamp
from tbresearch.interchange.identities import Identities
from tbresearch.interchange.project import QdaNote, QdaProject

__all__ = [
    "case_list",
    "code_list",
    "note_list",
    "set_list",
    "user_list",
    "variable_list",
]


def user_list(ids: Identities) -> etree._Element:
    """Return the coders."""
    made = element("Users", {})
    for name, guid in ids.users.items():
        child(made, "User", {"guid": guid, "name": safe(name)})
    return made


def code_list(ids: Identities) -> etree._Element:
    """Return the codebook."""
    made = element("CodeBook", {})
    if ids.codes:
        notes = {code: ids.about("code", code) for code in ids.codes}
        code_tree(child(made, "Codes"), ids.codebook, ids.codes, notes=notes)
    return made


def variable_list(ids: Identities) -> etree._Element:
    """Return the variables."""
    made = element("Variables", {})
    for name, guid in ids.variables.items():
        head = {"guid": guid, "name": safe(name), "typeOfVariable": ids.kinds[name]}
        child(made, "Variable", head)
    return made


def case_list(project: QdaProject, ids: Identities) -> etree._Element:
    """Return the cases with what they refer to."""
    made = element("Cases", {})
    for number, case in enumerate(project.cases):
        guid = ids.of("case", str(number), case.guid)
        one = child(made, "Case", {"guid": guid, "name": safe(case.name) or None})
        if case.description:
            child(one, "Description", text=case.description)
        for code in case.codes:
            child(one, "CodeRef", {"targetGUID": ids.codes[code]})
        values(one, case.variables, ids.kinds, ids.variables)
        for name in case.sources:
            child(one, "SourceRef", {"targetGUID": ids.source(project.sources[name])})
        for span in case.passages:
            child(one, "SelectionRef", {"targetGUID": ids.spans[span]})
    return made


def note_list(ids: Identities, memos: Iterable[tuple[QdaNote, str]]) -> etree._Element:
    """Return all memos; `memos` are those on codings, with their guids."""
    made = element("Notes", {})
    for note, guid in (*ids.notes, *memos):
        head = {
            "guid": guid,
            "name": safe(note.name) or None,
            "creatingUser": ids.users.get(note.coder),
            "creationDateTime": stamp(note.time),
        }
        child(child(made, "Note", head), "PlainTextContent", text=note.text)
    return made


def set_list(project: QdaProject, ids: Identities) -> etree._Element:
    """Return the groups of codes and sources."""
    made = element("Sets", {})
    for number, one in enumerate(project.sets):
        guid = ids.of("set", str(number), one.guid)
        own = child(made, "Set", {"guid": guid, "name": safe(one.name)})
        if one.description:
            child(own, "Description", text=one.description)
        for code in one.codes:
            child(own, "MemberCode", {"targetGUID": ids.codes[code]})
        for name in one.sources:
            guid = ids.source(project.sources[name])
            child(own, "MemberSource", {"targetGUID": guid})
    return made
