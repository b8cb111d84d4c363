"""Codebooks on their own (.qdc), in and out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from lxml import etree

from tbresearch.coding import Coding
from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.interchange.codes import code_frame, code_names
from tbresearch.interchange.elements import code_tree, safe
from tbresearch.interchange.exporting import Export, require_suffix
from tbresearch.interchange.guids import derived, usable
from tbresearch.interchange.outgoing import codebook_frame
from tbresearch.interchange.package import damaged
from tbresearch.interchange.project import Loss, QdaProject, QdaSet, gathered
from tbresearch.interchange.raw import guid_of, local, read_codes, refuse_definitions
from tbresearch.interchange.records import Found
from tbresearch.interchange.schemas import CODEBOOK, require_valid
from tbresearch.study import read_bytes, write_together
from tbresearch.vocabulary import quantity_text

__all__ = ["QdaCodebook", "read_qdc", "write_qdc"]

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QdaCodebook:
    """A codebook of another program.

    Attributes
    ----------
    origin : str
        The program that wrote it.
    codebook : pd.DataFrame
        As in `QdaProject`.
    sets : tuple of QdaSet
        Groups of codes.
    losses : tuple of Loss
        What did not come along.
    """

    origin: str
    codebook: pd.DataFrame
    sets: tuple[QdaSet, ...] = ()
    losses: tuple[Loss, ...] = ()

    def __str__(self) -> str:
        return (
            f"codeboek van {self.origin or 'onbekend'}: "
            f"{quantity_text(len(self.codebook), 'code', 'codes')}"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a code."""
        return self.codebook.copy()

    def _repr_html_(self) -> str:
        rows = list(self.codebook[["code", "description"]].itertuples(index=False))
        return "".join(
            (
                text_html(self),
                table_html(("Code", "Omschrijving"), [tuple(row) for row in rows]),
                list_html(map(str, self.losses), title="Niet meegekomen"),
            )
        )


def read_qdc(path: str | Path) -> QdaCodebook:
    """Read a codebook as NVivo, ATLAS.ti, MAXQDA, Taguette and others export it.

    Parameters
    ----------
    path : str or Path
        A .qdc file.

    Returns
    -------
    QdaCodebook

    Raises
    ------
    WorkbenchError
        If the file is damaged, a trap or something else.
    """
    raw = read_bytes(Path(path), source=str(path))
    root = _root(raw, source=str(path))
    found: list[Found] = []
    codes = read_codes(root)
    names = code_names(codes, found)
    sets = []
    for element in root.iterfind("{*}Sets/{*}Set"):
        members = [
            guid_of(member) or guid_of(member, "targetGUID")
            for member in element.iterchildren("{*}MemberCode")
        ]
        reason = "verwijst naar een code die er niet is"
        found += [("MemberCode", reason, guid) for guid in members if guid not in names]
        described = element.find("{*}Description")
        sets.append(
            QdaSet(
                name=element.get("name") or "",
                guid=guid_of(element),
                description="" if described is None else described.text or "",
                codes=tuple(names[guid] for guid in members if guid in names),
            )
        )
    return QdaCodebook(
        origin=root.get("origin") or "",
        codebook=code_frame(codes, names),
        sets=tuple(sets),
        losses=gathered(found),
    )


def _root(raw: bytes, *, source: str) -> etree._Element:
    if not raw:
        raise WorkbenchError(
            "dit bestand is leeg (0 bytes)",
            where=source,
            fix="exporteer het codeboek opnieuw als .qdc",
        )
    if len(raw) > MAX_BYTES:
        raise WorkbenchError(
            "dit bestand is te groot voor een codeboek",
            where=source,
            fix="exporteer alleen het codeboek, als .qdc",
        )
    try:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        where = f"het is geen geldige XML (regel {error.lineno or 1})"
        raise damaged(where, source) from None
    refuse_definitions(root, source=source)
    if local(root) != "CodeBook":
        raise WorkbenchError(
            "dit is geen codeboek van REFI-QDA",
            where=source,
            fix="exporteer het codeboek als REFI-QDA (.qdc)",
        )
    return root


def write_qdc(content: Coding | QdaProject | QdaCodebook, path: str | Path) -> Export:
    """Write a codebook that other programs read, held against the official schema.

    Parameters
    ----------
    content : Coding, QdaProject or QdaCodebook
        Whose codes.
    path : str or Path
        A name that ends in .qdc; a file there is replaced.

    Raises
    ------
    WorkbenchError
        If there is no code, the name is wrong or the file cannot be written.
    """
    target = require_suffix(path, ".qdc")
    given = content.sets if not isinstance(content, Coding) else ()
    codes = codebook_frame(content) if isinstance(content, Coding) else content.codebook
    if not len(codes):
        raise WorkbenchError(
            "er is geen code om te schrijven",
            where=str(path),
            fix="zet eerst codes in het codeboek",
        )
    raw = _codebook_bytes(codes, given)
    require_valid(raw, CODEBOOK, where=str(path))
    write_together({target: raw})
    leaving = f"{quantity_text(len(codes), 'code', 'codes')} met de definities"
    return Export(path=target, leaving=(leaving,), losses=())


def _codebook_bytes(codes: pd.DataFrame, sets: tuple[QdaSet, ...]) -> bytes:
    tag = f"{{{_NAMESPACE}}}"
    root = etree.Element(
        f"{tag}CodeBook",
        {"origin": "tbresearch"},
        nsmap={None: _NAMESPACE},  # type: ignore[dict-item]
    )
    guids = {
        str(row["code"]): str(row["guid"])
        if usable(row["guid"])
        else derived("code", str(row["code"]))
        for row in codes.to_dict("records")
    }
    parent = etree.SubElement(root, f"{tag}Codes")
    code_tree(parent, codes, guids, notes={}, namespace_of=_NAMESPACE)
    filled = [one for one in sets if one.codes]
    if filled:
        group = etree.SubElement(root, f"{tag}Sets")
        for one in filled:
            guid = one.guid if usable(one.guid) else derived("set", one.name)
            head = {"guid": guid, "name": safe(one.name)}
            made = etree.SubElement(group, f"{tag}Set", head)
            if one.description:
                etree.SubElement(made, f"{tag}Description").text = safe(one.description)
            for code in one.codes:
                etree.SubElement(made, f"{tag}MemberCode", {"guid": guids[code]})
    out = io.BytesIO()
    etree.indent(root)
    etree.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue() + b"\n"
