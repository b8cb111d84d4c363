"""Practice examples when a respondent withdraws or names go."""

from datetime import date
from pathlib import Path

from tbresearch.folder import withdraw_respondent
from tbresearch.folder.vignettes import renamed_vignettes, withdrawn_vignettes

DAY = date(2026, 2, 1)


def block(name: str, text: str, who: str = "") -> str:
    about = f'respondenten = ["{who}"]\n' if who else ""
    kind = "echt" if who else "geconstrueerd"
    return (
        f'# Over {name}\n[[voorbeeld]]\nid = "{name}"\ntitel = "{name}"\n'
        f'herkomst = "{kind}"\n{about}tekst = "{text}"\n\n'
    )


def write(folder: Path, *blocks: str) -> Path:
    path = folder / "voorbeelden.toml"
    path.write_text("".join(blocks), encoding="utf-8")
    return path


def test_a_withdrawal_takes_what_describes_or_repeats_the_respondent(
    small_study: Path,
) -> None:
    path = write(
        small_study,
        block("een", "Zij helpt.", "B1"),
        block("twee", "Zij wacht.", "B2"),
        block("drie", "Want rust in huis helpt het meest."),
        block("vier", "Zij opent de post."),
    )
    done = withdraw_respondent(small_study, "B1", day=DAY)
    left = path.read_text(encoding="utf-8")
    assert [
        name for name in ("een", "twee", "drie", "vier") if f'"{name}"' in left
    ] == [
        "twee",
        "vier",
    ]
    assert "Rust" not in left
    assert "2 voorbeelden uit voorbeelden.toml weggehaald" in done.done
    assert (
        "lees voorbeelden.toml na: een voorbeeld van een ander kan deze respondent "
        "omschrijven"
    ) in done.to_do


def test_the_last_example_leaves_a_file_that_can_be_read(small_study: Path) -> None:
    path = write(small_study, block("een", "Zij helpt.", "B1"))
    found = withdrawn_vignettes(small_study, "B1", repeats=lambda text: False)
    content = found.files[path]
    assert content is not None
    assert b"voorbeeld]]" not in content
    assert found.to_do == ()


def test_an_example_of_nobody_who_left_stays_letter_for_letter(
    small_study: Path,
) -> None:
    write(small_study, block("een", "Zij helpt.", "B1"))
    found = withdrawn_vignettes(small_study, "B2", repeats=lambda text: False)
    assert found.files == {}


def test_names_in_examples_are_replaced(small_study: Path) -> None:
    assert renamed_vignettes(small_study, str.upper) == {}
    path = write(small_study, block("een", "Kees helpt."))
    new = renamed_vignettes(
        small_study, lambda text: text.replace("Kees", "[persoon 1]")
    )
    content = new[path]
    assert content is not None
    assert "[persoon 1] helpt." in content.decode()
