"""A claim in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grounds.model.claim import Claim, Words
from grounds.model.vocabulary import VOCABULARY
from grounds.reading.arguments import Parties
from grounds.reading.lexicon import Rule

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass
class Draft:
    """A claim in the making. ``anchor`` is where the walk for factuality starts, ``trigger`` the word itself."""

    rule: Rule
    trigger: Token
    anchor: Token
    predicate: str
    subjects: Parties = ()
    objects: Parties = ()
    against: Parties = ()
    directed: bool = True
    modes: list[str] = field(default_factory=list)
    weapons: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    trend: str | None = None
    state: str | None = None
    phase: str | None = None
    goal: Words | None = None
    goal_type: str | None = None
    places: list[Token] = field(default_factory=list)
    theme: Token | None = None
    #: Told beside the sentence's own statement ("X, a rival of Y, …"): nothing above it holds it.
    aside: bool = False
    sets: dict[str, Any] = field(default_factory=dict)
    #: The earlier draft of the event that this one tells more about; date and place are inherited from its claim.
    same_as: Draft | None = None
    #: Verbs of losses that belong to this act ("attacked the town and killed ten").
    losses: list[Token] = field(default_factory=list)
    #: The noun that names the act beside the verb of a loss ("killed in AN AMBUSH").
    named: Token | None = None
    #: An event noun with no parties of its own; it becomes a claim where a loss names them, or it is told to happen.
    bare: bool = False
    #: What the draft became.
    claim: Claim | None = None

    @property
    def kind(self) -> str:
        """relation, event or assessment."""
        return VOCABULARY.kind_of[self.predicate]
