"""The parts of a factsheet: the design, what it cannot say, where to read more.

Numbers and quotes are references to the evidence of the procesevaluatie, so that a
factsheet cannot say another number. What it cannot say stays, whoever wrote the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tbresearch.coding import Coding
from tbresearch.costs import ClaimAudit, CostPerTrajectory
from tbresearch.estimate import NotEstimable
from tbresearch.findings import NO_OWNER, Factors, Recommendations
from tbresearch.frameworks import Assessment
from tbresearch.outcomes import ZrmChange
from tbresearch.report.evidence import Contribution
from tbresearch.report.outline import ALWAYS
from tbresearch.report.sheet.change import change_part, not_measured_part
from tbresearch.report.sheet.money import money_part
from tbresearch.report.sheet.voices import voices_part
from tbresearch.report.tables import escape
from tbresearch.study import Study
from tbresearch.vocabulary import RESPONDENT_GROUPS, join_text, label

__all__ = ["factsheet"]

_CHOSEN = (
    "Wie is gesproken, is gericht gekozen. Een aantal zegt hoeveel van hen iets "
    "noemen, en niet hoeveel mensen het in het algemeen vinden."
)
_DRAWN = (
    "Een aantal zegt hoeveel van wie is gesproken iets noemen. Wie het niet noemt, kan "
    "het er toch mee eens zijn."
)
_SILENCE = (
    "Wat mensen vertellen, is hun ervaring. Of de hulp ervoor zorgde, is daarmee niet "
    "gezegd."
)


def factsheet(study: Study, results: Sequence[object]) -> Iterator[Contribution]:
    """Yield what a factsheet of these results says."""
    yield _studied(study, results)
    spoken = [result for result in results if isinstance(result, Factors)]
    if spoken and not spoken[0].coding.codings.empty:
        yield voices_part(spoken)
    changes = [result for result in results if isinstance(result, ZrmChange)]
    yield change_part(changes[0], study) if changes else not_measured_part()
    costs = [result for result in results if isinstance(result, CostPerTrajectory)]
    if costs:
        yield money_part(costs[0], results)
    yield _limits(study, results)
    for result in results:
        if isinstance(result, Recommendations):
            yield _advice(result)
    yield _more(study, results)


def _studied(study: Study, results: Sequence[object]) -> Contribution:
    """Return who was spoken to, in numbers of people and sessions."""
    if study.sessions.empty:
        return Contribution()
    numbers = ["{{aantal:gesprekken}}"]
    numbers += [f"{{{{aantal:respondenten.{group}}}}}" for group in study.groups]
    if study.respondents["organisation"].nunique():
        numbers.append("{{aantal:organisaties}}")
    kinds = [kind for kind in ("focusgroep", "interview") if _has(study, kind)]
    how = join_text([f"{{{{aantal:gesprekken.{kind}}}}}" for kind in kinds])
    when = f", {escape(study.period)}" if study.period else ""
    text = f"Gesproken is over {escape(study.intervention)}{when}, in {how}. "
    changes = [result for result in results if isinstance(result, ZrmChange)]
    if changes:
        instrument = escape(changes[0].instrument)
        text += (
            f"Van {{{{aantal:zrm.clienten}}}} zijn scores op de {instrument} bekeken. "
        )
    coded = _coding(results)
    if coded is not None:
        text += "Wat er is gezegd, is per passage gecodeerd en geteld. "
    listed = "\n".join(f"- {number}" for number in numbers)
    strip = f"::: {{.kerncijfers}}\n{listed}\n:::"
    return Contribution(sections={"onderzocht": f"{strip}\n\n{text.strip()}\n"})


def _has(study: Study, kind: str) -> bool:
    return bool((study.sessions["kind"] == kind).any())


def _coding(results: Sequence[object]) -> Coding | None:
    found = [result.coding for result in results if isinstance(result, Factors)]
    return found[0] if found and not found[0].codings.empty else None


def _limits(study: Study, results: Sequence[object]) -> Contribution:
    """Return what no author's text takes away: how far the study reaches."""
    lines = [_CHOSEN if study.sampling == "doelgericht" else _DRAWN, _SILENCE]
    away = [group for group in RESPONDENT_GROUPS if group not in study.groups]
    if away:
        who = join_text([label(RESPONDENT_GROUPS, group).lower() for group in away])
        lines.append(f"Met {who} is niet gesproken.")
    costs = [result for result in results if isinstance(result, CostPerTrajectory)]
    if costs and isinstance(costs[0].total, NotEstimable):
        lines.append("Wat een traject in totaal kost, is niet te bepalen.")
    if any(isinstance(result, ClaimAudit) for result in results):
        lines.append(
            "Besparingen die anderen noemen, zijn in de procesevaluatie doorgerekend "
            "en hier niet overgenomen."
        )
    shared = sorted(set(study.authors) & set(study.owners))
    if shared:
        who = escape(join_text(shared))
        lines.append(
            f"**Belangen:** {who} is zowel eigenaar van de interventie als evaluator."
        )
    text = "\n".join(f"- {line}" for line in lines)
    return Contribution(
        sections={f"grenzen{ALWAYS}": f"::: {{.let-op}}\n{text}\n:::\n"}
    )


def _advice(found: Recommendations) -> Contribution:
    """Return what the author recommends, and to whom."""
    lines = [
        f"- {_line(point.recommendation)} *Aan zet: {_line(point.owner) or NO_OWNER}.*"
        for point in found.points
        if point.recommendation
    ]
    if not lines:
        return Contribution()
    return Contribution(sections={"aanbevelingen": "\n".join(lines) + "\n"})


def _line(text: str) -> str:
    return " ".join(text.split())


def _more(study: Study, results: Sequence[object]) -> Contribution:
    """Return where the rest is, and where every number comes from."""
    lines = [
        "Het hele onderzoek, met methode, alle aantallen en bijlagen: "
        "`procesevaluatie.html`, ook als Word en pdf."
    ]
    judged = [result for result in results if isinstance(result, Assessment)]
    if any(one.framework.kind == "oordelen" for one in judged):
        lines.append("Oordelen met hun voorbehoud: `toezichttabel.html`.")
    if study.authors:
        by = f"Uitgevoerd door {escape(join_text(study.authors))}"
        asked = f" in opdracht van {escape(study.client)}" if study.client else ""
        lines.append(f"{by}{asked}.")
    text = "\n".join(f"- {line}" for line in lines)
    proof = (
        "Waar elk getal en elk citaat vandaan komt, staat in `factsheet.html`. Citaten "
        "zijn gekozen volgens een vaste regel, en niet op hun kracht."
    )
    return Contribution(
        sections={"verder": f"{text}\n", f"verder{ALWAYS}": f"{proof}\n"}
    )
