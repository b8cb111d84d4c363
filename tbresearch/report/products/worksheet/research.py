"""Chapter 4: what was found about the intervention in practice, and examples."""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.findings import (
    NEGATIVE_RULE,
    QUOTE_RULE,
    SEARCHES,
    Factors,
    Quote,
    Recommendations,
    Vignettes,
    negative_cases,
)
from tbresearch.implementation import Practice
from tbresearch.outcomes import ZrmChange
from tbresearch.report.contributions.left_out import left_out_text
from tbresearch.report.contributions.mentions import Mentions, shown_mentions
from tbresearch.report.evidence import Evidence
from tbresearch.report.products.worksheet.materials import (
    Materials,
    Part,
    bullets,
    ref,
    written,
)
from tbresearch.report.tables import escape
from tbresearch.study import Study
from tbresearch.vocabulary import (
    RESPONDENT_GROUPS,
    SESSION_KINDS,
    TRADITIONS,
    join_text,
    label,
    quantity_text,
)

__all__ = ["counts", "examples", "experiences"]

_NAMED, _QUOTED = 4, 2
_SIDES = {
    "succesfactor": ("Wat volgens betrokkenen werkt", "succesfactor", "succesfactoren"),
    "verbeterpunt": (
        "Wat volgens betrokkenen beter kan",
        "verbeterpunt",
        "verbeterpunten",
    ),
}
_SOUGHT = "aantal:werkblad.definitief"
_PROVISIONAL = (
    "Een bevinding is voorlopig tot is vastgelegd dat iemand naar tegenspraak zocht."
)
_CODED = "transcripten, `codeboek.toml` en coderingen"


def experiences(materials: Materials) -> str:
    """Return section 4.1."""
    study, practice = materials.study, materials.one(Practice)
    points = materials.one(Recommendations)
    told = materials.brought(points).sections if points else {}
    advice = told.get("conclusies", "")
    return written(
        (
            Part(
                title="Opzet van het onderzoek",
                text=_set_up(study),
                lacks="`gesprekken.csv`, `respondenten.csv` en `sprekers.csv`",
            ),
            Part(
                title="Uitgevoerd zoals bedoeld",
                text=_practice(materials, practice) if practice else "",
                lacks="`trajecten.csv` en `fasen.csv`, en een beschrijving van de "
                "interventie om ze tegen te houden",
            ),
            *(
                Part(title=title, text=_heard(materials, side), lacks=_CODED)
                for side, (title, _, _) in _SIDES.items()
            ),
            Part(
                title="Verbeterpunten met aanbeveling",
                text=advice.split("\n", 1)[1].strip() if advice else "",
                lacks="`verbeterpunten.csv`: probleem, aanbeveling, wie aan zet is, en "
                "bewijs",
            ),
            Part(
                title="Verandering bij cliënten",
                text=_change(materials),
                lacks="`zrm.csv`, met scores bij intake en bij het einde",
            ),
            Part(title="Wat dit onderzoek niet zegt", text=_limits(materials)),
        ),
        key="praktijkervaringen",
    )


def examples(materials: Materials) -> str:
    """Return section 4.2."""
    found = materials.one(Vignettes)
    if found is None or not found.items:
        return ""
    return materials.brought(found).sections["voorbeelden"]


def _set_up(study: Study) -> str:
    if study.sessions.empty:
        return ""
    people = join_text([ref(f"aantal:respondenten.{group}") for group in study.groups])
    talks = join_text(
        [
            ref(f"aantal:gesprekken.{kind}")
            for kind in SESSION_KINDS
            if (study.sessions["kind"] == kind).any()
        ]
    )
    term = TRADITIONS[study.tradition]
    period = f" ({escape(study.period)})" if study.period else ""
    return (
        f"Voor dit onderzoek is gesproken met {people}, in {talks}{period}. De analyse "
        f"volgt de traditie '{term.label.lower()}': {term.meaning} Groepen zijn apart "
        "geteld. Wie iets niet noemde, heeft het daarmee niet ontkend."
    )


def _practice(materials: Materials, practice: Practice) -> str:
    tables = materials.tables(practice, "tabel:uitvoering.fasen")
    return "\n\n".join(
        [
            f"De registratie telt {ref('aantal:uitvoering.trajecten')}. Ging het "
            "anders dan bedoeld, dan is dat een bevinding en geen fout.",
            *tables,
        ]
    )


def counts(materials: Materials) -> Iterator[Evidence]:
    """Yield how many different factors each group names."""
    if materials.all(Factors):
        yield _sought(materials)
    for side, (_, one, many) in _SIDES.items():
        mentions = _mentions(materials, side)
        for group in mentions.factors.coding.study.groups if mentions else ():
            assert mentions is not None
            who = label(RESPONDENT_GROUPS, group).lower()
            coders = mentions.factors.coding.study.findings_from
            yield Evidence(
                key=_key(side, group),
                text=quantity_text(len(mentions.codes(group)), one, many),
                method=f"Verschillende codes waar {who} minstens één passage als {one} "
                "onder hebben.",
                sources=tuple(f"coderingen/{coder}.jsonl" for coder in coders),
            )


