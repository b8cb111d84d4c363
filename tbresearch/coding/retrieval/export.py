"""Results of retrieval as a file: a workbook (.xlsx) or a document (.docx).

A file leaves the desk sooner than one thinks. Words of who may not be quoted are
left out unless they are asked for, and then the first page says so; labels of
speakers and organisations never go along, a role only with the right to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tbresearch.coding.retrieval.sheets import Sheet, Tabular
from tbresearch.errors import WorkbenchError
from tbresearch.study import Study, repacked, write_together
from tbresearch.vocabulary import day_text

__all__ = ["NOT_QUOTED", "export_tables"]

NOT_QUOTED = "[mag niet worden geciteerd]"
_KINDS = (".xlsx", ".docx")


def export_tables(*results: Tabular, path: str | Path, all_words: bool = False) -> Path:
    """Write results of retrieval to one file.

    Parameters
    ----------
    *results : Passages, CodeMatrix, CodeCooccurrence, FrameworkMatrix, Concordance
        or Collocations
        Of one study; each becomes a sheet or a section, or two.
    path : str or Path
        Ends in .xlsx or .docx; what was there is replaced.
    all_words : bool
        Whether words of who may not be quoted are in it too. The rows are there in
        any case, so that counts stay what they are.

    Returns
    -------
    Path
        The file. The same results give the same bytes.

    Raises
    ------
    WorkbenchError
        If there is nothing to write, the results are of different studies, or the
        file is of another kind or cannot be written.
    """
    file = Path(path)
    if file.suffix.lower() not in _KINDS:
        raise WorkbenchError(
            f"een bestand {file.suffix or 'zonder extensie'} wordt niet geschreven",
            where=str(path),
            fix=f"geef een naam die eindigt op {' of '.join(_KINDS)}",
        )
    if not results:
        raise WorkbenchError(
            "er is niets om te bewaren",
            where=str(path),
            fix="geef een of meer resultaten, zoals die van tb.passages(...)",
        )
    roots = {result.study.root.resolve() for result in results}
    if len(roots) > 1:
        raise WorkbenchError(
            "deze resultaten zijn van verschillende studies",
            where=", ".join(sorted(root.name for root in roots)),
            fix="bewaar die van elke studie in een eigen bestand",
        )
    study = results[0].study
    sheets = [sheet for result in results for sheet in result.sheets()]
    lines = _about(study, sheets, all_words=all_words)
    if not all_words:
        sheets = [_quotable(sheet) for sheet in sheets]
    if file.suffix.lower() == ".xlsx":
        from tbresearch.coding.retrieval.workbook import workbook

        raw = workbook(study.title, lines, sheets)
    else:
        from tbresearch.coding.retrieval.document import document

        raw = document(study.title, lines, sheets)
    write_together({file: repacked(raw)})
    return file


def _about(study: Study, sheets: Sequence[Sheet], *, all_words: bool) -> list[str]:
    """Return what the first page says: of which study, what, and who may read it."""
    date = "niet ingevuld in studie.toml"
    if study.report_date is not None:
        date = day_text(study.report_date)
    lines = [f"Datum van de studie: {date}"]
    lines += [f"{sheet.name}: {sheet.title}" for sheet in sheets]
    hidden = sum(not row.quotable for sheet in sheets for row in sheet.rows)
    if any(column.spoken for sheet in sheets for column in sheet.columns):
        lines.append("Dit bestand bevat uitspraken van respondenten.")
    if hidden and all_words:
        lines.append(
            "LET OP: ook uitspraken van wie niet geciteerd mag worden staan erin. "
            "Deel dit bestand niet buiten het onderzoeksteam."
        )
    elif hidden:
        rows = "1 regel is" if hidden == 1 else f"{hidden} regels zijn"
        lines.append(
            f"{rows} van wie niet geciteerd mag worden: de uitspraak is weggelaten, "
            "de regel telt wel mee."
        )
    return [
        *lines,
        "Aantallen zijn hier niet gecontroleerd op onthulling; in het rapport wel. "
        "Neem ze niet zonder die controle over.",
        "Gepseudonimiseerd is niet anoniem.",
    ]


def _quotable(sheet: Sheet) -> Sheet:
    """Return a sheet without the words of those who may not be quoted."""
    rows = tuple(
        row
        if row.quotable
        else replace(
            row,
            cells=tuple(
                NOT_QUOTED if column.spoken and str(cell) else cell
                for column, cell in zip(sheet.columns, row.cells, strict=True)
            ),
        )
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)
