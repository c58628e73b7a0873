"""spaCy's attribute ruler, with what it says of a word remembered.

Nearly all of its patterns look at one token's tag, form and label alone: their verdict is the same wherever the three
recur, and matching them anew at every token takes a fifth of the parse. The few patterns over two tokens are matched as
ever, after them. ``tests/language/test_attributes.py`` holds the outcome against spaCy's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Tag, lower form, label and whether it is white space: all that a pattern over one token asks for.
_Key = tuple[int, int, int, bool]


class _Verdict(NamedTuple):
    tag: int
    pos: int
    dep: int
    lemma: int
    morph: Any


class RememberedRules:
    """Does what the ruler ``ruler`` does, and keeps its verdict on each kind of token."""

    def __init__(self, ruler: AttributeRuler) -> None:
        vocab = ruler.vocab
        patterns = cast(list[dict[str, Any]], ruler.patterns)
        alone = [entry for entry in patterns if all(len(pattern) == 1 for pattern in entry["patterns"])]
        self._alone, self._together = AttributeRuler(vocab, validate=False), AttributeRuler(vocab, validate=False)
        self._alone.add_patterns(alone)
        self._together.add_patterns([entry for entry in patterns if entry not in alone])
        self._known: dict[_Key, _Verdict] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and, where a pattern tells them, lemma, tag and label of every token."""
        keys = [(t.tag, t.lower, t.dep, t.is_space) for t in doc]
        new = {key: token for key, token in zip(keys, doc, strict=True) if key not in self._known}
        if new:
            self._learn(doc, new)
        token: Any  # the stubs of spaCy's tokens lack what is set here
        for token, key in zip(doc, keys, strict=True):
            verdict = self._known[key]
            token.pos = verdict.pos
            token.set_morph(verdict.morph)
            if verdict.lemma:
                token.lemma = verdict.lemma
            if verdict.tag != key[0]:
                token.tag = verdict.tag
            if verdict.dep != key[2]:
                token.dep = verdict.dep
        return self._together(doc)

    def _learn(self, doc: Doc, new: dict[_Key, Token]) -> None:
        tokens = list(new.values())
        sample = Doc(doc.vocab, words=[t.text for t in tokens], tags=[t.tag_ for t in tokens])
        for copy, token in zip(sample, tokens, strict=True):
            copy.dep = token.dep
        self._alone(sample)
        for key, t in zip(new, sample, strict=True):
            self._known[key] = _Verdict(t.tag, t.pos, t.dep, t.lemma, t.morph)


@Language.factory("remembered_attribute_ruler")
def _make(nlp: Language, name: str) -> RememberedRules:
    del name  # spaCy's factories are called with it
    return RememberedRules(cast(AttributeRuler, nlp.get_pipe("attribute_ruler")))


def remember_attributes(nlp: Language) -> None:
    """Put the remembering ruler in the place of the pipeline's own."""
    nlp.add_pipe("remembered_attribute_ruler", after="attribute_ruler")
    nlp.disable_pipe("attribute_ruler")
