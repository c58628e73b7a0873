"""A ledger against anybody's coded claims: which agree, which fields differ, what was missed, what is extra."""

from grounds.evaluation.gold import load_gold
from grounds.evaluation.score import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate", "load_gold"]
