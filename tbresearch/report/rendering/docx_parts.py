"""What Word has and pandoc does not write: numbering, captions, contents, foot.

Each function changes one thing in the document it is given. A number that Word
can keep up to date is a field, filled in already, so that it is right before the
first update as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

from tbresearch.report.rendering import document
from tbresearch.report.rendering.docx_reference import text_width
from tbresearch.report.rendering.docx_sheet import line_width, set_sheet
from tbresearch.report.rendering.manuscript import Manuscript

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["finish"]

Element = Any  # python-docx gives its elements their methods at run time

HEADING_LEVELS = 6
HEADING_NUMBERS = 9000  # pandoc numbers its own lists from 990 and 1000
HEADING_INDENT = (482, 624, 737, 851, 964, 1077)  # room for the number
_RUNNING = ("BodyText", "FirstParagraph", "Compact", "BlockText", "Bron")
SHORT_TABLE = 8  # rows, the head included; kept on one page
FIRST_ROWS = 4  # with the head; a longer table does not begin with fewer on a page
CAPTION_NUMBER = re.compile(r"(Tabel|Figuur) (\d+)\.")

DUTCH = (
    ("w:themeFontLang", document.LANGUAGE),
    ("w:decimalSymbol", ","),
    ("w:listSeparator", ";"),
)

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the table of contents."""

    level: int
    number: str  # empty for a section without a number
    title: str
    anchor: str  # the bookmark on the heading


def finish(report: Document, manuscript: Manuscript) -> None:
    """Turn what pandoc wrote into a document to work in."""
    if manuscript.layout != "sheet":
        entries = [entry for entry in _entries(report) if entry.level <= document.DEPTH]
        _number_headings(report)
        _fill_contents(report, entries, version=manuscript.version)
    for table in report.element.body.iter(qn("w:tbl")):
        _set_table(table, line_width(table, manuscript.layout))
    for picture in report.element.body.iter(qn("wp:inline")):
        for side in ("distT", "distB", "distL", "distR"):
            picture.set(side, "0")  # left out, a reader may think of a margin
    _number_captions(report)
    _space_paragraphs(report)
    if manuscript.layout == "landscape":
        _narrow_text(report)
    if manuscript.layout == "sheet":
        set_sheet(report, manuscript)
    else:
        _add_head_and_foot(report, manuscript)
    _set_settings(report)
    _forget_times(report)


# ---- headings and contents ------------------------------------------------------


def _entries(report: Document) -> Iterator[Entry]:
    anchor = ""
    for element in report.element.body:
        if element.tag == qn("w:bookmarkStart"):
            anchor = element.get(qn("w:name"))
        level = _heading_level(element)
        if level:
            number = _section_number(element)
            texts = [run.text for run in element.iter(qn("w:r")) if run not in number]
            yield Entry(
                level=level,
                number=number[0].text if number else "",
                title="".join(texts),
                anchor=anchor,
            )


def _number_headings(report: Document) -> None:
    """Let Word number the headings, in place of the digits that pandoc typed."""
    numbering = report.part.numbering_part.element
    levels = "".join(_numbering_level(level) for level in range(1, HEADING_LEVELS + 1))
    [scheme, use] = _parsed(
        f'<w:abstractNum w:abstractNumId="{HEADING_NUMBERS}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        f'<w:num w:numId="{HEADING_NUMBERS}">'
        f'<w:abstractNumId w:val="{HEADING_NUMBERS}"/></w:num>'
    )
    numbering.insert_element_before(scheme, "w:num")
    numbering.append(use)
    for level in range(1, HEADING_LEVELS + 1):
        style = report.styles[f"Heading {level}"].element
        _set_numbering(style, level=level, numbers=HEADING_NUMBERS)
    for paragraph in report.element.body.iter(qn("w:p")):
        level = _heading_level(paragraph)
        typed = _section_number(paragraph) if level else []
        for run in typed:
            paragraph.remove(run)
        if level and not typed:
            _set_numbering(paragraph, level=level, numbers=0)


