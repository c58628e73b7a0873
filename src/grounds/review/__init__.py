"""A person decides: machine claims become knowledge only through people, and every decision can be taken back.

Decisions are rows of the ledger that stay (``grounds.model.decision``): who, when, why, by which codebook, and which
earlier decisions they go over. Everything shown of claims after review is a function of claims and decisions; the
tables of it (``views``) may be emptied and made anew. Which decision holds does not depend on the order in which a
ledger got them (``grounds.model.standing``), so that two copies which have the same decisions show the same.

``deciding`` takes decisions and refuses what contradicts; ``undo`` is one more decision. ``queue`` tells which claim to
look at next, ``coding`` and ``agreement`` are for several coders who do not see each other's work, ``exchange`` brings
the decisions of two copies together, ``erasing`` takes words out for good. ``clearance`` is what somebody else than the
owner may see.
"""

from grounds.review.deciding import Reviews
from grounds.review.views import settle_document

__all__ = ["Reviews", "settle_document"]
