"""Questions about a dependency parse, answered alike everywhere: who does, who undergoes, what stands beside.

All functions take spaCy tokens (ClearNLP labels). They repair what the labels leave implicit: the shared subject of
coordinated verbs, the subject of "to" and "-ing" clauses, relative pronouns, and the doer in a by-phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grounds.language.data import load_data

if TYPE_CHECKING:
    from spacy.tokens import Token

PASSIVE = frozenset({"nsubjpass", "auxpass"})
VERBAL = frozenset({"VERB", "AUX"})
RELATIVE = frozenset({"who", "which", "that", "whom", "where", "whose"})

#: Open clauses whose subject is that of the word above them, unless that word hands its object on ("allow them to").
_OPEN = frozenset({"xcomp", "advcl", "pcomp", "ccomp", "conj"})

_VERBS = load_data("verbs.yaml")
#: Verbs whose object does what the following "to" clause says.
OBJECT_CONTROL = frozenset(_VERBS["object_control"])
_BARRING = frozenset(_VERBS["barring"])
_SINGLING = frozenset(_VERBS["singling_out"])
_IN_SPITE_OF = frozenset({"despite", "against", "amid"})
#: Nouns of what is said or published.
_SAID = frozenset(_VERBS["sayings"])


def children(token: Token, *labels: str) -> list[Token]:
    """The direct dependants of ``token`` under one of ``labels``."""
    return [c for c in token.children if c.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """``token`` and what is coordinated with it below it, in order; appositions introduced by a list cue included."""
    found: list[Token] = []
    waiting = [token]  # no recursion: a list of hundreds of names hangs each of them below the one before
    while waiting:
        member = waiting.pop()
        found.append(member)
        waiting.extend(reversed([child for child in member.children if _is_coordinated(child)]))
    return found


def _is_coordinated(child: Token) -> bool:
    return (child.dep_ == "conj" and child.pos_ not in VERBAL) or (child.dep_ == "appos" and _singled_out(child))


def _singled_out(noun: Token) -> bool:
    """ "minorities, particularly the X community": a member of what stands before it."""
    return any(c.dep_ == "advmod" and c.lower_ in _SINGLING for c in noun.children)


def first_conjunct(token: Token) -> Token:
    """The first member of the coordination that ``token`` belongs to."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` is a passive participle: with its auxiliary, or reduced ("troops ambushed near the border")."""
    if any(c.dep_ in PASSIVE for c in verb.children):
        return True
    if verb.tag_ != "VBN" and not (verb.tag_ == "VBD" and verb.dep_ in {"acl", "pcomp"}):
        return False
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False
    if verb.dep_ in {"oprd", "xcomp", "ccomp", "acomp"} and is_passive(verb.head):
        return not children(verb, "dobj", "aux")  # "were reported killed", "was found beheaded"
    attending = verb.dep_ == "pcomp" or any(c.dep_ == "mark" and c.lower_ == "with" for c in verb.children)
    if attending and own_subject(verb) is not None:
        return not children(verb, "dobj", "aux")  # "with ten people killed", "resulted in six policemen wounded"
    if verb.dep_ in {"acl", "advcl"}:
        by = any(c.dep_ == "agent" or c.lower_ == "by" for c in verb.children)  # "men taken hostage BY rebels"
        return not any(c.dep_ == "nsubj" or (c.dep_ == "dobj" and not by) for c in verb.children)
    if verb.dep_ == "conj":
        # also with a subject of its own: "a convoy was attacked and its driver wounded"
        return is_passive(verb.head) and not children(verb, "dobj", "aux")
    return False


def is_purpose(verb: Token) -> bool:
    """ "moved to attack it", "in order to attack it": an infinitive that tells what for."""
    if verb.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    ordered = verb.dep_ == "acl" and verb.head.lower_ == "order" and verb.head.head.lower_ == "in"
    return ordered or (verb.dep_ == "advcl" and verb.head.pos_ in VERBAL)


def served_by(verb: Token) -> Token:
    """The verb whose purpose ``verb`` tells: "MOVED men in order to attack"."""
    return verb.head.head.head if verb.dep_ == "acl" else verb.head


def own_subject(verb: Token) -> Token | None:
    """The subject that stands in the clause itself, or null."""
    # Of two, the nearer one: clauses joined by a semicolon are sometimes parsed as one.
    return next((c for c in reversed(list(verb.children)) if c.dep_ in {"nsubj", "nsubjpass"}), None)


