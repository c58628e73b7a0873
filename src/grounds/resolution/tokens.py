"""Small questions about a token that resolution asks: its clause, its place in it, what stands before it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from grounds.resolution.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.strings import StringStore
    from spacy.tokens import Doc, Token


#: Parts of speech of words that refer; others do where they are pronouns by their tag, or one of these words.
_REFERRING = frozenset({"NOUN", "PROPN", "PRON"})
_MAY_REFER = frozenset({"DET", "ADJ", "NUM", "VERB"})
_BY_TAG = frozenset({"PRP", "PRP$"})
#: Words that take up two who were named before.
OF_TWO = frozenset({"both", "neither", "each", "either", "other", "two", "former", "latter"})
_VERBAL = frozenset({"VERB", "AUX"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)$")
#: Words by which many speak of themselves.
FIRST_PERSON = frozenset({"we", "us", "our", "ours", "ourselves"})
_BY_WORD = OF_TWO | FIRST_PERSON | {"several", "dozens", "one"}
#: Labels of what a verb or noun above holds as its content.
_HELD = frozenset({"ccomp", "xcomp", "acl", "conj", "dobj", "pcomp", "prep", "pobj"})


def looked_through(
    doc: Doc, says: Callable[[str], bool], said: dict[int, bool], tellers: frozenset[str]
) -> tuple[set[int], list[int]]:
    """The tokens that may stand for a party, by part of speech, tag and word, and those that may tell an event, the
    verbs and common nouns whose lemma is one of ``tellers``; told from numbers, for asking each token for its strings
    takes longer than all else that is done with most of them.

    ``says`` tells of a common noun's lemma whether it can name anybody; ``said`` keeps its answers by the lemma's
    number, which is the same in every text.
    """
    strings = doc.vocab.strings
    refer, may, by_tag, by_word, telling = (
        _numbers(strings, names) for names in (_REFERRING, _MAY_REFER, _BY_TAG, _BY_WORD, tellers)
    )
    common, verb = strings["NOUN"], strings["VERB"]
    found, told = set(), []
    for i, (kind, tag, word, lemma) in enumerate(doc.to_array(["POS", "TAG", "LOWER", "LEMMA"]).tolist()):
        if kind in (common, verb) and lemma in telling:
            told.append(i)
        if kind == common and word not in by_word and tag not in by_tag:
            if lemma not in said:
                said[lemma] = says(strings[lemma].lower())
            if said[lemma]:
                found.add(i)
        elif kind in refer or (kind in may and (tag in by_tag or word in by_word)):
            found.add(i)
    return found, told


@cache
def _numbers(strings: StringStore, names: frozenset[str]) -> frozenset[int]:
    return frozenset(strings[name] for name in names)


def clause(token: Token) -> Token:
    """The verb of the clause that ``token`` stands in, or the top of a fragment."""
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    while token.dep_ in {"aux", "auxpass"} and token.head.i != token.i:
        token = token.head
    return token


def clauses(doc: Doc) -> list[int]:
    """The number of :func:`clause` of each token, told from numbers for the whole text at once."""
    strings = doc.vocab.strings
    verbal, auxiliary = (_numbers(strings, names) for names in (_VERBAL, _AUXILIARY))
    rows = doc.to_array(["POS", "DEP", "HEAD"]).tolist()
    size = len(rows)
    above = [i + (offset if offset < size else offset - (1 << 64)) for i, (_, _, offset) in enumerate(rows)]
    found: list[int] = []
    for i in range(size):
        token = i
        while rows[token][0] not in verbal and above[token] != token:
            token = above[token]
        while rows[token][1] in auxiliary and above[token] != token:
            token = above[token]
        found.append(token)
    return found


def said_by(verb: Token) -> Iterator[Token]:
    """What holds ``verb`` as said, thought or begun, nearest first: the verbs above it, and the owner of a noun between
    ("rejected X's claim that it had …")."""
    for _ in range(6):
        if verb.dep_ not in _HELD or verb.head.i == verb.i:
            return
        held, verb = verb, verb.head
        if verb.pos_ in {"VERB", "AUX"}:
            yield verb
        elif held.dep_ in {"acl", "relcl"}:
            yield from (c for c in verb.children if c.dep_ == "poss")


def is_subject(token: Token) -> bool:
    """Whether ``token`` is a subject or the doer of a passive, coordination included."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass", "agent"} or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def speaks_or_acts(head: Token) -> bool:
    """A capital stands for its government where it does something, is asked, or owns a policy; not as a place that is
    left, shelled or lies somewhere."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if head.dep_ in {"dobj", "nsubjpass"}:
        return head.head.lemma_.lower() not in words("verbs_of_places")
    if head.dep_ == "nsubj":
        return head.head.lemma_.lower() not in words("verbs_of_lying")
    return (
        is_subject(head)
        or head.dep_ in {"poss", "dative"}
        or (head.dep_ == "pobj" and head.head.lower_ in {"with", "by", "between", "against", "and"})
    )


def definite(token: Token) -> bool:
    """Whether an article or demonstrative makes the noun one already known."""
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those"} for c in token.children)


def modifiers(token: Token) -> tuple[str, ...]:
    """The last two words before the noun that belong to it, as lemmas."""
    words = [c.lemma_.lower() for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    return tuple(words[-2:])


def aside(clause: Token) -> bool:
    """Whether a relative clause stands behind a comma and only adds to its noun."""
    first = clause.doc[clause.left_edge.i]
    return first.i > 0 and first.nbor(-1).lower_ == ","


def dummy(token: Token) -> bool:
    """ "It is important that", "it emerged that": stands for no one."""
    head = token.head
    if token.dep_ == "expl":
        return True
    if token.dep_ != "nsubj" or head.lemma_ not in {"be", "become", "remain", "seem", "appear", "make"}:
        return False
    return any(
        c.dep_ in {"acomp", "attr"}
        and c.lower_ not in words("of_the_subject")
        and any(g.dep_ in {"ccomp", "xcomp", "relcl", "advcl"} for g in (*c.children, *head.children))
        for c in head.children
    )


def of_others(noun: Token) -> bool:
    """Whether a modifier tells of another body than the state: a name, "foreign", "rebel", or who leads it."""
    return any(_of_another(c) for c in noun.children)


def _of_another(word: Token) -> bool:
    if word.dep_ not in {"amod", "compound", "nmod"}:
        return False
    led = word.lower_ in {"led", "backed"} or word.lower_.endswith("-led")
    return led or word.lower_ in words("of_others") or (word.text[0].isupper() and word.i > word.sent.start)


def no_party(token: Token) -> bool:
    """ "in FRONT of the bank", "flew 800 MISSIONS", "in Manyu DIVISION": a party's noun in another of its senses."""
    word, lemma = token.lower_, token.lemma_.lower()
    if lemma in words("areas"):
        return _is_area(token)
    if word not in {"front", "capital"} and lemma not in words("done"):
        return False
    relational = word == "front" and token.dep_ == "pobj" and any(c.lower_ == "of" for c in token.children)
    flown = lemma in words("done") and token.dep_ in {"dobj", "nsubjpass", "conj"}
    counted = any(c.dep_ in {"nummod", "quantmod"} for c in token.children)
    ground = word == "capital" and not speaks_or_acts(token)
    struck = word == "capital" and token.dep_ == "dobj"
    return relational or ground or struck or (flown and (counted or token.head.lemma_.lower() in words("doing")))


def numbered(noun: Token) -> Token | None:
    """The number by which a capitalised noun is a unit's name ("33rd Front", "6th Infantry Division"), or null."""
    if not noun.text[0].isupper():
        return None
    for word in reversed(noun.doc[noun.left_edge.i : noun.i]):
        if _ORDINAL.match(word.text):
            return word
        if not word.text[0].isupper():
            return None
    return None


def _is_area(noun: Token) -> bool:
    """ "in Manyu division": a unit bears a number, or is somebody's."""
    named = any(c.dep_ in {"compound", "nmod"} and c.text[0].isupper() and c.text.isalpha() for c in noun.children)
    return named and noun.dep_ == "pobj" and noun.head.lower_ in words("locative")


def alone(token: Token) -> bool:
    """ "both", "neither" without a noun behind them."""
    return token.lower_ in {"both", "neither"} and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
