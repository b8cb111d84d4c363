"""What an import tells before it happens: what comes, and what has no place."""

from __future__ import annotations

from collections.abc import Mapping

from tbresearch.folder.exchange.codes import CodePlan
from tbresearch.folder.exchange.codings import CodingPlan
from tbresearch.folder.exchange.sources import Home
from tbresearch.folder.exchange.state import Standing
from tbresearch.interchange import Loss, QdaCodebook, QdaProject, gathered
from tbresearch.interchange.records import Found
from tbresearch.vocabulary import decimal_text, quantity_text

__all__ = ["code_line", "project_lines", "sideless", "unplaced"]


def code_line(codes: CodePlan, number: int) -> str:
    """Return what happens to the codes."""
    fresh = quantity_text(len(codes.added), "nieuwe code", "nieuwe codes")
    return f"{fresh}, {number - len(codes.added)} al in het codeboek"


def unplaced(content: QdaProject | QdaCodebook) -> tuple[Loss, ...]:
    """Return what a study has no place for; what we wrote ourselves is there anyhow."""
    found: list[Found] = []
    if not content.origin.startswith("tbresearch"):
        reason = "groepen hebben in een studie geen plaats"
        found += [("Set", reason, one.name) for one in content.sets]
        reason = "kleuren kiest de werkbank zelf"
        colored = content.codebook.loc[content.codebook["color"] != "", "code"]
        found += [("kleur van een code", reason, str(code)) for code in colored]
    if isinstance(content, QdaProject):
        reason = "relaties hebben in een studie geen plaats"
        found += [("Link", reason, link.name) for link in content.links]
        reason = "een codering van een heel document is geen passage"
        for source in content.sources.values():
            found += [("Coding", reason, source.name) for _ in source.codes]
        reason = "kenmerken van personen vult u zelf in respondenten.csv in"
        with_values = [case for case in content.cases if case.variables]
        found += [("Case", reason, case.name) for case in with_values]
    return gathered(found)


def sideless(project: QdaProject) -> list[str]:
    """Say how many codings come without a polarity."""
    number = int((project.codings["polarity"] == "").sum())
    if not number:
        return []
    many = quantity_text(number, "codering heeft", "coderingen hebben")
    gets = "krijgt" if number == 1 else "krijgen"
    return [f"{many} geen kant in het bestand en {gets} 'geen oordeel'"]


def project_lines(
    own: Mapping[str, Home],
    codings: CodingPlan,
    named: Mapping[str, str],
    study: Standing,
) -> list[str]:
    """Return what happens to texts and codings."""
    fresh = [home.session for home in own.values() if home.file]
    lines = [
        f"{quantity_text(len(fresh), 'nieuw gesprek', 'nieuwe gesprekken')}, "
        f"{decimal_text(len(own) - len(fresh))} al in de studie"
    ]
    lines += [
        f"  {home.session}: {home.text.transcript}"
        for home in own.values()
        if home.file is not None
    ]
    for coder in dict.fromkeys(named.values()):
        acts = codings.acts.get(coder, [])
        if not acts and coder not in codings.there:
            continue
        added = sum(act["act"] == "add" for act in acts)
        called = [name for name, key in named.items() if key == coder]
        who = "" if called == [coder] else f" (in het bestand {', '.join(called)})"
        new = "" if coder in study.coders else ", nieuwe codeur"
        lines.append(
            f"codeur {coder}{who}{new}: "
            f"{quantity_text(added, 'nieuwe codering', 'nieuwe coderingen')}, "
            f"{decimal_text(codings.there.get(coder, 0))} al in de studie"
        )
    return lines