def _numbering_level(level: int) -> str:
    pattern = ".".join(f"%{above}" for above in range(1, level + 1))
    indent = HEADING_INDENT[level - 1]
    return (
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level}"/><w:lvlText w:val="{pattern}"/>'
        f'<w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>'
    )


def _set_numbering(element: Element, *, level: int, numbers: int) -> None:
    numbering = element.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level - 1
    numbering.get_or_add_numId().val = numbers


def _heading_level(element: Element) -> int:
    """1 to 6 for a heading, 0 for anything else."""
    style = element.style if element.tag == qn("w:p") else None
    found = re.fullmatch(r"Heading([1-6])", style or "")
    return int(found[1]) if found else 0


def _section_number(heading: Element) -> list[Element]:
    """Return the two runs that pandoc typed, number and tab, or none."""
    runs = heading.r_lst
    return runs[:2] if runs and runs[0].style == "SectionNumber" else []


def _fill_contents(report: Document, entries: list[Entry], *, version: str) -> None:
    """Fill the table of contents, on a page between the title and the text.

    Page numbers are left to Word: they come with the first update of the field.
    """
    contents = report.element.body.find(qn("w:sdt"))
    contents.addprevious(_paragraph("Versie", _run(f"Versie {version}")))
    [head, empty] = contents.iter(qn("w:p"))
    head.r_lst[0].text = document.CONTENTS
    instruction = (
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{document.DEPTH}" \\h \\z '
        f"\\u </w:instrText></w:r>"
    )
    lines = [_contents_line(entry) for entry in entries] or [_paragraph("TOC1", "")]
    for position, run in enumerate(_parsed(BEGIN + instruction + SEPARATE), start=1):
        lines[0].insert(position, run)
    lines[-1].extend(_parsed(END))
    for line in lines:
        empty.addprevious(line)
    empty.getparent().remove(empty)
    for first in contents.itersiblings(qn("w:p")):
        first.get_or_add_pPr().get_or_add_pageBreakBefore()
        break


def _contents_line(entry: Entry) -> Element:
    number = _run(entry.number) + "<w:r><w:tab/></w:r>" if entry.number else ""
    return _paragraph(
        f"TOC{entry.level}",
        f'<w:hyperlink w:anchor="{escape(entry.anchor)}" w:history="1">'
        f"{number}{_run(entry.title)}</w:hyperlink>",
    )


# ---- tables, captions, quotes ---------------------------------------------------


