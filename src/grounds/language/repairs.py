"""Known errors of the small model, put right in the parse before anything is read from it.

Wrong lemmas are data (``en/lemmas.yaml``). Each repair of the parse is narrow: it fires only where the words leave no
second reading that the field's reports use.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from grounds.language import subjects
from grounds.language.adjuncts import fronted_subject, own_adjunct, participle_behind_place
from grounds.language.data import load_data
from grounds.language.rings import break_rings
from grounds.language.verbless import find_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_TELLING = frozenset({"tell", "inform", "assure", "remind", "notify"})
#: Adjectives that this field uses as nouns.
_NOUNS_TOO = frozenset({"offensive", "counteroffensive", "counter-offensive"})
_IN_LISTS = frozenset({"conj", "nsubj", "nsubjpass", "dobj", "pobj"})
#: Prepositions before parties.
_BEFORE_PARTIES = frozenset({"of", "between", "among", "with", "against", "by", "for", "alongside"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr"})


def repair(doc: Doc) -> None:
    """Change lemmas, heads and labels of ``doc`` in place."""
    for sentence in list(doc.sents):
        find_verb(sentence)
    lemmas = _lemmas()
    for token in doc:
        if token.pos_ == "PROPN" and token.text.isalpha() and token.text.islower() and token.dep_ != "compound":
            _common_noun(token)
        if token.lower_ in lemmas:
            token.lemma_ = lemmas[token.lower_].get(token.pos_, token.lemma_)
        own_adjunct(token)
        if token.tag_ == "VBG" and token.dep_ in {"acl", "advcl"}:
            subjects.noun_of_force(token)
        if token.lower_ == "dead":
            subjects.shot_dead(token)
        if token.text == "IS" and token.tag_ == "VBZ":
            subjects.name_taken_for_verb(token)
        if token.dep_ == "relcl":
            subjects.who_of_people(token)
        elif token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ == "NOUN":
            subjects.place_before_article(token)
        elif token.dep_ == "compound" and token.tag_.startswith("VB"):
            subjects.verb_before_noun(token)
        elif token.pos_ == "VERB":
            subjects.undergoer_of(token)
        if token.tag_ == "VBG" and token.dep_ == "acl":
            participle_behind_place(token)
        if token.tag_ in {"VBD", "VBZ", "VBP"} and token.i > token.sent.start + 3:
            fronted_subject(token)
        if token.lemma_ == "have" and token.pos_ == "VERB":
            _perfect_without_article(token)
        elif token.lower_ == "having" and token.dep_ == "aux" and token.head.dep_ == "amod":
            _perfect_taken_for_adjective(token.head)
        elif token.lower_ == "with" and token.dep_ == "prep":
            subjects.gift_of_verb(token)
        elif token.lower_ == "of" and token.dep_ == "prep":
            _charge_taken_for_attribute(token)
        elif token.pos_ == "NOUN" and token.dep_ in {"advcl", "ccomp"} and _is_clause(token):
            token.pos_, token.tag_ = "VERB", "VBP"  # "unless they release the crew"
        elif token.tag_ == "NNS" and token.dep_ == "conj" and token.head.tag_ == "VBZ" and _takes_object(token):
            token.pos_, token.tag_ = "VERB", "VBZ"  # "leads a cell and DIRECTS attacks"
        elif token.tag_ == "VBD" and token.dep_ == "acl":
            _verb_taken_for_attribute(token)
        elif token.dep_ == "appos" and _is_listed_name(token):
            token.dep_ = "conj"
        elif token.dep_ == "amod" and token.lower_ in _SUFFERED and token.i > 2:
            _suffered_taken_for_attribute(token)
        elif token.tag_ == "VBN" and token.dep_ == "acl" and token.i > 2:
            _second_passive(token)
        elif token.dep_ == "appos" and token.head.dep_ in {"nsubj", "nsubjpass"} and token.head.i < token.i:
            _place_taken_for_subject(token)
        elif token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ in {"aux", "auxpass"}:
            token.head = token.head.head  # "Neither X nor Y has armed Z": the auxiliary has no subject of its own
        elif token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ == "PROPN":
            _name_taken_for_subject(token)
        elif token.lower_ in _BEFORE_DATES and token.dep_ == "prep" and token.i + 3 < len(doc):
            _date_without_comma(token)
        elif token.dep_ == "ccomp" and token.head.dep_ == "dobj" and token.head.head.lemma_ in _TELLING:
            token.head = token.head.head  # "told HRW that …": the clause is what is told
        elif token.dep_ == "conj" and token.tag_ == "VBD":
            _past_beside_infinitive(token)
            _past_beside_pluperfect(token)
            _speech_beside_deed(token)
        elif token.tag_ in {"VBN", "VBD"} and token.dep_ in {"advcl", "conj", "ccomp"} and token.i > 1:
            _outcome_taken_for_verb(token)
        elif token.lower_ in _NOUNS_TOO and token.pos_ == "ADJ" and token.dep_ in _NOMINAL:
            token.pos_, token.tag_ = "NOUN", "NN"  # "the offensive drove them out"
    break_rings(doc)


def _is_listed_name(name: Token) -> bool:
    """ "X, Y, Z and W did it": between names that only commas part, the one before "and" is no other name of the one
    before it; that of a place may be its region."""
    above = name.head
    if name.pos_ != "PROPN" or above.pos_ != "PROPN" or above.dep_ not in _IN_LISTS:
        return False
    if above.dep_ == "pobj" and above.head.lower_ not in _BEFORE_PARTIES:
        return False
    joint = next((c for c in name.children if c.dep_ == "cc"), None)
    listed = any(c.dep_ == "conj" and c.pos_ in {"PROPN", "NOUN"} for c in name.children)
    if joint is None or not listed or (above.dep_ != "conj" and joint.nbor(-1).text == ","):
        return False
    if any(c.dep_ == "cc" for c in above.children) or any(c.lower_ in {"a", "an"} for c in name.children):
        return False
    return above.doc[above.i + 1 : name.left_edge.i].text == ","


def _name_taken_for_subject(name: Token) -> None:
    """ "Militants belonging to X and Y attacked it": of two subjects with "and" between, the second goes with the name
    before it."""
    first = name.left_edge.i
    if first < 3 or name.doc[first - 1].lower_ != "and" or name.doc[first - 1].dep_ != "cc":
        return
    joint, before = name.doc[first - 1], name.doc[first - 2]
    subject = next((c for c in name.head.children if c.dep_ == name.dep_ and c.i < first - 2), None)
    if subject is None or before.pos_ != "PROPN" or not subject.is_ancestor(before) or joint.head.i != subject.i:
        return
    name.head, name.dep_, joint.head = before, "conj", before


def _outcome_taken_for_verb(verb: Token) -> None:
    """ "… resulting in one rebel killed and two guards wounded": participles tell what became of the nouns."""
    noun = verb.nbor(-1)
    result = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else noun
    if result.lemma_ != "result" or any(c.dep_ in {"aux", "auxpass", "nsubj", "dobj"} for c in verb.children):
        return
    above = verb.head
    verb.head, verb.dep_ = noun, "acl"
    for other in [c for c in above.children if c.dep_ == "conj" and c.tag_ in {"VBN", "VBD"} and c.i > verb.i]:
        if not any(c.dep_ in {"aux", "auxpass", "dobj"} for c in other.children):
            other.head = verb


_SUFFERED = frozenset({"sustained", "suffered", "received"})


def _suffered_taken_for_attribute(verb: Token) -> None:
    """ "Ten were killed and 12 SUSTAINED injuries": the number is the subject, the injuries are the object."""
    noun, number = verb.head, verb.nbor(-1)
    if noun.dep_ != "conj" or number.dep_ != "nummod" or noun.i != verb.i + 1 or noun.head.pos_ != "VERB":
        return
    verb.pos_, verb.tag_, verb.lemma_ = "VERB", "VBD", load_data("verbs.yaml")["suffering"][verb.lower_]
    verb.head, verb.dep_ = noun.head, "conj"
    for child in [c for c in noun.children if c.dep_ == "prep"]:
        child.head = verb
    noun.head, noun.dep_ = verb, "dobj"
    number.head, number.dep_ = verb, "nsubj"


def _second_passive(verb: Token) -> None:
    """ "Five were killed AND six others INJURED in the raid": the second passive shares the auxiliary of the first."""
    noun = verb.head
    joint = noun.left_edge.i - 1
    if noun.i != verb.i - 1 or noun.dep_ not in {"conj", "dobj", "appos", "npadvmod"} or joint < 2:
        return
    if verb.doc[joint].lower_ not in {"and", ","} or any(c.dep_ in {"agent", "dobj"} for c in verb.children):
        return
    first = next((t for t in reversed(verb.doc[verb.sent.start : joint]) if t.pos_ in {"VERB", "AUX"}), None)
    if first is None or not any(c.dep_ == "auxpass" for c in first.children):
        return
    if noun.pos_ != "NUM" and not any(
        c.dep_ == "nummod" or c.lower_ in {"several", "many", "dozens"} for c in noun.children
    ):
        return
    verb.head, verb.dep_ = first, "conj"
    noun.head, noun.dep_ = verb, "nsubjpass"


def _verb_taken_for_attribute(verb: Token) -> None:
    """ "Troops backed by gunships killed ten men": a past tense with an object is the verb of a clause without one."""
    if not any(c.dep_ == "dobj" for c in verb.children):
        return
    noun = verb.head
    while noun.head.i != noun.i and noun.dep_ != "nsubj":
        if noun.pos_ in {"VERB", "AUX"} and noun.tag_ != "VBN":
            return
        noun = noun.head
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.i > verb.i:
        return
    above = noun.head
    if above.i == noun.i:
        moved = [c for c in noun.children if c.i > verb.i]
        verb.head, verb.dep_ = verb, "ROOT"
        for child in moved:
            child.head = verb
    elif any(c.dep_ == "nsubj" and c.i > verb.i for c in above.children):  # "…, the army said": the speaker's verb
        verb.head, verb.dep_ = above, "ccomp"
    else:
        return
    noun.head, noun.dep_ = verb, "nsubj"


def _place_taken_for_subject(noun: Token) -> None:
    """ "In Beni, North Kivu, two guards were killed": the second place belongs to the first, not to the verb."""
    place, verb = noun.head, noun.head.head
    begins = place.left_edge.i
    if verb.pos_ != "VERB" or noun.i > verb.i or begins < 3 or any(c.dep_ == "det" for c in place.children):
        return
    first = place.doc[begins - 2]
    ahead = first.dep_ == "pobj" and first.head.dep_ == "prep" and first.head.head.i == verb.i
    named = place.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in place.children if c.i < place.i)
    if not ahead or not named or place.nbor(-1 * (place.i - begins) - 1).text != "," or noun.nbor(-1).text == "(":
        return
    noun.head, noun.dep_ = verb, place.dep_
    for child in [c for c in noun.lefts if c.i < noun.left_edge.i]:
        child.head = place
    place.head, place.dep_ = first, "appos"


#: Prepositions before a date.
_BEFORE_DATES = frozenset({"on", "in", "by", "since", "from", "until", "before", "after", "around"})
_MONTHS = frozenset(name.lower() for name in load_data("when.yaml")["months"])


def _date_behind(preposition: Token) -> list[Token]:
    """The words of a date right behind a preposition: "16 January 2024", "January 2024", "January"."""
    words = list(preposition.doc[preposition.i + 1 : preposition.i + 4])
    if words and words[0].like_num and len(words[0]) <= 2:
        day, words = words[:1], words[1:]
    else:
        day = []
    if not words or words[0].lower_ not in _MONTHS or not (day or words[0].text[0].isupper()):
        return []
    year = [w for w in words[1:2] if w.like_num and len(w) == 4]
    return [*day, words[0], *year]


def _date_without_comma(preposition: Token) -> None:
    """ "On 16 January gunmen attacked …": the date ends before the noun, which is the subject."""
    date = _date_behind(preposition)
    if not date:
        return
    month = next(t for t in date if not t.like_num)
    last = date[-1]
    noun = month
    while noun.i <= last.i and noun.head.i != noun.i and noun.head.i > preposition.i:
        noun = noun.head
    verb = preposition.head
    if noun.i <= last.i or noun.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return
    if noun.dep_ == "pobj" and noun.head.i == preposition.i:
        if verb.pos_ != "VERB" or verb.i < noun.i or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
            return
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"
    month.head, month.dep_ = preposition, "pobj"
    for number in date:
        if number.i != month.i:
            number.head, number.dep_ = month, "nummod"


@cache
def _lemmas() -> dict[str, dict[str, str]]:
    """Form → word class → lemma."""
    found: dict[str, dict[str, str]] = {}
    for word_class, entries in load_data("lemmas.yaml").items():
        for lemma, forms in entries.items():
            for form in forms:
                found.setdefault(form, {})[word_class] = lemma
    return found


def _perfect_taken_for_adjective(participle: Token) -> None:
    """ "denied having supplied arms to X": the participle is the lower verb, the noun its object."""
    thing, above = participle.head, participle.head.head
    if thing.dep_ != "dobj" or above.pos_ != "VERB" or above.i > participle.i:
        return
    moved = [c for c in above.children if c.i > thing.i and c.dep_ in {"prep", "dative"}]
    participle.head, participle.dep_ = above, "xcomp"
    for child in (thing, *moved):
        child.head = participle


def _past_beside_pluperfect(verb: Token) -> None:
    """ "denied that it HAD lost the town and ACCUSED Y": in form the second verb goes with "denied"."""
    clause = verb.head
    pluperfect = clause.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ in {"had", "'d"} for c in clause.children)
    above = clause.head
    if not pluperfect or clause.dep_ != "ccomp" or above.tag_ != "VBD" or _has_subject(verb):
        return
    for joint in [c for c in clause.children if c.dep_ in {"cc", "punct"} and clause.i < c.i < verb.i]:
        joint.head = above
    verb.head = above


def _past_beside_infinitive(verb: Token) -> None:
    """ "urged X to stop and OFFERED to mediate": a past tense goes with the verb in the past, not with what it asks."""
    deed = verb.head
    bare = deed.tag_ == "VB" and any(c.dep_ == "aux" and (c.lower_ == "to" or c.tag_ == "MD") for c in deed.children)
    if not bare or _has_subject(verb) or any(c.dep_ in {"aux", "auxpass"} for c in verb.children):
        return
    above = next((t for t in deed.ancestors if t.pos_ == "VERB" and t.tag_ != "VB"), None)
    past = above is not None and (above.tag_ == "VBD" or any(c.tag_ == "VBD" for c in above.children))
    if above is None or not past:
        return
    for joint in [c for c in deed.children if c.dep_ in {"cc", "punct"} and deed.i < c.i < verb.i]:
        joint.head = above
    verb.head = above


def _speech_beside_deed(verb: Token) -> None:
    """ "said its police had shot men who STOPPED a bus and ACCUSED X", "said they WERE spies and THREATENED to strike":
    who speaks above also accuses and threatens."""
    deed = verb.head
    verbs = load_data("verbs.yaml")
    charges = deed.dep_ == "relcl" and verb.lemma_ in verbs["accusing"]
    speaks = deed.dep_ == "ccomp" and deed.lemma_ == "be" and verb.lemma_ in verbs["committing"]
    if not (charges or speaks) or _has_subject(verb):
        return
    above = next((t for t in deed.ancestors if t.tag_ == "VBD" and t.lemma_ in verbs["speech"]), None)
    if above is None:
        return
    for joint in [c for c in deed.children if c.dep_ in {"cc", "punct"} and deed.i < c.i < verb.i]:
        joint.head = above
    verb.head = above


def _charge_taken_for_attribute(of: Token) -> None:
    """ "accused the rebels of looting": the charge hangs on the verb, or its doer would be whoever accuses."""
    accusing = of.head.head if of.head.dep_ in {"dobj", "nsubjpass"} else of.head
    if accusing.lemma_ not in load_data("verbs.yaml")["accusing"] or of.i + 1 == len(of.doc):
        return
    deed = of.nbor()
    while deed.dep_ == "advmod" and deed.i + 1 < len(of.doc):  # "of forcibly recruiting villagers"
        deed = deed.nbor()
    if deed.dep_ == "amod" and deed.tag_ == "VBG" and deed.head.dep_ == "pobj":  # "of burning villages"
        thing = deed.head
        deed.head, deed.dep_ = of, "pcomp"
        manner = [c for c in thing.lefts if c.dep_ == "advmod" and c.i < deed.i]
        for child in [thing, *(c for c in thing.children if c.dep_ == "prep"), *manner]:
            child.head = deed
        thing.dep_ = "dobj"
    if any(c.dep_ == "pcomp" for c in of.children):
        of.head = accusing


def _common_noun(token: Token) -> None:
    """ "militiamen": what is written small is no name."""
    word = token.lower_
    token.pos_, token.tag_ = "NOUN", "NN"
    if word.endswith("men") and len(word) > 4:
        token.tag_, token.lemma_ = "NNS", f"{word[:-3]}man"
    elif word.endswith("s") and not word.endswith("ss"):
        token.tag_, token.lemma_ = "NNS", word[:-1]


def _is_clause(noun: Token) -> bool:
    """Whether a "noun" has a conjunction, a subject and an object."""
    labels = {c.dep_ for c in noun.children}
    return {"mark", "nsubj", "dobj"} <= labels


def _takes_object(noun: Token) -> bool:
    return any(c.dep_ == "dobj" for c in noun.children)


def _has_subject(token: Token) -> bool:
    return token.pos_ != "VERB" or any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


def _perfect_without_article(have: Token) -> None:
    """ "has further complicated aid", "having supplied aid": with no article behind, the participle is the verb.

    The model takes "have" for the main verb and the participle for an adjective of its object.
    """
    for thing in [c for c in have.children if c.dep_ == "dobj"]:
        left = list(thing.lefts)
        participle = next((c for c in left if c.dep_ == "amod" and c.tag_ == "VBN" and c.i > have.i), None)
        if participle is None or any(c.dep_ in {"det", "poss", "nummod"} for c in left):
            continue
        between = have.doc[have.i + 1 : participle.i]
        if any(t.dep_ != "advmod" for t in between) or not (len(between) or have.tag_ == "VBG"):
            continue
        children, label, above = list(have.children), have.dep_, have.head
        participle.head = participle if above.i == have.i else above
        participle.dep_, participle.pos_ = label, "VERB"
        for child in children:
            child.head = participle
        have.head, have.dep_, have.pos_ = participle, "aux", "AUX"
        return
