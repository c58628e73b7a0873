"""Mentions → actors and places, with reasons.

``resolver`` walks a document. ``names`` finds catalogue and gazetteer names in its text, ``naming`` resolves them by
``context`` (``actors``, ``places``); ``parties`` says whom each noun stands for, with ``described`` for nouns that name
nobody and ``anaphora`` for pronouns and "the group"; ``mentions`` remembers who was named. ``resolved`` is what the
reader asks.
"""
