"""Resolved document → claims: readers behind one method, ``read(resolved) -> Reading(claims, unread)``.

``frames`` is the reader that needs no model: rules and lexicon are data (``data/``), indexed by lemma, so that each
word meets only the few rules that name it. ``arguments`` says who takes part, ``memory`` what a later sentence takes
up, ``scope`` how the text holds a statement, ``sayings`` who says so, ``circumstances`` when and how many,
``whereabouts`` where; ``assemble`` builds the records.
"""
