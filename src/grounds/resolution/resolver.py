"""Mentions → actors and places, sentence by sentence, with the reason for each.

``Resolver`` holds the name index; ``Resolver.resolve`` walks one parsed document and gives a :class:`Resolved`, which
answers for any noun of the parse: which parties it names (:meth:`Resolved.parties`) and which places stand around it.
Nothing is guessed to fill a gap: a noun that names nobody known is a described party with its words, or nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from grounds.actors import Catalogue
from grounds.language.coreference import Antecedent, Discourse, Mention
from grounds.language.pipeline import Parsed
from grounds.language.syntax import conjuncts, grammatical_subject, noun_phrase, prepositions
from grounds.model.actor import Actor, Alias
from grounds.model.claim import Participant, Position
from grounds.model.place import Place
from grounds.places import Gazetteer
from grounds.resolution.actors import compose_force, resolve_actor
from grounds.resolution.context import Context
from grounds.resolution.described import NounSense, load_described
from grounds.resolution.names import NameIndex
from grounds.resolution.places import PlaceResolution, resolve_place

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_DEFINED = re.compile(r"\(\s*(?:the\s+)?[\"“']?([A-Z][\w/&.-]{1,14})[\"”']?\s*\)")
_GROUP_KINDS = frozenset(
    {"armed_group", "faction", "unit", "umbrella", "identity_militia", "pro_government_militia", "party"}
)
_LIST_CUES = frozenset({"as", "including", "like", "namely"})
_NAME_TAGS = frozenset({"PROPN"})


@dataclass(frozen=True, slots=True)
class Named:
    """A catalogue or gazetteer name at tokens ``first``..``last`` (inclusive)."""

    first: int
    last: int
    text: str
    actor: Actor | None
    alias_kind: str
    place: PlaceResolution | None
    score: float
    resolved_by: str
    why: str


@dataclass
class Resolved:
    """A parsed document with who and where. Keys are token positions in ``parsed.doc``."""

    parsed: Parsed
    context: Context
    named: dict[int, Named] = field(default_factory=dict)
    referents: dict[int, tuple[Participant, ...]] = field(default_factory=dict)

    def parties(self, token: Token, *, spread: bool = True) -> tuple[Participant, ...]:
        """The parties that the noun ``token`` names, with those coordinated to it and those listed after "such as"."""
        found: list[Participant] = []
        for noun in conjuncts(token) if spread else [token]:
            noun = _counted(noun)
            listed = [
                p for n in _listed(noun) for p in self.referents.get(self._key(n), ()) if p.actor or n.pos_ == "PROPN"
            ]
            for party in listed or self.referents.get(self._key(noun), ()):
                if all((party.start, party.name) != (f.start, f.name) for f in found):
                    found.append(party)
        return tuple(found)

    def _key(self, token: Token) -> int:
        named = self.named.get(token.i)
        return named.last if named is not None and named.last in self.referents else token.i

    def place(self, token: Token) -> tuple[Named, Place] | None:
        """The place that ``token`` belongs to, if it is one."""
        named = self.named.get(token.i)
        if named is None or named.place is None or named.place.place is None:
            return None
        return named, named.place.place

    def actors_in(self, sentence: Span) -> tuple[str, ...]:
        """Ids of the catalogue actors named or meant in a sentence, in order, once each."""
        ids = (p.actor for t in sentence for p in self.referents.get(t.i, ()) if p.actor)
        return tuple(dict.fromkeys(ids))


class Resolver:
    """Names, places and the words around them. Build once; :meth:`resolve` for each document."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        self.catalogue = catalogue
        self.gazetteer = gazetteer
        self.index = NameIndex()
        for alias, actor in catalogue.names():
            self.index.add(alias.text, (alias, actor), exact=alias.kind == "acronym")
        for name in gazetteer.names():
            self.index.add(name, name)

    def resolve(self, parsed: Parsed) -> Resolved:
        """Find and resolve every party and place of one document."""
        return _Walk(self, parsed).run()


