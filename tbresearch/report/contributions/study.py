"""What the study itself brings: who was spoken to, how, and by what method."""

from __future__ import annotations

from dataclasses import replace

from tbresearch.coding import CodebookLog, Coding, codebook_log
from tbresearch.privacy import (
    MARGIN,
    ProtectedTable,
    cell_text,
    count_text,
    disclosure_rule,
    protect_consents,
    protect_roles,
)
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.evidence import Contribution, Evidence
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.study import RESPONDENTS, SESSIONS, SPEAKERS, Study
from tbresearch.vocabulary import (
    CONSENTS,
    GROUP_MEMBERS,
    MODES,
    RESPONDENT_GROUPS,
    SESSION_KINDS,
    TRADITIONS,
    day_text,
    join_text,
    label,
    quantity_text,
)

__all__ = ["coding_contribution", "study_contribution"]

_NOT_COMPARED = " De overeenstemming tussen codeurs is niet berekend."


def study_contribution(study: Study) -> Contribution:
    """Return the design of the study: sessions, respondents, consent."""
    if study.sessions.empty:
        return Contribution(sections={"colofon": _colophon(study)})
    rule = disclosure_rule(study)
    roles = protect_roles(study.respondents, groups=study.groups, rule=rule)
    consents = protect_consents(study.respondents, consents=list(CONSENTS), rule=rule)
    gone = consents.tells_nothing(["yes"])
    given = (
        left_out_text("De tabel met toestemming") if gone else "{{tabel:toestemming}}"
    )
    noted = (*roles.notes, *(() if gone else consents.notes))
    notes = "".join(f"{note}\n\n" for note in dict.fromkeys(noted))
    text = (
        "De gegevens komen uit {{aantal:gesprekken}} met {{aantal:respondenten}} uit "
        "{{aantal:organisaties}}.\n\n"
        f"{{{{tabel:gesprekken}}}}\n\n{{{{tabel:respondenten}}}}\n\n{given}\n\n"
        f"{notes}{_tradition(study)}\n"
    )
    return Contribution(
        sections={"onderzoeksopzet": text, "colofon": _colophon(study)},
        evidence=(
            *_counts(study),
            *(left_out("tabel:toestemming") if gone else ()),
        ),
        tables=(
            _sessions(study),
            _people(study, roles),
            *(() if gone else (_consents(study, consents),)),
        ),
        disclosure=(roles.entry, replace(consents.entry, left_out=gone)),
    )


def coding_contribution(coding: Coding, *, compared: bool) -> Contribution:
    """Return how was coded: by whom, how much, with which codebook.

    Parameters
    ----------
    coding : Coding
        The codings.
    compared : bool
        Whether the report has the agreement between coders; if not, it says so.
    """
    if coding.codings.empty:
        return Contribution()
    study = coding.study
    per_coder = coding.codings["coder"].value_counts()
    evidence = [
        Evidence(
            key="aantal:codes",
            text=quantity_text(len(coding.codebook.codes), "code", "codes"),
            method=f"Aantal codes in {coding.codebook.title}, versie "
            f"{coding.codebook.version}.",
            sources=("codeboek.toml",),
        ),
        *(
            Evidence(
                key=f"aantal:coderingen.{coder}",
                text=quantity_text(
                    int(per_coder.get(coder, 0)), "codering", "coderingen"
                ),
                method=f"Coderingen van codeur {coder} die nog staan.",
                sources=(f"coderingen/{coder}.jsonl",),
            )
            for coder in study.coders
        ),
    ]
    work = join_text(
        [f"codeur {coder} {{{{aantal:coderingen.{coder}}}}}" for coder in study.coders]
    )
    log = codebook_log(study, coding.codebook)
    text = (
        f"Gecodeerd is met {{{{aantal:codes}}}}; {work}. De bevindingen zijn geteld "
        f"uit de coderingen van {join_text(study.findings_from)}."
        f"{'' if compared else _NOT_COMPARED}\n"
    )
    return Contribution(
        sections={"onderzoeksopzet": text, "codeboek": _codebook_text(coding, log)},
        evidence=tuple(evidence),
        tables=(_codebook(coding), *([_changes(log, study)] if log.changes else [])),
    )


