"""Who else says so, who says the opposite, and how far to trust it: claims → clusters, events, ties, disagreements.

The way through: ``items`` (what is compared of a claim) → ``origins`` (whose word it is) → ``blocking`` and ``linking``
(which claims are one, with what probability and why) → ``clustering`` → ``event_disagreements``,
``state_disagreements`` → views (``clusters``, ``incidents``, ``ties``, ``newness``). Every view is worked out from
claims, documents and the rules in ``data``; nothing is merged, so that nothing need be undone.
"""

from grounds.weighing.cluster import Cluster, Weighed
from grounds.weighing.weigh import weigh

__all__ = ["Cluster", "Weighed", "weigh"]
