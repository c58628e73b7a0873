"""How far coders agree, field by field: Cohen's kappa for two, Krippendorff's alpha for any number.

What a coder says of a field is the value that they give it, else the machine's, which they have left as it is; of a
claim that a coder rejects only the verdict counts. Since coders see what the machine read, agreement on fields is
higher than if they read from the bare text: the figures tell how alike they correct.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from grounds.model.content import said
from grounds.review.coding import Batch
from grounds.review.correcting import FIELDS


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one field: claims that two or more coded, the share on which all said the same, kappa by pair of coders, and
    alpha. Null where it is not defined: with fewer than two values there is nothing to tell apart by chance."""

    field: str
    claims: int
    alike: float
    kappa: dict[tuple[str, str], float | None]
    alpha: float | None

    def record(self) -> dict[str, Any]:
        """The row as JSON-ready values."""
        kappa = {" and ".join(pair): value for pair, value in self.kappa.items()}
        return {"field": self.field, "claims": self.claims, "alike": self.alike, "kappa": kappa, "alpha": self.alpha}


def agreement(batch: Batch, records: Mapping[str, Mapping[str, Any]]) -> list[Agreement]:
    """The verdict first, then each field that a coder has changed. ``records`` are the claims as they were read."""
    changed = {name for of in batch.codings.values() for coding in of.values() for name in coding.fields}
    found = []
    for name in ("verdict", *(f for f in FIELDS if f in changed)):
        table = _table(batch, records, name)
        if table:
            found.append(_of_field(name, table, batch.coders))
    return found


def _table(batch: Batch, records: Mapping[str, Mapping[str, Any]], name: str) -> list[dict[str, str]]:
    """By claim what each coder says, where two or more say something."""
    table = []
    for claim, of in batch.codings.items():
        row = {}
        for by, coding in of.items():
            if name == "verdict":
                row[by] = coding.verdict
            elif coding.verdict == "accept":
                row[by] = _key(coding.fields.get(name, records[claim][name]))
        if len(row) > 1:
            table.append(row)
    return table


def _key(value: Any) -> str:
    """A value as something to compare; how it was resolved is no part of it."""
    return json.dumps(said(value), sort_keys=True)


def _of_field(name: str, table: Sequence[Mapping[str, str]], coders: Sequence[str]) -> Agreement:
    alike = sum(len(set(row.values())) == 1 for row in table) / len(table)
    pairs = {}
    for one, other in combinations(coders, 2):
        both = [(row[one], row[other]) for row in table if one in row and other in row]
        if both:
            pairs[one, other] = kappa(both)
    return Agreement(name, len(table), alike, pairs, alpha(table, coders))


def kappa(both: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960) of two coders; null where both always say one and the same thing."""
    number = len(both)
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    expected = sum(first[value] * second[value] for value in first) / number**2
    observed = sum(a == b for a, b in both) / number
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(table: Sequence[Mapping[str, str]], coders: Sequence[str]) -> float | None:
    """Krippendorff's alpha for nominal values, with whatever is missing; null where all values are one."""
    import krippendorff
    import numpy as np

    values = sorted({value for row in table for value in row.values()})
    if len(values) < 2:
        return None
    number = {value: n for n, value in enumerate(values)}
    rows = [[number[row[c]] if c in row else np.nan for row in table] for c in coders]
    found = float(krippendorff.alpha(reliability_data=np.array(rows, dtype=float), level_of_measurement="nominal"))
    return None if math.isnan(found) else found
