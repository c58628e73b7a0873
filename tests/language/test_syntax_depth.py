"""Questions about a parse do not lean on how deep it is."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from grounds.language.syntax import conjuncts

MEMBERS = 3000


def test_a_list_of_thousands_is_no_deeper_than_the_reader():
    """Each member of a coordination hangs below the one before it."""
    doc = Doc(
        Vocab(),
        words=[f"name{n}" for n in range(MEMBERS)],
        heads=[0, *range(MEMBERS - 1)],
        deps=["ROOT", *["conj"] * (MEMBERS - 1)],
        pos=["NOUN"] * MEMBERS,
    )
    assert [token.i for token in conjuncts(doc[0])] == list(range(MEMBERS))
