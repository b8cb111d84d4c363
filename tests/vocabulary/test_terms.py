"""Terms: keys that a file can hold, labels that a reader can read."""

import re
import tomllib
from collections.abc import Mapping
from importlib import resources

import pytest

from tbresearch import vocabulary
from tbresearch.vocabulary import (
    CODE_KINDS,
    CONSENTS,
    DOMAIN_LABELS,
    LEEFGEBIEDEN,
    MODES,
    MOMENTS,
    POLARITIES,
    RESPONDENT_GROUPS,
    SESSION_KINDS,
    TRADITIONS,
    UNITS,
    ZRM_DOMAINS,
    ZRM_LEVELS,
    ZRM_VERSIONS,
    Term,
    label,
    terms,
)

VOCABULARIES = {
    name: value
    for name in vocabulary.__all__
    if isinstance(value := getattr(vocabulary, name), Mapping)
    and all(isinstance(term, Term) for term in value.values())
}


@pytest.mark.parametrize("name", sorted(VOCABULARIES))
def test_every_term_has_a_plain_key_a_label_and_a_sentence(name: str) -> None:
    assert VOCABULARIES[name]
    for key, term in VOCABULARIES[name].items():
        assert term.key == key
        assert re.fullmatch(r"[a-z0-9_]+|[A-E]", key)
        assert term.label == term.label.strip() != ""
        assert term.meaning.endswith(".")


@pytest.mark.parametrize("name", sorted(VOCABULARIES))
def test_labels_are_told_apart(name: str) -> None:
    labels = [term.label for term in VOCABULARIES[name].values()]
    assert len(set(labels)) == len(labels)


def test_the_keys_that_files_hold_stay_as_they_are() -> None:
    """A study on disk depends on each of these."""
    assert {name: list(terms) for name, terms in KEPT.items()} == {
        "groepen": ["begeleider", "client", "naaste", "ketenpartner"],
        "soort": ["focusgroep", "interview"],
        "wijze": ["fysiek", "online", "telefoon"],
        "polariteit": ["succesfactor", "verbeterpunt", "geen"],
        "soort code": ["succesfactor", "verbeterpunt", "thema"],
        "traditie": ["codeboek", "framework", "betrouwbaarheid", "reflexief"],
        "eenheid": ["uiting", "respondent", "groep", "organisatie"],
        "toestemming": [
            "deelname",
            "opname",
            "letterlijk_citeren",
            "citeren_met_rol",
            "vignet",
            "koppeling",
            "naast_elkaar",
            "archivering",
            "hercontact",
        ],
        "versie": ["2010", "2013", "2017"],
        "score": ["1", "2", "3", "4", "5"],
        "moment": ["intake", "tussen", "eind"],
    }


KEPT = {
    "groepen": RESPONDENT_GROUPS,
    "soort": SESSION_KINDS,
    "wijze": MODES,
    "polariteit": POLARITIES,
    "soort code": CODE_KINDS,
    "traditie": TRADITIONS,
    "eenheid": UNITS,
    "toestemming": CONSENTS,
    "versie": ZRM_VERSIONS,
    "score": ZRM_LEVELS,
    "moment": MOMENTS,
}


def test_a_vocabulary_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        RESPONDENT_GROUPS["buur"] = RESPONDENT_GROUPS["naaste"]
    with pytest.raises(AttributeError):
        RESPONDENT_GROUPS["naaste"].label = "Buren"


def test_a_label_is_found_by_its_key() -> None:
    words = terms(("a", "Eerste", "Eén."), ("b", "Tweede", "Twee."))
    assert (label(words, "a"), label(words, "b")) == ("Eerste", "Tweede")
    assert list(words) == ["a", "b"]


# GGD Amsterdam: 11 domains in the ZRM of 2010 and 2013, 13 in that of 2017.
def test_each_zrm_version_has_its_own_number_of_domains() -> None:
    assert {version: len(set(d)) for version, d in ZRM_DOMAINS.items()} == {
        "2010": 11,
        "2013": 11,
        "2017": 13,
    }
    assert list(ZRM_DOMAINS) == list(ZRM_VERSIONS)


def test_every_domain_has_a_label_and_every_label_a_domain() -> None:
    used = {domain for domains in ZRM_DOMAINS.values() for domain in domains}
    assert used == set(DOMAIN_LABELS)


def test_there_are_seven_leefgebieden() -> None:
    assert len(LEEFGEBIEDEN) == 7


def test_the_item_lists_count_as_their_sources_do() -> None:
    text = resources.files("tbresearch.vocabulary").joinpath("item_lists.toml")
    lists = tomllib.loads(text.read_text(encoding="utf-8"))["lijst"]
    items = {one["lijst"]: [item["item"] for item in one["item"]] for one in lists}
    assert {name: len(keys) for name, keys in items.items()} == {
        "A5": 10,
        "A6": 9,
        "B9": 9,
        "B10": 12,
    }
    for name, keys in items.items():
        assert len(set(keys)) == len(keys)
        assert all(key.startswith(f"{name}.") for key in keys)
    assert all(one["label"] and one["bron"] for one in lists)
    assert all(item["label"] for one in lists for item in one["item"])
