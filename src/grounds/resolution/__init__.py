"""Mentions → actors and places, with reasons.

``names`` finds catalogue and gazetteer names, ``described`` knows the nouns that name a party without naming it,
``actors`` and ``places`` choose among candidates by context, ``resolver`` walks a document and takes up pronouns and
"the group" by the discourse model of ``language.coreference``.
"""