def grammatical_subject(verb: Token, depth: int = 0) -> Token | None:
    """The subject of the clause, inherited where the clause has none of its own."""
    if depth > 8:
        return None
    subject = own_subject(verb)
    if subject is not None:
        return _antecedent(subject, verb)
    head = verb.head
    if verb.dep_ in {"acl", "relcl"}:
        return _of_noun_clause(verb, depth)
    if verb.dep_ == "acomp" or head.i == verb.i:
        return grammatical_subject(head, depth + 1) if head.i != verb.i else None
    if verb.dep_ == "pcomp":
        return _of_prepositional(head, depth)
    if verb.dep_ in _OPEN:
        return _controlled(verb, head, depth)
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """A relative pronoun stands for the noun that its clause belongs to."""
    if subject.lower_ in RELATIVE and subject.tag_ in {"WDT", "WP"}:
        clause = verb
        while clause.dep_ in {"conj", "xcomp"}:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
        if clause.dep_ in {"ccomp", "advcl", "acl"} and clause.head.pos_ in {"NOUN", "PROPN"}:
            return clause.head
    return subject


def _of_noun_clause(verb: Token, depth: int) -> Token | None:
    noun = verb.head
    if verb.tag_ == "VB":  # "efforts to improve …": whoever makes the efforts
        if noun.dep_ == "pobj" and noun.head.lower_ in _IN_SPITE_OF:
            return possessor(noun)  # "held on despite attempts to oust them"
        if noun.dep_ in {"dobj", "attr", "pobj", "nsubj", "nsubjpass"}:
            owner = possessor(noun)
            if owner is not None:
                return owner
            above = noun.head.head if noun.dep_ == "pobj" else noun.head
            if noun.dep_ in {"dobj", "pobj"} and above.pos_ in VERBAL:
                return grammatical_subject(above, depth + 1)
        return possessor(noun)
    if verb.tag_ == "VBG" and noun.lemma_.lower() in _SAID:
        return _who_says(noun, depth) or noun
    return noun


def _who_says(noun: Token, depth: int) -> Token | None:
    """ "X issued a statement CONDEMNING it", "in a video threatening Y, X said": whoever speaks in it."""
    owner = possessor(noun)
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    said = noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ == "in")
    if owner is not None or not said or above.pos_ not in VERBAL:
        return owner
    return grammatical_subject(above, depth + 1)


def _of_prepositional(preposition: Token, depth: int) -> Token | None:
    """ "accused of arming", "succeeded in taking": the subject above, or the object of an accusing verb."""
    above = preposition.head
    if above.pos_ == "ADV" and above.head.pos_ in VERBAL:  # "stopped short of arming"
        return _controlled(preposition, above.head, depth)
    if preposition.lower_ == "from" and above.lemma_ in _BARRING:
        barred = children(above, "dobj", "nsubjpass")
        if barred:
            return barred[0]
    if above.pos_ in VERBAL:
        return _controlled(preposition, above, depth)
    if above.pos_ == "ADJ":
        return (
            grammatical_subject(above, depth + 1)
            if above.dep_ not in {"acomp", "oprd"}
            else grammatical_subject(above.head, depth + 1)
        )
    owner = possessor(above)
    if owner is not None:
        return owner
    if above.dep_ in {"dobj", "attr", "pobj"}:
        verb = above.head if above.dep_ != "pobj" else above.head.head
        if verb.pos_ in VERBAL:
            return grammatical_subject(verb, depth + 1)
        if verb.pos_ == "NOUN":
            return possessor(verb)
    return None


def _controlled(verb: Token, head: Token, depth: int) -> Token | None:
    if verb.dep_ in {"xcomp", "ccomp", "prep"} and head.lemma_ in OBJECT_CONTROL:
        objects = children(head, "dobj")
        if objects:
            return objects[0]
        if head.lemma_ == "call":  # "called on X to withdraw"
            asked = prepositional(head, "on", "upon")
            if asked:
                return asked[0]
        if is_passive(head):
            return grammatical_subject(head, depth + 1)
    if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG"} and not children(verb, "aux"):
        return grammatical_subject(head, depth + 1) if head.pos_ in VERBAL else None
    if head.pos_ in VERBAL or head.pos_ == "ADJ":
        return grammatical_subject(head, depth + 1)
    if head.pos_ in {"NOUN", "PROPN"} and verb.dep_ == "advcl":
        return head
    return None


def agents(verb: Token) -> list[Token]:
    """The nouns of the by-phrase of a passive."""
    return [n for p in children(verb, "agent") for n in children(p, "pobj")] or [
        n for p in children(verb, "prep") if p.lower_ == "by" for n in children(p, "pobj")
    ]


def direct_objects(verb: Token) -> list[Token]:
    """The objects of an active verb, also shared by a coordination ("attacked and looted the market")."""
    found = children(verb, "dobj", "dative")
    found = [c for c in found if c.pos_ != "ADP" and not (c.lower_ in RELATIVE and c.tag_ in {"WDT", "WP"})]
    if found:
        return found
    relative = relative_object(verb)
    if relative is not None:
        return [relative]
    if verb.lemma_ in OBJECT_CONTROL and (made := _made_to(verb)) is not None:
        return [made]
    for other in verb.children:
        if other.dep_ == "conj" and other.pos_ == "VERB" and _adjacent_verbs(verb, other):
            return children(other, "dobj")
    return []


