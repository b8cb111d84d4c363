"""`tbresearch costs` with a claim and a balance."""

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_a_claim_is_laid_apart(run: Run, example: Path) -> None:
    status, out, err = run(
        *("costs", example, "--bewering", "besparing_gezin", "--post", "contacttijd")
    )
    assert (status, err) == (0, "")
    assert "een kans van 27,6% (21,2% tot 33,9%)" in out
    assert "21,6% (17,5% tot 25,3%) van het bruto-effect moet overblijven" in out
    assert "nodig 62, beweerd bij C 287" in out


def test_a_balance_names_who_pays(run: Run, example: Path) -> None:
    status, out, err = run("costs", example, "--balans", "--post", "contacttijd")
    assert (status, err) == (0, "")
    amount = "EUR\N{NO-BREAK SPACE}\N{MINUS SIGN}12.410"
    assert f"Gemeente           betaalt {amount}" in out


def test_no_balance_is_printed_of_a_part(run: Run, example: Path) -> None:
    status, out, err = run("costs", example, "--balans")
    assert status == 1
    assert "Balans per traject" not in out
    assert "aannames.toml, regel" in err


def test_a_claim_that_is_not_there_is_named(run: Run, example: Path) -> None:
    status, _, err = run("costs", example, "--bewering", "weg")
    assert status == 1
    assert "aanname 'weg' is er niet" in err
