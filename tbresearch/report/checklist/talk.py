"""What a study says of the items on its talk: COREQ, or RTARG for reflexive work.

COREQ asks for independent coders, saturation and themes that can be checked off. In
reflexive thematic analysis the researcher is the instrument, and such items point
the wrong way; a study of that tradition is held against RTARG.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata

from tbresearch.coding import Coding
from tbresearch.coding.comparing import Agreement
from tbresearch.findings import SEARCHES, Factors, Saturation
from tbresearch.report.checklist.filling import Answer
from tbresearch.report.checklist.materials import Materials
from tbresearch.study import SETTINGS_FILE, WITHDRAWALS, Study, read_toml
from tbresearch.vocabulary import (
    MODES,
    SAMPLING_CHOICES,
    TRADITIONS,
    join_text,
    label,
    quantity_text,
)

__all__ = ["coreq_answers", "qualitative_list", "rtarg_answers"]

_DESIGN = "onderzoeksopzet"
_PEOPLE = "tabel:respondenten"
_SESSIONS = "tabel:gesprekken"
_TOPICS = "topiclijsten"


def qualitative_list(study: Study) -> str:
    """Return which checklist the talk of a study is held against."""
    return "rtarg" if study.tradition == "reflexief" else "coreq"


def coreq_answers(held: Materials) -> Mapping[int, Answer]:
    """Return what the study says of the items of COREQ, by number."""
    study = held.study
    if study.sessions.empty:
        return {27: _program()}
    return {
        9: Answer(text=TRADITIONS[study.tradition].label, section=_DESIGN),
        **_sampling(study),
        12: _size(study),
        **_gone(study),
        14: _setting(study),
        16: Answer(
            text="Groep, rol en aantal organisaties; de dagen staan bij de gesprekken",
            section=_DESIGN,
            table=_PEOPLE,
        ),
        17: Answer(section=_TOPICS, lacks="of de lijst is uitgeprobeerd"),
        18: _repeated(study),
        27: _program(),
        **_coded(held),
        **_found(held),
    }


def rtarg_answers(held: Materials) -> Mapping[int, Answer]:
    """Return what the study says of the points of RTARG, by our number."""
    study = held.study
    written = {1: "aanleiding", 9: "beperkingen", 16: "conclusies", 17: "beperkingen"}
    found = {
        number: Answer(section=name, written=True)
        for number, name in written.items()
        if name in held.written
    }
    if not study.sessions.empty:
        found |= {
            2: Answer(
                text=TRADITIONS[study.tradition].label,
                section=_DESIGN,
                lacks="waarom deze vorm is gekozen",
            ),
            5: Answer(
                section=_DESIGN,
                table=_PEOPLE,
                lacks="hoe deelnemers zijn gevonden",
            ),
            7: _gathered(held),
            8: Answer(
                section=_DESIGN,
                table="tabel:toestemming",
                lacks="of een commissie de opzet heeft beoordeeld",
            ),
            11: Answer(
                text="Overeenstemming tussen codeurs en verzadiging zijn niet van "
                "toepassing",
                section=_DESIGN,
                lacks="wat er in plaats daarvan is gedaan",
            ),
        }
    if held.quotes and "ervaringen" in held.made | held.written:
        own = "ervaringen" in held.written
        found[14] = Answer(
            section="ervaringen",
            written=own,
            lacks="" if own else "uitleg bij de citaten",
        )
    if held.any(Factors) and "ervaringen" in held.made:
        found[12] = Answer(
            text="De codes staan er per groep",
            section="ervaringen",
            lacks="een overzicht van de thema's die u zelf maakte",
        )
    return found


def _program() -> Answer:
    return Answer(
        text=f"Met tbresearch, versie {metadata.version('tbresearch')}",
        section="navolgen",
    )


def _sampling(study: Study) -> Mapping[int, Answer]:
    """Return how respondents were chosen, if the study says so itself."""
    settings = read_toml(study.root / SETTINGS_FILE, source=SETTINGS_FILE)
    if "steekproef" not in settings.data:
        return {}
    text = label(SAMPLING_CHOICES, study.sampling)
    return {10: Answer(text=text, lacks="waarom juist deze deelnemers")}


def _size(study: Study) -> Answer:
    people = quantity_text(len(study.respondents), "respondent", "respondenten")
    sessions = quantity_text(len(study.sessions), "gesprek", "gesprekken")
    return Answer(text=f"{people} in {sessions}", section=_DESIGN, table=_PEOPLE)


def _gone(study: Study) -> Mapping[int, Answer]:
    if not (study.root / WITHDRAWALS.file).is_file():
        return {}
    return {
        13: Answer(
            text="Wie zich terugtrok, is uit alle bestanden gehaald en telt nergens "
            "mee",
            lacks="hoeveel mensen zijn benaderd en niet meededen, en waarom",
        )
    }


def _setting(study: Study) -> Answer:
    there = set(study.sessions["mode"])
    modes = [label(MODES, mode).lower() for mode in MODES if mode in there]
    return Answer(
        text=f"De wijze van elk gesprek: {join_text(modes)}",
        section=_DESIGN,
        table=_SESSIONS,
        lacks="op wat voor plek de gesprekken in persoon waren"
        if "fysiek" in there
        else "",
    )


def _repeated(study: Study) -> Answer:
    spoke = study.speakers[
        study.speakers["respondent"].isin(study.respondents["respondent"])
    ]
    times = spoke.groupby("respondent")["session"].nunique()
    if (times > 1).any():
        return Answer(text="Er zijn respondenten die in meer dan één gesprek spraken")
    return Answer(text="Niemand sprak in meer dan één gesprek")


def _gathered(held: Materials) -> Answer:
    if held.has(_TOPICS):
        return Answer(text="De vragen staan in de topiclijsten", section=_TOPICS)
    return Answer(section=_DESIGN, table=_SESSIONS, lacks="welke vragen zijn gesteld")


def _coded(held: Materials) -> Mapping[int, Answer]:
    """Return the items on coding, if there are codings."""
    coding = _coding(held)
    if coding is None or coding.codings.empty:
        return {}
    coders = coding.codings["coder"].nunique()
    compared = held.one(Agreement)
    agreed = compared is not None and compared.total is not None
    names = join_text(held.study.findings_from)
    text = (
        f"{quantity_text(coders, 'codeur', 'codeurs')}; geteld is met de coderingen "
        f"van {names}" + (", met hun overeenstemming" if agreed else "")
    )
    found = {
        24: Answer(text=text, section=_DESIGN),
        25: Answer(section="codeboek", table="tabel:codeboek"),
    }
    if held.study.tradition == "codeboek":
        found[26] = Answer(
            text="De codes lagen vooraf grotendeels vast; wijzigingen staan erbij",
            section="codeboek",
            lacks="waar de codes vandaan komen",
        )
    saturation = held.one(Saturation)
    if saturation is not None and saturation.not_applicable is None:
        found[22] = Answer(text="Nagegaan per groep, met de regel", section=_DESIGN)
    return found


def _found(held: Materials) -> Mapping[int, Answer]:
    """Return the items on findings, if there are any."""
    factors = [r for r in held.results if isinstance(r, Factors)]
    if not any(len(one.passages) for one in factors):
        return {}
    searched = (held.study.root / SEARCHES.file).is_file()
    found = {
        30: Answer(
            text="Elk aantal en elk citaat is te volgen tot in de gesprekken",
            section="herkomst",
        ),
        31: Answer(
            text="Succesfactoren en verbeterpunten per groep", section="ervaringen"
        ),
        32: Answer(
            text="De tabellen noemen ook wat weinig is genoemd",
            section="ervaringen",
            lacks="" if searched else "of naar tegenspraak is gezocht",
        ),
    }
    if held.quotes:
        found[29] = Answer(
            text="Bij elk citaat staan wie het zei en in welk gesprek; het nummer van "
            "de codering staat bij de herkomst",
            section="ervaringen",
        )
    return found


def _coding(held: Materials) -> Coding | None:
    factors = held.one(Factors)
    return factors.coding if factors is not None else None
