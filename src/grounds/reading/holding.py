"""What the walk through the parse finds about a statement: factuality, polarity, phase, likelihood, speakers, cues."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grounds.reading.governors import Effect, load_governors

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue word and the field that it sets."""

    token: Token
    sets: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A speech word above a statement: its stance, and its speakers' nouns (none in "was accused")."""

    cue: Token
    stance: str
    speakers: tuple[Token, ...]


@dataclass
class Holding:
    """What the walk found. ``path`` lists the governors passed, lowest first."""

    factualities: list[str] = field(default_factory=list)
    negative: bool = False
    phase: str | None = None
    outcome: str | None = None
    degree: str | None = None
    #: First and last word, and the range that they stand for.
    likelihood: tuple[Token, Token, tuple[float | None, float | None]] | None = None
    sayings: list[Saying] = field(default_factory=list)
    cues: list[FoundCue] = field(default_factory=list)
    path: list[Token] = field(default_factory=list)
    #: "discussions ON efforts to …": what goes on from here is the talk, not what it is about.
    beside_the_point: bool = False

    def apply(self, effect: Effect, cue: Token) -> None:
        """Take over what a governor sets. Two negatives cancel; the phase nearest the statement stays."""
        if effect.factuality:
            self.factualities.append(effect.factuality)
            self.cues.append(FoundCue(cue, "factuality"))
        if effect.polarity == "negative":
            self.negative = not self.negative
            self.cues.append(FoundCue(cue, "polarity"))
        if effect.phase and self.phase is None and not self.beside_the_point:
            self.phase = effect.phase
            self.cues.append(FoundCue(cue, "phase"))
        self.outcome = self.outcome or effect.outcome
        self.degree = self.degree or effect.degree
        if effect.likelihood:
            self.likelihood = (cue, cue, effect.likelihood)

    @property
    def factuality(self) -> str:
        """The value that prevails. Beside a likelihood, "will" tells when, not that somebody plans it."""
        told = [f for f in self.factualities if f != "planned"] if self.likelihood else self.factualities
        return load_governors().strongest(told or self.factualities)

    @property
    def polarity(self) -> str:
        """``positive`` or ``negative``; "must stop returning" is the prescribed negative."""
        return "negative" if self.negative or self.forbids else "positive"

    @property
    def forbids(self) -> bool:
        """Whether an end is prescribed."""
        return self.phase == "ends" and self.factuality == "prescribed"
