"""A ledger against anybody's coded claims: which agree, which fields differ, what was missed, what is extra."""

from grounds.evaluation.gold import coded_document, load_gold
from grounds.evaluation.near import NearMiss, near_misses
from grounds.evaluation.score import Compared, Evaluation, evaluate

__all__ = ["Compared", "Evaluation", "NearMiss", "coded_document", "evaluate", "load_gold", "near_misses"]
