"""The publisher of a document as an actor of the catalogue, and whether it is a party to what it tells of.

A party is a body that fights or governs; what a party publishes about itself is its own account. Nothing is guessed: a
publisher that the catalogue does not know is no actor, and may be given in the sidecar file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from grounds.actors.catalogue import Catalogue
from grounds.documents import ReadOptions, read_all
from grounds.model.actor import Actor
from grounds.model.document import Document, Fact
from grounds.model.errors import InputError

#: Kinds of actors that are parties to conflicts.
PARTIES = frozenset(
    ["state", "state_force", "intelligence_service", "pro_government_militia", "armed_group", "faction", "unit",
     "umbrella", "identity_militia", "party", "criminal_group", "private_military", "mission"]
)  # fmt: skip
_STATE = frozenset({"state", "state_force", "intelligence_service"})
_PARTS = re.compile(r"\s*(?:[|,/()<>]|\s[-–—:]\s)\s*")
_OFFICE = re.compile(
    r"(?i)^(?:the )?(?:press|media|information|public affairs|spokesperson)(?:'s)? (?:office|service) of "
)


#: Beside one of these words a state's name tells whose body it is.
_GOVERNMENT = re.compile(
    r"(?i)\b(?:ministr|govern|presiden|cabinet|parliament|embass|department|office|state|republic|armed|army|navy|police"
    r"|foreign|council|prime|federal|national)"
)
#: A body of a government with the state named before or behind it ("Ministry of Defence of X", "X foreign ministry").
_BODY = re.compile(
    r"(?i)^(?:the )?(?P<before>.*?)\b(?:(?:federal|foreign|interior|defen[cs]e|prime|information) )?"
    r"(?:ministry|minister|government|presidency|cabinet|parliament|embassy"
    r"|department of (?:state|defen[cs]e|justice|homeland security|the treasury))\b"
    r"(?:.*\bof (?:the )?(?P<behind>.+?)(?: (?:in|to) .+)?)?$"
)


def with_publisher(document: Document, catalogue: Catalogue) -> Document:
    """The document with its publisher as an actor, where the catalogue knows it, and the reasons among its facts."""
    facts = dict(document.facts)
    given = facts.get("publisher_actor")
    actor = catalogue.get(given.value) if given is not None and given.value else None
    how = given.how if given is not None else ""
    if given is None and document.publisher:
        actor, how = _found(document.publisher, catalogue), "the publisher's name in the catalogue"
    if actor is not None:
        facts["publisher_actor"] = Fact(actor.id, how)
        facts.setdefault(
            "publisher_is_party", Fact("yes" if actor.kind in PARTIES else "no", f"is of kind {actor.kind}")
        )
    return replace(document, publisher_actor=actor.id if actor is not None else None, facts=facts)


def publishing_party(document: Document, catalogue: Catalogue) -> Actor | None:
    """The publisher where it is a party: who "we" are, and whose own account the document is; else null."""
    known = document if document.publisher_actor else with_publisher(document, catalogue)
    told = known.facts.get("publisher_is_party")
    if known.publisher_actor is None or (told is not None and told.value != "yes"):
        return None
    actor = catalogue.get(known.publisher_actor)
    return actor if actor is not None and actor.kind in PARTIES else None


def own_side(actor: Actor, catalogue: Catalogue) -> frozenset[str]:
    """The ids of a party's own side: itself, and of a state and its bodies all of that state."""
    if actor.kind not in _STATE or actor.country is None:
        return frozenset({actor.id})
    return frozenset(a.id for a in catalogue.actors.values() if a.country == actor.country and a.kind in _STATE)


def _found(publisher: str, catalogue: Catalogue) -> Actor | None:
    """The one actor that the name, or the parts of it that name anybody, agree on."""
    parts = [*_parts(publisher)]
    acronyms = [first for p in parts if len(first := p.split()[0]) > 2 and first.isupper()]
    for names in ([publisher], [_OFFICE.sub("", publisher)], parts, acronyms):
        actors = {a.id: a for name in names for a in catalogue.find(name)}
        if names is parts and not _GOVERNMENT.search(publisher):
            actors = {i: a for i, a in actors.items() if a.kind != "state"}  # "X Joint Command - Afghanistan": where
        if len(actors) == 1:
            return next(iter(actors.values()))
        if actors:
            return None
    return _state_of(publisher, catalogue)


def _state_of(publisher: str, catalogue: Catalogue) -> Actor | None:
    """The state whose body the publisher is by its name."""
    found = _BODY.match(publisher)
    for name in (found["behind"], found["before"].strip()) if found is not None else ():
        states = [a for a in catalogue.find(name) if a.kind == "state"] if name else []
        if len(states) == 1:
            return states[0]
    return None


def _parts(publisher: str) -> Iterator[str]:
    for part in _PARTS.split(publisher):
        if part:
            yield _OFFICE.sub("", part)


def documents_of(path: Path, options: ReadOptions, catalogue: Catalogue) -> list[Document]:
    """The documents of a file that is looked at and not taken in, each with its publisher. Raises the first
    :class:`~grounds.model.errors.InputError`."""
    documents = []
    for found in read_all(path, options):
        if isinstance(found, InputError):
            raise found
        documents.append(with_publisher(found, catalogue))
    return documents