def _colophon(study: Study) -> str:
    shared = sorted(set(study.authors) & set(study.owners))
    lines = [
        f"- Interventie: {study.intervention}",
        f"- Periode van het onderzoek: {study.period or 'niet opgegeven'}",
        f"- Opdrachtgever: {study.client or 'niet opgegeven'}",
        f"- Eigenaar van de interventie: {join_text(study.owners) or 'niet opgegeven'}",
        f"- Evaluatie: {join_text(study.authors) or 'niet opgegeven'}",
    ]
    if shared:
        lines.append(
            f"- **Belangen:** {join_text(shared)} is zowel eigenaar van de interventie "
            "als evaluator. Weeg de conclusies met die kennis."
        )
    return "\n".join(lines) + "\n"


def _tradition(study: Study) -> str:
    term = TRADITIONS[study.tradition]
    text = f"Analysetraditie: {term.label}. {term.meaning}"
    if study.tradition == "reflexief":
        text += (
            " Overeenstemming tussen codeurs en verzadiging zijn daarom niet van "
            "toepassing."
        )
    return text


def _counts(study: Study) -> list[Evidence]:
    sessions, people = study.sessions, study.respondents
    evidence = [
        _number(
            "gesprekken",
            len(sessions),
            ("gesprek", "gesprekken"),
            "Regels",
            SESSIONS.file,
        ),
        _number(
            "respondenten",
            len(people),
            ("respondent", "respondenten"),
            "Regels",
            RESPONDENTS.file,
        ),
        _number(
            "organisaties",
            people["organisation"].nunique(),
            ("organisatie", "organisaties"),
            "Verschillende organisaties",
            RESPONDENTS.file,
        ),
    ]
    evidence += [
        _number(
            f"gesprekken.{kind}",
            int((sessions["kind"] == kind).sum()),
            (kind, {"focusgroep": "focusgroepen", "interview": "interviews"}[kind]),
            f"Regels met soort {kind}",
            SESSIONS.file,
        )
        for kind in SESSION_KINDS
    ]
    evidence += [
        _number(
            f"respondenten.{group}",
            int((people["group"] == group).sum()),
            (GROUP_MEMBERS[group], label(RESPONDENT_GROUPS, group).lower()),
            f"Regels met groep {group}",
            RESPONDENTS.file,
        )
        for group in study.groups
    ]
    return evidence


def _number(
    name: str, n: int, nouns: tuple[str, str], what: str, file: str
) -> Evidence:
    return Evidence(
        key=f"aantal:{name}",
        text=quantity_text(n, *nouns),
        method=f"{what} in {file}.",
        sources=(file,),
    )


def _sessions(study: Study) -> TableText:
    spoke = study.speakers.merge(
        study.respondents[["respondent", "group"]], on="respondent"
    )
    rows = []
    for row in study.sessions.to_dict("records"):
        here = spoke[spoke["session"] == row["session"]]
        groups = [g for g in study.groups if g in set(here["group"])]
        rows.append(
            (
                str(row["title"]).capitalize(),
                label(SESSION_KINDS, str(row["kind"])),
                label(MODES, str(row["mode"])),
                day_text(row["date"]),
                join_text([label(RESPONDENT_GROUPS, g) for g in groups]),
                str(here["respondent"].nunique()),
                str(row["deviation"] or EMPTY),
            )
        )
    return TableText(
        key="tabel:gesprekken",
        caption="De gesprekken, met wat er anders ging dan gepland",
        head=("Gesprek", "Soort", "Wijze", "Datum", "Groep", "N", "Afwijking"),
        rows=tuple(rows),
        right=(5,),
        method="Regels van gesprekken.csv; N is het aantal respondenten volgens "
        "sprekers.csv.",
        sources=(SESSIONS.file, SPEAKERS.file),
    )