def _made_to(verb: Token) -> Token | None:
    """ "helped X organise", "let X pass": X, which the model takes for the subject of a bare infinitive alone."""
    for clause in children(verb, "ccomp"):
        if clause.tag_ == "VB" and not children(clause, "aux", "mark"):
            return own_subject(clause)
    return None


def _adjacent_verbs(one: Token, other: Token) -> bool:
    between = one.doc[one.i + 1 : other.i]
    return all(t.dep_ in {"cc", "punct", "advmod"} for t in between)


def relative_object(verb: Token) -> Token | None:
    """ "the convoy that rebels attacked": the noun, where the relative clause has a subject of its own and no
    object."""
    clause = verb
    while clause.dep_ in {"conj", "xcomp"} and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ != "relcl":
        return None
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"} and child.lower_ in RELATIVE:
            return clause.head
    subject = own_subject(clause)
    if subject is not None and subject.lower_ not in RELATIVE and not children(verb, "dobj", "prep"):
        return clause.head
    return None


def prepositional(token: Token, *words: str) -> list[Token]:
    """The objects of the prepositions ``words`` (all where none are given) that hang on ``token``, nested ones too."""
    return [noun for word, noun in prepositions(token) if not words or word in words]


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Pairs of preposition and object on ``token``; "as part of" and the like give the last preposition."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and (
            child.pos_ in {"ADP", "SCONJ"} or child.tag_ in {"IN", "TO", "VBG"}
        ):
            yield from _objects_of(child, child.lower_)
        elif child.dep_ == "prt" or child.lower_ in _PARTICLES:  # "made up OF", "broke away FROM"
            yield from prepositions(child)


#: Adverbs that go with a verb, and behind which its preposition stands.
_PARTICLES = frozenset({"away", "apart", "off", "out", "up", "back", "together"})
#: A preposition and its noun that, with "of" behind, say where beside the next noun.
_RELATIONAL = {
    "in front": "near",
    "in vicinity": "near",
    "in middle": "in",
    "in midst": "in",
    "on top": "on",
    "on outskirts": "near",
    "on edge": "near",
    "at edge": "near",
    "at foot": "near",
}
#: First words of prepositions that mean something else than their last word.
_COMPLEX = frozenset(
    {"according", "because", "due", "instead", "irrespective", "owing", "prior", "regardless", "thanks"}
)


def _beside(preposition: Token, noun: Token) -> str | None:
    """The one preposition that "in front of", "on top of", "at the edge of" stand for; null for any other noun."""
    stands_for = _RELATIONAL.get(f"{preposition.lower_} {noun.lower_}")
    if stands_for is None or not any(c.lower_ == "of" and c.dep_ == "prep" for c in noun.children):
        return None
    return stands_for


def _objects_of(preposition: Token, word: str) -> Iterator[tuple[str, Token]]:
    for child in preposition.children:
        beside = _beside(preposition, child) if child.dep_ == "pobj" else None
        if beside is not None:
            yield from ((beside, noun) for _, noun in prepositions(child))
        elif child.dep_ == "pobj":
            yield word, child
        elif child.dep_ == "prep":
            yield from _objects_of(child, f"{word} {child.lower_}" if word in _COMPLEX else child.lower_)


def possessor(noun: Token) -> Token | None:
    """ "the group's attacks", "its attacks", "attacks by the group": whose."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for word, owner in prepositions(noun):
        if word == "by":
            return owner
    return None


def _is_no_part(first: Token) -> bool:
    """Marks, and "both" and "and", before a phrase."""
    return first.is_punct or first.is_space or first.dep_ in {"cc", "preconj"}


def noun_phrase(token: Token) -> tuple[int, int]:
    """Reading-text offsets of the base noun phrase headed by ``token``: premodifiers and head, no clause behind it and
    no adverb before it ("particularly the Shia community")."""
    first = token
    for left in token.lefts:
        if left.dep_ in {
            "det",
            "amod",
            "compound",
            "nummod",
            "poss",
            "nmod",
            "quantmod",
            "predet",
            "advmod",
            "case",
            "punct",
        }:
            edge = left.left_edge
            if edge.i < first.i:
                first = edge
            break
    while first.i < token.i and (_is_no_part(first) or (first.dep_ == "advmod" and first.head.i == token.i)):
        first = first.nbor()
    return first.idx, token.idx + len(token)


def tense(verb: Token) -> str:
    """``past``, ``perfect``, ``present`` or ``infinitive``."""
    finite = [c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.lower_ != "being"]
    auxiliaries = {c.lemma_.lower() for c in finite}
    if verb.dep_ == "conj" and verb.tag_ in {"VBD", "VBN"} and not auxiliaries and own_subject(verb) is None:
        above = tense(verb.head)  # "has targeted … and attacked": one auxiliary for both
        if above == "perfect":
            return above
    if any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children):
        return "past"
    if "have" in auxiliaries:
        return "perfect"
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(c.tag_ == "VBD" for c in verb.children)):
        return "past"
    if verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ in {"VBG", "VBN"} and auxiliaries & {"be"}):
        return "present"
    return "infinitive"
