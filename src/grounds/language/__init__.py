"""Document → one parse: sentences, words with their grammar, dates and quantities.

One spaCy pipeline, batched, each document once, without spaCy's own entity recogniser (half of the parse's cost, and it
misreads this field). ``pipeline`` parses, ``syntax`` answers questions about the parse, ``coreference`` chooses what a
pronoun or "the group" stands for, ``when`` and ``figures`` read dates and numbers from surface text, ``repairs`` puts
known misparses right. A language is a folder of data (``en``).
"""
