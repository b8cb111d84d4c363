"""Chapters 3, 5 and 6, and the appendices: what the intervention rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tbresearch.findings import WorkingElements
from tbresearch.intervention import NOT_IN_SOURCES, Intervention, Item
from tbresearch.report.evidence import Evidence
from tbresearch.report.products.worksheet.materials import (
    FILE,
    Materials,
    Part,
    bullets,
    ref,
    sourced,
    written,
)
from tbresearch.report.tables import escape
from tbresearch.vocabulary import (
    EVIDENCE_GRADES,
    SOURCE_KINDS,
    join_text,
    label,
    quantity_text,
)

__all__ = ["counts", "elements", "grounds", "literature", "routes", "tasks"]

_THEORY = (
    "Een werkzaam element komt uit de theorie; wat mensen erover vertellen, is hun "
    "ervaring. Dat iets genoemd is, zegt niet dat het werkt. Staat er bij een score "
    "'niet getoond', dan gaat zij over te weinig gevallen."
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


def grounds(materials: Materials) -> str:
    """Return chapter 3."""
    own = materials.intervention
    return written(
        (
            Part(
                title="Probleem",
                text=_size(own) if own else "",
                lacks=f"cijfers over aard, omvang en gevolgen, in blokken `[[cijfer]]` "
                f"in `{FILE}`",
            ),
            Part(
                title="Oorzaken",
                asks="waar het probleem volgens onderzoek vandaan komt, met bronnen",
            ),
            Part(
                title="Aan te pakken factoren",
                text=_factors(own) if own else "",
                lacks=f"blokken `[[verband]]` in `{FILE}`: welk element waartoe moet "
                "leiden",
            ),
            Part(
                title="Verantwoording",
                text=_theories(own) if own else "",
                lacks=f"blokken `[[theorie]]` en `[[begrip]]` in `{FILE}`",
            ),
            Part(
                title="Waar bronnen elkaar tegenspreken",
                text=_disputes(own) if own else "",
            ),
        ),
        key="onderbouwing",
    )


def _size(own: Intervention) -> str:
    if not own.figures:
        return ""
    return f"De bronnen geven deze cijfers:\n\n{ref('tabel:interventie.cijfers')}"


def _disputes(own: Intervention) -> str:
    if not own.disputes:
        return ""
    return (
        f"De beschrijving heeft {ref('aantal:interventie.tegenstrijdigheden')}. Beide "
        "uitspraken staan er. Wat nog open is, daar is niet tussen beslist.\n\n"
        f"{ref('tabel:interventie.tegenstrijdigheden')}"
    )


def _factors(own: Intervention) -> str:
    if not own.links:
        return ""
    grades = Counter(link.grade for link in own.links)
    told = bullets(
        f"graad {grade}, {ref(_key(grade))}: {escape(term.meaning)}"
        for grade, term in EVIDENCE_GRADES.items()
        if grades[grade]
    )
    return (
        f"De theorie loopt van {ref('aantal:interventie.elementen')} via "
        f"{ref('aantal:interventie.subdoelen')} naar "
        f"{ref('aantal:interventie.leefgebieden')}. De figuur en de tabel zeggen wat "
        f"waartoe moet leiden.\n\n{ref('figuur:interventie.theorie')}\n\n"
        f"{ref('tabel:interventie.theorie')}\n\nZo sterk is het bewijs voor die "
        f"verbanden:\n\n{told}"
    )


def counts(materials: Materials) -> Iterator[Evidence]:
    """Yield how many links of the theory have each grade of evidence."""
    own = materials.intervention
    grades = Counter(link.grade for link in own.links) if own else Counter[str]()
    for grade, number in grades.items():
        assert own is not None
        yield Evidence(
            key=_key(grade),
            text=quantity_text(number, "verband", "verbanden"),
            method=f"Verbanden met graad {grade} in de beschrijving.",
            sources=(own.file,),
        )


def _key(grade: str) -> str:
    return f"aantal:werkblad.verbanden.{grade}"


def _theories(own: Intervention) -> str:
    texts = [sourced("De interventie beroept zich op deze theorieën", own.theories)]
    if own.concepts:
        texts += [
            "Deze begrippen lijken op elkaar en zijn niet hetzelfde:",
            ref("tabel:interventie.begrippen"),
        ]
    return "\n\n".join(filter(None, texts))


def elements(materials: Materials) -> str:
    """Return chapter 5."""
    own = materials.intervention
    items = own.elements if own else ()
    keys = {item.key for item in items}
    tables = [
        reference
        for result in materials.all(WorkingElements)
        if keys & result.items.keys()
        for reference in materials.shown(
            result,
            f"tabel:elementen.{result.elements}.gezegd",
            f"tabel:elementen.{result.elements}.scores",
        )
    ]
    return written(
        (
            Part(
                title="De elementen",
                text=sourced(
                    f"{escape(materials.name)} heeft volgens de bronnen "
                    f"{ref('aantal:interventie.elementen')}",
                    items,
                ),
                lacks=f"blokken `[[element]]` in `{FILE}`",
            ),
            Part(
                title="De elementen in de praktijk",
                text="\n\n".join([_THEORY, *tables]) if tables else "",
                lacks="codes die bij een element horen in `codeboek.toml`, of scores "
                "in `werkzame_elementen.csv`",
            ),
        ),
        key="werkzame_elementen",
    )


def literature(materials: Materials) -> str:
    """Return chapter 6: every source of the description, in its order."""
    own = materials.intervention
    if own is None or not own.sources:
        return ""
    named = list(dict.fromkeys(_dated(own)))
    parts = [
        Part(
            title="Bronnen van de beschrijving",
            text=bullets(
                f"**{escape(source.key)}.** {escape(source.title)}. "
                f"{source.year or 'Jaar onbekend'}. "
                f"*{escape(label(SOURCE_KINDS, source.kind))}.*"
                + (f" {escape(' '.join(source.text.split()))}" if source.text else "")
                for source in own.sources
            ),
        ),
        Part(
            title="Genoemd, en niet in deze lijst",
            text="De beschrijving noemt deze; de auteurs zien na of het bronnen zijn."
            f"\n\n{bullets(map(escape, named))}"
            if named
            else "",
        ),
    ]
    return written(parts, key="literatuur")


def _dated(own: Intervention) -> Iterator[str]:
    """Yield what is named with a year: what a reader will look for."""
    titles = {source.title for source in own.sources}
    for item in (*own.theories, *own.materials):
        if _DATED.search(item.label) and item.label not in titles:
            yield item.label


def tasks(materials: Materials) -> str:
    """Return the appendix with tasks and competences; empty if there are none."""
    own = materials.intervention
    if own is None:
        return ""
    lists = (
        ("Kerntaken", own.core_tasks),
        ("Werkprocessen", own.work_processes),
        ("Algemene vaardigheden", own.competences),
    )
    parts = (
        f"## {title} {{.unnumbered .unlisted}}\n\n{_named(items)}"
        for title, items in lists
        if items
    )
    return "\n\n".join(parts)


def _named(items: Sequence[Item]) -> str:
    """Return a list of what has a name, and the numbers of what has none."""
    named = [item for item in items if item.label != NOT_IN_SOURCES]
    rest = [item.key for item in items if item.label == NOT_IN_SOURCES]
    texts = [bullets(f"{escape(i.key)}: {escape(i.label)}" for i in named)]
    if rest:
        texts.append(f"Zonder naam in onze bronnen: {escape(join_text(rest))}.")
    return "\n\n".join(filter(None, texts))


def routes(materials: Materials) -> str:
    """Return the appendix with the routes; empty if there are none."""
    own = materials.intervention
    if own is None or not own.routes:
        return ""
    return (
        "Dit zeggen de bronnen, en het is geen advies over wie waar recht op heeft."
        f"\n\n{ref('tabel:interventie.routes')}"
    )