class _Walk:
    """The resolution of one document, in reading order."""

    def __init__(self, resolver: Resolver, parsed: Parsed) -> None:
        self.resolver = resolver
        self.parsed = parsed
        self.doc = parsed.doc
        self.text = self.doc.text
        self.tokens = {t.idx: t.i for t in self.doc}
        self.nouns = load_described()
        self.discourse = Discourse()
        self.local: dict[str, Participant] = {}
        self.by_noun: dict[str, Participant] = {}
        self.out = Resolved(parsed, Context(countries={}, date=parsed.document.date, defined={}, mentioned=frozenset()))

    def run(self) -> Resolved:
        matches = [(m, self._span(m.start, m.end)) for m in self.resolver.index.find(self.text)]
        spans = [(m, s) for m, s in matches if s is not None]
        self.out.context = self._context([m.entries for m, _ in spans])
        previous_end, beside = -1, ""
        for match, (first, last) in spans:
            near = (beside,) if first - previous_end <= 4 and beside else ()
            named = self._named(match.entries, match.start, match.end, first, last, near)
            if named is not None:
                for i in range(first, last + 1):
                    self.out.named[i] = named
                previous_end, beside = last, named.text
        self._define_acronyms()
        passages = set(self.parsed.document.reading.passage_starts)
        passage = 0
        for number, sentence in enumerate(self.parsed.sentences):
            passage += any(t.idx in passages for t in sentence)
            for token in sentence:
                if token.pos_ in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "VERB"} or token.i in self.out.named:
                    self._refer(token, number, passage, sentence)
        return self.out

    # ------------------------------------------------------------------------------------------------ names

    def _span(self, start: int, end: int) -> tuple[int, int] | None:
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        last = span.end - 1
        while last > span.start and self.doc[last].tag_ == "POS":
            last -= 1
        return span.start, last

    def _context(self, entries: list[tuple[object, ...]]) -> Context:
        weights: Counter[str] = Counter()
        for choice in entries:
            actors = [e[1] for e in choice if isinstance(e, tuple)]
            countries = {a.country for a in actors if a.country}
            if len(countries) == 1:
                weights[countries.pop()] += 1
        total = sum(weights.values()) or 1
        mentioned = frozenset(e[1].id for c in entries for e in c if isinstance(e, tuple) and len(c) == 1)
        shares = {country: n / total for country, n in weights.items()}
        return Context(countries=shares, date=self.parsed.document.date, defined={}, mentioned=mentioned)

    def _named(
        self, entries: tuple[object, ...], start: int, end: int, first: int, last: int, beside: tuple[str, ...]
    ) -> Named | None:
        text = self.text[start:end]
        pairs: list[tuple[Alias, Actor]] = [e for e in entries if isinstance(e, tuple)]
        place_name = next((e for e in entries if isinstance(e, str)), None)
        if not pairs and place_name is not None and not self._place_like(first, last):
            return None
        place = resolve_place(text, self.resolver.gazetteer, self.out.context, beside) if place_name else None
        actor, kind, score, by, why = None, "name", 0.0, "nil", ""
        if pairs:
            candidates = list({a.id: a for _, a in pairs}.values())
            resolution = resolve_actor(text, candidates, self.out.context)
            actor, score, by, why = resolution.actor, resolution.score, resolution.resolved_by, resolution.why
            kind = next((alias.kind for alias, a in pairs if actor is not None and a.id == actor.id), "name")
        if actor is None and (place is None or place.place is None) and not pairs:
            return None
        return Named(first, last, text, actor, kind, place, score, by, why)

    def _place_like(self, first: int, last: int) -> bool:
        """A gazetteer name counts only where it is written and used as a name."""
        tokens = self.doc[first : last + 1]
        return all(t.text[0].isupper() or not t.is_alpha or t.is_stop for t in tokens) and any(
            t.pos_ in _NAME_TAGS or t.tag_ in {"NNP", "NNPS"} for t in tokens
        )

    def _define_acronyms(self) -> None:
        """ "Long Form (ACR)": from here on the acronym stands for the long form, whatever it means elsewhere."""
        for match in _DEFINED.finditer(self.text):
            token = self.doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
            opening = self.tokens.get(match.start())
            if token is None or opening is None or opening == 0:
                continue
            long_form = self._long_form(opening - 1, match.group(1))
            if long_form is None:
                continue
            self._take_over(match.group(1), long_form)

    def _long_form(self, last: int, acronym: str) -> Named | None:
        named = self.out.named.get(last)
        if named is not None and named.actor is not None and _initials_agree(named.text, acronym):
            return named
        first = last
        while first > 0 and (
            self.doc[first - 1].pos_ == "PROPN"
            or self.doc[first - 1].lower_ in {"of", "and", "for", "/", "-", "the", "al"}
        ):
            first -= 1
        while first < last and (self.doc[first].is_stop or not self.doc[first].text[0].isupper()):
            first += 1
        text = self.doc[first : last + 1].text
        if self.doc[last].pos_ != "PROPN" or not _initials_agree(text, acronym):
            return None
        return Named(
            first, last, text, None, "name", None, 0.9, "defined", f"{acronym} is defined in the text as {text}"
        )

    def _take_over(self, acronym: str, long_form: Named) -> None:
        if long_form.actor is None:
            for i in range(long_form.first, long_form.last + 1):
                self.out.named[i] = long_form
        for match in re.finditer(rf"(?<![\w-]){re.escape(acronym)}(?![\w])", self.text):
            span = self._span(match.start(), match.end())
            if span is None:
                continue
            why = f"{acronym} is defined in the text as {long_form.text}"
            named = replace(
                long_form, first=span[0], last=span[1], resolved_by="defined", why=why, alias_kind="acronym", place=None
            )
            inner = self.out.named.get(span[0])
            if inner is not None and (inner.last > span[1] or inner.first < span[0]):
                continue
            for i in range(span[0], span[1] + 1):
                self.out.named[i] = named

    # ------------------------------------------------------------------------------------------------ parties

    def _refer(self, token: Token, sentence: int, passage: int, span: Span) -> None:
        named = self.out.named.get(token.i)
        if named is not None:
            if token.i != named.last:
                return
            parties = self._of_name(token, named)
        elif token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$"}:
            parties = self._of_pronoun(token, sentence, passage)
        elif token.pos_ in {"NOUN", "PROPN"} or token.lower_ in {"both", "several", "dozens"}:
            parties = self._of_noun(token, sentence, passage)
        elif token.pos_ == "NUM" and token.dep_ in {"nsubj", "dobj", "nsubjpass", "pobj"} and not token.ent_type_:
            parties = ()
        else:
            return
        if not parties:
            return
        self.out.referents[token.i] = parties
        self._enter(token, parties, sentence, passage, first=token.i - span.start <= 2)

    def _enter(
        self, token: Token, parties: tuple[Participant, ...], sentence: int, passage: int, *, first: bool
    ) -> None:
        head = self._syntactic_head(token)
        if len(parties) == 1 and parties[0].actor and parties[0].actor_kind == "state_force":
            self.by_noun[token.lemma_.lower()] = parties[0]
        for party in parties:
            self.discourse.enter(
                Mention(
                    entity=party.actor or party.name,
                    sort=_sort(party),
                    plural=len(parties) > 1 or head.tag_ == "NNS",
                    sentence=sentence,
                    passage=passage,
                    token=token.i,
                    clause=_clause(head).i,
                    subject=_is_subject(head),
                    possessor=head.dep_ in {"poss", "compound", "amod", "nmod"},
                    first=first,
                )
            )
            self.local.setdefault(party.actor or party.name, party)

    def _syntactic_head(self, token: Token) -> Token:
        named = self.out.named.get(token.i)
        if named is None:
            return token
        while named.first <= token.head.i <= named.last and token.head.i != token.i:
            token = token.head
        return token

    def _of_name(self, token: Token, named: Named) -> tuple[Participant, ...]:
        head = self._syntactic_head(token)
        if named.actor is None and named.resolved_by != "defined":
            return ()
        if named.alias_kind == "adjective" and head.dep_ in {"amod", "compound", "nmod", "npadvmod"}:
            return ()
        if named.alias_kind == "capital" and not _speaks_or_acts(head):
            return ()
        start = self.doc[named.first].idx
        mention, begin, end = self.parsed.words(start, self.doc[named.last].idx + len(self.doc[named.last]))
        name = named.actor.name if named.actor else named.text
        kind = named.actor.kind if named.actor else None
        party = Participant(
            actor=named.actor.id if named.actor else None,
            name=name,
            mention=mention,
            start=begin,
            end=end,
            actor_kind=kind,
            target_type=_target_of_kind(kind),
            resolved_by=named.resolved_by,
            score=round(named.score, 2),
            why=named.why,
        )
        return (party,)

    def _of_noun(self, token: Token, sentence: int, passage: int) -> tuple[Participant, ...]:
        if token.dep_ in {"compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"} and token.i != token.head.i:
            return ()
        sense = self.nouns.sense(token.lemma_.lower(), _modifiers(token))
        if sense is None:
            return self._unknown_name(token)
        if sense.anaphor in {"group", "state"}:
            taken_up = self._taken_up(token, sense, sentence, passage)
            if taken_up:
                return taken_up
        body = self._body(token) if sense.members or sense.anaphor == "group" else None
        if body is not None:
            return (self._of_body(token, sense, body),)
        if sense.members and _definite(token) and token.tag_ in {"NNS", "NN"} and not self._adjective(token):
            known = self._same_described(token, sense)
            if known is not None:
                return (known,)
        composed = self._composed(token, sense)
        return (composed or self._described(token, sense),)

    def _unknown_name(self, token: Token) -> tuple[Participant, ...]:
        """A capitalised name in a party's place that nobody listed: kept with its words, without a kind."""
        if token.pos_ != "PROPN" or not token.text[0].isupper() or token.ent_type_:
            return ()
        if not _is_subject(token) and token.dep_ not in {"dobj", "pobj", "poss", "conj", "appos", "agent"}:
            return ()
        if (token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE) or token.i in self.out.named:
            return ()
        if token.lemma_.lower() in _CALENDAR or (token.dep_ == "conj" and self._unplaced(token)):
            return ()
        first = token
        while (
            first.i > 0
            and first.nbor(-1).pos_ == "PROPN"
            and first.nbor(-1).i not in self.out.named
            and first.nbor(-1).head.i in {token.i, first.i}
        ):
            first = first.nbor(-1)
        mention, begin, end = self.parsed.words(first.idx, token.idx + len(token))
        party = Participant(
            name=mention, mention=mention, start=begin, end=end, resolved_by="nil", score=0.0, why="in no catalogue"
        )
        return (party,)

    def _unplaced(self, token: Token) -> bool:
        head = token.head
        while head.dep_ == "conj":
            head = head.head
        return head.dep_ == "pobj" and head.head.lower_ in _LOCATIVE

    def _body(self, token: Token) -> tuple[Participant, ...] | None:
        """ "ISKP fighters", "a spokesman for the army", "its leaders": the body that the people belong to."""
        for child in token.children:
            named = self.out.named.get(child.i)
            if child.dep_ in {"compound", "nmod", "poss", "amod", "npadvmod"}:
                if (
                    named is not None
                    and named.actor is not None
                    and named.actor.kind != "state"
                    and named.last < token.i
                ):
                    return self._of_name_plain(named)
                if child.dep_ == "poss":
                    parties = self.out.referents.get(child.i)
                    if parties and parties[0].actor_kind != "person":
                        return parties[:1]
        for word, owner in prepositions(token):
            if word in {"of", "for", "from", "in", "to"}:
                key = self.out.named[owner.i].last if owner.i in self.out.named else owner.i
                ahead = self.out.named.get(key)
                if (
                    ahead is not None
                    and ahead.actor is not None
                    and (ahead.actor.kind != "state" or word in {"of", "for"})
                ):
                    return self._of_name_plain(ahead)
        return None

    def _of_name_plain(self, named: Named) -> tuple[Participant, ...]:
        mention, begin, end = self.parsed.words(
            self.doc[named.first].idx, self.doc[named.last].idx + len(self.doc[named.last])
        )
        actor = named.actor
        if actor is None:
            return ()
        party = Participant(actor=actor.id, name=actor.name, mention=mention, start=begin, end=end, actor_kind=actor.kind,
                            target_type=_target_of_kind(actor.kind), resolved_by=named.resolved_by, score=round(named.score, 2), why=named.why)  # fmt: skip
        return (party,)

    def _of_body(self, token: Token, sense: NounSense, body: tuple[Participant, ...]) -> Participant:
        owner = body[0]
        mention, begin, end = self._phrase(token)
        target = sense.target_type if sense.position in {"leader", "commander"} else owner.target_type
        return replace(
            owner,
            mention=mention,
            start=begin,
            end=end,
            target_type=target or owner.target_type,
            person=sense.person and token.tag_ != "NNS",
            protect="public_role" if sense.person and token.tag_ != "NNS" else None,
            position=self._position(token, sense),
            why=f"{owner.why or 'named'}; {token.lower_!r} belongs to it",
        )

    def _position(self, token: Token, sense: NounSense) -> Position | None:
        if sense.position is None:
            return None
        words, begin, end = self.parsed.words(token.idx, token.idx + len(token))
        return Position(value=sense.position, words=words, start=begin, end=end)

    def _composed(self, token: Token, sense: NounSense) -> Participant | None:
        """ "Pakistani troops", "the army": a state's force, by the adjective beside it or the document's one country."""
        if sense.actor_kind not in {"state_force", "state", "intelligence_service"} or (
            sense.anaphor == "state" and not _definite(token) and not self._adjective(token)
        ):
            if sense.group not in {"governments"}:
                return None
        phrase_start, phrase_end = noun_phrase(token)
        phrase = self.text[phrase_start:phrase_end]
        resolution = compose_force(phrase, self.resolver.catalogue, self.out.context)
        if resolution is None or resolution.actor is None:
            return None
        if (
            not self._adjective(token)
            and not _definite(token)
            and sense.group not in {"security", "soldiers", "police"}
        ):
            return None
        mention, begin, end = self._phrase(token)
        actor = resolution.actor
        return Participant(
            actor=actor.id,
            name=actor.name,
            mention=mention,
            start=begin,
            end=end,
            actor_kind=actor.kind,
            target_type=sense.target_type,
            person=sense.person and token.tag_ != "NNS",
            protect="public_role" if sense.person and token.tag_ != "NNS" else None,
            position=self._position(token, sense),
            resolved_by=resolution.resolved_by,
            score=round(resolution.score, 2),
            why=resolution.why,
        )

    def _adjective(self, token: Token) -> bool:
        return any(c.i in self.out.named and c.dep_ in {"amod", "compound", "nmod", "poss"} for c in token.children)

    def _same_described(self, token: Token, sense: NounSense) -> Participant | None:
        """ "the army", "the rebels": the same party named before by that noun, or the armed group spoken of."""
        if sense.group in {"soldiers", "security", "police"}:
            return self._stand_for(
                token, sense, self.by_noun.get(token.lemma_.lower()), "the body last named by that noun"
            )
        if sense.group != "fighters":
            return None
        at = self._anaphor(token, 0, 0)
        found = self.discourse.one(replace(at, sentence=self._sentence_number(token)), frozenset({"group"}))
        if found is None:
            return None
        party = self.local[found.mentions[0].entity]
        if party.actor is None and party.name != token.lower_:
            return None
        return self._stand_for(token, sense, party, found.why)

    def _stand_for(self, token: Token, sense: NounSense, party: Participant | None, why: str) -> Participant | None:
        if party is None:
            return None
        mention, begin, end = self._phrase(token)
        return replace(party, mention=mention, start=begin, end=end, position=self._position(token, sense),
                       resolved_by="coreference", score=0.6, why=why)  # fmt: skip

    def _sentence_number(self, token: Token) -> int:
        return self.discourse.mentions[-1].sentence if self.discourse.mentions else 0

    def _described(self, token: Token, sense: NounSense) -> Participant:
        mention, begin, end = self._phrase_with_owner(token) if sense.actor_kind == "facility" else self._phrase(token)
        adjectives = {c.lower_ for c in token.children if c.dep_ == "amod"}
        turned = next((kind for word, kind in self.nouns.turned.items() if word in adjectives), None)
        name = re.sub(r"^(?:the|a|an|some|several|its|their|his|her)\s+", "", mention, flags=re.IGNORECASE)
        return Participant(
            name=" ".join(name.split()),
            mention=mention,
            start=begin,
            end=end,
            actor_kind=turned or sense.actor_kind,
            target_type=sense.target_type,
            person=sense.person and token.tag_ not in {"NNS"},
            protect="private" if sense.person and token.tag_ != "NNS" else None,
            position=self._position(token, sense),
            resolved_by="described",
            score=1.0,
            why="described party",
        )

    def _phrase(self, token: Token) -> tuple[str, int, int]:
        return self.parsed.words(*noun_phrase(token))

    def _phrase_with_owner(self, token: Token) -> tuple[str, int, int]:
        """ "a camp of the UN mission": whose facility it is belongs to its name."""
        start, end = noun_phrase(token)
        for word, owner in prepositions(token):
            key = self.out.named.get(owner.i)
            if word == "of" and owner.i - token.i <= 6:
                last = token.doc[key.last] if key is not None else owner
                end = last.idx + len(last)
        return self.parsed.words(start, end)

    # ------------------------------------------------------------------------------------------------ anaphors

    def _anaphor(self, token: Token, sentence: int, passage: int) -> Mention:
        return Mention(
            "?", "?", False, sentence, passage, token.i, _clause(token).i, _is_subject(token), token.dep_ == "poss"
        )

    def _not_meant(self, token: Token) -> frozenset[str]:
        """Who does what is done to ``token``: "X helps the group" and "X lets them" do not mean X."""
        if token.dep_ == "poss":
            return frozenset()
        verbs = [_clause(token)]
        if verbs[0].dep_ in {"ccomp", "xcomp"} and _is_subject(token):
            verbs.append(verbs[0].head)
        doers = [grammatical_subject(v) for v in verbs]
        parties = [p for d in doers if d is not None and d.i != token.i for p in self.out.parties(d)]
        return frozenset(p.actor or p.name for p in parties)

    def _of_pronoun(self, token: Token, sentence: int, passage: int) -> tuple[Participant, ...]:
        at = self._anaphor(token, sentence, passage)
        word = token.lower_
        if word in {"it", "its", "itself"}:
            if _dummy(token):
                return ()
            found = self.discourse.one(
                at, frozenset({"group", "state", "body"}), plural=False, without=self._not_meant(token)
            )
        elif word in {"they", "their", "them", "themselves"}:
            found = self._plural(at, self._not_meant(token))
        elif word in {"he", "she", "his", "her", "him"}:
            found = self.discourse.one(at, frozenset({"person"}))
        else:
            return ()
        return self._stand_in(token, found)

    def _plural(self, at: Mention, without: frozenset[str]) -> Antecedent | None:
        pair = self._coordinated_subject(at)
        found = pair or self.discourse.one(at, frozenset({"group", "body", "people"}), plural=True, without=without)
        return found or self.discourse.one(at, frozenset({"group", "state", "body"}), without=without)

    def _coordinated_subject(self, at: Mention) -> Antecedent | None:
        """ "they" after "X and Y did": both."""
        subjects = [
            m
            for m in self.discourse.mentions[-40:]
            if m.subject and at.sentence - m.sentence <= 1 and m.token < at.token
        ]
        if not subjects:
            return None
        last = subjects[-1]
        together = [m for m in subjects if m.clause == last.clause and m.sentence == last.sentence]
        return Antecedent(tuple(together), 1.0, "the subjects named together before it") if len(together) > 1 else None

    def _taken_up(self, token: Token, sense: NounSense, sentence: int, passage: int) -> tuple[Participant, ...]:
        """ "the group", "both countries", "these groups"."""
        at = self._anaphor(token, sentence, passage)
        words = {c.lower_ for c in token.children if c.dep_ in {"det", "predet", "nummod", "preconj"}}
        modified = any(
            c.dep_ in {"amod", "compound", "nmod", "acl"} or (c.dep_ == "relcl" and not _aside(c))
            for c in token.children
        )
        sorts = frozenset({"group"}) if sense.anaphor == "group" else frozenset({"state"})
        for word, nouns in self.nouns.pairs.items():
            if word in words and token.lemma_ in nouns and token.tag_ == "NNS":
                return self._stand_in(token, self.discourse.pair(at, sorts))
        bare = not words and token.dep_ == "poss"  # an article left out: "destroyed group's camps"
        if token.tag_ in {"NNS", "NNPS"} or modified or not (words & {"the", "this", "that"} or bare):
            return ()
        return self._stand_in(token, self.discourse.one(at, sorts, plural=False, without=self._not_meant(token)))

    def _stand_in(self, token: Token, found: Antecedent | None) -> tuple[Participant, ...]:
        if found is None:
            return ()
        mention, begin, end = self._phrase(token)
        return tuple(
            replace(
                self.local[m.entity],
                mention=mention,
                start=begin,
                end=end,
                resolved_by="coreference",
                score=0.7,
                why=f"{mention!r} {found.why}: {self.local[m.entity].name}",
                position=None,
            )
            for m in dict.fromkeys(found.mentions)
        )


