"""A study in which talk and scores agree, contradict or are silent, as it was planned.

Nobody said any of it. It imports no code that counts or judges, so that what is planted
is not what the rule makes of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from tbresearch.study import write_together

__all__ = ["planted_display"]

_CODES = {"succesfactor": "helpt", "verbeterpunt": "mist"}
_BEGIN, _END = "2025-01-10", "2025-09-10"
# Says the same thing so often that counting statements would be led astray.
_TIMES = 9


def planted_display(
    folder: Path,
    *,
    talk: Mapping[tuple[str, str], tuple[int, int, int]],
    scores: Mapping[str, tuple[int, int, int]],
    domains: tuple[str, ...],
    people: int,
    seed: int,
) -> Path:
    """Write a study folder in which a plan of talk and scores is true.

    Parameters
    ----------
    folder : Path
        Where it goes.
    talk : mapping of (leefgebied, group) to (int, int, int)
        How many respondents name only what works, only what falls short, and as much
        of both; the first of each names it nine times.
    scores : mapping of str to (int, int, int)
        How many clients go up, stay and go down on a ZRM domain; on others, nobody
        is scored at the end.
    domains : tuple of str
        All domains of ZRM 2017.
    people : int
        Respondents in each group, each in a conversation of their own.
    seed : int
        Who says it.
    """
    rng = np.random.default_rng(seed)
    groups = list(dict.fromkeys(group for _, group in talk))
    names = {g: [f"{g[0].upper()}{i:02}" for i in range(people)] for g in groups}
    said: dict[str, list[tuple[str, str]]] = {n: [] for g in groups for n in names[g]}
    for (area, group), counts in talk.items():
        chosen = [str(name) for name in rng.permutation(names[group])]
        kinds = (("succesfactor",), ("verbeterpunt",), tuple(_CODES))
        for sides, number in zip(kinds, counts, strict=True):
            for place, name in enumerate(chosen[:number]):
                times = _TIMES if place == 0 and len(sides) == 1 else 1
                said[name] += [(area, side) for side in sides] * times
            chosen = chosen[number:]
    files = _tables(names) | _talks(said) | {"zrm.csv": _scores(scores, domains)}
    write_together({folder / name: text.encode() for name, text in files.items()})
    return folder


def _tables(names: Mapping[str, list[str]]) -> dict[str, str]:
    consents = "deelname;letterlijk_citeren;citeren_met_rol"
    respondents = [f"respondent;groep;rol;organisatie;{consents}"]
    sessions = ["gesprek;soort;wijze;datum;transcript;titel"]
    speakers = ["gesprek;spreker;respondent"]
    for group, own in names.items():
        for name in own:
            low = name.lower()
            respondents.append(f"{name};{group};{group};A;ja;ja;nee")
            sessions.append(f"{low};interview;fysiek;2025-11-03;{low}.txt;{low}")
            speakers += [f"{low};{name};{name}", f"{low};gespreksleider;gespreksleider"]
    tables = {"respondenten": respondents, "gesprekken": sessions, "sprekers": speakers}
    return {
        "studie.toml": 'titel = "Geplant: alles is verzonnen"\n'
        'interventie = "Thuisbegeleiding"\ntraditie = "codeboek"\n'
        f"groepen = {json.dumps(list(names))}\n"
        'codeurs = ["anna"]\nbevindingen_van = ["anna"]\nzrm_versie = "2017"\n',
        "codeboek.toml": 'titel = "Codes"\nversie = "1"\n'
        + "".join(
            f'\n[[code]]\ncode = "{code}"\nlabel = "{code.title()}"\nsoort = "{side}"\n'
            for side, code in _CODES.items()
        ),
        **{f"{name}.csv": "\n".join([*rows, ""]) for name, rows in tables.items()},
    }


def _talks(said: Mapping[str, list[tuple[str, str]]]) -> dict[str, str]:
    """Return transcripts, codings, and what those are about."""
    files: dict[str, str] = {}
    acts: list[str] = []
    areas = ["codering;leefgebied"]
    for name, parts in said.items():
        quotes = [f"Uitspraak {i} van {name}." for i in range(len(parts))]
        answers = [f"{name}: {quote}" for quote in [*quotes, "Verder niets."]]
        text = "\n\n".join(f"gespreksleider: En?\n\n{answer}" for answer in answers)
        sha = hashlib.sha256(text.encode()).hexdigest()
        files[f"transcripten/{name.lower()}.txt"] = f"{text}\n"
        for quote, (area, side) in zip(quotes, parts, strict=True):
            start = text.index(quote)
            act = {
                **{"act": "add", "id": f"a{len(acts)}", "session": name.lower()},
                **{"time": "2026-01-02T09:00:00+00:00", "start": start},
                **{"end": start + len(quote), "quote": quote, "sha256": sha},
                **{"code": _CODES[side], "polarity": side},
            }
            areas.append(f"{act['id']};{area}")
            acts.append(json.dumps(act))
    files["coderingen/anna.jsonl"] = "\n".join([*acts, ""])
    files["leefgebieden.csv"] = "\n".join([*areas, ""])
    return files


def _scores(
    scores: Mapping[str, tuple[int, int, int]], domains: tuple[str, ...]
) -> str:
    head = "client;moment;datum;versie;domein;score"
    return "\n".join([head, *_rows(scores, domains), ""])


def _rows(
    scores: Mapping[str, tuple[int, int, int]], domains: tuple[str, ...]
) -> Iterator[str]:
    clients = max((sum(counts) for counts in scores.values()), default=1)
    for domain in domains:
        up, same, _ = scores.get(domain, (0, clients, 0))
        for i in range(clients):
            after = 4 if i < up else 3 if i < up + same else 2
            last = str(after) if domain in scores else ""
            yield f"K{i:03};intake;{_BEGIN};2017;{domain};3"
            yield f"K{i:03};eind;{_END};2017;{domain};{last}"
