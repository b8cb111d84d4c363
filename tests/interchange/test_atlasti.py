"""The standard project that ATLAS.ti exported: its sources are not in the file."""

from __future__ import annotations

from pathlib import Path

from tbresearch.interchange import read_qdpx

FILE = Path(__file__).with_name("atlasti-8.4-mac.qdpx")


def test_codes_and_sets_are_all_there() -> None:
    project = read_qdpx(FILE)
    assert len(project.codebook) == 14
    assert len(project.sets) == 16
    names = {one.name: one for one in project.sets}
    assert names["negative feelings"].codes == (
        *('"rushed"', "sleepy", "disgust", "waste of time"),
    )
    coke = project.codebook.set_index("code").loc["Coke"]
    assert (coke["description"], coke["color"]) == (
        "the breakfast of champions",
        "#966450",
    )


def test_what_is_missing_is_named() -> None:
    losses = {(loss.element, loss.reason): loss for loss in read_qdpx(FILE).losses}
    missing = losses["TextSource", "de tekst zit niet in het bestand"]
    assert missing.count == 6
    assert set(missing.examples) == {
        "1960s Coca Cola commercial - Audio.docx",
        "1960s Coca Cola commercial - Visual.docx",
        "1994 Diet Coke-Diet Coke Break.docx",
        "Mabe\u0302l 2ie\u0300me.txt",
        "Mabel.txt",
        "Simon.docx",
    }
    assert sorted((element, loss.count) for (element, _), loss in losses.items()) == [
        ("AudioSource", 1),
        ("Coding", 5),
        ("Coding", 9),
        ("Graph", 1),
        ("Link", 1),
        ("MemberSource", 23),
        ("PDFSelection", 2),
        ("PDFSource", 2),
        ("PictureSelection", 1),
        ("PictureSource", 1),
        ("PlainTextSelection", 1),
        ("Representation", 2),
        ("TextSource", 6),
        ("VideoSelection", 2),
        ("VideoSource", 2),
    ]


def test_memos_come_along() -> None:
    notes = {note.name: note for note in read_qdpx(FILE).notes}
    assert notes["Research Plan"].coder == "Friedrich Markgraf"
    assert "This is a great project" in notes["Research Plan"].text
    assert "day to day log" in notes["Research Plan"].text


def test_losses_are_told_in_dutch() -> None:
    told = [str(loss) for loss in read_qdpx(FILE).losses]
    assert "1 x schema: schema's en netwerken worden niet gelezen (Netzwerk)" in told
    words = " ".join(line.split(": ")[0] for line in told)
    assert not any(word in words for word in ("Source", "Selection", "Coding", "Link"))