def _people(study: Study, protected: ProtectedTable) -> TableText:
    rows = []
    for group in study.groups:
        own = study.respondents[study.respondents["group"] == group]
        roles = [
            f"{role} ({cell_text(protected.value((of, role), 'n'))})"
            for of, role in protected.frame.index
            if of == group and role != MARGIN
        ]
        rows.append(
            (
                label(RESPONDENT_GROUPS, group),
                str(len(own)),
                str(own["organisation"].nunique()),
                "; ".join(roles),
            )
        )
    return TableText(
        key="tabel:respondenten",
        caption="Respondenten per groep",
        head=("Groep", "Respondenten", "Organisaties", "Rollen"),
        rows=tuple(rows),
        right=(1, 2),
        method="Regels van respondenten.csv, per groep.",
        sources=(RESPONDENTS.file,),
    )


def _consents(study: Study, protected: ProtectedTable) -> TableText:
    rows = [
        (
            term.label,
            term.meaning,
            count_text(
                protected.value(name, "yes"),
                protected.value(name, "total"),
                rule=protected.rule,
                percentage_from=study.percentage_from,
            ),
        )
        for name, term in CONSENTS.items()
    ]
    quoted = protected.value("quoted", "yes")
    told = (
        "Hoeveel respondenten geciteerd mogen worden, is niet getoond."
        if quoted is None
        else f"Geciteerd mogen worden: {quoted} respondenten."
    )
    return TableText(
        key="tabel:toestemming",
        caption="Toestemming van de respondenten",
        head=("Toestemming", "Betekenis", "Gaf toestemming"),
        rows=tuple(rows),
        right=(2,),
        method="Kolommen met toestemming in respondenten.csv; niet ingevuld is nee. "
        + told,
        sources=(RESPONDENTS.file,),
    )


def _codebook_text(coding: Coding, log: CodebookLog) -> str:
    notes = "".join(f"\n- {note}" for note in coding.codebook.notes)
    changed = "{{tabel:codeboek.wijzigingen}}" if log.changes else f"{log}."
    told = "".join(f"\n- {note}" for note in log.notes)
    return (
        f"{{{{tabel:codeboek}}}}\n{notes}\n\n## Wijzigingen {{.unnumbered}}\n\n"
        f"{changed}\n{told}\n"
    )


def _changes(log: CodebookLog, study: Study) -> TableText:
    return TableText(
        key="tabel:codeboek.wijzigingen",
        caption="Wijzigingen van het codeboek, de eerste eerst",
        head=("Dag", "Codeur", "Wijziging"),
        rows=tuple(log.rows()),
        method=" ".join(log.notes),
        sources=(
            "codeboek.toml",
            *(f"coderingen/{coder}.jsonl" for coder in study.coders),
        ),
    )


def _codebook(coding: Coding) -> TableText:
    own = coding.codings[coding.codings["coder"].isin(coding.study.findings_from)]
    used = own["code"].value_counts()
    # A code of one coding has one voice, so a study that hides voices hides this too.
    told = coding.study.statements == "tonen"
    coders = join_text(coding.study.findings_from)
    return TableText(
        key="tabel:codeboek",
        caption=f"{coding.codebook.title}, versie {coding.codebook.version}",
        head=("Code", "Definitie", *(["Coderingen"] if told else [])),
        rows=tuple(
            (
                code.label,
                code.definition or EMPTY,
                *([str(used.get(code.code, 0))] if told else []),
            )
            for code in coding.codebook.codes.values()
        ),
        right=(2,) if told else (),
        method="Alle codes van codeboek.toml"
        + (f", met het aantal coderingen van {coders}." if told else "."),
        sources=(
            "codeboek.toml",
            *(f"coderingen/{coder}.jsonl" for coder in coding.study.findings_from),
        ),
    )
