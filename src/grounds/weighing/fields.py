"""For each field the value that is shown, the named rule that chose it, and the rivals with their claims.

Rules are data (``data/fields.yaml``): for a field a list of names, tried in turn until one value is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grounds.model.errors import UsageError
from grounds.weighing.data import settings
from grounds.weighing.items import Item
from grounds.weighing.lineage import Lineage
from grounds.weighing.opposing import Matter, is_party, matter_of
from grounds.weighing.origins import Documents, claim_origin
from grounds.weighing.values import Value

_LATE = 1 << 30
#: Names of what chooses where no rule of the list need be asked, or none is left to ask.
ONLY, AGREEING, FIRST_READ = "only", "agreeing", "first_read"


@dataclass(frozen=True)
class Field:
    """The value shown, the rule that chose it and the rivals (of a rival the rule is blank)."""

    value: Any
    words: str
    rule: str
    claims: tuple[str, ...]
    origins: int
    rivals: tuple[Field, ...] = ()

    def record(self) -> dict[str, Any]:
        """The field as JSON-ready values."""
        told = {
            "value": self.value,
            "rule": self.rule,
            "claims": list(self.claims),
            "independent_origins": self.origins,
        }
        return {
            **told,
            "rivals": [
                {"value": r.value, "claims": list(r.claims), "independent_origins": r.origins} for r in self.rivals
            ],
        }


def rules_of(path: Path | None) -> Mapping[str, Sequence[str]]:
    """The rules by field: the shipped ones, with those of a file in their place. Raises :class:`UsageError`."""
    shipped = settings("fields")
    own: dict[str, Any] = {}
    if path is not None:
        import yaml

        try:
            own = (yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) or {}).get("fields", {})
        except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError) as error:
            raise UsageError(f"cannot be read ({error})", place=str(path), remedy="see docs/weighing.md") from error
    for name, listed in own.items():
        unknown = [r for r in listed if r not in shipped["rules"]] if isinstance(listed, list) else [str(listed)]
        if name not in shipped["fields"] or unknown:
            problem = f"field {name!r} has rules that are none: {', '.join(unknown) or 'the field itself is none'}"
            raise UsageError(problem, place=str(path), remedy=f"rules are {', '.join(shipped['rules'])}")
    return {**shipped["fields"], **own}


class Chooser:
    """Chooses among values; ``grades`` are the reliability of sources by key."""

    def __init__(
        self, documents: Documents, lineage: Lineage, rules: Mapping[str, Sequence[str]], grades: Mapping[str, str]
    ) -> None:
        self._documents = documents
        self._lineage = lineage
        self._rules = rules
        self._grades = grades

    def choose(
        self,
        field: str,
        values: Sequence[Value[Any]],
        plain: Callable[[Any], Any],
        *,
        precision: Callable[[Any], float] = lambda _: 0.0,
        number: Callable[[Any], float] = lambda _: 0.0,
        prefer: Callable[[Item], bool] | None = None,
    ) -> Field | None:
        """The field of the values told; null where none is. ``plain`` makes a value JSON-ready, ``precision`` is lower
        for a more exact one, ``number`` orders figures and days. Values of claims that ``prefer`` takes go before all
        others."""
        if not values:
            return None
        left, ruled = self._preferred(values, prefer), ONLY if len(values) == 1 else AGREEING
        matter = matter_of(item for value in values for item in value.items)
        for name in self._rules[field]:
            if len(left) == 1:
                break
            ranks = [self._rank(name, value, precision, number, matter) for value in left]
            best = min(ranks)
            left = [value for value, rank in zip(left, ranks, strict=True) if rank == best]
            ruled = name
        if len(left) > 1:
            ruled = FIRST_READ
        chosen = left[0]
        rivals = tuple(self._field(v, plain, "") for v in values if v is not chosen)
        return self._field(chosen, plain, ruled, rivals)

    @staticmethod
    def _preferred(values: Sequence[Value[Any]], prefer: Callable[[Item], bool] | None) -> list[Value[Any]]:
        return [v for v in values if prefer is None or any(prefer(i) for i in v.items)] or list(values)

    def _field(
        self, value: Value[Any], plain: Callable[[Any], Any], rule: str, rivals: tuple[Field, ...] = ()
    ) -> Field:
        claims = tuple(item.id for item in value.items)
        return Field(plain(value.value), value.words, rule, claims, len(self._origins(value.items)), rivals)

    def _origins(self, items: Iterable[Item]) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in items:
            found.setdefault(claim_origin(item, self._documents).key, []).append(item)
        return found

    def _rank(
        self,
        rule: str,
        value: Value[Any],
        precision: Callable[[Any], float],
        number: Callable[[Any], float],
        matter: Matter,
    ) -> float | str:
        """The place of a value under a rule; the lowest wins."""
        if rule in ("most_origins", "most_outside", "best_source"):
            return self._by_source(rule, value, matter)
        if rule in ("earliest", "latest"):
            days = [self._documents.published(i.document) for i in value.items]
            known = [d for d in days if d is not None]
            return min(known, default=_LATE) if rule == "earliest" else -max(known, default=-_LATE)
        if rule == "most_precise":
            return precision(value.value)
        return number(value.value) if rule in ("most_conservative", "first_day") else -number(value.value)

    def _by_source(self, rule: str, value: Value[Any], matter: Matter) -> float | str:
        origins = self._origins(value.items)
        if rule == "most_origins":
            return -len(origins)
        if rule == "best_source":
            return min(self._grades.get(key, "F") for key in origins)
        told = [(claim_origin(items[0], self._documents), items) for items in origins.values()]
        return -sum(not is_party(origin, items, self._lineage, matter) for origin, items in told)