def _set_table(table: Element, line: int) -> None:
    """Full width, whole rows; a short table, or a long one's first rows, together."""
    columns = table.tblGrid.findall(qn("w:gridCol"))
    shares = [int(column.get(qn("w:w"))) for column in columns]
    widths = [line * share // sum(shares) for share in shares]
    for column, width in zip(columns, widths, strict=True):
        column.set(qn("w:w"), str(width))
    size = table.tblPr.find(qn("w:tblW"))
    size.set(qn("w:type"), "dxa")
    size.set(qn("w:w"), str(sum(widths)))
    rows = table.tr_lst
    together = len(rows) if len(rows) <= SHORT_TABLE else FIRST_ROWS
    for number, row in enumerate(rows, start=1):
        row.get_or_add_trPr().extend(_parsed("<w:cantSplit/>"))
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Twips(width)
            for paragraph in cell.p_lst:
                paragraph.style = "Tabeltekst"
                if number < together:
                    paragraph.get_or_add_pPr().get_or_add_keepNext()
    for after in table.itersiblings(qn("w:p")):
        if len(after) == 0:  # pandoc's own, between two tables
            after.style = "Tussenruimte"
        elif not _heading_level(after) and after.style != "TableCaption":
            after.get_or_add_pPr().spacing_before = Twips(280)
        break


def _number_captions(report: Document) -> None:
    """Make the number of a caption a field, so that a list of tables can be made.

    The number is the one in the text; where the counting skips, the field says so.
    """
    counted: Counter[str] = Counter()
    for paragraph in report.element.body.iter(qn("w:p")):
        runs = paragraph.r_lst
        is_caption = paragraph.style in ("TableCaption", "ImageCaption")
        found = CAPTION_NUMBER.fullmatch(runs[0].text) if is_caption and runs else None
        if not found:
            continue
        kind, number = found.groups()
        counted[kind] += 1
        reset = "" if counted[kind] == int(number) else f"\\r {number} "
        counted[kind] = int(number)
        field = (
            f'<w:fldSimple w:instr=" SEQ {kind} \\* ARABIC {reset}">'
            f"{_run(number, bold=True)}</w:fldSimple>"
        )
        new = _run(f"{kind} ", bold=True) + field + _run(".", bold=True)
        for element in _parsed(new):
            runs[0].addprevious(element)
        paragraph.remove(runs[0])


def _narrow_text(report: Document) -> None:
    """Keep lines of running text on a wide page as short as on an upright one."""
    spare = text_width("landscape") - text_width("portrait")
    for paragraph in report.element.body.findall(qn("w:p")):
        if paragraph.style in _RUNNING:
            paragraph.get_or_add_pPr().get_or_add_ind().set(qn("w:right"), str(spare))


def _space_paragraphs(report: Document) -> None:
    """No gap inside a quote and before its speaker; one below a list."""
    for paragraph in report.element.body.findall(qn("w:p")):
        after = paragraph.getnext()
        style = after.style if after is not None and after.tag == qn("w:p") else None
        if paragraph.style == "BlockText" and style in ("BlockText", "Bron"):
            paragraph.get_or_add_pPr().spacing_after = Twips(0)
        if paragraph.style == "Compact" and style != "Compact":
            paragraph.get_or_add_pPr().spacing_after = Twips(160)


# ---- page and properties --------------------------------------------------------


def _add_head_and_foot(report: Document, manuscript: Manuscript) -> None:
    for section in report.sections:
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = False
        section.footer.is_linked_to_previous = False
        head = section.header.paragraphs[0]
        head.text = manuscript.title
        head.style = "Header"
        foot = section.footer.paragraphs[0]
        foot.text = f"Versie {manuscript.version}\t"
        foot.style = "Footer"
        for line in (head, foot):
            _end_tab_at(line, text_width(manuscript.layout))
        pages = _field("PAGE") + _run(" van ") + _field("NUMPAGES")
        foot._p.extend(_parsed(pages))


def _end_tab_at(line: Any, width: int) -> None:  # noqa: ANN401  a docx paragraph
    stops = line.paragraph_format.tab_stops
    if width != text_width("portrait"):
        stops.add_tab_stop(Twips(text_width("portrait")), WD_TAB_ALIGNMENT.CLEAR)
        stops.add_tab_stop(Twips(width), WD_TAB_ALIGNMENT.RIGHT)


def _set_settings(report: Document) -> None:
    """Dutch for the spelling checker and hyphenation; the Word of today.

    Without the last, Word opens the file in a compatibility mode that also
    puts the edge of a table outside the text.
    """
    report.core_properties.language = document.LANGUAGE
    settings = report.settings.element
    for checked in settings.findall(qn("w:proofState")):
        settings.remove(checked)
    for name, value in DUTCH:
        for setting in settings.findall(qn(name)):
            setting.set(qn("w:val"), value)
    [stop] = settings.findall(qn("w:defaultTabStop"))
    for element in reversed(
        _parsed(
            "<w:autoHyphenation/>"
            '<w:consecutiveHyphenLimit w:val="2"/>'
            '<w:hyphenationZone w:val="425"/>'
        )
    ):
        stop.addnext(element)
    [compatibility] = _parsed(
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    settings.insert_element_before(compatibility, "w:rsids", "m:mathPr")


def _forget_times(report: Document) -> None:
    [part] = [
        part
        for part in report.part.package.iter_parts()
        if part.partname == "/docProps/core.xml"
    ]
    for name in ("dcterms:created", "dcterms:modified"):
        for element in part.element.findall(qn(name)):
            part.element.remove(element)


# ---- building blocks ------------------------------------------------------------


def _parsed(xml: str) -> list[Element]:
    return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))


def _run(text: str, *, bold: bool = False) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{weight}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(style: str, content: str) -> Element:
    [paragraph] = _parsed(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'
    )
    return paragraph


def _field(instruction: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} ">{_run("1")}</w:fldSimple>'
