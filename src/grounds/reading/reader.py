"""The frames reader as the pipeline meets it: ``read(resolved) -> Reading(claims, unread)``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from grounds.language.pipeline import is_dateline, trimmed
from grounds.model.claim import Claim, Unread
from grounds.model.mention import Mention
from grounds.reading.assemble import Assembly
from grounds.reading.clauses import is_question
from grounds.reading.drafts import Draft
from grounds.reading.frames import Frames
from grounds.reading.identity import reader_version
from grounds.reading.lexicon import Lexicon, load_lexicon
from grounds.reading.memory import Memory
from grounds.reading.naming import mentions_of
from grounds.reading.words import read_yaml
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span

#: Words that give no claim by design → the reason.
_BY_DESIGN: dict[str, str] = read_yaml("unread.yaml")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document gave: its claims, the sentences that name an actor but gave none, and whom and what it names."""

    claims: tuple[Claim, ...]
    unread: tuple[Unread, ...]
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """One sentence with what the rules made of it."""

    sentence: Span
    frames: Frames
    drafts: list[Draft]
    claims: list[Claim]


class Reader(Protocol):
    """Anything that reads a resolved document."""

    def read(self, resolved: Resolved) -> Reading:
        """All claims of the document, in reading order."""
        ...


class FramesReader:
    """The reader that needs no model; rules can be switched off by name, which its version then tells."""

    def __init__(self, *, without: Collection[str] = ()) -> None:
        self.lexicon: Lexicon = load_lexicon(frozenset(without))
        self.version = reader_version(without)

    def read(self, resolved: Resolved) -> Reading:
        """Read sentence by sentence; an unread sentence says why."""
        claims: list[Claim] = []
        unread: list[Unread] = []
        for traced in self.trace(resolved):
            claims.extend(traced.claims)
            actors = resolved.actors_in(traced.sentence)
            if not traced.claims and actors and not is_dateline(traced.sentence.text):
                unread.append(_unread(resolved, traced.sentence, actors, bool(traced.drafts)))
        return Reading(tuple({c.id: c for c in claims}.values()), tuple(unread), mentions_of(resolved))

    def trace(self, resolved: Resolved) -> Iterator[Traced]:
        """The same sentence by sentence, with the drafts that the claims came of."""
        frames, memory = Frames(resolved, self.lexicon), Memory(resolved)
        assembly = Assembly.of(resolved, self.version)
        for sentence in resolved.parsed.sentences:
            drafts = memory.settle(frames.drafts(sentence), sentence)
            yield Traced(sentence, frames, drafts, assembly.claims(drafts, sentence, memory.told))


def _unread(resolved: Resolved, sentence: Span, actors: tuple[str, ...], drafted: bool) -> Unread:
    exact, start, end = resolved.parsed.words(*trimmed(sentence))
    reason = _reason(sentence, drafted)
    return Unread(document=resolved.parsed.document.id, start=start, end=end, exact=exact, reason=reason, actors=actors)


def _reason(sentence: Span, drafted: bool) -> str:
    text = sentence.text.lower()
    for words, reason in _BY_DESIGN.items():
        if words in text:
            return reason
    if is_question(sentence):
        return "a question"
    if not any(t.pos_ in {"VERB", "AUX"} for t in sentence):
        return "no verb: a heading or a fragment"
    if drafted:
        return "a rule fitted, but a place or party that it needs is missing"
    return "no rule names a word of it together with its parties"
