"""Why a claim was read as it was, and why another was not: the reader's own steps, told for people.

Nothing is remembered for it: the document is read again, which gives the same, and the rules are asked.
"""

from grounds.explaining.near import Nearly, nearly_fired
from grounds.explaining.rules import describe
from grounds.explaining.why import Explanation, Part, explain

__all__ = ["Explanation", "Nearly", "Part", "describe", "explain", "nearly_fired"]
