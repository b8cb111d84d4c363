"""A study with nothing but an assumption register, and registers made in code."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tbresearch.costs import (
    ASSUMPTIONS_FILE,
    Assumption,
    CostItem,
    Distribution,
    Register,
)
from tbresearch.study import Study


@pytest.fixture
def study_at() -> Callable[[Path], Study]:
    def build(root: Path) -> Study:
        return Study(
            root=root,
            title="Toets",
            intervention="Thuisbegeleiding",
            period="",
            client="",
            authors=(),
            owners=(),
            report_date=None,
            tradition="codeboek",
            groups=(),
            coders=(),
            findings_from=(),
            zrm_version=None,
            percentage_from=20,
            smallest_count=5,
            smallest_denominator=10,
            zeros="tonen",
            missing="tonen",
            statements="tonen",
            respondents=pd.DataFrame(),
            sessions=pd.DataFrame(),
            speakers=pd.DataFrame(),
        )

    return build


@pytest.fixture
def with_register(
    tmp_path: Path, study_at: Callable[[Path], Study]
) -> Callable[[str], Study]:
    """Write the text of `aannames.toml` and return the study."""

    def write(text: str) -> Study:
        (tmp_path / ASSUMPTIONS_FILE).write_text(text, encoding="utf-8")
        return study_at(tmp_path)

    return write


@pytest.fixture(scope="session")
def assume() -> Callable[..., Assumption]:
    """Make an assumption: money of 2020 that the municipality pays, unless told."""

    def make(name: str, value: float, unit: str, **others: object) -> Assumption:
        money = unit.startswith("EUR")
        kind = str(others.pop("kind", "vast"))
        low, high = (float(x) for x in others.pop("bounds", (value, value)))  # type: ignore[attr-defined]
        error = float(others.pop("error", 0.0))  # type: ignore[arg-type]
        drawn = Distribution(kind=kind, value=value, low=low, high=high, error=error)
        standard: dict[str, object] = {
            "label": name.capitalize(),
            "low": low,
            "high": high,
            "aspect": "onzekerheid",
            "price_year": 2020 if money else None,
            "payer": "gemeente" if money else None,
            "source": "Opgave",
            "place": "",
            "grade": "D",
            "status": "bron",
            "distribution": drawn,
        }
        return Assumption(
            id=name,
            value=value,
            unit=unit,
            **{**standard, **others},  # type: ignore[arg-type]
        )

    return make


@pytest.fixture(scope="session")
def ledger() -> Callable[..., Register]:
    """Make a register over ten years, money at mid-year, 2.25 per cent."""

    def make(
        assumptions: Sequence[Assumption], *items: CostItem, **others: object
    ) -> Register:
        standard: dict[str, object] = {
            "title": "Toets",
            "price_year": 2020,
            "timing": "midden",
            "start": date(2021, 1, 1),
            "horizon": 10.0,
        }
        return Register(
            assumptions=tuple(assumptions),
            items=items,
            **{**standard, **others},  # type: ignore[arg-type]
        )

    return make


@pytest.fixture(scope="session")
def families(
    assume: Callable[..., Assumption], ledger: Callable[..., Register]
) -> Register:
    """Return a register with costs, a saving and an own contribution; all invented."""
    saving = assume(
        "plaatsing",
        45_000,
        "EUR/plaatsing",
        kind="pert",
        bounds=(20_000, 80_000),
        payer=None,
        receiver="rijk",
        period=(1.0, 3.0),
    )
    share = assume("kans", 0.3, "plaatsing/traject", kind="gamma", error=0.08)
    own = assume(
        "bijdrage", 19, "EUR/maand", payer="client", receiver="gemeente",
        period=(0.0, 2.0),
    )  # fmt: skip
    assumptions = [
        assume("uurloon", 61, "EUR/uur", kind="pert", bounds=(47, 75)),
        assume("uren", 2, "uur/week", kind="pert", bounds=(1.5, 2.5)),
        assume("weken", 104, "week/traject", bounds=(13, 520), aspect="spreiding"),
        assume("maanden", 24, "maand/traject"),
        saving,
        share,
        own,
    ]
    return ledger(
        assumptions,
        CostItem(id="contact", label="Contact", factors=("uurloon", "uren", "weken")),
        CostItem(
            id="besparing", label="Besparing", factors=("plaatsing", "kans"),
            direction="baten",
        ),
        CostItem(
            id="bijdrage", label="Eigen bijdrage", factors=("bijdrage", "maanden"),
            direction="overdracht",
        ),
    )  # fmt: skip
