"""A report held against event datasets: which rows are about what it tells, and whether they agree.

The report is read and held in memory; nothing is taken in. ``finding`` seeks the row that a claim is about,
``agreement`` compares it field by field, ``scope`` tells what a dataset does not take up by its own rules, so that what
lies outside is never "absent from the record". ``general`` gathers figures that bear on claims about many events,
``left_out`` what the record has and the report leaves out. Weights, widths and wordings are data (``data/*.yaml``).

No verdict here is on truth: a row is what one group of coders made of their sources.
"""
