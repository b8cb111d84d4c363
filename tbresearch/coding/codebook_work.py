"""Work on the codebook of a study: a code more, renamed, moved, merged.

Codings follow by themselves: a merged code is kept under `voorheen` of the code
that it became part of, so the journals of other coders need not change.
"""

from __future__ import annotations

from tbresearch.coding import codebook_changes as changes
from tbresearch.coding.acts import Act
from tbresearch.coding.checks import require
from tbresearch.coding.codebook import (
    CODEBOOK_FILE,
    Codebook,
    parse_codebook,
    read_codebook,
)
from tbresearch.coding.journal import (
    CODINGS_FOLDER,
    append_act,
    fold,
    journal_path,
    now,
)
from tbresearch.errors import WorkbenchError
from tbresearch.study import Study, as_written, decode, read_bytes, write_together

__all__ = ["add_code", "change_codebook", "merge_codes", "move_code", "rename_code"]


def add_code(
    study: Study,
    *,
    coder: str,
    label: str,
    kind: str,
    parent: str | None = None,
    definition: str = "",
) -> str:
    """Add a code to the codebook, and return its key.

    Parameters
    ----------
    study : Study
        Whose codebook it is.
    coder : str
        Who does it; it is written in their journal.
    label : str
        What the report prints; the key is made from it.
    kind : str
        Key of `vocabulary.CODE_KINDS`.
    parent : str, optional
        The code that it belongs under.
    definition : str, optional
        What the code is about.

    Raises
    ------
    WorkbenchError
        If the label is empty or in use, or the parent or kind is not known.
    """
    codebook = read_codebook(study)
    change = changes.new(
        codebook, label=label, kind=kind, parent=parent, definition=definition
    )
    change_codebook(study, change, coder=coder)
    return str(change["block"]["code"])


def rename_code(study: Study, code: str, *, label: str, coder: str) -> Codebook:
    """Give a code another label; its key and its codings stay."""
    change = changes.renamed(read_codebook(study), code, label=label)
    return change_codebook(study, change, coder=coder)


def move_code(study: Study, code: str, *, parent: str | None, coder: str) -> Codebook:
    """Put a code under another, or with None at the top."""
    change = changes.moved(read_codebook(study), code, parent=parent)
    return change_codebook(study, change, coder=coder)


def merge_codes(study: Study, code: str, *, into: str, coder: str) -> Codebook:
    """Make a code part of another; codings of all coders count as the other.

    The other code gets `code` under `voorheen`, and what it was used for, its
    examples and its lists; the codes under it come under the other.
    """
    change = changes.merged(read_codebook(study), code, into=into)
    return change_codebook(study, change, coder=coder)


def change_codebook(
    study: Study, change: Act, *, coder: str, by: str | None = None
) -> Codebook:
    """Change the file of the codebook, and write that in a coder's journal.

    The file comes first: a crash between the two leaves a change that is not in
    the journal, and never a journal that tells what did not happen.

    Raises
    ------
    WorkbenchError
        If the change no longer fits, or takes a code away that is in use.
    """
    require(coder, study.coders, "codeur")
    path = study.root / CODEBOOK_FILE
    raw = read_bytes(path, source=CODEBOOK_FILE)
    _refuse_loss(study, change)
    text, done = changes.changed_text(decode(raw, source=CODEBOOK_FILE), change)
    codebook = parse_codebook(text)
    write_together({path: as_written(text, raw)})
    marked = {} if by is None else {"by": by}
    act = {"act": "codebook", "time": now(), "change": done, **marked}
    append_act(journal_path(study.root, coder), act)
    return codebook


def _refuse_loss(study: Study, change: Act) -> None:
    """Refuse to take back a new code that somebody uses."""
    back = change.get("back")
    if not isinstance(back, dict) or back["op"] != "new":
        return
    code = back["block"]["code"]
    for coder in study.coders:
        source = f"{CODINGS_FOLDER}/{coder}.jsonl"
        folded = fold(journal_path(study.root, coder), source=source)
        used = [row for row in folded.codings.values() if row["code"] == code]
        if used:
            raise WorkbenchError(
                f"code {code!r} wordt gebruikt en kan niet worden weggehaald",
                where=f"{source}, regel {used[0]['line']}",
                fix="voeg de code samen met een andere; de coderingen gaan dan mee",
            )
