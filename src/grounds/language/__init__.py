"""Document → one parse: sentences, words with their grammar, dates and quantities.

One spaCy pipeline, batched, each document once, without spaCy's own entity recogniser (half of the parse's cost, and it
misreads this field). ``pipeline`` parses, ``syntax`` answers questions about the parse, ``coreference`` chooses what a
pronoun or "the group" stands for, ``dates`` and ``quantities`` read surface text. A language is a folder of data.
"""
