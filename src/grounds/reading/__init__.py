"""Resolved document → claims: readers behind one method, ``read(resolved) -> Reading(claims, unread)``.

``frames`` is the reader that needs no model: rules and lexicon are data (``data/``), indexed by lemma, so that each
word meets only the few rules that name it. ``scope`` decides how the text holds a statement, ``arguments`` who
takes part, ``circumstances`` when, where and how many, ``assemble`` builds the records.
"""
