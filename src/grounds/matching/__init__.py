"""Event rows of datasets compared with each other and with what reports tell.

``match`` finds the same events in two releases, or incidents of the ledger in one, with stated probability.

``rows`` makes of an event row what weighing compares in a claim: parties with their classes, a period as wide as the
row's precision, places with a radius. ``sides`` says how two sides relate. What a precision code means in kilometres
and days, and which words name which class of party, stands in ``data/*.yaml``.
"""
