"""The ordinal model on each domain of the ZRM, and on all domains together.

What is asked of the data depends on how many clients there are: a handful gets no
model and no p-value, a few hundred a difference between clients, a thousand all
levels. What is left out is said with its reason. Without a comparison group this is
change during the trajectory, whatever the formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from tqdm import tqdm

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.outcomes.models.changes import ChangeModels, DomainModel, change_table
from tbresearch.outcomes.models.design import read_design
from tbresearch.outcomes.models.formula import (
    ParsedFormula,
    check_names,
    parse_formula,
)
from tbresearch.outcomes.models.model import OrdinalModel
from tbresearch.outcomes.models.naming import counted, plural
from tbresearch.outcomes.models.ordinal import fit_design
from tbresearch.outcomes.models.remarks import FEWEST_GROUPS
from tbresearch.outcomes.scores import ZrmScores
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    ZRM_LEVELS,
    join_text,
    quantity_text,
)

__all__ = ["FEWEST_CLIENTS", "FEWEST_FOR_ALL", "fit_change", "model_frame"]

# Simulated panels of known truth: the standard error of a change per year was .14 at
# 200 clients and goes with one over the root, so at 100 a change of .45 a year is
# seen in about 6 of 10 studies; with fewer, a model says more about luck.
FEWEST_CLIENTS = 100
# From here on client, worker and provider can be told apart.
FEWEST_FOR_ALL = 1_000
_YEAR = 365.25
_LEVELS = tuple(range(1, len(ZRM_LEVELS) + 1))
_OWN = ("client", "domein", "score", "tijd", "moment", "beoordelaar")
# Columns of the frames of a study under the names that its files give them.
_FILE_NAMES = {
    "provider": "aanbieder",
    "worker": "begeleider",
    "municipality": "gemeente",
    "law": "wet",
    "target_groups": "doelgroepen",
    "rater": "beoordelaar",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """What is asked of every domain."""

    formula: ParsedFormula
    groups: tuple[str, ...]
    left_out: tuple[tuple[str, NotEstimable], ...]


def fit_change(
    scores: ZrmScores,
    formula: str,
    *,
    groups: Sequence[str],
    primary: Sequence[str] = (),
    clients: pd.DataFrame | None = None,
) -> ChangeModels:
    """Fit an ordinal mixed model on each domain, and on all of them together.

    Parameters
    ----------
    scores : ZrmScores
        As `read_zrm` gives them.
    formula : str
        Such as ``"score ~ tijd * uren"``. Names: `score`; `tijd`, in years since the
        first dated score of the client; `moment`; `beoordelaar`; and the columns of
        `clients`.
    groups : sequence of str
        Random intercepts, `client` among them, such as ``("client", "begeleider",
        "aanbieder")``. What the number of clients cannot carry is left out and told.
    primary : sequence of str
        Domains that goals were set on, chosen before anyone saw a result. All others
        are secondary, and share the chance of a false alarm (Holm).
    clients : pd.DataFrame, optional
        Column `client`, each client once, and covariates. The columns `provider` and
        `worker` of trajecten are known as `aanbieder` and `begeleider`.

    Returns
    -------
    ChangeModels

    Raises
    ------
    WorkbenchError
        If the formula or a name cannot be used, or `clients` has a client twice.

    Notes
    -----
    Together: one coefficient for all domains, thresholds of their own per domain, and
    an effect of the client on every domain beside one for the client as a whole.
    """
    parsed = parse_formula(formula)
    frame = model_frame(scores, clients)
    _check(frame, parsed, groups, primary)
    used = frame.dropna(subset=["score", *parsed.names, *groups])
    request = _carried(used, parsed, tuple(groups))
    order = [name for name in DOMAIN_LABELS if (frame["domein"] == name).any()]
    domains = tuple(
        _domain_model(used, domain, request=request, primary=domain in primary)
        for domain in tqdm(order, desc="Modellen", leave=False, disable=None)
    )
    _raise_if_none_works(domains, used)
    joint = _joint(used, domains, request)
    return ChangeModels(
        version=scores.version,
        formula=formula,
        groups=request.groups,
        left_out=request.left_out,
        domains=domains,
        joint=joint,
        table=change_table(domains),
        notes=_notes(frame, used, request, domains),
    )


def model_frame(scores: ZrmScores, clients: pd.DataFrame | None) -> pd.DataFrame:
    """Return one row a score, with `tijd` and the columns of `clients`."""
    own = scores.frame.rename(columns={"domain": "domein", **_FILE_NAMES})
    first = own.groupby("client")["date"].transform("min")
    own = own.assign(tijd=(own["date"] - first).dt.days / _YEAR)
    own = own[[name for name in _OWN if name in own.columns]]
    if clients is None:
        return own.reset_index(drop=True)
    check_names(clients, ["client"], where="fit_change, clients")
    extra = clients.rename(columns=_FILE_NAMES)
    twice = extra.loc[extra["client"].duplicated(), "client"].unique()
    if len(twice):
        raise WorkbenchError(
            f"client {twice[0]!r} staat meer dan één keer in clients",
            where=f"fit_change, clients ({len(twice)} van zulke cliënten)",
            fix="kies per client één traject, bijvoorbeeld het eerste",
        )
    both = [name for name in _OWN if name != "client" and name in extra.columns]
    if both:
        raise WorkbenchError(
            f"clients heeft de kolom {join_text(both)}, en die komt al uit de scores",
            where="fit_change, clients",
            fix="geef de kolom in clients een andere naam, of laat haar weg",
        )
    return own.merge(extra, on="client", how="left", validate="many_to_one")


def _check(
    frame: pd.DataFrame,
    formula: ParsedFormula,
    groups: Sequence[str],
    primary: Sequence[str],
) -> None:
    if isinstance(groups, str) or "client" not in groups:
        raise WorkbenchError(
            f"groups = {groups!r} noemt geen client",
            where="fit_change",
            fix='elke client heeft meer scores: geef ten minste groups=("client",)',
        )
    if formula.outcome != "score":
        raise WorkbenchError(
            f"de formule {formula.text!r} verklaart {formula.outcome!r}",
            where="fit_change",
            fix='zet links van ~ de score: "score ~ tijd"',
        )
    check_names(frame, [*formula.names, *groups], where=f"formule {formula.text!r}")
    known = sorted(set(frame["domein"]))
    unknown = [name for name in primary if name not in known]
    if isinstance(primary, str) or unknown:
        raise WorkbenchError(
            f"primary = {primary!r} noemt een domein zonder scores",
            where="fit_change",
            fix=f"kies uit: {', '.join(known)}; of geef primary=()",
        )
    if "tijd" in formula.names and frame["tijd"].isna().all():
        raise WorkbenchError(
            "geen enkele score heeft een datum, dus is er geen tijd",
            where="zrm.csv, kolom datum",
            fix='vul de datums in, of gebruik "score ~ moment"',
        )


def _carried(
    frame: pd.DataFrame, formula: ParsedFormula, groups: tuple[str, ...]
) -> _Request:
    """Return the groups that so many clients can carry, and why not the others."""
    people = frame["client"].nunique()
    levels = {
        name: frame.groupby(name.split(":"), observed=True).ngroups for name in groups
    }
    out: dict[str, NotEstimable] = {}
    for name in groups:
        if name != "client" and levels[name] < FEWEST_GROUPS:
            out[name] = NotEstimable(
                f"{counted(levels[name], name)} is te weinig om het verschil tussen "
                f"{plural(name)} te schatten; minstens {FEWEST_GROUPS} zijn nodig"
            )
    left = [name for name in groups if name != "client" and name not in out]
    if len(left) > 1 and people < FEWEST_FOR_ALL:
        for name in sorted(left, key=lambda n: levels[n])[1:]:
            out[name] = NotEstimable(
                f"met {counted(people, 'client')} is het verschil tussen "
                f"{plural(name)} niet te scheiden van de andere; dat kan vanaf "
                f"{counted(FEWEST_FOR_ALL, 'client')}"
            )
    kept = tuple(name for name in groups if name not in out)
    return _Request(formula=formula, groups=kept, left_out=tuple(out.items()))


def _domain_model(
    frame: pd.DataFrame, domain: str, *, request: _Request, primary: bool
) -> DomainModel:
    own = frame[frame["domein"] == domain]
    people = own["client"].nunique()
    return DomainModel(
        domain=domain,
        primary=primary,
        clients=people,
        model=_fitted(own, request.formula.text, request.groups, by="", people=people),
    )


def _joint(
    frame: pd.DataFrame, domains: Sequence[DomainModel], request: _Request
) -> OrdinalModel | NotEstimable:
    usable = [d.domain for d in domains if isinstance(d.model, OrdinalModel)]
    if len(usable) < 2:
        return NotEstimable("er zijn geen twee domeinen met een model")
    own = frame[frame["domein"].isin(usable)]
    groups = (*request.groups, "client:domein")
    return _fitted(
        own,
        request.formula.text,
        groups,
        by="domein",
        people=own["client"].nunique(),
    )


def _fitted(
    frame: pd.DataFrame, formula: str, groups: Sequence[str], *, by: str, people: int
) -> OrdinalModel | NotEstimable:
    if people < FEWEST_CLIENTS:
        return NotEstimable(
            f"{counted(people, 'client')} met bruikbare scores is te weinig voor een "
            f"model, dat kan vanaf {FEWEST_CLIENTS}; kijk naar het verloop per cliënt"
        )
    try:
        design = read_design(
            frame, formula, groups=groups, slopes={}, thresholds_by=by, levels=_LEVELS
        )
        return fit_design(design, thresholds_by=by)
    except WorkbenchError as error:
        return NotEstimable(error.problems[0].what)


def _raise_if_none_works(domains: Sequence[DomainModel], frame: pd.DataFrame) -> None:
    """Raise what is wrong with the request, if that is wrong in every domain."""
    reasons = {d.model.reason for d in domains if isinstance(d.model, NotEstimable)}
    enough = [d for d in domains if d.clients >= FEWEST_CLIENTS]
    if len(enough) == len(domains) > 0 and len(reasons) == 1:
        if any(isinstance(d.model, OrdinalModel) for d in domains):
            return
        raise WorkbenchError(
            reasons.pop(),
            where=f"alle domeinen, {len(frame)} scores",
            fix="pas de formule of de groepen aan",
        )


def _notes(
    frame: pd.DataFrame,
    used: pd.DataFrame,
    request: _Request,
    domains: Sequence[DomainModel],
) -> tuple[str, ...]:
    scored = frame.dropna(subset=["score"])
    lost = len(scored) - len(used)
    notes = [
        "Zonder vergelijkingsgroep: dit beschrijft verandering tijdens het traject en "
        "zegt niet waardoor die er is. Wie op een slecht moment instroomt, scoort "
        "later gemiddeld al hoger.",
        "Wie geen latere meting heeft, telt mee met de scores die er wel zijn. Dat is "
        "juist zolang ontbreken samenhangt met wat is gemeten; hangt het af van wat "
        "niet is gemeten, dan is geen model bestand tegen die uitval.",
    ]
    if not any(isinstance(one.model, OrdinalModel) for one in domains):
        return tuple(notes[:1])
    if lost:
        total = quantity_text(len(scored), "score", "scores")
        notes.append(
            f"{lost} van {total} niet gebruikt: een datum, een covariaat of een groep "
            "ontbreekt."
        )
    for name, why in request.left_out:
        reason = why.reason[0].upper() + why.reason[1:]
        notes.append(f"Niet in het model: {name}. {reason}.")
    secondary = sum(not d.primary for d in domains)
    chosen = [DOMAIN_LABELS[d.domain] for d in domains if d.primary]
    notes.append(
        f"Primair: {join_text(chosen)}. De p-waarden van de overige domeinen "
        f"({secondary}) zijn per covariaat gecorrigeerd volgens Holm; die van de "
        "primaire niet."
        if chosen
        else "Geen domein is vooraf gekozen als primair: de p-waarden van alle "
        f"domeinen ({secondary}) zijn per covariaat gecorrigeerd volgens Holm."
    )
    notes.append(
        "Samen: één coëfficiënt voor alle domeinen, met eigen drempels per domein en "
        "een eigen niveau per cliënt en domein."
    )
    return tuple(notes)
