"""Mentions → actors and places, with reasons.

``resolver`` walks a document. ``names`` finds catalogue and gazetteer names in its text, ``naming`` resolves them by
``context`` (``actors``, ``places``); ``parties`` says whom each noun stands for, with ``described`` for nouns that name
nobody, ``forces`` for a state's forces, ``anaphora`` for pronouns and "the group", ``pairing`` for "both sides" and
``events`` for "the attack"; ``mentions`` remembers who was named. ``resolved`` is what the reader asks.
"""