#: Nouns that only count what follows "of" ("thousands of villagers", "a group of gunmen").
_COUNTING = frozenset(
    [
        "thousand",
        "hundred",
        "dozen",
        "score",
        "number",
        "majority",
        "handful",
        "most",
        "part",
        "several",
        "ten",
        "many",
        "million",
        "couple",
    ]
)


def _counted(noun: Token) -> Token:
    if noun.lemma_.lower() in _COUNTING:
        return next((n for w, n in prepositions(noun) if w == "of"), noun)
    return noun


_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "around",
        "across",
        "through",
        "throughout",
        "along",
        "into",
        "towards",
        "toward",
        "off",
        "over",
    ]
)
_CALENDAR = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "ramadan",
    ]
)


def _listed(noun: Token) -> Iterator[Token]:
    """Nouns after "such as", "including", "like" behind ``noun``, also where the parser hung them one noun lower."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _LIST_CUES:
            for item in child.children:
                if item.dep_ == "pobj":
                    yield from conjuncts(item)
        elif child.dep_ == "prep" and child.lower_ in {"in", "of", "from"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _listed(inner)


def _initials_agree(name: str, acronym: str) -> bool:
    """Whether the capitals of ``acronym`` begin words of ``name`` in order; two at least."""
    letters = [c for c in acronym if c.isupper()]
    initials = [w[0].upper() for w in re.findall(r"[^\W_]+", name)]
    position = 0
    for letter in letters:
        while position < len(initials) and initials[position] != letter:
            position += 1
        if position == len(initials):
            return False
        position += 1
    return len(letters) >= 2


def _sort(party: Participant) -> str:
    if party.person:
        return "person"
    kind = party.actor_kind
    if kind in _GROUP_KINDS or (kind is None and party.actor is None):
        return "group"
    if kind == "state":
        return "state"
    if kind in {"population", "identity_militia"}:
        return "people"
    return "body" if kind not in {"facility", "place", "measure", "operation"} else "thing"


def _target_of_kind(kind: str | None) -> str | None:
    return {
        "armed_group": "militants", "faction": "militants", "umbrella": "militants", "unit": "militants",
        "state": "government", "state_force": "military", "intelligence_service": "intelligence",
        "pro_government_militia": "pro_government_militia", "mission": "peacekeepers", "igo": "other", "ngo": "aid",
        "media": "media", "company": "business", "identity_militia": "ethnic_group",
    }.get(kind or "")  # fmt: skip


def _clause(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    while token.dep_ in {"aux", "auxpass"} and token.head.i != token.i:
        token = token.head
    return token


def _is_subject(token: Token) -> bool:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass", "agent"} or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def _speaks_or_acts(head: Token) -> bool:
    """A capital stands for its government where it does something, is asked, or owns a policy; not as a place."""
    return (
        _is_subject(head)
        or head.dep_ in {"poss", "dobj", "dative"}
        or (head.dep_ == "pobj" and head.head.lower_ in {"with", "by", "between", "against", "and"})
    )


def _definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those"} for c in token.children)


def _modifiers(token: Token) -> tuple[str, ...]:
    words = [c.lemma_.lower() for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    return tuple(words[-2:])


def _aside(clause: Token) -> bool:
    """Whether a relative clause stands behind a comma and only adds to its noun."""
    first = clause.doc[clause.left_edge.i]
    return first.i > 0 and first.nbor(-1).lower_ == ","


def _dummy(token: Token) -> bool:
    """ "It is important that", "it emerged that": stands for no one."""
    head = token.head
    if token.dep_ == "expl":
        return True
    if token.dep_ != "nsubj" or head.lemma_ not in {"be", "become", "remain", "seem", "appear", "make"}:
        return False
    return any(
        c.dep_ in {"acomp", "attr"}
        and any(g.dep_ in {"ccomp", "xcomp", "relcl", "advcl"} for g in (*c.children, *head.children))
        for c in head.children
    )