def _sought(materials: Materials) -> Evidence:
    """Return of how many findings it was written down that somebody looked further."""
    rows = [negative_cases(factors).rows for factors in materials.all(Factors)]
    done = sum(int((frame["status"] == "definitief").sum()) for frame in rows)
    total = quantity_text(sum(map(len, rows)), "bevinding", "bevindingen")
    return Evidence(
        key=_SOUGHT,
        text=f"{done} van {total}",
        method=f"Bevindingen die definitief zijn. {NEGATIVE_RULE}",
        sources=(SEARCHES.file,),
    )


def _key(side: str, group: str) -> str:
    return f"aantal:werkblad.{side}.{group}"


def _mentions(materials: Materials, side: str) -> Mentions | None:
    factors = [f for f in materials.all(Factors) if f.polarity == side]
    if not factors or factors[0].coding.codings.empty:
        return None
    return shown_mentions(factors[0])


def _heard(materials: Materials, side: str) -> str:
    mentions = _mentions(materials, side)
    if mentions is None:
        return ""
    heard: list[Quote] = []
    groups = mentions.factors.coding.study.groups
    parts = [text for group in groups for text in _group(mentions, group, side, heard)]
    return "\n\n".join(parts)


def _group(
    mentions: Mentions, group: str, side: str, heard: list[Quote]
) -> Iterator[str]:
    """Yield what one group names most, with quotes of the first."""
    many = _SIDES[side][2]
    who, codes = label(RESPONDENT_GROUPS, group), mentions.codes(group)
    yield f"### {who}"
    if not codes:
        yield f"{who} noemen geen {many}."
        return
    named = [_counted(mentions, group, code, side) for code in codes[:_NAMED]]
    number = ref(_key(side, group))
    if len(codes) <= _NAMED:
        yield f"{who} noemen {number}: {join_text(named)}."
    elif mentions.hides:
        yield f"{who} noemen {number}, waaronder {join_text(named)}."
    else:
        yield f"{who} noemen {number}. Het vaakst gaat het om {join_text(named)}."
    for code in mentions.quotable(group)[:_QUOTED]:
        fresh = mentions.factors.quotes(code, group=group, n=1, heard=heard)
        if fresh:
            heard.append(fresh[0])
            name = escape(mentions.factors.label(code))
            yield f"#### {name} {{.unnumbered .unlisted}}"
            yield ref(f"citaat:{fresh[0].coding_id}")


def _counted(mentions: Mentions, group: str, code: str, side: str) -> str:
    name = escape(_lower(mentions.factors.label(code)))
    if mentions.is_hidden(group, code):
        return name
    return f"{name} ({ref(f'aantal:{side}.{group}.{code}.respondent')})"


def _lower(name: str) -> str:
    """Return a label as it stands within a sentence; ZRM stays ZRM."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _change(materials: Materials) -> str:
    change = materials.one(ZrmChange)
    if change is None:
        return ""
    table = materials.tables(change, "tabel:zrm")
    clients = materials.shown(change, "aantal:zrm.clienten")
    if not table or not clients:
        return left_out_text("De tabel met de verandering per domein")
    return (
        f"Van {clients[0]} zijn er scores op de Zelfredzaamheid-Matrix. De tabel zegt "
        "wat er veranderde tijdens de hulp, en niet waardoor.\n\n" + "\n\n".join(table)
    )


def _limits(materials: Materials) -> str:
    study = materials.study
    lines = [
        "Er is geen groep die de hulp niet of later kreeg. Of de hulp werkt, is met "
        "dit onderzoek niet te zeggen."
    ]
    if materials.one(ZrmChange) is None:
        lines.append(
            "Uitkomsten zijn niet gemeten. Wat mensen over resultaten vertellen, is "
            "hun ervaring."
        )
    if study.sampling == "doelgericht" and not study.sessions.empty:
        lines.append(
            "Wie sprak, is gericht gekozen. De aantallen zeggen wat er genoemd is, en "
            "niet hoe vaak dat in het land voorkomt."
        )
    if materials.all(Factors):
        sought = (
            "" if study.statements != "tonen" else f" Dat is zo bij {ref(_SOUGHT)}."
        )
        lines += [f"{_PROVISIONAL}{sought}", QUOTE_RULE]
    shared = sorted(set(study.authors) & set(study.owners))
    if shared:
        lines.append(
            f"{escape(join_text(shared))} is eigenaar van de interventie en ook "
            "evaluator."
        )
    return bullets(lines)
