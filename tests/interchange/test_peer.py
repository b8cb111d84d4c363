"""Another reader of REFI-QDA finds in our files what we put there."""

from __future__ import annotations

from pathlib import Path

import pytest

import tbresearch as tb

pyrefiqda = pytest.importorskip(
    "pyrefiqda", reason="pyrefiqda is an optional peer, and not installed"
)


def test_a_peer_reads_the_same_codings(example: Path, tmp_path: Path) -> None:
    study = tb.open_study(example)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    path = tmp_path / "a.qdpx"
    tb.write_qdpx(coding, path)
    peer = pyrefiqda.RefiProject.load(str(path), str(tmp_path / "uitgepakt"))
    users = {user.guid: user.name for user in peer.users.user}
    names: dict[str, str] = {}
    waiting = list(peer.code_book.codes.code)
    while waiting:
        code = waiting.pop()
        names[code.guid] = code.name
        waiting += code.code
    found = []
    for source in peer.sources.text_source:
        file = tmp_path / "uitgepakt" / "sources" / f"{source.guid}.txt"
        text = file.read_text(encoding="utf-8")
        for one in source.plain_text_selection:
            said = text[one.start_position : one.end_position]
            found += [
                (
                    source.name,
                    said,
                    names[c.code_ref.target_guid],
                    users[c.creating_user],
                )
                for c in one.coding[:1]
            ]
    labels = {code.code: code.label for code in coding.codebook.codes.values()}
    assert sorted(found) == sorted(
        (row["session"], row["quote"], labels[row["code"]], row["coder"])
        for row in coding.codings.to_dict("records")
    )
